"""Gauges and cameras of a made-up river, as files and as entities of a broker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "観測所番号,観測所名,種類,河川名,緯度,経度,観測日時,水位,単位,"
    "水防団待機水位,氾濫注意水位,避難判断水位,氾濫危険水位,観測間隔,状態,画像"
)
"""As docs/EVENT.md has it."""


def listed(path: Path, stations: int = 3, times: int = 6, encoding: str = "cp932") -> Path:
    """Write a list: the water rises by 30 cm every ten minutes; a camera stands beside the first gauge."""
    lines = [HEAD]
    for time in range(times):
        moment = (
            f"2026-07-01 {10 + time // 6:02d}:{time % 6 * 10:02d}"
            if times <= 60
            else f"2026-07-01T{time % 24:02d}:{time // 24 % 60:02d}"
        )
        lines += [
            f"{station:04d},{station}号観測所,水位計,しおみ川,{32.75 + station / 1000:.4f},129.87,{moment},"
            f"{1.0 + 0.3 * time:.2f},m,1.2,1.8,2.1,2.5,10,,"
            for station in range(stations)
        ]
    lines.append("C01,一号橋のカメラ,カメラ,しおみ川,32.7501,129.8701,2026-07-01 10:20,,,,,,,5,,一号橋.jpg")
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def document(path: Path) -> Path:
    """Write the documented JSON."""
    station: dict[str, Any] = {
        "id": "0001",
        "name": "一号橋",
        "river": "しおみ川",
        "longitude": 129.87,
        "latitude": 32.75,
        "unit": "cm",
        "datum": "T.P.",
        "thresholds": {"caution": 180, "danger": 250},
        "interval_minutes": 10,
        "observations": [
            {"time": "2026-07-01T10:00:00+09:00", "value": 150},
            {"time": "2026-07-01T01:10:00Z", "value": 260},
            {"time": "2026-07-01T10:20:00", "value": None, "quality": "欠測"},
        ],
    }
    camera = {
        "id": "C01",
        "name": "カメラ",
        "kind": "camera",
        "longitude": 129.8701,
        "latitude": 32.75,
        "observations": [],
    }
    whole = {"format": "gisapp-gauges-1", "name": "河川水位", "credit": "架空", "stations": [station, camera]}
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


def entities(kind: str, count: int = 2, value: float = 2.2, minute: int = 0) -> list[dict[str, Any]]:
    """Return entities of a broker: NGSI-v2 or NGSI-LD, normalised."""
    moment = f"2026-07-01T01:{minute:02d}:00Z"
    found = []
    for number in range(count):
        name = f"urn:ngsi-ld:FloodMonitoring:{number:03d}"
        place = {"type": "Point", "coordinates": [129.87 + number / 1000, 32.75]}
        if kind == "ngsi-v2":
            found.append(
                {
                    "id": name,
                    "type": "FloodMonitoring",
                    "stationID": {"type": "Text", "value": f"{number:04d}", "metadata": {}},
                    "name": {"type": "Text", "value": f"{number}号橋", "metadata": {}},
                    "currentLevel": {
                        "type": "Number",
                        "value": value,
                        "metadata": {"unitCode": {"type": "Text", "value": "MTR"}},
                    },
                    "alertLevel": {"type": "Number", "value": 1.8, "metadata": {}},
                    "dangerLevel": {"type": "Number", "value": 2.5, "metadata": {}},
                    "observationDateTime": {"type": "DateTime", "value": moment, "metadata": {}},
                    "location": {"type": "geo:json", "value": place, "metadata": {}},
                }
            )
        else:
            found.append(
                {
                    "id": name,
                    "type": "FloodMonitoring",
                    "stationID": {"type": "Property", "value": f"{number:04d}"},
                    "name": {"type": "Property", "value": f"{number}号橋"},
                    "currentLevel": {
                        "type": "Property",
                        "value": value * 100,
                        "unitCode": "CMT",
                        "observedAt": moment,
                    },
                    "dangerLevel": {"type": "Property", "value": 250},
                    "location": {"type": "GeoProperty", "value": place},
                }
            )
    return found
