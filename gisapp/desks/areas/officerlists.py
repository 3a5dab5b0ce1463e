"""Officers out of the lists that departments keep: what the ledger leaves out goes into their own file."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.columns import personal, proposed
from gisapp.desks.areas.names import plain
from gisapp.desks.areas.officers import LONGEST, Officer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.model import Association
    from layers.base import Layer, Table

FIELDS = (
    ("phone", r"電話|携帯|連絡先|tel"),
    ("mail", r"メール|mail"),
    ("address", r"住所"),
    ("kana", r"(会長|代表|役員|氏名).*(かな|カナ|ふりがな|フリガナ)"),
    ("name", r"氏名|会長|代表|世帯主|担当者|役員"),
)
"""What columns with personal information hold, the surest first."""
ROLE = "会長"


@dataclass(frozen=True, eq=False)
class Found:
    """Officers of a list, and how many of its rows belong to no association of the ledger."""

    officers: tuple[Officer, ...]
    lost: int


def lists_in(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """Return the layers whose tables tell of officers."""
    tables = (one for one in layers if one.kind == "vector" and one.data is not None and not one.in_project)
    return tuple(one for one in tables if "name" in _columns(one.table()))


def officers_in(table: Table, ledger: Sequence[Association], known: Sequence[Officer]) -> Found:
    """Return what a list tells of officers, its rows joined to associations by code, else by name.

    Parameters
    ----------
    table
        A list with a row for each association.
    ledger
        The associations of the day.
    known
        Officers that are there: a chair of the same association becomes a new version of it, and is left out
        when nothing has changed.
    """
    columns = _columns(table)
    told = {name: _texts(table, column) for name, column in columns.items()}
    mapping = proposed(table)
    keys = [_texts(table, mapping.of(one)) for one in ("code", "name")]
    lines = (
        {plain(one.code): one.line for one in ledger if one.code},
        {plain(one.name): one.line for one in ledger if one.name},
    )
    before = {one.line: one for one in known if one.role == ROLE and not one.until}
    found: list[Officer] = []
    lost = 0
    for row, name in enumerate(told.get("name", np.empty(0, dtype=object)).tolist()):
        if not name:
            continue
        line = next(filter(None, (lines[k].get(plain(keys[k][row]), "") for k in (0, 1))), "")
        if not line:
            lost += 1
            continue
        old = before.get(line)
        fields = {field: str(texts[row])[:LONGEST] for field, texts in told.items()}
        same = old is not None and all(getattr(old, field) == text for field, text in fields.items())
        if not same:
            id_ = old.id if old is not None else f"officer-{secrets.token_hex(6)}"
            found.append(Officer(id_, line, ROLE, **fields))
    return Found(tuple(found), lost)


def _columns(table: Table) -> dict[str, str]:
    """Return which column holds what; only those that tell of people."""
    found: dict[str, str] = {}
    for one in table.attributes:
        if personal(one.label) or personal(one.name):
            said = f"{one.label} {one.name}"
            field = next((name for name, pattern in FIELDS if re.search(pattern, said, re.IGNORECASE)), "")
            if field:
                found.setdefault(field, one.name)
    return found


def _texts(table: Table, column: str) -> NDArray[np.object_]:
    if not column:
        return np.full(len(table), "", dtype=object)
    return np.array([str(one).strip() for one in table.texts(column).tolist()], dtype=object)
