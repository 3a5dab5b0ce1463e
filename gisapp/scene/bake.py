"""From drawables to arrays that the graphics card takes as they are: work for threads.

What can be known without style, selection or theme is worked out here once for each part, so that a
change of colour later is a look-up and a multiplication.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import origin as origins
from gisapp.scene import shading, textures
from layers.drawables import NO_FEATURE, Image, Labels, Lines, Mesh, Points, Surface

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.feedback import Feedback


@dataclass(frozen=True, eq=False)
class BakedMesh:
    """Triangles ready to be drawn.

    Attributes
    ----------
    origin
        (3,) float64, metres.
    points
        (n, 3) float32 relative to `origin`.
    triangles, faces
        (m, 3) int32 indices and (m,) uint32 features of the triangles.
    features
        (n,) uint32, the feature of each vertex.
    shade
        (n,) uint8, how much light falls on each vertex.
    coordinates, image, repeats
        (n, 2) float32 texture coordinates, (h, w, 3 or 4) uint8 picture, and whether it repeats.
    closed
        Whether backs need not be drawn.
    draped
        Whether it lies on the ground.
    loose
        Whether some vertices belong to no feature.
    painted
        Whether the picture is what the style says, and not how things look: it is shown in every style, and
        its shade is all the light there is.
    """

    origin: NDArray[np.float64]
    points: NDArray[np.float32]
    triangles: NDArray[np.int32]
    faces: NDArray[np.uint32]
    features: NDArray[np.uint32]
    shade: NDArray[np.uint8]
    coordinates: NDArray[np.float32] | None = None
    image: NDArray[np.uint8] | None = None
    repeats: bool = False
    closed: bool = False
    draped: bool = False
    loose: bool = False
    painted: bool = False

    @property
    def cost(self) -> int:
        """Number of triangles."""
        return len(self.triangles)


@dataclass(frozen=True, eq=False)
class BakedLines:
    """Polylines: `offsets` cut the (n, 3) float32 `points`, `features` (n,) stand at the vertices."""

    origin: NDArray[np.float64]
    points: NDArray[np.float32]
    offsets: NDArray[np.int64]
    features: NDArray[np.uint32]
    width: float = 1.0
    colour: tuple[int, int, int] | None = None

    @property
    def cost(self) -> int:
        """Number of vertices: a line segment costs about as much as a triangle."""
        return len(self.points)


@dataclass(frozen=True, eq=False)
class BakedPoints:
    """Single points (n, 3) float32 with a feature each and their own colours (n, 3) uint8 or None.

    `spacing`, `finest` and `deep` as in :class:`layers.drawables.Points`.
    """

    origin: NDArray[np.float64]
    points: NDArray[np.float32]
    features: NDArray[np.uint32]
    size: float = 3.0
    colours: NDArray[np.uint8] | None = None

    spacing: float = 0.0
    finest: bool = False
    deep: bool = False

    @cached_property
    def box(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Lowest and highest corner (3,) relative to the origin."""
        return self.points.min(axis=0), self.points.max(axis=0)

    @property
    def cost(self) -> int:
        """Number of points: one costs about as much as a triangle."""
        return len(self.points)


@dataclass(frozen=True, eq=False)
class BakedImage:
    """A picture (h, w, 3 or 4) uint8, north up, on a horizontal rectangle."""

    origin: NDArray[np.float64]
    size: tuple[float, float]
    pixels: NDArray[np.uint8]

    @property
    def cost(self) -> int:
        """Two triangles."""
        return 2


@dataclass(frozen=True, eq=False)
class BakedLabels:
    """Texts at (n, 3) float64 `points`, metres of the project's system."""

    origin: NDArray[np.float64]
    points: NDArray[np.float64]
    texts: tuple[str, ...]
    features: NDArray[np.uint32]

    @property
    def cost(self) -> int:
        """Nothing: texts are painted over the picture."""
        return 0


Baked = BakedMesh | BakedLines | BakedPoints | BakedImage | BakedLabels


