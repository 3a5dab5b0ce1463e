"""Meshes moved to the ellipsoid, kept on disk until it is known which tile they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.tiles3d.boxes import BOX, boxes_of, crossed
from gisapp.export.ellipsoid import geographic

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.drawables import Mesh
    from layers.heightbase import Undulation

MOST_TRIANGLES = 20_000
"""Of a tile: about a megabyte as it travels, some thousand houses."""
_KINDS = {
    "boxes": BOX,
    "places": np.dtype(np.float64),
    "triangles": np.dtype(np.uint32),
    "owners": np.dtype(np.uint32),
}
"""What a piece holds, one behind the other; how many of each comes first."""
LEAST_AREA = 1e-5
"""Square metres below which a triangle is a line: it has no side that light could fall on."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Some features on disk.

    Attributes
    ----------
    path
        Holds ``places`` (n, 3: longitude, latitude in degrees, height above the ellipsoid), ``triangles``
        (m, 3), ``owners`` (m,) and ``boxes`` (see :mod:`gisapp.desks.publish.tiles3d.boxes`).
    middle
        East and north in metres of the plane system.
    bounds
        West, south, bottom, east, north, top in degrees and metres.
    triangles, features
        How many.
    """

    path: Path
    middle: tuple[float, float]
    bounds: tuple[float, ...]
    triangles: int
    features: int


@dataclass(frozen=True, eq=False)
class Cutting:
    """What a worker needs to make pieces of a mesh.

    Attributes
    ----------
    stem
        Path of the pieces without their numbers.
    mesh
        Triangles in plane metres with heights above sea level.
    crs
        Its plane system.
    geoid
        What is added to heights.
    most
        Triangles that a piece should have at most.
    """

    stem: Path
    mesh: Mesh
    crs: str
    geoid: Undulation
    most: int = MOST_TRIANGLES


def cut(job: Cutting) -> list[Piece]:
    """Write the pieces of a mesh and return them; runs in a worker."""
    mesh = job.mesh
    points = mesh.points.astype(np.float64) + mesh.origin
    corners = points[mesh.triangles]
    across = crossed(corners)
    with np.errstate(invalid="ignore"):
        sound = np.einsum("ij,ij->i", across, across) > 4 * LEAST_AREA**2
    triangles, owners, across = mesh.triangles[sound], mesh.features[sound], across[sound]
    if not len(triangles):
        return []
    longitude, latitude = geographic(points[:, 0], points[:, 1], job.crs)
    places = np.column_stack([longitude, latitude, points[:, 2] + job.geoid.at(longitude, latitude)])
    order = np.argsort(owners, kind="stable")
    triangles, owners, across = triangles[order], owners[order], across[order]
    boxes = _with_places(boxes_of(points[triangles], across, owners), job)
    middles = np.column_stack([boxes["east"], boxes["north"]])
    counts = np.unique(owners, return_counts=True)[1]
    found = []
    for number, group in enumerate(_groups(middles, counts, job.most)):
        chosen = np.zeros(len(counts), dtype=bool)
        chosen[group] = True
        here = np.repeat(chosen, counts)
        used = np.zeros(len(places), dtype=bool)
        used[triangles[here]] = True
        renumbered = np.cumsum(used, dtype=np.uint32) - np.uint32(1)
        part = {
            "boxes": boxes[chosen],
            "places": places[used],
            "triangles": renumbered[triangles[here]],
            "owners": owners[here],
        }
        path = job.stem.with_name(f"{job.stem.name}-{number}.piece")
        with path.open("wb") as file:
            np.array([part[name].size for name in _KINDS], dtype=np.int64).tofile(file)
            for name, kind in _KINDS.items():
                part[name].astype(kind, copy=False).tofile(file)
        low, high = part["places"].min(axis=0).tolist(), part["places"].max(axis=0).tolist()
        middle = middles[group].mean(axis=0).tolist()
        found.append(Piece(path, tuple(middle), (*low, *high), int(here.sum()), len(group)))
    return found


def read(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a piece."""
    with path.open("rb") as file:
        counts = np.fromfile(file, np.int64, len(_KINDS))
        found = {
            name: np.fromfile(file, kind, count)
            for (name, kind), count in zip(_KINDS.items(), counts.tolist(), strict=True)
        }
    return {**found, "places": found["places"].reshape(-1, 3), "triangles": found["triangles"].reshape(-1, 3)}


def boxes_in(path: Path) -> NDArray[Any]:
    """Return only the boxes of a piece."""
    with path.open("rb") as file:
        count = int(np.fromfile(file, np.int64, len(_KINDS))[0])
        return np.fromfile(file, BOX, count)


def _with_places(boxes: NDArray[Any], job: Cutting) -> NDArray[Any]:
    """Return boxes whose corners are in degrees and whose heights are above the ellipsoid."""
    flat = boxes["corners"].reshape(-1, 2)
    longitude, latitude = geographic(flat[:, 0], flat[:, 1], job.crs)
    rise = job.geoid.at(longitude, latitude).reshape(-1, 4).mean(axis=1)
    moved = boxes.copy()
    moved["corners"] = np.column_stack([longitude, latitude]).reshape(-1, 4, 2)
    moved["bottom"] += rise
    moved["top"] += rise
    return moved


def _groups(middles: NDArray[np.float64], counts: NDArray[np.int64], most: int) -> list[NDArray[np.intp]]:
    """Halve features along the longer side until each group has few enough triangles."""
    waiting = [np.arange(len(counts))]
    done = []
    while waiting:
        group = waiting.pop()
        if counts[group].sum() <= most or len(group) == 1:
            done.append(np.sort(group))
            continue
        spans = np.ptp(middles[group], axis=0)
        order = group[np.argsort(middles[group, int(np.argmax(spans))], kind="stable")]
        half = int(np.searchsorted(np.cumsum(counts[order]), counts[order].sum() / 2)) + 1
        half = min(max(half, 1), len(order) - 1)
        waiting += [order[half:], order[:half]]
    return done
