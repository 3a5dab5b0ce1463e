"""The layer panel and the style panel: everything they do is one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from gisapp.session import Session
from gisapp.tasks import TaskRunner
from gisapp.ui import theme
from gisapp.ui.deliver import Deliver
from gisapp.ui.panels import style as style_module
from gisapp.ui.panels.layers import LayerPanel
from gisapp.ui.panels.legend import range_words
from gisapp.ui.panels.order import Row
from gisapp.ui.panels.restyle import alike, entries, with_colour, with_label
from gisapp.ui.panels.style import StylePanel
from layers import projectfile
from layers.filters import Condition, Operator
from layers.project import Group, Project
from styles.style import ByCategory, ByRange, Category, Fixed, Range
from tests.fakes import USAGES, box_city

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QTreeWidgetItem
    from pytestqt.qtbot import QtBot

COUNT = 600
BY_USAGE = ByCategory("usage", (Category("411", (250, 230, 150), "住宅"), Category("999", (1, 2, 3), "なし")))


@pytest.fixture
def session() -> Session:
    project = Project(groups=(Group("防災"),))
    for layer in (
        replace(box_city(0, "lost", name="古い建物"), data=None),
        replace(box_city(40, "flood", name="洪水"), group="防災"),
        box_city(COUNT, "houses", name="建物"),
    ):
        project = project.with_layer(layer)
    return Session(project)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    theme.apply(qapp, "light", 1.0)
    deliver = Deliver()
    runner = TaskRunner(deliver)
    yield runner
    runner.shutdown()
    deliver.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[LayerPanel]:
    made = LayerPanel(session, tasks, {"zoom-layer": QAction("レイヤの全体を見る")})
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not tasks.tasks)
    qtbot.wait(20)
    yield made
    made.close_panel()


def _item(panel: LayerPanel, layer_id: str) -> QTreeWidgetItem:
    found = panel.tree.item_of(layer_id)
    assert found is not None
    return found


def _group(panel: LayerPanel, layer_id: str) -> QTreeWidgetItem:
    found = _item(panel, layer_id).parent()
    assert found is not None
    return found


def _settled(qtbot: QtBot) -> None:
    """Let queued signals arrive."""
    qtbot.wait(10)


def _undo_label(session: Session) -> str:
    assert session.undo_label is not None
    return str(session.undo_label)


def test_layers_stand_in_order_with_groups_and_counts(panel: LayerPanel) -> None:
    assert panel.tree.standing() == [Row("houses"), Row(group="防災"), Row("flood", "防災"), Row("lost")]
    assert _item(panel, "houses").text(1) == "600"
    assert panel.current_layer() == "houses"


def test_a_layer_without_data_says_so(panel: LayerPanel) -> None:
    assert "データが見つかりません" in _item(panel, "lost").toolTip(0)


def test_a_check_mark_hides_a_layer_and_undo_shows_it(
    qtbot: QtBot, panel: LayerPanel, session: Session
) -> None:
    _item(panel, "houses").setCheckState(0, Qt.CheckState.Unchecked)
    _settled(qtbot)
    houses = session.project.layer("houses")
    assert houses is not None
    assert not houses.visible
    assert _undo_label(session) == "レイヤ「建物」を隠す"
    session.undo()
    assert _item(panel, "houses").checkState(0) == Qt.CheckState.Checked


def test_the_check_mark_of_a_group_hides_all_of_it(qtbot: QtBot, panel: LayerPanel, session: Session) -> None:
    group = _group(panel, "flood")
    group.setCheckState(0, Qt.CheckState.Unchecked)
    _settled(qtbot)
    assert [layer.visible for layer in session.project.layers] == [True, False, True]


def test_a_name_is_changed_in_place(qtbot: QtBot, panel: LayerPanel, session: Session) -> None:
    _item(panel, "houses").setText(0, "館林市の建物")
    _settled(qtbot)
    assert session.project.layers[0].name == "館林市の建物"
    assert len(session.history) == 1
    _item(panel, "houses").setText(0, "  ")
    _settled(qtbot)
    assert _item(panel, "houses").text(0) == "館林市の建物"
    assert len(session.history) == 1


def test_a_folded_group_stays_folded_in_the_project_and_is_no_step(
    qtbot: QtBot, panel: LayerPanel, session: Session, tmp_path: Path
) -> None:
    _item(panel, "houses").setCheckState(0, Qt.CheckState.Unchecked)
    _settled(qtbot)
    before = len(session.history)
    _group(panel, "flood").setExpanded(False)
    _settled(qtbot)
    assert session.project.groups == (Group("防災", open=False),)
    assert not _group(panel, "flood").isExpanded()
    assert len(session.history) == before
    session.undo()
    assert not _group(panel, "flood").isExpanded()
    projectfile.save(session.project, tmp_path / "町.gisproj")
    session.open(projectfile.read(tmp_path / "町.gisproj").project)
    assert not _group(panel, "flood").isExpanded()
    _group(panel, "flood").setExpanded(True)
    _settled(qtbot)
    assert session.project.groups == (Group("防災"),)


def test_a_group_is_renamed_with_its_layers(qtbot: QtBot, panel: LayerPanel, session: Session) -> None:
    _group(panel, "flood").setText(0, "浸水")
    _settled(qtbot)
    flood = session.project.layer("flood")
    assert flood is not None
    assert flood.group == "浸水"


def test_dragging_is_one_step(qtbot: QtBot, panel: LayerPanel, session: Session) -> None:
    panel.tree.rearranged.emit([Row("lost"), Row(group="防災"), Row("flood", "防災"), Row("houses", "防災")])
    _settled(qtbot)
    assert [layer.id for layer in session.project.layers] == ["lost", "flood", "houses"]
    assert _group(panel, "houses") is _group(panel, "flood")
    session.undo()
    assert panel.tree.standing()[0] == Row("houses")


def test_the_order_can_be_changed_with_the_keyboard(
    qtbot: QtBot, panel: LayerPanel, session: Session
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    panel.activateWindow()
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down, alt)
    assert panel.tree.standing() == [Row(group="防災"), Row("flood", "防災"), Row("houses"), Row("lost")]
    assert panel.current_layer() == "houses"
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up, alt)
    assert panel.tree.standing()[0] == Row("houses")
    assert len(session.history) == 2


def test_a_slider_that_is_dragged_is_one_step(panel: LayerPanel, session: Session) -> None:
    for first in (90, 70, 55):
        panel._opacity.setValue(first)
    houses = session.project.layer("houses")
    assert houses is not None
    assert houses.opacity == pytest.approx(0.55)
    assert len(session.history) == 1
    panel._opacity.sliderPressed.emit()
    panel._opacity.setValue(40)
    assert len(session.history) == 2


def test_the_slider_follows_the_chosen_layer_and_undo(panel: LayerPanel, session: Session) -> None:
    panel._opacity.setValue(30)
    panel.tree.choose("flood")
    assert panel._opacity.value() == 100
    panel.tree.choose("houses")
    assert panel._opacity.value() == 30
    session.undo()
    assert panel._opacity.value() == 100


def test_the_legend_stands_below_its_layer_with_counts(
    qtbot: QtBot, panel: LayerPanel, session: Session, tasks: TaskRunner
) -> None:
    houses = session.project.layer("houses")
    assert houses is not None
    session.do("色分け", session.project.replacing(replace(houses, style=BY_USAGE)))
    qtbot.waitUntil(lambda: _item(panel, "houses").childCount() > 0)
    item = _item(panel, "houses")
    children = [item.child(index) for index in range(item.childCount())]
    lines = {child.text(0): int(child.text(1).replace(",", "")) for child in children if child is not None}
    assert set(lines) == {"住宅", "その他", "未確認"}  # 「なし」 does not occur
    assert sum(lines.values()) == COUNT


def test_the_count_follows_the_filter(qtbot: QtBot, panel: LayerPanel, session: Session) -> None:
    houses = session.project.layer("houses")
    assert houses is not None
    high = (Condition("measured_height", Operator.AT_LEAST, 20.0),)
    session.do("絞り込み", session.project.replacing(replace(houses, filter=high)))
    wanted = int((houses.table().numbers("measured_height") >= 20.0).sum())
    qtbot.waitUntil(lambda: _item(panel, "houses").text(1) == str(wanted))
    assert not _item(panel, "houses").icon(1).isNull()


def test_the_menu_of_a_layer_and_of_a_group(panel: LayerPanel, session: Session) -> None:
    menu = panel.menu()
    assert menu is not None
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "レイヤの全体を見る",
        "上へ動かす（Alt+↑）",
        "下へ動かす（Alt+↓）",
        "名前を改める（F2）",
        "グループに入れる",
        "出典と性質…",
    ]
    next(action for action in menu.actions() if action.text() == "グループに入れる").trigger()
    houses = session.project.layer("houses")
    assert houses is not None
    assert houses.group == "グループ"
    panel.tree.setCurrentItem(_group(panel, "houses"))
    menu = panel.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "グループを解く").trigger()
    houses = session.project.layer("houses")
    assert houses is not None
    assert houses.group == ""


def test_without_layers_the_panel_says_what_to_do(qtbot: QtBot, tasks: TaskRunner) -> None:
    asked: list[bool] = []
    add = QAction("読み込む")
    add.triggered.connect(lambda: asked.append(True))
    panel = LayerPanel(Session(), tasks, {"add-data": add})
    qtbot.addWidget(panel)
    panel.show()
    assert panel._stack.currentIndex() == 0
    button = panel.findChild(QPushButton)
    assert button is not None
    assert button.text() == "データを読み込む…"
    button.click()
    assert asked == [True]
    panel.close_panel()


# ---------------------------------------------------------------- styles


def test_ranges_are_told_in_words() -> None:
    infinity = float("inf")
    white = (255, 255, 255)
    assert range_words(Range(-infinity, 3.0, white), "m") == "3\u2009m 未満"
    assert range_words(Range(3.0, 10.5, white), "m") == "3～10.50\u2009m"
    assert range_words(Range(10.5, infinity, white)) == "10.50 以上"
    assert range_words(Range(0, 1, white, "床下")) == "床下"


def test_one_colour_and_one_word_of_a_style_can_be_changed() -> None:
    changed = with_label(with_colour(BY_USAGE, 0, (9, 9, 9)), 0, "家")
    assert isinstance(changed, ByCategory)
    assert changed.categories[0] == Category("411", (9, 9, 9), "家")
    assert changed.categories[1] == BY_USAGE.categories[1]
    other = with_colour(BY_USAGE, -1, (7, 7, 7))
    assert isinstance(other, ByCategory)
    assert other.other == (7, 7, 7)
    assert with_colour(Fixed(), 0, (1, 1, 1)) == Fixed((1, 1, 1))
    heights = ByRange("measured_height", (Range(0, 10, (1, 1, 1)), Range(10, 20, (2, 2, 2))))
    taller = with_label(with_colour(heights, 1, (3, 3, 3)), 1, "高い")
    assert isinstance(taller, ByRange)
    assert taller.ranges[1] == Range(10, 20, (3, 3, 3), "高い")
    assert [entry.index for entry in entries(heights)] == [0, 1, -1]
    assert alike(heights, taller)
    assert not alike(heights, BY_USAGE)


@pytest.fixture
def style_panel(qtbot: QtBot, session: Session, tasks: TaskRunner) -> Iterator[StylePanel]:
    made = StylePanel(session, tasks, "houses")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_panel()


def _choose(panel: StylePanel, name: str) -> None:
    panel._select_attribute(name)
    panel.attributes.activated.emit(panel.attributes.currentIndex())


def _style(session: Session) -> object:
    layer = session.project.layer("houses")
    assert layer is not None
    return layer.style


def test_choosing_an_attribute_colours_the_map_at_once(
    qtbot: QtBot, style_panel: StylePanel, session: Session
) -> None:
    _choose(style_panel, "usage")
    qtbot.waitUntil(lambda: isinstance(_style(session), ByCategory))
    style = _style(session)
    assert isinstance(style, ByCategory)
    assert {one.value for one in style.categories} >= set(USAGES)
    assert _undo_label(session) == "レイヤ「建物」の色分けを変える"
    assert style_panel.proposals.isVisible()
    session.undo()
    assert style_panel.attributes.currentIndex() == 0
    assert not style_panel.proposals.isVisible()


def test_a_number_is_coloured_by_ranges_and_one_colour_brings_it_back(
    qtbot: QtBot, style_panel: StylePanel, session: Session
) -> None:
    _choose(style_panel, "measured_height")
    qtbot.waitUntil(lambda: isinstance(_style(session), ByRange))
    assert style_panel.proposals.count() >= 2
    other = (style_panel.proposals.currentIndex() + 1) % style_panel.proposals.count()
    before = _style(session)
    style_panel.proposals.setCurrentIndex(other)
    style_panel.proposals.activated.emit(other)
    assert _style(session) != before
    style_panel.attributes.setCurrentIndex(0)
    style_panel.attributes.activated.emit(0)
    assert _style(session) == Fixed()


def test_a_colour_picked_by_hand_can_be_taken_back(
    qtbot: QtBot, style_panel: StylePanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(style_panel, "usage")
    qtbot.waitUntil(lambda: isinstance(_style(session), ByCategory))
    proposed = _style(session)
    monkeypatch.setattr(style_module, "pick_colour", lambda colour, parent: (1, 2, 3))
    picks = [
        one for one in style_panel.findChildren(QToolButton) if one.accessibleName().endswith("色を選ぶ")
    ]
    qtbot.mouseClick(picks[0], Qt.MouseButton.LeftButton)
    style = _style(session)
    assert isinstance(style, ByCategory)
    assert style.categories[0].colour == (1, 2, 3)
    assert style_panel.reset.isVisible()
    qtbot.mouseClick(style_panel.reset, Qt.MouseButton.LeftButton)
    assert _style(session) == proposed


def test_the_words_of_the_legend_can_be_changed(
    qtbot: QtBot, style_panel: StylePanel, session: Session
) -> None:
    _choose(style_panel, "usage")
    qtbot.waitUntil(lambda: isinstance(_style(session), ByCategory))
    edit = style_panel.findChildren(QLineEdit)[0]
    edit.setText("事務所など")
    edit.editingFinished.emit()
    style = _style(session)
    assert isinstance(style, ByCategory)
    assert style.categories[0].label == "事務所など"


def test_leaving_the_colour_dialog_changes_nothing(
    style_panel: StylePanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(style_module, "pick_colour", lambda colour, parent: None)
    style_panel._pick(entries(Fixed())[0])
    assert session.history == ()
