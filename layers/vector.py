"""The layer of points, lines and areas, on top of a feature store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from layers import drape, filters, raycast
from layers.base import Description, Hit, Layer, Part, Table, View
from layers.computed import described, table_of
from layers.describefeature import describe_feature
from layers.drape import Ground, Plane
from layers.standing import standing
from layers.store.sight import Sight
from layers.store.table import StoreTable
from layers.vectorlevels import (
    BLOCKS_FROM,
    CUTS,
    LEVELS,
    SPACINGS,
    TOGETHER,
    TOLERANCE,
    simplified,
    thinned,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.featurestore import FeatureStore
    from layers.feedback import Feedback
    from layers.moments import Times
    from layers.timecolumn import TimeColumns
    from layers.vectorlevels import Pyramid

MOST_ROUNDS = 16
COARSER = 1.4
"""Until the budget is met, everything is made coarser by this factor again and again."""
OUTLINE = (84, 84, 82)
POINT = 6.0
"""Pixels across a point whose importer says nothing."""


@dataclass(frozen=True, eq=False)
class Features:
    """An opened store, the ground that it lies on, and what the layer works out once."""

    store: FeatureStore
    ground: Ground = field(default_factory=Plane)
    _tables: list[StoreTable] = field(default_factory=list, repr=False)

    @property
    def table(self) -> StoreTable:
        """Attribute table; columns once read are shared by all grounds."""
        if not self._tables:
            self._tables.append(StoreTable(self.store))
        return self._tables[0]

    def on(self, ground: Ground) -> Features:
        """Return the same features on another ground."""
        return self if ground is self.ground else replace(self, ground=ground)

    @property
    def crs(self) -> str:
        """Plane rectangular system of the coordinates."""
        return self.store.crs

    @property
    def folder(self) -> Path:
        """Folder of the store."""
        return self.store.folder

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """(t, 6) bounds of the tiles, with the ground's heights where shapes have none."""
        bounds = self.store.tile_bounds.copy()
        unknown = ~np.isfinite(bounds[:, 2])
        if unknown.any():
            middle = (bounds[unknown, 0:2] + bounds[unknown, 3:5]) / 2
            bounds[unknown, 2] = drape.on_ground(self.ground, middle, -30.0)[:, 2]
            bounds[unknown, 5] = bounds[unknown, 2] + 60.0
        return bounds

    @property
    def pyramid(self) -> Pyramid:
        """What the tiles cost at each level."""
        return self.store.pyramid

    @property
    def areal(self) -> bool:
        """Whether there are areas among the shapes."""
        return self.store.areal


