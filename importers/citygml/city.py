"""A dataset becomes a city store: files in parallel, parts joined, the name given last."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import time
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from typing import TYPE_CHECKING

from importers.citygml import srs, worker
from importers.citygml.findings import merge_findings, short
from importers.citygml.join import join
from importers.citygml.result import Reading, no_memory
from layers import crs
from layers.errors import GisError, ImportFailed, NotRecognised
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset
    from importers.citygml.result import FileResult
    from layers.feedback import Feedback

POOL_FROM = 48 << 20
"""Bytes of GML from which starting worker processes pays."""
HEAD = 1 << 18


def locate(dataset: Dataset) -> str:
    """Return the plane rectangular system for a dataset, by its city and its first coordinates."""
    from importers.citygml.encoding import utf8_pieces
    from importers.citygml.stream import Progress

    for file in sorted(dataset.files, key=lambda file: (file.theme != "bldg", file.path)):
        try:
            with dataset.container.open(file.path) as stream:
                text = next(utf8_pieces(stream, Progress(file.path), HEAD), b"")
        except GisError:
            continue  # told when it is its turn to be read
        declared = srs.zone_in_head(text)
        if declared is not None:
            return crs.epsg_of_zone(declared)
        place = srs.place_in_head(text)
        if place is not None:
            return crs.epsg_of_zone(crs.zone_at(*place, dataset.city_code))
    return crs.epsg_of_zone(9)


class _Meter:
    """Collects progress from all workers and stops them when the user asks."""

    def __init__(self, feedback: Feedback, total: int) -> None:
        self.feedback = feedback
        self.total = max(total, 1)
        self.started = time.perf_counter()

    def show(self, done: int, buildings: int) -> None:
        seconds = max(time.perf_counter() - self.started, 1e-3)
        rate = buildings / seconds
        left = seconds * (self.total - done) / done if done else 0.0
        text = f"{buildings:,} 棟 ・ {rate:,.0f} 棟/秒 ・ 残り約 {left:,.0f} 秒" if buildings else ""
        self.feedback.step(min(done, self.total), self.total, text)


def read_dataset(
    dataset: Dataset, work: Path | None, feedback: Feedback, executor: Executor | None = None
) -> Reading:
    """Read all files of a dataset, in parallel when it is large.

    Parameters
    ----------
    dataset
        The files.
    work
        Folder in which the parts of a store are left, None to look only.
    feedback
        Receives progress; cancelling it stops all workers at their next window.
    executor
        Where to work; by default a pool of processes, or this thread for small datasets.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    started = time.perf_counter()
    reading = Reading(locate(dataset), findings=list(dataset.container.findings))
    total = sum(file.size for file in dataset.files)
    # The largest first, so that no worker sits with a large one at the end.
    order = sorted(range(len(dataset.files)), key=lambda index: -dataset.files[index].size)
    meter = _Meter(feedback, total)
    if executor is not None:
        _read_elsewhere(dataset, order, work, meter, reading, executor)
    elif total < POOL_FROM:
        _read_here(dataset, order, work, meter, reading)
    else:
        _read_in_pool(dataset, order, work, meter, reading)
    reading.files.sort(key=lambda file: file.index)
    for file in reading.files:
        reading.findings.extend(file.findings)
    reading.findings = merge_findings(reading.findings)
    reading.seconds = time.perf_counter() - started
    return reading


def _read_here(
    dataset: Dataset, order: list[int], work: Path | None, meter: _Meter, reading: Reading
) -> None:
    from importers.citygml.read_file import read_file

    done = [0, 0]
    known: dict[str, Codelists] = {}

    def on_progress(size: int, buildings: int) -> None:
        done[0] += size
        done[1] += buildings
        meter.show(*done)

    for index in order:
        meter.show(*done)
        codelists = worker.codelists_of(dataset, dataset.files[index], known)
        try:
            reading.files.append(read_file(dataset, index, codelists, reading.crs, work, on_progress))
        except MemoryError:
            reading.findings.append(no_memory(dataset.files[index].path))
    for lists in known.values():
        reading.findings.extend(lists.take_findings())


