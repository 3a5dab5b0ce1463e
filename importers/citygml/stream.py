"""A GML file as a stream of element tables, in bounded memory and past damage.

The text is read in windows that are cut behind whole members, scanned by the compiled scanner, and given
to lxml only where the scanner says so. A member that is damaged is left out and told; the members before
and behind it are kept.
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa

from importers.citygml import scanner
from layers.errors import DamagedFile, ImportFailed, NotRecognised, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.citygml.elements import Elements

WINDOW = 32 << 20
MOST_MEMBER = 1 << 30
"""A single member that is longer than this is not waited for."""
_HEAD = 1 << 20
_ROOT = re.compile(rb"<([A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)((?:\s[^<>]*)?)>")
_DECLARATION = re.compile(rb"""xmlns(?::([\w.\-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([\w.\-]+)["']""")
_NOTES = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)

CITYGML2 = "http://www.opengis.net/citygml/2.0"
CITYGML1 = "http://www.opengis.net/citygml/1.0"
CITYGML3 = "http://www.opengis.net/citygml/3.0"


@dataclass(frozen=True)
class Head:
    """The document element.

    Attributes
    ----------
    prefixes
        Namespace of each prefix.
    start
        Place behind the start tag in the (UTF-8) text.
    """

    prefixes: dict[str, str]
    start: int

    @property
    def citygml(self) -> str:
        """CityGML version: ``1.0``, ``2.0``, ``3.0`` or empty."""
        uris = set(self.prefixes.values())
        for uri in (CITYGML3, CITYGML2, CITYGML1):
            if uri in uris:
                return uri.rpartition("/")[2]
        return ""

    @property
    def iur(self) -> str:
        """i-UR version of the file such as ``3.1``, empty when it uses none."""
        versions = {
            match[1]
            for uri in self.prefixes.values()
            if (match := re.search(r"/iur/(?:uro|urf|urt|urc)/(\d+\.\d+)$", uri))
        }
        return max(versions, default="")


@dataclass
class Progress:
    """What is known while a file is read: its head once seen, bytes done, findings."""

    file: str
    head: Head | None = None
    done: int = 0
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0
    """Members that were damaged and left out."""
    left_out_buildings: int = 0
    unbound: set[str] = field(default_factory=set)
    """Prefixes already told to be undeclared."""


def parse_head(text: bytes, file: str) -> Head | None:
    """Find the document element at the beginning of `text`; None when more text is needed.

    Raises
    ------
    layers.errors.Unsafe
        For a document type declaration.
    layers.errors.NotRecognised
        When the document element is not ``CityModel``.
    """
    start = 0
    while True:
        opening = text.find(b"<", start)
        if opening < 0:
            return None
        if text.startswith((b"<!--", b"<?"), opening):
            match = _NOTES.match(text, opening)
            if match is None:
                return None
            start = match.end()
            continue
        if text.startswith(b"<!", opening):
            raise Unsafe(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は文書型宣言（DOCTYPE）を含むため、安全のため読み込みませんでした。"),
                QT_TRANSLATE_NOOP(CONTEXT, "配布元の CityGML かどうかを確かめてください。"),
                values={"file": file},
                where=Where(file, text.count(b"\n", 0, opening) + 1),
            )
        break
    match = _ROOT.match(text, opening)
    if match is None:
        if len(text) - opening < _HEAD and text.find(b">", opening) < 0:
            return None
        raise _not_citygml(file)
    if match[2] != b"CityModel":
        raise _not_citygml(file)
    prefixes = {
        prefix.decode(): (double or single).decode("utf-8", "replace")
        for prefix, double, single in _DECLARATION.findall(match[3])
    }
    return Head(prefixes, match.end())


def _not_citygml(file: str) -> NotRecognised:
    return NotRecognised(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} は CityGML ではありません（CityModel 要素がありません）。"),
        values={"file": file},
        where=Where(file, 1),
    )


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
    text = b""
    line = 1
    pieces = _utf8_pieces(stream, progress, window)
    ended = False
    while not ended:
        piece = next(pieces, None)
        ended = piece is None
        text = text + piece if piece else text
        if progress.head is None:
            progress.head = parse_head(text, progress.file)
            if progress.head is None:
                if ended or len(text) > _HEAD:
                    raise DamagedFile(
                        QT_TRANSLATE_NOOP(CONTEXT, "{file} は途中で切れているか、空のファイルです。"),
                        QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直して（ダウンロードし直して）ください。"),
                        values={"file": progress.file},
                        where=Where(progress.file, line),
                    )
                continue
            start = progress.head.start
        else:
            start = 0
        data = np.frombuffer(text, dtype=np.uint8)
        while True:
            scan = scanner.scan(data, start, len(data), progress.head.prefixes, line)
            if scan.status == scanner.DOCTYPE:
                parse_head(text[scan.fault :], progress.file)
            if scan.status == scanner.FALLBACK:
                yield from _by_lxml(text, start, pieces, progress, line)
                return
            for prefix in sorted(scan.unbound - progress.unbound):
                progress.findings.append(_unbound(prefix, text[start:], line, progress.file))
            progress.unbound |= scan.unbound
            if len(scan.elements):
                yield scan.elements
            if scan.status == scanner.BROKEN:
                start = _skip_broken(text, scan.stop, scan.fault, line, progress)
                if start < 0:
                    return
                continue
            break
        if scan.status == scanner.COMPLETE:
            return
        if ended:
            _report_truncated(text, scan.stop, line, progress)
            return
        line += text.count(b"\n", 0, scan.stop)
        text = text[scan.stop :]
        if len(text) > MOST_MEMBER:
            raise Unsafe(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} の {line:,} 行目から始まる地物が大きすぎるため、読み込みを止めました。"),
                values={"file": progress.file, "line": line},
                where=Where(progress.file, line),
            )


