"""Answer sheets and the bar of the sun in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFileDialog

from gisapp import sheets
from gisapp.desks.planning.asked import Asked
from gisapp.desks.planning.regulationfile import national
from gisapp.desks.planning.sheettemplate import Paper
from gisapp.desks.planning.sun import JST, clock_time
from gisapp.paper.document import Document, Heading
from gisapp.paper.written import written
from gisapp.ui.dialogs.answersheets import AnswerSheetsDialog, Wish
from gisapp.ui.planning.sheetwork import SheetWork
from gisapp.ui.sunbar import SunBar
from layers.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

pytestmark = pytest.mark.window
NAGASAKI = (129.87, 32.75)


def document(place: str, mark: str, made: str) -> Document:
    """Return a small sheet."""
    return Document("調査票", (Heading("規制"),), "参考図です。", made, subject=place, mark=mark)


def test_a_new_sheet_is_asked_for_and_earlier_ones_are_listed(window: Window, qtbot: QtBot) -> None:
    session = window.session
    for mark, made in (("aaaa", "2026-11-20T09:05:00+09:00"), ("bbbb", "2026-11-21T10:00:00+09:00")):
        project, _ = sheets.keep(session.project, document("本町 1-2", mark, made), "8-1")
        session.do(Message("調査票を残す"), project)
    dialog = AnswerSheetsDialog(session, "本町 1-2", None, window)
    qtbot.addWidget(dialog)
    lines = [dialog.list.item(k).text() for k in range(dialog.list.count())]
    assert lines[0].startswith("11月21日 10:00　本町 1-2　受付 8-1　照合 bbbb")
    dialog.list.setCurrentRow(1)
    dialog._forget_one()
    assert [one.id for one in sheets.kept(session.project)] == ["bbbb"]
    session.undo()
    assert len(sheets.kept(session.project)) == 2
    dialog.receipt.setText(" 8-7 ")
    dialog.paper.setCurrentIndex(2)
    dialog.make.click()
    assert dialog.wish == Wish("8-7", Paper.A3, None)
    empty = AnswerSheetsDialog(session, "", None, window)
    qtbot.addWidget(empty)
    assert not empty.make.isEnabled()
    empty.list.setCurrentRow(0)
    empty._choose()
    assert empty.chosen == "bbbb"


def test_a_sheet_is_made_kept_and_written(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "調査票.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out.with_suffix("")), "PDF (*.pdf)"))
    window.session.open(replace(window.session.project, crs="EPSG:6669"))
    asked = Asked(shapely.Point(0, 0), "本町 1-2", ())
    SheetWork(window).make("本町 1-2", lambda _: asked, national(), Wish("8-1", None, None))
    qtbot.waitUntil(out.is_file, timeout=20_000)
    (kept,) = sheets.kept(window.session.project)
    assert (kept.place, kept.receipt) == ("本町 1-2", "8-1")
    again = sheets.again(window.session.project, kept.id)
    assert written(again, ".pdf") == out.read_bytes()


def test_the_sun_moves_by_hand_and_by_itself(qtbot: QtBot, window: Window) -> None:
    bar = SunBar(NAGASAKI, datetime(2026, 12, 22, 8, 20, tzinfo=JST), window)
    qtbot.addWidget(bar)
    solar = clock_time(date(2026, 12, 22), 8.0, NAGASAKI[0])
    assert solar == pytest.approx(8 + 18.9 / 60, abs=0.02)
    assert bar.clock.text() == "08:20"
    assert "日本標準時 08:20　真太陽時 08:01" in bar.detail.text()
    assert "太陽の高さ 10°" in bar.detail.text()
    heard: list[datetime] = []
    bar.moved.connect(heard.append)
    bar.time.setValue(12 * 60 // 5)
    bar.day.setDate(QDate(2026, 6, 21))
    assert heard == [datetime(2026, month, day, 12, tzinfo=JST) for month, day in ((12, 22), (6, 21))]
    bar.time.setValue(bar.time.minimum())
    assert "太陽が出ていません" in bar.detail.text()
    bar.toggle()
    assert bar.playing is True
    qtbot.waitUntil(lambda: len(heard) > 5)
    bar.toggle()
    assert heard[-1] - heard[-2] == timedelta(minutes=10)
    # It ends with the day.
    bar.time.setValue((19 * 60 + 25) // 5)
    bar._advance()
    assert not bar.playing
