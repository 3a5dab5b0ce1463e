"""What changed put into the project: a grid of differences and the areas that changed, as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.desks.survey.changelayers import PATCHES, STYLE, write_change, write_patches
from gisapp.ui import opening
from gisapp.ui.words import said
from importers.base import ImportResult

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.survey.changework import Found
    from layers.feedback import Feedback
    from layers.project import Project

PALE = 0.25
"""Opacity of the areas, through which the grid shines."""


def put_on_map(
    found: Found, method: str, crs: str, path: Path, project: Project, *, feedback: Feedback
) -> ImportResult:
    """Write what changed and read it as layers; runs beside the window, which asked before replacing.

    Parameters
    ----------
    found
        What changed, by a method that tells it on a grid.
    method, crs
        How it was worked out, and the plane rectangular system.
    path
        The GeoTIFF. Areas go to a GeoPackage beside it, which is replaced only where the GeoTIFF was.
    project
        The project that the layers are for.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.GisError
        When something cannot be written or read again.
    """
    change = found.change
    if change is None:
        raise ValueError("no grid")
    there = path.exists()
    write_change(path, change, crs, method)
    result = opening.read_source(path, project, feedback=feedback.share(0.0, 0.5))
    if not change.patches:
        return result
    areas = path.with_name(f"{path.stem}_{said(PATCHES)}.gpkg")
    write_patches(areas, change, crs, areas.stem, feedback.share(0.5, 0.7), overwrite=there)
    other = opening.read_source(areas, project, feedback=feedback.share(0.7, 1.0))
    coloured = tuple(replace(one, style=STYLE, opacity=PALE) for one in other.layers)
    return ImportResult(
        (*coloured, *result.layers), (*result.findings, *other.findings), {**result.counts, **other.counts}
    )
