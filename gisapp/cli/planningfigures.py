"""Numbers of a site for JSON and for people: ratios with their derivation, facets, storeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gisapp.desks.planning.envelope import Envelope, Facet
    from gisapp.desks.planning.figures import Figure
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.study import Study


def plain_figure(figure: Figure) -> dict[str, Any]:
    """Return a number with its derivation."""
    return {
        "value": figure.value,
        "unit": figure.unit,
        "steps": [{"text": str(one.text), "article": one.article} for one in figure.steps],
        "doubts": [str(one) for one in figure.doubts],
    }


def plain_facet(facet: Facet) -> dict[str, Any]:
    """Return a part of the top of the volume."""
    import numpy as np

    from gisapp.desks.planning.site import RULES

    name, article = ("", "") if facet.rule is None else RULES[facet.rule]
    limited = np.isfinite(facet.plane[2])
    return {
        "rule": None if facet.rule is None else facet.rule.value,
        "name": name,
        "article": article,
        "edge": facet.edge,
        "zone": facet.zone,
        "area": round(float(facet.polygon.area), 4),
        "plane": list(facet.plane) if limited else None,
        "origin": list(facet.origin),
        "ground": facet.ground,
        "below": round(facet.below, 6),
        "polygons": _plain_polygons(facet.polygon),
    }


def _plain_polygons(shape: Any) -> list[list[list[list[float]]]]:
    """Return polygons as lists of rings, the outer one first."""
    import shapely

    return [
        [shapely.get_coordinates(ring).round(4).tolist() for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]


def plain_grounds(site: Site, volume: Envelope) -> list[dict[str, Any]]:
    """Return the ground levels from which heights of a volume are measured, and where each counts."""
    from gisapp.desks.planning.cuts import GROUND_ARTICLE, ground_shares

    shares = dict(ground_shares(volume))
    return [
        {
            "level": one.level,
            "elevation": None if site.elevation is None else round(site.elevation + one.level, 3),
            "article": GROUND_ARTICLE,
            "share": round(shares.get(one.level, 0.0), 6),
            "polygons": _plain_polygons(site.net.polygon() if one.area is None else one.area),
        }
        for one in site.grounds
    ]


def plain_massing(massing: Massing) -> dict[str, Any]:
    """Return a simple building."""
    return {
        "storeys": [
            {"number": one.number, "bottom": one.bottom, "top": one.top, "area": round(one.area, 4)}
            for one in massing.storeys
        ],
        "building_area": round(massing.building_area, 4),
        "floor_area": round(massing.floor_area, 4),
        "limited_by": massing.limited_by,
    }


def plain_site(site: Site) -> dict[str, Any]:
    """Return the numbers of a site."""
    from gisapp.desks.planning.access import access

    found = access(site.lot)
    return {
        "lot_area": round(float(site.lot.polygon().area), 4),
        "site_area": round(site.area, 4),
        "road_width": site.widest,
        "floor_area_ratio": plain_figure(site.floor_area_ratio),
        "coverage_ratio": plain_figure(site.coverage_ratio),
        "access": {
            "kept": found.kept,
            "length": round(found.length, 4),
            "doubts": [str(one) for one in found.doubts],
        },
    }


def plain_levels(study: Study) -> dict[str, Any] | None:
    """Return what the ground suggests for a lot, and what staff took over; None where both are unknown."""
    proposal, taken = study.levels, study.entries.levels
    if proposal is None and taken is None:
        return None
    return {
        "proposed": None
        if proposal is None
        else {
            "ground": proposal.ground,
            "mean_ground": proposal.mean,
            "lowest": proposal.lowest,
            "highest": proposal.highest,
            "steps": [one.level for one in proposal.regions],
            "edges": [{"edge": edge, "higher": higher} for edge, higher in proposal.differences()],
            "estimated": proposal.estimated,
            "source": str(proposal.source),
        },
        "entered": None
        if taken is None
        else {
            "ground": taken.ground,
            "mean_ground": taken.mean,
            "steps": [one.level for one in taken.steps],
            "edges": [{"edge": edge, "higher": higher} for edge, higher in taken.edges],
        },
    }


def obj_of(volume: Envelope, unlimited: float = 100.0) -> str:
    """Return the volume as an OBJ text: a prism for each convex part of a facet, grouped by rule.

    Parameters
    ----------
    volume
        What may be built.
    unlimited
        Metres over the ground that stand for no limit.
    """
    import numpy as np

    from gisapp.desks.planning.envelope import convex_parts

    lines: list[str] = []
    count = 0
    for number, facet in enumerate(volume.facets):
        origin = np.array(facet.origin)
        if not number:
            lines.append(f"# x = east - {origin[0]:.4f}, y = north - {origin[1]:.4f}, z = height; metres")
        lines.append(f"g {facet.rule.value if facet.rule else 'unlimited'}_{number}")
        for part in convex_parts(facet.polygon, origin):
            corners = np.array(part)
            a, b, c = facet.plane
            top = corners @ (a, b) + c if np.isfinite(c) else np.full(len(part), facet.ground + unlimited)
            base = np.column_stack([corners, np.full(len(part), facet.ground)])
            for x, y, z in (*base, *np.column_stack([corners, top])):
                lines.append(f"v {x:.4f} {y:.4f} {z:.4f}")
            n = len(part)
            low, high = range(count + 1, count + n + 1), range(count + n + 1, count + 2 * n + 1)
            faces = [list(reversed(low)), list(high)]
            faces += [[low[k], low[(k + 1) % n], high[(k + 1) % n], high[k]] for k in range(n)]
            lines += [f"f {' '.join(map(str, face))}" for face in faces]
            count += 2 * n
    return "\n".join(lines) + "\n"
