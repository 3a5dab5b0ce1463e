"""Edits of shared boundaries: what one area gains its neighbour loses."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.desks.areas import arcedits
from gisapp.desks.areas.arcs import NOBODY, Arcs, arcs_of
from gisapp.desks.areas.patches import Edited, EditRefused, Patch
from tests.gisapp.desks.areas.coverings import covering

SHAPES = covering(3)
PATCH = Patch(SHAPES, [f"区域{row}" for row in range(len(SHAPES))])
ARCS = arcs_of(SHAPES)
INNER = np.flatnonzero((ARCS.left != NOBODY) & (ARCS.right != NOBODY)).tolist()

WAY = np.array([4.1234, -3.0])
RIM = [one for k in range(len(ARCS)) if k not in INNER for one in ARCS.line(k).tolist()]


def after(edited: Edited, before: np.ndarray = SHAPES) -> np.ndarray:
    """Return all areas after an edit."""
    found = before.copy()
    for row, shape in edited.changed.items():
        found[row] = shape
    there = [*found[~shapely.is_missing(found)].tolist(), *edited.fresh]
    return np.array(there, dtype=object)


def whole(edited: Edited, tolerance: float = 1e-6) -> bool:
    """Say whether areas still cover what they covered, each place once.

    A line that ends at the rim puts a corner there, rounded to the grid: `tolerance` square metres.
    """
    shapes = after(edited)
    total, now = float(shapely.area(SHAPES).sum()), float(shapely.area(shapes).sum())
    return (
        bool(shapely.coverage_is_valid(shapes))
        and abs(now - total) < tolerance
        and abs(float(shapely.union_all(shapes).area) - now) < 1e-6
    )


def sides(arcs: Arcs, arc: int) -> list[int]:
    return sorted([int(arcs.left[arc]), int(arcs.right[arc])])


def across(arc: int, begin: float, end: float, aside: float) -> np.ndarray:
    """Return a line that crosses an arc at two shares of its length and runs beside it between them."""
    line = shapely.LineString(ARCS.line(arc))
    first, last = shapely.get_coordinates(shapely.line_interpolate_point(line, [begin, end], normalized=True))
    way = np.array([-1, 1]) * (last - first)[::-1] / np.hypot(*(last - first))
    return np.array([first - 12 * way, first + aside * way, last + aside * way, last - 12 * way])


@settings(max_examples=40, deadline=None)
@given(
    arc=st.sampled_from(INNER),
    corner=st.integers(0, 5),
    way=st.tuples(*[st.floats(-60, 60)] * 2),
    kind=st.sampled_from(["moved", "inserted", "deleted", "shifted", "reshaped", "split", "assigned"]),
)
def test_area_is_conserved_by_every_edit(arc: int, corner: int, way: tuple[float, float], kind: str) -> None:
    line = ARCS.line(arc)
    here = line[corner]
    row = sides(ARCS, arc)[0]
    moving = {"moved": here[None], "shifted": line}.get(kind, np.empty((0, 2)))
    at_rim = any(one in RIM for one in moving.tolist())
    edits: dict[str, Callable[[], Edited]] = {
        "moved": lambda: arcedits.moved(PATCH, here, here + way),
        "inserted": lambda: arcedits.inserted(PATCH, here * 0.4 + line[max(corner - 1, 0)] * 0.6),
        "deleted": lambda: arcedits.deleted(PATCH, here),
        "shifted": lambda: arcedits.shifted(PATCH, (line[2] + line[3]) / 2, np.array(way) / 5),
        "reshaped": lambda: arcedits.reshaped(PATCH, across(arc, 0.15, 0.8, way[0] / 3)),
        "split": lambda: arcedits.split(PATCH, row, [here + np.array(way) * 20, here - np.array(way) * 20]),
        "assigned": lambda: arcedits.assigned(
            PATCH, shapely.Point(here).buffer(5 + abs(way[0])).intersection(shapely.union_all(SHAPES)), row
        ),
    }
    try:
        edited = edits[kind]()
    except EditRefused:
        return
    assert edited.changed or edited.fresh or np.hypot(*way) < 0.01
    if at_rim:
        assert shapely.coverage_is_valid(after(edited))
    else:
        assert whole(edited, 0.2 if kind in {"split", "assigned"} else 1e-6)


def test_a_corner_moves_in_both_areas_and_a_node_in_all_of_them() -> None:
    arc = INNER[3]
    corner = ARCS.line(arc)[2]
    edited = arcedits.moved(PATCH, corner, corner + WAY)
    assert sorted(edited.changed) == sides(ARCS, arc)
    target = np.round(corner + WAY, 3).tolist()
    assert all(target in shapely.get_coordinates(one).tolist() for one in edited.changed.values())
    degree = np.bincount(ARCS.ends.ravel())
    node = next(ARCS.line(k)[0] for k in INNER if degree[ARCS.ends[k, 0]] == 4)
    assert len(arcedits.moved(PATCH, node, node + 5.0).changed) == 4


def test_a_corner_is_put_in_and_taken_out_again() -> None:
    line = ARCS.line(INNER[0])
    edited = arcedits.inserted(PATCH, (line[1] + line[2]) / 2)
    shapes = SHAPES.copy()
    for row, shape in edited.changed.items():
        shapes[row] = shape
    corner = np.round((line[1] + line[2]) / 2, 3)
    back = arcedits.deleted(Patch(shapes, PATCH.names), corner)
    for row, shape in back.changed.items():
        assert shape is not None
        assert shape.normalize().equals_exact(SHAPES[row].normalize(), 0.0)


def test_a_line_replaces_the_boundary_between_its_first_and_last_crossing() -> None:
    arc = INNER[2]
    drawn = across(arc, 0.2, 0.7, 15.0)
    edited = arcedits.reshaped(PATCH, drawn)
    assert sorted(edited.changed) == sides(ARCS, arc)
    for shape in edited.changed.values():
        corners = shapely.get_coordinates(shape).tolist()
        assert all(np.round(one, 3).tolist() in corners for one in drawn[1:3])
        assert not any(np.round(one, 3).tolist() in corners for one in drawn[[0, 3]])
    assert whole(edited)


def test_a_boundary_that_closes_changes_where_the_line_is() -> None:
    hole = shapely.box(40, 40, 60, 60)
    shapes = np.array([shapely.box(0, 0, 100, 100).difference(hole), hole], dtype=object)
    patch = Patch(shapes, ["外", "中"])
    line = [(38, 45), (70, 45), (70, 55), (38, 55)]
    edited = arcedits.reshaped(patch, [line[0], (62, 45), (62, 55), line[3]])
    assert edited.changed[1].area + edited.changed[0].area == 10_000  # type: ignore[union-attr]
    near = arcedits.reshaped(patch, [(59, 45), (65, 45), (65, 55), (59, 55)])
    assert near.changed[1].area == pytest.approx(450.0)  # type: ignore[union-attr]


def test_a_split_area_keeps_its_larger_piece_and_merging_gives_it_back() -> None:
    east, north = SHAPES[4].centroid.coords[0]
    edited = arcedits.split(PATCH, 4, [(east - 300, north + 30), (east + 300, north + 35)])
    (fresh,), kept = edited.fresh, edited.changed[4]
    assert kept is not None
    assert kept.area > fresh.area
    assert whole(edited)  # of an area with neighbours all around
    shapes = np.append(SHAPES, [fresh])
    for row, shape in edited.changed.items():
        shapes[row] = shape
    back = arcedits.merged(Patch(shapes, [*PATCH.names, "新"]), [4, 9])
    assert back.changed[9] is None
    assert back.changed[4].symmetric_difference(SHAPES[4]).area < 0.1  # type: ignore[union-attr]


def test_land_changes_hands_or_goes_to_nobody() -> None:
    piece = shapely.Point(SHAPES[4].exterior.coords[0]).buffer(20)
    assigned = arcedits.assigned(PATCH, piece, 4)
    assert assigned.changed[4].covers(piece.buffer(-0.01))  # type: ignore[union-attr]
    assert whole(assigned)
    founded = arcedits.founded(PATCH, piece)
    assert founded.fresh[0].area == pytest.approx(piece.area, abs=0.1)
    assert whole(founded)
    released = arcedits.released(PATCH, piece, 4)
    assert shapely.coverage_is_valid(after(released))
    assert SHAPES[4].area - released.changed[4].area == pytest.approx(  # type: ignore[union-attr]
        SHAPES[4].intersection(piece).area, abs=0.1
    )
    beside = shapely.box(-500, -500, -400, -400)
    assert arcedits.assigned(PATCH, beside, 0, takes=False).changed[0].area == pytest.approx(  # type: ignore[union-attr]
        SHAPES[0].area + 10_000
    )


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda: arcedits.moved(PATCH, (1.0, 1.0), (2.0, 2.0)), "境界の点がありません"),
        (lambda: arcedits.inserted(PATCH, SHAPES[4].centroid.coords[0]), "境界がありません"),
        (lambda: arcedits.inserted(PATCH, ARCS.line(0)[1]), "もう境界の点があります"),
        (lambda: arcedits.deleted(PATCH, ARCS.line(INNER[0])[0]), "3本以上の境界"),
        (lambda: arcedits.reshaped(PATCH, across(INNER[0], 0.2, 0.7, 15)[:2]), "2か所で交わっていません"),
        (lambda: arcedits.reshaped(PATCH, [(0, 0), (9, 9), (9, 0), (0, 9)]), "自分自身と交わっています"),
        (lambda: arcedits.split(PATCH, 4, [(0, 0), (1, 1)]), "2つに分けていません"),
        (lambda: arcedits.merged(PATCH, [4, 4]), "2つ以上ありません"),
        (lambda: arcedits.released(PATCH, SHAPES[4].buffer(1.0), 4), "区域がなくなります"),
        (lambda: arcedits.released(PATCH, shapely.box(-99, -99, -90, -90), 4), "動かせる土地がありません"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Callable[[], Edited], words: str) -> None:
    with pytest.raises(EditRefused, match=words):
        edit()


def test_crossing_a_boundary_is_refused_with_the_names() -> None:
    line = ARCS.line(INNER[0])
    with pytest.raises(EditRefused, match="区域"):
        arcedits.moved(PATCH, line[2], line[2] + 100 * WAY)
    apart = np.array([shapely.box(0, 0, 10, 10), shapely.box(20, 0, 30, 10)], dtype=object)
    with pytest.raises(EditRefused, match=r"の境界が「[東西]」の区域に入り込みます"):
        arcedits.moved(Patch(apart, ["西", "東"]), (10.0, 10.0), (25.0, 5.0))


def test_an_outline_without_land_is_refused() -> None:
    for piece in (shapely.MultiPolygon(), shapely.Polygon([(0, 0), (9, 9), (0, 0)])):
        for patch in (PATCH, Patch(SHAPES[:0], [])):
            with pytest.raises(EditRefused, match="動かせる土地がありません"):
                arcedits.founded(patch, piece)


def test_a_corner_that_is_dragged_to_a_neighbour_closes_the_gap() -> None:
    apart = np.array([shapely.box(0, 0, 10, 10), shapely.box(10.5, 0, 20, 10)], dtype=object)
    patch = Patch(apart, ["西", "東"])
    first = arcedits.moved(patch, (10.0, 0.0), (10.5, 0.0))
    apart[0] = first.changed[0]
    second = arcedits.moved(patch, (10.0, 10.0), (10.5, 10.0))
    assert sorted(second.changed) == [0]
    assert shapely.union_all([second.changed[0], apart[1]]).area == 200.0
