"""A list is joined to areas: by code, by name, and never by a guess that staff have not confirmed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.names import Candidate, candidates, normalised
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.lists import Listed
    from gisapp.desks.areas.model import AreaSet

BY_CODE, BY_NAME, CONFIRMED = "code", "name", "confirmed"
SAME, TOLD = 0.9, 0.6
"""Likeness of two names of one code that needs no word, and that is told of; less is not joined at all."""
_DIFFER = QT_TRANSLATE_NOOP(
    CONTEXT,
    "番号「{code}」で結び付けましたが、「{file}」の名前「{listed}」と区域の名前「{area}」が違います。"
    "同じ自治会か確かめてください。",
)
_CODE = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」か区域に同じ番号「{example}」が {count} 件あるため、番号では結び付けませんでした。"
)
_NAME = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」か区域に同じ名前「{example}」が {count} 件あるため、名前では結び付けませんでした。"
)
_GAINSAID = QT_TRANSLATE_NOOP(
    CONTEXT,
    "番号「{code}」は同じですが、「{file}」の名前「{listed}」と区域の名前「{area}」が違うため、"
    "結び付けていません。どちらが正しいか確かめてください。",
)


@dataclass(frozen=True, eq=False)
class Joined:
    """Which row of a list tells of which area.

    Attributes
    ----------
    area
        (n,) row of the area for each row of the list, -1 for none.
    how
        (n,) ``code``, ``name`` or ``confirmed``; empty for none.
    candidates
        Rows of the list (`one`) that are not joined, and areas (`other`) that no row is joined to, which may
        be the same: for staff to confirm.
    alone
        Areas of which the list does not tell.
    findings
        What kept rows from being joined.
    """

    area: NDArray[np.intp]
    how: NDArray[np.object_]
    candidates: tuple[Candidate, ...] = ()
    alone: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    findings: tuple[Finding, ...] = ()


def join(areas: AreaSet, listed: Listed, confirmed: Mapping[int, int] | None = None) -> Joined:
    """Join the rows of a list to areas.

    The same code joins unless the names gainsay it; then the same name in one spelling, where it stands once
    on either side. Whatever else may fit is a candidate.

    Parameters
    ----------
    areas, listed
        What is joined.
    confirmed
        Rows of the list and areas of which staff said that they are the same.
    """
    area = np.full(len(listed), -1, dtype=np.intp)
    how = np.full(len(listed), "", dtype=object)
    told: list[Finding] = []
    for row, other in (confirmed or {}).items():
        area[row], how[row] = other, CONFIRMED
    names = normalised(listed.names), normalised(areas.names)
    codes = codes_of(listed.codes), codes_of(areas.codes)
    for row, other in _same(codes[0], codes[1], listed.title, _CODE, told):
        if area[row] >= 0 or other in area:
            continue
        likeness = _likeness(listed.names[row], areas.names[other])
        if likeness >= TOLD:
            area[row], how[row] = other, BY_CODE
        if likeness < SAME:
            values = {
                "code": listed.codes[row],
                "file": listed.title,
                "listed": listed.names[row],
                "area": areas.names[other],
            }
            code, template = ("differ", _DIFFER) if likeness >= TOLD else ("gainsaid", _GAINSAID)
            told.append(Finding(Severity.WARNING, f"area-join-{code}", template, values))
    free = np.where(area >= 0, "", names[0]), np.where(np.isin(np.arange(len(areas)), area), "", names[1])
    for row, other in _same(free[0], free[1], listed.title, _NAME, told):
        area[row], how[row] = other, BY_NAME
    rest, alone = np.flatnonzero(area < 0), np.setdiff1d(np.arange(len(areas)), area)
    kanas = listed.kanas[rest], areas.kanas[alone]
    found = tuple(
        Candidate(int(rest[one.one]), int(alone[one.other]), one.likeness, one.why)
        for one in candidates(listed.names[rest], areas.names[alone], kanas=kanas)
    )
    return Joined(area, how, found, alone, tuple(told))


def codes_of(codes: NDArray[np.object_] | Sequence[str]) -> NDArray[np.object_]:
    """Return codes (n,) so that 「００１」, 「1」 and 「1.0」 are the same."""
    found = np.empty(len(codes), dtype=object)
    found[:] = [_code(str(one)) for one in codes]
    return found


def _code(text: str) -> str:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    plain = re.sub(r"^(\d+)\.0+$", r"\1", plain)
    return re.sub(r"^0+(?=\d)", "", plain)


def _same(
    ones: NDArray[np.object_], others: NDArray[np.object_], file: str, template: str, told: list[Finding]
) -> list[tuple[int, int]]:
    """Return the rows of equal texts that stand once on either side; others are told."""
    places: list[dict[str, list[int]]] = [{}, {}]
    for side, texts in zip(places, (ones, others), strict=True):
        for row, text in enumerate(texts.tolist()):
            if text:
                side.setdefault(text, []).append(row)
    found = []
    for text, rows in places[0].items():
        there = places[1].get(text, [])
        if len(rows) == len(there) == 1:
            found.append((rows[0], there[0]))
        elif there:
            values = {"file": file, "example": text, "count": max(len(rows), len(there))}
            told.append(Finding(Severity.WARNING, "area-join-twice", template, values))
    return found


def _likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1; a name that is missing gainsays nothing."""
    if not one or not other:
        return 1.0
    found = candidates([one], [other], least=0.0)
    return found[0].likeness if found else 0.0
