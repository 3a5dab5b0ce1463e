"""Point clouds as commands take them: any file, opened by way of its octree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers.errors import NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.cli.console import Console
    from layers.pointcloud import PointCloud

_SEVERAL = QT_TRANSLATE_NOOP(CONTEXT, "{file} の点群は {count} 種類（座標系や点の形式）に分かれています。")
_ONE = QT_TRANSLATE_NOOP(CONTEXT, "ファイルを一つ選んで指定してください。")


def cloud_at(path: Path, crs: str, console: Console, target: str = "") -> PointCloud:
    """Return the cloud at a path, in a plane rectangular system; its octree is made when it is not there.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or nobody can say where it lies.
    """
    from gisapp.reading import finished
    from importers.las.cloudimporter import PointClouds
    from importers.las.options import CloudOptions
    from layers.pointcloud import PointCloud

    result = PointClouds().read(path, CloudOptions(crs=crs, target=target), console.feedback)
    for finding in result.findings:
        console.feedback.find(finding)
    layers = [layer for layer in result.layers if isinstance(layer, PointCloud)]
    if len(layers) != 1:
        values: dict[str, object] = {"file": path.name, "count": len(layers)}
        raise NotRecognised(_SEVERAL, _ONE, values=values, where=Where(str(path)))
    whole = finished(layers[0], feedback=console.feedback)  # not the coarse picture that comes at once
    return replace(layers[0], data=whole.data, source=whole.source)
