"""Answers about where features lie: to drawn areas and to the features of other layers.

One tree of the layer's own shapes is made and kept; the shapes of the other layer are asked against it, for
shapely prepares the asking side: a district with a thousand corners then costs once, not once a house.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from layers.derived import Derived
from layers.feedback import Feedback
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.query import evaluate
from layers.query.evaluate import Truth
from layers.query.model import Circle, Features, Kind, Place, Relation, Ring, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from numpy.typing import NDArray

    from layers.base import Layer

ASKING = QT_TRANSLATE_NOOP("messages", "図形の位置を調べています")
CORNERS = 20_000
"""Corners of the asking shapes that go into one step: a small part of a second."""
SIDES = 64
"""Corners of a quarter of a drawn circle."""


@dataclass(frozen=True, eq=False)
class Footprints:
    """The shapes of a layer on the ground, with their trees.

    Attributes
    ----------
    shapes
        (n,) geometries, None where there is none.
    """

    shapes: NDArray[np.object_]

    @cached_property
    def placed(self) -> NDArray[np.bool_]:
        """Which features have a shape."""
        return ~(shapely.is_missing(self.shapes) | shapely.is_empty(self.shapes))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Tree of the shapes."""
        return shapely.STRtree(self.shapes)

    @cached_property
    def points(self) -> NDArray[np.object_]:
        """The point that stands for each feature: in it, and for most in its middle."""
        found = shapely.centroid(self.shapes)
        outside = ~shapely.covers(self.shapes, found) & self.placed
        found[outside] = shapely.point_on_surface(self.shapes[outside])
        return found

    @cached_property
    def point_tree(self) -> shapely.STRtree:
        """Tree of the points."""
        return shapely.STRtree(self.points)


_footprints: Derived[Footprints | None] = Derived(newest=1)
_answers: Derived[Any] = Derived(newest=12)


def _store(layer: Layer) -> object:
    return getattr(layer.data, "store", layer.data)


def footprints_of(layer: Layer) -> Footprints | None:
    """Return the shapes of a layer, remembered while its data live; None where it has none."""

    def make() -> Footprints | None:
        shapes = layer.footprints()
        if shapes is None:
            return None
        return Footprints(shapes)

    return None if layer.data is None else _footprints.get(_store(layer), "footprints", make)


