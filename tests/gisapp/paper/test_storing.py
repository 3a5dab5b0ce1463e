"""A document kept as plain values gives the same sheet; what is no document is refused."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from gisapp.paper.document import Columns, Flow, Plan, Shape, Swatch
from gisapp.paper.html import write_html
from gisapp.paper.lines import wrapped
from gisapp.paper.pdf import write_pdf
from gisapp.paper.storing import from_plain, is_picture, to_plain
from gisapp.paper.svg import swatch
from layers.errors import Damaged
from tests.gisapp.paper.test_paper import _document, _image, _streams


def test_kept_and_read_again_it_is_the_same_sheet() -> None:
    document = replace(
        _document(), emblem=_image(), mark="0123456789ab", blocks=(Flow(_document().blocks, 2),)
    )
    found = from_plain(json.loads(json.dumps(to_plain(document))))
    assert to_plain(found) == to_plain(document)
    assert write_pdf(found) == write_pdf(document)
    page = write_html(found)
    assert page == write_html(document)
    assert "照合 0123456789ab" in page
    assert "data:image/png" in page.split("</h1>")[0]
    columns = _document().blocks[0]
    assert isinstance(columns, Columns)
    plan = columns.columns[0][0]
    assert isinstance(plan, Plan)
    # Hatches, words, scale and north stand on maps of a page too.
    assert "url(#h47" in page
    assert all(f">{words}</text>" in page for words in ("123-4", "N", plan.bar(60)[1]))


def _without_height(value: dict[str, Any]) -> None:
    del value["blocks"][0]["columns"][0][0]["height"]


def _set(key: str, made: object) -> Any:
    return lambda value: value.update({key: made})


@pytest.mark.parametrize(
    "change",
    [
        _set("title", 3),
        _set("large", 1),
        _set("emblem", "no base64"),
        _set("emblem", "bm8gcGljdHVyZQ=="),
        _set("blocks", [{"kind": "Document"}]),
        _set("blocks", [{"kind": "Heading"}]),
        _set("blocks", {"kind": "Heading", "text": "a"}),
        lambda value: value["blocks"][0]["columns"][0][0]["shapes"][0].update(rings=["1,nan"]),
        lambda value: value["blocks"][0]["columns"][0][0]["shapes"][0].update(rings=["1,2,3"]),
        lambda value: value["blocks"][0]["columns"][0][0]["shapes"][0].update(rings=[7]),
        lambda value: value["blocks"][3]["rows"][0][0].update(state="sure"),
        _without_height,
    ],
)
def test_what_is_no_document_is_refused(change: Any) -> None:
    value = deepcopy(to_plain(_document()))
    change(value)
    with pytest.raises(Damaged):
        from_plain(value, "records[0]")


def test_pictures_are_looked_at_before_they_are_believed() -> None:
    assert is_picture(_image())
    assert not is_picture(b"GIF89a")
    assert not is_picture(_image() + bytes(5 * 1024 * 1024))


def test_lines_break_where_japanese_may() -> None:
    def wide(text: str) -> float:
        return float(len(text))

    assert wrapped("あいうえお。", 5, wide) == ["あいうえ", "お。"]
    assert wrapped("あいうえ（お）", 5, wide) == ["あいうえ", "（お）"]
    assert wrapped("法 Art52 号", 5, wide) == ["法", "Art52", "号"]
    assert wrapped("a_very_long_name", 5, wide) == ["a_ver", "y_lon", "g_nam", "e"]
    assert max(map(len, wrapped("防火・準防火・高度・地区、計画、の、ん、", 6, wide))) <= 6


def test_an_open_line_does_not_run_back() -> None:
    ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    ends = []
    for closed in (False, True):
        plan = Plan("", (5, 5), 500, (Shape((ring,), "", "#000000", closed=closed),), 50)
        pdf = write_pdf(replace(_document(), blocks=(plan,)))
        # The letters that end a path: S draws it as it is, s and h close it first: as does the arrow.
        ends.append(len(re.findall(rb" l\s*[sh]\b", _streams(pdf))))
    assert ends == [1, 2]
    assert "M0,1.6H6.4" in swatch(Swatch("線", "", "#000000", thin=True))
