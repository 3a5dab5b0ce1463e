"""A layer of what staff measured: points, lines and areas in space, each a record of the project.

As :mod:`layers.entered`, with records that bring their shape. The content of such a record has the members

``shape``
    ``point``, ``line`` or ``area``.
``corners``, ``crs``
    Lists of east, north, height in metres, and the plane rectangular system in which they are meant.
``label``
    What stands beside it in the picture.
``hidden``
    True where it is not to be drawn.
``values``
    Its attributes by the name of the column.

Everything else of the content is the desk's own and never seen here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from layers.base import Hit, Remark
from layers.crs import zone_of_epsg
from layers.drawables import Labels, Lines, Points
from layers.entered import Entered, content_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.operations import operation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.feedback import Feedback

SHAPES = {"point": 1, "line": 2, "area": 3}
"""Shapes and how many corners they need."""
MOST = 10_000
"""Corners of one shape."""
LARGEST = 1e8
"""No coordinate of a place on earth is larger."""
CORNER = 8.0
"""Pixels across a corner."""
WIDTH = 2.5
BEFORE = 0.01
"""Share of the distance by which it is drawn before the points of a scan: so rough is their surface."""
NEAR = 0.008
"""How far beside the line of sight a corner may lie, as a share of the distance (about eight pixels)."""
LISTED = 30
"""So many are listed below the layer; all are in its table."""

LINE = QT_TRANSLATE_NOOP(CONTEXT, "{name}　{label}")
HIDDEN = QT_TRANSLATE_NOOP(CONTEXT, "{name}　{label}（隠しています）")
HINT = QT_TRANSLATE_NOOP(CONTEXT, "名前を変える・隠す・消すのは、点群の画面の「計測」でできます。")


@dataclass(frozen=True, eq=False)
class Measured(Entered):
    """What staff measured; see the module."""

    kind: ClassVar[str] = "measured"

    @staticmethod
    def shaped(contents: Sequence[Mapping[str, Any]], crs: str) -> NDArray[np.object_]:
        """Return the shape (n,) of each content in a system, None for those without."""
        import shapely

        make = {"point": shapely.Point, "line": shapely.LineString, "area": shapely.Polygon}
        found = np.full(len(contents), None, dtype=object)
        for place, one in enumerate(contents):
            corners = corners_of(one, crs)
            if corners is not None:
                shape = make[str(one["shape"])](corners[0] if one["shape"] == "point" else corners)
                found[place] = shape
        return found

    @classmethod
    def home(cls, contents: Sequence[Mapping[str, Any]]) -> str:
        """Return the system of the first shape, empty when there is none."""
        return next((str(one["crs"]) for one in contents if corners_of(one, "") is not None), "")

    @property
    def _merges(self) -> bool:
        """Nothing of it is merged from afar: each was measured by hand and is to be seen."""
        return False

    def remarks(self) -> tuple[Remark, ...]:
        """Return a line for each record, so that each is seen below the layer."""
        basis = () if self.data is None else self.data.store.basis
        return tuple(
            Remark(
                Message(
                    HIDDEN if content_of(one).get("hidden") else LINE,
                    {"name": one.name, "label": str(content_of(one).get("label", ""))},
                ),
                Message(HINT),
                "measured",
            )
            for one in basis[:LISTED]
        )

    def _drawn(
        self,
        shapes: NDArray[np.object_],
        rows: NDArray[np.intp],
        level: int,
        feedback: Feedback | None,
    ) -> list[Drawable]:
        """Return lines, corners and labels; an area is its closed line."""
        del shapes, level
        store, crs = self.data.store, self.data.crs
        if feedback is not None:
            feedback.step()
        found = []
        for row in rows.tolist():
            content = content_of(store.basis[row])
            corners = None if content.get("hidden") else corners_of(content, crs)
            if corners is not None:
                closed = content["shape"] == "area"
                found.append((row, corners, closed, str(content.get("label", ""))))
        if not found:
            return []
        origin = np.round(found[0][1][0])
        lines = [np.vstack([one, one[:1]]) if closed else one for _, one, closed, _ in found]
        lengths = np.array([len(one) for one in lines])
        ids = np.array([row for row, *_ in found], dtype=np.uint32)
        places = np.concatenate([one for _, one, _, _ in found]) - origin
        owners = np.repeat(ids, [len(one) for _, one, _, _ in found])
        several = lengths > 1
        drawn: list[Drawable] = [Points(origin, places, owners, CORNER, before=BEFORE)]
        if several.any():
            whole = np.concatenate([one for one in lines if len(one) > 1]) - origin
            offsets = np.concatenate([[0], np.cumsum(lengths[several])])
            drawn.append(Lines(origin, whole, offsets, ids[several], WIDTH, before=BEFORE))
        texts = tuple(text for *_, text in found)
        at = np.array([middle_of(one, closed=closed) for _, one, closed, _ in found]) - origin
        return [*drawn, Labels(origin, at, texts, ids)]

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first shape of which a corner or a line lies on a line of sight."""
        if self.data is None or not len(self.data.bounds):
            return None
        way = direction / np.linalg.norm(direction)
        best: Hit | None = None
        for row, record in enumerate(self.data.store.basis):
            content = content_of(record)
            corners = None if content.get("hidden") else corners_of(content, self.data.crs)
            if corners is None:
                continue
            closed = content["shape"] == "area"
            along, beside = _beside(corners, origin, way, closed=closed)
            if along > 0 and beside <= NEAR * along and (best is None or along < best.distance):
                east, north, height = (origin + along * way).tolist()
                best = Hit(self.id, row, along, (east, north, height))
        return best


