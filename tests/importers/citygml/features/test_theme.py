"""Reading a theme: damage, groups, stopping, other processes, several systems."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
import shapely

from importers.citygml.dataset import open_dataset
from importers.citygml.features.theme import read_theme
from importers.citygml.features.themes import themes
from layers.feedback import Cancelled, Feedback
from tests.importers.citygml import gml, reading
from tests.importers.citygml.features import made

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection


def files(count: int = 3) -> dict[str, str]:
    return {
        made.path_of("tran", f"5439142{number}_tran_6697_op.gml"): made.document(
            made.road("", f"a{number}"), made.road("<gml:name>橋通り</gml:name>", f"b{number}")
        )
        for number in range(count)
    }


def plain(collections: list[Collection]) -> list[object]:
    return [
        (one.key, one.name, one.table.to_pylist(), shapely.to_wkb(one.geometry).tolist(), one.attributes)
        for one in collections
    ]


def test_themes_are_counted_without_buildings_and_terrain(tmp_path: Path) -> None:
    content = files() | {
        reading.GML: gml.model(*gml.street(1)),
        f"{reading.ROOT}/udx/dem/543914_dem_6697_op.gml": made.document(),
        made.path_of("urf"): made.document(),
    }
    dataset = open_dataset(reading.folder(tmp_path, content))
    assert themes(dataset) == {"tran": 3, "urf": 1}


def test_other_processes_give_the_same(tmp_path: Path) -> None:
    dataset = open_dataset(reading.folder(tmp_path, files()))
    here = read_theme(dataset, "tran", {}, made.TARGET, Feedback())
    assert len(here[0].table) == 6
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        elsewhere = read_theme(dataset, "tran", {}, made.TARGET, Feedback(), executor)
    assert plain(here) == plain(elsewhere)


@pytest.mark.parametrize("many", [False, True])
def test_reading_stops_when_asked_to(tmp_path: Path, *, many: bool) -> None:
    dataset = open_dataset(reading.folder(tmp_path, files()))
    feedback = Feedback()
    feedback.cancel()
    with ThreadPoolExecutor(2) as executor, pytest.raises(Cancelled):
        read_theme(dataset, "tran", {}, made.TARGET, feedback, executor if many else None)


def test_damaged_members_are_left_out_and_told(tmp_path: Path) -> None:
    text = made.document(
        made.road("", "a"), made.road("<tran:function>1</tran:usage>", "b"), made.road("", "c")
    )
    (roads,), _ = made.read(tmp_path, "tran", {made.path_of("tran"): text})
    assert roads.table.column("gml_id").to_pylist() == ["a", "c"]
    assert roads.left_out == {"damaged": 1}
    assert any(finding.severity == "error" for finding in roads.findings)


def test_what_is_read_elsewhere_is_counted(tmp_path: Path) -> None:
    group = '<grp:CityObjectGroup gml:id="g"><grp:groupMember xlink:href="#a"/></grp:CityObjectGroup>'
    building = '<bldg:Building gml:id="x"/>'
    text = made.document(made.road("", "a"), group, building)
    (roads,), _ = made.read(tmp_path, "tran", {made.path_of("tran"): text})
    assert roads.left_out == {"groups": 1, "read-elsewhere": 1}


def test_a_file_that_is_no_citygml_is_told_and_stops_nothing(tmp_path: Path) -> None:
    content = files(1) | {made.path_of("tran", "00000000_tran_6697_op.gml"): "<html/>"}
    (roads,), _ = made.read(tmp_path, "tran", content)
    assert len(roads.table) == 2
    assert "file-not-read" in {finding.code for finding in roads.findings}
    collections, findings = made.read(tmp_path / "alone", "tran", {made.path_of("tran"): "<html/>"})
    assert not collections
    assert [finding.code for finding in findings] == ["file-not-read"]


def test_systems_that_differ_are_kept_apart(tmp_path: Path) -> None:
    def pipe(first: str) -> str:
        shape = f"<gml:LineString><gml:posList>{first} {first}</gml:posList></gml:LineString>"
        return f'<uro:Pipe gml:id="p"><frn:lod1Geometry>{shape}</frn:lod1Geometry></uro:Pipe>'

    def text(code: int) -> str:
        return made.document(pipe("158000 21900 1"), srs=f"http://www.opengis.net/def/crs/EPSG/0/{code}")

    content = {
        made.path_of("unf", "08EE751_unf_10169_op.gml"): text(10169),
        made.path_of("unf", "09EE751_unf_10170_op.gml"): text(10170),
    }
    collections, _ = made.read(tmp_path, "unf", content)
    assert {(one.key, one.crs) for one in collections} == {
        ("uro:Pipe@EPSG:10169", "EPSG:10169"),
        ("uro:Pipe@EPSG:10170", "EPSG:10170"),
    }


def test_unknown_classes_are_read_all_the_same(tmp_path: Path) -> None:
    shape = f"<urf:lod1MultiSurface>{gml.surfaces(gml.polygon(made.SQUARE))}</urf:lod1MultiSurface>"
    zone = f'<urf:BrandNewZone gml:id="n"><urf:brandNew>新</urf:brandNew>{shape}</urf:BrandNewZone>'
    new = made.read_one(tmp_path, "urf", zone)
    assert (new.key, new.name) == ("urf:BrandNewZone", "urf:BrandNewZone")
    assert new.table.column("brandNew").to_pylist() == ["新"]
    assert new.geometry[0].area > 0
