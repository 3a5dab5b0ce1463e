"""Drawings that fill whole pages, such as plans and sections to scale: as PDF and as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from gisapp.paper.document import Document, Inlay
from gisapp.paper.drawing import DASH, POINT, draw, in_order, rgb
from gisapp.paper.font import font_file, new_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from gisapp.paper.document import Drawing, Stroke

DETAIL = 6
"""Pixels of a picture for each millimetre of paper: 152 dpi."""
FINER = 2
"""A picture is drawn so many times larger first, which makes its lines smooth."""


def write_pages(drawings: Sequence[Drawing], title: str, made: str, subject: str = "") -> bytes:
    """Return drawings as PDF, a page of its own size for each.

    Parameters
    ----------
    drawings
        At least one; millimetres are those of the paper.
    title, subject
        For the properties of the file.
    made
        ISO 8601 moment; the same drawings and moment give the same bytes.
    """
    pdf = new_pdf(Document(title, (), "", made, subject=subject))
    for one in drawings:
        pdf.add_page(orientation="P", format=(one.width, one.height))
        draw(pdf, one, 0.0, 0.0)
    return bytes(pdf.output())


def write_png(drawing: Drawing, detail: float = DETAIL) -> bytes:
    """Return a drawing as PNG that states its resolution, so that it prints to scale."""
    made = io.BytesIO()
    dots = detail * 25.4
    picture(drawing, detail).save(made, "PNG", dpi=(dots, dots), optimize=False)
    return made.getvalue()


def picture(drawing: Drawing, detail: float) -> Image:
    """Return a drawing as a picture on white, `detail` pixels for each millimetre."""
    from PIL import Image, ImageDraw

    fine = detail * FINER
    size = round(drawing.width * detail), round(drawing.height * detail)
    large = Image.new("RGB", (size[0] * FINER, size[1] * FINER), "white")
    brush = ImageDraw.Draw(large)
    for one in in_order(drawing):
        if isinstance(one, Inlay):
            _lay(large, one, fine)
        else:
            _stroke(brush, one, fine)
    small = large.resize(size, Image.Resampling.BOX)
    _letters(small, drawing, detail)
    return small


def _lay(large: Image, one: Inlay, fine: float) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(one.image)) as opened:
        box = round(one.width * fine), round(one.height * fine)
        laid = opened.convert("RGBA").resize(box, Image.Resampling.BOX)
    large.paste(laid, (round(one.x * fine), round(one.y * fine)), laid)


def _stroke(brush: ImageDraw, one: Stroke, fine: float) -> None:
    points = [(x * fine, y * fine) for x, y in one.points]
    width = max(round(one.width * fine), 1)
    if one.fill:
        brush.polygon(points, fill=rgb(one.fill))
        points = [*points, points[0]]
    if not one.line:
        return
    for piece in _dashes(points, DASH * fine) if one.dashed else [points]:
        brush.line(piece, fill=rgb(one.line), width=width, joint="curve")


def _dashes(points: list[tuple[float, float]], dash: float) -> Iterator[list[tuple[float, float]]]:
    """Yield the dashes of a line."""
    import numpy as np

    corners = np.array(points)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    for begin in np.arange(0.0, along[-1], 2 * dash).tolist():
        end = min(begin + dash, along[-1])
        inner = along[(along > begin) & (along < end)]
        at = np.concatenate([[begin], inner, [end]])
        x, y = np.interp(at, along, corners[:, 0]), np.interp(at, along, corners[:, 1])
        yield list(zip(x.tolist(), y.tolist(), strict=True))


def _letters(small: Image, drawing: Drawing, detail: float) -> None:
    """Write the words where they are read: on the picture as it is handed out."""
    from PIL import Image, ImageDraw, ImageFont

    sizes = {one.size for one in drawing.words}
    fonts = {size: ImageFont.truetype(str(font_file()), max(size * POINT * detail, 5.0)) for size in sizes}
    veil = Image.new("RGBA", small.size, (255, 255, 255, 0))
    brush = ImageDraw.Draw(veil)
    anchors = {"C": "mm", "L": "lm", "R": "rm"}
    places = [(one, (one.x * detail, one.y * detail), anchors[one.align]) for one in drawing.words]
    for one, place, anchor in places:
        if not one.bare:
            brush.rectangle(
                brush.textbbox(place, one.text, fonts[one.size], anchor), fill=(255, 255, 255, 191)
            )
    small.paste(veil, (0, 0), veil)
    brush = ImageDraw.Draw(small)
    for one, place, anchor in places:
        brush.text(place, one.text, fill=rgb(one.colour), font=fonts[one.size], anchor=anchor)
