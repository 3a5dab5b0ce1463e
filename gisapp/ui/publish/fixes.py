"""Where staff put right what the gate has against a publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gisapp.desks.publish.concerns import Concern

LACKING = frozenset(
    {"no-title", "no-licence", "no-date", "no-credit", "no-contact", "no-department", "field-unnamed"}
)
"""Codes that say that something was not entered yet: the work is not done, nothing is wrong."""
PLACES = {
    "no-title": "title",
    "no-licence": "licence",
    "licence-forbids": "licence",
    "licence-narrower": "licence",
    "share-alike": "licence",
    "no-date": "date",
    "bad-date": "date",
    "future-date": "date",
    "stale": "date",
    "no-credit": "credit",
    "no-contact": "contact",
    "no-department": "department",
    "unknown-cycle": "cycle",
    "away-proposed": "away",
    "nowhere": "on_site",
    "precise": "decimals",
    "restricted": "restricted",
    "no-fields": "fields",
    "field-unnamed": "fields",
    "field-twice": "fields",
    "no-label": "fields",
    "hidden-heights": "grid",
    "hidden-measures": "grid",
    "exact-places-of-persons": "grid",
}
"""Fields of a publication by the codes of concerns that are about no one attribute."""
TEXTS = {
    "名前": "title",
    "英語の名前": "english",
    "説明": "description",
    "出典": "credit",
    "担当の部署": "department",
    "問い合わせ先": "contact",
}
"""Fields by the words with which concerns about texts name them."""


def place_of(concern: Concern) -> str:
    """Return what is entered to put something right, empty where nothing on the page does.

    It is a field of the publication, or the public name of an attribute.
    """
    place = str(concern.values.get("place", ""))
    return concern.field or PLACES.get(concern.code, "") or TEXTS.get(place, "")
