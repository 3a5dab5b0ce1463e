"""A GML file as a stream of element tables, in bounded memory and past damage.

The text is read in windows that are cut behind whole members, scanned by the compiled scanner, and given
to lxml only where the scanner says so. A member that is damaged is left out and told; the members before
and behind it are kept.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

import numpy as np

from importers.citygml import damage, scanner
from importers.citygml.encoding import utf8_pieces
from importers.citygml.head import MOST_BYTES, doctype, parse_head
from importers.citygml.members import whole_members
from layers.errors import DamagedFile, ImportFailed, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from importers.citygml.elements import Elements
    from importers.citygml.head import Head
    from importers.citygml.progress import Progress

WINDOW = 32 << 20
MOST_MEMBER = 1 << 30
"""A single member that is longer than this is not waited for."""
_TAIL = 256
"""Bytes that are kept while the beginning of a member is looked for: longer than any such tag's name."""
_MEMBER = re.compile(rb"<(?:[\w.\-]+:)?(?:cityObjectMember|featureMembers?|appearanceMember)[\s>]")
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.\-]*):[A-Za-z_]")


class _Text:
    """The text that is held: windows are added at its end and dropped at its beginning."""

    def __init__(self, pieces: Iterator[bytes], progress: Progress) -> None:
        self.held = b""
        self.line = 1
        self.ended = False
        self._pieces = pieces
        self._progress = progress

    def more(self, wanted: int = 1) -> None:
        """Add at least `wanted` bytes, as far as there are any."""
        found = [self.held] if self.held else []
        size = 0
        while size < wanted and not self.ended:
            piece = next(self._pieces, None)
            self.ended = piece is None
            if piece:
                found.append(piece)
                size += len(piece)
        self.held = b"".join(found)

    def drop(self, size: int) -> None:
        """Forget the first bytes."""
        self.line += self.held.count(b"\n", 0, size)
        self.held = self.held[size:]

    def line_at(self, place: int) -> int:
        """Return the line number of a byte."""
        return self.line + self.held.count(b"\n", 0, place)


def read_elements(stream: IO[bytes], progress: Progress, window: int = WINDOW) -> Iterator[Elements]:
    """Yield the elements of a file window by window; findings and the head go to `progress`.

    Parameters
    ----------
    stream
        The file, opened for reading.
    progress
        Carries the file's name in and what is learnt out.
    window
        Bytes to hold at a time; a larger member makes the window grow.

    Raises
    ------
    layers.errors.ImportFailed
        When nothing of the file can be used.
    """
    text = _Text(utf8_pieces(stream, progress, window), progress)
    head = _find_head(text, progress)
    start = head.start
    while True:
        done, start = yield from _read_held(text, start, head, progress)
        if done:
            return
        text.drop(start)
        start = 0
        if len(text.held) > MOST_MEMBER:
            raise _too_large(text, progress.file)
        # A member larger than the window: double what is held, so that it is not scanned time and again.
        text.more(max(len(text.held), 1))


def _find_head(text: _Text, progress: Progress) -> Head:
    while progress.head is None:
        text.more()
        progress.head = parse_head(text.held, progress.file)
        if progress.head is None and (text.ended or len(text.held) > MOST_BYTES):
            raise DamagedFile(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は途中で切れているか、空のファイルです。"),
                QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。"),
                values={"file": progress.file},
                where=Where(progress.file, text.line),
            )
    return progress.head


def _read_held(
    text: _Text, start: int, head: Head, progress: Progress
) -> Generator[Elements, None, tuple[bool, int]]:
    """Yield what is whole in the held text; return whether the file is done and where the rest begins."""
    held = text.held
    data = np.frombuffer(held, dtype=np.uint8)
    while True:
        scan = scanner.scan(data, start, len(data), head.prefixes, text.line)
        place, status = scan.stop, scan.status
        _tell_unbound(scan, text, start, progress)
        if len(scan.elements):
            yield scan.elements
        _refuse(scan, text, progress)
        if status == scanner.FALLBACK:
            _, end = whole_members(data, place, len(data))
            if end > 0:
                yield from _by_lxml(text, place, int(end), head, progress)
                start = int(end)
                continue
        if not text.ended and (
            status in (scanner.INCOMPLETE, scanner.FALLBACK)
            or (status == scanner.COMPLETE and b">" not in held[place:])
        ):
            return False, place
        if status == scanner.COMPLETE and re.match(rb"</%b\s*>" % re.escape(head.name), held[place:]):
            _look_behind(text, place, progress)
            return True, len(text.held)
        if status == scanner.INCOMPLETE and not _MEMBER.search(held, scan.fault + 1):
            damage.report_truncated(held[place:], text.line_at(len(held)), progress)
            return True, len(held)
        # Tags that do not match, an end tag where none can be, something that is opened and never closed:
        # go on with the next member.
        start = _next_member(text, place, max(scan.fault, place + 1), progress)
        if start < 0:
            return True, len(text.held)
        if text.held is not held:
            return False, start


