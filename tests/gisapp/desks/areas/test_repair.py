from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from gisapp.desks.areas.findings import DECISIONS, Kind
from gisapp.desks.areas.repair import SNAP, in_bulk, repair, repair_many
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from tests.gisapp.desks.areas.made import checked, codes_of, houses, partition, version

if TYPE_CHECKING:
    from gisapp.desks.areas.checks import Checked
    from gisapp.desks.areas.findings import AreaFinding, Proposal
    from gisapp.desks.areas.model import AreaSet

SIDE = 400.0


def offered(finding: AreaFinding, kind: Kind, id_: str = "") -> Proposal:
    return next(one for one in finding.proposals if one.kind is kind and id_ in ("", one.id))


def first_offers(found: Checked) -> list[tuple[AreaFinding, Proposal]]:
    return [
        (one, next(each for each in one.proposals if each.kind not in DECISIONS)) for one in found.findings
    ]


def conserved(areas: AreaSet, size: float) -> None:
    """Hold that no land lies twice and none is lost, and that edges are shared vertex by vertex."""
    shapes = areas.shapes[~shapely.is_missing(areas.shapes)]
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() == pytest.approx(size, abs=0.01)
    assert shapely.union_all(shapes).area == pytest.approx(size, abs=0.01)


@settings(max_examples=25)
@given(
    seed=st.integers(0, 10_000),
    cells=st.integers(4, 20),
    fault=st.sampled_from(["sliver", "strip", "overlap", "hole", "loop", "shred"]),
    width=st.floats(0.1, 0.8),
)
def test_after_repair_the_check_is_clean(seed: int, cells: int, fault: str, width: float) -> None:
    sound = partition(seed, cells)
    shapes = sound.tolist()
    random = np.random.default_rng(seed)
    row = int(random.integers(cells))
    others = [k for k in range(cells) if k != row and shapes[row].intersection(shapes[k]).length > 12]
    other = others[0]
    edge = shapes[row].intersection(shapes[other])
    if fault == "sliver":
        shapes[row] = shapes[row].difference(edge.buffer(width, cap_style="flat"))
    elif fault == "strip":
        shapes[row] = shapes[row].difference(edge.buffer(9.0))
    elif fault == "overlap":
        shapes[row] = shapes[row].union(edge.buffer(10 * width).intersection(shapes[other]))
    elif fault == "hole":
        shapes[row] = shapes[row].difference(shapes[row].representative_point().buffer(5.0))
    elif fault == "shred":
        shapes[row] = shapes[row].union(shapes[other].representative_point().buffer(0.5))
        shapes[other] = shapes[other].difference(shapes[row])
    else:
        at = shapely.get_coordinates(shapes[row].centroid)[0]
        ring = shapely.get_coordinates(shapes[row].exterior)
        shapes[row] = shapely.Polygon(np.vstack([ring, (ring[0] + at) / 2, (ring[1] + at) / 2, ring[:1]]))
    areas, city = version(shapes), box(0, 0, SIDE, SIDE)
    found = checked(areas, None, city)
    assert found.findings
    fixed = areas
    # What one fault hid may be found once that is repaired: a shred leaves a hole, a loop may cover a gap.
    for _ in range(3):
        fixed = repair_many(fixed, first_offers(found), Feedback())
        found = checked(fixed, None, city)
    assert codes_of(found) == []
    conserved(fixed, SIDE * SIDE)
    untouched = [k for k in range(cells) if shapes[k].distance(shapes[row]) > 15]
    assert all(fixed.shapes[k] is areas.shapes[k] for k in untouched)


def test_neighbours_get_the_vertices_of_a_new_edge() -> None:
    # The gap ends in the middle of the southern area's edge.
    areas = version([box(0, 0, 40, 50), box(60, 0, 100, 50), box(0, -50, 100, 0), box(0, 50, 100, 99)])
    (gap,) = checked(areas, houses([(50, 25)])).findings
    fixed = repair(areas, gap, offered(gap, Kind.ASSIGN, "0"))
    assert fixed.shapes[0].equals(box(0, 0, 60, 50))
    assert fixed.shapes[1] is areas.shapes[1]
    assert shapely.coverage_is_valid(fixed.shapes)
    southern = shapely.get_coordinates(fixed.shapes[2]).tolist()
    assert [60.0, 0.0] in southern
    assert areas.shapes[2].equals(fixed.shapes[2])


def test_an_overlap_goes_to_one_or_is_divided_or_stays() -> None:
    areas = version([box(0, 0, 60, 100), box(50, 0, 95, 100)])
    (overlap,) = checked(areas).findings
    given_ = repair(areas, overlap, offered(overlap, Kind.GIVE, "1"))
    assert [one.area for one in given_.shapes] == pytest.approx([5000, 4500])
    split = repair(areas, overlap, offered(overlap, Kind.SPLIT))
    assert split.shapes[0].equals(box(0, 0, 55, 100)) or split.shapes[0].symmetric_difference(
        box(0, 0, 55, 100)
    ).area == pytest.approx(0, abs=1)
    assert split.shapes[0].area + split.shapes[1].area == pytest.approx(9500)
    assert len(shapely.get_coordinates(split.shapes[0])) < 12
    assert repair(areas, overlap, offered(overlap, Kind.AGREE)) is areas


def test_an_area_within_another_has_no_middle() -> None:
    areas = version([box(0, 0, 100, 100), box(40, 40, 60, 60)])
    (overlap,) = checked(areas).findings
    assert Kind.SPLIT not in {one.kind for one in overlap.proposals}
    fixed = repair(areas, overlap, offered(overlap, Kind.GIVE, "1"))
    assert fixed.shapes[0].area == pytest.approx(9600)


def test_slivers_in_bulk_go_to_the_longer_edge() -> None:
    areas = version([box(0, 0, 50, 100), box(50.4, 0, 100, 100), box(0, 100, 100, 150), box(0, -50, 100, 0)])
    chosen = in_bulk(checked(areas).findings, SNAP)
    assert [one.kind for _, one in chosen] == [Kind.SNAP]
    fixed = repair_many(areas, chosen, Feedback())
    assert codes_of(checked(fixed)) == []
    conserved(fixed, 100 * 200)


def test_rows_of_one_code_become_one_area() -> None:
    areas = version([box(0, 0, 9, 9), box(9, 0, 20, 9), box(20, 0, 30, 9)], codes=["1", "1", "2"])
    (twice,) = checked(areas).findings
    fixed = repair(areas, twice, offered(twice, Kind.JOIN))
    assert fixed.ids.tolist() == ["0", "2"]
    assert fixed.shapes[0].area == pytest.approx(180)


def test_a_row_that_is_gone_is_told() -> None:
    areas = version([box(0, 0, 60, 100), box(50, 0, 95, 100)])
    (overlap,) = checked(areas).findings
    other = version([box(0, 0, 60, 100)])
    with pytest.raises(AnalysisFailed, match="もう一度点検"):
        repair(other, overlap, offered(overlap, Kind.SPLIT))
