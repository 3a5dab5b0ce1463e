"""What a command says: the answer on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from typing import TYPE_CHECKING, Any, TextIO

from layers.feedback import Feedback, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.errors import GisError
    from layers.feedback import Finding
    from layers.messages import Message

REWRITE_SECONDS = 0.1
"""On a terminal the line of progress is written again at most this often …"""
LINE_SECONDS = 2.0
"""… and into a file a new line this often."""
_CLEAR = "\r\x1b[K"


class Console:
    """Standard output and standard error of one command.

    Parameters
    ----------
    quiet
        No progress.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._told = 0.0
        self._standing = False
        self._last = ""
        self.feedback = Feedback(self._progress)

    def answer(self, text: str) -> None:
        """Write a line of the answer."""
        self._clear()
        print(text)

    def answer_json(self, value: Any) -> None:
        """Write the answer as JSON, in UTF-8 whatever the terminal speaks."""
        self._clear()
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:  # somebody put something simpler in its place
            sys.stdout.write(text)
        else:
            buffer.write(text.encode())
            buffer.flush()

    def say(self, text: str) -> None:
        """Write a line that is not part of the answer."""
        self._clear()
        print(text, file=sys.stderr)

    def tell_error(self, error: GisError) -> None:
        """Say what prevented the work, where, and what to do."""
        self.say(str(error.message))
        hint = str(error.hint)
        if hint:
            self.say(f"  → {hint}")
        place = error.where
        if place.file and place.file not in str(error.message):
            line = f" {place.line} 行目" if place.line else ""
            self.say(f"  ({place.file}{line})")

    def tell_findings(self, findings: Iterable[Finding]) -> None:
        """Write one line for each kind of finding that is more than information."""
        counts = by_code(finding for finding in findings if finding.severity is not Severity.INFO)
        for finding, count in counts.values():
            again = f"（ほかを含め {count:,} 件）" if count > finding.count else ""
            self.say(f"[{SEVERITIES[finding.severity]}] {finding.message}{again}")

    def finish(self) -> None:
        """End the line of progress."""
        self._clear()
        _flush(sys.stderr)
        _flush(sys.stdout)

    def _clear(self) -> None:
        if self._standing:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._standing = False

    def _progress(self, done: float, total: float, text: Message) -> None:
        if self._quiet or not total:
            return
        now = time.monotonic()
        if now - self._told < (REWRITE_SECONDS if self._terminal else LINE_SECONDS):
            return
        if not self._told and not self._terminal:
            self._told = now  # what is over in two seconds needs no line in a file
            return
        line = f"{min(done / total, 1):4.0%} {text}".rstrip()
        if line == self._last:
            return
        self._told, self._last = now, line
        if self._terminal:
            sys.stderr.write(f"{_CLEAR}{line}")
            sys.stderr.flush()
            self._standing = True
        else:
            print(line, file=sys.stderr, flush=True)


SEVERITIES = {Severity.ERROR: "エラー", Severity.WARNING: "注意", Severity.INFO: "お知らせ"}
"""What each severity is called, the gravest first."""


def by_code(findings: Iterable[Finding]) -> dict[str, tuple[Finding, int]]:
    """Return the first finding of each code and how often it occurred, the gravest first."""
    found: dict[str, tuple[Finding, int]] = {}
    for finding in findings:
        first, count = found.get(finding.code, (finding, 0))
        found[finding.code] = (first, count + finding.count)
    order = list(SEVERITIES)
    ranked = sorted(found.items(), key=lambda item: (order.index(item[1][0].severity), -item[1][1], item[0]))
    return dict(ranked)


def plain_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding for JSON, its sentence written out."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "count": finding.count,
        "message": str(finding.message),
        "file": where.file,
        "line": where.line,
        "id": where.id,
        "point": None if where.point is None else list(where.point),
    }


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes; most Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return the lines of a table.

    Parameters
    ----------
    rows
        Cells.
    right
        Columns that stand to the right.
    """
    if not rows:
        return []
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = []
        for column, cell in enumerate(row):
            gap = " " * (widths[column] - width(cell))
            cells.append(gap + cell if column in right else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return lines


def _flush(stream: TextIO) -> None:
    stream.flush()
