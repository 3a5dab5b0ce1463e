"""What changed since the last publication: features added, removed and changed, by fingerprints of each.

A fingerprint is a hash and tells nothing of what it stands for, so it can be kept with the public files.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gisapp.desks.publish.contentdigest import plain
from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY
from gisapp.export.target import replacing
from layers.errors import DamagedFile, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.export.content import Content
    from layers.feedback import Feedback

    Hashes = NDArray[np.uint64]

SHAPE = ""
"""Stands for the place of a feature, by which it is known where no column tells features apart."""
_VERSION = b"gisapp fingerprints 1"
_LIKELY = re.compile(r"(?i)id$|番号|コード|code|^no\.?$|名称|名$")
_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "{file} がありません。前回の公開と比べられません。")
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は、前回の公開の記録ではないか、壊れています。")
_HINT = QT_TRANSLATE_NOOP(CONTEXT, "比べずに、すべてを公開し直してください。")


@dataclass(frozen=True, eq=False)
class Fingerprints:
    """One hash for which feature it is, and one for all that is told of it.

    Attributes
    ----------
    keys, hashes
        (n,) in the order of the rows; no key occurs twice.
    key
        Public name of the column that tells features apart, :data:`SHAPE` for none.
    """

    keys: Hashes
    hashes: Hashes
    key: str = SHAPE

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.keys)

    def save(self, path: Path) -> None:
        """Write them as Parquet, the same bytes for the same fingerprints.

        Raises
        ------
        layers.errors.ExportFailed
            When that fails; an older file is as it was.
        """
        about = {b"gisapp": _VERSION, b"key": self.key.encode()}
        table = pa.table({"key": self.keys, "hash": self.hashes}).replace_schema_metadata(about)
        with replacing(path, overwrite=True) as making:
            pq.write_table(table, making, compression="zstd")

    @staticmethod
    def load(path: Path) -> Fingerprints:
        """Read what :meth:`save` wrote.

        Raises
        ------
        layers.errors.SourceMissing
            When there is no such file.
        layers.errors.DamagedFile
            When it is something else.
        """
        values = {"file": path.name}
        if not path.is_file():
            raise SourceMissing(_MISSING, _HINT, values=values, where=Where(path.name))
        try:
            table = pq.read_table(path)
            about = table.schema.metadata or {}
            keys, hashes = (table.column(name).to_numpy() for name in ("key", "hash"))
            sound = about.get(b"gisapp") == _VERSION and keys.dtype == hashes.dtype == np.uint64
            key = about.get(b"key", b"").decode()
        except (pa.ArrowException, OSError, KeyError, UnicodeDecodeError) as error:
            raise DamagedFile(
                _BROKEN, _HINT, values=values, where=Where(path.name), detail=str(error)
            ) from error
        if not sound:
            raise DamagedFile(_BROKEN, _HINT, values=values, where=Where(path.name))
        return Fingerprints(keys, hashes, key)


@dataclass(frozen=True, eq=False)
class Difference:
    """What changed.

    Attributes
    ----------
    added, changed
        Rows of what is now.
    removed
        Rows of what was before.
    before, now
        How many features there were and are.
    """

    added: NDArray[np.int64] = field(repr=False)
    removed: NDArray[np.int64] = field(repr=False)
    changed: NDArray[np.int64] = field(repr=False)
    before: int = 0
    now: int = 0

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(len(self.added) or len(self.removed) or len(self.changed))

    @property
    def counts(self) -> dict[str, int]:
        """How many features were added, removed, changed, and are the same."""
        told = {"added": len(self.added), "removed": len(self.removed), "changed": len(self.changed)}
        return told | {"same": self.now - len(self.added) - len(self.changed)}

    @property
    def share(self) -> float:
        """Share of the features that came, went or changed."""
        most = max(self.before, self.now, 1)
        return min((max(len(self.added), len(self.removed)) + len(self.changed)) / most, 1.0)


def fingerprints(content: Content, feedback: Feedback, key: str | None = None) -> Fingerprints:
    """Return the fingerprints of what is published.

    Parameters
    ----------
    content
        The public content.
    feedback
        Hears how far it is.
    key
        Name of the column that tells features apart, as the fingerprints before had it; another one is taken
        where it does not any more. None to look for one.

    Raises
    ------
    layers.feedback.Cancelled
        When that was asked for.
    """
    import pandas as pd

    names = [one for one in content.schema.names if one != GEOMETRY]
    by = {one: [np.zeros(0, np.uint64)] for one in (*names, SHAPE)}
    done = 0
    for table in content.tables(feedback):
        feedback.step(done, len(content))
        done += len(table)
        for one in names:
            texts = pc.fill_null(jsontext.values(plain(table.column(one))), "")
            by[one].append(pd.util.hash_array(texts.to_numpy(zero_copy_only=False), categorize=False))
        written = pc.fill_null(table.column(GEOMETRY).combine_chunks(), b"").to_pylist()
        hexed = np.array([one.hex() for one in written], dtype=object)
        by[SHAPE].append(pd.util.hash_array(hexed, categorize=False))
    columns = {one: np.concatenate(parts) for one, parts in by.items()}
    hashes = _together([columns[one] for one in (*sorted(names), SHAPE)], [*sorted(names), SHAPE])
    texts = {one for one in names if pa.types.is_string(content.schema.field(one).type)}
    telling = _telling(columns, [one for one in names if one in texts or _LIKELY.search(one)], key)
    return Fingerprints(_each_once(columns[telling]), hashes, telling)


def difference(before: Fingerprints, now: Fingerprints) -> Difference:
    """Return what changed between two publications.

    Where they tell features apart by different columns, only what is wholly the same is the same.
    """
    if before.key != now.key:
        before, now = (Fingerprints(_each_once(one.hashes), one.hashes, SHAPE) for one in (before, now))
    here, there = np.isin(now.keys, before.keys), np.isin(before.keys, now.keys)
    order = np.argsort(before.keys)
    known = np.flatnonzero(here)
    same = order[np.searchsorted(before.keys, now.keys[known], sorter=order)]
    changed = known[before.hashes[same] != now.hashes[known]]
    return Difference(np.flatnonzero(~here), np.flatnonzero(~there), changed, len(before), len(now))


def _telling(columns: dict[str, Hashes], names: list[str], wanted: str | None) -> str:
    """Return the column that tells features apart: all its values differ; numbers are no names."""
    if wanted == SHAPE:
        return SHAPE
    for one in sorted(names, key=lambda one: (one != wanted, not _LIKELY.search(one))):
        if len(np.unique(columns[one])) == len(columns[one]):
            return one
    return SHAPE


def _each_once(values: Hashes) -> Hashes:
    """Return keys of which none occurs twice: the second of the same gets a key of its own, and so on."""
    order = np.argsort(values, kind="stable")
    held = values[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], held[1:] != held[:-1]])) if len(held) else np.zeros(0, int)
    )
    lengths = np.diff(np.append(starts, len(held)))
    nth = np.arange(len(held)) - np.repeat(starts, lengths)
    fresh = np.empty_like(values)
    fresh[order] = held + nth.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return fresh


def _together(parts: list[Hashes], names: list[str]) -> Hashes:
    """Return one hash of several columns, which depends on their names."""
    import hashlib

    whole = np.zeros(len(parts[0]), np.uint64)
    for part, name in zip(parts, names, strict=True):
        salt = np.uint64(int.from_bytes(hashlib.sha256(json.dumps(name).encode()).digest()[:8], "little"))
        mixed = (part ^ salt) * np.uint64(0xBF58476D1CE4E5B9)
        whole = (whole ^ (mixed ^ (mixed >> np.uint64(29)))) * np.uint64(0x94D049BB133111EB)
    return whole
