"""Opens city stores by mapping: what is not looked at is not read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.drawables import Mesh, Texture
from layers.errors import DamagedFile, SourceMissing, UnsupportedVersion
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store import format as store_format
from layers.store.ground import lift

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray


_NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みデータ（{folder}）が見つかりません。")
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みデータ（{folder}）が壊れています。")
_OTHER_VERSION = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みデータ（{folder}）は別の版の形式です。")
_READ_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "元のデータをもう一度読み込んでください。")


@dataclass(frozen=True, eq=False)
class CityStore:
    """A city on disk.

    Attributes
    ----------
    folder
        Where it lies.
    manifest
        Content of ``store.json``.
    """

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> CityStore:
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
            raise DamagedFile(_BROKEN, _READ_AGAIN, values=values, where=where, detail=str(error)) from error
        if isinstance(manifest, dict) and manifest.get("format") != store_format.FORMAT:
            raise UnsupportedVersion(_OTHER_VERSION, _READ_AGAIN, values=values, where=where)
        fault = _fault(folder, manifest)
        if fault:
            raise DamagedFile(_BROKEN, _READ_AGAIN, values=values, where=where, detail=fault)
        return cls(folder, manifest)

    @property
    def crs(self) -> str:
        """Plane rectangular system of all coordinates, such as ``EPSG:6669``."""
        return str(self.manifest["crs"])

    @property
    def count(self) -> int:
        """Number of buildings."""
        return int(self.manifest["count"])

    @cached_property
    def features(self) -> dict[str, NDArray[Any]]:
        """Columns of the feature index, mapped; what is flat at height zero lies on the ground."""
        return lift(_mapped_columns(self.folder / store_format.FEATURES), self.ground)

    @cached_property
    def chunks(self) -> dict[str, NDArray[Any]]:
        """Columns of the chunk index, mapped."""
        return _mapped_columns(self.folder / store_format.CHUNKS)

    @cached_property
    def first_features(self) -> NDArray[np.int64]:
        """(sources + 1,) row of the first building of each source."""
        firsts = [source["first_feature"] for source in self.manifest["sources"]]
        return np.array([*firsts, self.count], dtype=np.int64)

    @cached_property
    def _readers(self) -> dict[int, pa.RecordBatchFileReader]:
        return {}

    def _reader(self, source: int) -> pa.RecordBatchFileReader:
        import pyarrow as pa

        reader = self._readers.get(source)
        if reader is None:
            path = self.folder / store_format.MESHES / f"{source:05d}.arrow"
            reader = self._readers[source] = pa.ipc.open_file(pa.memory_map(str(path)))
        return reader

    def mesh(self, chunk: int) -> Mesh:
        """Return the mesh of a row of the chunk index; its arrays lie in the mapped file.

        Feature ids are rows of the whole table.
        """
        source = int(self.chunks["source"][chunk])
        batch = self._reader(source).get_batch(int(self.chunks["row"][chunk]))
        columns = {
            name: batch.column(position).values.to_numpy(zero_copy_only=True)
            for position, name in enumerate(store_format.MESH_COLUMNS.names[:-1])
        }
        textures = batch.column(len(columns))[0].as_py() or ()
        coordinates = columns["coordinates"]
        return Mesh(
            origin=columns["origin"],
            points=columns["points"].reshape(-1, 3),
            triangles=columns["triangles"].reshape(-1, 3),
            features=columns["features"] + np.uint32(self.first_features[source]),
            surfaces=columns["surfaces"],
            coordinates=coordinates.reshape(-1, 2) if len(coordinates) else None,
            textures=tuple(self._texture(source, run) for run in textures),
            closed=bool(self.chunks["closed"][chunk]),
        )

    def _texture(self, source: int, run: dict[str, Any]) -> Texture:
        container = Path(self.manifest["container"])
        archived = container.suffix.lower() == ".zip"
        image = str(run["image"])
        return Texture(
            container if archived else container / image,
            image if archived else "",
            int(run["first"]),
            int(run["stop"]),
        )

    def columns(self, names: list[str]) -> pa.Table:
        """Read some columns of the table."""
        import pyarrow.parquet as pq

        return pq.read_table(self.folder / store_format.TABLE, columns=names)

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

    @cached_property
    def parquet(self) -> Any:
        """The opened table file."""
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.folder / store_format.TABLE, memory_map=True)

    @cached_property
    def ground(self) -> dict[str, Any] | None:
        """The grid of estimated ground heights: west, south, cell, heights (rows, columns) float32."""
        columns = _mapped_batch(self.folder / store_format.GROUND)
        if not columns.num_rows:
            return None
        row = {name: columns.column(name)[0].as_py() for name in ("west", "south", "cell", "columns", "rows")}
        heights = columns.column("heights").values.to_numpy(zero_copy_only=True)
        return {**row, "heights": heights.reshape(row["rows"], row["columns"])}


def _fault(folder: Path, manifest: object) -> str:
    """Return what is wrong with a store, a file that is missing or cut off for one; empty when nothing is."""
    if not isinstance(manifest, dict):
        return "the manifest is no object"
    missing = store_format.MANIFEST_KEYS - manifest.keys()
    if missing:
        return f"the manifest lacks {sorted(missing)}"
    for name, size in manifest["files"].items():
        try:
            found = (folder / name).stat().st_size
        except OSError as error:
            return str(error)
        if found != size:
            return f"{name} has {found} bytes instead of {size}"
    return ""


def _mapped_batch(path: Path) -> pa.RecordBatch:
    import pyarrow as pa

    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    if reader.num_record_batches == 0:
        return pa.RecordBatch.from_pylist([], schema=reader.schema)
    return reader.get_batch(0)


def _mapped_columns(path: Path) -> dict[str, NDArray[Any]]:
    import pyarrow as pa

    batch = _mapped_batch(path)
    return {
        # Flags are stored as bits and have to be spread out; all else lies in the file as it is used.
        name: batch.column(position).to_numpy(
            zero_copy_only=not pa.types.is_boolean(batch.schema.types[position])
        )
        for position, name in enumerate(batch.schema.names)
    }
