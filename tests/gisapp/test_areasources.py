"""What names of layers propose for the ledger, and what staff say instead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from gisapp import areasources, areastock
from gisapp.desks.areas.sources import CENSUS, CENSUS_AREAS, CITY, SOURCES, Sources, sources_of, with_sources
from layers import records
from layers.feedback import Feedback
from layers.project import Project
from tests.gisapp.desks.hazard.made import SYSTEM, layer, read

WHEN = "2026-01-05T09:00:00"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("sources")
    point = (shapely.Point(5, 5), {"名称": "一"})
    square = shapely.box(0, 0, 40, 40)
    (folder / "人口_令和8年4月.csv").write_text("町名,人口\n本町,50\n", "utf-8")
    return Project(
        crs=SYSTEM,
        layers=(
            layer(folder, "選挙ポスター掲示板.geojson", point),
            layer(folder, "市の広報板.geojson", (shapely.Point(5, 5), {"掲示板名": "一"})),
            layer(folder, "ごみステーション.geojson", point),
            layer(folder, "掲示板までの道.geojson", (shapely.LineString([(0, 0), (9, 9)]), {"名称": "道"})),
            layer(folder, "行政区域.geojson", (square, {"名称": "市"})),
            layer(folder, "町丁目.geojson", (square, {"町名": "本町"})),
            layer(folder, "建物.geojson", (shapely.box(1, 1, 9, 9), {"階数": 2, "用途": "411"})),
            read(folder / "人口_令和8年4月.csv"),
        ),
    )


def test_names_propose_and_staff_decide(project: Project) -> None:
    def name(role: str, of: Project) -> str:
        found = areasources.meant(of, role)
        return "" if found is None else found.name

    roles = ("halls", "notice_boards", "waste_stations", CITY, CENSUS, CENSUS_AREAS)
    assert [name(one, project) for one in roles] == [
        "",
        "市の広報板",
        "ごみステーション",
        "行政区域",
        "",
        "町丁目",
    ]
    table = next(one.id for one in project.layers if one.name.startswith("人口"))
    said = with_sources(project, Sources({"waste_stations": "", CENSUS: table, CITY: "gone"}), WHEN)
    assert [name(one, said) for one in ("waste_stations", CITY)] == ["", "行政区域"]
    assert [one and one.name for one in areasources.census_of(said)] == ["町丁目", "人口_令和8年4月"]
    buildings = next(one for one in said.layers if one.name == "建物")
    asked = replace(areastock.proposed(said, Feedback(), ()), buildings=buildings)
    houses = areastock.stock_of(said, asked, Feedback()).houses
    assert houses is not None
    assert houses.people.tolist() == [50.0]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"layers": [1], "people": "12", "households": -1, "origin": 5, "date": None},
        {"layers": {"halls": 3, "other": "x"}, "people": True, "households": 1e30, "origin": "", "date": ""},
    ],
)
def test_what_cannot_be_believed_is_left_out(content: dict[str, object]) -> None:
    project = records.put(Project(), records.record(SOURCES, SOURCES, "", content))
    found = sources_of(project)
    assert (dict(found.layers), found.origin, found.date, found.stated) == ({}, "", "", False)
    kept = sources_of(
        with_sources(project, Sources({"halls": "a"}, 10.0, np.nan, " 台 帳 ", "2026-04"), WHEN)
    )
    assert (kept.layers["halls"], kept.people, kept.origin) == ("a", 10.0, "台 帳")
