"""The rows of a merged version, and which of them the rows of each version become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.arrangement import NOBODY
from gisapp.desks.areas.matching import plain_code
from gisapp.desks.areas.model import AreaSet
from gisapp.desks.areas.names import normalised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.areas.difference import Comparison

TITLE = "統合した図"


class Rows:
    """The rows of a merged version: those of the version with precedence, then what only others have.

    Parameters
    ----------
    made
        The comparison.
    prefer
        Number of the version with precedence.

    Attributes
    ----------
    order
        The versions, the one with precedence first.
    taken
        Version and row from which each row of the result is.
    groups
        (r,) the association of each row of the result.
    first
        (g,) the first row of each association.
    several
        (g,) whether it has more than one.
    """

    def __init__(self, made: Comparison, prefer: int) -> None:
        self._made = made
        self.order = [prefer, *(one for one in range(len(made.sets)) if one != prefer)]
        taken: list[tuple[int, int]] = []
        groups: list[int] = []
        for number, group in enumerate(made.matched.groups):
            version = next(one for one in self.order if group.rows[one])
            taken += [(version, row) for row in group.rows[version]]
            groups += [number] * len(group.rows[version])
        order = sorted(range(len(taken)), key=lambda one: (self.order.index(taken[one][0]), taken[one][1]))
        self.taken = [taken[one] for one in order]
        self.groups = np.array([groups[one] for one in order], dtype=np.intp)
        self.first = np.full(len(made.matched.groups), NOBODY, dtype=np.intp)
        self.first[self.groups[::-1]] = np.arange(len(self.groups))[::-1]
        self.several = np.bincount(self.groups, minlength=len(self.first)) > 1
        self._own = {pair: number for number, pair in enumerate(self.taken)}

    def of(self, version: int) -> NDArray[np.intp]:
        """Return the row of the result for each row of a version: its own, else the first of its group."""
        groups = self._made.matched.of[version]
        found = self.first[groups]
        own = [self._own.get((version, row), NOBODY) for row in range(len(groups))]
        return np.where(np.array(own, dtype=np.intp) >= 0, own, found)

    def named(self, text: str) -> int | None:
        """Return the association of a code or name; None where there is none."""
        matched = self._made.matched
        code, name = plain_code(text), str(normalised([text])[0])
        for version, one in enumerate(self._made.sets):
            codes = [plain_code(each) for each in one.codes]
            names = normalised(one.names).tolist()
            for texts, wanted in ((codes, code), (names, name)):
                if wanted and texts.count(wanted) == 1:
                    return int(matched.of[version][texts.index(wanted)])
        return None

    def row_named(self, text: str) -> int | None:
        """Return the row of a code or name, else the first of its association; None for none."""
        code, name = plain_code(text), str(normalised([text])[0])
        sets = self._made.sets
        for column, wanted in (("codes", code), ("names", name)):
            said = [str(getattr(sets[version], column)[row]) for version, row in self.taken]
            texts = [plain_code(one) for one in said] if column == "codes" else normalised(said).tolist()
            if wanted and texts.count(wanted) == 1:
                return int(texts.index(wanted))
        group = self.named(text)
        return None if group is None else int(self.first[group])

    def area_set(self, shapes: NDArray[np.object_]) -> AreaSet:
        """Return the result."""
        sets = self._made.sets
        found = np.full(len(self.taken), None, dtype=object)
        found[: len(shapes)] = shapes

        def column(name: str) -> NDArray[np.object_]:
            values = np.empty(len(self.taken), dtype=object)
            for number, (version, row) in enumerate(self.taken):
                values[number] = str(getattr(sets[version], name)[row] or "")
                if not values[number] and name != "names" and not self.several[self.groups[number]]:
                    values[number] = self._told(int(self.groups[number]), name)
            return values

        ids = np.array([str(number + 1) for number in range(len(self.taken))], dtype=object)
        source = "・".join(one.title for one in sets)
        names = column("names")
        return AreaSet(TITLE, sets[0].crs, ids, column("codes"), names, column("kanas"), found, "", source)

    def _told(self, group: int, name: str) -> str:
        held = self._made.matched.groups[group].rows
        cells = (
            str(getattr(self._made.sets[one], name)[row] or "") for one in self.order for row in held[one]
        )
        return next((cell for cell in cells if cell), "")
