"""Opens what the command line names: a project, or files and folders with data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.exits import Exit, Stop
from layers.errors import AnalysisFailed, EngineMissing, NotRecognised, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.base import Importer, ImportResult
    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project

SUFFIX = ".gisproj"
STORES = "GISAPP_STORES"
"""Names the folder of converted cities for importers, also in other processes."""

SOURCE_MISSING = "source-missing"
"""Code of the finding that what was read before is shown, for the source is gone."""

NO_IMPORTER = QT_TRANSLATE_NOOP(CONTEXT, "「{layer}」を読み込む機能「{importer}」がありません。")
NO_IMPORTER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "プログラムを新しい版にしてから開いてください。")
NOT_IN_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に「{layer}」がありません。")
NOT_IN_SOURCE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別のデータに置き換わっていないか確かめてください。")
NO_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」がありません。")
NO_LAYER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "あるレイヤ: {layers}")
NOTHING_OPEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} には、開けるレイヤがありません。")
NOTHING_OPEN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp check で、データがそろっているか調べてください。")


@dataclass(frozen=True, eq=False)
class Opened:
    """A project with its data, and what the person should know of opening it.

    What is wrong inside the data is not among it; ``info`` and ``check`` tell that.
    """

    project: Project
    findings: tuple[Finding, ...] = ()


def use_settings() -> None:
    """Tell importers where the user keeps converted cities, unless the environment does so already."""
    from gisapp import settings

    if STORES in os.environ:
        return
    found, _ = settings.load()
    if found.store_folder:
        os.environ[STORES] = found.store_folder


def is_project(path: Path) -> bool:
    """Say whether a path names a project file."""
    return path.suffix.lower() == SUFFIX


def open_inputs(paths: Sequence[Path], feedback: Feedback) -> Opened:
    """Open a project, or a new one of some data, or both together.

    Raises
    ------
    layers.errors.GisError
        When one of them cannot be used; a source that a project lacks is a finding.
    layers.feedback.Cancelled
        When the user stopped it.
    """
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
            result = read_data(path, feedback)
            project, _ = with_layers(project, result.layers)
            findings.extend(_of_opening(result.findings))
    if not any(layer.data is not None for layer in project.layers):
        values = {"file": "、".join(path.name for path in paths)}
        raise SourceMissing(NOTHING_OPEN, NOTHING_OPEN_HINT, values=values, where=Where(str(paths[0])))
    return Opened(project, tuple(findings))


def open_project(path: Path, feedback: Feedback) -> Opened:
    """Read a project file and open its layers."""
    from layers import projectfile

    findings: list[Finding] = []
    loaded = projectfile.load(path, lambda layer: read_again(layer, feedback, findings), feedback)
    return Opened(loaded.project, (*loaded.findings, *_of_opening(findings)))


def _of_opening(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code == SOURCE_MISSING]


def read_data(path: Path, feedback: Feedback, **options: Any) -> ImportResult:
    """Read a file or folder with the importer that knows it.

    Parameters
    ----------
    path
        What is read.
    feedback
        Receives progress.
    options
        Options of the importer; those it does not know are left out.
    """
    from importers.registry import recognise

    importer = recognise(path)
    return importer.read(path, _options(importer, options), feedback)


def _options(importer: Importer, wanted: dict[str, Any]) -> Any:
    known = {one.name for one in fields(importer.Options)}
    return importer.Options(**{name: value for name, value in wanted.items() if name in known})


def read_again(layer: Layer, feedback: Feedback, findings: list[Finding], **options: Any) -> Layer:
    """Return a layer with its data opened by the importer that its source names.

    Raises
    ------
    layers.errors.GisError
        When the source cannot be read, or holds no such layer any more.
    """
    from importers import registry

    importer = registry.importer(layer.source.importer)
    where = Where(str(layer.source.path))
    values: dict[str, object] = {
        "layer": layer.name,
        "importer": layer.source.importer,
        "file": layer.source.path.name,
    }
    if importer is None:
        raise EngineMissing(NO_IMPORTER, NO_IMPORTER_HINT, values=values, where=where)
    wanted = _options(importer, {**layer.source.options, **options})
    result = importer.read(layer.source.path, wanted, feedback)
    same = [one for one in result.layers if one.kind == layer.kind]
    match = next((one for one in same if one.id == layer.id), None) or next(iter(same), None)
    if match is None:
        raise NotRecognised(NOT_IN_SOURCE, NOT_IN_SOURCE_HINT, values=values, where=where)
    findings.extend(result.findings)
    # A source that is gone has no time and size any more; what the project says of it stays.
    source = match.source if match.source.modified else replace(layer.source, digest=match.source.digest)
    source = replace(source, path=layer.source.path, options=layer.source.options)
    return replace(layer, data=match.data, crs=match.crs, source=source)


def with_layers(project: Project, layers: Iterable[Layer]) -> tuple[Project, tuple[Layer, ...]]:
    """Return the project with more layers on top, each under an id of its own, and these layers."""
    added: list[Layer] = []
    for layer in reversed(list(layers)):
        fresh = replace(layer, id=_free(layer.id, {one.id for one in project.layers}))
        project = project.with_layer(fresh)
        added.insert(0, fresh)
    return project, tuple(added)


def _free(wanted: str, taken: set[str]) -> str:
    number, name = 2, wanted
    while name in taken:
        name = f"{wanted}-{number}"
        number += 1
    return name


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
