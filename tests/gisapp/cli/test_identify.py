"""``gisapp identify``: the building under a place, and nothing where nothing is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas
import pytest

from gisapp.cli.exits import Exit
from layers import projectfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.fixture
def footprints(town: Path, stores: Path) -> geopandas.GeoDataFrame:
    (table,) = stores.glob("35215*/buildings.parquet")
    return geopandas.read_parquet(table)


def test_each_building_is_found_from_above(
    gisapp: Callable[..., Said], town: Path, footprints: geopandas.GeoDataFrame
) -> None:
    places = footprints.geometry.representative_point().to_crs(6668)
    for row in range(0, len(footprints), 97):
        said = gisapp("identify", town, "--at", f"{places[row].x:.9f},{places[row].y:.9f}", "--json")
        answer = said.answer("identify")
        (found,) = answer["features"]
        facts = {fact["label"]: fact for fact in found["provenance"]}
        # Where footprints lie over each other, the higher one is met.
        under = footprints[footprints.covers(footprints.geometry.representative_point()[row])]
        highest = under.loc[under["top_height"].idxmax()]
        assert facts["gml:id"]["value"] == highest["gml_id"]
        assert found["point"][2] == pytest.approx(highest["top_height"], abs=0.01)
        assert found["point"][:2] == pytest.approx([places[row].x, places[row].y], abs=1e-8)
        heights = [fact for card in found["cards"] for fact in card["facts"] if fact["label"] == "計測高さ"]
        assert heights[0]["value"] == f"{highest['measured_height']:,.2f}"


def test_nothing_is_no_error(gisapp: Callable[..., Said], town: Path) -> None:
    said = gisapp("identify", town, "--at", "131.0,34.0", "--json")
    assert said.code == 0
    assert said.answer("identify")["features"] == []
    said = gisapp("identify", town, "--at", "131.0,34.0")
    assert (said.code, said.out) == (0, "この地点には何もありません。\n")


def test_only_what_is_shown_counts(
    gisapp: Callable[..., Said], town: Path, shunan: Path, footprints: geopandas.GeoDataFrame
) -> None:
    place = footprints.geometry.representative_point().to_crs(6668)[0]
    at = f"{place.x},{place.y}"
    assert len(gisapp("identify", shunan, "--at", at, "--json").answer("identify")["features"]) == 1
    both = gisapp("identify", town, shunan, "--at", at, "--json").answer("identify")["features"]
    assert [one["layer"] for one in both] == [
        "buildings-" + town_id(town),
        f"buildings-{town_id(town)}-2",
    ] or [one["layer"] for one in both] == [f"buildings-{town_id(town)}-2", "buildings-" + town_id(town)]
    project = projectfile.read(town).project
    projectfile.save(project.replacing(replace(project.layers[0], visible=False)), town)
    assert gisapp("identify", town, "--at", at, "--json").answer("identify")["features"] == []


def town_id(town: Path) -> str:
    return projectfile.read(town).project.layers[0].id.removeprefix("buildings-")


@pytest.mark.parametrize("text", ["", "here", "0,0", "131.8", "1,2,3"])
def test_a_place_must_be_one(gisapp: Callable[..., Said], town: Path, text: str) -> None:
    said = gisapp("identify", town, "--at", text)
    assert said.code == Exit.USAGE
    assert "地点として読めません" in said.err


def test_a_card_for_people(
    gisapp: Callable[..., Said], town: Path, footprints: geopandas.GeoDataFrame
) -> None:
    place = footprints.geometry.representative_point().to_crs(6668)[0]
    said = gisapp("identify", town, "--at", f"北緯{place.y}° 東経{place.x}°")
    assert said.code == 0
    assert "[災害リスク]" in said.out
    assert "[出典]" in said.out
    assert "地上階数                未確認" in said.out
    assert footprints["gml_id"][0] in said.out
