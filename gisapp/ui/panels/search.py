"""The one search box: buildings, layers, actions and coordinates, found while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from gisapp.search import Found, Kind, search
from gisapp.session import Selection
from gisapp.ui import theme
from gisapp.ui.cards import column, label
from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.words import said, sentence, translate
from layers.messages import CONTEXT, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.actions import Action
    from gisapp.session import Session
    from gisapp.tasks import TaskRunner
    from layers.feedback import Feedback
    from layers.project import Project

PAUSE = 120
"""Milliseconds of rest in typing after which the search begins."""
SHOWN = 40
LINE = 44
"""Height of a result in unscaled pixels."""
VISIBLE = 9

PICTURES = {Kind.PLACE: "zoom-to", Kind.FEATURE: "buildings", Kind.LAYER: "layers", Kind.ACTION: "keyboard"}

FOUND = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


def words(text: str | Message) -> str:
    """Return a title or subtitle in the language of the window."""
    return sentence(text) if isinstance(text, Message) else said(text)


def kind_words(kind: Kind) -> str:
    """Return what is said of the kind of a result at its right."""
    return {
        Kind.PLACE: translate("panels", "場所"),
        Kind.FEATURE: "",
        Kind.LAYER: translate("panels", "レイヤ"),
        Kind.ACTION: translate("panels", "操作"),
    }[kind]


class Results(QAbstractListModel):
    """The results."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[Found] = []

    def show(self, found: Sequence[Found]) -> None:
        """Show other results."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of results."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a result."""
        found = self.found[index.row()]
        if role == FOUND:
            return found
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "、".join(part for part in (words(found.title), words(found.subtitle)) if part)
        return words(found.title) if role == Qt.ItemDataRole.DisplayRole else None


class Line(QStyledItemDelegate):
    """Paints a result: icon, title, and in small type what tells it from others."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a line."""
        return QSize(px(200), px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        found: Found = index.data(FOUND)
        tokens = theme.look().tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.accent_soft))
        box = option.rect.adjusted(px(12), 0, -px(12), 0)
        side = px(18)
        icon(PICTURES[found.kind]).paint(
            painter, QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        )
        text = box.adjusted(px(32), px(5), 0, -px(5))
        kind = kind_words(found.kind)
        small = option.font
        small.setPixelSize(round(option.font.pixelSize() * 11 / 13))
        metrics = option.fontMetrics
        middle = text.center().y()
        upper = QRect(text.left(), text.top(), text.width() - px(56) * bool(kind), middle - text.top() + 1)
        subtitle = words(found.subtitle)
        if not subtitle:
            upper.setBottom(text.bottom())
        painter.setPen(QColor(tokens.text))
        title = metrics.elidedText(words(found.title), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QColor(tokens.quiet))
        painter.setFont(small)
        lower = QRect(text.left(), middle + 1, text.width(), text.bottom() - middle)
        below = painter.fontMetrics().elidedText(subtitle, Qt.TextElideMode.ElideMiddle, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, below)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        painter.restore()


