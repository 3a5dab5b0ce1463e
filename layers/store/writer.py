"""Writes city stores: mesh files source by source, then table and indices, then the name."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.store.polygons import Polygons

    Columns = Mapping[str, NDArray[Any]]

GROUND_SURFACE = 3
GROUND_COLUMNS = ("box_east", "box_north", "bottom", "lods")
ROW_GROUP = 8192
"""Rows read for the answer to one click; smaller groups answer faster, larger ones are more compact."""


def write_meshes(path: Path, source: int, polygons: Polygons) -> pa.RecordBatch:
    """Write the mesh file of one source and return its rows of the chunk index.

    Within a chunk the ground surfaces come last, so that a view from above leaves them out by stopping
    early, and polygons with the same image stand together.
    """
    texture = (
        polygons.texture if polygons.texture is not None else np.full(len(polygons.feature), -1, np.int32)
    )
    order = np.lexsort(
        (
            polygons.feature,
            texture,
            polygons.surface == GROUND_SURFACE,
            polygons.tile,
            polygons.lod,
        )
    )
    ordered = polygons.taken(order)
    rows: list[dict[str, Any]] = []
    path.parent.mkdir(parents=True, exist_ok=True)
    with _sink(path) as sink, pa.ipc.new_file(sink, store_format.MESH_COLUMNS) as writer:
        if len(order):
            change = (np.diff(ordered.lod) != 0) | (np.diff(ordered.tile) != 0)
            cuts = np.concatenate([[0], np.flatnonzero(change) + 1, [len(order)]])
            for first, stop in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
                batch, row = _chunk(ordered, first, stop)
                writer.write_batch(batch)
                rows.append({"source": source, "row": len(rows), **row})
    _to_disk(path)
    return pa.RecordBatch.from_pylist(rows, schema=store_format.CHUNK_COLUMNS)


def _sink(path: Path) -> pa.NativeFile:
    """Open a file for writing; Arrow writes each of its hundreds of buffers on its own."""
    return pa.output_stream(str(path), compression=None, buffer_size=1 << 20)


def _chunk(polygons: Polygons, first: int, stop: int) -> tuple[pa.RecordBatch, dict[str, Any]]:
    """Cut one chunk out: its record batch and its row of the index (without source and row)."""
    first_point, stop_point = polygons.point_offsets[[first, stop]].tolist()
    first_triangle, stop_triangle = polygons.triangle_offsets[[first, stop]].tolist()
    triangle_count = np.diff(polygons.triangle_offsets[first : stop + 1])
    # Column by column: along the short axis numpy takes ten times as long.
    columns = np.ascontiguousarray(polygons.points[first_point:stop_point].T)
    low, high = columns.min(axis=1), columns.max(axis=1)
    origin = np.round((low + high) / 2)
    points = (columns - origin[:, None]).T.astype(np.float32, order="C")
    coordinates = np.empty(0, dtype=np.float32)
    textures: list[dict[str, Any]] = []
    if polygons.texture is not None and polygons.coordinates is not None:
        textures = _runs(polygons.images, polygons.texture[first:stop], triangle_count)
        if textures:
            coordinates = polygons.coordinates[first_point:stop_point].ravel()
    values = (
        origin,
        points.ravel(),
        (polygons.triangles[first_triangle:stop_triangle] - first_point).astype(np.uint32).ravel(),
        np.repeat(polygons.feature[first:stop].astype(np.uint32), triangle_count),
        np.repeat(polygons.surface[first:stop], triangle_count),
        coordinates,
    )
    arrays: list[pa.Array] = [
        pa.ListArray.from_arrays(pa.array([0, len(array)], pa.int32()), pa.array(array)) for array in values
    ]
    arrays.append(pa.array([textures], store_format.MESH_COLUMNS.field("textures").type))
    batch = pa.RecordBatch.from_arrays(arrays, schema=store_format.MESH_COLUMNS)
    row = {
        "tile": int(polygons.tile[first]),
        "lod": int(polygons.lod[first]),
        "features": len(np.unique(polygons.feature[first:stop])),
        "points": len(points),
        "triangles": stop_triangle - first_triangle,
        "closed": bool(len(polygons.closed) and polygons.closed[first:stop].all()),
        "ground": int(triangle_count[polygons.surface[first:stop] == GROUND_SURFACE].sum()),
        **dict(zip(("west", "south", "bottom", "east", "north", "top"), [*low, *high], strict=True)),
    }
    return batch, row


def _runs(
    images: Sequence[str], texture: NDArray[np.int32], triangle_count: NDArray[np.int64]
) -> list[dict[str, Any]]:
    """Return which triangles of a chunk carry which image."""
    stops = np.cumsum(triangle_count)
    cuts = np.concatenate([[0], np.flatnonzero(np.diff(texture)) + 1, [len(texture)]])
    return [
        {
            "image": images[texture[first]],
            "first": int(stops[first] - triangle_count[first]),
            "stop": int(stops[stop - 1]),
        }
        for first, stop in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)
        if texture[first] >= 0
    ]


def write_mapped(path: Path, table: pa.Table) -> None:
    """Write a table as one uncompressed record batch, so that it can be mapped."""
    batches = table.combine_chunks().to_batches()
    with _sink(path) as sink, pa.ipc.new_file(sink, table.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    _to_disk(path)


def _to_disk(path: Path) -> None:
    """Wait until a file is on the disk: a name is given only to what outlives a power failure."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def write_table(
    path: Path,
    table: pa.Table,
    crs: str,
    bounds: Sequence[float],
    kinds: Sequence[str] = ("MultiPolygon", "Polygon"),
) -> None:
    """Write the GeoParquet table; `table` has a column ``geometry`` of WKB in `crs`.

    It may be a dictionary; whoever reads the file finds plain WKB. `kinds` are the geometry types that
    occur. Follows GeoParquet 1.1: metadata key ``geo`` with CRS as PROJJSON.
    """
    import pyarrow.parquet as pq

    metadata = _geo(table.schema, crs, bounds, kinds)
    # Shapes hardly occur twice: no dictionary of them, and packed quickly rather than tightly. Those that are
    # shared come as a dictionary; without Arrow's own schema it is read back as what it holds.
    shared = pa.types.is_dictionary(table.schema.field("geometry").type)
    others = [name for name in table.column_names if name != "geometry"]
    table = table.replace_schema_metadata(None if shared else metadata)
    with pq.ParquetWriter(
        path,
        table.schema,
        compression={**dict.fromkeys(others, "zstd"), "geometry": "zstd" if shared else "snappy"},
        use_dictionary=True if shared else others,
        version="2.6",
        store_schema=not shared,
    ) as target:
        target.write_table(table, row_group_size=ROW_GROUP)
        if shared:
            target.add_key_value_metadata(metadata)


