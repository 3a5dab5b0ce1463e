"""Where numbers lie: the systems they may be in, the best first, each with its reasons.

Nothing is guessed in silence. A proposal is certain only when what the file declares fits its numbers, or
when one reading alone puts them into the city that the project is about and the datum is settled as well;
everything else is for a person to confirm on a map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layers.declaredcrs import Certainty, Identified, identify
from layers.filehints import Hints, hints_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.misplaced import check
from layers.place import Place, municipality_place, place_of_bounds
from layers.readings import (
    MOSTLY,
    Reading,
    datum_by_boundary,
    on_datum,
    one_by_boundary,
    possible,
    read,
    usable,
)
from layers.systems import Datum, Kind, system_of

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Certainty",
    "Identified",
    "Place",
    "Proposal",
    "check",
    "identify",
    "municipality_place",
    "place_of_bounds",
    "propose",
]


@dataclass(frozen=True)
class Proposal:
    """One way to understand the numbers of a source.

    Attributes
    ----------
    crs
        Authority code; the declared one as it was declared.
    swapped
        Whether the first number is north (latitude, X) and the second east.
    certainty
        How sure it is.
    reasons
        Why, the weightiest first.
    bounds
        West, south, east, north in JGD2011 degrees of the points that were looked at.
    """

    crs: str
    swapped: bool
    certainty: Certainty
    reasons: tuple[Message, ...]
    bounds: tuple[float, float, float, float]


_DECLARED = QT_TRANSLATE_NOOP(CONTEXT, "ファイルに書かれた座標系 {crs} と座標の値が合っています。")
_DECLARED_OUTSIDE = QT_TRANSLATE_NOOP(
    CONTEXT, "ファイルに書かれた座標系 {crs} では{place}から約 {distance} km 離れます。"
)
_DECLARED_UNFIT = QT_TRANSLATE_NOOP(CONTEXT, "ファイルに書かれた座標系 {crs} と座標の値が合っていません。")
_DECLARED_ABROAD = QT_TRANSLATE_NOOP(CONTEXT, "ファイルに書かれた座標系 {crs} では日本の外になります。")
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "ファイルに書かれた座標系「{text}」はわかりません。")
_ONLY = QT_TRANSLATE_NOOP(CONTEXT, "{place}に入る座標系はこれだけです。")
_INSIDE = QT_TRANSLATE_NOOP(CONTEXT, "{place}の中に入ります。")
_PARTLY = QT_TRANSLATE_NOOP(CONTEXT, "{place}に一部がかかります。")
_OUTSIDE = QT_TRANSLATE_NOOP(CONTEXT, "{place}から約 {distance} km 離れます。")
_DEGREES = QT_TRANSLATE_NOOP(CONTEXT, "座標の値は日本の経度・緯度です。")
_PLANE = QT_TRANSLATE_NOOP(CONTEXT, "座標の値は平面直角座標 {zone} 系の範囲に入ります。")
_UTM = QT_TRANSLATE_NOOP(CONTEXT, "座標の値は UTM 座標 第 {zone} 帯の範囲に入ります。")
_WEB = QT_TRANSLATE_NOOP(CONTEXT, "座標の値は Web メルカトルの日本の範囲に入ります。")
_SWAPPED = QT_TRANSLATE_NOOP(CONTEXT, "座標が北（緯度・X）、東（経度・Y）の順に並んでいます。")
_NAME = QT_TRANSLATE_NOOP(CONTEXT, "ファイル名に「{word}」とあります。")
_AGE = QT_TRANSLATE_NOOP(CONTEXT, "2002年4月より前のデータで、日本測地系（旧測地系）のことが多いです。")
_BOUNDARY = QT_TRANSLATE_NOOP(CONTEXT, "{place}の境界に合うのは {datum} です。")
_DATUM_OPEN = QT_TRANSLATE_NOOP(
    CONTEXT, "測地系が書かれていません。日本測地系（旧測地系）のデータなら約 400 m ずれます。"
)
_OLD_DATUM = QT_TRANSLATE_NOOP(CONTEXT, "日本測地系（旧測地系）のデータなら、こちらです。")


@dataclass(frozen=True, eq=False)
class _Case:
    """All that is known before the numbers are looked at."""

    points: NDArray[np.float64]
    stated: Identified | None
    hints: Hints
    place: Place | None


def propose(
    points_sample: NDArray[np.float64],
    declared: str,
    file_name: str,
    place: Place | None,
    *,
    made: date | None = None,
) -> tuple[Proposal, ...]:
    """Return the systems that points may be in, the best first.

    Parameters
    ----------
    points_sample
        (n, 2) or more columns, as they stand in the file, the first number taken for east.
    declared
        What the file says (see :func:`identify`), empty for nothing.
    file_name
        Name of the file, looked through for hints.
    place
        The city that the project is about, None when it is not known.
    made
        When the data were made, None when nobody knows.

    Returns
    -------
    tuple of Proposal
        The declared system is among them when its numbers are possible at all. Empty when there is no
        point to look at, or no system explains the numbers.
    """
    points = usable(points_sample)
    if not len(points):
        return ()
    case = _Case(points, identify(declared), hints_of(file_name, made), place)
    found: list[Proposal] = []
    unread: tuple[Message, ...] = ()
    if case.stated is not None:
        found = _from_declaration(case, case.stated)
        if found and found[0].certainty is not Certainty.POSSIBLE:
            return _ranked(found)
    elif declared.strip():
        unread = (Message(_UNREADABLE, {"text": declared.strip()[:40]}),)
    found += [replace(one, reasons=one.reasons + unread) for one in _from_values(case)]
    return _ranked(found)


def _ranked(found: list[Proposal]) -> tuple[Proposal, ...]:
    """Sort by certainty, keeping the order among equals, and drop what was proposed before."""
    ordered = sorted(found, key=lambda one: -one.certainty)
    return tuple({(one.crs, one.swapped): one for one in reversed(ordered)}.values())[::-1]


# ------------------------------------------------------------------------------------------ declared


def _from_declaration(case: _Case, stated: Identified) -> list[Proposal]:
    """Return the declared system, and before it what fits better when it does not fit."""
    plain = read(case.points, stated.crs)
    crossed = read(case.points, stated.crs, swapped=True)
    if plain is not None and _fits(case, plain):
        return _declared_and_fitting(case, stated, plain)
    found = []
    if crossed is not None and crossed.in_japan and _fits(case, crossed):
        alone = case.place is not None and crossed.near(case.place) >= MOSTLY
        certainty = Certainty.CERTAIN if alone and stated.certainty is Certainty.CERTAIN else Certainty.LIKELY
        reasons = (Message(_SWAPPED), *_about_place(case, crossed), Message(_DECLARED, {"crs": stated.crs}))
        found.append(Proposal(stated.crs, True, certainty, reasons, crossed.bounds))
    if plain is not None:
        found += _better(case, plain)
        # Data of another city, or of the whole world, may be just that.
        certainty = Certainty.LIKELY if plain.lawful and not found else Certainty.POSSIBLE
        found.append(Proposal(stated.crs, False, certainty, (_misfit(case, plain),), plain.bounds))
    return found


def _fits(case: _Case, reading: Reading) -> bool:
    """Say whether a declared system puts the points where they may well be."""
    if not (reading.in_japan and reading.lawful):
        # A zone is used outside its area at times, by a city at the border of two.
        return case.place is not None and reading.near(case.place) >= MOSTLY
    return case.place is None or reading.near(case.place) > 0 or reading.touches(case.place)


def _declared_and_fitting(case: _Case, stated: Identified, plain: Reading) -> list[Proposal]:
    reasons = [Message(_DECLARED, {"crs": stated.crs})]
    if stated.certainty is not Certainty.CERTAIN:
        reasons.insert(0, stated.how)
    certainty = stated.certainty
    sibling, told = _other_datum(case, plain)
    if sibling is None:
        return [Proposal(stated.crs, False, certainty, (*reasons, *_about_place(case, plain)), plain.bounds)]
    weaker = Proposal(stated.crs, False, Certainty.LIKELY, tuple(reasons), plain.bounds)
    other = Proposal(sibling.crs, False, Certainty.LIKELY, (told,), sibling.bounds)
    # A boundary outweighs what is written, a word in a file name does not.
    return [other, weaker] if told.template == _BOUNDARY else [weaker, other]


def _other_datum(case: _Case, plain: Reading) -> tuple[Reading | None, Message]:
    """Return the reading on the other datum when something speaks for it against a declaration."""
    system = plain.system
    if system is None or system.kind is Kind.WEB:
        return None, Message("")
    other = Datum.JGD2011 if system.datum is Datum.TOKYO else Datum.TOKYO
    sibling = on_datum(case.points, plain, other)
    new, old = (sibling, plain) if system.datum is Datum.TOKYO else (plain, sibling)
    by_boundary = datum_by_boundary(case.place, new, old) if new is not None else None
    if by_boundary is not None:
        contradicts = (by_boundary is Datum.TOKYO) != (system.datum is Datum.TOKYO)
        name = case.place.name if case.place else ""
        told = Message(_BOUNDARY, {"place": name, "datum": _datum_name(by_boundary)})
        return (sibling, told) if contradicts else (None, told)
    if case.hints.datum is Datum.TOKYO and system.datum is not Datum.TOKYO and not case.hints.doubtful:
        return sibling, Message(_NAME, {"word": case.hints.word})
    return None, Message("")


def _better(case: _Case, plain: Reading) -> list[Proposal]:
    """Return the other zones that put the points into the place."""
    place, system = case.place, plain.system
    if place is None or system is None or system.kind not in {Kind.PLANE, Kind.UTM}:
        return []
    inside = [
        reading
        for reading in possible(case.points, system.datum)
        if reading.near(place) >= MOSTLY and reading.crs != plain.crs
    ]
    certainty = Certainty.LIKELY if len(inside) == 1 else Certainty.POSSIBLE
    return [
        Proposal(one.crs, one.swapped, certainty, (*_about_place(case, one), *_about_values(one)), one.bounds)
        for one in inside
    ]


def _misfit(case: _Case, plain: Reading) -> Message:
    if not plain.in_japan:
        return Message(_DECLARED_ABROAD, {"crs": plain.crs})
    if case.place is None:
        return Message(_DECLARED_UNFIT, {"crs": plain.crs})
    metres, _ = case.place.away(plain.middle)
    values = {"crs": plain.crs, "place": case.place.name, "distance": f"{metres / 1000:,.0f}"}
    return Message(_DECLARED_OUTSIDE, values)


# ------------------------------------------------------------------------------------------ by values


def _from_values(case: _Case) -> list[Proposal]:
    """Return what the numbers can be, with the help of the place and the file name."""
    named = case.hints.datum
    datum = Datum.JGD2011 if named in (None, Datum.TOKYO) else named
    readings = possible(case.points, datum)
    place = case.place
    inside = [] if place is None else [one for one in readings if one.near(place) >= MOSTLY]
    if place is not None:
        inside = one_by_boundary(case.points, place, inside)
    if inside:
        chosen, level = inside, Certainty.LIKELY if len(inside) == 1 else Certainty.POSSIBLE
    else:
        touching = [one for one in readings if place is not None and one.lawful and one.touches(place)]
        chosen = touching or [one for one in readings if one.lawful]
        plain = [one for one in chosen if _of_one_kind(one)]
        level = Certainty.LIKELY if len(chosen) == 1 and (touching or plain) else Certainty.POSSIBLE
    favoured = [one for one in chosen if _named(case.hints, one)]
    if len(favoured) > 1:
        favoured = [one for one in favoured if not one.swapped]
    chosen = [*favoured, *(one for one in chosen if one not in favoured)]
    found: list[Proposal] = []
    for one in chosen:
        only = one is chosen[0] and len(inside) == 1
        better = Certainty.LIKELY if favoured == [one] else level
        found += _on_its_datum(case, one, better, only=only)
    return found


def _of_one_kind(reading: Reading) -> bool:
    """Say whether numbers of this size are of no other kind and zone."""
    return reading.system is not None and reading.system.kind in {Kind.DEGREES, Kind.WEB}


def _named(hints: Hints, reading: Reading) -> bool:
    system = reading.system
    return system is not None and system.kind is Kind.PLANE and system.zone in hints.zones


def _named_datum(hints: Hints, reading: Reading) -> Datum | None:
    """Return the datum that the file name speaks of; a code of another kind or zone tells nothing."""
    named, system = system_of(hints.crs), reading.system
    if named is None or system is None:
        return hints.datum
    return hints.datum if (named.kind, named.zone) == (system.kind, system.zone) else None


def _on_its_datum(case: _Case, reading: Reading, level: Certainty, *, only: bool) -> list[Proposal]:
    """Return the proposals for a reading: on the new and, where that is possible, the old datum."""
    system = reading.system
    reasons: list[Message] = []
    if only and case.place is not None:
        reasons.append(Message(_ONLY, {"place": case.place.name}))
    else:
        reasons += _about_place(case, reading)
    reasons += _about_values(reading)
    hints, named = case.hints, _named_datum(case.hints, reading)
    if hints.word and (_named(hints, reading) or named is not None):
        reasons.append(Message(_NAME, {"word": hints.word}))
    old = on_datum(case.points, reading, Datum.TOKYO)
    if old is None or system is None or (level is Certainty.POSSIBLE and named is not Datum.TOKYO):
        return [Proposal(reading.crs, reading.swapped, level, tuple(reasons), reading.bounds)]
    decided = datum_by_boundary(case.place, reading, old)
    if decided is not None and case.place is not None:
        told = {"place": case.place.name, "datum": _datum_name(decided)}
        reasons.append(Message(_BOUNDARY, told))
    elif named is not None and not hints.doubtful:
        decided = named
    settled = Certainty.CERTAIN if only and decided is not None and level is Certainty.LIKELY else level
    suspected = decided is Datum.TOKYO or (decided is None and named is Datum.TOKYO)
    if suspected:
        aged = (Message(_AGE),) if hints.aged else ()
        first = Proposal(old.crs, old.swapped, settled, (*aged, *reasons), old.bounds)
        second = Proposal(
            reading.crs, reading.swapped, Certainty.POSSIBLE, tuple(reasons[:2]), reading.bounds
        )
        return [first] if settled is Certainty.CERTAIN else [first, second]
    if decided is None:
        reasons.append(Message(_DATUM_OPEN))
    first = Proposal(reading.crs, reading.swapped, settled, tuple(reasons), reading.bounds)
    second = Proposal(old.crs, old.swapped, Certainty.POSSIBLE, (Message(_OLD_DATUM),), old.bounds)
    return [first] if settled is Certainty.CERTAIN else [first, second]


def _about_place(case: _Case, reading: Reading) -> list[Message]:
    place = case.place
    if place is None:
        return []
    if reading.near(place) >= MOSTLY:
        return [Message(_INSIDE, {"place": place.name})]
    if reading.near(place) > 0 or reading.touches(place):
        return [Message(_PARTLY, {"place": place.name})]
    distance = f"{place.away(reading.middle)[0] / 1000:,.0f}"
    return [Message(_OUTSIDE, {"place": place.name, "distance": distance})]


def _about_values(reading: Reading) -> list[Message]:
    system = reading.system
    if system is None:
        return []
    template = {Kind.DEGREES: _DEGREES, Kind.PLANE: _PLANE, Kind.UTM: _UTM, Kind.WEB: _WEB}[system.kind]
    told = [Message(template, {"zone": system.zone})]
    return [*told, Message(_SWAPPED)] if reading.swapped else told


def _datum_name(datum: Datum) -> str:
    return "日本測地系（旧測地系）" if datum is Datum.TOKYO else "世界測地系"
