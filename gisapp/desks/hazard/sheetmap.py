"""The map of a sheet of the hazard desk: water below, buildings in its colours, what the sheet is about."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.colouring import By, as_answered, coloured
from gisapp.desks.hazard.water import classes_over
from gisapp.desks.hazard.watersurface import BLANK
from gisapp.paper.document import Legend, Plan, Shape, Swatch
from styles.hazards import WAY

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Study

SCALES = (1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 20_000, 25_000, 50_000)
PIXELS = 900
"""Across the picture of the water."""
PALE = 0.55
"""Share of white in the water's colours: the buildings stand out."""
ACCENT, INK, QUIET = "#c8102e", "#3a3f45", "#8d8a84"
MOST = 12_000
"""Buildings that a map draws one by one."""


def map_of(
    study: Study,
    look: HazardLook,
    place: shapely.Geometry,
    size: tuple[float, float],
    *,
    caption: str,
    scale: int = 0,
    north: float = 0.0,
    way: NDArray[np.float64] | None = None,
) -> tuple[Plan, Legend]:
    """Return a map around a place, and its legend in the official words.

    Parameters
    ----------
    study, look
        What is known, and how it is coloured.
    place
        What the sheet is about, metres; it is outlined.
    size
        Width and height on paper, millimetres.
    caption
        Over the map.
    scale
        2500 for 1:2,500; 0 for the largest at which the place fits.
    north
        Bearing of the true north, degrees.
    way
        (p, 2) metres: the way to a shelter; None for none.
    """
    import shapely

    west, south, east, top = place.bounds
    centre = ((west + east) / 2, (south + top) / 2)
    if not scale:
        need = max((east - west) / size[0], (top - south) / size[1]) * 1000 * 1.08
        scale = next((one for one in SCALES if one >= need), SCALES[-1])
    half = np.array(size) * scale / 2000
    box = (centre[0] - half[0], centre[1] - half[1], centre[0] + half[0], centre[1] + half[1])
    targets = study.answers.targets
    found = coloured(targets, as_answered(study.answers), By.DEPTH, look)
    rows = targets.footprints.rows
    near = rows[shapely.intersects(targets.footprints.shapes[rows], shapely.box(*box))][:MOST]
    lines = [entry for entry, _ in found.legend]
    shapes = [
        Shape(rings, lines[number].mark.hexadecimal, QUIET, 0.08, lines[number].mark.hatch)
        for row, number in zip(near.tolist(), found.number[near].tolist(), strict=True)
        for rings in rings_of(targets.footprints.shapes[row])
    ]
    shapes += [Shape(rings, "", ACCENT, 0.7) for rings in rings_of(place)]
    if way is not None:
        shapes.append(Shape((tuple(map(tuple, way.tolist())),), "", WAY.hexadecimal, 0.9, closed=False))
    plan = Plan(caption, centre, scale, tuple(shapes), size[1], north, _water(study, look, box, size))
    return plan, legend_of(study, look)


def legend_of(study: Study, look: HazardLook) -> Legend:
    """Return the legend of depths in the official words; classes that occur nowhere are there too."""
    found = coloured(study.answers.targets, as_answered(study.answers), By.DEPTH, look)
    return Legend(
        tuple(
            Swatch(
                f"{entry.label}（{entry.words}）" if entry.words else entry.label,
                entry.mark.hexadecimal,
                INK,
                entry.mark.hatch,
            )
            for entry, _ in found.legend
        )
    )


def rings_of(shape: shapely.Geometry) -> list[tuple[tuple[tuple[float, float], ...], ...]]:
    """Return the rings of each polygon of a shape, the outer one first."""
    import shapely as geometry

    return [
        tuple(
            tuple(map(tuple, geometry.get_coordinates(ring).tolist()))
            for ring in (part.exterior, *part.interiors)
        )
        for part in geometry.get_parts(shape)
        if part.geom_type == "Polygon" and not part.is_empty
    ]


def _water(
    study: Study, look: HazardLook, box: tuple[float, float, float, float], size: tuple[float, float]
) -> bytes:
    """Return the water in a box as PNG, pale; empty where there is none."""
    from PIL import Image

    if study.water is None:
        return b""
    wide = PIXELS
    high = max(round(PIXELS * size[1] / size[0]), 1)
    east = box[0] + (np.arange(wide) + 0.5) * (box[2] - box[0]) / wide
    north = box[3] - (np.arange(high) + 0.5) * (box[3] - box[1]) / high
    points = np.stack(np.meshgrid(east, north), axis=-1).reshape(-1, 2)
    row, column, inside = study.lattice.cell_of(points)
    number: NDArray[np.int64] = np.where(inside, classes_over(study.water, look.classes)[row, column], 0)
    table = np.array([BLANK, *(one.mark.colour for one in look.legend())], float)
    table = 255 * PALE + table * (1 - PALE)
    table[0] = 250
    pixels = table[number].astype(np.uint8).reshape(high, wide, 3)
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG", optimize=True)
    return content.getvalue()
