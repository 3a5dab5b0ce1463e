"""The stage of last resort: draws the same pieces without OpenGL.

On some PCs no OpenGL is to be had: no driver, a locked-down terminal, a broken library. Then pictures are
made by the processor alone. It knows the same pieces, so plan and bird's eye, selection, picking, colours
and filters work as ever; what is left out is smooth textures and speed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from gisapp.scene import zbuffer
from gisapp.scene.bake import BakedImage, BakedLines, BakedMesh, BakedPoints
from gisapp.scene.dressed import Drawn, Dressed
from gisapp.scene.hazes import HAZE_REACH, HAZE_START
from gisapp.scene.pointsize import lens_of, size_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.look import Look
    from gisapp.scene.origin import Frame
    from gisapp.scene.pointsize import Lens
    from gisapp.scene.theme import Theme
    from layers.project import Camera

SKY = 45.0
"""Degrees above the horizon where the sky has its full colour."""


class PlainPiece(Dressed):
    """Arrays for the compiled loops of :mod:`gisapp.scene.zbuffer`."""

    def __init__(self, baked: Drawn, now: Look, *, lift: float = 0.0) -> None:
        self.coordinates = np.zeros((1, 2), dtype=np.float32)
        self.triangles = np.empty((0, 3), dtype=np.int32)
        image: NDArray[np.uint8] | None = None
        match baked:
            case BakedMesh():
                self.points, self.triangles, image = baked.points, baked.triangles, baked.image
                if baked.coordinates is not None:
                    self.coordinates = baked.coordinates
            case BakedImage():
                square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=np.float32)
                self.points = np.column_stack(
                    [square * np.array(baked.size, dtype=np.float32), np.zeros(4, dtype=np.float32)]
                )
                self.triangles = np.array([(0, 1, 2), (0, 2, 3)], dtype=np.int32)
                self.coordinates, image = square, baked.pixels
            case BakedLines() | BakedPoints():
                self.points = baked.points
        self.order = np.arange(len(self.points), dtype=np.int64)
        self.cuts = np.array([0, len(self.points)], dtype=np.int64)
        if isinstance(baked, BakedLines):
            self.cuts = baked.offsets.astype(np.int64)
        super().__init__(baked, lift, len(self.points), pictured=image is not None)
        self.opacity = 1.0
        self.lit = True
        self.textured = False
        self.shades = np.empty((0, 4), dtype=np.float32)
        self.texture = _texture(image)
        self.standing, self.bounds = self._as_tall(1.0)
        self.wear(now)

    def stand(self, frame: Frame) -> None:
        """Move to where the piece belongs in a frame, and be as tall as things are there."""
        if frame.stretch != self._stretch:
            self.standing, self.bounds = self._as_tall(frame.stretch)
        super().stand(frame)

    def fade(self, opacity: float) -> None:
        """Set the opacity from 0 to 1."""
        self.opacity = opacity

    def show(self, *, visible: bool) -> None:
        """Show or hide it."""
        self.visible = visible

    def third(self, eye: NDArray[np.float64], lens: Lens) -> float:
        """Return whether backs are hidden, or how many pixels lines and points are wide."""
        match self.baked:
            case BakedMesh(closed=closed):
                return float(closed)
            case BakedLines(width=width):
                return width / lens.pixel
            case BakedPoints() as points:
                return size_of(self, points, eye, lens)
            case _:
                return 0.0

    def draw(
        self,
        points: NDArray[np.float32],
        shades: NDArray[np.float32],
        look: NDArray[np.float32],
        picture: NDArray[np.uint8],
        depth: NDArray[np.float32],
    ) -> None:
        """Draw it; see :func:`gisapp.scene.zbuffer.triangles` for what is given."""
        match self.baked:
            case BakedLines():
                zbuffer.lines(points[self.order], self.cuts, shades[self.order], look, picture, depth)
            case BakedPoints():
                zbuffer.dots(points[self.order], shades[self.order], look, picture, depth)
            case _:
                texture = self.texture if self.textured else zbuffer.NOTHING
                zbuffer.triangles(
                    points, self.triangles, shades, self.coordinates, texture, look, picture, depth
                )

    def _as_tall(self, stretch: float) -> tuple[NDArray[np.float32], tuple[NDArray[np.float32], ...]]:
        """Return the points with their heights drawn larger, and the lowest and highest of each axis."""
        points = self.points
        if stretch != 1.0:
            points = points * np.array([1.0, 1.0, stretch], dtype=np.float32)
        if not len(points):
            return points, (np.zeros(3, np.float32), np.zeros(3, np.float32))
        return points, (points.min(axis=0), points.max(axis=0))

    def _chain(self, offsets: NDArray[np.integer], points: NDArray[np.integer]) -> None:
        self.cuts, self.order = np.asarray(offsets, dtype=np.int64), np.asarray(points, dtype=np.int64)

    def _connect(self, triangles: NDArray[np.int32]) -> None:
        self.triangles = triangles

    def _paste(self, *, pictured: bool) -> None:
        self.textured = pictured

    def _recoloured(self) -> None:
        self.shades = self._colours.astype(np.float32) / np.float32(255.0)


def _texture(image: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Return a picture with four bands, its first row below; one pixel for none."""
    if image is None:
        return np.zeros((1, 1, 4), dtype=np.uint8)
    full = np.full((*image.shape[:2], 4), 255, dtype=np.uint8)
    full[..., : image.shape[2]] = image[::-1]
    return full


