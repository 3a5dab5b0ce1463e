"""The compiled loops of the octree: where points stand, and which level shows which of them.

What only plans the work does not need them: they are imported in the processes that do it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True, inline="always")
def _spread(value: np.uint64) -> np.uint64:
    """Return 21 bits with two zeros between each."""
    value = (value | (value << np.uint64(32))) & np.uint64(0x1F00000000FFFF)
    value = (value | (value << np.uint64(16))) & np.uint64(0x1F0000FF0000FF)
    value = (value | (value << np.uint64(8))) & np.uint64(0x100F00F00F00F00F)
    value = (value | (value << np.uint64(4))) & np.uint64(0x10C30C30C30C30C3)
    return (value | (value << np.uint64(2))) & np.uint64(0x1249249249249249)


@njit(cache=True, nogil=True, inline="always")
def _cell(place: float, low: float, step: float) -> np.uint64:
    """Return the finest cell of a place along an axis.

    Readers work out the ends of a node as floating numbers and ask whether a point lies between them; a point
    at an end belongs where it does by these very numbers.
    """
    cell = min(max(np.floor((place - low) / step), 0.0), 2097151.0)
    if cell < 2097151.0 and step * (cell + 1.0) + low <= place:
        cell += 1.0
    elif cell > 0.0 and step * cell + low > place:
        cell -= 1.0
    return np.uint64(cell)


@njit(cache=True, nogil=True)
def places(
    x: NDArray[np.int32],
    y: NDArray[np.int32],
    z: NDArray[np.int32],
    units: NDArray[np.float64],
    low: NDArray[np.float64],
    step: float,
) -> NDArray[np.uint64]:
    """Return the places (n,) of points.

    Parameters
    ----------
    x, y, z
        (n,) as they stand in the file.
    units
        (2, 3) scale and offset of these numbers.
    low
        (3,) the corner of the cube.
    step
        Along a finest cell.
    """
    found = np.empty(len(x), dtype=np.uint64)
    for i in range(len(x)):
        a = _cell(x[i] * units[0, 0] + units[1, 0], low[0], step)
        b = _cell(y[i] * units[0, 1] + units[1, 1], low[1], step)
        c = _cell(z[i] * units[0, 2] + units[1, 2], low[2], step)
        found[i] = _spread(a) | (_spread(b) << np.uint64(1)) | (_spread(c) << np.uint64(2))
    return found


@njit(cache=True, nogil=True)
def by_cell(cells: NDArray[np.uint32], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the order (n,) that sorts points by their cell, and how many are in each cell (count,)."""
    numbers = np.zeros(count, dtype=np.int64)
    for i in range(len(cells)):
        numbers[cells[i]] += 1
    begins = np.empty(count, dtype=np.int64)
    total = 0
    for cell in range(count):
        begins[cell] = total
        total += numbers[cell]
    order = np.empty(len(cells), dtype=np.int64)
    for i in range(len(cells)):
        order[begins[cells[i]]] = i
        begins[cells[i]] += 1
    return order, numbers


@njit(cache=True, nogil=True, inline="always")
def _lot(number: int) -> np.uint64:
    """Return a number that looks drawn by lot and is always the same (splitmix64)."""
    value = np.uint64(number) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x632BE59BD9B4E019)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return value ^ (value >> np.uint64(27))


@njit(cache=True, nogil=True)
def _show(where: NDArray[np.uint64], levels: NDArray[np.uint8], first: int, stop: int, level: int) -> int:
    """Give one point of each cell of a level, drawn by lot of those not shown; return how many."""
    shift = np.uint64(3 * (21 - min(level + 7, 21)))
    shown = 0
    i = first
    while i < stop:
        cell = where[i] >> shift
        best, least = -1, np.uint64(0)
        while i < stop and (where[i] >> shift) == cell:
            if levels[i] == 255:
                lot = _lot(i)
                if best < 0 or lot < least:
                    best, least = i, lot
            i += 1
        if best >= 0:
            levels[best] = level
            shown += 1
    return shown


@njit(cache=True, nogil=True)
def levels_of(where: NDArray[np.uint64], top: int, leaf: int) -> NDArray[np.uint8]:
    """Return the level that shows each point (n,) of a node and of all above it.

    Parameters
    ----------
    where
        (n,) places of all points of the node, sorted.
    top
        Level of the node.
    leaf
        A node of so many points or fewer is not divided.
    """
    count = len(where)
    levels = np.full(count, np.uint8(255))
    left = count
    for level in range(top):
        left -= _show(where, levels, 0, count, level)
    firsts, stops = np.zeros(1, np.int64), np.full(1, count)
    lefts = np.full(1, left)
    for level in range(top, 15):
        more = np.zeros(len(firsts) * 8, np.int64)
        more_stops, more_lefts = np.zeros_like(more), np.zeros_like(more)
        number = 0
        for node in range(len(firsts)):
            first, stop = firsts[node], stops[node]
            if lefts[node] <= leaf or level == 14:
                for i in range(first, stop):
                    if levels[i] == 255:
                        levels[i] = level
                continue
            _show(where, levels, first, stop, level)
            shift = np.uint64(3 * (21 - level - 1))
            i = first
            while i < stop:
                child, begin, waiting = where[i] >> shift, i, 0
                while i < stop and (where[i] >> shift) == child:
                    waiting += levels[i] == 255
                    i += 1
                if waiting:
                    more[number], more_stops[number], more_lefts[number] = begin, i, waiting
                    number += 1
        firsts, stops, lefts = more[:number], more_stops[:number], more_lefts[:number]
        if number == 0:
            break
    return levels
