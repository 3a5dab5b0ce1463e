"""Opens what the command line names: a project, or files and folders with data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit, Stop
from gisapp.reading import in_system, read_again, read_data, with_layers
from gisapp.settings import SCHEDULER, STORES
from layers.errors import AnalysisFailed, SourceMissing
from layers.feedback import Where
from layers.grids import FOLDER_VARIABLE
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project

SUFFIX = ".gisproj"

SOURCE_MISSING = "source-missing"
"""Code of the finding that what was read before is shown, for the source is gone."""

DOUBTS = frozenset({"crs-proposed", "table-axes-swapped", "table-no-crs"})
"""Codes of findings about where data were put: whoever asks about places has to know."""
NO_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」がありません。")
NO_LAYER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "あるレイヤ: {layers}")
NOTHING_OPEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} には、開けるレイヤがありません。")
NOTHING_OPEN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp check で、データがそろっているか調べてください。")


@dataclass(frozen=True, eq=False)
class Opened:
    """A project with its data, and what the person should know of opening it.

    What is wrong inside the data is not among it, but for doubts about where they lie; ``info`` and ``check``
    tell the rest.
    """

    project: Project
    findings: tuple[Finding, ...] = ()


def use_settings() -> None:
    """Tell importers where the user keeps converted cities, unless the environment does so already."""
    from gisapp import settings

    if {STORES, FOLDER_VARIABLE, SCHEDULER} <= os.environ.keys():
        return
    found, _ = settings.load()
    for name, value in settings.for_importers(found).items():
        os.environ.setdefault(name, value)


def is_project(path: Path) -> bool:
    """Say whether a path names a project file."""
    return path.suffix.lower() == SUFFIX


def file_of(paths: Iterable[Path]) -> Path:
    """Return the one project file among some paths.

    Raises
    ------
    Stop
        When there is none, or several.
    """
    found = [path for path in paths if is_project(path)]
    if len(found) != 1:
        raise Stop("プロジェクト（.gisproj）を一つ指定してください。", Exit.USAGE)
    return found[0]


def open_inputs(paths: Sequence[Path], feedback: Feedback) -> Opened:
    """Open a project, or a new one of some data, or both together.

    Raises
    ------
    layers.errors.GisError
        When one of them cannot be used; a source that a project lacks is a finding.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    from gisapp.cityplace import place_of
    from layers.project import Project

    projects = [path for path in paths if is_project(path)]
    if len(projects) > 1:
        raise Stop("プロジェクトは一度に一つだけ指定してください。", Exit.USAGE)
    use_settings()
    project, findings = Project(), []
    if projects:
        opened = open_project(projects[0], feedback)
        project, findings = opened.project, list(opened.findings)
    for path in paths:
        if not is_project(path):
            result = read_data(path, feedback, target=project.crs, place=place_of(project))
            project, _ = with_layers(project, result.layers)
            findings.extend(_of_opening(result.findings))
    if not any(layer.data is not None for layer in project.layers):
        values = {"file": "、".join(path.name for path in paths)}
        raise SourceMissing(NOTHING_OPEN, NOTHING_OPEN_HINT, values=values, where=Where(str(paths[0])))
    return Opened(_settled(project), tuple(findings))


def open_project(path: Path, feedback: Feedback) -> Opened:
    """Read a project file and open its layers."""
    from layers import projectfile

    findings: list[Finding] = []
    read = projectfile.read(path)
    project = read.project

    def open_data(layer: Layer) -> Layer:
        return read_again(layer, feedback, findings, **in_system(project, layer))

    opened = projectfile.open_layers(project, open_data, feedback)
    return Opened(_settled(opened.project), (*read.findings, *opened.findings, *_of_opening(findings)))


def _of_opening(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code == SOURCE_MISSING or finding.code in DOUBTS]


def _settled(project: Project) -> Project:
    from layers.settling import settled

    return settled(project)


def choose_layer(project: Project, name: str) -> Layer:
    """Return the layer of a name or id; without a name the only one there is.

    Raises
    ------
    Stop
        When a name is needed.
    layers.errors.AnalysisFailed
        When there is none of that name, or several.
    """
    layers = project.layers
    known = "、".join(f"{layer.name}（{layer.id}）" for layer in layers)
    if not name:
        if len(layers) != 1:
            raise Stop(f"レイヤの名前を指定してください。あるレイヤ: {known}", Exit.USAGE)
        return layers[0]
    found = [layer for layer in layers if layer.id == name] or [
        layer for layer in layers if layer.name == name
    ]
    if len(found) != 1:
        raise AnalysisFailed(NO_LAYER, NO_LAYER_HINT, values={"layer": name, "layers": known})
    return found[0]
