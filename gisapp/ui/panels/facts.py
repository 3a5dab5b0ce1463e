"""Facts as the panel of a feature shows and copies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gisapp.ui.cards import column, label, row
from gisapp.ui.icons import icon
from gisapp.ui.panels.longtext import value_label
from gisapp.ui.theme import px
from gisapp.ui.words import said, translate
from layers.messages import QT_TRANSLATE_NOOP
from styles.figures import spaced

if TYPE_CHECKING:
    from layers.base import Card, Description, Fact

COLUMNS = (
    QT_TRANSLATE_NOOP("panels", "区分"),
    QT_TRANSLATE_NOOP("panels", "項目"),
    QT_TRANSLATE_NOOP("panels", "値"),
    QT_TRANSLATE_NOOP("panels", "単位"),
    QT_TRANSLATE_NOOP("panels", "コード"),
    QT_TRANSLATE_NOOP("panels", "備考"),
)
"""Columns of a description that is copied as a table."""
LABEL = 116
"""Width of the column of names in unscaled pixels."""


def value_words(fact: Fact) -> str:
    """Return the value of a fact with its unit; 「未確認」 where it is missing."""
    if fact.missing:
        return translate("panels", "未確認")
    return f"{said(fact.value)}{spaced(said(fact.unit))}"


def key_figure(description: Description) -> Fact | None:
    """Return the fact that is shown large."""
    if description.figure is not None:
        return description.figure
    facts = (fact for card in description.cards for fact in card.facts)
    return next((fact for fact in facts if fact.unit and not fact.missing), None)


def as_text(description: Description) -> str:
    """Return a description as lines for a letter or a mail."""
    lines = [said(description.title)]
    if description.subtitle:
        lines.append(description.subtitle)
    for card in description.cards:
        lines += ["", said(card.title)]
        lines += [f"  {said(fact.label)}: {_with_code(fact)}" for fact in card.facts]
    if description.provenance:
        lines += ["", translate("panels", "出典")]
        lines += [f"  {said(fact.label)}: {value_words(fact)}" for fact in description.provenance]
    return "\n".join(lines) + "\n"


def as_table(description: Description) -> str:
    """Return a description as text with tabs, for a spreadsheet: group, name, value, unit, code, remark."""
    rows = [tuple(translate("panels", word) for word in COLUMNS)]
    for card in description.cards:
        rows += [
            (
                said(card.title),
                said(fact.label),
                translate("panels", "未確認") if fact.missing else said(fact.value),
                fact.unit,
                fact.code,
                said(fact.note),
            )
            for fact in card.facts
        ]
    source = translate("panels", "出典")
    rows += [(source, said(fact.label), said(fact.value), "", "", "") for fact in description.provenance]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for cells in rows) + "\n"


def _with_code(fact: Fact) -> str:
    words = value_words(fact)
    if fact.code and fact.code != fact.value:
        words = translate("panels", "{value}（{code}）").format(value=words, code=fact.code)
    return f"{words}　{said(fact.note)}" if fact.note else words


class FactCard(QFrame):
    """A group of facts that folds; its lines are made when it is first unfolded.

    Signals
    -------
    folded
        Title of the card and whether it is folded now.
    """

    folded = Signal(str, bool)

    def __init__(self, card: Card, *, open_: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._card = card
        self._body: QWidget | None = None
        self._inside = column(self, margin=4, space=0)
        self.head = QPushButton(said(card.title))
        self.head.setProperty("role", "row")
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(self._turn)
        self._inside.addWidget(self.head)
        self._show(open_=open_)

    def _turn(self) -> None:
        open_ = self._body is None or self._body.isHidden()
        self._show(open_=open_)
        self.folded.emit(self._card.title, not open_)

    def _show(self, *, open_: bool) -> None:
        self.head.setIcon(icon("fold" if open_ else "unfold"))
        if open_ and self._body is None:
            self._body = _lines(self._card.facts)
            self._inside.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(open_)


def _lines(facts: tuple[Fact, ...]) -> QWidget:
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(px(12), 0, px(12), px(12))
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnMinimumWidth(0, px(LABEL))
    grid.setColumnStretch(1, 1)
    line = 0
    for fact in facts:
        name = label(said(fact.label), "quiet")
        name.setFixedWidth(px(LABEL))
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_value(fact), line, 1, Qt.AlignmentFlag.AlignTop)
        if fact.code and fact.code != fact.value:
            code = label(fact.code, "small", wrap=False, select=True)
            code.setToolTip(translate("panels", "元のデータのコード"))
            grid.addWidget(code, line, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        line += 1
        if fact.note:
            grid.addWidget(value_label(said(fact.note), "small"), line, 1, 1, 2)
            line += 1
    return body


def _value(fact: Fact) -> QLabel:
    return value_label(value_words(fact), "warn" if fact.missing else "")


def provenance(facts: tuple[Fact, ...]) -> QWidget:
    """Return where the facts come from, in small type."""
    body = QWidget()
    inside = column(body, space=0)
    inside.setContentsMargins(px(16), 0, px(16), px(8))
    for fact in facts:
        line = row(space=8)
        name = label(said(fact.label), "small", wrap=False)
        name.setFixedWidth(px(LABEL))
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(value_label(value_words(fact), "small"), 1)
        inside.addLayout(line)
    return body
