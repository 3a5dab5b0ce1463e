"""Feeds of a made-up harbour town: buses with calendars, shapes, trips after midnight and holidays."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WEST, SOUTH = 129.86, 32.74
ROUTES = ("港循環", "山手線バス", "病院線", "深夜便", "ループ")
COLOURS = ("1F77B4", "D62728", "2CA02C", "9467BD", "FF7F0E")
SERVICES = ("weekday", "saturday", "holiday")
NEW_YEAR = "20270101"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def files(*, routes: int = 5, stops: int = 12, headway: int = 30, shapes: bool = True) -> dict[str, str]:
    """Return the files of a feed.

    Parameters
    ----------
    routes, stops, headway
        How many routes, stops of each, and minutes between trips.
    shapes
        Whether there is a shapes.txt.
    """
    random = np.random.default_rng(3)
    listed = [
        "stop_id,stop_code,stop_name,stop_lat,stop_lon,zone_id,location_type,parent_station,platform_code"
    ]
    listed.append(f"STA,,港駅,{SOUTH},{WEST},,1,,")
    lines, trips, times = [], [], []
    points = ["shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence"]
    for route in range(routes):
        name = ROUTES[route] if route < len(ROUTES) else f"系統{route}"
        lines.append(f"R{route},A1,{route + 1},{name},3,{COLOURS[route % 5]}")
        angle = route * 2 * np.pi / routes + random.uniform(0, 0.5)
        way = np.column_stack([np.cos(angle) * np.arange(stops), np.sin(angle) * np.arange(stops)]) * 0.003
        way += random.normal(0, 0.0003, way.shape)
        if name == "ループ":
            turn = np.linspace(0, 2 * np.pi, stops)
            way = np.column_stack([np.cos(turn) - 1, np.sin(turn)]) * 0.01
        for k, (east, north) in enumerate(way):
            if name == "ループ" and k == stops - 1:
                continue  # ends where it begins
            parent = "STA" if k == 0 else ""
            listed.append(
                f"S{route}_{k},{100 + k},{name}{k}番,{SOUTH + north:.6f},{WEST + east:.6f},"
                f",0,{parent},{k % 3 + 1}"
            )
        fine = np.stack(
            [np.interp(np.linspace(0, stops - 1, 5 * stops), np.arange(stops), way[:, c]) for c in (0, 1)], 1
        )
        for k, (east, north) in enumerate(fine):
            points.append(f"SH{route},{SOUTH + north:.6f},{WEST + east:.6f},{k}")
        for service, first, last in (("weekday", 6, 22), ("saturday", 7, 21), ("holiday", 8, 20)):
            begins = np.arange(first * 60, last * 60, headway * (1 if service == "weekday" else 2))
            if name == "深夜便":
                begins = np.array([23 * 60 + 40, 24 * 60 + 30])
            for begin in begins.tolist():
                trip = f"{service}_{route}_{begin}"
                trips.append(f"R{route},{service},{trip},{name}終点ゆき,0,{f'SH{route}' if shapes else ''}")
                for k in range(stops):
                    at = begin * 60 + k * 150
                    stop = f"S{route}_{0 if name == 'ループ' and k == stops - 1 else k}"
                    leave = at + (30 if 0 < k < stops - 1 else 0)
                    times.append(f"{trip},{_clock(at)},{_clock(leave)},{stop},{k + 1}")
    made = {
        "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nA1,みなと市営バス,https://bus.example.lg.jp,Asia/Tokyo\n",
        "agency_jp.txt": "agency_id,agency_official_name\nA1,みなと市交通局\n",
        "feed_info.txt": (
            "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version\n"
            "みなと市,https://example.lg.jp,ja,20260401,20270331,v1\n"
        ),
        "stops.txt": "\n".join(listed) + "\n",
        "routes.txt": "\n".join(
            ["route_id,agency_id,route_short_name,route_long_name,route_type,route_color", *lines]
        )
        + "\n",
        "trips.txt": "\n".join(["route_id,service_id,trip_id,trip_headsign,direction_id,shape_id", *trips])
        + "\n",
        "stop_times.txt": "\n".join(["trip_id,arrival_time,departure_time,stop_id,stop_sequence", *times])
        + "\n",
        "calendar.txt": (
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
            "weekday,1,1,1,1,1,0,0,20260401,20270331\n"
            "saturday,0,0,0,0,0,1,0,20260401,20270331\n"
            "holiday,0,0,0,0,0,0,1,20260401,20270331\n"
        ),
        "calendar_dates.txt": f"service_id,date,exception_type\nweekday,{NEW_YEAR},2\nholiday,{NEW_YEAR},1\n",
        "translations.txt": (
            "table_name,field_name,language,translation,record_id,field_value\n"
            "stops,stop_name,en,Harbour Station,STA,\n"
            "stops,stop_name,ja-Hrkt,みなとえき,,港駅\n"
        ),
    }
    if shapes:
        made["shapes.txt"] = "\n".join(points) + "\n"
    return made


def write_zip(path: Path, contents: Mapping[str, str | bytes], inside: str = "") -> Path:
    """Write a feed as a zip; `inside` is a folder within."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in contents.items():
            target.writestr(f"{inside}{name}", text)
    return path


def write_folder(path: Path, contents: Mapping[str, str | bytes]) -> Path:
    """Write a feed as a folder."""
    path.mkdir(parents=True)
    for name, text in contents.items():
        (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