def _utf8_pieces(stream: IO[bytes], progress: Progress, window: int) -> Iterator[bytes]:
    """Yield the text of a stream as valid UTF-8, whatever encoding it declares."""
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    rest = b""
    line = 1
    while True:
        try:
            piece = stream.read(window)
        except (BadZipFile, zlib.error, EOFError, OSError) as error:
            progress.findings.append(
                Finding(
                    Severity.ERROR,
                    "archive-damaged",
                    QT_TRANSLATE_NOOP(
                        CONTEXT, "{file} は zip の中で壊れています。壊れた所より前だけを読み込みました。"
                    ),
                    {"file": progress.file, "detail": str(error)},
                    Where(progress.file),
                )
            )
            piece = b""
        progress.done += len(piece)
        if first and piece:
            first = False
            encoding = _encoding(piece)
            piece = piece.removeprefix(codecs.BOM_UTF8)
            if encoding not in ("utf-8", "ascii"):
                decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        if not piece:
            if rest:
                yield rest.decode("utf-8", "replace").encode()
            return
        if decoder is not None:
            yield decoder.decode(piece).encode()
            continue
        piece, rest = rest + piece, b""
        tail = _cut_character(piece)
        if tail:
            piece, rest = piece[: len(piece) - tail], piece[len(piece) - tail :]
        if not _is_utf8(piece):
            bad = scanner.valid_utf8(np.frombuffer(piece, dtype=np.uint8), 0, len(piece))
            where = Where(progress.file, line + piece.count(b"\n", 0, int(bad)))
            progress.findings.append(_wrong_encoding(where))
            piece = piece.decode("utf-8", "replace").encode()
        yield piece
        line += piece.count(b"\n")  # counted only when there is a next piece


