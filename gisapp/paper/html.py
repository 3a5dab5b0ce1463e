"""Writes a document as one HTML file: no script, nothing from elsewhere, pictures within."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from gisapp.paper import drawing, svg
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
)

if TYPE_CHECKING:
    from gisapp.paper.document import Cell, Document

_STYLE = """
:root { --ink: #1a1a1a; --quiet: #5f666e; --line: #b0b6bc; --accent: #1f5fa8; --soft: #eef1f5;
  --warn: #8a5200; --danger: #b02020; }
* { box-sizing: border-box; }
body { font: 15px/1.6 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', 'Meiryo', sans-serif;
  color: var(--ink); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
header { border-bottom: 3px solid var(--accent); padding-bottom: .5rem; margin-bottom: 1rem;
  display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: .5rem; }
h1 { font-size: 1.6rem; font-weight: 400; margin: 0; }
h1 img { height: 2.4rem; vertical-align: middle; margin-right: .75rem; }
header .quiet { text-align: right; }
h2 { font-size: 1.1rem; font-weight: 400; color: var(--accent); margin: 1.5rem 0 .5rem; }
.quiet, figcaption, footer, th { color: var(--quiet); font-size: .85rem; }
.columns { display: flex; flex-wrap: wrap; gap: 1rem; }
.columns > div { flex: 1 1 18rem; }
.figures { display: flex; flex-wrap: wrap; }
.figures > div { flex: 1 1 8rem; padding: .25rem .75rem; border-left: 1px solid var(--line); }
.figures b { display: block; font-size: 1.6rem; font-weight: 400; }
table { border-collapse: collapse; width: 100%; }
th { background: var(--soft); text-align: left; font-weight: 400; }
td, th { padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
figure { margin: 0 0 1rem; }
figure img, figure svg { width: 100%; height: auto; border: 1px solid var(--line); }
.unknown, .confirm { color: var(--warn); }
.danger { color: var(--danger); }
.bar { background: var(--accent); height: .8rem; }
ul.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
ul.legend svg { width: 1.4rem; height: .8rem; margin-right: .4rem; vertical-align: -.05rem; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .5rem; }
@media print { body { margin: 0; max-width: none; } }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_html(document: Document) -> str:
    """Return a document as HTML."""
    facts = "<br>".join(map(escape, document.facts))
    emblem = f'<img alt="" src="{svg.data_address(document.emblem)}">' if document.emblem else ""
    return (
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)}</title><style>{_STYLE}</style></head><body>"
        f'<header><h1>{emblem}{escape(document.title)}</h1><div class="quiet">{facts}</div></header><main>'
        + "".join(_block(block) for block in document.blocks)
        + f"</main><footer>{escape(document.foot)}</footer></body></html>\n"
    )


def _block(block: Block) -> str:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text, small):
            words = escape(text).replace("\n", "<br>")
            return f'<p class="quiet">{words}</p>' if small else f"<p>{words}</p>"
        case Figures(items):
            return '<div class="figures">' + "".join(_figure(*item) for item in items) + "</div>"
        case Table(heads, rows):
            head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
            body = "".join(f"<tr>{''.join(_cell(cell, 'td') for cell in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        case Plan(caption, _, scale):
            words = escape(f"{caption}　1:{scale:,}")
            return f"<figure><figcaption>{words}</figcaption>{svg.plan(block, words)}</figure>"
        case Picture(caption, image):
            return _picture(caption, image)
        case Drawing():
            return drawing.svg(block)
        case Bars():
            return _bars(block)
        case Legend(swatches):
            lines = (f"<li>{svg.swatch(one)}{escape(one.label)}</li>" for one in swatches)
            return f'<ul class="legend">{"".join(lines)}</ul>'
        case Columns(columns):
            inner = (f"<div>{''.join(_block(one) for one in column)}</div>" for column in columns)
            return f'<div class="columns">{"".join(inner)}</div>'
        case Flow(blocks):
            return "".join(_block(one) for one in blocks)


def _figure(label: str, cell: Cell, note: str) -> str:
    value = _cell(cell, "b")
    return (
        f'<div><div class="quiet">{escape(label)}</div>{value}<div class="quiet">{escape(note)}</div></div>'
    )


def _cell(cell: Cell, tag: str) -> str:
    kind = "" if cell.state is State.PLAIN else f' class="{cell.state.value}"'
    return f"<{tag}{kind}>{escape(cell.text)}</{tag}>"


def _picture(caption: str, image: bytes) -> str:
    alt = escape(caption)
    shown = f'<img alt="{alt}" src="{svg.data_address(image)}">'
    return f"<figure><figcaption>{alt}</figcaption>{shown}</figure>"


def _bars(block: Bars) -> str:
    most = max((value for _, value, _ in block.items), default=0.0) or 1.0
    rows = (
        f'<tr><th scope="row">{escape(label)}</th><td style="width:60%"><div class="bar" '
        f'style="width:{100 * max(value, 0) / most:.1f}%"></div></td><td>{escape(words)}</td></tr>'
        for label, value, words in block.items
    )
    return f"<figure><figcaption>{escape(block.caption)}</figcaption><table>{''.join(rows)}</table></figure>"
