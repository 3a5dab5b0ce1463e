"""Names and values below each other, as the cards of the survey desk show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from gisapp.ui.cards import label
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = 96
"""Width of the column of names in unscaled pixels."""


def breakable(name: str) -> str:
    """Return the name of a file so that a label may break it where a word of it ends."""
    return "".join(f"{one}\u200b" if one in "_-" else one for one in name)


def fact_grid(rows: Iterable[tuple[str, str]]) -> QGridLayout:
    """Return a grid of names and values; an empty value is 「未確認」, in amber."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(px(4))
    grid.setColumnMinimumWidth(0, px(NAMES))
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate(rows):
        grid.addWidget(label(name, "quiet"), place, 0)
        words = value or translate("panels", "未確認")
        grid.addWidget(label(words, "" if value else "warn", select=True), place, 1)
    return grid
