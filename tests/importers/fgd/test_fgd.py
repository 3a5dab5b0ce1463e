"""基盤地図情報（基本項目）: every class, shape and attribute of the published structure."""

from __future__ import annotations

import threading
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
import shapely
from pyproj import Transformer

from importers.base import Sniff
from importers.fgd import reader
from importers.fgd.classes import CLASSES
from importers.fgd.importer import FgdOptions, FgdVector
from layers.errors import DamagedFile, NotRecognised, SourceMissing, Unsafe
from layers.feedback import Cancelled, Feedback
from tests.importers.citygml.reading import JAPANESE, expect_sentence
from tests.importers.fgd.gml import Feature, count, dataset
from tests.realdata import ABSENT, real_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from importers.collection import Collection

RING = [(129.87, 32.75), (129.88, 32.75), (129.88, 32.76), (129.87, 32.76)]
HOLE = [(129.873, 32.753), (129.873, 32.756), (129.876, 32.756)]
LINE = [(129.87, 32.75), (129.871, 32.751), (129.873, 32.75), (129.874, 32.7525)]
DEM = real_files("gis/fgddem-rs/tests/fixture/FG-GML-*-DEM??-????????.xml")


def read(path: Path) -> dict[str, Collection]:
    return {one.key: one for one in reader.read_collections(path, FgdOptions(), Feedback())}


def read_text(
    base: Path, text: str, name: str = "FG-GML-493714-BldA-20240101-0001.xml"
) -> dict[str, Collection]:
    path = base / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def building(
    at: int = 0, rings: Sequence[Sequence[tuple[float, float]]] = (RING,), kind: str = "普通建物"
) -> Feature:
    return Feature("BldA", rings, {"type": kind, "name": f"建物{at}"} if at else {"type": kind})


def codes(collections: dict[str, Collection]) -> set[str]:
    return {finding.code for one in collections.values() for finding in one.findings}


