"""The layer panel: the tree, the opacity of the chosen layer, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSlider, QStackedWidget, QVBoxLayout, QWidget

from gisapp.ui.cards import button, column, label, row
from gisapp.ui.icons import icon
from gisapp.ui.panels.layertree import LayerTree
from gisapp.ui.panels.legend import count_legend
from gisapp.ui.panels.order import (
    Row,
    arranged,
    free_group_name,
    moved,
    with_group_open,
    with_group_renamed,
    without_group,
)
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers import filters
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gisapp.session import Change, Session
    from gisapp.tasks import TaskRunner
    from layers.base import Layer
    from layers.colours import LegendEntry
    from layers.project import Project

SHOW = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を表示する")
HIDE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を隠す")
SHOW_GROUP = QT_TRANSLATE_NOOP("messages", "グループを表示する")
HIDE_GROUP = QT_TRANSLATE_NOOP("messages", "グループを隠す")
MOVE = QT_TRANSLATE_NOOP("messages", "レイヤの順番を変える")
RENAME = QT_TRANSLATE_NOOP("messages", "「{old}」を「{new}」に改める")
OPACITY = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の濃さを変える")
GROUP = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」をグループに入れる")
UNGROUP = QT_TRANSLATE_NOOP("messages", "グループ「{name}」を解く")

MENU = (
    *("zoom-layer", "table", "filter", "style", ""),
    *("export-layer", "receipt", "encoding", "time-columns", "place-by-keys", "cloud-ground", ""),
    "remove-layer",
)
"""Actions of the window in the menu of a layer; an empty one is a line."""


REST = 250
"""Milliseconds that time must rest before legends are counted anew."""


class LayerPanel(QWidget):
    """The layer panel.

    Parameters
    ----------
    session, tasks
        What it shows, and who counts legends.
    actions
        Qt actions of the window by id.
    """

    chosen = Signal(str)
    properties_asked = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._actions = actions
        self._legends: dict[str, tuple[LegendEntry, ...]] = {}
        self._counted: dict[str, tuple[object, ...]] = {}
        self._drags = count(1)
        self._drag = 0
        self.tree = LayerTree()
        # Queued: what they do makes the rows anew, and Qt is still busy with the row that changed.
        later = Qt.ConnectionType.QueuedConnection
        self.tree.rearranged.connect(self._rearrange, later)
        self.tree.checked.connect(self._check, later)
        self.tree.renamed.connect(self._rename, later)
        self.tree.folded.connect(self._fold, later)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.currentItemChanged.connect(lambda *_: self._row_changed())
        self.tree.itemDoubleClicked.connect(lambda *_: self.opened.emit(self.tree.current_layer()))
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self.move_layer(step))
        whole: QVBoxLayout = column(self)
        whole.setContentsMargins(px(8), 0, px(8), px(8))
        whole.setSpacing(px(8))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self.tree)
        whole.addWidget(self._stack, 1)
        self._opacity, self._opacity_words = (
            QSlider(Qt.Orientation.Horizontal),
            label("", "small", wrap=False),
        )
        self._foot = self._opacity_row()
        whole.addWidget(self._foot)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(lambda: self._count(session.project))
        self._unsubscribe = session.subscribe(self._hear)
        self.destroyed.connect(self._unsubscribe)
        self._show(session.project)

    # ---------------------------------------------------------------- parts

    def _empty_page(self) -> QWidget:
        page = QWidget()
        inside = column(page, margin=8, space=12)
        inside.addWidget(label(translate("window", "開いたデータがここに並びます。"), "quiet"))
        add = self._actions.get("add-data")
        if add is not None:
            inside.addWidget(
                button(translate("window", "データを読み込む…"), add.trigger, meaning="open-data")
            )
        inside.addStretch(1)
        return page

    def _opacity_row(self) -> QWidget:
        foot = QWidget()
        line = row(foot, space=8)
        line.addWidget(label(translate("window", "濃さ"), "small", wrap=False))
        self._opacity.setRange(0, 100)
        self._opacity.setPageStep(10)
        self._opacity.setAccessibleName(translate("window", "選んだレイヤの濃さ"))
        self._opacity.sliderPressed.connect(self._begin_drag)
        self._opacity.valueChanged.connect(self._set_opacity)
        line.addWidget(self._opacity, 1)
        self._opacity_words.setMinimumWidth(px(40))
        self._opacity_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._opacity_words)
        return foot

    # ---------------------------------------------------------------- following the session

    def current_layer(self) -> str:
        """Return the id of the chosen layer, empty when none is."""
        return self.tree.current_layer()

    def close_panel(self) -> None:
        """Stop following the session."""
        self._unsubscribe()
        self._rest.stop()

    def _hear(self, change: Change) -> None:
        if change.what & {"layers", "groups"}:
            self._show(change.new)
        elif "time" in change.what:
            self._rest.start()

    def _show(self, project: Project) -> None:
        self._count(project)
        self.tree.show_project(project, self._legends)
        self._stack.setCurrentIndex(1 if project.layers or project.groups else 0)
        self._current_changed()

    def _count(self, project: Project) -> None:
        present = {layer.id for layer in project.layers}
        for gone in set(self._legends) - present:
            self._legends.pop(gone)
            self._counted.pop(gone, None)
        for layer in project.layers:
            counted = (layer.data, layer.style, filters.key(layer))
            if layer.data is None or self._counted.get(layer.id) == counted:
                continue
            if (old := self._counted.get(layer.id)) is not None and old[1] != layer.style:
                self._legends.pop(layer.id, None)
            self._counted[layer.id] = counted
            self._tasks.run(
                "",
                count_legend,
                layer,
                key=f"legend:{layer.id}",
                then=self._keep(layer),
                wanted=lambda layer=layer: self._is_current(layer),  # type: ignore[misc]
            )

    def _is_current(self, layer: Layer) -> bool:
        now = self._session.project.layer(layer.id)
        return now is not None and (now.data, now.style, now.filter, now.during) == (
            layer.data,
            layer.style,
            layer.filter,
            layer.during,
        )

    def _keep(self, layer: Layer) -> Callable[[tuple[LegendEntry, ...]], None]:
        def keep(legend: tuple[LegendEntry, ...]) -> None:
            self._legends[layer.id] = legend
            self.tree.show_project(self._session.project, self._legends)

        return keep

    def _row_changed(self) -> None:
        # While the tree is filled anew its current row wanders; pages about the layer must not begin anew.
        if not self.tree.showing:
            self._current_changed()

    def _current_changed(self) -> None:
        layer = self._session.project.layer(self.current_layer())
        self._foot.setVisible(layer is not None)
        if layer is not None:
            self._opacity.blockSignals(True)
            self._opacity.setValue(round(layer.opacity * 100))
            self._opacity.blockSignals(False)
            self._opacity_words.setText(f"{round(layer.opacity * 100)}\u2009%")
        self.chosen.emit(layer.id if layer is not None else "")

    # ---------------------------------------------------------------- what the user does

    def _check(self, ids: list[str], visible: bool) -> None:
        project = self._session.project
        changed = [layer for layer in project.layers if layer.id in ids and layer.visible != visible]
        if not changed:
            return
        for layer in changed:
            project = project.replacing(replace(layer, visible=visible))
        if len(ids) == 1:
            message = Message(SHOW if visible else HIDE, {"name": changed[0].name})
        else:
            message = Message(SHOW_GROUP if visible else HIDE_GROUP)
        self._session.do(message, project)

    def _rename(self, layer_id: str, group: str, name: str) -> None:
        project = self._session.project
        layer = project.layer(layer_id) if layer_id else None
        old = layer.name if layer is not None else group
        if name == old:
            return
        if not name:
            self.tree.show_project(project, self._legends)
            return
        if layer is not None:
            changed = project.replacing(replace(layer, name=name))
        else:
            changed = with_group_renamed(project, group, name)
        self._session.do(Message(RENAME, {"old": old, "new": name}), changed)

    def _fold(self, group: str, shown: bool) -> None:
        # Like looking elsewhere it is saved, and undo does not bring it back.
        self._session.amend(lambda project: with_group_open(project, group, shown=shown))

    def _rearrange(self, wanted: list[Row]) -> None:
        changed = arranged(self._session.project, wanted)
        if changed is self._session.project:
            self.tree.show_project(changed, self._legends)
        else:
            self._session.do(MOVE, changed)

    def move_layer(self, step: int) -> None:
        """Move the chosen layer one place higher (-1) or lower (1)."""
        changed = moved(self._session.project, self.current_layer(), step)
        if changed is not self._session.project:
            self._session.do(MOVE, changed)

    def _begin_drag(self) -> None:
        self._drag = next(self._drags)

    def _set_opacity(self, value: int) -> None:
        project = self._session.project
        layer = project.layer(self.current_layer())
        if layer is None or round(layer.opacity * 100) == value:
            return
        self._opacity_words.setText(f"{value}\u2009%")
        message = Message(OPACITY, {"name": layer.name})
        merge = f"opacity:{layer.id}:{self._drag}"
        self._session.do(message, project.replacing(replace(layer, opacity=value / 100)), merge)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.exec(self.tree.viewport().mapToGlobal(place))
            menu.deleteLater()

    def menu(self) -> QMenu | None:
        """Return the menu of the chosen layer or group, None when nothing is chosen."""
        layer = self._session.project.layer(self.current_layer())
        menu = QMenu(self)
        if layer is None:
            if not self.tree.current_group():
                return None
            self._add(menu, translate("window", "名前を改める"), self._edit_name, "rename")
            self._add(menu, translate("window", "グループを解く"), self._ungroup, "group")
            return menu
        for action_id in MENU:
            if action_id and action_id in self._actions:
                menu.addAction(self._actions[action_id])
            elif not action_id:
                menu.addSeparator()
        last = menu.actions()[-1]
        for text, run, meaning in (
            (translate("window", "上へ動かす（Alt+↑）"), lambda: self.move_layer(-1), "up"),
            (translate("window", "下へ動かす（Alt+↓）"), lambda: self.move_layer(1), "down"),
            (translate("window", "名前を改める（F2）"), self._edit_name, "rename"),
            (translate("window", "グループに入れる"), self._into_group, "group"),
            (
                translate("window", "出典と性質…"),
                lambda: self.properties_asked.emit(layer.id),
                "properties",
            ),
        ):
            made = QAction(icon(meaning), text, menu)
            made.triggered.connect(lambda _=False, run=run: run())
            menu.insertAction(last, made)
        menu.insertSeparator(last)
        return menu

    @staticmethod
    def _add(menu: QMenu, text: str, run: Callable[[], object], meaning: str) -> None:
        made = menu.addAction(icon(meaning), text)
        made.triggered.connect(lambda _=False: run())

    def _edit_name(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.tree.editItem(item, 0)

    def _into_group(self) -> None:
        project = self._session.project
        layer = project.layer(self.current_layer())
        if layer is None:
            return
        name = free_group_name(project, translate("window", "グループ"))
        standing = [replace_group(one, layer.id, name) for one in self.tree.standing()]
        at = next(index for index, one in enumerate(standing) if one.layer == layer.id)
        standing.insert(at, Row(group=name))
        self._session.do(Message(GROUP, {"name": layer.name}), arranged(project, standing))

    def _ungroup(self) -> None:
        name = self.tree.current_group()
        self._session.do(Message(UNGROUP, {"name": name}), without_group(self._session.project, name))


def replace_group(one: Row, layer_id: str, group: str) -> Row:
    """Return the row, in another group when it is that of the layer."""
    return Row(one.layer, group) if one.layer == layer_id else one
