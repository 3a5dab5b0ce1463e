"""Triangles, lines and points into a picture, by the processor alone: compiled loops over a buffer of depths.

A vertex is (right, up, ahead) of the eye in metres; depth is kept as 1 / ahead, which is even across the
picture, so what is nearer wins by being larger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Bytes = NDArray[np.uint8]

NOTHING = np.zeros((1, 1, 4), dtype=np.uint8)
"""The picture of what has none."""


@njit(cache=True, nogil=True)
def seen(points: Floats, offset: Floats, frame: Floats) -> Floats:
    """Return points (n, 3) as (right, up, ahead) of the eye; `offset` leads from the eye to their origin."""
    found = np.empty_like(points)
    for k in range(len(points)):
        x, y, z = points[k, 0] + offset[0], points[k, 1] + offset[1], points[k, 2] + offset[2]
        for axis in range(3):
            found[k, axis] = x * frame[axis, 0] + y * frame[axis, 1] + z * frame[axis, 2]
    return found


@njit(cache=True, nogil=True)
def hazed(points: Floats, start: float, per_metre: float) -> Floats:
    """Return how clear (n,) each of some seen points is, 1 for no haze at all."""
    found = np.empty(len(points), dtype=np.float32)
    for k in range(len(points)):
        found[k] = np.exp(min(0.0, (start - points[k, 2]) * per_metre))
    return found


@njit(cache=True, nogil=True)
def triangles(
    points: Floats,
    corners: NDArray[np.int32],
    shades: Floats,
    coordinates: Floats,
    texture: Bytes,
    look: Floats,
    picture: Bytes,
    depth: Floats,
) -> None:
    """Draw triangles.

    Parameters
    ----------
    points
        (n, 3) as :func:`seen` returns them.
    corners
        (m, 3) indices, counter-clockwise seen from outside.
    shades
        (n, 4) red, green, blue from 0 to 1, and clearness.
    coordinates, texture
        (n, 2) places in a picture (h, w, 4), first row below; used when it is larger than one pixel.
    look
        Pixels per unit of slope, nearest distance, whether backs are hidden, opacity, haze red, green, blue.
    picture, depth
        (h, w, 4) and (h, w), changed in place.
    """
    scale, near, culled, opacity = look[0], look[1], look[2] > 0, look[3]
    high, wide = depth.shape
    pictured = texture.shape[0] > 1
    work = np.empty((4, 9), dtype=np.float32)
    for t in range(len(corners)):
        count = 0
        for k in range(3):
            here, after = corners[t, k], corners[t, (k + 1) % 3]
            inside, then = points[here, 2] >= near, points[after, 2] >= near
            if inside:
                _corner(work, count, points, shades, coordinates, here, here, np.float32(0.0), pictured)
                count += 1
            if inside != then:
                share = (near - points[here, 2]) / (points[after, 2] - points[here, 2])
                _corner(work, count, points, shades, coordinates, here, after, np.float32(share), pictured)
                count += 1
        for k in range(count):
            inverse = np.float32(1.0) / work[k, 2]
            work[k, 0] = wide * 0.5 + work[k, 0] * inverse * scale
            work[k, 1] = high * 0.5 - work[k, 1] * inverse * scale
            work[k, 2] = inverse
        for k in range(1, count - 1):
            _fill(work, k, culled, opacity, pictured, texture, look, picture, depth)


@njit(cache=True, nogil=True)
def _corner(
    work: Floats,
    row: int,
    points: Floats,
    shades: Floats,
    coordinates: Floats,
    one: int,
    other: int,
    share: float,
    pictured: bool,
) -> None:
    """Write a corner, or a place between two, into the work space."""
    for k in range(3):
        work[row, k] = points[one, k] + (points[other, k] - points[one, k]) * share
    for k in range(4):
        work[row, 3 + k] = shades[one, k] + (shades[other, k] - shades[one, k]) * share
    if pictured:
        for k in range(2):
            work[row, 7 + k] = coordinates[one, k] + (coordinates[other, k] - coordinates[one, k]) * share


@njit(cache=True, nogil=True)
def _fill(
    work: Floats,
    k: int,
    culled: bool,
    opacity: float,
    pictured: bool,
    texture: Bytes,
    look: Floats,
    picture: Bytes,
    depth: Floats,
) -> None:
    """Fill the triangle of the corners 0, k and k + 1."""
    high, wide = depth.shape
    ax, ay, bx, by, cx, cy = work[0, 0], work[0, 1], work[k, 0], work[k, 1], work[k + 1, 0], work[k + 1, 1]
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    if area == 0 or (culled and area > 0):  # rows grow downwards, so fronts turn the other way round
        return
    left, right = max(int(min(ax, bx, cx)), 0), min(int(max(ax, bx, cx)) + 1, wide)
    top, bottom = max(int(min(ay, by, cy)), 0), min(int(max(ay, by, cy)) + 1, high)
    unit = np.float32(1.0) / area
    for row in range(top, bottom):
        y = np.float32(row + 0.5)
        for column in range(left, right):
            x = np.float32(column + 0.5)
            v = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) * unit
            w = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) * unit
            u = np.float32(1.0) - v - w
            if u < 0 or v < 0 or w < 0:
                continue
            inverse = u * work[0, 2] + v * work[k, 2] + w * work[k + 1, 2]
            if inverse <= depth[row, column]:
                continue
            clear = u * work[0, 6] + v * work[k, 6] + w * work[k + 1, 6]
            part = opacity
            texel_row, texel_column = 0, 0
            if pictured:
                pu, pv, pw = u * work[0, 2] / inverse, v * work[k, 2] / inverse, w * work[k + 1, 2] / inverse
                across = pu * work[0, 7] + pv * work[k, 7] + pw * work[k + 1, 7]
                along = pu * work[0, 8] + pv * work[k, 8] + pw * work[k + 1, 8]
                across, along = across - np.floor(across * 0.999999), along - np.floor(along * 0.999999)
                texel_column = min(max(int(across * texture.shape[1]), 0), texture.shape[1] - 1)
                texel_row = min(max(int(along * texture.shape[0]), 0), texture.shape[0] - 1)
                part = opacity * texture[texel_row, texel_column, 3] / np.float32(255.0)
                if part < 0.02:
                    continue
            for band in range(3):
                value = u * work[0, 3 + band] + v * work[k, 3 + band] + w * work[k + 1, 3 + band]
                if pictured:
                    value *= texture[texel_row, texel_column, band] / np.float32(255.0)
                value = (look[4 + band] + (value - look[4 + band]) * clear) * np.float32(255.0)
                if part < 1:
                    value = picture[row, column, band] * (1 - part) + value * part
                picture[row, column, band] = np.uint8(min(max(value, 0.0), 255.0))
            if part >= 1:
                depth[row, column] = inverse


@njit(cache=True, nogil=True)
def lines(
    points: Floats, offsets: NDArray[np.int64], shades: Floats, look: Floats, picture: Bytes, depth: Floats
) -> None:
    """Draw polylines; `look` as in :func:`triangles`, with the width in pixels in third place."""
    scale, near, width, opacity = look[0], look[1], look[2], look[3]
    high, wide = depth.shape
    reach = int(max(width, 1.0) + 0.5)
    for chain in range(len(offsets) - 1):
        for k in range(offsets[chain], offsets[chain + 1] - 1):
            ahead, after = points[k, 2], points[k + 1, 2]
            if ahead < near and after < near:
                continue
            first, last = np.float32(0.0), np.float32(1.0)
            if ahead < near:
                first = (near - ahead) / (after - ahead)
            if after < near:
                last = (near - ahead) / (after - ahead)
            ends = np.empty((2, 3), dtype=np.float32)
            for end in range(2):
                share = first if end == 0 else last
                inverse = np.float32(1.0) / (ahead + (after - ahead) * share)
                x = points[k, 0] + (points[k + 1, 0] - points[k, 0]) * share
                y = points[k, 1] + (points[k + 1, 1] - points[k, 1]) * share
                ends[end, 0] = wide * 0.5 + x * inverse * scale
                ends[end, 1] = high * 0.5 - y * inverse * scale
                ends[end, 2] = inverse
            # Only the steps that fall into the picture are taken.
            low, top = np.float32(0.0), np.float32(1.0)
            for axis in range(2):
                limit = wide if axis == 0 else high
                step = ends[1, axis] - ends[0, axis]
                if abs(step) < 1e-6:
                    if ends[0, axis] < -reach or ends[0, axis] > limit + reach:
                        top = np.float32(-1.0)
                    continue
                one, two = (-reach - ends[0, axis]) / step, (limit + reach - ends[0, axis]) / step
                low, top = max(low, min(one, two)), min(top, max(one, two))
            if low > top:
                continue
            length = max(abs(ends[1, 0] - ends[0, 0]), abs(ends[1, 1] - ends[0, 1])) * (top - low)
            steps = int(length) + 1
            for step_number in range(steps + 1):
                share = low + (top - low) * step_number / steps
                _square(
                    ends[0, 0] + (ends[1, 0] - ends[0, 0]) * share,
                    ends[0, 1] + (ends[1, 1] - ends[0, 1]) * share,
                    ends[0, 2] + (ends[1, 2] - ends[0, 2]) * share,
                    reach,
                    shades[k],
                    opacity,
                    look,
                    picture,
                    depth,
                )


@njit(cache=True, nogil=True)
def dots(points: Floats, shades: Floats, look: Floats, picture: Bytes, depth: Floats) -> None:
    """Draw points as squares; `look` as in :func:`lines`, with their size in place of the width."""
    high, wide = depth.shape
    for k in range(len(points)):
        if points[k, 2] >= look[1]:
            inverse = np.float32(1.0) / points[k, 2]
            x = wide * 0.5 + points[k, 0] * inverse * look[0]
            y = high * 0.5 - points[k, 1] * inverse * look[0]
            size = int(max(look[2], 1.0) + 0.5)
            _square(x, y, inverse, size, shades[k], look[3], look, picture, depth)


@njit(cache=True, nogil=True)
def _square(
    x: float,
    y: float,
    inverse: float,
    size: int,
    shade: Floats,
    opacity: float,
    look: Floats,
    picture: Bytes,
    depth: Floats,
) -> None:
    """Draw one square of a colour around a place."""
    high, wide = depth.shape
    left, top = int(np.floor(x - size * 0.5 + 0.5)), int(np.floor(y - size * 0.5 + 0.5))
    for row in range(max(top, 0), min(top + size, high)):
        for column in range(max(left, 0), min(left + size, wide)):
            if inverse < depth[row, column]:
                continue
            for band in range(3):
                value = (look[4 + band] + (shade[band] - look[4 + band]) * shade[3]) * np.float32(255.0)
                value = picture[row, column, band] * (1 - opacity) + value * opacity
                picture[row, column, band] = np.uint8(min(max(value, 0.0), 255.0))
            if opacity >= 1:
                depth[row, column] = inverse
