"""Excel workbooks, good and hostile."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from importers.base import Sniff
from importers.tables.importer import Tables, TablesOptions, read_collections
from layers.errors import DamagedFile, ImportFailed, Unsafe
from layers.feedback import Cancelled, Feedback
from tests.importers.citygml.reading import codes, expect_sentence
from tests.importers.tables.made import cell, column, kinds, letters, read, read_one, sheet, workbook

if TYPE_CHECKING:
    from pathlib import Path

LIST = [
    ["町内会・自治会一覧", "", "", "", "", ""],
    ["", "", "", "", "", "令和5年4月1日現在"],
    ["番号", "名称", "世帯", "", "設立", "備考"],
    ["", "", "総数", "加入", "", ""],
    *(
        [f"{k:03d}", f"東{k}町自治会", 100 + k, 80.5, "昭和55年4月1日", "=A1" if k == 2 else ""]
        for k in range(1, 13)
    ),
]


def test_a_list_with_title_and_merged_names_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "自治会.xlsx", {"一覧": sheet(LIST, ["C3:D3", "A3:A4", "B3:B4"])})
    assert Tables().sniff(path, path.read_bytes()[:100]) is Sniff.YES
    found = read_one(path)
    assert found.key == found.name == "一覧"
    assert list(kinds(found)) == ["番号", "名称", "世帯_総数", "世帯_加入", "設立", "備考"]
    assert column(found, "番号")[:2] == ["001", "002"]
    assert column(found, "世帯_総数")[:2] == [101, 102]
    assert kinds(found)["世帯_加入"] == "number"
    assert column(found, "設立")[0] == "1980-04-01"
    assert column(found, "備考")[1] == "=A1"
    assert len(found.table) == 12
    assert found.geometry.tolist() == [None] * 12


def test_each_sheet_that_can_be_seen_is_a_collection(tmp_path: Path) -> None:
    rows = [["名称", "数"], ["公園", 1], ["学校", 2]]
    sheets = {"北": sheet(rows), "南": sheet(rows[:2]), "隠し": sheet(rows), "空": sheet([])}
    path = workbook(tmp_path / "list.xlsx", sheets, hidden=["隠し"])
    feedback = Feedback()
    found = read_collections(path, TablesOptions(), feedback)
    assert [(each.key, len(each.table)) for each in found] == [("北", 2), ("南", 1)]
    (finding,) = feedback.findings
    assert (finding.code, finding.count) == ("sheets-left-out", 2)
    assert len(read_one(path, sheet="隠し").table) == 2
    with pytest.raises(ImportFailed) as caught:
        read(path, sheet="東")
    expect_sentence(caught.value, "list.xlsx", "東", "南")


def test_a_table_may_begin_anywhere(tmp_path: Path) -> None:
    blank = ["", "", ""]
    rows = [
        blank,
        blank,
        ["", "名称", "数"],
        ["", "公園", 1],
        blank,
        ["", "学校", "未定です"],
        *(["", "会館", k] for k in range(40)),
    ]
    found = read_one(workbook(tmp_path / "list.xlsx", {"一覧": sheet(rows)}))
    assert list(kinds(found)) == ["名称", "数", "数_原文"]
    assert found.left_out == {"empty_rows": 1}
    odd = next(finding for finding in found.findings if finding.code == "table-value-not-read")
    assert odd.where.line == 6
    assert column(found, "数_原文")[:3] == [None, "未定です", None]


def test_a_list_without_names_is_read_and_a_note_is_not(tmp_path: Path) -> None:
    rows = [[k, 32.7501 + k, 129.8701, "R5.4.1"] for k in range(3)]
    path = workbook(tmp_path / "list.xlsx", {"一覧": sheet(rows), "注": sheet([["この表は速報値です"]])})
    found = read_one(path)
    assert list(kinds(found)) == ["列1", "列2", "列3", "列4"]
    assert len(found.table) == 3
    assert found.crs == "EPSG:6668"


def test_formulas_are_not_worked_out(tmp_path: Path) -> None:
    names = f'<row r="1">{cell("A1", "名称")}{cell("B1", "数")}</row>'
    cells = cell("A2", "公園", 'WEBSERVICE("http://example.com")') + cell("B2", 7, "1+1")
    text = sheet([]).replace("</sheetData>", f'{names}<row r="2">{cells}</row></sheetData>')
    found = read_one(workbook(tmp_path / "list.xlsx", {"一覧": text}))
    assert column(found, "名称") == ["公園"]
    assert column(found, "数") == [7]


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576", "XFD1", "ZZ90000"])
def test_a_lone_far_cell_takes_no_memory(reference: str, tmp_path: Path) -> None:
    text = sheet([["名称", "数"], ["公園", 1]]).replace(
        "</sheetData>", f"<row>{cell(reference, 'x')}</row></sheetData>"
    )
    path = workbook(tmp_path / "far.xlsx", {"一覧": text})
    if reference in ("XFD1048576", "ZZ90000"):
        with pytest.raises(ImportFailed) as caught:
            read_one(path)
        expect_sentence(caught.value, "far.xlsx")
    else:
        try:
            found = read(path)
        except ImportFailed as error:
            expect_sentence(error, "far.xlsx")
        else:
            assert len(found[0].table) <= 3


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_far_cell_may_be_written_in_other_ways(quote: str, tmp_path: Path) -> None:
    far = f"<row><c   r = {quote}XFD1048576{quote}><v>1</v></c></row>"
    text = sheet([["名称"], ["公園"]]).replace("</sheetData>", f"{far}</sheetData>")
    with pytest.raises(ImportFailed) as caught:
        read_one(workbook(tmp_path / "far.xlsx", {"一覧": text}))
    expect_sentence(caught.value, "far.xlsx")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "bomb.xlsx", {"一覧": sheet([["名称"], ["公園"]])}, extra={"xl/x.xml": bytes(600 << 20)}
    )
    assert path.stat().st_size < 2 << 20
    with pytest.raises(Unsafe) as caught:
        read_one(path)
    expect_sentence(caught.value, "bomb.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "bomb.xlsx", {"一覧": sheet([["名称"], ["公園"]])}, extra={"xl/x.xml": bytes(50 << 20)}
    )
    content = path.read_bytes()
    size = (50 << 20).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises(ImportFailed) as caught:
        read_one(path)
    expect_sentence(caught.value, "bomb.xlsx")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + sheet(
        [["名称", "数"], ["公園", 1]]
    ).replace("公園", "&b;")
    path = workbook(tmp_path / "list.xlsx", {"一覧": text})
    try:
        found = read_one(path)
    except ImportFailed as error:
        expect_sentence(error, "list.xlsx")
    else:
        assert "a" * 10 not in str(column(found, "名称"))


def test_a_locked_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    with pytest.raises(ImportFailed) as caught:
        read_one(path)
    expect_sentence(caught.value, "locked.xlsx", "パスワード")


def test_damage_gives_a_sentence(tmp_path: Path) -> None:
    content = workbook(tmp_path / "good.xlsx", {"一覧": sheet(LIST)}).read_bytes()
    middle = len(content) // 2
    for k, broken in enumerate(
        (
            content[:100],
            content[:middle],
            content[:-20],
            content[:200] + bytes(range(256)) * 40,
            content[:middle] + b"\xff\x00<>&" * 50 + content[middle:],
            b"PK\x03\x04" + bytes(100),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        )
    ):
        path = tmp_path / f"broken{k}.xlsx"
        path.write_bytes(broken)
        with pytest.raises(ImportFailed) as caught:
            read_one(path)
        expect_sentence(caught.value, path.name)


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("readme.txt", "nothing")
    with pytest.raises(ImportFailed) as caught:
        read_one(path)
    assert not isinstance(caught.value, DamagedFile)
    expect_sentence(caught.value, "other.xlsx")


def test_a_workbook_named_csv_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"一覧": sheet([["名称", "数"], ["公園", 1]])}).rename(
        tmp_path / "list.csv"
    )
    assert len(read_one(path).table) == 1


def test_stopping_before_anything_is_done(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", {"一覧": sheet(LIST)})
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        read_collections(path, TablesOptions(), feedback)


def test_the_names_of_columns_of_a_sheet() -> None:
    assert [letters(k) for k in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_real_workbooks_are_read_whole(data_root: Path) -> None:
    paths = sorted((data_root / "gis").rglob("*.xlsx"))
    assert paths
    for path in paths:
        feedback = Feedback()
        found = read_collections(path, TablesOptions(), feedback)
        assert not codes(feedback.findings)
        assert {each.key: len(each.table) for each in found}["M_カレンダー"] == 1096
        with zipfile.ZipFile(path) as archive:
            rows = sum(
                archive.read(entry).count(b"<row ") - 1
                for entry in archive.infolist()
                if entry.filename.startswith("xl/worksheets/sheet")
            )
        left = sum(each.left_out.get("empty_rows", 0) for each in found)
        assert sum(len(each.table) for each in found) + left <= rows
        assert len(found) == 24
