"""The columns of a layer looked at: what each holds, beside the others.

Chosen columns are looked at whole. Of the others the first rows are enough: they are not published, but they
tell what the rows are (a telephone beside a name is a person's, beside a facility it is an office's).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gisapp.desks.publish.detectors.columns import Found, Weight, judged, split_names
from gisapp.desks.publish.detectors.headers import Heading, Subject, heading, officers, subject
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.texts import texts_of_many
from gisapp.desks.publish.detectors.values import ValuesFound, look_at_many
from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gisapp.export.content import Content

SAMPLE = 2000
"""Rows by which columns that are not chosen are known."""
_PERSONS = 0.6
"""Share of names in a column from which on the rows are persons."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column that was looked at.

    Attributes
    ----------
    name
        Of the column.
    heading
        What it says.
    values
        What the values look like.
    found
        What both say together.
    whole
        Whether all values were looked at.
    """

    name: str
    heading: Heading
    values: ValuesFound
    found: tuple[Found, ...]
    whole: bool


@dataclass(frozen=True, eq=False)
class Inspection:
    """All columns of a layer.

    Attributes
    ----------
    columns
        By name.
    rows
        What the rows are.
    officers
        Whether the whole table is a list of officers.
    """

    columns: Mapping[str, Column]
    rows: Subject
    officers: bool


def inspect(
    content: Content,
    chosen: Sequence[str],
    names: Mapping[str, Sequence[str]],
    feedback: Feedback,
) -> Inspection:
    """Look at the columns of a layer.

    Parameters
    ----------
    content
        The layer's own, not the public one.
    chosen
        Columns that are looked at whole; of the others the first rows.
    names
        Labels and public names of columns, which say something too.
    feedback
        Hears how far it is.

    Raises
    ------
    layers.feedback.Cancelled
        When that was asked for.
    """
    columns = [one for one in content.schema.names if one != GEOMETRY]
    says = {one: heading(one, *names.get(one, ())) for one in columns}
    sample = _sample(content, [one for one in columns if one not in set(chosen)])
    texts = []
    for done, one in enumerate(columns):
        feedback.step(done, 2 * len(columns))
        held = content.columns([one]).column(0) if one in set(chosen) else sample.column(one)
        texts.append(plain_column(held))
    values = dict(zip(columns, look_at_many(texts_of_many(texts), feedback.share(0.5, 1.0)), strict=True))
    headings = [*columns, *(name for one in columns for name in names.get(one, ()))]
    rows = subject(headings)
    if rows is Subject.UNKNOWN and any(_of_persons(says[one], values[one]) for one in columns):
        rows = Subject.PERSON
    of_officers, whole = officers(columns)
    labelled, also = officers([name for one in columns for name in names.get(one, ())])
    split = split_names({one: values[one] for one in columns if not says[one].place})
    found = {}
    for one in columns:
        officer = one in of_officers or bool(labelled & set(names.get(one, ()))) or whole or also
        told = judged(says[one], values[one], rows, officer=officer)
        if one in split and not any(
            piece.kind is Kind.NAME and piece.weight is Weight.SURE for piece in told
        ):
            told = (Found(Kind.NAME, Weight.SURE, np.ones(len(values[one].texts), np.bool_)), *told)
        found[one] = told
    beside = any(
        piece.kind in (Kind.NAME, Kind.OFFICER) and piece.weight is Weight.SURE and not says[one].place
        for one in columns
        for piece in found[one]
        if piece.heading or values[one].share(piece.texts) >= _PERSONS
    )
    if beside:
        found = {one: tuple(map(_beside_persons, pieces)) for one, pieces in found.items()}
    return Inspection(
        {one: Column(one, says[one], values[one], found[one], one in set(chosen)) for one in columns},
        rows,
        whole or also,
    )


def plain_column(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return a column of texts or numbers as one array; lists are JSON, whole numbers have no point."""
    import pyarrow.compute as pc

    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], whole.type)
    kind = whole.type
    if pa.types.is_list(kind) or pa.types.is_struct(kind):
        return jsontext.values(whole)
    if pa.types.is_floating(kind):
        values = whole.to_numpy(zero_copy_only=False)
        known = values[np.isfinite(values)]
        large = len(known) and float(np.abs(known).max()) >= 1e7 and bool((known == np.round(known)).all())
        if not large:  # measures and coordinates: no rule is about them
            return pa.array([None] * len(whole), pa.string())
        return pc.if_else(pc.is_finite(whole), whole, pa.scalar(None, kind)).cast(pa.int64(), safe=False)
    return whole


def _sample(content: Content, names: Sequence[str]) -> pa.Table:
    """Return some columns of the first rows."""
    if not names:
        return pa.table({})
    table = next(iter(content.tables(Feedback(), names)), None)
    if table is None:
        return pa.schema([content.schema.field(one) for one in names]).empty_table()
    return table.slice(0, SAMPLE)


def _of_persons(says: Heading, values: ValuesFound) -> bool:
    names = values.sure.get(Kind.NAME)
    return not says.place and names is not None and values.share(names) >= _PERSONS


def _beside_persons(found: Found) -> Found:
    """Return what was found of a place as something to look at: beside a person it may be the person's."""
    if found.weight is Weight.TOLD and found.kind in (Kind.PHONE, Kind.ADDRESS, Kind.MAIL):
        return Found(found.kind, Weight.LOOK, found.texts, found.heading)
    return found