@dataclass(frozen=True, eq=False)
class Vector(Layer):
    """Points, lines or areas; `data` is :class:`Features`."""

    kind: ClassVar[str] = "vector"

    def extent(self) -> tuple[float, float, float, float, float, float] | None:
        """Return west, south, bottom, east, north, top in metres."""
        if self.data is None or not len(self.data.bounds):
            return None
        bounds = self.data.bounds
        low, high = bounds[:, :3].min(axis=0).tolist(), bounds[:, 3:].max(axis=0).tolist()
        return low[0], low[1], low[2], high[0], high[1], high[2]

    def parts(self, view: View) -> list[Part]:
        """Return the tiles and blocks that the view wants, each as fine as it can be seen."""
        if self.data is None or not len(self.data.bounds):
            return []
        seen, distance = Sight(view).of(self.data.bounds)
        tiles = np.flatnonzero(seen)
        if not len(tiles):
            return []
        half = np.tan(np.radians(view.field_of_view) / 2)
        pixel = 2 * half * np.maximum(distance[tiles], 1.0) / view.size[1]
        pyramid = self.data.pyramid
        for _ in range(MOST_ROUNDS):
            level = np.clip(np.floor(np.log2(pixel / TOLERANCE)) + 1, 0, LEVELS - 1).astype(int)
            wanted = pyramid.costs[tiles, level]
            if wanted.sum() <= view.budget:
                break
            pixel = pixel * COARSER
        mark = "" if self._merges else "~"
        if self.filter and not mark:  # what is merged depends on what passes the filter
            mark = f"~{hash(filters.key(self)) & 0xFFFFFFFF:x}"
        block = pyramid.block[tiles]
        seen_of = np.bincount(block)
        finest, coarsest = np.full(len(seen_of), LEVELS), np.zeros(len(seen_of), dtype=int)
        np.minimum.at(finest, block, level)
        np.maximum.at(coarsest, block, level)
        # What is not merged stays in pieces that are quick to load.
        whole = (finest >= BLOCKS_FROM) & (seen_of >= TOGETHER) & self._merges
        nearest = np.full(len(seen_of), np.inf)
        np.minimum.at(nearest, block, distance[tiles])
        parts = [
            self._part(f"block{one}", int(coarsest[one]), float(nearest[one]), mark, ())
            for one in np.flatnonzero(whole).tolist()
        ]
        alone = ~whole[block]
        parts += [
            self._part(f"tile{tile}", one, float(distance[tile]), mark, (above,))
            for tile, one, above in zip(
                tiles[alone].tolist(), level[alone].tolist(), block[alone].tolist(), strict=True
            )
        ]
        parts.sort(key=lambda part: part.priority)
        return parts

    def _part(self, name: str, level: int, distance: float, mark: str, above: tuple[int, ...]) -> Part:
        """Return a part with what may stand in for it: other levels, and the blocks `above` it."""

        def key(name: str, level: int) -> tuple[str, int]:
            return (name + mark if level else name), level

        pyramid = self.data.pyramid
        price = pyramid.costs[int(name[4:]) if above else pyramid.block == int(name[5:]), level].sum()
        levels = range(LEVELS) if above else range(BLOCKS_FROM, LEVELS)
        others = [key(name, other) for other in levels if other != level]
        others += [key(f"block{one}", other) for one in above for other in range(BLOCKS_FROM, LEVELS)]
        return Part(self.id, key(name, level), distance, int(price), tuple(others))

    @property
    def _merges(self) -> bool:
        """Whether small shapes are merged from afar: not where time decides which of them are seen."""
        merges: bool = self.data.pyramid.merges
        return merges and (self.during is None or self.time_columns() is None)

    def load(self, part: Part, feedback: Feedback) -> list[Drawable]:
        """Make what is drawn of a tile or a block at one level."""
        name, level = part.key
        store = self.data.store
        numbers = self.data.pyramid.shapes_of(name.partition("~")[0])
        feedback.step()
        if not level or not self._merges:
            return self._drawn(store.placed_shapes(numbers), numbers, level, feedback)
        shown = filters.mask(self)
        found = thinned(store, numbers if shown is None else numbers[shown[numbers]], level)
        feedback.step()
        return [
            *self._drawn(store.placed_shapes(found.whole), found.whole, level, feedback),
            *drape.areas(found.squares(), found.owners, self.data.ground, CUTS[level], solid=False),
        ]

    def _drawn(
        self,
        shapes: NDArray[np.object_],
        rows: NDArray[np.intp],
        level: int,
        feedback: Feedback | None,
    ) -> list[Drawable]:
        import shapely

        features: Features = self.data
        solid = features.store.solid
        edged = np.ones(len(shapes), dtype=bool)
        if level and not solid:
            shapes, edged = simplified(shapes, level)
            kept = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
            shapes, rows, edged = shapes[kept], rows[kept], edged[kept]
        found: list[Drawable] = []
        if features.areal:
            found.extend(drape.areas(shapes, rows, features.ground, CUTS[level], solid=solid))
        if feedback is not None:
            feedback.step()
        if not (features.areal and solid):  # the edges of solids would be a tangle
            outline = OUTLINE if features.areal else None
            found.extend(
                drape.lines(
                    shapes[edged],
                    rows[edged],
                    features.ground,
                    SPACINGS[level],
                    solid=solid,
                    width=1.0 if features.areal else 2.5,
                    colour=outline,
                )
            )
        size = float(features.store.manifest.get("point_size", POINT))
        found.extend(drape.points(shapes, rows, features.ground, solid=solid, size=size))
        return found

    def table(self) -> Table:
        """Return the attribute table."""
        return table_of(self, self.data.table)

    def footprints(self) -> NDArray[np.object_] | None:
        """Return the shape of each feature."""
        if self.data is None:
            return None
        found: NDArray[np.object_] = self.data.store.shapes(np.arange(self.data.store.count))
        return found

    def describe(self, feature: int) -> Description:
        """Return all that is known of a feature."""
        return described(self, describe_feature(self, feature))

    def pick(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> Hit | None:
        """Return the first feature on a line of sight; near points and lines count as met."""
        if self.data is None or not len(self.data.bounds):
            return None
        stand = standing(self)
        shown = filters.mask(self) if stand is None else stand.rows >= 0
        found = raycast.meet(self.data, origin, direction, shown)
        if found is None:
            return None
        feature, distance = found
        if stand is not None:
            feature = int(stand.rows[feature])
        east, north, height = (origin + distance * direction / np.linalg.norm(direction)).tolist()
        return Hit(self.id, feature, distance, (east, north, height))

    def outline(self, features: NDArray[np.uint32]) -> list[Drawable]:
        """Return the shapes of some features."""
        if self.data is None or not len(features):
            return []
        rows = np.asarray(features, dtype=np.intp)
        return self._drawn(self.data.store.shapes(rows), rows, 0, None)

    def time_columns(self) -> TimeColumns | None:
        """Return the columns that tell when the features are; without shapes nothing is seen at any time."""
        if self.data is None or not self.data.store.tile_count:
            return None
        found: TimeColumns | None = self.data.store.time_columns
        return found

    def times(self) -> Times | None:
        """Return when each feature is."""
        found: Times | None = None if self.data is None else self.data.store.times
        return found

    def places(self) -> NDArray[np.int32] | None:
        """Return the shape of each feature where features share them."""
        found: NDArray[np.int32] | None = None if self.data is None else self.data.store.places
        return found

    def centroids(self) -> NDArray[np.float64] | None:
        """Return the middle of each feature, NaN for those without geometry."""
        if self.data is None:
            return None
        columns = self.data.store.placed
        middle = np.column_stack(
            [(columns["west"] + columns["east"]) / 2, (columns["south"] + columns["north"]) / 2]
        )
        own = (columns["bottom"] + columns["top"]) / 2
        centres = np.full((len(middle), 3), np.nan)
        placed = np.isfinite(middle[:, 0])
        centres[placed] = drape.on_ground(self.data.ground, middle[placed], 0.0)
        centres[:, 2] = np.where(np.isfinite(own), own, centres[:, 2])
        places = self.data.store.places
        return centres if places is None else centres[places]
