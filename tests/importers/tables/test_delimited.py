"""CSV and its like, as city halls write them."""

from __future__ import annotations

import csv
import io
import threading
import time
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.tables.delimited import find_delimiter
from importers.tables.header import find_header, unique_names
from importers.tables.importer import TablesOptions, read_collections
from importers.tables.unevenrows import read_uneven
from layers.errors import GisError, ImportFailed, SourceMissing
from layers.feedback import Cancelled, Feedback
from tests.importers.citygml.reading import codes, expect_sentence
from tests.importers.tables.made import SHELTERS, column, kinds, read_one, text_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "euc_jp", "utf-16"])
def test_the_standard_list_of_shelters_reads_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    found = read_one(text_file(tmp_path / "避難場所.csv", SHELTERS, encoding))
    assert len(found.table) == 5
    assert found.crs == "EPSG:6668"
    assert column(found, "名称") == ["中央公園", "東小学校", "西公民館", "南会館", "北体育館"]
    assert column(found, "ID") == ["0001", "0002", "0003", "0004", "0005"]
    assert column(found, "想定収容人数") == [1200, 800, 50, None, 300]
    assert column(found, "備考") == [None, "入口は\n北側", None, '=HYPERLINK("")', None]
    assert kinds(found)["全国地方公共団体コード"] == "text"
    assert kinds(found)["標高"] == "number"
    assert shapely.is_missing(found.geometry).tolist() == [False, False, False, True, False]
    assert shapely.get_coordinates(found.geometry[0]).tolist() == [[129.8701, 32.7501]]
    assert not shapely.has_z(found.geometry[0])
    blank = next(finding for finding in found.findings if finding.code == "table-rows-without-place")
    assert blank.count == 1
    assert blank.where.line == 5  # as Excel counts


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    rows = [["名称", "数, 量", "x;y|z"], *([f"a{k}", f"{k},0", "p|q;r"] for k in range(30))]
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    assert find_delimiter(target.getvalue())[:2] == (delimiter, 3)
    found = read_one(text_file(tmp_path / "list.csv", target.getvalue()))
    assert len(found.table) == 30


def test_titles_above_the_names_are_left_out_and_kept_in_mind(tmp_path: Path) -> None:
    text = (
        "令和5年度　公共基準点一覧（第1系）,,,\n,,,長崎市 土木部\n\n点名,X座標,Y座標,備考\n"
        "1級1,-27662.224,34671.509,\n1級2,-27000.5,34000.25,\n"
    )
    found = read_one(text_file(tmp_path / "points.csv", text))
    assert list(kinds(found)) == ["点名", "X座標", "Y座標", "備考"]
    assert found.crs == "EPSG:6669"
    assert shapely.get_coordinates(found.geometry[0]).tolist() == [[34671.509, -27662.224]]


def test_names_in_two_rows_are_joined(tmp_path: Path) -> None:
    text = "名称,住所,災害種別,,,備考\n,,洪水,津波,地震,\n公園,桜町,1,,1,\n学校,東町,,1,1,\n会館,西町,1,1,,\n"
    found = read_one(text_file(tmp_path / "list.csv", text))
    assert list(kinds(found)) == ["名称", "住所", "災害種別_洪水", "災害種別_津波", "災害種別_地震", "備考"]
    assert len(found.table) == 3


def test_a_list_without_names_gets_names_of_its_own(tmp_path: Path) -> None:
    row = '01101,"060  ","060000{}","ﾎﾂｶｲﾄﾞｳ"\n'
    text = "".join(map(row.format, range(3)))
    found = read_one(text_file(tmp_path / "KEN_ALL.CSV", text))
    assert list(kinds(found)) == ["列1", "列2", "列3", "列4"]
    assert len(found.table) == 3
    assert column(found, "列1") == ["01101"] * 3


def test_a_table_of_years_keeps_its_names() -> None:
    rows = [["町名", "2020", "2021", "2022"], ["桜町", "120", "118", "117"], ["東町", "80", "82", "81"]]
    assert find_header(rows).names == ("町名", "2020", "2021", "2022")


def test_every_name_is_there_once() -> None:
    assert unique_names(["名称", "", "名称", "  ", "名称_2"]) == ["名称", "列2", "名称_2", "列4", "名称_2_2"]


def test_rows_that_are_too_short_or_too_long_stay_and_are_counted(tmp_path: Path) -> None:
    text = (
        "名称,緯度,経度\n公園,32.75,129.87\n学校,32.76\n会館,32.77,129.88,移転予定\n\n体育館,32.78,129.89,,\n"
    )
    found = read_one(text_file(tmp_path / "list.csv", text))
    assert column(found, "名称") == ["公園", "学校", "会館", "体育館"]
    assert column(found, "列4") == [None, None, "移転予定", None]
    short, long = (
        next(f for f in found.findings if f.code == code) for code in ("table-row-short", "table-row-long")
    )
    assert (short.count, short.where.line) == (1, 3)
    assert (long.count, long.where.line) == (1, 4)


def test_a_quote_too_many_swallows_no_rows(tmp_path: Path) -> None:
    text = '名称,備考\n公園,"広い\n' + "".join(f"学校{k},あ\n" for k in range(40))
    found = read_one(text_file(tmp_path / "list.csv", text))
    assert len(found.table) == 41
    assert column(found, "名称")[-1] == "学校39"
    quote = next(finding for finding in found.findings if finding.code == "table-row-quote")
    assert (quote.count, quote.where.line) == (1, 2)


