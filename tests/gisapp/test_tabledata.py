from __future__ import annotations

import numpy as np
import pytest

from gisapp.tabledata import Codes, Column, Numbers, Texts, _one_line, load_column, sorted_rows, tab_separated
from layers.feedback import Feedback
from tests.fakes import box_city

TABLE = box_city(400).table()
ATTRIBUTES = {attribute.name: attribute for attribute in TABLE.attributes}


def test_cells_are_written_as_staff_read_them() -> None:
    numbers = Numbers(np.array([1234.5, np.nan, -0.004, -7.0]), decimals=2, commas=True)
    assert [numbers.text(row) for row in range(4)] == ["1,234.50", "", "0.00", "\u22127.00"]
    assert numbers.texts(np.array([0, 1, 3])) == ["1234.50", "", "-7.00"]
    years = Numbers(np.array([1981.0]), decimals=0, commas=False)
    assert years.text(0) == "1981"
    codes = Codes(np.array([1, -1, 0], dtype=np.int32), ["住宅", "工場"])
    assert [codes.text(row) for row in range(3)] == ["工場", "", "住宅"]


def sortable(column: Column) -> np.ndarray:
    if isinstance(column, Numbers):
        return column.values
    if isinstance(column, Codes):
        return column.indices
    return np.array([str(text).encode() for text in column.values])


@pytest.mark.parametrize("name", list(ATTRIBUTES))
def test_each_kind_of_column_sorts_with_missing_last(name: str) -> None:
    column = load_column(TABLE, ATTRIBUTES[name])
    missing = column.missing()
    for descending in (False, True):
        order = sorted_rows(column, descending=descending)
        assert sorted(order.tolist()) == list(range(400))
        known = order[: 400 - int(missing.sum())]
        assert not missing[known].any()
        values = sortable(column)[known]
        pairs = values[:-1] >= values[1:] if descending else values[:-1] <= values[1:]
        assert pairs.all()


def test_equal_values_keep_their_order() -> None:
    texts = Texts(np.array(["b", "a", "", "b", "a"], dtype=object))
    assert sorted_rows(texts, descending=False).tolist() == [1, 4, 0, 3, 2]


def test_copied_rows_are_what_a_spreadsheet_takes() -> None:
    names = ["id", "usage", "measured_height", "year"]
    attributes = [ATTRIBUTES[name] for name in names]
    rows = np.array([7, 5])
    text = tab_separated(TABLE, attributes, ["ID", "用途", "高さ（m）", "年"], rows, feedback=Feedback())
    heights = TABLE.numbers("measured_height")
    assert np.isnan(heights[5])
    usage, years = TABLE.texts("usage"), TABLE.texts("year")
    assert text.split("\n") == [
        "ID\t用途\t高さ（m）\t年",
        f"42201-bldg-7\t{usage[7]}\t{heights[7]:.2f}\t{years[7]}",
        f"42201-bldg-5\t{usage[5]}\t\t{years[5]}",
        "",
    ]


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    assert _one_line("一行目\n二行目\tまだ") == "一行目 二行目 まだ"
