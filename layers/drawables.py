"""The few things that can be drawn, as plain arrays with feature ids.

Coordinates are float64, or float32 relative to a float64 `origin`. Points and origin are metres in the
project's plane rectangular system: east, north, height. Feature ids are row numbers of the layer's
table; the scene colours and picks by them and knows nothing else of a layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

NO_FEATURE = 0xFFFFFFFF
"""Feature id of triangles that belong to no feature (the ground, for one)."""


class Surface(IntEnum):
    """Boundary surface of CityGML 2.0 that a triangle belongs to."""

    UNKNOWN = 0
    ROOF = 1
    WALL = 2
    GROUND = 3
    CLOSURE = 4
    OUTER_CEILING = 5
    OUTER_FLOOR = 6
    WINDOW = 7
    DOOR = 8
    INSTALLATION = 9
    INTERIOR = 10


@dataclass(frozen=True, eq=False)
class Texture:
    """An image on a run of triangles.

    Attributes
    ----------
    image
        The image file, or the archive that holds it.
    member
        Name inside the archive, empty for a plain file.
    first, stop
        Range of triangles that carry the image.
    """

    image: Path
    member: str
    first: int
    stop: int


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles.

    Attributes
    ----------
    origin
        (3,) float64, metres.
    points
        (n, 3) float32 or float64, relative to `origin`.
    triangles
        (m, 3) uint32 or int32, indices into `points`, counter-clockwise seen from outside.
    features
        (m,) uint32, the feature of each triangle.
    surfaces
        (m,) uint8, a :class:`Surface` for each triangle.
    coordinates
        (n, 2) float32 texture coordinates, or None.
    textures
        Images and the triangles they lie on.
    closed
        True where the outside of the triangles is certain, so that their backs need not be drawn
        (solids made by rule; shapes from files have faces that run the wrong way round).
    draped
        True for what lies on the ground and must not sink into it where the ground is drawn coarsely.
    picture
        (h, w, 3 or 4) uint8, the first row in the north, with opacity where some of it can be seen through:
        the colours of a mesh of no feature that were worked out with it, laid on by `coordinates`. It is
        shown as it is, whatever the style says.
    shade
        (n,) uint8, how much light falls on each point, for a mesh of no feature; None lets the scene
        work it out.
    """

    origin: NDArray[np.float64]
    points: NDArray[np.floating]
    triangles: NDArray[np.integer]
    features: NDArray[np.uint32]
    surfaces: NDArray[np.uint8]
    coordinates: NDArray[np.float32] | None = None
    textures: tuple[Texture, ...] = ()
    closed: bool = False
    draped: bool = False
    picture: NDArray[np.uint8] | None = None
    shade: NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class Lines:
    """Polylines: `offsets` (k+1,) cut `points` (n, 3) into k lines, each with a feature id."""

    origin: NDArray[np.float64]
    points: NDArray[np.floating]
    offsets: NDArray[np.int64]
    features: NDArray[np.uint32]
    width: float = 1.0
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True, eq=False)
class Points:
    """Single points with a feature id each.

    Attributes
    ----------
    origin, points, features
        (3,) metres, (n, 3) relative to it, (n,) uint32.
    size
        Pixels across a point, at least.
    colours
        (n, 3) uint8 where the data bring their own.
    spacing
        Metres between points of a surface: they are drawn larger where they would leave gaps. 0 for single
        places, which are always as large as `size` says.
    finest
        Whether no finer points lie between these.
    deep
        Whether their depths are to be seen by the dark rims of what stands before something else.
    """

    origin: NDArray[np.float64]
    points: NDArray[np.floating]
    features: NDArray[np.uint32]
    size: float = 3.0
    colours: NDArray[np.uint8] | None = None
    spacing: float = 0.0
    finest: bool = False
    deep: bool = False


@dataclass(frozen=True, eq=False)
class Labels:
    """Texts that stand at points."""

    origin: NDArray[np.float64]
    points: NDArray[np.floating]
    texts: tuple[str, ...]
    features: NDArray[np.uint32]


@dataclass(frozen=True, eq=False)
class Image:
    """A picture on a rectangle that lies flat or follows the ground.

    Attributes
    ----------
    corner
        (3,) float64, the south-west corner in metres.
    size
        Metres from west to east and from south to north.
    pixels
        (h, w, 3 or 4) uint8, the first row in the north.
    heights
        (r, c) float32, metres above the corner at the nodes of a regular grid over the rectangle, the first
        row in the south; None for a flat one.
    """

    corner: NDArray[np.float64]
    size: tuple[float, float]
    pixels: NDArray[np.uint8]
    heights: NDArray[np.float32] | None = None


Drawable = Mesh | Lines | Points | Labels | Image
