"""Vector tiles of what the public may see: layers of a web map that a browser fetches piece by piece.

``stock.py`` lays shapes and attributes down as flat arrays, ``branches.py`` makes tiles of them in compiled
loops (``cutting.py``, ``outlines.py``, ``encoding.py``), and :mod:`gisapp.desks.publish.pmtiles` puts them
into one file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.pmtiles import ArchiveWritten, Cover, TileKind, write_archive
from gisapp.desks.publish.tilegrid import FINEST, WORLD, WORLD_BITS, degrees, extent_in_degrees
from gisapp.export.content import Part
from layers.errors import ExportFailed
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.publish.vectortiles.branches import Branch, Done, Shelf
    from gisapp.export.content import Content
    from layers.feedback import Feedback

ZOOMS = (10, 16)
"""From a city on one screen to single buildings."""
WIDEST = (4, 14)
"""Coarsest zooms of the largest and the smallest data."""
MOST_POINTS = 60_000
"""Points of a branch that one process makes in one go."""
MOST_THREADS = 8
AROUND = 8
"""Units of the finest grid, 15 cm together, by which bounds are wider than what they hold."""

NOTHING = QT_TRANSLATE_NOOP(CONTEXT, "タイルにする図形がありません。")
NOTHING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開する区域と絞り込みの条件を確かめてください。")
CUT = QT_TRANSLATE_NOOP(
    CONTEXT, "「{layer}」の「{name}」で {longest:,} 字を超える {count:,} 件を、その長さで切りました。"
)
WITHOUT = QT_TRANSLATE_NOOP(CONTEXT, "「{layer}」の {count:,} 件は図形がなく、地図に出ません。")
THINNED = QT_TRANSLATE_NOOP(
    CONTEXT, "地図のタイル {count:,} 枚が大きくなりすぎるため、小さいものをまとめました。"
)
MAKING = QT_TRANSLATE_NOOP(CONTEXT, "地図のタイルを作っています")


@dataclass(frozen=True, eq=False)
class TilePart:
    """A layer of the tiles.

    Attributes
    ----------
    name
        Id of the layer within the tiles.
    content
        Its features as the public sees them.
    fields
        Names of the columns that tiles carry, and no others.
    extras
        Further attributes by name: (n,) numbers, such as those of :func:`standing`, or the name of a column.
    minzoom, maxzoom
        Where it is there; by default at all zooms of the tiles.
    """

    name: str
    content: Content
    fields: tuple[str, ...] = ()
    extras: Mapping[str, NDArray[np.float64] | str] = field(default_factory=dict)
    minzoom: int | None = None
    maxzoom: int | None = None


@dataclass(frozen=True)
class TilesetAbout:
    """What tiles tell of themselves; nothing else is written.

    Attributes
    ----------
    name, description
        Title, and what it is.
    attribution
        Who is to be named, as text.
    """

    name: str
    description: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class TilesWritten:
    """What was written.

    Attributes
    ----------
    path
        The file.
    archive
        Its tiles.
    zooms
        The coarsest and the finest.
    bounds
        West, south, east, north in degrees.
    features
        Of each layer, with a shape.
    kept
        Features that are there at each zoom from the coarsest on, of each layer.
    fields
        Names of the attributes of each layer, with ``String``, ``Number`` or ``Boolean``.
    """

    path: Path
    archive: ArchiveWritten
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]
    features: Mapping[str, int]
    kept: Mapping[str, tuple[int, ...]]
    fields: Mapping[str, Mapping[str, str]]


def zooms_for(content: Content) -> tuple[int, int]:
    """Return the zooms at which tiles are of use: from where all fit into a few, to single buildings."""
    west, south, _, east, north, _ = content.extent
    low = extent_in_degrees((west, south, east, north), content.crs)
    wide = max(low[2] - low[0], low[3] - low[1], 360 / (1 << WIDEST[1]))
    return min(max(int(np.log2(360 / wide)) - 1, WIDEST[0]), WIDEST[1]), ZOOMS[1]


def standing(content: Content, feedback: Feedback) -> NDArray[np.float64]:
    """Return how tall each feature stands above its own lowest point, metres, to a decimetre.

    Returns
    -------
    heights
        (n,) not a number without a solid shape, and for all where the public does not see solid shapes.
    """
    low, high = np.full(len(content), np.inf), np.full(len(content), -np.inf)
    if Part.SHAPES in content.offers:
        for mesh in content.shapes(feedback):
            feature = np.repeat(mesh.features.astype(np.int64), 3)
            height = mesh.points[mesh.triangles.ravel(), 2] + float(mesh.origin[2])
            np.minimum.at(low, feature, height)
            np.maximum.at(high, feature, height)
    with np.errstate(invalid="ignore"):
        tall = high - low
    return np.where(np.isfinite(tall), np.round(tall, 1), np.nan)


def write_vector_tiles(
    parts: Sequence[TilePart],
    path: Path,
    feedback: Feedback,
    *,
    executor: Executor | None = None,
    zooms: tuple[int, int] = ZOOMS,
    about: TilesetAbout | None = None,
    scratch: Path | None = None,
) -> TilesWritten:
    """Write layers as vector tiles in one PMTiles file; ids of features are their rows, from 1 on.

    Parameters
    ----------
    parts
        The layers, each with another name.
    path
        Target; the caller gives it its name when it is whole.
    feedback
        Receives progress, and findings on what was cut or thinned.
    executor
        Who works; by default threads of this process, whose loops are compiled. Processes elsewhere must see
        `scratch` under the same path.
    zooms
        The coarsest and the finest zoom of the tiles, at most :data:`~gisapp.desks.publish.tilegrid.FINEST`.
    about
        What the tiles tell of themselves.
    scratch
        Folder for what is needed meanwhile, which is removed; by default that of the target.

    Raises
    ------
    layers.errors.ExportFailed
        When there is no shape at all.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    if not 0 <= zooms[0] <= zooms[1] <= FINEST or len({one.name for one in parts}) < len(parts):
        raise ValueError(zooms)
    from gisapp.desks.publish.vectortiles.branches import Shelf
    from gisapp.desks.publish.vectortiles.stock import Stock, lay_in

    where = path.parent if scratch is None else scratch
    with tempfile.TemporaryDirectory(prefix=".tiles-", dir=where, ignore_cleanup_errors=True) as name:
        shelves, stocked = [], []
        for number, part in enumerate(parts):
            folder = Path(name, f"{number}")
            folder.mkdir()
            share = feedback.share(0.4 * number / len(parts), 0.4 * (number + 1) / len(parts))
            extras = {key: _numbers(part.content, value) for key, value in part.extras.items()}
            found = lay_in(folder, part.content, part.fields, extras, share)
            _tell(part.name, found, feedback)
            low = zooms[0] if part.minzoom is None else max(part.minzoom, zooms[0])
            high = zooms[1] if part.maxzoom is None else min(part.maxzoom, zooms[1])
            shelves.append(Shelf(part.name, folder, (low, high)))
            stocked.append(found)
        boxes = [Stock(one.folder).array("boxes").copy() for one in shelves]
        weights = [Stock(one.folder).array("weights").copy() for one in shelves]
        if not sum(map(len, boxes)):
            raise ExportFailed(NOTHING, NOTHING_HINT)
        branches = list(_branches(tuple(shelves), boxes, weights, zooms, Path(name)))
        done = _grown(branches, executor, feedback.share(0.4, 0.95))
        bounds = _bounds(np.concatenate(boxes))
        fields = {part.name: one.kinds for part, one in zip(parts, stocked, strict=True)}
        written = write_archive(
            path,
            [one.spool for one in done],
            Cover(TileKind.MVT, zooms, bounds),
            _metadata(about or TilesetAbout(path.stem), shelves, fields),
        )
    thinned = sum(one.thinned for one in done)
    if thinned:
        feedback.find(Finding(Severity.INFO, "tiles-thinned", THINNED, {"count": thinned}))
    kept = {
        shelf.name: tuple(
            sum(one.kept.get((number, zoom), 0) for one in done) for zoom in range(zooms[0], zooms[1] + 1)
        )
        for number, shelf in enumerate(shelves)
    }
    features = {part.name: one.features for part, one in zip(parts, stocked, strict=True)}
    return TilesWritten(path, written, zooms, bounds, features, kept, fields)


