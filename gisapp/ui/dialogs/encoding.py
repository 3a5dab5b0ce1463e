"""In which encoding texts are read: the first rows as they read in each, to choose by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QWidget

from gisapp.ui.cards import column, label
from gisapp.ui.dialogs.firstrows import FirstRows
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from importers import textencoding

if TYPE_CHECKING:
    from importers.textpreview import TextPreview, TextPreviews


class EncodingDialog(Sheet):
    """Asks how the texts of a source are encoded.

    Parameters
    ----------
    name
        Of the source.
    previews
        How its first rows read.
    now
        Encoding in which it is read now, as Python names it; empty when nobody knows.
    """

    def __init__(self, name: str, previews: TextPreviews, now: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "文字が正しくないとき"), 860, parent)
        self._previews = previews
        self._now = textencoding.known_name(now) or now
        text = translate(
            "window", "「{file}」のはじめの行です。文字が正しく読める文字コードを選んでください。"
        )
        self.content.addWidget(label(text.format(file=name), "quiet"))
        across = QHBoxLayout()
        across.setSpacing(px(16))
        self._group = QButtonGroup(self)
        across.addWidget(self._choices())
        self.table = FirstRows()
        across.addWidget(self.table, 1)
        self.content.addLayout(across, 1)
        self._note = label("", "small")
        self.content.addWidget(self._note)
        self.add_button(translate("window", "やめる"), self.reject)
        self._take = self.add_button(
            translate("window", "この文字コードで読み直す"), self.accept, role="primary", meaning="done"
        )
        self._group.idClicked.connect(lambda _: self._show())
        self._show()

    @property
    def encoding(self) -> str:
        """The encoding that is chosen, as Python names it."""
        return self._chosen().encoding

    def choose(self, encoding: str) -> None:
        """Choose as a click does."""
        for number, one in enumerate(self._previews.choices):
            if one.encoding == encoding:
                self._group.button(number).setChecked(True)
        self._show()

    def _choices(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setMinimumWidth(px(240))
        inside = column(frame, margin=16, space=8)
        found = self._previews.found.name
        names = [one.encoding for one in self._previews.choices]
        first = self._now if self._now in names else found if found in names else names[0]
        for number, one in enumerate(self._previews.choices):
            choice = QRadioButton(textencoding.label(one.encoding))
            self._group.addButton(choice, number)
            choice.setChecked(one.encoding == first)
            inside.addWidget(choice)
            words = []
            if one.encoding == self._now:
                words.append(translate("window", "いまの読み方です。"))
            if one.encoding == found:
                words.append(translate("window", "中身からはこれと判断しています。"))
            if one.broken:
                broken = translate("window", "読めない文字 {count} か所").format(count=integer(one.broken))
                words.append(broken)
            if words:
                beside = label("\n".join(words), "small")
                beside.setContentsMargins(px(24), 0, 0, px(4))
                inside.addWidget(beside)
        inside.addStretch(1)
        return frame

    def _chosen(self) -> TextPreview:
        return self._previews.choices[max(self._group.checkedId(), 0)]

    def _show(self) -> None:
        chosen = self._chosen()
        rows = chosen.rows
        self.table.show_rows(chosen.columns, rows)
        names_read = not any(textencoding.REPLACEMENT in name for name in chosen.columns)
        self._take.setEnabled(names_read and bool(rows) and chosen.encoding != self._now)
        self._note.setText(self._why(chosen, names_read=names_read))

    def _why(self, chosen: TextPreview, *, names_read: bool) -> str:
        if not names_read:
            return translate("window", "列の名前が読めないため、この文字コードは選べません。")
        if chosen.encoding == self._now:
            return translate("window", "いま、この文字コードで読んでいます。")
        return translate(
            "window", "選んだ文字コードはこのレイヤに残り、次に読み直すときも使います。記録にも書かれます。"
        )
