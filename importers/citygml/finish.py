"""The windows of a file are joined, textures bound, and its part of the store written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from importers.citygml import appearance as textures
from importers.citygml import parts
from layers.store import format as store_format
from layers.store import writer
from layers.store.polygons import Polygons

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.dataset import Dataset, GmlFile
    from importers.citygml.result import FileResult
    from importers.citygml.shapes import Shapes


@dataclass(frozen=True, eq=False)
class Window:
    """What is kept of a window until the file is read."""

    shapes: Shapes
    kept: NDArray[np.int64]
    ring_ids: pa.StringArray
    tiles: NDArray[np.int64]
    closed: NDArray[np.bool_]
    """For each polygon, whether it bounds a solid that is closed and the right way round."""


def finish(
    windows: list[Window],
    looks: list[textures.Appearance],
    file: GmlFile,
    dataset: Dataset,
    result: FileResult,
) -> Polygons | None:
    """Join the windows of a file and bind the textures, which stand at its end."""
    if not windows:
        return None
    first_feature = np.cumsum([0, *(len(window.shapes.lods) for window in windows)])
    surfaces = [window.shapes.surfaces for window in windows]
    points = np.concatenate([part.points for part in surfaces])
    first_point = np.cumsum([0, *(len(part.points) for part in surfaces)])
    triangles = np.concatenate(
        [
            window.shapes.triangles.triangles + start
            for window, start in zip(windows, first_point, strict=False)
        ]
    )
    per_polygon = np.concatenate(
        [
            np.bincount(window.shapes.triangles.polygon, minlength=len(window.shapes.surfaces.rows))
            for window in windows
        ]
    )
    point_counts = np.concatenate([np.diff(part.ring_offsets[part.polygon_offsets]) for part in surfaces])
    feature = np.concatenate(
        [part.feature + start for part, start in zip(surfaces, first_feature, strict=False)]
    )
    tile = np.concatenate([window.tiles[window.shapes.surfaces.feature] for window in windows])
    lod = np.concatenate([part.lod for part in surfaces])
    coordinates, texture = None, None
    images: tuple[str, ...] = ()
    if looks:
        ring_counts = np.concatenate([np.diff(part.ring_offsets) for part in surfaces])
        rings_per_polygon = np.concatenate([np.diff(part.polygon_offsets) for part in surfaces])
        bound = textures.bind(
            _join_looks(looks),
            pa.concat_arrays([window.ring_ids for window in windows]),
            np.concatenate([window.kept for window in windows]),
            np.concatenate([[0], np.cumsum(ring_counts)]),
            np.concatenate([[0], np.cumsum(rings_per_polygon)]),
            file,
            dataset.root(file),
            result.findings,
        )
        result.images, result.images_missing = len(bound.images), bound.missing
        coordinates, texture, images = bound.coordinates, bound.texture, bound.images
    joined = Polygons(
        points,
        np.concatenate([[0], np.cumsum(point_counts)]),
        triangles,
        np.concatenate([[0], np.cumsum(per_polygon)]),
        feature,
        lod,
        np.concatenate([part.surface for part in surfaces]),
        tile,
        coordinates,
        texture,
        tuple(images),
        np.concatenate([window.closed for window in windows]),
    )
    # Footprints stand in the table; as a mesh LOD0 is only needed where nothing else is.
    lods = np.concatenate([window.shapes.lods for window in windows])
    keep = (per_polygon > 0) & ((lod > 0) | (lods[feature] == 1))
    return joined if keep.all() else joined.taken(np.flatnonzero(keep))


def _join_looks(looks: list[textures.Appearance]) -> textures.Appearance:
    if len(looks) == 1:
        return looks[0]
    sizes = np.concatenate([np.diff(look.offsets) for look in looks])
    return textures.Appearance(
        pa.concat_arrays([look.rings for look in looks]),
        pa.concat_arrays([look.images for look in looks]),
        np.concatenate([[0], np.cumsum(sizes)]),
        np.concatenate([look.coordinates for look in looks]),
    )


def write(
    place: parts.Place,
    tables: list[pa.Table],
    windows: list[Window],
    polygons: Polygons | None,
    result: FileResult,
) -> None:
    """Write what a source file gives to a store: its mesh, then table, index and what is known of it."""
    if not tables or polygons is None:
        parts.write(place, None, result)
        return
    import shapely

    result.chunks = writer.write_meshes(place.mesh, result.index, polygons)
    bounds = np.concatenate([window.shapes.bounds for window in windows])
    boxes = np.concatenate([window.shapes.boxes for window in windows])
    columns: dict[str, Any] = {
        name: bounds[:, k] for k, name in enumerate(("west", "south", "bottom", "east", "north", "top"))
    }
    columns["box_east"], columns["box_north"] = boxes[:, 0], boxes[:, 1]
    for k, name in enumerate(("box_length", "box_width", "box_angle")):
        columns[name] = boxes[:, 2 + k].astype(np.float32)
    lods = np.concatenate([window.shapes.lods for window in windows])
    columns["lods"] = lods
    columns["tile"] = np.concatenate([window.tiles for window in windows])
    if np.isfinite(bounds).any():
        low, high = np.nanmin(bounds[:, :3], axis=0), np.nanmax(bounds[:, 3:], axis=0)
        result.bounds = (*low.tolist(), *high.tolist())

    table = pa.concat_tables(tables, promote_options="permissive")
    geometry = shapely.to_wkb(np.concatenate([window.shapes.geometry for window in windows]))
    missing = ~np.isfinite(bounds[:, 2])
    table = table.append_column("ground_height", pa.array(bounds[:, 2], mask=missing))
    table = table.append_column("top_height", pa.array(bounds[:, 5], mask=missing))
    best = np.where(lods > 0, np.floor(np.log2(np.maximum(lods, 1))), -1).astype(np.int8)
    table = table.append_column("lod", pa.array(best, mask=best < 0))
    source = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(table), dtype=np.int32)), [result.path])
    table = table.append_column("source_file", source)
    table = table.append_column("geometry", pa.array(geometry, pa.binary(), from_pandas=True))
    result.filled = tuple(name for name in table.column_names if table.column(name).null_count < len(table))
    for field in store_format.FEATURE_COLUMNS:
        if field.name in columns:
            table = table.append_column(
                f"{parts.INDEX}{field.name}", pa.array(columns[field.name], field.type)
            )
    parts.write(place, table, result)
