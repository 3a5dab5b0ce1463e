"""Writes city stores: mesh files source by source, then table and indices, then the name."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Polygons:
    """Triangulated polygons of one source file, ready to be cut into chunks.

    Attributes
    ----------
    points
        (n, 3) float64 metres.
    point_offsets
        (polygons + 1,) cuts of the points; polygons share no points.
    triangles
        (m, 3) indices into the points.
    triangle_offsets
        (polygons + 1,) cuts of the triangles.
    feature, lod, surface
        (polygons,) building within the source, level, kind of surface.
    tile
        (polygons,) tile of the building.
    coordinates
        (n, 2) float32 texture coordinates or None.
    texture
        (polygons,) index into `images`, -1 without texture.
    images
        Paths of the images within the container.
    closed
        (polygons,) whether the polygon bounds a solid that is closed and the right way round.
    """

    points: NDArray[np.float64]
    point_offsets: NDArray[np.int64]
    triangles: NDArray[np.int64]
    triangle_offsets: NDArray[np.int64]
    feature: NDArray[np.int64]
    lod: NDArray[np.int8]
    surface: NDArray[np.uint8]
    tile: NDArray[np.int64]
    coordinates: NDArray[np.float32] | None = None
    texture: NDArray[np.int32] | None = None
    images: tuple[str, ...] = ()
    closed: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))


GROUND_SURFACE = 3
ROW_GROUP = 4096
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
    rows: list[dict[str, Any]] = []
    path.parent.mkdir(parents=True, exist_ok=True)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, store_format.MESH_COLUMNS) as writer:
        if len(order):
            change = (np.diff(polygons.lod[order]) != 0) | (np.diff(polygons.tile[order]) != 0)
            cuts = np.concatenate([[0], np.flatnonzero(change) + 1, [len(order)]])
            for first, stop in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
                batch, row = _chunk(polygons, order[first:stop], texture)
                writer.write_batch(batch)
                rows.append({"source": source, "row": len(rows), **row})
    return pa.RecordBatch.from_pylist(rows, schema=store_format.CHUNK_COLUMNS)


def _ranges(first: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    before = np.concatenate([[0], np.cumsum(count)[:-1]])
    return np.repeat(first - before, count) + np.arange(int(count.sum()))


def _chunk(
    polygons: Polygons, chosen: NDArray[np.intp], texture: NDArray[np.int32]
) -> tuple[pa.RecordBatch, dict[str, Any]]:
    """Cut one chunk out: its record batch and its row of the index (without source and row)."""
    point_first = polygons.point_offsets[chosen]
    point_count = polygons.point_offsets[chosen + 1] - point_first
    points = polygons.points[_ranges(point_first, point_count)]
    new_first = np.concatenate([[0], np.cumsum(point_count)[:-1]])
    triangle_first = polygons.triangle_offsets[chosen]
    triangle_count = polygons.triangle_offsets[chosen + 1] - triangle_first
    triangles = polygons.triangles[_ranges(triangle_first, triangle_count)]
    triangles = triangles + np.repeat(new_first - point_first, triangle_count)[:, None]
    low, high = points.min(axis=0), points.max(axis=0)
    origin = np.round((low + high) / 2)
    feature = np.repeat(polygons.feature[chosen], triangle_count).astype(np.uint32)
    surface = np.repeat(polygons.surface[chosen], triangle_count)
    textured = texture[chosen] >= 0
    coordinates = np.empty(0, dtype=np.float32)
    textures: list[dict[str, Any]] = []
    if textured.any() and polygons.coordinates is not None:
        coordinates = polygons.coordinates[_ranges(point_first, point_count)].ravel()
        textures = _runs(polygons, texture[chosen], triangle_count)
    values = {
        "origin": origin,
        "points": (points - origin).astype(np.float32).ravel(),
        "triangles": triangles.astype(np.uint32).ravel(),
        "features": feature,
        "surfaces": surface,
        "coordinates": coordinates,
    }
    arrays: list[pa.Array] = [
        pa.ListArray.from_arrays(pa.array([0, len(array)], pa.int32()), pa.array(array))
        for array in values.values()
    ]
    arrays.append(pa.array([textures], store_format.MESH_COLUMNS.field("textures").type))
    batch = pa.RecordBatch.from_arrays(arrays, schema=store_format.MESH_COLUMNS)
    row = {
        "tile": int(polygons.tile[chosen[0]]),
        "lod": int(polygons.lod[chosen[0]]),
        "features": len(np.unique(feature)),
        "points": len(points),
        "triangles": len(triangles),
        "closed": bool(len(polygons.closed) and polygons.closed[chosen].all()),
        "ground": int(triangle_count[polygons.surface[chosen] == GROUND_SURFACE].sum()),
        **dict(zip(("west", "south", "bottom", "east", "north", "top"), [*low, *high], strict=True)),
    }
    return batch, row


def _runs(
    polygons: Polygons, texture: NDArray[np.int32], triangle_count: NDArray[np.int64]
) -> list[dict[str, Any]]:
    """Return which triangles of a chunk carry which image."""
    stops = np.cumsum(triangle_count)
    cuts = np.concatenate([[0], np.flatnonzero(np.diff(texture)) + 1, [len(texture)]])
    return [
        {
            "image": polygons.images[texture[first]],
            "first": int(stops[first] - triangle_count[first]),
            "stop": int(stops[stop - 1]),
        }
        for first, stop in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)
        if texture[first] >= 0
    ]


def write_mapped(path: Path, table: pa.Table) -> None:
    """Write a table as one uncompressed record batch, so that it can be mapped."""
    batches = table.combine_chunks().to_batches()
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def write_table(path: Path, table: pa.Table, crs: str, bounds: Sequence[float]) -> None:
    """Write the GeoParquet table; `table` has a column ``geometry`` of WKB in `crs`.

    Follows GeoParquet 1.1: metadata key ``geo`` with CRS as PROJJSON.
    """
    import pyarrow.parquet as pq
    from pyproj import CRS

    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": ["MultiPolygon", "Polygon"],
                "crs": CRS.from_user_input(crs).to_json_dict(),
                "bbox": list(bounds),
            }
        },
    }
    metadata = {**(table.schema.metadata or {}), b"geo": json.dumps(geo, ensure_ascii=False).encode()}
    pq.write_table(
        table.replace_schema_metadata(metadata),
        path,
        compression="zstd",
        row_group_size=ROW_GROUP,
        version="2.6",
    )


def estimate_ground(features: pa.Table, cell: float = 40.0) -> pa.Table:
    """Estimate the ground from where buildings stand, as a grid of heights.

    Without a terrain model something has to be below the houses. Each cell takes the mean bottom of the
    buildings in it; empty cells are filled from their neighbours, nearest first. The result is marked as
    estimated wherever it is shown.

    Returns
    -------
    pyarrow.Table
        One row: ``west, south, cell, columns, rows`` and ``heights`` (rows * columns float32, row by row
        from south-west), or no row when there are no buildings.
    """
    east, north, bottom = (features[name].to_numpy() for name in ("box_east", "box_north", "bottom"))
    sound = np.isfinite(east) & np.isfinite(north) & np.isfinite(bottom)
    solid = sound & (features["lods"].to_numpy() > 1)  # footprints alone are often written at height zero
    sound = solid if solid.any() else sound
    east, north, bottom = east[sound], north[sound], bottom[sound]
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
    if not len(east):
        return schema.empty_table()
    margin = 4
    span = max(np.ptp(east), np.ptp(north))
    cell = max(cell, span / 100)
    west, south = east.min() - margin * cell, north.min() - margin * cell
    columns = int(np.ceil(np.ptp(east) / cell)) + 2 * margin + 1
    rows = int(np.ceil(np.ptp(north) / cell)) + 2 * margin + 1
    index = ((north - south) / cell).astype(np.int64) * columns + ((east - west) / cell).astype(np.int64)
    count = np.bincount(index, minlength=rows * columns).reshape(rows, columns).astype(float)
    total = np.bincount(index, weights=bottom, minlength=rows * columns).astype(float).reshape(rows, columns)
    heights = _fill(total, count)
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
