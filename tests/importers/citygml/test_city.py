"""A dataset becomes a store: whole or not at all, again when it changed, stopped at once."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pytest

from importers.citygml import city, importer, worker
from importers.citygml.dataset import open_dataset
from importers.citygml.findings import finding_from_plain, finding_to_plain, merge_findings
from importers.citygml.importer import CityGml, CityGmlOptions, current_store, store_folder
from layers.errors import ImportFailed, SourceMissing
from layers.feedback import Cancelled, Feedback, Finding, Severity, Where
from layers.store import format as store_format
from layers.store.city import CityStore
from tests import cities, realdata
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, archive, codes, expect_sentence, folder, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OTHER = GML.replace(gml.MESH, "54391421")
CANCEL_SECONDS = 1.0


def two_files(base: Path) -> Path:
    apart = [gml.building(f"other_{k}", gml.lod1(gml.Box(east=20.0 * k, north=300.0))) for k in range(3)]
    return folder(base, {GML: gml.model(*gml.street(2)), OTHER: gml.model(*apart)})


def stamp(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------- once, and again


def test_a_store_is_made_once_and_opened_afterwards(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    first = load(path, stores)
    (made,) = stores.iterdir()
    before = stamp(made)
    again = load(path, stores)
    assert stamp(made) == before
    assert (
        again.counts
        == first.counts
        == {
            "buildings": 5,
            "left_out_buildings": 0,
            "feature:bldg:Building": 5,
        }
    )
    assert [finding_to_plain(finding) for finding in again.findings] == [
        finding_to_plain(finding) for finding in first.findings
    ]
    assert again.layers[0].id == first.layers[0].id
    forced = CityGml().read(path, CityGmlOptions(stores=stores, again=True), Feedback())
    assert forced.counts == first.counts
    assert stamp(made) != before


def _grow(base: Path) -> None:
    (base / GML).write_text(gml.model(*gml.street(4)))


def _touch(base: Path) -> None:
    later = (base / GML).stat().st_mtime + 10
    os.utime(base / GML, (later, later))


def _add(base: Path) -> None:
    (base / GML.replace(gml.MESH, "54391422")).write_text(gml.model(gml.building("new")))


def _remove(base: Path) -> None:
    (base / OTHER).unlink()


@pytest.mark.parametrize(("change", "count"), [(_grow, 7), (_touch, 5), (_add, 6), (_remove, 2)])
def test_a_source_that_changed_is_read_again(
    change: Callable[[Path], None], count: int, tmp_path: Path
) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    first = load(path, stores)
    before = stamp(first.layers[0].data.folder)
    change(tmp_path)
    again = load(path, stores)
    assert again.counts["buildings"] == count
    assert stamp(again.layers[0].data.folder) != before
    assert len(list(stores.iterdir())) == 1


def test_an_archive_whose_content_changed_is_read_again_though_its_size_did_not(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {GML: gml.model(gml.building("one"))}, method=0)
    first = load(path, tmp_path / "stores")
    archive(path, {GML: gml.model(gml.building("two"))}, method=0)
    again = load(path, tmp_path / "stores")
    assert first.layers[0].source.digest != again.layers[0].source.digest
    assert again.layers[0].table().texts("gml_id").tolist() == ["two"]


@pytest.mark.parametrize(
    "damage", ["cut manifest", "no manifest", "cut mesh", "no table", "old format", "other place"]
)
def test_a_store_that_is_damaged_or_old_is_made_anew(damage: str, tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    made = load(path, stores).layers[0].data.folder
    manifest = made / store_format.MANIFEST
    text = manifest.read_text("utf-8")
    if damage == "cut manifest":
        manifest.write_text(text[: len(text) // 2], "utf-8")
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "cut mesh":
        mesh = made / store_format.MESHES / "00000.arrow"
        mesh.write_bytes(mesh.read_bytes()[:100])
    elif damage == "no table":
        (made / store_format.TABLE).unlink()
    elif damage == "old format":
        manifest.write_text(text.replace(f'"format": {store_format.FORMAT}', '"format": 1'), "utf-8")
    else:
        manifest.write_text(text.replace(str(tmp_path), "/elsewhere"), "utf-8")
    assert current_store(made, open_dataset(path)) is None
    assert load(path, stores).counts["buildings"] == 5
    assert current_store(made, open_dataset(path)) is not None


def test_stores_of_equal_names_in_different_places_do_not_meet(tmp_path: Path) -> None:
    options = CityGmlOptions(stores=tmp_path)
    one = store_folder(tmp_path / "a" / "town.zip", options)
    other = store_folder(tmp_path / "b" / "town.zip", options)
    assert one != other
    assert one.parent == other.parent == tmp_path
    strange = store_folder(tmp_path / '館林 ../<>:"|?*\n.zip', options)
    assert strange.parent == tmp_path
    assert re.fullmatch(r"[\w\-]+", strange.name)


def test_a_source_that_is_gone_is_shown_from_its_store_and_said(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    load(path, stores)
    shutil.rmtree(path)
    result = load(path, stores)
    assert result.counts["buildings"] == 5
    assert result.findings[0].code == "source-missing"
    assert result.layers[0].describe(0).cards
    with pytest.raises(SourceMissing) as caught:
        load(tmp_path / "never", stores)
    expect_sentence(caught.value, "never", "見つかりません")


# ------------------------------------------------------------------------------------- whole or not at all


def test_what_a_killed_run_left_goes_and_what_still_runs_stays(tmp_path: Path) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"
    target = store_folder(path, CityGmlOptions(stores=stores))
    stores.mkdir()
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    killed = target.with_name(f"{target.name}.making-{int(dead.stdout)}-abcd")
    running = target.with_name(f"{target.name}.making-{os.getppid()}-abcd")
    for left in (killed, running):
        left.mkdir()
        (left / "half").write_text("half")
    load(path, stores)
    assert sorted(stores.iterdir()) == sorted([target, running])


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
@pytest.mark.parametrize("moment", [0.3, 0.95])
def test_a_run_that_is_killed_leaves_no_store_and_the_next_one_clears_up(
    moment: float, tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    path, stores = cities.path(cities.OSAKA), tmp_path / "stores"
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from importers.citygml import city\nfrom importers.citygml.importer import CityGml, CityGmlOptions\n"
        "from layers.feedback import Feedback\n"
        "city.POOL_FROM = 1 << 60\n"
        "def show(done, total, text):\n    print(done / max(total, 1), flush=True)\n"
        "CityGml().read(Path(sys.argv[1]), CityGmlOptions(stores=Path(sys.argv[2])), Feedback(show))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(stores)],
        cwd=realdata.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if float(line) >= moment:
                process.send_signal(signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL
    target = store_folder(path, CityGmlOptions(stores=stores))
    assert not target.exists()
    (half,) = stores.iterdir()
    assert ".making-" in half.name
    with pytest.raises(SourceMissing):
        CityStore.open(target)
    cancelled = Feedback()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        CityGml().read(path, CityGmlOptions(stores=stores), cancelled)
    assert list(stores.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "denied")])
@pytest.mark.parametrize("where", ["write_meshes", "write_table", "write_mapped", "write_manifest"])
def test_a_disk_that_is_full_is_said_and_leaves_nothing(
    where: str, error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stores = two_files(tmp_path), tmp_path / "stores"

    def refuse(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(f"layers.store.writer.{where}", refuse)
    with pytest.raises(ImportFailed) as caught:
        load(path, stores)
    expect_sentence(caught.value, "書き込めません", "空き", str(stores))
    assert list(stores.iterdir()) == []


def test_a_place_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ImportFailed) as caught:
        load(two_files(tmp_path), tmp_path / "file" / "stores")
    expect_sentence(caught.value, "書き込めません")


def test_a_file_too_large_for_the_memory_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importers.citygml import read_file

    real = read_file.read_file

    def greedy(dataset: Any, index: int, *rest: Any) -> Any:
        if dataset.files[index].path.endswith(OTHER.rpartition("/")[2]):
            raise MemoryError
        return real(dataset, index, *rest)

    monkeypatch.setattr(read_file, "read_file", greedy)
    result = load(two_files(tmp_path), tmp_path / "stores")
    assert result.counts["buildings"] == 2
    (finding,) = result.findings
    assert finding.code == "file-no-memory"
    assert "メモリ" in str(finding.message)
    assert finding.severity == Severity.ERROR


# ------------------------------------------------------------------------------------- workers


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
    monkeypatch.setattr(city, "POOL_FROM", 0)
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

    def show(done: float, total: float, text: str) -> None:
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
    seen: list[tuple[float, float, str]] = []
    CityGml().read(
        cities.path(cities.SHUNAN),
        CityGmlOptions(stores=tmp_path),
        Feedback(lambda done, total, text: seen.append((done, total, text))),
    )
    shares = [done / total for done, total, _ in seen if total]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    texts = [text for *_, text in seen if text]
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

    def show(done: float, total: float, text: str) -> None:
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


# ------------------------------------------------------------------------------------- findings


def test_findings_survive_the_manifest() -> None:
    finding = Finding(
        Severity.ERROR,
        "a-code",
        "{file} の {line:,} 行目",
        {"file": "a.gml", "line": 1234},
        Where("dir/a.gml", 1234, "id", (139.5, 36.1, 20.0)),
        7,
    )
    copy = finding_from_plain(finding_to_plain(finding))
    assert finding_to_plain(copy) == finding_to_plain(finding)
    assert str(copy.message) == "a.gml の 1,234 行目"
    assert copy.where == finding.where


def test_findings_of_one_file_and_subject_become_one_with_a_count() -> None:
    def found(code: str, file: str, line: int, **values: object) -> Finding:
        return Finding(Severity.INFO, code, "{file}", {"file": file, "count": 1, **values}, Where(file, line))

    merged = merge_findings(
        [
            found("a", "dir/x.gml", 3),
            found("a", "dir/x.gml", 9),
            found("a", "dir/y.gml", 1),
            found("b", "dir/x.gml", 2),
            found("c", "dir/x.gml", 1, label="one"),
            found("c", "dir/x.gml", 2, label="two"),
        ]
    )
    assert [(finding.code, finding.where.line, finding.count) for finding in merged] == [
        ("a", 3, 2),
        ("a", 1, 1),
        ("b", 2, 1),
        ("c", 1, 1),
        ("c", 2, 1),
    ]
    assert str(merged[0].message) == "x.gml"
    assert merged[0].values["count"] == 2


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {GML: gml.model(gml.building("a"))})
    result = load(path, tmp_path / "stores")
    from hashlib import sha256

    assert result.layers[0].source.digest == sha256(path.read_bytes()).hexdigest()
    assert result.layers[0].source.path == path
    assert importer.CityGml.id == result.layers[0].source.importer
    assert np.isfinite(result.layers[0].extent() or [np.nan]).all()
    assert codes(result.findings) == set()