def _numbers(content: Content, value: NDArray[np.float64] | str) -> NDArray[np.float64]:
    if not isinstance(value, str):
        return value
    column = content.columns([value]).column(0).cast("float64")
    found: NDArray[np.float64] = column.to_numpy(zero_copy_only=False)
    return found


def _tell(layer: str, found: Any, feedback: Feedback) -> None:
    from gisapp.desks.publish.vectortiles.values import LONGEST

    for name, count in found.cut.items():
        values = {"layer": layer, "name": name, "longest": LONGEST, "count": count}
        feedback.find(Finding(Severity.WARNING, "tile-text-cut", CUT, values, count=count))
    if found.without:
        values = {"layer": layer, "count": found.without}
        feedback.find(Finding(Severity.INFO, "tile-without-shape", WITHOUT, values, count=found.without))


def _branches(
    shelves: tuple[Shelf, ...],
    boxes: Sequence[NDArray[np.int64]],
    weights: Sequence[NDArray[np.int64]],
    zooms: tuple[int, int],
    folder: Path,
) -> Iterator[Branch]:
    """Give the work in pieces: tiles with all below them where that is little, else the tile alone."""
    from gisapp.desks.publish.vectortiles.branches import BUFFER, Branch
    from gisapp.desks.publish.vectortiles.encoding import EXTENT

    side = 1 << (WORLD_BITS - zooms[0])
    low = np.min([one[:, :2].min(axis=0) for one in boxes if len(one)], axis=0) // side
    high = np.max([one[:, 2:].max(axis=0) for one in boxes if len(one)], axis=0) // side
    rows = [np.arange(len(one)) for one in boxes]
    waiting = [
        (zooms[0], column, row, rows)
        for column in range(int(low[0]), int(high[0]) + 1)
        for row in range(int(low[1]), int(high[1]) + 1)
    ]
    number = 0
    while waiting:
        zoom, column, row, rows = waiting.pop()
        side = 1 << (WORLD_BITS - zoom)
        pad = side * BUFFER // EXTENT
        box = (column * side - pad, row * side - pad, (column + 1) * side + pad, (row + 1) * side + pad)
        rows = [_within(one, some, box) for one, some in zip(boxes, rows, strict=True)]
        size = sum(int(one[some].sum()) for one, some in zip(weights, rows, strict=True))
        if not sum(map(len, rows)):
            continue
        whole = size <= MOST_POINTS or zoom == zooms[1]
        last = zooms[1] if whole else zoom
        yield Branch(shelves, zoom, column, row, last, folder / f"{number}.spool")
        number += 1
        if not whole:
            waiting += [(zoom + 1, 2 * column + k % 2, 2 * row + k // 2, rows) for k in range(4)]


def _within(
    boxes: NDArray[np.int64], rows: NDArray[np.int64], box: tuple[int, int, int, int]
) -> NDArray[np.int64]:
    some = boxes[rows]
    met = (some[:, 0] <= box[2]) & (some[:, 2] >= box[0]) & (some[:, 1] <= box[3]) & (some[:, 3] >= box[1])
    return rows[met]


def _grown(branches: Sequence[Branch], executor: Executor | None, feedback: Feedback) -> list[Done]:
    """Return what became of all branches, in their order."""
    from gisapp.desks.publish.vectortiles.branches import grow

    with _crew(executor) as crew:
        waiting: dict[Future[Done], int] = {}
        try:
            waiting = {crew.submit(grow, one): number for number, one in enumerate(branches)}
            open_ = set(waiting)
            while open_:
                feedback.step(len(branches) - len(open_), len(branches), Message(MAKING))
                ended, open_ = wait(open_, 0.1, FIRST_COMPLETED)
                for one in ended:
                    one.result()
        except BaseException:
            wait([one for one in waiting if not one.cancel()])
            raise
        return [one.result() for one in waiting]


@contextmanager
def _crew(executor: Executor | None) -> Iterator[Executor]:
    if executor is not None:
        yield executor
        return
    with ThreadPoolExecutor(min(os.cpu_count() or 2, MOST_THREADS)) as threads:
        yield threads


def _bounds(boxes: NDArray[np.int64]) -> tuple[float, float, float, float]:
    # A hair wider: readers refuse bounds without a width, as those of a single point have.
    edges = np.concatenate([boxes[:, :2].min(axis=0) - AROUND, boxes[:, 2:].max(axis=0) + AROUND]) / WORLD
    longitude, latitude = degrees(edges[[0, 2]], edges[[3, 1]])
    return float(longitude[0]), float(latitude[0]), float(longitude[1]), float(latitude[1])


def _metadata(
    about: TilesetAbout, shelves: Sequence[Shelf], fields: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    layers = [
        {"id": one.name, "fields": dict(fields[one.name]), "minzoom": one.zooms[0], "maxzoom": one.zooms[1]}
        for one in shelves
    ]
    told = {"name": about.name, "description": about.description, "attribution": about.attribution}
    return {**{key: value for key, value in told.items() if value}, "vector_layers": layers}
