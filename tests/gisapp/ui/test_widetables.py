"""Staff see that columns of times became rows, and put them in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from gisapp.ui.dialogs.widetable import WideTableDialog
from importers.tables.timeview import wide_table
from layers.errors import SourceMissing
from layers.feedback import Feedback
from styles.style import ByRange, Fixed
from tests.gisapp.ui.conftest import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

YEARS = ("平成27年", "平成28年", "平成29年", "令和2年")
HEAD = "名称,緯度,経度," + ",".join(YEARS)
ROWS = f"{HEAD}\n市役所,32.75,129.87,10,20,30,40\n公民館,32.76,129.88,1,2,,推計中\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "利用者.csv"
    path.write_text(ROWS.replace("推計中", "4"), encoding="utf-8")
    return path


def _columns(window: Window) -> list[str]:
    (layer,) = window.session.project.layers
    return [one.name for one in layer.table().attributes]


def _shown(dialog: WideTableDialog) -> list[list[str]]:
    """Return the names of columns and the cells that the dialog shows."""
    model = dialog.rows.model()
    across, down = range(model.columnCount()), range(model.rowCount())
    names = [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in across]
    return [names, *([str(model.index(row, place).data()) for place in across] for row in down)]


def test_it_is_told_shown_changed_and_can_be_undone(
    window: Window, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    answers: list[tuple[str, str] | None] = [None, (YEARS[0], YEARS[2])]
    seen: list[tuple[str, str] | None] = []

    def choose(dialog: WideTableDialog) -> int:
        seen.append(dialog.chosen)
        assert not dialog._take.isEnabled()  # it stands so already
        dialog.choose(answers[len(seen) - 1])
        assert dialog._take.isEnabled()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(WideTableDialog, "exec", choose)
    window.work.read(listed)
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=20_000)
    quiet(window, qtbot)
    assert _columns(window)[:2] == ["年", "値"]
    (notice,) = [one for one in window.banner.notices if one.key.startswith("wide:")]
    assert "「平成27年」から「令和2年」までの 4 列" in notice.text
    name, look = notice.actions[0]
    assert name == "並べ方を確かめる…"
    look()
    qtbot.waitUntil(lambda: YEARS[0] in _columns(window), timeout=20_000)
    assert seen == [(YEARS[0], YEARS[-1])]
    assert isinstance(window.session.project.layers[0].style, Fixed)  # the column of values is gone
    assert str(window.session.undo_label) == "「利用者.csv」の時間の列を並べ直す"
    window.chrome.menus["time-columns"].trigger()
    qtbot.waitUntil(lambda: "値" in _columns(window), timeout=20_000)
    assert seen[1:] == [None]
    assert YEARS[3] in _columns(window)  # it is no time, as staff say
    (layer,) = window.session.project.layers
    assert (len(layer.table()), isinstance(layer.style, ByRange)) == (5, True)
    assert (layer.source.options["first_time"], layer.source.options["last_time"]) == (YEARS[0], YEARS[2])
    window.session.undo()
    assert YEARS[0] in _columns(window)


def test_a_source_without_such_columns_says_so(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = tmp_path / "施設.csv"
    path.write_text("名称,緯度,経度\n市役所,32.75,129.87\n", encoding="utf-8")
    window.work.read(path)
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=20_000)
    window.work.wide_tables.ask(window.session.project.layers[0].id)
    qtbot.waitUntil(lambda: any(one.key == "wide" for one in window.banner.notices), timeout=20_000)
    quiet(window, qtbot)


def test_what_is_shown_is_what_will_be_read_and_a_single_column_is_no_choice(
    listed: Path, qtbot: QtBot
) -> None:
    listed.write_text(ROWS, encoding="utf-8")
    with pytest.raises(SourceMissing):
        wide_table(listed.with_name("ない.csv"), {}, feedback=Feedback())
    table = wide_table(listed, {}, feedback=Feedback())
    assert table is not None
    assert (table.times, table.rows) == (YEARS, 2)
    dialog = WideTableDialog(listed.name, table, None)
    qtbot.addWidget(dialog)
    assert _shown(dialog)[0] == ["名称", "緯度", "経度", *YEARS]
    dialog.choose((YEARS[0], YEARS[3]))
    assert [cells[:3] for cells in _shown(dialog)[1:]] == [
        ["2015", "10", "市役所"],
        ["2015", "1", "公民館"],
        ["2016", "20", "市役所"],
        ["2016", "2", "公民館"],
        ["2017", "30", "市役所"],
        ["2020", "40", "市役所"],
        ["2020", "推計中", "公民館"],
    ]
    dialog.choose((YEARS[2], YEARS[2]))
    assert not dialog._take.isEnabled()
    dialog.choose((YEARS[3], YEARS[0]))
    assert not dialog._take.isEnabled()