class SearchBox(QLineEdit):
    """The field and its list. The list never takes the focus, so typing goes on, also in an input method.

    Parameters
    ----------
    session
        What is searched; a chosen building becomes the selection.
    tasks
        Searches, so that typing never waits.
    actions
        Actions that can be found by name.
    keys
        Keys that bring one here, for the placeholder.

    Signals
    -------
    fly_to_selection
        A building was chosen and should be shown.
    fly_to
        Longitude and latitude in degrees of a place that was chosen.
    layer_chosen, action_chosen
        Id of a layer or an action that was chosen.
    """

    fly_to_selection = Signal()
    fly_to = Signal(float, float)
    layer_chosen = Signal(str)
    action_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        actions: Sequence[Action] = (),
        keys: str = "Ctrl+K",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._actions = tuple(actions)
        self._composing = False
        self.setObjectName("searchBox")
        self.setClearButtonEnabled(True)
        hint = translate("panels", "建物・住所・座標・操作を探す（{keys}）").format(keys=keys)
        self.setPlaceholderText(hint)
        self.setAccessibleName(translate("panels", "探す"))
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.results = Results(self)
        self.popup = self._make_popup()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.search_now)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(lambda text: None if text else self._hide())
        self.destroyed.connect(self.popup.deleteLater)

    def close_panel(self) -> None:
        """Put the list away for good."""
        self._pause.stop()
        self.popup.hide()

    def search_now(self) -> None:
        """Search what stands in the field."""
        text = self.text()
        if self._composing or not text.strip():
            return
        self._tasks.run(
            "",
            _search,
            self._session.project,
            text,
            self._actions,
            then=lambda found: self._show(text, found),
            wanted=lambda: isValid(self) and self.text() == text and not self._composing,
            key="search",
        )

    def choose(self, found: Found) -> None:
        """Do what choosing a result does."""
        self._hide()
        self.selectAll()
        if found.kind is Kind.FEATURE:
            self._session.select(Selection.of(found.layer, [found.feature]))
            self.fly_to_selection.emit()
        elif found.kind is Kind.PLACE and found.point is not None:
            self.fly_to.emit(*found.point)
        elif found.kind is Kind.LAYER:
            self.layer_chosen.emit(found.layer)
        elif found.kind is Kind.ACTION:
            self.clear()
            self.action_chosen.emit(found.action)

    # ---------------------------------------------------------------- the list

    def _make_popup(self) -> QFrame:
        # A tool tip window takes neither focus nor input method away from the field.
        frame = QFrame(None, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        frame.setProperty("role", "card")
        frame.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        inside = column(frame, margin=1)
        inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.list = QListView()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListView { border: none; }")  # the card around it has one
        self.list.setModel(self.results)
        self.list.setItemDelegate(Line(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(translate("panels", "見つかったもの"))
        self.list.clicked.connect(lambda index: self.choose(index.data(FOUND)))
        self.list.entered.connect(self.list.setCurrentIndex)
        inside.addWidget(self.list)
        self.nothing = label("", "quiet")
        self.nothing.setMargin(px(12))
        inside.addWidget(self.nothing)
        return frame

    def _show(self, text: str, found: list[Found]) -> None:
        self.results.show(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        words_ = translate(
            "panels", "「{text}」は見つかりません。建物のID・名称・用途・住所、座標で探せます。"
        )
        self.nothing.setText(words_.format(text=text))
        if found:
            self.list.setCurrentIndex(self.results.index(0))
        if not self.hasFocus():
            return
        width = max(self.width(), px(360))
        lines = px(LINE) * min(len(found), VISIBLE)
        self.list.setFixedHeight(lines)
        height = lines + 2 if found else self.nothing.heightForWidth(width) + 2
        corner = self.mapToGlobal(QPoint((self.width() - width) // 2, self.height() + px(4)))
        self.popup.setGeometry(QRect(corner, QSize(width, height)))
        self.popup.show()

    def _hide(self) -> None:
        self._pause.stop()
        self.popup.hide()

    # ---------------------------------------------------------------- typing

    def _edited(self, text: str) -> None:
        if text.strip():
            self._pause.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait while an input method is at work: half a word must not be searched."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._hide()
        elif event.commitString():
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, choose from it, or put it away."""
        key = event.key()
        if self._composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._move(key)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        current = self.list.currentIndex()
        if self.popup.isVisible() and current.isValid():
            self.choose(current.data(FOUND))
        else:
            self.search_now()

    def _escape(self) -> None:
        if self.popup.isVisible():
            self._hide()
        elif self.text():
            self.clear()
        else:
            self.clearFocus()

    def _move(self, key: int) -> None:
        if not self.popup.isVisible():
            self.search_now()
            return
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: VISIBLE,
            Qt.Key.Key_PageUp: -VISIBLE,
        }[Qt.Key(key)]
        last = self.results.rowCount() - 1
        line = min(max(self.list.currentIndex().row() + step, 0), last)
        self.list.setCurrentIndex(self.results.index(line))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the list away when one goes elsewhere."""
        super().focusOutEvent(event)
        self._hide()

    def event(self, event: QEvent) -> bool:
        """Keep Escape and the arrows from being taken as keys of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self.popup.isVisible():
            event.accept()
            return True
        return super().event(event)


def _search(project: Project, text: str, actions: Sequence[Action], *, feedback: Feedback) -> list[Found]:
    feedback.step()
    return search(project, text, SHOWN, actions, lambda template: translate(CONTEXT, template))
