"""What proves an import: the source, how it was placed, what came in, what is shown, what is left out."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from importers.companions import noted, parts_of
from layers.feedback import Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from importers.collection import Collection
    from layers.feedback import Feedback
    from layers.messages import Message
    from layers.operations import Operation

EXAMPLES = 3


@dataclass(frozen=True)
class Placed:
    """How a collection came to its place.

    Attributes
    ----------
    crs
        System of the source.
    how
        Sentence that says why it is taken for that.
    swapped
        Whether the axes were the other way round than they should be.
    operation
        What took it into the project's system.
    """

    crs: str
    how: Message
    swapped: bool
    operation: Operation


def stamp_of(path: Path) -> str:
    """Return what changes when a source changes: size and time of its file, or of all in its folder.

    A Shapefile changes with any of the files that belong to it.
    """
    together = sorted(path.rglob("*")) if path.is_dir() else parts_of(path)
    digest = hashlib.sha256()
    for file in together:
        status = file.stat()
        digest.update(f"{file.name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def source_facts(path: Path, feedback: Feedback) -> dict[str, Any]:
    """Return path, size, time and SHA-256 of a source.

    A source of several files has the hash of all of them one behind the other: who edits a table of a
    Shapefile changes its ``.dbf`` alone. That of a folder is the hash of the list of its files.
    """
    digest = stamp_of(path)
    if path.is_file():
        made = hashlib.sha256()
        for file in parts_of(path):
            with file.open("rb") as stream:
                while piece := stream.read(1 << 22):
                    if feedback.cancelled:  # no progress is told: other work goes on beside
                        raise Cancelled
                    made.update(piece)
        digest = made.hexdigest()
    modified, size = noted(path)
    if path.is_dir():
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return {
        "source": str(path),
        "size": size,
        "modified": modified,
        "digest": digest,
    }


def receipt_of(collection: Collection, placed: Placed | None, drawn: int, target: str) -> dict[str, Any]:
    """Return what proves the import: what came in, what is shown, what is left out and why.

    `drawn` features have a shape.
    """
    left_out = {reason: int(count) for reason, count in collection.left_out.items() if count}
    rows = len(collection.table)
    return {
        "crs": placed.crs if placed else "",
        "crs_reason": str(placed.how) if placed else "",
        "axes_swapped": bool(placed and placed.swapped),
        "operation": placed.operation.name if placed else "",
        "accuracy": placed.operation.accuracy if placed else None,
        "grids": list(placed.operation.grids) if placed else [],
        "missing_grids": list(placed.operation.missing) if placed else [],
        "target": target,
        "encoding": collection.encoding,
        "product": collection.product,
        "date": collection.date,
        "licence": collection.licence,
        "credit": collection.credit,
        "in": rows + sum(left_out.values()),
        "shown": drawn,
        "without_shape": rows - drawn,
        "left_out": left_out,
        "examples": [
            {name: str(value) for name, value in row.items() if value is not None}
            for row in collection.table.slice(0, EXAMPLES).to_pylist()
        ],
        "attributes": [asdict(attribute) for attribute in collection.attributes],
    }


def counts_of(collections: Sequence[Collection]) -> dict[str, int]:
    """Return what came in and what was left out, by name."""
    counts: dict[str, int] = {"features": sum(len(one.table) for one in collections)}
    for one in collections:
        counts[f"feature:{one.key}"] = counts.get(f"feature:{one.key}", 0) + len(one.table)
        for reason, count in one.left_out.items():
            counts[f"left_out:{reason}"] = counts.get(f"left_out:{reason}", 0) + int(count)
    return counts
