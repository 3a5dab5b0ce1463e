from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from gisapp.ui.panels.findings import FindingsPanel
from layers.feedback import Finding, Severity, Where

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.tasks import TaskRunner

RINGS = tuple(
    Finding(
        Severity.WARNING,
        "ring",
        "閉じていない面が {count} 件ありました。",
        {"count": number},
        Where(f"udx/bldg/{number}.gml", number, f"bldg_{number}", (139.5 + number, 36.0, 20.0)),
        number,
    )
    for number in range(1, 6)
)
CUT = Finding(Severity.ERROR, "cut", "途中で切れています。", {}, Where("b.gml", 99))
IMAGE = Finding(Severity.INFO, "image", "画像がありません。", {}, Where("c.gml", 0, "bldg_image"))


@pytest.fixture
def panel(qtbot: QtBot, tasks: TaskRunner) -> FindingsPanel:
    made = FindingsPanel(tasks)
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show()
    made.show_findings([*RINGS, CUT, IMAGE])
    return made


def line(panel: FindingsPanel, *places: int, column: int = 0) -> QModelIndex:
    index = QModelIndex()
    for place in places:
        index = panel.model.index(place, 0, index)
    return index.siblingAtColumn(column)


def test_kinds_stand_above_their_findings(panel: FindingsPanel) -> None:
    model = panel.model
    assert model.rowCount() == 3
    assert line(panel, 0).data() == "エラー　途中で切れています。"
    assert line(panel, 0, column=1).data() == "b.gml・99 行目"
    assert line(panel, 1).data() == "注意　閉じていない面が 1 件ありました。　ほか 4 か所"
    assert line(panel, 1, column=2).data() == "15"
    assert [model.rowCount(line(panel, place)) for place in range(3)] == [0, 5, 0]
    assert line(panel, 1, 3).data() == "閉じていない面が 4 件ありました。"
    assert line(panel, 1, 3, column=1).data() == "udx/bldg/4.gml・4 行目・bldg_4"
    assert model.parent(line(panel, 1, 3)) == line(panel, 1)
    assert [chip.text() for chip in panel.chips.values()] == ["エラー 1", "注意 15", "お知らせ 1"]


def test_severities_can_be_hidden_and_words_searched(qtbot: QtBot, panel: FindingsPanel) -> None:
    panel.chips[Severity.WARNING].click()
    assert [kind.code for kind in panel.model.kinds] == ["cut", "image"]
    panel.chips[Severity.WARNING].click()
    panel.search.setText("ＢＬＤＧ_3")
    qtbot.waitUntil(lambda: len(panel.model.kinds) == 1)
    assert panel.model.kinds[0].findings == (RINGS[2],)
    panel.search.setText("そんなものはない")
    qtbot.waitUntil(lambda: not panel.model.kinds)
    assert panel._nothing.text() == "条件に合うものはありません。"


def test_no_findings_are_good_news(panel: FindingsPanel) -> None:
    panel.show_findings([])
    assert panel._nothing.isVisible()
    assert panel._nothing.text() == "読み込んだデータに、気づいた点はありません。"
    assert not panel._export.isEnabled()


def test_each_finding_can_be_flown_to(qtbot: QtBot, panel: FindingsPanel) -> None:
    with qtbot.waitSignal(panel.fly_to) as asked:
        panel.tree.doubleClicked.emit(line(panel, 1, 3, column=1))
    assert asked.args == [143.5, 36.0, 20.0]
    panel.tree.setCurrentIndex(line(panel, 2))
    with qtbot.waitSignal(panel.feature_asked) as feature:
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert feature.args == ["bldg_image"]
    panel.tree.setCurrentIndex(line(panel, 0))
    assert not panel._go.isEnabled()


def test_a_kind_of_many_unfolds(panel: FindingsPanel) -> None:
    assert not panel.tree.isExpanded(line(panel, 1))
    panel.tree.doubleClicked.emit(line(panel, 1))
    assert panel.tree.isExpanded(line(panel, 1))
    panel.show_findings([*RINGS, IMAGE])
    assert panel.tree.isExpanded(line(panel, 0)), "what was unfolded stays so when findings come and go"


def test_chosen_lines_are_copied_once_each(panel: FindingsPanel) -> None:
    selection = panel.tree.selectionModel()
    flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    panel.tree.expand(line(panel, 1))
    selection.select(line(panel, 1), flags)
    selection.select(line(panel, 1, 2), flags)
    panel._copy()
    lines = QGuiApplication.clipboard().text().strip().split("\n")
    assert len(lines) == 5
    assert lines[2] == "閉じていない面が 3 件ありました。\tudx/bldg/3.gml・3 行目・bldg_3\t3"


def test_what_is_shown_is_written(qtbot: QtBot, panel: FindingsPanel, tmp_path: Path) -> None:
    panel.chips[Severity.INFO].click()
    path = tmp_path / "気づいた点.csv"
    with qtbot.waitSignal(panel.written) as written:
        panel.write_csv(path)
    assert written.args == [str(path)]
    text = path.read_bytes().decode("utf-8-sig")
    assert text.count("\r\n") == 1 + 6
    assert "画像" not in text
    with qtbot.waitSignal(panel.failed) as failed:
        panel.write_csv(tmp_path / "none" / "a.csv")
    assert failed.args is not None
    assert "フォルダ" in str(failed.args[0].message)


def test_ten_thousand_findings_are_shown_at_once(panel: FindingsPanel) -> None:
    import time

    many = [
        Finding(Severity.WARNING, f"kind{number % 30}", "{n}", {"n": number}, Where(f"{number}.gml", number))
        for number in range(10_000)
    ]
    begin = time.perf_counter()
    panel.show_findings(many)
    panel.tree.repaint()
    assert time.perf_counter() - begin < 0.5
    assert sum(len(kind.findings) for kind in panel.model.kinds) == 10_000
