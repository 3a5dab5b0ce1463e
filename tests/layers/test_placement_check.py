from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from layers.errors import ImportFailed, SourceMissing
from layers.place import Place, direction, municipality_place, place_of_bounds
from layers.placement import Certainty, check, propose
from tests.layers.test_placement import MAINLAND, N03, scattered, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def nagasaki(data_root: Path) -> Place:
    return municipality_place(data_root / N03, "42201")


def test_the_place_is_read_from_the_boundaries(data_root: Path, nagasaki: Place) -> None:
    assert (nagasaki.name, nagasaki.prefecture) == ("長崎市", "42")
    features = json.loads((data_root / N03).read_text("utf-8"))["features"]
    shapes = [
        shapely.geometry.shape(one["geometry"]) for one in features if one["properties"]["N03_007"] == "42201"
    ]
    assert nagasaki.shape.area == pytest.approx(sum(shape.area for shape in shapes))
    np.testing.assert_allclose(nagasaki.bounds, shapely.total_bounds(np.array(shapes)))
    assert nagasaki.exact
    assert not MAINLAND.exact
    assert nagasaki.inside(scattered(nagasaki)) == 1
    assert nagasaki.inside(np.array([[129.72, 33.18]])) == 0  # 佐世保


def test_boundaries_that_are_not_there_are_told(data_root: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"no\.geojson がありません"):
        municipality_place(tmp_path / "no.geojson", "42201")
    for code in ("13101", ""):
        with pytest.raises(ImportFailed, match=f"コード {code} の市区町村"):
            municipality_place(data_root / N03, code)
    broken = tmp_path / "broken.geojson"
    broken.write_text("{", "utf-8")
    with pytest.raises(ImportFailed, match="境界がありません"):
        municipality_place(broken, "42201")
    other = tmp_path / "other.geojson"
    point = {"type": "Point", "coordinates": [129.9, 32.7]}
    feature = {"type": "Feature", "properties": {"name": "a"}, "geometry": point}
    other.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    with pytest.raises(ImportFailed):
        municipality_place(other, "42201")
    feature["properties"] = {"N03_007": "42201"}  # a point is no area
    other.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    with pytest.raises(ImportFailed):
        municipality_place(other, "42201")


@pytest.mark.parametrize(
    ("bearing", "word"), [(0, "北"), (134, "南東"), (-46, "北西"), (-179, "南"), (270, "西"), (359, "北")]
)
def test_directions_have_names(bearing: float, word: str) -> None:
    assert direction(bearing) == word


@pytest.mark.parametrize("code", ["EPSG:6668", "EPSG:6669", "EPSG:2443", "EPSG:30161", "EPSG:3857"])
def test_what_lies_in_its_place_is_not_spoken_of(nagasaki: Place, code: str) -> None:
    points = written(scattered(nagasaki, 2000), code)
    assert check(points, code, nagasaki) == []
    assert check(points, code, None) == []


@pytest.mark.parametrize(
    ("truth", "taken", "code", "where"),
    [
        ("EPSG:30161", "EPSG:6669", "tokyo-datum", "南東"),
        ("EPSG:30161", "EPSG:2443", "tokyo-datum", "南東"),
        ("EPSG:4301", "EPSG:6668", "tokyo-datum", "南東"),
        ("EPSG:6669", "EPSG:30161", "not-tokyo-datum", "北西"),
    ],
)
def test_the_shift_of_the_tokyo_datum_gives_itself_away(
    nagasaki: Place, truth: str, taken: str, code: str, where: str
) -> None:
    (found,) = check(written(scattered(nagasaki, 2000), truth), taken, nagasaki)
    assert found.code == code
    assert 410 <= int(str(found.values["metres"])) <= 430
    assert found.values["direction"] == where
    assert found.values["crs"] == truth
    assert str(found.message).startswith("長崎市の境界より約 4")


