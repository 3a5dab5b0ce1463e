"""What a worker process holds and does. Importing this is cheap; the reader comes with the first task."""

from __future__ import annotations

import gc
import signal
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layers import sparing
from layers.feedback import Cancelled

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import SynchronizedArray
    from pathlib import Path

    from importers.citygml.codelists import Codelists
    from importers.citygml.containers import Container
    from importers.citygml.dataset import Dataset, GmlFile
    from importers.citygml.parts import Parts, Place
    from importers.citygml.result import FileResult, Reading

_shared: SynchronizedArray[int] | None = None
_dataset: Dataset | None = None
_codelists: dict[str, Codelists] = {}


def begin(dataset: Dataset, shared: SynchronizedArray[int]) -> None:
    """Remember in a worker process what all its tasks need.

    Parameters
    ----------
    dataset
        The files.
    shared
        Bytes read, buildings read, and whether to stop.
    """
    global _dataset, _shared
    # Ctrl+C in a terminal reaches all processes; the one that began the work stops the others in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sparing.begin()
    _dataset, _shared = dataset, shared


def prepare() -> None:
    """Load what reading needs, while others still look at where the dataset is."""
    from importers.citygml import attributes, read_file

    del attributes, read_file


def codelists_of(dataset: Dataset, file: GmlFile, known: dict[str, Codelists]) -> Codelists:
    """Return the code lists of the root that a file belongs to, kept in `known`."""
    from importers.citygml.codelists import Codelists
    from importers.citygml.containers import Root

    if file.root not in known:
        known[file.root] = Codelists(Root(dataset.container, file.root))
    return known[file.root]


def work(index: int, target: str, place: Place | None) -> FileResult:
    """Read one file in a worker process."""
    from importers.citygml.read_file import read_file

    dataset = _begun()
    _progress(0, 0)
    lists = codelists_of(dataset, dataset.files[index], _codelists)
    return read_file(dataset, index, lists, target, place, _progress)


def rest() -> None:
    """Give back what reading took and nobody needs any more: hundreds of megabytes that lie free."""
    import pyarrow as pa

    from layers import heap

    gc.collect()
    pa.default_memory_pool().release_unused()
    heap.trim()


def join(store: Path, parts: Parts, reading: Reading, digest: str) -> Reading:
    """Join the parts of a store in a worker process, see :func:`importers.citygml.join.join`."""
    from importers.citygml import join as joining

    rest()
    return joining.join(_begun(), store, parts, reading, digest, lambda: _progress(0, 0))


def _begun() -> Dataset:
    if _dataset is None:
        message = "the worker was not begun"
        raise RuntimeError(message)
    return _dataset


def _progress(size: int, buildings: int) -> None:
    """Add to what all workers have done, and stop when that is asked for."""
    if _shared is None:
        return
    with _shared.get_lock():
        _shared[0] += size
        _shared[1] += buildings
        if _shared[2]:
            raise Cancelled


# ------------------------------------------------------------------ where nothing was prepared


@dataclass(frozen=True)
class Job:
    """What tasks of one import have in common, sent with each of them.

    Attributes
    ----------
    name
        Different for each import: what a worker keeps is of one of them.
    target
        Plane rectangular system of the store.
    stop
        A file that is there when the work is to stop, or None.
    """

    name: str
    target: str
    stop: Path | None


class _Kept(threading.local):
    """What a thread of a worker keeps from file to file: the container and its code lists."""

    def __init__(self) -> None:
        self.job = ""
        self.container: Container | None = None
        self.codelists: dict[str, Codelists] = {}


_kept = _Kept()


def work_alone(job: Job, dataset: Dataset, place: Place | None) -> FileResult:
    """Read a dataset of one file where nothing was prepared: in a thread, or on another machine."""
    from importers.citygml.read_file import read_file

    if _kept.job != job.name:
        _kept.job, _kept.container, _kept.codelists = job.name, dataset.container, {}
    if _kept.container is not None:
        dataset = replace(dataset, container=_kept.container)

    def on_progress(*_: int) -> None:
        if job.stop is not None and (job.stop.exists() or not job.stop.parent.exists()):
            raise Cancelled

    on_progress(0, 0)
    lists = codelists_of(dataset, dataset.files[0], _kept.codelists)
    return read_file(dataset, 0, lists, job.target, place, on_progress)
