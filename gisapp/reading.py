"""Data come into a project: read for the first time, or opened again; without Qt, for any thread."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from layers.errors import EngineMissing, ImportFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from importers.base import Importer, ImportResult
    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project

STATED = ("licence", "credit", "date")
"""What staff may have put right by hand: it stays when the source is read again."""
_PLACE = re.compile(r"-[0-9a-f]{10}(-\d{3}(?=-))?")
"""The part of a layer's id that stands for the place of its source, and the position of the layer in it."""
BELOW = ("raster", "terrain")
"""Kinds of layers on which all others lie."""

NO_IMPORTER = QT_TRANSLATE_NOOP(CONTEXT, "「{layer}」を読み込む機能「{importer}」がありません。")
NO_IMPORTER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "プログラムを新しい版にしてから開いてください。")
NOT_IN_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に「{layer}」がありません。")
NOT_IN_SOURCE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別のデータに置き換わっていないか確かめてください。")
OTHER_ZONE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{layer}」は平面直角座標系の別の系（{own}）で読み込まれたため、この地図（{crs}）に重ねられません。",
)
OTHER_ZONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "新しいプロジェクトで開いてください。")


def misfits(project: Project, layers: Iterable[Layer]) -> bool:
    """Say whether some layers are in another plane system than the project."""
    return bool(project.crs) and any(
        str(getattr(layer.data, "crs", project.crs)) != project.crs for layer in layers
    )


def read_data(path: Path, feedback: Feedback, *, by: str = "", **options: Any) -> ImportResult:
    """Read a file or folder with the importer that knows it.

    Parameters
    ----------
    path
        What is read.
    feedback
        Receives progress.
    by
        Name of the importer when another one is asked for.
    options
        Options of the importer; those it does not know are left out.
    """
    from importers import registry
    from importers.registry import is_live, recognise

    feedback.step()
    importer = (registry.importer(by) if by else None) or recognise(path)
    if is_live(importer.id):
        options["again"] = True  # whoever opens it wants to see it as it is now
    return importer.read(path, _options(importer, options), feedback)


def _options(importer: Importer, wanted: dict[str, Any]) -> Any:
    known = {one.name for one in fields(importer.Options)}
    return importer.Options(**{name: value for name, value in wanted.items() if name in known})


def read_again(
    layer: Layer, feedback: Feedback, findings: list[Finding], *, restyle: bool = False, **options: Any
) -> Layer:
    """Return a layer with its data opened by the importer that its source names.

    Parameters
    ----------
    layer
        The layer.
    feedback
        Receives progress.
    findings
        Receives what was found.
    restyle
        Whether the layer takes the style that the importer proposes.
    options
        Of the importer, besides those that the source keeps; those it does not know are left out.

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
    match = (
        next((one for one in same if one.id == layer.id), None)
        or next((one for one in same if _within_source(one.id) == _within_source(layer.id)), None)
        # A table of a database is no stand-in for another one.
        or (None if registry.is_live(importer.id) else next(iter(same), None))
    )
    if match is None:
        raise NotRecognised(NOT_IN_SOURCE, NOT_IN_SOURCE_HINT, values=values, where=where)
    findings.extend(result.findings)
    # A source that is gone has no time and size any more; what the project says of it stays.
    source = match.source if match.source.modified else replace(layer.source, digest=match.source.digest)
    said = {name: old for name in STATED if (old := getattr(layer.source, name))}
    options = {**match.source.options, **layer.source.options}
    source = replace(source, path=layer.source.path, options=options, **said)
    style = match.style if restyle else layer.style
    return replace(layer, data=match.data, crs=match.crs, source=source, style=style)


def _within_source(layer_id: str) -> str:
    """Return what an id says of the layer within its source: not where the source lies, nor its position.

    A project that was moved, or handed to another PC, names its layers by the place of the source back then.
    """
    return _PLACE.sub("", layer_id)


def in_system(project: Project, layer: Layer) -> dict[str, Any]:
    """Return the options by which a city comes in the system of its project, whatever that of its zone is."""
    return {"target": project.crs} if project.crs and layer.kind == "buildings" else {}


def unfinished(layer: Layer) -> bool:
    """Say whether something is still to be made so that the data of a layer are quick everywhere."""
    return getattr(layer.data, "finish", None) is not None


def finished(layer: Layer, *, feedback: Feedback) -> Layer:
    """Return a layer whose data are quick everywhere; the same layer when they are already."""
    if not unfinished(layer):
        return layer
    data = layer.data.finish(feedback)
    digest = layer.source.digest or str(data.receipt.get("digest", ""))
    return replace(layer, data=data, source=replace(layer.source, digest=digest))


def with_layers(project: Project, layers: Iterable[Layer]) -> tuple[Project, tuple[Layer, ...]]:
    """Return the project with more layers on top, each under an id of its own, and these layers.

    Raises
    ------
    layers.errors.ImportFailed
        When a layer was brought into another plane system than that of the project.
    """
    added: list[Layer] = []
    for layer in reversed(list(layers)):
        own = str(getattr(layer.data, "crs", ""))
        # Everything was asked to come in the system of the project; a city of another zone too.
        if own and project.crs and own != project.crs:
            raise ImportFailed(
                OTHER_ZONE,
                OTHER_ZONE_HINT,
                values={"layer": layer.name, "own": own, "crs": project.crs},
                where=Where(str(layer.source.path)),
            )
        fresh = replace(layer, id=free_id(project, layer.id))
        project = project.with_layer(fresh, _position(project, fresh))
        added.insert(0, fresh)
    return project, tuple(added)


def _position(project: Project, layer: Layer) -> int:
    """Return where in the order a new layer goes: on top, but pictures of the ground under all else."""
    if layer.kind not in BELOW:
        return 0
    above = [number for number, old in enumerate(project.layers) if old.kind not in BELOW]
    return above[-1] + 1 if above else 0


def free_id(project: Project, wanted: str) -> str:
    """Return `wanted`, or with a number behind it when a layer of the project has that id."""
    taken = {layer.id for layer in project.layers}
    number, name = 2, wanted
    while name in taken:
        name = f"{wanted}-{number}"
        number += 1
    return name
