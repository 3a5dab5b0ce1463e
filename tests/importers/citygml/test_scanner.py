from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from importers.citygml import lxml_reader, scanner, stream
from importers.citygml.dataset import open_dataset
from importers.citygml.members import whole_members
from importers.citygml.progress import Progress
from layers.errors import DamagedFile
from tests.importers.citygml import gml
from tests.importers.citygml.compare import first_difference
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.citygml.elements import Elements

DATASETS = [path for path in real_files("plateau/*") if path.name != "iur_codelists_3.2"]
NO_XML = {
    # Not well-formed: the reader keeps more of them than lxml can, so there is nothing to compare.
    "53392642_bldg_6697_op2.gml": "namespace-undeclared",
    "01-01-common/L01/udx/bldg/54377074_bldg_6697_op.gml": "not-well-formed",
}
SIXTEEN_BITS = 65_535
"""Lines up to which libxml2 itself knows the line of an element."""


def windows(data: bytes, window: int = stream.WINDOW) -> tuple[list[Elements], Progress]:
    progress = Progress("test.gml")
    return list(stream.read_elements(io.BytesIO(data), progress, window)), progress


MOST = 6


@pytest.fixture
def no_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid lxml, so that the scanner is not compared with itself."""

    def refuse(*_: object) -> None:
        message = "the scanner left the file to lxml"
        raise AssertionError(message)

    monkeypatch.setattr(stream, "_by_lxml", refuse)


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.name)
def test_the_scanner_sees_what_lxml_sees_in_real_files(path: Path, no_fallback: None) -> None:
    """All files of a small data set, MOST of a large one: lxml takes a minute for a city of 400 MB."""
    dataset = open_dataset(path)
    files = dataset.files[:: -(-len(dataset.files) // MOST)]
    assert files
    compared = 0
    for file in files:
        with dataset.container.open(file.path) as opened:
            data = opened.read()
        found, progress = windows(data)
        expected = next((code for name, code in NO_XML.items() if file.path.endswith(name)), "")
        if expected:
            assert [finding.code for finding in progress.findings] == [expected]
            with pytest.raises(DamagedFile):
                lxml_reader.read_elements(data)
            continue
        assert not progress.findings, file.path
        assert first_difference(found, [lxml_reader.read_elements(data)]) == "", file.path
        compared += 1
    assert compared >= len(files) - 1


def test_lines_are_those_of_the_file(real_data: Callable[[str], Path]) -> None:
    dataset = open_dataset(real_data("plateau/35215_shunan-shi_2024_citygml_op.zip"))
    random = np.random.default_rng(7)
    for file in dataset.files:
        with dataset.container.open(file.path) as opened:
            data = opened.read()
        found, _ = windows(data, 1 << 20)
        root = etree.fromstring(data)
        lines = {element.get(f"{{{gml.NAMESPACES['gml']}}}id"): element.sourceline for element in root.iter()}
        seen = 0
        for window in found:
            names = window.attribute(np.arange(len(window)), "id")
            rows = random.permutation(np.flatnonzero(names.is_valid().to_numpy(zero_copy_only=False)))[:20]
            for row in rows.tolist():
                expected = lines[names[row].as_py()]
                if expected < SIXTEEN_BITS:
                    assert window.line(row) == expected
                    seen += 1
        assert seen > 20


@pytest.mark.parametrize("window", [512, 4096, 65_536, 1 << 20])
@pytest.mark.parametrize(
    "name",
    [
        "plateau/35215_shunan-shi_2024_citygml_op.zip",
        "plateau/17206_kaga-shi_2024_citygml_op.zip",
        "plateau/_malformed_13100_tokyo23-ku_2022.zip",
    ],
)
def test_windows_of_any_size_hold_the_same_members(
    window: int, name: str, real_data: Callable[[str], Path]
) -> None:
    dataset = open_dataset(real_data(name))
    file = max(dataset.files, key=lambda file: file.size)
    with dataset.container.open(file.path) as opened:
        data = opened.read()
    data = data[: len(data) * 7 // 10]  # cut within a member: what is told must be equal too
    whole, told = windows(data)
    cut, told_in_pieces = windows(data, window)
    assert len(whole) == 1
    if window < len(data) // 2:
        assert len(cut) > 1
    assert first_difference(cut, whole) == ""
    assert [finding.code for finding in told.findings] == ["truncated"]
    assert told_in_pieces.findings == told.findings
    assert told_in_pieces.left_out_buildings == told.left_out_buildings
    assert told_in_pieces.done == told.done == len(data)


# ------------------------------------------------------------------------------------- corners of XML

CORNERS = {
    "references to references": "<a>&#38;lt; &amp;#65; &amp;amp;</a>",
    "carriage return": "<a b='&#13;'>&#13;&#xD;&#10;</a>",
    "references": '<a b="&lt;&amp;&quot;&#x3042;&#12354;">&lt;&gt;&apos;&quot;&amp;amp; &#65;</a>',
    "quotes": """<a b='"' c="'" d=''/>""",
    "space in tags": "<a  b = 'c'\n ><d\t/></a\n>",
    "empty": "<a></a><b/><c> \n </c>",
    "comments between": "<a><!-- < > & -- --><b/><!----><c>1</c></a>".replace(" -- -->", " -->"),
    "comment in a text": "<a>one<!-- two -->three</a>",
    "comment in an empty element": "<a><!-- nothing --></a>",
    "instruction": "<a><?what ever ?><b>2</b></a><?again?>",
    "instruction in a text": "<a>1<?what?>2</a>",
    "section": "<a><![CDATA[<b>&amp;</b>]]></a>",
    "section between": "<a><![CDATA[ ]]><b/></a>",
    "namespace below": '<n:a xmlns:n="urn:n"><n:b/></n:a><gml:a/>',
    "default namespace below": '<a xmlns="urn:n"><b/></a><b/>',
    "another prefix for the same": '<core:a/><k:a xmlns:k="http://www.opengis.net/citygml/2.0"/>',
    "tab and line feed in a value": '<a b="one\ttwo\nthree"/>',
    "text beside elements": "<a>one<b/>two</a>",
    "Japanese": '<a b="館林市">役所　本館</a>',
    "beyond sixteen bits": "<a>𠮷野家</a>",
    "line ends": "<a>one\r\ntwo\rthree</a>\r\n<b/>",
    "xml prefix": '<a xml:lang="ja"/>',
    "names": "<a-b.c_1><_d/></a-b.c_1>",
    "nested equal names": "<a><a><a>1</a></a></a>",
    "many attributes": "<a " + " ".join(f'b{k}="{k}"' for k in range(3000)) + "/>",
    "many names": "".join(f"<n{k}/>" for k in range(5000)),
    "deep": "<a>" * 230 + "</a>" * 230,
}


@pytest.mark.parametrize("inside", CORNERS.values(), ids=list(CORNERS))
def test_corners_of_xml_are_read_right_fast_or_slow(inside: str) -> None:
    document = gml.model(gml.building("before"), gml.member(inside), inside, gml.building("behind"))
    data = document.encode()
    found, progress = windows(data)
    assert not progress.findings
    assert first_difference(found, [lxml_reader.read_elements(data)]) == ""
    assert progress.left_out == 0


def test_what_the_scanner_reads_itself(no_fallback: None) -> None:
    """The fast way must not silently become the slow one for what real files are made of."""
    slow = {
        "comment in a text",
        "comment in an empty element",
        "instruction in a text",
        "section",
        "section between",
        "namespace below",
        "default namespace below",
        "another prefix for the same",
        "tab and line feed in a value",
        "many names",
        "deep",
    }
    for name, inside in CORNERS.items():
        data = gml.model(gml.member(inside)).encode()
        if name in slow:
            with pytest.raises(AssertionError, match="left the file to lxml"):
                windows(data)
        else:
            windows(data)


_NAMES = st.sampled_from(["a", "b", "core:a", "gml:pos", "uro:x-1", "bldg:Building"])
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\r")
_TEXTS = st.text(_LETTERS, max_size=8)


def _escape(text: str, how: int) -> str:
    if how == 0:
        return "".join(f"&#{ord(letter)};" if letter in "<&>'\"\r" else letter for letter in text)
    if how == 1:
        return "".join(f"&#x{ord(letter):x};" for letter in text)
    for letter, entity in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("\r", "#13")):
        text = text.replace(letter, f"&{entity};")
    return text


@st.composite
def _trees(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(_NAMES)
    space = draw(st.sampled_from(["", " ", "\n", "\r\n "]))
    attributes = {draw(_NAMES): draw(_TEXTS) for _ in range(draw(st.integers(0, 3)))}
    how = draw(st.integers(0, 2))
    written = "".join(f' {key}{space}={space}"{_escape(value, how)}"' for key, value in attributes.items())
    if draw(st.booleans()):
        return f"<{name}{written}{space}/>"
    if depth > 3 or draw(st.booleans()):
        inside = _escape(draw(_TEXTS), how)
    else:
        between = st.sampled_from(["", "\n  ", "<!-- note -->", "<?do it?>", "words", "<![CDATA[<&]]>"])
        inside = "".join(
            draw(between) + draw(_trees(depth=depth + 1)) for _ in range(draw(st.integers(1, 3)))
        )
    return f"<{name}{written}{space}>{inside}</{name}{space}>"


@settings(max_examples=300)
@given(st.lists(_trees(), min_size=1, max_size=5), st.sampled_from([64, 300, 1 << 20]))
@example(["<a>\r</a>"], 64)
def test_any_tree_is_read_as_lxml_reads_it(members: list[str], window: int) -> None:
    data = gml.model(*members).encode()
    found, progress = windows(data, window)
    assert not progress.findings
    assert first_difference(found, [lxml_reader.read_elements(data)]) == ""


# ------------------------------------------------------------------------------------- how scans end


def _status(text: str) -> int:
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    return scanner.scan(data, 0, len(data), {}).status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("<a>1</a></root>", scanner.COMPLETE),
        ("<a>1</a>", scanner.INCOMPLETE),
        ("<a>1</", scanner.INCOMPLETE),
        ("<a b='", scanner.INCOMPLETE),
        ("<!-- ", scanner.INCOMPLETE),
        ("<a>1</b>", scanner.BROKEN),
        ("<a b></a>", scanner.BROKEN),
        ("<a b=c/>", scanner.BROKEN),
        ("<a b='<'/>", scanner.BROKEN),
        ("<a b='\x01'/>", scanner.BROKEN),
        ("<a<b/>", scanner.BROKEN),
        ("< a/>", scanner.BROKEN),
        ("<a/ b=''>", scanner.BROKEN),
        ("<xMember><a/><xMember/></xMember>", scanner.BROKEN),
        ("<a xmlns='urn:x'/>", scanner.FALLBACK),
        ("<a><![CDATA[x]]></a>", scanner.FALLBACK),
        ("<a><!-- x --></a>", scanner.FALLBACK),
        ("<!DOCTYPE a>", scanner.DOCTYPE),
        ("<a><!ENTITY b 'c'></a>", scanner.DOCTYPE),
    ],
)
def test_a_scan_says_how_it_ended(text: str, status: int) -> None:
    assert _status(text) == status


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("<a/><b>", 4, 4),
        ("<a></a> <b/>x", 7, 12),
        ("<a><b></a>", -1, -1),
        ("<a x='>'/>", 10, 10),
        ("<a><![CDATA[</a>]]></a></root>", 23, 23),
        ("<!-- <a> --><a/>", 16, 16),
        ("<a", -1, -1),
    ],
)
def test_whole_members_are_counted_by_tags_alone(text: str, first: int, last: int) -> None:
    data = np.frombuffer(text.encode() + b"    ", dtype=np.uint8)
    assert whole_members(data, 0, len(data)) == (first, last)


def test_every_name_and_path_of_a_scan_has_elements() -> None:
    text = "<a><b c='1'/></a><a><d e='2'><unknown:f><g"
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    found = scanner.scan(data, 0, len(data), {})
    assert [[name.local for name in chain] for chain in found.elements.chains] == [["a"], ["a", "b"]]
    assert all(len(rows) for rows in found.elements.rows_by_path)
    assert {name.local for name in found.elements.names} == {"a", "b", "c"}
    assert not found.unbound
    nothing = scanner.scan(data, 0, 5, {}).elements
    assert len(nothing) == len(nothing.chains) == len(nothing.rows_by_path) == len(nothing.names) == 0


def test_more_paths_than_real_files_have_are_read_all_the_same() -> None:
    inside = "".join(f"<a{number}><b>{number}</b></a{number}>" for number in range(scanner.FEW_PATHS))
    text = f"<m>{inside}</m>"
    found = scanner.scan(np.frombuffer(text.encode(), np.uint8), 0, len(text), {})
    assert len(found.elements.path_name) == 2 * scanner.FEW_PATHS + 1
    assert len(found.elements) == 2 * scanner.FEW_PATHS + 1


def test_more_elements_than_can_be_held_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "MOST_ROWS", 100)
    data = np.frombuffer(b"<a>" + b"<b/>" * 1000, dtype=np.uint8)
    assert scanner.scan(data, 0, len(data), {}).status == scanner.FULL
