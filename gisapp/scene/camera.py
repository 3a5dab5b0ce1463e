"""Where one looks from: plain functions from one :class:`layers.project.Camera` to the next.

All positions are metres of the project's system (east, north, height), float64. Nothing here knows VTK
or Qt, so every way of moving can be tested with numbers alone.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene.framing import nearest_eye
from layers.project import Camera

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    Vector = NDArray[np.float64]

Extent = tuple[float, float, float, float, float, float]
"""West, south, bottom, east, north, top in metres."""

NEAREST = 2.0
"""Closest that the eye may come to what it looks at, in metres."""
FARTHEST = 400_000.0
"""Farthest that the eye may go from what it looks at, in metres."""
STEEPEST = math.radians(89.9)
FLATTEST = math.radians(-30.0)
"""Limits of the angle between the line of sight and the ground; below zero one looks up."""
MARGIN = 0.94
"""Share of the picture that a box may fill."""
HOME_BEARING = math.radians(0.0)
HOME_TILT = math.radians(42.0)


def _vector(values: ArrayLike) -> Vector:
    return np.asarray(values, dtype=np.float64)


def _triple(values: ArrayLike) -> tuple[float, float, float]:
    east, north, height = (float(value) for value in _vector(values))
    return east, north, height


def distance(camera: Camera) -> float:
    """Return how far the eye is from the point looked at, in metres."""
    return float(np.linalg.norm(_vector(camera.focal) - camera.position))


def bearing(camera: Camera) -> float:
    """Return the direction one looks in, clockwise from north, in radians from -pi to pi."""
    forward = _vector(camera.focal) - camera.position
    if math.hypot(forward[0], forward[1]) < 1e-6 * max(1.0, abs(forward[2])):
        forward = _vector(camera.up) * (1.0 if forward[2] < 0 else -1.0)
    return math.atan2(forward[0], forward[1])


def tilt(camera: Camera) -> float:
    """Return how far down one looks, in radians: 0 along the ground, pi/2 straight down."""
    forward = _vector(camera.focal) - camera.position
    return math.atan2(-forward[2], math.hypot(forward[0], forward[1]))


def aimed(
    focal: ArrayLike, bearing_: float, tilt_: float, distance_: float, field_of_view: float = 30.0
) -> Camera:
    """Return the camera that looks at a point.

    Parameters
    ----------
    focal
        (3,) metres.
    bearing_
        Direction of sight, clockwise from north, radians.
    tilt_
        How far down one looks, radians; held within what a head can do.
    distance_
        Metres from the eye to the point.
    field_of_view
        Vertical angle in degrees.
    """
    tilt_ = min(max(tilt_, FLATTEST), STEEPEST)
    distance_ = min(max(distance_, NEAREST), FARTHEST)
    forward = _vector(
        (math.sin(bearing_) * math.cos(tilt_), math.cos(bearing_) * math.cos(tilt_), -math.sin(tilt_))
    )
    up = _vector(
        (math.sin(bearing_) * math.sin(tilt_), math.cos(bearing_) * math.sin(tilt_), math.cos(tilt_))
    )
    focal = _vector(focal)
    return Camera(_triple(focal - forward * distance_), _triple(focal), _triple(up), field_of_view)


def axes(camera: Camera) -> tuple[Vector, Vector, Vector]:
    """Return the unit vectors to the right, upwards and forwards of the picture."""
    forward = _vector(camera.focal) - camera.position
    forward /= np.linalg.norm(forward)
    right = np.cross(forward, camera.up)
    length = float(np.linalg.norm(right))
    if length < 1e-9:
        right = np.cross(forward, (math.sin(bearing(camera)), math.cos(bearing(camera)), 0.0))
        length = float(np.linalg.norm(right))
    right /= length
    return right, np.cross(right, forward), forward


def ray(camera: Camera, size: tuple[float, float], x: float, y: float) -> tuple[Vector, Vector]:
    """Return the line of sight through a pixel.

    Parameters
    ----------
    size
        Width and height of the picture.
    x, y
        Pixels from the top left corner; the middle of the first pixel is 0.5.

    Returns
    -------
    origin, direction
        (3,) float64 each, metres of the project's system; the direction has length 1.
    """
    right, up, forward = axes(camera)
    half = math.tan(math.radians(camera.field_of_view) / 2)
    width, height = size
    across = (2 * x / width - 1) * half * width / height
    along = (1 - 2 * y / height) * half
    direction = forward + right * across + up * along
    return _vector(camera.position), direction / np.linalg.norm(direction)


def pixels(camera: Camera, size: tuple[float, float], points: ArrayLike) -> NDArray[np.float64]:
    """Return where points fall in the picture.

    Parameters
    ----------
    points
        (n, 3) metres of the project's system.

    Returns
    -------
    pixels
        (n, 3) float64: pixels from the left, pixels from the top, and metres in front of the eye.
        Points behind the eye have a negative third value, and their first two mean nothing.
    """
    right, up, forward = axes(camera)
    relative = np.atleast_2d(_vector(points)) - camera.position
    depth = relative @ forward
    width, height = size
    scale = height / (2 * math.tan(math.radians(camera.field_of_view) / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        across = width / 2 + scale * (relative @ right) / depth
        along = height / 2 - scale * (relative @ up) / depth
    return np.column_stack([across, along, depth])


def metres_per_pixel(camera: Camera, size: tuple[float, float], depth: float | None = None) -> float:
    """Return the size of a pixel in metres at a depth, by default at the point looked at."""
    depth = distance(camera) if depth is None else depth
    return 2 * depth * math.tan(math.radians(camera.field_of_view) / 2) / size[1]


def on_plane(origin: Vector, direction: Vector, height: float, reach: float = 1e5) -> Vector | None:
    """Return where a line of sight meets the horizontal plane at `height`, or None beyond `reach` metres."""
    if abs(direction[2]) < 1e-9:
        return None
    along = (height - origin[2]) / direction[2]
    return origin + direction * along if 0 < along <= reach else None


def orbited(camera: Camera, pivot: ArrayLike, turn: float, raise_: float) -> Camera:
    """Return the camera after going around a point.

    Parameters
    ----------
    pivot
        (3,) metres, the point that stays where it is in the picture.
    turn
        Radians by which the direction of sight turns clockwise.
    raise_
        Radians by which one looks further down; less where the limit is reached.
    """
    old = tilt(camera)
    raise_ = min(max(old + raise_, FLATTEST), STEEPEST) - old
    pivot = _vector(pivot)
    new_bearing, new_tilt = bearing(camera) + turn, old + raise_
    before = axes(camera)
    length = distance(camera)
    after = aimed(camera.focal, new_bearing, new_tilt, length, camera.field_of_view)
    frame = axes(after)
    to_eye = _vector(camera.position) - pivot
    moved = sum(
        (new * float(to_eye @ old_axis) for new, old_axis in zip(frame, before, strict=True)), np.zeros(3)
    )
    position = pivot + moved
    return replace(after, position=_triple(position), focal=_triple(position + frame[2] * length))


def circled(camera: Camera, pivot: ArrayLike, turn: float, raise_: float) -> Camera:
    """Return the camera after going around a point, but not below it: what is grabbed is mostly ground."""
    floor = min(camera.position[2], float(_vector(pivot)[2]) + 1.0)
    after = orbited(camera, pivot, turn, raise_)
    low, high = 0.0, 1.0
    if after.position[2] >= floor - 1e-6:
        return after
    for _ in range(20):
        share = (low + high) / 2
        after = orbited(camera, pivot, turn, raise_ * share)
        low, high = (share, high) if after.position[2] >= floor else (low, share)
    return orbited(camera, pivot, turn, raise_ * low)


def looked_around(camera: Camera, turn: float, raise_: float) -> Camera:
    """Return the camera after turning the head: the eye stays, the direction changes (radians)."""
    return orbited(camera, camera.position, turn, raise_)


def moved(camera: Camera, offset: ArrayLike) -> Camera:
    """Return the camera carried by (3,) metres."""
    offset = _vector(offset)
    return replace(
        camera,
        position=_triple(_vector(camera.position) + offset),
        focal=_triple(_vector(camera.focal) + offset),
    )


def panned(camera: Camera, size: tuple[float, float], right: float, up: float) -> Camera:
    """Return the camera after moving along the ground by some pixels of the picture at its middle."""
    step = metres_per_pixel(camera, size)
    direction = bearing(camera)
    sine, cosine = math.sin(direction), math.cos(direction)
    east = (cosine * right + sine * up) * step
    north = (-sine * right + cosine * up) * step
    return moved(camera, (east, north, 0.0))


def dragged(camera: Camera, size: tuple[float, float], grabbed: ArrayLike, x: float, y: float) -> Camera:
    """Return the camera moved along the ground so that the grabbed point lies under the pixel (x, y).

    Near the horizon a pixel is worth kilometres; there the move is limited to four times the distance.
    """
    grabbed = _vector(grabbed)
    origin, direction = ray(camera, size, x, y)
    reach = 4 * float(np.linalg.norm(grabbed - origin)) + 1.0
    point = on_plane(origin, direction, float(grabbed[2]), reach)
    return camera if point is None else moved(camera, (grabbed[0] - point[0], grabbed[1] - point[1], 0.0))


def zoomed(camera: Camera, target: ArrayLike, factor: float) -> Camera:
    """Return the camera with all distances to `target` multiplied by `factor`; target stays in its pixel."""
    target = _vector(target)
    length = distance(camera)
    gap = float(np.linalg.norm(target - camera.position))
    low = NEAREST / max(min(gap, length), 1e-9)
    factor = min(max(factor, min(1.0, low)), max(1.0, FARTHEST / max(length, 1e-9)))
    return replace(
        camera,
        position=_triple(target + (_vector(camera.position) - target) * factor),
        focal=_triple(target + (_vector(camera.focal) - target) * factor),
    )


def focused(camera: Camera, target: ArrayLike) -> Camera:
    """Return the same picture with the focal point at the depth of `target`."""
    forward = axes(camera)[2]
    depth = float((_vector(target) - camera.position) @ forward)
    if depth < NEAREST:
        return camera
    return replace(camera, focal=_triple(camera.position + forward * depth))


def from_above(camera: Camera) -> Camera:
    """Return the camera that looks straight down at the same place from the same distance."""
    return aimed(camera.focal, bearing(camera), STEEPEST, distance(camera), camera.field_of_view)


def northward(camera: Camera) -> Camera:
    """Return the camera turned so that north is ahead."""
    return aimed(camera.focal, 0.0, tilt(camera), distance(camera), camera.field_of_view)


def centred(camera: Camera, point: ArrayLike) -> Camera:
    """Return the camera that looks at `point` in the same direction from the same distance."""
    return aimed(point, bearing(camera), tilt(camera), distance(camera), camera.field_of_view)


def above(camera: Camera, floor: float) -> Camera:
    """Return the camera lifted so that the eye is not below `floor` metres."""
    lack = floor - camera.position[2]
    return moved(camera, (0.0, 0.0, lack)) if lack > 0 else camera


def fitted(
    extent: Extent, size: tuple[float, float], bearing_: float, tilt_: float, field_of_view: float = 30.0
) -> Camera:
    """Return the camera that sees a whole box, as near as it can be.

    Parameters
    ----------
    extent
        West, south, bottom, east, north, top in metres.
    size
        Width and height of the picture.
    bearing_, tilt_
        Direction of sight in radians.
    field_of_view
        Vertical angle in degrees.
    """
    low, high = _vector(extent[:3]), _vector(extent[3:])
    middle = (low + high) / 2
    right, up, forward = axes(aimed(middle, bearing_, tilt_, 1000.0, field_of_view))
    corners = np.where(np.indices((2, 2, 2)).reshape(3, 8).T == 0, low, high) - middle
    half = math.tan(math.radians(field_of_view) / 2) * MARGIN
    frame = np.column_stack([right, up, forward])
    slopes = (half * size[0] / size[1], half)
    eye = middle + frame @ nearest_eye(
        corners @ frame, slopes, max(NEAREST, 60.0 - float(np.ptp(corners @ forward)))
    )
    length = float((middle - eye) @ forward)
    if forward[2] < -0.1:
        length = float((middle[2] - eye[2]) / forward[2])
    return aimed(eye + forward * length, bearing_, tilt_, length, field_of_view)


def around(extents: Iterable[Extent | None]) -> Extent | None:
    """Return the box around some boxes, None without any."""
    known = np.array([extent for extent in extents if extent is not None and np.isfinite(extent).all()])
    if not len(known):
        return None
    low, high = known[:, :3].min(axis=0), known[:, 3:].max(axis=0)
    return (*_triple(low), *_triple(high))


def home(extent: Extent, size: tuple[float, float], field_of_view: float = 30.0) -> Camera:
    """Return the camera that sees everything from the south."""
    return fitted(extent, size, HOME_BEARING, HOME_TILT, field_of_view)


def eased(share: float) -> float:
    """Return how far a movement has come after a share of its time (both 0 to 1): quick first, then slow."""
    share = min(max(share, 0.0), 1.0)
    return 1.0 - (1.0 - share) ** 3


def between(start: Camera, end: Camera, share: float) -> Camera:
    """Return the camera on the way from one to another: 0 is the start, 1 the end."""
    if share >= 1.0:
        return end
    turn = (bearing(end) - bearing(start) + math.pi) % (2 * math.pi) - math.pi
    first, last = distance(start), distance(end)
    # Distances change by equal factors, and the focal point keeps pace with them: a fall towards the
    # place instead of a slide past it.
    length = first * (last / first) ** share
    pace = share if abs(last - first) < 0.01 * first else (length - first) / (last - first)
    focal = _vector(start.focal) * (1 - pace) + _vector(end.focal) * pace
    return aimed(
        focal,
        bearing(start) + turn * share,
        tilt(start) + (tilt(end) - tilt(start)) * share,
        length,
        start.field_of_view + (end.field_of_view - start.field_of_view) * share,
    )


def clip_range(camera: Camera, size: tuple[float, float], extent: Extent | None) -> tuple[float, float]:
    """Return the nearest and farthest depth to draw, as narrow as the content allows.

    The depth buffer has 24 bits, most of them spent close to the near plane: the farther that plane, the
    less flat things flicker into each other.

    Parameters
    ----------
    extent
        Box around everything that is drawn, in metres.

    Returns
    -------
    near, far
        Metres in front of the eye.
    """
    if extent is None:
        length = distance(camera)
        return length / 100, length * 10
    low, high = _vector(extent[:3]), _vector(extent[3:])
    eye = _vector(camera.position)
    forward = axes(camera)[2]
    corners = np.where(np.indices((2, 2, 2)).reshape(3, 8).T == 0, low, high)
    far = max(float(np.max((corners - eye) @ forward)) * 1.01, 10.0)
    gap = float(np.linalg.norm(np.maximum(np.maximum(low - eye, eye - high), 0.0)))
    half = math.tan(math.radians(camera.field_of_view) / 2)
    slant = math.hypot(half, half * size[0] / size[1])
    near = gap / math.hypot(1.0, slant) * 0.95
    return max(near, far / 30_000, 0.3), far
