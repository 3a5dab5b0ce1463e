"""Buildings for the web in three dimensions: writes and checks 3D Tiles 1.1 (docs/PUBLISH_SOLIDS.md)."""

from gisapp.desks.publish.tiles3d.check import check_tileset
from gisapp.desks.publish.tiles3d.writing import TilesetWritten, write_tileset

__all__ = ["TilesetWritten", "check_tileset", "write_tileset"]
