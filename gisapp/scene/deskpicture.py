"""A picture for a sheet: what a desk has worked out, among the neighbours, with its words written on it."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from gisapp.scene.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.scene.renderer import Renderer
    from layers.drawables import Drawable
    from layers.project import Camera, Project

TILT = math.radians(38.0)
ASIDE = math.radians(28.0)
"""Beside the middle of the front, so that two sides are seen."""
AROUND = 1.5
"""Times the width of the lot that is seen around it."""
SECONDS = 20.0
BUDGET = 600_000
"""Triangles of the picture: as many as a page can show."""
SAMPLES = 4
SHOWN = ("buildings", "terrain")
LARGEST = 600_000
"""Bytes of the picture."""
QUALITIES = (92, 85, 75, 60, 40)


def camera_at(
    box: tuple[float, float, float, float, float, float],
    size: tuple[int, int],
    towards: Sequence[float],
) -> Camera:
    """Return a camera that shows a box and its neighbours.

    Parameters
    ----------
    box
        West, south, bottom, east, north, top of what matters, metres among drawn places.
    size
        Of the picture, pixels.
    towards
        East and north of the direction in which one looks: from the front road into the lot.
    """
    west, south, bottom, east, north, top = box
    more = max(east - west, north - south) * AROUND / 2
    bearing = math.atan2(towards[0], towards[1]) + ASIDE
    wide = (west - more, south - more, bottom, east + more, north + more, top)
    return cameras.fitted(wide, size, bearing, TILT)


def taken(
    renderer: Renderer,
    project: Project,
    drawables: Sequence[Drawable],
    camera: Camera,
    size: tuple[int, int],
) -> bytes:
    """Return a picture as JPEG, no larger than :data:`LARGEST` bytes.

    Parameters
    ----------
    renderer
        Draws with or without OpenGL; what it showed of a desk is gone afterwards.
    project
        What stands around.
    drawables
        What the desk has worked out.
    camera, size
        Where from and how large.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """
    from gisapp.cli import caption

    renderer.sync(plainly(project))
    renderer.show_desk(drawables)
    pixels = renderer.snapshot(camera, size, budget=BUDGET, seconds=SECONDS, samples=SAMPLES)
    written = caption.names_and_north(pixels, camera, LIGHT, renderer.labels())
    renderer.show_desk(())
    return packed(written)


def plainly(project: Project) -> Project:
    """Return a project that shows the town itself: buildings and ground, and no maps upon them."""
    found = project
    for layer in project.layers:
        if layer.visible != (layer.visible and layer.kind in SHOWN):
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
