"""Convex polygons cut by lines, in plain floats: shapes of a few corners, cut thousands of times."""

from __future__ import annotations

Corner = tuple[float, float]
Convex = list[Corner]
"""Corners of a convex polygon, counter-clockwise."""
HalfPlane = tuple[float, float, float]
"""(a, b, c): the points with a·x + b·y <= c."""
TOUCH = 1e-9
"""Metres: what lies as close to a line lies on it."""


def split(polygon: Convex, half: HalfPlane) -> tuple[Convex, Convex]:
    """Return what lies within and what lies outside a half-plane; either may be empty."""
    a, b, c = half
    size = (a * a + b * b) ** 0.5
    if size == 0.0:
        return (polygon, []) if c >= 0 else ([], polygon)
    touch = TOUCH * size
    sides = [a * x + b * y - c for x, y in polygon]
    if max(sides) <= touch:
        return polygon, []
    if min(sides) >= -touch:
        return [], polygon
    inside: Convex = []
    outside: Convex = []
    before = polygon[-1]
    side_before = sides[-1]
    for corner, side in zip(polygon, sides, strict=True):
        if (side_before > touch and side < -touch) or (side_before < -touch and side > touch):
            share = side_before / (side_before - side)
            cross = (
                before[0] + share * (corner[0] - before[0]),
                before[1] + share * (corner[1] - before[1]),
            )
            inside.append(cross)
            outside.append(cross)
        if side <= touch:
            inside.append(corner)
        if side >= -touch:
            outside.append(corner)
        before, side_before = corner, side
    return (inside if len(inside) > 2 else []), (outside if len(outside) > 2 else [])


def within(polygon: Convex, region: tuple[HalfPlane, ...]) -> Convex:
    """Return the part of a polygon that lies in all half-planes; empty for none."""
    for half in region:
        polygon = split(polygon, half)[0]
        if not polygon:
            break
    return polygon
