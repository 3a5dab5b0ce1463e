"""A project as plain JSON values and back. What the values mean is written down in docs.

Never in it: data, pickles, names of classes or modules.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from layers import computed, filters, namedsets, period, plaindata, records
from layers.base import Layer, Source
from layers.errors import TooNew
from layers.feedback import Finding, Severity
from layers.messages import QT_TRANSLATE_NOOP
from layers.plaindata import Reader
from layers.project import MOST_EXAGGERATION, Camera, Group, Note, Project
from layers.receipts import kept_of
from layers.registry import LAYERS
from layers.styledocument import style_document, style_from_document
from layers.unknown import UnknownLayer

if TYPE_CHECKING:
    from layers.registry import Registry

FORMAT = 2
"""Number of the present format. A change of the meaning of a member takes the next number."""

Document = dict[str, Any]


def _with_sets(document: Document) -> Document:
    """Format 2: filters may be any expression, layers have calculated columns, projects named sets."""
    return {"sets": [], **document}


UPGRADES: dict[int, Callable[[Document], Document]] = {1: _with_sets}
"""For each older format: what turns its document into one of the next format."""

TOO_NEW = QT_TRANSLATE_NOOP(
    "messages", "新しい版のプログラムで保存されたプロジェクトです（形式 {found}、この版は {known} まで）。"
)
TOO_NEW_HINT = QT_TRANSLATE_NOOP("messages", "プログラムを新しい版にしてから開いてください。")
UNKNOWN_KIND = QT_TRANSLATE_NOOP(
    "messages",
    "レイヤ「{layer}」の種類「{kind}」をこのプログラムは表示できません。行は残し、保存しても失われません。",
)
UNKNOWN_SETTING = QT_TRANSLATE_NOOP(
    "messages", "レイヤ「{layer}」の設定「{name}」をこの版は知らないため、使いません。"
)

_COMMON = frozenset(one.name for one in fields(Layer))
_MOST_LAYERS = 10_000


def to_document(project: Project, folder: Path | None) -> Document:
    """Return a project as plain values.

    Parameters
    ----------
    project
        The project.
    folder
        Sources are written relative to it; None writes them absolute.
    """
    return {
        "format": FORMAT,
        **head(project),
        "layers": [layer_document(layer, folder) for layer in project.layers],
    }


def head(project: Project) -> Document:
    """Return all of a project but its layers."""
    camera = project.camera
    return {
        "name": project.name,
        "crs": project.crs,
        "origin": list(project.origin),
        "camera": None
        if camera is None
        else {
            "position": list(camera.position),
            "focal": list(camera.focal),
            "up": list(camera.up),
            "field_of_view": camera.field_of_view,
        },
        **({"exaggeration": project.exaggeration} if project.exaggeration != 1.0 else {}),
        "groups": [{"name": group.name, "open": group.open} for group in project.groups],
        "notes": [
            {"id": note.id, "text": note.text, "point": list(note.point), "created": note.created}
            for note in project.notes
        ],
        "sets": namedsets.to_json(project.sets),
        # Absent where there are none, as in files of before there were any.
        **({"records": records.to_json(project.records)} if project.records else {}),
        **({"time": period.document(project.time)} if project.time is not None else {}),
    }


def from_document(
    document: object, folder: Path, registry: Registry[type[Layer]] = LAYERS
) -> tuple[Project, tuple[Finding, ...]]:
    """Return the project of a document; its layers have no data yet.

    Parameters
    ----------
    document
        Plain values of any format up to the present one.
    folder
        Relative sources start here.
    registry
        The kinds of layers.

    Raises
    ------
    layers.errors.TooNew
        When a newer program wrote it.
    layers.errors.Damaged
        When a member is missing or of the wrong type; the message names it.
    """
    reader = Reader(upgraded(document))
    findings: list[Finding] = []

    def read_layer(value: object, place: str) -> Layer:
        return layer_from_document(Reader(value, place), folder, registry, findings)

    project = read_head(reader, reader.items("layers", read_layer))
    if len({layer.id for layer in project.layers}) != len(project.layers):
        plaindata.fail("layers.id")
    return project, tuple(findings)


def upgraded(
    document: object,
    upgrades: Mapping[int, Callable[[Document], Document]] | None = None,
    newest: int = FORMAT,
) -> Document:
    """Return a document of the newest format made from one of any older format."""
    reader = Reader(document)
    number = reader.integer("format")
    upgrades = UPGRADES if upgrades is None else upgrades
    if number > newest:
        raise TooNew(TOO_NEW, TOO_NEW_HINT, values={"found": number, "known": newest})
    found = dict(reader.value)
    while number < newest:
        if number not in upgrades:
            plaindata.fail("format")
        found = upgrades[number](found)
        number += 1
        found["format"] = number
    return found


def read_head(reader: Reader, layers: tuple[Layer, ...]) -> Project:
    """Return a project of given layers and what the document says of the rest."""
    if len(layers) > _MOST_LAYERS:
        plaindata.fail("layers")
    exaggeration = reader.number("exaggeration", 1.0)
    if not 1.0 <= exaggeration <= MOST_EXAGGERATION:
        plaindata.fail("exaggeration")
    camera = None
    if reader.value.get("camera") is not None:
        one = reader.object("camera")
        camera = Camera(
            one.point("position"), one.point("focal"), one.point("up"), one.number("field_of_view")
        )
    return Project(
        name=reader.text("name"),
        crs=reader.text("crs"),
        origin=reader.point("origin"),
        layers=layers,
        groups=reader.items("groups", _group),
        camera=camera,
        notes=reader.items("notes", _note),
        sets=namedsets.from_json(reader.value.get("sets", []), reader.at("sets")),
        exaggeration=exaggeration,
        records=records.from_json(reader.value.get("records", []), reader.at("records")),
        time=period.from_document(reader, "time"),
    )


def layer_document(layer: Layer, folder: Path | None) -> Document:
    """Return a layer as plain values."""
    if isinstance(layer, UnknownLayer):
        kind, settings = layer.original_kind, _plain(layer.settings)
    else:
        kind, settings = layer.kind, _settings(layer)
    source = layer.source
    return {
        "id": layer.id,
        "kind": kind,
        "name": layer.name,
        "crs": layer.crs,
        "visible": layer.visible,
        "opacity": layer.opacity,
        "group": layer.group,
        "source": {
            "path": "." if layer.in_project else stored_path(source.path, folder),
            "importer": source.importer,
            "options": _plain(source.options),
            "modified": source.modified,
            "size": source.size,
            "digest": source.digest,
            "licence": source.licence,
            "credit": source.credit,
            **({"date": source.date} if source.date else {}),
            **({"receipt": receipt} if (receipt := _plain(kept_of(layer))) else {}),
        },
        "style": style_document(layer.style),
        "filter": filters.to_json(layer.filter),
        **({"columns": computed.to_json(layer.columns)} if layer.columns else {}),
        "settings": settings,
    }


def layer_from_document(
    reader: Reader, folder: Path, registry: Registry[type[Layer]], findings: list[Finding]
) -> Layer:
    """Return a layer without data; what is odd but bearable is added to `findings`."""
    common: dict[str, Any] = {
        "id": reader.text("id"),
        "name": reader.text("name"),
        "crs": reader.text("crs"),
        "source": _source(reader.object("source"), folder),
        "visible": reader.flag("visible", default=True),
        "opacity": reader.number("opacity", 1.0),
        "group": reader.text("group", ""),
        "style": style_from_document(reader.object("style")),
        "filter": filters.from_json(reader.value.get("filter", []), reader.at("filter")),
        "columns": computed.from_json(reader.value.get("columns", []), reader.at("columns")),
    }
    if not 0 <= common["opacity"] <= 1:
        plaindata.fail(reader.at("opacity"))
    kind, settings = reader.text("kind"), reader.object("settings")
    row = registry.get(kind)
    if row is None:
        values = {"layer": common["name"], "kind": kind}
        findings.append(Finding(Severity.WARNING, "layer-kind-unknown", UNKNOWN_KIND, values))
        return UnknownLayer(**common, original_kind=kind, settings=dict(settings.value))
    return row(**common, **_settings_of(row, settings, common["name"], findings))


def stored_path(path: Path, folder: Path | None) -> str:
    """Return a path as it is written: relative with ``/`` where it can be, absolute otherwise."""
    if folder is not None:
        try:
            return Path(os.path.relpath(path, folder)).as_posix()
        except ValueError:
            pass  # another drive of Windows: only the absolute path leads there
    return path.as_posix()


def found_path(text: str, folder: Path, place: str) -> Path:
    """Return the path that a stored one means, seen from the folder of the project file."""
    if not text or any(ord(letter) < 32 for letter in text):
        plaindata.fail(place)
    if Path(text).is_absolute() or PureWindowsPath(text).is_absolute():
        return Path(text)
    return Path(os.path.normpath(folder / text))


def _source(reader: Reader, folder: Path) -> Source:
    return Source(
        path=found_path(reader.text("path"), folder, reader.at("path")),
        importer=reader.text("importer"),
        options=dict(reader.object("options").value),
        modified=reader.text("modified", ""),
        size=reader.integer("size", 0),
        digest=reader.text("digest", ""),
        licence=reader.text("licence", ""),
        credit=reader.text("credit", ""),
        date=reader.text("date", ""),
        receipt=dict(reader.object("receipt").value),
    )


def _settings(layer: Layer) -> Document:
    """Return the fields that only this kind of layer has."""
    return {one.name: _plain(getattr(layer, one.name)) for one in fields(layer) if _is_setting(one)}


def _is_setting(one: Field[Any]) -> bool:
    """Say whether a field of a layer is one that only its kind has, and that is kept."""
    return one.init and one.name not in _COMMON and bool(one.metadata.get("kept", True))


def _settings_of(
    kind: type[Layer], reader: Reader, layer_name: str, findings: list[Finding]
) -> dict[str, Any]:
    own = {one.name: one for one in fields(kind) if _is_setting(one)}
    found: dict[str, Any] = {}
    for name, value in reader.value.items():
        if name not in own:
            values = {"layer": layer_name, "name": name}
            findings.append(Finding(Severity.INFO, "setting-unknown", UNKNOWN_SETTING, values))
            continue
        frozen = _frozen(value)
        default = own[name].default
        if default is not MISSING and default is not None and not _alike(frozen, default):
            plaindata.fail(reader.at(name))
        found[name] = frozen
    for name, one in own.items():
        if name not in found and one.default is MISSING and one.default_factory is MISSING:
            plaindata.fail(reader.at(name))
    return found


def _alike(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float)) and math.isfinite(value)
    return isinstance(value, type(default))


def _plain(value: object) -> Any:
    """Return a value as JSON knows it; anything else in a layer's settings is a bug."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, (tuple, list, frozenset)):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    raise TypeError(type(value))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _group(value: object, place: str) -> Group:
    reader = Reader(value, place)
    return Group(reader.text("name"), reader.flag("open", default=True))


def _note(value: object, place: str) -> Note:
    reader = Reader(value, place)
    return Note(reader.text("id"), reader.text("text"), reader.point("point"), reader.text("created", ""))
