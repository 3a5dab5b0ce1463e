"""Pictures for the sheets of the hazard desk: water, buildings in their colours, what is meant outlined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp import sheetpicture
from gisapp.desks.hazard.study import Wish, shown
from layers import drape
from layers.feedback import Feedback
from layers.heights import heights_of
from styles.planning import LOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Study
    from gisapp.desks.hazard.water import Water
    from layers.drawables import Drawable
    from layers.heights import Heights

DISTRICT_VIEW, HOUSE_VIEW = (1400, 482), (1000, 720)
"""Pixels of the pictures of a district and of a household."""
HIGH = 62.0
"""Millimetres of their height on paper."""
STEP = 5.0
"""Metres between the points at which an outline follows the ground."""
HEADROOM = 30.0
"""Metres over the ground that the picture shows at least."""


@dataclass(frozen=True, eq=False)
class OnWater:
    """The ground, and the water where it stands higher: what is drawn on it is not drowned."""

    ground: Heights
    water: Water | None

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) heights at places, metres."""
        ground = self.ground.height_at(east, north)
        if self.water is None:
            return ground
        return np.fmax(ground, self.water.level_at(np.column_stack([east, north])))


class Photographer:
    """Takes pictures from the south, with the water and the buildings in their colours.

    Parameters
    ----------
    study, look
        What is shown.
    size
        Of the pictures, pixels.
    simple
        Whether they are drawn without OpenGL, so that they may be taken in a thread.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """

    def __init__(
        self, study: Study, look: HazardLook, size: tuple[int, int], *, simple: bool = False
    ) -> None:
        from gisapp.scene.renderer import Renderer

        self._study, self._size = study, size
        self._top = OnWater(heights_of(study.project), study.water)
        self._shown = shown(study, Wish(), look, Feedback())
        self._renderer = Renderer(size, sheetpicture.PAPER, simple=simple)
        self._renderer.paint({study.answers.targets.layer.id: self._shown.coloured.colours})

    def take(self, shape: shapely.Geometry) -> bytes:
        """Return the picture of a place (a polygon, metres of the project's system)."""
        west, south, east, north = shape.bounds
        row, column, _ = self._study.lattice.cell_of(np.array([(west, south), (east, north)]))
        ground = self._study.ground[row[0] : row[1] + 1, column[0] : column[1] + 1]
        known = ground[np.isfinite(ground)]
        low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)
        box = (west, south, low, east, north, high + HEADROOM)
        camera = sheetpicture.camera_at(box, (0.0, 1.0), self._size)
        drawables = (*self._shown.drawables, *self._outline(shape))
        detail = self._size[1] / HIGH
        project = self._study.project
        return sheetpicture.picture(project, drawables, camera, self._size, detail, self._renderer)

    def of_areas(self, report: Report) -> Callable[[int], bytes]:
        """Return what takes the picture of an area by its number."""
        return lambda area: self.take(report.areas.shapes[area])

    def _outline(self, shape: shapely.Geometry) -> Sequence[Drawable]:
        """Return the outline of a place on the ground."""
        import shapely

        rings = shapely.get_rings(shape)
        rows = np.zeros(len(rings), np.uint32)
        return drape.lines(rings, rows, self._top, STEP, solid=False, width=3.5, colour=LOT.colour)

    def __enter__(self) -> Self:
        """Be open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free what draws."""
        self._renderer.close()
