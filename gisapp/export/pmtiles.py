"""Vector tiles in one PMTiles file: for web maps that fetch what they show, piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.export.content import GEOMETRY, Part, provenance
from layers.feedback import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.export.content import Content
    from layers.feedback import Feedback

HEIGHT = "height"
"""Attribute of solid features that says how tall they stand, metres: what maps raise them by."""


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write features as one layer of vector tiles, from where all fit on a screen to single buildings.

    Parameters
    ----------
    content
        The features.
    path
        Target.
    feedback
        Receives progress, and what was cut or thinned.
    """
    from gisapp.desks.publish.vectortiles import (
        TilePart,
        TilesetAbout,
        standing,
        write_vector_tiles,
        zooms_for,
    )

    said = provenance(content)
    fields = tuple(name for name in content.schema.names if name != GEOMETRY)
    extras = {}
    if Part.SHAPES in content.offers and HEIGHT not in fields:
        extras[HEIGHT] = standing(content, feedback.share(0.0, 0.2))
    attribution = " / ".join(one for one in (said.credit, said.licence) if one)
    write_vector_tiles(
        (TilePart(said.name or path.stem, content, fields, extras),),
        path,
        feedback.share(0.2, 1.0),
        zooms=zooms_for(content),
        about=TilesetAbout(said.name or path.stem, attribution=attribution),
    )


def read_back(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Decode every tile and see that it tells nothing but the columns of the content."""
    from gisapp.desks.publish.pmtilescheck import check_pmtiles

    feedback.step()
    fields = {name for name in content.schema.names if name != GEOMETRY}
    if Part.SHAPES in content.offers:
        fields.add(HEIGHT)
    problems = check_pmtiles(path, {provenance(content).name or path.stem: tuple(sorted(fields))})
    return tuple(
        Finding(Severity.ERROR, f"read-back-{one.code}", one.template, one.values) for one in problems
    )