def write_pieces(
    path: Path, schema: pa.Schema, pieces: Iterable[pa.Table], crs: str, bounds: Sequence[float]
) -> None:
    """Write the GeoParquet table from pieces of any size, so that no more than a few are in memory.

    Parameters
    ----------
    path
        The file.
    schema
        Columns of the table.
    pieces
        Rows; columns that a piece lacks are null in it.
    crs, bounds
        As for :func:`write_table`.
    """
    import pyarrow.parquet as pq

    kinds = ("MultiPolygon", "Polygon")
    schema = schema.with_metadata(_geo(schema, crs, bounds, kinds))
    with (
        path.open("wb") as sink,
        pq.ParquetWriter(sink, schema, compression="zstd", version="2.6") as writer,
    ):
        waiting = empty = schema.empty_table()
        for piece in pieces:
            fitting = pa.concat_tables([empty, piece], promote_options="permissive").select(schema.names)
            waiting = pa.concat_tables([waiting, fitting])
            while len(waiting) >= ROW_GROUP:
                _write_group(writer, waiting.slice(0, ROW_GROUP))
                waiting = waiting.slice(ROW_GROUP)
        if len(waiting):
            _write_group(writer, waiting)
        writer.close()
        sink.flush()
        os.fsync(sink.fileno())


def _write_group(writer: Any, rows: pa.Table) -> None:
    """Write one row group; with one dictionary a column, however the rows were cut before."""
    writer.write_table(rows.unify_dictionaries().combine_chunks(), row_group_size=ROW_GROUP)


def _geo(
    schema: pa.Schema, crs: str, bounds: Sequence[float], kinds: Sequence[str]
) -> dict[bytes | str, bytes | str]:
    """Return the metadata of a schema with what GeoParquet says of its geometry."""
    from pyproj import CRS

    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": list(kinds),
                "crs": CRS.from_user_input(crs).to_json_dict(),
                "bbox": list(bounds),
            }
        },
    }
    return {**(schema.metadata or {}), b"geo": json.dumps(geo, ensure_ascii=False).encode()}


