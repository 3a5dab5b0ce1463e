"""What a layer of points, lines or areas gives to be written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.export.content import Part
from gisapp.export.stored import StoredContent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.drawables import Mesh
    from layers.feedback import Feedback

_KINDS = ("Polygon", "LineString", "Point")


class VectorContent(StoredContent):
    """Rows and shapes of the features that pass the layer's filter."""

    offers = frozenset({Part.ROWS, Part.FOOTPRINTS})

    @property
    def geometry_type(self) -> str:
        """``MultiPolygon`` or the like, with ``Z`` for shapes in space; ``Unknown`` when they are mixed."""
        written = [str(kind) for kind in self.data.store.manifest["kinds"]]
        kinds = {kind.removesuffix(" Z").removeprefix("Multi") for kind in written}
        if len(kinds) != 1 or not kinds <= set(_KINDS):
            return "Unknown"
        return f"Multi{kinds.pop()}{' Z' if written[0].endswith(' Z') else ''}"

    @cached_property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds of the features that are written, zeros when none has a shape."""
        features = self.data.store.features
        chosen = (
            np.isfinite(features["west"])
            if self._mask is None
            else np.isfinite(features["west"]) & self._mask
        )
        if not chosen.any():
            return (0.0,) * 6
        low = [float(features[name][chosen].min()) for name in ("west", "south")]
        high = [float(features[name][chosen].max()) for name in ("east", "north")]
        heights = [features[name][chosen] for name in ("bottom", "top")]
        known = np.isfinite(heights[0]).any()
        bottom, top = (float(np.nanmin(heights[0])), float(np.nanmax(heights[1]))) if known else (0.0, 0.0)
        return (low[0], low[1], bottom, high[0], high[1], top)

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give nothing: only solids are written as meshes."""
        feedback.step()
        return iter(())
