"""Figures, files and papers of the ledger; whatever leaves the house, officers are in none of it."""

from __future__ import annotations

import io
import json
import re
import zlib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from gisapp import areapapers, areastock
from gisapp.areaground import ground_of
from gisapp.desks.areas import mapbook, officers
from gisapp.desks.areas.figures import sound_shapes
from gisapp.desks.areas.ledgersheet import key_rows, write_xlsx
from gisapp.desks.areas.lookup import Standing, opened
from gisapp.desks.areas.mapbook import shelters_text
from gisapp.desks.areas.membership import Rate, membership, rate_text
from gisapp.desks.areas.model import put
from gisapp.desks.areas.openfiles import Opening, open_content, own_content, write_keys
from gisapp.desks.areas.register import layer_of, seen
from gisapp.desks.areas.shelterkeys import How
from gisapp.export.formats import write_content
from gisapp.paper import book
from gisapp.paper.document import plain
from gisapp.paper.written import written
from layers.errors import AnalysisFailed, NotAllowed
from layers.feedback import Feedback
from tests.gisapp.desks.areas.town import LEDGER, WHEN, area, association, town
from tests.gisapp.desks.hazard.made import EAST, NORTH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gisapp.areastock import Ledger
    from gisapp.paper.document import Document
    from layers.project import Project

