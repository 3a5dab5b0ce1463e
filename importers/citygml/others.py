"""What a dataset holds beside buildings: roads, zones, hazards and the rest; its relief is terrain."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from importers import features
from importers.base import ImportResult
from importers.citygml.crew import MOST_WORKERS, POOL_FROM
from importers.citygml.dataset import BUILDINGS
from layers import sparing
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset
    from importers.citygml.importer import CityGmlOptions
    from importers.collection import Collection
    from layers.feedback import Feedback

_TERRAIN = QT_TRANSLATE_NOOP(CONTEXT, "地形")
THREADS = 2
"""More of them wait for one another: half of the work is Python's."""


def read_features(
    path: Path,
    dataset: Dataset,
    options: CityGmlOptions,
    importer: str,
    feedback: Feedback,
    executor: Executor | None,
) -> ImportResult:
    """Read all themes but buildings and relief; the layers are hidden, for nobody wants them all at once.

    Parameters
    ----------
    path
        The source.
    dataset
        Its files.
    options
        As for buildings; ``target`` is the plane system.
    importer
        Row of the importer table.
    feedback
        Receives progress.
    executor
        Where to work; by default processes of our own when there is much to read.
    """
    from importers.citygml.features.styles import styled
    from importers.citygml.features.theme import read_theme
    from importers.citygml.features.themes import themes

    wanted = [theme for theme in themes(dataset) if theme not in BUILDINGS]
    if not wanted:
        return ImportResult(())
    result = features.kept(path, importer, options)
    if result is None:
        collections: list[Collection] = []
        known: dict[str, Codelists] = {}
        size = sum(file.size for file in dataset.files if file.theme in wanted)
        with _workers(executor, size) as workers:
            for number, theme in enumerate(wanted):
                piece = feedback.share(number / len(wanted) / 2, (number + 1) / len(wanted) / 2)
                read = read_theme(dataset, theme, known, options.target, piece, workers)
                collections += [styled(collection) for collection in read]
        result = features.make_result(path, importer, options, collections, feedback.share(0.5, 1))
    return replace(result, layers=tuple(replace(layer, visible=False) for layer in result.layers))


def read_terrain(path: Path, dataset: Dataset, options: CityGmlOptions, feedback: Feedback) -> ImportResult:
    """Read the relief of a dataset, when it has one."""
    if not any(file.theme == "dem" for file in dataset.files):
        return ImportResult(())
    from importers.terrain.importer import TerrainFiles, TerrainOptions

    wanted = TerrainOptions(stores=options.stores, again=options.again, target=options.target)
    result = TerrainFiles().read(path, wanted, feedback)
    return replace(result, layers=tuple(replace(layer, name=_TERRAIN) for layer in result.layers))


@contextmanager
def _workers(executor: Executor | None, size: int) -> Iterator[Executor | None]:
    if executor is not None:
        yield executor
        return
    if size < POOL_FROM:  # processes would take longer to start than the work takes
        with ThreadPoolExecutor(THREADS) as threads:
            yield threads
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(os.cpu_count() or 2, MOST_WORKERS), context, sparing.begin) as pool:
        yield pool