def estimate_ground(pieces: Callable[[], Iterable[Columns]], cell: float = 40.0) -> pa.Table:
    """Estimate the ground from where buildings stand, as a grid of heights.

    Without a terrain model something has to be below the houses. Each cell takes the mean bottom of the
    buildings in it; empty cells are filled from their neighbours, nearest first. The result is marked as
    estimated wherever it is shown.

    Parameters
    ----------
    pieces
        Called for the columns :data:`GROUND_COLUMNS` of the feature index, some rows at a time.
    cell
        Side of the cells in metres; larger where there would be more than about a hundred of them.

    Returns
    -------
    pyarrow.Table
        One row: ``west, south, cell, columns, rows`` and ``heights`` (rows * columns float32, row by row
        from south-west), or no row when there are no buildings.
    """
    boxes = [_box_of(piece, solid=True) for piece in pieces()]
    solid = any(box is not None for box in boxes)  # footprints alone are often written at height zero
    if not solid:
        boxes = [_box_of(piece, solid=False) for piece in pieces()]
    schema = pa.schema(
        [
            ("west", pa.float64()),
            ("south", pa.float64()),
            ("cell", pa.float64()),
            ("columns", pa.int32()),
            ("rows", pa.int32()),
            ("heights", pa.list_(pa.float32())),
        ]
    )
    known = np.array([box for box in boxes if box is not None])
    if not len(known):
        return schema.empty_table()
    margin = 4
    low, high = known[:, :2].min(axis=0), known[:, 2:].max(axis=0)
    cell = max(cell, (high - low).max() / 100)
    west, south = low - margin * cell
    columns, rows = (np.ceil((high - low) / cell)).astype(int) + 2 * margin + 1
    total, count = np.zeros(rows * columns), np.zeros(rows * columns)
    for piece in pieces():
        east, north, bottom = _standing(piece, solid=solid)
        index = ((north - south) / cell).astype(np.int64) * columns + ((east - west) / cell).astype(np.int64)
        np.add.at(total, index, bottom)
        np.add.at(count, index, 1.0)
    heights = _fill(total.reshape(rows, columns), count.reshape(rows, columns))
    return pa.table(
        {
            "west": [float(west)],
            "south": [float(south)],
            "cell": [float(cell)],
            "columns": [columns],
            "rows": [rows],
            "heights": pa.array([heights.astype(np.float32).ravel()], pa.list_(pa.float32())),
        },
        schema=schema,
    )


def _standing(piece: Columns, *, solid: bool) -> tuple[NDArray[np.float64], ...]:
    """Return east, north and bottom of the buildings that have them, `solid` of those with a body only."""
    found = tuple(piece[name] for name in GROUND_COLUMNS[:3])
    sound = np.isfinite(np.stack(found)).all(axis=0)
    if solid:
        sound &= piece["lods"] > 1
    return tuple(values[sound] for values in found)


def _box_of(piece: Columns, *, solid: bool) -> tuple[float, ...] | None:
    """Return least east and north and most east and north of such buildings, None where there are none."""
    east, north, _ = _standing(piece, solid=solid)
    return (east.min(), north.min(), east.max(), north.max()) if len(east) else None


def _fill(total: NDArray[np.float64], count: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fill empty cells from coarser and coarser means (pull), then smooth the seams once (push)."""
    if total.size == 1 or (count > 0).all():
        return total / np.maximum(count, 1e-9)
    even = [(0, size % 2) for size in total.shape]
    padded_total, padded_count = np.pad(total, even), np.pad(count, even)
    shape = (padded_total.shape[0] // 2, 2, padded_total.shape[1] // 2, 2)
    coarse = _fill(padded_total.reshape(shape).sum(axis=(1, 3)), padded_count.reshape(shape).sum(axis=(1, 3)))
    finer = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)[: total.shape[0], : total.shape[1]]
    around = np.pad(finer, 1, mode="edge")
    smooth = (
        around[:-2, 1:-1] + around[2:, 1:-1] + around[1:-1, :-2] + around[1:-1, 2:] + 2 * around[1:-1, 1:-1]
    ) / 6
    return np.where(count > 0, total / np.maximum(count, 1e-9), smooth)


@dataclass(frozen=True)
class SourceRecord:
    """One source file of a store: where it is, what was in it, and how to know that it changed."""

    path: str
    size: int
    stamp: str
    features: int
    first_feature: int
    part: str = ""
    """Of what its part of the store was made, see ``importers.citygml.parts.keys``."""


def write_manifest(path: Path, sources: Sequence[SourceRecord], facts: Mapping[str, Any]) -> None:
    """Write the manifest; it comes last, a folder without it is no store."""
    folder = path.parent
    files = {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != path
    }
    manifest = {
        "format": store_format.FORMAT,
        **facts,
        "sources": [asdict(source) for source in sources],
        "files": files,
    }
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8") as stream:
        json.dump(manifest, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