NOW = datetime.fromisoformat(WHEN)
WHO = officers.Officer(
    "o1", "line1", "会長", "架空 太郎兵衛", "かくうたろべえ", "099-555-0199", "", "架空町七丁目7番"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def found(project: Project) -> tuple[Ledger, Feedback]:
    feedback = Feedback()
    boards = next(one for one in project.layers if one.name == "掲示板")
    asked = replace(areastock.proposed(project, feedback), places=(("notice_boards", boards),))
    return areastock.ledger_of(project, "", asked, feedback), feedback


def test_membership_rates_of_jic_03() -> None:
    members, homes = np.array([84.0, 0.0, np.nan, 9.0]), np.array([120.0, 0.0, 10.0, 8.0])
    rate, state = membership(members, homes)
    said = [rate_text(one, of) for one, of in zip(rate.tolist(), state.tolist(), strict=True)]
    assert said == ["70.0 %", "—", "未確認", "112.5 %"]
    assert state.tolist() == [Rate.KNOWN, Rate.EMPTY, Rate.UNKNOWN, Rate.OVER]


def test_figures_count_what_lies_in_each_area(found: tuple[Ledger, Feedback]) -> None:
    figures, feedback = found[0].figures, found[1]
    assert figures.area[:3].tolist() == pytest.approx([6000, 4000, 4000])
    counts = {name: values.tolist() for name, values in figures.counts.items()}
    assert counts["buildings"][:3] == [3, 2, 1]  # the house in the overlap counts in both
    assert counts["water"][:3] == [3, 1, 0]
    assert counts["depth_2"][:3] == [3, 1, 0]
    assert counts["notice_boards"][:3] == [2, 1, 0]
    assert np.isnan([values[3] for values in figures.counts.values()]).all()  # nobody knows its area
    assert np.isnan(counts["people"]).all()  # nobody states people
    assert np.isnan(counts["landslide"]).all()  # nobody looked
    codes = {one.code for one in feedback.findings}
    assert codes >= {"members-exceed-households", "association-without-area", "buildings-in-two"}


def test_people_are_estimated_from_a_total_by_floor_area(project: Project) -> None:
    asked = replace(areastock.proposed(project, Feedback(), ()), people=60.0)
    figures = areastock.ledger_of(project, "", asked, Feedback()).figures
    assert figures.counts["people"][:3].tolist() == pytest.approx([30, 20, 10])
    assert "延床面積" in figures.source("people")


def test_shelters_are_joined_to_associations_both_ways(found: tuple[Ledger, Feedback]) -> None:
    figures, feedback = found[0].figures, found[1]
    rows = key_rows(figures)
    assert figures.keys is not None
    assert figures.keys.how.tolist() == [How.STEM, How.NAME, How.NONE, How.CODE]
    assert [(row[0], row[3]) for row in rows] == [("E1", "J001"), ("E1", "J003"), ("E1", ""), ("E2", "J002")]
    assert figures.keys.of(2) == [0]
    assert shelters_text(figures, 0, 1) == "東小学校（この自治会が対象）"
    assert shelters_text(figures, 0, 1, lambda told: str(told.template)).startswith("{shelter}")
    assert figures.inside["shelters"] == ((0,), (1,), (), ())
    assert any(one.code == "shelter-names-unjoined" for one in feedback.findings)
    assert "'=丘の公園" in write_keys(figures).decode("utf-8-sig")


def test_the_workbook_holds_no_formula(found: tuple[Ledger, Feedback]) -> None:
    content = write_xlsx(found[0].figures, NOW, "gisapp")
    assert content == write_xlsx(found[0].figures, NOW, "gisapp")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("自治会台帳").to_python()
    cells = {str(head): [row[place] for row in rows[2:]] for place, head in enumerate(rows[1])}
    assert cells["加入率（%）"] == [70.0, 112.5, "—", "未確認"]
    assert "=HYPERLINK(1)" in cells["備考"]
    assert cells["人口"][2:] == ["未確認", 12.0]
    assert cells["加入率の分母（出典・時点）"][0] == "住民基本台帳、令和8年4月1日"
    sheet = _opened(content, "xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert "=丘の公園" in str(rows)


def test_open_data_is_an_allow_list(found: tuple[Ledger, Feedback], project: Project, tmp_path: Path) -> None:
    ledger = found[0]
    layer = layer_of(seen(project))
    assert layer is not None
    for column, words in (("会長", "個人情報"), ("remark", "公開してよい列")):
        with pytest.raises(NotAllowed, match=words):
            open_content(ledger.figures, ledger.shapes, layer, project.crs, Opening((column,)), Feedback())
    feedback = Feedback()
    content = open_content(ledger.figures, ledger.shapes, layer, project.crs, Opening(), feedback)
    written_ = write_content(content, tmp_path / "公開.geojson", Feedback())
    features = json.loads(written_.read_text("utf-8"))["features"]
    told = [one["properties"] for one in features]
    assert {name for one in told for name in one} == set(content.rows.column_names)
    assert [one.get("households") for one in told] == [120, None, 0, None]  # 8 may tell of people
    assert [one.get("hall") for one in told] == ["東坂公民館", None, None, None]  # somebody's home
    assert {one.code for one in feedback.findings} == {"small-counts-hidden", "halls-hidden"}


# ---------------------------------------------------------------------------------------------- asking


@pytest.mark.parametrize(
    ("x", "standing", "codes", "near"),
    [
        (25, Standing.ONE, ["J001"], []),
        (45, Standing.ONE, ["J001"], ["J002"]),
        (55, Standing.SHARED, ["J001", "J002"], []),
        (100, Standing.NONE, [], ["J002"]),
    ],
)
def test_a_place_has_its_association(
    project: Project, x: float, standing: Standing, codes: list[str], near: list[str]
) -> None:
    answer = opened(project).at(np.array([EAST + x, NORTH + 50]))
    assert answer.standing is standing
    assert [one.code for one in answer.associations] == codes
    assert [one.association.code for one in answer.neighbours] == near
    assert any("言い切れません" in str(one) for one in answer.remarks) == (standing is Standing.NONE)


def test_an_overlap_is_told_as_agreed_once_staff_said_so(project: Project) -> None:
    from gisapp.desks.areas import decisions
    from gisapp.desks.areas.findings import Code, key_of
    from gisapp.desks.areas.model import area_set

    place = np.array([EAST + 55, NORTH + 50])
    assert any("記録されていません" in str(one) for one in opened(project).at(place).remarks)
    key = key_of(Code.OVERLAP, area_set(LEDGER, "", project.crs), (1, 0))
    made = decisions.Decision(key, decisions.What.AGREED, "自治振興課", "", WHEN)
    said = opened(decisions.put(project, made)).at(place).remarks
    assert any("合意済みと記録されています" in str(one) for one in said)


def test_addresses_and_names_find_associations(project: Project) -> None:
    directory = opened(project)
    one = directory.address("東坂町1丁目70番")
    assert ([one_.code for one_ in one.associations], one.standing) == (["J002"], Standing.ONE)
    assert one.footprint is not None
    whole = directory.address("東坂町一丁目")
    assert (whole.standing, whole.exact) == (Standing.SPLIT, False)
    assert {one.code for one in whole.associations} == {"J001", "J002", "J003"}
    for text in ("ヒガシザカ", "東坂町1丁目自治会", "j001"):
        assert [one.code for one in directory.named(text).associations] == ["J001"]
    for ask in (directory.address, directory.named):
        with pytest.raises(AnalysisFailed):
            ask("火星町")
    with pytest.raises(AnalysisFailed, match="有効な自治会"):
        opened(project, "2020-01-01")


# ------------------------------------------------------------------------------------ papers, and people


def test_nothing_that_leaves_the_house_holds_officers(
    project: Project,
    found: tuple[Ledger, Feedback],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with officers.Officers(officers.file_beside(project.path), "自治振興課", WHEN) as file:
        file.enter([WHO], WHEN)
    ledger = found[0]
    layer = layer_of(seen(project))
    assert layer is not None
    papers: list[Document] = []
    real = book.write_book

    def spied(cover: Document, sheets: Iterable[Document], total: int) -> bytes:
        kept = list(sheets)
        papers.extend([cover, *kept])
        return real(cover, kept, total)

    monkeypatch.setattr(book, "write_book", spied)
    asked = areastock.proposed(project, Feedback())
    ground = ground_of(project, asked.buildings)
    making = mapbook.Making(NOW, "gisapp", "自治振興課")
    made = mapbook.book_of(ledger.figures, ledger.shapes, ground, making, Feedback())
    assert made.pages == 4
    assert [one.code for one in made.without_area] == ["J004"]
    directory = opened(project)
    answer = directory.address("東坂町1丁目30番")
    paper = areapapers.Paper(NOW, "gisapp", "自治振興課")
    notice = areapapers.notice(project, asked, directory, answer, paper, Feedback())
    papers.append(notice)
    said = json.dumps(plain(notice), ensure_ascii=False)
    for words in ("東坂町一丁目町内会", "0.5m以上3m未満", "令和8年11月21日時点のものです", "東小学校"):
        assert words in said
    (tmp_path / "区域図集.pdf").write_bytes(made.content)
    (tmp_path / "案内.pdf").write_bytes(written(notice, ".pdf"))
    (tmp_path / "台帳.xlsx").write_bytes(write_xlsx(ledger.figures, NOW, "gisapp"))
    own = own_content(ledger.figures, ledger.shapes, layer, project.crs)
    free = open_content(ledger.figures, ledger.shapes, layer, project.crs, Opening(), Feedback())
    for content, suffix in ((own, ".gpkg"), (own, ".parquet"), (free, ".csv"), (free, ".geojson")):
        write_content(content, tmp_path / f"台帳{suffix}", Feedback())
    assert project.path is not None
    files = [*tmp_path.iterdir(), project.path]
    texts = b"".join(_all(one.read_bytes()) for one in files)
    texts += "".join(json.dumps(plain(one), ensure_ascii=False) for one in papers).encode()
    assert "東坂町一丁目町内会".encode() in texts
    for secret in (WHO.name, WHO.kana, WHO.phone, WHO.address, "太郎兵衛"):
        assert secret.encode() not in texts
        assert secret.encode("utf-16-be") not in texts


def test_every_page_of_a_crowded_book_stays_one_page(project: Project) -> None:
    long = "たいへん長い名称の町内会連合自治振興協議会"
    many = [
        association(
            n, f"{long}{n}", area(3 * n, 3 * n + 3), households=n, members=n, hall=long * 9, kana=long
        )
        for n in range(1, 40)
    ]
    fresh = put(replace(project, records=()), many, WHEN)
    ledger = areastock.ledger_of(fresh, "", areastock.proposed(fresh, Feedback(), ()), Feedback())
    ground = ground_of(fresh, None)
    making = mapbook.Making(NOW, "gisapp", long, tuple(one.code for one in many[:8]))
    made = mapbook.book_of(ledger.figures, ledger.shapes, ground, making, Feedback())
    assert made.pages == 9
    with pytest.raises(AnalysisFailed, match="J999"):
        mapbook.book_of(ledger.figures, ledger.shapes, ground, replace(making, only=("J999",)), Feedback())


def test_shapes_that_cross_themselves_are_mended_for_figures() -> None:
    import shapely

    bow = np.array([shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]), None], dtype=object)
    assert shapely.area(sound_shapes(bow)).tolist()[0] == 2.0
    assert LEDGER[0].shape is not None


def _opened(content: bytes, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name)


def _all(content: bytes) -> bytes:
    """Return a file with what is packed in it."""
    if content[:2] == b"PK":
        import zipfile

        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return b"".join(file.read(name) for name in file.namelist())
    found = [content]
    for part in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            found.append(part)
    return b"".join(found)
