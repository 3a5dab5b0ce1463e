"""The tree of layers: names, check marks, order by dragging, and the legend below each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gisapp.ui import theme
from gisapp.ui.icons import MEANINGS, icon
from gisapp.ui.panels.legend import entry_words, swatch
from gisapp.ui.panels.order import Row, rows
from gisapp.ui.theme import px
from gisapp.ui.words import integer, sentence, share_words, translate
from layers.messages import CONTEXT
from styles.hazards import hatch_of, words_of
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.base import Layer, Remark
    from layers.colours import LegendEntry
    from layers.project import Project

LAYER = Qt.ItemDataRole.UserRole
GROUP = Qt.ItemDataRole.UserRole + 1
_FIXED = Qt.ItemFlag.ItemIsEnabled
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_MOVABLE = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
_SWATCH_ROW = 22
WHOLE = frozenset({"raster", "terrain", "pointcloud"})
"""Kinds of layers that are one thing: they have a sign instead of a colour, and nothing to count."""


class LayerTree(QTreeWidget):
    """The tree.

    Signals
    -------
    rearranged
        Rows from top to bottom after the user dragged one.
    checked
        Ids of layers and whether they are to be shown.
    renamed
        Id of the layer (or empty), name of the group (or empty), the new name.
    folded
        Name of a group, and whether its layers are shown below it now.
    """

    rearranged = Signal(list)
    checked = Signal(list, bool)
    renamed = Signal(str, str, str)
    folded = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("window", "レイヤの一覧"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(px(8))
        self.setIndentation(px(16))
        self.setIconSize(QSize(px(16), px(16)))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setUniformRowHeights(False)
        self.itemChanged.connect(self._item_changed)
        self._showing = False
        self._folded: set[str] = set()
        self.itemCollapsed.connect(lambda item: self._fold(item, folded=True))
        self.itemExpanded.connect(lambda item: self._fold(item, folded=False))

    # ---------------------------------------------------------------- what is chosen

    def current_layer(self) -> str:
        """Return the id of the chosen layer, empty when none is."""
        item = self.currentItem()
        while item is not None and item.data(0, LAYER) is None and item.data(0, GROUP) is None:
            item = item.parent()
        return str(item.data(0, LAYER) or "") if item is not None else ""

    def current_group(self) -> str:
        """Return the name of the chosen group, empty when a layer or nothing is chosen."""
        item = self.currentItem()
        return str(item.data(0, GROUP) or "") if item is not None else ""

    def choose(self, layer_id: str) -> None:
        """Choose a layer."""
        item = self.item_of(layer_id)
        if item is not None:
            self.setCurrentItem(item)

    def item_of(self, layer_id: str) -> QTreeWidgetItem | None:
        """Return the row of a layer."""
        for top in self._tops():
            if top.data(0, LAYER) == layer_id:
                return top
            for child in _children(top):
                if child.data(0, LAYER) == layer_id:
                    return child
        return None

    # ---------------------------------------------------------------- showing a project

    @property
    def showing(self) -> bool:
        """Whether the tree is being filled."""
        return self._showing

    def show_project(self, project: Project, legends: Mapping[str, tuple[LegendEntry, ...]]) -> None:
        """Show the layers of a project.

        Parameters
        ----------
        project
            The project.
        legends
            What has been counted so far, by layer id.
        """
        chosen_layer, chosen_group = self.current_layer(), self.current_group()
        place = self.verticalScrollBar().value()
        self._showing = True
        self.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for row in rows(project):
            layer = project.layer(row.layer) if row.layer else None
            if layer is None:
                groups[row.group] = self._add_group(project, row.group)
            else:
                item = self._layer_item(layer, legends.get(layer.id, ()))
                self._append(groups.get(row.group), item)
                item.setExpanded(layer.id not in self._folded)
        closed = {group.name for group in project.groups if not group.open}
        for name, item in groups.items():
            item.setExpanded(name not in closed)
        wanted = self.item_of(chosen_layer) or groups.get(chosen_group)
        if wanted is None and project.layers:
            wanted = self.item_of(project.layers[0].id)
        if wanted is not None:
            self.setCurrentItem(wanted)
        self._showing = False
        self.verticalScrollBar().setValue(place)

    def _append(self, group: QTreeWidgetItem | None, item: QTreeWidgetItem) -> None:
        if group is None:
            self.addTopLevelItem(item)
        else:
            group.addChild(item)

    def _add_group(self, project: Project, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, ""])
        item.setData(0, GROUP, name)
        item.setIcon(0, icon("group"))
        item.setFlags(_ROW | _MOVABLE | Qt.ItemFlag.ItemIsDropEnabled)
        inside = [layer.visible for layer in project.layers if layer.group == name]
        state = Qt.CheckState.Checked if any(inside) else Qt.CheckState.Unchecked
        if any(inside) and not all(inside):
            state = Qt.CheckState.PartiallyChecked
        item.setCheckState(0, state)
        self.addTopLevelItem(item)
        return item

    def _layer_item(self, layer: Layer, legend: tuple[LegendEntry, ...]) -> QTreeWidgetItem:
        item = QTreeWidgetItem([layer.name, ""])
        item.setData(0, LAYER, layer.id)
        item.setFlags(_ROW | _MOVABLE)
        item.setCheckState(0, Qt.CheckState.Checked if layer.visible else Qt.CheckState.Unchecked)
        item.setToolTip(0, layer.name)
        if layer.data is None:
            item.setIcon(0, icon("missing", "warn"))
            item.setForeground(0, QColor(theme.look().tokens.warn))
            item.setToolTip(
                0,
                translate("window", "{name}\nデータが見つかりません: {path}").format(
                    name=layer.name, path=layer.source.path
                ),
            )
            return item
        whole = layer.kind in WHOLE
        if isinstance(layer.style, Fixed) and not whole:
            item.setIcon(0, swatch(layer.style.colour, layer.opacity))
        else:
            item.setIcon(0, icon(layer.kind if layer.kind in MEANINGS else "layer"))
        if layer.filter:
            item.setIcon(1, icon("filter-on", "accent"))
            item.setToolTip(1, translate("window", "絞り込み中です"))
        if legend and not whole:
            item.setText(1, integer(sum(entry.count for entry in legend if not entry.hidden)))
            self._quiet(item, 1)
        plain = isinstance(layer.style, Fixed)
        self._add_legend(item, layer, tuple(one for one in legend if one.hidden or not plain))
        for remark in layer.remarks():
            self._add_remark(item, remark)
        return item

    def _add_remark(self, item: QTreeWidgetItem, remark: Remark) -> None:
        line = QTreeWidgetItem([sentence(remark.text), ""])
        line.setFlags(_FIXED)
        line.setIcon(0, icon(remark.icon))
        line.setToolTip(0, sentence(remark.hint))
        line.setSizeHint(0, QSize(0, px(_SWATCH_ROW)))
        line.setFirstColumnSpanned(True)
        self._quiet(line, 0)
        item.addChild(line)

    def _add_legend(self, item: QTreeWidgetItem, layer: Layer, legend: tuple[LegendEntry, ...]) -> None:
        for index, entry in enumerate(legend):
            if not entry.count:
                continue  # classes that do not occur only make the list long; the style panel has them all
            words = entry_words(entry, index, layer.style)
            count = integer(entry.count)
            if layer.kind in WHOLE:  # cells of a grid mean nothing to a person; their share does
                count = share_words(entry.count, sum(one.count for one in legend))
            line = QTreeWidgetItem([words, count])
            line.setFlags(_FIXED)
            hatch = hatch_of(entry.label, entry.colour)
            line.setIcon(0, swatch(entry.colour, layer.opacity, hatch=hatch))
            means = words_of(entry.label)
            line.setToolTip(0, f"{words}\n{translate(CONTEXT, means)}" if means else words)
            line.setSizeHint(0, QSize(0, px(_SWATCH_ROW)))
            self._quiet(line, 1)
            item.addChild(line)

    @staticmethod
    def _quiet(item: QTreeWidgetItem, column: int) -> None:
        item.setForeground(column, QColor(theme.look().tokens.quiet))
        if column == 1:
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    # ---------------------------------------------------------------- what the user does

    def dropEvent(self, event: QDropEvent) -> None:
        """Let Qt move the row, then say how the rows stand; the project decides what is shown."""
        self._showing = True
        super().dropEvent(event)
        self._showing = False
        self.rearranged.emit(self.standing())

    def standing(self) -> list[Row]:
        """Return the rows as they stand in the tree now."""
        found: list[Row] = []
        for top in self._tops():
            group = top.data(0, GROUP)
            if group is None:
                found.append(Row(str(top.data(0, LAYER))))
                continue
            found.append(Row(group=group))
            inside = list(_children(top))
            # A group that was dropped into a group is opened out: groups stand side by side.
            found.extend(
                Row(str(child.data(0, LAYER)), group) for child in inside if child.data(0, LAYER) is not None
            )
            for child in inside:
                if child.data(0, GROUP) is not None:
                    name = str(child.data(0, GROUP))
                    found.append(Row(group=name))
                    found.extend(
                        Row(str(one.data(0, LAYER)), name)
                        for one in _children(child)
                        if one.data(0, LAYER) is not None
                    )
        return found

    def _tops(self) -> list[QTreeWidgetItem]:
        found = [self.topLevelItem(index) for index in range(self.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._showing or column != 0:
            return
        layer_id, group = item.data(0, LAYER), item.data(0, GROUP)
        shown = item.checkState(0) != Qt.CheckState.Unchecked
        if group is not None:
            ids = [str(child.data(0, LAYER)) for child in _children(item) if child.data(0, LAYER)]
            if item.text(0) != group:
                self.renamed.emit("", group, item.text(0).strip())
            else:
                self.checked.emit(ids, shown)
        elif layer_id is not None:
            self.renamed.emit(layer_id, "", item.text(0).strip())
            self.checked.emit([layer_id], shown)

    def _fold(self, item: QTreeWidgetItem, *, folded: bool) -> None:
        if self._showing:
            return
        layer_id, group = item.data(0, LAYER), item.data(0, GROUP)
        if group is not None:
            self.folded.emit(str(group), not folded)
        else:
            (self._folded.add if folded else self._folded.discard)(str(layer_id))


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = [item.child(index) for index in range(item.childCount())]
    return [child for child in found if child is not None]
