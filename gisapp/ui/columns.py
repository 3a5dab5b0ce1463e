"""Side columns and the pane below the view: a heading, a page, and a way to fold them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QWidget

from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

LOWER = 280
"""Height of the pane below the view in unscaled pixels."""
NARROWER = 40
"""So much narrower than at first a column may become, in unscaled pixels."""
HEADING = 40
"""Height of a column's heading in unscaled pixels."""


class Column(QWidget):
    """A side column with one page at a time; pages laid over the first one can be closed.

    Parameters
    ----------
    name
        Object name, by which the style sheet knows the side.
    width
        Width it begins with, in unscaled pixels.

    Signals
    -------
    closed
        The page that lay over the first one, before it goes.
    """

    closed = Signal(object)

    def __init__(self, name: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(px(width) - px(NARROWER))
        self.width_wanted = px(width)
        self._titles: dict[QWidget, str] = {}
        self._over: QWidget | None = None
        self._base: QWidget | None = None
        whole = column(self)
        head = QWidget()
        head.setFixedHeight(px(HEADING))
        self.heading: QHBoxLayout = row(head, space=0)
        self.heading.setContentsMargins(px(16), 0, px(8), 0)
        self._title = label("", "heading", wrap=False)
        self.heading.addWidget(self._title, 1)
        self._close = icon_button("close", translate("window", "閉じて戻る"), self.close_over)
        self._close.hide()
        self.heading.addWidget(self._close)
        whole.addWidget(head)
        self.pages = QStackedWidget()
        whole.addWidget(self.pages, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_over)

    def set_base(self, page: QWidget, title: str) -> None:
        """Show the page that stands when nothing is laid over it."""
        old, self._base = self._base, page
        self._add(page, title)
        if old is not None and old is not page:
            self._drop(old)
        if self._over is None:
            self._show(page)

    def lay_over(self, page: QWidget, title: str) -> None:
        """Lay a page over the first one; it is closed by its button or Escape."""
        old, self._over = self._over, page
        self._add(page, title)
        self._show(page)
        if old is not None and old is not page:
            self._drop(old)

    @property
    def over(self) -> QWidget | None:
        """The page that lies over the first one."""
        return self._over

    def close_over(self) -> None:
        """Take away the page that lies over the first one."""
        old, self._over = self._over, None
        if self._base is not None:
            self._show(self._base)
        if old is not None:
            self.closed.emit(old)
            self._drop(old)

    def set_title(self, title: str) -> None:
        """Change the heading of the first page."""
        if self._base is not None:
            self._titles[self._base] = title
            if self._over is None:
                self._title.setText(title)

    def _add(self, page: QWidget, title: str) -> None:
        self._titles[page] = title
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._title.setText(self._titles[page])
        self._close.setVisible(page is self._over)

    def _drop(self, page: QWidget) -> None:
        self._titles.pop(page, None)
        self.pages.removeWidget(page)
        page.hide()
        page.setParent(None)
        page.deleteLater()


class Unseen(QWidget):
    """Stands in a column until the window is seen: what takes its time to make is made then.

    Signals
    -------
    seen
        It was painted, and everything around it.
    """

    seen = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell it once the picture stands on the screen."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.seen.emit)


class LowerPane(QWidget):
    """The pane below the view: wide lists, one tab each. It is hidden while it has none."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lowerPane")
        self.setMinimumSize(px(240), px(120))  # or the widest list would push the columns aside
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keys: list[str] = []
        self._pages: dict[str, QWidget] = {}
        whole = column(self)
        head = row(space=0)
        head.setContentsMargins(px(8), 0, px(8), 0)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(translate("window", "下の一覧"))
        self.tabs.currentChanged.connect(self._turn)
        head.addWidget(self.tabs, 1)
        head.addWidget(icon_button("close", translate("window", "一覧を閉じる"), self.close_current))
        whole.addLayout(head)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack, 1)
        self.hide()

    def show_page(self, key: str, title: str, make: Callable[[], QWidget]) -> QWidget:
        """Show the page of a key, made when it is not there yet, and return it."""
        if key not in self._pages:
            page = make()
            self._pages[key] = page
            self.stack.addWidget(page)
            self._keys.append(key)
            self.tabs.addTab(title)
        index = self._keys.index(key)
        self.tabs.setTabText(index, title)
        self.tabs.setCurrentIndex(index)
        self.stack.setCurrentWidget(self._pages[key])
        if self.isHidden():
            self.show()
            self._take_height()
        return self._pages[key]

    def _take_height(self) -> None:
        """Take a good part of the splitter's height when opened."""
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter):
            whole = sum(splitter.sizes())
            mine = min(px(LOWER), whole // 2)
            splitter.setSizes([whole - mine, mine])

    def set_title(self, key: str, title: str) -> None:
        """Change the words on a tab."""
        if key in self._keys:
            self.tabs.setTabText(self._keys.index(key), title)

    def page(self, key: str) -> QWidget | None:
        """Return the page of a key if it is there."""
        return self._pages.get(key)

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the pages that are open."""
        return tuple(self._keys)

    @property
    def current(self) -> str:
        """Key of the page in front, empty when there is none."""
        index = self.tabs.currentIndex()
        return self._keys[index] if 0 <= index < len(self._keys) else ""

    def close_current(self) -> None:
        """Close the page in front."""
        if self.current:
            self.close_page(self.current)

    def close_page(self, key: str) -> None:
        """Close a page; the pane goes with the last one."""
        if key not in self._pages:
            return
        page = self._pages.pop(key)
        index = self._keys.index(key)
        del self._keys[index]
        self.tabs.removeTab(index)
        self.stack.removeWidget(page)
        page.hide()
        page.setParent(None)
        page.deleteLater()
        if not self._keys:
            self.hide()
            self.closed.emit()

    def _turn(self, index: int) -> None:
        if 0 <= index < len(self._keys):
            self.stack.setCurrentWidget(self._pages[self._keys[index]])
