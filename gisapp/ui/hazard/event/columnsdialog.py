"""What the columns of a list mean: as proposed, or as staff choose, with the first rows beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from gisapp.desks.hazard.event.intake import FIELDS
from gisapp.ui.cards import label, scrolled
from gisapp.ui.dialogs.firstrows import FirstRows
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from importers.tables.lists import Columns
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from gisapp.desks.hazard.event.sources import Listed

ROWS = 12
"""Rows that are shown."""


class ColumnsDialog(Sheet):
    """Asks what the columns of a list mean.

    Parameters
    ----------
    listed
        The list with what its columns seem to mean.
    """

    def __init__(self, listed: Listed, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "一覧を災害情報として取り込む"), 940, parent)
        sheet = listed.sheet
        names = [listed.path.name] if sheet.name in ("", listed.path.stem) else [listed.path.name, sheet.name]
        text = translate("window", "{file}: {rows} 行。それぞれの項目に当たる列を確かめてください。")
        words = translate("window", "・").join(names)
        self.content.addWidget(label(text.format(file=words, rows=integer(sheet.rows)), "quiet"))
        across = QHBoxLayout()
        across.setSpacing(px(16))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        self.boxes: dict[str, QComboBox] = {}
        for line, (name, what) in enumerate(FIELDS.items()):
            box = QComboBox()
            box.addItem(translate("window", "（なし）"), "")
            for column in sheet.columns:
                box.addItem(column, column)
            box.setCurrentIndex(max(box.findData(listed.columns.of(name)), 0))
            box.setAccessibleName(translate(CONTEXT, what))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            self.boxes[name] = box
            grid.addWidget(label(translate(CONTEXT, what), "small", wrap=False), line, 0)
            grid.addWidget(box, line, 1)
        self.department = QLineEdit()
        self.department.setMaxLength(100)
        self.department.setPlaceholderText(translate("window", "書かれていない行の部署"))
        line = grid.rowCount()
        grid.addWidget(label(translate("window", "この一覧の部署"), "small", wrap=False), line, 0)
        grid.addWidget(self.department, line, 1)
        grid.setRowStretch(line + 1, 1)
        area = scrolled(inside)
        area.setMinimumWidth(px(400))
        across.addWidget(area)
        rows = FirstRows()
        columns = list(sheet.columns)
        begin = [[str(one or "") for one in sheet.columns[name][:ROWS].to_pylist()] for name in columns]
        rows.show_rows(columns, list(zip(*begin, strict=True)))
        across.addWidget(rows, 1)
        self.content.addLayout(across, 1)
        note = translate(
            "window",
            "通報者と電話は公開されず、属性の表や書き出しにも出ません。除いた行とその理由は、取り込んだ後に示します。",
        )
        self.content.addWidget(label(note, "small"))
        self.add_button(translate("window", "やめる"), self.reject)
        self.add_button(translate("window", "取り込む"), self.accept, role="primary", meaning="done")

    @property
    def columns(self) -> Columns:
        """What was chosen; a column that was chosen twice counts where it was chosen last."""
        found = Columns()
        for name, box in self.boxes.items():
            found = found.with_column(name, box.currentData())
        return found
