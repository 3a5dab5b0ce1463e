"""A real city's flood areas (Chino): over its lots, roads and landmarks, and real lists of places to stay.

No set of real data holds flood areas and buildings of one place; what overlaps is asked about here, beside
shapely's own answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.hazard.answers import State, ask
from gisapp.desks.hazard.classes import Kind
from gisapp.desks.hazard.facilities import facilities_in, kinds_of
from gisapp.desks.hazard.shelters import is_list, lists_in, shelters_of
from gisapp.desks.hazard.sources import hazards_in
from gisapp.desks.hazard.targets import targets_of
from gisapp.desks.hazard.walking import centre_lines, roads_of, walk, without_water
from gisapp.reading import read_data
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.base import Layer

CHINO, NAGASAKI = "EPSG:6676", "EPSG:6669"
FOLDER = "gis/development-permission/"


def layer_of(path: Path, system: str) -> Layer:
    """Return the layer of a file."""
    return read_data(path, Feedback(), target=system).layers[0]


@pytest.fixture(scope="module")
def chino(real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Layer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GISAPP_STORES", str(tmp_path_factory.mktemp("chino")))
        names = {
            "flood": "judgement_layers/flood_assumption/flood_assumption.shp",
            "lots": "f_lot_number/f_lot_number.shp",
            "roads": "road_layers/f_road_center_line/f_road_center_line.shp",
            "landmarks": "landmark/landmark.shp",
        }
        return {name: layer_of(real_data(FOLDER + path), CHINO) for name, path in names.items()}


def test_lots_in_areas_without_any_depth_are_unknown_and_all_others_not_affected(
    chino: dict[str, Layer],
) -> None:
    hazards = hazards_in([chino["flood"]], Feedback())
    feedback = Feedback()
    answers = ask(targets_of(chino["lots"]), hazards, feedback)
    water = shapely.union_all(shapely.make_valid(chino["flood"].footprints()))
    lots = shapely.make_valid(chino["lots"].footprints())
    wet = shapely.area(shapely.intersection(lots, water)) > 1e-4
    state = answers.combined.state
    assert (state == State.UNDETERMINED).tolist() == wet.tolist()
    assert ((state == State.NOT) == ~wet).all()
    assert (int(wet.sum()), len(lots)) == (150, 217)
    assert "hazard-undetermined" in [one.code for one in feedback.findings]


def test_landmarks_are_told_apart_and_those_in_the_water_counted(chino: dict[str, Layer]) -> None:
    kinds = kinds_of(chino["landmarks"])
    assert kinds is not None
    table = chino["landmarks"].table()
    assert set(table.texts("kind")[kinds == "schools"]) == {"学校"}
    assert (int((kinds == "schools").sum()), int((kinds == "hospitals").sum())) == (16, 1)
    hazards = hazards_in([chino["flood"]], Feedback())
    found = facilities_in(chino.values(), hazards, Feedback())
    assert found is not None
    assert found.kinds == ("hospitals", "schools")
    water = shapely.union_all(shapely.make_valid(chino["flood"].footprints()))
    assert found.kinds[int(found.kind[0])] == "schools"
    assert int(found.reached.sum()) == 1
    assert found.reached.tolist() == shapely.dwithin(shapely.points(found.points), water, 0.5).tolist()


def test_the_way_to_school_keeps_to_real_roads_outside_of_real_water(chino: dict[str, Layer]) -> None:
    flood = chino["flood"].footprints()
    hazards = hazards_in([chino["flood"]], Feedback())
    lines = centre_lines([chino["roads"]])
    assert len(lines) == 980
    feedback = Feedback()
    roads = roads_of(lines, feedback)
    # Two in three loose ends stop short of the road they meet; unjoined the largest part was 4 %.
    told = {one.code: one for one in feedback.findings}
    assert told["roads-joined"].count == 1020
    assert "82%" in str(told["roads-fall-apart"].message)
    dry = without_water(roads, hazards, Feedback())
    assert 0 < int(dry.open.sum()) < len(roads.open)
    water = shapely.union_all(shapely.make_valid(flood))
    pieces = shapely.linestrings(dry.nodes[dry.ends[dry.open]])
    assert not shapely.intersects(water, pieces).any()
    homes = targets_of(chino["lots"]).points
    # The highest lots stand for schools: the data have no shelter on these roads.
    schools = homes[np.argsort(homes[:, 1])[-3:]]
    every = np.ones(len(schools), np.bool_)
    free, around = walk(homes, schools, every, roads), walk(homes, schools, every, dry)
    reached = around.shelter >= 0
    assert 0 < reached.sum() < (free.shelter >= 0).sum()
    assert (around.distance[reached] >= free.distance[reached] - 1e-6).all()
    longest = int(np.nanargmax(around.distance))
    way = around.way(longest)
    assert way is not None
    assert way[0].tolist() == homes[longest].tolist()
    assert way[-1].tolist() == schools[around.shelter[longest]].tolist()
    assert np.linalg.norm(np.diff(way, axis=0), axis=1).sum() == pytest.approx(around.distance[longest], 1e-6)
    assert around.way(int(np.flatnonzero(~reached)[0])) is None


def test_real_lists_of_places_to_stay_tell_no_kind_of_disaster(
    real_data: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path))
    folder = "gis/jp-shelter-api/docs/api/v0/"
    stay = layer_of(real_data(f"{folder}evacuation/422011.json"), NAGASAKI)
    flee = layer_of(real_data(f"{folder}emergency/422011.json"), NAGASAKI)
    feedback = Feedback()
    centres = stay.centroids()
    assert centres is not None
    (west, south), (east, north) = centres[:, :2].min(axis=0).tolist(), centres[:, :2].max(axis=0).tolist()
    flagged, unflagged = lists_in([stay, flee], [], (west, south, east, north), feedback)
    assert flagged is not None
    assert unflagged is not None
    assert (len(flagged), len(unflagged)) == (236, 268)
    assert not unflagged.serves
    assert not unflagged.suitable([Kind.FLOOD]).any()
    assert [one.code for one in feedback.findings] == ["shelter-kind-unknown"]
    sango = layer_of(real_data("gis/sango-bosai/data/29343_sango-cho_city_2025_shelter.geojson"), "EPSG:6674")
    assert is_list(sango)
    named = shelters_of(sango, Feedback())
    assert named is not None
    assert np.isnan(named.capacity).all()  # -1 stands for unknown there
