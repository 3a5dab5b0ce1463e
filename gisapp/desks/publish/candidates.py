"""What each column of a layer would tell the public, for choosing: samples, findings, advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.publish.concerns import HEADING, LOOK, SURE, TOLD
from gisapp.desks.publish.detectors.columns import Advice, Found, Weight, advised
from gisapp.desks.publish.detectors.kinds import PERSONAL, Kind
from gisapp.desks.publish.inspection import Column, inspect
from gisapp.export.content import GEOMETRY, content_of
from gisapp.export.headings import headings
from layers.feedback import Finding, Severity

if TYPE_CHECKING:
    import pyarrow as pa

    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project

SAMPLES = 5
"""Values of a column that are shown."""
_LONGEST = 40
_SEVERITIES = {Weight.SURE: Severity.ERROR, Weight.LOOK: Severity.WARNING, Weight.TOLD: Severity.INFO}


@dataclass(frozen=True)
class Candidate:
    """A column that might be chosen.

    Attributes
    ----------
    column
        Its name in the layer.
    label
        What the layer calls it in Japanese, with the unit.
    kind
        Of its attribute (see :class:`layers.base.Attribute`), empty for none.
    sample
        Some different values; what looks personal is masked.
    findings
        What was found in it, the weightiest first.
    advice
        ``open``, ``look`` or ``never``.
    kinds
        What was found, as :class:`gisapp.desks.publish.detectors.kinds.Kind`.
    count
        Whether it counts people or households.
    """

    column: str
    label: str
    kind: str
    sample: tuple[str, ...]
    findings: tuple[Finding, ...]
    advice: Advice
    kinds: tuple[Kind, ...] = ()
    count: bool = False


def candidates(project: Project, layer: Layer, feedback: Feedback) -> tuple[Candidate, ...]:
    """Return the columns of a layer with what the gate says of each, in the layer's order.

    Parameters
    ----------
    project
        The layer's.
    layer
        With its data opened.
    feedback
        Hears how far it is.

    Raises
    ------
    layers.errors.NotAllowed
        When the layer has no data, or its kind has no columns.
    """
    del project
    content = content_of(layer)
    columns = [one for one in content.schema.names if one != GEOMETRY]
    labels = dict(zip(columns, headings(content, columns), strict=True))
    kinds = {one.name: one.kind for one in content.attributes}
    seen = inspect(content, columns, {one: (labels[one],) for one in columns}, feedback)
    return tuple(
        Candidate(
            one,
            labels[one],
            kinds.get(one, ""),
            _sample(seen.columns[one]) or _numbers(content.columns([one]).column(0)),
            tuple(_finding(piece, seen.columns[one], labels[one]) for piece in seen.columns[one].found),
            advised(seen.columns[one].found),
            tuple(piece.kind for piece in seen.columns[one].found),
            seen.columns[one].heading.count,
        )
        for one in columns
    )


def masked(value: str) -> str:
    """Return a value of which only the first letter can be read."""
    return value[:1] + "●" * min(max(len(value) - 1, 2), 12)


def _sample(column: Column) -> tuple[str, ...]:
    texts = column.values.texts
    personal = np.zeros(len(texts), np.bool_)
    for one in column.found:
        if one.kind in PERSONAL and one.weight is not Weight.TOLD:
            personal |= one.texts
    often = texts.often
    # What was found comes first: that is what has to be seen.
    order = np.lexsort((-often, ~personal))[:SAMPLES]
    shown = []
    for place in order.tolist():
        text = texts.plain[place].as_py()
        if text:
            shown.append(masked(text) if personal[place] else text[:_LONGEST] + "…" * (len(text) > _LONGEST))
    return tuple(shown)


def _numbers(values: pa.ChunkedArray | pa.Array) -> tuple[str, ...]:
    some = values.drop_null().slice(0, SAMPLES).to_pylist()
    return tuple(f"{one:g}" if isinstance(one, float) else str(one)[:_LONGEST] for one in some)


def _finding(found: Found, column: Column, label: str) -> Finding:
    severity = _SEVERITIES[found.weight]
    texts = SURE if found.weight is Weight.SURE else LOOK
    template = texts.get(found.kind, HEADING)
    if found.weight is Weight.TOLD and found.kind is not Kind.PHOTO:
        template = TOLD
    if found.heading and found.weight is Weight.SURE and found.kind is not Kind.OFFICER:
        template = HEADING
    count = int(column.values.texts.often[found.texts].sum())
    return Finding(
        severity, f"{found.weight}-{found.kind}", template, {"field": label, "count": count}, count=count
    )
