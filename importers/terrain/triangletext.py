"""The triangles of a GML file as element tables, however large the feature is that they belong to.

Relief of one feature may be gigabytes of triangles. So the text is not cut behind features but behind
triangles, and a damaged place costs the triangle that it is in.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

import numpy as np

from importers.citygml import scanner
from importers.citygml.encoding import utf8_pieces
from importers.citygml.head import MOST_BYTES, doctype, parse_head
from layers.errors import DamagedFile
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.citygml.elements import Elements
    from importers.citygml.head import Head
    from importers.citygml.progress import Progress
    from layers.feedback import Feedback

WINDOW = 8 << 20
"""Bytes of text that are held at a time."""
PORTION = 1 << 20
"""Bytes that are scanned at a time: 3,000 triangles. A triangle that is longer is none."""
_TAIL = 256
_OPENING = re.compile(rb"<(?:[\w.\-]+:)?Triangle[\s>]")
_CLOSING = re.compile(rb"</(?:[\w.\-]+:)?Triangle\s*>")
_PATCHES_END = re.compile(rb"</(?:[\w.\-]+:)?trianglePatches\s*>")
_OTHER_RELIEF = re.compile(rb"<(?:[\w.\-]+:)?(?:MassPoint|Breakline|Raster)Relief[\s>]")
_DECLARED = re.compile(rb"""<(?:[\w.\-]+:)?Envelope\s[^<>]*srsName\s*=\s*["']([^"'<]{0,200})""")
_CODE = re.compile(r"EPSG\D.*?(\d{4,6})\b", re.IGNORECASE)

_ENDED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は途中で切れているか、空のファイルです。")
_GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_CUT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} は途中で切れています。読めた所までを読み込みました。ファイルをもう一度受け取り直してください。",
)


class TriangleText:
    """Reads the triangles of one file.

    Parameters
    ----------
    stream
        The file, opened for reading.
    progress
        Carries the name of the file; receives head and findings.
    """

    def __init__(self, stream: IO[bytes], progress: Progress) -> None:
        self._pieces = utf8_pieces(stream, progress, WINDOW)
        self._progress = progress
        self._line = 1
        self._left_out: dict[str, tuple[int, int]] = {}
        self.declared = ""

    def left_out(self) -> list[tuple[str, int, int]]:
        """Return what was left out: code, count and the line of the first."""
        return [(code, count, line) for code, (count, line) in self._left_out.items()]

    def _note(self, code: str, text: bytes, place: int) -> None:
        """Count something that is left out; lines are counted for the first only."""
        count, line = self._left_out.get(code, (0, 0))
        self._left_out[code] = (count + 1, line or self._line + text.count(b"\n", 0, place))

    def elements(self, feedback: Feedback) -> Iterator[Elements]:
        """Yield tables of triangles; their outermost elements are ``gml:Triangle``.

        Raises
        ------
        layers.errors.ImportFailed
            When it is no CityGML file, or one that declares a document type.
        """
        held, head = self._head()
        tail = b""
        while True:
            piece = next(self._pieces, None)
            if piece:
                held += piece
            if piece is None or len(held) >= WINDOW:
                closings = list(_last(_CLOSING, held))
                whole = closings[-1] if closings else 0
                self._note_others(held, whole if piece is not None else len(held))
                yield from self._scan(held[:whole], head, feedback)
                self._line += held.count(b"\n", 0, whole)
                held = held[whole:]
                held = self._shortened(held)
                tail = held[-_TAIL:]
            if piece is None:
                break
        if b"</" + head.name not in tail:
            where = Where(self._progress.file, self._line + held.count(b"\n"))
            values = {"file": self._progress.file}
            self._progress.findings.append(Finding(Severity.ERROR, "file-cut", _CUT, values, where))

    def _head(self) -> tuple[bytes, Head]:
        """Return the text that was read to find the document element, and what that says."""
        held = b""
        while True:
            piece = next(self._pieces, None)
            held += piece or b""
            head = parse_head(held, self._progress.file) if held else None
            if head is not None:
                break
            if piece is None or len(held) > MOST_BYTES:
                values = {"file": self._progress.file}
                raise DamagedFile(_ENDED, _GET_AGAIN, values=values, where=Where(self._progress.file, 1))
        self._progress.head = head
        found = _DECLARED.search(held, head.start, head.start + MOST_BYTES)
        code = _CODE.search(found[1].decode("utf-8", "replace")) if found else None
        self.declared = f"EPSG:{code[1]}" if code else ""
        return held, head

    def _scan(self, text: bytes, head: Head, feedback: Feedback) -> Iterator[Elements]:
        """Yield the triangles of a text that ends behind one."""
        data = np.frombuffer(text, dtype=np.uint8)
        opening = _OPENING.search(text)
        while opening is not None:
            feedback.step()
            start = opening.start()
            end = _PATCHES_END.search(text, start, start + PORTION)
            stop = end.start() if end else min(start + PORTION, len(text))
            scan = scanner.scan(data, start, stop, head.prefixes, self._line)
            if scan.status == scanner.DOCTYPE:
                raise doctype(self._progress.file, self._line + text.count(b"\n", 0, scan.fault))
            if len(scan.elements):
                yield scan.elements
            # What the portion cut off is read from its beginning; what cannot be read even so is damaged.
            opening = _OPENING.search(text, max(scan.stop, start))
            if opening is not None and opening.start() == start:
                self._note("triangle-damaged", text, start)
                opening = _OPENING.search(text, opening.end())

    def _note_others(self, text: bytes, stop: int) -> None:
        """Note relief that is no net of triangles."""
        for match in _OTHER_RELIEF.finditer(text, 0, stop):
            self._note("relief-points", text, match.start())

    def _shortened(self, rest: bytes) -> bytes:
        """Return what must be kept of a text without a whole triangle."""
        if len(rest) <= PORTION:
            return rest
        opening = _OPENING.search(rest)
        if opening is not None:
            self._note("triangle-damaged", rest, opening.start())
        self._line += rest.count(b"\n", 0, len(rest) - _TAIL)
        return rest[-_TAIL:]


def _last(pattern: re.Pattern[bytes], text: bytes) -> Iterator[int]:
    """Yield the place behind the last match, if there is one; looks from the end."""
    stop = len(text)
    while stop > 0:
        start = max(stop - PORTION, 0)
        found = [match.end() for match in pattern.finditer(text, start, min(stop + _TAIL, len(text)))]
        if found:
            yield found[-1]
            return
        stop = start
