"""The typeface on paper, the one that the window uses too, and an empty PDF that holds it."""

from __future__ import annotations

from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fpdf import FPDF

    from gisapp.paper.document import Document

FAMILY = "sheet"
"""Its name within a PDF."""


def font_file() -> Path:
    """Return Noto Sans JP as it lies in its package (OFL); it is put into every PDF."""
    return Path(str(resources.files("pylopdf_fonts_jp").joinpath("NotoSansJP-Regular.otf")))


def new_pdf(document: Document) -> FPDF:
    """Return an empty file of a document's size and moment, with the typeface."""
    from fpdf import FPDF

    pdf: Any = FPDF(
        orientation="L" if document.landscape else "P", format="A3" if document.large else "A4", unit="mm"
    )
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_creation_date(datetime.fromisoformat(document.made))
    pdf.set_title(document.title)
    pdf.set_subject(document.subject)
    pdf.set_lang("ja-JP")
    pdf.set_producer("gisapp")
    pdf.add_font(FAMILY, "", str(font_file()))
    # The boxes of the typeface stand in its head as they are: to work them out anew for the letters of each
    # sheet takes as long as all the rest of writing it.
    pdf.fonts[FAMILY.lower()].ttfont.recalcBBoxes = False
    return pdf
