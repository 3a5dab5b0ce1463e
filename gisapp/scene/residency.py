"""Which parts of a layer are drawn, which are loaded, and which may go: bookkeeping without VTK.

A part that is wanted but not yet there never leaves a hole if anything loaded can stand in for it:
another level of the same piece, or the coarser or finer pieces that it names as its fallback.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from layers.base import Part

Key = tuple[str, int]
"""Name and level of a part, as in :class:`layers.base.Part`."""


@dataclass(frozen=True)
class Choice:
    """What to draw now and what to load, the most urgent first."""

    draw: frozenset[Key]
    load: tuple[Part, ...]


@dataclass(eq=False)
class Residency:
    """Remembers, for one layer, what was loaded, drawn and last used.

    Attributes
    ----------
    costs
        Triangles of every loaded part, the least recently used first.
    drawn
        Keys that were drawn last.
    """

    costs: dict[Key, int] = field(default_factory=dict)
    drawn: frozenset[Key] = frozenset()
    _finer: dict[Key, set[Key]] = field(default_factory=dict)

    def add(self, key: Key, cost: int) -> None:
        """Note that a part is loaded."""
        self.costs.pop(key, None)
        self.costs[key] = cost

    def choose(self, wanted: Sequence[Part]) -> Choice:
        """Decide what to draw for the wanted parts and remember it."""
        missing = [part for part in wanted if part.key not in self.costs]
        for part in wanted:
            for key in part.fallback:
                self._finer.setdefault(key, set()).add(part.key)
        levels = self._levels() if missing else {}
        draw: dict[Key, tuple[Key, ...]] = {
            part.key: part.fallback for part in wanted if part.key in self.costs
        }
        opened = {key for part_key, fallback in draw.items() if part_key in self.drawn for key in fallback}
        covers: set[Key] = set()
        for part in missing:
            own = _own_stand_in(part, self.costs, levels)
            if own is not None:
                draw[own] = part.fallback
                continue
            others = self._stand_ins(part)
            # Where finer pieces are drawn already, the coarse one would cover them again just because a
            # neighbour comes into view: there the neighbour appears when it is ready.
            covers.update(key for key in others if key not in opened or key in self.drawn)
        if covers:
            for key, fallback in list(draw.items()):
                if any(other in covers and other[0] != key[0] for other in fallback):
                    del draw[key]
        chosen = frozenset(draw) | covers
        for key in chosen:
            if key in self.costs:
                self.costs[key] = self.costs.pop(key)
        self.drawn = chosen
        load = tuple(sorted(missing, key=lambda part: part.priority))
        return Choice(chosen, load)

    def evict(self, limit: int, keep: Iterable[Key]) -> list[Key]:
        """Forget the least recently used parts until no more than `limit` triangles remain.

        Parts that are drawn or in `keep` stay, also beyond the limit.
        """
        total = sum(self.costs.values())
        if total <= limit:
            return []
        held = set(keep) | self.drawn
        gone = []
        for key, cost in list(self.costs.items()):
            if total <= limit:
                break
            if key not in held:
                total -= cost
                gone.append(key)
                del self.costs[key]
        return gone

    def clear(self) -> None:
        """Forget everything."""
        self.costs.clear()
        self.drawn = frozenset()
        self._finer.clear()

    def _levels(self) -> dict[str, list[int]]:
        levels: dict[str, list[int]] = {}
        for name, level in self.costs:
            levels.setdefault(name, []).append(level)
        return levels

    def _stand_ins(self, part: Part) -> list[Key]:
        """Return loaded pieces of other names that cover the part: its fallback, or the finer pieces."""
        best: dict[str, Key] = {}
        for key in part.fallback:
            if key in self.costs and key[0] != part.key[0]:
                best.setdefault(key[0], key)
        if best:
            return list(best.values())
        return [key for key in self._finer.get(part.key, ()) if key in self.costs and key in self.drawn]


def _own_stand_in(part: Part, loaded: Mapping[Key, int], levels: Mapping[str, list[int]]) -> Key | None:
    """Return another level of the same piece: the first named as fallback, else the nearest level."""
    name, level = part.key
    for key in part.fallback:
        if key[0] == name and key in loaded:
            return key
    if name not in levels:
        return None
    return name, min(levels[name], key=lambda other: abs(other - level))
