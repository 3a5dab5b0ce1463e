"""The picture itself: what is drawn where, in which colour, and that nothing is left behind."""

from __future__ import annotations

import gc
import threading
from dataclasses import replace

import numpy as np
import pytest

from gisapp.desks.planning.painting import painted
from gisapp.scene import camera as cameras
from gisapp.scene.renderer import Renderer
from gisapp.scene.stage import Stage
from gisapp.scene.theme import DARK, LIGHT
from layers.filters import Condition, Operator
from styles.style import MISSING, ByCategory, Category, Fixed
from tests.fakes import USAGES
from tests.gisapp.scene.pictures import GREEN, RED, SIZE, above, halves, mean, near, settle
from tests.gisapp.scene.worlds import PLACE, Plates, city, part, plate_layer, project


def test_layers_come_change_and_go(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("west")))
    extent = shown.extent()
    assert extent is not None
    renderer.sync(shown)
    renderer.look_from(above(extent), SIZE)
    picture = settle(renderer)
    assert near(picture[120, 140], RED)
    assert not near(picture[120, 180], RED)
    layer = shown.layers[0]
    for change, expected in (
        ({"style": Fixed(GREEN)}, GREEN),
        ({"visible": False}, LIGHT.ground),
        ({"visible": True}, RED),
    ):
        renderer.sync(shown.replacing(replace(layer, **change)))
        assert near(settle(renderer)[120, 140], expected, 6)
    renderer.sync(shown.without(["plates"]))
    assert not near(settle(renderer), RED).any()
    assert renderer.drawn_triangles == 0


def test_opacity_lets_the_ground_through(renderer: Renderer) -> None:
    shown = project(replace(plate_layer(halves(), part("all")), opacity=0.5))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or ()), SIZE)
    mixed = mean(RED, LIGHT.ground, 0.5)
    assert near(settle(renderer)[120, 160], mixed, 8)


def test_a_point_is_drawn_where_it_is_projected(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("west")))
    renderer.sync(shown)
    camera = cameras.aimed(PLACE + np.array([60.0, 40.0, 0.0]), 0.6, 0.7, 320)
    renderer.look_from(camera, SIZE)
    red = near(settle(renderer), RED, 30)
    rng = np.random.default_rng(6)
    points = PLACE + np.column_stack([rng.uniform(-40, 140, (3000, 2)), np.zeros(3000)])
    inside = (points - PLACE)[:, 0] < 50
    inside &= ((points - PLACE)[:, :2] > 0).all(axis=1) & ((points - PLACE)[:, 1] < 100)
    border = np.abs((points - PLACE)[:, :2] - [[50, 100]]).min(axis=1) < 1.5
    border |= np.abs((points - PLACE)[:, :2]).min(axis=1) < 1.5
    place = renderer.pixels(points)
    seen = (place[:, 0] >= 0) & (place[:, 0] < 320) & (place[:, 1] >= 0) & (place[:, 1] < 240) & ~border
    column, row = place[seen, 0].astype(int), place[seen, 1].astype(int)
    assert seen.sum() > 1000
    assert (red[row, column] == inside[seen]).all()


def test_surface_gives_back_the_point_that_was_drawn(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("all")))
    renderer.sync(shown)
    renderer.look_from(cameras.aimed(PLACE + np.array([50.0, 50.0, 0.0]), 0.6, 0.7, 320), SIZE)
    settle(renderer)
    target = PLACE + np.array([70.0, 30.0, 0.0])
    x, y, _ = renderer.pixels(np.array([target]))[0]
    found = renderer.surface(np.floor(x) + 0.5, np.floor(y) + 0.5)
    assert found is not None
    assert found == pytest.approx(target, abs=1.5)
    assert found[2] == pytest.approx(10.0, abs=0.05)
    # A camera that was set but not drawn yet changes nothing: people point at what they see.
    renderer.look_from(cameras.aimed(PLACE, 2.0, 0.3, 999), SIZE)
    again = renderer.surface(np.floor(x) + 0.5, np.floor(y) + 0.5)
    assert again is not None
    assert again == pytest.approx(found)


