"""The table of regulations of a city: what is asked at the counter, where it stands, how it is answered.

One JSON file for each city; ``rules/regulations.json`` is the national beginning. Its shape is that of
``docs/schemas/files/regulations.json``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PLACES = re.compile(r"\{(\w+)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
MISSING = "未確認"
_MEASURES = re.compile(r"\{(\w+)\}((?: (?:%|m|㎡))?)")


class Principle(StrEnum):
    """Which part holds when a lot lies across a line (DOMAIN: 91条 and its exceptions)."""

    MAJORITY = "majority"
    WEIGHTED = "weighted"
    EACH = "each"
    STRICTEST = "strictest"


class Covers(StrEnum):
    """Where a layer that shows nothing means that there is nothing."""

    EXTENT = "extent"
    """In its areas, and where its own shapes stand close around."""
    DATASET = "dataset"
    """The same, with all layers of the same theme from the same source."""
    AREA = "area"
    """In the city's area, which the table names: the office says that the layer is complete there."""
    EVERYWHERE = "everywhere"
    """Wherever one asks: the office says that the layer is complete for its city."""


@dataclass(frozen=True)
class Matcher:
    """How a layer is recognised, and what its columns mean.

    Attributes
    ----------
    key, name
        Patterns for the whole key of the store, and for a part of the layer's name.
    columns
        Columns that must be there.
    fields
        Role to column names, the first that is there counts; roles stand in the texts as ``{role}``.
    only
        Column to the texts or codes that count; other features of the layer belong to something else.
    without
        Column to the texts or codes that do not count, such as those of a district that was given up.
    codes
        System of the codes, such as ``plateau`` or ``a29``.
    label
        What its features are called when no column says so.
    error
        Position error in metres that is stated for this source, None for that of the regulation.
    """

    key: str = ""
    name: str = ""
    columns: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: str = ""
    label: str = ""
    error: float | None = None


@dataclass(frozen=True)
class Value:
    """A value that a regulation may have; in a list for the strictest one the stricter stands first.

    Attributes
    ----------
    label, names, codes
        What it is called, other names, and codes by their system.
    text
        What it means.
    maximum, north
        Of a height district: the highest height in metres, and (height, rise) of each slope from the true
        north. None where the table does not say what the district holds; ``()`` for no slope.
    """

    label: str
    names: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    maximum: float | None = None
    north: tuple[tuple[float, float], ...] | None = None


@dataclass(frozen=True)
class Office:
    """Who answers."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Regulation:
    """One row of the answer; see docs/schemas/files/regulations.json for the members.

    `none` and `unknown` are normal forms: of values that say that nothing is designated, and of values that
    say that nobody knows.
    """

    id: str
    name: str
    order: float
    layers: tuple[Matcher, ...]
    group: str = ""
    values: tuple[Value, ...] = ()
    buffer: float = 0.0
    applies: str = "{label}"
    not_text: str = ""
    none: frozenset[str] = frozenset()
    none_text: str = ""
    unknown: frozenset[str] = frozenset()
    print_not: bool = True
    office: Office | None = None
    basis: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    error: float | None = None
    covers: Covers = Covers.EXTENT
    principle: Principle = Principle.EACH
    weighted: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles that its texts name."""
        texts = (self.applies, *(value.text for value in self.values))
        return tuple(dict.fromkeys(name for text in texts for name in PLACES.findall(text)))

    def in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return _between(self.valid_from, on, self.valid_until)

    def is_none(self, value: str) -> bool:
        """Say whether a value means that nothing is designated, such as 「日影規制なし」."""
        plain = normal(value)
        return bool(plain) and (plain in self.none or plain.removeprefix(normal(self.name)) in self.none)

    def known(self, value: str) -> str:
        """Return a value of a source, empty where it says that nobody knows."""
        return "" if normal(value) in self.unknown else value


@dataclass(frozen=True)
class Condition:
    """What must be answered for an offer.

    Attributes
    ----------
    regulation
        Id of a regulation.
    applies
        Whether it must apply, or surely not.
    labels
        Values of which one must hold; none for any.
    """

    regulation: str
    applies: bool = True
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """What the city recommends at some places.

    Attributes
    ----------
    id, title, text
        Its name, and what is told.
    when
        Conditions that must all hold.
    url, contact
        Where one learns more.
    office
        Who answers.
    valid_from, valid_until
        Days from and to which it holds, None without a bound.
    """

    id: str
    title: str
    text: str
    when: tuple[Condition, ...]
    url: str = ""
    contact: str = ""
    office: Office | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return _between(self.valid_from, on, self.valid_until)


@dataclass(frozen=True)
class RegulationTable:
    """All regulations of a city, in the order in which they are answered.

    Attributes
    ----------
    roads, lots, area
        Recognise the layers of roads, of parcels, and of the city's own area.
    offers
        What the city recommends.
    """

    name: str
    regulations: tuple[Regulation, ...]
    roads: tuple[Matcher, ...] = ()
    lots: tuple[Matcher, ...] = ()
    note: str = ""
    area: tuple[Matcher, ...] = ()
    offers: tuple[Offer, ...] = ()


def _between(begin: date | None, on: date, end: date | None) -> bool:
    return (begin is None or begin <= on) and (end is None or on <= end)


def normal(text: str) -> str:
    """Return a name so that 「第1種　低層」 and 「第一種低層」 are equal."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("無し", "なし")
    return re.sub(r"第([1-9])種", lambda found: f"第{'一二三四五六七八九'[int(found[1]) - 1]}種", plain)


def needed(template: str) -> tuple[str, ...]:
    """Return the values that a text cannot do without: those outside of brackets."""
    return tuple(PLACES.findall(OPTIONAL.sub("", template)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a text with its values; a part in brackets goes when one of its values is missing.

    A value that is missing elsewhere is 「未確認」, without the unit that follows.
    """

    def optional(found: re.Match[str]) -> str:
        return found[1] if all(values.get(name) for name in PLACES.findall(found[1])) else ""

    def told(found: re.Match[str]) -> str:
        value = values.get(found[1])
        return f"{value}{found[2]}" if value else MISSING

    return _MEASURES.sub(told, OPTIONAL.sub(optional, template))
