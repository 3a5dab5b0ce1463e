"""The counter in the window: a click fills the right column, staff correct it, and can take it back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PySide6.QtWidgets import QFileDialog, QLabel

from gisapp.desks.planning import projecttable
from gisapp.desks.planning.entries import Wish
from gisapp.desks.planning.lot import Behind
from gisapp.desks.planning.place import How
from gisapp.search import search
from gisapp.session import Selection
from gisapp.tools.base import Clicked, Drawn
from gisapp.ui.dialogs.answersheets import AnswerSheetsDialog
from gisapp.ui.unfolding import Unfolding
from layers.project import Project
from tests.gisapp.desks.planning.test_regulations import layer, zones
from tests.gisapp.desks.planning.test_study import block
from tests.gisapp.ui.conftest import quiet, view_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gisapp.desks.planning.place import Place
    from gisapp.desks.planning.site import Site
    from gisapp.ui.planning.desk import PlanningDesk
    from gisapp.ui.window import Window
    from tests.gisapp.ui.conftest import MakeWindow, StillView


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return block(tmp_path_factory.mktemp("town"))


def words(widget: QWidget) -> str:
    """Return what can be read on a widget."""
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def still(window: Window, qtbot: QtBot) -> None:
    """Wait for answer, volume and shadow."""
    qtbot.waitUntil(lambda: not window.planning.busy and not window.program.tasks.tasks, timeout=20_000)


def lot_of(window: Window) -> Place:
    """Return the place that is studied now."""
    assert window.planning.study is not None
    return window.planning.study.place


def site_of(window: Window) -> Site:
    """Return the site that is studied now."""
    assert window.planning.study is not None
    assert window.planning.study.site is not None
    return window.planning.study.site


def roads(window: Window) -> tuple[int, ...]:
    assert window.planning.study is not None
    return window.planning.study.road_edges


def click(window: Window, qtbot: QtBot, east: float, north: float, *, more: bool = False) -> PlanningDesk:
    """Click on the ground."""
    view_of(window).told.emit(Clicked(np.array([east, north, 0.0]), None, more))
    still(window, qtbot)
    return window.planning


def test_without_data_it_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    page = window.chrome.planning
    assert "データを開いてください" in words(page)
    assert not page.sheet.isVisibleTo(page)


def test_a_click_fills_the_column(window: Window, qtbot: QtBot, town: Project) -> None:
    window.session.open(town)
    page = window.chrome.planning
    qtbot.waitUntil(lambda: "クリックすると" in words(page))
    click(window, qtbot, 20.0, 5.0)
    click(window, qtbot, 5.0, 5.0)
    qtbot.waitUntil(lambda: "地盤面から" in words(page.figures))  # added widgets are shown by the loop
    assert window.chrome.cards.currentWidget() is page
    said = words(page)
    for part in ("本町１－１", "240.00", "図上計測（レイヤ「地番図」）", "200", "該当", "第一種住居地域"):
        assert part in said
    assert "計算しています" not in said
    assert "延べ面積 480.00" in said
    assert "地盤面から" in words(page.figures)
    assert "建築面積 144.00" in words(page.volume)
    unfolded = page.figures.findChildren(Unfolding)[0]
    unfolded.turn()
    assert "法52条" in words(unfolded)
    click(window, qtbot, 300.0, 300.0)
    qtbot.waitUntil(lambda: "地点" in words(page))
    assert not page.volume.isVisibleTo(page)


def test_staff_correct_an_edge_and_take_it_back(window: Window, qtbot: QtBot, town: Project) -> None:
    window.session.open(town)
    desk = click(window, qtbot, 5.0, 5.0)
    page = window.chrome.planning
    road = roads(window)[0]
    desk.choose_edge(road)
    assert page.edges.editor.isVisibleTo(page)
    page.edges.width_.setValue(4.0)
    still(window, qtbot)
    assert site_of(window).floor_area_ratio.value == 160.0
    qtbot.waitUntil(lambda: "職員入力" in words(page.edges))
    assert str(window.session.undo_label) == f"辺 {road + 1} の内容を入力する"
    assert kept(window) == 1
    click(window, qtbot, 300.0, 300.0)
    click(window, qtbot, 6.0, 6.0)
    assert site_of(window).lot.edges[road].width == 4.0
    window.session.undo()
    still(window, qtbot)
    assert site_of(window).lot.edges[road].width == 6.0
    assert kept(window) == 0
    window.session.redo()
    desk.choose_edge(road)
    page.edges.behind.setCurrentIndex(page.edges.behind.findData(Behind.NEIGHBOUR.value))
    page.edges.behind.activated.emit(page.edges.behind.currentIndex())
    still(window, qtbot)
    assert list(roads(window)) == []
    desk.forget()
    still(window, qtbot)
    assert list(roads(window)) == [road]


def kept(window: Window) -> int:
    return len(window.session.project.records)


def test_conditions_and_sliders(window: Window, qtbot: QtBot, town: Project) -> None:
    window.session.open(town)
    desk = click(window, qtbot, 5.0, 5.0)
    page = window.chrome.planning
    page.conditions.corner.click()
    still(window, qtbot)
    assert site_of(window).coverage_ratio.value == 70.0
    page.conditions.corner.click()
    assert not window.session.project.records  # nothing is left of what was taken back
    page.volume.storeys.setValue(2)
    for value in range(1, 21):
        page.volume.setback.setValue(value)
    still(window, qtbot)
    assert desk.built is not None
    assert desk.built.wish == desk.wish
    assert dict(desk.wish.setbacks) == {roads(window)[0]: 2.0}
    qtbot.waitUntil(lambda: "2 階" in words(page.volume))
    assert words(page.figures).count("最高の高さ") == 1
    _take_the_sliders_back(window, qtbot, desk)


def test_the_shadow_of_an_older_volume_is_not_shown_for_a_new_one(
    window: Window, qtbot: QtBot, town: Project
) -> None:
    window.session.open(town)
    desk = click(window, qtbot, 5.0, 5.0)
    known = str(desk.verdicts)
    desk.verdicts = ()  # what a volume without a building leaves, whose answer came late
    seen = []
    desk.volume_known.connect(lambda: seen.append(desk.verdicts))
    window.chrome.planning.volume.storeys.setValue(3)
    still(window, qtbot)
    assert seen == [None]
    assert str(desk.verdicts) == known


def _take_the_sliders_back(window: Window, qtbot: QtBot, desk: PlanningDesk) -> None:
    """Where the sliders rested is one step; another click brings it back, and undo takes it back."""
    page, wanted = window.chrome.planning, desk.wish
    qtbot.waitUntil(lambda: kept(window) == 1)
    assert str(window.session.undo_label) == "建て方の条件を変える"
    click(window, qtbot, 300.0, 300.0)
    click(window, qtbot, 6.0, 6.0)
    assert desk.wish == wanted
    assert (page.volume.setback.value(), page.volume.storeys.value()) == (20, 2)
    window.session.undo()
    still(window, qtbot)
    assert kept(window) == 0
    assert desk.wish == Wish()
    assert page.volume.setback.value() == 0
    window.session.redo()
    still(window, qtbot)
    assert page.volume.setback.value() == 20
    # What has not come to rest yet goes along when something else is entered.
    page.volume.setback.setValue(10)
    page.conditions.corner.click()
    still(window, qtbot)
    assert desk.study is not None
    assert dict(desk.study.entries.wish.setbacks) == {roads(window)[0]: 1.0}


def test_bad_input_is_told_in_the_window(window: Window, qtbot: QtBot, town: Project, tmp_path: Path) -> None:
    window.session.open(town)
    desk = click(window, qtbot, 5.0, 5.0)
    page = window.chrome.planning
    crossing = np.array([(0, 0), (10, 10), (10, 0), (0, 10)], float)
    desk.take(Drawn("lot-draw", crossing))
    assert "敷地の線が交わっているか" in words(window.banner)
    assert kept(window) == 0
    road = roads(window)[0]
    desk.correct(road, replace(site_of(window).lot.edges[road], width=None))
    still(window, qtbot)
    qtbot.waitUntil(lambda: "幅員が分からない" in words(page.volume))
    assert "未確認" in words(page.figures)
    assert desk.built is not None
    assert desk.built.volume is None
    odd = zones(tmp_path, ("第九種特殊地域", 200.0, 60.0, shapely.box(-500, -500, 500, 500)))
    fire = {"function": ["防火地域"]}
    empty = layer(tmp_path, "urf:FirePreventionDistrict", fire, [None], file="防火.zip")
    window.session.open(replace(town, layers=(*town.layers[:2], odd, empty)))
    click(window, qtbot, 5.0, 5.0)
    qtbot.waitUntil(lambda: "規制の一覧にない値です" in words(page.rules))
    assert "図形がありません" in words(page.rules)
    assert "用途地域「第九種特殊地域」は分かりません" in words(page.doubts)


def test_lots_are_joined_cut_drawn_and_undone(window: Window, qtbot: QtBot, town: Project) -> None:
    window.session.open(town)
    click(window, qtbot, 5.0, 5.0)
    click(window, qtbot, 20.0, 5.0, more=True)
    assert lot_of(window).area.area == pytest.approx(480)
    view_of(window).told.emit(Drawn("lot-cut", np.array([(-1.0, 5.0), (30.0, 5.0)])))
    still(window, qtbot)
    assert (lot_of(window).how, lot_of(window).area.area) == (How.CUT, pytest.approx(360))
    window.session.undo()
    still(window, qtbot)
    assert lot_of(window).how is How.MERGED
    window.session.undo()
    still(window, qtbot)
    assert lot_of(window).how is How.PARCEL
    view_of(window).told.emit(Drawn("lot-draw", np.array([(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)])))
    still(window, qtbot)
    assert lot_of(window).how is How.DRAWN
    view_of(window).told.emit(Drawn("lot-cut", np.array([(50.0, 5.0), (60.0, 5.0)])))
    assert window.banner.notices  # the line does not cut: one sentence, nothing else
    assert lot_of(window).how is How.DRAWN


def test_other_desks_leave_it_alone_and_the_chrome_may_go(
    make_window: MakeWindow, qtbot: QtBot, town: Project
) -> None:
    window = make_window()
    window.session.open(town)
    window.choose_desk("hazard")
    click(window, qtbot, 5.0, 5.0)
    assert window.planning.study is None
    window.choose_desk("planning")
    click(window, qtbot, 5.0, 5.0)
    window.commands.change_language("en")
    quiet(window, qtbot)
    said = words(window.chrome.planning)
    assert "本町１－１" in said
    assert "Applies" in said
    window.session.open(Project())
    assert window.planning.study is None


def test_a_stale_answer_is_dropped(window: Window, qtbot: QtBot, town: Project) -> None:
    window.session.open(town)
    for place in ((5.0, 5.0), (20.0, 5.0), (300.0, 300.0), (20.0, 6.0)):
        view_of(window).told.emit(Clicked(np.array([*place, 0.0]), None, False))
    still(window, qtbot)
    assert lot_of(window).words == "本町１－２"


def test_a_parcel_that_was_searched_is_answered(
    window: Window, qtbot: QtBot, town: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(town)
    found = search(window.session.project, "本町1番2")
    assert [one.title for one in found] == ["本町１－２"]
    window.session.select(Selection.of(found[0].layer, [found[0].feature]))
    window.chrome.search.fly_to_selection.emit()
    still(window, qtbot)
    assert lot_of(window).words == "本町１－２"


def test_the_sheet_is_written_and_the_column_turns(
    window: Window, qtbot: QtBot, town: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.open(town)
    lots = town.layers[0].id
    window.session.select(Selection.of(lots, [0]))
    assert window.chrome.cards.currentWidget() is window.chrome.feature
    click(window, qtbot, 5.0, 5.0)
    assert window.chrome.cards.currentWidget() is window.chrome.planning
    window.chrome.turn.click()
    assert window.chrome.cards.currentWidget() is window.chrome.feature
    window.chrome.turn.click()
    target = tmp_path / "調査票.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(AnswerSheetsDialog, "exec", lambda dialog: dialog.make.click() or True)
    window.chrome.planning.sheet.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert "本町１－１" in target.read_text("utf-8")


def test_the_city_s_table_is_kept_in_the_project_and_makes_offers(
    window: Window, qtbot: QtBot, town: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "規制.json"
    offer: dict[str, object] = {"id": "a", "title": "改修の補助", "text": "窓口でどうぞ。", "contact": "2 階"}
    offer |= {"when": [{"regulation": "use_district"}]}
    plain = {"format": "gisapp-regulations-1", "name": "試験市", "extends": "national", "offers": [offer]}
    table.write_text(json.dumps(plain), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    window.session.open(town)
    click(window, qtbot, 5.0, 5.0)
    page = window.chrome.planning
    assert not page.offers.isVisibleTo(page)
    page.rules.table_asked.emit()
    qtbot.waitUntil(lambda: "改修の補助" in words(page.offers), timeout=20_000)
    assert "規制の一覧: 試験市" in words(page.rules)
    assert projecttable.table_of(window.session.project).name == "試験市"
    table.write_text("{}", "utf-8")
    page.rules.table_asked.emit()
    still(window, qtbot)
    assert projecttable.table_of(window.session.project).name == "試験市"  # told, and nothing is changed
    page.rules.table_left.emit()
    still(window, qtbot)
    assert not page.offers.isVisibleTo(page)
    window.session.undo()
    still(window, qtbot)
    assert "改修の補助" in words(page.offers)


def test_the_sun_is_moved_over_the_lot(window: Window, qtbot: QtBot, town: Project) -> None:
    window.session.open(town)
    click(window, qtbot, 5.0, 5.0)
    page, view = window.chrome.planning, view_of(window)
    still(window, qtbot)
    dark = _stands(view)
    page.sun.on.setChecked(True)
    qtbot.waitUntil(lambda: _stands(view) > dark, timeout=20_000)
    still(window, qtbot)
    lit = _stands(view)
    page.sun.on.setChecked(False)
    still(window, qtbot)
    assert _stands(view) < lit


def _stands(view: StillView) -> int:
    """Return how many things the desk shows in the view now."""
    return next(len(one[1]) for one in reversed(view.asked) if one[0] == "show_desk")
