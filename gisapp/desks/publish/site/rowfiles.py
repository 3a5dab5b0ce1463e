"""Tables as pages of JSON, and what the search of the page looks through."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY
from gisapp.export.footprints import polygons
from layers import crs

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.projection import PublicContent
    from layers.feedback import Feedback

ROWS = 500
"""Rows in one file: what a click loads."""
READINGS = ("カナ", "かな", "フリガナ", "ふりがな", "よみ", "読み", "kana")
PLACES = ("所在地", "住所", "町名", "町丁目", "町字", "大字", "地番", "address")
NUMBER_OF_FILE = "{:04d}"


@dataclass(frozen=True)
class Written:
    """What was written of the rows of a layer.

    Attributes
    ----------
    files
        Paths from the folder of the site, with ``/``.
    bounds
        West, south, east, north of the features in degrees; None when none has a shape.
    search
        The index for the search, empty when there is nothing to be found.
    letters
        All letters that occur.
    kind
        ``point``, ``line`` or ``area``; empty when no feature has a shape.
    """

    files: tuple[str, ...]
    bounds: tuple[float, float, float, float] | None
    search: str = ""
    letters: frozenset[str] = field(default_factory=frozenset)
    kind: str = ""


def write_rows(
    content: PublicContent, publication: Publication, folder: Path, slug: str, feedback: Feedback
) -> Written:
    """Write all rows of a layer, and the index of those that have a name.

    A file holds ``{"rows": [[value, …], …], "boxes": [[west, south, east, north] or null, …]}``: values in
    the order of the published fields, boxes in degrees with the decimals of the publication.

    Parameters
    ----------
    content
        What is published.
    publication
        Says which field is the name.
    folder
        Of the site; files go to ``data/``.
    slug
        How files of the layer begin.
    feedback
        Hears of progress in features.
    """
    (folder / "data").mkdir(parents=True, exist_ok=True)
    names = [one.name for one in publication.fields]
    decimals = min(content.decimals, 6)
    pages = _Pages(folder, f"data/{slug}-rows-")
    entries: list[str] = []
    letters: set[str] = set()
    extents: list[NDArray[np.float64]] = []
    kinds = np.zeros(8, dtype=np.int64)
    first = 0
    for table in content.tables(feedback):
        feedback.step(first, len(content))
        shapes = polygons(table.column(GEOMETRY))
        boxes = _boxes(shapes, content.crs)
        extents.append(boxes)
        kinds += _kinds(shapes)
        rows = _rows(table, names)
        pages.add(rows, _box_texts(boxes, decimals))
        entries += _entries(table, publication, shapes, content.crs, first, decimals)
        first += len(table)
    pages.finish()
    letters |= pages.letters
    search = ""
    if entries:
        search = f"data/{slug}-search.json"
        text = '{"entries":[' + ",\n".join(entries) + "]}\n"
        (folder / search).write_bytes(text.encode())
    return Written(tuple(pages.files), _bounds(extents), search, frozenset(letters), _kind(kinds))


class _Pages:
    """Cuts rows into files of :data:`ROWS`."""

    def __init__(self, folder: Path, stem: str) -> None:
        self._folder = folder
        self._stem = stem
        self._rows: list[str] = []
        self._boxes: list[str] = []
        self.files: list[str] = []
        self.letters: set[str] = set()

    def add(self, rows: list[str], boxes: list[str]) -> None:
        self._rows += rows
        self._boxes += boxes
        while len(self._rows) >= ROWS:
            self._write(self._rows[:ROWS], self._boxes[:ROWS])
            del self._rows[:ROWS], self._boxes[:ROWS]

    def finish(self) -> None:
        if self._rows:
            self._write(self._rows, self._boxes)

    def _write(self, rows: list[str], boxes: list[str]) -> None:
        text = '{"rows":[' + ",\n".join(rows) + '],\n"boxes":[' + ",".join(boxes) + "]}\n"
        self.letters.update(text)
        name = self._stem + NUMBER_OF_FILE.format(len(self.files)) + ".json"
        (self._folder / name).write_bytes(text.encode())
        self.files.append(name)


def _rows(table: pa.Table, names: list[str]) -> list[str]:
    """Return each row as a JSON array."""
    if not names:
        return ["[]"] * len(table)
    columns = [pc.fill_null(as_json(table.column(name)), "null") for name in names]
    joined = pc.binary_join_element_wise(*columns, ",")
    texts: list[str] = pc.binary_join_element_wise("[", joined, "]", "").to_pylist()
    return texts


def as_json(column: pa.ChunkedArray) -> pa.StringArray:
    """Return values as JSON, null where there is none; kinds that JSON lacks become texts."""
    plain = column.combine_chunks()
    if pa.types.is_boolean(plain.type):
        return plain.cast(pa.string())
    known = (pa.types.is_string, pa.types.is_floating, pa.types.is_integer, pa.types.is_dictionary)
    if not any(test(plain.type) for test in known):
        plain = plain.cast(pa.string())
    return jsontext.values(plain)


def _boxes(shapes: NDArray[np.object_], system: str) -> NDArray[np.float64]:
    """Return west, south, east, north (n, 4) in degrees, NaN where there is no shape."""
    import shapely

    boxes = shapely.bounds(shapes)
    found = np.full(boxes.shape, np.nan)
    sound = np.isfinite(boxes).all(axis=1)
    if sound.any():
        east, north = boxes[sound][:, [0, 2, 0, 2]], boxes[sound][:, [1, 1, 3, 3]]
        longitude, latitude = crs.unproject(east.ravel(), north.ravel(), system)
        longitude, latitude = longitude.reshape(-1, 4), latitude.reshape(-1, 4)
        found[sound] = np.column_stack(
            [longitude.min(axis=1), latitude.min(axis=1), longitude.max(axis=1), latitude.max(axis=1)]
        )
    return found


def _box_texts(boxes: NDArray[np.float64], decimals: int) -> list[str]:
    sound = np.isfinite(boxes).all(axis=1)
    columns = [_degrees(boxes[:, position], decimals) for position in range(4)]
    joined = pc.binary_join_element_wise(*columns, ",")
    texts = pc.if_else(pa.array(sound), pc.binary_join_element_wise("[", joined, "]", ""), "null")
    found: list[str] = texts.to_pylist()
    return found


def _degrees(values: NDArray[np.float64], decimals: int) -> pa.StringArray:
    return pa.array(np.round(np.nan_to_num(values), decimals)).cast(pa.string())


def _entries(
    table: pa.Table,
    publication: Publication,
    shapes: NDArray[np.object_],
    system: str,
    first: int,
    decimals: int,
) -> list[str]:
    """Return the entries of named rows: row, name, reading, place, longitude, latitude."""
    import shapely

    if not publication.label or publication.label not in table.column_names:
        return []
    label = pc.fill_null(table.column(publication.label).cast(pa.string()).combine_chunks(), "")
    kept = np.flatnonzero(
        (pc.utf8_length(pc.utf8_trim_whitespace(label)).to_numpy() > 0)
        & ~shapely.is_missing(shapes)
        & ~shapely.is_empty(shapes)
    )
    if not len(kept):
        return []
    some = shapely.force_2d(shapes[kept])
    middle = np.where(shapely.get_dimensions(some) == 2, shapely.point_on_surface(some), _middles(some))
    longitude, latitude = crs.unproject(shapely.get_x(middle), shapely.get_y(middle), system)
    rows = pa.array(first + kept).cast(pa.string())
    texts = [label.take(pa.array(kept))]
    texts += [_joined(table, publication, words, kept) for words in (READINGS, PLACES)]
    columns = [rows, *(jsontext.values(pc.fill_null(one, "")) for one in texts)]
    columns += [_degrees(longitude, decimals), _degrees(latitude, decimals)]
    joined = pc.binary_join_element_wise(*columns, ",")
    found: list[str] = pc.binary_join_element_wise("[", joined, "]", "").to_pylist()
    return found


def _middles(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return a point of each shape: of lines one halfway along."""
    import shapely

    lines = shapely.get_dimensions(shapes) == 1
    found = shapely.centroid(shapes)
    longest = shapely.line_merge(shapes[lines])
    single = shapely.get_geometry(longest, 0)
    found[lines] = shapely.line_interpolate_point(single, 0.5, normalized=True)
    return np.asarray(found)


