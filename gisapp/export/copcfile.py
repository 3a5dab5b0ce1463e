"""A point cloud as COPC in the project's system: places, chosen attributes, and nothing else of the source.

User data, ids of sources, extra bytes and the records of the scanner's software stay behind: the file is made
anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gisapp.export.clouds import DIMENSIONS, PointContent
from gisapp.export.quiet import Quiet
from gisapp.export.rowcheck import ROWS, VALUES, check_extent
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.export.content import Content
    from layers.feedback import Feedback

SCALE = 0.001
"""Metres of a step of the numbers in the file."""
KEPT_RECORDS = {("copc", 1), ("copc", 1000), ("laszip encoded", 22204), ("LASF_Projection", 2112)}
AT_ONCE = 1_000_000
MORE = QT_TRANSLATE_NOOP(CONTEXT, "書き出すはずのない記録（{records}）が入っています。")


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the points, plainly first, then as an octree.

    Raises
    ------
    layers.errors.GisError
        When points cannot be read or there is no room.
    """
    from importers.las.index.building import build
    from importers.las.options import CloudOptions
    from importers.las.scans import surveys

    plain = path.with_name(f"{path.name}.plain.laz")
    try:
        _write_plain(cast("PointContent", content), plain, feedback.share(0.0, 0.5))
        (survey,) = surveys(plain, plain.parent, CloudOptions(crs=content.crs), Quiet(feedback), [])
        build(survey.cloud, path, Quiet(feedback), lambda share: feedback.step(0.5 + share / 2, 1.0))
    finally:
        plain.unlink(missing_ok=True)


def chosen(
    content: PointContent, feedback: Feedback
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.void]]]:
    """Give the points that are written: of each cube one where the public sees no more."""
    held = np.empty(0, dtype=np.int64)
    west, south, bottom, *_ = content.extent
    for places, points in content.nodes(feedback):
        if not len(points):
            continue
        if not content.spacing:
            yield places, points
            continue
        cubes = np.floor((places - (west, south, bottom)) / content.spacing).astype(np.int64)
        names = (cubes[:, 0] << 42) ^ (cubes[:, 1] << 21) ^ cubes[:, 2]
        names, first = np.unique(names, return_index=True)
        new = ~np.isin(names, held, assume_unique=True)
        held = np.union1d(held, names[new])
        first = np.sort(first[new])
        yield places[first], points[first]


def _write_plain(content: PointContent, path: Path, feedback: Feedback) -> None:
    import laspy
    from pyproj import CRS

    coloured = "colour" in content.dimensions
    header = laspy.LasHeader(point_format=7 if coloured else 6, version="1.4")
    west, south, bottom, *_ = content.extent
    header.scales = np.full(3, SCALE)
    header.offsets = np.floor([west, south, bottom])
    header.generating_software, header.system_identifier = "gisapp", ""
    header.creation_date = None
    header.add_crs(CRS.from_user_input(content.crs), keep_compatibility=False)
    with laspy.open(
        path, mode="w", header=header, do_compress=True, laz_backend=laspy.LazBackend.LazrsParallel
    ) as file:
        for places, points in chosen(content, feedback):
            record = laspy.ScaleAwarePointRecord.zeros(len(points), header=header)
            record.x, record.y, record.z = places.T
            record.return_number[:] = 1
            record.number_of_returns[:] = 1
            for name in content.dimensions:
                _take(name, points, record)
            file.write_points(record)


def _take(name: str, points: NDArray[np.void], record: Any) -> None:
    if name == "returns":
        record.return_number[:] = points["returns"] & 15
        record.number_of_returns[:] = points["returns"] >> 4
    elif name == "colour":
        record.red, record.green, record.blue = points["colour"].T
    elif name == "gps_time":
        record.gps_time = points["time"]
    else:
        setattr(record, name, points[DIMENSIONS[name][1][0]])


def read_back(content: Content, path: Path, feedback: Feedback) -> tuple[Finding, ...]:
    """Compare a COPC: number, extent, sums of what was chosen, and that all else is empty."""
    import laspy

    cloud = cast("PointContent", content)
    wanted, found = _Sums(), _Sums()
    for places, points in chosen(cloud, feedback):
        wanted.add(places, {name: _plain(name, points) for name in cloud.dimensions})
    with laspy.open(path) as file:
        records = {(one.user_id, one.record_id) for one in [*file.header.vlrs, *(file.evlrs or [])]}
        for points in file.chunk_iterator(AT_ONCE):
            feedback.step()
            places = np.column_stack([points.x, points.y, points.z])
            values = {
                name: _read(name, points) for name in DIMENSIONS if name != "colour" or _coloured(points)
            }
            others = ("user_data", "point_source_id", "scan_angle", "scanner_channel", "edge_of_flight_line")
            values |= {name: np.asarray(points[name]) for name in others}
            found.add(places, values)
    faults: list[Finding] = []
    if wanted.count != found.count:
        told: dict[str, object] = {"found": found.count, "wanted": wanted.count}
        faults.append(Finding(Severity.ERROR, "read-back-rows", ROWS, told))
    bare = {"returns": found.count * (1 | 1 << 4)}
    for name, value in found.sums.items():
        if value != wanted.sums.get(name, bare.get(name, 0)):
            told = {"column": name, "count": found.count}
            faults.append(Finding(Severity.ERROR, "read-back-values", VALUES, told))
    if records - KEPT_RECORDS:
        told = {"records": "、".join(f"{user} {number}" for user, number in sorted(records - KEPT_RECORDS))}
        faults.append(Finding(Severity.ERROR, "read-back-records", MORE, told))
    return (*faults, *check_extent(wanted.box, found.box, SCALE))


class _Sums:
    """How many points, where, and the sum of each attribute."""

    def __init__(self) -> None:
        self.count = 0
        self.sums: dict[str, float] = {}
        self._low, self._high = np.full(3, np.inf), np.full(3, -np.inf)

    def add(self, places: NDArray[np.float64], values: dict[str, NDArray[Any]]) -> None:
        """Add points."""
        self.count += len(places)
        self._low = np.minimum(self._low, places.min(axis=0))
        self._high = np.maximum(self._high, places.max(axis=0))
        for name, value in values.items():
            whole = (
                value.astype(np.int64)
                if value.dtype.kind in "iub"
                else np.round(value * 1e3).astype(np.int64)
            )
            self.sums[name] = self.sums.get(name, 0) + int(whole.sum())

    @property
    def box(self) -> NDArray[np.float64]:
        """Lowest and highest corner."""
        return np.concatenate([self._low, self._high])


def _plain(name: str, points: NDArray[np.void]) -> NDArray[Any]:
    """Return one number for each point that tells what it has."""
    value: NDArray[Any] = points[DIMENSIONS[name][1][0]]
    return value.astype(np.int64).sum(axis=1) if name == "colour" else value


def _coloured(points: Any) -> bool:
    return "red" in points.point_format.dimension_names


def _read(name: str, points: Any) -> NDArray[Any]:
    if name == "returns":
        return np.asarray(points.return_number).astype(np.int64) | (
            np.asarray(points.number_of_returns).astype(np.int64) << 4
        )
    if name == "colour":
        return sum(np.asarray(points[one]).astype(np.int64) for one in ("red", "green", "blue"))  # type: ignore[return-value]
    return np.asarray(points[name])
