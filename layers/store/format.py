"""The names and columns of the city store; docs/STORE.md says the same for people.

A store is a folder::

    store.json        what it was made of, counts, findings, CRS, format number
    buildings.parquet GeoParquet: one row for each building, footprint as geometry
    features.arrow    one row for each building: bounds and far-away box, in the same order
    chunks.arrow      one row for each piece of mesh: source, tile, level, bounds, counts
    ground.arrow      grid of estimated ground heights
    meshes/00000.arrow one file for each source file; one record batch for each piece
    parts/00000.arrow one file for each source file: what it gave to the table, for the next import
    history.json      when it was made; the only file in which two imports of one source differ

The Arrow files are written uncompressed (but for the parts), so that they are mapped and not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 5
MANIFEST = "store.json"
TABLE = "buildings.parquet"
FEATURES = "features.arrow"
CHUNKS = "chunks.arrow"
GROUND = "ground.arrow"
MESHES = "meshes"
PARTS = "parts"
HISTORY = "history.json"

MANIFEST_KEYS = frozenset(
    {
        *("format", "name", "container", "crs", "count", "bounds", "columns", "attributes"),
        *("features", "lods", "left_out", "left_out_buildings", "findings", "sources", "files"),
    }
)
"""What every manifest says; docs/STORE.md says what it means."""

FEATURE_COLUMNS = pa.schema(
    [
        ("west", pa.float64()),
        ("south", pa.float64()),
        ("bottom", pa.float64()),
        ("east", pa.float64()),
        ("north", pa.float64()),
        ("top", pa.float64()),
        ("box_east", pa.float64()),
        ("box_north", pa.float64()),
        ("box_length", pa.float32()),  # half of it
        ("box_width", pa.float32()),  # half of it
        ("box_angle", pa.float32()),  # radians from east
        ("lods", pa.uint8()),  # bit k: there is LOD k
        ("source", pa.int32()),
        ("tile", pa.int64()),
    ]
)

CHUNK_COLUMNS = pa.schema(
    [
        ("source", pa.int32()),
        ("row", pa.int32()),  # record batch within the mesh file
        ("tile", pa.int64()),
        ("lod", pa.int8()),
        ("features", pa.int32()),
        ("points", pa.int32()),
        ("triangles", pa.int32()),
        ("closed", pa.bool_()),  # all triangles bound closed solids: their backs are never seen
        ("ground", pa.int32()),  # how many of the triangles, the last ones, are ground surfaces
        ("west", pa.float64()),
        ("south", pa.float64()),
        ("bottom", pa.float64()),
        ("east", pa.float64()),
        ("north", pa.float64()),
        ("top", pa.float64()),
    ]
)

MESH_COLUMNS = pa.schema(
    [
        ("origin", pa.list_(pa.float64())),
        ("points", pa.list_(pa.float32())),  # x y z relative to origin
        ("triangles", pa.list_(pa.uint32())),
        ("features", pa.list_(pa.uint32())),  # row within the source
        ("surfaces", pa.list_(pa.uint8())),
        ("coordinates", pa.list_(pa.float32())),  # u v, empty without textures
        (
            "textures",
            pa.list_(pa.struct([("image", pa.string()), ("first", pa.uint32()), ("stop", pa.uint32())])),
        ),
    ]
)

TILES_NORTH = 480
"""Tiles are quarter meshes of JIS X 0410 (about 230 by 280 m): 1/480 of a degree north to south …"""
TILES_EAST = 320
"""… and 1/320 of a degree west to east, so they nest in the meshes that PLATEAU files are cut by."""


def tile_of(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the numbers of the tiles at (n,) places in degrees."""
    import numpy as np

    row = np.floor(latitude * TILES_NORTH).astype(np.int64)
    column = np.floor(longitude * TILES_EAST).astype(np.int64)
    return row << 20 | column


BLOCK = 4
"""Tiles along the side of a block; a block is a third-level mesh, about one kilometre."""


def block_of(tile: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers of the blocks that (n,) tiles lie in."""
    return ((tile >> 20) // BLOCK) << 20 | ((tile & 0xFFFFF) // BLOCK)
