"""Documents as PDF, HTML and plain values."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gisapp.paper.document import (
    Bars,
    Cell,
    Columns,
    Document,
    Figures,
    Flow,
    Heading,
    Legend,
    Paragraph,
    Picture,
    Plan,
    Shape,
    State,
    Swatch,
    Table,
    plain,
)
from gisapp.paper.html import write_html
from gisapp.paper.pdf import write_pdf

SQUARE = ((0.0, 0.0), (20.0, 0.0), (20.0, 10.0), (0.0, 10.0))


def _image() -> bytes:
    made = io.BytesIO()
    Image.fromarray(np.full((30, 40, 3), 200, np.uint8)).save(made, "PNG")
    return made.getvalue()


def _document(rows: int = 3) -> Document:
    plan = Plan(
        "案内図", (10, 5), 500, (Shape((SQUARE,), "#ffffbd", "#1F5FA8", hatch="/", label="123-4"),), 50
    )
    table = Table(
        ("規制", "内容"),
        tuple((Cell("高度地区"), Cell("未確認（資料がありません）", State.UNKNOWN)) for _ in range(rows)),
        (0.3, 0.7),
    )
    blocks = (
        Columns(((plan,), (Picture("立体図", _image(), 50),)), (0.5, 0.5)),
        Figures((("容積率の限度", Cell("160 %"), "法52条2項"), ("高さ", Cell("要確認", State.CONFIRM), ""))),
        Heading("規制"),
        table,
        Bars("棟数", (("0.5m未満", 12.0, "12 棟"), ("3m以上", 0.0, "0 棟"))),
        Legend((Swatch("第一種住居地域", "#ffffbd", hatch="x"),)),
        Paragraph("<参考図> です。\n𠮷野町の敷地。", small=True),
    )
    return Document(
        "調査票", blocks, "参考図です。", "2026-11-21T10:00:00+09:00", ("令和8年11月21日", "都市計画課")
    )


def _streams(pdf: bytes) -> bytes:
    parts = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    found = []
    for part in parts:
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            found.append(part)
    return b"\n".join(found)


def test_the_same_document_gives_the_same_bytes() -> None:
    first = write_pdf(_document())
    assert first.startswith(b"%PDF-")
    assert first == write_pdf(_document())
    assert first != write_pdf(replace(_document(), title="別の調査票"))


def test_letters_are_text_and_the_font_is_within() -> None:
    pdf = write_pdf(_document())
    assert b"/FontFile3" in pdf or b"/FontFile2" in pdf
    maps = _streams(pdf)
    for letter in "調査票未確認":
        assert f"{ord(letter):04X}".encode() in maps.upper()  # the way back from glyphs to letters
    assert b"D842DFB7" in maps.upper()  # 𠮷, beyond the first plane


@pytest.mark.parametrize(("rows", "pages"), [(3, 1), (150, 4)])
def test_long_tables_go_on_over_pages_with_their_heads(rows: int, pages: int) -> None:
    pdf = write_pdf(_document(rows))
    found = len(re.findall(rb"/Type /Page\b", pdf))
    assert found == pages


def test_long_tables_run_through_columns_and_over_pages() -> None:
    table = next(one for one in _document(150).blocks if isinstance(one, Table))
    whole = replace(_document(), blocks=(Flow((Heading("規制"), table), 2),), landscape=True, large=True)
    pdf = write_pdf(whole)
    # 270 mm hold 42 rows: four columns are two pages, each column with the heads of the table.
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2
    assert len(re.findall(rb" re f\b", _streams(pdf))) == 4


@pytest.mark.parametrize(
    ("landscape", "large", "size"), [(False, False, b"595.28 841.89"), (True, True, b"1190.55 841.89")]
)
def test_paper_sizes(landscape: bool, large: bool, size: bytes) -> None:
    assert size in write_pdf(replace(_document(), landscape=landscape, large=large))


def test_html_holds_everything_and_no_markup_of_others() -> None:
    page = write_html(_document())
    assert "&lt;参考図&gt; です。<br>𠮷野町" in page
    assert "<script" not in page
    assert 'class="unknown"' in page
    assert page.count("data:image/png;base64,") == 1
    assert "default-src 'none'" in page
    assert "http://" not in page.replace("http-equiv", "")


def test_plain_values_hold_words_and_states() -> None:
    found = plain(_document(1))
    blocks = found["blocks"]
    assert isinstance(blocks, list)
    assert {"heading": "規制"} in blocks
    assert next(one for one in blocks if "rows" in one)["rows"][0][1] == {
        "text": "未確認（資料がありません）",
        "state": "unknown",
    }
    assert any(one.get("map") == "案内図" and one["scale"] == 500 for one in blocks)
