"""Project files: ``.gisproj``, UTF-8 JSON. Saved so that neither a crash nor a full disk loses anything."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from layers import atomicfile, plaindata
from layers.errors import Damaged, GisError, ProjectFileError, SourceMissing
from layers.feedback import Feedback, Finding, Severity, Where
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.projectdocument import from_document, to_document
from layers.registry import LAYERS
from layers.unknown import UnknownLayer

if TYPE_CHECKING:
    from layers.base import Layer
    from layers.project import Project
    from layers.registry import Registry

SUFFIX = ".gisproj"
BACKUPS = 3
"""Older versions that are kept beside a saved project."""

NO_FILE = QT_TRANSLATE_NOOP("messages", "プロジェクト {file} が見つかりません。")
NO_FILE_HINT = QT_TRANSLATE_NOOP(
    "messages", "移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。"
)
NOT_READ = QT_TRANSLATE_NOOP("messages", "プロジェクト {file} を開けません。")
NOT_READ_HINT = QT_TRANSLATE_NOOP("messages", "見る権限があるか、担当者に確かめてください。")
TOO_LARGE = QT_TRANSLATE_NOOP("messages", "{file} はプロジェクトのファイルとしては大きすぎます。")
TOO_LARGE_HINT = QT_TRANSLATE_NOOP("messages", "拡張子が {suffix} のファイルを選んでください。")
SOURCE_MISSING = QT_TRANSLATE_NOOP(
    "messages",
    "レイヤ「{layer}」のデータ {file} が見つかりません。"
    "「データの場所を指定し直す」で今ある場所を選んでください。",
)
NOT_OPENED = QT_TRANSLATE_NOOP("messages", "レイヤ「{layer}」を開けませんでした。{reason}")
OPENING = QT_TRANSLATE_NOOP("messages", "{layer} を開いています")

OpenData = Callable[["Layer"], "Layer"]
"""Takes a layer without data and returns it with its data opened; may take long and may raise GisError."""

_MOST_ENTRIES = 200_000
"""So many files of a folder are looked at when sources are sought in it."""


@dataclass(frozen=True)
class Loaded:
    """What came of reading a project.

    Attributes
    ----------
    project
        With `path` set; layers whose source is missing or broken have no data.
    findings
        What the user should know.
    """

    project: Project
    findings: tuple[Finding, ...] = ()


def save(project: Project, path: Path, backups: int = BACKUPS) -> None:
    """Write a project; sources are written relative to its folder.

    Raises
    ------
    layers.errors.ExportFailed
        The old file is then untouched.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links of shared drives
    atomicfile.write(path, plaindata.dump(to_document(project, path.parent)), backups)


def read(path: Path, registry: Registry[type[Layer]] = LAYERS) -> Loaded:
    """Read a project without opening any data, in no time.

    Raises
    ------
    layers.errors.SourceMissing
        When there is no such file.
    layers.errors.TooNew, layers.errors.Damaged
        When it cannot be understood.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links of shared drives
    where = Where(file=str(path))
    values: dict[str, object] = {"file": path.name, "suffix": SUFFIX}
    try:
        if path.stat().st_size > plaindata.MOST_BYTES:
            raise Damaged(TOO_LARGE, TOO_LARGE_HINT, values=values, where=where)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceMissing(NO_FILE, NO_FILE_HINT, values=values, where=where) from error
    except OSError as error:
        raise ProjectFileError(
            NOT_READ, NOT_READ_HINT, values=values, where=where, detail=str(error)
        ) from error
    try:
        project, findings = from_document(plaindata.parse(content), path.parent, registry)
    except ProjectFileError as error:
        error.where = where
        raise
    return Loaded(replace(project, path=path), findings)


def load(
    path: Path,
    open_data: OpenData,
    feedback: Feedback | None = None,
    registry: Registry[type[Layer]] = LAYERS,
) -> Loaded:
    """Read a project and open its layers; see :func:`read` and :func:`open_layers`.

    Never raises for a source that is missing or broken.
    """
    loaded = read(path, registry)
    opened = open_layers(loaded.project, open_data, feedback or Feedback())
    return Loaded(opened.project, loaded.findings + opened.findings)


def open_layers(project: Project, open_data: OpenData, feedback: Feedback) -> Loaded:
    """Open the data of all layers that have none; runs in a worker, for files are looked at.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    findings: list[Finding] = []
    layers = list(project.layers)
    for index, layer in enumerate(layers):
        feedback.step(index, len(layers), Message(OPENING, {"layer": layer.name}))
        if layer.data is not None or layer.in_project or isinstance(layer, UnknownLayer):
            continue
        where = Where(file=str(layer.source.path))
        try:
            layers[index] = open_data(layer)  # what was read before may do when the source is gone
        except SourceMissing:
            values = {"layer": layer.name, "file": str(layer.source.path)}
            findings.append(Finding(Severity.WARNING, "source-missing", SOURCE_MISSING, values, where))
        except GisError as error:
            reasons: dict[str, object] = {"layer": layer.name, "reason": error.message}
            findings.append(Finding(Severity.ERROR, "layer-not-opened", NOT_OPENED, reasons, where))
    return Loaded(replace(project, layers=tuple(layers)), tuple(findings))


def repoint(project: Project, layer_id: str, path: Path) -> Project:
    """Return the project with another source for a layer, whose data must be opened again."""
    layer = project.layer(layer_id)
    if layer is None:
        return project
    return project.replacing(replace(layer, source=replace(layer.source, path=path), data=None))


def repoint_folder(project: Project, folder: Path, feedback: Feedback) -> tuple[Project, tuple[str, ...]]:
    """Seek all missing sources under one folder; runs in a worker, for files are looked at.

    A source is found where most of the end of its old path comes back (``…/2020/bldg/a.gml`` under the
    new folder as ``bldg/a.gml``), otherwise by its name alone if only one file has it.

    Returns
    -------
    tuple
        The project with the new places and the ids of the layers that got one.
    """
    missing = [
        layer
        for layer in project.layers
        if layer.data is None and not layer.in_project and not os.path.exists(layer.source.path)  # noqa: PTH110 - as above
    ]
    places = _places(folder, {layer.source.path.name for layer in missing}, feedback)
    found: list[str] = []
    for layer in missing:
        place = _best(places.get(layer.source.path.name, []), layer.source.path)
        if place is not None:
            project = repoint(project, layer.id, place)
            found.append(layer.id)
    return project, tuple(found)


def _places(folder: Path, names: set[str], feedback: Feedback) -> dict[str, list[Path]]:
    """Return where files and folders of some names lie under a folder."""
    places: dict[str, list[Path]] = {}
    seen = 0
    for root, folders, files in os.walk(folder):
        feedback.step(seen, 0)
        for name in names.intersection((*folders, *files)):
            places.setdefault(name, []).append(Path(root, name))
        seen += len(folders) + len(files)
        if seen > _MOST_ENTRIES:
            break
    return places


def _best(candidates: list[Path], old: Path) -> Path | None:
    """Return the candidate whose path ends most like the old one, or None when two are alike."""

    def likeness(candidate: Path) -> int:
        count = 0
        for one, other in zip(reversed(candidate.parts), reversed(old.parts), strict=False):
            if one != other:
                break
            count += 1
        return count

    ranked = sorted(candidates, key=likeness, reverse=True)
    if len(ranked) > 1 and likeness(ranked[0]) == likeness(ranked[1]):
        return None
    return ranked[0] if ranked else None
