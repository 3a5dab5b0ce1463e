"""References between surfaces: which polygons repeat others, and which get their kind by reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml.lists import report
from importers.citygml.places import building_position, place_of
from layers.drawables import Surface
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.lists import CoordinateLists
    from layers.feedback import Finding


def choose(
    elements: Elements,
    features: NDArray[np.int64],
    leaves: CoordinateLists,
    lead: NDArray[np.intp],
    surface: NDArray[np.uint8],
    file: str,
    findings: list[Finding],
    counts: dict[str, int],
) -> NDArray[np.bool_]:
    """Say which polygons to keep, and fill in kinds of surface that only references tell.

    A solid may repeat, in writing, the polygons of its boundary surfaces: then the ones without kind are
    the repetition. Polygons that a boundary surface refers to get its kind.
    """
    keep = np.ones(len(lead), dtype=bool)
    _resolve(elements, features, leaves, lead, surface, file, findings)
    if not (surface != Surface.UNKNOWN).any():
        return keep
    key = leaves.holder[lead] * 8 + leaves.lod[lead]
    bounding = (surface != Surface.UNKNOWN) & (surface < Surface.WINDOW)
    repeated = (surface == Surface.UNKNOWN) & (leaves.lod[lead] >= 2) & np.isin(key, key[bounding])
    if repeated.any():
        counts["repeated-surfaces"] = counts.get("repeated-surfaces", 0) + int(repeated.sum())
    return keep & ~repeated


def _resolve(
    elements: Elements,
    features: NDArray[np.int64],
    leaves: CoordinateLists,
    lead: NDArray[np.intp],
    surface: NDArray[np.uint8],
    file: str,
    findings: list[Finding],
) -> None:
    """Follow references to surfaces."""
    wanted = np.array([name.local == "href" for name in elements.names], dtype=bool)
    rows = (
        elements.attribute_element[wanted[elements.attribute_name]] if wanted.any() else np.empty(0, np.int32)
    )
    if not len(rows) or not len(features):
        return
    number = np.searchsorted(features, rows, side="right") - 1
    inside = (number >= 0) & (rows < elements.stop[features[np.maximum(number, 0)]])
    rows = rows[inside]
    if not len(rows):
        return
    targets = pc.utf8_trim_whitespace(elements.attribute(rows, "href"))
    local = pc.starts_with(targets, "#").to_numpy(zero_copy_only=False)
    foreign = rows[~local]
    report(
        elements,
        foreign,
        foreign,
        file,
        "xlink-other-file",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに別のファイルへの参照が {count:,} 件あります。"
            "その形は表示していません。",
        ),
        findings,
    )
    rows, targets = rows[local], pc.utf8_slice_codeunits(targets.filter(pa.array(local)), 1)
    owners, ids = _identifiers(elements)
    place = pc.index_in(targets, value_set=ids)
    dangling = rows[pc.is_null(place).to_numpy(zero_copy_only=False)]
    report(
        elements,
        dangling,
        features[np.searchsorted(features, dangling, side="right") - 1],
        file,
        "xlink-dangling",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに、参照先が見つからない面が {count:,} 件ありました。"
            "その面は表示していません。",
        ),
        findings,
    )
    found = pc.is_valid(place).to_numpy(zero_copy_only=False)
    rows, target = rows[found], owners[pc.drop_null(place).to_numpy(zero_copy_only=False)]
    kinds = np.zeros(len(elements.path_name), dtype=np.uint8)
    for path in np.unique(elements.path[rows]).tolist():
        chain = elements.chains[path]
        kinds[path] = place_of(chain, building_position(chain)).surface
    tells = kinds[elements.path[rows]]
    useful = tells != Surface.UNKNOWN
    # The target may be one polygon or a surface made of several: take all polygons inside of it.
    polygons = leaves.polygon[lead]
    first = np.searchsorted(polygons, target[useful])
    stop = np.searchsorted(polygons, elements.stop[target[useful]])
    lengths = stop - first
    index = np.repeat(first - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) + np.arange(
        lengths.sum()
    )
    told = np.repeat(tells[useful], lengths)
    blank = surface[index] == Surface.UNKNOWN
    surface[index[blank]] = told[blank]


def _identifiers(elements: Elements) -> tuple[NDArray[np.int64], pa.StringArray]:
    """Return rows and texts of all gml:id."""
    wanted = np.array([name.local == "id" for name in elements.names], dtype=bool)
    hits = np.flatnonzero(wanted[elements.attribute_name])
    return elements.attribute_element[hits].astype(np.int64), elements.texts(elements.attribute_text[hits])
