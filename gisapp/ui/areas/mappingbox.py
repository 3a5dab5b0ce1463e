"""Which column of a table is which of the ledger: as proposed, or as staff choose, with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from gisapp.desks.areas.columns import FIELDS, LABELS, personal
from gisapp.ui.cards import clear, column, label
from gisapp.ui.fields import choice
from gisapp.ui.theme import px
from gisapp.ui.unfolding import Unfolding
from gisapp.ui.words import said, translate
from importers.tables.lists import Columns

if TYPE_CHECKING:
    from layers.base import Table

EXAMPLES = 3
LOOKED = 200
"""Rows among which examples are sought."""
LONGEST = 14
"""Letters of one example."""
FIRST = ("name", "code")
"""Fields that are shown even where no column seems to be theirs."""
NAMES = 88
"""Unscaled pixels of the column of names."""


class MappingBox(QWidget):
    """Shows and changes a mapping.

    Signals
    -------
    changed
        Staff chose another column.

    Attributes
    ----------
    boxes
        The choices by the names of the fields.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, space=8)
        self.boxes: dict[str, QComboBox] = {}
        self._table: Table | None = None

    def show_table(self, table: Table, mapping: Columns) -> None:
        """Show another table with what its columns seem to be."""
        clear(self._inside)
        self.boxes = {}
        self._table = table
        order = [name for name in LABELS if name in dict(FIELDS)]
        there = [name for name in order if mapping.of(name) or name in FIRST]
        self._inside.addLayout(self._grid(table, mapping, there))
        rest = [name for name in order if name not in there]

        def fill(inside: QVBoxLayout) -> None:
            inside.addLayout(self._grid(table, mapping, rest))

        if rest:
            self._inside.addWidget(Unfolding(translate("panels", "ほかの項目に列を当てる"), fill))
        hidden = [one.label for one in table.attributes if personal(one.label)]
        if hidden:
            words = translate("panels", "取り込みません（個人情報）: {names}")
            names = translate("panels", "、").join(hidden)
            self._inside.addWidget(label(words.format(names=names), "warn"))

    @property
    def mapping(self) -> Columns:
        """What was chosen; a column that was chosen twice counts where it was chosen last."""
        found = Columns()
        for name, box in self.boxes.items():
            found = found.with_column(name, box.currentData())
        return found

    def _grid(self, table: Table, mapping: Columns, names: list[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(NAMES))
        grid.setColumnStretch(1, 1)
        for line, name in enumerate(names):
            box = choice()
            box.addItem(translate("panels", "（なし）"), "")
            for one in table.attributes:
                if not personal(one.label):
                    box.addItem(one.label or one.name, one.name)
            box.setCurrentIndex(max(box.findData(mapping.of(name)), 0))
            box.setAccessibleName(said(LABELS[name]))
            example = label("", "small")
            box.currentIndexChanged.connect(lambda _, box=box, example=example: self._turn(box, example))
            self.boxes[name] = box
            example.setText(examples(table, box.currentData()))
            example.setVisible(bool(example.text()))
            grid.addWidget(label(said(LABELS[name]), "quiet"), 2 * line, 0)
            grid.addWidget(box, 2 * line, 1)
            grid.addWidget(example, 2 * line + 1, 1)
        return grid

    def _turn(self, box: QComboBox, example: QWidget) -> None:
        if self._table is not None:
            example.setText(examples(self._table, box.currentData()))  # type: ignore[attr-defined]
            example.setVisible(bool(box.currentData()))
        self.changed.emit()


def examples(table: Table, name: str) -> str:
    """Return the first different values of a column, for reading."""
    if not name:
        return ""
    found = dict.fromkeys(str(one).strip() for one in table.texts(name)[:LOOKED].tolist())
    found.pop("", None)
    shown = [one if len(one) <= LONGEST else f"{one[: LONGEST - 1]}…" for one in list(found)[:EXAMPLES]]
    return (
        translate("panels", "例: {values}").format(values=translate("panels", "、").join(shown))
        if shown
        else ""
    )
