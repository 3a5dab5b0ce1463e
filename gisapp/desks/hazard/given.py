"""What buildings themselves carry of hazards: the risk attributes of PLATEAU (uro, and sets of i-UR 1.x)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import Kind, Scale
from gisapp.desks.hazard.classtexts import read_classes
from gisapp.desks.hazard.hazards import UNKNOWN, Hazard, HazardClass, Origin, Theme, bounds_of, nothing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.feedback import Feedback

KIND_OF = {
    "river_flooding": Kind.FLOOD,
    "inland_flooding": Kind.INLAND,
    "tsunami": Kind.TSUNAMI,
    "high_tide": Kind.STORM_SURGE,
    "reservoir_flooding": Kind.RESERVOIR,
    "landslide": Kind.LANDSLIDE,
}
"""Kinds by their name in the list of risks of a city store."""
COLUMN = "risks"
_STATUS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "建物の災害リスク属性「{name}」に、区分として読めない値が {count} 件あります（例: {example}）。"
    "その建物は未確認として数えました。",
)


@dataclass(frozen=True, eq=False)
class Given:
    """What buildings carry of one hazard.

    Attributes
    ----------
    rank
        (n,) class of the hazard from 1, 0 for a building that carries nothing, -1 for a code nobody can read.
    depth, lower, upper, hours
        (n,) metres where stated, ends of the class, hours where stated; NaN otherwise.
    code
        (n,) code as written, empty for none.
    """

    rank: NDArray[np.int64]
    depth: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    hours: NDArray[np.float64]
    code: NDArray[np.object_]

    def __len__(self) -> int:
        """Return the number of buildings that carry anything."""
        return int(np.count_nonzero(self.rank))


def given_of(layer: Layer, feedback: Feedback) -> list[Hazard]:
    """Return the hazards that the buildings of a layer carry: one for each kind, name and scale.

    Parameters
    ----------
    layer
        Buildings of a city store with its data opened; other layers carry nothing.
    feedback
        Receives what cannot be read.
    """
    store = getattr(layer.data, "store", None)
    if layer.kind != "buildings" or store is None or COLUMN not in store.parquet.schema_arrow.names:
        return []
    column = store.columns([COLUMN]).column(0).combine_chunks()
    owner = np.repeat(np.arange(len(column)), np.diff(column.offsets.to_numpy()))
    records = _plain(column.flatten())
    if not len(owner):
        return []
    different, which = _grouped(records)
    found = []
    for number, (kind, name, scale) in different:
        if kind in KIND_OF:
            rows = np.flatnonzero(which == number)
            chosen = {field: values[rows] for field, values in records.items()}
            found.append(
                _hazard(layer, KIND_OF[kind], name, scale, owner[rows], chosen, len(column), feedback)
            )
    return found


def _plain(records: pa.StructArray) -> dict[str, NDArray[np.object_]]:
    """Return the fields of records, texts empty and numbers NaN where missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = {}
    for name in ("depth", "duration"):
        found[name] = records.field(name).to_numpy(zero_copy_only=False).astype(np.float64)
    for name in (
        "kind", "description", "description_code", "scale", "rank_code", "rank", "rank_org_code", "rank_org",
        "area_type_code", "area_type",
    ):  # fmt: skip
        texts = records.field(name)
        if pa.types.is_dictionary(texts.type):
            texts = texts.dictionary_decode()
        found[name] = pc.fill_null(texts, "").to_numpy(zero_copy_only=False)
    return found


def _grouped(
    records: Mapping[str, NDArray[np.object_]],
) -> tuple[list[tuple[int, tuple[str, str, str]]], NDArray[np.intp]]:
    """Return number, kind, name and scale of the different hazards, and the number of each record (n,).

    They are in the order of these texts. Landslides have no names, but kinds of their own.
    """
    import pyarrow as pa

    names = np.where(records["description"] != "", records["description"], records["description_code"])
    columns = [
        pa.array(column, pa.string()).dictionary_encode()
        for column in (records["kind"], names, records["scale"])
    ]
    shape = tuple(len(column.dictionary) for column in columns)
    whole = np.ravel_multi_index([column.indices.to_numpy() for column in columns], shape)
    different, which = np.unique(whole, return_inverse=True)
    texts = [column.dictionary.to_pylist() for column in columns]
    places = np.transpose(np.unravel_index(different, shape)).tolist()
    found = [(number, (texts[0][a], texts[1][b], texts[2][c])) for number, (a, b, c) in enumerate(places)]
    return sorted(found, key=lambda one: one[1]), which


