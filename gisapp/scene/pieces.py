"""One VTK actor for each baked drawable, over the same arrays without a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from gisapp.scene import look as looks
from gisapp.scene import origin as origins
from gisapp.scene.bake import BakedImage, BakedLines, BakedMesh, BakedPoints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.look import Look
    from gisapp.scene.origin import Frame

Drawn = BakedMesh | BakedLines | BakedPoints | BakedImage

PICTURE_SHADE = 0.55
"""Share of the baked light that falls on pictures, which have the light of their day in them already."""


class Piece:
    """An actor and the arrays that it shows.

    Parameters
    ----------
    baked
        What to draw. Its arrays are used as they are and must not change.
    now
        Look of the layer.
    lift
        Share of the distance to the eye by which it is drawn nearer, so that flat things do not flicker
        into what they lie on; 0 for solid things.
    """

    def __init__(self, baked: Drawn, now: Look, *, lift: float = 0.0) -> None:
        self.baked = baked
        self.lift = lift
        self.place = np.zeros(3)
        self._stretch = 1.0
        self._mask: NDArray[np.bool_] | None = None
        self._texture: vtkTexture | None = None
        self._data = vtkPolyData()
        self._cells = vtkCellArray()
        # VTK reads these buffers as long as the piece lives, so something must keep them alive.
        self._kept: dict[str, NDArray[Any]] = {}
        points = vtkPoints()
        mapper = vtkPolyDataMapper()
        self.actor = vtkActor()
        self._property = self.actor.GetProperty()
        self._property.LightingOff()
        points.SetData(self._wrap("points", self._shape()))
        self._data.SetPoints(points)
        self._colours = np.empty((points.GetNumberOfPoints(), 4), dtype=np.uint8)
        self._colour_array = self._wrap("colours", self._colours)
        self._data.GetPointData().SetScalars(self._colour_array)
        mapper.SetInputData(self._data)
        mapper.SetStatic(1)
        mapper.SetScalarModeToUsePointData()
        mapper.SetColorModeToDefault()
        # Points are relative to their part already, and nobody picks through the graphics card.
        mapper.SetVBOShiftScaleMethod(0)
        mapper.SetPopulateSelectionSettings(0)
        self.actor.SetMapper(mapper)
        self.wear(now)

    @property
    def cost(self) -> int:
        """Triangles, or what costs as much."""
        return self.baked.cost

    def wear(self, now: Look) -> None:
        """Colour and filter by the look of the layer."""
        baked = self.baked
        match baked:
            case BakedMesh():
                pictured = self._texture is not None and (now.plain or baked.painted)
                self._paste(self._texture if pictured else None)
                self._filter(now, baked)
                if pictured:
                    self._over_picture(now, baked)
                else:
                    looks.vertex_colours(now, baked.features, baked.shade, self._colours, loose=baked.loose)
            case BakedLines(colour=own) | BakedPoints(colours=own):
                self._filter(now, baked)
                if own is None:
                    looks.vertex_colours(now, baked.features, None, self._colours, loose=False)
                else:
                    self._colours[:, :3] = np.asarray(own, dtype=np.uint8)
                    self._colours[:, 3] = 255
            case BakedImage():
                self._paste(self._texture)
                self._colours[:] = 255
        self._colour_array.Modified()

    def stand(self, frame: Frame) -> None:
        """Move to where the piece belongs in a frame, and be as tall as things are there."""
        self.place = origins.to_scene(self.baked.origin, frame.origin, frame.stretch)
        self._stretch = frame.stretch
        self.actor.SetScale(1.0, 1.0, frame.stretch)
        self.actor.SetPosition(*self.place)

    def face(self, eye: NDArray[np.float64], pixel: float) -> None:
        """Adapt to the eye.

        Parameters
        ----------
        eye
            (3,) metres relative to the project's origin.
        pixel
            Size of a pixel of the drawn picture in pixels of a 96 dpi screen, to keep lines and points
            as wide as they should be.
        """
        if self.lift:
            share = 1.0 - self.lift
            self.actor.SetScale(share, share, share * self._stretch)
            self.actor.SetPosition(*(eye + (self.place - eye) * share))
        if isinstance(self.baked, BakedLines):
            self._property.SetLineWidth(max(1.0, self.baked.width / pixel))
        elif isinstance(self.baked, BakedPoints):
            self._property.SetPointSize(max(1.0, self.baked.size / pixel))

    @property
    def faces_eye(self) -> bool:
        """Whether :meth:`face` has anything to do."""
        return bool(self.lift) or isinstance(self.baked, (BakedLines, BakedPoints))

    def fade(self, opacity: float) -> None:
        """Set the opacity from 0 to 1."""
        self._property.SetOpacity(opacity)
        picture = getattr(self.baked, "image", getattr(self.baked, "pixels", None))
        pierced = picture is not None and picture.shape[2] == 4
        # Said outright, because VTK otherwise looks through all colours to find out.
        self.actor.SetForceOpaque(opacity >= 1.0 and not pierced)
        self.actor.SetForceTranslucent(opacity < 1.0 or pierced)

    def _shape(self) -> NDArray[np.float32]:
        """Set cells and pictures, and return the points."""
        baked = self.baked
        match baked:
            case BakedMesh():
                self._connect(baked.triangles)
                self._data.SetPolys(self._cells)
                self._property.SetBackfaceCulling(baked.closed)
                if baked.image is not None and baked.coordinates is not None:
                    self._data.GetPointData().SetTCoords(self._wrap("coordinates", baked.coordinates))
                    self._texture = _texture(baked.image[::-1], repeats=baked.repeats)
                return baked.points
            case BakedLines():
                self._chain(baked.offsets, np.arange(len(baked.points)))
                self._data.SetLines(self._cells)
                return baked.points
            case BakedPoints():
                # One cell of all points: a cell for each takes twice as long to draw.
                self._chain(np.array([0, len(baked.points)]), np.arange(len(baked.points)))
                self._data.SetVerts(self._cells)
                return baked.points
            case BakedImage():
                self._connect(np.array([(0, 1, 2), (0, 2, 3)], dtype=np.int32))
                self._data.SetPolys(self._cells)
                square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=np.float32)
                self._data.GetPointData().SetTCoords(self._wrap("coordinates", square))
                self._texture = _texture(baked.pixels[::-1], repeats=False)
                return np.column_stack(
                    [square * np.array(baked.size, dtype=np.float32), np.zeros(4, dtype=np.float32)]
                )

    def _chain(self, offsets: NDArray[np.integer], points: NDArray[np.integer]) -> None:
        cuts, order = np.asarray(offsets, dtype=np.int64), np.asarray(points, dtype=np.int64)
        self._cells.SetData(self._wrap("offsets", cuts), self._wrap("cells", order))
        self._cells.Modified()

    def _paste(self, texture: Any) -> None:
        self.actor.SetTexture(texture)

    def _filter(self, now: Look, baked: BakedMesh | BakedLines | BakedPoints) -> None:
        match baked:
            case BakedMesh():
                features = baked.faces
            case BakedLines():
                features = baked.features[baked.offsets[:-1]]
            case BakedPoints():
                features = baked.features
        mask = looks.visible_faces(now, features)
        if mask is None and self._mask is None:
            return
        if mask is not None and self._mask is not None and np.array_equal(mask, self._mask):
            return
        self._mask = mask
        match baked:
            case BakedMesh():
                self._connect(baked.triangles if mask is None else baked.triangles[mask])
            case BakedLines() if mask is not None:
                counts = np.diff(baked.offsets)
                cuts = np.concatenate([[0], np.cumsum(counts[mask])])
                self._chain(cuts, np.flatnonzero(np.repeat(mask, counts)))
            case BakedLines():
                self._chain(baked.offsets, np.arange(len(baked.points)))
            case BakedPoints():
                kept = np.arange(len(baked.points)) if mask is None else np.flatnonzero(mask)
                # An empty cell is none that VTK likes.
                self._chain(np.array([0, len(kept)] if len(kept) else [0]), kept)
        self._data.Modified()

    def _over_picture(self, now: Look, baked: BakedMesh) -> None:
        """Colour what multiplies the picture: soft light, and a tint where a feature is selected."""
        light = 255.0 - (255.0 - baked.shade) * (1.0 if baked.painted else PICTURE_SHADE)
        self._colours[:, :3] = light[:, None]
        self._colours[:, 3] = 255
        if now.chosen is not None:
            rows = np.flatnonzero(np.take(now.chosen, baked.features, mode="clip"))
            tint = np.take(now.table, baked.features[rows], mode="clip").view(np.uint8).reshape(-1, 4)
            self._colours[rows, :3] = (tint[:, :3] * (light[rows, None] / 255.0)).astype(np.uint8)

    def _connect(self, triangles: NDArray[np.int32]) -> None:
        self._cells.SetData(3, self._wrap("cells", np.ascontiguousarray(triangles).ravel()))
        self._cells.Modified()

    def _wrap(self, name: str, array: NDArray[Any]) -> Any:
        self._kept[name] = array
        return numpy_to_vtk(array, deep=False)


def _texture(pixels: NDArray[np.uint8], *, repeats: bool) -> vtkTexture:
    """Return a picture (h, w, 3 or 4) whose first row is at the bottom as VTK's texture."""
    pixels = np.ascontiguousarray(pixels)
    high, wide, bands = pixels.shape
    image = vtkImageData()
    image.SetDimensions(wide, high, 1)
    image.GetPointData().SetScalars(numpy_to_vtk(pixels.reshape(-1, bands), deep=False))
    texture = vtkTexture()
    texture.SetInputData(image)
    texture.SetRepeat(repeats)
    texture.SetInterpolate(True)
    texture.SetMipmap(True)
    texture.SetColorModeToDirectScalars()
    return texture
