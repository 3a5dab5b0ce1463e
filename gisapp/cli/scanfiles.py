"""Point clouds as commands take them: any file, opened by way of its octree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gisapp.cli.flags import option
from gisapp.cli.import_ import epsg
from layers.errors import NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.cli.console import Console
    from layers.pointcloud import PointCloud

_SEVERAL = QT_TRANSLATE_NOOP(CONTEXT, "{file} の点群は {count} 種類（座標系や点の形式）に分かれています。")
_ONE = QT_TRANSLATE_NOOP(CONTEXT, "ファイルを一つ選んで指定してください。")

CRS = option("--crs", "座標系が書かれていないとき（例 EPSG:6669）", "EPSG:N", read=epsg)
"""For all commands on a point cloud."""


def metres(text: str) -> float:
    """Return a length that is not negative.

    Raises
    ------
    ValueError
        With what to write instead.
    """
    value = float(text)
    if not 0 <= value < 1000:
        raise ValueError("0 以上の長さ（m）で書いてください")
    return value


def length(text: str) -> float:
    """Return a length above zero.

    Raises
    ------
    ValueError
        With what to write instead.
    """
    value = float(text)
    if not 0.01 <= value < 1000:
        raise ValueError("0.01 以上の長さ（m）で書いてください")
    return value


def classes_of(text: str) -> tuple[int, ...]:
    """Return classes of points that are written as numbers.

    Raises
    ------
    ValueError
        With a sentence, when they are none.
    """
    try:
        return tuple(int(one) for one in text.split(",")) if text else ()
    except ValueError:
        raise ValueError("分類の番号を 2,9 のように書いてください") from None


def cloud_at(path: Path, crs: str, console: Console, target: str = "", heights: str = "") -> PointCloud:
    """Return the cloud at a path, in a plane rectangular system; its octree is made when it is not there.

    Parameters
    ----------
    path
        Any file with points.
    crs, target, heights
        See :class:`importers.las.options.CloudOptions`.
    console
        Told of findings.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or nobody can say where it lies.
    """
    from gisapp.reading import finished
    from importers.las.cloudimporter import PointClouds
    from importers.las.options import CloudOptions
    from layers.pointcloud import PointCloud

    result = PointClouds().read(path, CloudOptions(crs=crs, target=target, heights=heights), console.feedback)
    for finding in result.findings:
        console.feedback.find(finding)
    layers = [layer for layer in result.layers if isinstance(layer, PointCloud)]
    if len(layers) != 1:
        values: dict[str, object] = {"file": path.name, "count": len(layers)}
        raise NotRecognised(_SEVERAL, _ONE, values=values, where=Where(str(path)))
    whole = finished(layers[0], feedback=console.feedback)  # not the coarse picture that comes at once
    return replace(layers[0], data=whole.data, source=whole.source)
