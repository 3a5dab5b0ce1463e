"""The form of officers: closed until somebody opens it on purpose, and never part of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from gisapp.desks.areas.model import put
from gisapp.desks.areas.officers import Officers, file_beside
from gisapp.ui.areas.officercard import OfficerCard
from gisapp.ui.areas.page import AreasPage
from layers import projectfile
from layers.project import Project
from tests.gisapp.desks.areas.town import LEDGER, WHEN
from tests.gisapp.ui.conftest import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


def test_officers_are_opened_entered_and_erased(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    project = put(Project("町", crs="EPSG:6669", path=tmp_path / "町.gisproj"), LEDGER, WHEN)
    window.session.do("", project)
    window.choose_desk("areas")
    quiet(window, qtbot)
    page = window.chrome.desk_page("areas")
    assert isinstance(page, AreasPage)
    card = page.cards["OfficerCard"]
    assert isinstance(card, OfficerCard)
    card.desk.choose("line1")
    assert not card.open_button.isEnabled()
    path = file_beside(project.path)
    assert not path.exists()  # to look at the desk opens nothing
    card.department.setText("自治振興課")
    card.open_button.click()
    assert "東坂町一丁目町内会" in [one.text() for one in card.opened.findChildren(QLabel)]
    card.edits["role"].setText("会長")
    card.edits["name"].setText("架空 太郎兵衛")
    card.keep.click()
    with Officers(path, "確認", WHEN) as file:
        (one,) = file.officers("line1")
        assert (one.name, one.department) == ("架空 太郎兵衛", "自治振興課")
    card.desk.choose("line2")
    assert card.edits["name"].text() == ""
    card.desk.choose("line1")
    assert card.edits["name"].text() == "架空 太郎兵衛"
    card.erase.click()
    assert card.list.topLevelItemCount() == 1  # asked once more
    card.erase.click()
    assert card.list.topLevelItemCount() == 0
    logged = [card.log.topLevelItem(row) for row in range(card.log.topLevelItemCount())]
    assert [one.text(2) for one in logged if one is not None] == ["消去した", "開いた", "記入した", "開いた"]
    saved = tmp_path / "控え.gisproj"
    projectfile.save(window.session.project, saved)
    assert "太郎兵衛" not in saved.read_text("utf-8")
    card.close_file()
    assert card.officers is None
    assert card.edits["name"].text() == ""
