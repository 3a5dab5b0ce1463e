from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from importers.citygml.lxml_reader import read_elements
from layers.errors import DamagedFile, Unsafe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.citygml.elements import Elements

SMALL = """<?xml version="1.0" encoding="{encoding}"?>
<!-- before -->
<c:Model xmlns:c="urn:c" xmlns="urn:d" xmlns:x="urn:x">
  <member>
    <c:House x:id="a" order="2">
      <!-- within --><name> 市<!-- cut -->役所 &amp; &lt;本館&gt; </name>
      <floors><![CDATA[ 3 & 4 ]]></floors><?note here?>
      <empty/>
    </c:House>
  </member>
  <n:member xmlns:n="urn:d"><c:House/></n:member>
</c:Model>
<!-- behind -->
"""


def chains(elements: Elements) -> list[str]:
    return ["/".join(f"{name.namespace}:{name.local}" for name in chain) for chain in elements.chains]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "Shift_JIS", "EUC-JP"])
def test_names_texts_and_places_are_those_of_the_document(encoding: str) -> None:
    elements = read_elements(SMALL.format(encoding=encoding).encode(encoding))
    assert chains(elements) == [
        "urn:d:member",
        "urn:d:member/urn:c:House",
        "urn:d:member/urn:c:House/urn:d:name",
        "urn:d:member/urn:c:House/urn:d:floors",
        "urn:d:member/urn:c:House/urn:d:empty",
    ]
    assert elements.path.tolist() == [0, 1, 2, 3, 4, 0, 1]
    assert elements.parent.tolist() == [-1, 0, 1, 1, 1, -1, 5]
    assert elements.stop.tolist() == [5, 5, 3, 4, 5, 7, 7]
    assert elements.leaf.tolist() == [False, False, True, True, True, False, True]
    texts = elements.texts(elements.text).to_pylist()
    assert texts == ["", "", "市役所 & <本館>", "3 & 4", "", "", ""]
    assert [elements.line(row) for row in range(7)] == [4, 5, 6, 7, 8, 11, 11]
    assert elements.attribute(np.arange(7), "id").to_pylist() == [None, "a", *[None] * 5]
    names = [elements.names[name] for name in elements.attribute_name]
    assert [(name.namespace, name.local) for name in names] == [("urn:x", "id"), ("", "order")]
    assert elements.attribute_element.tolist() == [1, 1]


def test_lines_count_from_the_line_of_the_first_byte_and_beyond_sixteen_bits() -> None:
    elements = read_elements(b"<a>" + b"\n<b>1</b>" * 70_000 + b"\n</a>", first_line=1_000)
    assert elements.line(0) == 1_001
    assert elements.line(69_999) == 71_000


def test_a_document_without_members_has_no_elements() -> None:
    elements = read_elements(b"<a><!-- nothing --></a>")
    assert len(elements) == 0
    assert elements.chains == ()


BOMB = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE a><a/>",
        "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a><b/></a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a><b>&x;</b></a>",
        f"<!DOCTYPE a [{BOMB}]><a><b>&i;</b></a>",
        f"<!DOCTYPE a [{BOMB}]><a b='&i;'><b/></a>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/hostname'> %x;]><a/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration_is_refused_before_it_is_used(document: str, encoding: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Unsafe) as caught:
        read_elements(document.encode(encoding), file="町.gml")
    assert time.perf_counter() - began < 1
    assert "町.gml" in str(caught.value.message)
    assert "DOCTYPE" in str(caught.value.message)
    assert str(caught.value.hint)


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (b"<a>\n<b></a>", 2),
        (b"<a>\n<b>\n</b>", 3),
        (b"<a>\n\n<b c=d/></a>", 3),
        (b"<a><n:b/></a>", 1),
        (b"<a>\n&undefined;</a>", 2),
        (b"<a>\n<b>\x00</b></a>", 2),
        (b"<?xml version='1.0' encoding='UTF-8'?>\n<a><b>\x93\xfa</b></a>", 2),
        (b"", 1),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_line(document: bytes, line: int) -> None:
    with pytest.raises(DamagedFile) as caught:
        read_elements(document, first_line=100, file="町.gml")
    assert caught.value.where.line == 99 + line
    assert "町.gml" in str(caught.value.message)
    assert caught.value.detail


NAME = st.sampled_from(["{urn:a}one", "{urn:b}one", "two", "{urn:a}三"])
TEXT = st.text(st.sampled_from("ab 市&<>\"'\t\u3000"), max_size=6)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    prefixes = {"p": "urn:a", "q": "urn:b"}
    element = etree.Element(draw(NAME), draw(st.dictionaries(NAME, TEXT, max_size=2)), prefixes)
    element.text = draw(TEXT)
    if depth:
        for child in draw(st.lists(trees(depth - 1), max_size=3)):
            child.tail = draw(TEXT)
            element.append(child)
    return element


def described(elements: Elements) -> list[tuple[Any, ...]]:
    texts = elements.texts(elements.text).to_pylist()
    values = elements.texts(elements.attribute_text).to_pylist()
    result = []
    for row in range(len(elements)):
        mine = np.flatnonzero(elements.attribute_element == row).tolist()
        attributes = {elements.names[elements.attribute_name[place]]: values[place] for place in mine}
        chain = elements.chains[elements.path[row]]
        result.append((chain[-1], texts[row], attributes, int(elements.parent[row]), int(elements.stop[row])))
    return result


def walked(tree: etree._Element) -> list[tuple[Any, ...]]:
    from importers.citygml.elements import Name

    def name(tag: str) -> Name:
        space, _, local = tag.rpartition("}")
        return Name(space[1:], local)

    rows = list(tree.iterdescendants())
    places = {element: place for place, element in enumerate(rows)}
    result: list[tuple[object, ...]] = []
    for place, element in enumerate(rows):
        text = "" if len(element) else (element.text or "").strip(" \t\r\n")
        attributes = {name(key): value for key, value in element.attrib.items()}
        stop = place + 1 + sum(1 for _ in element.iterdescendants())
        result.append((name(element.tag), text, attributes, places.get(element.getparent(), -1), stop))
    return result


@given(trees())
def test_any_tree_comes_out_as_it_went_in(tree: etree._Element) -> None:
    document = etree.tostring(tree, encoding="UTF-8")
    # attribute values lose tabs and line ends on the way through XML, as the standard says
    assert described(read_elements(document)) == walked(etree.fromstring(document))


def test_a_real_file_comes_out_as_lxml_walks_it(real_data: Callable[[str], Path]) -> None:
    path = real_data("plateau/27100_osaka-shi_city_2024_citygml_1_op")
    (file,) = path.rglob("*_bldg_*.gml")
    data = file.read_bytes()
    tree = etree.fromstring(data, etree.XMLParser(remove_comments=True))
    assert described(read_elements(data)) == walked(tree)
