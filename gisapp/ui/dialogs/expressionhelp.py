"""How expressions are written, for staff: what can be said, and an example of each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from gisapp.ui.cards import card, column, label, scrolled
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.messages import CONTEXT
from layers.query.examples import CHAPTERS, UNKNOWN


class ExpressionHelp(Sheet):
    """The page; a click on an example copies it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "式の書き方"), 720, parent)
        page = QWidget()
        inside = column(page, space=8)
        for title, lines in CHAPTERS:
            frame, body = card(translate(CONTEXT, title))
            grid = QGridLayout()
            grid.setHorizontalSpacing(px(16))
            grid.setVerticalSpacing(px(2))
            grid.setColumnStretch(1, 1)
            for place, (example, means) in enumerate(lines):
                grid.addWidget(self._example(example), place, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(label(translate(CONTEXT, means), "quiet"), place, 1)
            body.addLayout(grid)
            inside.addWidget(frame)
        inside.addWidget(label(translate(CONTEXT, UNKNOWN), "warn"))
        area = scrolled(page)
        area.setMinimumHeight(px(480))
        self.content.addWidget(area, 1)
        self._said = label(translate("window", "例をクリックするとコピーします。"), "small")
        self.content.addWidget(self._said)
        self.add_button(translate("window", "閉じる"), self.accept, role="primary")

    def _example(self, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", "row")
        made.setFixedWidth(px(300))
        made.clicked.connect(lambda _=False: self._copy(text))
        return made

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._said.setText(translate("window", "「{text}」をコピーしました。").format(text=text))
