"""What the page is told of the site and of each layer: ``data/site.json``."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.model import site_of
from gisapp.desks.publish.site.embedding import PIECE
from gisapp.desks.publish.site.pages import software, words
from gisapp.desks.publish.site.rowfiles import ROWS, plain_values
from gisapp.desks.publish.terms import CYCLES, LICENCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.projection import PublicContent
    from gisapp.desks.publish.site.looks import Look
    from gisapp.desks.publish.site.rowfiles import Written
    from layers.base import Layer
    from layers.project import Project

FORMAT = 1
HEIGHT = "height"
"""Attribute of tiles of buildings: metres above the ground."""
NO_BOUNDS = (129.0, 32.0, 130.0, 33.0)
Bounds = tuple[float, float, float, float]


def slug_of(layer: Layer) -> str:
    """Return how files of a layer begin: letters that every server and disk takes, the same each time."""
    return f"{layer.kind}-{hashlib.sha256(layer.id.encode()).hexdigest()[:8]}"


def terms_of(publication: Publication) -> dict[str, Any]:
    """Return title, licence, source and date of a publication as the page reads them."""
    cycle = CYCLES.get(publication.cycle)
    return {
        "title": publication.title or publication.layer,
        "licence": publication.licence,
        "credit": publication.credit,
        "date": publication.date,
    } | plain_values(
        {
            "english": publication.english,
            "description": publication.description,
            "department": publication.department,
            "contact": publication.contact,
            "cycle": cycle[0] if cycle else "",
            "cycle_english": publication.cycle.capitalize() if cycle else "",
        }
    )


def layer_of(
    layer: Layer, publication: Publication, content: PublicContent, rows: Written, look: Look
) -> dict[str, Any]:
    """Return what the page is told of a layer with features."""
    solid = layer.kind == "buildings" and rows.kind == "area"
    slug = slug_of(layer)
    kinds = {one.name: one for one in content.attributes}
    least = publication.generalisation.least
    fields = [
        {"name": one.name, "kind": kinds[one.name].kind}
        | plain_values(
            {
                "english": one.english,
                "unit": kinds[one.name].unit,
                "small": least if one.count and least else None,
            }
        )
        for one in publication.fields
    ]
    return (
        {"id": slug, **terms_of(publication)}
        | {"kind": "buildings" if solid else rows.kind or "table", "count": len(content), "fields": fields}
        | {"visible": bool(layer.visible), "opacity": round(float(layer.opacity), 2), "style": look.style}
        | {"table": {"stem": f"data/{slug}-rows-", "size": ROWS}}
        | plain_values({"label": publication.label, "legend": look.legend, "search": rows.search})
        | ({"seamless": True} if rows.kind == "area" and content.geometry_type.endswith(" Z") else {})
    )


def site_json(
    project: Project,
    layers: Sequence[Mapping[str, Any]],
    terrain: Mapping[str, Any] | None,
    bounds: Sequence[Bounds],
    extra: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the whole description.

    Parameters
    ----------
    project
        Holds what the site is called.
    layers, terrain
        What was written.
    bounds
        Of the layers that the first view shows, in degrees.
    extra
        Further members.
    """
    site = site_of(project)
    used = {one["licence"] for one in (*layers, *([terrain] if terrain else []))} & LICENCES.keys()
    return {
        "format": FORMAT,
        "title": site.title or project.name,
        **plain_values(
            {
                "english": site.english,
                "description": site.description,
                "publisher": site.publisher,
                "contact": site.contact,
            }
        ),
        "bounds": _around(bounds),
        "licences": {
            name: plain_values(
                {
                    "name": LICENCES[name].name,
                    "english": LICENCES[name].english,
                    "address": LICENCES[name].address,
                }
            )
            for name in sorted(used)
        },
        "layers": list(layers),
        "terrain": terrain,
        "tiles": sorted(one["tiles"]["file"] for one in layers if one.get("tiles"))
        + ([terrain["file"]] if terrain else []),
        "piece": PIECE,
        "software": software(),
        "words": words(),
        **extra,
    }


def _around(bounds: Sequence[Bounds]) -> list[float]:
    if not bounds:
        return list(NO_BOUNDS)
    west, south, east, north = (list(one) for one in zip(*bounds, strict=True))
    found = [min(west), min(south), max(east), max(north)]
    return [math.floor(one * 1e5) / 1e5 for one in found[:2]] + [
        math.ceil(one * 1e5) / 1e5 for one in found[2:]
    ]
