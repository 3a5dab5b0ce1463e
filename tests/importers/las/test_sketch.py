"""A large scan is shown coarsely at once and made whole afterwards; what a killed program left is deleted."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest

from gisapp.reading import finished, unfinished
from importers.las import leftovers, sketch
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.feedback import Feedback
from layers.receipts import receipt_of_layer
from tests.importers.las.clouds import town, work_here, written
from tests.importers.las.foreign import packed
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 30_000


@pytest.mark.parametrize("name", ["a.laz", "a.zip"])
def test_a_large_scan_comes_coarsely_first_and_then_whole(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_here(monkeypatch)
    monkeypatch.setattr(sketch, "AT_ONCE", 10_000)
    cloud = town(COUNT)
    path = written(tmp_path / "a.laz", cloud)
    path = path if name == "a.laz" else packed(tmp_path / name, path)
    options = CloudOptions(stores=tmp_path / "stores")
    result = PointClouds().read(path, options, Feedback())
    (first,) = result.layers
    assert unfinished(first)
    assert first.data.points == result.counts["points"] == COUNT
    receipt = receipt_of_layer(first)
    assert receipt["shown"] == first.data.copc.points <= COUNT
    assert receipt["in"] == COUNT == receipt["shown"] + sum(receipt["left_out"].values())
    assert "las-sketched" in {finding.code for finding in result.findings}
    extent = first.extent()
    assert extent is not None
    low, high = cloud.points.min(axis=0), cloud.points.max(axis=0)
    assert np.allclose([extent[:2], extent[3:5]], [low[:2], high[:2]], atol=5)
    whole = finished(first, feedback=Feedback())
    assert not unfinished(whole)
    assert whole.data.copc.points == COUNT
    assert len(whole.source.digest) == 64
    assert (whole.id, whole.style, whole.crs) == (first.id, first.style, first.crs)
    assert sorted(file.suffix for file in (tmp_path / "stores").iterdir()) == [".json", ".laz"]
    (again,) = PointClouds().read(path, options, Feedback()).layers
    assert not unfinished(again)
    assert receipt_of_layer(again) == receipt_of_layer(whole)


def test_what_a_killed_program_left_is_deleted_and_fresh_work_is_kept(tmp_path: Path) -> None:
    old, fresh = tmp_path / "old.copc.laz.part", tmp_path / "fresh.copc.laz.part"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "points").write_bytes(b"x")
    (tmp_path / "done.copc.laz").write_bytes(b"x")
    past = time.time() - (leftovers.DAYS + 1) * 86_400
    os.utime(old, (past, past))
    os.utime(tmp_path / "done.copc.laz", (past, past))
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left = Path(tempfile.gettempdir(), f"{leftovers.SCRATCH}-{int(gone.stdout)}-left")
    own = Path(tempfile.mkdtemp(prefix=leftovers.scratch_prefix()))
    left.mkdir()
    leftovers.clear(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["done.copc.laz", "fresh.copc.laz.part"]
    assert not left.exists()
    assert own.exists()
    own.rmdir()


_KILLED = """
import sys, time
from pathlib import Path
from importers.las.worker import alone
from layers.feedback import Feedback
from tests.importers.las.test_sketch import linger

if __name__ == "__main__":
    alone(linger, (sys.argv[1],), Path("a.las"), Feedback(), lambda _share: None)
"""


def linger(note: str, progress: Callable[[float], None]) -> None:
    """Note the number of this process, and stay."""
    Path(note).write_text(str(os.getpid()))
    for step in range(6_000):
        progress(step / 6_000)
        time.sleep(0.01)


def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    note = tmp_path / "number"
    script = tmp_path / "main.py"
    script.write_text(_KILLED)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, str(script), str(note)], env=environment)
    try:
        _wait_until(lambda: note.exists() and bool(note.read_text()))
    finally:
        parent.kill()
        parent.wait()
    _wait_until(lambda: not psutil.pid_exists(int(note.read_text())))


def _wait_until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)
