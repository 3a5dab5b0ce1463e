"""Which column of a table is which of the ledger: as proposed, or as staff choose, with examples."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from gisapp.desks.areas.columns import FIELDS, LABELS, shown
from gisapp.ui.cards import clear, column, label
from gisapp.ui.fields import choice
from gisapp.ui.theme import px
from gisapp.ui.unfolding import Unfolding
from gisapp.ui.words import said, translate
from importers.tables.lists import Columns

if TYPE_CHECKING:
    from gisapp.desks.areas.columns import Shown
    from layers.base import Table

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
        self._mapping = Columns()
        self._columns: dict[str, Shown] = {}

    def show_table(self, table: Table, mapping: Columns) -> None:
        """Show another table with what its columns seem to be."""
        clear(self._inside)
        self.boxes, self._mapping = {}, mapping
        found = shown(table, mapping)
        self._columns = {one.column: one for one in found if not one.personal}
        order = [name for name in LABELS if name in dict(FIELDS)]
        there = [name for name in order if mapping.of(name) or name in FIRST]
        rest = [name for name in order if name not in there]
        self._inside.addLayout(self._grid(there))

        def fill(inside: QVBoxLayout) -> None:
            inside.addLayout(self._grid(rest))

        if rest:
            self._inside.addWidget(Unfolding(translate("panels", "ほかの項目に列を当てる"), fill))
        hidden = [one.label for one in found if one.personal]
        if hidden:
            words = translate("panels", "取り込みません（個人情報）: {names}")
            names = translate("panels", "、").join(hidden)
            self._inside.addWidget(label(words.format(names=names), "warn"))

    @property
    def mapping(self) -> Columns:
        """What was chosen; a column that was chosen twice counts where it was chosen last."""
        return self._mapping

    def _grid(self, names: list[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(NAMES))
        grid.setColumnStretch(1, 1)
        for line, name in enumerate(names):
            box = choice()
            box.addItem(translate("panels", "（なし）"), "")
            for one in self._columns.values():
                box.addItem(one.label, one.column)
            box.setCurrentIndex(max(box.findData(self._mapping.of(name)), 0))
            box.setAccessibleName(said(LABELS[name]))
            example = label("", "small")
            box.currentIndexChanged.connect(partial(self._turn, name, box, example))
            self.boxes[name] = box
            self._exemplify(box, example)
            grid.addWidget(label(said(LABELS[name]), "quiet"), 2 * line, 0)
            grid.addWidget(box, 2 * line, 1)
            grid.addWidget(example, 2 * line + 1, 1)
        return grid

    def _exemplify(self, box: QComboBox, example: QLabel) -> None:
        column_ = self._columns.get(box.currentData())
        values = () if column_ is None else column_.examples
        cut = [one if len(one) <= LONGEST else f"{one[: LONGEST - 1]}…" for one in values]
        words = translate("panels", "例: {values}").format(values=translate("panels", "、").join(cut))
        example.setText(words if cut else "")
        example.setVisible(bool(cut))

    def _turn(self, name: str, box: QComboBox, example: QLabel, _: int) -> None:
        """Take another column for a field; the field that had it before has none then."""
        self._mapping = self._mapping.with_column(name, box.currentData())
        self._exemplify(box, example)
        for other, one in self.boxes.items():
            if other != name and one.currentData() and self._mapping.of(other) != one.currentData():
                one.setCurrentIndex(0)
        self.changed.emit()
