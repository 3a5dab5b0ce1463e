"""Versions of departments and their lists come in: layers become areas, lists are joined to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.areas.addressranges import areal, placed
from gisapp.desks.areas.columns import proposed
from gisapp.desks.areas.drawing import areas_drawn, is_drawing
from gisapp.desks.areas.joining import codes_of, join
from gisapp.desks.areas.lists import texts
from gisapp.desks.areas.model import AreaSet, Association
from gisapp.desks.areas.names import normalised
from gisapp.desks.areas.register import fresh_id
from layers import filters
from layers.errors import AnalysisFailed
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import shapes_moved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.addressranges import Places
    from gisapp.desks.areas.joining import Joined
    from gisapp.desks.areas.lists import Listed
    from importers.tables.lists import Columns
    from layers.base import Layer
    from layers.feedback import Feedback

_NO_AREAS = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」には、区域（面の図形）がありません。")
_COMBINED = QT_TRANSLATE_NOOP(
    CONTEXT, "「{layer}」の「{name}」は {count} 行に分かれているため、一つの自治会にまとめました。"
)
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域を面で持つレイヤを選んでください。")


def area_set_of(
    layer: Layer, mapping: Columns | None = None, crs: str = "", feedback: Feedback | None = None
) -> AreaSet:
    """Return the areas of a layer that pass its filter, as they were delivered.

    Parameters
    ----------
    layer
        With its data opened; rows whose shape is no area are among the result without one.
    mapping
        Which of its columns are code, name and kana; None for what its columns seem to be.
    crs
        Plane rectangular system of the result; empty for that of the layer.
    feedback
        Receives what was noticed of a drawing.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it has no areas.
    """
    import shapely

    shapes = None if layer.data is None else layer.footprints()
    drawn: NDArray[np.object_] | None = None
    if shapes is not None:
        shapes = shapely.force_2d(shapes)
        if is_drawing(layer):
            shapes, drawn, told = areas_drawn(layer, shapes)
            if feedback is not None:
                feedback.findings.extend(told)
    if shapes is None or not (shapely.get_dimensions(shapes) == 2).any():
        raise AnalysisFailed(_NO_AREAS, _CHOOSE, values={"layer": layer.name})
    shown = filters.mask(layer)
    rows = np.arange(len(shapes)) if shown is None else np.flatnonzero(shown)
    if drawn is not None:  # texts and other lines of a drawing are no associations
        rows = rows[~shapely.is_missing(shapes[rows])]
    shapes = shapes[rows]
    mixed = np.flatnonzero(shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION)
    for row in mixed.tolist():  # hardly ever: of lines and areas together only the areas count
        shapes[row] = areal(shapes[row])
    shapes[(shapely.get_dimensions(shapes) != 2) | shapely.is_empty(shapes)] = None
    table, own = layer.table(), str(layer.data.crs)
    mapping = proposed(table) if mapping is None else mapping
    codes, names, kanas = (texts(table, mapping, one, rows) for one in ("code", "name", "kana"))
    if drawn is not None:
        names = np.where(names == "", drawn[rows], names)
    ids = rows.astype(str).astype(object)
    date, source = layer.source.date, layer.source.path.name
    found = AreaSet(layer.name, own, ids, codes, names, kanas, shapes, date, source)
    return replace(found, crs=crs or own, shapes=shapes_moved(shapes, own, crs or own))


def no_areas(crs: str) -> AreaSet:
    """Return a version without any area, for a list that comes alone."""
    none = np.empty(0, dtype=object)
    return AreaSet("", crs, ids=none, codes=none, names=none, kanas=none, shapes=none)


def combined(areas: AreaSet) -> tuple[AreaSet, NDArray[np.intp], tuple[Finding, ...]]:
    """Return areas with the rows of one association put together, as a row of each part is often delivered.

    Rows are of one association where code and name are the same; of rows without a code the name alone
    decides, of rows without a name none is.

    Returns
    -------
    areas
        One row for each association; its id is that of the first of its rows.
    rows
        (n,) row of the result for each row that was given.
    findings
        Which were put together.
    """
    import shapely

    names, codes = normalised(areas.names), codes_of(areas.codes)
    keys = [
        f"{code}\0{name}" if name else f"\1{row}"
        for row, (code, name) in enumerate(zip(codes, names, strict=True))
    ]
    _, first, index = np.unique(np.array(keys, dtype=np.str_), return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.argsort(order)[index]
    first = first[order]
    shapes = areas.shapes[first]
    several = np.flatnonzero(np.bincount(place) > 1)
    for row in several.tolist():
        parts = areas.shapes[place == row]
        parts = parts[~shapely.is_missing(parts)]
        shapes[row] = areal(shapely.union_all(shapely.make_valid(parts))) if len(parts) else None
    told = tuple(
        Finding(
            Severity.INFO,
            "area-parts-combined",
            _COMBINED,
            {"layer": areas.title, "name": areas.names[first[row]], "count": int((place == row).sum())},
        )
        for row in several.tolist()
    )
    columns = {name: getattr(areas, name)[first] for name in ("ids", "codes", "names", "kanas")}
    return replace(areas, shapes=shapes, **columns), place, told


@dataclass(frozen=True, eq=False)
class Incoming:
    """What would come into the ledger, for staff to look at before it does.

    Attributes
    ----------
    associations
        With fresh ids; those that only a list tells of have no area unless its addresses were placed.
    joined
        How the list was joined to the areas, None without a list.
    listed
        The list, None without one.
    areas
        The areas, one row for each association.
    placed
        How many got their area from addresses.
    findings
        What was noticed.
    """

    associations: tuple[Association, ...]
    joined: Joined | None
    listed: Listed | None
    areas: AreaSet
    placed: int
    findings: tuple[Finding, ...]


def ledger_from(
    areas: AreaSet,
    more: Listed | None = None,
    listed: Listed | None = None,
    *,
    confirmed: Mapping[int, int] | None = None,
    places: Sequence[Places] = (),
    values: Mapping[str, Any] | None = None,
) -> Incoming:
    """Return the associations of a department's areas and of a list.

    Parameters
    ----------
    areas
        As they were delivered; perhaps none.
    more
        The further columns of the same layer (:func:`gisapp.desks.areas.lists.list_of`).
    listed
        The list of the city, whose figures go before those of the layer.
    confirmed
        Rows of the list and rows of `areas` of which staff said that they are the same.
    places
        Towns, blocks and lots in the system of the areas, for rows of the list without an area.
    values
        What holds for all of them, such as ``department`` and ``households_date``.
    """
    whole, place, told = combined(areas)
    common = dict(values or {})
    findings = [*told, *(() if more is None else more.findings)]
    own: list[dict[str, Any]] = [{} for _ in range(len(whole))]
    if more is not None:
        row_of = {id_: int(place[row]) for row, id_ in enumerate(areas.ids.tolist())}
        for row, number in enumerate(more.rows.tolist()):
            target = own[row_of[str(number)]] if str(number) in row_of else {}
            for name, told_value in _values(more, row).items():
                target.setdefault(name, told_value)
    found = [
        Association(
            fresh_id(),
            "",
            str(whole.codes[row]),
            str(whole.names[row]),
            str(whole.kanas[row]),
            whole.shapes[row],
            whole.crs,
            values={**common, **own[row]},
            source=f"{whole.title}（{whole.source}）" if whole.source else whole.title,
        )
        for row in range(len(whole))
    ]
    if listed is None:
        return Incoming(tuple(map(_lined, found)), None, None, whole, 0, tuple(findings))
    said = {row: int(place[area]) for row, area in (confirmed or {}).items()}
    joined = join(whole, listed, said)
    findings += [*listed.findings, *joined.findings]
    count = 0
    for row in range(len(listed)):
        code, name, kana = (str(one[row]) for one in (listed.codes, listed.names, listed.kanas))
        figures = {**common, **_values(listed, row)}
        area = int(joined.area[row])
        if area >= 0:
            before = found[area]
            found[area] = replace(
                before,
                code=before.code or code,
                name=before.name or name,
                kana=before.kana or kana,
                values={**before.values, **figures},
            )
            continue
        where = placed(str(listed.addresses[row]), name or code, places) if places else None
        findings += () if where is None else where.findings
        shape = None if where is None else where.shape
        count += shape is not None
        source = "" if where is None else "、".join(where.layers)
        text = f"{listed.title}（{source}）" if source else listed.title
        found.append(
            Association(fresh_id(), "", code, name, kana, shape, areas.crs, values=figures, source=text)
        )
    return Incoming(tuple(map(_lined, found)), joined, listed, whole, count, tuple(findings))


def updated(before: Sequence[Association], came: Incoming) -> tuple[Association, ...]:
    """Return the associations of a ledger of which a list tells, with its figures.

    Parameters
    ----------
    before
        The ledger, whose areas `came` was made of (:func:`gisapp.desks.areas.model.area_set`).
    came
        With the list.
    """
    by_id = {one.id: one for one in before}
    rows = [] if came.joined is None else [row for row in came.joined.area.tolist() if row >= 0]
    pairs = [(by_id[str(came.areas.ids[row])], came.associations[row]) for row in sorted(rows)]
    return tuple(
        replace(
            old,
            code=old.code or new.code,
            kana=old.kana or new.kana,
            values={**old.values, **new.values},
        )
        for old, new in pairs
    )


def _values(listed: Listed, row: int) -> dict[str, Any]:
    found = {name: cells[row] for name, cells in listed.values.items() if cells[row] is not None}
    for name in ("households", "members"):
        if name in found and listed.date:
            found.setdefault(f"{name}_date", listed.date)
    if "households" in found:
        found.setdefault("households_source", listed.title)
    return found


def _lined(one: Association) -> Association:
    return replace(one, line=one.id)
