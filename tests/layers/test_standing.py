"""Features that share shapes: stored once, drawn once, and the right one answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest

from layers.base import View
from layers.drawables import Mesh
from layers.featurestore import SHARED, FeatureStore
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from layers.period import Period
from layers.standing import standing
from tests.layers.test_moments import at
from tests.layers.timed import hourly, squares, timed_layer

if TYPE_CHECKING:
    from pathlib import Path

DOWN = np.array([0.0, 0.0, -1.0])


def test_a_shape_is_on_disk_once_and_other_tools_see_it_in_each_row(tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours", count=3, hours=5)
    store = layer.data.store
    assert store.manifest["format"] == SHARED
    assert (store.count, len(store.placed["tile"])) == (15, 3)
    assert all(len(column) == 15 for column in store.features.values())
    assert [shape.bounds[0] for shape in store.shapes(np.array([0, 4, 14]))] == [0.0, 100.0, 200.0]
    frame = gpd.read_parquet(tmp_path / "hours" / FeatureStore.TABLE)
    assert frame.geometry.bounds["minx"].tolist() == [0.0, 100.0, 200.0] * 5
    centroids = layer.centroids()
    assert centroids is not None
    assert centroids[:, 0].tolist() == [50.0, 150.0, 250.0] * 5


def test_each_shape_is_drawn_once(tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours", count=3, hours=5)
    view = View(
        np.array([150.0, 49.0, 400.0]),
        np.array([150.0, 50.0, 0.0]),
        np.array([0.0, 1.0, 0.0]),
        60.0,
        (800, 600),
        10**6,
    )
    drawn = [
        one for part in layer.parts(view) for one in layer.load(part, Feedback()) if isinstance(one, Mesh)
    ]
    assert set(np.concatenate([one.features for one in drawn]).tolist()) == {0, 1, 2}


def test_the_latest_that_passes_stands_for_a_shape(tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours", count=3, hours=5)

    def rows(**changes: object) -> list[int]:
        found = standing(replace(layer, **changes))  # type: ignore[arg-type]
        assert found is not None
        assert found.front.sum() == (found.rows >= 0).sum()
        return found.rows.tolist()

    assert rows() == [12, 13, 14]
    assert rows(during=Period(at("2026-11-21T01:00"), at("2026-11-21T02:00"))) == [3, 4, 5]
    assert rows(during=Period(at("2026-11-21T01:00"), at("2026-11-21T04:00"))) == [9, 10, 11]
    assert rows(during=Period(at("2027-01-01"), at("2027-01-02"))) == [-1, -1, -1]
    assert rows(filter=(Condition("値", Operator.LESS, 31.0),)) == [9, 7, 8]


def test_features_with_shapes_of_their_own_stand_for_themselves(tmp_path: Path) -> None:
    layer = timed_layer(
        tmp_path / "own", squares(2), {"日時": ["2026-01-01", "2026-01-02"]}, {"日時": "date"}
    )
    assert standing(layer) is None
    assert layer.places() is None


def test_a_click_is_answered_by_what_is_seen_now(tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours", count=3, hours=5)
    eye = np.array([150.0, 50.0, 300.0])
    for during, expected in (
        (None, 13),
        (Period(at("2026-11-21T02:00"), at("2026-11-21T03:00")), 7),
        (Period(at("2030-01-01"), at("2030-01-02")), None),
    ):
        hit = replace(layer, during=during).pick(eye, DOWN)
        assert (hit.feature if hit else None) == expected


@pytest.mark.parametrize("missing", [True, False])
def test_rows_without_a_shape_share_none(tmp_path: Path, *, missing: bool) -> None:
    shapes = squares(2)
    if missing:
        shapes[1] = None
    layer = timed_layer(
        tmp_path / "some",
        shapes,
        {"日時": ["2026-01-01", "2026-01-02", "2026-01-01"]},
        {"日時": "date"},
        places=[0, 0, 1],
    )
    frame = gpd.read_parquet(tmp_path / "some" / FeatureStore.TABLE)
    assert frame.geometry.isna().tolist() == [False, False, missing]
    centroids = layer.centroids()
    assert centroids is not None
    assert np.isnan(centroids[2, 0]) == missing
