"""Selections put together, turned round, and kept under a name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gisapp.selecting import Mode, combined, forget, inverted, keep, of_selection
from gisapp.session import Selection, Session
from gisapp.ui.exporting import only_rows
from layers import filters
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from layers.namedsets import NamedSet, rows_of
from layers.project import Project
from tests.fakes import box_city

OLD = Selection.of("boxes", [1, 2, 3])


@pytest.mark.parametrize(
    ("mode", "rows"),
    [(Mode.NEW, [3, 4]), (Mode.ADD, [1, 2, 3, 4]), (Mode.REMOVE, [1, 2]), (Mode.WITHIN, [3])],
)
def test_modes(mode: Mode, rows: list[int]) -> None:
    new = np.array([3, 4], dtype=np.uint32)
    assert combined(OLD, "boxes", new, mode) == Selection.of("boxes", rows)


def test_another_layer_is_chosen_anew_and_never_taken_from() -> None:
    new = np.array([3], dtype=np.uint32)
    assert combined(OLD, "other", new, Mode.ADD) == Selection.of("other", [3])
    assert combined(OLD, "other", new, Mode.REMOVE) == OLD
    assert combined(OLD, "other", new, Mode.WITHIN) == OLD


def test_inverting_keeps_to_the_filter() -> None:
    layer = replace(box_city(50), filter=(Condition("measured_height", Operator.AT_LEAST, 20.0),))
    tall = np.flatnonzero(layer.table().numbers("measured_height") >= 20)
    found = inverted(Selection.of("boxes", tall[:2]), layer)
    assert found.features.tolist() == tall[2:].tolist()


def test_a_kept_selection_comes_back_and_can_be_undone() -> None:
    session = Session(Project().with_layer(box_city(50)))
    session.select(Selection.of("boxes", [0, 1, 2, 7, 9, 10]))
    kept = of_selection("見回り", session)
    assert kept is not None
    assert kept.runs == ((0, 3), (7, 1), (9, 2))
    keep(session, kept)
    keep(session, NamedSet("高い", "boxes", (Condition("measured_height", Operator.AT_LEAST, 20.0),)))
    layer = session.project.layers[0]
    assert rows_of(kept, layer, feedback=Feedback()).tolist() == [0, 1, 2, 7, 9, 10]
    tall = np.flatnonzero(layer.table().numbers("measured_height") >= 20).tolist()
    assert rows_of(session.project.sets[1], layer, feedback=Feedback()).tolist() == tall
    forget(session, "見回り")
    assert [one.name for one in session.project.sets] == ["高い"]
    session.undo()
    assert [one.name for one in session.project.sets] == ["見回り", "高い"]


def test_rows_of_other_data_are_refused() -> None:
    session = Session(Project().with_layer(box_city(50)))
    session.select(Selection.of("boxes", [3]))
    kept = of_selection("一つ", session)
    assert kept is not None
    with pytest.raises(AnalysisFailed, match="読み直された"):
        rows_of(kept, box_city(51), feedback=Feedback())


def test_wild_runs_choose_nothing_that_is_not_there() -> None:
    wild = NamedSet("変", "boxes", runs=((0, 2), (48, 10), (2**31, 1)), data=":50")
    assert rows_of(wild, box_city(50), feedback=Feedback()).tolist() == [0, 1]


def test_only_what_is_chosen_passes() -> None:
    layer = only_rows(box_city(50), np.array([3, 7], dtype=np.uint32))
    found = filters.mask(layer)
    assert found is not None
    assert np.flatnonzero(found).tolist() == [3, 7]
    with pytest.raises(TypeError):
        filters.to_json(layer.filter)
