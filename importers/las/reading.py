"""Points of a cloud, chunk by chunk. Runs in a process of its own: what decompresses may abort or hang."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.copc import open_copc
from layers.errors import DamagedFile
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from importers.las.files import File
    from importers.las.header import Header
    from layers.copc import Copc

CHUNK = 500_000
"""Points that are held at a time: about 100 MB with all that is worked out of them."""
GROUND, MODEL_KEY, WATER = 2, 8, 9
NOISE = (7, 18)
"""Classes of the ASPRS specification."""
WITHHELD = 4
"""The bit of the flags of point formats from 6 on."""
_UNREADABLE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の点を読み取れません。壊れているか、途中で切れているか、知らない圧縮です。"
)
_ANOTHER = QT_TRANSLATE_NOOP(
    CONTEXT, "ファイルをもう一度受け取り直すか、圧縮しない LAS で受け取ってください。"
)


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some points in the order of the file.

    Attributes
    ----------
    x, y, z
        (n,) float64 as they stand in the file.
    classes
        (n,) uint8.
    withheld
        (n,) whether a point was marked as not to be used.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]
    classes: NDArray[np.uint8]
    withheld: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.x)


def chunks(path: File, header: Header, size: int = CHUNK) -> Iterator[Chunk]:
    """Give all points that the file really has.

    Raises
    ------
    layers.errors.DamagedFile
        When points cannot be read; those before them were given.
    """
    with opened(path) as reader:
        left = header.points
        while left > 0:
            points = guarded(path, reader.read_points, min(size, left))
            count = len(points)
            if not count:
                return
            left -= count
            yield guarded(path, _chunk, points)


def samples(path: File, header: Header, places: int = 12, size: int = 20_000) -> Iterator[Chunk]:
    """Give some points from all over the file, at most so many times so many.

    Raises
    ------
    layers.errors.DamagedFile
        When points cannot be read; those before them were given.
    """
    if header.copc and isinstance(path, Path):
        copc = _copc(path)
        if copc is not None:
            yield from _samples_of_nodes(copc, places, size)
            return
    if can_be_entered(path, header):
        starts = np.unique(np.linspace(0, max(header.points - size, 0), places).astype(np.int64))
    else:
        starts = np.arange(places) * size  # from the beginning: the way to the middle leads through all
    at = 0
    with opened(path) as reader:
        for start in starts.tolist():
            count = min(size, header.points - start)
            if count <= 0:
                return
            if start != at:
                guarded(path, reader.seek, start)
            points = guarded(path, reader.read_points, count)
            at = start + len(points)
            if not len(points):
                return
            yield guarded(path, _chunk, points)


def can_be_entered(path: File, header: Header) -> bool:
    """Say whether points in the middle can be read without those before them."""
    return isinstance(path, Path) and (header.chunked or not header.compressed)


def _copc(path: Path) -> Copc | None:
    """Return the file as COPC, None when its octree is broken: its points may be sound all the same."""
    try:
        return open_copc(path)
    except DamagedFile:
        return None


def _samples_of_nodes(copc: Copc, places: int, size: int) -> Iterator[Chunk]:
    for number in np.unique(np.linspace(0, len(copc.counts) - 1, places).astype(np.int64)).tolist():
        points = copc.node(number)
        points = points[:: -(-len(points) // size)]
        where = copc.places(points)
        withheld = (points["flags"] & WITHHELD) != 0
        yield Chunk(where[:, 0], where[:, 1], where[:, 2], points["classification"].copy(), withheld)


def opened(path: File) -> Any:
    """Return a reader of laspy for a file whose head was checked.

    Raises
    ------
    layers.errors.DamagedFile
        When it cannot be opened.
    """
    import laspy

    # What stands after the points was looked at with the head, where its number was not believed.
    source = path if isinstance(path, Path) else path.open()
    return guarded(path, lambda: laspy.open(source, read_evlrs=False, laz_backend=laspy.LazBackend.Lazrs))


def _chunk(points: Any) -> Chunk:
    """Return the columns that are needed, as arrays of their own."""
    names = set(points.point_format.dimension_names)
    withheld = np.zeros(len(points), dtype=bool)
    if "withheld" in names:
        withheld = np.asarray(points["withheld"]).astype(bool)
    return Chunk(
        np.array(points.x, dtype=np.float64),
        np.array(points.y, dtype=np.float64),
        np.array(points.z, dtype=np.float64),
        np.array(points["classification"], dtype=np.uint8),
        withheld,
    )


def guarded(path: File, work: Callable[..., Any], *arguments: Any) -> Any:
    """Do something with a library that reports damage in many ways, one of them no ``Exception``."""
    try:
        return work(*arguments)
    except MemoryError:
        raise
    except Exception as error:
        raise unreadable(path, error) from error
    except BaseException as error:
        # The decompressor is written in another language, and its panics are not of the usual kind.
        if type(error).__name__ != "PanicException":
            raise
        raise unreadable(path, error) from error


def unreadable(path: File, error: BaseException) -> DamagedFile:
    """Return the error that points cannot be read."""
    detail = f"{type(error).__name__}: {error}"
    return DamagedFile(
        _UNREADABLE, _ANOTHER, values={"file": path.name}, where=Where(str(path)), detail=detail
    )
