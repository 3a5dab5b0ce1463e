"""Join keys between a list of shelters and the ledger.

Lists of shelters (自治体標準オープンデータセット) name the associations that a shelter is meant for as free
text (対象となる町会・自治会). Each name in such a text is joined to an association: by its code, by its name,
or by its name without 自治会・町内会 and the like, which is a candidate that staff confirm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.names import plain, stem
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.model import Association
    from layers.feedback import Feedback
    from layers.messages import Message

PARTS = re.compile(r"[、,，;；\n\r\t/／]+|\s{1,}")
"""What stands between two names in a text."""
DOTS = re.compile(r"[・･]")
"""A dot parts names too, but stands within names as well."""
MOST_NAMES = 1000
"""Names in one text."""
_UNJOINED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "避難先の一覧「{layer}」の「対象となる町会・自治会」のうち {count} 件の名前が、"
    "台帳の自治会に結び付きません（例: {example}）。",
)


class How(StrEnum):
    """How a written name was joined."""

    CODE = "code"
    NAME = "name"
    STEM = "stem"
    """Only without 自治会・町内会 …: a candidate (要確認)."""
    SEVERAL = "several"
    """Several associations have that name: none was chosen."""
    NONE = "none"


HOW = {
    How.CODE: QT_TRANSLATE_NOOP(CONTEXT, "コードで一致"),
    How.NAME: QT_TRANSLATE_NOOP(CONTEXT, "名称で一致"),
    How.STEM: QT_TRANSLATE_NOOP(CONTEXT, "「自治会」などを除いて一致（要確認）"),
    How.SEVERAL: QT_TRANSLATE_NOOP(CONTEXT, "同じ名称が複数あるため未確認"),
    How.NONE: QT_TRANSLATE_NOOP(CONTEXT, "台帳にない（未確認）"),
}
"""What staff read."""


@dataclass(frozen=True, eq=False)
class ShelterList:
    """A list of shelters as it was delivered.

    Attributes
    ----------
    ids, names
        (k,) as the list numbers and calls them; empty where there is none.
    points
        (k, 2) metres, NaN where unknown.
    meant
        (k,) 対象となる町会・自治会 as written.
    layer
        What the list is called.
    source
        File and day.
    """

    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    points: NDArray[np.float64]
    meant: NDArray[np.object_]
    layer: str = ""
    source: Message = NOTHING


@dataclass(frozen=True, eq=False)
class Keys:
    """The joins, one for each name that is written.

    Attributes
    ----------
    shelter
        (j,) number of the shelter.
    association
        (j,) number of the association, -1 for none.
    written
        (j,) the name as written.
    how
        (j,) :class:`How`.
    """

    shelter: NDArray[np.int64]
    association: NDArray[np.int64]
    written: NDArray[np.object_]
    how: NDArray[np.object_]

    def of(self, association: int) -> list[int]:
        """Return the shelters that name an association, each once."""
        return list(dict.fromkeys(self.shelter[self.association == association].tolist()))


def keys_of(shelters: ShelterList, associations: Sequence[Association], feedback: Feedback) -> Keys:
    """Return the joins of a list of shelters; `feedback` receives how many names have none."""
    codes = _numbered([plain(one.code) for one in associations])
    names = _numbered([plain(one.name) for one in associations])
    stems = _numbered([stem(one.name) for one in associations])
    found: list[tuple[int, int, str, How]] = []
    for row, text in enumerate(shelters.meant.tolist()):
        for written in _names(str(text), names):
            number, how = _joined(written, codes, names, stems)
            found.append((row, number, written, how))
    lost = [written for _, number, written, _ in found if number < 0]
    if lost:
        values = {"layer": shelters.layer, "count": f"{len(lost):,}", "example": lost[0]}
        feedback.find(Finding(Severity.WARNING, "shelter-names-unjoined", _UNJOINED, values, count=len(lost)))
    rows = list(zip(*found, strict=True)) or [(), (), (), ()]
    return Keys(
        np.array(rows[0], np.int64),
        np.array(rows[1], np.int64),
        np.array(rows[2], dtype=object),
        np.array(rows[3], dtype=object),
    )


def _numbered(keys: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        if key:
            found.setdefault(key, []).append(number)
    return found


def _names(text: str, names: dict[str, list[int]]) -> Iterator[str]:
    """Yield the names in a text; a dot parts names only where the whole is no name of the ledger."""
    for part in list(filter(None, PARTS.split(text.strip())))[:MOST_NAMES]:
        if plain(part) in names or not DOTS.search(part):
            yield part
        else:
            yield from filter(None, DOTS.split(part))


def _joined(
    written: str, codes: dict[str, list[int]], names: dict[str, list[int]], stems: dict[str, list[int]]
) -> tuple[int, How]:
    key = plain(written)
    for known, wanted, how in (
        (codes, key, How.CODE),
        (names, key, How.NAME),
        (stems, stem(written), How.STEM),
    ):
        numbers = known.get(wanted, [])
        if len(numbers) == 1:
            return numbers[0], how
        if numbers:
            return -1, How.SEVERAL
    return -1, How.NONE
