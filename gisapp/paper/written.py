"""A document as the bytes of a file, by the ending of its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gisapp.paper.document import Document

SUFFIXES = (".pdf", ".html", ".json")


def written(document: Document, suffix: str) -> bytes:
    """Return a document as one of :data:`SUFFIXES`."""
    from gisapp.paper.document import plain
    from gisapp.paper.html import write_html
    from gisapp.paper.pdf import write_pdf

    if suffix == ".pdf":
        return write_pdf(document)
    if suffix == ".html":
        return write_html(document).encode()
    return (json.dumps(plain(document), ensure_ascii=False, indent=1) + "\n").encode()
