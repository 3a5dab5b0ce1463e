"""How large a table may be, and the sentences for one that is larger or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.errors import DamagedFile, ImportFailed, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

TEXT_BYTES = 512 << 20
"""Largest CSV."""
RECORD_BYTES = 128 << 20
"""Largest JSON: it is read in one go, and takes ten times its size."""
WORKBOOK_BYTES = 256 << 20
UNPACKED_BYTES = 512 << 20
"""Largest workbook, as it lies there and unpacked."""
PACKING = 300
"""A workbook that unpacks to more than so many times its size is not one that Excel wrote."""
ROWS = 2_000_000
COLUMNS = 1_000
CELLS = 20_000_000
"""A table larger than this does not fit a PC with 4 GB."""

_TOO_LARGE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は大きすぎて読み込めません（{size:,} MB。上限は {most:,} MB）。"
)
_TOO_MANY_ROWS = QT_TRANSLATE_NOOP(CONTEXT, "{file} は行が多すぎて読み込めません（上限は {most:,} 行）。")
_TOO_MANY_COLUMNS = QT_TRANSLATE_NOOP(CONTEXT, "{file} は列が多すぎて読み込めません（上限は {most:,} 列）。")
_TOO_MANY_CELLS = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は行と列が多すぎて読み込めません（上限は {most:,} セル）。"
)
_DIVIDE = QT_TRANSLATE_NOOP(CONTEXT, "地区や年度ごとに分けて、ファイルをいくつかに保存し直してください。")
_SAVE_AGAIN = QT_TRANSLATE_NOOP(
    CONTEXT, "使っていない遠くのセルや余分な行を消し、必要な範囲だけを新しいファイルに保存し直してください。"
)
_BOMB = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は、展開すると異常に大きくなるファイルです。安全のため読み込みません。"
)
_ASK = QT_TRANSLATE_NOOP(CONTEXT, "入手元に、ファイルが正しいか確かめてください。")
_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "{file} にデータの行がありません。")
_EMPTY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "見出しの行の下に、データが入っているか確かめてください。")
_NO_TABLE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は、表として読める形をしていません。")
_NO_TABLE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "列をカンマかタブで区切ったファイル（CSV・TSV）か、Excel（.xlsx）で保存し直してください。"
)
_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
_DAMAGED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "元のプログラムで開けるか確かめ、もう一度保存するか取得し直してください。"
)


def check_size(path: Path, most: int) -> int:
    """Return the size of a file in bytes.

    Raises
    ------
    layers.errors.ImportFailed
        When it is larger than `most`.
    """
    size = path.stat().st_size
    if size > most:
        values = {"file": path.name, "size": -(-size >> 20), "most": most >> 20}
        raise ImportFailed(_TOO_LARGE, _DIVIDE, values=values, where=Where(file=str(path)))
    return size


def check_shape(path: Path, rows: int, columns: int) -> None:
    """Refuse a table with too many rows, columns or cells (:class:`layers.errors.ImportFailed`)."""
    template = ""
    hint = _DIVIDE
    if rows > ROWS:
        template, most = _TOO_MANY_ROWS, ROWS
    elif columns > COLUMNS:
        template, most, hint = _TOO_MANY_COLUMNS, COLUMNS, _SAVE_AGAIN
    elif rows * columns > CELLS:
        template, most, hint = _TOO_MANY_CELLS, CELLS, _SAVE_AGAIN
    if template:
        raise ImportFailed(
            template, hint, values={"file": path.name, "most": most}, where=Where(file=str(path))
        )


def bomb(path: Path) -> Unsafe:
    """Return what is said of an archive that unpacks to far more than it seems."""
    return Unsafe(_BOMB, _ASK, values={"file": path.name}, where=Where(file=str(path)))


def empty(path: Path) -> ImportFailed:
    """Return what is said of a table without rows."""
    return ImportFailed(_EMPTY, _EMPTY_HINT, values={"file": path.name}, where=Where(file=str(path)))


def no_table(path: Path) -> ImportFailed:
    """Return what is said of a file that holds no table."""
    return ImportFailed(_NO_TABLE, _NO_TABLE_HINT, values={"file": path.name}, where=Where(file=str(path)))


def damaged(path: Path, detail: str) -> DamagedFile:
    """Return what is said of a broken file."""
    return DamagedFile(
        _DAMAGED, _DAMAGED_HINT, values={"file": path.name}, where=Where(file=str(path)), detail=detail
    )