def _read_in_pool(
    dataset: Dataset, order: list[int], work: Path | None, meter: _Meter, reading: Reading
) -> None:
    context = multiprocessing.get_context("spawn")
    shared = context.Array("q", 3)
    # Read and written here without its lock, which a worker that was killed may hold for ever.
    state = shared.get_obj()
    pool = ProcessPoolExecutor(
        max_workers=min(os.cpu_count() or 2, 8),
        mp_context=context,
        initializer=worker.begin,
        initargs=(dataset, shared),
    )
    try:
        waiting = {pool.submit(worker.work, index, reading.crs, work): index for index in order}
        _collect(dataset, waiting, reading, lambda: meter.show(int(state[0]), int(state[1])))
    except BrokenExecutor as error:
        raise _worker_lost(dataset) from error
    except BaseException:
        state[2] = 1
        _end_workers(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _read_elsewhere(
    dataset: Dataset,
    order: list[int],
    work: Path | None,
    meter: _Meter,
    reading: Reading,
    executor: Executor,
) -> None:
    """Read with workers of someone else, of whom no more is known than that they work."""
    waiting: dict[Future[FileResult], int] = {}
    try:
        waiting |= {
            executor.submit(worker.work_alone, dataset, index, reading.crs, work): index for index in order
        }
        _collect(
            dataset,
            waiting,
            reading,
            lambda: meter.show(sum(file.bytes for file in reading.files), reading.buildings),
        )
    except BrokenExecutor as error:
        raise _worker_lost(dataset) from error
    finally:
        # What has begun is waited for: it still writes into the folder that is cleared next.
        wait([future for future in waiting if not future.cancel()])


def _collect(
    dataset: Dataset, waiting: dict[Future[FileResult], int], reading: Reading, show: Callable[[], None]
) -> None:
    """Take the results as they come; `show` is called ten times a second and may raise ``Cancelled``."""
    left = set(waiting)
    while left:
        ready, left = wait(left, timeout=0.1, return_when=FIRST_COMPLETED)
        for future in ready:
            try:
                reading.files.append(future.result())
            except MemoryError:
                reading.findings.append(no_memory(dataset.files[waiting[future]].path))
        show()


def _end_workers(pool: Executor) -> None:
    """End the processes of a pool at once: what they have written is thrown away with its folder."""
    # Python has terminate_workers() for this from 3.14 on.
    for process in dict(getattr(pool, "_processes", None) or {}).values():
        process.terminate()


def make_store(
    dataset: Dataset,
    target: Path,
    feedback: Feedback,
    executor: Executor | None = None,
    digest: Callable[[], str] = str,
) -> Reading:
    """Read a dataset into a store.

    The store is made in a folder beside `target` and renamed when it is whole; whoever is interrupted
    leaves nothing but that folder, which the next run removes.

    Parameters
    ----------
    dataset
        The files.
    target
        Folder of the store.
    feedback
        Receives progress.
    executor
        Where to work, see :func:`read_dataset`.
    digest
        Called at the end for the hash of the source.

    Raises
    ------
    layers.errors.NotRecognised
        When there is no building to show.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    work = target.with_name(f"{target.name}.making-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(target)
        work.mkdir()
        reading = read_dataset(dataset, work, feedback, executor)
        started = time.perf_counter()
        _expect_buildings(dataset, reading)
        join(dataset, work, reading, digest(), feedback)
        feedback.step(1, 1)
        publish(work, target)
        reading.seconds += time.perf_counter() - started
    except GisError:
        raise
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)  # after publishing there is nothing of that name
    return reading


def _not_written(target: Path, error: OSError) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "読み込んだデータを {folder} に書き込めませんでした。"),
        QT_TRANSLATE_NOOP(CONTEXT, "ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。"),
        values={"folder": str(target.parent)},
        where=Where(str(target)),
        detail=str(error),
    )


def _remove_left_over(target: Path) -> None:
    """Remove what a run that was killed left behind; a run that is still at it keeps its folder."""
    import psutil

    for folder in target.parent.glob(f"{target.name}.making-*"):
        process = folder.name.partition(".making-")[2].partition("-")[0]
        if not process.isdigit() or not psutil.pid_exists(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _worker_lost(dataset: Dataset) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} の読み込みが途中で止まりました（メモリ不足のおそれがあります）。"),
        QT_TRANSLATE_NOOP(CONTEXT, "ほかのプログラムを閉じてから、もう一度読み込んでください。"),
        values={"file": dataset.container.path.name},
        where=Where(str(dataset.container.path)),
    )


def _expect_buildings(dataset: Dataset, reading: Reading) -> None:
    if reading.buildings:
        return
    # What is wrong with a file that was read says more than what was not even looked at.
    told = [*(finding for file in reading.files for finding in file.findings), *reading.findings]
    reason = next((finding for finding in told if finding.severity != Severity.INFO), None)
    raise NotRecognised(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} に表示できる建物（CityGML 2.0 の Building）がありません。"),
        QT_TRANSLATE_NOOP(CONTEXT, "建物（udx/bldg）を含むデータを選んでください。{reason}"),
        values={"file": dataset.container.path.name, "reason": str(short(reason).message) if reason else ""},
        where=Where(str(dataset.container.path)),
    )
