from __future__ import annotations

import io

import pytest

from importers.citygml import stream
from importers.citygml.encoding import encoding_of
from importers.citygml.progress import Progress
from importers.citygml.stream import read_elements
from tests.importers.citygml import gml
from tests.importers.citygml.test_stream import codes, line_of

NAME = "館林市役所ﾃﾞｰﾀ"


def names(data: bytes, window: int = stream.WINDOW) -> tuple[list[str], Progress]:
    progress = Progress("a.gml")
    found: list[str] = []
    for elements in read_elements(io.BytesIO(data), progress, window):
        for path, chain in enumerate(elements.chains):
            if chain[-1].local == "name":
                found.extend(elements.texts(elements.text[elements.rows_by_path[path]]).to_pylist())
    return found, progress


@pytest.mark.parametrize("window", [3, 64, stream.WINDOW])
@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-32", "utf-32"),
        ("Shift_JIS", "cp932"),
        ("Windows-31J", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("ISO-2022-JP", "iso2022_jp"),
    ],
)
def test_declared_encodings_are_read(declared: str, encoding: str, window: int) -> None:
    name = NAME if encoding != "iso2022_jp" else "館林市役所"
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n'
    text = gml.model(gml.building("a", name=name), gml.building("b", name=name), declaration=declaration)
    found, progress = names(text.encode(encoding), window)
    assert found == [name, name]
    assert not progress.findings


def test_utf16_bytes_named_utf8_and_utf8_bytes_named_utf16_are_what_they_are() -> None:
    text = gml.model(gml.building("a", name=NAME))
    assert names(text.encode("utf-16"))[0] == [NAME]
    assert names(text.replace("UTF-8", "UTF-16").encode())[0] == [NAME]


@pytest.mark.parametrize("window", [64, stream.WINDOW])
def test_shift_jis_that_is_named_utf8_keeps_all_buildings(window: int) -> None:
    text = gml.model(gml.building("a", name="表示"), gml.building("b", name="ascii"))
    found, progress = names(text.encode("cp932"), window)
    assert found[1] == "ascii"
    assert "\ufffd" in found[0]
    assert set(codes(progress)) == {"encoding"}
    assert progress.findings[0].where.line == line_of(text, "表示")
    assert "文字コード" in str(progress.findings[0].message)


@pytest.mark.parametrize("window", [5, 64, stream.WINDOW])
def test_bytes_that_are_no_text_cost_only_themselves(window: int) -> None:
    data = gml.model(gml.building("a", name="X"), gml.building("b", name=NAME)).encode()
    data = data.replace(b">X<", b">1\xff\xfe2\xe3\x81<")
    found, progress = names(data, window)
    assert found[0].replace("\ufffd", "") == "12"
    assert found[1] == NAME
    assert set(codes(progress)) == {"encoding"}


@pytest.mark.parametrize(
    "name", ["zlib", "hex", "bz2", "rot13", "base64", "unicode_escape", "idna", "punycode", "utf-7", "nobody"]
)
def test_codecs_that_are_no_text_are_not_used(name: str) -> None:
    text = gml.model(gml.building("a", name=NAME), declaration=f'<?xml version="1.0" encoding="{name}"?>\n')
    found, progress = names(text.encode())
    assert found == [NAME]
    assert codes(progress) == ["encoding-unknown"]
    assert name in str(progress.findings[0].message)


def test_an_encoding_is_known_by_its_first_bytes() -> None:
    assert encoding_of(b"<?xml version='1.0' encoding='Shift-JIS'?>") == "cp932"
    assert encoding_of(b"\xef\xbb\xbf<?xml version='1.0' encoding='Shift-JIS'?>") == "utf-8"
    assert encoding_of(b"<a encoding='Shift-JIS'/>") == "utf-8"
    assert encoding_of(b"<?xml version='1.0' encoding='rot13'?>") is None
    assert encoding_of(b"") == "utf-8"
