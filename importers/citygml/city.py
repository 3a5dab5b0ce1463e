"""A dataset becomes a city store: files in parallel, parts joined, the name given last."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from typing import TYPE_CHECKING

from importers.citygml import srs
from importers.citygml.crew import crew
from importers.citygml.findings import merge_findings, short
from importers.citygml.result import Reading
from importers.citygml.since import note_difference
from layers import crs
from layers.errors import GisError, ImportFailed, NotRecognised
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP, Message
from layers.store.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

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
        values = {"count": buildings, "rate": rate, "left": left}
        text = Message(_SO_FAR, values) if buildings else NOTHING
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
        Where to work, see :func:`importers.citygml.crew.crew`.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    with crew(dataset, executor) as workers:
        return _read(workers, dataset, work, feedback)


def _read(workers: Crew, dataset: Dataset, work: Path | None, feedback: Feedback) -> Reading:
    started = time.perf_counter()
    reading = Reading(locate(dataset), findings=list(dataset.container.findings))
    # The largest first, so that no worker sits with a large one at the end.
    order = sorted(range(len(dataset.files)), key=lambda index: -dataset.files[index].size)
    workers.read(order, work, reading, _Meter(feedback, sum(file.size for file in dataset.files)).show)
    reading.files.sort(key=lambda file: file.index)
    for file in reading.files:
        reading.findings.extend(file.findings)
    reading.findings = merge_findings(reading.findings)
    reading.seconds = time.perf_counter() - started
    return reading


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
        with crew(dataset, executor) as workers:
            reading = _read(workers, dataset, work, feedback)
            started = time.perf_counter()
            _expect_buildings(dataset, reading)
            reading = workers.join(work, reading, digest(), feedback.step)
            note_difference(work, target)
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
