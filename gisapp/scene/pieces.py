"""One VTK actor for each baked drawable, over the same arrays without a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from gisapp.scene.bake import BakedImage, BakedLines, BakedMesh, BakedPoints
from gisapp.scene.dressed import Drawn, Dressed
from gisapp.scene.pointsize import size_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.look import Look
    from gisapp.scene.origin import Frame
    from gisapp.scene.pointsize import Lens


class Piece(Dressed):
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

    Attributes
    ----------
    sheer
        Whether something is seen through it.
    """

    def __init__(self, baked: Drawn, now: Look, *, lift: float = 0.0) -> None:
        pictured = isinstance(baked, BakedImage) or getattr(baked, "image", None) is not None
        number = 4 if isinstance(baked, BakedImage) else len(baked.points)
        super().__init__(baked, lift, number, pictured=pictured)
        self._texture: vtkTexture | None = None
        self.sheer = self.pierced
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

    def stand(self, frame: Frame) -> None:
        """Move to where the piece belongs in a frame, and be as tall as things are there."""
        super().stand(frame)
        self.actor.SetScale(1.0, 1.0, frame.stretch)
        self.actor.SetPosition(*self.place)

    def show(self, *, visible: bool) -> None:
        """Show or hide it."""
        self.visible = visible
        self.actor.SetVisibility(visible)

    def face(self, eye: NDArray[np.float64], lens: Lens) -> None:
        """Adapt to the eye.

        Parameters
        ----------
        eye
            (3,) metres relative to the project's origin.
        lens
            What the size of points, and the width of lines, depends on.
        """
        if not self.visible:
            return
        if self.lift:
            share = 1.0 - self.lift
            self.actor.SetScale(share, share, share * self._stretch)
            self.actor.SetPosition(*(eye + (self.place - eye) * share))
        if isinstance(self.baked, BakedLines):
            self._property.SetLineWidth(max(1.0, self.baked.width / lens.pixel))
        elif isinstance(self.baked, BakedPoints):
            self._property.SetPointSize(size_of(self, self.baked, eye, lens))

    def fade(self, opacity: float) -> None:
        """Set the opacity from 0 to 1."""
        self.sheer = opacity < 1.0 or self.pierced
        self._property.SetOpacity(opacity)
        # Said outright, because VTK otherwise looks through all colours to find out.
        self.actor.SetForceOpaque(not self.sheer)
        self.actor.SetForceTranslucent(self.sheer)

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

    def _paste(self, *, pictured: bool) -> None:
        texture: Any = self._texture if pictured else None
        self.actor.SetTexture(texture)

    def _recoloured(self) -> None:
        self._colour_array.Modified()

    def _connect(self, triangles: NDArray[np.int32]) -> None:
        self._cells.SetData(3, self._wrap("cells", np.ascontiguousarray(triangles).ravel()))
        self._cells.Modified()
        self._data.Modified()

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
