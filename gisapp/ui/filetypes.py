"""Which files the dialog offers; what is in them decides who reads them."""

from __future__ import annotations

PATTERNS = " ".join(
    f"*.{suffix}"
    for suffix in (
        *(
            "zip",
            "gml",
            "xml",
            "shp",
            "gpkg",
            "geojson",
            "json",
            "topojson",
            "fgb",
            "kml",
            "kmz",
            "dxf",
            "tab",
        ),
        *("mif", "gpx", "parquet", "csv", "tsv", "txt", "xlsx", "xls", "tif", "tiff", "asc"),
        *("jpg", "jpeg", "png", "jp2", "mbtiles", "gismap", "gisdb", "gisbroker", "las", "laz"),
    )
)
"""What the dialog for files shows at first."""
