"""All features of one theme of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.citygml.features.collecting import collect
from importers.citygml.features.reading import read_part
from importers.citygml.worker import codelists_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset
    from importers.collection import Collection
    from layers.feedback import Feedback

_READING = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読み込んでいます…")


def read_theme(
    dataset: Dataset,
    theme: str,
    codelists: dict[str, Codelists],
    target_crs: str,
    feedback: Feedback,
) -> list[Collection]:
    """Read all files of a theme one after another.

    To read them in several processes, call :func:`importers.citygml.features.reading.read_part` for each
    file there and :func:`importers.citygml.features.collecting.collect` here.

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
    total = float(sum(dataset.files[index].size for index in indices))
    parts = []
    done = 0.0
    for index in indices:
        file = dataset.files[index]
        text = Message(_READING, {"file": file.name})
        start = done

        def step(start: float = start, text: Message = text) -> None:
            feedback.step(start, total, text)

        step()
        parts.append(read_part(dataset, index, codelists_of(dataset, file, codelists), target_crs, step))
        done += file.size
    collections = collect(dataset, parts)
    if not collections:
        for part in parts:
            for finding in part.findings:
                feedback.find(finding)
    return collections
