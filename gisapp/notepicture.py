"""The picture of an inspection: the scan with the numbers of its notes, from a saved or a proper view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp import sheetpicture
from gisapp.desks.survey.notereport import places_of
from gisapp.desks.survey.notes import COLOURS
from gisapp.scene.origin import Frame
from layers import drape
from layers.drawables import Labels, Lines, Points
from layers.heights import heights_of
from layers.pins import SHORT, STEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.notes import Note
    from layers.drawables import Drawable
    from layers.project import Camera, Project

SIZE = (1240, 740)
"""Pixels: as wide as its place on the sheet is high."""
HIGH = 62.0
"""Millimetres of its height on paper."""
KINDS = ("buildings", "terrain", "pointcloud", "raster")
HEAD = 11.0
"""Pixels across the head of a pin."""
LEAST = 30.0
"""Metres around a single note that are seen."""


def picture(
    project: Project, notes: Sequence[Note], camera: Camera | None = None, *, simple: bool = False
) -> bytes:
    """Return the picture as JPEG, empty where no note has a place.

    Parameters
    ----------
    project
        With its data opened.
    notes
        Those of the sheet, in its order; their numbers count from 1.
    camera
        From where one looks; None for one that shows all notes.
    simple
        Whether it is drawn without OpenGL, so that it may be made in a thread.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """
    places = places_of(notes, project.crs)
    known = np.flatnonzero(np.isfinite(places[:, 0]))
    placed = [notes[row] for row in known.tolist()]
    if not placed:
        return b""
    feet = drape.on_ground(heights_of(project), places[known], 0.0)
    own = np.array([np.nan if one.height is None else one.height for one in placed], np.float64)
    feet[:, 2] = np.where(np.isfinite(own), own, feet[:, 2])
    if camera is None:
        low, high = feet.min(axis=0), feet.max(axis=0)
        grown = np.maximum((LEAST - (high - low)) / 2, 0.0) * [1.0, 1.0, 0.3]
        box = (*(low - grown).tolist(), *(high + grown + [0.0, 0.0, SHORT]).tolist())
        camera = sheetpicture.camera_at(Frame.of(project).drawn_extent(box), (0.0, 1.0), SIZE)
    drawables = _marks(feet, placed, known + 1)
    return sheetpicture.picture(project, drawables, camera, SIZE, SIZE[1] / HIGH, simple=simple, kinds=KINDS)


def _marks(feet: NDArray[np.float64], notes: Sequence[Note], numbers: NDArray[np.intp]) -> list[Drawable]:
    """Return a pin with its number for each note, in the colour of its state."""
    heads = feet + np.array([0.0, 0.0, SHORT])
    origin = feet.mean(axis=0)
    ids = np.arange(len(feet), dtype=np.uint32)
    stems = (np.stack([feet, heads], axis=1).reshape(-1, 3) - origin).astype(np.float32)
    colours = np.array([COLOURS[one.state] for one in notes], np.uint8)
    texts = tuple(str(number) for number in numbers.tolist())
    return [
        Lines(origin, stems, np.arange(0, len(stems) + 1, 2), ids, 2.0, STEM),
        Points(origin, (heads - origin).astype(np.float32), ids, HEAD, colours),
        Labels(origin, heads - origin, texts, ids, 14.0),
    ]
