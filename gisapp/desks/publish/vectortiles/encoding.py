"""The compiled loop that writes shapes as a layer of vector tiles (Mapbox Vector Tile 2.1).

Places are rounded to 4096 steps along a tile, points that fall together become one, outlines are made simpler
by less than a step (Douglas and Peucker) below the finest zoom, rings run the way the standard wants, and
areas that have none left vanish. What is so small that one could not see it is thinned: see :func:`encoded`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from gisapp.desks.publish.vectortiles.outlines import shape, square, varint, varint_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXTENT_BITS = 12
EXTENT = 1 << EXTENT_BITS
"""Steps along the side of a tile."""
PIXEL = 4
"""Steps of a pixel of the screen, where a tile fills a thousand of them before the next zoom follows."""
_WIDEST = 10
"""Bytes of the longest varint."""


@njit(cache=True, nogil=True)
def _thinned(
    first: int,
    stop: int,
    label: NDArray[np.int64],
    tile: NDArray[np.int64],
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
    touched = np.empty(stop - first, np.int64)
    cells = 0
    for p in range(first, stop):
        row = label[p]
        state[p - first] = -1
        area, span = areas[row] / (step * step), spans[row] / step
        dimension = dimensions[row]
        if dimension == 2:
            small = area * 4 < cell * cell and span < 2 * cell
        elif dimension == 1:
            small = span * 2 < cell
        else:
            small = cell > PIXEL
        if not small:
            continue
        state[p - first] = 0
        x = (places[row, 0] >> shift) - tile[0] * EXTENT
        y = (places[row, 1] >> shift) - tile[1] * EXTENT
        if x < 0 or y < 0 or x >= EXTENT or y >= EXTENT:
            continue
        place = (y // cell) * across + x // cell
        if best[place] < 0:
            touched[cells] = place
            cells += 1
            best[place] = p
        else:
            former = label[best[place]]
            larger = areas[row] > areas[former] if dimension == 2 else spans[row] > spans[former]
            if dimension != dimensions[former]:
                larger = dimension > dimensions[former]
            if larger:
                best[place] = p
        total[place] += area
    for k in range(cells):
        place = touched[k]
        state[best[place] - first] = min(max(int(np.ceil(np.sqrt(total[place]))), 1), cell)
        best[place], total[place] = -1, 0.0


@njit(cache=True, nogil=True)
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
    ring, simple = np.empty((longest + 1, 2), np.int64), np.empty((longest + 1, 2), np.int64)
    stack, keep = np.empty((longest + 2, 2), np.int64), np.empty(longest + 1, np.bool_)
    drawing = np.empty(_WIDEST * (largest + 16), np.uint8)
    number = codes.shape[1]
    tags = np.empty(2 * _WIDEST * number, np.uint8)
    mark, local = np.full(len(value_ends), -1, np.int64), np.empty(len(value_ends), np.int64)
    key_mark, key_local = np.full(number, -1, np.int64), np.empty(number, np.int64)
    used, used_keys = np.empty(len(value_ends), np.int64), np.empty(number, np.int64)
    thinning = not finest or cell > PIXEL
    room = (EXTENT // cell) ** 2 if thinning else 0
    best, total = np.full(room, -1, np.int64), np.zeros(room)
    corner, centre = np.empty(2, np.int64), np.empty(2, np.int64)

    out = np.empty(1 << 16, np.uint8)
    at = 0
    ends = np.zeros(len(tiles) + 1, np.int64)
    kept = np.zeros(len(tiles), np.int64)
    for t in range(len(tiles)):
        corner[0], corner[1] = tiles[t, 0] * EXTENT, tiles[t, 1] * EXTENT
        first, stop = group[t], group[t + 1]
        state = np.full(stop - first, -1, np.int64)
        if thinning:
            tile = tiles[t]
            _thinned(
                first, stop, label, tile, shift, cell, places, spans, areas, dimensions, best, total, state
            )
        value_count, key_count = 0, 0
        for p in range(first, stop):
            how = state[p - first]
            if how == 0:
                continue
            row = label[p]
            dimension = dimensions[row]
            centre[0] = (places[row, 0] >> shift) - corner[0]
            centre[1] = (places[row, 1] >> shift) - corner[1]
            if how > 0 and dimension == 2:
                size = square(drawing, centre, how, ring)
            else:
                size = shape(
                    drawing,
                    rings[p],
                    rings[p + 1],
                    dimension,
                    finest,
                    shift,
                    corner,
                    kind,
                    start,
                    xy,
                    ring,
                    simple,
                    stack,
                    keep,
                    finest or how > 0,
                )
                here = min(centre[0], centre[1]) >= 0 and max(centre[0], centre[1]) < EXTENT
                if size == 0 and finest and dimension == 2 and here:
                    size = square(drawing, centre, 1, ring)
                    how = 1
            if size == 0:
                continue
            own = (firsts[row, 0] >> (shift + EXTENT_BITS)) == tiles[t, 0] and (
                firsts[row, 1] >> (shift + EXTENT_BITS)
            ) == tiles[t, 1]
            if how > 0 or own:
                kept[t] += 1
            tagged = 0
            for k in range(number):
                code = codes[row, k]
                if code < 0:
                    continue
                if key_mark[k] != t:
                    key_mark[k], key_local[k] = t, key_count
                    used_keys[key_count] = k
                    key_count += 1
                if mark[code] != t:
                    mark[code], local[code] = t, value_count
                    used[value_count] = code
                    value_count += 1
                tagged = varint(tags, tagged, key_local[k])
                tagged = varint(tags, tagged, local[code])
            length = 1 + varint_size(ids[row]) + 2 + 1 + varint_size(size) + size
            if tagged:
                length += 1 + varint_size(tagged) + tagged
            if at + length + 16 > len(out):
                larger = np.empty(2 * len(out) + length + 16, np.uint8)
                larger[:at] = out[:at]
                out = larger
            at = varint(out, at, 0x12)
            at = varint(out, at, length)
            at = varint(out, at, 0x08)
            at = varint(out, at, ids[row])
            if tagged:
                at = varint(out, at, 0x12)
                at = varint(out, at, tagged)
                out[at : at + tagged] = tags[:tagged]
                at += tagged
            out[at], out[at + 1] = 0x18, dimension + 1
            at = varint(out, at + 2, 0x22)
            at = varint(out, at, size)
            out[at : at + size] = drawing[:size]
            at += size
        need = 0
        for k in range(key_count):
            need += key_ends[used_keys[k] + 1] - key_ends[used_keys[k]]
        for k in range(value_count):
            need += value_ends[used[k] + 1] - value_ends[used[k]]
        if at + need > len(out):
            larger = np.empty(2 * len(out) + need, np.uint8)
            larger[:at] = out[:at]
            out = larger
        for k in range(key_count):
            begin, end = key_ends[used_keys[k]], key_ends[used_keys[k] + 1]
            out[at : at + end - begin] = keys[begin:end]
            at += end - begin
        for k in range(value_count):
            begin, end = value_ends[used[k]], value_ends[used[k] + 1]
            out[at : at + end - begin] = values[begin:end]
            at += end - begin
        ends[t + 1] = at
    return out[:at].copy(), ends, kept
