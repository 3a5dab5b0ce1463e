"""A picture for a sheet: what may be built among the neighbours, with its words written on it."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from gisapp.scene.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.planning.standing import Standing
    from gisapp.scene.renderer import Renderer
    from layers.drawables import Drawable
    from layers.project import Camera, Project

PAPER = replace(LIGHT, ground=(236, 236, 232), horizon=(250, 250, 250), zenith=(222, 232, 242))
"""Lighter than on a screen: ink is dear, and dark ground swallows thin lines on a copy."""
Box = tuple[float, float, float, float, float, float]

TILT = math.radians(38.0)
ASIDE = math.radians(28.0)
"""Beside the middle of the front, so that two sides are seen."""
AROUND = 1.0
"""Times the width of the lot that is seen around it."""
SECONDS = 20.0
BUDGET = 400_000
"""Triangles of the picture: as many as a page can show."""
SAMPLES = 4
SHOWN = ("buildings", "terrain")
LETTERS = 2.6
"""Millimetres of letters on paper."""
LARGEST = 600_000
"""Bytes of the picture."""
FARTHEST = 20.0
"""Metres around a lot at most: a large one would be small in the picture."""
QUALITIES = (92, 85, 75, 60, 40)


def subject(what: Standing, project: Project) -> tuple[Box, tuple[float, float]]:
    """Return the box of what matters as it is drawn, and the direction from the widest road into the lot."""
    lot = what.site.lot
    west, south, east, north = lot.polygon().bounds
    solid = what.solid
    top = what.site.ground + 3.0
    if solid is not None and len(solid.walls):
        top = max(float(solid.walls[:, :, 2].max()), top)
    roads = [index for index, edge in enumerate(lot.edges) if edge.is_road]
    front = max(roads or range(len(lot.edges)), key=lambda k: (lot.edges[k].width or 0.0, lot.lengths[k]))
    inward = lot.inward[front]
    box = (west, south, what.site.ground + what.lift, east, north, top + what.lift)
    return Frame.of(project).drawn_extent(box), (float(inward[0]), float(inward[1]))


def camera_at(box: Box, towards: tuple[float, float], size: tuple[int, int]) -> Camera:
    """Return a camera that shows a box and its neighbours.

    Parameters
    ----------
    box
        West, south, bottom, east, north, top of what matters, metres among drawn places.
    towards
        East and north of the direction in which one looks.
    size
        Of the picture, pixels.
    """
    west, south, bottom, east, north, top = box
    more = min(max(east - west, north - south) * AROUND / 2, FARTHEST)
    bearing = math.atan2(towards[0], towards[1]) + ASIDE
    wide = (west - more, south - more, bottom, east + more, north + more, top)
    return cameras.fitted(wide, size, bearing, TILT)


def picture(
    project: Project,
    drawables: Sequence[Drawable],
    camera: Camera,
    size: tuple[int, int],
    detail: float,
    renderer: Renderer | None = None,
    *,
    simple: bool = False,
) -> bytes:
    """Return a picture as JPEG, no larger than :data:`LARGEST` bytes.

    Parameters
    ----------
    project
        What stands around; only buildings and ground are shown.
    drawables
        What the desk has worked out.
    camera, size
        Where from and how large.
    detail
        Pixels for each millimetre of paper.
    renderer
        Draws with or without OpenGL, and shows nothing of a desk afterwards; None for one of its own.
    simple
        Whether one of its own draws without OpenGL, so that it may work in a thread.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """
    from gisapp.cli import caption
    from gisapp.scene.renderer import Renderer

    own = Renderer(size, PAPER, simple=simple) if renderer is None else renderer
    try:
        own.sync(plainly(project))
        own.show_desk(drawables)
        pixels = own.snapshot(camera, size, budget=BUDGET, seconds=SECONDS, samples=SAMPLES)
        labels = own.labels()
        own.show_desk(())
    finally:
        if renderer is None:
            own.close()
    return packed(caption.names_and_north(pixels, camera, PAPER, labels, detail * LETTERS))


def plainly(project: Project, kinds: Sequence[str] = SHOWN) -> Project:
    """Return a project that shows layers of some kinds: the town itself, and no maps upon it."""
    found = project
    for layer in project.layers:
        if layer.visible and layer.kind not in kinds:
            found = found.replacing(replace(layer, visible=False))
    return found


def packed(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture (h, w, 3) as the finest JPEG that is small enough."""
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(pixels))
    found = b""
    for quality in QUALITIES:
        content = io.BytesIO()
        image.save(content, "JPEG", quality=quality, optimize=True, subsampling=0)
        found = content.getvalue()
        if len(found) <= LARGEST:
            break
    return found
