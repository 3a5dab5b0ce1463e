"""All rules on the values of a column at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gisapp.desks.publish.detectors.forms import Forms
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.letters import Letters
from gisapp.desks.publish.detectors.names import NamesFound, find_names
from gisapp.desks.publish.detectors.texts import Texts  # noqa: TC001 - a field of a dataclass
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

_BATCH = 200_000
"""Texts that are looked at together."""


@dataclass(frozen=True, eq=False)
class ValuesFound:
    """What the different texts of a column look like.

    Attributes
    ----------
    texts
        The texts.
    sure, look
        By kind, which texts (m,) hold it, and which may.
    day, house, loose, lost
        (m,) which are a day, a house number, a place with a number, a mobile telephone without its zero, and
        nothing else.
    names
        What was found of names.
    """

    texts: Texts
    sure: dict[Kind, Flags] = field(default_factory=dict)
    look: dict[Kind, Flags] = field(default_factory=dict)
    day: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    house: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    loose: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    lost: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    names: NamesFound | None = None

    def share(self, flags: Flags) -> float:
        """Return the share of the rows that have a text which have one of some."""
        often = self.texts.often
        return float(often[flags].sum() / max(often.sum(), 1))


def look_at(texts: Texts) -> ValuesFound:
    """Return what the different texts of a column look like, by form alone."""
    return look_at_many([texts], Feedback())[0]


def look_at_many(columns: Sequence[Texts], feedback: Feedback) -> list[ValuesFound]:
    """Return what the texts of columns look like; all at once, for an expression is compiled each time."""
    found: list[ValuesFound] = []
    batch: list[Texts] = []
    for one in columns:
        batch.append(one)
        if sum(map(len, batch)) >= _BATCH:
            found += _looked_at(batch)
            feedback.step(len(found), len(columns))
            batch = []
    return found + _looked_at(batch)


def _looked_at(columns: list[Texts]) -> list[ValuesFound]:
    if not sum(map(len, columns)):
        return [ValuesFound(one) for one in columns]
    plain, raw = (pa.concat_arrays([getattr(one, which) for one in columns]) for which in ("plain", "raw"))
    coded = np.concatenate([one.coded for one in columns])
    lengths = np.array([len(one) for one in columns])
    of = np.repeat(np.arange(len(columns)), lengths)
    letters = Letters(plain)
    forms = Forms(plain, raw, coded, letters)
    names = find_names(letters)
    sure, look = {Kind.NAME: names.sure}, {Kind.NAME: names.look | (forms.called() & ~names.sure)}
    forms.reached(sure, look)
    forms.numbers(sure, look, of)
    forms.dangers(sure)
    day, house, loose, lost = forms.alone()
    result = []
    for one, end in zip(columns, np.cumsum(lengths).tolist(), strict=True):
        part = slice(end - len(one), end)
        result.append(
            ValuesFound(
                one,
                {kind: flags[part] for kind, flags in sure.items() if flags[part].any()},
                {kind: flags[part] for kind, flags in look.items() if flags[part].any()},
                day[part],
                house[part],
                loose[part],
                lost[part],
                NamesFound(names.sure[part], names.look[part], names.family[part], names.given[part]),
            )
        )
    return result
