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


class Principle(StrEnum):
    """Which part holds when a lot lies across a line (DOMAIN: 91条 and its exceptions)."""

    MAJORITY = "majority"
    WEIGHTED = "weighted"
    EACH = "each"
    STRICTEST = "strictest"


class Covers(StrEnum):
    """Where a layer that shows nothing means that there is nothing."""

    EXTENT = "extent"
    """Within the box around its own shapes."""
    DATASET = "dataset"
    """Within the box around all layers of the same theme from the same source."""
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
    codes: str = ""
    label: str = ""
    error: float | None = None


@dataclass(frozen=True)
class Value:
    """A value that a regulation may have; in a list for the strictest one the stricter stands first."""

    label: str
    names: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class Office:
    """Who answers."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Regulation:
    """One row of the answer; see docs/schemas/files/regulations.json for the members."""

    id: str
    name: str
    order: float
    layers: tuple[Matcher, ...]
    group: str = ""
    values: tuple[Value, ...] = ()
    buffer: float = 0.0
    applies: str = "{label}"
    not_text: str = ""
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
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


@dataclass(frozen=True)
class RegulationTable:
    """All regulations of a city, in the order in which they are answered, and its roads and lots."""

    name: str
    regulations: tuple[Regulation, ...]
    roads: tuple[Matcher, ...] = ()
    lots: tuple[Matcher, ...] = ()
    note: str = ""


def normal(text: str) -> str:
    """Return a name so that 「第1種　低層」 and 「第一種低層」 are equal."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"第([1-9])種", lambda found: f"第{'一二三四五六七八九'[int(found[1]) - 1]}種", plain)


def needed(template: str) -> tuple[str, ...]:
    """Return the values that a text cannot do without: those outside of brackets."""
    return tuple(PLACES.findall(OPTIONAL.sub("", template)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a text with its values; a part in brackets goes when one of its values is missing.

    A value that is missing elsewhere is 「未確認」.
    """

    def optional(found: re.Match[str]) -> str:
        return found[1] if all(values.get(name) for name in PLACES.findall(found[1])) else ""

    return PLACES.sub(lambda found: values.get(found[1]) or MISSING, OPTIONAL.sub(optional, template))
