"""Faults of the solids of buildings: open, turned round, in pieces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.solids import components, edge_sums, hash_points, volumes
from layers.drawables import Surface
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.reporter import Reporter
    from importers.citygml.shapes import Shapes

_SOLID = re.compile(r"^lod([12])Solid$")
SMALLEST = 1e-3
"""Cubic metres from which the sign of a volume is no accident."""


def check(elements: Elements, shapes: Shapes, reporter: Reporter) -> NDArray[np.bool_]:
    """Report solids of LOD1 and LOD2 that are not what a solid is.

    Parameters
    ----------
    elements
        Elements of the window.
    shapes
        Shapes of the buildings.
    reporter
        Receives the faults.

    Returns
    -------
    numpy.ndarray
        (polygons,) whether each bounds a solid that is closed and the right way round.
    """
    surfaces = shapes.surfaces
    solid, feature, row = _number(elements, shapes)
    count = len(feature)
    if not count:
        return np.zeros(len(solid), dtype=bool)
    ring_solid = np.repeat(solid, np.diff(surfaces.polygon_offsets))
    hashes = hash_points(surfaces.points)
    sums, pairs = edge_sums(hashes, surfaces.ring_offsets, ring_solid, count)
    inner = volumes(surfaces.points, shapes.triangles.triangles, solid[shapes.triangles.polygon], count)
    corners = np.bincount(
        np.maximum(solid, 0),
        weights=np.where(solid >= 0, np.diff(surfaces.ring_offsets[surfaces.polygon_offsets]), 0),
        minlength=count,
    )
    order = np.argsort(solid, kind="stable")
    pieces = components(
        hashes,
        surfaces.ring_offsets,
        surfaces.polygon_offsets,
        order,
        solid,
        count,
        int(corners.max()),
    )
    opened, turned = pairs != 0, (sums != 0) & (pairs == 0)
    for code, template, hit, severity in (
        ("solid-open", _OPEN, opened, Severity.WARNING),
        ("solid-face-turned", _TURNED, turned, Severity.WARNING),
        ("solid-inside-out", _INSIDE_OUT, (inner < -SMALLEST) & (sums == 0), Severity.WARNING),
        ("solid-in-pieces", _PIECES, pieces > 1, Severity.INFO),
    ):
        found = np.flatnonzero(hit)
        reporter.tell(code, template, feature[found], row[found], severity)
    whole = (sums == 0) & (pairs == 0) & (inner > 0)
    return (solid >= 0) & whole[np.maximum(solid, 0)]


def _number(
    elements: Elements, shapes: Shapes
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return which solid each polygon bounds (or -1), and building and row of each solid."""
    surfaces = shapes.surfaces
    keys = [np.empty(0, dtype=np.int64)]
    for path, chain in enumerate(elements.chains):
        match = _SOLID.match(chain[-1].local)
        if match:
            owners = elements.parent[elements.rows_by_path[path]].astype(np.int64)
            keys.append(owners * 8 + int(match[1]))
    # What belongs to no solid of its building is a surface, and a surface may be open.
    key = surfaces.holder * 8 + surfaces.lod
    bounding = (surfaces.surface < Surface.WINDOW) & np.isin(key, np.concatenate(keys))
    solids, first, number = np.unique(key[bounding], return_index=True, return_inverse=True)
    solid = np.full(len(key), -1, dtype=np.int64)
    solid[bounding] = number
    return solid, surfaces.feature[bounding][first], solids // 8


_OPEN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに立体が閉じていない建物が {count:,} 件ありました。そのまま表示します。",
)
_TURNED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに一部の面の表裏が逆の建物が {count:,} 件ありました。そのまま表示します。",
)
_INSIDE_OUT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに全部の面の表裏が逆の建物が {count:,} 件ありました。そのまま表示します。",
)
_PIECES = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに、離れた複数の立体からなる建物が {count:,} 件ありました。"
    "そのまま表示します。",
)