def test_sky_has_no_surface(renderer: Renderer) -> None:
    renderer.sync(project(plate_layer(halves(), part("all"))))
    renderer.look_from(cameras.aimed(PLACE + np.array([0.0, 0.0, 200.0]), 0.0, -0.4, 100), SIZE)
    settle(renderer)
    assert renderer.surface(160, 10) is None


def test_what_is_picked_is_what_is_seen(renderer: Renderer) -> None:
    boxes = city(100)
    colours = ByCategory(
        "id", tuple(Category(f"42201-bldg-{row}", (2 * row + 20, 255 - 2 * row, 128)) for row in range(100))
    )
    shown = project(replace(boxes, style=colours))
    renderer.sync(shown)
    renderer.look_from(cameras.aimed((34_671.0, -27_662.0, 15.0), 0.4, 0.6, 900, 9.0), SIZE)
    picture = settle(renderer)
    hits = 0
    rng = np.random.default_rng(7)
    for x, y in rng.integers(10, 230, (150, 2)):
        around = picture[y - 1 : y + 2, x - 1 : x + 2, :3].reshape(-1, 3)
        if np.ptp(around.astype(int), axis=0).max() > 6:
            continue  # an edge
        hit = renderer.pick(x + 0.5, y + 0.5)
        seen = around[4].astype(float)
        if hit is None:
            assert near(seen, LIGHT.ground, 20)
            continue
        hits += 1
        # Light scales a colour but keeps the proportion of red to green.
        expected = (2 * hit.feature + 20) / (255 - 2 * hit.feature)
        assert seen[0] / seen[1] == pytest.approx(expected, rel=0.08)
    assert hits > 30


def test_hidden_layers_and_filtered_features_are_not_picked(renderer: Renderer) -> None:
    shown = project(city(100))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or (), 600), SIZE)
    settle(renderer)
    centre = renderer.pixels((city(100).boxes.low[55] + city(100).boxes.high[55])[None] / 2)[0]
    hit = renderer.pick(*centre[:2])
    assert hit is not None
    assert hit.feature == 55
    storeys = shown.layers[0].table().numbers("storeys")[55]
    fewer = replace(shown.layers[0], filter=(Condition("storeys", Operator.LESS, float(storeys)),))
    renderer.sync(shown.replacing(fewer))
    settle(renderer)
    other = renderer.pick(*centre[:2])
    assert other is None or other.feature != 55
    renderer.sync(shown.replacing(replace(shown.layers[0], visible=False)))
    assert renderer.pick(*centre[:2]) is None


def test_filter_takes_triangles_away_and_gives_them_back(renderer: Renderer) -> None:
    boxes = city(100)
    shown = project(replace(boxes, style=Fixed(RED)))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or (), 700), SIZE)
    full = near(settle(renderer), RED, 14).sum()
    tall = replace(shown.layers[0], filter=(Condition("measured_height", Operator.GREATER, 25.0),))
    renderer.sync(shown.replacing(tall))
    some = near(settle(renderer), RED, 14).sum()
    assert 0 < some < 0.75 * full
    renderer.sync(shown)
    assert near(settle(renderer), RED, 14).sum() == pytest.approx(full, rel=0.02)


def test_colour_of_a_category_is_that_of_the_legend_on_flat_roofs(renderer: Renderer) -> None:
    boxes = city(64)
    first = next(iter(USAGES))
    shown = project(replace(boxes, style=ByCategory("usage", (Category(first, (10, 120, 220)),))))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or (), 3000), SIZE)  # so far that the boxes have flat roofs
    picture = settle(renderer)
    indices, codes = boxes.table().categories("usage")
    rows = np.flatnonzero(indices == codes.index(first))
    place = renderer.pixels((boxes.boxes.low[rows] + boxes.boxes.high[rows]) / 2)[:, :2].astype(int)
    colours = picture[place[:, 1], place[:, 0], :3].astype(int)
    assert len(rows) > 4
    assert (np.abs(colours - (10, 120, 220)).max(axis=1) < 25).mean() > 0.5


