"""Which tiles there are: a quadtree of squares that are halved until what lies in one fits a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.publish.tiles3d.pieces import MOST_TRIANGLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.publish.tiles3d.pieces import Piece

SIDE = 8.0
"""Metres of the smallest square; each further level is twice as wide."""
ANCHOR = float(1 << 20)
"""Metres by which all plane coordinates of Japan become positive. Squares lie in the plane system, not in
the city, so that a new house at the edge leaves the other tiles as they are."""


@dataclass(eq=False)
class Node:
    """A square.

    Attributes
    ----------
    level, column, row
        Which one.
    pieces
        What lies in it, for a leaf.
    children
        Squares within, for the others.
    """

    level: int
    column: int
    row: int
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Path of its file in the tileset."""
        return f"tiles/{self.level}/{self.column}_{self.row}.glb"

    def upwards(self) -> Iterator[Node]:
        """Give all nodes below and this one, children before their parents."""
        for child in self.children:
            yield from child.upwards()
        yield self


def grow(pieces: Sequence[Piece], most: int = MOST_TRIANGLES) -> Node:
    """Return the root of the tree of some pieces; there must be one at least.

    Parameters
    ----------
    pieces
        What is to be placed.
    most
        Triangles that a leaf should have at most.
    """
    middles = np.array([one.middle for one in pieces])
    squares = np.floor((middles + ANCHOR) / SIDE).astype(np.int64)
    costs = np.array([one.triangles for one in pieces], dtype=np.int64)
    return _grown(pieces, squares, costs, np.arange(len(pieces)), most)


def _grown(
    pieces: Sequence[Piece],
    squares: NDArray[np.int64],
    costs: NDArray[np.int64],
    here: NDArray[np.intp],
    most: int,
) -> Node:
    # The smallest square that holds all: as many levels as there are bits in which their places differ.
    differ = squares[here].min(axis=0) ^ squares[here].max(axis=0)
    level = max(int(one).bit_length() for one in differ.tolist())
    column, row = (squares[here[0]] >> level).tolist()
    node = Node(level, column, row)
    if level == 0 or costs[here].sum() <= most:
        node.pieces = [pieces[number] for number in here.tolist()]
        return node
    quarter = (squares[here] >> (level - 1)) & 1
    number = 2 * quarter[:, 1] + quarter[:, 0]
    for which in np.unique(number).tolist():
        node.children.append(_grown(pieces, squares, costs, here[number == which], most))
    return node
