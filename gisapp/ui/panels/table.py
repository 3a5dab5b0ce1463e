"""The attribute table of a layer: hundreds of thousands of rows, sorted, narrowed down, chosen, copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from shiboken6 import isValid

from gisapp import tabledata
from gisapp.session import Change, Selection, Session
from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.icons import icon
from gisapp.ui.panels.columnlist import ColumnList, first_columns
from gisapp.ui.panels.tablemodel import TableModel, heading
from gisapp.ui.panels.tableview import TableView
from gisapp.ui.theme import px
from gisapp.ui.tokens import ICON
from gisapp.ui.words import integer, translate
from layers import filters
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from gisapp.tabledata import Column
    from gisapp.tasks import TaskRunner
    from layers.base import Layer, Table

REST = 250
"""Milliseconds that time must rest before the rows follow it."""
COPYING = QT_TRANSLATE_NOOP("messages", "表の行をコピーする")


class TablePanel(QWidget):
    """The table with its tools.

    Parameters
    ----------
    session
        Gives layers and selection; the table follows it and it follows the table.
    tasks
        Loads columns, sorts and copies.

    Signals
    -------
    fly_to_selection
        The user wants to see what is chosen.
    export_asked, filter_asked
        The user wants to write the layer to a file, or to change its filter; with the layer's id.
    """

    fly_to_selection = Signal()
    export_asked = Signal(str)
    filter_asked = Signal(str)

    def __init__(self, session: Session, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._layer_id = ""
        self._data: object = None
        self._wanted: set[str] = set()
        self._asked: set[str] = set()
        self._empty: set[str] = set()
        self._columns_chosen = False
        self._sort: tuple[str, bool] | None = None
        self._order: NDArray[np.intp] | None = None
        self._filter: object = ()
        self._choosing = False
        self.model = TableModel(self)
        self.view = TableView(self.model)
        self.view.setFrameShape(TableView.Shape.NoFrame)
        self.counted = label("", "quiet", wrap=False)
        self.only_chosen = self._toggle(translate("panels", "選択した行だけ"))
        self.only_filtered = self._toggle(translate("panels", "絞り込みに従う"))
        self.only_filtered.setChecked(True)
        self.setFocusProxy(self.view)
        whole = column(self)
        whole.addLayout(self._tools())
        whole.addWidget(self.view, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._arrange)
        self._loader = QTimer(self)
        self._loader.setSingleShot(True)
        self._loader.setInterval(0)
        self._loader.timeout.connect(self._load_wanted)
        self.model.wanted.connect(self._want)
        self.view.chosen.connect(self._choose)
        self.view.fly_to.connect(self.fly_to_selection)
        self.view.copy.connect(self.copy_rows)
        self.view.menu.connect(self._open_menu)
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort_by)
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self._show_counts()

    def close_panel(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()
        self._rest.stop()

    @property
    def layer_id(self) -> str:
        """Id of the layer that is shown, empty for none."""
        return self._layer_id

    def show_layer(self, layer_id: str) -> None:
        """Show the table of a layer."""
        layer = self._session.project.layer(layer_id)
        self._layer_id = layer_id if layer is not None else ""
        self._data = layer.data if layer is not None else None
        self._wanted.clear()
        self._asked.clear()
        self._empty.clear()
        self._columns_chosen = False
        self._sort = self._order = None
        table = self._table
        if table is None:
            self.model.show_table((), 0)
        else:
            self.model.show_table(table.attributes, len(table))
            self.view.begin_columns(first_columns(self.model.attributes))
        self._arrange()

    def copy_rows(self) -> None:
        """Copy the chosen rows, or the current cell when none is chosen, as text with tabs."""
        table = self._table
        lines = self._chosen_lines()
        if table is None:
            return
        if not len(lines):
            self._copy_cell()
            return
        by_name = {attribute.name: attribute for attribute in self.model.attributes}
        attributes = [by_name[name] for name in self.view.shown_names()]
        headings = [heading(attribute) for attribute in attributes]
        rows = self.model.rows[lines]
        self._tasks.run(
            COPYING,
            tabledata.tab_separated,
            table,
            attributes,
            headings,
            rows,
            then=_to_clipboard,
            key="table-copy",
        )

    # ---------------------------------------------------------------- making

    def _toggle(self, text: str) -> QToolButton:
        made = _worded(text)
        made.setCheckable(True)
        made.toggled.connect(self._arrange)
        return made

    def _tools(self) -> QHBoxLayout:
        line = row(space=4)
        line.setContentsMargins(px(16), px(4), px(8), px(4))
        line.addWidget(self.counted, 1)
        line.addWidget(self.only_chosen)
        line.addWidget(self.only_filtered)
        for text, meaning, ask in (
            (translate("panels", "絞り込み…"), "filter", self._ask_filter),
            (translate("panels", "項目…"), "table", self._open_columns),
        ):
            made = _worded(text)
            made.setIcon(icon(meaning))
            made.setIconSize(QSize(px(ICON), px(ICON)))
            made.clicked.connect(ask)
            line.addWidget(made)
        more: list[tuple[str, str, Callable[[], object]]] = [
            ("zoom-to", translate("panels", "選んだものへ移る"), self.fly_to_selection.emit),
            ("copy", translate("panels", "選んだ行をコピーする"), self.copy_rows),
            ("export", translate("panels", "レイヤを書き出す"), self._ask_export),
        ]
        for meaning, name, run in more:
            line.addWidget(icon_button(meaning, name, run))
        return line

    def _open_columns(self) -> None:
        shown = self.view.shown_names()
        chooser = ColumnList(self.model.attributes, shown, self._empty, self)
        chooser.changed.connect(self._choose_columns)
        chooser.open_below(self.mapToGlobal(QPoint(self.width() - px(8), px(36))))

    def _choose_columns(self, names: list[str]) -> None:
        self._columns_chosen = True
        self.view.show_columns(names)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(icon("zoom-to"), translate("panels", "選んだものへ移る"), self.fly_to_selection.emit)
        menu.addSeparator()
        menu.addAction(translate("panels", "このセルをコピーする"), self._copy_cell)
        menu.addAction(icon("copy"), translate("panels", "選んだ行をコピーする"), self.copy_rows)
        menu.exec(place)
        menu.deleteLater()

    # ---------------------------------------------------------------- rows

    @property
    def _layer(self) -> Layer | None:
        return self._session.project.layer(self._layer_id)

    @property
    def _table(self) -> Table | None:
        layer = self._layer
        return layer.table() if layer is not None and layer.data is not None else None

    def _arrange(self) -> None:
        """Put the rows together: the order, then what the filter and the selection let through."""
        layer, table = self._layer, self._table
        if layer is None or table is None:
            self._show_counts()
            return
        order = np.arange(len(table)) if self._order is None else self._order
        self._filter = filters.key(layer)
        mask = filters.mask(layer)
        self.only_filtered.setEnabled(mask is not None)
        if mask is not None and self.only_filtered.isChecked():
            order = order[mask[order]]
        selection = self._session.selection
        chosen = selection.features if selection.layer_id == self._layer_id else np.empty(0, dtype=np.uint32)
        if self.only_chosen.isChecked():
            inside = np.zeros(len(table), dtype=bool)
            inside[chosen] = True
            order = order[inside[order]]
        if not np.array_equal(order, self.model.rows):
            self.model.show_rows(order)
            self.view.forget_anchor()
        self.model.choose(chosen)
        self._show_counts()

    def _show_counts(self) -> None:
        table = self._table
        if table is None:
            self.counted.setText(translate("panels", "レイヤを選ぶと、その属性の表が出ます。"))
            return
        total, shown = len(table), len(self.model.rows)
        chosen = int(np.count_nonzero(self.model.chosen))
        if shown == total:
            text = translate("panels", "{total} 件").format(total=integer(total))
        else:
            text = translate("panels", "{total} 件のうち {shown} 件")
            text = text.format(total=integer(total), shown=integer(shown))
        if chosen:
            text += translate("panels", "　{chosen} 件を選択中").format(chosen=integer(chosen))
        self.counted.setText(text)

    def _chosen_lines(self) -> NDArray[np.intp]:
        if not len(self.model.rows):
            return np.empty(0, dtype=np.intp)
        return np.flatnonzero(self.model.chosen[self.model.rows])

    def _choose(self, features: NDArray[np.uint32]) -> None:
        if self._layer_id:
            self._choosing = True
            try:
                self._session.select(Selection.of(self._layer_id, features))
            finally:
                self._choosing = False

    def _follow(self, change: Change) -> None:
        if not self._layer_id:
            return
        layer = self._layer
        if layer is None or layer.data is not self._data:
            self.show_layer(self._layer_id)
        elif change.what & {"layers", "time"} and filters.key(layer) != self._filter:
            if "layers" in change.what:
                self._arrange()
            else:  # while time goes on the rows follow when it rests
                self._rest.start()
        elif "selection" in change.what:
            self._selection_changed()

    def _selection_changed(self) -> None:
        selection = self._session.selection
        if self._choosing and self.only_chosen.isChecked():
            # Lines must not vanish under the hand that chooses among them.
            self.model.choose(selection.features)
            self._show_counts()
            return
        self._arrange()
        if selection.layer_id == self._layer_id and len(selection) == 1:
            line = self.model.position_of(int(selection.features[0]))
            if line >= 0:
                self.view.show_line(line)

    # ---------------------------------------------------------------- columns and sorting

    def _want(self, name: str) -> None:
        if name not in self._asked:
            self._wanted.add(name)
            if not self._loader.isActive():
                self._loader.start()

    def _load_wanted(self) -> None:
        table = self._table
        if table is None or not self._wanted:
            return
        attributes = [one for one in self.model.attributes if one.name in self._wanted]
        self._asked |= self._wanted
        self._wanted.clear()
        data = self._data
        self._tasks.run(
            "",
            tabledata.load_columns,
            table,
            attributes,
            then=self._put_columns,
            wanted=lambda: isValid(self) and self._data is data,
        )

    def _put_columns(self, columns: Mapping[str, Column]) -> None:
        self.model.add_columns(columns)
        empty = {name for name, column_ in columns.items() if bool(column_.missing().all())}
        self._empty |= empty
        if empty and not self._columns_chosen:
            # Of the columns that nobody asked for, those that say nothing step aside.
            self.view.show_columns([name for name in self.view.shown_names() if name not in empty])

    def _sort_by(self, place: int, direction: Qt.SortOrder) -> None:
        table = self._table
        if table is None:
            return
        if place < 0:
            self._sort = self._order = None
            self._arrange()
            return
        attribute = self.model.attributes[place]
        descending = direction == Qt.SortOrder.DescendingOrder
        self._sort = wanted = (attribute.name, descending)
        self._tasks.run(
            "",
            tabledata.sorted_by,
            table,
            attribute,
            descending,
            then=self._put_order,
            wanted=lambda: isValid(self) and self._sort == wanted,
            key="table-sort",
        )

    def _put_order(self, found: tuple[Mapping[str, Column], NDArray[np.intp]]) -> None:
        columns, self._order = found
        self.model.add_columns(columns)
        self._arrange()
        self.view.scrollToTop()

    # ---------------------------------------------------------------- asking

    def _ask_filter(self) -> None:
        if self._layer_id:
            self.filter_asked.emit(self._layer_id)

    def _ask_export(self) -> None:
        if self._layer_id:
            self.export_asked.emit(self._layer_id)

    def _copy_cell(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(str(index.data()))


def _worded(text: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
