"""What can be asked of a picture: what stands where, which words; and that layers wear other colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.scene import camera as cameras
from gisapp.scene import picking
from gisapp.scene.hiding import uncovered

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.bake import BakedLabels
    from gisapp.scene.crew import Crew
    from gisapp.scene.extras import Extras
    from gisapp.scene.origin import Frame
    from gisapp.scene.stages import AnyStage
    from layers.base import Hit
    from layers.project import Camera, Project


class Asking:
    """The questions; the renderer gives the answers something to rest on.

    Attributes
    ----------
    _turn
        Held by the thread that draws, or that asks what was drawn.
    """

    camera: Camera
    size: tuple[int, int]
    extent: cameras.Extent | None
    frame: Frame
    _project: Project
    _crews: dict[str, Crew]
    _paints: Mapping[str, NDArray[np.uint8]]
    _desk: Extras
    _stage: AnyStage
    _turn: threading.RLock
    _shown: tuple[Camera, tuple[int, int]]
    _still: int
    _open: tuple[object, list[BakedLabels]]

    @property
    def renders(self) -> int:
        """How many pictures were drawn."""
        return self._stage.renders

    @property
    def driver(self) -> str:
        """What draws, as it calls itself."""
        lines = self._stage.capabilities.splitlines()
        named = [line.partition(":")[2].strip() for line in lines if line.startswith("OpenGL renderer")]
        return named[0] if named else lines[0] if lines else ""

    @property
    def load(self) -> int:
        """Triangles of the visible parts, and for each piece as many as its own effort is worth."""
        return sum(crew.load for crew in self._crews.values() if crew.layer.visible)

    @property
    def drawn_triangles(self) -> int:
        """Triangles of the visible parts, also those outside the picture."""
        return sum(crew.drawn_cost for crew in self._crews.values() if crew.layer.visible)

    def ray(self, x: float, y: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return origin and direction of the line of sight through a pixel of the full picture.

        Both are among true places, metres, so that exact shapes can be asked what they hide.
        """
        return self.frame.true_ray(*cameras.ray(self.camera, self.size, x, y))

    def pixels(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where true points (n, 3) fall in the picture: pixels right, down, and metres of depth."""
        return cameras.pixels(self.camera, self.size, self.frame.drawn(points))

    def surface(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the true place at a pixel of the full picture (3,), metres, or None for the sky.

        It is the picture drawn last that counts, for that is what people point at. Where nothing was
        drawn it is the plain around the data.
        """
        with self._turn:
            camera, size = self._shown
            depth = self._stage.depth(x / size[0], y / size[1])
        origin, direction = cameras.ray(camera, size, x, y)
        if depth is not None:
            return self.frame.true(origin + direction * depth / float(direction @ cameras.axes(camera)[2]))
        if self.extent is None:
            return None
        plain = cameras.on_plane(origin, direction, self.extent[2], 20 * cameras.distance(camera))
        return None if plain is None else self.frame.true(plain)

    def pick(self, x: float, y: float) -> Hit | None:
        """Return the nearest feature at a pixel of the full picture, by exact geometry."""
        return picking.nearest(self._project, *self.ray(x, y), self._passing)

    def inside(self, layer_id: str, rectangle: tuple[float, float, float, float]) -> NDArray[np.uint32]:
        """Return the features of a layer whose centre lies in left, top, right, bottom (full pixels)."""
        layer = self._project.layer(layer_id)
        return picking.inside(layer, self.pixels, rectangle, self._passing)

    def labels(self) -> list[BakedLabels]:
        """Return all texts that stand in the picture now, where they are drawn.

        When it stands still, those are left out whose places something hides.
        """
        found = [labels for crew in self._crews.values() for labels in crew.labels()]
        mine = [*self._desk.labels]  # the answer to what was asked is read through what stands before it
        if self.frame.stretch != 1.0:
            found, mine = (
                [replace(labels, points=self.frame.drawn(labels.points)) for labels in some]
                for some in (found, mine)
            )
        return [*(self._uncovered(found) if found and self._still else found), *mine]

    def _uncovered(self, found: Sequence[BakedLabels]) -> list[BakedLabels]:
        # The picture is written over again and again while it stands still; it is asked once.
        key = (self._still, tuple(len(labels.texts) for labels in found), self.frame.stretch)
        if self._open[0] != key:
            with self._turn:
                depths = self._stage.depths()
                open_ = [labels.only(uncovered(labels.points, *self._shown, depths)) for labels in found]
            self._open = (key, open_)
        return self._open[1]

    def paint(self, paints: Mapping[str, NDArray[np.uint8]]) -> None:
        """Show layers, by their id, in other colours than their styles say; the next picture asks for them.

        Parameters
        ----------
        paints
            (n, 3) colours of the features of each layer in the order of its table; layers that are not named
            show their style.
        """
        self._paints = dict(paints)
        for layer_id, crew in self._crews.items():
            crew.paint(self._paints.get(layer_id))

    def _passing(self, layer_id: str) -> NDArray[np.bool_] | None:
        """Return which features of a layer pass its filter, None for all."""
        base = self._crews[layer_id].base
        return None if base is None else base.passing
