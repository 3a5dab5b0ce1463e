"""Planes over convex regions, and the lines of edges that they rise from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gisapp.desks.planning.halfplanes import HalfPlane
    from gisapp.desks.planning.site import Rule, Site

Plane = tuple[float, float, float]
"""(a, b, c): height a·x + b·y + c."""


@dataclass(frozen=True)
class Piece:
    """One plane of a rule.

    Attributes
    ----------
    rule
        The rule.
    edge
        Edge of the site that it is measured from, -1 for none.
    plane
        Its height.
    region
        Half-planes in all of which it holds.
    below
        Metres by which it may lie below the rule: 0, but where it stands for a curved surface.
    """

    rule: Rule
    edge: int
    plane: Plane
    region: tuple[HalfPlane, ...]
    below: float = 0.0


@dataclass(frozen=True)
class Line:
    """The line of an edge: distance into the site is x·nx + y·ny − offset."""

    nx: float
    ny: float
    offset: float

    def at_least(self, distance: float) -> HalfPlane:
        """Return the points at least so far inside."""
        return -self.nx, -self.ny, -self.offset - distance

    def at_most(self, distance: float) -> HalfPlane:
        """Return the points at most so far inside."""
        return self.nx, self.ny, self.offset + distance

    def rising(self, base: float, rise: float, more: float) -> Plane:
        """Return the plane of height base + rise · (distance + more)."""
        return rise * self.nx, rise * self.ny, base + rise * (more - self.offset)


def line_of(site: Site, edge: int) -> Line:
    """Return the line of an edge, relative to the first point of the ring."""
    normal = site.net.inward[edge]
    point = site.net.ring[edge] - site.net.ring[0]
    return Line(float(normal[0]), float(normal[1]), float(normal @ point))


def raised(difference: float) -> float:
    """Return how much higher a base counts for a difference in level of H: (H − 1)/2 from 1 m on."""
    return max(difference - 1.0, 0.0) / 2
