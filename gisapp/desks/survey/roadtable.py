"""What stands in or hangs over a road, as a table or as points in a file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.desks.survey.stations import stake
from layers.cloudlook import CLASSES

if TYPE_CHECKING:
    from gisapp.desks.survey.clearance import Clearance
    from gisapp.desks.survey.vegetation import Vegetation

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


def clearance_table(found: Clearance) -> list[list[Any]]:
    """Return the stretches as a table with its heads."""
    heads: list[Any] = [
        "区間",
        "始点（m）",
        "終点（m）",
        "点数",
        "最も低い高さ（m）",
        "不足（m）",
        "軸からの離れ（m、左が正）",
        "主な分類",
    ]
    rows = [
        [
            one.name,
            round(one.begin, 2),
            round(one.end, 2),
            one.count,
            round(one.lowest, 2),
            round(one.lacking, 2),
            round(one.beside, 2),
            CLASSES.get(one.classes, str(one.classes)),
        ]
        for one in found.stretches
    ]
    return [heads, *rows]


def clearance_points(found: Clearance) -> Found:
    """Return the points that stand in the envelope, with what is known of each."""
    columns = (found.along, found.beside, found.over, found.lacking)
    numbers = zip(*(one.tolist() for one in columns), strict=True)
    return [
        (
            where,
            {
                "測点": stake(along),
                "軸からの離れ（m）": round(beside, 3),
                "路面からの高さ（m）": round(over, 3),
                "不足（m）": round(lacking, 3),
            },
        )
        for where, (along, beside, over, lacking) in zip(found.points.tolist(), numbers, strict=True)
    ]


def vegetation_table(found: Vegetation) -> list[list[Any]]:
    """Return the places where it is too low as a table with its heads."""
    heads: list[Any] = ["番号", "下端の高さ（m）", "面積（㎡）", "点数", "X（北、m）", "Y（東、m）"]
    rows = [
        [number, round(one.lowest, 2), round(one.area, 1), one.count, round(one.north, 2), round(one.east, 2)]
        for number, one in enumerate(found.patches, 1)
    ]
    return [heads, *rows]


def vegetation_points(found: Vegetation, limit: float) -> Found:
    """Return the points that hang too low, with how high they are."""
    return [
        (where, {"路面からの高さ（m）": round(over, 3)})
        for where, over in zip(found.points.tolist(), found.over.tolist(), strict=True)
        if over < limit
    ]
