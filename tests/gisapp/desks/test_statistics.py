"""Figures by group beside pandas on the same rows; what is missing has a line of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import shapely

from gisapp import statisticswords as told
from gisapp.desks.statistics import By, LineKind, Measure, Method, Question, summarise
from layers.errors import MissingAttribute
from layers.feedback import Cancelled, Feedback
from tests.fakes import box_city
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

LAYER = box_city(3000)
TABLE = LAYER.table()
FRAME = pd.DataFrame(
    {
        "usage": pd.Series(TABLE.texts("usage")).replace("", pd.NA),
        "height": TABLE.numbers("measured_height"),
    }
)


CORNER = LAYER.boxes.low[:, :2].min(axis=0)


def square(east: float, north: float) -> str:
    """Return 200 m by 200 m, that far from the corner of the town."""
    west, south = float(CORNER[0]) + east, float(CORNER[1]) + north
    return shapely.to_wkt(shapely.box(west, south, west + 200, south + 200))


def test_groups_as_pandas_makes_them() -> None:
    question = Question(By.COLUMN, "usage", of="measured_height")
    found = summarise(LAYER, question, None, feedback=Feedback())
    expected = FRAME.groupby("usage")["height"].agg(["size", "count", "sum", "mean", "median", "min", "max"])
    groups = {line.label: line for line in found.lines if line.kind is LineKind.GROUP}
    assert set(groups) == set(expected.index)
    for name, line in groups.items():
        row = expected.loc[name]
        assert (line.count, line.known) == (row["size"], row["count"])
        for measure in (Measure.SUM, Measure.MEAN, Measure.MEDIAN, Measure.MIN, Measure.MAX):
            assert line.figures[measure] == pytest.approx(row[str(measure)])
    last = found.lines[-1]
    assert (last.kind, last.count) == (LineKind.UNKNOWN, int(FRAME["usage"].isna().sum()))
    assert sum(line.count for line in found.lines) == found.total.count == len(FRAME)


def test_only_what_is_asked_for_counts() -> None:
    chosen = np.zeros(len(TABLE), dtype=bool)
    chosen[100:400] = True
    found = summarise(LAYER, Question(By.COLUMN, "usage"), chosen, feedback=Feedback())
    assert found.total.count == 300
    assert (found.member[~chosen] == -1).all()
    for place, line in enumerate(found.lines):
        features = found.features(place)
        assert len(features) == line.count
        assert chosen[features].all()


@pytest.mark.parametrize("method", list(Method))
def test_classes_of_numbers_hold_every_known_number_once(method: Method) -> None:
    found = summarise(LAYER, Question(By.COLUMN, "measured_height", method, 5), None, feedback=Feedback())
    assert found.ordered
    unknown = [line for line in found.lines if line.kind is LineKind.UNKNOWN]
    assert [line.count for line in unknown] == [int(np.isnan(FRAME["height"]).sum())]
    assert sum(line.count for line in found.lines) == len(FRAME)


def test_areas_of_another_layer_make_groups(tmp_path: Path) -> None:
    areas = replace(
        vector(
            tmp_path / "areas",
            [square(0, 0), square(200, 0), square(0, 200)],
            {"名称": ["東町", "東町", "西町"]},
        ),
        id="areas",
    )
    found = summarise(LAYER, Question(By.AREAS, "areas"), None, areas, feedback=Feedback())
    middles = (LAYER.boxes.low + LAYER.boxes.high)[:, :2] / 2 - CORNER
    east, north = middles[:, 0], middles[:, 1]
    expected = {
        "東町": int(((east <= 400) & (north <= 200)).sum()),
        "西町": int(((east <= 200) & (north > 200) & (north <= 400)).sum()),
    }
    counts = {line.label: line.count for line in found.lines if line.kind is LineKind.GROUP}
    assert counts == expected
    outside = [line for line in found.lines if line.kind is LineKind.OUTSIDE]
    assert outside[0].count == len(TABLE) - sum(expected.values())


def test_a_group_without_values_has_no_figures() -> None:
    chosen = np.isnan(FRAME["height"].to_numpy())
    found = summarise(LAYER, Question(of="measured_height"), chosen, feedback=Feedback())
    assert found.total.figures == {}
    assert told.words(found, found.total, Measure.MEAN, str) == "未確認"
    assert told.value(found, found.total, Measure.SUM) is None


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(MissingAttribute):
        summarise(LAYER, Question(By.COLUMN, "nowhere"), None, feedback=Feedback())
    stopped = Feedback()
    stopped.cancel()
    with pytest.raises(Cancelled):
        summarise(LAYER, Question(), None, feedback=stopped)


def test_words_and_csv(tmp_path: Path) -> None:
    found = summarise(LAYER, Question(By.COLUMN, "usage", of="measured_height"), None, feedback=Feedback())
    rows = told.rows(found, str)
    assert rows[-1][0] == "合計"
    assert rows[-2][0] == "未確認"
    path = told.write_csv(told.plain_rows(found, str), tmp_path / "集計.csv", feedback=Feedback())
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(path)
    assert frame["件数"].iloc[-1] == len(TABLE)
    assert frame["平均（m）"].iloc[-1] == pytest.approx(np.nanmean(FRAME["height"]))
    assert "\t" in told.tabs(rows)
