"""One version of several, and what staff decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from gisapp.desks.areas import decisions
from gisapp.desks.areas.comparetables import write_csv
from gisapp.desks.areas.deciding import decisions_from, into_ledger
from gisapp.desks.areas.decisions import Decision, What
from gisapp.desks.areas.difference import compare
from gisapp.desks.areas.merging import How, decide, merge
from gisapp.desks.areas.model import associations
from gisapp.desks.areas.register import place
from layers.feedback import Feedback
from layers.project import Project
from tests.gisapp.desks.areas.versions import CRS, town, towns, version

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WHEN = "2026-04-01T09:00:00+09:00"


@settings(max_examples=25, deadline=None)
@given(towns, towns)
def test_the_merged_version_is_a_coverage_of_all_that_any_version_has(
    mine: NDArray[np.int64], theirs: NDArray[np.int64]
) -> None:
    made = compare([town("1課", mine), town("2課", theirs)])
    merged = merge(made)
    shapes = merged.areas.shapes[~shapely.is_missing(merged.areas.shapes)]
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(
        shapely.union_all(np.concatenate([one.shapes for one in made.sets])).area
    )
    # What every boundary says adds up to the boundaries of the areas, each shared one counted once.
    lines = shapely.union_all(merged.stretches.lines)
    assert lines.length == pytest.approx(shapely.union_all(shapely.boundary(shapes)).length)
    assert shapely.length(merged.stretches.lines).sum() == pytest.approx(lines.length)


@settings(max_examples=10, deadline=None)
@given(towns)
def test_merged_with_itself_it_is_itself(owner: NDArray[np.int64]) -> None:
    one = town("1課", owner)
    merged = merge(compare([one, town("2課", owner)]))
    assert merged.areas.names.tolist() == one.names.tolist()
    for before, after in zip(one.shapes, merged.areas.shapes, strict=True):
        assert (before is None and after is None) or shapely.equals(before, after)
    assert not (merged.how != How.AGREED).any()
    assert merged.stretches.versions.all()


LEFT, RIGHT = shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)
ONE = version("1課", [("A", "甲町会", LEFT), ("B", "乙町会", RIGHT)], "2025-04-01")
TWO = version(
    "2課",
    [
        ("A", "甲町会", shapely.box(0, 0, 110, 100)),
        ("B", "乙町会", shapely.box(110, 0, 200, 100)),
        ("C", "丙町会", shapely.box(200, 0, 260, 100)),
    ],
)


def test_every_stretch_says_whose_it_is() -> None:
    made = compare([ONE, TWO])
    merged = merge(made)
    assert merged.areas.names.tolist() == ["甲町会", "乙町会", "丙町会"]
    assert [round(shape.area) for shape in merged.areas.shapes] == [10_000, 10_000, 6_000]
    whose: dict[str, float] = {}
    for row, line in enumerate(merged.stretches.lines):
        whose[merged.whose(row)] = whose.get(merged.whose(row), 0.0) + line.length
    assert whose["1課（2025-04-01）"] == pytest.approx(100.0)
    assert whose["2課（時点は未確認）"] == pytest.approx(220.0)
    other = merge(made, prefer=1)
    assert [round(shape.area) for shape in other.areas.shapes] == [11_000, 9_000, 6_000]


def test_what_staff_decided_comes_before_the_rule(tmp_path: Path) -> None:
    made = compare([ONE, TWO])
    piece = next(one for one in made.pieces.order.tolist() if made.pieces.sizes[one] < 2000)
    said = decide(made, piece, int(made.matched.of[0][0]), "自治振興課", "協議で確認", WHEN)
    merged = merge(made, log=[said])
    assert [round(shape.area) for shape in merged.areas.shapes] == [11_000, 9_000, 6_000]
    assert merged.how_of(piece) is How.DECIDED
    assert merged.owner_of(piece) == 0
    assert any(merged.whose(row) == "決定" for row in range(len(merged.stretches)))
    withdrawn = Decision(said.about, What.OPEN, "自治振興課", "", "2026-05-01T09:00:00+09:00")
    assert round(merge(made, log=[said, withdrawn]).areas.shapes[0].area) == 10_000
    nobody = decide(made, piece, None, "自治振興課", "", WHEN)
    assert [round(shape.area) for shape in merge(made, log=[nobody]).areas.shapes] == [10_000, 9_000, 6_000]
    follows = Decision("association:乙町会", What.FOLLOW, "自治振興課", "", WHEN, association="2課")
    assert round(merge(made, log=[follows]).areas.shapes[0].area) == 11_000
    strange = Decision("x", What.OWNER, "課", "", WHEN, "所", "丁町会", said.place, CRS)
    assert [one.code for one in merge(made, log=[strange]).findings] == ["decision-strange"]

    near = replace(said, about="place:0,0", place=(108.0, 20.0), when="2026-06-01T09:00:00+09:00")
    assert merge(made, log=[nobody, near]).owner_of(piece) == 0  # the later word about the same place
    away = replace(said, place=(20.0, 20.0))
    assert [one.code for one in merge(made, log=[away]).findings] == ["decision-lost"]

    lines = write_csv(made).decode("utf-8-sig").splitlines()
    filled = [lines[0], *(line.removesuffix(",,,") + ",甲町会,自治振興課,協議" for line in lines[1:])]
    filled[2:] = [filled[-1].replace("自治振興課", "")]
    table = tmp_path / "決定.csv"
    table.write_text("\n".join(filled), "cp932")  # as Excel saves it
    feedback = Feedback()
    found = decisions_from(table, made, WHEN, feedback)
    assert [(one.association, one.by, one.text) for one in found] == [("A", "自治振興課", "協議")]
    assert [one.code for one in feedback.findings] == ["decision-row"]


def test_the_log_is_kept_in_the_project_and_written_as_tables() -> None:
    made = compare([ONE, TWO])
    piece = int(made.pieces.order[0])
    said = decide(made, piece, None, "自治振興課", "=未組織のまま", WHEN)
    mark = Decision("overlap:A|B", What.AGREED, "自治振興課", "両会の合意", WHEN, "甲と乙の重なり")
    later = Decision("pair:x|y", What.SAME, "広報課", "", "2026-05-01T09:00:00+09:00")
    project = decisions.put(Project(crs=CRS), said, mark, later)
    log = decisions.decisions_of(project)
    assert [(one.about, one.by, one.text, one.place) for one in log] == [
        (one.about, one.by, one.text, one.place) for one in (said, mark, later)
    ]
    assert decisions.agreed(log) == {"overlap:A|B"}
    assert decisions.confirmed_pairs(log) == {"pair:x|y": True}
    text = decisions.write_csv(log).decode("utf-8-sig")
    assert "'=未組織のまま" in text
    now = datetime(2026, 6, 1, tzinfo=UTC)
    book = decisions.write_xlsx(log, now, "gisapp")
    assert book.startswith(b"PK")
    assert book == decisions.write_xlsx(log, now, "gisapp")


def test_a_merged_version_becomes_the_ledger_and_only_what_differs_changes_it() -> None:
    merged = merge(compare([ONE, TWO]))
    project = Project(crs=CRS)
    first = into_ledger(project, merged, WHEN)
    assert [one.name for one in first] == ["甲町会", "乙町会", "丙町会"]
    project = place(project, first, "2026-04-01", WHEN)
    assert into_ledger(project, merged, WHEN) == ()
    changed = into_ledger(project, merge(compare([ONE, TWO]), prefer=1), WHEN)
    assert [(one.name, round(one.shape.area)) for one in changed if one.shape] == [
        ("甲町会", 11_000),
        ("乙町会", 9_000),
    ]
    later = place(project, changed, "2026-10-01", WHEN)
    assert len(associations(later, None)) == 5
    assert len(associations(later)) == 3
