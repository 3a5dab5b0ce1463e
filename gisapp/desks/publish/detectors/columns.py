"""What heading, values and neighbours of a column say together, and what is advised.

A form is not yet a fault: lists of facilities are made to tell where these are and how to call them. So
telephones, addresses and mail count as personal only where rows are persons, where the heading or the value
says that somebody's own is meant, or where they stand in free text beside a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from gisapp.desks.publish.detectors.headers import Heading, Subject
from gisapp.desks.publish.detectors.kinds import PERSONAL, Kind
from gisapp.desks.publish.detectors.texts import matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from gisapp.desks.publish.detectors.values import ValuesFound

    Flags = NDArray[np.bool_]

_PRIVATE = (
    r"自宅|本人|会長|区長|班長|組長|民生委員|役員|世帯主|個人|様方|様宅|宅|実家|家族|携帯|けいたい|ケータイ"
)
"""Words beside a telephone or an address that make it somebody's own."""
_ADDRESSED = r"様|さん|さま|氏|殿|宅|担当|代表|管理人|所有者|保管|連絡|氏名"
"""Words beside a name that make it one of somebody who lives."""
_MOSTLY = 0.6
"""Share of the rows from which on a column is of a kind as a whole."""
_WHOLLY = 0.95
_NAMES = 0.3
"""Share of known names from which on a column is one of names: nobody can know all names."""
_MOST_LETTERS = 30
"""Letters of an entry in such a column; longer ones are remarks."""
_FREE_TEXT = 0.3
"""Share of texts with a telephone below which a column is free text."""


class Advice(StrEnum):
    """Whether a column may be chosen."""

    OPEN = "open"
    LOOK = "look"
    NEVER = "never"


class Weight(StrEnum):
    """How surely something personal was found."""

    SURE = "sure"
    LOOK = "look"
    TOLD = "told"
    """Of a place and made to be told; reviewers are not asked about it."""


@dataclass(frozen=True, eq=False)
class Found:
    """A kind that was found in a column.

    Attributes
    ----------
    kind
        What.
    weight
        How surely.
    texts
        (m,) which different texts hold it; all False where only the heading says it.
    heading
        Whether the heading says it.
    """

    kind: Kind
    weight: Weight
    texts: Flags = field(repr=False)
    heading: bool = False


def judged(says: Heading, found: ValuesFound, rows: Subject, *, officer: bool = False) -> tuple[Found, ...]:
    """Return what a column holds, the weightiest first.

    Parameters
    ----------
    says
        Of its heading.
    found
        Of its values.
    rows
        What the rows of the table are.
    officer
        Whether the column is one of officers (see :func:`gisapp.desks.publish.detectors.headers.officers`).
    """
    whole = np.ones(len(found.texts), np.bool_)
    result: list[Found] = []
    if officer or Kind.OFFICER in says.strong:
        result.append(Found(Kind.OFFICER, Weight.SURE, whole, heading=True))
    result += _names(says, found, rows)
    for kind in (Kind.MOBILE, Kind.PHONE, Kind.MAIL, Kind.ADDRESS, Kind.POSTCODE):
        result += _reached(kind, says, found, rows)
    result += _birth(says, found, rows)
    for kind in (Kind.MY_NUMBER, Kind.ACCOUNT, Kind.INSURED, Kind.PLATE):
        if kind in says.strong:
            result.append(Found(kind, Weight.SURE, whole, heading=True))
            continue
        for weight, held in ((Weight.SURE, found.sure), (Weight.LOOK, found.look)):
            if kind in held:
                result.append(Found(kind, weight, held[kind]))
    for kind in (Kind.SENSITIVE, Kind.MONEY, Kind.TRAIT):
        if kind in says.strong:
            sure = rows is Subject.PERSON
            result.append(Found(kind, Weight.SURE if sure else Weight.LOOK, whole, heading=True))
    for kind, texts in found.sure.items():
        if kind not in PERSONAL:
            weight = {Kind.SCRIPT: Weight.SURE, Kind.PHOTO: Weight.TOLD}.get(kind, Weight.LOOK)
            result.append(Found(kind, weight, texts))
    order = list(Weight)
    return tuple(sorted(result, key=lambda one: order.index(one.weight)))


def advised(found: tuple[Found, ...]) -> Advice:
    """Return whether a column may be chosen."""
    if any(one.weight is Weight.SURE for one in found):
        return Advice.NEVER
    return Advice.LOOK if any(one.weight is Weight.LOOK for one in found) else Advice.OPEN


def split_names(columns: Mapping[str, ValuesFound]) -> frozenset[str]:
    """Return columns that hold family names and given names beside each other (姓 and 名)."""
    family = {name for name, one in columns.items() if _alone(one, "family") >= _MOSTLY}
    given = {name for name, one in columns.items() if _alone(one, "given") >= _MOSTLY}
    return frozenset(family | given) if family and given and len(family | given) > 1 else frozenset()


def _alone(found: ValuesFound, which: str) -> float:
    if found.names is None or len(found.texts) < 3:
        return 0.0
    return found.share(getattr(found.names, which))


