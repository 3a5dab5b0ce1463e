"""Answers as columns of the layer, kept by the project; what must hold for any houses and any water."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisapp.desks.hazard.answers import Answers, State, ask
from gisapp.desks.hazard.areas import Areas
from gisapp.desks.hazard.classes import Kind, Scale
from gisapp.desks.hazard.exposure import report
from gisapp.desks.hazard.hazards import Hazard, Origin, Theme, nothing
from gisapp.desks.hazard.layercolumns import COLUMNS, with_answers
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.sources import hazards_in
from gisapp.desks.hazard.table import table_of
from gisapp.desks.hazard.targets import Targets, standing_at, targets_of
from layers import computed
from layers.errors import Damaged
from layers.feedback import Feedback
from layers.query import plain
from layers.query.series import packed, unpacked
from tests.gisapp.desks.hazard.made import layer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("columns")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GISAPP_STORES", str(folder / "stores"))
        homes = [(shapely.box(30 * k, 0, 30 * k + 10, 10), {"建物ID": f"b{k}", "階数": 2}) for k in range(4)]
        water = layer(folder, "洪水.geojson", (shapely.box(-5, -5, 45, 20), {"浸水深": "0.5m以上3m未満"}))
        targets = targets_of(layer(folder, "家屋.geojson", *homes))
        yield ask(targets, hazards_in([water], Feedback()), Feedback())


def test_answers_are_columns_that_a_project_keeps(answers: Answers) -> None:
    made = with_answers(answers.targets.layer, answers, "L2")
    assert [one.label for one in made.columns] == [f"L2 {label}" for label, _ in COLUMNS.values()]
    again = replace(made, columns=computed.from_json(computed.to_json(made.columns), "columns"))
    numbers = {one.label[3:]: again.table().numbers(one.name).tolist() for one in again.columns}
    assert numbers["安全な階"] == [2, 2, 1, 1]
    assert numbers["最大の浸水深"] == pytest.approx([3, 3, 0, 0])
    assert numbers["浸水深の区分（1〜6）"] == [2, 2, 0, 0]
    assert np.isnan(numbers["土砂災害・家屋倒壊の区域（0・1）"]).all()  # nobody laid such zones
    assert len(with_answers(made, answers, "L2").columns) == len(COLUMNS)  # replaced, not added


def test_columns_of_other_rows_are_unknown(answers: Answers) -> None:
    table = answers.targets.layer.table()
    series = packed(np.arange(4.0), table)
    assert unpacked(series, table).tolist() == [0, 1, 2, 3]
    for other in (
        replace(series, count=3),
        replace(series, packed="!"),
        replace(series, packed=series.packed[:8]),
        replace(series, key="nowhere"),
        replace(series, key="gml_id", mark=1),
    ):
        assert np.isnan(unpacked(other, table)).all()
    with pytest.raises(Damaged):
        plain.value_from_json({"series": "", "count": -1, "mark": 0}, "value")


def test_the_table_tells_what_nobody_looked_at(answers: Answers) -> None:
    table = table_of(answers)
    assert set(table.columns["collapse"].to_pylist()) == {"未確認"}
    assert set(table.columns["unchecked"].to_pylist()) == {
        "家屋倒壊等氾濫想定区域・土砂災害警戒区域・浸水継続時間"
    }
    assert table.columns["h01_is"].to_pylist() == ["区分の幅", "区分の幅", "", ""]
    assert table.columns["verdict"].to_pylist() == ["屋内安全確保ができる"] * 2 + ["浸水なし"] * 2
    assert [one.name for one in table.attributes] == table.columns.column_names


def test_labels_speak_another_language_and_names_stay(answers: Answers) -> None:
    plain_table = table_of(answers)
    other = table_of(answers, lambda message: message.render(lambda text: f"<{text}>"))
    assert other.columns.column_names == plain_table.columns.column_names
    assert all(one.label.startswith("<") for one in other.attributes)
    assert set(other.columns["collapse"].to_pylist()) == {"<未確認>"}
    assert set(other.columns["h01_class"].to_pylist()) == {"<0.5m以上3m未満>", ""}
    assert other.columns["h01_code"].equals(plain_table.columns["h01_code"])  # the words of the source


def water(boxes: np.ndarray, depth: np.ndarray) -> Hazard:
    """Return a hazard of boxes with depths."""
    count = len(boxes)
    return Hazard(
        "made",
        Kind.FLOOD,
        Theme.DEPTH,
        Scale.LARGEST,
        "川",
        (),
        Origin(),
        shapely.box(*boxes.T),
        np.full(count, -1, np.int64),
        depth,
        nothing(count),
    )


def houses(answers: Answers, storeys: list[int]) -> Targets:
    places = np.arange(len(storeys)) * 12.0
    made = standing_at(answers.targets.layer, shapely.box(places, 0, places + 8, 8))
    return replace(made, storeys=np.array(storeys, np.float64), floor_area=np.array(storeys) * 64.0)


ORDER = {Verdict.DRY: 0, Verdict.STAY: 1, Verdict.CONFIRM: 2, Verdict.LEAVE: 3}
BOXES = st.lists(
    st.tuples(st.floats(-5, 60), st.floats(-5, 5), st.floats(1, 40), st.floats(1, 12), st.floats(0.05, 12)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=30, deadline=None)
@given(BOXES, st.floats(0.01, 8), st.lists(st.integers(1, 5), min_size=2, max_size=5))
def test_more_water_never_makes_a_building_safer_and_none_is_lost(
    answers: Answers, boxes: list[tuple[float, ...]], more: float, storeys: list[int]
) -> None:
    west, south, wide, high, depth = np.array(boxes).T
    shapes = np.column_stack([west, south, west + wide, south + high])
    targets = houses(answers, storeys)
    less = ask(targets, [water(shapes, depth)], Feedback())
    another = ask(targets, [water(shapes, depth), water(shapes[::-1], depth + more)], Feedback())
    level = [ask(targets, [water(shapes, np.full(len(depth), one))], Feedback()) for one in (more, more + 1)]
    for lower, higher in ((less, another), level):
        for one, other in zip(lower.combined.refuge.verdict, higher.combined.refuge.verdict, strict=True):
            assert ORDER[Verdict(one)] <= ORDER[Verdict(other)]
        assert (np.nan_to_num(higher.combined.upper) >= np.nan_to_num(lower.combined.upper)).all()
    states = np.bincount(less.combined.state, minlength=3)
    assert states.sum() == len(targets)
    assert ((less.combined.state == State.AFFECTED) == (less.combined.rank > 0)).all()
    halves = shapely.box([-50.0, 20.0], [-50.0, -50.0], [20.0, 45.0], [50.0, 50.0])
    people = np.array([100.0, 50.0])
    totals = report(less, Areas(None, np.array(["西", "東"], object), halves, people, people / 2))
    counted = totals.exposure
    assert counted.buildings.sum() == len(targets)
    assert (counted.affected + counted.dry + counted.unknown == counted.buildings).all()
    assert counted.floor_area.sum() == pytest.approx(targets.floor_area.sum())
    assert np.nansum(totals.people) <= 150 + 1e-6
