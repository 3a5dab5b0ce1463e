"""The compiled loop that writes shapes as a layer of vector tiles (Mapbox Vector Tile 2.1).

Places are rounded to 4096 steps along a tile, points that fall together become one, outlines are made simpler
by less than a step (Douglas and Peucker) below the finest zoom, rings run the way the standard wants, and
areas that have none left vanish. What is so small that one could not see it is thinned: see :func:`encoded`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from gisapp.desks.publish.vectortiles.cutting import part
from gisapp.desks.publish.vectortiles.outlines import AREA, shape, varint, varint_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXTENT_BITS = 12
EXTENT = 1 << EXTENT_BITS
"""Steps along the side of a tile."""
PIXEL = 4
"""Steps of a pixel of the screen, where a tile fills a thousand of them before the next zoom follows."""
_WIDEST = 10
"""Bytes of the longest varint."""


@part
def _copied(source: NDArray[np.uint8], first: int, stop: int, target: NDArray[np.uint8], at: int) -> int:
    """Write bytes behind those that are there and return where they end."""
    for k in range(first, stop):
        target[at] = source[k]
        at += 1
    return at


@part
def _with_room(data: NDArray[np.uint8], at: int, more: int) -> NDArray[np.uint8]:
    """Return bytes as they are, or larger where there is no room for more behind a place."""
    if at + more <= len(data):
        return data
    larger = np.empty(2 * len(data) + more, np.uint8)
    _copied(data, 0, at, larger, 0)
    return larger


@part
def _field(target: NDArray[np.uint8], at: int, key: int, value: int) -> int:
    """Write the head of a field with a number and return where it ends."""
    target[at] = key
    return varint(target, at + 1, value)


@part
def _thinned(
    first: int,
    stop: int,
    label: NDArray[np.int64],
    corner: NDArray[np.int64],
    shift: int,
    cell: int,
    places: NDArray[np.int64],
    spans: NDArray[np.int64],
    areas: NDArray[np.float64],
    dimensions: NDArray[np.uint8],
    best: NDArray[np.int64],
    total: NDArray[np.float64],
    state: NDArray[np.int64],
) -> None:
    """Say for each shape of a tile how it is drawn: -1 as it is, 0 not at all, else for its whole cell.

    Of an area that stands for its cell, the number is the side of the square that does it, in steps.
    """
    step = float(1 << shift)
    across = EXTENT // cell
    for p in range(first, stop):
        row = label[p]
        area, span = areas[row] / (step * step), spans[row] / step
        dimension = dimensions[row]
        small = cell > PIXEL
        if dimension == AREA:
            small = area * 4 < cell * cell and span < 2 * cell
        elif dimension == 1:
            small = span * 2 < cell
        if not small:
            continue
        state[p] = 0
        x, y = (places[row, 0] >> shift) - corner[0], (places[row, 1] >> shift) - corner[1]
        if min(x, y) < 0 or max(x, y) >= EXTENT:
            continue
        place = (y // cell) * across + x // cell
        total[place] += area
        if best[place] >= 0:
            former = label[best[place]]
            if dimension == dimensions[former]:
                larger = areas[row] > areas[former] if dimension == AREA else spans[row] > spans[former]
            else:
                larger = dimension > dimensions[former]
            if not larger:
                continue
            state[best[place]] = 0
        best[place] = p
        state[p] = place + 1  # until all are known
    for p in range(first, stop):
        if state[p] > 0:
            place = state[p] - 1
            state[p] = min(max(int(np.ceil(np.sqrt(total[place]))), 1), cell)
            best[place], total[place] = -1, 0.0


@njit(cache=True, nogil=True, error_model="numpy")
def encoded(
    tiles: NDArray[np.int64],
    shift: int,
    finest: bool,
    cell: int,
    group: NDArray[np.int64],
    label: NDArray[np.int64],
    rings: NDArray[np.int64],
    kind: NDArray[np.uint8],
    start: NDArray[np.int64],
    xy: NDArray[np.int32],
    ids: NDArray[np.int64],
    places: NDArray[np.int64],
    firsts: NDArray[np.int64],
    spans: NDArray[np.int64],
    areas: NDArray[np.float64],
    dimensions: NDArray[np.uint8],
    codes: NDArray[np.int32],
    keys: NDArray[np.uint8],
    key_ends: NDArray[np.int64],
    values: NDArray[np.uint8],
    value_ends: NDArray[np.int64],
) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """Return features, keys and values of a layer for some tiles, without its name and version.

    Below the finest zoom, and at any where `cell` is larger than a pixel, what is too small to be seen is
    thinned by cells of `cell` steps: of areas below a quarter of a cell, and of lines shorter than half of
    one, only the largest in a cell is there. It stands for all: an area becomes a square as large as all of
    them. Points are thinned where `cell` is larger than a pixel. At the finest zoom an area that rounding
    would swallow becomes a square of one step.

    Parameters
    ----------
    tiles
        (t, 2) column and row.
    shift, finest
        A step is 2 to this power units of the world, and whether the zoom is the last one.
    cell
        Steps, a power of two from :data:`PIXEL` on.
    group, label, rings, kind, start, xy
        What of the shapes lies in the tiles; see :func:`gisapp.desks.publish.vectortiles.cutting.cut`.
    ids
        (n,) ids of the features that the labels count.
    places, firsts
        (n, 2) middle of each as a whole, and its first point, in units of the world.
    spans, areas
        (n,) the longer side of its box in units, and its area in square units.
    dimensions
        (n,) 0 points, 1 lines, 2 areas.
    codes
        (n, k) which of the values each attribute is, -1 for none.
    keys, key_ends, values, value_ends
        Names of the attributes (k,) and all values as fields of a layer, one behind the other, and where each
        begins and the last one ends.

    Returns
    -------
    layers
        Bytes of all tiles, one behind the other.
    ends
        (t + 1,) where each begins and the last one ends; nothing between them means that nothing is left.
    kept
        (t,) features, each counted in one of the tiles that show it.
    """
    longest, largest = 4, 0
    for p in range(len(label)):
        points = 0
        for r in range(rings[p], rings[p + 1]):
            longest = max(longest, start[r + 1] - start[r])
            points += 2 * (start[r + 1] - start[r]) + 4
        largest = max(largest, points)
    ring = np.empty((longest + 1, 2), np.int64)
    stack, keep = np.empty((longest + 2, 2), np.int64), np.empty(longest + 1, np.bool_)
    drawing = np.empty(_WIDEST * (largest + 16), np.uint8)
    number = codes.shape[1]
    tags = np.empty(2 * _WIDEST * number, np.uint8)
    # Keys first, then values: which place each has in the tile, and in which tile that was said last.
    names = number + len(value_ends) - 1
    seen, local, used = np.empty(names, np.int64), np.empty(names, np.int64), np.empty(names, np.int64)
    for k in range(names):
        seen[k] = -1
    thinning = not finest or cell > PIXEL
    room = (EXTENT // cell) ** 2 if thinning else 0
    best, total = np.empty(room, np.int64), np.empty(room)
    for k in range(room):
        best[k], total[k] = -1, 0.0
    corner, centre, cursor = np.empty(2, np.int64), np.empty(2, np.int64), np.empty(2, np.int64)
    state = np.empty(len(label), np.int64)
    for k in range(len(label)):
        state[k] = -1

    out = np.empty(1 << 16, np.uint8)
    at = 0
    ends, kept = np.empty(len(tiles) + 1, np.int64), np.empty(len(tiles), np.int64)
    ends[0] = 0
    for t in range(len(tiles)):
        corner[0], corner[1] = tiles[t, 0] * EXTENT, tiles[t, 1] * EXTENT
        first, stop = group[t], group[t + 1]
        if thinning:
            _thinned(
                first, stop, label, corner, shift, cell, places, spans, areas, dimensions, best, total, state
            )
        key_count, value_count, kept[t] = 0, 0, 0
        for p in range(first, stop):
            how = state[p]
            if how == 0:
                continue
            row = label[p]
            dimension = dimensions[row]
            centre[0] = (places[row, 0] >> shift) - corner[0]
            centre[1] = (places[row, 1] >> shift) - corner[1]
            here = min(centre[0], centre[1]) >= 0 and max(centre[0], centre[1]) < EXTENT
            side = how if dimension == AREA and how > 0 else 0
            size = 0
            while True:
                size = shape(
                    drawing,
                    rings[p],
                    rings[p + 1],
                    dimension,
                    side,
                    finest,
                    finest or how > 0,
                    shift,
                    corner,
                    centre,
                    kind,
                    start,
                    xy,
                    ring,
                    stack,
                    keep,
                    cursor,
                )
                if size or side or not (finest and here and dimension == AREA):
                    break
                side = how = 1
            if size == 0:
                continue
            column, line = firsts[row, 0] >> (shift + EXTENT_BITS), firsts[row, 1] >> (shift + EXTENT_BITS)
            if how > 0 or (column == tiles[t, 0] and line == tiles[t, 1]):
                kept[t] += 1
            tagged = 0
            for k in range(number):
                code = codes[row, k]
                if code < 0:
                    continue
                if seen[k] != t:
                    seen[k], local[k], used[key_count] = t, key_count, k
                    key_count += 1
                code += number
                if seen[code] != t:
                    seen[code], local[code], used[number + value_count] = t, value_count, code - number
                    value_count += 1
                for name in (np.int64(k), np.int64(code)):
                    tagged = varint(tags, tagged, local[name])
            length = varint_size(ids[row]) + varint_size(size) + size + 4
            if tagged:
                length += 1 + varint_size(tagged) + tagged
            out = _with_room(out, at, length + 16)
            at = _field(out, at, 0x12, length)
            at = _field(out, at, 0x08, ids[row])
            if tagged:
                at = _field(out, at, 0x12, tagged)
                at = _copied(tags, 0, tagged, out, at)
            at = _field(out, at, 0x18, dimension + 1)
            at = _field(out, at, 0x22, size)
            at = _copied(drawing, 0, size, out, at)
        need = 0
        for k in range(key_count):
            need += key_ends[used[k] + 1] - key_ends[used[k]]
        for k in range(number, number + value_count):
            need += value_ends[used[k] + 1] - value_ends[used[k]]
        out = _with_room(out, at, need)
        for k in range(key_count):
            at = _copied(keys, key_ends[used[k]], key_ends[used[k] + 1], out, at)
        for k in range(number, number + value_count):
            at = _copied(values, value_ends[used[k]], value_ends[used[k] + 1], out, at)
        ends[t + 1] = at
    return out[:at], ends, kept
