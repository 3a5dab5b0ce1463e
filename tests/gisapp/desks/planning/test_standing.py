"""The volume as a solid, what breaks it, the shadow diagram, and all of it on both stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp import sheetpicture
from gisapp.desks.planning.bodies import Body
from gisapp.desks.planning.envelope import envelope
from gisapp.desks.planning.massing import massing
from gisapp.desks.planning.shadow import Daylight, hours_at
from gisapp.desks.planning.shadowlines import shadow_lines
from gisapp.desks.planning.shadowverdict import prisms_of
from gisapp.desks.planning.solids import excess, prism, shell
from gisapp.desks.planning.standing import Show, Standing, drawn, legend
from gisapp.desks.planning.zones import Zone
from gisapp.scene import camera as cameras
from gisapp.scene import stage
from gisapp.scene.renderer import Renderer
from gisapp.scene.theme import LIGHT
from layers.drawables import Labels, Lines, Mesh
from layers.errors import RenderFailed
from layers.feedback import Feedback
from layers.heights import PlaneHeights
from layers.project import Project
from styles import planning as marks
from styles.palettes import CATEGORICAL
from styles.vision import Vision, closest
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road, site

if TYPE_CHECKING:
    from gisapp.desks.planning.site import Site

SIZE = (360, 260)


def env_01() -> Site:
    """Return the site of ENV-01: 20 by 15 m, a road of 6 m in the south."""
    low = Zone("1低", 100, 50, height_limit=10, shadow_class=2, shadow_plane=1.5)
    return site(low, 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)


def enclosed(triangles: np.ndarray, level: float) -> float:
    """Return cubic metres between a surface that is closed but for its bottom, and a level."""
    points = triangles - (*triangles.reshape(-1, 3).mean(axis=0)[:2], level)
    return float(np.einsum("ij,ij->i", points[:, 0], np.cross(points[:, 1], points[:, 2])).sum() / 6)


def two_zones() -> Site:
    """Return a corner lot in two zones, with jumps between them and parts without a limit."""
    where = site(Zone("近商", 300, 80), 20, 15, road(12), NEIGHBOUR, NEIGHBOUR, road(4))
    west = Zone("近商", 300, 80, shapely.box(0, 0, 8, 15))
    return replace(where, zones=(west, Zone("1低", 200, 60, shapely.box(8, 0, 20, 15), height_limit=10)))


@pytest.mark.parametrize("where", [env_01(), two_zones()], ids=["one zone", "two zones"])
def test_tops_and_walls_enclose_the_volume(where: Site) -> None:
    volume = envelope(where)
    solid = shell(volume, volume.ground, 60.0)
    free = [one.polygon for one in volume.facets if one.rule is None]
    # Facets without a limit have walls and no top: lids close them.
    lids = [prism(one, 60.0, 60.0) for one in free]
    expected = sum(one.volume for one in volume.facets if one.rule is not None)
    found = enclosed(np.concatenate([solid.tops, solid.walls, *lids]), volume.ground)
    assert found == pytest.approx(expected + 60.0 * sum(one.area for one in free), rel=1e-6)
    assert np.isfinite(solid.edges).all()


def test_worked_case_as_a_solid() -> None:
    volume = envelope(env_01())
    solid = shell(volume, 0.0, 60.0)
    assert enclosed(np.concatenate([solid.tops, solid.walls]), 0.0) == pytest.approx(2750.0)
    # A ridge line where the road slant meets the absolute height, the whole width of the lot.
    ridge = solid.edges[(np.abs(solid.edges[:, :, 1] - 2) < 1e-6).all(axis=1)]
    assert np.ptp(ridge[:, :, 0]) == pytest.approx(20.0)


def test_what_stands_out_is_cut_along_the_facets() -> None:
    volume = envelope(env_01())
    # 9 m high, from 0.5 m to 3 m behind the road: 1.125 m too high at its front, within from 1.2 m on.
    over = excess(prism(shapely.box(5, 0.5, 10, 3), 0.0, 9.0), volume)
    assert over.most == pytest.approx(9 - 1.25 * 6.5)
    assert over.place[1:] == pytest.approx((0.5, 9.0))
    assert over.triangles[:, :, 1].max() == pytest.approx(1.2)
    assert over.triangles[:, :, 2].min() == pytest.approx(1.25 * 6.5)
    roof = over.triangles[(np.ptp(over.triangles[:, :, 2], axis=1) < 1e-9)]
    area = np.linalg.norm(np.cross(roof[:, 1] - roof[:, 0], roof[:, 2] - roof[:, 0]), axis=1).sum() / 2
    assert area == pytest.approx(5 * 0.7)
    assert excess(prism(shapely.box(5, 2, 10, 3), 0.0, 10.0), volume).most == 0.0


def test_the_diagram_shows_where_the_hours_are_reached() -> None:
    where = env_01()
    building = massing(where, envelope(where))
    daylight = Daylight(32.75)
    lines = shadow_lines(where, building, daylight, Feedback())
    assert lines is not None
    assert (lines.plane, lines.limits) == (1.5, (4.0, 2.5))
    for hours, line in zip(lines.limits, lines.equal, strict=True):
        points = shapely.get_coordinates(line)
        assert len(points) > 10
        # Hours fall steeply: half a metre beside the line they are on either side of the limit.
        both = [hours_at(points + by, prisms_of(building), 1.5, daylight) for by in ((0, 0.6), (0, -0.6))]
        beside = np.minimum(*both), np.maximum(*both)
        assert np.mean((beside[0] <= hours + 0.1) & (beside[1] >= hours - 0.1)) > 0.9
    assert len(lines.outlines) == 17
    without = replace(where, zones=(replace(where.zones[0], shadow_class=None),))
    assert shadow_lines(without, building, daylight, Feedback()) is None


def everything() -> Standing:
    """Return a lot with all there is to show, its ground level 3 m high."""
    where = env_01()
    volume = envelope(where)
    building = massing(where, volume)
    lines = shadow_lines(where, building, Daylight(32.75), Feedback())
    over = Body("古い家", prism(shapely.box(5, 0.5, 10, 3), 3.0, 12.0))
    return Standing(where, volume, building, PlaneHeights(3.0), bodies=(over,), shadow=lines)


def test_it_stands_on_the_ground_with_names_and_legend() -> None:
    what = everything()
    assert what.lift == 3.0
    assert replace(what, base=0.0).lift == 0.0
    found = drawn(what)
    texts = [text for one in found if isinstance(one, Labels) for text in one.texts]
    assert {"道路斜線 7.5〜10.0 m", "絶対高さ 10.0 m", "北側斜線 5.0〜10.0 m", "＋0.9 m"} <= set(texts)
    meshes = [one for one in found if isinstance(one, Mesh)]
    highest = max(float((one.points[:, 2] + one.origin[2]).max()) for one in meshes)
    assert highest == pytest.approx(13.0, abs=1e-4)
    assert any(isinstance(one, Lines) for one in found)
    said = [str(line.label) for line in legend(what)]
    assert said[:4] == ["敷地", "絶対高さ", "道路斜線", "北側斜線"]
    assert "範囲を超える部分（最大 0.9 m）" in said
    assert len(drawn(what, Show(volume=False, storeys=False, shadow=False, names=False))) == 1
    empty = replace(what, volume=None, building=None, shadow=None)
    assert [str(line.label) for line in legend(empty)] == ["敷地"]


def bands(mesh: Mesh) -> int:
    """Return whether a mesh brings colours only (3) or opacity too (4)."""
    assert mesh.picture is not None
    return int(mesh.picture.shape[2])


@pytest.mark.parametrize("opengl", [True, False])
def test_both_stages_show_it_in_the_colours_of_the_legend(
    opengl: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise RenderFailed("描けません。", "表は使えます。", detail="no driver")

    if not opengl:
        monkeypatch.setattr(stage, "_window", refused)
    renderer = Renderer(SIZE, LIGHT)
    assert renderer.simple is not opengl
    try:
        what = everything()
        camera = cameras.fitted((0, 0, 3, 20, 15, 13), SIZE, 0.4, 0.7)
        renderer.sync(Project())
        bare = renderer.snapshot(camera, SIZE)
        opaque = [one for one in drawn(what) if not (isinstance(one, Mesh) and bands(one) == 4)]
        renderer.show_desk(opaque)
        picture = renderer.snapshot(camera, SIZE).astype(int)
        red = np.abs(picture - marks.EXCESS.colour).sum(axis=2) < 60
        assert red.sum() > 50
        assert "＋0.9 m" in {text for one in renderer.labels() for text in one.texts}
        renderer.show_desk(drawn(what))
        through = renderer.snapshot(camera, SIZE).astype(int)
        assert np.abs(through - picture).sum(axis=2).max() > 60
        renderer.show_desk(())
        assert (renderer.snapshot(camera, SIZE) == bare).all()
        taken = sheetpicture.picture(Project(), drawn(what), camera, SIZE, 4.0, renderer)
        assert taken.startswith(b"\xff\xd8")
        assert taken == sheetpicture.picture(Project(), drawn(what), camera, SIZE, 4.0, renderer)
    finally:
        renderer.close()


def test_all_eyes_tell_the_rules_apart() -> None:
    colours = [mark.colour for mark in marks.RULES.values()] + [marks.EXCESS.colour]
    assert {mark.colour for mark in marks.RULES.values()} <= set(CATEGORICAL)
    for vision in Vision:
        if vision is not Vision.GREY:
            assert closest(colours, vision) > 12
    hatches = [mark.hatch for mark in marks.RULES.values()]
    assert len(set(hatches)) == len(hatches)
    assert marks.of_rule("a rule to come") is marks.FREE
