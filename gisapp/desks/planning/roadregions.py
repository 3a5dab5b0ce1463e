"""Which front roads count where, and how wide, when a site has two or more (BSO-132)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from gisapp.desks.planning.halfplanes import bounds, halved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.planning.halfplanes import Convex, HalfPlane
    from gisapp.desks.planning.planes import Line
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


@dataclass(frozen=True, eq=False)
class _Part:
    """A part of the hull of a site, and the half-planes that cut it out."""

    polygon: Convex
    region: tuple[HalfPlane, ...] = ()

    def cut(self, half: HalfPlane) -> tuple[list[_Part], list[_Part]]:
        """Return what lies within a half-plane and what lies outside of it: nothing, or one part."""
        within, outside = halved(self.polygon, half)
        if not len(within) or not len(outside):
            return ([self], []) if len(within) else ([], [self])
        other = (-half[0], -half[1], -half[2])
        return [_Part(within, (*self.region, half))], [_Part(outside, (*self.region, other))]

    def cell(self, widths: tuple[tuple[int, float], ...]) -> Cell:
        """Return the part with the roads that count in it; only half-planes that bound it are kept."""
        return Cell(tuple(half for half in self.region if bounds(self.polygon, np.array(half))), widths)


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
    if len(site.roads) == 1:
        return [Cell((), tuple((index, widths[0]) for index in site.roads[0]))]
    greatest = max(widths)
    every = tuple((index, greatest) for road in site.roads for index in road)
    widest = [
        index for road, width in zip(site.roads, widths, strict=True) if width == greatest for index in road
    ]
    near, rest = _near(
        _Part(site.net.hull), [lines[index].at_most(min(2 * greatest, FARTHEST)) for index in widest]
    )
    close = [
        lines[index].at_most(CENTRE - width / 2)
        for road, width in zip(site.roads, widths, strict=True)
        if width < greatest
        for index in road
    ]
    cells = [part.cell(every) for part in near]
    for part in rest:
        # Within 10 m of the centre line of at least one other road, or of none.
        some, none = _near(part, close)
        cells += [one.cell(every) for one in none]
        for one in some:
            cells += _shared(site, lines, widths, one)
    return cells


def _near(part: _Part, halves: Sequence[HalfPlane]) -> tuple[list[_Part], list[_Part]]:
    """Return what lies in at least one of some half-planes, in parts, and what lies in none."""
    found: list[_Part] = []
    rest = [part]
    for half in halves:
        cuts = [one.cut(half) for one in rest]
        found += [one for within, _ in cuts for one in within]
        rest = [one for _, outside in cuts for one in outside]
    return found, rest


def _shared(site: Site, lines: Sequence[Line], widths: Sequence[float], whole: _Part) -> list[Cell]:
    """Split a part by which roads are near."""
    found: list[tuple[_Part, frozenset[int]]] = [(whole, frozenset())]
    for number, (road, width) in enumerate(zip(site.roads, widths, strict=True)):
        halves = [lines[index].at_most(lent_within(width)) for index in road]
        split = []
        for part, roads in found:
            near, rest = _near(part, halves)
            split += [(one, roads | {number}) for one in near] + [(one, roads) for one in rest]
        found = split
    cells = []
    for part, roads in found:
        greater = max((widths[number] for number in roads), default=0.0)
        counting = tuple((index, greater) for number in sorted(roads) for index in site.roads[number])
        cells.append(part.cell(counting))
    return cells
