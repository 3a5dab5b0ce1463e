from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.citygml import city, srs
from importers.citygml.dataset import open_dataset
from importers.citygml.progress import Progress
from importers.citygml.stream import read_elements
from tests import cities
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, archive, folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.feedback import Finding

HERE = np.array([[36.1, 139.5, 20.0], [36.2, 139.6, 30.0]])


def declared(text: str) -> tuple[str, int]:
    (elements,) = read_elements(
        io.BytesIO(gml.model(gml.building("a"), srs=text).encode()), Progress("a.gml")
    )
    return srs.declared(elements)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("http://www.opengis.net/def/crs/EPSG/0/6697", "EPSG:6697"),
        ("https://www.opengis.net/def/crs/EPSG/0/10169", "EPSG:10169"),
        ("urn:ogc:def:crs:EPSG::6697", "EPSG:6697"),
        ("urn:ogc:def:crs:EPSG:9.8:6668", "EPSG:6668"),
        ("EPSG:6697", "EPSG:6697"),
        ("epsg:4326", "EPSG:4326"),
        ("http://www.opengis.net/def/crs/EPSG/0/669", "EPSG:669"),
        ("EPSG:669799999", ""),
        ("JGD2011", ""),
        ("", ""),
    ],
)
def test_a_system_is_read_in_each_of_its_spellings(text: str, code: str) -> None:
    assert declared(text) == (code, 3)


@pytest.mark.parametrize(
    ("code", "points", "expected", "swapped", "told"),
    [
        ("EPSG:6697", HERE, "EPSG:6697", False, []),
        ("EPSG:6668", HERE, "EPSG:6697", False, []),
        ("EPSG:4326", HERE, "EPSG:6697", False, ["srs-unusual"]),
        ("", HERE, "EPSG:6697", False, ["srs-assumed"]),
        ("EPSG:3857", HERE, "EPSG:6697", False, ["srs-assumed"]),
        ("EPSG:6697", HERE[:, [1, 0, 2]], "EPSG:6697", True, ["axes-swapped"]),
        ("", HERE[:, [1, 0, 2]], "EPSG:6697", True, ["srs-assumed", "axes-swapped"]),
        ("EPSG:6669", HERE * 1000, "EPSG:6669", False, []),
        ("EPSG:10162", HERE * 1000, "EPSG:10162", False, []),
        ("EPSG:6697", HERE * 1000, "", False, ["srs-unknown"]),
        ("EPSG:6697", np.zeros((3, 3)), "", False, ["srs-unknown"]),
        ("EPSG:6697", np.empty((0, 3)), "EPSG:6697", False, []),
    ],
)
def test_values_decide_where_the_declaration_does_not_fit(
    code: str, points: np.ndarray, expected: str, swapped: bool, told: list[str]
) -> None:
    findings: list[Finding] = []
    assert srs.decide(code, points, "a.gml", findings, 7) == (expected, swapped)
    assert [finding.code for finding in findings] == told
    for finding in findings:
        assert finding.where.line == 7
        assert "a.gml" in str(finding.message)


def test_a_few_stray_points_do_not_decide() -> None:
    points = np.vstack([np.repeat(HERE, 20, axis=0), np.zeros((5, 3))])
    findings: list[Finding] = []
    assert srs.decide("EPSG:6697", points, "a.gml", findings) == ("EPSG:6697", False)
    assert srs.inside_japan(points).sum() == 40


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        ((24.05, 123.78, 5), True),  # 波照間
        ((45.52, 141.94, 5), True),  # 宗谷岬
        ((24.29, 153.98, 5), True),  # 南鳥島
        ((35.36, 138.73, 3776), True),
        ((35.0, 139.0, -300), True),
        ((35.0, 139.0, 1e5), False),
        ((0, 0, 0), False),
        ((139.5, 36.1, 0), False),
        ((np.nan, 139.5, 0), False),
        ((35.0, np.inf, 0), False),
    ],
)
def test_what_can_be_in_japan(point: tuple[float, float, float], inside: bool) -> None:
    assert srs.inside_japan(np.array([point]))[0] == inside


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<gml:lowerCorner>36.1 139.5 0</gml:lowerCorner>", (139.5, 36.1)),
        ("<gml:lowerCorner>139.5 36.1 0</gml:lowerCorner>", (139.5, 36.1)),
        ("<gml:lowerCorner>0 0 0</gml:lowerCorner><gml:posList>36.2 139.6 1</gml:posList>", (139.6, 36.2)),
        ("<posList srsDimension='3'>\n 36.2 139.6 1</posList>", (139.6, 36.2)),
        ("<gml:pos>36.2 139.6 1</gml:pos>", (139.6, 36.2)),
        ("<gml:lowerCorner>a b</gml:lowerCorner><gml:lowerCorner>36</gml:lowerCorner>", None),
        ("", None),
    ],
)
def test_the_place_of_a_file_is_seen_in_its_beginning(text: str, place: tuple[float, float] | None) -> None:
    assert srs.place_in_head(text.encode()) == place


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ('srsName="http://www.opengis.net/def/crs/EPSG/0/10169"', 8),
        ("srsName='EPSG:6669'", 1),
        ('srsName="http://www.opengis.net/def/crs/EPSG/0/6697"', None),
        ('srsName=""', None),
        ("", None),
    ],
)
def test_a_plane_system_is_seen_in_the_beginning(text: str, zone: int | None) -> None:
    assert srs.zone_in_head(text.encode()) == zone


# ------------------------------------------------------------------------------------- whole datasets


@pytest.mark.parametrize(
    ("name", "epsg"),
    [
        (cities.TATEBAYASHI, "EPSG:6677"),
        (cities.SHUNAN, "EPSG:6671"),
        (cities.KAGA, "EPSG:6675"),
        (cities.OSAKA, "EPSG:6674"),
        (cities.TAKO, "EPSG:6677"),
        ("22203_numazu-shi_2021_citygml_3_op.zip", "EPSG:6676"),
        ("15202_nagaoka-shi_city_2024_citygml_1_op.zip", "EPSG:6676"),
        ("36201_tokushima-shi_city_2023_citygml_2_op", "EPSG:6672"),
    ],
)
def test_real_datasets_get_the_zone_of_their_city(
    name: str, epsg: str, real_data: Callable[[str], Path]
) -> None:
    assert city.locate(open_dataset(cities.path(name))) == epsg


def test_a_dataset_is_located_past_files_that_cannot_be_read(tmp_path: Path) -> None:
    here = gml.model(gml.building("a")).replace("36.101", "32.801").replace("139.501", "129.901")
    files: dict[str, str | bytes] = {
        GML.replace("5439", "1111"): b"\x00 no text",
        GML.replace("5439", "2222"): "",
        GML: here.encode("utf-16"),
    }
    assert city.locate(open_dataset(archive(tmp_path / "a.zip", files))) == "EPSG:6669"
    nothing = folder(tmp_path, {GML: "<a/>"})
    assert city.locate(open_dataset(nothing)) == "EPSG:6677"


def test_a_plane_system_of_a_file_becomes_that_of_the_store(tmp_path: Path) -> None:
    text = gml.model(srs="http://www.opengis.net/def/crs/EPSG/0/10162")
    assert city.locate(open_dataset(folder(tmp_path, {GML: text}))) == "EPSG:6669"
