"""An opened point cloud with what its layer works out once: where nodes lie, what was drawn of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.cloudlook import CloudTable
from layers.cloudspacing import above
from layers.operations import operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.cloudpicking import Kept
    from layers.copc import Copc
    from layers.feedback import Feedback
    from layers.heightbase import Geoid
    from layers.motion import Motion

KEPT = 3_000_000
"""Places of so many points that were drawn are kept to find what was clicked: 36 MB."""
MOST_LOOKS = 3
DEGREES = "EPSG:6668"
"""Longitude and latitude of JGD2011."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """An opened cloud with what the layer works out once.

    Attributes
    ----------
    copc
        The file.
    source_crs
        System of its numbers.
    crs
        Plane rectangular system of what is drawn.
    unit
        Metres of a unit of height.
    receipt
        How it was read (see ``layers.receipts``).
    heights
        Above what the heights are that are drawn: one of ``layers.heightbase``, empty when nobody knows.
    geoid
        What is taken off the heights of the file, None for nothing.
    count
        Points of the scan when the file shows only some of them for now, else 0.
    finish
        Makes the file with all points and returns the cloud on it, None where it is there.
    motion
        By what it was moved to fit another cloud, in metres of `crs`.
    """

    copc: Copc
    source_crs: str
    crs: str
    unit: float = 1.0
    receipt: Mapping[str, Any] = field(default_factory=dict)
    heights: str = ""
    geoid: Geoid | None = None
    count: int = 0
    finish: Callable[[Feedback], Cloud] | None = None
    motion: Motion | None = None
    looks: list[str] = field(default_factory=lambda: [""], repr=False)
    _drawn: OrderedDict[int, Kept] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def prepare(self) -> Cloud:
        """Work out where the nodes lie, where the cloud is opened, which is not the main thread."""
        _ = self.boxes, self.first, self.leaves
        return self

    @property
    def points(self) -> int:
        """How many points the scan has, shown yet or not."""
        return self.count or self.copc.points

    @cached_property
    def table(self) -> CloudTable:
        """What it can be coloured by."""
        return CloudTable(self.copc, self.placed)

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 6) lowest and highest corner of each node in metres of the project's system."""
        boxes = self.copc.boxes
        corners = np.stack([boxes[:, [a, b, c]] for a in (0, 3) for b in (1, 4) for c in (2, 5)], axis=1)
        placed = self.placed(corners.reshape(-1, 3)).reshape(-1, 8, 3)
        return np.hstack([placed.min(axis=1), placed.max(axis=1)])

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """(n + 1,) number of the first point of each node, and of all points."""
        return np.concatenate([[0], np.cumsum(self.copc.counts)])

    @property
    def folder(self) -> Path:
        """Folder of the file."""
        return self.copc.path.parent

    def placed(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places (m, 3) in metres of the project's system."""
        if self.source_crs != self.crs or self.unit != 1.0 or self.geoid is not None:
            east, north, heights = places[:, 0], places[:, 1], places[:, 2] * self.unit
            if self.geoid is not None:
                degrees = operation(self.source_crs, DEGREES).transform(east, north)[:2]
                heights = heights - self.geoid.at(*degrees)
            x, y = operation(self.source_crs, self.crs).transform(east, north)[:2]
            places = np.column_stack([x, y, heights])
        return places if self.motion is None else self.motion.moved(places)

    def moved(self, motion: Motion | None) -> Cloud:
        """Return the same cloud moved otherwise; nothing of what was drawn is left."""
        fresh: dict[str, Any] = {"looks": [""], "_drawn": OrderedDict(), "_lock": threading.Lock()}
        return replace(self, motion=motion, **fresh).prepare()

    def spacing(self, number: int) -> float:
        """Return metres between the points of a node and all above it."""
        return float(self.copc.spacing / 2.0 ** int(self.copc.keys[number, 0])) * self._metres

    @cached_property
    def _metres(self) -> float:
        """Metres of a unit of the file on the map."""
        root = self.copc.boxes[0]
        wide = max(float(root[3] - root[0]), 1e-9)
        return float(self.boxes[0, 3] - self.boxes[0, 0]) / wide

    def origin(self, number: int) -> NDArray[np.float64]:
        """Return the place (3,) that the points of a node are told from."""
        return np.round((self.boxes[number, :3] + self.boxes[number, 3:]) / 2)

    @cached_property
    def above(self) -> NDArray[np.int64]:
        """(n,) the node above each, -1 for none."""
        return above(self.copc.keys)

    @cached_property
    def leaves(self) -> NDArray[np.bool_]:
        """(n,) nodes between whose points no finer ones lie."""
        found = np.ones(len(self.above), dtype=bool)
        found[self.above[self.above >= 0]] = False
        return found

    def keep(self, number: int, kept: Kept) -> None:
        """Keep where the points of a node are, and let go what was not looked at for long."""
        with self._lock:
            self._drawn[number] = kept
            self._drawn.move_to_end(number)
            while sum(len(one.places) for one in self._drawn.values()) > KEPT and len(self._drawn) > 1:
                self._drawn.popitem(last=False)

    def kept(self, sieve: object) -> dict[int, Kept]:
        """Return what is kept of nodes from which the same was left out."""
        with self._lock:
            return {number: one for number, one in self._drawn.items() if one.sieve == sieve}

    def wear(self, look: str) -> tuple[str, ...]:
        """Note that a look is drawn, and return the ones before it."""
        if self.looks[0] != look:
            self.looks[:] = [look, *(one for one in self.looks if one != look)][:MOST_LOOKS]
        return tuple(self.looks[1:])
