"""Many documents as one PDF: each begins a page of its own and has a bookmark.

A finished page is packed at once and only unpacked by who reads the file, so that a book of a thousand maps
takes little more memory than the file that it becomes.
"""

from __future__ import annotations

import zlib
from itertools import chain
from typing import TYPE_CHECKING, Any

from fpdf.output import OutputProducer
from fpdf.syntax import PDFContentStream

from gisapp.paper.font import new_pdf
from gisapp.paper.pdf import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gisapp.paper.document import Document


def pages_of(document: Document) -> int:
    """Return how many pages a document takes."""
    pdf: Any = new_pdf(document)
    try:
        return Writer(document, pdf).draw()
    finally:
        _close(pdf)


def write_book(cover: Document, sheets: Iterable[Document], total: int) -> bytes:
    """Return documents as one PDF; the same documents give the same bytes.

    Parameters
    ----------
    cover
        The first one: an index, a list. Title, subject and moment of the file are its own.
    sheets
        The others, each asked for when the one before is written; all of one size.
    total
        Pages of all of them together, for the feet.

    Raises
    ------
    ValueError
        When they have another number of pages.
    """
    pdf: Any = new_pdf(cover)
    packed: list[bytes] = []

    class Producer(_Producer):
        pages = packed

    try:
        for document in chain((cover,), sheets):
            _append(pdf, document, packed, total)
        if len(packed) != total:
            raise ValueError(len(packed), total)
        return bytes(pdf.output(output_producer_class=Producer))
    finally:
        _close(pdf)


def _close(pdf: Any) -> None:
    """Close the file of the typeface, which is open until a document is written out."""
    for font in pdf.fonts.values():
        font.ttfont.close()


def _append(pdf: Any, document: Document, packed: list[bytes], total: int) -> None:
    first = len(packed) + 1
    writer = Writer(document, pdf)
    count = writer.draw()
    writer.number_pages(first, total)
    pdf.page = first
    pdf.start_section(document.title)
    pdf.page = first + count - 1
    for number in range(first, first + count):
        page = pdf.pages[number]
        packed.append(zlib.compress(page.contents))
        page.contents = bytearray()


class _Packed(PDFContentStream):
    """A page that is packed already."""

    def __init__(self, packed: bytes) -> None:
        super().__init__(b"", compress=True)
        self._contents = packed
        self.length = len(packed)


class _Producer(OutputProducer):
    """Writes pages that are packed already."""

    pages: list[bytes]

    def _add_pages(self, _slice: slice = slice(0, None)) -> list[Any]:
        del _slice
        found = []
        for page in self._iter_pages_in_order():
            self._add_pdf_obj(page, "pages")
            stream: Any = _Packed(self.pages[page.index() - 1])
            self._add_pdf_obj(stream, "pages")
            page.contents = stream
            found.append(page)
        return found
