"""Which front roads count where, and how wide, when a site has two or more (BSO-132)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.planning.halfplanes import HalfPlane
    from gisapp.desks.planning.limits import Line
    from gisapp.desks.planning.site import Site

FARTHEST = 35.0
"""Metres from a road within which its width may be lent to others."""
CENTRE = 10.0
"""Metres from the centre line of the others beyond which the widest road counts alone."""
NARROW = 4.0


@dataclass(frozen=True)
class Cell:
    """A part of a site.

    Attributes
    ----------
    region
        Half-planes in all of which it lies.
    widths
        Edges whose road counts here, each with the width that it counts with, metres.
    """

    region: tuple[HalfPlane, ...]
    widths: tuple[tuple[int, float], ...]


@njit(cache=True, nogil=True)
def lent_within(width: float) -> float:
    """Return how far from a road its width is compared with others, metres (BSO-132(2))."""
    return CENTRE - width / 2 if width < NARROW else min(2 * width, FARTHEST)


def road_regions(site: Site, lines: Sequence[Line]) -> list[Cell]:
    """Return the parts of a site with the roads that count in each.

    (1) Within twice the greatest width and 35 m of the widest road, or more than 10 m from the centre line of
    every other road, all count with the greatest width. (2) Elsewhere, within twice its own width and 35 m of
    two or more roads, those count with the greater width. (3) In the rest the road that is there counts.

    Parameters
    ----------
    site
        Its roads have known widths.
    lines
        Lines of all edges of the site.
    """
    edges = site.net.edges
    widths = [max(edges[index].deemed_width or 0.0 for index in road) for road in site.roads]
    alone = tuple((index, widths[0]) for index in site.roads[0])
    if len(site.roads) == 1:
        return [Cell((), alone)]
    greatest = max(widths)
    every = tuple((index, greatest) for road in site.roads for index in road)
    near = min(2 * greatest, FARTHEST)
    cells: list[Cell] = []
    rest: list[tuple[HalfPlane, ...]] = [()]
    for road, width in zip(site.roads, widths, strict=True):
        if width == greatest:
            for index in road:
                cells += [Cell((*region, lines[index].at_most(near)), every) for region in rest]
                rest = [(*region, lines[index].at_least(near)) for region in rest]
    others = [
        (index, width)
        for road, width in zip(site.roads, widths, strict=True)
        if width < greatest
        for index in road
    ]
    away = tuple(lines[index].at_least(CENTRE - width / 2) for index, width in others)
    cells += [Cell((*region, *away), every) for region in rest]
    for region in rest:
        # Within 10 m of the centre line of at least one other road: the first such, edge by edge.
        before: tuple[HalfPlane, ...] = ()
        for index, width in others:
            close = lines[index].at_most(CENTRE - width / 2)
            cells += _shared(site, lines, widths, (*region, *before, close))
            before = (*before, lines[index].at_least(CENTRE - width / 2))
    return cells


def _shared(
    site: Site, lines: Sequence[Line], widths: Sequence[float], region: tuple[HalfPlane, ...]
) -> list[Cell]:
    """Split a region by which roads are near."""
    found: list[tuple[tuple[HalfPlane, ...], frozenset[int]]] = [(region, frozenset())]
    for number, (road, width) in enumerate(zip(site.roads, widths, strict=True)):
        near = lent_within(width)
        split: list[tuple[tuple[HalfPlane, ...], frozenset[int]]] = []
        for part, roads in found:
            outside = part
            for index in road:
                split.append(((*outside, lines[index].at_most(near)), roads | {number}))
                outside = (*outside, lines[index].at_least(near))
            split.append((outside, roads))
        found = split
    cells = []
    for part, roads in found:
        greater = max((widths[number] for number in roads), default=0.0)
        counting = tuple((index, greater) for number in sorted(roads) for index in site.roads[number])
        cells.append(Cell(part, counting))
    return cells