def area_by_hand(ring: Sequence[tuple[float, float]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


# ------------------------------------------------------------------------------------- shapes


def test_areas_with_holes_are_as_large_as_they_are_drawn(tmp_path: Path) -> None:
    text = dataset([building(1, [RING, HOLE]), building(2, [HOLE])])
    found = read_text(tmp_path, text)["BldA"]
    assert shapely.area(found.geometry) == pytest.approx(
        [area_by_hand(RING) - area_by_hand(HOLE), area_by_hand(HOLE)]
    )
    assert shapely.get_num_interior_rings(found.geometry).tolist() == [1, 0]
    assert shapely.bounds(found.geometry)[0].tolist() == pytest.approx([129.87, 32.75, 129.88, 32.76])


def test_curves_in_pieces_are_one(tmp_path: Path) -> None:
    features = [
        Feature("RdEdg", [LINE], {"type": "真幅道路"}, pieces=2),
        Feature("BldA", [RING, HOLE], {"type": "普通建物"}, pieces=2),
    ]
    found = read_text(tmp_path, dataset(features))
    assert shapely.get_coordinates(found["RdEdg"].geometry).tolist() == [list(point) for point in LINE]
    assert shapely.get_num_coordinates(found["BldA"].geometry)[0] == len(RING) + len(HOLE) + 2
    assert shapely.is_valid(found["BldA"].geometry).all()


def test_a_surface_of_two_patches_is_one_feature(tmp_path: Path) -> None:
    patch = "</gml:PolygonPatch><gml:PolygonPatch>"
    text = (
        dataset([building(1, [RING, HOLE])])
        .replace("<gml:interior>", f"{patch}<gml:exterior>")
        .replace("</gml:interior>", "</gml:exterior>")
    )
    found = read_text(tmp_path, text)["BldA"]
    assert shapely.get_type_id(found.geometry).tolist() == [shapely.GeometryType.MULTIPOLYGON]
    assert shapely.area(found.geometry)[0] == pytest.approx(area_by_hand(RING) + area_by_hand(HOLE))


def test_a_broken_shape_is_left_out_and_told(tmp_path: Path) -> None:
    features = [building(1), building(2, [[(1.0, 2.0), (3.0, 4.0)]]), building(3, [RING, HOLE])]
    text = dataset(features).replace("32.753000000", "32.75x000000")
    found = read_text(tmp_path, text)["BldA"]
    assert found.table["name"].to_pylist() == ["建物1"]
    assert found.left_out == {reader.BROKEN_SHAPE: 2}
    (told,) = [finding for finding in found.findings if finding.code == "shape-broken"]
    assert told.count == 2
    assert "fgoid:10-00100-11-1002-1" in str(told.message)


def test_a_list_with_a_number_too_few_spoils_no_neighbour(tmp_path: Path) -> None:
    text = dataset([building(1), building(2), building(3)])
    first = text.index("129.870000000", text.index("建物1"))
    text = text[:first] + text[first + len("129.870000000") :]
    found = read_text(tmp_path, text)["BldA"]
    assert found.table["name"].to_pylist() == ["建物1", "建物3"]
    assert shapely.area(found.geometry) == pytest.approx([area_by_hand(RING)] * 2)


# ------------------------------------------------------------------------------------- classes and attributes


def test_every_class_has_a_japanese_name_and_comes_in(tmp_path: Path) -> None:
    features = [
        Feature(
            name,
            [[LINE[0]]] if name.endswith(("Pt", "GCP")) else [RING],
            {"type": "その他"} if name != "BldL" else {},
        )
        for name in CLASSES
    ] * 3
    text = dataset(features)
    found = read_text(tmp_path, text)
    assert {key: len(one.table) for key, one in found.items()} == count(text.encode())
    assert all(JAPANESE.search(one.name) for one in found.values())
    assert not any(shapely.is_missing(one.geometry).any() for one in found.values())
    assert list(found)[:3] == ["GCP", "ElevPt", "Cntr"]


def test_attributes_are_typed_and_named(tmp_path: Path) -> None:
    features = [
        Feature("Cntr", [LINE], {"type": "等高線", "alti": "120.5"}),
        Feature("Cntr", [LINE], {"type": "等高線", "alti": "-3", "vis": "表示"}, {"lfSpanFr": "2021-10-01"}),
        Feature("AdmPt", [[LINE[0]]], {"type": "市区町村", "name": "長崎市", "admCode": "42201"}),
    ]
    found = read_text(tmp_path, dataset(features))
    contour = found["Cntr"]
    assert contour.table["alti"].to_pylist() == [120.5, -3.0]
    assert contour.table["vis"].to_pylist() == [None, "表示"]
    assert contour.table["type_code"].to_pylist() == ["等高線"] * 2
    assert contour.table["lfSpanFr"].to_pylist() == ["2020-04-01", "2021-10-01"]
    assert contour.table["orgGILvl"].to_pylist() == [2500, 2500]
    assert contour.table["fid"].to_pylist() == [f"fgoid:10-00100-11-1002-{k}" for k in range(2)]
    assert contour.date == "2021-10-01"
    labels = {one.name: (one.label, one.unit, one.kind) for one in contour.attributes}
    assert labels["alti"] == ("標高", "m", "number")
    assert labels["type"] == ("種別", "", "code")
    place = found["AdmPt"]
    assert (place.table["name"].to_pylist(), place.table["admCode"].to_pylist()) == (["長崎市"], ["42201"])
    assert (place.geometry[0].x, place.geometry[0].y) == LINE[0]


def test_what_is_new_is_kept_under_its_own_name(tmp_path: Path) -> None:
    features = [
        Feature("NewThing", [LINE], {"type": "何か", "colour": "赤"}),
        Feature("ElevPt", [[LINE[0]]], {"alti": "高い"}),
    ]
    found = read_text(tmp_path, dataset(features))
    assert found["NewThing"].table["colour"].to_pylist() == ["赤"]
    assert found["NewThing"].name == "NewThing"
    assert found["ElevPt"].table["alti"].to_pylist() == ["高い"]
    assert {one.name: one.kind for one in found["ElevPt"].attributes}["alti"] == "text"


def test_texts_with_references_and_space_are_read(tmp_path: Path) -> None:
    text = dataset([building(1)]).replace("建物1", " A&amp;B&#x30D3;ル ")
    assert read_text(tmp_path, text)["BldA"].table["name"].to_pylist() == ["A&Bビル"]


# ------------------------------------------------------------------------------------- where it lies


@pytest.mark.parametrize(
    ("srs", "crs", "key"),
    [
        ("fguuid:jgd2024.bl", "EPSG:6668", "BldA"),
        ("fguuid:jgd2011.bl", "EPSG:6668", "BldA"),
        ("fguuid:jgd2000.bl", "EPSG:4612", "BldA@4612"),
        ("fguuid:other.bl", "", "BldA"),
    ],
)
def test_the_system_is_the_declared_one(tmp_path: Path, srs: str, crs: str, key: str) -> None:
    found = read_text(tmp_path, dataset([building()], srs=srs))
    assert found[key].crs == crs
    assert ("jgd2024" in codes(found)) == ("2024" in srs)
    assert ("crs-unknown" in codes(found)) == (not crs)


def test_files_of_two_systems_do_not_mix(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        for number, year in enumerate(("2000", "2011", "2024")):
            target.writestr(f"FG-GML-{number}.xml", dataset([building(1)] * 2, srs=f"fguuid:jgd{year}.bl"))
    found = read(tmp_path / "a.zip")
    assert {key: len(one.table) for key, one in found.items()} == {"BldA": 4, "BldA@4612": 2}


# ------------------------------------------------------------------------------------- files


def test_a_zip_of_zips_is_read_in_place(tmp_path: Path) -> None:
    roads = dataset([Feature("RdEdg", [LINE], {"type": "真幅道路"})] * 2)
    with zipfile.ZipFile(tmp_path / "FG-GML-493714-ALL-20240101.zip", "w") as target:
        target.writestr("FG-GML-493714-BldA-20240101-0001.xml", dataset([building(1)]))
        target.writestr("FG-GML-493714-BldA-20240101-0002.xml", dataset([building(2)]))
        target.writestr("FG-GML-493714-RdEdg-20240101-0001.xml", roads)
        target.writestr("fmdid15-3101.xml", "<metadata/>")
    with zipfile.ZipFile(tmp_path / "PackDLMap.zip", "w") as target:
        target.write(tmp_path / "FG-GML-493714-ALL-20240101.zip", "FG-GML-493714-ALL-20240101.zip")
    path = tmp_path / "PackDLMap.zip"
    assert FgdVector().sniff(path, path.read_bytes()[:65536]) is Sniff.YES
    found = read(path)
    assert {key: len(one.table) for key, one in found.items()} == {"BldA": 2, "RdEdg": 2}
    assert "other-xml" in codes(found)


@pytest.mark.skipif(not DEM, reason=ABSENT)
def test_elevation_models_are_left_to_others(tmp_path: Path) -> None:
    content = DEM[0].read_bytes()
    assert FgdVector().sniff(DEM[0], content[:65536]) is Sniff.NO
    with pytest.raises(NotRecognised) as caught:
        read(DEM[0])
    expect_sentence(caught.value, DEM[0].name)
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as target:
        target.writestr("dem.xml", content)
        target.writestr("FG-GML-BldA.xml", dataset([building()]))
    assert FgdVector().sniff(tmp_path / "both.zip", b"PK") is Sniff.YES
    found = read(tmp_path / "both.zip")
    assert list(found) == ["BldA"]
    assert "elevation-model" in codes(found)


def test_both_readers_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    features = [building(k, [RING, HOLE] if k % 3 else [RING]) for k in range(1, 40)]
    features += [Feature("RdEdg", [LINE], {"type": "真幅道路"}, {}) for _ in range(30)]
    text = dataset(features)
    fast = read_text(tmp_path, text)
    slow = read_text(tmp_path, text.replace("\n<fid>", "\n<![CDATA[]]><fid>"))
    monkeypatch.setattr("importers.xmlsource.stream.CHUNK", 500)
    monkeypatch.setattr("importers.xmlsource.scan.WINDOW", 500)
    monkeypatch.setattr("importers.xmlsource.scan._HEAD", 600)
    small = read_text(tmp_path, text)
    slow_and_small = read_text(tmp_path, text.replace("\n<fid>", "\n<![CDATA[]]><fid>"))
    for other in (slow, small, slow_and_small):
        assert list(other) == list(fast)
        for key, one in fast.items():
            assert one.table.equals(other[key].table)
            assert shapely.equals_exact(one.geometry, other[key].geometry).all()
            assert one.attributes == other[key].attributes


@pytest.mark.parametrize("encoding", ["Shift_JIS", "EUC-JP", "UTF-16"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = dataset([building(1)]).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    path = tmp_path / "a.xml"
    path.write_bytes(text.encode(encoding))
    assert FgdVector().sniff(path, path.read_bytes()) is Sniff.YES
    assert read(path)["BldA"].table["name"].to_pylist() == ["建物1"]


# ------------------------------------------------------------------------------------- damage and malice


def test_a_damaged_file_is_told_with_its_line(tmp_path: Path) -> None:
    text = dataset([building(k) for k in range(1, 20)])
    spoiled = text.replace("建物9</name>", "建物9</label>")
    with pytest.raises(DamagedFile) as caught:
        read_text(tmp_path, spoiled)
    expect_sentence(caught.value, "FG-GML-493714-BldA", "行目")
    assert caught.value.where.line == spoiled[: spoiled.index("</label>")].count("\n") + 1


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_a_file_that_is_cut_is_not_half_a_map(tmp_path: Path, share: float) -> None:
    text = dataset([building(k) for k in range(1, 20)])
    with pytest.raises((DamagedFile, NotRecognised)) as caught:
        read_text(tmp_path, text[: int(len(text) * share)])
    expect_sentence(caught.value, "FG-GML-493714-BldA")


def test_damage_within_a_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.xml", dataset([building(k) for k in range(200)]))
        target.writestr("b.xml", dataset([building(1)]))
    content = bytearray(path.read_bytes())
    content[400:420] = b"\xff" * 20
    path.write_bytes(content)
    found = read(path)
    assert len(found["BldA"].table) == 1
    assert "file-left-out" in codes(found)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE Dataset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n',
        '<!DOCTYPE Dataset SYSTEM "http://127.0.0.1:9/x.dtd">\n',
    ],
)
def test_document_types_are_refused(tmp_path: Path, head: str) -> None:
    text = dataset([building(1)], head=head).replace("建物1", "&b;")
    with pytest.raises(Unsafe) as caught:
        read_text(tmp_path, text)
    expect_sentence(caught.value, "DOCTYPE")
    assert FgdVector().sniff(tmp_path / "a.xml", text.encode()) is Sniff.NO


def test_an_unknown_entity_is_damage(tmp_path: Path) -> None:
    text = dataset([building(1)]).replace("建物1", "<![CDATA[x]]>&unknown;")
    with pytest.raises(DamagedFile):
        read_text(tmp_path, text)


def test_foreign_and_missing_files(tmp_path: Path) -> None:
    for name, content in {
        "a.xml": b"<other/>",
        "b.gml": b'<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0"/>',
        "c.xml": '<地図 xmlns="http://www.moj.go.jp/MINJI/tizuxml"/>'.encode(),
        "d.zip": b"PK\x03\x04",
        "empty.xml": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        assert FgdVector().sniff(tmp_path / name, content) is Sniff.NO, name
        with pytest.raises((NotRecognised, DamagedFile)) as caught:
            read(tmp_path / name)
        expect_sentence(caught.value, name)
    with pytest.raises(SourceMissing) as missing:
        FgdVector().read(tmp_path / "gone.xml", FgdOptions(stores=tmp_path), Feedback())
    expect_sentence(missing.value, "gone.xml")


def test_a_wish_to_stop_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    text = dataset([building(k, [RING, HOLE]) for k in range(3000)])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(40):
            target.writestr(f"{number}.xml", text)
    feedback = Feedback()
    threading.Timer(0.2, feedback.cancel).start()
    started = time.perf_counter()
    with pytest.raises(Cancelled):
        reader.read_collections(path, FgdOptions(), feedback)
    assert time.perf_counter() - started < 1.2


def test_a_file_becomes_layers_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "FG-GML-493714-ALL.xml"
    features = [building(1, [RING, HOLE]), building(2), Feature("RdEdg", [LINE], {"type": "真幅道路"})]
    path.write_text(dataset(features), encoding="utf-8")
    result = FgdVector().read(path, FgdOptions(stores=tmp_path / "stores"), Feedback())
    assert [layer.name for layer in result.layers] == ["建築物", "道路縁"]
    assert result.counts["features"] == 3
    extent = result.layers[0].extent()
    assert extent is not None
    transformer = Transformer.from_crs("EPSG:6668", "EPSG:6669", always_xy=True)
    east, north = transformer.transform([point[0] for point in RING], [point[1] for point in RING])
    assert (*extent[:2], *extent[3:5]) == pytest.approx(
        (min(east), min(north), max(east), max(north)), abs=1e-3
    )
    # by hand: 129.87 E 32.75 N is 34,671.509 east and -27,662.224 north in zone I
    assert (east[0], north[0]) == pytest.approx((34_671.509, -27_662.224), abs=1e-3)
    assert result.layers[0].source.credit == reader.CREDIT
