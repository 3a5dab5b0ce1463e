"""A small town with a ledger of associations, houses, shelters and a flood, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely

from gisapp.desks.areas.model import Association, put
from layers import projectfile
from layers.project import Project
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, layer

if TYPE_CHECKING:
    from pathlib import Path

    from shapely import Polygon

WHEN = "2026-11-21T09:00:00+09:00"


def area(west: float, east: float) -> Polygon:
    """Return a part of the town, 100 m deep, between two lines in metres from its corner."""
    return shapely.box(EAST + west, NORTH, EAST + east, NORTH + 100)


def association(number: int, name: str, shape: Polygon | None, **values: Any) -> Association:
    told = {"households_source": "住民基本台帳", "households_date": "2026-04-01", **values}
    kana = str(told.pop("kana", ""))
    return Association(
        f"a{number}",
        f"line{number}",
        f"J{number:03d}",
        name,
        kana,
        shape,
        SYSTEM,
        "2024-04-01",
        "",
        told,
        "区域図（自治振興課、令和6年4月）",
    )


LEDGER = (
    association(
        1,
        "東坂町一丁目町内会",
        area(0, 60),
        households=120,
        members=84,
        hall="東坂公民館",
        kana="ひがしざかちょう",
    ),
    association(2, "帆柱町自治会", area(50, 90), households=8, members=9, hall="役員宅"),
    association(3, "波止町・臨港自治会", area(110, 150), households=0, members=0),
    association(4, "丘の上町会", None, members=5, people=12, remark="=HYPERLINK(1)"),
)
"""The first two share x 50 to 60 by agreement; x 90 to 110 is nobody's; the area of the last is unknown."""


def town(folder: Path) -> Project:
    """Return the town, saved in a folder."""
    houses = [
        (
            shapely.box(x, 40, x + 8, 48),
            {"ID": f"家{x}", "階数": 2, "用途": "411", "address": f"長崎県港市東坂町一丁目{x}番"},
        )
        for x in (10, 30, 51, 70, 95, 120)
    ]
    shelters = [
        (
            shapely.Point(20, 80),
            {
                "ID": "E1",
                "名称": "東小学校",
                "災害種別_洪水": "1",
                "災害種別_高潮": "",
                "対象となる町会・自治会": "東坂町1丁目自治会、波止町・臨港自治会、港町会",
            },
        ),
        (
            shapely.Point(75, 80),
            {
                "ID": "E2",
                "名称": "=丘の公園",
                "災害種別_洪水": "1",
                "災害種別_高潮": "1",
                "対象となる町会・自治会": "J002",
            },
        ),
    ]
    flood = (shapely.box(-5, -5, 55, 60), {"浸水深": "0.5m以上3.0m未満"})
    layers = (
        layer(folder, "避難所.geojson", *shelters),
        layer(folder, "洪水浸水想定区域_想定最大規模.geojson", flood),
        layer(folder, "建物.geojson", *houses),
        layer(
            folder,
            "掲示板.geojson",
            (shapely.Point(5, 5), {"番号": "1"}),
            (shapely.Point(55, 5), {"番号": "2"}),
        ),
    )
    project = put(Project("町", crs=SYSTEM, layers=layers), LEDGER, WHEN)
    path = folder / "町.gisproj"
    projectfile.save(project, path)
    return replace(project, path=path)
