"""Features of one kind on disk: a GeoParquet table, and shapes that are mapped and read tile by tile.

``features.parquet`` holds attributes and geometry in metres; ``shapes.arrow`` the same geometry as WKB,
uncompressed, so that the shapes of a tile are read without the rest; ``features.arrow`` the bounds and the
tile of each feature. Row numbers are feature ids in all three. Where many features share few shapes (places
at many times), ``shapes.arrow`` and ``features.arrow`` hold each shape once, and ``places.arrow`` the shape
of each feature. docs/STORE.md tells the whole format.
"""

from __future__ import annotations

import json
import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from layers.shapes import Shapes
from layers.store import format as store_format
from layers.store.tablestore import TableStore, mapped_batch, mapped_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Attribute
    from layers.moments import Times
    from layers.timecolumn import TimeColumns
    from layers.vectorlevels import Pyramid

SHAPES = "shapes.arrow"
PLACES = "places.arrow"
SHARED = "features-2"
"""Format of a store whose features share shapes."""
PER_TILE = 400
"""Features that a tile holds on the average: few enough to be drawn in a moment."""
SMALLEST_TILE = 250.0
"""Metres."""


@dataclass(frozen=True, eq=False)
class FeatureStore(TableStore):
    """Features of one kind on disk."""

    FORMAT: ClassVar[int | str] = "features-1"
    ALSO: ClassVar[tuple[str, ...]] = (SHARED,)
    TABLE: ClassVar[str] = "features.parquet"
    KEYS: ClassVar[frozenset[str]] = frozenset(
        {"format", "key", "name", "crs", "count", "bounds", "solid", "attributes", "receipt", "made", "files"}
    )

    @cached_property
    def placed(self) -> dict[str, NDArray[Any]]:
        """Columns of shapes: west … top (NaN without geometry), tile, vertices, area."""
        return mapped_columns(self.folder / store_format.FEATURES)

    @cached_property
    def places(self) -> NDArray[np.int32] | None:
        """(n,) number of each feature's shape, None where features have shapes of their own."""
        if self.manifest["format"] != SHARED:
            return None
        places: NDArray[np.int32] = mapped_columns(self.folder / PLACES)["place"]
        return places

    @property
    def features(self) -> dict[str, NDArray[Any]]:
        """The columns of :attr:`placed`, a line for each feature."""
        if self.places is None:
            return self.placed
        return {name: column[self.places] for name, column in self.placed.items()}

    @cached_property
    def time_columns(self) -> TimeColumns | None:
        """The columns that tell when features are, None when there are none."""
        from layers.base import Attribute
        from layers.timecolumn import find_time_columns

        return find_time_columns([Attribute(**one) for one in self.manifest["attributes"]], certain=True)

    @cached_property
    def times(self) -> Times | None:
        """When features are, None when nothing tells it."""
        import pyarrow.parquet as pq

        from layers.moments import times_of

        columns = self.time_columns
        if columns is None:
            return None
        names = [name for name in (columns.start, columns.end) if name]
        table = pq.read_table(self.folder / self.TABLE, columns=names, read_dictionary=names)
        return times_of(table, columns)

    @cached_property
    def areas(self) -> NDArray[np.floating]:
        """(n,) square metres of each shape, 0 for lines and points."""
        if "area" in self.placed:
            return self.placed["area"]
        # A store of before there was such a column: about half of the box, where anything is areal.
        if not self.areal:
            return np.zeros(len(self.placed["west"]))
        wide, high = (
            self.placed[end] - self.placed[begin] for begin, end in (("west", "east"), ("south", "north"))
        )
        found: NDArray[np.floating] = np.nan_to_num(wide * high / 2)
        return found

    @property
    def areal(self) -> bool:
        """Whether there are areas among the shapes."""
        return any("Polygon" in kind for kind in self.manifest["kinds"])

    @cached_property
    def pyramid(self) -> Pyramid:
        """What its tiles cost at each level of detail."""
        from layers.vectorlevels import Pyramid

        return Pyramid(self)

    @property
    def solid(self) -> bool:
        """Whether the shapes bring their own heights."""
        return bool(self.manifest["solid"])

    @cached_property
    def _wkb(self) -> pa.Array:
        return mapped_batch(self.folder / SHAPES).column(0)

    def shapes(self, rows: NDArray[np.integer]) -> NDArray[np.object_]:
        """Return the shapely geometries of some rows, None where there is none; metres in :attr:`crs`."""
        return self.placed_shapes(rows if self.places is None else self.places[rows])

    def placed_shapes(self, numbers: NDArray[np.integer]) -> NDArray[np.object_]:
        """Return the geometries of some shapes; they are numbered like rows where none are shared."""
        import shapely

        found: NDArray[np.object_] = shapely.from_wkb(self._binary(numbers))
        return found

    def parts_near(
        self, rows: NDArray[np.integer], box: tuple[float, float, float, float]
    ) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
        """Return the flat single shapes of some rows whose own box meets a box, and the row of each."""
        from layers.wkbparts import parts_near

        owner, parts = parts_near(self._binary(rows if self.places is None else self.places[rows]), box)
        return np.asarray(rows[owner], np.intp), parts

    def _binary(self, numbers: NDArray[np.integer]) -> NDArray[np.object_]:
        import pyarrow as pa

        found: NDArray[np.object_] = self._wkb.take(pa.array(numbers)).to_numpy(zero_copy_only=False)
        return found

    @cached_property
    def by_tile(self) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Shapes ordered by tile, and where each tile begins; those without geometry are left out."""
        tile = self.placed["tile"]
        order = np.argsort(tile, kind="stable")
        order = order[tile[order] >= 0]
        _, starts = np.unique(tile[order], return_index=True)
        return order, np.concatenate([starts, [len(order)]])

    @property
    def tile_count(self) -> int:
        """Number of tiles."""
        return len(self.by_tile[1]) - 1

    def shapes_of(self, tile: int) -> NDArray[np.intp]:
        """Return the numbers of the shapes of the tile at index `tile`."""
        order, starts = self.by_tile
        return order[starts[tile] : starts[tile + 1]]

    @cached_property
    def tile_bounds(self) -> NDArray[np.float64]:
        """(t, 6) west, south, bottom, east, north, top of the features of each tile."""
        order, starts = self.by_tile
        if not len(order):
            return np.empty((0, 6))
        return np.stack(
            [
                function.reduceat(self.placed[name][order], starts[:-1])
                for name, function in zip(
                    ("west", "south", "bottom", "east", "north", "top"),
                    (np.fmin, np.fmin, np.fmin, np.fmax, np.fmax, np.fmax),
                    strict=True,
                )
            ],
            axis=1,
        )

    @cached_property
    def tile_vertices(self) -> NDArray[np.int64]:
        """(t,) vertices of each tile."""
        order, starts = self.by_tile
        if not len(order):
            return np.empty(0, dtype=np.int64)
        return np.add.reduceat(self.placed["vertices"][order].astype(np.int64), starts[:-1])


def write(
    folder: Path,
    table: pa.Table,
    geometry: NDArray[np.object_] | Shapes,
    crs: str,
    attributes: Sequence[Attribute],
    facts: Mapping[str, Any],
    places: NDArray[np.int32] | None = None,
) -> None:
    """Write a store into an empty folder; the manifest comes last.

    Parameters
    ----------
    folder
        Where to.
    table
        (n rows) attributes.
    geometry
        (n,) shapely geometries or None, or well-known binary; metres in `crs`: east, north, height
        if there is one. With `places` it holds each shape once (k,).
    crs
        Plane rectangular system.
    attributes
        What the columns are called.
    facts
        More of the manifest: ``key``, ``name``, ``receipt``, ``made``.
    places
        (n,) shape of each row, None when each row has its own.
    """
    import pyarrow as pa

    from layers import vectorlevels
    from layers.store import writer

    shapes = Shapes.of(geometry)
    wkb, kinds = shapes.binary, shapes.kinds
    index, box, solid = indexed(shapes)
    whole = wkb
    if places is not None:
        writer.write_mapped(folder / PLACES, pa.table({"place": places.astype(np.int32)}))
        # Written as a dictionary: each shape lies in the file once for each of its row groups.
        nowhere = shapes.missing[places]
        whole = pa.DictionaryArray.from_arrays(pa.array(places, pa.int32(), mask=nowhere), wkb.fill_null(b""))
    full, flat_box = table.append_column("geometry", whole), [box[k] for k in (0, 1, 3, 4)]
    with ThreadPoolExecutor(1) as beside:  # to compress the table takes longer than all the rest
        written = beside.submit(writer.write_table, folder / FeatureStore.TABLE, full, crs, flat_box, kinds)
        writer.write_mapped(folder / store_format.FEATURES, pa.table(index))
        writer.write_mapped(folder / SHAPES, pa.table({"geometry": wkb.cast(pa.large_binary())}))
        form = FeatureStore.FORMAT if places is None else SHARED
        made = FeatureStore(folder, {"format": form, "solid": solid, "kinds": kinds})
        costs = vectorlevels.Pyramid(made).counted()
        levels = {f"level{level}": costs[:, level].copy() for level in range(costs.shape[1])}
        writer.write_mapped(folder / vectorlevels.COSTS, pa.table(levels))
        written.result()
    manifest = {
        "format": form,
        **facts,
        "crs": crs,
        "count": len(table),
        "bounds": box,
        "solid": solid,
        "kinds": kinds,
        "attributes": [asdict(attribute) for attribute in attributes],
        "files": {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.is_file()},
    }
    temporary = folder / f"{store_format.MANIFEST}.part"
    with temporary.open("w", encoding="utf-8") as stream:
        json.dump(manifest, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(folder / store_format.MANIFEST)


def indexed(shapes: Shapes) -> tuple[dict[str, NDArray[Any]], list[float], bool]:
    """Return what a store knows of its shapes without reading them.

    Returns
    -------
    columns
        As :attr:`FeatureStore.placed` gives them, (n,) each.
    box
        West, south, bottom, east, north, top of all of them, zeros where there is none.
    solid
        Whether they bring their own heights.
    """
    bounds = shapes.bounds
    heights, solid = _heights(shapes)
    placed = np.isfinite(bounds[:, 0])
    box = _box(bounds, heights, placed)
    columns: dict[str, NDArray[Any]] = {
        **{name: bounds[:, k] for k, name in enumerate(("west", "south", "east", "north"))},
        "bottom": heights[:, 0],
        "top": heights[:, 1],
        "tile": _tiles(bounds, placed, box),
        "vertices": shapes.vertices.astype(np.uint32),
        "area": np.nan_to_num(shapes.areas).astype(np.float32),
    }
    return columns, box, solid


def _heights(shapes: Shapes) -> tuple[NDArray[np.float64], bool]:
    """Return (n, 2) lowest and highest z, NaN for flat shapes, and whether shapes bring their heights."""
    flat = np.full((len(shapes), 2), np.nan)
    if not shapes.with_heights:
        return flat, False
    heights = shapes.heights
    known = heights[np.isfinite(heights)]
    if not known.any():  # a file of zeros says nothing of heights
        return flat, False
    return heights, True


def _box(bounds: NDArray[np.float64], heights: NDArray[np.float64], placed: NDArray[np.bool_]) -> list[float]:
    if not placed.any():
        return [0.0] * 6
    west, south, east, north = bounds[placed].T  # column by column, as rows are short
    west, south, east, north = (float(one) for one in (west.min(), south.min(), east.max(), north.max()))
    known = np.isfinite(heights)
    bottom, top = (float(heights[known].min()), float(heights[known].max())) if known.any() else (0.0, 0.0)
    return [west, south, bottom, east, north, top]


def _tiles(bounds: NDArray[np.float64], placed: NDArray[np.bool_], box: list[float]) -> NDArray[np.int64]:
    """Return the tile of each feature by the middle of its bounds, -1 without geometry."""
    tiles = np.full(len(bounds), -1, dtype=np.int64)
    if not placed.any():
        return tiles
    west, south, _, east, north, _ = box
    wanted = max((east - west) * (north - south), 1.0) / max(int(placed.sum()) / PER_TILE, 1.0)
    size = max(SMALLEST_TILE * 2.0 ** math.ceil(math.log2(max(math.sqrt(wanted) / SMALLEST_TILE, 1.0))), 1.0)
    middle = (bounds[placed, :2] + bounds[placed, 2:]) / 2 - (west, south)
    column, row = np.floor(middle / size).astype(np.int64).T
    tiles[placed] = row << 20 | column
    return tiles
