"""Comparing versions beside the window: what is meant, what was found, and how it stands in the view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from gisapp.desks.areas.boundaries import moved
from gisapp.desks.areas.decisions import confirmed_pairs, decisions_of
from gisapp.desks.areas.difference import compare
from gisapp.desks.areas.homes import NO_HOMES, homes_of
from gisapp.desks.areas.incoming import area_set_of
from gisapp.desks.areas.model import ASSOCIATION, area_set, associations
from layers import drape, records
from layers.heights import heights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely

    from gisapp.desks.areas.boundaries import Moved
    from gisapp.desks.areas.difference import Comparison
    from gisapp.desks.areas.model import AreaSet
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.project import Project

KEPT: WeakKeyDictionary[object, Found] = WeakKeyDictionary()
"""What was found last at each desk: cards are made anew with the window's dress, the desk stays."""
LEDGER = "ledger"
"""Stands for the ledger among the ids of layers."""
LEDGER_TITLE = "台帳"
COLOURS = ((200, 40, 34), (40, 110, 190), (46, 140, 60), (130, 75, 160))
"""Of the boundaries that one version has elsewhere, by its number."""
CHOSEN, BESIDE = (255, 190, 0), 2.5
"""Of the place that is looked at, and metres by which its outline lies beside the boundaries."""
AROUND, HIGH = 60.0, 20.0
"""Metres around a place and above it that are seen when one flies there."""
SPACING = 4.0
"""Metres after which a line follows the ground anew."""


@dataclass(frozen=True, eq=False)
class Found:
    """What was found.

    Attributes
    ----------
    made, lines
        The comparison, and the boundaries that moved.
    ids
        What was compared: layers, or :data:`LEDGER`.
    marks
        How they stand in the view.
    basis
        What it was made of; see :func:`basis_of`.
    """

    made: Comparison
    lines: Moved
    ids: tuple[str, ...]
    marks: tuple[Drawable, ...]
    basis: tuple[object, ...]


def compared(project: Project, crs: str, day: str, ids: Sequence[str], *, feedback: Feedback) -> Found:
    """Compare versions; runs beside the window.

    Parameters
    ----------
    project
        With its data opened.
    crs
        Plane rectangular system.
    day
        ISO 8601, at which the ledger is meant; empty for now.
    ids
        Layers, or :data:`LEDGER`; the first is the one that others are compared with.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.GisError
        When a layer holds no areas.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    sets = [_version(project, crs, day, one) for one in ids]
    houses = next((one for one in project.layers if one.kind == "buildings" and one.data is not None), None)
    homes = NO_HOMES if houses is None else homes_of(houses)
    said = confirmed_pairs(decisions_of(project))
    made = compare(sets, homes, said, feedback=feedback.share(0.0, 0.8))
    lines = moved(made, feedback.share(0.8, 0.95))
    return Found(made, lines, tuple(ids), _marks(project, made, lines), basis_of(project, ids))


def basis_of(project: Project, ids: Sequence[str]) -> tuple[object, ...]:
    """Return what a comparison rests on; it is of now as long as these are the same objects."""
    layers = (project.layer(one) for one in ids if one != LEDGER)
    kept = records.of_kind(project, ASSOCIATION) if LEDGER in ids else ()
    return (*ids, *(None if one is None else one.data for one in layers), *kept)


def same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Say whether two comparisons rest on the same."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, str) and a == b) for a, b in zip(one, other, strict=True)
    )


def highlighted(project: Project, shape: shapely.Geometry) -> tuple[Drawable, ...]:
    """Return the outline of the place that is looked at."""
    return _outlined(project, [shape.buffer(BESIDE)], CHOSEN, 4.0)


def around(project: Project, shape: shapely.Geometry) -> tuple[float, float, float, float, float, float]:
    """Return what is seen when one flies to a place."""
    west, south, east, north = shape.bounds
    point = shape.point_on_surface()
    ground = float(heights_of(project).height_at(np.array([point.x]), np.array([point.y]))[0])
    ground = 0.0 if np.isnan(ground) else ground  # nobody knows it: there is no ground in the view either
    return west - AROUND, south - AROUND, ground, east + AROUND, north + AROUND, ground + HIGH


def _version(project: Project, crs: str, day: str, one: str) -> AreaSet:
    if one == LEDGER:
        return area_set(associations(project, day), LEDGER_TITLE, crs, day)
    layer = project.layer(one)
    if layer is None:  # it went while the work was waiting
        raise LookupError(one)
    return area_set_of(layer, None, crs)


def _marks(project: Project, made: Comparison, lines: Moved) -> tuple[Drawable, ...]:
    found: tuple[Drawable, ...] = ()
    for version in range(len(made.sets)):
        own = lines.lines[lines.version == version]
        found += _outlined(project, own, COLOURS[version % len(COLOURS)], 3.5)
    return found


def _outlined(
    project: Project,
    shapes: Sequence[shapely.Geometry] | np.ndarray[tuple[int, ...], np.dtype[np.object_]],
    colour: tuple[int, int, int],
    width: float,
) -> tuple[Drawable, ...]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    rows = np.zeros(len(found), np.uint32)
    ground = heights_of(project)
    return tuple(drape.lines(found, rows, ground, SPACING, solid=False, width=width, colour=colour))
