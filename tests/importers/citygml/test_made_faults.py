"""Faults made here: each is told by its own code, and sound shapes by none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.errors import NotRecognised
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, codes, folder, load, look
from tests.importers.citygml.test_malformed import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.feedback import Finding


def made(tmp_path: Path, *members: str, srs: str = gml.SRS) -> list[Finding]:
    return look(folder(tmp_path, {GML: gml.model(*members, srs=srs)})).findings


def roof(polygon: str) -> str:
    return f"<bldg:lod0RoofEdge>{gml.surfaces(polygon)}</bldg:lod0RoofEdge>"


BIG: list[gml.Point] = [(0.0, 0.0, 0.0), (20.0, 0.0, 0.0), (20.0, 20.0, 0.0), (0.0, 20.0, 0.0)]


def square(east: float, north: float, size: float) -> list[gml.Point]:
    """Return a hole, clockwise."""
    return [
        (east, north, 0.0),
        (east, north + size, 0.0),
        (east + size, north + size, 0.0),
        (east + size, north, 0.0),
    ]


BOX = gml.Box()
FACES = [gml.polygon(face) for face in BOX.faces()]
FACES_APART = [gml.polygon(face) for face in gml.Box(east=50.0).faces()]

MADE: dict[str, tuple[str, str]] = {
    "sound": (gml.lod1(BOX), ""),
    "hole": (roof(gml.polygon(BIG, square(5, 5, 3))), ""),
    "two holes": (roof(gml.polygon(BIG, square(5, 5, 3), square(10, 10, 3))), ""),
    "hole outside": (roof(gml.polygon(BIG, square(30, 5, 3))), "hole-outside"),
    "hole in a hole": (roof(gml.polygon(BIG, square(5, 5, 8), square(6, 6, 2))), "holes-overlap"),
    "hole twice": (roof(gml.polygon(BIG, square(5, 5, 3), square(5, 5, 3))), "polygon-self-crossing"),
    "hole over the edge": (roof(gml.polygon(BIG, square(18, 5, 5))), "polygon-self-crossing"),
    "holes crossing": (
        roof(gml.polygon(BIG, square(5, 5, 5), square(8, 8, 5))),
        "polygon-self-crossing",
    ),
    "hole from side to side": (
        roof(
            gml.polygon(BIG, [(0.0005, 10.0, 0.0), (5.0, 12.0, 0.0), (19.9995, 10.0, 0.0), (5.0, 8.0, 0.0)])
        ),
        "hole-touches",
    ),
    "bow": (roof(gml.polygon([BIG[0], BIG[2], BIG[1], (0.0, 15.0, 0.0)])), "polygon-self-crossing"),
    "equal bow": (roof(gml.polygon([BIG[0], BIG[2], BIG[1], BIG[3]])), "polygon-self-crossing"),
    "no area": (
        roof(gml.polygon([(0.0, 0.0, 0.0), (5.0, 0.0, 0.0), (9.0, 0.0, 0.0)])),
        "polygon-no-area",
    ),
    "open": (f"<bldg:lod1Solid>{gml.solid(*FACES[1:])}</bldg:lod1Solid>", "solid-open"),
    "a face turned": (
        f"<bldg:lod1Solid>{gml.solid(gml.polygon(BOX.faces()[0][::-1]), *FACES[1:])}</bldg:lod1Solid>",
        "solid-face-turned",
    ),
    "inside out": (
        f"<bldg:lod1Solid>{gml.solid(*(gml.polygon(face[::-1]) for face in BOX.faces()))}</bldg:lod1Solid>",
        "solid-inside-out",
    ),
    "pieces": (
        f"<bldg:lod1Solid>{gml.solid(*FACES, *FACES_APART)}</bldg:lod1Solid>",
        "solid-in-pieces",
    ),
    "boundary without a solid": (gml.lod2(BOX, "p").partition("</bldg:lod2Solid>")[2], ""),
    "open boundary without a solid": (
        gml.lod2(BOX, "p").partition("</bldg:lod2Solid>")[2].partition("</bldg:boundedBy>")[2],
        "",
    ),
    "solid by reference": (gml.lod2(BOX, "p"), ""),
    "open solid by reference": (
        re.sub(r"<bldg:boundedBy><bldg:RoofSurface>.*?</bldg:boundedBy>", "", gml.lod2(BOX, "p")),
        "solid-open xlink-dangling",
    ),
    "bent": (
        roof(gml.polygon([*BIG[:2], (20.0, 20.0, 0.2), BIG[3]])),
        "polygon-not-flat",
    ),
    "hardly bent": (roof(gml.polygon([*BIG[:2], (20.0, 20.0, 0.02), BIG[3]])), ""),
    "short edge": (roof(gml.polygon([BIG[0], (0.005, 0.0, 0.0), *BIG[1:]])), "edge-short"),
    "no shape": ("<bldg:storeysAboveGround>2</bldg:storeysAboveGround>", "no-geometry"),
    "far away": (gml.lod1(gml.Box(east=40_000.0)), "outside-mesh"),
    "the same id inside": (
        roof(gml.polygon(BIG, id="p"))
        + gml.lod1(BOX).replace("<gml:Polygon>", '<gml:Polygon gml:id="p">', 1),
        "id-repeated-inside",
    ),
}


@pytest.mark.parametrize(("content", "code"), MADE.values(), ids=list(MADE))
def test_each_fault_is_told_by_its_own_code_and_sound_shapes_by_none(
    content: str, code: str, tmp_path: Path
) -> None:
    sound = gml.building("sound", gml.lod1(gml.Box(east=200.0)))
    findings = made(tmp_path, sound, gml.building("bad", content))
    assert codes(findings) == set(code.split())
    for finding in findings:
        assert finding.count == 1
        assert finding.where.id == ("p" if code == "id-repeated-inside" else "bad")
        assert finding.where.line > 6
        if finding.code not in ("no-geometry", "id-repeated-inside", "xlink-dangling"):
            assert finding.where.point is not None
            assert finding.where.point[0] == pytest.approx(gml.HERE[1], abs=0.5)
            assert finding.where.point[1] == pytest.approx(gml.HERE[0], abs=0.5)


def test_a_building_that_stands_twice_is_told(tmp_path: Path) -> None:
    findings = made(
        tmp_path, gml.building("a"), gml.building("b", gml.lod1(gml.Box(east=30))), gml.building("c")
    )
    (finding,) = findings
    assert (finding.code, finding.count, finding.where.id) == ("building-doubled", 1, "c")


@pytest.mark.parametrize(
    ("srs", "code"),
    [
        (gml.SRS, None),
        ("urn:ogc:def:crs:EPSG::6697", None),
        ("EPSG:6697", None),
        ("http://www.opengis.net/def/crs/EPSG/0/6668", None),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "srs-unusual"),
        ("http://www.opengis.net/def/crs/EPSG/0/4612", "srs-unusual"),
        ("http://www.opengis.net/def/crs/EPSG/0/669", "srs-assumed"),
        ("http://www.opengis.net/def/crs/EPSG/0/3857", "srs-assumed"),
        ("nonsense", "srs-assumed"),
        ("", "srs-assumed"),
    ],
)
def test_systems_that_are_not_those_of_the_specification_are_told(
    srs: str, code: str | None, tmp_path: Path
) -> None:
    findings = made(tmp_path, gml.building("a"), srs=srs)
    assert codes(findings) == ({code} if code else set())
    assert all(finding.where.line == 3 for finding in findings)


def test_longitude_first_is_turned_round_and_told(tmp_path: Path) -> None:
    text = gml.model(gml.building("a"))

    def swap(match: re.Match[str]) -> str:
        words = match[2].split()
        words[::3], words[1::3] = words[1::3], words[::3]
        return match[1] + " ".join(words) + match[3]

    straight = load(folder(tmp_path / "straight", {GML: text}), tmp_path / "stores")
    swapped = load(folder(tmp_path / "swapped", {GML: NUMBERS.sub(swap, text)}), tmp_path / "stores")
    assert codes(swapped.findings) == {"axes-swapped"}
    assert swapped.layers[0].extent() == pytest.approx(straight.layers[0].extent())


def test_nothing_usable_is_said_with_its_reason(tmp_path: Path) -> None:
    broken = gml.model(gml.member("<bldg:Building><a></b></bldg:Building>"))
    with pytest.raises(NotRecognised) as caught:
        load(folder(tmp_path, {GML: broken}), tmp_path / "stores")
    assert "表示できる建物" in str(caught.value.message)
    assert "閉じていません" in str(caught.value.hint)


def test_findings_beyond_what_is_listed_are_still_counted(
    tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    files: dict[str, str | bytes] = {}
    for number in range(230):
        files[GML.replace(gml.MESH, f"{number:08d}")] = gml.model(
            gml.building("a", "<bldg:storeysAboveGround>2</bldg:storeysAboveGround>")
        )
    findings = [
        finding for finding in look(folder(tmp_path, files)).findings if finding.code == "no-geometry"
    ]
    assert len(findings) == 201
    assert sum(finding.count for finding in findings) == 230
    assert "ほかの 30 個のファイル" in str(findings[-1].message)
