"""What a layer of measurements gives to be written: rows and shapes, and each in space with its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.export.content import InSpace, Part
from gisapp.export.vectors import VectorContent
from layers.entered import content_of
from layers.measured import corners_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class MeasuredContent(VectorContent):
    """Rows and shapes of the measurements that pass the layer's filter."""

    offers = VectorContent.offers | {Part.SPACE}

    def in_space(self) -> Sequence[InSpace]:
        """Return those that have a shape, with their corners in the system of the layer."""
        found = []
        for row, record in enumerate(self.data.store.basis):
            content = content_of(record)
            corners = corners_of(content, self.crs)
            if corners is not None and (self._mask is None or self._mask[row]):
                words = f"{record.name}　{content.get('label', '')}".strip()
                found.append(InSpace(str(content["shape"]), corners, words))
        return found