def corners_of(content: Mapping[str, Any], crs: str) -> NDArray[np.float64] | None:
    """Return the corners (n, 3) of a content in a system, metres; its own system for an empty `crs`.

    None where it is no shape that can be believed: a project is a file from anywhere.
    """
    shape, given, own = content.get("shape"), content.get("corners"), content.get("crs")
    least = SHAPES.get(shape) if isinstance(shape, str) else None
    if least is None or not isinstance(given, list) or not isinstance(own, str):
        return None
    if not zone_of_epsg(own) or not least <= len(given) <= MOST:
        return None
    if not all(isinstance(one, list) and len(one) == 3 for one in given):
        return None
    if not all(isinstance(number, (int, float)) for one in given for number in one):
        return None
    corners = np.array(given, dtype=np.float64)
    if not (np.abs(corners) < LARGEST).all():  # NaN is not smaller
        return None
    if crs and own != crs:
        east, north = operation(own, crs).transform(corners[:, 0], corners[:, 1])[:2]
        corners[:, 0], corners[:, 1] = east, north
        if not np.isfinite(corners).all():
            return None
    return corners


def middle_of(corners: NDArray[np.float64], *, closed: bool) -> NDArray[np.float64]:
    """Return where a label stands: the middle of an area, half way along a line."""
    if closed or len(corners) == 1:
        return np.asarray(corners.mean(axis=0))
    steps = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    ends = np.cumsum(steps)
    half = ends[-1] / 2
    place = int(np.searchsorted(ends, half))
    share = (half - (ends[place] - steps[place])) / max(steps[place], 1e-12)
    return np.asarray(corners[place] + share * (corners[place + 1] - corners[place]))


def _beside(
    corners: NDArray[np.float64], origin: NDArray[np.float64], way: NDArray[np.float64], *, closed: bool
) -> tuple[float, float]:
    """Return how far along a ray a line comes nearest to it for its distance, and how far beside it lies."""
    begin = corners - origin
    step = np.roll(begin, -1, axis=0) - begin
    if not closed:
        step[-1] = 0.0
    # Seen along the ray a piece is a line on a plane, and the point of it next to the middle is met.
    seen, run = (one - np.outer(one @ way, way) for one in (begin, step))
    length = np.einsum("ij,ij->i", run, run)
    share = np.clip(-np.einsum("ij,ij->i", seen, run) / np.where(length > 0, length, 1.0), 0.0, 1.0)
    met = begin + share[:, None] * step
    along = met @ way
    beside = np.linalg.norm(met - along[:, None] * way, axis=1)
    nearest = int(np.argmin(np.where(along > 0, beside / np.maximum(along, 1e-9), np.inf)))
    return float(along[nearest]), float(beside[nearest])
