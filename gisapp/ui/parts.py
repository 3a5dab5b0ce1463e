"""Makes the panels of the window and ties their wishes to what the window can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gisapp.selecting import Mode, combined
from gisapp.ui.menus import Menus, keys_shown
from gisapp.ui.panels.feature import FeaturePanel
from gisapp.ui.panels.search import SearchBox
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QWidget

    from gisapp.ui.areas.ledgertable import LedgerTable
    from gisapp.ui.areas.page import AreasPage
    from gisapp.ui.hazard.page import HazardPage
    from gisapp.ui.panels.filter import FilterPanel
    from gisapp.ui.panels.findings import FindingsPanel
    from gisapp.ui.panels.statistics import StatisticsPanel
    from gisapp.ui.panels.style import StylePanel
    from gisapp.ui.panels.table import TablePanel
    from gisapp.ui.planning.page import PlanningPage
    from gisapp.ui.program import Found
    from gisapp.ui.publish.page import PublishPage
    from gisapp.ui.publish.publictable import PublicTable
    from gisapp.ui.survey.page import SurveyPage
    from gisapp.ui.window import Window

PLACE_WIDTH = 200
"""Width of the places in the list of findings, in unscaled pixels."""


def search_box(window: Window, menus: Menus) -> SearchBox:
    """Return the search box."""
    actions = tuple(menus.table.values())
    keys = keys_shown(menus.table["search"])
    made = SearchBox(window.session, window.program.tasks, actions, keys)
    made.fly_to_selection.connect(window.commands.zoom_to_selection)
    made.fly_to_selection.connect(window.ask_selected)
    made.fly_to.connect(window.flights.to_place)
    made.layer_chosen.connect(window.choose_layer)
    made.action_chosen.connect(lambda action_id: menus[action_id].trigger())
    return made


def feature_panel(window: Window) -> FeaturePanel:
    """Return the panel that tells of what is chosen."""
    made = FeaturePanel(window.session, window.program.tasks)
    made.fly_to_selection.connect(window.commands.zoom_to_selection)
    return made


def planning_page(window: Window) -> PlanningPage:
    """Return the page of the counter."""
    from gisapp.ui.planning.page import PlanningPage
    from gisapp.ui.planning.tablework import ask_table, leave_table

    made = PlanningPage(window.planning)
    made.sheet_asked.connect(lambda: window.guard(window.planning.sheets.ask))
    made.table_asked.connect(lambda: ask_table(window))
    made.table_left.connect(lambda: leave_table(window))
    return made


def hazard_page(window: Window) -> HazardPage:
    """Return the page of the hazard desk."""
    from gisapp.ui.hazard import tablework
    from gisapp.ui.hazard.event.work import ask_export, ask_import
    from gisapp.ui.hazard.page import HazardPage
    from gisapp.ui.hazard.sheetwork import ask_districts, ask_house

    made = HazardPage(window.hazard, window)
    made.now.import_asked.connect(lambda: window.guard(lambda: ask_import(window)))
    made.now.export_asked.connect(lambda: window.guard(lambda: ask_export(window)))
    made.columns_asked.connect(lambda: tablework.keep_columns(window))
    made.table_asked.connect(lambda: tablework.ask_buildings(window))
    made.changes_asked.connect(lambda: tablework.ask_changes(window))
    made.totals_asked.connect(lambda: tablework.ask_totals(window))
    made.house_asked.connect(lambda: window.guard(lambda: ask_house(window)))
    made.districts_asked.connect(lambda: window.guard(lambda: ask_districts(window)))
    window.hazard.stand()
    return made


def survey_page(window: Window) -> SurveyPage:
    """Return the page of the survey desk."""
    from gisapp.ui.survey.page import SurveyPage

    return SurveyPage(window.survey)


def areas_page(window: Window) -> AreasPage:
    """Return the page of the areas desk."""
    from gisapp.ui.areas.page import AreasPage

    return AreasPage(window.areas)


def publish_page(window: Window) -> PublishPage:
    """Return the page of the publish desk."""
    from gisapp.ui.publish.page import PublishPage

    return PublishPage(window.publish)


def ledger_table(window: Window) -> LedgerTable:
    """Return the ledger of associations with all its columns."""
    from gisapp.ui.areas.ledgertable import LedgerTable

    made = LedgerTable(window.areas, wide=True)
    made.clicked.connect(window.areas.go)
    return made


def public_table(window: Window) -> PublicTable:
    """Return the rows of a layer as the public will see them."""
    from gisapp.ui.publish.publictable import PublicTable

    return PublicTable(window.publish)


DESK_PAGES: dict[str, Callable[[Window], QWidget]] = {
    "planning": planning_page,
    "hazard": hazard_page,
    "survey": survey_page,
    "areas": areas_page,
    "publish": publish_page,
}
"""Make the pages of the desks that have one of their own, by their ids."""


def style_panel(window: Window, layer_id: str) -> StylePanel:
    """Return the form of a layer's colours."""
    from gisapp.ui.panels.style import StylePanel

    return StylePanel(window.session, window.program.tasks, layer_id)


