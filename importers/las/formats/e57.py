"""Points of E57 files: all scans, each turned and moved by its pose, with what its points have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.files import Unpacked
from importers.las.formats.contents import FINE, PIECE, Contents, extra_name, full_colour
from layers.errors import DamagedFile, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from importers.las.files import File
    from importers.las.formats.contents import Columns

CARTESIAN = ("cartesianX", "cartesianY", "cartesianZ")
SPHERICAL = ("sphericalRange", "sphericalAzimuth", "sphericalElevation")
INVALID = ("cartesianInvalidState", "sphericalInvalidState")
COLOURS = {"colorRed": "red", "colorGreen": "green", "colorBlue": "blue"}
INTENSITY = "intensity"
SCAN = "scan"
"""Name of the column that numbers the scans from 1 on."""

_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は E57 として読めません。壊れているか、途中で切れています。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_NO_SCANS = QT_TRANSLATE_NOOP(CONTEXT, "{file} には点の座標がありません。")
_AS_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "点群を含めて書き出した E57 を受け取ってください。")


def contents(file: File) -> Contents:
    """Return what a file holds.

    Raises
    ------
    layers.errors.GisError
        When it is no E57 file, or has no points.
    """
    with _opened(file) as image:
        headers = [image.get_header(number) for number in range(image.scan_count)]
        names: dict[str, None] = {}
        for header in headers:
            names |= dict.fromkeys(header.point_fields)
        count = sum(header.point_count for header in headers)
        wkt = _text(image.root, "coordinateMetadata")
    fields = [name for name in names if name not in {*CARTESIAN, *SPHERICAL, *INVALID, *COLOURS}]
    if not count or not (set(CARTESIAN) <= names.keys() or set(SPHERICAL) <= names.keys()):
        values: dict[str, object] = {"file": file.name}
        raise NotRecognised(_NO_SCANS, _AS_POINTS, values=values, where=Where(str(file)))
    extra = ((SCAN, "u2"), *((_kept_name(name), "f8") for name in fields))
    made: Contents = Contents(
        count, COLOURS.keys() <= names.keys(), extra, FINE, lambda: _pieces(file, fields, count, made), wkt
    )
    return made


def _kept_name(field: str) -> str:
    """Return the name of a column; intensities are kept as they stand, beside those that are scaled."""
    return extra_name(field.rpartition(":")[2])


def _pieces(file: File, fields: list[str], count: int, made: Contents) -> Iterator[tuple[float, Columns]]:
    done = 0
    with _opened(file) as image:
        for number in range(image.scan_count):
            header = image.get_header(number)
            for table in _tables(file, image, header):
                size = len(next(iter(table.values())))
                done += size
                columns = _columns(header, table, fields, number)
                valid = np.ones(size, dtype=bool)
                for name in INVALID:
                    if name in table:
                        valid &= table[name] == 0
                made.leave_out("invalid", int((~valid).sum()))
                yield done / count, {name: column[valid] for name, column in columns.items()}


def _tables(file: File, image: Any, header: Any) -> Iterator[dict[str, NDArray[np.float64]]]:
    """Give the points of a scan, some at a time, all columns as float64."""
    from pye57 import libe57

    size = min(PIECE, max(header.point_count, 1))
    table = {name: np.empty(size) for name in header.point_fields}
    buffers = libe57.VectorSourceDestBuffer()
    for name, column in table.items():
        buffers.append(libe57.SourceDestBuffer(image.image_file, name, column, size, True, True))
    reader = _guarded(file, header.points.reader, buffers)
    while got := _guarded(file, reader.read):
        yield {name: column[:got].copy() for name, column in table.items()}
    reader.close()


def _columns(header: Any, table: dict[str, NDArray[np.float64]], fields: list[str], number: int) -> Columns:
    size = len(next(iter(table.values())))
    places = _global(header, _places(table))
    columns: Columns = dict(zip("xyz", places.T, strict=True))
    columns[SCAN] = np.full(size, number + 1, dtype=np.uint16)
    for field, name in COLOURS.items():
        if field in table:
            most = _limit(header, "colorLimits", f"{field}Maximum", 255.0)
            columns[name] = full_colour(table[field], most or 255.0)
        else:
            columns[name] = np.zeros(size, dtype=np.uint16)
    if INTENSITY in table:
        low = _limit(header, "intensityLimits", "intensityMinimum", 0.0)
        high = _limit(header, "intensityLimits", "intensityMaximum", 1.0)
        columns[INTENSITY] = full_colour(table[INTENSITY] - low, (high - low) or 1.0)
    for field in fields:
        columns[_kept_name(field)] = table.get(field, np.zeros(size))
    return columns


def _places(table: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return where points are (n, 3) as the instrument sees them.

    From angles after the E57 standard (ASTM E2807): azimuth from x towards y, elevation above that plane.
    """
    if CARTESIAN[0] in table:
        return np.column_stack([table[name] for name in CARTESIAN])
    away, azimuth, elevation = (table[name] for name in SPHERICAL)
    flat = away * np.cos(elevation)
    return np.column_stack([flat * np.cos(azimuth), flat * np.sin(azimuth), away * np.sin(elevation)])


def _global(header: Any, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places turned and moved by the pose of a scan."""
    if not header.has_pose():
        return places
    moved: NDArray[np.float64] = places @ np.asarray(header.rotation_matrix).T + header.translation
    return moved


def _limit(header: Any, group: str, name: str, otherwise: float) -> float:
    node = header.node
    if node.isDefined(group) and node[group].isDefined(name):
        value = float(node[group][name].value())
        return value if np.isfinite(value) else otherwise
    return otherwise


def _text(root: Any, name: str) -> str:
    return str(root[name].value()) if root.isDefined(name) else ""


def _opened(file: File) -> Any:
    import pye57

    return _guarded(file, pye57.E57, str(file.path if isinstance(file, Unpacked) else file))


def _guarded(file: File, work: Any, *arguments: Any) -> Any:
    from pye57 import libe57

    try:
        return work(*arguments)
    except (libe57.E57Exception, ValueError, OSError, RuntimeError) as error:
        values: dict[str, object] = {"file": file.name}
        raise DamagedFile(
            _BROKEN, _AGAIN, values=values, where=Where(str(file)), detail=str(error)
        ) from error
