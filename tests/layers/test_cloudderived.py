"""How steep points lie and when they were measured, worked out when they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from layers.cloudderived import NEIGHBOURS, dated, day_text, days, slopes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.copc import Copc


@dataclass(frozen=True)
class Head:
    """What days are told from."""

    standard_time: bool
    written: tuple[int, int]


def copc(*, standard: bool, written: tuple[int, int] = (0, 0)) -> Copc:
    return cast("Copc", Head(standard, written))


def timed(*moments: float) -> NDArray[np.void]:
    return np.array([(moment,) for moment in moments], dtype=[("time", "<f8")])


@pytest.mark.parametrize("degrees", [0.0, 30.0, 60.0, 90.0])
def test_a_plane_is_as_steep_as_it_is_wherever_it_lies(degrees: float) -> None:
    rng = np.random.default_rng(5)
    along, up = rng.uniform(0, 20, (2, 3_000))
    angle = np.radians(degrees)
    flat = np.column_stack([along, up * np.cos(angle), up * np.sin(angle)])
    places = flat + rng.normal(0, 0.005, flat.shape) + (-31_000.0, -76_000.0, 12.0)
    found = slopes(places)
    assert np.median(np.abs(found - degrees)) < 2.0


def test_of_a_few_points_no_slope_is_told() -> None:
    assert np.isnan(slopes(np.zeros((NEIGHBOURS - 1, 3)))).all()
    # All in one place: some plane is as good as any, and nothing breaks.
    assert len(slopes(np.zeros((NEIGHBOURS, 3)))) == NEIGHBOURS


def test_a_day_is_that_in_japan() -> None:
    # 2024-01-01 14:59 and 15:01 UTC, as adjusted standard GPS time: before and after midnight in Japan.
    begin = datetime(1980, 1, 6, tzinfo=UTC)
    moments = [
        (datetime(2024, 1, 1, hour, minute, tzinfo=UTC) - begin).total_seconds() + 18 - 1e9
        for hour, minute in ((14, 59), (15, 1))
    ]
    found = days(copc(standard=True), timed(*moments))
    assert [day_text(one) for one in found] == ["2024-01-01", "2024-01-02"]


def test_without_a_time_it_is_the_day_of_the_file_and_without_that_nobody_knows() -> None:
    weekly = copc(standard=False, written=(32, 2023))
    assert dated(weekly)
    assert [day_text(one) for one in days(weekly, timed(398_000.0, 0.0))] == ["2023-02-01"] * 2
    standard = copc(standard=True, written=(32, 2023))
    assert day_text(days(standard, timed(0.0))[0]) == "2023-02-01"
    assert not dated(copc(standard=False))
    assert np.isnan(days(copc(standard=False), timed(1.0))).all()


@pytest.mark.parametrize("written", [(0, 0), (400, 2023), (12, 1899), (365, datetime.now(UTC).year + 1)])
def test_days_that_cannot_be_are_not_believed(written: tuple[int, int]) -> None:
    assert not dated(copc(standard=False, written=written))
    tomorrow = (datetime.now(UTC) + timedelta(days=400) - datetime(1980, 1, 6, tzinfo=UTC)).total_seconds()
    assert np.isnan(days(copc(standard=True, written=written), timed(tomorrow - 1e9, -1e12, np.nan))).all()
