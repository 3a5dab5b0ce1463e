"""A dataset becomes a city store: files in parallel, parts joined, the name given last."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from importers.citygml import srs
from importers.citygml.crew import crew
from importers.citygml.findings import merge_findings, short
from importers.citygml.making import making
from importers.citygml.parts import Parts, adopt, keys
from importers.citygml.result import Reading
from importers.citygml.since import note_difference
from layers import crs
from layers.errors import GisError, ImportFailed, NotRecognised
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP, Message
from layers.store import history
from layers.store.city import CityStore
from layers.store.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor

    from importers.citygml.crew import Crew
    from importers.citygml.dataset import Dataset
    from layers.feedback import Feedback

HEAD = 1 << 18
_SO_FAR = QT_TRANSLATE_NOOP(CONTEXT, "{count:,} 棟 ・ {rate:,.0f} 棟/秒 ・ 残り約 {left:,.0f} 秒")


def locate(dataset: Dataset) -> str:
    """Return the plane rectangular system for a dataset, by its city and its first coordinates."""
    from importers.citygml.encoding import utf8_pieces
    from importers.citygml.progress import Progress

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


def current_store(folder: Path, dataset: Dataset) -> CityStore | None:
    """Return the store in a folder when it holds exactly these files, else None."""
    try:
        store = CityStore.open(folder)
    except GisError:
        return None  # not there, of another version, or broken: it is made anew
    stored = [(source["path"], source["size"], source["stamp"]) for source in store.manifest["sources"]]
    wanted = [(file.path, file.size, file.stamp) for file in dataset.files]
    same_place = Path(store.manifest["container"]) == dataset.container.path
    return store if stored == wanted and same_place else None


class _Meter:
    """Collects progress from all workers and stops them when the user asks."""

    def __init__(self, feedback: Feedback, known: int, total: int) -> None:
        self.feedback = feedback
        self.known = known
        self.total = max(total, 1)
        self.started = time.perf_counter()

    def show(self, done: int, buildings: int) -> None:
        seconds = max(time.perf_counter() - self.started, 1e-3)
        rate = buildings / seconds
        left = seconds * (self.total - self.known - done) / done if done else 0.0
        values = {"count": buildings, "rate": rate, "left": left}
        text = Message(_SO_FAR, values) if buildings else NOTHING
        self.feedback.step(min(self.known + done, self.total), self.total, text)


def read_dataset(
    dataset: Dataset, parts: Parts | None, feedback: Feedback, executor: Executor | None = None
) -> Reading:
    """Read all files of a dataset, in parallel when it is large.

    Parameters
    ----------
    dataset
        The files.
    parts
        Where the parts of a store are left, None to look only.
    feedback
        Receives progress; cancelling it stops all workers at their next window.
    executor
        Where to work, see :func:`importers.citygml.crew.crew`.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    reading = Reading(locate(dataset))
    with crew(dataset, executor) as workers:
        return _read(workers, dataset, parts, feedback, reading)


def _read(
    workers: Crew, dataset: Dataset, parts: Parts | None, feedback: Feedback, reading: Reading
) -> Reading:
    """Read what `reading` does not know yet."""
    started = time.perf_counter()
    known = {file.index for file in reading.files}
    # The largest first, so that no worker sits with a large one at the end.
    order = sorted(range(len(dataset.files)), key=lambda index: -dataset.files[index].size)
    order = [index for index in order if index not in known]
    done, total = _size(dataset, known), _size(dataset, range(len(dataset.files)))
    workers.read(order, parts, reading, _Meter(feedback, done, total).show)
    reading.files.sort(key=lambda file: file.index)
    told = [finding for file in reading.files for finding in file.findings]
    reading.findings = merge_findings([*dataset.container.findings, *reading.findings, *told])
    reading.seconds = time.perf_counter() - started
    return reading


def _size(dataset: Dataset, indices: Iterable[int]) -> int:
    return sum(dataset.files[index].size for index in indices)


def make_store(
    dataset: Dataset,
    target: Path,
    feedback: Feedback,
    executor: Executor | None = None,
    digest: Callable[[], str] = str,
    *,
    system: str = "",
    afresh: bool = False,
) -> Reading | None:
    """Read a dataset into a store.

    The store is made in a folder beside `target` and renamed when it is whole. Files whose parts are there,
    from an import that was killed or in the store that `target` is now, are not read again; the bytes of the
    new store are the same either way.

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
    system
        Plane rectangular system of the store; by default that of the place.
    afresh
        Read all files, whatever was read before.

    Returns
    -------
    Reading or None
        None when somebody else has made the store meanwhile.

    Raises
    ------
    layers.errors.NotRecognised
        When there is no building to show.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    started = time.perf_counter()
    try:
        with making(target, feedback) as place:
            if place.waited and current_store(target, dataset) is not None:
                return None
            reading = Reading(system or locate(dataset))
            if afresh:
                shutil.rmtree(place.parts, ignore_errors=True)
            place.parts.mkdir(parents=True, exist_ok=True)
            parts = Parts(place.parts, keys(dataset, reading.crs))
            if not afresh:
                adopt(target, place.parts, parts.keys)
                reading.files = parts.found()
            known = {file.index for file in reading.files}
            left = _size(dataset, set(range(len(dataset.files))) - known)
            with crew(dataset, executor, left) as workers:
                reading = _read(workers, dataset, parts, feedback, reading)
                _expect_buildings(dataset, reading)
                reading = workers.join(place.store, parts, reading, digest(), feedback.step)
            reading.seconds = time.perf_counter() - started
            history.begin(place.store, reading.seconds)
            note_difference(place.store, target)
            feedback.step(1, 1)
            publish(place.store, target)
    except GisError:
        raise
    except OSError as error:
        raise _not_written(target, error) from error
    return reading


def _not_written(target: Path, error: OSError) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "読み込んだデータを {folder} に書き込めませんでした。"),
        QT_TRANSLATE_NOOP(CONTEXT, "ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。"),
        values={"folder": str(target.parent)},
        where=Where(str(target)),
        detail=str(error),
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
