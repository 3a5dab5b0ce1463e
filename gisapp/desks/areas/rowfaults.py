"""What is wrong with the rows of a version: codes and names that stand twice or nowhere, no area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.findings import AreaFinding, Code, Kind, Proposal, made, offer
from gisapp.desks.areas.names import normalised
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.areas.model import AreaSet

_SAME_CODE = QT_TRANSLATE_NOOP(CONTEXT, "番号 {value} の行が {rows} つあります（{names}）。")
_SAME_NAME = QT_TRANSLATE_NOOP(CONTEXT, "名前「{value}」の行が {rows} つあります。")
_NO_CODE = QT_TRANSLATE_NOOP(CONTEXT, "{names} に番号がありません。")
_NO_NAME = QT_TRANSLATE_NOOP(CONTEXT, "{names} に名前がありません。")
_NO_AREA = QT_TRANSLATE_NOOP(CONTEXT, "{names} の区域がありません（一覧にあり、地図にない）。")
_JOIN = QT_TRANSLATE_NOOP(CONTEXT, "一つの自治会にまとめる")
_KEEP = QT_TRANSLATE_NOOP(CONTEXT, "このままでよい（別の自治会）")


def row_faults(areas: AreaSet, shapes: NDArray[np.object_]) -> list[AreaFinding]:
    """Return what is wrong with the rows.

    A version that has no codes at all, or no names, is not blamed for each of its rows.

    Parameters
    ----------
    areas
        The version.
    shapes
        (m,) its areas, None where a row has none.
    """
    there = np.array([one is not None for one in shapes.tolist()], np.bool_)
    codes, names = normalised(areas.codes), normalised(areas.names)
    findings = [
        made(Code.NO_AREA, areas, [row], None, Message(_NO_AREA)) for row in np.flatnonzero(~there).tolist()
    ]
    for texts, code, template in ((codes, Code.NO_CODE, _NO_CODE), (names, Code.NO_NAME, _NO_NAME)):
        missing = texts == ""
        if not missing.all():
            lacking = np.flatnonzero(missing & there).tolist()
            findings += [made(code, areas, [row], shapes[row], Message(template)) for row in lacking]
    same_code = _groups(codes)
    findings += [
        _twice(Code.DUPLICATE_CODE, areas, shapes, rows, _SAME_CODE, areas.codes) for rows in same_code
    ]
    known = {tuple(rows) for rows in same_code}
    for rows in _groups(names):
        if tuple(rows) not in known:  # rows of one code and one name are one finding
            findings.append(_twice(Code.DUPLICATE_NAME, areas, shapes, rows, _SAME_NAME, areas.names))
    return findings


def _groups(texts: NDArray[np.object_]) -> list[list[int]]:
    """Return the rows of each text that stands more than once."""
    which, of, count = np.unique(texts.astype(str), return_inverse=True, return_counts=True)
    several = np.flatnonzero((count > 1) & (which != ""))
    return [np.flatnonzero(of == one).tolist() for one in several.tolist()]


def _twice(
    code: Code,
    areas: AreaSet,
    shapes: NDArray[np.object_],
    rows: list[int],
    template: str,
    texts: NDArray[np.object_],
) -> AreaFinding:
    import shapely

    placed = [shapes[row] for row in rows if shapes[row] is not None]
    shape = shapely.geometrycollections(placed) if placed else None
    at = None if shape is None else shapely.get_coordinates(shapely.point_on_surface(placed[0]))[0]
    offers = [
        offer(Kind.JOIN, _JOIN, areas, rows[0]),
        Proposal(Kind.KEEP, "", Message(_KEEP)),
    ]
    said = Message(template, {"value": str(texts[rows[0]]), "rows": len(rows)})
    place = None if at is None else (float(at[0]), float(at[1]))
    return made(code, areas, rows, shape, said, proposals=offers, place=place)