class PlainStage:
    """Draws into arrays; see :class:`gisapp.scene.stage.Stage` for what the methods do.

    Parameters
    ----------
    size
        Width and height in pixels.
    theme
        Colours of sky and ground.

    Attributes
    ----------
    simple
        Whether it draws without OpenGL: always.
    """

    simple = True
    software = True
    capabilities = "no OpenGL"

    def __init__(self, size: tuple[int, int], theme: Theme) -> None:
        self._pieces: list[PlainPiece] = []
        self._theme = theme
        self._eye = np.zeros(3)
        self._frame = np.eye(3)
        self._half = math.tan(math.radians(15.0))
        self._near = 0.5
        self._length = 1000.0
        self._ground: float | None = None
        self._depth = np.zeros((size[1], size[0]), dtype=np.float32)
        self.renders = 0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture drawn last."""
        return self._depth.shape[1], self._depth.shape[0]

    def dress(self, theme: Theme) -> None:
        """Change sky, ground and haze."""
        self._theme = theme

    def piece(self, baked: Drawn, now: Look, *, lift: float = 0.0) -> PlainPiece:
        """Return what shows something on this stage."""
        return PlainPiece(baked, now, lift=lift)

    def add(self, piece: PlainPiece, *, lit: bool = True) -> None:
        """Put a piece onto the stage."""
        piece.lit = lit
        self._pieces.append(piece)

    def remove(self, piece: PlainPiece) -> None:
        """Take a piece off the stage."""
        self._pieces.remove(piece)

    def aim(
        self,
        camera: Camera,
        origin: tuple[float, float, float],
        clip: tuple[float, float],
        ground: float | None,
    ) -> None:
        """Look from a camera."""
        self._eye = np.asarray(camera.position, dtype=np.float64) - origin
        self._frame = np.stack(cameras.axes(camera))
        self._half = math.tan(math.radians(camera.field_of_view) / 2)
        self._near = clip[0]
        self._length = cameras.distance(camera)
        self._ground = None if ground is None else max(camera.position[2] - ground, 0.5)

    def draw(
        self,
        size: tuple[int, int],
        pixel: float = 1.0,
        jitter: tuple[float, float] = (0.0, 0.0),
        *,
        full: tuple[int, int] | None = None,
    ) -> NDArray[np.uint8]:
        """Draw once and return the picture."""
        del full  # an array of another size costs nothing
        width, height = size
        picture = self._background(width, height)
        if self._depth.shape != (height, width):
            self._depth = np.zeros((height, width), dtype=np.float32)
        else:
            self._depth[:] = 0.0
        haze = [value / 255 for value in self._theme.horizon]
        scale = height / 2 / self._half
        frame = self._frame.astype(np.float32)
        lens = lens_of(size, pixel, 2 * math.degrees(math.atan(self._half)))
        for piece in sorted(self._pieces, key=lambda one: one.opacity < 1 or one.pierced):
            offset = (piece.place - self._eye).astype(np.float32)
            if not piece.visible or not self._in_sight(piece, offset, width / height):
                continue
            points = zbuffer.seen(piece.standing, offset, frame) * np.float32(1.0 - piece.lift)
            points[:, :2] += points[:, 2:] * (np.array(jitter, dtype=np.float32) / np.float32(scale))
            shades = piece.shades.copy()
            if piece.lit:
                shades[:, :3] *= np.float32(self._theme.glow)
                start, per_metre = HAZE_START * self._length, 1.0 / (HAZE_REACH * self._length)
                shades[:, 3] = zbuffer.hazed(points, start, per_metre)
            else:
                shades[:, 3] = 1.0
            look = np.array(
                [scale, self._near, piece.third(self._eye, lens), piece.opacity, *haze], dtype=np.float32
            )
            piece.draw(points, shades, look, picture, self._depth)
        self.renders += 1
        return picture

    def draws_in_threads(self) -> bool:
        """Say whether another thread than the one that made it can draw: always."""
        return True

    @property
    def deep(self) -> bool:
        """Whether anything is drawn whose depths are to be seen."""
        return any(piece.deep for piece in self._pieces)

    def depth(self, x: float, y: float) -> float | None:
        """Return how far in front of the eye something was drawn, or None for sky and bare ground."""
        width, height = self.size
        column = min(max(int(x * width), 0), width - 1)
        row = min(max(int(y * height), 0), height - 1)
        inverse = float(self._depth[row, column])
        return 1.0 / inverse if inverse > 0 else None

    def depths(self) -> NDArray[np.float32]:
        """Return (h, w) how far in front of the eye all was drawn, infinite for sky and bare ground."""
        with np.errstate(divide="ignore"):
            found: NDArray[np.float32] = np.float32(1.0) / self._depth
        return found

    def close(self) -> None:
        """Let go of everything."""
        self._pieces.clear()

    def _in_sight(self, piece: PlainPiece, offset: NDArray[np.float32], aspect: float) -> bool:
        """Say whether the sphere around a piece touches the picture."""
        if not len(piece.points):
            return False
        low, high = piece.bounds
        middle = self._frame @ ((low + high) / 2 + offset)
        radius = float(np.linalg.norm(high - low)) / 2
        if middle[2] < self._near - radius:
            return False
        for away, half in ((middle[0], self._half * aspect), (middle[1], self._half)):
            if abs(away) - middle[2] * half > radius * math.hypot(1.0, half):
                return False
        return True

    def _background(self, width: int, height: int) -> NDArray[np.uint8]:
        """Return sky and ground: the head never leans, so each row has one colour."""
        up = (1 - (np.arange(height) + 0.5) / height * 2) * self._half
        direction = self._frame[2] + up[:, None] * self._frame[1]
        rise = direction[:, 2] / np.linalg.norm(direction, axis=1)
        horizon, zenith = np.array(self._theme.horizon, float), np.array(self._theme.zenith, float)
        share = np.clip(np.degrees(np.arcsin(np.clip(rise, -1, 1))) / SKY, 0, 1)[:, None] ** 0.7
        rows = horizon * (1 - share) + zenith * share
        if self._ground is not None:
            away = self._ground / np.maximum(-rise, 1e-6)
            clear = np.exp(np.minimum(0.0, (HAZE_START * self._length - away) / (HAZE_REACH * self._length)))
            bare = (
                horizon + (np.array(self._theme.ground, float) * self._theme.glow - horizon) * clear[:, None]
            )
            rows = np.where(rise[:, None] < 0, bare, rows)
        picture = np.empty((height, width, 4), dtype=np.uint8)
        picture[..., :3] = rows[:, None, :].astype(np.uint8)
        picture[..., 3] = 255
        return picture