def _is_utf8(piece: bytes) -> bool:
    """Ask Arrow, whose check is several times faster than decoding."""
    offsets = pa.py_buffer(np.array([0, len(piece)], dtype=np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(piece)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _cut_character(piece: bytes) -> int:
    """Return how many bytes at the end belong to a character that is not whole."""
    for back in range(1, min(4, len(piece)) + 1):
        byte = piece[-back]
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if back < needed else 0
    return 0


def _unbound(prefix: str, text: bytes, first_line: int, file: str) -> Finding:
    line = first_line + text.count(b"\n", 0, max(text.find(f"{prefix}:".encode()), 0))
    return Finding(
        Severity.WARNING,
        "namespace-undeclared",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目などに宣言のない接頭辞「{prefix}:」があります。そのまま読み込みました。"
        ),
        {"file": file, "line": line, "prefix": prefix},
        Where(file, line),
    )


def _encoding(head: bytes) -> str:
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            return name
    match = _ENCODING.match(head)
    if match is None:
        return "utf-8"
    name = match[1].decode("ascii").lower()
    if name in ("shift_jis", "shift-jis", "sjis", "windows-31j"):
        return "cp932"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _wrong_encoding(where: Where) -> Finding:
    return Finding(
        Severity.WARNING,
        "encoding",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の {line:,} 行目に UTF-8 でない文字があり、その文字を「\ufffd」に置き換えて読み込みました。"
        ),
        {"file": where.file, "line": where.line},
        where,
    )


def _skip_broken(text: bytes, whole: int, fault: int, first_line: int, progress: Progress) -> int:
    """Tell of a damaged member and return where the next one begins, -1 when there is none."""
    line = first_line + text.count(b"\n", 0, fault)
    damaged_start = whole
    following = re.compile(rb"<(?:[\w.\-]+:)?(?:cityObjectMember|featureMember|appearanceMember)[\s>]").search(
        text, fault + 1
    )
    stop = following.start() if following else len(text)
    _report_damaged(text[damaged_start:stop], line, progress)
    return following.start() if following else -1


def _report_damaged(member: bytes, line: int, progress: Progress) -> None:
    identifier = re.search(rb"""gml:id\s*=\s*["']([^"']{1,200})""", member)
    feature = identifier[1].decode("utf-8", "replace") if identifier else ""
    progress.left_out += 1
    progress.left_out_buildings += len(re.findall(rb"<(?:[\w.\-]+:)?Building[\s>]", member))
    progress.findings.append(
        Finding(
            Severity.ERROR,
            "not-well-formed",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の {line:,} 行目で XML のタグが正しく閉じていません。この地物（{id}）を除いて読み込みました。",
            ),
            {"file": progress.file, "line": line, "id": feature or "-"},
            Where(progress.file, line, feature),
        )
    )


def _report_truncated(text: bytes, whole: int, first_line: int, progress: Progress) -> None:
    line = first_line + text.count(b"\n")
    rest = text[whole:]
    progress.left_out_buildings += len(re.findall(rb"<(?:[\w.\-]+:)?Building[\s>]", rest))
    progress.left_out += 1 if rest.strip() else 0
    progress.findings.append(
        Finding(
            Severity.ERROR,
            "truncated",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} は {line:,} 行目で途切れています。そこまでの地物を読み込みました。"
                "ファイルをもう一度受け取り直してください。",
            ),
            {"file": progress.file, "line": line},
            Where(progress.file, line),
        )
    )


def _by_lxml(
    text: bytes, start: int, pieces: Iterator[bytes], progress: Progress, line: int
) -> Iterator[Elements]:
    """Read the rest of a file with lxml: same table, ten times slower."""
    from importers.citygml import lxml_reader

    head = progress.head
    assert head is not None
    declarations = "".join(
        f' xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in head.prefixes.items()
    )
    opening = f"<CityModel{declarations}>".encode() if start == 0 or line > 1 else text[: head.start]
    document = (opening + text[start:] if opening is not text[: head.start] else text) + b"".join(pieces)
    document = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", document)  # it is UTF-8 by now, whatever it says
    try:
        yield lxml_reader.read_elements(document, line)
    except ImportFailed as error:
        progress.findings.append(
            Finding(
                Severity.ERROR,
                "not-well-formed",
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は XML として正しくないため、読み込めませんでした。{reason}"),
                {"file": progress.file, "reason": str(error)},
                Where(progress.file, error.where.line),
            )
        )
        progress.left_out += 1
        progress.left_out_buildings += len(re.findall(rb"<(?:[\w.\-]+:)?Building[\s>]", document))
