"""What one file gives to a store, kept on disk under a key that says of what it was made.

A part is two files: the mesh, and an Arrow file (lz4) with a row for each building (its columns of the
table and of the feature index) and all else that is known of the source file in the metadata of its schema.
The second is renamed to its name when both are on the disk, so a part is there wholly or not at all.

A killed import finds its parts again; a finished store keeps them, so that of a source that changed only the
files that changed are read. The meshes cost nothing (the store holds the same files by hard links), the
tables about a third of the store.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import secrets
import shutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from importers.citygml.result import FileResult
from layers.errors import GisError
from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from importers.citygml.dataset import Dataset

VERSION = 2
"""Goes up whenever files are read otherwise than before: older parts then serve no longer."""
FACTS = b"gisapp"
"""Key of the metadata that holds what is known of the source file."""
INDEX = "~"
"""Begins the names of columns of the feature index, which stand beside those of the table."""


@dataclass(frozen=True)
class Place:
    """Where a part lies.

    Attributes
    ----------
    folder
        Folder of parts.
    key
        Of what it is made, see :func:`keys`.
    """

    folder: Path
    key: str

    @property
    def mesh(self) -> Path:
        """The mesh file."""
        return self.folder / f"{self.key}.mesh"

    @property
    def table(self) -> Path:
        """Table, index and facts; a part without it is none."""
        return self.folder / f"{self.key}.part"


@dataclass(frozen=True)
class Parts:
    """The parts of a store that is being made.

    Attributes
    ----------
    folder
        Where they lie.
    keys
        Key of each file of the dataset.
    """

    folder: Path
    keys: tuple[str, ...]

    @property
    def stop(self) -> Path:
        """A file that tells workers elsewhere to stop once it is there."""
        return self.folder / "stop"

    def place(self, index: int) -> Place:
        """Return where the part of a file goes."""
        return Place(self.folder, self.keys[index])

    def found(self) -> list[FileResult]:
        """Return what is known of the files whose parts are there."""
        known = (load(self.place(index), index) for index in range(len(self.keys)))
        return [result for result in known if result is not None]


def keys(dataset: Dataset, target: str) -> tuple[str, ...]:
    """Return for each file of a dataset a hash of all that its part of a store depends on.

    That is the file itself (path, size, checksum or time), the code lists of its root, the names of the
    pictures it may refer to, the plane system `target`, and how this version of the program reads.
    """
    names = dataset.container.names()
    lists: dict[str, list[str]] = {}
    pictures: dict[str, list[str]] = {}
    # Pictures lie in a folder of the file's own, `<name>_appearance`; others beside it count for all files.
    own = {posixpath.splitext(file.path)[0].removesuffix("_op"): file.path for file in dataset.files}
    beside = tuple({f"{posixpath.dirname(file.path)}/" for file in dataset.files})
    roots = sorted({file.root for file in dataset.files}, key=len, reverse=True)
    for name in sorted(names):
        if name.lower().endswith((".gml", ".xsd", ".txt", ".pdf")):
            continue
        root = next((root for root in roots if not root or name.startswith(f"{root}/")), "")
        inner = name[len(root) :].lstrip("/")
        if inner.startswith("codelists/"):
            lists.setdefault(root, []).append(f"{name} {names[name]}")
        elif name.startswith(beside):
            folder = posixpath.dirname(name)
            owner = own.get(folder.removesuffix("_appearance").removesuffix("_op"))
            pictures.setdefault(owner or f"{root}/", []).append(name)
    shared = {name: _hash(*found) for name, found in pictures.items()}
    codes = {root: _hash(*found) for root, found in lists.items()}
    return tuple(
        _hash(
            *(reader(), target, file.path, file.root, str(file.size), file.stamp),
            *(codes.get(file.root, ""), shared.get(file.path, ""), shared.get(f"{file.root}/", "")),
        )
        for file in dataset.files
    )


@cache
def reader() -> str:
    """Return how this program reads: its version, and the numbers of the formats of stores and parts."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        program = version("gisapp")
    except PackageNotFoundError:  # run from its folder without being installed
        program = "-"
    return f"{program} {store_format.FORMAT}.{VERSION}"


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def write(place: Place, table: pa.Table | None, result: FileResult) -> None:
    """Write table, index and facts of a file whose mesh is written, and flush both to the disk.

    Parameters
    ----------
    place
        Where.
    table
        Columns of the table, and of the feature index with :data:`INDEX` before their names; None for a file
        without buildings.
    result
        What is known of the file.
    """
    import pyarrow as pa

    place.folder.mkdir(parents=True, exist_ok=True)
    facts = {"result": result.plain(), "mesh": place.mesh.stat().st_size if table is not None else None}
    rows = pa.table({}) if table is None else table.combine_chunks()
    rows = rows.replace_schema_metadata({FACTS: json.dumps(facts, ensure_ascii=False).encode()})
    # A file of its own: on a cluster two workers may be at the same part, one of them taken for lost.
    temporary = place.folder / f"{place.key}.{secrets.token_hex(4)}.tmp"
    # zstd would save a fifth of it and take six times as long; a part has hundreds of small columns, among
    # which threads only wait for each other.
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    try:
        with temporary.open("xb") as sink:
            with pa.ipc.new_file(sink, rows.schema, options=options) as writer:
                writer.write_table(rows)
            sink.flush()
            os.fsync(sink.fileno())
        temporary.replace(place.table)
    finally:
        temporary.unlink(missing_ok=True)


