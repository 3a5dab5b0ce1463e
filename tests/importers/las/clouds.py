"""Clouds made for tests: a hill with houses, trees and faulty points, and files cut or changed."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import laspy
import numpy as np

from importers.las.header import read_header
from importers.las.index.records import Units, layout_of
from importers.las.index.sources import Cloud, Scan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pytest
    from numpy.typing import NDArray

    from layers.feedback import Feedback

WEST, SOUTH = 31_000.0, 32_000.0
"""In zone I, which is Nagasaki."""
ZONE = "EPSG:6669"


@dataclass(frozen=True, eq=False)
class Town:
    """Points (n, 3) with their classes (n,)."""

    points: NDArray[np.float64]
    classes: NDArray[np.uint8]


def hill(east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the ground of the town: a slope of up to 30 degrees."""
    away = np.hypot(east - WEST - 100, north - SOUTH - 60)
    ground: NDArray[np.float64] = 20 + 60 * np.exp(-((away / 75) ** 2))
    return ground


def town(count: int = 60_000, side: float = 200.0, seed: int = 7) -> Town:
    """Return a hill with twelve houses, trees, and a few points far too low."""
    random = np.random.default_rng(seed)
    east, north = WEST + random.uniform(0, side, count), SOUTH + random.uniform(0, side, count)
    height = hill(east, north) + random.normal(0, 0.03, count)
    classes = np.full(count, 2, dtype=np.uint8)
    for number in range(12):
        west, south = WEST + 12 + 48 * (number % 4), SOUTH + 15 + 60 * (number // 4)
        wide, deep = 10 + number, 8 + number / 2
        roof = (east > west) & (east < west + wide) & (north > south) & (north < south + deep)
        height[roof] = hill(east[roof], north[roof]).max(initial=0.0) + 6
        classes[roof] = 6
    trees = (classes == 2) & (random.random(count) < 0.2)
    height[trees] += random.uniform(1.5, 9, int(trees.sum()))
    classes[trees] = 5
    low = random.choice(count, 6, replace=False)
    height[low] -= 25
    classes[low] = 7
    return Town(np.column_stack([east, north, height]), classes)


def written(
    path: Path,
    cloud: Town,
    *,
    crs: str = ZONE,
    classes: bool = True,
    point_format: int = 6,
    version: str = "1.4",
) -> Path:
    """Write a cloud as LAS, or LAZ by the ending of its name."""
    from pyproj import CRS

    header = laspy.LasHeader(point_format=point_format, version=version)
    header.offsets = np.floor(cloud.points.min(axis=0))
    header.scales = np.array([0.001, 0.001, 0.001]) if crs != "EPSG:6668" else np.array([1e-9, 1e-9, 0.001])
    if crs:
        header.add_crs(CRS.from_user_input(crs))
    made = laspy.LasData(header)
    made.x, made.y, made.z = cloud.points.T
    if classes:
        made.classification = cloud.classes
    made.write(str(path))
    return path


def changed(path: Path, place: int, layout: str, value: float) -> Path:
    """Return a copy of a file with another number at a place of its head."""
    content = bytearray(path.read_bytes())
    struct.pack_into(layout, content, place, value)
    other = path.with_name(f"changed_{place}{path.suffix}")
    other.write_bytes(bytes(content))
    return other


def cloud_of(*paths: Path, swapped: bool = False) -> Cloud:
    """Return files as what becomes one octree, wherever they lie."""
    scans = []
    for path in paths:
        header = read_header(path)
        layout = layout_of(header.point_format, header.record_length, header.extra, swapped=swapped)
        scans.append(Scan(path, header, layout))
    first = scans[0].header
    return Cloud(tuple(scans), Units(first.scale, first.offset), first.wkt, str(paths[0].stat().st_mtime_ns))


def work_here(patch: pytest.MonkeyPatch) -> None:
    """Let this process do what is given to others: most tests look at what comes of it."""

    def alone(work: Any, arguments: Any, _path: Any, _feedback: Any, show: Callable[[float], None]) -> Any:
        return work(*arguments, show)

    patch.setattr("importers.las.index.building.Pool", Here)
    for user in ("formats.converting", "looking", "cloudimporter", "making"):
        patch.setattr(f"importers.las.{user}.alone", alone)


class Here:
    """Does at once, in this process, what the pool gives to others: most tests look at what comes of it."""

    def __init__(self, path: Path, feedback: Feedback) -> None:
        self._feedback = feedback

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(
        self,
        tasks: Mapping[int, Any],
        show: Callable[[float], None],
        done: Callable[[], float] | None = None,
    ) -> dict[int, Any]:
        del done
        found = {}
        for number, (work, arguments) in tasks.items():
            self._feedback.step()
            found[number] = work(*arguments)
            show(len(found) / len(tasks))
        return found
