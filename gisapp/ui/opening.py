"""Reading sources and opening the layers of a project; for worker threads, without Qt."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from gisapp import reading
from gisapp.cityplace import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from importers.base import ImportResult
    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project
    from layers.projectfile import Loaded


@dataclass(frozen=True, eq=False)
class Opened:
    """A project with its data, and what was found while opening, by layer id (empty for none)."""

    project: Project
    findings: tuple[tuple[str, Finding], ...] = ()


def read_source(
    path: Path, project: Project, crs: str = "", by: str = "", *, feedback: Feedback
) -> ImportResult:
    """Read a file or folder into the system of a project; see :func:`gisapp.reading.read_data`.

    `crs` is the system of the source when the user chose one.
    """
    return reading.read_data(path, feedback, by=by, target=project.crs, crs=crs, place=place_of(project))


def read_again(
    project: Project, layer: Layer, feedback: Feedback, findings: list[tuple[str, Finding]]
) -> Layer:
    """Return a layer with its data; what is found goes to `findings` with the id of the layer."""
    found: list[Finding] = []
    opened = reading.read_again(layer, feedback, found, **reading.in_system(project, layer))
    findings.extend((layer.id, one) for one in found)
    return opened


def open_project(path: Path, *, feedback: Feedback) -> Opened:
    """Read a project file and open its layers.

    Raises
    ------
    layers.errors.SourceMissing, layers.errors.ProjectFileError
        When the project file itself cannot be used.
    """
    from layers import projectfile

    loaded = projectfile.read(path)
    opened = open_missing(loaded.project, feedback=feedback)
    return replace(opened, findings=(*_about(loaded), *opened.findings))


def open_missing(project: Project, *, feedback: Feedback) -> Opened:
    """Open the layers of a project that have no data yet."""
    from layers import projectfile

    found: list[tuple[str, Finding]] = []
    opened = projectfile.open_layers(
        project, lambda layer: read_again(project, layer, feedback, found), feedback
    )
    return Opened(opened.project, (*_about(opened), *found))


def repoint_under(project: Project, folder: Path, *, feedback: Feedback) -> Opened:
    """Seek all missing sources under a folder and open those that were found."""
    from layers import projectfile

    moved, _ = projectfile.repoint_folder(project, folder, feedback)
    return open_missing(moved, feedback=feedback)


def _about(loaded: Loaded) -> list[tuple[str, Finding]]:
    """Return what was found with the id of the layer that it is about."""
    by_file = {str(layer.source.path): layer.id for layer in loaded.project.layers}
    return [(by_file.get(one.where.file, ""), one) for one in loaded.findings]


def write_project(project: Project, path: Path, backups: int, *, feedback: Feedback) -> Path:
    """Write a project file and return its path.

    Raises
    ------
    layers.errors.ExportFailed
        The old file is then untouched.
    """
    from layers import projectfile

    feedback.step()
    projectfile.save(project, path, backups)
    return path


def look_at(paths: Iterable[Path], *, feedback: Feedback) -> list[tuple[Path, datetime | None]]:
    """Return for each path when it was changed, None when it is not there."""
    found: list[tuple[Path, datetime | None]] = []
    for path in paths:
        feedback.step()
        try:
            changed = os.stat(path).st_mtime  # noqa: PTH116 - Path.stat raises for odd network paths
        except (OSError, ValueError):
            found.append((path, None))
            continue
        found.append((path, datetime.fromtimestamp(changed)))  # noqa: DTZ006 - shown to a person, in local time
    return found


FEW = 200
"""So many features are measured by their shapes, more of them by their middles."""
AROUND = 20.0
"""Metres around the middles of features."""
SMALLEST = 80.0
"""Metres that are shown at least."""


def bounds_of(
    layer: Layer, features: NDArray[np.uint32], *, feedback: Feedback
) -> tuple[float, float, float, float, float, float] | None:
    """Return the extent of some features in metres, None when they have no place."""
    import numpy as np

    from layers.drawables import Image

    feedback.step()
    middles = layer.centroids() if len(features) > FEW else None
    if middles is not None:
        low, high = middles[features].min(axis=0) - AROUND, middles[features].max(axis=0) + AROUND
    else:
        shapes = layer.outline(features[:FEW])
        pieces = [one.points + one.origin for one in shapes if not isinstance(one, Image)]
        if not pieces:
            return None
        points = np.concatenate(pieces)
        low, high = points.min(axis=0), points.max(axis=0)
    # A single house fills the view with walls; one wants to see what stands around it.
    missing = np.maximum(0.0, SMALLEST - (high - low)[:2]) / 2
    low[:2] -= missing
    high[:2] += missing
    west, south, bottom, east, north, top = (float(value) for value in (*low, *high))
    return west, south, bottom, east, north, top


def with_data(project: Project, opened: Opened) -> Project:
    """Return a project whose layers have the data that were opened, the same object when none was."""
    found = {layer.id: layer for layer in opened.project.layers if layer.data is not None}
    for layer in project.layers:
        other = found.get(layer.id)
        if layer.data is None and other is not None and other.source.path == layer.source.path:
            project = project.replacing(replace(layer, data=other.data, source=other.source, crs=other.crs))
    return project


IDENTIFIERS = ("gml_id", "id", "building_id")
"""Columns that name a feature, the surest first."""


def find_feature(project: Project, identifier: str, *, feedback: Feedback) -> tuple[str, int] | None:
    """Return the layer and row of the feature that has an identifier, None when no layer has it."""
    import numpy as np

    for layer in project.layers:
        feedback.step()
        if layer.data is None:
            continue
        table = layer.table()
        names = {attribute.name for attribute in table.attributes}
        for name in IDENTIFIERS:
            if name in names and len(rows := np.flatnonzero(table.texts(name) == identifier)):
                return layer.id, int(rows[0])
    return None
