"""Which system the coordinates of a file are in, by what it says and by what they look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from layers import crs
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements

_CODE = re.compile(r"EPSG(?:/[\d.]*/|::?|:[\d.]*:)(\d{3,6})\b", re.IGNORECASE)
GEOGRAPHIC_3D = frozenset({6697, 6668, 4612, 4326, 4979, 9057})
USUAL = frozenset({6697, 6668})
"""What PLATEAU prescribes; other systems of degrees differ by decimetres to metres."""
SOUTH, NORTH, WEST, EAST = 20.0, 46.5, 122.0, 154.5
"""Degrees that hold all of Japan."""
_SAMPLE = 1000
"""Points from which on some of them tell the system as well as all."""


def declared(elements: Elements) -> tuple[str, int]:
    """Return the system that the envelope of a file names, such as ``EPSG:6697`` or empty, and its line."""
    for path, chain in enumerate(elements.chains):
        if chain[-1].local == "Envelope" and len(chain) == 2:
            rows = elements.rows_by_path[path][:1]
            names = elements.attribute(rows, "srsName").to_pylist()
            match = _CODE.search(names[0] or "")
            return f"EPSG:{match[1]}" if match else "", elements.line(int(rows[0]))
    return "", 0


def decide(
    srs: str, points: NDArray[np.float64], file: str, findings: list[Finding], line: int = 0
) -> tuple[str, bool]:
    """Say in which system `points` are and whether latitude and longitude stand in the wrong order.

    Parameters
    ----------
    srs
        What the file declares, or empty.
    points
        (n, 3) as written.
    file
        Name for findings.
    findings
        Receives what had to be assumed.
    line
        Where the file declares its system, 0 when it does not.

    Returns
    -------
    srs
        ``EPSG:6697`` for degrees, a plane rectangular code, or empty when nothing fits.
    swapped
        True when longitude comes first.
    """
    if crs.zone_of_epsg(srs) is not None:
        return srs, False
    if not len(points):
        return crs.GEOGRAPHIC, False
    some = points[:: max(len(points) // _SAMPLE, 1)]
    first, second = np.median(some[:, 0]), np.median(some[:, 1])
    code = int(srs.rpartition(":")[2] or 0)
    straight = SOUTH < first < NORTH and WEST < second < EAST
    swapped = SOUTH < second < NORTH and WEST < first < EAST
    if straight or swapped:
        if code not in GEOGRAPHIC_3D:
            findings.append(
                Finding(
                    Severity.WARNING,
                    "srs-assumed",
                    QT_TRANSLATE_NOOP(
                        CONTEXT,
                        "{file} の座標系の指定（{srs}）が正しくありません。"
                        "値から緯度・経度（EPSG:6697）とみなしました。",
                    ),
                    {"file": file, "srs": srs or "-"},
                    Where(file, line),
                )
            )
        elif code not in USUAL:
            findings.append(
                Finding(
                    Severity.WARNING,
                    "srs-unusual",
                    QT_TRANSLATE_NOOP(
                        CONTEXT,
                        "{file} の座標系は {srs} と書かれていますが、EPSG:6697 とみなして読み込みました。"
                        "位置が数 m ずれることがあります。",
                    ),
                    {"file": file, "srs": srs},
                    Where(file, line),
                )
            )
        if swapped:
            findings.append(
                Finding(
                    Severity.WARNING,
                    "axes-swapped",
                    QT_TRANSLATE_NOOP(
                        CONTEXT, "{file} は経度・緯度の順に書かれています。入れ替えて読み込みました。"
                    ),
                    {"file": file},
                    Where(file, line),
                )
            )
        return crs.GEOGRAPHIC, bool(swapped)
    findings.append(
        Finding(
            Severity.ERROR,
            "srs-unknown",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の座標系（{srs}）を判断できないため、形を表示できません。属性だけを読み込みました。",
            ),
            {"file": file, "srs": srs or "-"},
            Where(file, line),
        )
    )
    return "", False


def inside_japan(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which (n, 3) points (latitude, longitude, height) can be in Japan."""
    latitude, longitude, height = points.T
    inside: NDArray[np.bool_] = (
        (latitude > SOUTH)
        & (latitude < NORTH)
        & (longitude > WEST)
        & (longitude < EAST)
        & (np.abs(height) < 10_000)
    )
    return inside


def inside_zone(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which (n, 3) points (north, east, height) can lie in a plane rectangular zone."""
    north, east, height = points.T
    inside: NDArray[np.bool_] = (np.abs(north) < 1e6) & (np.abs(east) < 1e6) & (np.abs(height) < 1e4)
    return inside


def zone_in_head(text: bytes) -> int | None:
    """Return the plane rectangular zone that the beginning of a file names, None when it names none."""
    match = re.search(r"""srsName\s*=\s*["']([^"'<]{0,200})""", text[:100_000].decode("utf-8", "replace"))
    code = _CODE.search(match[1]) if match else None
    return crs.zone_of_epsg(f"EPSG:{code[1]}") if code else None


def place_in_head(text: bytes) -> tuple[float, float] | None:
    """Return longitude and latitude near the beginning of a file: its envelope, else its first point."""
    for pattern in (
        rb"lowerCorner[^>]*>\s*([^<]+)<",
        rb"posList[^>]*>\s*([^<]+)<",
        rb"<(?:\w+:)?pos[^>]*>\s*([^<]+)<",
    ):
        for match in re.finditer(pattern, text):
            try:
                first, second = (float(word) for word in match[1].split()[:2])
            except ValueError:
                continue
            if SOUTH < first < NORTH and WEST < second < EAST:
                return second, first
            if SOUTH < second < NORTH and WEST < first < EAST:
                return first, second
    return None
