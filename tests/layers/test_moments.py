"""When rows are: texts of every exactness, spans, what lasts, and what has no time."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from layers import period
from layers.base import Attribute
from layers.errors import Damaged
from layers.moments import EVER, arranged, read, times_of
from layers.period import DAY, Period
from layers.plaindata import Reader
from layers.timecolumn import TimeColumns, find_time_columns


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01", "2025-01-01"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2024-12", "2024-12-01", "2025-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2026-11-21T08:30", "2026-11-21T08:30", "2026-11-21T08:31"),
        ("2026-11-21 08:30:15", "2026-11-21T08:30:15", "2026-11-21T08:30:16"),
        ("1868-01-25", "1868-01-25", "1868-01-26"),
        ("08:30", "1970-01-01T08:30", "1970-01-01T08:31"),
        ("25:10", "1970-01-02T01:10", "1970-01-02T01:11"),
    ],
)
def test_a_text_stands_for_all_of_what_it_names(text: str, start: str, end: str) -> None:
    first, after = read(pa.array([text]))
    assert (first[0], after[0]) == (at(start), at(end))


@pytest.mark.parametrize(
    "text", ["", "不明", "2023-13", "2023-02-30", "2023-00-01", "0001-01-01", "12:75", None]
)
def test_what_is_no_time_has_none(text: str | None) -> None:
    first, after = read(pa.array([text], pa.string()))
    assert first[0] == after[0]


def test_years_as_numbers_and_those_of_the_administration() -> None:
    first, after = read(pa.array([2020, None, 2021], pa.int64()), fiscal=True)
    assert [first[0], after[0], first[2]] == [at("2020-04-01"), at("2021-04-01"), at("2021-04-01")]
    assert first[1] == after[1]


def test_a_span_ends_with_its_last_day_and_at_its_last_minute() -> None:
    table = pa.table(
        {
            "自": ["2026-04-01", "2026-04-01T08:00:00", "2026-04-01", None, None],
            "至": ["2026-04-30", "2026-04-01T09:00:00", None, "2026-04-02", None],
        }
    )
    times = times_of(table, TimeColumns("自", "至"))
    assert times.end[:2].tolist() == [at("2026-05-01"), at("2026-04-01T09:00")]
    assert times.end[2] == EVER
    assert times.start[3] == -EVER
    assert times.untimed == 1
    assert times.extent() == Period(at("2026-04-01"), at("2026-05-01"))
    shown = times.mask(Period(at("2026-04-01T09:00"), at("2026-04-01T10:00")))
    assert shown.tolist() == [True, False, True, True, False]


def test_what_was_built_stays() -> None:
    columns = find_time_columns([Attribute("竣工年月日", "竣工年月日", kind="date")], certain=True)
    assert columns == TimeColumns("竣工年月日", lasting=True)
    times = times_of(pa.table({"竣工年月日": ["1990-05-01", "2010-05-01"]}), columns)
    assert times.mask(Period(at("2000-01-01"), at("2001-01-01"))).tolist() == [True, False]


def test_a_column_of_entries_makes_no_layer_of_time_and_one_of_years_does() -> None:
    entered = [Attribute("更新日", "更新日", kind="date")]
    assert find_time_columns(entered) == TimeColumns("更新日")
    assert find_time_columns(entered, certain=True) is None
    years = [Attribute("建築年", "建築年", kind="year"), Attribute("年度", "年度", kind="year")]
    assert find_time_columns(years, certain=True) == TimeColumns("年度")


@pytest.mark.parametrize("seed", range(5))
def test_rows_of_a_period_are_those_that_comparing_all_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    start = random.integers(-1000, 1000, 500)
    end = start + random.integers(-20, 300, 500)  # some have no time
    times = arranged(start.copy(), end.copy())
    for begin, length in random.integers((-1100, 0), (1100, 200), (50, 2)).tolist():
        one = Period(begin, begin + length)
        expected = (end > start) & (start < one.until) & (end > one.start)
        assert np.array_equal(times.mask(one), expected)
        assert (np.diff(times.start[times.rows(one)]) >= 0).all()
    assert times.untimed == int((end <= start).sum())


def test_nothing_at_all() -> None:
    times = times_of(pa.table({"日": pa.array([], pa.string())}), TimeColumns("日"))
    assert times.extent() is None
    assert len(times.mask(Period(0, DAY))) == 0


def test_a_period_is_written_and_read_back() -> None:
    one = Period(at("2026-11-21T08:30"), at("2026-11-21T09:00"))
    assert period.document(one) == {"from": "2026-11-21T08:30:00", "to": "2026-11-21T09:00:00"}
    assert period.from_document(Reader({"time": period.document(one)}), "time") == one
    assert period.from_document(Reader({}), "time") is None
    assert period.document(None) is None
    with pytest.raises(ValueError, match="Period"):
        Period(5, 4)


@pytest.mark.parametrize(
    "value",
    [
        {"from": "now", "to": "2026-01-01"},
        {"from": "2026-01-01T00:00:00Z", "to": "2027-01-01"},
        {"from": "2026-01-02", "to": "2026-01-01"},
        {"from": "9999-01-01", "to": "9999-01-02"},
        {"from": "2026-01-01"},
        "2026",
        [1],
    ],
)
def test_a_period_that_is_none_is_refused_by_its_place(value: object) -> None:
    with pytest.raises(Damaged, match="time"):
        period.from_document(Reader({"time": value}), "time")