def test_selection_is_tinted_and_outlined_and_goes_again(renderer: Renderer) -> None:
    shown = project(city(100))
    renderer.sync(shown)
    camera = cameras.aimed((34_676.0, -27_657.0, 15.0), 0.4, 0.7, 130)
    renderer.look_from(camera, SIZE)
    before = settle(renderer)
    renderer.select("boxes", np.array([55], dtype=np.uint32))
    after = settle(renderer)
    accent = near(after, LIGHT.accent, 40)
    assert accent.sum() > 30
    changed = np.abs(after.astype(int) - before).max(axis=-1) > 10
    low, high = city(100).boxes.low[55], city(100).boxes.high[55]
    corners = np.array(
        [[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
    )
    place = renderer.pixels(corners)
    rows, columns = np.nonzero(changed)
    assert rows.min() >= place[:, 1].min() - 3
    assert rows.max() <= place[:, 1].max() + 3
    assert columns.min() >= place[:, 0].min() - 3
    assert columns.max() <= place[:, 0].max() + 3
    renderer.select("", np.empty(0, dtype=np.uint32))
    assert (settle(renderer) == before).all()


def test_no_hole_while_finer_parts_are_loaded(renderer: Renderer) -> None:
    plates = halves()
    renderer.sync(project(plate_layer(plates, part("all"))))
    renderer.look_from(above((*PLACE, *(PLACE + np.array([100, 100, 5]))), 400), SIZE)
    full = near(settle(renderer), RED).sum()
    plates.gates = {("west", 1): threading.Event(), ("east", 1): threading.Event()}
    finer = plate_layer(plates, part("west", 1, ("all", 0)), part("east", 1, ("all", 0)))
    renderer.sync(project(finer))
    for gate in plates.gates.values():
        renderer.want(1_000_000)
        renderer.deliver(1_000_000)
        assert near(renderer.draw(), RED).sum() == full
        gate.set()
        renderer._loader.wait(5)
        renderer.deliver(1_000_000)
        assert near(renderer.draw(), RED).sum() == full
    assert renderer.drawn_triangles == 4


def test_answers_for_a_layer_that_has_gone_are_dropped(renderer: Renderer) -> None:
    plates = halves()
    plates.gates = {("all", 0): threading.Event()}
    renderer.sync(project(plate_layer(plates, part("all"))))
    renderer.want(1_000_000)
    renderer.sync(project())
    plates.gates["all", 0].set()
    renderer._loader.wait(0.5)
    assert not renderer.deliver(1_000_000)
    renderer.want(1_000_000)
    assert not renderer.busy


def test_other_data_replace_the_old(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("all")))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or ()), SIZE)
    before = near(settle(renderer), RED).sum()
    smaller = Plates({"all": (0, 0, 50, 100)})
    renderer.sync(shown.replacing(replace(shown.layers[0], data=smaller)))
    assert near(settle(renderer), RED).sum() == pytest.approx(before / 2, rel=0.05)


def test_a_part_that_cannot_be_loaded_is_told_once_and_the_rest_is_shown(
    renderer: Renderer, caplog: pytest.LogCaptureFixture
) -> None:
    plates = halves()
    plates.broken = {"west"}
    renderer.sync(project(plate_layer(plates, part("west"), part("east"))))
    renderer.look_from(above((*PLACE, *(PLACE + np.array([100, 100, 5]))), 400), SIZE)
    picture = settle(renderer)
    assert near(picture[120, 180], RED)
    settle(renderer)
    assert [str(one) for one in renderer.problems] == [
        "「板」の一部を表示できませんでした。詳しくはログをご覧ください。"
    ]
    assert "OSError" in caplog.text


def test_the_picture_stays_when_the_origin_of_the_project_moves(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("west")))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or ()), SIZE)
    before = settle(renderer)
    renderer.sync(replace(shown, origin=(-118_000.0, 84_000.0, 0.0)))
    assert np.abs(settle(renderer).astype(int) - before).max() <= 2


def test_themes_change_everything_but_the_data(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("west")))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or ()), SIZE)
    settle(renderer)
    renderer.set_theme(DARK)
    dark = settle(renderer)
    assert near(dark[120, 180], mean(DARK.ground, (0, 0, 0), DARK.glow), 6)
    assert near(dark[120, 140], mean(RED, (0, 0, 0), DARK.glow), 6)


