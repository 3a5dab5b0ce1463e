"""What is told of text that could not be read, and how many buildings stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.citygml.progress import Progress

_IDENTIFIER = re.compile(rb"""gml:id\s*=\s*["']([^"'\x00-\x1f]{1,200})""")
_LONGEST_TAG = 1024
_BUILDING = re.compile(rb"<(?:[\w.\-]+:)?Building[\s/>]")


class Member:
    """Text that is left out, seen piece by piece."""

    def __init__(self, progress: Progress, line: int) -> None:
        self._progress = progress
        self._line = line
        self._id = ""
        self._tag = b""
        self._buildings = 0

    @property
    def buildings(self) -> int:
        """Buildings that were skipped."""
        return self._buildings + len(_BUILDING.findall(self._tag))

    def skip(self, piece: bytes) -> None:
        """Count what is in a piece."""
        piece = self._tag + piece
        cut = max(piece.rfind(b"<"), 0)
        self._tag = piece[cut : cut + _LONGEST_TAG]  # it may go on in the next piece
        self._buildings += len(_BUILDING.findall(piece[:cut]))
        if not self._id:
            match = _IDENTIFIER.search(piece)
            self._id = match[1].decode("utf-8", "replace") if match else ""

    def report(self) -> None:
        """Tell that a damaged member was left out."""
        self._find(
            "not-well-formed",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の {line:,} 行目で XML のタグが正しく閉じていません。"
                "この地物（{id}）を除いて読み込みました（建物 {buildings:,} 棟）。",
            ),
        )

    def report_behind(self) -> None:
        """Tell that there is something behind the end of the document."""
        self._find(
            "text-behind-end",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の {line:,} 行目でファイルが終わった後にも建物が {buildings:,} 棟書かれています。"
                "その部分は読み込みませんでした。",
            ),
        )

    def _find(self, code: str, template: str) -> None:
        progress = self._progress
        progress.left_out += 1
        progress.left_out_buildings += self.buildings
        values = {
            "file": progress.file,
            "line": self._line,
            "id": self._id or "-",
            "buildings": self.buildings,
        }
        where = Where(progress.file, self._line, self._id)
        progress.findings.append(Finding(Severity.ERROR, code, template, values, where))


def report_truncated(rest: bytes, line: int, progress: Progress) -> None:
    """Tell that a file ends before its document element does."""
    buildings = len(_BUILDING.findall(rest))
    progress.left_out_buildings += buildings
    progress.left_out += 1 if rest.strip() else 0
    progress.findings.append(
        Finding(
            Severity.ERROR,
            "truncated",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} は {line:,} 行目で途切れています。そこまでの地物を読み込みました"
                "（途中の建物 {buildings:,} 棟は除きました）。ファイルをもう一度受け取り直してください。",
            ),
            {"file": progress.file, "line": line, "buildings": buildings},
            Where(progress.file, line),
        )
    )


def unbound(prefix: str, text: bytes, first_line: int, file: str) -> Finding:
    """Return what is told of a prefix that is not declared."""
    line = first_line + text.count(b"\n", 0, max(text.find(f"{prefix}:".encode()), 0))
    return Finding(
        Severity.WARNING,
        "namespace-undeclared",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目などに宣言のない接頭辞「{prefix}:」があります。そのまま読み込みました。",
        ),
        {"file": file, "line": line, "prefix": prefix},
        Where(file, line),
    )
