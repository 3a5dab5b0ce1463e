"""Shapes by reference: what ``xlink:href`` points to within a window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml.features.candidates import Candidates, nothing, table
from importers.citygml.features.spots import COORDINATES, POLYGONS, Shape, spot_of
from layers.store.polygons import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements


@dataclass(frozen=True, eq=False)
class Links:
    """The references in a window and all polygons they may mean."""

    elements: Elements

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """Rows of the elements that refer to something, ascending."""
        return self._holders("href")[0]

    @cached_property
    def polygons(self) -> Candidates:
        """All polygons of the window, those of implicit geometries too."""
        elements = self.elements
        columns = []
        for path, chain in enumerate(elements.chains):
            if chain[-1].local in COORDINATES and any(name.local in POLYGONS for name in chain):
                spot = spot_of(chain, 0, implicit=True)
                if spot is not None and spot.shape is Shape.SURFACE:
                    rows = elements.rows_by_path[path].astype(np.int64)
                    columns.append(table(elements, rows, spot, 0, np.full(len(rows), -1, dtype=np.int32)))
        if not columns:
            return nothing()
        found = Candidates(*(np.concatenate(parts) for parts in zip(*columns, strict=True)))
        return found.where(np.lexsort((found.rows, found.interior, found.element)))

    def targets(self, rows: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return what rows refer to (-1 when it is not in the window), and whether it is another file."""
        texts = pc.utf8_trim_whitespace(self.elements.attribute(rows, "href"))
        local = pc.starts_with(texts, "#").to_numpy(zero_copy_only=False)
        owners, ids = self._ids
        place = pc.fill_null(pc.index_in(pc.utf8_slice_codeunits(texts, 1), value_set=ids), -1).to_numpy()
        found = np.where(local & (place >= 0), owners[np.maximum(place, 0)] if len(owners) else -1, -1)
        return found.astype(np.int64), ~local

    def within(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return the places in :attr:`polygons` that lie in each row, and how many there are of each."""
        element = self.polygons.element
        first = np.searchsorted(element, rows)
        stop = np.searchsorted(element, self.elements.stop[np.maximum(rows, 0)])
        count = np.where(rows >= 0, stop - first, 0).astype(np.int64)
        return spread(first.astype(np.int64), count), count

    def copies(self, rows: NDArray[np.int64], feature: NDArray[np.int64]) -> Candidates:
        """Return the polygons within rows as if they were written in features."""
        index, count = self.within(rows)
        found = self.polygons.where(index)
        # A polygon that is referred to twice is two polygons.
        shift = np.repeat(np.arange(len(rows), dtype=np.int64), count) * len(self.elements)
        return replace(
            found,
            ring=found.ring + shift,
            element=found.element + shift,
            feature=np.repeat(feature, count),
        )

    @cached_property
    def _ids(self) -> tuple[NDArray[np.int64], pa.StringArray]:
        rows, spans = self._holders("id")
        return rows, self.elements.texts(spans)

    def _holders(self, local: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        elements = self.elements
        wanted = np.array([name.local == local for name in elements.names], dtype=bool)
        hits = np.flatnonzero(wanted[elements.attribute_name]) if wanted.any() else np.empty(0, np.intp)
        return elements.attribute_element[hits].astype(np.int64), elements.attribute_text[hits]
