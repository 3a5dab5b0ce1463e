"""What is told of a data set says what was decided, in the words of each catalogue."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from gisapp.desks.publish.metadata import NAMES, write_metadata
from gisapp.desks.publish.metadata.dataset import Told, describe, id_of
from gisapp.desks.publish.metadata.jmp20 import NAMESPACE
from gisapp.desks.publish.model import Publication, PublicField, Site
from gisapp.desks.publish.terms import CYCLES, LICENCES
from tests import realdata

if TYPE_CHECKING:
    from pathlib import Path

SAID = Publication(
    "areas-3f2a9c",
    "自治会の区域",
    "Neighbourhood associations",
    "自治会の\n区域です。<script>alert(1)</script>",
    (PublicField("name", "自治会名", "Name"), PublicField("owner", "世帯数", "Households")),
    licence="CC-BY-4.0",
    credit="汐見浜市",
    date="2026-04",
    department="地域振興課",
    contact="095-123-4567",
    cycle="yearly",
    standard="地域・年齢別人口",
)
SITE = Site("公開マップ", "Map", "", "汐見浜市", "", "https://example.lg.jp/map")
TOLD = Told((129.5, 32.75, 130.0, 33.125), 12, "EPSG:6669", issued="2026-05-01", modified="2026-06-01")


def _files(folder: Path) -> list[Path]:
    data = folder / "data"
    data.mkdir(parents=True)
    names = ("areas.geojson", "areas.shp", "areas.dbf", "areas_fields.csv", "area 一.shp.zip")
    for name in names:
        (data / name).write_bytes(name.encode())
    return [data / name for name in names]


def _written(folder: Path, said: Publication = SAID, told: Told = TOLD) -> dict[str, bytes]:
    paths = write_metadata(said, SITE, _files(folder), folder, told)
    assert [path.name for path in paths] == list(NAMES)
    return {path.name: path.read_bytes() for path in paths}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first, again = _written(tmp_path / "one"), _written(tmp_path / "two")
    assert first == again
    for content in first.values():
        assert b"3f2a9c" not in content  # of the layer itself nothing is told
        assert str(tmp_path).encode() not in content
        assert b"owner" not in content


def test_dcat_names_each_form_with_its_hash(tmp_path: Path) -> None:
    made = json.loads(_written(tmp_path)["dcat.jsonld"])
    forms = made["dcat:distribution"]
    assert [one["dct:format"] for one in forms] == ["GeoJSON", "SHP", "SHP"]  # parts of a Shapefile are none
    first = forms[0]
    assert first["dcat:downloadURL"]["@id"] == "https://example.lg.jp/map/data/areas.geojson"
    assert forms[2]["dcat:downloadURL"]["@id"].endswith("/data/area%20%E4%B8%80.shp.zip")
    assert (
        first["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(b"areas.geojson").hexdigest()
    )
    assert first["dcat:byteSize"]["@value"] == "13"
    assert made["dct:modified"] == {"@type": "xsd:date", "@value": "2026-06-01"}
    assert made["dct:temporal"]["dcat:startDate"] == {"@type": "xsd:gYearMonth", "@value": "2026-04"}
    assert made["dct:accrualPeriodicity"]["@id"].endswith("/frequency/ANNUAL")
    assert made["dct:license"]["@id"] == LICENCES["CC-BY-4.0"].address
    assert made["dcat:contactPoint"]["vcard:hasTelephone"]["@id"] == "tel:+81-95-123-4567"
    assert "129.5 32.75, 130.0 32.75" in made["dct:spatial"]["dcat:bbox"]["@value"]
    prefixes = {name.partition(":")[0] for name in _names(made) if not name.startswith("@")}
    assert prefixes <= set(made["@context"])


def _names(value: Any) -> set[str]:
    if isinstance(value, dict):
        inner = set().union(*(_names(one) for name, one in value.items() if name != "@context"), set())
        return inner | set(value)
    return set().union(*map(_names, value)) if isinstance(value, list) and value else set()


def test_what_nobody_said_is_left_out(tmp_path: Path) -> None:
    bare = Publication("x", "何か")
    files = _written(tmp_path, bare, Told())
    made = json.loads(files["dcat.jsonld"])
    assert not {"dct:issued", "dct:modified", "dct:license", "dct:spatial", "dct:temporal"} & set(made)
    root = etree.fromstring(files["jmp20.xml"])
    assert all(one.text or len(one) for one in root.iter())
    assert "None" not in files["README.txt"].decode("utf-8-sig")
    assert json.loads(files["ckan.json"])["license_id"] == "notspecified"


def _paths(root: Any) -> list[str]:
    found = []
    for one in root.iter(etree.Element):
        above = [each.tag.rpartition("}")[2] for each in one.iterancestors()]
        found.append("/".join([*reversed(above), one.tag.rpartition("}")[2]]))
    return found


@pytest.mark.skipif(not realdata.FOUND, reason=realdata.ABSENT)
def test_jmp_has_the_elements_of_plateau_in_their_order(tmp_path: Path) -> None:
    archive = realdata.DATA / "plateau" / "13100_tokyo23-ku_2022_citygml_1_3_op.zip"
    with zipfile.ZipFile(archive) as opened:
        names = [one for one in opened.namelist() if "/metadata/" in one and one.endswith(".xml")]
        real = [etree.fromstring(opened.read(name)) for name in names]
    assert real
    root = etree.fromstring(_written(tmp_path)["jmp20.xml"])
    assert root.tag == f"{{{NAMESPACE}}}MD_Metadata"
    known: list[str] = list(dict.fromkeys(path for one in real for path in _paths(one)))
    mine = _paths(root)
    assert set(mine) <= set(known)
    for path in dict.fromkeys(mine):  # brothers stand in the order of theirs
        inner = [one for one in dict.fromkeys(mine) if one.rpartition("/")[0] == path]
        assert inner == sorted(inner, key=known.index)


def test_jmp_tells_what_was_decided(tmp_path: Path) -> None:
    root = etree.fromstring(_written(tmp_path)["jmp20.xml"])
    spaces = {"j": NAMESPACE}

    def value(path: str) -> str:
        return str(root.findtext(path, namespaces=spaces))

    inside = "j:identificationInfo/j:MD_DataIdentification/"
    assert value(f"{inside}j:citation/j:title") == "自治会の区域"
    assert value(f"{inside}j:citation/j:date/j:date") == "2026-05-01"
    assert "出典: 汐見浜市" in value(f"{inside}j:abstract")
    assert "<script>" in value(f"{inside}j:abstract")  # as text
    box = f"{inside}j:extent/j:geographicElement/j:EX_GeographicBoundingBox/"
    assert [value(f"{box}j:{edge}") for edge in ("westBoundLongitude", "northBoundLatitude")] == [
        "129.5",
        "33.125",
    ]
    assert value("j:dateStamp") == "2026-06-01"


def test_the_text_opens_in_notepad(tmp_path: Path) -> None:
    content = _written(tmp_path)["README.txt"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig")
    for word in ("自治会の区域", "CC BY 4.0", "出典: 汐見浜市", "毎年", "地域振興課", "自治会名  Name", "12"):
        assert word in text


def test_ckan_takes_the_names(tmp_path: Path) -> None:
    made = json.loads(_written(tmp_path)["ckan.json"])
    assert made["name"] == "neighbourhood-associations"
    assert made["private"] is True
    assert [one["upload"] for one in made["resources"]][:2] == ["data/areas.geojson", "data/areas.shp"]
    assert all((tmp_path / one["upload"]).is_file() for one in made["resources"])
    assert {one["key"] for one in made["extras"]} >= {"spatial", "crs", "frequency", "features"}
    assert (
        json.loads(next(one["value"] for one in made["extras"] if one["key"] == "spatial"))["type"]
        == "Polygon"
    )


@pytest.mark.parametrize("english", ["", "x", "  ", "日本語", "../../etc"])
def test_names_in_addresses_are_plain(english: str) -> None:
    name = id_of(replace(SAID, english=english))
    assert name.replace("-", "").isalnum()
    assert name.isascii()
    assert name == name.lower()
    assert len(name) >= 2


def test_a_file_elsewhere_brings_no_folder_along(tmp_path: Path) -> None:
    other = tmp_path / "山田" / "a.csv"
    other.parent.mkdir()
    other.write_bytes(b"x")
    made = describe(SAID, SITE, [other], tmp_path / "out", Told())
    assert [one.name for one in made.files] == ["a.csv"]


def test_signs_that_nobody_sees_are_left_out(tmp_path: Path) -> None:
    said = replace(SAID, title="名前\x00\x1b\u202eabc\n次", credit="\ud800x")
    made = describe(said, SITE, [], tmp_path, Told())
    assert made.title == "名前abc 次"
    assert made.credit == "?x"
    write_metadata(said, SITE, [], tmp_path)


@pytest.mark.parametrize("cycle", CYCLES)
def test_every_cycle_is_told(tmp_path: Path, cycle: str) -> None:
    made = json.loads(_written(tmp_path, replace(SAID, cycle=cycle))["dcat.jsonld"])
    assert made["dct:accrualPeriodicity"]["@id"].endswith(CYCLES[cycle][1])
