"""Colours of the ground: by height, slope and direction, at every level of detail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers import colours, groundlight
from layers.base import Part, View
from layers.drawables import Lines, Mesh
from layers.feedback import Feedback
from layers.project import Project
from layers.projectdocument import from_document, to_document
from layers.suggest import suggestions
from layers.terrain import AUTOMATIC, Terrain
from layers.terrainlook import ASPECT, ATTRIBUTES, HEIGHT, SLOPE, GroundTable, facing, picture
from layers.terrainstore import TILE, slope_file, slope_of
from styles.presets import preset
from styles.style import ByRange, Fixed, Range
from tests.layers import terrains

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LOW, HIGH = (10, 200, 30), (200, 20, 30)
AT_100 = ByRange(HEIGHT, (Range(-np.inf, 100.0, LOW), Range(100.0, np.inf, HIGH)))


def slanting(east: float, north: float, rows: int = 150, columns: int = 200) -> NDArray[np.float32]:
    """Return a plain that rises by so much for each metre, of cells of 5 m."""
    row, column = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    return (100 + 5 * (east * column + north * row)).astype(np.float32)


def _view(layer: Terrain) -> View:
    extent = layer.extent()
    assert extent is not None
    west, south, bottom, east, north, _ = extent
    return terrains.look((west + east) / 2, (south + north) / 2, bottom, away=900.0)


def horn(heights: NDArray[np.float64], cell: float) -> NDArray[np.float64]:
    """Return slopes as the handbook writes them, cell by cell."""
    found = np.full((heights.shape[0] - 2, heights.shape[1] - 2), np.nan)
    for row in range(1, heights.shape[0] - 1):
        for column in range(1, heights.shape[1] - 1):
            (a, b, c), (d, _, f), (g, h, i) = heights[row - 1 : row + 2, column - 1 : column + 2]
            across = (c + 2 * f + i) - (a + 2 * d + g)
            along = (g + 2 * h + i) - (a + 2 * b + c)
            found[row - 1, column - 1] = np.degrees(np.arctan(np.hypot(across, along) / (8 * cell)))
    return found


def test_slopes_are_those_of_the_handbook() -> None:
    heights = terrains.hills(40, 50)
    heights = np.where(np.isnan(heights), 100, heights).astype(np.float32)
    assert slope_of(heights, 5.0) == pytest.approx(horn(heights.astype(float), 5.0), abs=0.01)


@pytest.mark.parametrize(("rise", "degrees"), [(0.0, 0.0), (0.2, 11.31), (0.5774, 30.0), (1.0, 45.0)])
def test_a_plain_is_as_steep_up_to_its_edge_and_at_every_level(
    tmp_path: Path, rise: float, degrees: float
) -> None:
    store = terrains.written(tmp_path / "plain", slanting(rise * 0.6, rise * 0.8))
    for level in store.levels:
        slopes = level.slope_window(0, 0, level.rows, level.columns)
        assert np.isfinite(slopes).all()
        assert slopes == pytest.approx(degrees, abs=0.8)
    assert GroundTable(store).numbers(SLOPE) == pytest.approx(degrees, abs=0.5)


def test_steep_banks_do_not_vanish_from_afar(tmp_path: Path) -> None:
    row = np.arange(256)
    heights = np.broadcast_to((np.abs(row % 8 - 4) * 3.0)[:, None], (256, 256)).astype(np.float32)
    store = terrains.written(tmp_path / "banks", heights)
    whole = [level.slope_window(0, 0, level.rows, level.columns) for level in store.levels]
    assert np.median(whole[0]) == pytest.approx(31.0, abs=0.5)
    for slopes in whole:
        assert float(slopes.mean()) == pytest.approx(float(whole[0].mean()), abs=0.3)
    # The heights of the coarsest level alone know nothing of the banks.
    coarse = store.levels[-1]
    around = np.pad(coarse.window(0, 0, coarse.rows, coarse.columns), 1, mode="edge")
    assert slope_of(around, coarse.cell).max() < 5


def test_a_terrain_of_an_older_version_has_slopes_too(tmp_path: Path) -> None:
    heights = slanting(0.3, 0.1)
    new = terrains.written(tmp_path / "new", heights)
    wanted = new.levels[0].slope_window(10, 20, 70, 80)
    for number in range(len(new.levels)):
        (new.folder / slope_file(number)).unlink()
        del new.manifest["files"][slope_file(number)]
    old = type(new)(new.folder, new.manifest)
    assert old.levels[0].slopes is None
    assert old.levels[0].slope_window(10, 20, 70, 80) == pytest.approx(wanted, abs=0.5)


@pytest.mark.parametrize(
    ("east", "north", "direction"),
    [
        (0, -1, "N"),
        (-1, -1, "NE"),
        (-1, 0, "E"),
        (-1, 1, "SE"),
        (0, 1, "S"),
        (1, 1, "SW"),
        (1, 0, "W"),
        (1, -1, "NW"),
    ],
)
def test_a_slope_faces_where_water_runs(tmp_path: Path, east: int, north: int, direction: str) -> None:
    table = GroundTable(terrains.written(tmp_path / "plain", slanting(east * 0.1, north * 0.1)))
    found, values = table.categories(ASPECT)
    assert {values[one] for one in found.tolist()} == {direction}


def test_level_ground_faces_nowhere_and_a_gap_is_not_known() -> None:
    east = np.array([0.0, 0.001, np.nan])
    assert facing(east, np.zeros(3)).tolist() == [8, 8, -1]


def test_colours_change_exactly_at_the_height_of_their_class(tmp_path: Path) -> None:
    store = terrains.written(tmp_path / "plain", slanting(0.1, 0.0) - 20)
    for level in (0, 1):
        found = picture(store, AT_100, level, 0, 0)
        assert found is not None
        side = TILE * store.levels[level].cell
        metres = (np.arange(found.shape[1]) + 0.5) * side / found.shape[1]
        # The plain is at 100 m where it has risen 20 m: 200 m and half a cell in.
        wanted = np.where((metres < 202.5)[:, None], LOW, HIGH)
        assert np.abs(metres[(found[0] != wanted).any(axis=1)] - 202.5).max(initial=0) < 2.5


def test_the_first_row_of_a_picture_lies_in_the_north(tmp_path: Path) -> None:
    found = picture(terrains.written(tmp_path / "plain", slanting(0.0, 0.1) - 10), AT_100, 0, 0, 0)
    assert found is not None
    assert found[0, 0].tolist() == list(HIGH)
    assert found[-1, 0].tolist() == list(LOW)


def test_slope_classes_mark_30_degrees(tmp_path: Path) -> None:
    style = preset("ground_slope").style(SLOPE)
    assert isinstance(style, ByRange)
    assert [one.low for one in style.ranges if "崖" in one.label] == [30.0, 45.0]
    for rise, label in ((0.5, "15〜30°"), (0.60, "30〜45°（崖）")):
        store = terrains.written(tmp_path / f"plain{rise}", slanting(rise, 0.0))
        layer = replace(terrains.layer(store), style=style)
        assert {one.label for one in colours.legend(layer) if one.count} == {label}
        wanted = next(one.colour for one in style.ranges if one.label == label)
        found = picture(store, style, 0, 0, 0)
        assert found is not None
        assert (found == wanted).all()


def test_every_attribute_has_a_proposal_and_a_legend_that_counts_all(tmp_path: Path) -> None:
    layer = terrains.layer(terrains.written(tmp_path / "hills", terrains.hills(120, 90)))
    table = layer.colouring()
    for attribute in ATTRIBUTES:
        style = suggestions(table, attribute)[0].style
        dressed = replace(layer, style=style)
        assert sum(one.count for one in colours.legend(dressed)) == len(table)
        assert dressed.look
        (mesh,) = dressed.load(dressed.parts(_view(dressed))[0], Feedback())
        assert isinstance(mesh, Mesh)
        assert mesh.picture is not None
        assert mesh.coordinates is not None
        assert mesh.coordinates.min() >= 0
        assert mesh.coordinates.max() <= 1


def test_the_plain_look_costs_nothing_and_former_looks_stand_in(tmp_path: Path) -> None:
    layer = terrains.layer(terrains.written(tmp_path / "hills", terrains.hills(200, 200)))
    view = _view(layer)
    plain = layer.parts(view)
    assert all("@" not in name for part in plain for name, _ in (part.key, *part.fallback))
    mesh = layer.load(plain[0], Feedback())[0]
    assert isinstance(mesh, Mesh)
    assert mesh.picture is None
    assert mesh.shade is None
    lined = replace(layer, contours=AUTOMATIC)
    parts = lined.parts(view)
    assert {part.key for part in parts}.isdisjoint(part.key for part in plain)
    assert all(part.key[0].endswith(lined.look) for part in parts)
    for part in parts:
        assert (part.key[0].partition("@")[0], part.key[1]) in part.fallback
    assert any(isinstance(one, Lines) for part in parts for one in lined.load(part, Feedback()))
    again = layer.parts(view)
    assert [part.key for part in again] == [part.key for part in plain]
    assert lined.remarks()[0].text.values == {"interval": lined.interval, "index": lined.interval * 5}
    assert layer.remarks() == ()


def test_a_colour_of_its_own_and_another_light(tmp_path: Path) -> None:
    layer = terrains.layer(terrains.written(tmp_path / "plain", slanting(0.4, 0.0)))
    part = Part(layer.id, ("tile0_0", 0), 0.0, 1)
    green = replace(layer, style=Fixed((0, 90, 0))).load(part, Feedback())[0]
    assert isinstance(green, Mesh)
    assert green.picture is not None
    assert green.picture.tolist() == [[[0, 90, 0]]]
    shades = []
    for sun in (90.0, 270.0):
        mesh = replace(layer, sun=sun).load(part, Feedback())[0]
        assert isinstance(mesh, Mesh)
        assert mesh.shade is not None
        shades.append(int(np.median(mesh.shade)))
    level = round(groundlight.LEVEL * 255)
    assert shades[0] < level < shades[1]  # the plain faces west
    flat = replace(layer, shade=0.0).load(part, Feedback())[0]
    assert isinstance(flat, Mesh)
    assert set(flat.shade.tolist() if flat.shade is not None else ()) == {level}


def test_light_has_no_seam_between_tiles(tmp_path: Path) -> None:
    layer = replace(terrains.layer(terrains.written(tmp_path / "a", terrains.hills(200, 200))), shade=1.4)
    found: list[dict[tuple[float, float], int]] = []
    for column in (0, 1):
        mesh = layer.load(Part(layer.id, (f"tile0_{column}", 0), 0.0, 1), Feedback())[0]
        assert isinstance(mesh, Mesh)
        assert mesh.shade is not None
        places = np.round((mesh.points + mesh.origin)[:, :2], 2)
        border = np.abs(places[:, 0] - (terrains.WEST + 320)) < 0.01
        found.append(dict(zip(map(tuple, places[border].tolist()), mesh.shade[border].tolist(), strict=True)))
    common = found[0].keys() & found[1].keys()
    assert len(common) > 40
    assert max(abs(found[0][one] - found[1][one]) for one in common) <= 1


def test_the_look_is_kept_in_the_project(tmp_path: Path) -> None:
    layer = terrains.layer(terrains.written(tmp_path / "plain", slanting(0.4, 0.0)))
    style = preset("ground_slope").style(SLOPE)
    dressed = replace(layer, style=style, shade=0.5, sun=315.0, contours=5.0)
    document = to_document(Project(layers=(dressed,)), tmp_path)
    found, findings = from_document(document, tmp_path)
    assert not findings
    again = found.layers[0]
    assert isinstance(again, Terrain)
    assert (again.style, again.shade, again.sun, again.contours) == (style, 0.5, 315.0, 5.0)
