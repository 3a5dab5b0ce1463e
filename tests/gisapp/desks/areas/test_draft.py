"""What is drawn goes into the ledger when it is confirmed: from a day on, or as a correction."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from gisapp.desks.areas import draft as drafts
from gisapp.desks.areas import register
from gisapp.desks.areas.decisions import decisions_of
from gisapp.desks.areas.draft import Draft, Entry
from gisapp.desks.areas.model import Association, associations, put
from gisapp.desks.areas.patches import EditRefused
from gisapp.journal import Journal, crashed_runs
from gisapp.session import Session
from layers.project import Project
from layers.settling import settled
from tests.gisapp.desks.areas.coverings import covering

SHAPES = covering(3)
ENTRY = Entry("2026-04-01", "自治振興課", "総会の決定", "2026-03-20T10:00:00+09:00")


def ledger(shapes: np.ndarray = SHAPES, since: str = "2020-04-01") -> Project:
    """Return a project with associations 0, 1, 2 …"""
    found = [
        Association(f"r{row}", f"l{row}", f"J{row:03d}", f"{row}丁目自治会", shape=shape, crs="EPSG:6669",
                    since=since, values={"households": 100 + row})
        for row, shape in enumerate(shapes)
    ]  # fmt: skip
    return register.seen(put(Project(crs="EPSG:6669"), found, "2026-01-05"))


@pytest.fixture(scope="module")
def project() -> Project:
    return ledger()


def corner(draft: Draft, one: int = 4, other: int = 5) -> np.ndarray:
    """Return a corner that two areas share, and no third one."""
    shared = shapely.get_coordinates(draft.shapes[one].intersection(draft.shapes[other]))
    counts = [len(draft.touching(place)) for place in shared]
    return shared[counts.index(2)]


def test_a_moved_corner_ends_two_spans_and_begins_two(project: Project) -> None:
    draft = drafts.begun(project)
    place = corner(draft)
    after = draft.moved(place, place + 3.0)
    assert [(one.name, one.row) for one in after.changes] == [("4丁目自治会", 4), ("5丁目自治会", 5)]
    assert sum((one.after or 0) - (one.before or 0) for one in after.changes) == pytest.approx(0, abs=1e-6)
    assert draft.changes == ()
    fresh = after.fresh_line(4)
    assert fresh.distance(shapely.Point(place + 3.0)) < 0.001
    assert fresh.length < shapely.hausdorff_distance(shapely.Point(place), SHAPES[4])
    kept = drafts.confirmed(project, after, ENTRY)
    spans = [one for one in associations(kept, None) if one.line == "l4"]
    assert [(one.since, one.until) for one in spans] == [("2020-04-01", "2026-04-01"), ("2026-04-01", "")]
    assert spans[0].shape is not None
    assert spans[1].shape is not None
    assert spans[0].shape.equals(SHAPES[4])
    assert (place + 3.0).round(3).tolist() in shapely.get_coordinates(spans[1].shape).tolist()
    assert spans[1].values == {"households": 104}
    assert len(associations(kept, "2026-03-31")) == len(associations(kept)) == 9
    layer = register.layer_of(settled(kept))
    assert layer is not None
    assert len(layer.table()) == 11


def test_a_correction_leaves_no_trace_in_time(project: Project) -> None:
    draft = drafts.begun(project)
    place = corner(draft)
    kept = drafts.confirmed(project, draft.moved(place, place + 3.0), replace(ENTRY, day=""))
    assert len(associations(kept, None)) == 9
    changed = next(one for one in associations(kept) if one.line == "l4")
    assert (changed.id, changed.since, changed.source) == ("r4", "2020-04-01", drafts.DRAWN)
    gone = drafts.confirmed(project, draft.dismissed(4), replace(ENTRY, day=""))
    assert len(associations(gone, None)) == 8


def test_split_merged_founded_and_dismissed_areas_in_the_ledger(project: Project) -> None:
    draft = drafts.begun(project)
    east, north = SHAPES[4].centroid.coords[0]
    after = draft.split(4, [(east - 300, north), (east + 300, north + 3)], "4丁目北自治会")
    after = after.merged([0, 1]).founded(shapely.box(-900, -900, -800, -800), "埋立地自治会")
    after = after.dismissed(8)
    kept = drafts.confirmed(project, after, ENTRY)
    names = {one.name for one in associations(kept)}
    assert {"4丁目自治会", "4丁目北自治会", "0丁目自治会", "埋立地自治会"} <= names
    assert not {"1丁目自治会", "8丁目自治会"} & names
    assert len({one.line for one in associations(kept)}) == 9
    assert len(associations(kept, "2026-03-31")) == 9
    # Neighbours that only get a corner have no new span, yet share it.
    assert {one.line for one in associations(kept, None) if one.until} == {"l0", "l1", "l4", "l8"}
    now = np.array([one.shape for one in associations(kept)], dtype=object)
    assert shapely.coverage_is_valid(now)
    assert decisions_of(kept)[0].subject == "0丁目自治会、1丁目自治会、4丁目自治会、8丁目自治会ほか2"
    assert all(one.shape is not None for one in associations(kept))


def test_edits_are_taken_back_one_by_one_and_one_that_changes_nothing_is_none(project: Project) -> None:
    draft = drafts.begun(project)
    place = corner(draft)
    once = draft.moved(place, place + 3.0)
    twice = once.inserted((corner(once) + place) / 2, 200.0)
    assert twice.before is once
    assert once.moved(place + 3.0, place + 3.0) is once
    assert once.moved(place + 3.0, place).changes == ()


def test_a_day_outside_the_time_of_an_area_is_refused(project: Project) -> None:
    draft = drafts.begun(project)
    after = draft.dismissed(4)
    with pytest.raises(EditRefused, match="2020-04-01 からのもの"):
        drafts.confirmed(project, after, replace(ENTRY, day="2019-01-01"))
    kept = drafts.confirmed(project, after, ENTRY)
    before = drafts.begun(kept, "2026-03-31")
    with pytest.raises(EditRefused, match="2026-04-01 に終わっています"):
        drafts.confirmed(kept, before.dismissed(4), ENTRY)


PROGRAM = """
import sys, time
from pathlib import Path
from gisapp.desks.areas import draft as drafts
from gisapp.journal import Journal
from gisapp.session import Session
from tests.gisapp.desks.areas.test_draft import ENTRY, corner, ledger

session = Session(ledger())
journal = Journal(Path(sys.argv[1]), session)
draft = drafts.begun(session.project)
place = corner(draft)
session.do("境界を直す", drafts.confirmed(session.project, draft.moved(place, place + 3.0), ENTRY))
assert journal.flush()
print("記録しました", *place.tolist(), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: programs are killed with -9")
def test_what_was_said_to_be_recorded_survives_a_kill(tmp_path: Path) -> None:
    root = Path(__file__).parents[4]
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.kill()
    assert re.match("記録しました", said)
    place = np.array(said.split()[1:], dtype=float)
    (run,) = crashed_runs(tmp_path)
    session = Session()
    journal = Journal(tmp_path, session)
    run.restore(session, journal)
    found = {one.line: one.shape for one in associations(session.project)}
    for line in ("l4", "l5"):
        assert (place + 3.0).round(3).tolist() in shapely.get_coordinates(found[line]).tolist()
    assert session.undo()
    assert shapely.equals(
        next(one.shape for one in associations(session.project) if one.line == "l4"), SHAPES[4]
    )
    journal.close()
