"""What all stores are: a folder with a manifest, a GeoParquet table, and files that are mapped."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from layers.errors import DamagedFile, SourceMissing, UnsupportedVersion
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray


PIECE = 50_000
"""Rows of which one works on the numbers at a time, where there may be millions."""

_NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みデータ（{folder}）が見つかりません。")
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みデータ（{folder}）が壊れています。")
_OTHER_VERSION = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みデータ（{folder}）は別の版の形式です。")
_READ_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "元のデータをもう一度読み込んでください。")


@dataclass(frozen=True, eq=False)
class TableStore:
    """A store on disk.

    Attributes
    ----------
    folder
        Where it lies.
    manifest
        Content of ``store.json``.
    """

    FORMAT: ClassVar[int | str] = 0
    ALSO: ClassVar[tuple[str, ...]] = ()
    TABLE: ClassVar[str] = ""
    KEYS: ClassVar[frozenset[str]] = frozenset()

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a store.

        Raises
        ------
        layers.errors.SourceMissing
            When there is no finished store in the folder.
        layers.errors.UnsupportedVersion
            When another version of the program wrote it.
        layers.errors.DamagedFile
            When the manifest cannot be read, or a file is missing or cut off.
        """
        folder = Path(folder)
        path = folder / store_format.MANIFEST
        values: dict[str, object] = {"folder": str(folder)}
        where = Where(str(path))
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise SourceMissing(_NOT_THERE, _READ_AGAIN, values=values, where=where) from error
        except (OSError, ValueError, RecursionError) as error:
            raise damaged(folder, str(error)) from error
        if isinstance(manifest, dict) and manifest.get("format") not in (cls.FORMAT, *cls.ALSO):
            raise UnsupportedVersion(_OTHER_VERSION, _READ_AGAIN, values=values, where=where)
        fault = _fault(folder, manifest, cls.KEYS)
        if fault:
            raise damaged(folder, fault)
        return cls(folder, manifest)

    @property
    def crs(self) -> str:
        """Plane rectangular system of all coordinates, such as ``EPSG:6669``."""
        return str(self.manifest["crs"])

    @property
    def count(self) -> int:
        """Number of features."""
        return int(self.manifest["count"])

    def columns(self, names: list[str]) -> pa.Table:
        """Read some columns of the table."""
        import pyarrow.parquet as pq

        # Not read_table: it looks for a dataset of many files first, which takes longer than the column.
        return pq.ParquetFile(self.folder / self.TABLE).read(columns=names).select(names)

    def rows(self, rows: list[int]) -> pa.Table:
        """Read some rows of the table, all columns but the geometry; only their row groups are read."""
        import pyarrow as pa

        file = self.parquet
        starts = np.cumsum([0] + [file.metadata.row_group(k).num_rows for k in range(file.num_row_groups)])
        names = [name for name in file.schema_arrow.names if name != "geometry"]
        tables = []
        for group in sorted({int(np.searchsorted(starts, row, side="right")) - 1 for row in rows}):
            inside = [row - int(starts[group]) for row in rows if starts[group] <= row < starts[group + 1]]
            tables.append(file.read_row_group(group, columns=names).take(inside))
        return pa.concat_tables(tables)

    def where(self, mask: NDArray[np.bool_], names: list[str]) -> pa.Table:
        """Read some columns of the rows that a mask (n,) chooses; only their row groups are read."""
        import pyarrow as pa

        file = self.parquet
        tables = [file.schema_arrow.empty_table().select(names)]
        first = 0
        for group in range(file.num_row_groups):
            stop = first + file.metadata.row_group(group).num_rows
            if mask[first:stop].any():
                rows = file.read_row_group(group, columns=names).select(names)
                tables.append(rows.filter(pa.array(mask[first:stop])))
            first = stop
        return pa.concat_tables(tables)

    @cached_property
    def parquet(self) -> Any:
        """The opened table file."""
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.folder / self.TABLE, memory_map=True)


def damaged(folder: Path, detail: str) -> DamagedFile:
    """Return the error that says that a store cannot be used."""
    where = Where(str(folder / store_format.MANIFEST))
    return DamagedFile(_BROKEN, _READ_AGAIN, values={"folder": str(folder)}, where=where, detail=detail)


def _fault(folder: Path, manifest: object, keys: frozenset[str]) -> str:
    """Return what is wrong with a store, a file that is missing or cut off for one; empty when nothing is."""
    if not isinstance(manifest, dict):
        return "the manifest is no object"
    missing = keys - manifest.keys()
    if missing:
        return f"the manifest lacks {sorted(missing)}"
    for name, size in manifest["files"].items():
        try:
            found = os.stat(f"{folder}/{name}").st_size  # noqa: PTH116 - a path for each takes longer
        except OSError as error:
            return str(error)
        if found != size:
            return f"{name} has {found} bytes instead of {size}"
    return ""


def mapped_batch(path: Path) -> pa.RecordBatch:
    """Return the only record batch of a file, mapped; an empty one when it has none."""
    import pyarrow as pa

    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    if reader.num_record_batches == 0:
        return pa.RecordBatch.from_pylist([], schema=reader.schema)
    return reader.get_batch(0)


def mapped_pieces(path: Path, names: Sequence[str]) -> Iterator[dict[str, NDArray[Any]]]:
    """Yield some columns of the only record batch of a file, so many rows at a time.

    The file is mapped anew for each piece, so that no more of it than that is held in memory.
    """
    for first in range(0, mapped_batch(path).num_rows, PIECE):
        columns = mapped_columns(path)
        yield {name: columns[name][first : first + PIECE] for name in names}


def mapped_columns(path: Path) -> dict[str, NDArray[Any]]:
    """Return the columns of the only record batch of a file, mapped."""
    import pyarrow as pa

    batch = mapped_batch(path)
    return {
        # Flags are stored as bits and have to be spread out; all else lies in the file as it is used.
        name: batch.column(position).to_numpy(
            zero_copy_only=not pa.types.is_boolean(batch.schema.types[position])
        )
        for position, name in enumerate(batch.schema.names)
    }
