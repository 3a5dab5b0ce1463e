"""What was published before: records of the project, and fingerprints beside the settings of the user."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.settings import state_folder
from layers import records
from layers.plaindata import Reader

if TYPE_CHECKING:
    from typing import Any

    from layers.project import Project

OUTPUT = "publish/output"
"""Kind of the records."""
SITE, PACKAGE = "site", "package"
LONGEST = 4000


@dataclass(frozen=True)
class Sent:
    """A layer of a publication: its id, its public name, and how many features."""

    layer: str
    title: str
    features: int


@dataclass(frozen=True)
class Receipt:
    """A publication that was written.

    Attributes
    ----------
    kind
        :data:`SITE` or :data:`PACKAGE`.
    when
        ISO 8601 with offset.
    path
        Folder or zip.
    packaging
        Of a site: ``server``, ``file`` or ``both``; else empty.
    layers
        What is in it.
    files, bytes
        How many, and how large.
    digest
        SHA-256 of the manifest, empty where there is none.
    """

    kind: str
    when: str
    path: str
    packaging: str = ""
    layers: tuple[Sent, ...] = ()
    files: int = 0
    bytes: int = 0
    digest: str = ""


def receipts(project: Project) -> tuple[Receipt, ...]:
    """Return what was published, the newest first."""
    return tuple(_read(one.content) for one in reversed(records.of_kind(project, OUTPUT)))


def with_receipt(project: Project, one: Receipt) -> Project:
    """Return the project with one more publication."""
    number = len(records.of_kind(project, OUTPUT))
    made = records.record(f"{OUTPUT}/{number}", OUTPUT, Path(one.path).name, asdict(one), one.when)
    return records.put(project, made)


def prints_folder(one: Receipt) -> Path:
    """Return the folder of the fingerprints of a publication; it need not be there."""
    return state_folder() / "published" / "".join(letter for letter in one.when if letter.isdigit())


def prints_of(project: Project, layer: str) -> Path | None:
    """Return the folder of the fingerprints of what was published last of a layer, None for nothing known."""
    for one in receipts(project):
        if any(sent.layer == layer for sent in one.layers):
            found = prints_folder(one)
            return found if found.is_dir() else None
    return None


def _read(value: Any) -> Receipt:
    reader = Reader(value, OUTPUT)
    words = ("kind", "when", "path", "packaging", "digest")
    return Receipt(
        **{name: reader.short(name, LONGEST) for name in words},
        layers=reader.items("layers", _sent),
        files=reader.integer("files", 0),
        bytes=reader.integer("bytes", 0),
    )


def _sent(value: Any, place: str) -> Sent:
    reader = Reader(value, place)
    return Sent(reader.short("layer", LONGEST), reader.short("title", LONGEST), reader.integer("features", 0))
