"""Rules, envelope, shadow and sheet at the command line, on the sample town and on real data."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.entries import Entries, Levels, Wish, record_of
from gisapp.desks.planning.place import How, Place
from gisapp.desks.planning.sitefile import read_site
from layers import projectfile, records
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

TOWN = ROOT / "sample_data" / "汐見浜.gisproj"
NUMBER = "西坂町一丁目2-3"


def by_id(answer: dict[str, object]) -> dict[str, dict[str, object]]:
    """Return the rules of an answer by their id."""
    return {one["id"]: one for one in answer["rules"]}  # type: ignore[attr-defined]


def test_a_point_of_the_sample_town(gisapp: Callable[..., Said]) -> None:
    said = gisapp("rules", TOWN, "--at", "129.335,32.853", "--json", "--quiet")
    found = by_id(said.answer("rules"))
    assert found["use_district"]["text"] == "商業地域"
    assert found["ratios"]["text"] == "容積率 500 %・建蔽率 80 %"
    assert found["fire"]["decided"] == "防火地域"
    assert found["buried"]["answer"] == "unknown"
    assert found["flood_l2"]["answer"] == "applies"
    assert all(one["sources"] for one in found.values() if one["answer"] in ("applies", "not"))
    words = gisapp("rules", TOWN, "--number", NUMBER, "--quiet")
    assert "第一種中高層住居専用地域" in words.out


def _glb(gisapp: Callable[..., Said], site: Path, path: Path) -> None:
    """The volume as glTF: the extent of its points is that of the site, and its top that of the facets."""
    volume = gisapp("envelope", "--site", site, "--glb", path, "--json").answer("envelope")
    content = path.read_bytes()
    magic, version, total, length, _ = struct.unpack("<4sIIII", content[:20])
    assert (magic, version, total) == (b"glTF", 2, len(content))
    document = json.loads(content[20 : 20 + length])
    rules = {one["rule"] for one in volume["facets"]} - {None}
    assert {one["name"] for one in document["nodes"]} == rules | {"wall"}
    most = np.max([one["max"] for one in document["accessors"]], axis=0)
    least = np.min([one["min"] for one in document["accessors"]], axis=0)
    corners = np.concatenate(
        [np.array(ring) for one in volume["facets"] for rings in one["polygons"] for ring in rings]
    )
    wide = np.ptp(corners, axis=0)
    assert [most[0] - least[0], most[2] - least[2]] == pytest.approx(wide.tolist(), abs=0.01)
    assert least[1] == pytest.approx(0.0, abs=1e-3)
    assert gisapp("envelope", "--site", site, "--glb", path.with_suffix(".obj")).code == 2


def _entered(gisapp: Callable[..., Said], site: Path, folder: Path) -> None:
    """What staff entered of a parcel and the project keeps counts in the sheet of the command line."""
    document = read_site(site.read_bytes())
    place = Place(document.site.lot.polygon(), How.PARCEL, document.name)
    entries = Entries(coverage_ratio=50.0, levels=Levels(7.0, 7.5), wish=Wish(storeys=2))
    one = record_of(place, entries, document.crs, "2026-11-21T10:00:00+09:00")
    town, page = folder / "町.gisproj", folder / "票.json"
    projectfile.save(records.put(projectfile.read(TOWN).project, one), town)
    said = gisapp("sheet", town, "--number", NUMBER, "--out", page, "--json", "--quiet")
    answer = said.answer("sheet")
    assert (answer["entered"], answer["coverage_ratio"]) == (True, 50)
    assert answer["levels"]["entered"] == {"ground": 7.0, "mean_ground": 7.5, "steps": [], "edges": []}
    assert answer["levels"]["proposed"]["lowest"] <= answer["levels"]["proposed"]["ground"]
    text = page.read_text("utf-8")
    assert "標高 7.00 m（職員入力）" in text
    assert "2 階" in text


def test_from_a_number_to_sheet_envelope_and_shadow(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    site, pdf, page = tmp_path / "敷地.json", tmp_path / "調査票.pdf", tmp_path / "調査票.html"
    made = gisapp("sheet", TOWN, "--number", NUMBER, "--out", pdf, "--site", site, "--json", "--quiet")
    answer = made.answer("sheet")
    assert (answer["floor_area_ratio"], answer["coverage_ratio"]) == (200, 60)
    assert pdf.read_bytes().startswith(b"%PDF")
    gisapp("sheet", TOWN, "--lot", site, "--out", page, "--quiet")
    text = page.read_text("utf-8")
    assert "第一種中高層住居専用地域" in text
    assert "確認申請・建築主事の判断に代わるものではありません" in text
    shape = tmp_path / "形.obj"
    volume = gisapp("envelope", "--site", site, "--obj", shape, "--json").answer("envelope")
    assert volume["site"]["road_width"] == 6
    assert sum(one["area"] for one in volume["facets"]) == pytest.approx(
        volume["site"]["site_area"], rel=1e-6
    )
    assert shape.read_text("utf-8").count("\ng ") == len(volume["facets"])
    _glb(gisapp, site, tmp_path / "形.glb")
    _entered(gisapp, site, tmp_path)
    shadow = gisapp("shadow", "--site", site, "--storeys", "2", "--json").answer("shadow")
    assert shadow["zones"][0]["applies"] is False  # 6 m are under 10 m
    assert gisapp("shadow", "--site", site, "--json").answer("shadow")["zones"][0]["class"] == 2
    _sky(gisapp, site, tmp_path)
    _two_levels(gisapp, site)


def _two_levels(gisapp: Callable[..., Said], site: Path) -> None:
    """The northern half lies 3.5 m higher: its heights are measured from there (令2条2項)."""
    document = json.loads(site.read_text("utf-8"))
    west, south, east, north = shapely.Polygon(document["ring"]).bounds
    middle = (south + north) / 2
    halves = (shapely.box(west, south, east, middle), shapely.box(west, middle, east, north))
    document["steps"] = [
        {"level": document["ground"] + rise, "area": [[shapely.get_coordinates(half).tolist()]]}
        for rise, half in zip((0.0, 3.5), halves, strict=True)
    ]
    site.write_text(json.dumps(document), "utf-8")
    found = gisapp("envelope", "--site", site, "--json").answer("envelope")
    assert [one["level"] - document["ground"] for one in found["grounds"]] == [0.0, 3.5]
    assert {one["article"] for one in found["grounds"]} == {"令2条2項"}
    assert sum(one["share"] for one in found["grounds"]) == pytest.approx(1.0)
    assert {one["ground"] - document["ground"] for one in found["facets"]} == {0.0, 3.5}
    assert "地盤面 2: +3.50 m（令2条2項）" in gisapp("envelope", "--site", site).out


def _sky(gisapp: Callable[..., Said], site: Path, tmp_path: Path) -> None:
    found = gisapp("sky", "--site", site, "--storeys", "2", "--json").answer("sky")
    assert found["kept"] == {"road": True, "adjacent": True, "north": None}  # a shadow class: no north slant
    document = json.loads(site.read_text("utf-8"))
    tower = tmp_path / "計画.json"
    part = {"ring": document["ring"], "height": 60}
    plan = {"format": "gisapp-building-1", "crs": document["crs"], "parts": [part]}
    tower.write_text(json.dumps(plan), "utf-8")
    high = gisapp("sky", "--site", site, "--building", tower, "--json").answer("sky")
    assert high["kept"]["road"] is False
    assert high["height"] == 60
    assert "不適合" in gisapp("sky", "--site", site, "--building", tower).out
    changes: tuple[dict[str, object], ...] = (
        {"crs": "EPSG:6670"},
        {"parts": []},
        {"parts": [{"ring": [[0, 0], [1, 1], [1, 0], [0, 1]], "height": 3}]},
        {"format": "x"},
    )
    for change in changes:
        tower.write_text(json.dumps(plan | change), "utf-8")
        assert gisapp("sky", "--site", site, "--building", tower).code == 3


def test_what_cannot_be_understood(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    assert gisapp("rules").code == 2
    assert gisapp("rules", TOWN, "--quiet").code == 2
    assert gisapp("rules", TOWN, "--at", "0,0", "--quiet").code == 2
    assert gisapp("rules", TOWN, "--number", "999-9", "--quiet").code == 3
    assert gisapp("rules", TOWN, "--building", "nobody", "--quiet").code == 3
    assert gisapp("sheet", TOWN, "--at", "129.335,32.853", "--out", tmp_path / "x.doc").code == 2
    assert gisapp("envelope", "--site", tmp_path / "missing.json").code == 3
    wrong = tmp_path / "規制.json"
    wrong.write_text(
        json.dumps({"format": "gisapp-regulations-1", "name": "市", "regulations": [1]}), "utf-8"
    )
    checked = gisapp("rules", "--check", wrong, "--json")
    assert checked.code == 1
    assert checked.answer("rules")["faults"]
    ours = ROOT / "gisapp" / "desks" / "planning" / "rules" / "regulations.json"
    assert gisapp("rules", "--check", ours).code == 0


def test_all_buildings_of_an_area(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    area, table = tmp_path / "範囲.geojson", tmp_path / "照合.csv"
    ring = [
        [129.3335, 32.8515],
        [129.3365, 32.8515],
        [129.3365, 32.8545],
        [129.3335, 32.8545],
        [129.3335, 32.8515],
    ]
    shape = {"type": "Polygon", "coordinates": [ring]}
    area.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "properties": {}, "geometry": shape}],
            }
        )
    )
    words = ("envelopes", TOWN, "--area", area, "--out", table, "--json", "--quiet")
    answer = gisapp(*words).answer("envelopes")
    rows = table.read_text("utf-8-sig").splitlines()
    assert 0 < answer["buildings"] == len(rows) - 1 < 1000
    for name in ("floor", "coverage", "height"):
        assert sum(answer[name].values()) == answer["buildings"]
    assert answer["height"]["within"] > answer["height"]["unknown"]
    assert gisapp(*words).code == 3  # the file is there
    assert gisapp("envelopes", TOWN, "--out", tmp_path / "x.obj", "--quiet").code == 2


def test_shapefiles_of_a_real_city(gisapp: Callable[..., Said], real_data: Callable[[str], Path]) -> None:
    folder = real_data("gis/development-permission")
    files = sorted(folder.rglob("*.shp"))
    answer = gisapp("rules", *files, "--number", "201-2", "--json", "--quiet").answer("rules")
    found = by_id(answer)
    assert found["use_district"]["decided"] == "近隣商業地域"
    assert found["ratios"]["answer"] == "unknown"  # the file has no ratios
    assert found["buried"]["answer"] == "applies"


def test_use_districts_of_a_plateau_city(
    gisapp: Callable[..., Said], real_data: Callable[[str], Path]
) -> None:
    path = real_data("plateau/22203_numazu-shi_gisconv.zip")
    found = by_id(gisapp("rules", path, "--at", "138.8805,35.11", "--json", "--quiet").answer("rules"))
    assert found["use_district"]["text"] == "第二種中高層住居専用地域"
    assert found["ratios"]["answer"] == "confirm"  # floor-area ratios are there, coverage ratios are not
    assert found["tsunami"]["answer"] == "unknown"
