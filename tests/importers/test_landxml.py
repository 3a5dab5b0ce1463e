"""Design surfaces of LandXML: axes, systems, units, and what is no good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.landxml import read_landxml, system
from importers.registry import recognise
from layers.errors import (
    DamagedFile,
    ImportFailed,
    NotRecognised,
    SourceMissing,
    UnknownCrs,
    Unsafe,
    UnsupportedVersion,
)
from layers.feedback import Cancelled, Feedback
from layers.heights import StoreHeights

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Finding

POINTS = (
    '<P id="1">-27662.2 34671.5 10</P><P id="b">-27652.2 34671.5 10</P>'
    '<P id="3">-27652.2 34681.5 15</P><P id="4">-27662.2 34681.5 15</P>'
)
FACES = "<F>1 b 3</F><F>1 3 4</F>"
SYSTEM = (
    '<CoordinateSystem name="CRS1" horizontalDatum="JGD2011" verticalDatum="T.P" '
    'horizontalCoordinateSystemName="1(X,Y)"/>'
)


def surface(points: str = POINTS, faces: str = FACES, name: str = "設計面") -> str:
    return (
        f'<Surface name="{name}"><Definition surfType="TIN"><Pnts>{points}</Pnts>'
        f"<Faces>{faces}</Faces></Definition></Surface>"
    )


def landxml(
    path: Path,
    *surfaces: str,
    told: str = SYSTEM,
    unit: str = "meter",
    head: str = "",
    tail: str = "</LandXML>",
) -> Path:
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<LandXML version="1.2" '
        f'xmlns="http://www.landxml.org/schema/LandXML-1.2"><Units><Metric linearUnit="{unit}"/></Units>'
        f"{told}<Surfaces>{''.join(surfaces)}</Surfaces>{tail}",
        "utf-8",
    )
    return path


def test_a_surface_is_read_with_north_first(tmp_path: Path) -> None:
    findings: list[Finding] = []
    (tin,) = read_landxml(landxml(tmp_path / "設計.xml", surface()), Feedback(), findings)
    assert (tin.name, tin.crs, tin.corners.shape) == ("設計面", "EPSG:6669", (2, 3, 3))
    assert tin.box == (34671.5, -27662.2, 34681.5, -27652.2)
    assert findings == []
    places = np.array([[34676.5, -27657.0, 12.5], [34676.5, -27660.0, 13.0], [34600.0, -27657.0, 0.0]])
    triangles = tin.under(places)
    assert triangles.tolist()[2] == -1
    assert tin.above(places[:2], triangles[:2]) == pytest.approx([0.0, 0.5])
    assert tin.normals[:, 2] == pytest.approx(2 / np.sqrt(5))


def test_several_surfaces_and_another_unit(tmp_path: Path) -> None:
    first, second = read_landxml(
        landxml(tmp_path / "a.xml", surface(name="現況"), surface(), unit="millimeter", told=""),
        Feedback(),
        [],
    )
    assert (first.name, second.name, first.crs) == ("現況", "設計面", "")
    assert second.box[0] == pytest.approx(34.6715)


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    points = f'{POINTS}<P id="5">1 2</P><P id="6">1 x 3</P><P>9 9 9</P>'
    faces = f'{FACES}<F>1 b 9</F><F>1 b</F><F>1 b 6</F><F i="1">1 b 5</F>'
    findings: list[Finding] = []
    (tin,) = read_landxml(landxml(tmp_path / "a.xml", surface(points, faces)), Feedback(), findings)
    assert len(tin.corners) == 2
    assert {one.code: one.count for one in findings} == {"landxml-points": 2, "landxml-faces": 3}
    assert "設計面" in str(findings[0].message)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"horizontalDatum": "JGD2011", "horizontalCoordinateSystemName": "9(X,Y)"}, "EPSG:6677"),
        ({"horizontalDatum": "JGD2000", "horizontalCoordinateSystemName": "1(X,Y)"}, "EPSG:2443"),
        ({"horizontalDatum": "TD", "horizontalCoordinateSystemName": "1(X,Y)"}, "EPSG:30161"),
        ({"epsgCode": "6674"}, "EPSG:6674"),
        ({"epsgCode": "4326"}, ""),
        ({"horizontalDatum": "JGD2011", "horizontalCoordinateSystemName": "20(X,Y)"}, ""),
        ({"horizontalCoordinateSystemName": "1(X,Y)"}, ""),
    ],
)
def test_systems_are_told_by_datum_and_zone_or_by_code(told: dict[str, str], code: str) -> None:
    assert system(told) == code


def test_what_is_no_design_gets_one_sentence(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE LandXML [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;">]>'
    cases: list[tuple[Path, type[ImportFailed | SourceMissing], str]] = [
        (landxml(tmp_path / "a.xml", surface(), head=doctype), Unsafe, "DOCTYPE"),
        (landxml(tmp_path / "b.xml", surface(), unit="foot"), UnsupportedVersion, "foot"),
        (landxml(tmp_path / "c.xml"), NotRecognised, "TIN"),
        (landxml(tmp_path / "d.xml", surface(), tail=""), DamagedFile, "壊れて"),
        (tmp_path / "e.xml", SourceMissing, "見つかりません"),
    ]
    for name, content in (("f.xml", "<html/>"), ("g.xml", "点群"), ("h.xml", "")):
        (tmp_path / name).write_text(content, "utf-8")
        cases.append((tmp_path / name, NotRecognised, "LandXML ではない"))
    for path, kind, words in cases:
        with pytest.raises(kind, match=words):
            read_landxml(path, Feedback(), [])
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        read_landxml(landxml(tmp_path / "z.xml", surface()), feedback, [])


def test_a_design_opens_as_terrain_where_it_lies(tmp_path: Path) -> None:
    file = landxml(tmp_path / "設計.xml", surface(), surface(name="別"))
    importer = recognise(file)
    assert importer.id == "terrain"
    result = importer.read(file, importer.Options(stores=tmp_path / "stores", cell=0.5), Feedback())
    (layer,) = result.layers
    west, south, _, east, north, _ = layer.extent() or (0.0,) * 6
    assert (west, south, east, north) == pytest.approx((34671.5, -27662.2, 34681.5, -27652.2), abs=1.0)
    assert [one.code for one in result.findings if one.code.startswith("landxml")] == ["landxml-surfaces"]
    height = StoreHeights(layer.data.store, "").height_at(np.array([34676.5]), np.array([-27657.2]))
    assert height[0] == pytest.approx(12.5, abs=0.3)
    untold = landxml(tmp_path / "不明.xml", surface(), told="")
    with pytest.raises(UnknownCrs, match="座標系"):
        importer.read(untold, importer.Options(stores=tmp_path / "stores"), Feedback())
