"""What gauges say at a moment: the last value, how old, what it means, where it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gisapp.desks.hazard.event.gauges import gauge_layers, readings_of
from gisapp.reading import read_data
from importers.gauges.levels import Level
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from tests.importers.gauges.samples import document, listed

if TYPE_CHECKING:
    from pathlib import Path

TEN = 1_782_900_000
"""2026-07-01T10:00 by the clocks of Japan."""


def test_the_last_value_its_age_and_whether_it_can_be_relied_on(tmp_path: Path) -> None:
    (shown,) = read_data(listed(tmp_path / "水位.csv", 2, 6), Feedback()).layers
    assert gauge_layers([shown]) == (shown,)
    now = readings_of(shown, TEN + 55 * 60)
    assert [one.name for one in now] == ["0号観測所", "1号観測所", "一号橋のカメラ"]
    first = now[0]
    assert (first.time, first.value, first.level) == ("2026-07-01T10:50:00", 2.5, Level.DANGER)
    assert (first.age, first.stale, first.rising) == (300, False, 1)
    assert first.change == pytest.approx(1.8)
    assert first.thresholds == (1.2, 1.8, 2.1, 2.5)
    assert first.place == pytest.approx((129.87, 32.75))
    assert now[-1].level is Level.CAMERA
    assert (now[-1].value, now[-1].image, now[-1].stale) == (None, "一号橋.jpg", True)  # 35 minutes, every 5
    then = readings_of(shown, TEN + 15 * 60)
    assert [(one.value, one.level) for one in then] == [(1.3, Level.STANDBY)] * 2  # no camera yet
    later = readings_of(shown, TEN + 90 * 60)
    assert later[0].stale
    alone = replace(shown, filter=(Condition("name", Operator.EQUAL, "1号観測所"),))
    assert [one.name for one in readings_of(alone, TEN + 3600)] == ["1号観測所"]


def test_a_value_that_was_not_measured_is_unknown(tmp_path: Path) -> None:
    (shown,) = read_data(document(tmp_path / "水位.json"), Feedback()).layers
    gauge, camera = readings_of(shown, TEN + 30 * 60)
    assert (gauge.value, gauge.level, gauge.quality) == (None, Level.UNKNOWN, "欠測")
    assert gauge.change is None
    assert (camera.age, camera.stale) == (None, True)
