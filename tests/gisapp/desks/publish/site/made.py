"""A small town as files of a city, with what nobody may see, and with texts that attack a page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.model import Generalisation, Publication, PublicField, Site, with_site
from gisapp.reading import read_data
from importers.citygml.importer import CityGml, CityGmlOptions
from layers import crs
from layers.feedback import Feedback
from layers.project import Project
from styles.presets import preset
from styles.style import ByCategory, Category
from tests.importers.citygml import gml
from tests.layers import terrains

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer

SYSTEM = "EPSG:6677"
CANARY = "長崎花子0951234567"
"""In columns that are not published: no file may hold it."""
HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'
"""A name as an attacker would enter it."""
LONG = "長" * 10_000
HERE = gml.HERE


def town(folder: Path) -> Project:
    """Return the project: houses, shelters, a flood, associations, a list without places."""
    houses = [
        gml.building(
            f"bldg_{k}",
            gml.lod1(gml.Box(25.0 * (k % 10), 20.0 * (k // 10), height=4.0 + k)),
            f"{CANARY}{k}",
        )
        for k in range(60)
    ]
    path = folder / f"{gml.MESH}_bldg_6697_op.gml"
    path.write_text(gml.model(*houses), "utf-8")
    buildings = CityGml().read(path, CityGmlOptions(stores=folder / "stores"), Feedback()).layers[0]
    shelters = _layer(
        folder,
        "避難所",
        *(
            _point(25 * k, 130, {"名称": name, "カナ": kana, "住所": place, "担当者": CANARY, "定員": people})
            for k, (name, kana, place, people) in enumerate(
                (
                    ("中央小学校", "チュウオウショウガッコウ", "港町一丁目2番", 300),
                    ("海辺公民館", "ウミベコウミンカン", "港町十二丁目1番", None),
                    (HOSTILE, "ハクイ", f"{HOSTILE} javascript:alert(1)", 7),
                    ("𠮷野髙﨑センター", "ヨシノタカサキセンター", LONG, 50),
                )
            )
        ),
    )
    flood = replace(
        _layer(
            folder,
            "洪水",
            _area(-20, -20, 130, 160, {"浸水深": "0.5m未満"}),
            _area(130, -20, 270, 160, {"浸水深": "3m以上5m未満"}),
            _area(270, -20, 290, 160, {"浸水深": None}),
        ),
        style=_flood("浸水深"),
        visible=False,
    )
    areas = _layer(
        folder,
        "自治会",
        _area(-40, -40, 120, 180, {"自治会名": "東町会", "世帯数": 120}),
        _area(120, -40, 300, 180, {"自治会名": "西町会", "世帯数": 4}),
    )
    areas = replace(
        areas,
        visible=False,
        style=ByCategory("世帯数", (Category("120", (255, 0, 0)), Category("4", (0, 0, 255)))),
    )
    layers = (shelters, buildings, flood, areas, _terrain(folder))
    project = Project(name="港町", crs=SYSTEM, layers=layers)
    site = Site("港町の地図", "Map of Minato", "試験の地図です。", "港町", "企画課")
    return with_site(project, site, "2026-01-01T00:00:00+09:00")


def publications(project: Project) -> tuple[Publication, ...]:
    """Return what may be published of the town."""
    shelters, buildings, flood, areas, terrain = project.layers
    terms = {"licence": "CC-BY-4.0", "credit": "港町", "date": "2026-04-01", "department": "防災課"}
    return (
        Publication(
            shelters.id,
            "指定緊急避難場所",
            "Shelters",
            fields=(
                PublicField("名称", "名称", "Name"),
                PublicField("カナ", "名称カナ"),
                PublicField("住所", "所在地", "Address"),
                PublicField("定員", "定員", "Places"),
            ),
            label="名称",
            **terms,  # type: ignore[arg-type]
        ),
        Publication(
            buildings.id,
            "建物",
            "Buildings",
            fields=(PublicField("measured_height", "高さ", "Height"),),
            **terms,  # type: ignore[arg-type]
        ),
        Publication(
            flood.id,
            "洪水浸水想定区域",
            "Flood",
            fields=(PublicField("浸水深", "浸水の深さ", "Depth"),),
            **terms,  # type: ignore[arg-type]
        ),
        Publication(
            areas.id,
            "自治会の区域",
            fields=(PublicField("自治会名", "自治会名"),),
            label="自治会名",
            generalisation=Generalisation(decimals=4),
            **terms,  # type: ignore[arg-type]
        ),
        Publication(terrain.id, "地形", "Terrain", **terms),  # type: ignore[arg-type]
    )


def _terrain(folder: Path) -> Layer:
    """Return hills of about 100 metres under all of it."""
    east, north = crs.project(np.array([HERE[1]]), np.array([HERE[0]]), SYSTEM)
    corner = (float(np.floor(east[0])) - 150, float(np.floor(north[0])) - 150)
    heights = np.nan_to_num(terrains.hills(120, 130), nan=100.0)  # without its hole
    return terrains.layer(terrains.written(folder / "ground", heights, corner=corner))


def _flood(column: str) -> ByCategory:
    classes = preset("flood_depth").ranges
    return ByCategory(column, tuple(Category(one.label, one.colour, one.label) for one in classes))


def _layer(folder: Path, name: str, *features: dict[str, Any]) -> Layer:
    path = folder / f"{name}.geojson"
    collection = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
    return read_data(path, Feedback(), target=SYSTEM).layers[0]


def _degrees(east: float, north: float) -> list[float]:
    return [HERE[1] + east * gml.DEGREES_PER_METRE, HERE[0] + north * gml.DEGREES_PER_METRE]


def _point(east: float, north: float, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": _degrees(east, north)}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _area(west: float, south: float, east: float, north: float, properties: dict[str, Any]) -> dict[str, Any]:
    corners = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])
    ring = [_degrees(*corner) for corner in corners.tolist()]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": properties,
    }
