"""What stands on a sheet, in blocks from the top down; nothing here knows how it is written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

NICE = (1, 2, 5)
"""What scale bars are multiples of, with powers of ten."""


class State(StrEnum):
    """How sure a value is: what is not plain is marked with a word, never by colour alone."""

    PLAIN = "plain"
    UNKNOWN = "unknown"
    """Nobody can say (未確認)."""
    CONFIRM = "confirm"
    """Known, but to be confirmed (要確認)."""
    APPLIES = "applies"
    """A rule that applies."""
    DANGER = "danger"
    """Against a rule, or a danger."""


@dataclass(frozen=True)
class Cell:
    """One value of a table."""

    text: str
    state: State = State.PLAIN


@dataclass(frozen=True)
class Heading:
    """A heading over what follows."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `small` for notes."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Figures:
    """A few numbers that are read first: label, value with unit, and what it rests on."""

    items: tuple[tuple[str, Cell, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under column heads.

    Attributes
    ----------
    heads
        Of the columns.
    rows
        Cells of each row.
    widths
        Share of the width for each column; they add up to 1.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Swatch:
    """A line of a legend: fill and outline colours as ``#rrggbb``, a hatch for black and white.

    `thin` for what is a line on the map too, in the colour of the outline.
    """

    label: str
    fill: str = ""
    outline: str = ""
    hatch: str = ""
    thin: bool = False


@dataclass(frozen=True, eq=False)
class Shape:
    r"""Something on a map.

    Attributes
    ----------
    rings
        Closed outlines in metres, each (n, 2) as plain pairs, the first outside, then holes; or an open
        line.
    fill, outline
        Colours ``#rrggbb``; empty for none.
    width
        Of the outline, millimetres.
    hatch
        ``/``, ``\\``, ``x``, ``-``, ``|``, ``+``, ``#``, ``.`` or empty.
    closed
        False for lines.
    label
        Written in the middle; empty for none.
    """

    rings: tuple[tuple[tuple[float, float], ...], ...]
    fill: str = ""
    outline: str = ""
    width: float = 0.2
    hatch: str = ""
    closed: bool = True
    label: str = ""


@dataclass(frozen=True, eq=False)
class Plan:
    """A map to scale.

    Attributes
    ----------
    caption
        Over it; the scale is added.
    centre
        East and north of its middle, metres.
    scale
        2500 for 1:2,500.
    shapes
        From the bottom up.
    height
        Of the map on paper, millimetres.
    north
        Bearing of the true north on the map, degrees.
    picture
        An image under the shapes that fills the map exactly, PNG or JPEG; empty for none.
    """

    caption: str
    centre: tuple[float, float]
    scale: int
    shapes: tuple[Shape, ...]
    height: float = 70.0
    north: float = 0.0
    picture: bytes = b""

    def bar(self, width: float) -> tuple[float, str]:
        """Return metres and words of a scale bar of at most a quarter of a width in millimetres."""
        most = self.scale * width / 4 / 1000
        power = 10.0 ** math.floor(math.log10(most))
        metres = max(n * power for n in NICE if n * power <= most)
        return metres, f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"


@dataclass(frozen=True, eq=False)
class Picture:
    """An image: PNG or JPEG, with a caption over it, as wide as its column and at most `height` mm high."""

    caption: str
    image: bytes
    height: float = 70.0


@dataclass(frozen=True)
class Stroke:
    """A line, or an area when it has a fill, in millimetres from the top left corner of a drawing.

    Attributes
    ----------
    points
        Right and down.
    fill, line
        Colours ``#rrggbb``; empty for none.
    width
        Of the line, millimetres.
    dashed
        Whether the line is broken.
    """

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    line: str = ""
    width: float = 0.25
    dashed: bool = False


@dataclass(frozen=True)
class Words:
    """A short text with its middle at a point of a drawing.

    Attributes
    ----------
    text
        One line.
    x, y
        Millimetres right and down.
    size
        Points of type.
    align
        ``C`` for the middle at `x`, ``L`` when it begins there, ``R`` when it ends there.
    colour
        ``#rrggbb``.
    bare
        Without white behind it.
    """

    text: str
    x: float
    y: float
    size: float = 7.0
    align: str = "C"
    colour: str = "#1a1a1a"
    bare: bool = False


@dataclass(frozen=True)
class Inlay:
    """A picture within a drawing, such as the many points of a scan: what is see-through stays so.

    Attributes
    ----------
    image
        PNG or JPEG.
    x, y, width, height
        Its box, millimetres.
    above
        How many of the strokes lie under it.
    """

    image: bytes
    x: float
    y: float
    width: float
    height: float
    above: int = 0


@dataclass(frozen=True)
class Drawing:
    """A figure of lines and words, such as a cut: `width` by `height` millimetres, a caption over it."""

    caption: str
    width: float
    height: float
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...] = ()
    inlays: tuple[Inlay, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Horizontal bars: label, value, and the value in words."""

    caption: str
    items: tuple[tuple[str, float, str], ...]
    colour: str = "#1F5FA8"


@dataclass(frozen=True)
class Legend:
    """What colours and hatches mean."""

    swatches: tuple[Swatch, ...]


@dataclass(frozen=True)
class Columns:
    """Blocks side by side, each column with its share of the width."""

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Flow:
    """Blocks that run through columns as in a newspaper, over as many pages as need be."""

    blocks: tuple[Block, ...]
    columns: int


Block = Heading | Paragraph | Figures | Table | Plan | Picture | Drawing | Bars | Legend | Columns | Flow


@dataclass(frozen=True)
class Document:
    """A sheet of one or more pages.

    Attributes
    ----------
    title
        At the top of the first page, and in the head of the others.
    facts
        Short lines beside the title, one below the other: receipt number, date, department.
    blocks
        Its content.
    footer
        What must stand on every page: that it is for reference, and of which program.
    made
        ISO 8601 moment that the sheet states as its own; the same content and moment give the same bytes.
    landscape, large
        Across; A3 instead of A4.
    subject
        For the properties of the file.
    emblem
        Of the city, before the title: PNG or JPEG; empty for none.
    mark
        Letters by which this very sheet is found again; at the foot of every page. Empty for none.
    """

    title: str
    blocks: tuple[Block, ...]
    footer: str
    made: str
    facts: tuple[str, ...] = ()
    landscape: bool = False
    large: bool = False
    subject: str = ""
    emblem: bytes = b""
    mark: str = ""

    @property
    def foot(self) -> str:
        """What stands on every page."""
        return f"{self.footer}　照合 {self.mark}" if self.mark else self.footer


def height_of(block: Block) -> float:
    """Return how many millimetres of a page a block needs in one."""
    return block.height + 8 if isinstance(block, (Plan, Picture, Drawing)) else 20.0


def plain(document: Document) -> dict[str, Any]:
    """Return the words and numbers of a document as plain values, without its pictures."""
    return {
        "title": document.title,
        "made": document.made,
        "facts": list(document.facts),
        "blocks": [one for block in document.blocks for one in _plain(block)],
        "footer": document.footer,
        "mark": document.mark,
    }


def _plain(block: Block) -> Sequence[dict[str, object]]:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case Heading(text):
            return [{"heading": text}]
        case Paragraph(text):
            return [{"text": text}]
        case Figures(items):
            return [
                {"label": label, "value": cell.text, "state": cell.state.value, "note": note}
                for label, cell, note in items
            ]
        case Table(heads, rows):
            return [{"heads": list(heads), "rows": [[_cell(cell) for cell in row] for row in rows]}]
        case Bars(caption, items):
            return [{"chart": caption, "items": [list(item) for item in items]}]
        case Legend(swatches):
            return [{"legend": [swatch.label for swatch in swatches]}]
        case Columns(columns):
            return [one for column in columns for inner in column for one in _plain(inner)]
        case Flow(inner_blocks):
            return [one for inner in inner_blocks for one in _plain(inner)]
        case Plan(caption, centre, scale):
            return [{"map": caption, "centre": list(centre), "scale": scale}]
        case Picture(caption):
            return [{"picture": caption}]
        case Drawing(caption, words=words):
            return [{"drawing": caption, "words": [one.text for one in words]}]


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": cell.text, "state": cell.state.value}