def test_the_wrong_zone_is_140_km_away(nagasaki: Place) -> None:
    points = written(scattered(nagasaki), "EPSG:6669")
    (found,) = check(points, "EPSG:6670", nagasaki)
    assert (found.code, found.values["zone"], found.values["crs"]) == ("wrong-zone", 1, "EPSG:6669")
    assert found.values["direction"] == "東"
    assert 110 <= int(str(found.values["distance"])) <= 145
    assert found.where.point is not None
    assert nagasaki.near(np.array([found.where.point[:2]])) == 1  # it flies to where they should lie
    (found,) = check(written(scattered(nagasaki), "EPSG:6670"), "EPSG:6669", nagasaki)
    assert (found.code, found.values["zone"], found.values["direction"]) == ("wrong-zone", 2, "西")


@pytest.mark.parametrize("code", ["EPSG:6668", "EPSG:6669"])
def test_swapped_axes_are_told(nagasaki: Place, code: str) -> None:
    points = written(scattered(nagasaki), code)[:, ::-1]
    (found,) = check(points, code, nagasaki)
    assert found.code == "axes-swapped"
    assert "入れ替えると長崎市に入ります" in str(found.message)
    if code == "EPSG:6668":
        (found,) = check(points, code, None)
        assert found.code == "axes-swapped"


def test_utm_taken_for_a_plane_zone_is_told(nagasaki: Place) -> None:
    (found,) = check(written(scattered(nagasaki), "EPSG:6669"), "EPSG:6689", nagasaki)
    assert found.code in {"outside-system", "wrong-system"}


def test_another_city_is_far_away(nagasaki: Place) -> None:
    tokyo = place_of_bounds("千代田区", (139.73, 35.67, 139.78, 35.70), "13")
    (found,) = check(written(scattered(tokyo), "EPSG:6677"), "EPSG:6677", nagasaki)
    assert found.code == "far-away"
    assert 900 <= int(str(found.values["distance"])) <= 1000
    assert found.values["direction"] in {"東", "北東"}


def test_what_lies_abroad_is_told_without_a_place() -> None:
    paris = np.random.default_rng(1).uniform([2.2, 48.8], [2.4, 48.9], (50, 2))
    assert [one.code for one in check(paris, "EPSG:4326", None)] == ["outside-japan"]
    assert [one.code for one in check(paris * 1e7, "EPSG:6669", None)] == ["outside-system"]
    assert check(np.empty((0, 2)), "EPSG:6669", None) == []


def test_every_shelter_of_nagasaki_lies_in_its_city(
    real_data: Callable[[str], Path], nagasaki: Place
) -> None:
    plain = json.loads(real_data("gis/jp-shelter-api/docs/api/v0/evacuation/422011.json").read_text("utf-8"))
    points = np.array([one["geometry"]["coordinates"] for one in plain["features"]])
    assert len(points) > 50
    assert check(points, "EPSG:6668", nagasaki) == []
    best = propose(points, "", "422011.json", nagasaki)[0]
    assert (best.crs, best.swapped) == ("EPSG:6668", False)
    assert best.certainty is Certainty.CERTAIN  # the coast tells the datum
    assert nagasaki.inside(points) > 0.99


def test_no_list_of_shelters_of_the_prefecture_is_accused_and_all_are_placed_right(
    real_data: Callable[[str], Path],
) -> None:
    boundaries = real_data(N03)
    settled, found_out, looked_at = 0, 0, 0
    for path in sorted(real_data("gis/jp-shelter-api/docs/api/v0").rglob("42*.json")):
        place = municipality_place(boundaries, path.stem[:5])
        plain = json.loads(path.read_text("utf-8"))
        points = np.array([one["geometry"]["coordinates"] for one in plain["features"]])
        assert check(points, "EPSG:6668", place) == []
        for truth in ("EPSG:6668", "EPSG:6669", "EPSG:30161"):
            best = propose(written(points, truth), "", "x.csv", place)[0]
            assert best.swapped is False
            if best.certainty is Certainty.CERTAIN:
                assert best.crs == truth
                settled += 1
            else:
                assert best.certainty is Certainty.LIKELY
                assert best.crs == truth.replace("30161", "6669")
        accused = check(written(points, "EPSG:30161"), "EPSG:6669", place)
        assert [one.code for one in accused] in ([], ["tokyo-datum"])
        found_out += bool(accused)
        looked_at += 1
    print(f"{looked_at} lists: datum settled {settled}/{3 * looked_at}, old datum found {found_out}")
    assert looked_at == 42
    assert settled >= 15
    assert found_out >= 8
