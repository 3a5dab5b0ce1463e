"""Reports are records of the project and a layer: undone, saved, written, and safe from a killed program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from gisapp import journal
from gisapp.desks.hazard.event.reports import LAYER, RECORD, Report, keep, report_layer, reports_of
from gisapp.desks.hazard.event.words import Kind
from gisapp.export import formats
from gisapp.session import Session
from layers import projectfile, records
from layers.errors import Damaged
from layers.feedback import Feedback
from layers.pins import PIN
from layers.project import Project
from layers.settling import settled
from layers.timeline import timeline
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM
from tests.gisapp.desks.hazard.test_event import NOW, made
from tests.realdata import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_reports_are_a_layer_of_the_project_that_can_be_undone_saved_and_written(tmp_path: Path) -> None:
    session = Session()
    session.do("報告", keep(session.project, [made("a", 0)], NOW))
    session.do("報告", keep(session.project, [Report("b", Kind.TREE, reporter="海野")], NOW))
    assert session.project.crs == SYSTEM
    shown = session.project.layer(LAYER)
    assert shown is not None
    assert shown.table().texts("kind").tolist() == ["道路の冠水", "倒木"]
    assert shown.describe(0).title == "道路の冠水"
    east, north = EAST, NORTH
    down = np.array([0.0, 300.0, -300.0])
    head = np.array([east, north, PIN])
    met = shown.pick(head - down, down)
    assert met is not None
    assert met.feature == 0
    assert met.distance == pytest.approx(300 * 2**0.5, abs=0.1)
    assert shown.pick(head - down + [30.0, 0.0, 0.0], down) is None
    line = timeline([shown], Feedback())
    assert line is not None
    assert (line.rows, line.untimed) == (2, 1)
    path = tmp_path / "町.gisproj"
    projectfile.save(session.project, path)
    back = settled(projectfile.load(path, lambda one: one).project)
    assert reports_of(back) == reports_of(session.project)
    table = tmp_path / "庁内.csv"
    there = back.layer(LAYER)
    assert there is not None
    formats.write(there, table, Feedback())
    assert len(table.read_text("utf-8-sig").splitlines()) == 3
    assert "海野" not in table.read_text("utf-8-sig")
    session.undo()
    again = session.project.layer(LAYER)
    assert again is not None
    assert len(again.table()) == 1
    broken = json.loads(path.read_text("utf-8"))
    broken["records"][0]["content"]["values"]["kind_code"] = "ufo"
    path.write_text(json.dumps(broken), "utf-8")
    with pytest.raises(Damaged, match="kind_code"):
        reports_of(projectfile.read(path).project)


def test_records_from_anywhere_do_not_stop_the_layer() -> None:
    odd: list[dict[str, Any]] = [
        {"place": [1e300, 2], "values": {"photos": 10**400}},
        {"place": [-50.0, 33.0], "values": [1]},
        {"place": {"x": 1}, "values": {"begin": 5, "text": ["?"], "kind": None}},
        {},
    ]
    made_ = [records.record(f"r{n}", RECORD, "", one) for n, one in enumerate(odd)]
    project = settled(Project(crs=SYSTEM, layers=(report_layer(),), records=tuple(made_)))
    shown = project.layers[0]
    assert len(shown.table()) == 4
    assert shown.table().texts("text").tolist() == [""] * 4
    assert np.isnan(shown.table().numbers("photos")).all()


PROGRAM = """
import os, signal, sys
from pathlib import Path
from gisapp.desks.hazard.event.reports import Report, keep
from gisapp.journal import Journal
from gisapp.session import Session

session = Session()
journal = Journal(Path(sys.argv[1]), session)
for number in range(3):
    report = Report(f"r{number}", text=f"報告{number}", place=(129.87, 32.75), placed_by="map")
    session.do("報告", keep(session.project, [report], ""))
journal.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_program_loses_no_report(tmp_path: Path) -> None:
    words = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    ended = subprocess.run(words, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert ended.returncode == -9
    (left,) = journal.crashed_runs(tmp_path)
    session = Session()
    again = journal.Journal(tmp_path, session)
    left.restore(session, again)
    assert [one.text for one in reports_of(session.project)] == ["報告0", "報告1", "報告2"]
    shown = session.project.layer(LAYER)
    assert shown is not None
    assert len(shown.table()) == 3
    session.undo()
    assert len(reports_of(session.project)) == 2
    again.close()