def load(place: Place, index: int) -> FileResult | None:
    """Return what is known of a file whose part lies here, None when there is no whole one.

    Parameters
    ----------
    place
        Where.
    index
        Number that the file has in the dataset now.
    """
    import pyarrow as pa

    try:
        with pa.memory_map(str(place.table)) as source:
            facts = json.loads(pa.ipc.open_file(source).schema.metadata[FACTS])
        if facts["mesh"] is not None and place.mesh.stat().st_size != facts["mesh"]:
            return None
        result = FileResult.from_plain(facts["result"], index)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None  # not there, cut off, or written by no program of ours: the file is read again
    result.kept = True
    return result


def batches(path: Path) -> Iterator[pa.Table]:
    """Yield the rows of a part, piece by piece."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source:
        reader = pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(use_threads=False))
        for number in range(reader.num_record_batches):
            yield pa.Table.from_batches([reader.get_batch(number)])


def schema(path: Path) -> pa.Schema:
    """Return the columns of a part."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).schema


def adopt(store: Path, folder: Path, wanted: tuple[str, ...]) -> None:
    """Take over from a finished store the parts that are wanted.

    Parameters
    ----------
    store
        Folder of the store; need not be there.
    folder
        Folder of parts.
    wanted
        Their keys.
    """
    from layers.store.city import CityStore

    try:
        sources = CityStore.open(store).manifest["sources"]
    except GisError:
        return  # not there, of another version, or damaged: nothing to take over
    folder.mkdir(parents=True, exist_ok=True)
    missing = set(wanted)
    for number, source in enumerate(sources):
        place = Place(folder, str(source.get("part", "")))
        if place.key not in missing or place.table.exists():
            continue
        mesh = store / store_format.MESHES / f"{number:05d}.arrow"
        if mesh.exists():
            _bring(mesh, place.mesh, copy=True)
        _bring(store / store_format.PARTS / f"{number:05d}.arrow", place.table, copy=True)


def hand_over(place: Place, number: int, store: Path) -> None:
    """Give a part to a store that is being made, as its source of that number."""
    part = store / store_format.PARTS / f"{number:05d}.arrow"
    part.parent.mkdir(parents=True, exist_ok=True)
    if place.mesh.exists():
        mesh = store / store_format.MESHES / f"{number:05d}.arrow"
        mesh.parent.mkdir(parents=True, exist_ok=True)
        _bring(place.mesh, mesh, copy=False)
    _bring(place.table, part, copy=False)


def _bring(source: Path, target: Path, *, copy: bool) -> None:
    """Give a file a second name; where a disk knows none, copy it, or give it that name instead."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        if copy:
            temporary = target.with_suffix(f".{secrets.token_hex(4)}.tmp")
            shutil.copyfile(source, temporary)
            temporary.replace(target)
        else:
            source.replace(target)
