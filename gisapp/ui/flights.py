"""Flying to things: where they lie is found out beside, then the camera goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.session import Selection
from gisapp.ui import opening
from gisapp.ui.banner import Notice
from gisapp.ui.words import translate
from layers.project import Project

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.ui.window import Window
    from layers.base import Layer

CLOSE = 250.0
"""Metres from the eye to a single place."""


class Flights:
    """Flies the camera of a window.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def to_all(self) -> None:
        """Fly to everything that is visible."""
        self.to_layers(self._window.session.project.layers)

    def to_layers(self, layers: Sequence[Layer]) -> None:
        """Fly to some layers, as far as they are visible and opened."""
        opened = tuple(layer for layer in layers if layer.data is not None)
        extent = Project(layers=opened).extent()
        if extent is not None:
            self._window.need_view().fly_to(extent)

    def to_selection(self) -> None:
        """Fly to the chosen features."""
        selection = self._window.session.selection
        layer = self._window.session.project.layer(selection.layer_id)
        if layer is not None and layer.data is not None and len(selection):
            self.to_features(layer, selection.features)

    def to_features(self, layer: Layer, features: NDArray[np.uint32]) -> None:
        """Fly to some features."""
        self._window.program.tasks.run(
            "",
            opening.bounds_of,
            layer,
            features,
            then=self._go,
            failed=self._window.work.failed,
            key="fly-to",
        )

    def _go(self, bounds: tuple[float, float, float, float, float, float] | None) -> None:
        if bounds is not None:
            self._window.need_view().fly_to(bounds)

    def to_place(self, longitude: float, latitude: float) -> None:
        """Fly to a place given in JGD2011 degrees, at the height of what one looks at now."""
        from gisapp.scene.origin import Frame

        project = self._window.session.project
        camera = project.camera
        height = 0.0 if camera is None else float(Frame.of(project).true(camera.focal)[2])
        self.to_degrees(longitude, latitude, height)

    def to_degrees(self, longitude: float, latitude: float, height: float) -> None:
        """Fly to a place given in JGD2011 degrees and metres above Tokyo Peil."""
        crs = self._window.session.project.crs
        if not crs:
            return
        import numpy as np

        from layers.crs import project

        east, north = project(np.array([longitude]), np.array([latitude]), crs)
        self._window.need_view().fly_to_point(float(east[0]), float(north[0]), height, CLOSE)

    def to_identifier(self, identifier: str) -> None:
        """Choose the feature that has an identifier, and fly to it."""
        self._window.program.tasks.run(
            "",
            opening.find_feature,
            self._window.session.project,
            identifier,
            then=lambda found: self._show_found(identifier, found),
            failed=self._window.work.failed,
            key="find-feature",
        )

    def _show_found(self, identifier: str, found: tuple[str, int] | None) -> None:
        if found is None:
            text = translate(
                "window", "{id} は地図にありません。形がないか、読み込めなかったものです。"
            ).format(id=identifier)
            self._window.banner.tell(Notice(text, "info", key="not-on-map"))
            return
        self._window.session.select(Selection.of(found[0], [found[1]]))
        self.to_selection()
