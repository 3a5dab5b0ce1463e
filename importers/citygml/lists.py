"""Coordinate lists of the surfaces of buildings: which there are, their numbers, their faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from importers.citygml.places import building_position, climb, place_of
from layers import ears
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements

_COORDINATES = ("posList", "pos", "coordinates")


@dataclass(frozen=True, eq=False)
class CoordinateLists:
    """Coordinate lists of surfaces with what their paths tell, one row each, in document order."""

    rows: NDArray[np.int64]
    ring: NDArray[np.int64]
    polygon: NDArray[np.int64]
    holder: NDArray[np.int64]
    feature: NDArray[np.int64]
    lod: NDArray[np.int8]
    surface: NDArray[np.uint8]
    interior: NDArray[np.bool_]


def find_lists(
    elements: Elements,
    features: NDArray[np.int64],
    file: str,
    findings: list[Finding],
    counts: dict[str, int],
) -> CoordinateLists:
    """Find the coordinate lists of the surfaces of buildings; others are counted by reason."""
    number = np.full(len(elements), -1, dtype=np.int64)
    number[features] = np.arange(len(features))
    columns: list[
        tuple[NDArray[np.int64] | NDArray[np.int8] | NDArray[np.uint8] | NDArray[np.bool_], ...]
    ] = []
    for path, chain in enumerate(elements.chains):
        if chain[-1].local not in _COORDINATES:
            continue
        position = building_position(chain)
        if position < 0:
            continue
        rows = elements.rows_by_path[path]
        place = place_of(chain, position)
        if not place.drawn or not place.polygon or place.lod < 0:
            what = "points-and-lines" if place.drawn else "symbols"
            counts[what] = counts.get(what, 0) + len(rows)
            if place.drawn:
                owners = climb(elements.parent, rows, place.holder)
                report(elements, rows, owners, file, "geometry-not-surface", _NO_SURFACE, findings)
            continue
        columns.append(
            (
                rows,
                elements.parent[rows].astype(np.int64),
                climb(elements.parent, rows, place.polygon),
                climb(elements.parent, rows, place.holder),
                number[climb(elements.parent, rows, place.building)],
                np.full(len(rows), place.lod, dtype=np.int8),
                np.full(len(rows), place.surface, dtype=np.uint8),
                np.full(len(rows), place.interior, dtype=bool),
            )
        )
    if not columns:
        empty = np.empty(0, dtype=np.int64)
        return CoordinateLists(
            empty,
            empty,
            empty,
            empty,
            empty,
            empty.astype(np.int8),
            empty.astype(np.uint8),
            empty.astype(bool),
        )
    joined = [np.concatenate(parts) for parts in zip(*columns, strict=True)]
    # A polygon's rings stand together, its exterior first whatever the order in the file.
    rows, interior, polygon = joined[0], joined[7], joined[2]
    if len(columns) == 1 and not interior.any() and (np.diff(polygon) >= 0).all():
        return CoordinateLists(*joined)
    order = np.lexsort((rows, interior, polygon))
    return CoordinateLists(*(column[order] for column in joined))


def dimensions(elements: Elements, leaves: CoordinateLists) -> NDArray[np.int64]:
    """Return 2 or 3 for each coordinate list: what ``srsDimension`` on it or just above says, else 3."""
    dimension = np.full(len(leaves.rows), 3, dtype=np.int64)
    wanted = np.array([name.local == "srsDimension" for name in elements.names], dtype=bool)
    said_spans = (
        elements.attribute_text[wanted[elements.attribute_name]] if wanted.any() else elements.text[:0]
    )
    length = said_spans[:, 1] - said_spans[:, 0]
    if (
        (length == 1) & (elements.data[np.minimum(said_spans[:, 0], len(elements.data) - 1)] == ord("3"))
    ).all():
        return dimension
    current = leaves.rows
    said = np.zeros(len(current), dtype=bool)
    for _ in range(7):  # posList, ring, exterior, polygon, member, aggregate, property
        texts = elements.attribute(current, "srsDimension")
        two = pc.fill_null(pc.equal(texts, "2"), fill_value=False).to_numpy(zero_copy_only=False)
        dimension[two & ~said] = 2
        said |= pc.is_valid(texts).to_numpy(zero_copy_only=False)
        current = np.maximum(elements.parent[current].astype(np.int64), 0)
    return dimension


def to_points(
    values: NDArray[np.float64],
    offsets: NDArray[np.int64],
    per_leaf: NDArray[np.int64],
    dimension: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Cut the flat numbers into (n, 3) points; numbers left over at the end of a list are dropped."""
    whole = (np.diff(offsets) == per_leaf * 3).all()
    if whole:
        return values.reshape(-1, 3), per_leaf
    total = int(per_leaf.sum())
    starts = np.repeat(offsets[:-1], per_leaf)
    steps = np.repeat(dimension, per_leaf)
    inside = np.arange(total) - np.repeat(np.concatenate([[0], np.cumsum(per_leaf)[:-1]]), per_leaf)
    base = starts + inside * steps
    points = np.zeros((total, 3), dtype=np.float64)
    points[:, 0] = values[base]
    points[:, 1] = values[base + 1]
    three = steps == 3
    points[three, 2] = values[base[three] + 2]
    return points, per_leaf


