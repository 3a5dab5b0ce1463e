"""Faults of shapes that are shown all the same, but that a person should know of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from importers.citygml import solid_checks
from importers.citygml.encode import encode
from importers.citygml.reporter import Reporter, fault
from importers.citygml.solids import measure
from layers import crs, ears
from layers.feedback import Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.dataset import GmlFile
    from importers.citygml.elements import Elements
    from importers.citygml.shapes import Shapes
    from importers.citygml.surfaces import Surfaces
    from layers.feedback import Finding

MESH_SLACK = 0.01
"""Degrees that a building may lie beyond the mesh its file is named after (about one kilometre)."""
SHORT_EDGE = 0.01
"""Metres below which the specification takes two corners for one."""
TOUCHING = 0.001
"""Metres within which a hole touches the outline."""
THICK = 0.03
"""Metres by which the corners of a polygon may lie apart across its plane."""


def check_shapes(
    elements: Elements,
    buildings: NDArray[np.int64],
    shapes: Shapes,
    target: str,
    file: GmlFile,
    findings: list[Finding],
) -> NDArray[np.bool_]:
    """Report faults of polygons, solids and buildings.

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

    Returns
    -------
    numpy.ndarray
        (polygons,) whether each bounds a solid that is closed and the right way round.
    """
    reporter = Reporter(elements, buildings, shapes, target, file.path, findings)
    surfaces, states = shapes.surfaces, shapes.triangles.states
    flat = np.flatnonzero((states & (ears.FLAT | ears.EMPTY)) != 0)
    reporter.tell(
        "polygon-no-area",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目などに面積のない面が {count:,} 件ありました。除いて表示します。"
        ),
        surfaces.feature[flat],
        surfaces.rows[flat],
    )
    _check_rings(surfaces, shapes, reporter)
    _check_corners(surfaces, shapes, reporter)
    closed = solid_checks.check(elements, shapes, reporter)
    none = np.flatnonzero(shapes.lods == 0)
    reporter.tell(
        "no-geometry",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに形のない建物が {count:,} 棟ありました。属性だけを読み込みました。",
        ),
        none,
        buildings[none],
    )
    _check_doubles(buildings, shapes, reporter)
    _check_mesh(shapes, buildings, target, file, reporter)
    return closed


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


def _check_rings(surfaces: Surfaces, shapes: Shapes, reporter: Reporter) -> None:
    """Ask GEOS about the polygons that the simple cutter could not do; the others are sound."""
    states = shapes.triangles.states
    large = np.flatnonzero((states & ears.LARGE) != 0)
    reporter.tell(
        "polygon-too-many-points",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに点が多すぎて表示できない面が {count:,} 件ありました。"
            "除いて表示します。",
        ),
        surfaces.feature[large],
        surfaces.rows[large],
    )
    doubtful = np.flatnonzero(((states & (ears.HOLED | ears.TANGLED)) != 0) & ((states & ears.LARGE) == 0))
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
        reasons.append(_reason(rings))
    told = np.array(reasons)
    left = told != "Valid Geometry"
    for pattern, code, template in _RING_REASONS:
        hit = left & np.array([bool(re.match(pattern, reason)) for reason in reasons])
        left &= ~hit
        chosen = doubtful[hit]
        reporter.tell(code, template, surfaces.feature[chosen], surfaces.rows[chosen])


def _reason(rings: list[NDArray[np.float64]]) -> str:
    """Return what GEOS says of a polygon, given as rings (n, 2) in metres.

    Numbers out of degrees never touch exactly, so touching is looked for within a millimetre.
    """
    reason = str(shapely.is_valid_reason(shapely.Polygon(rings[0], rings[1:])))
    if reason == "Valid Geometry" and len(rings) > 1:
        shell = shapely.linearrings(rings[0])
        for hole in rings[1:]:
            if (shapely.distance(shell, shapely.points(hole)) < TOUCHING).sum() > 1:
                return "Interior is disconnected"
    return reason


def _check_corners(surfaces: Surfaces, shapes: Shapes, reporter: Reporter) -> None:
    """Report corners that are nearly one, and polygons that are not flat."""
    shortest, thickness = measure(
        surfaces.points, surfaces.ring_offsets, surfaces.polygon_offsets, shapes.triangles.normals
    )
    short = np.flatnonzero(shortest < SHORT_EDGE)
    reporter.tell(
        "edge-short",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに 1 cm より短い辺のある面が {count:,} 件ありました。"
            "そのまま表示します。",
        ),
        surfaces.feature[short],
        surfaces.rows[short],
        Severity.INFO,
    )
    thick = np.flatnonzero(thickness > THICK)
    reporter.tell(
        "polygon-not-flat",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに平らでない面（3 cm を超えるずれ）が {count:,} 件ありました。"
            "そのまま表示します。",
        ),
        surfaces.feature[thick],
        surfaces.rows[thick],
        Severity.INFO,
    )


def _check_doubles(buildings: NDArray[np.int64], shapes: Shapes, reporter: Reporter) -> None:
    """Report buildings that stand in one file twice, in the same place with the same bounds and levels."""
    placed = np.flatnonzero(np.isfinite(shapes.bounds[:, 0]))
    if len(placed) < 2:
        return
    millimetres = np.round(shapes.bounds[placed] * 1000).astype(np.int64)
    keys = np.column_stack([millimetres, shapes.lods[placed]])
    order = np.lexsort(keys.T)
    equal = (keys[order[1:]] == keys[order[:-1]]).all(axis=1)
    doubled = np.sort(placed[order[1:][equal]])
    reporter.tell(
        "building-doubled",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに、ほかの建物と同じ場所・同じ大きさの建物が {count:,} 棟ありました。"
            "どちらも表示します。",
        ),
        doubled,
        buildings[doubled],
    )


def check_ids(
    elements: Elements, buildings: NDArray[np.int64], file: GmlFile, findings: list[Finding]
) -> None:
    """Report identifiers that stand more than once in a window.

    Parameters are those of :func:`check_shapes`.
    """
    wanted = np.array([name.local == "id" for name in elements.names], dtype=bool)
    hits = np.flatnonzero(wanted[elements.attribute_name])
    spans = elements.attribute_text[hits]
    place, first = encode(elements.data, spans)
    repeated = np.ones(len(hits), dtype=bool)
    repeated[first] = False
    repeated &= spans[:, 1] > spans[:, 0]
    # A building that has the id of another one is told when all files are joined.
    rows = elements.attribute_element[hits]
    repeated &= ~np.isin(rows, buildings) | ~np.isin(rows[first[place]], buildings)
    rows = rows[repeated]
    if not len(rows):
        return
    where = Where(
        file.path, elements.line(int(rows[0])), elements.texts(spans[repeated][:1])[0].as_py() or ""
    )
    findings.append(
        fault(
            "id-repeated-inside",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の {line:,} 行目などに、ほかと同じ gml:id（{id}）が {count:,} 件ありました。"
                "参照は最初のものを指すとみなします。",
            ),
            where,
            len(rows),
        )
    )


def _check_mesh(
    shapes: Shapes, buildings: NDArray[np.int64], target: str, file: GmlFile, reporter: Reporter
) -> None:
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
    reporter.tell(
        "outside-mesh",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに、ファイル名のメッシュの外にある建物が {count:,} 棟ありました。",
        ),
        far,
        buildings[far],
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
