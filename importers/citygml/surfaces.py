"""The surfaces of a building: which polygons stand for it at each level of detail, and what each is.

CityGML writes a polygon once and refers to it from elsewhere (``xlink:href``). A solid of LOD2 usually only
refers to the polygons of its wall, roof and ground surfaces; drawing both would draw all twice. So polygons
are taken where they are written, and a reference only matters where it tells something new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml import ears, numbers
from layers.drawables import Surface
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements, Name

_COORDINATES = ("posList", "pos", "coordinates")
_POLYGONS = ("Polygon", "PolygonPatch", "Triangle", "Rectangle")
_LOD = re.compile(r"^lod-?([0-4])")
_NOT_SURFACES = re.compile(r"^lod[0-4](?:TerrainIntersection|MultiCurve|Network)$")
_SEMANTICS = {
    "RoofSurface": Surface.ROOF,
    "WallSurface": Surface.WALL,
    "GroundSurface": Surface.GROUND,
    "ClosureSurface": Surface.CLOSURE,
    "OuterCeilingSurface": Surface.OUTER_CEILING,
    "OuterFloorSurface": Surface.OUTER_FLOOR,
    "Window": Surface.WINDOW,
    "Door": Surface.DOOR,
    "BuildingInstallation": Surface.INSTALLATION,
    "IntBuildingInstallation": Surface.INTERIOR,
    "BuildingFurniture": Surface.INTERIOR,
    "Room": Surface.INTERIOR,
    "InteriorWallSurface": Surface.INTERIOR,
    "CeilingSurface": Surface.INTERIOR,
    "FloorSurface": Surface.INTERIOR,
}


@dataclass(frozen=True)
class Place:
    """What the chain of names above a coordinate list tells.

    Attributes
    ----------
    lod
        Level of detail, -1 when the chain does not say.
    surface
        Kind of boundary surface.
    holder
        Steps up from the element to the Building or BuildingPart that owns it.
    building
        Steps up to the outermost Building.
    polygon
        Steps up to the polygon, 0 when there is none.
    interior
        Whether the ring is a hole.
    drawn
        False for symbols, networks and curves.
    """

    lod: int
    surface: Surface
    holder: int
    building: int
    polygon: int
    interior: bool
    drawn: bool


def place_of(chain: tuple[Name, ...], feature: int) -> Place:
    """Read a chain of names; `feature` is the position of the feature in it."""
    locals_ = [name.local for name in chain]
    last = len(locals_) - 1
    lod, surface, drawn, holder, polygon, interior = -1, Surface.UNKNOWN, True, feature, 0, False
    for position in range(feature + 1, len(locals_)):
        local = locals_[position]
        if match := _LOD.match(local):
            lod = int(match[1])
        if local in _SEMANTICS and surface is not Surface.INTERIOR:
            surface = _SEMANTICS[local]
        if local in ("BuildingPart", "Building"):
            holder = position
        if local in _POLYGONS:
            polygon = last - position
        if local == "interior" and polygon:
            interior = True
        if (
            _NOT_SURFACES.match(local)
            or local.endswith(("DmAttribute", "GeometricAttribute", "ImplicitRepresentation"))
            or local == "address"
        ):
            drawn = False
    return Place(lod, surface, last - holder, last - feature, polygon, interior, drawn)


@dataclass(frozen=True, eq=False)
class Surfaces:
    """Polygons of buildings, in document order.

    Attributes
    ----------
    points
        (n, 3) as written: latitude, longitude, height, or north, east, height.
    kept
        (n,) place of each point within the ring as written (texture coordinates go by it).
    ring_offsets
        (rings + 1,) cuts of `points`.
    ring_rows
        (rings,) rows of the LinearRing elements.
    polygon_offsets
        (polygons + 1,) cuts of the rings; exterior first.
    rows
        (polygons,) rows of the polygon elements.
    feature, lod, surface
        (polygons,) which building, which level, which kind.
    """

    points: NDArray[np.float64]
    kept: NDArray[np.int64]
    ring_offsets: NDArray[np.int64]
    ring_rows: NDArray[np.int64]
    polygon_offsets: NDArray[np.int64]
    rows: NDArray[np.int64]
    feature: NDArray[np.int64]
    lod: NDArray[np.int8]
    surface: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class _Leaves:
    """Coordinate lists of surfaces with what their paths tell, one row each, in document order."""

    rows: NDArray[np.int64]
    ring: NDArray[np.int64]
    polygon: NDArray[np.int64]
    holder: NDArray[np.int64]
    feature: NDArray[np.int64]
    lod: NDArray[np.int8]
    surface: NDArray[np.uint8]
    interior: NDArray[np.bool_]


def climb(parent: NDArray[np.int32], rows: NDArray[np.integer], steps: int) -> NDArray[np.int64]:
    """Return the ancestors `steps` above some rows."""
    current = np.asarray(rows, dtype=np.int64)
    for _ in range(steps):
        current = parent[current].astype(np.int64)
    return current


def building_position(chain: tuple[Name, ...]) -> int:
    """Return where the outermost ``bldg:Building`` stands in a chain, -1 when it has none."""
    for position, name in enumerate(chain):
        if name.local == "Building" and "/building/" in name.namespace:
            return position
    return -1


def _leaves(elements: Elements, features: NDArray[np.int64], counts: dict[str, int]) -> _Leaves:
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
        return _Leaves(
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
        return _Leaves(*joined)
    order = np.lexsort((rows, interior, polygon))
    return _Leaves(*(column[order] for column in joined))


def find_surfaces(
    elements: Elements,
    features: NDArray[np.int64],
    file: str,
    findings: list[Finding],
    counts: dict[str, int],
) -> Surfaces:
    """Collect the polygons of buildings.

    Parameters
    ----------
    elements
        Elements of a window.
    features
        (n,) rows of the Building elements, ascending.
    file
        Name for findings.
    findings
        Receives faults of rings and references.
    counts
        Receives numbers of what was left out, by reason.

    Returns
    -------
    Surfaces
    """
    leaves = _leaves(elements, features, counts)
    spans = elements.text[leaves.rows]
    values, offsets = numbers.parse_numbers(elements.data, spans)
    words = np.diff(offsets)
    dimension = _dimension(elements, leaves)
    _check_counts(elements, leaves, words, dimension, file, findings)
    points, per_leaf = _to_points(values, offsets, words // dimension, dimension)

    new_ring = np.ones(len(leaves.ring), dtype=bool)
    new_ring[1:] = leaves.ring[1:] != leaves.ring[:-1]
    first = np.flatnonzero(new_ring)
    leaf_points = np.concatenate([[0], np.cumsum(per_leaf)])
    ring_offsets = np.concatenate([leaf_points[first], [leaf_points[-1]]]).astype(np.int64)
    kept, clean_offsets, faults = ears.clean_rings(points, ring_offsets)
    _report_rings(elements, leaves, first, faults, file, findings)

    polygon_of_ring = leaves.polygon[first]
    new_polygon = np.ones(len(first), dtype=bool)
    new_polygon[1:] = polygon_of_ring[1:] != polygon_of_ring[:-1]
    starts = np.flatnonzero(new_polygon)
    polygon_offsets = np.concatenate([starts, [len(first)]]).astype(np.int64)
    lead = first[starts]
    surface = leaves.surface[lead].copy()
    keep = _choose(elements, features, leaves, lead, surface, file, findings, counts)
    keep &= ~leaves.interior[lead]  # a polygon that has only holes
    keep &= np.diff(clean_offsets)[starts] >= 3
    within_ring = kept - np.repeat(ring_offsets[:-1], np.diff(clean_offsets))
    return select(
        Surfaces(
            points[kept],
            within_ring,
            clean_offsets,
            leaves.ring[first],
            polygon_offsets,
            leaves.polygon[lead],
            leaves.feature[lead],
            leaves.lod[lead],
            surface,
        ),
        keep,
    )


def select(surfaces: Surfaces, keep: NDArray[np.bool_]) -> Surfaces:
    """Return only some polygons."""
    if keep.all():
        return surfaces
    rings_per_polygon = np.diff(surfaces.polygon_offsets)
    ring_keep = np.repeat(keep, rings_per_polygon)
    points_per_ring = np.diff(surfaces.ring_offsets)
    point_keep = np.repeat(ring_keep, points_per_ring)
    return Surfaces(
        surfaces.points[point_keep],
        surfaces.kept[point_keep],
        np.concatenate([[0], np.cumsum(points_per_ring[ring_keep])]).astype(np.int64),
        surfaces.ring_rows[ring_keep],
        np.concatenate([[0], np.cumsum(rings_per_polygon[keep])]).astype(np.int64),
        surfaces.rows[keep],
        surfaces.feature[keep],
        surfaces.lod[keep],
        surfaces.surface[keep],
    )


def _dimension(elements: Elements, leaves: _Leaves) -> NDArray[np.int64]:
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


def _to_points(
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


def _report(
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


def _check_counts(
    elements: Elements,
    leaves: _Leaves,
    words: NDArray[np.int64],
    dimension: NDArray[np.int64],
    file: str,
    findings: list[Finding],
) -> None:
    empty = words == 0
    _report(
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
    _report(
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


def _report_rings(
    elements: Elements,
    leaves: _Leaves,
    first: NDArray[np.intp],
    faults: NDArray[np.uint8],
    file: str,
    findings: list[Finding],
) -> None:
    if not faults.any():
        return
    for bit, code, template in _RING_FAULTS:
        hit = first[(faults & bit) != 0]
        _report(elements, leaves.rows[hit], leaves.holder[hit], file, code, template, findings)


def _choose(
    elements: Elements,
    features: NDArray[np.int64],
    leaves: _Leaves,
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
    leaves: _Leaves,
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
    _report(
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
    _report(
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
