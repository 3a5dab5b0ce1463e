"""The relief (dem) of a PLATEAU dataset: triangles of ``dem:TINRelief`` in metres."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml import srs
from importers.citygml.progress import Progress
from importers.citygml.shapes import to_plane
from importers.terrain.triangletext import TriangleText
from layers import crs
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from importers.citygml.dataset import Dataset, GmlFile
    from importers.citygml.elements import Elements
    from layers.feedback import Feedback

LEAST_AREA = 1e-6
"""Square metres, twice: what covers less covers no cell's middle."""
_COORDINATES = ("posList", "pos", "coordinates")

_LEFT_OUT = {
    "triangle-odd": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の {line:,} 行目などに、頂点が 3 つでない三角形や穴のある三角形が {count:,} 件ありました。"
        "除きました。",
    ),
    "triangle-outside": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の {line:,} 行目などに、日本の範囲にない座標や数値でない座標の三角形が"
        " {count:,} 件ありました。除きました。",
    ),
    "triangle-damaged": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の {line:,} 行目などに、壊れていて読めない三角形が {count:,} 件ありました。除きました。",
    ),
    "triangle-no-area": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の {line:,} 行目などに、上から見て面積のない三角形が {count:,} 件ありました。除きました。",
    ),
    "relief-points": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の {line:,} 行目などに、三角形でない地形（点・線・画像）が {count:,} 件ありました。"
        "地形に使っていません。",
    ),
}


def read_relief(
    dataset: Dataset,
    index: int,
    target: str,
    feedback: Feedback,
    findings: list[Finding],
    counts: Counter[str],
    show: Progress | None = None,
) -> Iterator[NDArray[np.float64]]:
    """Yield the triangles of a file, window by window.

    Parameters
    ----------
    dataset, index
        Which file.
    target
        Plane rectangular system.
    feedback
        Asked to stop before each window.
    findings, counts
        Receive what was noticed, ``triangles`` and what was left out by reason.
    show
        Told of the bytes read, None when nobody wants to know.

    Yields
    ------
    corners
        (m, 3, 3) east, north, height in metres.

    Raises
    ------
    layers.errors.ImportFailed
        When nothing of the file can be used.
    """
    file = dataset.files[index]
    progress = show or Progress(file.path)
    left_out: dict[str, tuple[int, int]] = {}
    system, swapped = "", False
    with dataset.container.open(file.path) as stream:
        text = TriangleText(stream, progress)
        for elements in text.elements(feedback):
            points, rows = _triangles(elements, left_out)
            if not len(points):
                continue
            flat = points.reshape(-1, 3)
            if not system:
                known = flat[np.isfinite(flat).all(axis=1)]
                system, swapped = srs.decide(text.declared, known, file.path, findings, 1)
            if not system:
                _note(left_out, "triangle-outside", elements, rows)
                continue
            if swapped:
                flat = flat[:, [1, 0, 2]]
            inside = srs.inside_japan(flat) if system == crs.GEOGRAPHIC else srs.inside_zone(flat)
            whole = inside.reshape(-1, 3).all(axis=1)
            _note(left_out, "triangle-outside", elements, rows[~whole])
            kept = flat.reshape(-1, 3, 3)[whole].reshape(-1, 3)
            corners = to_plane(kept, system, target).reshape(-1, 3, 3)
            one, two = corners[:, 1, :2] - corners[:, 0, :2], corners[:, 2, :2] - corners[:, 0, :2]
            wide = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) > LEAST_AREA
            _note(left_out, "triangle-no-area", elements, rows[whole][~wide])
            counts["triangles"] += int(wide.sum())
            yield corners[wide]
    for code, count, line in text.left_out():
        _add(left_out, code, count, line)
    findings.extend(progress.findings)
    _tell(file, left_out, findings, counts)


def _triangles(
    elements: Elements, left_out: dict[str, tuple[int, int]]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return (m, 3, 3) triangles as written, and the rows of their coordinate lists."""
    from importers.citygml.numbers import parse_numbers

    points, rows = [np.empty((0, 3, 3))], [np.empty(0, dtype=np.int64)]
    for path, chain in enumerate(elements.chains):
        names = [name.local for name in chain]
        if names[-1] not in _COORDINATES:
            continue
        lists = elements.rows_by_path[path].astype(np.int64)
        if names[-1] != "posList":
            _note(left_out, "triangle-odd", elements, lists)
            continue
        values, offsets = parse_numbers(elements.data, elements.text[lists])
        words = np.diff(offsets)
        # A ring repeats its first point at the end; one that forgot to is a triangle all the same.
        sound = ((words == 12) | (words == 9)) & ("interior" not in names)
        again = np.flatnonzero(sound & (words == 12))
        start = offsets[again]
        same = [values[start + k] == values[start + 9 + k] for k in range(3)]
        different = ~np.logical_and.reduce(same)
        sound[again[different & np.isfinite(values[start[:, None] + np.arange(12)]).all(axis=1)]] = False
        _note(left_out, "triangle-odd", elements, lists[~sound])
        first = offsets[:-1][sound]
        points.append(values[first[:, None] + np.arange(9)].reshape(-1, 3, 3))
        rows.append(lists[sound])
    return np.concatenate(points), np.concatenate(rows)


def _note(
    left_out: dict[str, tuple[int, int]], what: str, elements: Elements, rows: NDArray[np.int64]
) -> None:
    if len(rows):
        _add(left_out, what, len(rows), elements.line(int(rows[0])) if what not in left_out else 0)


def _add(left_out: dict[str, tuple[int, int]], what: str, count: int, line: int) -> None:
    before, first = left_out.get(what, (0, 0))
    left_out[what] = (before + count, first or line)


def _tell(
    file: GmlFile, left_out: dict[str, tuple[int, int]], findings: list[Finding], counts: Counter[str]
) -> None:
    for code, (count, line) in left_out.items():
        counts[f"left_out:{code}"] += count
        values = {"file": file.path, "line": line, "count": count}
        findings.append(
            Finding(Severity.WARNING, code, _LEFT_OUT[code], values, Where(file.path, line), count)
        )
