"""Shapes whose volumes and places are known, as points and surfaces, and clouds opened for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.surfaces import Frame, Surface
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.feedback import Feedback
from layers.pointcloud import PointCloud
from tests.importers.las.clouds import Town, written

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WEST, SOUTH = 31_000.0, 32_000.0


def opened(path: Path, stores: Path, target: str = "") -> PointCloud:
    """Open a file as a layer."""
    (layer,) = PointClouds().read(path, CloudOptions(stores=stores, target=target), Feedback()).layers
    assert isinstance(layer, PointCloud)
    return layer


def cloud_of(points: NDArray[np.float64], folder: Path, name: str = "a") -> PointCloud:
    """Open a cloud of points (n, 3), all of the ground."""
    folder.mkdir(exist_ok=True)
    town = Town(points, np.full(len(points), 2, dtype=np.uint8))
    return opened(written(folder / f"{name}.laz", town), folder / "stores")


def scattered(count: int, side: float, seed: int = 3) -> NDArray[np.float64]:
    """Return level places (n, 2) all over a square."""
    return np.array([WEST, SOUTH]) + np.random.default_rng(seed).uniform(0, side, (count, 2))


def grid(side: float, step: float) -> NDArray[np.float64]:
    """Return places (n, 2) in rows, on the lines of whole steps."""
    one = np.arange(0, side + step / 2, step)
    east, north = np.meshgrid(WEST + one, SOUTH + one)
    return np.column_stack([east.ravel(), north.ravel()])


def surface(height: NDArray[np.float64], spread: float = 0.02, count: int = 20) -> Surface:
    """Return a surface of cells of a metre."""
    frame = Frame(0.0, 0.0, 1.0, *height.shape)
    return Surface(frame, height, np.full(height.shape, spread), np.full(height.shape, count))
