"""Texts on the papers of the desk, and how much of a page they leave for a map."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from gisapp.desks.areas.membership import UNKNOWN
from gisapp.paper.document import Cell, State
from gisapp.paper.drawing import LEADING, POINT
from gisapp.paper.pdf import BODY, GAP, SMALL

if TYPE_CHECKING:
    from gisapp.paper.document import Table

PAGE = 244.0
"""Millimetres of an A4 page between title line and foot, with a little to spare."""


def cell_of(text: str) -> Cell:
    """Return a text as a cell; what nobody knows is marked as such."""
    return Cell(text, State.UNKNOWN if text == UNKNOWN else State.PLAIN)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def text_height(text: str, width: float, *, small: bool = False) -> float:
    """Return at most how many millimetres a paragraph takes in a column, its gap below included."""
    size = SMALL if small else BODY
    return lines_of(text, width, size) * size * LEADING + GAP * 0.6


def table_height(table: Table, width: float) -> float:
    """Return at most how many millimetres a table takes, its gap below included."""
    rows = (
        max(
            lines_of(cell.text, width * share - 2, BODY)
            for cell, share in zip(row, table.widths, strict=True)
        )
        for row in table.rows
    )
    return SMALL * LEADING + 1.6 + sum(lines * BODY * LEADING + 1.8 for lines in rows) + GAP


def lines_of(text: str, width: float, size: float) -> int:
    """Return at most how many lines a text takes in a column of some millimetres."""
    letter = size * POINT
    ems = sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.62 for one in text)
    return max(math.ceil(ems * letter / (width - letter)), 1)