def _refuse(scan: scanner.Scan, text: _Text, progress: Progress) -> None:
    """Stop at what no file of buildings holds."""
    if scan.status == scanner.DOCTYPE:
        raise doctype(progress.file, text.line_at(scan.fault))
    if scan.status == scanner.FULL:
        raise _too_large(text, progress.file)


def _tell_unbound(scan: scanner.Scan, text: _Text, start: int, progress: Progress) -> None:
    """Tell once of each prefix that is not declared."""
    for prefix in sorted(scan.unbound - progress.unbound):
        line = text.line_at(start)
        progress.findings.append(damage.unbound(prefix, text.held[start:], line, progress.file))
    progress.unbound |= scan.unbound


def _next_member(text: _Text, whole: int, fault: int, progress: Progress) -> int:
    """Tell of a damaged member and return where the next one begins, -1 when there is none.

    What is skipped is not kept: the held text may be another one afterwards.
    """
    found = damage.Member(progress, text.line_at(fault))
    following = _MEMBER.search(text.held, fault)
    while following is None and not text.ended:
        keep = max(len(text.held) - _TAIL, whole)
        found.skip(text.held[whole:keep])
        text.drop(keep)
        whole, fault = 0, max(fault - keep, 0)
        text.more()
        following = _MEMBER.search(text.held, fault)
    stop = following.start() if following else len(text.held)
    found.skip(text.held[whole:stop])
    found.report()
    return following.start() if following else -1


def _look_behind(text: _Text, end: int, progress: Progress) -> None:
    """Tell of buildings behind the end of the document, where XML allows nothing."""
    text.more()
    if text.ended and b"Building" not in text.held[end:]:
        return  # as nearly always; counting lines would take longer than the rest of it
    behind = damage.Member(progress, text.line_at(end))
    text.drop(text.held.index(b">", end) + 1)
    while True:
        keep = 0 if text.ended else min(_TAIL, len(text.held))
        behind.skip(text.held[: len(text.held) - keep])
        if text.ended:
            break
        text.drop(len(text.held) - keep)
        text.more()
    if behind.buildings:
        behind.report_behind()


def _too_large(text: _Text, file: str) -> Unsafe:
    line = text.line_at(max(text.held.find(b"<"), 0))
    return Unsafe(
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目から始まる地物が大きすぎるため、そこで読み込みを止めました。"
        ),
        QT_TRANSLATE_NOOP(CONTEXT, "配布元の CityGML かどうかを確かめてください。"),
        values={"file": file, "line": line},
        where=Where(file, line),
    )


def _by_lxml(text: _Text, start: int, stop: int, head: Head, progress: Progress) -> Iterator[Elements]:
    """Read whole members with lxml: same table, ten times slower, right about every corner of XML.

    When they are not well-formed together, each is tried alone, and the bad ones are left out.
    """
    line = text.line_at(start)
    members = text.held[start:stop]
    try:
        yield _parse(members, line, head, progress)
    except Unsafe:
        raise
    except ImportFailed:
        sound: list[bytes] = []
        data = np.frombuffer(members, dtype=np.uint8)
        first = 0
        while first < len(members):
            end, _ = whole_members(data, first, len(data))
            member = members[first : end if end > 0 else len(members)]
            try:
                _parse(member, text.line_at(start + first), head, progress)
                sound.append(member)
            except ImportFailed as error:
                bad = damage.Member(progress, error.where.line)
                bad.skip(member)
                bad.report()
                sound.append(b"\n" * member.count(b"\n"))  # so that lines stay where they are
            first += len(member)
        yield _parse(b"".join(sound), line, head, progress)


def _parse(members: bytes, line: int, head: Head, progress: Progress) -> Elements:
    """Put members into a document element of their own and read it."""
    from importers.citygml import lxml_reader

    prefixes = dict(head.prefixes)
    used = {match.decode() for match in set(_PREFIX.findall(members))}
    for prefix in used - prefixes.keys() - {"xml", "xmlns"}:
        prefixes[prefix] = f"{scanner.UNBOUND}{prefix}"  # as the scanner does
    declarations = "".join(
        f' xmlns{":" + prefix if prefix else ""}="{uri.replace(chr(34), "&quot;")}"'
        for prefix, uri in prefixes.items()
    )
    document = f"<CityModel{declarations}>".encode() + members + b"</CityModel>"
    return lxml_reader.read_elements(document, line, progress.file)
