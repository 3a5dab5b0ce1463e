from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gisapp import snapshot
from gisapp.journal import LOCK, STATE, Journal, crashed_runs
from gisapp.session import Selection, Session
from gisapp.snapshot import Snapshot
from layers.errors import ExportFailed, ProjectFileError
from layers.filters import Condition, Operator
from layers.messages import Message
from layers.project import Camera, Project
from layers.projectdocument import to_document
from layers.registry import Registry
from layers.runlock import RunLock
from tests.fakes import box_city

if TYPE_CHECKING:
    from layers.base import Layer

KINDS: Registry[type[Layer]] = Registry("", {"boxes": "tests.fakes:BoxCity"})
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    yield
    assert not [thread for thread in threading.enumerate() if thread.name == "journal"]


def worked_on() -> Session:
    session = Session()
    session.do("建物を加える", session.project.with_layer(box_city(50)))
    layer = replace(session.project.layers[0], filter=(Condition("usage", Operator.EQUAL, "411"),))
    session.do(Message("レイヤ「{name}」を絞り込む", {"name": "建物"}), session.project.replacing(layer))
    session.do("名前", replace(session.project, name="港町", path=Path("/data/港町.gisproj")))
    session.look(Camera((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)))
    session.select(Selection.of("boxes", [3, 1, 4]))
    return session


def test_a_snapshot_holds_project_history_camera_and_selection() -> None:
    session = worked_on()
    content = snapshot.write(Snapshot.of(session))
    found, findings = snapshot.read(content, KINDS)
    assert findings == ()
    assert to_document(found.project, None) == to_document(session.project, None)
    assert found.project.path == Path("/data/港町.gisproj")
    assert found.selection == session.selection
    assert found.modified
    assert [str(step.label) for step in found.history] == [
        "建物を加える",
        "レイヤ「建物」を絞り込む",
        "名前",
    ]
    for old, new in zip(session.history, found.history, strict=True):
        expected = replace(old.project, layers=tuple(old.project.layers))
        assert to_document(new.project, None) == to_document(expected, None)
    again = Session()
    again.open(found.project, history=found.history, modified=True)
    names = []
    while again.undo():
        names.append((again.project.name, len(again.project.layers)))
    assert names == [("", 1), ("", 1), ("", 0)]


def test_layers_that_projects_share_are_written_once() -> None:
    session = Session(Project().with_layer(box_city(4)))
    for number in range(40):
        session.do("名前", replace(session.project, name=str(number)))
    document = json.loads(snapshot.write(Snapshot.of(session)))
    assert len(document["layers"]) == 1
    assert len(document["history"]) == 40


@pytest.mark.parametrize(
    "spoil",
    [
        {"project": {}},
        {"layers": [3]},
        {"written": "yesterday"},
        {"selection": {"layer": "boxes", "features": [-1]}},
        {"selection": {"layer": "boxes", "features": [1.5]}},
        {"history": [{"label": {"template": "{missing}", "values": {}}, "project": {}}]},
        {"history": [{"label": {"template": "{a.b}", "values": {"a": 1}}, "project": {}}]},
        {"format": 99},
    ],
)
def test_a_damaged_snapshot_is_refused(spoil: dict[str, object]) -> None:
    document = json.loads(snapshot.write(Snapshot.of(worked_on())))
    document.update(spoil)
    content = json.dumps(document).encode()

    def read_all() -> None:
        snapshot.summary(content)
        snapshot.read(content, KINDS)

    with pytest.raises(ProjectFileError):
        read_all()


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    session = worked_on()
    journal = Journal(tmp_path, session)
    session.do("名前", replace(session.project, name="坂"))
    journal.flush()
    assert (journal.folder / STATE).exists()
    assert crashed_runs(tmp_path) == ()
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_crashed_run_is_found_and_restored(tmp_path: Path) -> None:
    session = worked_on()
    journal = Journal(tmp_path, session)
    session.do("色を変える", replace(session.project, name="坂町"))
    journal.flush()
    journal.abandon()

    (recovery,) = crashed_runs(tmp_path)
    assert recovery.summary.name == "坂町"
    assert recovery.summary.modified
    assert (recovery.summary.steps, recovery.summary.layers) == (4, 1)
    assert crashed_runs(tmp_path) == (), "another program does not get what this one holds"

    fresh = Session()
    new_journal = Journal(tmp_path, fresh)
    assert recovery.restore(fresh, new_journal, KINDS) == ()
    assert fresh.project.name == "坂町"
    assert fresh.project.camera == session.project.camera
    assert fresh.selection == session.selection
    assert str(fresh.undo_label) == "色を変える"
    assert fresh.modified
    assert not recovery.folder.exists()

    new_journal.abandon()
    (second,) = crashed_runs(tmp_path)
    assert second.summary.name == "坂町", "a second crash finds it again without any change between"
    second.later()
    (third,) = crashed_runs(tmp_path)
    third.discard()
    assert list(tmp_path.iterdir()) == []


