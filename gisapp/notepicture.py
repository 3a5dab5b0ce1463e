"""Pictures of an inspection: the scan with the numbers of its notes, and what lies below them from above.

The numbers are written onto the picture, so that no tree or pier of the scan hides one.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp import sheetpicture
from gisapp.desks.survey.notereport import frame_of, places_of
from gisapp.desks.survey.notes import COLOURS
from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from layers import drape
from layers.heights import heights_of
from layers.project import Camera

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.notereport import Frame as MapFrame
    from gisapp.desks.survey.notereport import Given
    from gisapp.desks.survey.notes import Note
    from gisapp.scene.renderer import Renderer
    from layers.project import Project

SIZE = (1240, 740)
"""Pixels: as wide as its place on the sheet is high."""
HIGH = 62.0
"""Millimetres of its height on paper."""
KINDS = ("buildings", "terrain", "pointcloud", "raster")
LEAST = 30.0
"""Metres around a single note that are seen."""
AROUND = 0.12
"""Share of the box around the notes that is seen beside it."""
BADGE = 1.5
"""Millimetres of half a badge on paper."""
STALK = 4.0
"""Millimetres from the place of a note to the middle of its badge."""
BUDGET = 1_500_000
"""Points of a picture: those of a scan that is printed are looked at closely."""
FINE = 8.0
"""Pixels of a map for each millimetre of paper."""
NARROW = 2.0
"""Degrees that the camera sees from above: so little that nothing leans over."""


def pictured(given: Given, camera: Camera | None = None, *, simple: bool = False) -> Given:
    """Return what a sheet is made of with its pictures.

    Parameters
    ----------
    given
        Its project has its data opened.
    camera, simple
        As for :class:`Photographer`.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """
    photographer = Photographer(given.project, given.notes, simple=simple)
    view = photographer.view(camera)
    if not view:
        return given
    frame = frame_of(places_of(given.notes, given.project.crs), narrow=True)
    return replace(given, view=view, ground=photographer.above(frame))


class Photographer:
    """Takes the pictures of one report.

    Parameters
    ----------
    project
        With its data opened.
    notes
        Those of the sheet, in its order; their numbers count from 1.
    simple
        Whether it is drawn without OpenGL, so that it may work in a thread.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """

    def __init__(self, project: Project, notes: Sequence[Note], *, simple: bool = False) -> None:
        self._project = sheetpicture.plainly(project, KINDS)
        places = places_of(notes, project.crs)
        self._known = np.flatnonzero(np.isfinite(places[:, 0]))
        self._notes = [notes[row] for row in self._known.tolist()]
        self._simple = simple
        feet = drape.on_ground(heights_of(project), places[self._known], 0.0)
        own = np.array([np.nan if one.height is None else one.height for one in self._notes], np.float64)
        feet[:, 2] = np.where(np.isfinite(own), own, feet[:, 2])
        self._feet = feet

    def view(self, camera: Camera | None = None) -> bytes:
        """Return the picture in 3D as JPEG, empty where no note has a place.

        Parameters
        ----------
        camera
            From where one looks, among what is drawn; None for one that shows all notes.
        """
        if not self._notes:
            return b""
        frame = Frame.of(self._project)
        if camera is None:
            low, high = self._feet.min(axis=0), self._feet.max(axis=0)
            least = (LEAST - (high - low)) / 2 * [1.0, 1.0, 0.3]
            grown = np.maximum(np.maximum(least, AROUND * (high - low)), 1.0)
            (west, south, bottom), (east, north, top) = (low - grown).tolist(), (high + grown).tolist()
            box = frame.drawn_extent((west, south, bottom, east, north, top))
            camera = cameras.fitted(box, SIZE, sheetpicture.ASIDE, sheetpicture.TILT)
        pixels = self._taken(camera, SIZE)
        seen = cameras.pixels(camera, SIZE, frame.drawn(self._feet))
        return sheetpicture.packed(self._numbered(pixels, seen))

    def above(self, frame: MapFrame) -> bytes:
        """Return what lies on a map, as JPEG that fills it."""
        high = frame.half[1]
        size = tuple(round(2 * half / frame.scale * 1000 * FINE) for half in frame.half)
        distance = high / math.tan(math.radians(NARROW) / 2)
        extent = self._project.extent()
        top = extent[5] if extent is not None else 0.0
        east, north = frame.centre
        camera = Camera((east, north, top + distance), (east, north, top), (0.0, 1.0, 0.0), NARROW)
        return sheetpicture.packed(self._taken(camera, (size[0], size[1])))

    def _taken(self, camera: Camera, size: tuple[int, int]) -> NDArray[np.uint8]:
        from gisapp.scene.renderer import Renderer

        renderer: Renderer = Renderer(size, sheetpicture.PAPER, simple=self._simple)
        try:
            renderer.sync(self._project)
            return renderer.snapshot(
                camera,
                size,
                budget=BUDGET,
                seconds=sheetpicture.SECONDS,
                samples=sheetpicture.SAMPLES,
            )
        finally:
            renderer.close()

    def _numbered(self, pixels: NDArray[np.uint8], seen: NDArray[np.float64]) -> NDArray[np.uint8]:
        """Write a badge in the colour of its state over each note, the nearest last and on top."""
        from PIL import Image, ImageDraw, ImageFont
        from pylopdf_fonts_jp import sans_path

        unit = SIZE[1] / HIGH
        image = Image.fromarray(pixels)
        draw = ImageDraw.Draw(image)
        font = ImageFont.truetype(str(sans_path()), round(BADGE * 1.35 * unit))
        for row, (x, y) in zip(self._order(seen), self._badges(seen, unit), strict=True):
            colour = COLOURS[self._notes[row].state]
            foot = (float(seen[row, 0]), float(seen[row, 1]))
            draw.line((*foot, x, y), fill=(26, 26, 26), width=max(round(unit / 6), 1))
            dot = unit / 3
            draw.ellipse(
                (foot[0] - dot, foot[1] - dot, foot[0] + dot, foot[1] + dot),
                fill=colour,
                outline=(26, 26, 26),
            )
            half = BADGE * unit
            box = (x - half, y - half, x + half, y + half)
            draw.ellipse(box, fill=colour, outline=(255, 255, 255), width=max(round(unit / 5), 1))
            ink = (26, 26, 26) if sum(colour) > 430 else (255, 255, 255)
            draw.text((x, y), str(int(self._known[row]) + 1), font=font, anchor="mm", fill=ink)
        return np.asarray(image)

    def _order(self, seen: NDArray[np.float64]) -> list[int]:
        """Return the notes that are in the picture, the farthest first."""
        inside = (seen[:, 2] > 0) & (seen[:, :2] >= 0).all(axis=1) & (seen[:, :2] <= SIZE).all(axis=1)
        rows = np.flatnonzero(inside)
        return [int(row) for row in rows[np.argsort(-seen[rows, 2], kind="stable")]]

    def _badges(self, seen: NDArray[np.float64], unit: float) -> list[tuple[float, float]]:
        """Return where the badges stand: over their notes, higher where another one stands already."""
        found: list[tuple[float, float]] = []
        wide = 2.1 * BADGE * unit
        for row in self._order(seen):
            x, y = float(seen[row, 0]), float(seen[row, 1]) - STALK * unit
            while any(math.hypot(x - other[0], y - other[1]) < wide for other in found) and y > wide:
                y -= wide / 4
            found.append((x, y))
        return found
