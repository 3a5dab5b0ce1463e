"""What stands on the stage without being a layer: the outline of the selection, and what a tool draws."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import highlight
from gisapp.scene.bake import bake
from gisapp.scene.extras import Extras
from gisapp.scene.loader import Job
from gisapp.scene.origin import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from gisapp.scene.bake import Baked
    from gisapp.scene.stages import AnyStage
    from gisapp.scene.theme import Theme
    from layers.base import Layer
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.project import Project
    from styles.style import Colour

OUTLINE = "outline"
OUTLINED = 400
"""Features beyond this number are tinted but get no outline."""


class Spotlight:
    """The outline of the selected features and the things that a tool draws, in the accent colour."""

    def __init__(self, stage: AnyStage, theme: Theme) -> None:
        self._theme = theme
        self.layer_id = ""
        self.features = np.empty(0, dtype=np.uint32)
        self._serial = 0
        self._wanted = False
        self._outline = Extras(stage, theme.accent)
        self._drawn = Extras(stage, theme.accent)

    def select(self, layer_id: str, features: NDArray[np.uint32], theme: Theme) -> None:
        """Choose other features (rising row numbers); none of them, no outline."""
        self._theme = theme
        self.layer_id, self.features = (layer_id if len(features) else ""), features
        self._outline.colour = self._drawn.colour = theme.accent
        self._outline.leave()
        self._serial += 1
        self._wanted = 0 < len(features) <= OUTLINED

    def sync(self, project: Project) -> None:
        """Follow the project: its frame, and whether the layer of the selection is to be seen."""
        for extras in (self._outline, self._drawn):
            extras.stand(Frame.of(project))
        layer = project.layer(self.layer_id)
        if layer is None or not layer.visible:
            self._outline.leave()
        elif not self._outline:
            self._wanted = 0 < len(self.features) <= OUTLINED

    def job(self, project: Project) -> Job | None:
        """Return the work that makes the outline, when it is wanted."""
        layer = project.layer(self.layer_id)
        if not self._wanted or layer is None or not layer.visible or layer.data is None:
            return None
        work = partial(_outlined, layer, self.features, self._theme.accent)
        return Job((OUTLINE, self._serial, "", None), work)

    def receive(self, serial: int, baked: Iterable[Baked]) -> bool:
        """Take an outline, unless other features were chosen meanwhile; return whether it was taken."""
        if serial != self._serial or not self._wanted:
            return False
        self._wanted = False
        self._outline.put(baked)
        return True

    def draw(self, drawables: Iterable[Drawable]) -> None:
        """Show what a tool draws, in place of what it drew before."""
        self._drawn.draw(drawables)

    def leave(self) -> None:
        """Take everything off the stage."""
        self._outline.leave()
        self._drawn.leave()


def _outlined(layer: Layer, features: NDArray[np.uint32], accent: Colour, feedback: Feedback) -> list[Baked]:
    return bake(highlight.outline(layer.outline(features), accent), feedback)
