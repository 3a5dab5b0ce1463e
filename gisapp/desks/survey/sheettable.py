"""Tables on drawings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.desks.survey.titleblock import HAIR, INK, QUIET, fitted, rectangle, wide_of
from gisapp.paper.document import Stroke, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE, TITLES = 5.2, 6.5
"""Millimetres of a line of a table, and of the names of its columns."""
LETTERS, SMALLEST = 6.6, 5.0
"""Points of type: as large as fits."""

Box = tuple[float, float, float]
"""Left, top and width, millimetres."""


def table(
    strokes: list[Stroke],
    words: list[Words],
    box: Box,
    names: Sequence[str],
    lines: Sequence[Sequence[str]],
    shares: Sequence[float] = (),
    inks: Sequence[str] = (),
) -> float:
    """Draw a table and return where it ends, millimetres; texts begin at the left, figures end at the right.

    Parameters
    ----------
    strokes, words
        Receive what is drawn.
    box
        Where.
    names, lines
        Of the columns, and their cells; the first column is text.
    shares
        Of the width for each column; the same for all by default.
    inks
        Colour of the last cell of each line.
    """
    x, y, width = box
    strokes.append(Stroke(rectangle(x, y, width, TITLES), "#eef1f5"))
    row(strokes, words, (x, y + (TITLES - LINE) / 2, width), names, QUIET, shares, ruled=False)
    y += TITLES
    for number, line in enumerate(lines):
        row(strokes, words, (x, y, width), line, INK, shares)
        if inks:
            words[-1] = replace(words[-1], colour=inks[number])
        y += LINE
    return y


def row(
    strokes: list[Stroke],
    words: list[Words],
    box: Box,
    cells: Sequence[str],
    colour: str,
    shares: Sequence[float] = (),
    *,
    ruled: bool = True,
) -> None:
    """Draw a line of a table."""
    x, y, width = box
    left = x
    for number, (text, share) in enumerate(zip(cells, shares or [1 / len(cells)] * len(cells), strict=True)):
        each = share * width
        place, align = (left + 1.0, "L") if number == 0 else (left + each - 1.5, "R")
        size = LETTERS
        while size > SMALLEST and wide_of(text, size) > each - 2.0:
            size -= 0.2
        shown = fitted(text, each - 2.0, size)
        words.append(Words(shown, place, y + LINE / 2, size, align, colour, bare=True))
        left += each
    if ruled:
        strokes.append(Stroke(((x, y + LINE), (x + width, y + LINE)), line=HAIR, width=0.12))