def report(
    elements: Elements,
    rows: NDArray[np.integer],
    feature_rows: NDArray[np.integer],
    file: str,
    code: str,
    template: str,
    findings: list[Finding],
) -> None:
    """Add one finding for all rows, telling the first place and the feature there."""
    if not len(rows):
        return
    row, feature_row = int(rows[0]), int(feature_rows[0])
    identifier = elements.attribute(np.array([feature_row]), "id")[0].as_py() or ""
    findings.append(
        Finding(
            Severity.WARNING,
            code,
            template,
            {"file": file, "line": elements.line(row), "count": len(rows), "id": identifier},
            Where(file, elements.line(row), identifier),
            len(rows),
        )
    )


_NO_SURFACE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに面でない形（点・線など）が {count:,} 件ありました。"
    "その形は表示していません。",
)


def check_counts(
    elements: Elements,
    leaves: CoordinateLists,
    words: NDArray[np.int64],
    dimension: NDArray[np.int64],
    file: str,
    findings: list[Finding],
) -> None:
    """Report lists that are empty or whose numbers do not make whole points."""
    empty = words == 0
    report(
        elements,
        leaves.rows[empty],
        leaves.holder[empty],
        file,
        "coordinates-empty",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに座標が空の面が {count:,} 件ありました。その面を除きました。",
        ),
        findings,
    )
    odd = words % dimension != 0
    report(
        elements,
        leaves.rows[odd],
        leaves.holder[odd],
        file,
        "coordinates-odd",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに座標の数が 3 の倍数でない面が {count:,} 件ありました。"
            "余った数を除いて読み込みました。",
        ),
        findings,
    )


_RING_FAULTS = (
    (
        ears.NOT_FINITE,
        "coordinates-not-numbers",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに数値でない座標を含む面が {count:,} 件ありました。"
            "その点を除きました。",
        ),
    ),
    (
        ears.NOT_CLOSED,
        "ring-not-closed",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに閉じていない輪郭が {count:,} 件ありました。閉じて読み込みました。",
        ),
    ),
    (
        ears.REPEATED,
        "ring-repeated-point",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに同じ点が続く輪郭が {count:,} 件ありました。"
            "重なりを除いて読み込みました。",
        ),
    ),
    (
        ears.TOO_FEW,
        "ring-too-few-points",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに面にならない輪郭（異なる点が 3 つ未満）が {count:,} 件ありました。"
            "除きました。",
        ),
    ),
)


def report_rings(
    elements: Elements,
    leaves: CoordinateLists,
    first: NDArray[np.intp],
    faults: NDArray[np.uint8],
    file: str,
    findings: list[Finding],
) -> None:
    """Report rings that had to be repaired or left out."""
    if not faults.any():
        return
    for bit, code, template in _RING_FAULTS:
        hit = first[(faults & bit) != 0]
        report(elements, leaves.rows[hit], leaves.holder[hit], file, code, template, findings)
