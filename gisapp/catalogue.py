"""All data of a project as one list: what, how old, from where, on which terms, and if they are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.receipts import receipt_of_layer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project


class State(StrEnum):
    """How a source stands."""

    OK = "ok"
    CHANGED = "changed"
    MISSING = "missing"
    UNKNOWN = "unknown"


STATES = {
    State.OK: QT_TRANSLATE_NOOP(CONTEXT, "あり"),
    State.CHANGED: QT_TRANSLATE_NOOP(CONTEXT, "更新あり"),
    State.MISSING: QT_TRANSLATE_NOOP(CONTEXT, "見つかりません"),
    State.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
}
KINDS = {
    "buildings": QT_TRANSLATE_NOOP("window", "建物（3D 都市モデル）"),
    "entered": QT_TRANSLATE_NOOP("window", "職員の入力"),
    "associations": QT_TRANSLATE_NOOP("window", "自治会の台帳"),
    "measured": QT_TRANSLATE_NOOP("window", "計測"),
    "vector": QT_TRANSLATE_NOOP("window", "点・線・面"),
    "raster": QT_TRANSLATE_NOOP("window", "画像・背景地図"),
    "terrain": QT_TRANSLATE_NOOP("window", "地形"),
    "pointcloud": QT_TRANSLATE_NOOP("window", "点群"),
}
"""Kinds of layers in words; one that is not listed is shown by its own name."""


@dataclass(frozen=True)
class Entry:
    """One line of the catalogue.

    Attributes
    ----------
    layer, name, kind, group
        Id, name, kind and group of the layer.
    source
        The file or folder.
    importer
        Row of the importer table that read it.
    count
        Features, None when nobody counted.
    date
        What the data tell of, as they or staff state it; empty for unknown.
    modified
        When the source was last written, ISO 8601.
    read
        When it was read, ISO 8601, empty for unknown.
    licence, credit
        As the data or staff state them.
    state
        How the source stands; of a database nobody knows before it is read again.
    origin
        Where the features lie when that is no file: host, database and table; else empty.
    """

    layer: str
    name: str
    kind: str
    group: str
    source: Path
    importer: str
    count: int | None
    date: str
    modified: str
    read: str
    licence: str
    credit: str
    state: State
    origin: str = ""

    def age(self, now: datetime) -> int | None:
        """Return the days since the source was written, None when nobody knows."""
        try:
            written = datetime.fromisoformat(self.modified)
        except ValueError:
            return None
        written = written if written.tzinfo else written.replace(tzinfo=UTC)
        return max((now - written).days, 0)

    def plain(self, now: datetime) -> dict[str, Any]:
        """Return the entry as plain values, for JSON."""
        return {
            "layer": self.layer,
            "name": self.name,
            "kind": self.kind,
            "group": self.group,
            "source": str(self.source),
            "origin": self.origin,
            "importer": self.importer,
            "count": self.count,
            "date": self.date,
            "modified": self.modified,
            "age_days": self.age(now),
            "read": self.read,
            "licence": self.licence,
            "credit": self.credit,
            "state": str(self.state),
        }


def state_of(path: Path, modified: str, size: int, importer: str = "") -> State:
    """Return how a source stands; it touches the disk, so not for the main thread.

    Parameters
    ----------
    path
        The source.
    modified, size
        What was noted when it was read; empty and 0 when nothing was.
    importer
        Who read it.
    """
    from importers.companions import unchanged
    from importers.registry import is_live

    try:
        path.stat()
        same = not modified or unchanged(path, modified, size)
    except OSError:
        return State.MISSING
    if importer and is_live(importer):
        return State.UNKNOWN  # asking would mean to go over the network unasked
    return State.OK if same else State.CHANGED


def entry_of(layer: Layer, state: State) -> Entry:
    """Return the line of a layer."""
    source, receipt = layer.source, receipt_of_layer(layer)
    count = receipt.get("shown")
    return Entry(
        layer=layer.id,
        name=layer.name,
        kind=layer.kind,
        group=layer.group,
        source=source.path,
        importer=source.importer,
        count=count if isinstance(count, int) else None,
        date=source.date or str(receipt.get("date") or ""),
        modified=source.modified,
        read=str(receipt.get("made") or ""),
        licence=source.licence or str(receipt.get("licence") or ""),
        credit=source.credit or str(receipt.get("credit") or ""),
        state=state,
        origin=str(receipt.get("origin") or ""),
    )


def catalogue(project: Project, *, feedback: Feedback) -> tuple[Entry, ...]:
    """Return the lines of all layers, top of the list first; looks at every source."""
    found: list[Entry] = []
    for layer in project.layers:
        feedback.step(len(found), len(project.layers))
        source = layer.source
        state = state_of(source.path, source.modified, source.size, source.importer)
        found.append(entry_of(layer, state))
    return tuple(found)


def changed(entries: Iterable[Entry]) -> tuple[Path, ...]:
    """Return the sources that changed since they were read, each once."""
    return tuple(dict.fromkeys(one.source for one in entries if one.state is State.CHANGED))