def test_rows_without_anything_are_dropped_and_counted(tmp_path: Path) -> None:
    found = read_one(text_file(tmp_path / "list.csv", "名称,数\n公園,1\n,\n , \n学校,2\n"))
    assert len(found.table) == 2
    assert found.left_out == {"empty_rows": 2}


def test_broken_letters_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("名称,数\n公園,1\n".encode("cp932") + b"\x81\xff,2\n" + "学校の校庭,3\n".encode("cp932"))
    found = read_one(path)
    broken = next(finding for finding in found.findings if finding.code == "letters-not-readable")
    assert broken.where.line == 3
    assert len(found.table) == 3


def test_an_encoding_that_a_person_chose_is_used(tmp_path: Path) -> None:
    path = text_file(tmp_path / "list.csv", "名称,数\n公園,1\n学校,2\n", "euc_jp")
    assert read_one(path, encoding="cp932").encoding == "cp932"
    assert read_one(path).encoding == "euc_jp"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b"a,b\n",
        "名称,緯度,経度\r\n".encode("cp932"),
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        b"<html></html>",
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFailed) as caught:
        read_one(path)
    expect_sentence(caught.value, "list.csv")


def test_a_note_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_one(text_file(tmp_path / "notes.txt", "市役所のメモ"))
    expect_sentence(caught.value, "notes.txt")


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing) as caught:
        read_one(tmp_path / "gone.csv")
    expect_sentence(caught.value, "gone.csv")


def test_a_table_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = text_file(tmp_path / "list.csv", "a,b\n" + "1,2\n" * 5000)
    monkeypatch.setattr("importers.tables.limits.ROWS", 4000)
    with pytest.raises(ImportFailed) as caught:
        read_one(path)
    expect_sentence(caught.value, "list.csv", "4,000")
    monkeypatch.setattr("importers.tables.limits.TEXT_BYTES", 10_000)
    with pytest.raises(ImportFailed) as caught:
        read_one(path)
    expect_sentence(caught.value, "list.csv", "MB")


def test_more_columns_than_anybody_needs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_one(
            text_file(tmp_path / "list.csv", ",".join(["a"] * 5000) + "\n" + ",".join(["1"] * 5000) + "\n")
        )
    expect_sentence(caught.value, "list.csv", "1,000")


def _large(path: Path) -> Path:
    row = "{},長崎市第{}公民館,32.75,129.87,令和5年4月1日\r\n"
    return text_file(path, "ID,名称,緯度,経度,設置日\r\n" + "".join(row.format(k, k) for k in range(150_000)))


@pytest.mark.parametrize("after", [0.0, 0.1, 0.4])
def test_a_wish_to_stop_is_heard_within_a_second(after: float, tmp_path: Path) -> None:
    path = _large(tmp_path / "large.csv")
    feedback = Feedback()
    asked: list[float] = []

    def stop() -> None:
        time.sleep(after)
        asked.append(time.perf_counter())
        feedback.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        read_collections(path, TablesOptions(), feedback)
    except Cancelled:
        assert feedback.cancelled
    ended = time.perf_counter()
    stopper.join()
    assert ended - asked[0] < 1


def test_progress_never_runs_back(tmp_path: Path) -> None:
    shares: list[float] = []
    uneven = tmp_path / "large.csv"
    uneven.write_bytes(_large(tmp_path / "even.csv").read_bytes() + b"1,2\r\n")
    read_collections(
        uneven,
        TablesOptions(),
        Feedback(lambda done, total, _: shares.append(done / total) if total else None),
    )
    assert shares == sorted(shares)
    assert len(shares) > 10
    assert shares[-1] <= 1


# ------------------------------------------------------------------------------------- both ways of reading

CELLS = st.text(st.sampled_from('ab,"\n\t;長あ 1'), max_size=6)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_comes_back(rows: list[list[str]], end: str, tmp_path: Path) -> None:
    target = io.StringIO()
    csv.writer(target, lineterminator=end).writerows([["名称", "住所", "備考"], *rows])
    path = text_file(tmp_path / "list.csv", target.getvalue(), "utf-8")
    wanted = [[cell.strip(" \t\r\n\u3000") or None for cell in row] for row in rows]
    wanted = [row for row in wanted if any(row)]
    slow, _, _ = read_uneven(path, [target.getvalue()], ",", 3, 1)
    assert [
        [cell.strip(" \t\r\n") or None for cell in row]
        for row in zip(*(c.to_pylist() for c in slow), strict=True)
    ][1:] == [[cell.strip(" \t\r\n") or None for cell in row] for row in rows]
    if not wanted:
        with pytest.raises(ImportFailed):
            read_one(path)
        return
    found = read_one(path)
    assert found.left_out.get("empty_rows", 0) + len(found.table) == len(rows)
    if find_header([["名称", "住所", "備考"], *rows]).data == 1:
        kept = {name: [row[k] for row in wanted] for k, name in enumerate(("名称", "住所", "備考"))}
        texts = {name: column(found, name) for name, kind in kinds(found).items() if kind in ("text", "code")}
        assert texts == {name: kept[name] for name in texts}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=300), behind=st.booleans())
def test_any_bytes_give_a_table_or_a_sentence(noise: bytes, behind: bool, tmp_path: Path) -> None:
    path = tmp_path / "noise.csv"
    path.write_bytes((SHELTERS.encode("cp932")[:200] if behind else b"") + noise)
    try:
        found = read_one(path)
    except GisError as error:
        expect_sentence(error, "noise.csv")
    else:
        assert len(found.table) > 0
        assert all(finding.template for finding in found.findings)
        assert not codes(found.findings) & {""}
