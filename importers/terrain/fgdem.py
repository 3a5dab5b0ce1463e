"""The grids of heights of 基盤地図情報 (``FG-GML-…-DEM5A-….xml``).

A file is one tile: a head that tells its corners and size, and a list of lines such as ``地表面,12.34``, from
the north-western cell row by row. Cells at the beginning may be missing (``startPoint``), and at the end too;
-9999 stands for no height.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import DamagedFile, NotRecognised, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.terrain.sampling import Box

NAME = re.compile(r"^FG-GML-.*DEM.*\.xml$", re.IGNORECASE)
MOST_BYTES = 256 << 20
"""A tile of 1 m has 850,000 cells and 20 MB."""
MOST_CELLS = 16 << 20
NO_HEIGHT, HIGHEST = -9000.0, 9000.0
"""Metres: what lies below or above stands for no height."""
_NEVER = np.zeros(256, dtype=bool)
"""Bytes that no line holds, in any encoding."""
_NEVER[[*range(9), *b"<>&", 0xFF]] = True
_HEAD = 65_536
_PREFIX = rb"(?:[\w.\-]+:)?"
_END = re.compile(rb"</" + _PREFIX + rb"Dataset\s*>\s*$")
_TAIL = 200
_KIND = re.compile(r"DEM(\d+)([A-Z])", re.IGNORECASE)
_SYSTEMS = {"jgd2000": "EPSG:4612", "jgd2011": "EPSG:6668", "jgd2024": "EPSG:6668"}

_NOT_DEM = QT_TRANSLATE_NOOP(CONTEXT, "{file} は基盤地図情報の標高（DEM）ではありません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "名前が FG-GML-…-DEM….xml のファイルを選んでください。")
_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
_GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_DOCTYPE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に文書型宣言（DOCTYPE）があります。安全のため読み込みませんでした。"
)
_ODD_LINES = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に標高として読めない行が {count:,} 行ありました。標高なしとして読み込みました。"
)
_TOO_MANY = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の標高の数が格子の大きさより {count:,} 個多いため、余りを除きました。"
)
_CUT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} は途中で切れています。読めた所までを読み込みました。ファイルをもう一度受け取り直してください。",
)


@dataclass(frozen=True, eq=False)
class DemTile:
    """One file.

    Attributes
    ----------
    kind
        ``5A``, ``10B`` …; empty when neither name nor content says.
    crs
        Geographic system in degrees.
    west, north
        Corner in degrees.
    step_east, step_north
        Degrees along a cell.
    heights
        (rows, columns) float32 from north to south, NaN without a height.
    """

    kind: str
    crs: str
    west: float
    north: float
    step_east: float
    step_north: float
    heights: NDArray[np.float32]


def is_dem(head: bytes) -> bool:
    """Say whether a file that begins so is a grid of heights of 基盤地図情報."""
    return b"fgd.gsi.go.jp" in head and re.search(rb"<" + _PREFIX + rb"DEM[\s>]", head) is not None


def read_tile(name: str, content: bytes, findings: list[Finding]) -> DemTile:
    """Read a file.

    Parameters
    ----------
    name
        For messages, and for the kind.
    content
        All of it.
    findings
        Receives what was noticed.

    Raises
    ------
    layers.errors.NotRecognised, layers.errors.DamagedFile, layers.errors.Unsafe
        When it is something else, has no usable head, or declares a document type.
    """
    values: dict[str, object] = {"file": name}
    where = Where(name)
    head = content[:_HEAD]
    if b"<!DOCTYPE" in head:
        raise Unsafe(_DOCTYPE, _GET_AGAIN, values=values, where=where)
    if not is_dem(head):
        raise NotRecognised(_NOT_DEM, _CHOOSE, values=values, where=where)
    try:
        frame = _frame(head)
    except ValueError as error:
        raise DamagedFile(_DAMAGED, _GET_AGAIN, values=values, where=where, detail=str(error)) from error
    south, west, north, east = frame.box
    rows, columns = frame.rows, frame.columns
    stop = content.find(b"</", frame.start)
    if stop < 0 or not _END.search(content[-_TAIL:]):
        findings.append(Finding(Severity.ERROR, "dem-cut", _CUT, values, where))
    listed, odd = _heights(content, frame.start, stop if stop >= 0 else len(content))
    # The list may also begin behind the first cell: the file tells where.
    start = _start(content[stop:], rows, columns) if stop >= 0 else 0
    heights = np.full(rows * columns, np.nan, dtype=np.float32)
    room = rows * columns - start
    heights[start : start + min(len(listed), room)] = listed[:room]
    if len(listed) > room:
        extra = {"file": name, "count": len(listed) - room}
        findings.append(Finding(Severity.WARNING, "dem-too-many", _TOO_MANY, extra, where))
    if odd:
        bad = {"file": name, "count": odd}
        findings.append(Finding(Severity.WARNING, "dem-odd-lines", _ODD_LINES, bad, where, odd))
    if not len(listed):
        raise DamagedFile(_DAMAGED, _GET_AGAIN, values=values, where=where, detail="no heights")
    kind = _KIND.search(name)
    datum = re.search(rb"fguuid:(jgd\d{4})", head)
    return DemTile(
        kind=f"{kind[1]}{kind[2].upper()}" if kind else "",
        crs=_SYSTEMS.get(datum[1].decode() if datum else "", "EPSG:6668"),
        west=west,
        north=north,
        step_east=(east - west) / columns,
        step_north=(north - south) / rows,
        heights=heights.reshape(rows, columns),
    )


@dataclass(frozen=True)
class _Frame:
    """What the head tells: south, west, north, east in degrees, size, and where the list begins."""

    box: tuple[float, float, float, float]
    rows: int
    columns: int
    start: int


def _frame(head: bytes) -> _Frame:
    """Read the head.

    Raises
    ------
    ValueError
        When it lacks something or tells what cannot be.
    """
    south, west = _pair(head, b"lowerCorner", float)
    north, east = _pair(head, b"upperCorner", float)
    low, high = _pair(head, b"low", int), _pair(head, b"high", int)
    tuples = re.search(rb"<" + _PREFIX + rb"tupleList\s*>", head)
    columns, rows = int(high[0] - low[0]) + 1, int(high[1] - low[1]) + 1
    if tuples is None or rows < 1 or not 0 < rows * columns <= MOST_CELLS:
        raise ValueError(f"{rows} rows, {columns} columns, list: {tuples}")
    if not (20 < south < north < 46.5 and 122 < west < east < 154.5 and north - south < 2 > east - west):
        raise ValueError(f"{south} to {north}, {west} to {east} degrees")
    return _Frame((south, west, north, east), rows, columns, tuples.end())


def _pair(text: bytes, local: bytes, kind: type[float]) -> tuple[float, float]:
    """Return the two numbers of the first element of that name."""
    found = re.search(rb"<" + _PREFIX + local + rb"\s*>\s*([^\s<]{1,40})\s+([^\s<]{1,40})\s*</", text)
    if found is None:
        raise ValueError(f"no {local.decode()}")
    return kind(found[1]), kind(found[2])


def _start(text: bytes, rows: int, columns: int) -> int:
    """Return the number of the first cell that the list tells."""
    try:
        column, row = _pair(text, b"startPoint", int)
    except ValueError:
        return 0
    return int(min(max(row * columns + column, 0), rows * columns))


def _heights(content: bytes, start: int, stop: int) -> tuple[NDArray[np.float32], int]:
    """Return the heights of the lines ``kind,height`` and the number of lines that have none."""
    data = np.frombuffer(content, dtype=np.uint8)
    from importers.citygml.numbers import parse_numbers  # compiled; whoever only looks at a file waits for it

    text = data[start:stop]
    ends = np.append(np.flatnonzero(text == 0x0A), len(text))
    begins = np.concatenate([[0], ends[:-1] + 1])
    commas = np.flatnonzero(text == 0x2C)
    # The last comma of each line; kinds are Japanese words, in UTF-8 or Shift_JIS, and hold none.
    place = np.searchsorted(commas, ends) - 1
    comma = np.where(place >= 0, commas[np.maximum(place, 0)] if len(commas) else 0, -1)
    has = (comma >= begins) & (place >= 0)
    visible = np.cumsum(text > 0x20)
    before = np.concatenate([[0], visible])
    empty = before[ends] == before[begins]
    lines = has | ~empty
    spans = np.stack([np.where(has, comma + 1, begins), np.where(has, ends, begins)], axis=1)[lines] + start
    values, offsets = parse_numbers(data, spans.astype(np.int64))
    words = np.diff(offsets)
    heights = np.full(len(spans), np.nan)
    heights[words > 0] = values[offsets[:-1][words > 0]]
    strange = np.concatenate([[0], np.cumsum(_NEVER[text])])
    wrong = (words != 1) | (strange[ends] > strange[begins])[lines]
    odd = int(np.count_nonzero(wrong | ~np.isfinite(heights)))
    heights[(heights < NO_HEIGHT) | (heights > HIGHEST) | wrong] = np.nan
    return heights.astype(np.float32), odd


class DemMosaic:
    """Tiles of one kind side by side as one grid, so that no seam lies between them; kept on disk.

    Parameters
    ----------
    path
        The file, written while reading and mapped afterwards.
    """

    def __init__(self, path: Path, first: DemTile) -> None:
        self._path = path
        self._file = path.open("xb")
        self._first = first
        self._places: list[tuple[int, int, int, int, int]] = []
        self._size = 0
        self._mapped: NDArray[np.float32] | None = None
        self.crs = first.crs

    def fits(self, tile: DemTile) -> bool:
        """Say whether a tile belongs to this grid: same kind, system and steps."""
        first = self._first
        near = (
            abs(tile.step_east / first.step_east - 1) < 1e-3
            and abs(tile.step_north / first.step_north - 1) < 1e-3
        )
        return near and tile.kind == first.kind and tile.crs == first.crs

    def add(self, tile: DemTile) -> None:
        """Add a tile."""
        first = self._first
        row = round((first.north - tile.north) / first.step_north)
        column = round((tile.west - first.west) / first.step_east)
        self._file.write(tile.heights.astype("<f4").tobytes())
        self._places.append((row, column, *tile.heights.shape, self._size))
        self._size += tile.heights.size

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._mapped = None

    @property
    def kind(self) -> str:
        """What the tiles are: ``5A`` …."""
        return self._first.kind

    @property
    def _origin(self) -> tuple[int, int]:
        return min(place[0] for place in self._places), min(place[1] for place in self._places)

    @property
    def rows(self) -> int:
        """Rows of the whole grid."""
        return max(place[0] + place[2] for place in self._places) - self._origin[0]

    @property
    def columns(self) -> int:
        """Columns of the whole grid."""
        return max(place[1] + place[3] for place in self._places) - self._origin[1]

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """See :class:`importers.terrain.sampling.HeightGrid`."""
        first = self._first
        row, column = self._origin
        west, north = first.west + column * first.step_east, first.north - row * first.step_north
        return first.step_east, 0.0, west, 0.0, -first.step_north, north

    @property
    def tile_boxes(self) -> list[Box]:
        """West, south, east, north of each tile in degrees."""
        a, _, c, _, e, f = self.transform
        top, left = self._origin
        return [
            (
                c + (column - left) * a,
                f + (row - top + rows) * e,
                c + (column - left + columns) * a,
                f + (row - top) * e,
            )
            for row, column, rows, columns, _ in self._places
        ]

    def window(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float32]:
        """Return a part of the grid, NaN where there is no tile."""
        if self._mapped is None:
            self._file.close()
            self._mapped = np.memmap(self._path, dtype="<f4", mode="r", shape=(self._size,)).view(np.ndarray)
        result = np.full((rows, columns), np.nan, dtype=np.float32)
        top, left = self._origin
        for first, begin, tall, wide, start in self._places:
            north, west = first - top - row, begin - left - column
            low, high = max(north, 0), min(north + tall, rows)
            near, far = max(west, 0), min(west + wide, columns)
            if low >= high or near >= far:
                continue
            tile = self._mapped[start : start + tall * wide].reshape(tall, wide)
            part = tile[low - north : high - north, near - west : far - west]
            held = result[low:high, near:far]
            held[...] = np.where(np.isfinite(held), held, part)
        return result
