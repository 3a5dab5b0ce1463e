"""Writing a placed scan and reading it as a layer, beside the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp import reading
from gisapp.desks.areas import scans

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.areas.controlpoints import Placement
    from gisapp.desks.areas.scans import Scan
    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project

OPACITY = 0.6
"""Of a scan that lies over the map: both are seen."""


@dataclass(frozen=True, eq=False)
class Placed:
    """A placed scan as a layer, and what was found while it was read."""

    layer: Layer
    findings: tuple[Finding, ...]


def placed(scan: Scan, placement: Placement, project: Project, target: Path, *, feedback: Feedback) -> Placed:
    """Write a scan where it lies and read it into the system of the project."""
    scans.write_placed(scan, placement, project.crs, target, feedback.share(0.0, 0.7), overwrite=True)
    result = reading.read_data(target, feedback.share(0.7, 1.0), by="raster", target=project.crs, again=True)
    (layer,) = result.layers
    return Placed(replace(layer, opacity=OPACITY), tuple(result.findings))


def with_picture(project: Project, found: Placed) -> Project:
    """Return the project with a placed scan; one that was placed before keeps its place and its look."""
    path = found.layer.source.path
    old = next((one for one in project.layers if one.kind == "raster" and one.source.path == path), None)
    if old is None:
        return reading.with_layers(project, [found.layer])[0]
    fresh = replace(old, data=found.layer.data, crs=found.layer.crs, source=found.layer.source)
    return project.replacing(fresh)
