"""CZML for Cesium and PLATEAU VIEW: WGS 84, laid on the ground, attributes as properties, never as a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content, about, label_of
from gisapp.export.footprints import decimals_of, polygons, to_degrees
from gisapp.export.kml import PLAIN
from gisapp.export.places import KINDS, Pieces, as_texts, pieces_of, plain_columns, together, wrapped
from styles.style import Fixed

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

SEEN_THROUGH = 128


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write a packet for each single shape; further ones of a feature have the first as their parent.

    Rows without a shape have a packet with their attributes alone.
    """
    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    label, decimals = label_of(content), decimals_of(content)
    style = content.layer.style
    colour = list(style.colour if isinstance(style, Fixed) else PLAIN)
    document: dict[str, Any] = {"id": "document", "version": "1.0", "name": content.layer.name}
    told = {str(name): value for name, value in about(content).items()}
    document["properties"] = told | {"crs": "EPSG:4326"}
    first = 0
    with path.open("wb") as file:
        file.write(b"[" + json.dumps(document, ensure_ascii=False).encode())
        for table in content.tables(feedback):
            shapes = to_degrees(polygons(table.column(GEOMETRY)), content.crs, decimals)
            words = _words(table, names, label)
            file.write(jsontext.run_together(_packets(shapes, words, first, colour)))
            first += len(table)
        file.write(b"\n]\n")


def _words(table: pa.Table, names: list[str], label: str) -> pa.StringArray:
    """Return name and properties of each row as members of a packet."""
    parts: list[pa.Array | str] = []
    if label:
        texts = jsontext.values(as_texts(table.column(label).combine_chunks()))
        parts.append(pc.fill_null(wrapped('"name":', texts, ","), ""))
    # A viewer takes a list for values at several times, so lists are told as text.
    columns = [
        (name, as_texts(column) if pa.types.is_nested(column.type) else column)
        for name, column in zip(names, plain_columns(table, names), strict=True)
        if column.null_count < len(table)
    ]
    return together(*parts, '"properties":{', jsontext.members(columns, len(table)), "}")


def _packets(
    shapes: NDArray[np.object_], words: pa.StringArray, first: int, colour: list[int]
) -> pa.StringArray:
    rows: list[NDArray[np.intp]] = []
    bodies: list[pa.StringArray] = []
    for kind in KINDS:
        pieces = pieces_of(shapes, kind, between=",", behind=",", heights=True)
        rows.append(pieces.rows)
        bodies.append(_body(pieces, colour))
    bare = np.setdiff1d(np.arange(len(shapes)), np.concatenate(rows))
    rows.append(bare)
    bodies.append(pa.array([""] * len(bare), pa.string()))
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    row = row[order]
    body = pa.concat_arrays([one.cast(pa.string()) for one in bodies]).take(pa.array(order))
    begins = np.concatenate([[True], row[1:] != row[:-1]]) if len(row) else np.empty(0, dtype=bool)
    part = np.arange(len(row)) - np.flatnonzero(begins)[np.cumsum(begins) - 1]
    number = pa.array(row + first).cast(pa.string())
    whole = together(',\n{"id":"', number, '",', words.take(pa.array(row)), body, "}")
    more = together(
        ',\n{"id":"', number, "-", pa.array(part).cast(pa.string()), '","parent":"', number, '"', body, "}"
    )
    return pc.if_else(pa.array(begins), whole, more)


def _body(pieces: Pieces, colour: list[int]) -> pa.StringArray:
    solid = {"solidColor": {"color": {"rgba": [*colour, 255]}}}
    ground = {"heightReference": "CLAMP_TO_GROUND"}
    if pieces.kind == "Point":
        look = {"pixelSize": 8, "color": {"rgba": [*colour, 255]}, **ground}
        return wrapped(
            ',"position":{"cartographicDegrees":[', pieces.outer, f']}},"point":{json.dumps(look)}'
        )
    if pieces.kind == "LineString":
        look = {"clampToGround": True, "width": 2, "material": solid}
        return together(
            ',"polyline":{"positions":{"cartographicDegrees":[', pieces.outer, "]},", json.dumps(look)[1:]
        )
    seen_through = {"solidColor": {"color": {"rgba": [*colour, SEEN_THROUGH]}}}
    look = {"material": seen_through, **ground}
    holes, firsts = pieces.inner
    inner = pc.binary_join(pa.ListArray.from_arrays(pa.array(firsts), wrapped("[", holes, "]")), ",")
    return together(
        ',"polygon":{"positions":{"cartographicDegrees":[',
        pieces.outer,
        ']},"holes":{"cartographicDegrees":[',
        inner,
        "]},",
        json.dumps(look)[1:],
    )
