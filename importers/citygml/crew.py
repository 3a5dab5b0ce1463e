"""Who does the work on a dataset: this thread, processes of our own, or an executor of someone else."""

from __future__ import annotations

import multiprocessing
import os
import secrets
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, Self

from importers.citygml import worker
from importers.citygml.result import Reading, no_memory
from importers.cluster import is_lost
from layers.errors import ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset
    from importers.citygml.parts import Parts
    from importers.citygml.result import FileResult

POOL_FROM = 48 << 20
"""Bytes of GML from which starting worker processes pays."""
MOST_WORKERS = 8
PATIENCE_SECONDS = 20.0
"""So long workers elsewhere are waited for when they are to stop; they look after each piece of a file."""


class Crew(Protocol):
    """Reads files and joins what was read.

    `show` is called as ``show(bytes, buildings)`` ten times a second, with what this crew has read, and may
    raise ``Cancelled``. `parts` says where the parts of a store go; None is to look only.
    """

    def read(
        self, order: list[int], parts: Parts | None, reading: Reading, show: Callable[[int, int], None]
    ) -> None:
        """Read files in this order and add their results to `reading`."""
        ...

    def join(
        self, store: Path, parts: Parts, reading: Reading, digest: str, show: Callable[[], None]
    ) -> Reading:
        """Join parts in the folder of a store and return the reading with what was found doing so."""
        ...


@contextmanager
def crew(dataset: Dataset, executor: Executor | None, size: int | None = None) -> Iterator[Crew]:
    """Call a crew together for a dataset, and end its work when an error passes through.

    Parameters
    ----------
    dataset
        The files.
    executor
        Where to work; by default processes of our own, or this thread when there is little to read.
    size
        Bytes that are to be read; by default all.

    Raises
    ------
    layers.errors.ImportFailed
        When a worker died.
    """
    if size is None:
        size = sum(file.size for file in dataset.files)
    try:
        if executor is not None and size:
            yield _Elsewhere(dataset, executor)
        elif size < POOL_FROM:
            yield _Here(dataset)
        else:
            with _Pool(dataset) as pool:
                yield pool
    except BrokenExecutor as error:
        raise _worker_lost(dataset) from error
    except Exception as error:
        if not is_lost(error):
            raise
        raise _cluster_lost(dataset, error) from error


class _Here:
    """The thread that asks."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def read(
        self, order: list[int], parts: Parts | None, reading: Reading, show: Callable[[int, int], None]
    ) -> None:
        from importers.citygml.read_file import read_file

        dataset = self._dataset
        done = [0, 0]
        known: dict[str, Codelists] = {}

        def on_progress(size: int, buildings: int) -> None:
            done[0] += size
            done[1] += buildings
            show(*done)

        for index in order:
            show(*done)
            codelists = worker.codelists_of(dataset, dataset.files[index], known)
            try:
                place = parts.place(index) if parts else None
                reading.files.append(read_file(dataset, index, codelists, reading.crs, place, on_progress))
            except MemoryError:
                reading.findings.append(no_memory(dataset.files[index].path))

    def join(
        self, store: Path, parts: Parts, reading: Reading, digest: str, show: Callable[[], None]
    ) -> Reading:
        from importers.citygml.join import join

        return join(self._dataset, store, parts, reading, digest, show)


class _Elsewhere(_Here):
    """Workers of someone else, of whom no more is known than that they work."""

    def __init__(self, dataset: Dataset, executor: Executor) -> None:
        super().__init__(dataset)
        self._executor = executor

    def read(
        self, order: list[int], parts: Parts | None, reading: Reading, show: Callable[[int, int], None]
    ) -> None:
        waiting: dict[Future[FileResult], int] = {}
        job = worker.Job(secrets.token_hex(8), reading.crs, parts.stop if parts else None)
        first = len(reading.files)

        def tell() -> None:
            done = reading.files[first:]
            show(sum(file.bytes for file in done), sum(file.buildings for file in done))

        try:
            for index in order:
                place = parts.place(index) if parts else None
                # A worker is told of its one file only: a city has thousands.
                one = replace(self._dataset, files=(self._dataset.files[index],))
                waiting[self._executor.submit(worker.work_alone, job, one, place)] = index
                tell()
            _collect(self._dataset, waiting, reading, tell)
        except BaseException:
            if job.stop is not None:
                job.stop.touch()
            raise
        finally:
            # What has begun is waited for: it still writes into the folder that is cleared next. But not for
            # ever, as there may be nobody left who would answer.
            wait([future for future in waiting if not future.cancel()], timeout=PATIENCE_SECONDS)


class _Pool:
    """Processes of our own."""

    def __init__(self, dataset: Dataset) -> None:
        context = multiprocessing.get_context("spawn")
        shared = context.Array("q", 3)
        # Read and written here without its lock, which a worker that was killed may hold for ever.
        self._state = shared.get_obj()
        self._dataset = dataset
        self._count = min(os.cpu_count() or 2, MOST_WORKERS)
        self._pool = ProcessPoolExecutor(
            max_workers=self._count, mp_context=context, initializer=worker.begin, initargs=(dataset, shared)
        )
        for _ in range(self._count):
            self._pool.submit(worker.prepare)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes: all is done, or what they have written is thrown away with its folder."""
        self._state[2] = 1
        # At once, as taking an interpreter down in order takes as long as reading 4,000 buildings.
        # Python has terminate_workers() for this from 3.14 on.
        for process in dict(getattr(self._pool, "_processes", None) or {}).values():
            process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def read(
        self, order: list[int], parts: Parts | None, reading: Reading, show: Callable[[int, int], None]
    ) -> None:
        waiting = {
            self._pool.submit(worker.work, index, reading.crs, parts.place(index) if parts else None): index
            for index in order
        }
        _collect(self._dataset, waiting, reading, lambda: show(int(self._state[0]), int(self._state[1])))

    def join(
        self, store: Path, parts: Parts, reading: Reading, digest: str, show: Callable[[], None]
    ) -> Reading:
        # A worker has all that is needed loaded; this process may not, and has its window to draw.
        future = self._pool.submit(worker.join, store, parts, reading, digest)
        for _ in range(self._count - 1):  # the others have nothing left to do
            self._pool.submit(worker.rest)
        while not wait([future], timeout=0.1).done:
            show()
        return future.result()


def _collect(
    dataset: Dataset, waiting: dict[Future[FileResult], int], reading: Reading, show: Callable[[], None]
) -> None:
    """Take the results as they come."""
    left = set(waiting)
    while left:
        ready, left = wait(left, timeout=0.1, return_when=FIRST_COMPLETED)
        for future in ready:
            try:
                reading.files.append(replace(future.result(), index=waiting[future]))
            except MemoryError:
                reading.findings.append(no_memory(dataset.files[waiting[future]].path))
        show()


def _worker_lost(dataset: Dataset) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} の読み込みが途中で止まりました（メモリ不足のおそれがあります）。"),
        QT_TRANSLATE_NOOP(CONTEXT, "ほかのプログラムを閉じてから、もう一度読み込んでください。"),
        values={"file": dataset.container.path.name},
        where=Where(str(dataset.container.path)),
    )


def _cluster_lost(dataset: Dataset, error: Exception) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} を分担して読み込んでいるパソコンとのつながりが切れました。"),
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "スケジューラとワーカーが動いているか確かめて、もう一度読み込むか、スケジューラの指定をやめてください。",
        ),
        values={"file": dataset.container.path.name},
        where=Where(str(dataset.container.path)),
        detail=str(error),
    )
