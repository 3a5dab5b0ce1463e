"""What commands on scans found, as a table or as points in a file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

Found = list[tuple[list[float], dict[str, Any]]]
"""Points (east, north, height) with what is known of each."""
SUFFIXES = (".csv", ".geojson")


def target(text: str) -> Path:
    """Return the file that is meant.

    Raises
    ------
    ValueError
        With a sentence, when it is of another format.
    """
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"名前は {' '.join(SUFFIXES)} のどちらかで終わらせてください")
    return path


def write(path: Path, table: list[list[Any]], points: Found, crs: str) -> None:
    """Write a table with its heads as CSV, or the points as GeoJSON, by the ending of the name.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written.
    """
    from layers import atomicfile

    atomicfile.write(path, _csv(table) if path.suffix.lower() == ".csv" else _geojson(points, crs))


def _csv(table: list[list[Any]]) -> bytes:
    """Return a table as CSV that Excel opens with its Japanese headings."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(table)
    return stream.getvalue().encode("utf-8-sig")


def _geojson(points: Found, crs: str) -> bytes:
    """Return points as GeoJSON (RFC 7946)."""
    import numpy as np

    from layers import crs as systems

    places = np.array([where for where, _ in points], np.float64).reshape(-1, 3)
    longitude, latitude = systems.unproject(places[:, 0], places[:, 1], crs)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(x, 9), round(y, 9), round(z, 3)]},
            "properties": told,
        }
        for x, y, z, (_, told) in zip(
            longitude.tolist(), latitude.tolist(), places[:, 2].tolist(), points, strict=True
        )
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
    ).encode()
