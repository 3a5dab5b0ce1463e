"""All features of one theme of a dataset."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from typing import TYPE_CHECKING

from importers.citygml.features.collecting import collect
from importers.citygml.features.reading import read_part
from importers.citygml.worker import codelists_of
from layers.feedback import Cancelled
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor, Future

    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset
    from importers.citygml.features.parts import FilePart
    from importers.collection import Collection
    from layers.feedback import Feedback

_READING = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読み込んでいます…")
_PATIENCE = 0.05
"""Seconds to wait for another process before looking whether the user wants to stop."""
_known: dict[str, dict[str, Codelists]] = {}
"""Code lists that a worker process holds, by dataset and root; a worker lives for one import."""


def read_theme(
    dataset: Dataset,
    theme: str,
    codelists: dict[str, Codelists],
    target_crs: str,
    feedback: Feedback,
    executor: Executor | None = None,
) -> list[Collection]:
    """Read all files of a theme.

    Parameters
    ----------
    dataset
        The dataset.
    theme
        A key of :func:`importers.citygml.features.themes.themes`.
    codelists
        Code lists by dataset root; those that are not there yet are added.
    target_crs
        Plane rectangular system in which implicit geometries are put to their places; the shapes stay in
        the system of their file.
    feedback
        Receives progress, and the findings of files that give no collection.
    executor
        Reads the files in other processes or threads; without one they are read here, one after another.

    Returns
    -------
    list of Collection
        One for each class of features, and for each river or plan of a hazard.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    indices = [index for index, file in enumerate(dataset.files) if file.theme == theme]
    if executor is None or len(indices) < 2:
        parts = list(_here(dataset, indices, codelists, target_crs, feedback))
    elif isinstance(executor, ThreadPoolExecutor):
        parts = list(_beside(dataset, indices, codelists, target_crs, feedback, executor))
    else:
        parts = list(_elsewhere(dataset, indices, target_crs, feedback, executor))
    collections = collect(dataset, parts)
    if not collections:
        for part in parts:
            for finding in part.findings:
                feedback.find(finding)
    return collections


def read_alone(dataset: Dataset, target_crs: str) -> FilePart:
    """Read a dataset of one file in a worker process, see :func:`read_part`."""
    known = _known.setdefault(str(dataset.container.path), {})
    codelists = codelists_of(dataset, dataset.files[0], known)
    return read_part(dataset, 0, codelists, target_crs, _nothing)


def _nothing() -> None:
    """Tell nobody."""


def _here(
    dataset: Dataset,
    indices: Sequence[int],
    codelists: dict[str, Codelists],
    target_crs: str,
    feedback: Feedback,
) -> Iterator[FilePart]:
    total = float(sum(dataset.files[index].size for index in indices))
    done = 0.0
    for index in indices:
        file = dataset.files[index]
        text = Message(_READING, {"file": file.name})

        def step(done: float = done, text: Message = text) -> None:
            feedback.step(done, total, text)

        step()
        yield read_part(dataset, index, codelists_of(dataset, file, codelists), target_crs, step)
        done += file.size


def _elsewhere(
    dataset: Dataset, indices: Sequence[int], target_crs: str, feedback: Feedback, executor: Executor
) -> Iterator[FilePart]:
    # A worker is told of its one file only: a city has thousands.
    tasks = [
        executor.submit(read_alone, replace(dataset, files=(dataset.files[index],)), target_crs)
        for index in indices
    ]
    for index, part in zip(indices, _awaited(dataset, indices, tasks, feedback), strict=True):
        yield replace(part, index=index)


def _beside(
    dataset: Dataset,
    indices: Sequence[int],
    codelists: dict[str, Codelists],
    target_crs: str,
    feedback: Feedback,
    executor: Executor,
) -> Iterator[FilePart]:
    """Read files in threads: half of the work is compiled or unpacks, and lets others run meanwhile."""

    def step() -> None:
        if feedback.cancelled:  # progress is told by the thread that waits
            raise Cancelled

    tasks = []
    for index in indices:
        known = codelists_of(dataset, dataset.files[index], codelists)
        tasks.append(executor.submit(read_part, dataset, index, known, target_crs, step))
    yield from _awaited(dataset, indices, tasks, feedback)


def _awaited(
    dataset: Dataset, indices: Sequence[int], tasks: Sequence[Future[FilePart]], feedback: Feedback
) -> Iterator[FilePart]:
    total = float(sum(dataset.files[index].size for index in indices))
    done = 0.0
    try:
        for index, task in zip(indices, tasks, strict=True):
            file = dataset.files[index]
            while True:
                feedback.step(done, total, Message(_READING, {"file": file.name}))
                try:
                    part = task.result(_PATIENCE)
                    break
                except NotYet:
                    continue
            yield part
            done += file.size
    finally:
        for task in tasks:
            task.cancel()
