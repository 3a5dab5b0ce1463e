"""What the publish desk has done beside the window; nothing of the gate is loaded before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.publish.candidates import Candidate
    from gisapp.desks.publish.concerns import Verdict
    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.review import Review
    from layers.base import Layer
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.project import Project

MOST = 20_000
"""Shapes that are compared, spread over the whole layer."""
DRAWN = 4_000
"""Shapes that stand in the view."""
COLOUR, WIDTH, SIZE = (200, 16, 46), 3.0, 7.0
SPACING = 8.0
"""Metres after which a line follows the ground anew."""
STILL = 0.01
"""Metres by which a corner may move unseen."""


def proposed(project: Project, layer: Layer, *, feedback: Feedback) -> Publication:
    """Return a fresh publication of a layer; see :func:`gisapp.desks.publish.gate.proposed`."""
    from gisapp.desks.publish.gate import proposed as of_gate

    return of_gate(project, layer, feedback)


def candidates(project: Project, layer: Layer, *, feedback: Feedback) -> tuple[Candidate, ...]:
    """Return the columns of a layer with advice; see :func:`gisapp.desks.publish.gate.candidates`."""
    from gisapp.desks.publish.gate import candidates as of_gate

    return of_gate(project, layer, feedback)


def judged(
    project: Project, asked: Sequence[tuple[Layer, Publication]], *, feedback: Feedback
) -> dict[str, Verdict]:
    """Return what the gate says of some layers, by their ids in the order in which they were asked."""
    from gisapp.desks.publish.gate import judge

    found = {}
    for number, (layer, publication) in enumerate(asked):
        part = feedback.share(number / len(asked), (number + 1) / len(asked))
        found[layer.id] = judge(project, publication, part)
    return found


def reviewed(
    project: Project, publication: Publication, prints: Path | None, *, feedback: Feedback
) -> Review:
    """Return what a citizen will see; see :func:`gisapp.desks.publish.review.review`."""
    from gisapp.desks.publish.admitting import prints_file
    from gisapp.desks.publish.difference import Fingerprints
    from gisapp.desks.publish.review import review

    path = None if prints is None else prints_file(prints, publication.layer)
    before = Fingerprints.load(path) if path is not None and path.is_file() else None
    return review(project, publication, before, feedback)


@dataclass(frozen=True, eq=False)
class Seen:
    """What generalising does to the shapes of a layer, and the shapes that the public will see.

    Attributes
    ----------
    features
        How many the public will see.
    compared
        How many of them were compared.
    moved
        How many of those are another shape than before.
    furthest, middle
        Metres: the farthest that any corner or edge moved, and half of the moved ones move less than this.
    drawn
        The shapes as drawables, some of them where there are many.
    """

    features: int
    compared: int
    moved: int
    furthest: float
    middle: float
    drawn: tuple[Drawable, ...]


def seen(project: Project, layer: Layer, publication: Publication, *, feedback: Feedback) -> Seen:
    """Compare the shapes of a layer with those that the public will see.

    Parameters
    ----------
    project
        Holds the areas in which nothing is published.
    layer
        With its data opened.
    publication
        What may be published of it; attributes do not matter.
    feedback
        Receives progress.
    """
    import shapely

    from gisapp.desks.publish.projection import public_content
    from gisapp.export.content import GEOMETRY
    from gisapp.export.footprints import polygons
    from layers import drape
    from layers.heights import heights_of
    from layers.operations import shapes_moved
    from layers.pins import pins

    content = public_content(project, layer, _without_fields(publication), feedback)
    exact = public_content(project, layer, _exactly(publication), feedback)
    feedback.step(1, 4)
    # Both leave out the same features, so rows are the same ones.
    public, before = (polygons(one.columns([GEOMETRY]).column(GEOMETRY)) for one in (content, exact))
    feedback.step(2, 4)
    chosen = _spread(len(public), MOST)
    distances = np.nan_to_num(shapely.hausdorff_distance(shapely.force_2d(before[chosen]), public[chosen]))
    feedback.step(3, 4)
    moved = distances > STILL
    few = _spread(len(public), DRAWN)
    shapes = shapes_moved(public[few], content.crs, project.crs or content.crs)
    shapes = shapes[~shapely.is_missing(shapes)]
    ground = heights_of(project)
    single = np.isin(shapely.get_type_id(shapes), (0, 4))
    places, flat = shapely.get_coordinates(shapes[single]), shapes[~single]
    drawn: list[Drawable] = pins(places, ground, np.zeros(len(places), np.uint32), SIZE, COLOUR)
    if len(flat):
        rows = np.zeros(len(flat), np.uint32)
        drawn += drape.lines(flat, rows, ground, SPACING, solid=False, width=WIDTH, colour=COLOUR)
    return Seen(
        features=len(public),
        compared=len(chosen),
        moved=int(moved.sum()),
        furthest=float(distances.max(initial=0.0)),
        middle=float(np.median(distances[moved])) if moved.any() else 0.0,
        drawn=tuple(drawn),
    )


def _spread(count: int, most: int) -> NDArray[np.intp]:
    """Return rows spread evenly over all, at most so many."""
    return (
        np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.intp))
        if count
        else np.zeros(0, np.intp)
    )


def _without_fields(publication: Publication) -> Publication:
    from dataclasses import replace

    return replace(publication, fields=(), label="")


def _exactly(publication: Publication) -> Publication:
    from dataclasses import replace

    from gisapp.desks.publish.model import Generalisation

    return replace(publication, fields=(), label="", generalisation=Generalisation())