def bake(drawables: Iterable[Drawable], feedback: Feedback) -> list[Baked]:
    """Return what to draw for some drawables.

    Raises
    ------
    Cancelled
        When the feedback was asked to stop.
    """
    found: list[Baked] = []
    for drawable in drawables:
        feedback.step()
        match drawable:
            case Mesh():
                found.extend(_mesh(drawable, feedback))
            case Lines():
                points, origin = origins.local(drawable.points, drawable.origin)
                features = np.repeat(drawable.features, np.diff(drawable.offsets))
                found.append(
                    BakedLines(origin, points, drawable.offsets, features, drawable.width, drawable.colour)
                )
            case Points():
                points, origin = origins.local(drawable.points, drawable.origin)
                baked = BakedPoints(
                    origin,
                    points,
                    drawable.features,
                    drawable.size,
                    drawable.colours,
                    drawable.spacing,
                    drawable.finest,
                    drawable.deep,
                )
                if drawable.spacing and len(points):
                    _ = baked.box  # worked out here, and not where pictures are drawn
                found.append(baked)
            case Image(heights=None):
                found.append(BakedImage(drawable.corner, drawable.size, drawable.pixels))
            case Image():
                found.append(_relief(drawable))
            case Labels():
                points64 = np.asarray(drawable.points, dtype=np.float64) + drawable.origin
                found.append(BakedLabels(drawable.origin, points64, drawable.texts, drawable.features))
    return found


def _relief(image: Image) -> BakedMesh:
    """Bake a picture that follows the ground: its grid as triangles with the light of the hills."""
    heights = np.asarray(image.heights, dtype=np.float32)
    rows, columns = heights.shape
    up, right = np.meshgrid(
        np.linspace(0, 1, rows, dtype=np.float32), np.linspace(0, 1, columns, dtype=np.float32), indexing="ij"
    )
    points = np.column_stack([right.ravel() * image.size[0], up.ravel() * image.size[1], heights.ravel()])
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    east, north, beyond = first + 1, first + columns, first + columns + 1
    triangles = np.stack(
        [np.stack([first, east, beyond], axis=1), np.stack([first, beyond, north], axis=1)], axis=1
    )
    triangles = triangles.reshape(-1, 3).astype(np.int32)
    shade = shading.ground_shades(shading.normals(points, triangles))
    return BakedMesh(
        origin=np.asarray(image.corner, dtype=np.float64),
        points=points,
        triangles=triangles,
        faces=np.full(len(triangles), NO_FEATURE, dtype=np.uint32),
        features=np.full(len(points), NO_FEATURE, dtype=np.uint32),
        shade=shading.vertex_shades(shade, triangles, len(points)),
        coordinates=np.column_stack([right.ravel(), up.ravel()]),
        image=image.pixels,
        draped=True,
        loose=True,
    )


def _painted(mesh: Mesh) -> BakedMesh:
    """Bake a mesh of no feature with colours or light of its own."""
    points, origin = origins.local(mesh.points, mesh.origin)
    triangles = _as_int32(mesh.triangles)
    shade = mesh.shade
    if shade is None:
        light = shading.ground_shades(shading.normals(points, triangles))
        shade = shading.vertex_shades(light, triangles, len(points))
    return BakedMesh(
        origin=origin,
        points=points,
        triangles=triangles,
        faces=np.full(len(triangles), NO_FEATURE, dtype=np.uint32),
        features=np.full(len(points), NO_FEATURE, dtype=np.uint32),
        shade=shade,
        coordinates=None if mesh.picture is None else mesh.coordinates,
        image=mesh.picture,
        closed=mesh.closed,
        draped=mesh.draped,
        loose=True,
        painted=mesh.picture is not None,
    )


