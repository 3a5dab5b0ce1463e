"""Measuring with clicks: what is told at the end, what is said on the way, and what is no place at all."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.session import Session
from gisapp.tools import base, measure
from gisapp.tools.base import Button, Drawn, KeyEvent, PointerEvent
from gisapp.tools.measure import Measure, point_at
from layers.base import Hit
from layers.project import Project
from tests.fakes import box_city
from tests.gisapp.tools.test_lot import click
from tests.gisapp.tools.views import FlatView


def of(view: FlatView, tool: str) -> Measure:
    made = base.make(tool, view)
    assert isinstance(made, Measure)
    return made


@pytest.fixture
def view() -> FlatView:
    return FlatView(project=Project(crs="EPSG:6669"))


def test_two_clicks_measure_a_distance_and_the_tool_stays(view: FlatView) -> None:
    session, tool = Session(), of(view, "measure-distance")
    session.use_tool("measure-distance")
    for _ in range(2):
        click(tool, session, view, 0, 0)
        x, y = view.at(np.array([30.0, 40.0, 0.0]))
        tool.move(PointerEvent(x, y), session)
        assert tool.note is not None
        assert str(tool.note[2]).startswith("50.000")
        click(tool, session, view, 30, 40)
        assert tool.note is None
    assert [one.tool for one in view.told if isinstance(one, Drawn)] == ["measure-distance"] * 2
    assert view.told[0].places == pytest.approx(np.array([(0, 0, 0), (30, 40, 0)], float), abs=1e-6)  # type: ignore[union-attr]
    assert session.tool == "measure-distance"
    tool.key(KeyEvent("Esc"), session)
    assert session.tool == "select"


def test_a_path_ends_with_enter_and_an_area_with_its_first_corner(view: FlatView) -> None:
    session = Session()
    for tool, corners in (
        (of(view, "measure-path"), ((0, 0), (40, 0), (40, 30))),
        (of(view, "measure-area"), ((0, 0), (40, 0), (40, 30), (0, 0))),
    ):
        for east, north in corners:
            click(tool, session, view, east, north)
        tool.key(KeyEvent("Return"), session)
    assert [len(one.places) for one in view.told if isinstance(one, Drawn)] == [3, 3]


def test_points_of_a_scan_and_of_buildings_are_exact_unless_something_stands_before(
    view: FlatView, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = box_city(4, "city")
    monkeypatch.setattr(measure, "EXACT", frozenset({city.kind}))
    view.project = Project(crs="EPSG:6669", layers=(city,))
    spot = np.array([12.0, 7.0, 3.0])
    eye = np.array(view.camera.position)

    def hit(x: float, y: float) -> Hit:
        del x, y
        return Hit("city", 1, float(np.linalg.norm(spot - eye)), (12.0, 7.0, 3.0))

    view.pick = hit  # type: ignore[method-assign]
    view.surface = lambda x, y: spot + np.array([0.2, 0.0, 0.1])  # type: ignore[method-assign]
    assert point_at(view, 5, 5) == pytest.approx(spot)
    view.surface = lambda x, y: eye + 0.5 * (spot - eye)  # type: ignore[method-assign]
    assert point_at(view, 5, 5) == pytest.approx(eye + 0.5 * (spot - eye))


def test_the_plain_around_the_data_is_no_place(view: FlatView) -> None:
    city = box_city(4, "city")
    extent = city.extent()
    assert extent is not None
    view.project = Project(crs="EPSG:6669", layers=(city,))
    view.surface = lambda x, y: np.array([0.0, 0.0, extent[2]])  # type: ignore[method-assign]
    session, tool = Session(), of(view, "measure-point")
    event = PointerEvent(5, 5, Button.LEFT)
    tool.press(event, session)
    tool.release(event, session)
    assert not view.told
