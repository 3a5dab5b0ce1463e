"""Points, lines and areas of any number in a DXF: the frame by ezdxf, the entities as texts all at once.

Areas are closed polylines, holes among them. Letters of attributes can end no line of the file: a DXF is read
line by line, and a text with an end of line in it could draw what it liked.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export.content import GEOMETRY, Content, label_of
from gisapp.export.dxf import LARGEST, LETTERS, SMALLEST, STYLE, drawing_bytes, new_drawing
from gisapp.export.footprints import plane, polygons
from gisapp.export.jsontext import run_together
from gisapp.export.places import KINDS, as_texts, together, wrapped
from gisapp.export.quiet import Quiet
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

LAYERS = {"Point": ("点", 1), "LineString": ("線", 3), "Polygon": ("面", 5), "words": ("文字", 7)}
"""Layers of the drawing and their colours (numbers of AutoCAD)."""
DECIMALS = 3
MOST_LETTERS = 60
"""More than a label needs; readers cut a line at 255 bytes, wherever that is in a letter."""
FLAT = QT_TRANSLATE_NOOP(CONTEXT, "高さは書き出していません（平面の図形だけです）。")
FIRST = 0x10000
"""Handle of the first entity; those of the frame are below."""
_SEED = re.compile(rb"(\$HANDSEED\n +5\n)[0-9A-F]+\n")
_UNSTEADY = re.compile(rb"(\$TD\w+\n +40\n)[0-9.]+\n")
"""Times in the head."""
_BEGIN = b"  2\nENTITIES\n"
_SPACES = r"[\x00-\x1f\x7f\x{85}\x{2028}\x{2029}]+"


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the shapes on layers by their kind, and the name of each feature in its middle."""
    import shapely

    frame, owner = _frame(content, FIRST + _entities(content, Quiet(feedback)))
    at = frame.index(_BEGIN) + len(_BEGIN)
    label = label_of(content)
    west, south, _, east, north, _ = content.extent
    height = float(np.clip(max(east - west, north - south) / LETTERS, SMALLEST, LARGEST))
    numbers = _Numbers(FIRST, owner)
    tall = False
    with path.open("wb") as file:
        file.write(frame[:at])
        for table in content.tables(feedback, [GEOMETRY, *([label] if label else [])]):
            shapes = plane(content, polygons(table.column(GEOMETRY)))
            tall |= bool(shapely.has_z(shapes).any())
            for kind in KINDS:
                _draw(shapes, kind, file, numbers)
            if label:
                _label(shapes, table.column(label).combine_chunks(), height, file, numbers)
        file.write(frame[at:])
    if tall:
        feedback.find(Finding(Severity.INFO, "heights-left-out", FLAT))


@contextmanager
def _same() -> Iterator[None]:
    """Let drawings have no time of making and no random ids: the same features give the same bytes."""
    from ezdxf._options import options

    before = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True
    try:
        yield
    finally:
        options.write_fixed_meta_data_for_testing = before


def _frame(content: Content, following: int) -> tuple[bytes, str]:
    """Return a drawing without entities, and the owner of those to come.

    Parameters
    ----------
    content
        Tells where it is looked at first.
    following
        The next free handle.
    """
    with _same():
        drawing = new_drawing()
        for name, colour in LAYERS.values():
            drawing.layers.add(name, color=colour)
        west, south, _, east, north, _ = content.extent
        tall = max(north - south, (east - west) * 0.6, 1.0)
        middle = round((west + east) / 2, -1), round((south + north) / 2, -1)  # no more exact than a view is
        drawing.set_modelspace_vport(round(tall * 1.1, -1) or 10.0, middle)
        frame = drawing_bytes(drawing).replace(b"\r\n", b"\n")
    frame = _UNSTEADY.sub(rb"\g<1>0.0\n", frame)
    return _SEED.sub(b"\\g<1>%X\n" % following, frame, count=1), drawing.modelspace().layout_key


