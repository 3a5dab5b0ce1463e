from __future__ import annotations

import numpy as np
import pytest

from gisapp.digest import MOST_CLASSES, digest
from layers.feedback import Cancelled, Feedback
from tests.fakes import box_city

CITY = box_city(5000)


def test_figures_of_many_features_are_those_of_their_columns() -> None:
    features = np.arange(0, 5000, 7, dtype=np.uint32)
    found = digest(CITY, features, feedback=Feedback())
    heights = CITY.table().numbers("measured_height")[features]
    numbers = {one.attribute.name: one for one in found.numbers}
    assert list(numbers) == ["measured_height", "storeys", "year"]
    height = numbers["measured_height"]
    assert height.known == int((~np.isnan(heights)).sum()) < len(features)
    assert [height.total, height.mean, height.low, height.high] == pytest.approx(
        [np.nansum(heights), np.nanmean(heights), np.nanmin(heights), np.nanmax(heights)]
    )
    assert not height.adds_up


def test_classes_are_counted_and_nothing_is_left_out() -> None:
    features = np.arange(1000, dtype=np.uint32)
    (usage,) = digest(CITY, features, feedback=Feedback()).classes
    texts = CITY.table().texts("usage")[:1000]
    for name, count in usage.entries:
        assert count == (texts == name).sum()
    assert len(usage.entries) == MOST_CLASSES
    assert sum(count for _, count in usage.entries) + usage.rest + usage.missing == 1000
    assert usage.missing == (texts == "").sum()


def test_a_column_that_is_missing_everywhere_is_not_told() -> None:
    features = np.flatnonzero(np.isnan(CITY.table().numbers("measured_height"))).astype(np.uint32)
    found = digest(CITY, features, feedback=Feedback())
    assert "measured_height" not in {one.attribute.name for one in found.numbers}


def test_it_can_be_cancelled() -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        digest(CITY, np.arange(5, dtype=np.uint32), feedback=feedback)
