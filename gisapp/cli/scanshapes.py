"""Lines and areas as commands on scans take them: numbers, a file with shapes, or a layer of a project."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gisapp.cli import projects
from layers.errors import AnalysisFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.cli.console import Console
    from layers.base import Layer
    from layers.vector import Vector

    Corners = tuple[tuple[float, float], ...]

LARGEST = 1e7
"""Metres: no place of a plane rectangular system lies farther from its origin."""
_NO_SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "{file} に、使える形がありません。")
_NO_AXIS = QT_TRANSLATE_NOOP(CONTEXT, "{file} の線が一本につながりません（{count} 本）。")
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "面や線の入ったファイルか、レイヤの名前と条件を指定してください。")
_ANOTHER_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は {crs} で、点群の {wanted} と違う平面直角座標系にあります。"
)


def line(text: str) -> Corners:
    """Return the corners of a line that is written as numbers.

    Raises
    ------
    ValueError
        With a sentence, when it is none.
    """
    return _corners(text, 2)


def area(text: str) -> Corners:
    """Return the corners of an area that is written as numbers; see :func:`line`."""
    return _corners(text, 3)


def line_or_file(text: str) -> Corners | Path:
    """Return the corners of a line, or the file that holds it; see :func:`line`."""
    path = Path(text)
    return path if path.exists() else line(text)


def area_or_file(text: str) -> Corners | Path:
    """Return the corners of an area, or the file that holds it; see :func:`line`."""
    path = Path(text)
    return path if path.exists() else area(text)


def _corners(text: str, fewest: int) -> Corners:
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    found = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    wrong = len(numbers) < 2 * fewest or len(numbers) % 2 or any(a == b for a, b in pairwise(found))
    if wrong or not all(abs(one) < LARGEST for one in numbers):
        raise ValueError(
            f"東,北 を {fewest} 点以上、コンマで区切って書いてください（同じ点は続けられません）"
        )
    return found


def layer_at(path: Path, layer: str, crs: str, console: Console) -> Layer:
    """Return a layer of a file or of a project.

    Parameters
    ----------
    path
        What is read.
    layer
        Name of the layer that is meant; may be empty where there is only one.
    crs
        Plane rectangular system of the scan.
    console
        Told of findings.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or lies in another system.
    """
    from gisapp.reading import read_data
    from layers.project import Project

    if projects.is_project(path):
        project = projects.open_project(path, console.feedback).project
    else:
        result = read_data(path, console.feedback, target=crs)
        for finding in result.findings:
            console.feedback.find(finding)
        project = Project(layers=tuple(result.layers))
    found = projects.choose_layer(project, layer)
    own = crs if found.data is None else str(found.data.crs)
    if own != crs:
        values: dict[str, object] = {"file": path.name, "crs": own, "wanted": crs}
        raise AnalysisFailed(_ANOTHER_SYSTEM, _OTHER, values=values, where=Where(str(path)))
    return found


def vector_at(path: Path, layer: str, crs: str, console: Console) -> Vector:
    """Return a layer of shapes with its attributes; see :func:`layer_at`.

    Raises
    ------
    layers.errors.NotRecognised
        When it has no shapes.
    """
    from layers.vector import Vector

    found = layer_at(path, layer, crs, console)
    if not isinstance(found, Vector):
        raise NotRecognised(_NO_SHAPES, _OTHER, values={"file": path.name}, where=Where(str(path)))
    return found


def shapes_at(
    source: Corners | Path, layer: str, where: Sequence[str], crs: str, console: Console
) -> NDArray[np.object_]:
    """Return the shapes (n,) that are meant, metres of a system.

    Parameters
    ----------
    source
        Corners of one area, a file with shapes, or a project.
    layer, crs, console
        See :func:`layer_at`.
    where
        Conditions on its features, as for ``gisapp query``.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or has no shapes.
    """
    import shapely

    from gisapp.cli.conditions import condition
    from layers import filters

    if not isinstance(source, Path):
        return np.array([shapely.Polygon(source)], dtype=object)
    found = layer_at(source, layer, crs, console)
    shapes = found.footprints()
    values: dict[str, object] = {"file": source.name}
    if shapes is None or found.data is None:
        raise AnalysisFailed(_NO_SHAPES, _OTHER, values=values, where=Where(str(source)))
    if where:
        from dataclasses import replace

        chosen = replace(found, filter=tuple(condition(one, found) for one in where))
        mask = filters.mask(chosen)
        shapes = shapes if mask is None else shapes[mask]
    shapes = shapes[~shapely.is_missing(shapes)]
    if not len(shapes):
        raise AnalysisFailed(_NO_SHAPES, _OTHER, values=values, where=Where(str(source)))
    return shapes


def line_at(
    source: Corners | Path, layer: str, where: Sequence[str], crs: str, console: Console
) -> NDArray[np.float64]:
    """Return the one line (k, 2) that is meant, metres of a system; see :func:`shapes_at`.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or is not one line.
    """
    import shapely

    if not isinstance(source, Path):
        return np.array(source, np.float64)
    shapes = shapes_at(source, layer, where, crs, console)
    lines = shapely.get_parts(shapely.force_2d(shapes[shapely.get_dimensions(shapes) == 1]))
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))) if len(lines) else lines
    if len(merged) != 1:
        values: dict[str, object] = {"file": source.name, "count": len(merged)}
        raise AnalysisFailed(_NO_AXIS, _OTHER, values=values, where=Where(str(source)))
    return np.asarray(shapely.get_coordinates(shapely.remove_repeated_points(merged[0])), np.float64)
