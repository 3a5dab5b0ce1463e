"""Lines and areas as commands on scans take them: numbers, or any file with shapes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import AnalysisFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.cli.console import Console
    from layers.vector import Vector

_NO_SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "{file} には、線や面がありません。")
_ANOTHER = QT_TRANSLATE_NOOP(CONTEXT, "線や面の入ったファイル（GeoJSON、Shapefile など）を指定してください。")
_SEVERAL = QT_TRANSLATE_NOOP(CONTEXT, "{file} の線が一本につながりません（{count} 本）。")
_ONE = QT_TRANSLATE_NOOP(CONTEXT, "軸にする線を一本だけ入れたファイルを指定してください。")


def corners(text: str) -> tuple[tuple[float, float], ...]:
    """Return the corners of a line that is written as numbers.

    Raises
    ------
    ValueError
        With a sentence, when it is none.
    """
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    found = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) < 4 or len(numbers) % 2 or any(a == b for a, b in pairwise(found)):
        raise ValueError("東,北 を 2 点以上、コンマで区切って書いてください（同じ点は続けられません）")
    return found


def line_or_file(text: str) -> tuple[tuple[float, float], ...] | Path:
    """Return corners, or the file that holds a line.

    Raises
    ------
    ValueError
        With a sentence, when it is neither.
    """
    path = Path(text)
    return path if path.exists() else corners(text)


def vector_at(path: Path, crs: str, console: Console) -> Vector:
    """Return the first layer of shapes of a file, in a plane rectangular system.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or there are none.
    """
    from gisapp.reading import read_data
    from layers.vector import Vector

    result = read_data(path, console.feedback, target=crs)
    for finding in result.findings:
        console.feedback.find(finding)
    found = next((layer for layer in result.layers if isinstance(layer, Vector)), None)
    if found is None:
        raise NotRecognised(_NO_SHAPES, _ANOTHER, values={"file": path.name}, where=Where(str(path)))
    return found


def line_at(path: Path, crs: str, console: Console) -> NDArray[np.float64]:
    """Return the one line of a file (k, 2), metres of a system.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read, or is not one line.
    """
    import shapely

    shapes = vector_at(path, crs, console).data.store
    found = shapes.shapes(np.arange(shapes.count))
    lines = shapely.get_parts(shapely.force_2d(found[shapely.get_dimensions(found) == 1]))
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))) if len(lines) else lines
    if len(merged) != 1:
        values: dict[str, object] = {"file": path.name, "count": len(merged)}
        raise AnalysisFailed(_SEVERAL, _ONE, values=values, where=Where(str(path)))
    places = shapely.get_coordinates(shapely.remove_repeated_points(merged[0]))
    return np.asarray(places, np.float64)