def filter_panel(window: Window, layer_id: str) -> FilterPanel:
    """Return the form of a layer's filter."""
    from gisapp.ui.panels.filter import FilterPanel

    made = FilterPanel(window.session, window.program.tasks, layer_id)

    def choose(features: NDArray[np.uint32], mode: Mode) -> None:
        session = window.session
        session.select(combined(session.selection, layer_id, features, mode))

    made.select_asked.connect(choose)
    made.keep_asked.connect(lambda conditions: window.queries.keep_question(layer_id, conditions))
    made.help_asked.connect(window.queries.show_help)
    return made


def table_panel(window: Window) -> TablePanel:
    """Return the attribute table."""
    from gisapp.ui.panels.table import TablePanel

    made = TablePanel(window.session, window.program.tasks)
    made.fly_to_selection.connect(window.commands.zoom_to_selection)
    made.export_asked.connect(window.work.exporting.ask)
    made.filter_asked.connect(lambda layer_id: window.chrome.show_over("filter", layer_id))
    return made


def findings_panel(window: Window) -> FindingsPanel:
    """Return the list of findings."""
    from gisapp.ui.panels.findings import FindingsPanel
    from gisapp.ui.panels.findingsmodel import PLACE

    made = FindingsPanel(window.program.tasks)
    header = made.tree.header()
    header.setMinimumSectionSize(px(80))
    header.resizeSection(PLACE, px(PLACE_WIDTH))  # the sentence matters more than the file it is about
    made.fly_to.connect(window.flights.to_degrees)
    made.feature_asked.connect(window.flights.to_identifier)
    made.written.connect(window.work.tell_written)
    made.failed.connect(window.work.failed)
    return made


def show_findings(page: QWidget | None, found: Sequence[Found]) -> None:
    """Let an open list show findings."""
    if page is not None:
        cast("FindingsPanel", page).show_findings([one.finding for one in found])


def show_table_of(page: QWidget | None, layer_id: str) -> None:
    """Let an open table show a layer."""
    if page is not None and cast("TablePanel", page).layer_id != layer_id:
        cast("TablePanel", page).show_layer(layer_id)


def show_statistics_of(page: QWidget | None, layer_id: str) -> None:
    """Let open figures be those of a layer."""
    if page is not None:
        cast("StatisticsPanel", page).show_layer(layer_id)


def view_keys() -> tuple[tuple[str, str], ...]:
    """Return keys and mouse of the view and what they do."""
    return (
        (translate("window", "左ドラッグ"), translate("window", "地図を動かす")),
        (translate("window", "右ドラッグ・中ドラッグ"), translate("window", "回す・傾ける")),
        (translate("window", "ホイール"), translate("window", "近づく・離れる（Ctrl で細かく）")),
        (translate("window", "クリック"), translate("window", "建物を選ぶ（Shift で追加）")),
        (translate("window", "Shift + ドラッグ"), translate("window", "四角で囲んで選ぶ")),
        (
            translate("window", "囲んで選ぶとき"),
            translate("window", "Shift で加える、Alt で除く、Shift + Alt で重なりだけ残す"),
        ),
        (translate("window", "矢印キー"), translate("window", "地図を動かす")),
        (translate("window", "Shift + 矢印キー"), translate("window", "回す・傾ける")),
        (translate("window", "Ctrl + 矢印キー"), translate("window", "その場で見回す")),
        ("PgUp / PgDn", translate("window", "上がる・下がる")),
        ("+ / −", translate("window", "近づく・離れる")),
        ("H", translate("window", "はじめの眺めに戻る")),
    )
