"""Which parts of a layer are drawn, which are loaded, and which may go: bookkeeping without VTK.

A part that is wanted but not yet there never leaves a hole if anything loaded can stand in for it:
another level of the same piece, or the coarser or finer pieces that it names as its fallback.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from layers.base import Part

Key = tuple[str, int]
"""Name and level of a part, as in :class:`layers.base.Part`."""
FIRST = float("-inf")


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
    _levels: dict[str, list[int]] = field(default_factory=dict)
    _fallback: dict[Key, tuple[Key, ...]] = field(default_factory=dict)
    _covers: frozenset[Key] = frozenset()

    def add(self, key: Key, cost: int) -> None:
        """Note that a part is loaded."""
        if self.costs.pop(key, None) is None:
            self._levels.setdefault(key[0], []).append(key[1])
        self.costs[key] = cost

    def touch(self, key: Key) -> None:
        """Note that a part will be wanted: it goes later than others."""
        if key in self.costs:
            self.costs[key] = self.costs.pop(key)

    def choose(self, wanted: Sequence[Part]) -> Choice:
        """Decide what to draw for the wanted parts and remember it."""
        missing = [part for part in wanted if part.key not in self.costs]
        draw = {part.key: part.fallback for part in wanted if part.key in self.costs}
        covers: set[Key] = set()
        bridges: dict[Key, Part] = {}
        if missing:
            self._fill(missing, draw, covers, bridges)
        if covers:
            for key, fallback in list(draw.items()):
                if any(other in covers and other[0] != key[0] for other in fallback):
                    del draw[key]
        for key in draw:
            self.costs[key] = self.costs.pop(key)
        self._fallback, self._covers = draw, frozenset(covers)
        self.drawn = frozenset(draw)
        load = sorted(missing, key=lambda part: part.priority)
        return Choice(self.drawn, (*bridges.values(), *load))

    def evict(self, limit: int, keep: Iterable[Key], most: int | None = None) -> list[Key]:
        """Forget the least recently used parts until no more than `limit` triangles remain.

        Parts that are drawn or in `keep` stay, also beyond the limit.

        Parameters
        ----------
        limit
            In triangles.
        keep
            What is wanted.
        most
            How many parts may go at once, None for any number.
        """
        total = sum(self.costs.values())
        if total <= limit:
            return []
        held = set(keep) | self.drawn
        gone: list[Key] = []
        for key, cost in list(self.costs.items()):
            if total <= limit or (most is not None and len(gone) >= most):
                break
            if key not in held:
                total -= cost
                gone.append(key)
                del self.costs[key]
                self._levels[key[0]].remove(key[1])
                if not self._levels[key[0]]:
                    del self._levels[key[0]]
        return gone

    def clear(self) -> None:
        """Forget everything."""
        self.costs.clear()
        self.drawn = self._covers = frozenset()
        self._levels.clear()
        self._fallback.clear()

    def _fill(
        self,
        missing: Sequence[Part],
        draw: dict[Key, tuple[Key, ...]],
        covers: set[Key],
        bridges: dict[Key, Part],
    ) -> None:
        """Find stand-ins for what is missing, and what should be loaded first where there are none."""
        finer: dict[Key, list[Key]] = {}
        for key, fallback in self._fallback.items():
            for other in fallback:
                if other[0] != key[0]:
                    finer.setdefault(other, []).append(key)
        opened = finer.keys() - self._covers
        for part in missing:
            own = self._own_stand_in(part)
            if own is not None:
                draw[own] = part.fallback
                continue
            if self._cover(part, draw, covers, opened):
                continue
            below = [key for key in finer.get(part.key, ()) if key in self.costs]
            for key in below:
                draw.setdefault(key, self._fallback[key])
            if not below and part.under is not None:
                bridges.setdefault(part.under, replace(part, key=part.under, priority=FIRST, fallback=()))

    def _cover(
        self, part: Part, draw: dict[Key, tuple[Key, ...]], covers: set[Key], opened: AbstractSet[Key]
    ) -> bool:
        """Let coarser pieces stand in for a part; return whether any does."""
        found = False
        for key in self._coarser(part):
            # Where finer pieces are drawn already, the coarse one would cover them again just because a
            # neighbour comes into view: it is drawn with them, or the neighbour appears when it is ready.
            if key not in opened:
                covers.add(key)
            elif key != part.under:
                continue
            draw.setdefault(key, part.fallback[part.fallback.index(key) + 1 :])
            found = True
        return found

    def _coarser(self, part: Part) -> list[Key]:
        """Return the first loaded piece of another name that covers the part, or several of its level."""
        loaded = [key for key in part.fallback if key in self.costs and key[0] != part.key[0]]
        return [key for key in loaded if key[1] == loaded[0][1]]

    def _own_stand_in(self, part: Part) -> Key | None:
        """Return another level of the same piece: the first named as fallback, else the nearest level."""
        name, level = part.key
        levels = self._levels.get(name)
        if not levels:
            return None
        for key in part.fallback:
            if key[0] == name and key in self.costs:
                return key
        return name, min(levels, key=lambda other: abs(other - level))