class _Numbers:
    """Gives entities their handles and the head that all have."""

    def __init__(self, first: int, owner: str) -> None:
        self.next = first
        self._owner = owner

    def heads(self, kind: str, layer: str, count: int) -> pa.StringArray:
        """Return the first lines of so many entities."""
        handles = pa.array(np.char.mod("%X", np.arange(self.next, self.next + count)), pa.string())
        self.next += count
        return together(
            f"  0\n{kind}\n  5\n",
            handles,
            f"\n330\n{self._owner}\n100\nAcDbEntity\n  8\n{layer}\n",
        )


def _entities(content: Content, feedback: Feedback) -> int:
    """Return how many handles are needed at most."""
    import shapely

    label = label_of(content)
    count = 0
    for table in content.tables(feedback, (GEOMETRY,)):
        shapes = polygons(table.column(GEOMETRY))
        areas = np.isin(shapely.get_type_id(shapes), KINDS["Polygon"])
        count += len(shapely.get_rings(shapely.get_parts(shapes[areas])))
        count += len(shapely.get_parts(shapes[~areas])) + (len(shapes) if label else 0)
    return count


def _draw(shapes: NDArray[np.object_], kind: str, file: IO[bytes], numbers: _Numbers) -> None:
    import shapely

    parts = shapely.get_parts(shapes[np.isin(shapely.get_type_id(shapes), KINDS[kind])])
    if kind == "Polygon":
        parts = shapely.get_rings(parts)
    parts = parts[~shapely.is_empty(parts)]
    if not len(parts):
        return
    layer = LAYERS[kind][0]
    if kind == "Point":
        x, y = (_digits(one) for one in (shapely.get_x(parts), shapely.get_y(parts)))
        heads = numbers.heads("POINT", layer, len(parts))
        file.write(run_together(together(heads, "100\nAcDbPoint\n 10\n", x, "\n 20\n", y, "\n 30\n0.0\n")))
        return
    places, part = shapely.get_coordinates(parts, return_index=True)
    if kind == "Polygon":  # closed by a mark, not by its first corner again
        last = np.concatenate([part[1:] != part[:-1], [True]])
        places, part = places[~last], part[~last]
    starts = np.searchsorted(part, np.arange(len(parts) + 1)).astype(np.int32)
    corners = together(" 10\n", _digits(places[:, 0]), "\n 20\n", _digits(places[:, 1]), "\n")
    lines = pc.binary_join(pa.ListArray.from_arrays(pa.array(starts), corners), "")
    many = pa.array(np.diff(starts)).cast(pa.string())
    closed = 1 if kind == "Polygon" else 0
    heads = numbers.heads("LWPOLYLINE", layer, len(parts))
    body = together("100\nAcDbPolyline\n 90\n", many, f"\n 70\n{closed}\n 43\n0.0\n", lines)
    file.write(run_together(together(heads, body)))


def one_line(texts: pa.StringArray) -> pa.StringArray:
    """Return texts without anything that could end a line, cut to what a text of a drawing may hold."""
    plain = pc.replace_substring_regex(texts, _SPACES, " ")
    # Behind a caret CAD reads a sign of control.
    plain = pc.replace_substring(plain, "^", "^ ")
    return pc.utf8_slice_codeunits(plain, 0, MOST_LETTERS)


def _label(
    shapes: NDArray[np.object_], column: pa.Array, height: float, file: IO[bytes], numbers: _Numbers
) -> None:
    import shapely

    texts = one_line(pc.fill_null(as_texts(column), ""))
    middles = shapely.point_on_surface(shapes)
    there = ~shapely.is_missing(middles) & ~shapely.is_empty(middles)
    there &= pc.not_equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    if not there.any():
        return
    places = middles[there]
    x, y = (_digits(one) for one in (shapely.get_x(places), shapely.get_y(places)))
    heads = numbers.heads("TEXT", LAYERS["words"][0], len(places))
    words = together(
        "100\nAcDbText\n 10\n",
        x,
        "\n 20\n",
        y,
        f"\n 30\n0.0\n 40\n{height:.2g}\n  1\n",
        wrapped("", texts.filter(pa.array(there)), f"\n  7\n{STYLE}\n100\nAcDbText\n"),
    )
    file.write(run_together(together(heads, words)))


def _digits(values: NDArray[np.float64]) -> pa.StringArray:
    return pa.array(np.round(values, DECIMALS) + 0.0).cast(pa.string())
