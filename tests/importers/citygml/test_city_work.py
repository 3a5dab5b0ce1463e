"""Workers, progress, cancelling, memory: how the work on a city goes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from importers.citygml import crew, worker
from importers.citygml.importer import CityGml, CityGmlOptions
from layers.errors import ImportFailed
from layers.feedback import Cancelled, Feedback
from layers.store import format as store_format
from tests import cities, realdata
from tests.importers.citygml.reading import expect_sentence, load
from tests.importers.citygml.test_city import CANCEL_SECONDS, two_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layers.messages import Message


def test_any_executor_does_the_work(tmp_path: Path) -> None:
    path = two_files(tmp_path)
    alone = load(path, tmp_path / "alone")
    with ThreadPoolExecutor(2) as threads:
        together = CityGml().read(path, CityGmlOptions(stores=tmp_path / "together"), Feedback(), threads)
    assert together.counts == alone.counts
    names = [layer.table().texts("gml_id").tolist() for layer in (alone.layers[0], together.layers[0])]
    assert names[0] == names[1]


def test_the_pool_makes_the_same_store_as_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_data: Callable[[str], Path]
) -> None:
    path = cities.path("14201_yokosuka-shi_gisconv.zip")
    alone = load(path, tmp_path / "alone").layers[0].data.store
    monkeypatch.setattr(crew, "POOL_FROM", 0)
    pooled = load(path, tmp_path / "pooled").layers[0].data.store
    assert (alone.folder / store_format.TABLE).read_bytes() == (
        pooled.folder / store_format.TABLE
    ).read_bytes()
    for name in ("features.arrow", "chunks.arrow", "ground.arrow"):
        assert (alone.folder / name).read_bytes() == (pooled.folder / name).read_bytes()
    keys = {"made", "seconds"}
    assert {k: v for k, v in alone.manifest.items() if k not in keys} == {
        k: v for k, v in pooled.manifest.items() if k not in keys
    }


class _Broken(Executor):
    """Workers that die."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("a worker was killed"))
        return future


def test_a_worker_that_dies_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        CityGml().read(two_files(tmp_path), CityGmlOptions(stores=tmp_path / "stores"), Feedback(), _Broken())
    expect_sentence(caught.value, "止まりました", "もう一度")
    assert list((tmp_path / "stores").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
def test_a_worker_that_is_killed_is_said_and_nothing_is_left(
    tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    """As the kernel does when memory runs out."""
    known = {child.pid for child in psutil.Process().children(recursive=True)}
    killed: list[int] = []

    def show(done: float, total: float, text: Message) -> None:
        if done > total / 10 and not killed:
            busy = [
                child
                for child in psutil.Process().children(recursive=True)
                if child.pid not in known and "spawn_main" in " ".join(child.cmdline())
            ]
            killed.append(busy[0].pid)
            busy[0].kill()

    with pytest.raises(ImportFailed) as caught:
        CityGml().read(cities.path(cities.OSAKA), CityGmlOptions(stores=tmp_path / "stores"), Feedback(show))
    expect_sentence(caught.value, "止まりました", "もう一度")
    assert killed
    assert list((tmp_path / "stores").iterdir()) == []


def test_a_worker_that_was_not_prepared_says_so() -> None:
    with pytest.raises(RuntimeError, match="not begun"):
        worker.work(0, "EPSG:6677", None)


# ------------------------------------------------------------------------------------- progress, cancel


def test_progress_runs_to_the_end_and_names_buildings_and_time(
    tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    seen: list[tuple[float, float, Message]] = []
    CityGml().read(
        cities.path(cities.SHUNAN),
        CityGmlOptions(stores=tmp_path),
        Feedback(lambda done, total, text: seen.append((done, total, text))),
    )
    shares = [done / total for done, total, _ in seen if total]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    texts = [str(text) for *_, text in seen if text]
    assert re.fullmatch(r"[\d,]+ 棟 ・ [\d,]+ 棟/秒 ・ 残り約 [\d,]+ 秒", texts[-1])


def _steps(feedback: Feedback, stop: int) -> Iterator[int]:
    for number in range(10_000):
        if number == stop:
            feedback.cancel()
        yield number


@pytest.mark.parametrize("stop", [0, 1, 3, 6, 8, 9, 10, 11, 12])
def test_every_step_of_a_small_import_can_be_the_last(stop: int, tmp_path: Path) -> None:
    feedback = Feedback()
    counter = _steps(feedback, stop)
    feedback._on_progress = lambda *_: (next(counter), None)[1]
    try:
        CityGml().read(two_files(tmp_path), CityGmlOptions(stores=tmp_path / "stores"), feedback)
    except Cancelled:
        assert not list((tmp_path / "stores").iterdir())
    else:
        assert not feedback.cancelled or stop >= 8  # the wish came when all was done


@pytest.mark.parametrize("moment", [0.0, 0.02, 0.4, 0.999])
def test_cancelling_a_city_takes_less_than_a_second_and_leaves_nothing(
    moment: float, tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    feedback = Feedback()
    asked: list[float] = []
    reached = threading.Event()

    def show(done: float, total: float, text: Message) -> None:
        if done >= moment * total:
            reached.set()

    def stop() -> None:
        reached.wait(60)
        asked.append(time.perf_counter())
        feedback.cancel()

    feedback._on_progress = show
    if not moment:
        reached.set()  # before the workers have started
    children = {child.pid for child in psutil.Process().children(recursive=True)}
    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(Cancelled):
        CityGml().read(cities.path(cities.TATEBAYASHI), CityGmlOptions(stores=tmp_path), feedback)
    ended = time.perf_counter()
    stopper.join()
    print(f"cancelled at {moment:.0%}: {ended - asked[0]:.2f} s")
    assert ended - asked[0] < CANCEL_SECONDS
    assert list(tmp_path.iterdir()) == []
    left = [child for child in psutil.Process().children(recursive=True) if child.pid not in children]
    assert not [child for child in left if "resource_tracker" not in " ".join(child.cmdline())]


# ------------------------------------------------------------------------------------- memory and time

_IMPORT = """
import sys
from pathlib import Path
from importers.citygml.importer import CityGml, CityGmlOptions
from layers.feedback import Feedback
if __name__ == "__main__":
    result = CityGml().read(Path(sys.argv[1]), CityGmlOptions(stores=Path(sys.argv[2])), Feedback())
    print(result.counts["buildings"])
"""


def _memory(process: psutil.Process) -> int:
    """Return the proportional share of memory of a process and all below it, in bytes."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            rollup = Path(f"/proc/{one.pid}/smaps_rollup").read_text()
        except OSError:
            continue  # it has just ended
        found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        total += int(found[1]) * 1024 if found else 0
    return total


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
def test_a_whole_city_takes_less_than_nine_hundred_megabytes(
    tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    script = tmp_path / "main.py"
    script.write_text(_IMPORT)
    started = time.perf_counter()
    peak = 0
    with subprocess.Popen(
        [sys.executable, str(script), str(cities.path(cities.TATEBAYASHI)), str(tmp_path / "stores")],
        cwd=realdata.ROOT,
        env={**os.environ, "PYTHONPATH": str(realdata.ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                peak = max(peak, _memory(watched))
            except psutil.NoSuchProcess:
                break
            time.sleep(0.05)
        assert process.stdout is not None
        count = int(process.stdout.read())
    seconds = time.perf_counter() - started
    print(f"{count:,} buildings in {seconds:.1f} s, at most {peak / 1e6:.0f} MB over all processes")
    assert count == 63_927
    assert peak < 900e6