def _mesh(mesh: Mesh, feedback: Feedback) -> list[BakedMesh]:
    """Bake one mesh: one piece for its plain triangles and one for each page of its pictures."""
    if not len(mesh.triangles):
        return []
    if mesh.picture is not None or mesh.shade is not None:
        return [_painted(mesh)]
    if mesh.coordinates is None or not mesh.textures:
        keep = _seen(mesh.surfaces, mesh.features)
        return _pieces(mesh, mesh.triangles[keep], mesh.features[keep], mesh.surfaces[keep])
    pages, page_of, coordinates = textures.pages(mesh.textures, mesh.triangles, mesh.coordinates, feedback)
    seen = np.zeros(len(mesh.triangles), dtype=bool)
    seen[_seen(mesh.surfaces, mesh.features)] = True
    found = []
    for number in range(-1, len(pages)):
        feedback.step()
        rows = np.flatnonzero((page_of == number) & seen)
        if not len(rows):
            continue
        # Each piece takes along only its own vertices: the card would hold shared ones once for each piece.
        used, index = np.unique(mesh.triangles[rows], return_inverse=True)
        part = Mesh(
            mesh.origin,
            np.ascontiguousarray(mesh.points[used]),
            index.reshape(-1, 3).astype(np.int32),
            mesh.features[rows],
            mesh.surfaces[rows],
            None if number < 0 else np.ascontiguousarray(coordinates[used]),
            closed=mesh.closed,
            draped=mesh.draped,
        )
        page = pages[number] if number >= 0 else None
        found.extend(
            _pieces(
                part,
                part.triangles,
                part.features,
                part.surfaces,
                image=None if page is None else page.pixels,
                repeats=page is not None and page.repeats,
            )
        )
    return found


def _seen(surfaces: NDArray[np.uint8], features: NDArray[np.uint32]) -> slice | NDArray[np.intp]:
    """Return the triangles that can be seen from above: the undersides of buildings cannot."""
    under = (surfaces == Surface.GROUND) & (features != NO_FEATURE)
    if not under.any():
        return slice(None)
    first = int(np.argmax(under))
    if under[first:].all():
        return slice(0, first)
    return np.flatnonzero(~under)


def _pieces(
    mesh: Mesh,
    triangles: NDArray[np.integer],
    faces: NDArray[np.uint32],
    surfaces: NDArray[np.uint8],
    *,
    image: NDArray[np.uint8] | None = None,
    repeats: bool = False,
) -> list[BakedMesh]:
    points, origin = origins.local(mesh.points, mesh.origin)
    coordinates = mesh.coordinates
    normal = shading.normals(points, triangles)
    under = shading.undersides(points, triangles, faces, surfaces, normal)
    if under.any():
        keep = ~under
        triangles, faces, surfaces, normal = triangles[keep], faces[keep], surfaces[keep], normal[keep]
    if not len(triangles):
        return []
    ground = faces == NO_FEATURE
    loose = bool(np.any(ground))
    shade = shading.face_shades(normal, surfaces)
    if loose:
        shade[ground] = shading.ground_shades(normal[ground])
    if mesh.draped:
        vertex_shade = shading.draped_shades(points, triangles, shade)
    elif not (loose and np.all(faces == NO_FEATURE)) and shading.is_blurred(shade, triangles, len(points)):
        corners = triangles.ravel()
        points = points[corners]
        coordinates = None if coordinates is None else coordinates[corners]
        triangles = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
        vertex_shade = np.repeat(shade, 3)
    else:
        vertex_shade = shading.vertex_shades(shade, triangles, len(points))
    features = np.full(len(points), NO_FEATURE, dtype=np.uint32)
    features[triangles.ravel()] = np.repeat(faces, 3)
    dark = None if mesh.draped else shading.contact(points, triangles, features, normal)
    if dark is not None:
        vertex_shade = (vertex_shade * dark).astype(np.uint8)
    vertex_shade = vertex_shade - shading.variety(features)
    baked = BakedMesh(
        origin=origin,
        points=np.ascontiguousarray(points),
        triangles=_as_int32(triangles),
        faces=np.ascontiguousarray(faces),
        features=features,
        shade=vertex_shade,
        coordinates=coordinates,
        image=image,
        repeats=repeats,
        closed=mesh.closed,
        draped=mesh.draped,
        loose=loose,
    )
    return [baked]


def _as_int32(triangles: NDArray[np.integer]) -> NDArray[np.int32]:
    """Return the indices as int32, without a copy where their bytes are the same."""
    triangles = np.ascontiguousarray(triangles)
    if triangles.dtype == np.uint32:
        return triangles.view(np.int32)
    return triangles.astype(np.int32, copy=False)
