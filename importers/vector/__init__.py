"""Points, lines and areas from the formats that GDAL reads."""
