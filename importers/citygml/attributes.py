"""The attributes of buildings as a table, from the elements of a window.

All versions of i-UR give the same columns (:mod:`importers.citygml.schema`). Nothing is left out: what
has no column of its own is listed in ``generics``, ``key_values`` or ``others``.

Lists of records
----------------
``risks``
    One record for each risk of the building and of its parts; ``kind`` is ``river_flooding``,
    ``tsunami``, ``high_tide``, ``inland_flooding``, ``reservoir_flooding`` or ``landslide``; ``depth`` in
    metres, ``duration`` in hours, ``scale`` is ``L1`` (planning scale) or ``L2`` (largest scale).
``key_values``
    Attributes that a city defined by code lists of its own.
``generics``
    Named attributes, with the name of the set around them.
``parts``
    Building parts with their own main attributes.
``others``
    Every other text below the building that is neither geometry nor appearance: its path, value, the
    meaning of its code, and its unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml import columns as columns_
from importers.citygml import generics as generics_
from importers.citygml import risks as risks_
from importers.citygml import schema
from importers.citygml.codelists import list_name
from importers.citygml.plan import PART_COLUMNS, Role, make_plan
from importers.citygml.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.codelists import Codelists
    from importers.citygml.elements import Elements
    from importers.citygml.plan import Plan
    from layers.feedback import Finding

_BY_NAME = {column.name: column for column in schema.COLUMNS}
PART = pa.struct(
    [
        ("gml_id", pa.string()),
        *(
            (name, pa.string() if pa.types.is_dictionary(kind) else kind)
            for column in PART_COLUMNS
            for name, kind in columns_.fields(_BY_NAME[column])
        ),
    ]
)


def build(
    elements: Elements,
    features: NDArray[np.int32],
    codelists: Codelists,
    findings: list[Finding],
    file: str,
    place: str | None = None,
) -> pa.Table:
    """Return one row for each building.

    Parameters
    ----------
    elements
        A window of a file.
    features
        (n,) int32: rows of the buildings in `elements`, ascending, none inside another.
    codelists
        The code lists of the dataset.
    findings
        What is found about the data is added here.
    file
        Name of the file as the user knows it, for findings.
    place
        Posix path of the file relative to the root of the dataset, from which the file names its code
        lists; the same as `file` when not given.

    Returns
    -------
    pyarrow.Table
        The columns of :data:`importers.citygml.schema.COLUMNS` (codes have a second column
        ``<name>_code``) and the lists described above. ``<name>_all`` is there only when a building has
        more than one value.
    """
    window = Window(elements, features, codelists, findings, file, file if place is None else place)
    if not len(features):
        return pa.table(_nothing())
    plan = make_plan(elements, features)
    generics = generics_.read_generics(window, plan)
    risks, taken = risks_.read_risks(window, plan, generics)
    arrays, used, wrong = _values(window, plan, generics)
    arrays["address"] = _addresses(window, plan)
    arrays |= risks_.summaries(window, risks)
    arrays["risks"] = risks_.risk_lists(window, risks)
    arrays["key_values"] = generics_.key_values(window, plan)
    arrays["generics"] = generics_.generic_lists(window, generics.where(~taken & ~used))
    arrays["parts"], wrong_in_parts = _parts(window, plan)
    arrays["others"] = generics_.other_values(window, plan, np.union1d(wrong, wrong_in_parts))
    window.tell_codes()
    return pa.table(_in_order(arrays))


def _values(
    window: Window, plan: Plan, generics: generics_.Generics
) -> tuple[dict[str, pa.Array], NDArray[np.bool_], NDArray[np.intp]]:
    """Return the columns of single values, the generic values used for them, and rows that did not fit."""
    sources: dict[str, list[NDArray[np.intp]]] = {}
    for path, use in plan.of(Role.COLUMN):
        if not use.within_part:
            sources.setdefault(use.key, []).append(window.elements.rows_by_path[path])
    used = np.zeros(len(generics.row), dtype=bool)
    for column in schema.COLUMNS:
        if column.generic and len(generics.row):
            mine = generics.name.among([name in column.generic for name in generics.name.values])
            mine &= generics.outside_sets
            if mine.any():
                sources.setdefault(column.name, []).append(generics.row[mine])
                used |= mine
        if column.pair:
            paired = _paired(window, plan, column.pair)
            if len(paired):
                sources.setdefault(column.name, []).append(paired)
    arrays: dict[str, pa.Array] = {"gml_id": window.ids}
    wrong: list[NDArray[np.intp]] = [np.empty(0, dtype=np.intp)]
    for name, rows in sources.items():
        found = columns_.read(
            window, _BY_NAME[name], rows[0] if len(rows) == 1 else np.sort(np.concatenate(rows))
        )
        arrays |= found.columns
        wrong.append(found.wrong)
    return arrays, used, np.concatenate(wrong)


def _paired(window: Window, plan: Plan, name: str) -> NDArray[np.intp]:
    """Return the values of key-value pairs whose code list is called `name`."""
    paths = (path for path, use in plan.of(Role.PAIR_VALUE) if not use.within_part)
    rows = plan.rows(window.elements, paths)
    spaces = window.attribute_of(rows, "codeSpace")
    return rows[spaces.among([list_name(space) == name for space in spaces.values])]


def _addresses(window: Window, plan: Plan) -> pa.Array:
    """Return the texts of addresses joined by spaces; the country is left out."""
    count = len(window.features)
    paths = [path for path, use in plan.of(Role.ADDRESS) if use.chain[-1] != "CountryName"]
    rows, owner = window.inside(plan.rows(window.elements, paths))
    words = window.words(rows)
    kept = ~words.missing
    if not kept.any():
        return pa.nulls(count, pa.string())
    offsets = np.zeros(count + 1, dtype=np.int32)
    numbers = np.bincount(owner[kept], minlength=count)
    np.cumsum(numbers, out=offsets[1:])
    pieces = pa.ListArray.from_arrays(
        pa.array(offsets), generics_.texts(words.where(kept)), mask=pa.array(numbers == 0)
    )
    return pc.binary_join(pieces, " ")


def _parts(window: Window, plan: Plan) -> tuple[pa.Array, NDArray[np.intp]]:
    """Return the column ``parts`` and rows of elements that did not fit."""
    count = len(window.features)
    nothing = np.empty(0, dtype=np.intp)
    rows = plan.rows(window.elements, (path for path, _ in plan.of(Role.PART)))
    rows, owner = window.inside(rows)
    if not len(rows):
        return generics_.no_lists(count, PART), nothing
    inner = window.of_parts(rows.astype(np.int32))
    sources: dict[str, list[NDArray[np.intp]]] = {}
    for path, use in plan.of(Role.COLUMN):
        if use.within_part:
            sources.setdefault(use.key, []).append(window.elements.rows_by_path[path])
    arrays: dict[str, pa.Array] = {"gml_id": inner.ids}
    wrong = [nothing]
    for name in PART_COLUMNS:
        if name in sources:
            found = columns_.read(inner, _BY_NAME[name], np.sort(np.concatenate(sources[name])))
            arrays |= {own: _plain(found.columns, own) for own, _ in columns_.fields(_BY_NAME[name])}
            wrong.append(found.wrong)
    for field in PART:
        arrays.setdefault(field.name, pa.nulls(len(rows), field.type))
    return generics_.lists(owner, count, arrays, PART), np.concatenate(wrong)


def _plain(columns: dict[str, pa.Array], name: str) -> pa.Array:
    """Return a column without a dictionary; several texts of one part are joined."""
    values, every = columns[name], columns.get(columns_.all_of(name))
    if pa.types.is_dictionary(values.type):
        values = values.cast(pa.string())
    if every is None or not pa.types.is_string(values.type):
        return values
    joined = pc.binary_join(every, "、")
    return pc.if_else(pc.is_null(values), values, joined)


def _in_order(arrays: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return all columns of the model in its order, empty ones where nothing was found."""
    count = len(arrays["gml_id"])
    nulls = {kind: pa.nulls(count, kind) for kind in columns_.TYPES.values()}
    ordered: dict[str, pa.Array] = {}
    for column in schema.COLUMNS:
        for name, kind in columns_.fields(column):
            ordered[name] = arrays.get(name, nulls[kind])
            every = columns_.all_of(name)
            if every in arrays:
                ordered[every] = arrays[every]
    return ordered | {column.name: arrays[column.name] for column in schema.LISTS}


def _nothing() -> dict[str, pa.Array]:
    """Return the columns of a table without rows."""
    kinds = {
        "risks": risks_.RISK,
        "key_values": generics_.KEY_VALUE,
        "generics": generics_.GENERIC_VALUE,
        "parts": PART,
        "others": generics_.OTHER,
    }
    arrays: dict[str, pa.Array] = {"gml_id": pa.nulls(0, pa.string())}
    return _in_order(arrays | {name: generics_.no_lists(0, kind) for name, kind in kinds.items()})
