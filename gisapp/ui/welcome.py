"""What stands in the middle while nothing is open: where to begin, and what was open lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gisapp.ui import theme
from gisapp.ui.cards import button, clear, column, label, picture, row, scrolled
from gisapp.ui.flow import FlowLayout
from gisapp.ui.language import LANGUAGES
from gisapp.ui.theme import px
from gisapp.ui.tokens import RADIUS
from gisapp.ui.words import shortened, translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDTH = 640
"""Width of the text column in unscaled pixels: a comfortable line of Japanese."""


@dataclass(frozen=True)
class Recent:
    """A project that was open lately.

    Attributes
    ----------
    path
        The project file.
    opened
        When, as shown to the user; empty when unknown.
    missing
        True when the file is not there any more, None while nobody has looked.
    """

    path: Path
    opened: str = ""
    missing: bool | None = None


class DropZone(QFrame):
    """The place that says where files go; it lights up while something is dragged over the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hot = False
        inside = column(self, margin=24, space=8)
        inside.addWidget(picture("drop", "accent", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        main = label(translate("window", "ここに PLATEAU の zip やフォルダをドラッグしてください"), "title")
        more = label(
            translate(
                "window",
                "zip は展開せずにそのまま開けます。CityGML（.gml）とプロジェクト（.gisproj）も開けます。",
            ),
            "quiet",
        )
        for text in (main, more):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(text)

    def set_hot(self, hot: bool) -> None:
        """Say whether something is being dragged over the window."""
        if hot != self._hot:
            self._hot = hot
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame, which a style sheet draws unevenly."""
        tokens = theme.look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.accent if self._hot else tokens.line), 2 if self._hot else 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent_soft if self._hot else tokens.surface))
        inset = 1.5
        radius = px(RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()
        super().paintEvent(event)


class Welcome(QWidget):
    """The welcome page.

    Signals
    -------
    open_data, open_folder, open_project, open_sample
        The user wants to choose files, a folder, a project, or to see the sample town.
    open_recent
        Path of the project chosen from the list.
    forget_recent
        Path of a project that is to be taken off the list.
    language_chosen
        Key of the language.
    """

    open_data = Signal()
    open_folder = Signal()
    open_project = Signal()
    open_sample = Signal()
    open_recent = Signal(object)
    forget_recent = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, language: str, *, sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(translate("window", "はじめの画面"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page = QWidget()
        across = row(page, margin=24)
        across.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(px(WIDTH))
        middle.setMinimumWidth(px(min(WIDTH, 280)))
        across.addWidget(middle, 8)
        across.addStretch(1)
        self._page: QVBoxLayout = column(middle, margin=0, space=16)
        self._page.addStretch(1)
        self._page.addWidget(label(translate("window", "まちを開く"), "figure"))
        self.zone = DropZone()
        self._page.addWidget(self.zone)
        self._page.addWidget(self._ways_in(sample=sample))
        self._page.addSpacing(px(8))
        self._page.addLayout(self._projects_head())
        self._recent = column(space=4)
        self._page.addLayout(self._recent)
        self._page.addStretch(2)
        self._page.addLayout(self._languages(language))
        self.show_recent(())
        column(self).addWidget(scrolled(page))

    def _ways_in(self, *, sample: bool) -> QWidget:
        holder = QWidget()
        ways = FlowLayout(px(8), holder)
        for name, text, signal, meaning, role in (
            ("welcomeOpenData", translate("window", "データを選ぶ…"), self.open_data, "open-data", "primary"),
            ("welcomeOpenFolder", translate("window", "フォルダを選ぶ…"), self.open_folder, "group", ""),
            ("welcomeOpenSample", translate("window", "見本の町を開く"), self.open_sample, "town", ""),
        ):
            if signal is self.open_sample and not sample:
                continue
            made = button(text, signal.emit, role=role, meaning=meaning)
            made.setObjectName(name)
            ways.addWidget(made)
        return holder

    def _projects_head(self) -> QHBoxLayout:
        line = row(space=8)
        self._recent_heading = label("", "heading")
        line.addWidget(self._recent_heading, 1)
        project = button(
            translate("window", "プロジェクトを開く…"), self.open_project.emit, role="flat", meaning="open"
        )
        project.setObjectName("welcomeOpenProject")
        line.addWidget(project)
        return line

    def _languages(self, chosen: str) -> QVBoxLayout:
        line = row(space=0)
        line.addStretch(1)
        group = QButtonGroup(self)
        group.setExclusive(True)
        for key, name in LANGUAGES.items():
            choice = button(name, lambda key=key: self.language_chosen.emit(key), role="flat")  # type: ignore[misc]
            choice.setCheckable(True)
            choice.setChecked(key == chosen)
            choice.setAccessibleName(name)
            group.addButton(choice)
            line.addWidget(choice)
        line.addStretch(1)
        around = column()
        around.addLayout(line)
        return around

    def show_recent(self, projects: Sequence[Recent]) -> None:
        """Show the projects that were open lately, the newest first."""
        clear(self._recent)
        self._recent_heading.setText(
            translate("window", "最近開いたもの") if projects else translate("window", "保存したプロジェクト")
        )
        for project in projects:
            self._recent.addWidget(self._row(project))

    def _row(self, project: Recent) -> QWidget:
        line = QWidget()
        across = row(line, space=4)
        words = QPushButton()
        words.setProperty("role", "row")
        words.setAccessibleName(f"{project.path.stem}  {project.path}")
        words.setToolTip(str(project.path))
        inside = row(words, margin=4, space=12)
        inside.setContentsMargins(px(12), px(4), px(12), px(4))
        inside.addWidget(
            picture("missing" if project.missing else "project", "warn" if project.missing else "icon")
        )
        texts = column(space=0)
        texts.addWidget(label(project.path.stem, wrap=False))
        texts.addWidget(label(shortened(project.path.parent), "small", wrap=False))
        inside.addLayout(texts, 1)
        if project.missing:
            inside.addWidget(label(translate("window", "見つかりません"), "warn", wrap=False))
        elif project.opened:
            inside.addWidget(label(project.opened, "small", wrap=False))
        words.setMinimumHeight(px(56))
        words.setEnabled(not project.missing)
        words.clicked.connect(lambda: self.open_recent.emit(project.path))
        across.addWidget(words, 1)
        if project.missing:
            across.addWidget(
                button(
                    translate("window", "一覧から外す"),
                    lambda: self.forget_recent.emit(project.path),
                    role="flat",
                )
            )
        return line