def test_low_resolution_shows_the_same(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("west")))
    renderer.sync(shown)
    renderer.look_from(above(shown.extent() or ()), SIZE)
    settle(renderer)
    small = renderer.draw(0.5)
    assert small.shape == (120, 160, 4)
    assert near(small[60, 70], RED)
    assert not near(small[60, 90], RED)
    assert renderer.sharpen(8) is None


def test_sharpening_smooths_edges_and_ends(renderer: Renderer) -> None:
    shown = project(plate_layer(halves(), part("west")))
    renderer.sync(shown)
    renderer.look_from(cameras.aimed(PLACE + np.array([50.0, 50.0, 0.0]), 0.3, 1.0, 400), SIZE)
    rough = settle(renderer)
    pictures = []
    while (better := renderer.sharpen(4)) is not None:
        pictures.append(better)
    assert len(pictures) == 3
    assert len(np.unique(pictures[-1][..., 0])) > len(np.unique(rough[..., 0]))
    assert np.abs(pictures[-1].astype(int) - rough).mean() < 2


def test_snapshot_waits_for_everything_and_leaves_the_view_alone(renderer: Renderer) -> None:
    shown = project(city(900))
    renderer.sync(shown)
    camera = above(shown.extent() or (), 900)
    renderer.look_from(camera, SIZE)
    picture = renderer.snapshot(cameras.home(shown.extent() or (), (640, 360)), (640, 360))  # type: ignore[arg-type]
    assert picture.shape == (360, 640, 3)
    assert not renderer.busy
    assert (renderer.camera, renderer.size) == (camera, SIZE)
    assert renderer.drawn_triangles >= 1800


def test_parts_that_were_not_used_for_long_go(renderer: Renderer) -> None:
    plates = Plates({f"{number}": (number, 0, number + 1, 9) for number in range(30)})
    for number in range(30):
        renderer.sync(project(plate_layer(plates, part(str(number)))))
        renderer.want(10)
        while renderer.busy:
            renderer._loader.wait(0.5)
            renderer.deliver(100)
    (crew,) = renderer._crews.values()
    assert crew.cost <= 14
    renderer.draw()  # with which they are taken off
    stage = renderer._stage
    assert isinstance(stage, Stage)
    assert stage._front.GetActors().GetNumberOfItems() == crew.cost // 2


def test_style_that_cannot_be_worked_out_leaves_grey_buildings_and_a_word(
    renderer: Renderer, caplog: pytest.LogCaptureFixture
) -> None:
    layer = replace(plate_layer(halves(), part("all")), style=ByCategory("usage", ()))
    renderer.sync(project(layer))  # it has no table
    renderer.look_from(above((*PLACE, *(PLACE + np.array([100, 100, 5])))), SIZE)
    assert near(settle(renderer)[120, 160], MISSING)
    assert len(renderer.problems) == 1
    assert not renderer.busy
    assert "NotImplementedError" in caplog.text


def test_closing_leaves_no_thread_and_nothing_of_vtk() -> None:
    def count() -> int:
        gc.collect()
        return sum(1 for thing in gc.get_objects() if str(type(thing).__module__).startswith("vtkmodules"))

    def use() -> None:
        made = Renderer(SIZE, LIGHT)
        made.sync(project(city(100)))
        made.look_from(above(project(city(100)).extent() or (), 500), SIZE)
        made.select("boxes", np.array([3], dtype=np.uint32))
        settle(made)
        made.close()
        made.close()

    use()
    before = count()
    for _ in range(3):
        use()
    assert count() <= before
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("scene")]


def test_what_a_desk_shows_far_above_the_layers_is_not_cut_off(renderer: Renderer) -> None:
    shown = project(city(4))
    extent = shown.extent()
    assert extent is not None
    x, y, top = extent[0], extent[1], extent[5] + 300
    corners = np.array([(x - 50, y - 50, top), (x + 50, y - 50, top), (x, y + 50, top)])
    renderer.sync(shown)
    renderer.show_desk((painted(corners[None], np.zeros(1, np.intp), [(196, 18, 48)]),))
    picture = renderer.snapshot(cameras.aimed((x, y, top), 0.0, 1.2, 60.0), SIZE).astype(int)
    assert (np.abs(picture - (196, 18, 48)).sum(axis=2) < 60).mean() > 0.1