def _joined(
    table: pa.Table, publication: Publication, words: tuple[str, ...], kept: NDArray[np.int64]
) -> pa.StringArray:
    """Return the texts of the public fields whose name holds one of some words, together."""
    names = [
        one.name
        for one in publication.fields
        if one.name != publication.label
        and pa.types.is_string(table.column(one.name).type)
        and any(word in unicodedata.normalize("NFKC", f"{one.name}{one.column}").lower() for word in words)
    ]
    if not names:
        return pa.array([""] * len(kept), pa.string())
    texts = [pc.fill_null(table.column(name).combine_chunks().take(pa.array(kept)), "") for name in names]
    return pc.utf8_trim_whitespace(pc.binary_join_element_wise(*texts, " "))


def _kinds(shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    import shapely

    return np.bincount(shapely.get_type_id(shapes) + 1, minlength=9)[1:9]


def _kind(counts: NDArray[np.int64]) -> str:
    """Return what most features are."""
    sums = {
        "point": counts[0] + counts[4],
        "line": counts[1] + counts[2] + counts[5],
        "area": counts[3] + counts[6],
    }
    best = max(sums, key=lambda one: int(sums[one]))
    return best if sums[best] else ""


def _bounds(extents: list[NDArray[np.float64]]) -> tuple[float, float, float, float] | None:
    boxes = np.concatenate(extents) if extents else np.empty((0, 4))
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return None
    west, south = boxes[:, :2].min(axis=0).tolist()
    east, north = boxes[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """Return values without those that say nothing, so that the description stays small."""
    return {name: value for name, value in values.items() if value not in ("", None, (), [], {})}
