"""The bytes of a file as UTF-8 text with plain line ends, whatever encoding and line ends it has."""

from __future__ import annotations

import codecs
import lzma
import re
import zlib
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
import pyarrow as pa

from layers.errors import GisError
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.citygml.progress import Progress

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.\-]{1,40})["']""")
_UTF8 = "utf-8"
_BEGINNING = 512
"""Bytes in which a file says what encoding it has."""
_READ = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), _UTF8),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms932"), "cp932"),
    **dict.fromkeys(("euc-jp", "eucjp", "x-euc-jp"), "euc_jp"),
    "iso-2022-jp": "iso2022_jp",
    "iso-8859-1": "iso8859-1",
    "windows-1252": "cp1252",
}
"""Encodings that are read, by the names that files give them.

A file may name any codec, and some of Python's are none of text (``zlib``, ``unicode_escape``).
"""


def utf8_pieces(stream: IO[bytes], progress: Progress, window: int) -> Iterator[bytes]:
    """Yield the text of a stream as valid UTF-8.

    Carriage returns before line feeds stay; texts drop them (:func:`importers.citygml.elements.strings`).

    Parameters
    ----------
    stream
        The file.
    progress
        Receives bytes read and findings.
    window
        Bytes to read at a time.
    """
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    rest = b""
    line = 1
    before = b""
    while True:
        piece = _read(stream, progress, max(window, _BEGINNING) if first else window)
        if piece:
            line += before.count(b"\n")  # only when there is a next piece: it is half of what reading costs
        before = b""
        progress.read(len(piece))
        if first and piece:
            first = False
            decoder = _decoder(piece, progress)
            piece = piece.removeprefix(codecs.BOM_UTF8)
        ended = not piece
        if decoder is not None:
            text = decoder.decode(piece, final=ended)
            if "\ufffd" in text:
                progress.findings.append(
                    _wrong_encoding(Where(progress.file, line + text.count("\n", 0, text.index("\ufffd"))))
                )
            piece = text.encode()
        piece, rest = rest + piece, b""
        if not ended:
            # A character or a line end that is cut in two waits for its other half.
            tail = _cut_character(piece) or (1 if piece.endswith(b"\r") else 0)
            piece, rest = piece[: len(piece) - tail], piece[len(piece) - tail :]
        if not is_utf8(piece):
            from importers.citygml.members import valid_utf8

            bad = valid_utf8(np.frombuffer(piece, dtype=np.uint8), 0, len(piece))
            where = Where(progress.file, line + piece.count(b"\n", 0, max(int(bad), 0)))
            progress.findings.append(_wrong_encoding(where))
            piece = piece.decode(_UTF8, "replace").encode()
        if b"\n" not in piece and b"\r" in piece:
            piece = piece.replace(b"\r", b"\n")
        if piece:
            yield piece
        if ended:
            return
        before = piece


def _decoder(head: bytes, progress: Progress) -> codecs.IncrementalDecoder | None:
    """Return what turns the file into text, None when it is UTF-8 already."""
    encoding = encoding_of(head)
    if encoding is None:
        progress.findings.append(_unknown_encoding(head, progress.file))
    if encoding in (None, _UTF8):
        return None
    return codecs.getincrementaldecoder(str(encoding))(errors="replace")


def _read(stream: IO[bytes], progress: Progress, window: int) -> bytes:
    """Read; damage in an archive ends the file and is told."""
    try:
        return stream.read(window)
    except GisError:
        raise
    except (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError) as error:
        progress.findings.append(
            Finding(
                Severity.ERROR,
                "archive-damaged",
                QT_TRANSLATE_NOOP(
                    CONTEXT,
                    "{file} は途中から読めません（壊れています）。読めた所までを読み込みました。"
                    "ファイルをもう一度受け取り直してください。",
                ),
                {"file": progress.file, "detail": str(error)},
                Where(progress.file),
            )
        )
        return b""


def is_utf8(piece: bytes) -> bool:
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


def encoding_of(head: bytes) -> str | None:
    """Return Python's name of the encoding that a file begins in; None when nobody knows what it names."""
    for mark, name in (
        (codecs.BOM_UTF8, _UTF8),
        (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"<\0\0\0", "utf-32-le"),
        (b"\0\0\0<", "utf-32-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if head.startswith(mark):
            return name
    match = _DECLARED.match(head)
    if match is None:
        return _UTF8
    name = match[1].decode("ascii").lower()
    if name.replace("_", "-").startswith(("utf-16", "utf-32", "ucs-")):
        return _UTF8  # it cannot be: the declaration was read byte by byte
    return _READ.get(name) or _READ.get(name.replace("_", "-"))


def _unknown_encoding(piece: bytes, file: str) -> Finding:
    match = _DECLARED.match(piece)
    name = match[1].decode("ascii") if match else ""
    return Finding(
        Severity.WARNING,
        "encoding-unknown",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} の文字コードの指定（{encoding}）は扱えないため、UTF-8 とみなして読み込みました。"
        ),
        {"file": file, "encoding": name},
        Where(file, 1),
    )


def _wrong_encoding(where: Where) -> Finding:
    return Finding(
        Severity.WARNING,
        "encoding",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目に文字コードの合わない文字があります。"
            "その文字を「\ufffd」に置き換えて読み込みました。",
        ),
        {"file": where.file, "line": where.line},
        where,
    )