def test_changes_reach_the_disk_by_themselves_also_during_endless_work(tmp_path: Path) -> None:
    session = Session()
    journal = Journal(tmp_path, session, seconds=0.2)
    deadline = time.monotonic() + 5
    number = 0
    while not (journal.folder / STATE).exists() and time.monotonic() < deadline:
        number += 1
        session.do("名前", replace(session.project, name=str(number)), merge="typing")
        time.sleep(0.01)
    assert (journal.folder / STATE).exists()
    journal.close()


def test_a_full_disk_is_told_and_the_next_change_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[ExportFailed] = []
    session = Session()
    journal = Journal(tmp_path, session, failed=errors.append)
    with monkeypatch.context() as patch:

        def full(handle: int) -> None:
            raise OSError(28, os.strerror(28))

        patch.setattr("os.fsync", full)
        session.do("名前", replace(session.project, name="一"))
        journal.flush()
    assert len(errors) == 1
    session.do("名前", replace(session.project, name="二"))
    journal.flush()
    journal.abandon()
    (recovery,) = crashed_runs(tmp_path)
    assert recovery.summary.name == "二"
    recovery.discard()


def test_a_damaged_snapshot_gives_way_to_the_one_before(tmp_path: Path) -> None:
    session = Session()
    journal = Journal(tmp_path, session)
    for name in ("一", "二"):
        session.do("名前", replace(session.project, name=name))
        journal.flush()
    journal.abandon()
    (journal.folder / STATE).write_bytes(b"{")
    (recovery,) = crashed_runs(tmp_path)
    assert recovery.summary.name == "一"
    recovery.later()
    (journal.folder / f"{STATE}.bak1").write_bytes(b"{")
    assert crashed_runs(tmp_path) == ()
    assert (journal.folder / STATE).exists(), "what cannot be read is not thrown away"


def test_a_run_that_wrote_nothing_is_cleared_away(tmp_path: Path) -> None:
    journal = Journal(tmp_path, Session())
    journal.abandon()
    assert crashed_runs(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []
    assert crashed_runs(tmp_path / "none") == ()


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    first, second = RunLock(tmp_path / LOCK), RunLock(tmp_path / LOCK)
    assert first.take()
    assert not second.take()
    assert (tmp_path / LOCK).read_bytes() == str(os.getpid()).encode()
    first.release()
    assert second.take()
    second.release()


WORKER = """
import sys
from dataclasses import replace
from pathlib import Path
from gisapp.journal import Journal
from gisapp.session import Selection, Session
from layers.project import Camera, Note, Project

session = Session()
journal = Journal(Path(sys.argv[1]), session, seconds=0.05)
notes = tuple(Note(str(one), "字" * 100, (0.0, 0.0, 0.0)) for one in range(1500))
number = 0
while True:
    number += 1
    session.look(Camera((float(number), 0.0, 0.0), (0.0, 0.0, 0.0)))
    session.do(f"{number} 回目", replace(session.project, name=str(number), notes=notes))
    journal.flush()
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: programs are killed with -9")
def test_killing_the_program_never_loses_what_was_written(tmp_path: Path) -> None:
    for round_number, delay in enumerate((0.0, 0.004, 0.009, 0.015, 0.03)):
        folder = tmp_path / str(round_number)
        child = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(folder)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert child.stdout is not None
        last = int(child.stdout.readline())
        assert crashed_runs(folder) == (), "a living run is left alone"
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        last = max([last, *(int(line) for line in child.stdout.read().split())])
        child.stdout.close()
        child.wait()
        (recovery,) = crashed_runs(folder)
        state, _ = recovery.read(KINDS)
        number = int(state.project.name)
        assert number - last in (0, 1)
        assert state.project.camera is not None
        assert state.project.camera.position[0] in (number, number + 1)
        assert str(state.history[-1].label) == f"{number} 回目"
        recovery.discard()
