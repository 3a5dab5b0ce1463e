"""What kind of values a column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from importers.tables.dates import read_dates, read_years
from importers.tables.kinds import Typed, typed
from importers.tables.numbers import normal
from layers.base import Attribute
from layers.timecolumn import TimeColumns, find_time_columns, time_extent
from tests.importers.tables.made import column, kinds, read_one, text_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def _typed(name: str, values: Sequence[str | None]) -> Typed:
    return typed(name, pa.array(list(values), pa.string()), "list.csv", np.arange(len(values)) + 2, [name])


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023/4/1", "2023-04-01"),
        ("2023-04-01", "2023-04-01"),
        ("２０２３年４月１日", "2023-04-01"),
        ("令和5年4月1日", "2023-04-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("R5.4.1", "2023-04-01"),
        ("r05/04/01", "2023-04-01"),
        ("H31.4.30", "2019-04-30"),
        ("平成元年1月8日", "1989-01-08"),
        ("昭和64年1月7日", "1989-01-07"),
        ("S55.12.31", "1980-12-31"),
        ("T15.12.25", "1926-12-25"),
        ("明治45年7月30日", "1912-07-30"),
        ("平成32年3月31日", "2020-03-31"),
        ("2023年4月1日（土）", "2023-04-01"),
        ("2023/4/1 9:05", "2023-04-01T09:05:00"),
        ("2023年4月1日 午後3時05分", "2023-04-01T15:05:00"),
        ("2023-04-01T10:30:15.5+09:00", "2023-04-01T10:30:15"),
        ("2023-04-01T01:30:00Z", "2023-04-01T10:30:00"),
        ("2023-04-01 24:00", "2023-04-02T00:00:00"),
        ("令和5年4月", "2023-04"),
        ("R5.4", "2023-04"),
        ("2023年12月", "2023-12"),
        ("20230401", "2023-04-01"),
        ("2023/04", "2023-04"),
        ("2024-02-29", "2024-02-29"),
        *(
            (wrong, None)
            for wrong in (
                "2023-02-29",
                "2023/13/1",
                "R5.4.31",
                "2023/4/0",
                "R0.1.1",
                "不明",
                "12:30",
                "2023",
                "1-2-3",
                "2023/4/1 25:00",
            )
        ),
    ],
)
def test_dates_of_japan_become_iso(written: str, iso: str | None) -> None:
    assert read_dates(normal(pa.array([written])), named=True).text.to_pylist() == [iso]


def test_figures_are_dates_only_where_the_name_says_so() -> None:
    values = pa.array(["20230401", "2023-04"])
    assert read_dates(values, named=False).read.tolist() == [False, False]
    assert _typed("公示日", ["20230401", "20230402"]).attribute.kind == "date"
    assert _typed("面積", ["20230401", "20230402"]).attribute.kind == "integer"
    assert _typed("地番", ["2023-4", "2001-12"]).attribute.kind == "text"


def test_years_are_years() -> None:
    years, read = read_years(normal(pa.array(["昭和55年", "1980年", "R2年度", "１９８０年", "x", None])))
    assert years[read].tolist() == [1980, 1980, 2020, 1980]
    assert _typed("建築年", ["1980", "2001"]).attribute.kind == "year"
    assert _typed("数", ["1980", "2001"]).attribute.kind == "integer"


@pytest.mark.parametrize(
    ("name", "values", "kind", "wanted"),
    [
        (
            "人口",
            ["1,234", "５６７", "▲3", "△1,000", "-", None],
            "integer",
            [1234, 567, -3, -1000, None, None],
        ),
        ("面積", ["1,234.5", "0.5", ".25", "-1e3"], "number", [1234.5, 0.5, 0.25, -1000.0]),
        ("数", ["+5", "−7"], "integer", [5, -7]),
        ("区域番号", ["12", "13"], "text", ["12", "13"]),
        ("値", ["012", "13"], "text", ["012", "13"]),
        ("値", ["1,23", "4,5"], "text", ["1,23", "4,5"]),
        ("値", ["1234567890123456789", "1"], "text", ["1234567890123456789", "1"]),
        ("値", ["nan", "inf"], "text", ["nan", "inf"]),
        ("値", ["0x10", "1_000"], "text", ["0x10", "1_000"]),
        ("備考", ["=1+1", "+81-95-000", "@SUM(A1)", "-x"], "text", ["=1+1", "+81-95-000", "@SUM(A1)", "-x"]),
        ("洪水", ["1", None, "1"], "text", ["1", None, "1"]),
        ("値", [None, None], "text", [None, None]),
        ("値", ["-", "不明"], "text", ["-", "不明"]),
    ],
)
def test_values_get_their_kind(name: str, values: list[str | None], kind: str, wanted: list[Any]) -> None:
    found = _typed(name, values)
    assert found.attribute.kind == kind
    assert found.arrays[name].to_pylist() == wanted
    assert not found.findings


def test_few_different_texts_are_codes() -> None:
    found = _typed("用途地域", ["第一種住居地域", "商業地域"] * 10)
    assert found.attribute.kind == "code"
    assert set(found.arrays) == {"用途地域", "用途地域_code"}
    assert _typed("名称", [f"施設{k}" for k in range(40)]).attribute.kind == "text"


def test_a_unit_in_the_name_is_told_apart() -> None:
    assert _typed("面積（㎡）", ["1.5", "2"]).attribute == Attribute("面積（㎡）", "面積", "m²", "number")
    assert _typed("人口(人)", ["1", "2"]).attribute.unit == "人"


def test_a_value_that_cannot_be_read_keeps_its_text_and_is_told() -> None:
    found = _typed("高さ", ["1.5"] * 30 + ["約10メートル"])
    assert found.attribute.kind == "number"
    assert found.arrays["高さ"].to_pylist()[-1] is None
    assert found.arrays["高さ_原文"].to_pylist() == [None] * 30 + ["約10メートル"]
    (finding,) = found.findings
    assert (finding.count, finding.where.line) == (1, 32)
    assert "約10メートル" in str(finding.message)
    assert _typed("高さ", ["1.5", "約10メートル"]).attribute.kind == "text"


# ------------------------------------------------------------------------------------- time


def _dated(*names: str) -> list[Attribute]:
    return [Attribute(name, name, "", "date") for name in names]


def test_columns_of_time_are_chosen_by_their_names() -> None:
    assert find_time_columns([Attribute("名称", "名称")]) is None
    assert find_time_columns(_dated("設置日")) == TimeColumns("設置日", lasting=True)
    assert find_time_columns(_dated("更新日時", "観測日時")) == TimeColumns("観測日時")
    assert find_time_columns(_dated("公示日", "開始日", "終了日")) == TimeColumns("開始日", "終了日")
    assert find_time_columns(_dated("期間自", "期間至")) == TimeColumns("期間自", "期間至")


def test_the_extent_of_time_reaches_from_the_first_start_to_the_last_end() -> None:
    table = pa.table(
        {"開始日": ["2023-04-01", None, "2022-01-01"], "終了日": ["2023-05-01", "2024-01-01", None]}
    )
    assert time_extent(table, TimeColumns("開始日", "終了日")) == ("2022-01-01", "2024-01-01")
    assert time_extent(table, TimeColumns("開始日")) == ("2022-01-01", "2023-04-01")
    assert time_extent(pa.table({"日": pa.array([None], pa.string())}), TimeColumns("日")) is None


def test_a_series_of_a_gauge_tells_its_time(tmp_path: Path) -> None:
    rows = "".join(f"2023/7/10 {hour:02d}:00,東川,{1 + hour / 10}\n" for hour in range(24))
    found = read_one(text_file(tmp_path / "水位.csv", f"観測日時,河川名,水位(m)\n{rows}"))
    assert kinds(found)["観測日時"] == "date"
    assert column(found, "観測日時")[1] == "2023-07-10T01:00:00"
    finding = next(each for each in found.findings if each.code == "table-time")
    assert "2023-07-10T00:00:00 から 2023-07-10T23:00:00 まで" in str(finding.message)
