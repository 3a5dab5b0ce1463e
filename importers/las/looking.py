"""Clouds before they are worked on: their heads, what some of their points tell, and where a head lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from importers.las.files import OTHER, OTHERS, files_at
from importers.las.gridding import look
from importers.las.header import GET_AGAIN, read_header
from importers.las.worker import alone
from layers.errors import ImportFailed, NotRecognised
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from importers.las.files import File
    from importers.las.gridding import Look
    from importers.las.header import Header
    from layers.feedback import Feedback

_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "{file} には点がありません。")
_NOTHING = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} には {count:,} 点あると書かれていますが、1 点も入っていません。"
)
_NONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} には、読み込める点群がありません。")
_LEFT_OUT = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読み込めませんでした。{reason}")
_SHORT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は途中で切れています。ファイルに書かれた点のうち {count:,} 点がありません。"
)
_MORE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} には {claimed:,} 点と書かれていますが、実際には {count:,} 点あります。すべて読み込みました。",
)
_LIES = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に書かれた範囲は、点の範囲と違います。実際の点の範囲を使いました。"
)
FORMAT = QT_TRANSLATE_NOOP(CONTEXT, "{kind} {version}（点の形式 {format}）")
WHY = {
    "without-place": QT_TRANSLATE_NOOP(CONTEXT, "{file} の {count:,} 点は、座標がないため除きました。"),
    "invalid": QT_TRANSLATE_NOOP(
        CONTEXT, "{file} の {count:,} 点は、測れなかった点と記録されているため除きました。"
    ),
    "unreadable": QT_TRANSLATE_NOOP(CONTEXT, "{file} の {count:,} 行は、数字として読めないため除きました。"),
}
"""Why points of other formats are left out."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A cloud that can be read.

    Attributes
    ----------
    file
        As the user knows it.
    source
        What is read: the file, or what was made of it where it is of another format.
    header, look
        Its head, and what some of its points tell.
    claimed
        How many points the file says it holds; what it holds where it says nothing.
    left_out
        Points that cannot be shown, by why.
    """

    file: File
    source: File
    header: Header
    look: Look
    claimed: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def format(self) -> str:
        """The format of the file, for people."""
        if self.source != self.file:
            return self.file.suffix[1:].upper()
        header = self.header
        kind = "COPC" if header.copc else "LAZ" if header.compressed else "LAS"
        return FORMAT.format(kind=kind, version=header.version, format=header.point_format)

    @property
    def findings(self) -> list[Finding]:
        """Where the file tells what is not so, and what was left out."""
        where, found = Where(str(self.file)), []
        name = self.file.name
        there = self.header.points + sum(self.left_out.values())
        values: dict[str, object] = {"file": name, "count": self.claimed - there}
        if there < self.claimed:
            found.append(Finding(Severity.WARNING, "las-file-short", _SHORT, values, where))
        elif there > self.claimed:
            values = {"file": name, "claimed": self.claimed, "count": there}
            found.append(Finding(Severity.WARNING, "las-file-long", _MORE, values, where))
        if not np.array_equal([self.header.low, self.header.high], [self.look.low, self.look.high]):
            found.append(Finding(Severity.WARNING, "las-box-wrong", _LIES, {"file": name}, where))
        for reason, count in self.left_out.items():
            values = {"file": name, "count": count}
            found.append(Finding(Severity.WARNING, f"las-{reason}", WHY[reason], values, where))
        return found


def readable(
    path: Path, scratch: Path, feedback: Feedback, show: Callable[[float], None], findings: list[Finding]
) -> Iterator[Seen]:
    """Give the clouds at a path that can be read, at least one.

    Parameters
    ----------
    path
        A file, or a folder or zip with tiles of one survey.
    scratch
        Where files of other formats are kept as LAS; it need not be there.
    feedback, show
        Stops the work, and is told the share that is done.
    findings
        Receives the files that cannot be read.

    Raises
    ------
    layers.errors.ImportFailed
        When no file can be read.
    """
    first_error: ImportFailed | None = None
    files, read = files_at(path, findings), 0
    for number, file in enumerate(files):

        def shown(part: float, number: int = number) -> None:
            show((number + part) / len(files))

        try:
            seen = looked_at(file, scratch, feedback, shown)
        except ImportFailed as error:
            if len(files) == 1:
                raise
            first_error = first_error or error
            values = {"file": file.name, "reason": str(error.message)}
            findings.append(Finding(Severity.ERROR, "las-file-left-out", _LEFT_OUT, values, Where(str(file))))
            continue
        read += 1
        yield seen
    if not read:
        raise first_error or NotRecognised(_NONE, OTHER, values={"file": path.name}, where=Where(str(path)))


def looked_at(file: File, scratch: Path, feedback: Feedback, show: Callable[[float], None]) -> Seen:
    """Return the head of a file and what some of its points tell; see :func:`readable`.

    Raises
    ------
    layers.errors.ImportFailed
        When it cannot be read, or has no point.
    """
    source, claimed, left_out = file, None, {}
    if not _is_las(file):
        from importers.las.formats.converting import converted

        source, made = converted(file, scratch, feedback, show)
        claimed, left_out = made.claimed, made.left_out
        claimed = made.points + sum(left_out.values()) if claimed is None else claimed
    header = read_header(source)
    if header.points:
        found: Look = alone(look, (source, header), file, feedback, show)
        if len(found.points):
            told = header.claimed if claimed is None else claimed
            return Seen(file, source, header, found, told, left_out)
    template, hint = (_EMPTY, OTHER) if not header.claimed else (_NOTHING, GET_AGAIN)
    values: dict[str, object] = {"file": file.name, "count": header.claimed}
    raise ImportFailed(template, hint, values=values, where=Where(str(file)))


def _is_las(file: File) -> bool:
    """Say whether a file is to be read as LAS, by its ending: what nobody knows is tried so."""
    return file.suffix.lower() not in OTHERS
