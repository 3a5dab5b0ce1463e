"""Sky and bare ground: a dome and a disc around whoever looks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from gisapp.scene.look import packed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.theme import Theme


def sky_dome(theme: Theme) -> Any:
    """Return the sky: the colour of the horizon from a little below it, growing into that of the zenith."""
    angles = np.radians([-6.0, 0.0, 2.0, 5.0, 9.0, 14.0, 20.0, 30.0, 45.0, 65.0, 90.0])
    points, triangles = _rings(np.cos(angles), np.sin(angles))
    share = np.repeat(np.clip(np.degrees(angles) / 45.0, 0.0, 1.0) ** 0.7, 96)[:, None]
    rgb = np.array(theme.horizon) * (1 - share) + np.array(theme.zenith) * share
    return _actor(points, packed(rgb.astype(np.uint8)).view(np.uint8).reshape(-1, 4), triangles)


def bare_ground(theme: Theme) -> Any:
    """Return the plain around the data, with radius 1."""
    radii = np.array([0.0, 1e-3, 1e-2, 0.1, 0.4, 1.0])
    points, triangles = _rings(radii, np.zeros(len(radii)))
    rgb = np.tile(np.array(theme.ground, dtype=np.uint8), (len(points), 1))
    return _actor(points, packed(rgb).view(np.uint8).reshape(-1, 4), triangles)


def _actor(points: NDArray[np.float32], colours: NDArray[np.uint8], triangles: NDArray[np.int64]) -> Any:
    data = vtkPolyData()
    place = vtkPoints()
    place.SetData(numpy_to_vtk(points, deep=True))
    cells = vtkCellArray()
    cells.SetData(3, numpy_to_vtk(triangles.ravel(), deep=True))
    data.SetPoints(place)
    data.SetPolys(cells)
    data.GetPointData().SetScalars(numpy_to_vtk(colours, deep=True))
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.SetStatic(1)
    mapper.SetVBOShiftScaleMethod(0)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.ForceOpaqueOn()
    return actor


def _rings(radii: NDArray[np.float64], heights: NDArray[np.float64], number: int = 96) -> Any:
    """Return points and triangles of rings around the vertical, one above or outside the other."""
    angles = np.linspace(0, 2 * math.pi, number, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    points = np.concatenate(
        [
            np.column_stack([circle * radius, np.full(number, height)])
            for radius, height in zip(radii, heights, strict=True)
        ]
    ).astype(np.float32)
    here = np.arange(number)
    beyond = (here + 1) % number
    strips = [
        np.concatenate(
            [
                np.column_stack([here, here + number, beyond + number]),
                np.column_stack([here, beyond + number, beyond]),
            ]
        )
        + ring * number
        for ring in range(len(radii) - 1)
    ]
    return points, np.concatenate(strips).astype(np.int64)
