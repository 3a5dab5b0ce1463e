"""The publish desk opened on a small town, and what tests do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from gisapp.ui.publish import receipts
from gisapp.ui.publish.approvecard import ApproveCard
from gisapp.ui.publish.fieldscard import FieldsCard
from gisapp.ui.publish.page import PublishPage
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.publish.standing import State
from layers.project import Project
from tests.gisapp.desks.hazard.made import SYSTEM, layer
from tests.gisapp.ui.conftest import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.ui.publish.desk import PublishDesk
    from gisapp.ui.window import Window

Kind = TypeVar("Kind", bound=PublishCard)
WHOLE = {
    "licence": "CC-BY-4.0",
    "credit": "試験市",
    "date": "2026-04-01",
    "department": "管財課",
    "contact": "管財課 095-000-0000",
    "cycle": "yearly",
}
"""What a publication must tell."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Halls with officers' mobile telephones in a free text, and an area in which nothing is published."""
    folder = tmp_path_factory.mktemp("halls")
    halls = layer(
        folder,
        "集会所.geojson",
        *(
            (
                shapely.box(100 * n, 0, 100 * n + 13.7, 9.3),
                {"名称": f"第{n + 1}集会所", "収容人数": 20 + n, "会長携帯": f"090-1234-56{n:02}"},
            )
            for n in range(8)
        ),
    )
    away = layer(folder, "基地.geojson", (shapely.box(-5, -5, 120, 20), {"名称": "基地"}))
    return Project(crs=SYSTEM, layers=(halls, away))


@pytest.fixture
def page(window: Window, town: Project, qtbot: QtBot) -> PublishPage:
    """The page with two layers and no settings."""
    window.session.open(town)
    window.publish.insight.pause.setInterval(0)
    window.choose_desk("publish")
    found = window.chrome.desk_page("publish")
    assert isinstance(found, PublishPage)
    rest(window, qtbot)
    return found


@pytest.fixture
def begun(page: PublishPage, window: Window, qtbot: QtBot) -> PublishPage:
    """The page with settings of the halls that were just begun."""
    window.publish.begin(window.session.project.layers[0])
    rest(window, qtbot)
    return page


def rest(window: Window, qtbot: QtBot) -> None:
    """Wait until everything was found out."""
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: not window.publish.insight.judging, timeout=20_000)
    quiet(window, qtbot)


def words(widget: QWidget) -> str:
    """Return what can be read on a widget."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def card(page: PublishPage, kind: type[Kind]) -> Kind:
    """Return a card of the page."""
    found = page.cards[kind.__name__]
    assert isinstance(found, kind)
    return found


def press(widget: QWidget, said: str, qtbot: QtBot) -> None:
    """Press the button with these words."""
    (found,) = (one for one in widget.findChildren(QPushButton) if said == one.text() and one.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def type_in(field: QLineEdit, said: str) -> None:
    """Type a text where the caret is, as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(said)
    QApplication.sendEvent(field, event)


def state(desk: PublishDesk) -> State:
    """Return where the layer stands that is prepared."""
    assert desk.layer is not None
    return desk.standing(desk.layer).state


def tick(page: PublishPage, column: str, qtbot: QtBot) -> None:
    """Tick the box of a column with the keyboard."""
    listed = card(page, FieldsCard).list
    assert listed.look_at(column)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Space)


@pytest.fixture
def approved(
    begun: PublishPage, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> PublishPage:
    """The page with halls that are approved; fingerprints and keys are kept apart from the user's."""
    monkeypatch.setenv("GISAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(receipts, "state_folder", lambda: tmp_path / "state")
    desk = window.publish
    tick(begun, "名称", qtbot)
    desk.change("", **WHOLE)
    rest(window, qtbot)
    for one in desk.verdict.warnings if desk.verdict else ():
        desk.accept(one.key, on=True)
    card(begun, ApproveCard).by.setText("情報政策課")
    card(begun, ApproveCard).approve()
    assert state(desk) is State.APPROVED
    begun.turn("output")
    return begun
