"""Steps, histograms, and the time of now on the layers of a project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers import filters, plaindata, timewords
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from layers.period import DAY, Period
from layers.project import Project
from layers.projectdocument import from_document, to_document
from layers.settling import settled
from layers.timeline import Timeline, same_but_time, shown_with_time, timed, timeline
from layers.timesteps import MOST_STEPS, Step, natural_step
from tests.layers.features import vector
from tests.layers.test_moments import at
from tests.layers.timed import hourly, squares, timed_layer

if TYPE_CHECKING:
    from layers.vector import Vector

GOLDEN = Path(__file__).parents[1] / "golden" / "time" / "moment.gisproj"
NINE = Period(at("2026-11-21T02:00"), at("2026-11-21T03:00"))


def of(layer: Vector) -> Timeline:
    found = timeline([layer], Feedback())
    assert found is not None
    return found


def test_steps_begin_with_the_clock_and_the_calendar() -> None:
    moment = at("2026-11-21T08:37:10")
    assert Step(15, "minute").at(moment) == Period(at("2026-11-21T08:30"), at("2026-11-21T08:45"))
    assert Step(6, "hour").at(moment) == Period(at("2026-11-21T06:00"), at("2026-11-21T12:00"))
    assert Step(1, "month").at(moment, 2) == Period(at("2027-01-01"), at("2027-02-01"))
    assert Step(1, "month").at(moment, -10) == Period(at("2026-01-01"), at("2026-02-01"))
    assert Step(1, "year").at(at("1869-05-01"), -1) == Period(at("1868-01-01"), at("1869-01-01"))
    assert Step(1, "day").at(-1).start == -DAY


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        (np.arange(0, 744) * 3600, Step(1, "hour")),
        (np.arange(0, 144) * 600, Step(10, "minute")),
        (np.arange(0, 400) * DAY, Step(1, "day")),
        ([at(f"2026-{month:02}-01") for month in range(1, 13)], Step(1, "month")),
        ([at(f"{year}-04-01") for year in range(2000, 2026)], Step(1, "year")),
        ([at(f"{year}-10-01") for year in range(2000, 2026, 5)], Step(1, "year")),
        (np.arange(0, 300) * 90, Step(1, "minute")),
    ],
)
def test_the_step_of_data_is_the_one_in_which_they_were_taken(moments: object, expected: Step) -> None:
    starts = np.asarray(moments, dtype=np.int64)
    assert natural_step(starts, Period(int(starts[0]), int(starts[-1]) + 1)) == expected


def test_a_walk_has_an_end() -> None:
    starts = np.arange(0, 100 * 365 * DAY, 60 * 61, dtype=np.int64)
    whole = Period(0, int(starts[-1]))
    step = natural_step(starts, whole)
    assert (whole.end - whole.start) / step.seconds <= MOST_STEPS


def test_a_timeline_counts_what_is_there_between_its_edges(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    begin = random.integers(0, 40, 60)
    end = begin + random.integers(0, 9, 60)
    layer = timed_layer(
        tmp_path / "spans",
        squares(60),
        {
            "開始日時": [f"2026-11-21T{k // 4:02}:{k % 4 * 15:02}:00" for k in begin],
            "終了日時": [
                None if k == 3 else f"2026-11-21T{e // 4:02}:{e % 4 * 15:02}:00" for k, e in enumerate(end)
            ],
        },
        {"開始日時": "date", "終了日時": "date"},
    )
    found = of(layer)
    times = layer.times()
    assert times is not None
    for low, high, count in zip(found.edges[:-1], found.edges[1:], found.counts, strict=True):
        assert count == times.mask(Period(int(low), int(high))).sum()
    assert (found.rows, found.untimed) == (60, 0)
    assert found.whole.start <= times.starts[0]


def test_the_filter_of_a_layer_counts_and_a_layer_without_rows_of_time_has_no_line(tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours")
    assert of(layer).counts.tolist() == [3] * 5
    filtered = replace(layer, filter=(Condition("値", Operator.AT_LEAST, 31.0),))
    assert of(filtered).counts.tolist() == [0, 0, 0, 2, 3]
    none = timed_layer(tmp_path / "none", squares(2), {"日時": [None, None]}, {"日時": "date"})
    assert timeline([none], Feedback()) is None


def test_empty_stretches_are_skipped_to_the_next_moment_with_anything() -> None:
    edges = np.arange(0, 11) * 60
    line = Timeline(Period(0, 600), Step(1, "minute"), edges, np.array([1, 0, 0, 0, 0, 0, 2, 0, 0, 0]), 3, 0)
    assert [line.next_filled(moment) for moment in (0, 30, 60, 200, 360, 420)] == [0, 30, 360, 360, 360, None]


def test_layers_with_time_take_the_time_of_the_project_and_others_do_not(tmp_path: Path) -> None:
    hours, plain = hourly(tmp_path / "hours"), vector(tmp_path / "lots", ["POINT (0 0)"], {"名称": ["点"]})
    entries = timed_layer(tmp_path / "dates", squares(1), {"更新日": ["2026-01-01"]}, {"更新日": "date"})
    project = settled(Project().with_layer(hours).with_layer(plain).with_layer(entries))
    assert [layer.id for layer in shown_with_time(project)] == ["hours"]
    now = settled(replace(project, time=NINE))
    assert {layer.id: layer.during for layer in now.layers} == {"hours": NINE, "lots": None, "dates": None}
    assert settled(now) is now
    assert all(same_but_time(one, other) for one, other in zip(project.layers, now.layers, strict=True))
    assert not same_but_time(now.layers[0], replace(now.layers[0], opacity=0.5))
    back = timed(replace(now, time=None))
    assert all(layer.during is None for layer in back.layers)
    mask = filters.mask(next(layer for layer in now.layers if layer.id == "hours"))
    assert mask is not None
    assert np.flatnonzero(mask).tolist() == [6, 7, 8]


def test_filter_and_time_both_hold(tmp_path: Path) -> None:
    layer = replace(
        hourly(tmp_path / "hours"), filter=(Condition("値", Operator.GREATER, 20.0),), during=NINE
    )
    mask = filters.mask(layer)
    assert mask is not None
    assert np.flatnonzero(mask).tolist() == [7, 8]
    assert filters.mask(layer) is mask  # remembered


def test_the_time_of_now_is_saved_and_absent_for_all_times() -> None:
    project = Project(name="人流", crs="EPSG:6669", time=NINE)
    document = to_document(project, None)
    assert GOLDEN.read_bytes() == plaindata.dump(document)
    read, findings = from_document(plaindata.parse(GOLDEN.read_bytes()), GOLDEN.parent)
    assert (read.time, findings) == (NINE, ())
    assert "time" not in to_document(replace(project, time=None), None)


def test_times_in_words() -> None:
    hour = Step(1, "hour")
    one = Period(at("2026-11-21T08:30"), at("2026-11-21T08:31"))
    assert str(timewords.period(one, Step(1, "minute"))) == "2026年11月21日 8:30"
    assert str(timewords.period(None, hour)) == "すべての時間"
    wide = Period(at("2026-11-21T08:00"), at("2026-11-21T11:00"))
    assert str(timewords.period(wide, hour)) == "2026年11月21日 8:00 ～ 2026年11月21日 10:00"
    assert str(timewords.moment(at("2015-04-01"), "year")) == "2015年"
    assert str(timewords.moment(8 * 3600, "hour")) == "8:00"
    assert str(timewords.every(Step(10, "minute"))) == "10 分ごと"
