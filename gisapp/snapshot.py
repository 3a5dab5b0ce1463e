"""What a session needs to stand up again after a crash, as JSON: project, history, selection.

Old projects of the history share most of their layers and records with the present one, so each different
one is written once and the projects name it by its place in the list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from gisapp.session import Selection, Session, Step
from layers import plaindata, records
from layers.messages import Message
from layers.plaindata import Reader
from layers.projectdocument import FORMAT, head, layer_document, layer_from_document, read_head, upgraded
from layers.registry import LAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Layer
    from layers.feedback import Finding
    from layers.project import Project
    from layers.records import Record
    from layers.registry import Registry

Shared = TypeVar("Shared")

MOST_STEPS = 50
"""So many steps of the history are kept over a crash."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The state of a session at one moment; taking it costs nothing because all of it is frozen."""

    project: Project
    selection: Selection
    history: tuple[Step, ...]
    modified: bool

    @staticmethod
    def of(session: Session) -> Snapshot:
        """Return the state of now."""
        return Snapshot(session.project, session.selection, session.history[-MOST_STEPS:], session.modified)

    @property
    def worth_keeping(self) -> bool:
        """Whether there is anything that somebody could miss."""
        return self.modified or bool(self.project.layers)


@dataclass(frozen=True, eq=False)
class Summary:
    """What a snapshot holds, for the question whether it is wanted back.

    Attributes
    ----------
    name
        Name of the project.
    path
        Its file, or None when it was never saved.
    written
        When the snapshot was written, local time.
    modified
        Whether it holds changes that are not in the file.
    steps
        How many steps can be undone.
    layers
        How many layers it has.
    """

    name: str
    path: Path | None
    written: datetime
    modified: bool
    steps: int
    layers: int


def write(snapshot: Snapshot, now: datetime | None = None) -> bytes:
    """Return a snapshot as JSON in UTF-8."""
    pool: dict[int, tuple[int, Layer]] = {}
    entered: dict[int, tuple[int, Record]] = {}

    def project_document(project: Project) -> dict[str, Any]:
        layers = [pool.setdefault(id(one), (len(pool), one))[0] for one in project.layers]
        kept = [entered.setdefault(id(one), (len(entered), one))[0] for one in project.records]
        return {**head(replace(project, records=())), "layers": layers, "records": kept}

    path = snapshot.project.path
    selection = snapshot.selection
    present = project_document(snapshot.project)
    history = [
        {"label": _label(step.label), "project": project_document(step.project)} for step in snapshot.history
    ]
    document = {
        "format": FORMAT,
        "written": (now or datetime.now(UTC)).isoformat(),
        "path": None if path is None else path.as_posix(),
        "modified": snapshot.modified,
        "project": present,
        "history": history,
        "selection": {"layer": selection.layer_id, "features": selection.features.tolist()},
        "layers": [layer_document(layer, None) for _, layer in pool.values()],
        "records": records.to_json([one for _, one in entered.values()]),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


def summary(content: bytes) -> Summary:
    """Return what a snapshot holds.

    Raises
    ------
    layers.errors.ProjectFileError
        When it cannot be understood.
    """
    reader = Reader(plaindata.parse(content))
    try:
        written = datetime.fromisoformat(reader.text("written")).astimezone()
    except ValueError:
        plaindata.fail("written")
    project = reader.object("project")
    return Summary(
        name=project.text("name"),
        path=_path(reader),
        written=written,
        modified=reader.flag("modified", default=True),
        steps=len(reader.items("history", _as_is)),
        layers=len(project.items("layers", _as_is)),
    )


def read(content: bytes, registry: Registry[type[Layer]] = LAYERS) -> tuple[Snapshot, tuple[Finding, ...]]:
    """Return a snapshot whose layers have no data yet, and what was odd about it.

    Raises
    ------
    layers.errors.ProjectFileError
        When it cannot be understood.
    """
    reader = Reader(upgraded(plaindata.parse(content)))
    findings: list[Finding] = []
    root = Path(Path.cwd().anchor)

    def read_layer(value: object, place: str) -> Layer:
        return layer_from_document(Reader(value, place), root, registry, findings)

    pool = reader.items("layers", read_layer)
    entered = records.all_from_json(reader.value.get("records", []), "records")
    path = _path(reader)

    def read_project(one: Reader) -> Project:
        layers = one.items("layers", lambda value, place: _pooled(value, place, pool))
        if "records" not in reader.value:  # an older version wrote them with each project
            return replace(read_head(one, layers), path=path)
        kept = one.items("records", lambda value, place: _pooled(value, place, entered))
        project = read_head(Reader({**one.value, "records": []}, one.place), layers)
        return replace(project, path=path, records=kept)

    def read_step(value: object, place: str) -> Step:
        one = Reader(value, place)
        return Step(_read_label(one.object("label")), read_project(one.object("project")), 0)

    chosen = reader.object("selection")
    features = chosen.items("features", _feature)
    selection = Selection.of(chosen.text("layer", ""), np.array(features, dtype=np.uint32))
    project = read_project(reader.object("project"))
    history = reader.items("history", read_step)
    return Snapshot(project, selection, history, reader.flag("modified", default=True)), tuple(findings)


def _pooled(value: object, place: str, pool: Sequence[Shared]) -> Shared:
    """Return what a number of a project stands for."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < len(pool):
        plaindata.fail(place)
    return pool[value]


def _path(reader: Reader) -> Path | None:
    return None if reader.value.get("path") is None else Path(reader.text("path"))


def _feature(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**32:
        plaindata.fail(place)
    return value


def _as_is(value: object, place: str) -> object:
    del place
    return value


def _label(label: Message) -> dict[str, Any]:
    values = {
        name: _label(value) if isinstance(value, Message) else value if isinstance(value, int) else str(value)
        for name, value in label.values.items()
    }
    return {"template": label.template, "values": values}


def _read_label(reader: Reader) -> Message:
    values: dict[str, object] = {}
    inner = reader.object("values")
    for name, value in inner.value.items():
        if isinstance(value, dict):
            values[name] = _read_label(inner.object(name))
        elif isinstance(value, (str, int)):
            values[name] = value
        else:
            plaindata.fail(inner.at(name))
    message = Message(reader.text("template"), values)
    try:
        str(message)
    except (LookupError, ValueError, AttributeError):
        plaindata.fail(reader.place)  # a template that does not fit its values must not fail later
    return message
