"""What a city recommends at a place (政策意図に応じたおすすめ情報), by the answers there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.planning.regulations import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gisapp.desks.planning.regulations import Row
    from gisapp.desks.planning.regulationtable import Condition, Offer, RegulationTable


@dataclass(frozen=True)
class Offered:
    """An offer that holds at a place.

    Attributes
    ----------
    offer
        What the table says.
    certain
        Whether all answers that it goes by are sure; else it is to be confirmed.
    """

    offer: Offer
    certain: bool


def offers_at(rows: Sequence[Row], table: RegulationTable, on: date) -> tuple[Offered, ...]:
    """Return what the city offers at a place.

    Parameters
    ----------
    rows
        Answers of :func:`gisapp.desks.planning.regulations.rules_at` there.
    table
        Its offers.
    on
        The day for which is asked; an offer that is not yet or no longer valid is left out.
    """
    by_id = {row.regulation.id: row for row in rows}
    found = []
    for offer in table.offers:
        met = [_met(one, by_id.get(one.regulation)) for one in offer.when]
        if offer.in_force(on) and None not in met:
            found.append(Offered(offer, all(met)))
    return tuple(found)


def _met(condition: Condition, row: Row | None) -> bool | None:
    """Say whether a condition surely holds; None where it does not, or nobody knows."""
    if row is None or row.answer is Answer.UNKNOWN:
        return None
    if not condition.applies:
        return row.answer is Answer.NOT or None
    labels = {part.label for part in row.parts}
    if not labels or (condition.labels and not labels & set(condition.labels)):
        return None
    return row.answer is Answer.APPLIES
