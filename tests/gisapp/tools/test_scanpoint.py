"""Pointing at what a scanned map shows too: the place jumps to corners, unless one holds Alt."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.areas import snapping
from gisapp.scene import camera as cameras
from gisapp.session import Session
from gisapp.tools.base import Button, Drawn, KeyEvent
from gisapp.tools.scanpoint import TOOL, PointAt
from tests.gisapp.desks.areas.test_draft import ledger
from tests.gisapp.tools.test_areaedit import MIDDLE, event
from tests.gisapp.tools.views import FlatView

if TYPE_CHECKING:
    from layers.base import Layer

CROSSING = np.array([305.0, 298.0])


def test_a_click_near_a_crossing_tells_the_crossing(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = np.array([shapely.LineString([(200, 298), CROSSING, (305, 400)])], dtype=object)

    def sources(layers: tuple[Layer, ...], kinds: tuple[str, ...]) -> list[tuple[str, SimpleNamespace]]:
        assert kinds == ("roads", "parcels", "buildings")
        return [("roads", SimpleNamespace(shapes=shapes, tree=shapely.STRtree(shapes)))]

    monkeypatch.setattr(snapping, "sources", sources)
    view = FlatView(cameras.aimed(MIDDLE, 0.2, 1.5, 500.0), ledger())
    session, tool = Session(view.project), PointAt(view)
    near = CROSSING + np.array([2.0, 1.0])
    tool.move(event(view, near, Button.NONE), session)
    assert [mark.look for mark in tool.marks] == ["target"]
    assert tool.note is not None
    assert str(tool.note[2]) == "道路"
    for alt in (False, True):
        tool.press(event(view, near, alt=alt), session)
        tool.release(event(view, near, alt=alt), session)
    jumped, plain = view.told
    assert isinstance(jumped, Drawn)
    assert isinstance(plain, Drawn)
    assert jumped.tool == TOOL
    assert jumped.points.tolist() == [CROSSING.tolist()]
    assert plain.points[0] == pytest.approx(near, abs=0.7)
    tool.press(event(view, near), session)
    tool.move(event(view, near + 60.0), session)  # dragging moves the map
    tool.release(event(view, near + 60.0), session)
    assert len(view.told) == 2
    session.use_tool(TOOL)
    tool.key(KeyEvent("Esc"), session)
    assert session.tool == "select"