def _mended(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes with those repaired that cross themselves: GEOS refuses to intersect them."""
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    if not broken.any():
        return shapes
    found = shapes.copy()
    found[broken] = shapely.make_valid(shapes[broken])
    return found


class LayerShapes:
    """Answers for the features of one layer; see :class:`layers.query.evaluate.Shapes`.

    Parameters
    ----------
    layer
        With its data opened; ``others`` are the layers it may ask.
    feedback
        Receives progress, and may stop the work.
    """

    def __init__(self, layer: Layer, feedback: Feedback | None = None) -> None:
        self._layer = layer
        self._feedback = feedback or Feedback()

    def relation(self, relation: Relation) -> Truth:
        """Return where features lie to a place; unknown without shapes or without the other layer."""
        return self._remembered(relation, relation.place, lambda: self._relation(relation))

    def share(self, share: Share) -> NDArray[np.float64]:
        """Return how much of each feature lies in a place, per cent; lines and points have no share."""
        return self._remembered(share, share.place, lambda: self._share(share.place))

    def measure(self, function: str) -> NDArray[np.float64]:
        """Return a measure of each shape."""
        if function in ("rise", "bottom"):
            return self._heights(function)
        return self._remembered(function, None, lambda: self._flat(function))

    def assigned(self, layer: str) -> NDArray[np.int32]:
        """Return in which area of another layer each feature lies, (n,) rows, -1 in none, -2 unknown.

        Where areas overlap, the first one counts.
        """
        place = Features(layer)
        return self._remembered(("assigned", layer), place, lambda: self._assigned(place))

    # ---------------------------------------------------------------- answers

    def _remembered(self, what: Hashable, place: Place | None, make: Callable[[], Any]) -> Any:
        other = self._layer.others.get(place.layer) if isinstance(place, Features) else None
        key = (
            what,
            id(_store(other)) if other is not None else 0,
            other.columns if other is not None else (),
        )
        return _answers.get(_store(self._layer), key, make)

    def _relation(self, relation: Relation) -> Truth:
        own, asking = footprints_of(self._layer), self._asking(relation.place)
        count = len(self._layer.table())
        if own is None or asking is None:
            return Truth(np.zeros(count, dtype=bool), np.ones(count, dtype=bool))
        met = np.zeros(count, dtype=bool)
        for part in self._parts(asking):
            if relation.kind is Kind.INSIDE:
                _, found = own.point_tree.query(part, predicate="intersects")
            elif relation.kind is Kind.TOUCHES:
                _, found = own.tree.query(part, predicate="intersects")
            else:
                _, found = own.tree.query(part, predicate="dwithin", distance=relation.metres)
            met[found] = True
        return Truth(met & own.placed, ~own.placed)

    def _assigned(self, place: Features) -> NDArray[np.int32]:
        own, asking = footprints_of(self._layer), self._asking(place)
        if own is None or asking is None:
            return np.full(len(self._layer.table()), -2, dtype=np.int32)
        last = np.iinfo(np.int32).max
        found = np.full(len(own.shapes), last, dtype=np.int32)
        first = 0
        for part in self._parts(asking):
            rows, features = own.point_tree.query(part, predicate="intersects")
            np.minimum.at(found, features, (rows + first).astype(np.int32))
            first += len(part)
        found[found == last] = -1
        found[~own.placed] = -2
        return found

    def _share(self, place: Place) -> NDArray[np.float64]:
        own, asking = footprints_of(self._layer), self._asking(place)
        if own is None or asking is None:
            return np.full(len(self._layer.table()), np.nan)
        covered = np.zeros(len(own.shapes))
        whole = shapely.area(own.shapes)
        several: list[tuple[NDArray[np.intp], NDArray[np.object_]]] = []
        for part in self._parts(asking):
            rows, features = own.tree.query(part, predicate="intersects")
            inside = own.tree.query(part, predicate="contains_properly")[1]
            covered[inside] = whole[inside]
            cut = ~np.isin(features, inside)
            pieces = shapely.intersection(_mended(own.shapes[features[cut]]), _mended(part)[rows[cut]])
            several.append((features[cut], pieces))
        self._add_pieces(several, covered, whole)
        with np.errstate(all="ignore"):
            share = np.where(whole > 0, np.minimum(100.0 * covered / whole, 100.0), np.nan)
        share[~own.placed] = np.nan
        return share

    @staticmethod
    def _add_pieces(
        several: list[tuple[NDArray[np.intp], NDArray[np.object_]]],
        covered: NDArray[np.float64],
        whole: NDArray[np.float64],
    ) -> None:
        """Add up the pieces of each feature; where areas overlap, their union counts, not their sum."""
        if not several:
            return
        features = np.concatenate([found for found, _ in several])
        pieces = np.concatenate([found for _, found in several])
        open_ = covered[features] < whole[features]
        features, pieces = features[open_], pieces[open_]
        areas = np.bincount(features, shapely.area(pieces), minlength=len(covered))
        counts = np.bincount(features, minlength=len(covered))
        covered += areas
        order = np.argsort(features, kind="stable")
        features, pieces = features[order], pieces[order]
        twice = np.flatnonzero(counts > 1)
        if len(twice):
            firsts, ends = np.searchsorted(features, twice), np.searchsorted(features, twice, side="right")
            width = int((ends - firsts).max())
            grid = np.full((len(twice), width), None, dtype=object)
            line = np.repeat(np.arange(len(twice)), ends - firsts)
            place = np.arange(len(line)) - np.repeat(
                np.cumsum(ends - firsts) - (ends - firsts), ends - firsts
            )
            grid[line, place] = pieces[np.repeat(firsts, ends - firsts) + place]
            covered[twice] = shapely.area(shapely.union_all(grid, axis=1))

    def _flat(self, function: str) -> NDArray[np.float64]:
        own = footprints_of(self._layer)
        if own is None:
            return np.full(len(self._layer.table()), np.nan)
        areal = shapely.get_dimensions(own.shapes) == 2
        found = shapely.area(own.shapes) if function == "area" else shapely.length(own.shapes)
        return np.where(own.placed & (areal if function == "area" else True), found, np.nan)

    def _heights(self, function: str) -> NDArray[np.float64]:
        columns = getattr(_store(self._layer), "features", None)
        if columns is None or "bottom" not in columns:
            return np.full(len(self._layer.table()), np.nan)
        bottom = np.asarray(columns["bottom"], dtype=np.float64)
        return bottom if function == "bottom" else np.asarray(columns["top"], dtype=np.float64) - bottom

    # ---------------------------------------------------------------- what asks

    def _asking(self, place: Place) -> NDArray[np.object_] | None:
        """Return the shapes of a place, None when the layer it names is not there."""
        if isinstance(place, Ring):
            ring = shapely.make_valid(shapely.polygons(np.array(place.points)))
            return np.array([ring], dtype=object)
        if isinstance(place, Circle):
            point = shapely.Point(place.east, place.north)
            return np.array([point.buffer(place.radius, quad_segs=SIDES)], dtype=object)
        other = self._layer.others.get(place.layer)
        found = None if other is None else footprints_of(other)
        if other is None or found is None:
            return None
        shapes = found.shapes
        if place.where is not None:
            holds = evaluate.truth(other.table(), place.where).holds
            shapes = shapes.copy()
            shapes[~holds] = None
        return shapely.force_2d(shapes)

    def _parts(self, asking: NDArray[np.object_]) -> Iterator[NDArray[np.object_]]:
        """Give the asking shapes a few at a time, and stop between them when the user wants that."""
        corners = np.cumsum(shapely.get_num_coordinates(asking))
        first = 0
        while first < len(asking):
            begin = corners[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(corners, begin + CORNERS, side="right")))
            self._feedback.step(first, len(asking), Message(ASKING))
            part = asking[first:last]
            shapely.prepare(part)
            yield part
            first = last


def touched_by(
    layer: Layer,
    other: Layer,
    rows: NDArray[np.uint32],
    kind: Kind,
    metres: float = 0.0,
    *,
    feedback: Feedback,
) -> NDArray[np.uint32]:
    """Return the features of a layer that lie to some features of another layer as asked, (n,) rising.

    Parameters
    ----------
    layer, other
        With their data opened.
    rows
        Which features of `other`.
    kind, metres
        How they must lie.
    """
    own, found = footprints_of(layer), footprints_of(other)
    if own is None or found is None or not len(rows):
        return np.empty(0, dtype=np.uint32)
    met = np.zeros(len(own.shapes), dtype=bool)
    for part in LayerShapes(layer, feedback)._parts(shapely.force_2d(found.shapes[rows])):  # noqa: SLF001
        tree = own.point_tree if kind is Kind.INSIDE else own.tree
        if kind is Kind.NEAR:
            met[tree.query(part, predicate="dwithin", distance=metres)[1]] = True
        else:
            met[tree.query(part, predicate="intersects")[1]] = True
    return np.flatnonzero(met).astype(np.uint32)
