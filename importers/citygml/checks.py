"""Faults of shapes that are shown all the same, but that a person should know of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from importers.citygml import ears
from importers.citygml.shapes import open_edges, volumes
from layers import crs
from layers.drawables import Surface
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.dataset import GmlFile
    from importers.citygml.elements import Elements
    from importers.citygml.shapes import Shapes
    from importers.citygml.surfaces import Surfaces

MESH_SLACK = 0.01
"""Degrees that a building may lie beyond the mesh its file is named after (about one kilometre)."""


def check_shapes(
    elements: Elements,
    buildings: NDArray[np.int64],
    shapes: Shapes,
    target: str,
    file: GmlFile,
    findings: list[Finding],
) -> None:
    """Report faults of polygons and solids.

    Parameters
    ----------
    elements
        Elements of the window, for lines and ids.
    buildings
        (n,) rows of the buildings.
    shapes
        Their shapes.
    target
        Plane rectangular system of the shapes.
    file
        Which file.
    findings
        Receives the faults.
    """
    centre = _centres(shapes, target)

    def report(code: str, features: NDArray[np.int64], rows: NDArray[np.int64], template: str) -> None:
        if not len(features):
            return
        feature, row = int(features[0]), int(rows[0])
        identifier = elements.attribute(buildings[[feature]], "id")[0].as_py() or ""
        line = elements.line(row)
        values = {"file": file.path, "line": line, "count": len(features), "id": identifier or "-"}
        where = Where(file.path, line, identifier, centre(feature))
        findings.append(Finding(Severity.WARNING, code, template, values, where, len(features)))

    surfaces, states = shapes.surfaces, shapes.triangles.states
    flat = np.flatnonzero((states & (ears.FLAT | ears.EMPTY)) != 0)
    report(
        "polygon-no-area",
        surfaces.feature[flat],
        surfaces.rows[flat],
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目などに面積のない面が {count:,} 件ありました。除いて表示します。"
        ),
    )
    _check_rings(surfaces, shapes, report)
    _check_solids(surfaces, shapes, buildings, report)
    none = np.flatnonzero(shapes.lods == 0)
    report(
        "no-geometry",
        none,
        buildings[none],
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに形のない建物が {count:,} 棟ありました。属性だけを読み込みました。",
        ),
    )
    _check_mesh(shapes, buildings, target, file, report)


def _centres(shapes: Shapes, target: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a closure
    def centre(feature: int) -> tuple[float, float, float] | None:
        east, north = shapes.boxes[feature, :2]
        if not np.isfinite(east):
            return None
        longitude, latitude = crs.unproject(np.array([east]), np.array([north]), target)
        return float(longitude[0]), float(latitude[0]), float(shapes.bounds[feature, 5])

    return centre


_RING_REASONS = (
    (
        "Hole lies outside shell",
        "hole-outside",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目などに穴が外周の外にある面が {count:,} 件ありました。"
        ),
    ),
    (
        "Holes are nested|Nested shells",
        "holes-overlap",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目などに穴どうしが重なる面が {count:,} 件ありました。"
        ),
    ),
    (
        "Interior is disconnected|Duplicate Rings",
        "hole-touches",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目などに穴が外周に接して面を分ける面が {count:,} 件ありました。"
        ),
    ),
    (
        ".",
        "polygon-self-crossing",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに輪郭が交差する面が {count:,} 件ありました。"
            "できる範囲で表示します。",
        ),
    ),
)


def _check_rings(surfaces: Surfaces, shapes: Shapes, report) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Ask GEOS about the polygons that the simple cutter could not do; the others are sound."""
    doubtful = np.flatnonzero((shapes.triangles.states & (ears.HOLED | ears.TANGLED)) != 0)
    if not len(doubtful):
        return
    axis = np.argmax(np.abs(shapes.triangles.normals[doubtful]), axis=1)
    reasons = []
    for polygon, dropped in zip(doubtful.tolist(), axis.tolist(), strict=True):
        first, stop = surfaces.polygon_offsets[polygon], surfaces.polygon_offsets[polygon + 1]
        plane = [(dropped + 1) % 3, (dropped + 2) % 3]
        rings = [
            surfaces.points[surfaces.ring_offsets[ring] : surfaces.ring_offsets[ring + 1]][:, plane]
            for ring in range(first, stop)
            if surfaces.ring_offsets[ring + 1] - surfaces.ring_offsets[ring] >= 3
        ]
        reasons.append(shapely.is_valid_reason(shapely.Polygon(rings[0], rings[1:])))
    told = np.array(reasons)
    left = told != "Valid Geometry"
    for pattern, code, template in _RING_REASONS:
        hit = left & np.array([bool(re.match(pattern, reason)) for reason in reasons])
        left &= ~hit
        chosen = doubtful[hit]
        report(code, surfaces.feature[chosen], surfaces.rows[chosen], template)


def _check_solids(surfaces: Surfaces, shapes: Shapes, buildings: NDArray[np.int64], report) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Report solids of LOD1 and LOD2 that are not closed, or turned inside out."""
    bounding = (surfaces.surface < Surface.WINDOW) & np.isin(surfaces.lod, (1, 2))
    solid = np.where(bounding, surfaces.feature * 2 + (surfaces.lod - 1), -1)
    count = 2 * len(buildings)
    ring_solid = np.repeat(solid, np.diff(surfaces.polygon_offsets))
    loose = open_edges(surfaces.points, surfaces.ring_offsets, ring_solid, count) != 0
    opened = np.flatnonzero(loose) // 2
    report(
        "solid-open",
        opened,
        buildings[opened],
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに立体が閉じていない建物が {count:,} 棟ありました。"
            "そのまま表示します。",
        ),
    )
    inner = volumes(surfaces.points, shapes.triangles.triangles, solid[shapes.triangles.polygon], count)
    turned = np.flatnonzero((inner < -1e-3) & ~loose) // 2
    report(
        "solid-inside-out",
        turned,
        buildings[turned],
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに面の表裏が逆の建物が {count:,} 棟ありました。そのまま表示します。",
        ),
    )


def _check_mesh(shapes: Shapes, buildings: NDArray[np.int64], target: str, file: GmlFile, report) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Report buildings far outside the JIS mesh that the name of their file states."""
    box = mesh_box(file.name)
    sound = np.flatnonzero(np.isfinite(shapes.boxes[:, 0]))
    if box is None or not len(sound):
        return
    longitude, latitude = crs.unproject(shapes.boxes[sound, 0], shapes.boxes[sound, 1], target)
    west, south, east, north = box
    away = (
        (longitude < west - MESH_SLACK)
        | (longitude > east + MESH_SLACK)
        | (latitude < south - MESH_SLACK)
        | (latitude > north + MESH_SLACK)
    )
    far = sound[away]
    report(
        "outside-mesh",
        far,
        buildings[far],
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに、ファイル名のメッシュの外にある建物が {count:,} 棟ありました。",
        ),
    )


def mesh_box(name: str) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north in degrees of the JIS X 0410 mesh that a file name begins with."""
    match = re.match(r"^(\d{2})(\d{2})(\d)(\d)(?:(\d)(\d))?(?=_|\.)", name)
    if match is None:
        return None
    digits = [int(part) for part in match.groups() if part is not None]
    south, west = digits[0] / 1.5, digits[1] + 100.0
    south, west, height, width = south + digits[2] / 12, west + digits[3] / 8, 1 / 12, 1 / 8
    if len(digits) == 6:
        south, west, height, width = south + digits[4] / 120, west + digits[5] / 80, 1 / 120, 1 / 80
    return west, south, west + width, south + height
