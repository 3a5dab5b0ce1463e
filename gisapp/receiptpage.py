"""The receipt of an import as a page to print: plain HTML with all styles in it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.receipts import receipt_cards

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.base import Card, Layer

TITLE = QT_TRANSLATE_NOOP(CONTEXT, "読み込みの記録")
UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")

_STYLE = """
body { font-family: 'Noto Sans CJK JP', 'Yu Gothic UI', 'Meiryo', sans-serif; }
body { font-size: 9pt; color: #1a1a1a; }
h1 { font-size: 15pt; margin: 0 0 2pt 0; }
h2 { font-size: 10.5pt; margin: 12pt 0 3pt 0; }
p { margin: 0 0 8pt 0; color: #555; }
td { padding: 2pt 8pt 2pt 0; vertical-align: top; }
td.name { color: #555; }
"""


def receipt_page(layer: Layer, said: Callable[[str], str] = str) -> str:
    """Return the receipt of a layer as HTML.

    Parameters
    ----------
    layer
        Whose.
    said
        Puts a text of the program into the reader's language.
    """
    parts = [
        f"<html><head><meta charset='utf-8'><title>{_safe(said(TITLE))}</title>",
        f"<style>{_STYLE}</style></head><body>",
        f"<h1>{_safe(said(TITLE))}</h1><p>{_safe(layer.name)}</p>",
        *(_table(card, said) for card in receipt_cards(layer)),
        "</body></html>",
    ]
    return "".join(parts)


def _table(card: Card, said: Callable[[str], str]) -> str:
    rows = "".join(
        f"<tr><td class='name' width='130'>{_safe(said(fact.label))}</td>"
        f"<td>{_safe(said(UNKNOWN) if fact.missing else fact.value)}</td></tr>"
        for fact in card.facts
    )
    return f"<h2>{_safe(said(card.title))}</h2><table width='100%'>{rows}</table>"


def _safe(text: str) -> str:
    """Return a text as HTML in which long paths and hashes may break."""
    if " " in text:
        return escape(text)
    return escape("\u200b".join(text[start : start + 24] for start in range(0, len(text), 24)))
