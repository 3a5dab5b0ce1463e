"""What other programs read out of tiles."""

from __future__ import annotations

import gzip
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

READER: Any = import_module("pmtiles.reader")
DECODER: Any = import_module("mapbox_vector_tile")
Place = tuple[int, int, int]
"""Zoom, column, row."""


def raw_tiles(path: Path) -> dict[Place, bytes]:
    """Return all tiles as they lie in a file."""
    with path.open("rb") as file:
        return dict(READER.all_tiles(READER.MmapSource(file)))


def vector_tiles(path: Path) -> dict[Place, dict[str, Any]]:
    """Return all vector tiles decoded, rows from the north."""
    how = {"y_coord_down": True}
    return {
        place: DECODER.decode(gzip.decompress(tile), default_options=how)
        for place, tile in raw_tiles(path).items()
    }


def header(path: Path) -> dict[str, Any]:
    """Return the header of a file."""
    with path.open("rb") as file:
        return dict(READER.Reader(READER.MmapSource(file)).header())


def metadata(path: Path) -> dict[str, Any]:
    """Return the metadata of a file."""
    with path.open("rb") as file:
        return dict(READER.Reader(READER.MmapSource(file)).metadata())
