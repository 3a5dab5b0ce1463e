"""KML and KMZ: WGS 84, every attribute as ExtendedData, texts as texts and never as a page.

A viewer shows a description as HTML, so there is none: whatever stands in an attribute stays letters.
"""

from __future__ import annotations

import zipfile
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export.content import GEOMETRY, Content, about, is_public, label_of
from gisapp.export.footprints import decimals_of, polygons, to_degrees
from gisapp.export.headings import headings
from gisapp.export.jsontext import run_together
from gisapp.export.places import (
    KINDS,
    Pieces,
    as_texts,
    gathered,
    pieces_of,
    plain_columns,
    together,
    wrapped,
)
from gisapp.export.zipping import add
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
TAIL = b"</Document>\n</kml>\n"
DOCUMENT = "doc.kml"
"""Name of the document in a KMZ."""
MOST_COLOURS = 256
PLAIN = (214, 96, 77)
"""Colour where features have many, and for the public, who is not told by what the office colours."""
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{FFFE}\x{FFFF}]"


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write a place mark for each feature; rows without a shape have none."""
    with path.open("wb") as file:
        _write(content, file, feedback)


def write_zipped(content: Content, path: Path, feedback: Feedback) -> None:
    """Write a KMZ: a zip with the document in it."""
    document = path.with_name(f"{path.name}.kml")
    try:
        write(content, document, feedback)
        with zipfile.ZipFile(path, "w") as archive:
            add(archive, DOCUMENT, document)
    finally:
        document.unlink(missing_ok=True)


def escaped(texts: pa.Array) -> pa.StringArray:
    """Return texts as they stand in XML: signs of mark-up escaped, letters that XML has not left out."""
    texts = pc.replace_substring_regex(texts, CONTROL, "")
    for sign, instead in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        texts = pc.replace_substring(texts, sign, instead)
    return texts


def written(text: str) -> str:
    """Return one text as it stands in XML."""
    plain = str(escaped(pa.array([text], pa.string()))[0].as_py())
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")  # or an attribute has blanks in their place


def _write(content: Content, file: IO[bytes], feedback: Feedback) -> None:
    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    label = label_of(content)
    colours, numbers = _colours(content)
    file.write(_head(content, names, colours).encode())
    first = 0
    tall = content.geometry_type.endswith(" Z")
    decimals = decimals_of(content)
    for table in content.tables(feedback):
        shapes = to_degrees(polygons(table.column(GEOMETRY)), content.crs, decimals)
        count = len(table)
        styles = numbers[first : first + count] if len(numbers) else np.zeros(count, dtype=np.int32)
        marks = together(
            "<Placemark>",
            _name(table, label),
            wrapped("<styleUrl>#s", pa.array(styles).cast(pa.string()), "</styleUrl>"),
            _attributes(table, names),
            _shapes(shapes, tall=tall),
            "</Placemark>\n",
        )
        file.write(run_together(marks))
        first += count
    file.write(TAIL)


def _head(content: Content, names: list[str], colours: NDArray[np.uint8]) -> str:
    kinds = content.schema
    fields = "".join(
        f'<SimpleField type="{_kind(kinds.field(name).type)}" name="{written(name)}">'
        f"<displayName>{written(head)}</displayName></SimpleField>\n"
        for name, head in zip(names, headings(content, names), strict=True)
    )
    told: Mapping[str, object] = about(content)
    source = " / ".join(str(told[name]) for name in ("credit", "licence", "date") if told.get(name))
    styles = "".join(_style(number, colour) for number, colour in enumerate(colours.tolist()))
    return (
        f"{HEAD}<name>{written(content.layer.name)}</name>\n"
        + (f"<Snippet>{written(source)}</Snippet>\n" if source else "")
        + f'{styles}<Schema name="features" id="features">\n{fields}</Schema>\n'
    )


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "int"
    return "double" if pa.types.is_floating(kind) else "string"


def _style(number: int, colour: list[int]) -> str:
    red, green, blue = colour
    opaque, seen_through = f"ff{blue:02x}{green:02x}{red:02x}", f"80{blue:02x}{green:02x}{red:02x}"
    return (
        f'<Style id="s{number}"><IconStyle><color>{opaque}</color></IconStyle>'
        f"<LineStyle><color>{opaque}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>{seen_through}</color></PolyStyle></Style>\n"
    )


def _colours(content: Content) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Return colours (k, 3), and (n,) which of them each feature has; none for all the same."""
    style = content.layer.style
    same = np.array([style.colour if isinstance(style, Fixed) else PLAIN], dtype=np.uint8)
    none = np.empty(0, dtype=np.int32)
    if isinstance(style, Fixed) or is_public(content) or content.layer.data is None:
        return same, none
    from layers import filters
    from layers.colours import feature_colours

    colours = feature_colours(content.layer)
    mask = filters.mask(content.layer)
    if len(colours) != len(content) and mask is not None and len(mask) == len(colours):
        colours = colours[mask]
    if len(colours) != len(content):
        return same, none
    found, number = np.unique(colours, axis=0, return_inverse=True)
    if len(found) > MOST_COLOURS:
        return same, none
    return found, number.reshape(-1).astype(np.int32)


def _name(table: pa.Table, label: str) -> pa.StringArray | str:
    if not label:
        return ""
    names = escaped(as_texts(table.column(label).combine_chunks()))
    return pc.fill_null(wrapped("<name>", names, "</name>"), "")


def _attributes(table: pa.Table, names: list[str]) -> pa.StringArray:
    parts: list[pa.Array | str] = ['<ExtendedData><SchemaData schemaUrl="#features">']
    for name, column in zip(names, plain_columns(table, names), strict=True):
        cells = wrapped(f'<SimpleData name="{written(name)}">', escaped(as_texts(column)), "</SimpleData>")
        parts.append(pc.fill_null(cells, ""))
    return together(*parts, "</SchemaData></ExtendedData>", pa.array([""] * len(table)))


def _shapes(shapes: NDArray[np.object_], *, tall: bool) -> pa.StringArray:
    """Return the shape of each row; several of a row stand in a MultiGeometry."""
    count = len(shapes)
    how = "<altitudeMode>absolute</altitudeMode>" if tall else ""
    texts: list[pa.StringArray] = []
    many = np.zeros(count, dtype=np.int64)
    for kind in KINDS:
        pieces = pieces_of(shapes, kind, between=",", behind=" ", heights=tall)
        many += np.bincount(pieces.rows, minlength=count)
        texts.append(gathered(_shape(pieces, how), pieces.rows, count))
    whole = together(*texts)
    several = wrapped("<MultiGeometry>", whole, "</MultiGeometry>")
    return pc.if_else(pa.array(many > 1), several, whole)


def _shape(pieces: Pieces, how: str) -> pa.StringArray:
    if pieces.kind != "Polygon":
        before, after = f"<{pieces.kind}>{how}<coordinates>", f"</coordinates></{pieces.kind}>"
        return wrapped(before, pieces.outer, after)
    ring = "<LinearRing><coordinates>", "</coordinates></LinearRing>"
    outer = wrapped(f"<outerBoundaryIs>{ring[0]}", pieces.outer, f"{ring[1]}</outerBoundaryIs>")
    holes, firsts = pieces.inner
    inner = wrapped(f"<innerBoundaryIs>{ring[0]}", holes, f"{ring[1]}</innerBoundaryIs>")
    inside = pc.binary_join(pa.ListArray.from_arrays(pa.array(firsts), inner), "")
    return together(f"<Polygon>{how}", outer, inside, "</Polygon>")
