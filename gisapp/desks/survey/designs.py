"""Surfaces that others made, such as designs: LandXML as nets of triangles, GeoTIFF as grids of heights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.geotiff import surface_at
from layers.errors import NoOverlap, NotRecognised
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation
from layers.systems import same_system

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.survey.scans import Box
    from layers.feedback import Feedback
    from layers.tin import Tin

    Heights = Callable[[NDArray[np.float64]], NDArray[np.float64]]

NETS = (".xml", ".landxml")
"""How the names of files with nets of triangles end."""
_SEVERAL = QT_TRANSLATE_NOOP(CONTEXT, "{file} には面が {count} つあります: {names}")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "設計面を一つ、名前で選んでください。")
_NO_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に座標系が書かれていないため、点群と同じ {crs} として重ねました。"
)
_APART = QT_TRANSLATE_NOOP(CONTEXT, "設計面「{name}」と点群は重なっていません。")
_APART_HINT = QT_TRANSLATE_NOOP(CONTEXT, "設計データの座標系（系の番号、X と Y の順）を確かめてください。")


def design_of(path: Path, name: str, crs: str, box: Box, feedback: Feedback) -> Tin:
    """Return the design of a file where a scan lies.

    Parameters
    ----------
    path
        LandXML.
    name
        Of the surface; may be empty where there is only one.
    crs, box
        Plane rectangular system of the scan, and where it lies.
    feedback
        Hears of a system that nobody told.

    Raises
    ------
    layers.errors.GisError
        When the file cannot be used, or lies elsewhere.
    """
    from importers.landxml import read_landxml

    where = Where(str(path))
    surfaces = read_landxml(path, feedback, feedback.findings)
    chosen = [one for one in surfaces if not name or one.name == name]
    if len(chosen) != 1:
        names = "、".join(one.name for one in surfaces)
        values: dict[str, object] = {"file": path.name, "count": len(surfaces), "names": names}
        raise NotRecognised(_SEVERAL, _CHOOSE, values=values, where=where)
    (design,) = chosen
    if not design.crs:
        values = {"file": path.name, "crs": crs}
        feedback.find(Finding(Severity.WARNING, "landxml-no-crs", _NO_SYSTEM, values, where))
    elif not same_system(design.crs, crs):
        corners = design.corners.reshape(-1, 3)
        x, y = operation(design.crs, crs).transform(corners[:, 0], corners[:, 1])[:2]
        moved = np.column_stack([x, y, corners[:, 2]])
        design = replace(design, corners=moved.reshape(-1, 3, 3), crs=crs)
    west, south, east, north = design.box
    if west > box[2] or east < box[0] or south > box[3] or north < box[1]:
        raise NoOverlap(_APART, _APART_HINT, values={"name": design.name}, where=where)
    return design


def heights_from(path: Path, name: str, crs: str, box: Box, feedback: Feedback) -> Heights:
    """Return what tells the heights of a file (n,) at places (n, 2), NaN beyond it; see :func:`design_of`.

    Nets of triangles and rasters are told apart by the ending of the name.
    """
    if path.suffix.lower() in NETS:
        return design_of(path, name, crs, box, feedback).heights
    return lambda places: surface_at(path, crs, places)