def _hazard(
    layer: Layer,
    kind: Kind,
    name: str,
    scale: str,
    owner: NDArray[np.intp],
    records: Mapping[str, NDArray[np.object_]],
    count: int,
    feedback: Feedback,
) -> Hazard:
    theme = Theme.ZONE if kind is Kind.LANDSLIDE else Theme.DEPTH
    classes, rank = _classes(kind, theme, records)
    lower, upper = bounds_of(classes, rank)
    depth = records["depth"].astype(np.float64)
    # A depth alone tells as much as a class.
    stated = (rank == UNKNOWN) & (depth > 0)
    rank = np.where((rank == UNKNOWN) & (depth == 0), 0, rank)
    lower, upper = np.where(stated, depth, lower), np.where(stated, depth, upper)
    title = name or str(kind)
    unreadable = (rank == UNKNOWN) & ~stated
    code = np.where(records["rank_code"] != "", records["rank_code"], records["rank_org_code"])
    if theme is Theme.ZONE:
        code = records["area_type_code"]
    if unreadable.any():
        values = {"name": title, "count": f"{int(unreadable.sum()):,}", "example": _example(code[unreadable])}
        where = Where(str(layer.source.path.name))
        feedback.find(
            Finding(
                Severity.WARNING, "hazard-attribute-unknown", _STATUS, values, where, int(unreadable.sum())
            )
        )
    # Of several records of one hazard the most dangerous counts.
    order = np.lexsort((np.nan_to_num(depth, nan=-1.0), np.nan_to_num(upper, nan=-1.0, posinf=1e9), owner))
    last = order[np.append(owner[order][1:] != owner[order][:-1], True)]
    at = owner[last]
    made = Given(
        np.zeros(count, np.int64),
        nothing(count),
        nothing(count),
        nothing(count),
        nothing(count),
        np.full(count, "", dtype=object),
    )
    made.rank[at] = rank[last]
    made.depth[at] = np.where(depth[last] > 0, depth[last], np.nan)
    made.lower[at], made.upper[at] = lower[last], upper[last]
    made.hours[at] = records["duration"][last].astype(np.float64)
    made.code[at] = code[last]
    source = layer.source
    origin = Origin(layer.id, layer.name, source.path.name, source.date, source.digest, source.credit, COLUMN)
    none = np.empty(0, dtype=object)
    return Hazard(
        f"{layer.id}/{COLUMN}/{kind}/{name}/{scale}",
        kind,
        theme,
        Scale(scale) if scale in set(Scale) else Scale.UNKNOWN,
        name,
        classes,
        origin,
        none,
        np.empty(0, np.int64),
        nothing(),
        nothing(),
        given=made,
    )


def _classes(
    kind: Kind, theme: Theme, records: Mapping[str, NDArray[np.object_]]
) -> tuple[tuple[HazardClass, ...], NDArray[np.int64]]:
    """Return classes and numbers of records; ranks of a city's own list are read by their texts only."""
    if theme is Theme.ZONE:
        classes, rank, _ = read_classes(records["area_type_code"], records["area_type"], theme, kind)
        return classes, rank
    own = (records["rank_code"] == "") & (records["rank_org_code"] != "")
    codes = np.where(own, records["rank_org_code"], records["rank_code"])
    texts = np.where(own, records["rank_org"], records["rank"])
    # A city's list may use the same numbers for other classes, so its codes alone mean nothing.
    classes, rank, _ = read_classes(codes, texts, theme, kind, standard=not own.any())
    return classes, rank


def _example(codes: NDArray[np.object_]) -> str:
    return next((str(one) for one in codes if one), "（空）")
