"""Everything in the window that carries words or sizes, made in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from gisapp.actions import with_shortcuts
from gisapp.ui import parts
from gisapp.ui.busy import BusyPage
from gisapp.ui.cards import button, icon_button
from gisapp.ui.columns import Column, LowerPane, Unseen
from gisapp.ui.commands import table
from gisapp.ui.folding import RIGHT
from gisapp.ui.menus import Menus
from gisapp.ui.panels.layers import LayerPanel
from gisapp.ui.sample import sample_town
from gisapp.ui.statusbar import StatusBar
from gisapp.ui.timebar import TimeBar
from gisapp.ui.tokens import LEFT_COLUMN, RIGHT_COLUMN
from gisapp.ui.topbar import TopBar
from gisapp.ui.welcome import Welcome
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gisapp.ui.planning.page import PlanningPage
    from gisapp.ui.program import Found
    from gisapp.ui.window import Window

AT_THE_RIGHT = ("undo", "redo", "print", "settings")
"""Actions at the right end of the top bar."""


class Chrome:
    """The parts of one window.

    Parameters
    ----------
    window
        The window; its session, tasks and commands are what the parts work on.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        program, commands = window.program, window.commands
        actions = with_shortcuts(table(), program.settings.shortcuts)
        self.menus = Menus(actions, commands, window, window.guard)
        self.search = parts.search_box(window, self.menus)
        menu = self.menus.menu(window)
        self.top = TopBar(menu, self.search, [self.menus[one] for one in AT_THE_RIGHT], window.desk)
        self.top.desk_chosen.connect(window.choose_desk)
        self.left = Column("leftColumn", LEFT_COLUMN)
        self.layers = LayerPanel(window.session, program.tasks, self.menus.actions)
        self.layers.properties_asked.connect(commands.show_properties)
        self.layers.opened.connect(lambda _: commands.zoom_to_layer())
        self.layers.chosen.connect(self._layer_chosen)
        self.left.set_base(self.layers, translate("window", "レイヤ"))
        add = icon_button("open-data", self.menus["add-data"].toolTip(), commands.add_data)
        self.left.heading.addWidget(add)
        self.right = Column("rightColumn", RIGHT_COLUMN)
        self.cards = QStackedWidget()
        self.feature = parts.feature_panel(window)
        self.cards.addWidget(self.feature)
        self.unseen = Unseen()
        self.unseen.seen.connect(window.sit_down)
        self.cards.addWidget(self.unseen)
        self.desk_pages: dict[str, QWidget] = {}
        self.right.set_base(self.cards, "")
        self.right.closed.connect(self._over_closed)
        self.turn = button("", self._turn, role="flat")
        self.right.heading.insertWidget(1, self.turn)
        self.lower = LowerPane()
        self.time = TimeBar(window.player, self.menus.table)
        self.status = StatusBar()
        self.status.tasks_asked.connect(commands.show_tasks)
        self.status.findings_asked.connect(commands.show_findings)
        self.status.drawing_asked.connect(self._ask_drawing)
        self.welcome = self._welcome_page()
        self.busy = BusyPage()
        self._facts = True
        self._over = ""
        self._over_key: object = None
        self._makers: dict[str, tuple[str, Callable[[str], QWidget]]] = {
            "style": (
                translate("window", "色分け"),
                lambda layer_id: parts.style_panel(window, layer_id),
            ),
            "filter": (
                translate("window", "絞り込み"),
                lambda layer_id: parts.filter_panel(window, layer_id),
            ),
        }

    def _ask_drawing(self) -> None:
        self._window.follower.ask_drawing()

    def desk_page(self, desk: str) -> QWidget:
        """Return the page of a desk; those of desks that are loaded late are made when first wanted."""
        if desk not in self.desk_pages:
            self.desk_pages[desk] = parts.DESK_PAGES[desk](self._window)
            self.cards.addWidget(self.desk_pages[desk])
        return self.desk_pages[desk]

    @property
    def planning(self) -> PlanningPage:
        """The page of the counter."""
        return cast("PlanningPage", self.desk_page("planning"))

    def show_turn(self, *, there: bool, facts: bool) -> None:
        """Offer the other of two pages at a desk that is asked: the chosen feature's, or that of the desk."""
        self._facts = facts
        own = {
            "planning": translate("window", "敷地の調査"),
            "hazard": translate("window", "防災の画面"),
            "survey": translate("window", "点群の画面"),
            "areas": translate("window", "自治会の画面"),
            "publish": translate("window", "公開の画面"),
        }.get(self._window.desk, "")
        words = own if facts else translate("window", "選んだものの属性")
        self.turn.setText(words)
        self.turn.setVisible(there)

    def _turn(self) -> None:
        self._window.show_right(facts=not self._facts)

    def _welcome_page(self) -> Welcome:
        window, work = self._window, self._window.work
        town = sample_town()
        page = Welcome(window.program.settings.language, sample=town is not None)
        page.open_data.connect(lambda: window.guard(work.choose_data))
        page.open_folder.connect(lambda: window.guard(work.choose_folder))
        page.open_project.connect(lambda: window.guard(work.choose_project))
        page.open_recent.connect(lambda path: window.guard(lambda: work.open_paths([path])))
        page.forget_recent.connect(work.recents.forget)
        page.language_chosen.connect(window.commands.change_language)
        if town is not None:
            page.open_sample.connect(lambda: window.guard(lambda: work.open_paths([town])))
        return page

    # ---------------------------------------------------------------- pages that come and go

    def show_over(self, key: str, layer_id: str) -> None:
        """Lay a page about a layer over the right column: ``style`` or ``filter``."""
        title, make = self._makers[key]
        self._close_panel(self.right.over)
        self._over, self._over_key = key, self._key_of(layer_id)
        self._window.folds.open(RIGHT)
        self.right.lay_over(make(layer_id), title)

    def _key_of(self, layer_id: str) -> object:
        """Return what a page about a layer is made for; while it stays the same, so does the page."""
        layer = self._window.session.project.layer(layer_id)
        return (layer_id, None if layer is None else (layer.data is None, layer.columns))

    @property
    def over(self) -> str:
        """Which page lies over the right column, empty for none."""
        return self._over if self.right.over is not None else ""

    def show_lower(self, key: str) -> None:
        """Show a list below the view: ``table``, ``statistics``, ``findings`` or ``catalogue``."""
        if key == "catalogue":
            self.lower.show_page(key, translate("window", "データの一覧"), self._window.data.panel)
        elif key == "associations":
            self.lower.show_page(
                key, translate("window", "自治会の台帳"), lambda: parts.ledger_table(self._window)
            )
        elif key == "public":
            self.lower.show_page(
                key, translate("window", "利用者に見える表"), lambda: parts.public_table(self._window)
            )
        elif key == "statistics":
            layer_id = self.layers.current_layer()
            page = self.lower.show_page(
                key, translate("window", "集計"), self._window.queries.statistics_panel
            )
            parts.show_statistics_of(page, layer_id)
        elif key == "table":
            layer_id = self.layers.current_layer()
            self.lower.show_page(key, self._table_title(layer_id), lambda: parts.table_panel(self._window))
            parts.show_table_of(self.lower.page(key), layer_id)
        else:
            page = self.lower.show_page(
                key, translate("window", "気づいた点"), lambda: parts.findings_panel(self._window)
            )
            parts.show_findings(page, self._window.program.found)

    def _table_title(self, layer_id: str) -> str:
        layer = self._window.session.project.layer(layer_id)
        name = layer.name if layer is not None else ""
        return translate("window", "属性の表: {name}").format(name=name)

    def show_findings(self, found: Sequence[Found]) -> None:
        """Bring the list of findings up to date, if it is open."""
        page = self.lower.page("findings")
        if page is not None:
            parts.show_findings(page, found)

    def _layer_chosen(self, layer_id: str) -> None:
        if self._over and self.right.over is not None and self._key_of(layer_id) != self._over_key:
            self.show_over(self._over, layer_id)
        if self.lower.page("table") is not None:
            self.show_lower_table(layer_id)
        parts.show_statistics_of(self.lower.page("statistics"), layer_id)

    def show_lower_table(self, layer_id: str) -> None:
        """Let the open table show another layer, without bringing it to the front."""
        self.lower.set_title("table", self._table_title(layer_id))
        parts.show_table_of(self.lower.page("table"), layer_id)

    def _over_closed(self, page: QWidget) -> None:
        self._close_panel(page)
        self._over = ""

    @staticmethod
    def _close_panel(page: QWidget | None) -> None:
        close = getattr(page, "close_panel", None)
        if close is not None:
            close()

    def remove(self) -> None:
        """Take all parts out of the window and stop what they follow."""
        self.menus.remove()
        self._close_panel(self.right.over)
        for page in (self.layers, self.feature, self.search, *map(self.lower.page, self.lower.keys())):
            self._close_panel(page)
        self.time.close_bar()
        for part in (self.top, self.left, self.right, self.lower, self.time, self.status):
            part.hide()
            part.setParent(None)
            part.deleteLater()
