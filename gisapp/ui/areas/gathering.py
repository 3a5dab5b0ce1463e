"""What staff want to come into the ledger, and what would come; it is put together beside the window."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gisapp.desks.areas.addressranges import places_of
from gisapp.desks.areas.incoming import area_set_of, ledger_from, no_areas
from gisapp.desks.areas.lists import list_of
from importers.tables.lists import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gisapp.desks.areas.incoming import Incoming
    from gisapp.desks.areas.names import Candidate
    from layers.base import Layer
    from layers.feedback import Feedback


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to come in.

    Attributes
    ----------
    layer, listed
        Areas, and a list of associations; None for none.
    columns, list_columns
        Which of their columns are which of the ledger.
    places
        Towns, blocks or lots by which addresses of the list become areas; None for none.
    department
        Which holds the areas; empty where nobody says it.
    list_date
        What day the list tells of, ISO 8601; empty for what its layer states.
    confirmed
        Rows of the list and of the areas that are the same, as staff said.
    """

    layer: Layer | None = None
    columns: Columns = field(default_factory=Columns)
    listed: Layer | None = None
    list_columns: Columns = field(default_factory=Columns)
    places: Layer | None = None
    department: str = ""
    list_date: str = ""
    confirmed: Mapping[int, int] = field(default_factory=dict)


def gathered(wish: Wish, crs: str, *, feedback: Feedback) -> Incoming:
    """Return what would come into the ledger.

    Parameters
    ----------
    wish
        What staff want.
    crs
        Plane rectangular system of the project, empty for that of the areas.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the layer has no areas.
    """
    feedback.step()
    areas, more, listed = no_areas(crs), None, None
    if wish.layer is not None:
        areas, more = area_set_of(wish.layer, wish.columns, crs), list_of(wish.layer, wish.columns)
    feedback.step()
    if wish.listed is not None:
        listed = list_of(wish.listed, wish.list_columns)
        listed = replace(listed, date=wish.list_date or listed.date)
    places = None if wish.places is None else places_of(wish.places, areas.crs)
    feedback.step()
    return ledger_from(
        areas,
        more,
        listed,
        confirmed=wish.confirmed,
        places=() if places is None else (places,),
        values={"department": wish.department} if wish.department else {},
    )


def saying_yes(wish: Wish, came: Incoming, *said: Candidate) -> Wish:
    """Return the wish after staff said of candidates that they are the same associations.

    Of one row, and of one area, the candidate that was said last counts.
    """
    if wish.layer is None:
        return wish
    rows = area_set_of(wish.layer, wish.columns).ids.tolist()
    confirmed = dict(wish.confirmed)
    for one in said:
        row = rows.index(came.areas.ids[one.other])
        confirmed = {key: value for key, value in confirmed.items() if value != row}
        confirmed[one.one] = row
    return replace(wish, confirmed=confirmed)


def likest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return for each row of the list the likest candidate, each area once: what 「すべて」 means."""
    found: list[Candidate] = []
    rows: set[int] = set()
    areas: set[int] = set()
    for one in sorted(candidates, key=lambda one: -one.likeness):
        if one.one not in rows and one.other not in areas:
            found.append(one)
            rows.add(one.one)
            areas.add(one.other)
    return found
