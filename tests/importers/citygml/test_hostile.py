"""What a file may not do: read elsewhere, take memory on trust, hang, or stop the reading of the others."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from importers.citygml.dataset import open_dataset
from importers.citygml.importer import CityGmlOptions
from importers.registry import recognise
from layers.errors import GisError, ImportFailed, NotRecognised
from layers.feedback import Feedback
from tests.importers.citygml import gml
from tests.importers.citygml.reading import (
    GML,
    JAPANESE,
    ROOT,
    archive,
    codes,
    expect_sentence,
    folder,
    load,
    look,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "CANARY-51b0"
TOWN = gml.model(*gml.street(2))
OTHER = GML.replace(gml.MESH, "54391421")


class _Watch:
    """Hears of every file that Python opens; a hook cannot be taken away, but it can be told to rest."""

    def __init__(self) -> None:
        self.opened: list[str] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.opened is not None and event in (
            "open",
            "socket.connect",
            "socket.getaddrinfo",
            "os.listdir",
        ):
            self.opened.append(f"{event} {arguments[0]!s}" if event != "open" else str(arguments[0]))


_watch = _Watch()


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Return what is opened during the test."""
    _watch.opened = []
    yield _watch.opened
    _watch.opened = None


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder outside of any dataset whose files nobody may read."""
    place = tmp_path / "outside"
    place.mkdir()
    listed = (
        "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:dictionaryEntry><gml:Definition>"
        f"<gml:description>{CANARY}</gml:description><gml:name>411</gml:name>"
        "</gml:Definition></gml:dictionaryEntry></gml:Dictionary>"
    )
    (place / "list.xml").write_text(listed)
    (place / "secret.txt").write_text(CANARY)
    (place / "secret.jpg").write_text(CANARY)
    return place


def assert_nothing_leaked(stores: Path, opened: list[str], outside: Path, said: str) -> None:
    assert not [name for name in opened if str(outside) in name or name.startswith("socket")]
    assert not [name for name in opened if name in ("/etc/passwd", "/etc/hostname")]
    assert CANARY not in said
    for path in stores.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


# ------------------------------------------------------------------------------------- declared things

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
DOCTYPES = {
    "many laughs": (LAUGHS, "&j;"),
    "one large entity": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 5000),
    "a file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file://{outside}/secret.txt">]>', "&a;"),
    "a path": ('<!DOCTYPE x [<!ENTITY a SYSTEM "{outside}/secret.txt">]>', "&a;"),
    "a parameter entity": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "file://{outside}/secret.txt"> %a;]>', ""),
    "a document type elsewhere": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
    "the net": ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>', "&a;"),
    "attributes by default": ('<!DOCTYPE x [<!ATTLIST x y CDATA "&a;">]>', ""),
}


@pytest.mark.parametrize(("declared", "used"), DOCTYPES.values(), ids=list(DOCTYPES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(
    declared: str, used: str, encoding: str, tmp_path: Path, outside: Path, opened: list[str]
) -> None:
    declaration = '<?xml version="1.0"?>\n' + declared.replace("{outside}", str(outside))
    hostile = gml.model(gml.building("a", f"<gml:name>{used}</gml:name>"), declaration=declaration)
    alone = folder(tmp_path / "alone", {GML: hostile.encode(encoding)})
    started = time.perf_counter()
    with pytest.raises(NotRecognised) as caught:
        load(alone, tmp_path / "stores")
    expect_sentence(caught.value, "DOCTYPE", "行目")
    root = folder(tmp_path / "both", {GML: hostile.encode(encoding), OTHER: TOWN})
    result = load(root, tmp_path / "stores")
    assert time.perf_counter() - started < 30
    assert result.counts["buildings"] == 2
    assert "file-unsafe" in codes(result.findings)
    said = str(caught.value) + "".join(str(finding.message) for finding in result.findings)
    assert_nothing_leaked(tmp_path / "stores", opened, outside, said)


def test_entities_nobody_declared_are_no_entities(tmp_path: Path) -> None:
    named = gml.building("a", gml.lod1(gml.Box()), name="&xxe; &#xD800; &#0; &#99999999999999999999; &lt;")
    reading = load(folder(tmp_path, {GML: gml.model(named)}), tmp_path / "stores")
    name = reading.layers[0].table().texts("name")[0]
    assert name == "&xxe; \ufffd \ufffd \ufffd <"


# ------------------------------------------------------------------------------------- references elsewhere

PLACES = [
    "../../../../outside/{file}",
    "../../../../../../../../../../../../etc/{file}",
    "{outside}/{file}",
    "file://{outside}/{file}",
    "file:{outside}/{file}",
    "http://127.0.0.1:9/{file}",
    "\\\\127.0.0.1\\share\\{file}",
    "//127.0.0.1/share/{file}",
    "C:\\outside\\{file}",
    "..\\..\\..\\..\\outside\\{file}",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/outside/{file}",
    "../../codelists/../../../outside/{file}",
    "../../codelists/link/{file}",
    "../../codelists/link.{ending}",
    "",
    ".",
    "../..",
    "x" * 5000,
]


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: repr(place[:40]))
def test_references_out_of_the_dataset_are_not_followed(
    kind: str, place: str, tmp_path: Path, outside: Path, opened: list[str]
) -> None:
    space = place.replace("{outside}", str(outside)).replace("{ending}", "xml")
    image = place.replace("{outside}", str(outside)).replace("{ending}", "jpg")
    usage = f'<bldg:usage codeSpace="{space.format(file="list.xml")}">411</bldg:usage>'
    look_of_it = (
        "<app:appearanceMember><app:Appearance><app:surfaceDataMember><app:ParameterizedTexture>"
        f"<app:imageURI>{image.format(file='secret.jpg')}</app:imageURI>"
        '<app:target uri="#p"><app:TexCoordList><app:textureCoordinates ring="#p_ring">0 0 1 0 1 1 0 1 0 0'
        "</app:textureCoordinates></app:TexCoordList></app:target></app:ParameterizedTexture>"
        "</app:surfaceDataMember></app:Appearance></app:appearanceMember>"
    )
    box = gml.Box()
    shape = f"<bldg:lod1Solid>{gml.solid(gml.polygon(box.corners(3.0), id='p'))}</bldg:lod1Solid>"
    text = gml.model(gml.building("a", usage + shape), look_of_it)
    files: dict[str, str | bytes] = {GML: text, f"{ROOT}/codelists/keep.xml": "<a/>"}
    if kind == "zip":
        path = archive(tmp_path / "a.zip", files)
    else:
        path = folder(tmp_path / "data", files)
        (path / "codelists" / "link").symlink_to(outside)
        (path / "codelists" / "link.xml").symlink_to(outside / "list.xml")
        (path / "codelists" / "link.jpg").symlink_to(outside / "secret.jpg")
    result = load(path, tmp_path / "stores")
    assert result.counts["buildings"] == 1
    layer = result.layers[0]
    said = "".join(str(finding.message) for finding in result.findings) + str(layer.describe(0))
    assert_nothing_leaked(tmp_path / "stores", opened, outside, said)
    told = codes(result.findings)
    assert told & {"texture-missing", "texture-outside", "not-well-formed"} or not image
    mesh = layer.data.store.mesh(0)
    assert not mesh.textures


# ------------------------------------------------------------------------------------- strange contents

MANY_ATTRIBUTES = " ".join(f"a{k}='{k}'" for k in range(200_000))
MANY_NAMESPACES = " ".join(f"xmlns:a{k}='u{k}'" for k in range(20_000))
MANY_NAMES = "".join(f"<n{k}/>" for k in range(100_000))

STRANGE = {
    "numbers": gml.building(
        "x",
        "<bldg:measuredHeight>1e400</bldg:measuredHeight><bldg:storeysAboveGround>１２</bldg:storeysAboveGround>"
        "<bldg:yearOfConstruction>NaN</bldg:yearOfConstruction>" + gml.lod1(gml.Box()),
    ),
    "large numbers": gml.building("x", gml.lod1(gml.Box()).replace("36.101 ", "1e300 ")),
    "endless numbers": gml.building("x", gml.lod1(gml.Box()).replace("36.101 ", "1e400 ")),
    "no numbers": gml.building("x", gml.lod1(gml.Box()).replace("36.101 ", "NaN ")),
    "wide numbers": gml.building("x", gml.lod1(gml.Box()).replace("36.101 ", "３６ ")),
    "long number": gml.building("x", gml.lod1(gml.Box()).replace("36.101 ", f"36.{'1' * 100_000} ")),
    "huge height": gml.building("x", gml.lod1(gml.Box(height=1e30))),
    "name with control characters": gml.building("x", name="a\u0001\u001b[31m\u202eb\u2028c"),
    "id with a line feed": gml.building("x&#10;y"),
    "id with brackets": gml.building("&lt;img src=x onerror=alert(1)&gt;"),
    "braces in names": gml.building("{0}{file}{__class__}", name="{line:,}"),
    "many attributes": gml.member(f"<bldg:Building {MANY_ATTRIBUTES}/>"),
    "many names": gml.member(f"<bldg:Building>{MANY_NAMES}</bldg:Building>"),
    "many namespaces": gml.member(f"<bldg:Building {MANY_NAMESPACES}/>"),
    "deep": gml.member("<bldg:Building>" + "<a>" * 100_000 + "</a>" * 100_000 + "</bldg:Building>"),
    "long attribute": gml.member(f'<bldg:Building gml:id="{"x" * 20_000_000}"/>'),
    "long text": gml.building("x", f"<gml:name>{'あ' * 5_000_000}</gml:name>"),
    "long list": gml.building("x", gml.lod1(gml.Box()).replace("36.101 ", "36.101 " * 1_000_000, 1)),
    "many points": gml.building(
        "x",
        f"<bldg:lod0RoofEdge>{gml.surfaces(gml.polygon([(k % 7, k % 11, 0.0) for k in range(20_000)]))}"
        "</bldg:lod0RoofEdge>",
    ),
    "links to itself": gml.building(
        "x",
        '<bldg:boundedBy><bldg:WallSurface gml:id="w"><bldg:lod2MultiSurface><gml:MultiSurface gml:id="m">'
        '<gml:surfaceMember xlink:href="#m"/><gml:surfaceMember xlink:href="#w"/><gml:surfaceMember '
        'xlink:href="#x"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>',
    ),
    "buildings in buildings": gml.building(
        "x", "<bldg:consistsOfBuildingPart><bldg:Building gml:id='y'/></bldg:consistsOfBuildingPart>"
    ),
    "parts in parts": gml.building(
        "x",
        "<bldg:consistsOfBuildingPart><bldg:BuildingPart>" * 50
        + gml.lod1(gml.Box())
        + "</bldg:BuildingPart></bldg:consistsOfBuildingPart>" * 50,
    ),
    "formula": gml.building("x", name="=cmd|' /C calc'!A0"),
    "nothing in it": gml.member(""),
    "a building of nothing": gml.member("<bldg:Building/>"),
    "empty geometry": gml.building(
        "x", "<bldg:lod1Solid><gml:Solid/></bldg:lod1Solid><bldg:lod0RoofEdge/><bldg:lod2Solid/>"
    ),
    "coordinates without a ring": gml.building(
        "x", "<bldg:lod1Solid><gml:posList>1 2 3</gml:posList></bldg:lod1Solid>"
    ),
    "polygon in a polygon": gml.building(
        "x",
        f"<bldg:lod1Solid><gml:Polygon>{gml.polygon(gml.Box().corners(0.0))}</gml:Polygon></bldg:lod1Solid>",
    ),
    "holes only": gml.building(
        "x",
        "<bldg:lod1Solid><gml:Polygon><gml:interior>"
        f"{gml.ring(gml.Box().corners(0.0))}</gml:interior></gml:Polygon></bldg:lod1Solid>",
    ),
}


@pytest.mark.parametrize("content", STRANGE.values(), ids=list(STRANGE))
def test_strange_contents_are_survived_and_the_others_are_shown(content: str, tmp_path: Path) -> None:
    text = gml.model(gml.building("first"), content, gml.building("last", gml.lod1(gml.Box(east=50.0))))
    root = folder(tmp_path, {GML: text})
    started = time.perf_counter()
    result = load(root, tmp_path / "stores")
    assert time.perf_counter() - started < 60
    layer = result.layers[0]
    names = layer.table().texts("gml_id").tolist()
    assert names[0] == "first"
    assert names[-1] == "last"
    expected = (
        content.count("<bldg:Building>") + content.count("<bldg:Building ") + content.count("<bldg:Building/")
    )
    inner = content.count("<bldg:consistsOfBuildingPart><bldg:Building ")
    counts = result.counts
    assert counts["buildings"] + counts["left_out_buildings"] == expected - inner + 2
    for row in range(len(names)):
        assert JAPANESE.search(str(layer.describe(row)))
    for finding in result.findings:
        assert JAPANESE.search(str(finding.message))
    extent = layer.extent()
    assert extent is not None
    assert all(abs(value) < 1e6 for value in extent)


PLANE = "http://www.opengis.net/def/crs/EPSG/0/6677"


@pytest.mark.parametrize("value", ["1e300", "1e12", "NaN", "-1e7", "1e400"])
@pytest.mark.parametrize("srs", [PLANE, "http://www.opengis.net/def/crs/EPSG/0/10170"])
def test_plane_coordinates_that_are_nowhere_are_left_out(value: str, srs: str, tmp_path: Path) -> None:
    box = gml.lod1(gml.Box()).replace("36.101", "1000.5").replace("139.501", "-2000.5")
    wild = box.replace("1000.5 ", f"{value} ", 3)
    text = gml.model(gml.building("a", box), gml.building("b", wild), srs=srs)
    result = load(folder(tmp_path, {GML: text}), tmp_path / "stores")
    assert result.counts["buildings"] == 2
    extent = result.layers[0].extent()
    assert extent is not None
    assert all(abs(number) < 1e5 for number in extent)
    assert codes(result.findings) & {"coordinates-outside-japan", "coordinates-not-numbers"}


# ------------------------------------------------------------------------------------- archives


def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", {GML: TOWN}).read_bytes()
    outer = archive(tmp_path / "outer.zip", {"inner.zip": inner, "a.gml.zip": inner, GML: TOWN})
    assert look(outer).buildings == 2
    alone = archive(tmp_path / "alone.zip", {"inner.zip": inner})
    with pytest.raises(GisError) as caught:
        load(alone, tmp_path / "stores")
    expect_sentence(caught.value, "alone.zip")


def test_every_cut_of_an_archive_is_survived(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", {GML: TOWN, OTHER: TOWN}).read_bytes()
    path = tmp_path / "cut.zip"
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        with pytest.raises(ImportFailed) as caught:
            look(path)
        assert JAPANESE.search(str(caught.value.message))
        assert JAPANESE.search(str(caught.value.hint))
        with pytest.raises((NotRecognised, ImportFailed)):
            recognise(path).read(path, CityGmlOptions(stores=tmp_path / "stores"), Feedback())


def test_every_wrong_byte_of_an_archive_is_survived(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", {GML: TOWN, OTHER: TOWN}).read_bytes()
    path = tmp_path / "wrong.zip"
    shown = set()
    told: list[GisError] = []
    for place in range(0, len(whole), 11):
        for value in (0x00, 0xFF):
            path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
            try:
                reading = look(path)
            except GisError as error:
                told.append(error)
            else:
                shown.add(reading.buildings)
                # A wrong letter in the directory only makes another name, which is no .gml any more.
                listed = [file.path for file in open_dataset(path).files]
                assert reading.buildings == 4 or reading.findings or listed != [GML, OTHER]
    assert 4 in shown
    assert told
    for refused in told:
        assert JAPANESE.search(str(refused.message))
        assert JAPANESE.search(str(refused.hint)), refused.message
