"""Design surfaces of LandXML as terrain: their triangles in the system of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.landxml import read_landxml
from importers.located import located
from layers import crs
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.terrain.importer import TerrainOptions
    from layers.feedback import Feedback
    from layers.placement import Proposal
    from layers.tin import Tin

_OTHERS = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} には面が {count} つあるため、はじめの「{name}」だけを地形にしました。"
)


def is_design(head: bytes) -> bool:
    """Say whether a file that begins so is LandXML."""
    return b"<LandXML" in head


def zone(path: Path, options: TerrainOptions, feedback: Feedback) -> str:
    """Return the plane rectangular system that a design lies in.

    Raises
    ------
    importers.located.Unlocated
        When nobody can say where it lies.
    layers.errors.ImportFailed
        When it cannot be used.
    """
    design = read_landxml(path, feedback, [])[0]
    place = _place(path, design, options, [])
    own = crs.zone_of_epsg(place.crs)
    if own:
        return crs.epsg_of_zone(own)
    corners = _turned(design, place)
    east, north = operation(place.crs, "EPSG:6668").transform(corners[:1, 0], corners[:1, 1])[:2]
    return crs.epsg_of_zone(crs.zone_at(float(east[0]), float(north[0])))


def triangles(
    path: Path, target: str, options: TerrainOptions, findings: list[Finding], feedback: Feedback
) -> NDArray[np.float64]:
    """Return the first surface of a file (m, 3, 3) east, north, height in a plane rectangular system.

    Raises
    ------
    importers.located.Unlocated
        When nobody can say where it lies.
    layers.errors.ImportFailed
        When it cannot be used.
    """
    surfaces = read_landxml(path, feedback, findings)
    design = surfaces[0]
    if len(surfaces) > 1:
        values: dict[str, object] = {"file": path.name, "count": len(surfaces), "name": design.name}
        where = Where(str(path))
        findings.append(Finding(Severity.WARNING, "landxml-surfaces", _OTHERS, values, where))
    place = _place(path, design, options, findings)
    corners = _turned(design, place)
    east, north = operation(place.crs, target).transform(corners[:, 0], corners[:, 1])[:2]
    return np.column_stack([east, north, corners[:, 2]]).reshape(-1, 3, 3)


def _place(path: Path, design: Tin, options: TerrainOptions, findings: list[Finding]) -> Proposal:
    return located(path, design.corners.reshape(-1, 3), design.crs, options, findings)


def _turned(design: Tin, place: Proposal) -> NDArray[np.float64]:
    """Return the corners (n, 3), east first; programs that do not know Japan write it first in the file."""
    corners = design.corners.reshape(-1, 3)
    return corners[:, [1, 0, 2]] if place.swapped else corners
