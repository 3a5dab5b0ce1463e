"""Areas in drawings (DXF): closed lines are areas, and the text that lies in one is its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer

TEXT, MARK = "Text", "EntityHandle"
"""Columns of a drawing as GDAL reads it: what is written, and what tells that it is a drawing."""
_BODY = r"(自治会|町内会|町会|自治区|区|会)$"
_NAMELESS = QT_TRANSLATE_NOOP(
    CONTEXT, "図面「{file}」の区域 {count} 件には、中に文字がないか複数あるため、名前がありません。"
)
_OPEN = QT_TRANSLATE_NOOP(
    CONTEXT, "図面「{file}」の線 {count} 本は閉じていないため、区域として読みませんでした。"
)


def is_drawing(layer: Layer) -> bool:
    """Say whether a layer is a drawing with texts."""
    return {TEXT, MARK} <= {one.name for one in layer.table().attributes}


def areas_drawn(
    layer: Layer, shapes: NDArray[np.object_]
) -> tuple[NDArray[np.object_], NDArray[np.object_], tuple[Finding, ...]]:
    """Return the areas (n,) that the features of a drawing are, None for others, and their names (n,).

    A text names the smallest area that it stands in. Of several texts in one area the one that ends as names
    of associations do counts; where that does not decide, the area has no name.

    Parameters
    ----------
    layer
        The drawing.
    shapes
        (n,) its shapes, flat.

    Returns
    -------
    areas, names, findings
        Lines that are not closed are told, as are areas without a name.
    """
    import shapely

    found = shapes.copy()
    found[shapely.get_dimensions(shapes) != 2] = None
    lines = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING)
    closed = lines[shapely.is_closed(shapes[lines]) & (shapely.get_num_coordinates(shapes[lines]) > 3)]
    found[closed] = [shapely.Polygon(one.coords) for one in shapes[closed]]
    texts = layer.table().texts(TEXT)
    points = np.flatnonzero((shapely.get_dimensions(shapes) == 0) & (texts != ""))
    areas = np.flatnonzero(~shapely.is_missing(found))
    names = np.full(len(shapes), "", dtype=object)
    tree = shapely.STRtree(found[areas])
    point, area = tree.query(shapes[points], predicate="within")
    size = shapely.area(found[areas])
    order = np.lexsort((size[area], point))
    _, first = np.unique(point[order], return_index=True)  # of each text the smallest area
    inside: dict[int, list[str]] = {}
    for pair in order[first].tolist():
        inside.setdefault(int(areas[area[pair]]), []).append(str(texts[points[point[pair]]]).strip())
    for row, written in inside.items():
        bodies = [one for one in dict.fromkeys(written) if re.search(_BODY, one)]
        chosen = bodies or list(dict.fromkeys(written))
        names[row] = chosen[0] if len(chosen) == 1 else ""
    file = layer.source.path.name
    nameless, opened = int((names[areas] == "").sum()), len(lines) - len(closed)
    told = tuple(
        Finding(Severity.WARNING, code, template, {"file": file, "count": f"{count:,}"}, Where(file), count)
        for code, template, count in (
            ("area-drawing-nameless", _NAMELESS, nameless),
            ("area-drawing-open", _OPEN, opened),
        )
        if count
    )
    return found, names, told
