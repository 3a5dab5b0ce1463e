"""Files cut off anywhere and changed anywhere: they are survived, and what is said is a sentence."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.citygml import city, read_file
from importers.citygml.codelists import Codelists
from importers.citygml.containers import Folder
from importers.citygml.dataset import Dataset, GmlFile, open_dataset
from importers.citygml.progress import Progress
from importers.citygml.stream import read_elements
from layers.errors import GisError
from layers.feedback import Feedback
from tests import cities
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, JAPANESE, folder, look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.citygml.result import FileResult

TARGET = "EPSG:6677"


class _OneFile(Folder):
    """A folder whose only file is in memory."""

    def __init__(self, path: Path, content: bytes) -> None:
        super().__init__(path)
        object.__setattr__(self, "content", content)

    def names(self) -> dict[str, tuple[int, str]]:
        return {GML: (len(self.content), "")}  # type: ignore[attr-defined]

    def open(self, name: str) -> Any:
        return io.BytesIO(self.content)  # type: ignore[attr-defined]


def read(path: Path, content: bytes) -> FileResult:
    """Read a file as a worker does, without a store."""
    file = GmlFile(GML, "", len(content), "")
    dataset = Dataset(_OneFile(path, content), (file,))
    return read_file.read_file(dataset, 0, Codelists(None), TARGET, None, lambda *_: None)


def told(result: FileResult) -> None:
    for finding in result.findings:
        assert JAPANESE.search(str(finding.message)), finding.code


def small() -> bytes:
    """Return a file of 20 kilobytes with all that buildings have."""
    rich = (
        "<gml:name>市役所</gml:name><!-- note -->"
        "<bldg:usage codeSpace='../../codelists/u.xml'>421</bldg:usage>"
        "<gen:stringAttribute name='区'><gen:value>港</gen:value></gen:stringAttribute>"
        "<uro:bldgKeyValuePairAttribute><uro:KeyValuePairAttribute><uro:key codeSpace='k.xml'>1</uro:key>"
        "<uro:codeValue codeSpace='k1.xml'>2</uro:codeValue></uro:KeyValuePairAttribute>"
        "</uro:bldgKeyValuePairAttribute>"
    )
    members = [
        gml.building("a", rich + gml.lod0(gml.Box()) + gml.lod1(gml.Box())),
        gml.building("b", rich + gml.lod1(gml.Box(east=20)) + gml.lod2(gml.Box(east=20), "b")),
        gml.building("c", "<gml:name><![CDATA[<&>]]></gml:name>" + gml.lod1(gml.Box(east=40))),
        gml.building("d", rich + gml.lod2(gml.Box(east=60), "d")),
    ]
    look_of_it = (
        "<app:appearanceMember><app:Appearance><app:theme>rgbTexture</app:theme><app:surfaceDataMember>"
        "<app:ParameterizedTexture><app:imageURI>a.jpg</app:imageURI>"
        "<app:target uri='#b_1'><app:TexCoordList>"
        "<app:textureCoordinates ring='#b_1_ring'>0 0 1 0 1 1 0 1 0 0</app:textureCoordinates>"
        "</app:TexCoordList></app:target></app:ParameterizedTexture></app:surfaceDataMember></app:Appearance>"
        "</app:appearanceMember>"
    )
    return gml.model(*members, look_of_it).encode()


CONTENT = small()


@pytest.mark.parametrize(("encoding", "step"), [("utf-8", 7), ("utf-16", 19)])
def test_every_beginning_of_a_file_is_survived(encoding: str, step: int, tmp_path: Path) -> None:
    """Every seventh beginning is scanned; a fiftieth of these, and those with other members, to the end."""
    content = CONTENT.decode().rstrip().encode(encoding)
    assert 15_000 < len(CONTENT) < 25_000
    known, buildings = -1, []
    started = time.perf_counter()
    for size in range(0, len(content), step):
        progress = Progress("a.gml")
        found = 0
        try:
            found = sum(map(len, read_elements(io.BytesIO(content[:size]), progress)))
        except GisError as error:
            refused = str(error.message)
            assert JAPANESE.search(refused)
        else:
            assert progress.findings
        if found != known or size % (50 * step) == 0:
            known = found
            result = read(tmp_path, content[:size])
            told(result)
            assert result.findings
            buildings.append(result.buildings)
    buildings.append(read(tmp_path, content).buildings)
    assert buildings == sorted(buildings)  # the longer the beginning, the more is in it
    assert buildings[0] == 0
    assert buildings[-1] == 4
    print(f"{len(content) // step:,} beginnings in {time.perf_counter() - started:.1f} s")


def test_every_end_of_a_file_is_survived(tmp_path: Path) -> None:
    for start in range(1, len(CONTENT), 97):
        told(read(tmp_path, CONTENT[start:]))


@settings(max_examples=400)
@given(data=st.data())
def test_any_change_is_survived_and_no_building_lost_unseen(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(CONTENT)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["change", "cut", "double", "insert"]))
        if kind == "change":
            content[place] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del content[place : place + data.draw(st.integers(1, 400))]
        elif kind == "double":
            piece = content[place : place + data.draw(st.integers(1, 400))]
            content[place:place] = piece
        else:
            content[place:place] = data.draw(st.binary(max_size=12) | _WORDS)
    result = read(tmp_path_factory.getbasetemp(), bytes(content))
    told(result)
    written = len(re.findall(rb"<bldg:Building[\s/>]", content))
    seen = result.buildings + result.left_out_buildings
    # A change may hit the very word by which buildings are counted, or hide some in a comment.
    assert seen <= written + 1
    assert seen >= written - 1 or result.findings or b"<!--" in content or b"<?" in content


_WORDS = st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b"'",
        b'"',
        b"</",
        b"/>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"?>",
        b"<!DOCTYPE a>",
        b"&#0;",
        b"&#xD800;",
        b"\xff\xfe",
        b"\0",
        b"nan",
        b"1e999",
        b"-9999",
        b" xmlns='x'",
        b"</core:cityObjectMember>",
        b"</core:CityModel>",
        b"<core:cityObjectMember>",
        b"<bldg:Building/>",
        "館".encode("cp932"),
    ]
)


@settings(max_examples=150)
@given(data=st.data())
def test_numbers_of_any_kind_are_survived(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Coordinates are what most of a file is; each word of a few lists is replaced."""
    words = gml.positions(gml.Box().corners(5.0)).split()
    odd = st.sampled_from(
        [
            "",
            "x",
            "1e400",
            "-1e400",
            "NaN",
            "1e18",
            "36.101",
            "139.501",
            "0",
            "-0",
            "9" * 400,
            "1e-320",
            "３６",
        ]
    ) | st.floats(allow_nan=True, allow_infinity=True).map(repr)
    for _ in range(data.draw(st.integers(1, 12))):
        words[data.draw(st.integers(0, len(words) - 1))] = data.draw(odd)
    ring = f"<gml:LinearRing><gml:posList>{' '.join(words)}</gml:posList></gml:LinearRing>"
    polygon = f"<gml:Polygon><gml:exterior>{ring}</gml:exterior></gml:Polygon>"
    srs = data.draw(st.sampled_from([gml.SRS, "http://www.opengis.net/def/crs/EPSG/0/6677", ""]))
    content = gml.model(
        gml.building("a", f"<bldg:lod1Solid>{gml.solid(polygon, polygon)}</bldg:lod1Solid>"),
        gml.building(
            "b", f"<bldg:lod0RoofEdge>{gml.surfaces(polygon)}</bldg:lod0RoofEdge>{gml.lod1(gml.Box())}"
        ),
        srs=srs,
    )
    result = read(tmp_path_factory.getbasetemp(), content.encode())
    assert result.buildings == 2
    told(result)


