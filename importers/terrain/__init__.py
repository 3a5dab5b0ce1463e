"""Heights of the ground from grids (GeoTIFF, ASCII, 基盤地図情報) and from the triangles of PLATEAU."""
