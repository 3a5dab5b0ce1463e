"""From plane metres and heights above sea level to the ellipsoid and the earth-centred axes of web globes.

JGD2011 and WGS84 are taken as one, as everybody does who publishes in Japan: their ellipsoids differ by a
tenth of a millimetre, their frames by what the ground moved since 2011.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.geoids import COARSE_ERROR, coarse_geoid, geoid_of_folder
from layers.errors import ExportFailed
from layers.feedback import Finding, Severity
from layers.heightbase import Geoid
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from layers.feedback import Feedback
    from layers.heightbase import Undulation

GEOGRAPHIC = "EPSG:6668"
SEMI_MAJOR = 6378137.0
FLATTENING = 1 / 298.257223563
_SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING)

COARSE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "ジオイド・モデルがないため、楕円体高は目の粗い EGM96（このあたりで {least:.1f}～{most:.1f} m）で"
    "求めました。本当の高さと最大 {error:.0f} m ほど違います。国土地理院の JPGEO2024 を"
    "補正ファイルのフォルダーに置くか、ジオイド高を指定すると正しくなります。",
)
USED = QT_TRANSLATE_NOOP(
    CONTEXT, "楕円体高は「{geoid}」のジオイド高（{least:.2f}～{most:.2f} m）を標高に足して求めました。"
)
NO_GEOID = QT_TRANSLATE_NOOP(CONTEXT, "ジオイド・モデルがないため、楕円体高を求められません。")
NO_GEOID_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "国土地理院の JPGEO2024（.isg）を補正ファイルのフォルダーに置くか、"
    "ジオイド高を出典とともに指定してください。",
)
OUTSIDE = QT_TRANSLATE_NOOP(CONTEXT, "ジオイド・モデル「{geoid}」は、このあたりの値を持っていません。")
OUTSIDE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "この地域を含むモデルを補正ファイルのフォルダーに置くか、ジオイド高を指定してください。"
)


def undulation_over(
    extent: tuple[float, ...],
    crs: str,
    feedback: Feedback,
    geoid: Undulation | None = None,
    *,
    coarse: bool = True,
) -> Undulation:
    """Return what is added to heights above sea level around some features, and tell what it is.

    Parameters
    ----------
    extent, crs
        West, south, bottom, east, north, top in metres of a plane system.
    feedback
        Hears which model it is, with a warning where it is the coarse one.
    geoid
        A model or a stated height; None for the model in the folder of grids.
    coarse
        Whether the coarse model may stand in where there is no other.

    Raises
    ------
    layers.errors.ExportFailed
        When there is no model, or it knows nothing here.
    """
    west, south, _, east, north, _ = extent
    edge = np.linspace(0.0, 1.0, 5)
    x, y = (part.ravel() for part in np.meshgrid(west + (east - west) * edge, south + (north - south) * edge))
    longitude, latitude = geographic(x, y, crs)
    found = geoid or geoid_of_folder()
    model = found or (coarse_geoid() if coarse else None)
    if model is None:
        raise ExportFailed(NO_GEOID, NO_GEOID_HINT)
    if isinstance(model, Geoid):
        model = model.cropped(longitude.min(), latitude.min(), longitude.max(), latitude.max())
    heights = model.at(longitude, latitude)
    if not np.isfinite(heights).all():
        raise ExportFailed(OUTSIDE, OUTSIDE_HINT, values={"geoid": model.name})
    values = {"geoid": model.name, "least": float(heights.min()), "most": float(heights.max())}
    if found is None:
        told = {**values, "error": COARSE_ERROR}
        feedback.find(Finding(Severity.WARNING, "coarse-geoid", COARSE, told))
    else:
        feedback.find(Finding(Severity.INFO, "geoid-added", USED, values))
    return model


def geographic(
    east: ArrayLike, north: ArrayLike, crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude (n,) in degrees of JGD2011 of places in a plane system."""
    longitude, latitude = operation(crs, GEOGRAPHIC).transform(east, north)[:2]
    return longitude, latitude


def earth_centred(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, 3) metres of EPSG:4978.

    Parameters
    ----------
    places
        (n, 3) longitude and latitude in degrees, height above the ellipsoid in metres.
    """
    longitude, latitude = np.radians(places[:, 0]), np.radians(places[:, 1])
    sine, cosine = np.sin(latitude), np.cos(latitude)
    radius = SEMI_MAJOR / np.sqrt(1 - _SQUARED_ECCENTRICITY * sine * sine)
    across = (radius + places[:, 2]) * cosine
    up = (radius * (1 - _SQUARED_ECCENTRICITY) + places[:, 2]) * sine
    return np.column_stack([across * np.cos(longitude), across * np.sin(longitude), up])


def east_north_up(longitude: float, latitude: float) -> NDArray[np.float64]:
    """Return the (4, 4) matrix from east, north, up at a place on the ellipsoid to EPSG:4978."""
    x, y = np.radians(longitude), np.radians(latitude)
    matrix = np.eye(4)
    matrix[:3, 0] = -np.sin(x), np.cos(x), 0.0
    matrix[:3, 1] = -np.sin(y) * np.cos(x), -np.sin(y) * np.sin(x), np.cos(y)
    matrix[:3, 2] = np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)
    matrix[:3, 3] = earth_centred(np.array([[longitude, latitude, 0.0]]))[0]
    return matrix


def local(places: NDArray[np.float64], frame: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, 3) metres east, north, up of (n, 3) places in a frame of :func:`east_north_up`."""
    moved: NDArray[np.float64] = (earth_centred(places) - frame[:3, 3]) @ frame[:3, :3]
    return moved
