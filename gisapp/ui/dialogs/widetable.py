"""Columns that are called by times: one row for each time, or as they stand; to choose by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QGridLayout, QHBoxLayout, QRadioButton

from gisapp.ui.cards import column, label
from gisapp.ui.dialogs.firstrows import FirstRows
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from importers.tables.timeview import WideTable

LONG, WIDE = 0, 1


class WideTableDialog(Sheet):
    """Asks whether columns of times become rows, and which columns these are.

    Parameters
    ----------
    name
        Of the source.
    table
        Its begin.
    now
        First and last of the columns that are rows now; None when they stand side by side.
    """

    def __init__(
        self, name: str, table: WideTable, now: tuple[str, str] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(translate("window", "時間の列の並べ方"), 860, parent)
        self._table, self._now = table, now
        text = translate(
            "window",
            "「{file}」には、時間を名前にした列が並んでいます。縦に並べ直すと、時間のバーで動かせます。",
        )
        self.content.addWidget(label(text.format(file=name), "quiet"))
        across = QHBoxLayout()
        across.setSpacing(px(16))
        across.addWidget(self._choices())
        self.rows = FirstRows()
        across.addWidget(self.rows, 1)
        self.content.addLayout(across, 1)
        self._note = label("", "small")
        self.content.addWidget(self._note)
        self.add_button(translate("window", "やめる"), self.reject)
        self._take = self.add_button(
            translate("window", "この並べ方で読み直す"), self.accept, role="primary", meaning="done"
        )
        self._show()

    @property
    def chosen(self) -> tuple[str, str] | None:
        """First and last of the columns that become rows, None when they are to stand side by side."""
        if self._group.checkedId() == WIDE:
            return None
        return self.first.currentText(), self.last.currentText()

    def choose(self, chosen: tuple[str, str] | None) -> None:
        """Choose as clicks do."""
        self._group.button(WIDE if chosen is None else LONG).setChecked(True)
        if chosen is not None:
            self.first.setCurrentText(chosen[0])
            self.last.setCurrentText(chosen[1])
        self._show()

    def _choices(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setMinimumWidth(px(280))
        inside = column(frame, margin=16, space=8)
        self._group = QButtonGroup(self)
        for number, words, more in (
            (LONG, translate("window", "縦に並べ直す"), translate("window", "1 行に 1 つの時間と値")),
            (WIDE, translate("window", "横のままにする"), translate("window", "ファイルにあるとおり")),
        ):
            choice = QRadioButton(words)
            self._group.addButton(choice, number)
            choice.setChecked((self._now is None) == (number == WIDE))
            inside.addWidget(choice)
            is_now = (self._now is None) == (number == WIDE)
            told = [more, translate("window", "いまの並べ方です。")] if is_now else [more]
            beside = label("\n".join(told), "small")
            beside.setContentsMargins(px(24), 0, 0, px(4))
            inside.addWidget(beside)
            if number == LONG:
                inside.addLayout(self._ends())
        inside.addStretch(1)
        self._group.idClicked.connect(lambda _: self._show())
        return frame

    def _ends(self) -> QGridLayout:
        """Return the choice of the first and the last column that are times."""
        grid = QGridLayout()
        grid.setContentsMargins(px(24), 0, 0, px(8))
        grid.setHorizontalSpacing(px(8))
        first, last = self._now or (self._table.times[0], self._table.times[-1])
        self.first, self.last = QComboBox(), QComboBox()
        for line, (box, words, text) in enumerate(
            (
                (self.first, translate("window", "はじめの列"), first),
                (self.last, translate("window", "終わりの列"), last),
            )
        ):
            box.addItems(list(self._table.times))
            box.setCurrentText(text)
            box.setAccessibleName(words)
            box.currentIndexChanged.connect(lambda _: self._show())
            grid.addWidget(label(words, "small", wrap=False), line, 0)
            grid.addWidget(box, line, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _show(self) -> None:
        chosen = self.chosen
        for box in (self.first, self.last):
            box.setEnabled(chosen is not None)
        made = self._table.wide() if chosen is None else self._table.long(*chosen)
        self.rows.show_rows(*(made or ((), [])))
        self._take.setEnabled(made is not None and chosen != self._now)
        self._note.setText(self._told(chosen, possible=made is not None))

    def _told(self, chosen: tuple[str, str] | None, *, possible: bool) -> str:
        if not possible:
            return translate(
                "window", "この範囲は縦に並べ直せません。時間の順に並んだ 2 つ以上の列を選んでください。"
            )
        if chosen is None:
            return translate("window", "選んだ並べ方はこのデータに残り、次に読み直すときも使います。")
        first, last = (self._table.times.index(one) for one in chosen)
        most = self._table.rows * (last - first + 1)
        return translate(
            "window",
            "{rows} 行が、多くて {most} 行になります（値のないセルは行にしません）。"
            "選んだ並べ方は、次に読み直すときも使います。",
        ).format(rows=integer(self._table.rows), most=integer(most))
