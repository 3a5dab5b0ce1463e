"""Writes a document as PDF: real text that can be searched, the font within, the same bytes again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.paper.document import (
    Bars,
    Block,
    Columns,
    Drawing,
    Figures,
    Flow,
    Heading,
    Legend,
    Paragraph,
    Picture,
    Plan,
    State,
    Table,
    Words,
    height_of,
)
from gisapp.paper.drawing import LEADING, draw, write
from gisapp.paper.font import FAMILY, new_pdf
from gisapp.paper.lines import wrapped
from gisapp.paper.plandraw import draw_plan, swatch

if TYPE_CHECKING:
    from fpdf import FPDF

    from gisapp.paper.document import Cell, Document

MARGIN = 15.0
"""Millimetres."""
INK, QUIET, LINE, ACCENT, SOFT = (26, 26, 26), (95, 102, 110), (200, 205, 210), (31, 95, 168), (238, 241, 245)
WARN, DANGER = (138, 82, 0), (176, 32, 32)
BODY, SMALL, HEAD, TITLE, LARGE = 8.5, 7.0, 10.0, 16.0, 15.0
"""Points."""
GAP, COLUMN_GAP = 3.0, 5.0
"""Millimetres between blocks, and between columns."""
FLOWING = 60.0
"""Millimetres that columns need at least before it is worth to begin them on a page."""
EMBLEM = 11.0
"""Millimetres: height of the emblem of a city."""


def write_pdf(document: Document) -> bytes:
    """Return a document as PDF.

    The same document gives the same bytes: the moment in the file is the document's own.
    """
    writer = Writer(document, new_pdf(document))
    writer.number_pages(1, writer.draw())
    return bytes(writer.pdf.output())


@dataclass
class _Place:
    """Where the next block goes: left edge, top and width, in millimetres."""

    x: float
    y: float
    width: float
    flow: _Flow | None = None


@dataclass
class _Flow:
    """Columns that blocks run through one after the other, over pages."""

    left: float
    top: float
    count: int
    now: int = 0


class Writer:
    """Draws a document on new pages at the end of a file."""

    def __init__(self, document: Document, pdf: FPDF) -> None:
        self.document = document
        self.pdf = pdf
        self.pages = 0

    def draw(self) -> int:
        """Draw the document and return how many pages it took; they have no numbers yet."""
        place = self._new_page()
        self._title(place)
        for block in self.document.blocks:
            place.y = self._block(block, place)
        return self.pages

    # -------------------------------------------------------------------------------------------- pages

    @property
    def _bottom(self) -> float:
        return float(self.pdf.h) - MARGIN - 6.0

    def _new_page(self) -> _Place:
        self.pdf.add_page()
        self.pages += 1
        width = float(self.pdf.w) - 2 * MARGIN
        if self.pages == 1:
            return _Place(MARGIN, MARGIN, width)
        self._write(self.document.title, MARGIN, MARGIN - 6, width, SMALL, QUIET)
        self._rule(MARGIN, MARGIN - 1.5, width)
        return _Place(MARGIN, MARGIN + 1, width)

    def number_pages(self, first: int, total: int) -> None:
        """Write the foot of the pages, which are those from `first` on, of `total` in the file."""
        for number in range(first, first + self.pages):
            self.pdf.page = number
            y, width = float(self.pdf.h) - MARGIN - 2, float(self.pdf.w) - 2 * MARGIN
            # The file writes colours and fonts only when they change; this page may have ended with others.
            self.pdf.set_draw_color(*INK)
            self.pdf.set_line_width(1.0)
            self.pdf.set_font(FAMILY, size=BODY)
            self._rule(MARGIN, y - 1.5, width)
            self._write(self.document.foot, MARGIN, y, width - 15, SMALL, QUIET)
            self._write(f"{number}/{total}", MARGIN, y, width, SMALL, QUIET, "R")

    def _room(self, place: _Place, needed: float) -> None:
        """Turn the page, or go to the next column, when a block does not fit on the rest of it."""
        top = MARGIN + 2 if place.flow is None else place.flow.top
        if place.y + needed <= self._bottom or place.y <= top:
            return
        flow = place.flow
        if flow is not None and flow.now + 1 < flow.count:
            flow.now += 1
            place.x += place.width + COLUMN_GAP
            place.y = flow.top
        elif flow is not None:
            flow.now, flow.top = 0, self._new_page().y
            place.x, place.y = flow.left, flow.top
        elif place.width > self.pdf.w * 0.6:
            place.y = self._new_page().y

    # ------------------------------------------------------------------------------------------- blocks

    def _title(self, place: _Place) -> None:
        left, height = place.x, TITLE * LEADING + 1
        if self.document.emblem:
            wide = self._emblem(place)
            left, height = left + wide + 3, EMBLEM + 1.5
        middle = place.y + (height - TITLE * LEADING) / 2 - 0.6
        self._write(self.document.title, left, middle, place.width * 0.6, TITLE, INK)
        size = BODY if self.document.large else SMALL
        lines = self._lines("\n".join(self.document.facts), place.width * 0.35, size)
        first = place.y + max(height - len(lines) * size * LEADING - 0.6, 0.0)
        for number, line in enumerate(lines):
            y = first + number * size * LEADING
            self._write(line, place.x + place.width * 0.65, y, place.width * 0.35, size, QUIET, "R")
        place.y += max(height, len(lines) * size * LEADING + 0.6)
        self.pdf.set_draw_color(*ACCENT)
        self.pdf.set_line_width(0.6)
        self.pdf.line(place.x, place.y, place.x + place.width, place.y)
        place.y += GAP

    def _emblem(self, place: _Place) -> float:
        from PIL import Image

        with Image.open(io.BytesIO(self.document.emblem)) as image:
            ratio = image.width / image.height
        height = min(EMBLEM, 45.0 / ratio)
        self.pdf.image(io.BytesIO(self.document.emblem), place.x, place.y, height * ratio, height)
        return height * ratio

    def _block(self, block: Block, place: _Place) -> float:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Heading():
                return self._heading(block, place)
            case Paragraph():
                return self._paragraph(block, place)
            case Figures():
                return self._figures(block, place)
            case Table():
                return self._table(block, place)
            case Picture():
                return self._picture(block, place)
            case Plan():
                return self._plan(block, place)
            case Drawing():
                return self._drawing(block, place)
            case Bars():
                return self._bars(block, place)
            case Legend():
                return self._legend(block, place)
            case Columns():
                return self._columns(block, place)
            case Flow():
                return self._flow(block, place)

    def _heading(self, block: Heading, place: _Place) -> float:
        self._room(place, HEAD * LEADING + 25)  # never alone at the foot of a page
        self._write(block.text, place.x, place.y, place.width, HEAD, ACCENT)
        return place.y + HEAD * LEADING + 1.2

    def _paragraph(self, block: Paragraph, place: _Place) -> float:
        size = SMALL if block.small else BODY
        lines = self._lines(block.text, place.width, size)
        for line in lines:
            self._room(place, size * LEADING)
            self._write(line, place.x, place.y, place.width, size, QUIET if block.small else INK)
            place.y += size * LEADING
        return place.y + GAP * 0.6

    def _figures(self, block: Figures, place: _Place) -> float:
        each = place.width / len(block.items)
        notes = [self._lines(note, each - 3, SMALL) for _, _, note in block.items]
        height = SMALL * LEADING + LARGE * LEADING + max(map(len, notes)) * SMALL * LEADING + 4
        self._room(place, height)
        for number, (label, cell, _) in enumerate(block.items):
            x = place.x + number * each
            y = place.y + 1.5
            if number:
                self.pdf.set_draw_color(*LINE)
                self.pdf.set_line_width(0.15)
                self.pdf.line(x, place.y + 1, x, place.y + height - 2)
            self._write(label, x + 1.5, y, each - 3, SMALL, QUIET)
            y += SMALL * LEADING + 0.4
            fits = LARGE
            while fits > BODY and self._wide(cell.text, fits) > each - 3:
                fits -= 0.5
            self._write(cell.text, x + 1.5, y, each - 3, fits, _ink(cell))
            y += LARGE * LEADING
            for line in notes[number]:
                self._write(line, x + 1.5, y, each - 3, SMALL, QUIET)
                y += SMALL * LEADING
        return place.y + height + GAP * 0.4

    def _table(self, block: Table, place: _Place) -> float:
        widths = [share * place.width for share in block.widths]
        self._room(place, 14)
        self._heads(block, place, widths)
        for row in block.rows:
            wrapped = [
                self._lines(cell.text, width - 2, BODY) for cell, width in zip(row, widths, strict=True)
            ]
            height = max(map(len, wrapped)) * BODY * LEADING + 1.8
            before = (place.x, self.pages)
            self._room(place, height)
            if before != (place.x, self.pages):
                self._heads(block, place, widths)
            x = place.x
            for cell, lines, width in zip(row, wrapped, widths, strict=True):
                for number, line in enumerate(lines):
                    y = place.y + 0.9 + number * BODY * LEADING
                    self._write(line, x + 1, y, width - 2, BODY, _ink(cell))
                x += width
            place.y += height
            self._rule(place.x, place.y, place.width)
        return place.y + GAP

    def _heads(self, block: Table, place: _Place, widths: list[float]) -> None:
        height = SMALL * LEADING + 1.6
        self.pdf.set_fill_color(*SOFT)
        self.pdf.rect(place.x, place.y, place.width, height, "F")
        x = place.x
        for head, width in zip(block.heads, widths, strict=True):
            self._write(head, x + 1, place.y + 0.8, width - 2, SMALL, QUIET)
            x += width
        place.y += height

    def _picture(self, block: Picture, place: _Place) -> float:
        from PIL import Image

        with Image.open(io.BytesIO(block.image)) as image:
            ratio = image.width / image.height
        width = min(place.width, block.height * ratio)
        height = width / ratio
        caption = SMALL * LEADING + 0.8 if block.caption else 0.0
        self._room(place, caption + height)
        if block.caption:
            self._write(block.caption, place.x, place.y, place.width, SMALL, QUIET)
        self.pdf.image(io.BytesIO(block.image), place.x, place.y + caption, width, height)
        self._frame(place.x, place.y + caption, width, height)
        return place.y + caption + height + GAP

    def _plan(self, block: Plan, place: _Place) -> float:
        caption = SMALL * LEADING + 0.8
        self._room(place, caption + block.height)
        words = f"{block.caption}　1:{block.scale:,}" if block.caption else f"1:{block.scale:,}"
        self._write(words, place.x, place.y, place.width, SMALL, QUIET)
        box = (place.x, place.y + caption, place.width, block.height)
        draw_plan(self.pdf, block, box, self._label)
        self._frame(*box)
        return place.y + caption + block.height + GAP

    def _drawing(self, block: Drawing, place: _Place) -> float:
        caption = SMALL * LEADING + 0.8
        self._room(place, caption + block.height)
        self._write(block.caption, place.x, place.y, place.width, SMALL, QUIET)
        draw(self.pdf, block, place.x, place.y + caption)
        return place.y + caption + block.height + GAP

    def _label(self, text: str, x: float, y: float) -> None:
        """Write a short text with its middle at a point."""
        write(self.pdf, Words(text, x, y))

    def _bars(self, block: Bars, place: _Place) -> float:
        row = BODY * LEADING + 1.2
        if block.caption:
            self._room(place, SMALL * LEADING + row * 2)
            self._write(block.caption, place.x, place.y, place.width, SMALL, QUIET)
            place.y += SMALL * LEADING + 0.8
        names = place.width * 0.3
        values = place.width * 0.18
        most = max((value for _, value, _ in block.items), default=0.0) or 1.0
        red, green, blue = (int(block.colour[k : k + 2], 16) for k in (1, 3, 5))
        for label, value, words in block.items:
            self._room(place, row)
            name = (self._lines(label, names - 2, BODY) or [""])[0]
            self._write(name, place.x, place.y, names, BODY, INK)
            self.pdf.set_fill_color(red, green, blue)
            length = (place.width - names - values) * max(value, 0.0) / most
            self.pdf.rect(place.x + names, place.y + 0.4, length, row - 1.6, "F")
            self._write(words, place.x + place.width - values, place.y, values, BODY, INK, "R")
            place.y += row
        return place.y + GAP

    def _legend(self, block: Legend, place: _Place) -> float:
        row = SMALL * LEADING + 1.0
        x = place.x
        self._room(place, row)
        for one in block.swatches:
            wide = 6.5 + self._wide(one.label, SMALL) + 4
            if x > place.x and x + wide > place.x + place.width:
                x = place.x
                place.y += row
                self._room(place, row)
            swatch(self.pdf, one, (x, place.y + 0.3, 5.0, row - 1.4))
            self._write(one.label, x + 6.5, place.y, wide, SMALL, INK)
            x += wide
        return place.y + row + GAP * 0.6

    def _columns(self, block: Columns, place: _Place) -> float:
        room = place.width - COLUMN_GAP * (len(block.columns) - 1)
        tallest = max((height_of(one) for column in block.columns for one in column), default=0.0)
        self._room(place, tallest)
        x, lowest = place.x, place.y
        for column, share in zip(block.columns, block.widths, strict=True):
            inner = _Place(x, place.y, room * share)
            for one in column:
                inner.y = self._block(one, inner)
            lowest = max(lowest, inner.y)
            x += room * share + COLUMN_GAP
        return lowest

    def _flow(self, block: Flow, place: _Place) -> float:
        self._room(place, max([FLOWING, *(height_of(one) for one in block.blocks[:1])]))
        width = (place.width - COLUMN_GAP * (block.columns - 1)) / block.columns
        inner = _Place(place.x, place.y, width, _Flow(place.x, place.y, block.columns))
        for one in block.blocks:
            inner.y = self._block(one, inner)
        return inner.y if inner.flow is not None and not inner.flow.now else self._bottom

    # --------------------------------------------------------------------------------------------- ink

    def _write(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        size: float,
        ink: tuple[int, int, int],
        align: str = "L",
    ) -> None:
        self.pdf.set_font(FAMILY, size=size)
        self.pdf.set_text_color(*ink)
        self.pdf.set_xy(x, y)
        self.pdf.cell(width, size * LEADING, text, align=align)

    def _wide(self, text: str, size: float) -> float:
        self.pdf.set_font(FAMILY, size=size)
        return float(self.pdf.get_string_width(text))

    def _lines(self, text: str, width: float, size: float) -> list[str]:
        """Return a text in lines that fit; Japanese may break at any letter."""
        self.pdf.set_font(FAMILY, size=size)
        return wrapped(text, width, self.pdf.get_string_width)

    def _rule(self, x: float, y: float, width: float) -> None:
        self.pdf.set_draw_color(*LINE)
        self.pdf.set_line_width(0.15)
        self.pdf.line(x, y, x + width, y)

    def _frame(self, x: float, y: float, width: float, height: float) -> None:
        self.pdf.set_draw_color(*LINE)
        self.pdf.set_line_width(0.2)
        self.pdf.rect(x, y, width, height)


def _ink(cell: Cell) -> tuple[int, int, int]:
    if cell.state in (State.UNKNOWN, State.CONFIRM):
        return WARN
    return DANGER if cell.state is State.DANGER else INK