def _names(says: Heading, found: ValuesFound, rows: Subject) -> list[Found]:
    none = np.zeros(len(found.texts), np.bool_)
    sure, look = found.sure.get(Kind.NAME, none), found.look.get(Kind.NAME, none)
    if Kind.NAME in says.strong and Kind.OFFICER not in says.strong:
        return [Found(Kind.NAME, Weight.SURE, ~none, heading=True)]
    result = []
    if says.place and found.share(sure) < _MOSTLY:
        # 永井隆 may be a memorial: in a column of places somebody has to look.
        sure, look = none, sure | look
    if found.names is not None and not says.place and len(found.texts) >= 3:
        alone = found.names.family if Kind.NAME in says.weak else none
        if found.share(alone) >= _MOSTLY / 2:
            sure = sure | alone
        elif rows is Subject.PERSON and found.share(found.names.family) >= _MOSTLY:
            look = look | found.names.family
    if not says.place and len(found.texts) >= 3 and found.share(sure | look) >= _NAMES:
        short = pc.less_equal(pc.utf8_length(found.texts.plain), _MOST_LETTERS).to_numpy(zero_copy_only=False)
        sure, look = (sure | short, look) if sure.any() else (sure, look | short)
    elif Kind.NAME not in says.weak and rows is not Subject.PERSON and found.share(sure) < _MOSTLY:
        # 岩崎弥太郎の生家 may be told; who is addressed, holds a role or can be called may not.
        private = matches(found.texts.plain, _PRIVATE) | matches(found.texts.plain, _ADDRESSED)
        for kind in (Kind.MOBILE, Kind.PHONE, Kind.MAIL, Kind.BIRTH):
            private |= found.sure.get(kind, none)
        sure, look = sure & private, look | (sure & ~private)
    if sure.any():
        result.append(Found(Kind.NAME, Weight.SURE, sure, Kind.NAME in says.weak))
    if (look & ~sure).any():
        result.append(Found(Kind.NAME, Weight.LOOK, look & ~sure))
    return result


def _reached(kind: Kind, says: Heading, found: ValuesFound, rows: Subject) -> list[Found]:
    """Judge telephones, mail and addresses, which places have as well as persons."""
    none = np.zeros(len(found.texts), np.bool_)
    if kind in says.strong:  # 携帯
        return [Found(kind, Weight.SURE, ~none, heading=True)]
    held = _held(kind, says, found, rows)
    if not held.any():
        return []
    if kind is Kind.MOBILE:
        return [Found(kind, Weight.SURE, held)]
    private = held & matches(found.texts.plain, _PRIVATE)
    # A name and a telephone in one text are of one person.
    if not says.place:
        private |= held & found.sure.get(Kind.NAME, none)
    if rows is Subject.PERSON:
        private = held
    result = [Found(kind, Weight.SURE, private, kind in says.weak)] if private.any() else []
    rest = held & ~private
    if rest.any():
        weight = _weight_of_rest(kind, says, found.share(held), rows)
        result.append(Found(kind, weight, rest, kind in says.weak))
    return result


def _weight_of_rest(kind: Kind, says: Heading, share: float, rows: Subject) -> Weight:
    """Return how surely what nobody calls somebody's own is personal."""
    if kind is Kind.MAIL:  # of offices are not even found; somebody's own is nobody's business
        return Weight.LOOK if kind in says.weak and rows is Subject.PLACE else Weight.SURE
    if kind is Kind.ADDRESS and rows is not Subject.PERSON:
        return Weight.TOLD if rows is Subject.PLACE else Weight.LOOK
    told = rows is Subject.PLACE or kind in says.weak or kind is Kind.POSTCODE
    free = share < _FREE_TEXT and kind not in says.weak and not says.place
    return Weight.TOLD if told and not free else Weight.LOOK


def _held(kind: Kind, says: Heading, found: ValuesFound, rows: Subject) -> Flags:
    """Return which texts hold a kind, given what heading and rows say of looser forms."""
    held = found.sure.get(kind, np.zeros(len(found.texts), np.bool_))
    if kind is Kind.ADDRESS and kind in says.weak:
        held = held | found.house | found.loose
    elif kind is Kind.ADDRESS and rows is Subject.PERSON and found.share(held | found.loose) >= _MOSTLY:
        held = held | found.loose
    elif kind is Kind.MOBILE and len(found.texts) >= 3 and found.share(found.lost) >= _WHOLLY:
        held = held | found.lost
    elif kind is Kind.POSTCODE and (kind in says.weak or rows is Subject.PERSON):
        held = held | found.look.get(kind, held)
    return held


def _birth(says: Heading, found: ValuesFound, rows: Subject) -> list[Found]:
    none = np.zeros(len(found.texts), np.bool_)
    if Kind.BIRTH in says.strong:
        return [Found(Kind.BIRTH, Weight.SURE, ~none, heading=True)]
    result = []
    sure, look = found.sure.get(Kind.BIRTH, none), found.look.get(Kind.BIRTH, none)
    if sure.any():
        result.append(Found(Kind.BIRTH, Weight.SURE, sure))
    if rows is Subject.PERSON and not says.event and len(found.texts) and found.share(found.day) >= _MOSTLY:
        look = look | found.day
    if (look & ~sure).any():
        result.append(Found(Kind.BIRTH, Weight.LOOK, look & ~sure))
    return result
