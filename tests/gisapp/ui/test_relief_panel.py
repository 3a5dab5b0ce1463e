"""Terrain in the panels: colours by height, slope and direction, light and contour lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.session import Session
from gisapp.tasks import TaskRunner
from gisapp.ui import theme
from gisapp.ui.deliver import Deliver
from gisapp.ui.panels.layers import LayerPanel
from gisapp.ui.panels.reliefcard import STRONG, ReliefCard
from gisapp.ui.panels.style import StylePanel
from layers.project import Project
from layers.terrain import AUTOMATIC, Terrain
from styles.style import ByRange, Fixed
from tests.layers import terrains

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QComboBox
    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    theme.apply(qapp, "light", 1.0)
    deliver = Deliver()
    runner = TaskRunner(deliver)
    yield runner
    runner.shutdown()
    deliver.deleteLater()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    layer = terrains.layer(terrains.written(tmp_path / "hills", terrains.hills(150, 150)))
    return Session(Project().with_layer(layer))


def terrain(session: Session) -> Terrain:
    layer = session.project.layers[0]
    assert isinstance(layer, Terrain)
    return layer


def choose(box: QComboBox, value: float) -> None:
    box.setCurrentIndex(box.findData(value))
    assert box.currentIndex() >= 0
    box.activated.emit(box.currentIndex())


def test_slope_classes_are_chosen_and_listed_with_their_share(
    qtbot: QtBot, session: Session, tasks: TaskRunner
) -> None:
    panel = StylePanel(session, tasks, terrain(session).id)
    layers = LayerPanel(session, tasks, {})
    for one in (panel, layers):
        qtbot.addWidget(one)
        one.show()
    offered = [panel.attributes.itemData(index) for index in range(panel.attributes.count())]
    assert [one.name for one in offered if one] == ["ground_height", "ground_slope", "ground_aspect"]
    panel.choose("ground_slope")
    qtbot.waitUntil(lambda: isinstance(terrain(session).style, ByRange))
    item = layers.tree.item_of(terrain(session).id)
    qtbot.waitUntil(
        lambda: (item := layers.tree.item_of(terrain(session).id)) is not None and item.childCount() > 1
    )
    item = layers.tree.item_of(terrain(session).id)
    assert item is not None
    lines = [item.child(index) for index in range(item.childCount())]
    assert all(line.text(1).endswith("%") for line in lines if line is not None)
    session.undo()
    assert terrain(session).style == Fixed()
    panel.close_panel()
    layers.close_panel()


def test_light_and_lines_are_steps_that_can_be_undone(
    qtbot: QtBot, session: Session, tasks: TaskRunner
) -> None:
    panel = StylePanel(session, tasks, terrain(session).id)
    layers = LayerPanel(session, tasks, {})
    for one in (panel, layers):
        qtbot.addWidget(one)
        one.show()
    card = panel.findChild(ReliefCard)
    assert isinstance(card, ReliefCard)
    choose(card.shade, STRONG)
    choose(card.sun, 315.0)
    choose(card.contours, AUTOMATIC)
    assert (terrain(session).shade, terrain(session).sun, terrain(session).contours) == (
        STRONG,
        315.0,
        AUTOMATIC,
    )
    item = layers.tree.item_of(terrain(session).id)
    assert item is not None
    line = item.child(item.childCount() - 1)
    assert line is not None
    assert line.text(0) == f"等高線 {terrain(session).interval:g} m ごと"
    choose(card.shade, 0.0)
    assert not card.sun.isEnabled()
    for _ in range(4):
        session.undo()
    assert terrain(session).look == ""
    assert card.contours.currentData() == 0.0
    assert card.sun.isEnabled()
    panel.close_panel()
    layers.close_panel()