def test_real_files_that_are_cut_are_survived(tmp_path: Path, real_data: Callable[[str], Path]) -> None:
    random = np.random.default_rng(23)
    for name in (cities.KAGA, cities.TOKYO_2020):
        dataset = open_dataset(cities.path(name))
        file = max(dataset.files, key=lambda file: (file.theme == "bldg", file.size))
        with dataset.container.open(file.path) as opened:
            content = opened.read()
        whole = read(tmp_path, content)
        for _ in range(12):
            result = read(tmp_path, content[: random.integers(len(content))])
            told(result)
            assert result.buildings <= whole.buildings
            assert result.findings


@settings(max_examples=60)
@given(noise=st.binary(max_size=3000) | st.text(max_size=800).map(str.encode))
def test_noise_is_survived_as_a_file_and_as_an_archive(
    noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("noise")
    told(read(base, noise))
    (base / "noise.zip").write_bytes(b"PK\x03\x04" + noise)
    with pytest.raises(GisError) as caught:
        look(base / "noise.zip")
    assert JAPANESE.search(str(caught.value.message))
    assert JAPANESE.search(str(caught.value.hint))


def test_a_store_can_be_made_of_any_beginning(tmp_path: Path) -> None:
    """As above, but all the way to the store: every hundredth beginning."""
    for size in range(0, len(CONTENT), 401):
        path = folder(tmp_path / str(size), {GML: CONTENT[:size]})
        try:
            reading = city.make_store(open_dataset(path), tmp_path / "stores" / "a", Feedback())
        except GisError as error:
            refused = str(error.message)
            assert JAPANESE.search(refused)
        else:
            assert reading is not None
            assert reading.buildings
