"""Things that stand on the stage without being a layer, in their own colours: a desk's, or a tool's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import look
from gisapp.scene.bake import BakedImage, BakedLabels, BakedMesh, bake
from gisapp.scene.camera import around
from gisapp.scene.origin import Frame
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gisapp.scene.bake import Baked
    from gisapp.scene.camera import Extent
    from gisapp.scene.dressed import Dressed
    from gisapp.scene.stages import AnyStage
    from layers.drawables import Drawable
    from styles.style import Colour

LIFT = 0.0015
"""Share of the distance to the eye by which lines and points are drawn nearer, to stand clear of surfaces."""
DRAPED = 0.0010
"""The same for surfaces that lie in others: more than any layer's, less than lines."""


class Extras:
    """Pieces that come and go together; solid ones hide and are hidden like houses.

    Parameters
    ----------
    stage
        Where they stand.
    colour
        Of what brings none along.
    """

    def __init__(self, stage: AnyStage, colour: Colour) -> None:
        self._stage = stage
        self._frame = Frame()
        self._pieces: list[Dressed] = []
        self._box: Extent | None = None
        self.colour = colour
        self.labels: tuple[BakedLabels, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self._pieces or self.labels)

    @property
    def extent(self) -> Extent | None:
        """The box around them as they are drawn, None when there is nothing."""
        return None if self._box is None else self._frame.drawn_extent(self._box)

    def draw(self, drawables: Iterable[Drawable]) -> None:
        """Show other things in place of those that were shown."""
        self.put(bake(drawables, Feedback()))

    def put(self, baked: Iterable[Baked]) -> None:
        """Show what is baked already in place of what was shown."""
        self.leave()
        plain = look.look(look.Base(None, self.colour, None, plain=True), None, self.colour, self.colour)
        found = list(baked)
        self.labels = tuple(one for one in found if isinstance(one, BakedLabels))
        self._box = around([_box(one) for one in found])
        for one in found:
            if isinstance(one, BakedLabels):
                continue
            lift = max(LIFT, getattr(one, "before", 0.0))
            if isinstance(one, BakedMesh):
                lift = DRAPED if one.draped else 0.0
            piece = self._stage.piece(one, plain, lift=lift)
            piece.stand(self._frame)
            piece.fade(1.0)
            self._stage.add(piece, lit=False)
            self._pieces.append(piece)

    def stand(self, frame: Frame) -> None:
        """Move to where things belong in a frame."""
        if frame != self._frame:
            self._frame = frame
            for piece in self._pieces:
                piece.stand(frame)

    def leave(self) -> None:
        """Take everything off the stage."""
        for piece in self._pieces:
            self._stage.remove(piece)
        self._pieces, self.labels, self._box = [], (), None


def _box(baked: Baked) -> Extent | None:
    if isinstance(baked, (BakedImage, BakedLabels)) or not len(baked.points):
        return None
    low, high = (
        edge.astype(np.float64) + baked.origin for edge in (baked.points.min(0), baked.points.max(0))
    )
    return (*low.tolist(), *high.tolist())
