"""Which encoding bytes of text are in, judged by the bytes and not by what is said of them.

City halls write cp932 (Shift_JIS with NEC's and IBM's letters), sometimes UTF-8, rarely anything else; what a
file says of itself (a ``.cpg``, a header) is often wrong. Each candidate is tried on a sample, and the one
wins whose text has no broken letters and is the most like Japanese.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from mmap import mmap

    from numpy.typing import NDArray

SAMPLE_BYTES = 65_536
FEW = 3
"""Letters beyond ASCII of which fewer tell nothing for certain where two encodings fit."""
PREVIEW_LINES = 5
DOUBTFUL = 0.6
"""Certainty below which a person should look at the preview."""
PREVIEW_LETTERS = 80
REPLACEMENT = "\ufffd"

_READ = {
    **dict.fromkeys(("utf8", "utf8sig", "65001", "cp65001", "unicode"), "utf-8"),
    **dict.fromkeys(
        (
            "shiftjis",
            "sjis",
            "xsjis",
            "windows31j",
            "cp932",
            "ms932",
            "mskanji",
            "ansi932",
            "932",
            "cswindows31j",
        ),
        "cp932",
    ),
    **dict.fromkeys(("eucjp", "xeucjp", "ujis", "cp51932", "51932", "20932"), "euc_jp"),
    **dict.fromkeys(("iso2022jp", "jis", "csiso2022jp", "50220", "50221", "50222"), "iso2022_jp"),
    **dict.fromkeys(("utf16", "utf16le", "1200"), "utf-16-le"),
    **dict.fromkeys(("utf16be", "1201"), "utf-16-be"),
    **dict.fromkeys(("ascii", "usascii"), "ascii"),
}
"""Names that files, people and Windows give to encodings. Any other codec of Python is not read."""
_LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8（BOM 付き）",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp932": "Shift_JIS（cp932）",
    "euc_jp": "EUC-JP",
    "euc_jis_2004": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "iso2022_jp_ext": "ISO-2022-JP",
    "ascii": "ASCII",
}
_SAME = {
    "utf-8-sig": "utf-8",
    "euc_jis_2004": "euc_jp",
    "iso2022_jp_ext": "iso2022_jp",
    "utf-16-be": "utf-16-le",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPE_JIS = re.compile(rb"\x1b(?:\$[@B]|\$\([D-Q]|\([JI])")
_NO_CP932 = re.compile("[\x80\uf8f0-\uf8f3]")
"""What Python makes of the bytes 80, A0, FD, FE and FF, which are no letters in cp932."""
_MARK = re.compile("[ﾞﾟ]")
_MARKED = re.compile("[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ")
"""Voicing marks of half-width katakana, and those behind a kana that can be voiced: by chance few are."""
_HIGH = re.compile(rb"[\x80-\xff\x1b\x00]")

_CONTRADICTED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の文字コードは {declared} と書かれていますが、中身は {found} です。{found} として読みました。",
)
_DECLARED_UNKNOWN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} に書かれた文字コード「{declared}」は扱えない名前です。中身から {found} と判断しました。",
)
_DOUBTFUL = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の文字コードをはっきり決められません。{found} として読みました（例「{example}」）。"
    "文字化けしているときは、レイヤのメニュー「文字が正しくないとき…」で選び直してください。",
)
_BROKEN_LETTERS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} に、{encoding} として読めない文字が {count:,} か所あります（最初は {line:,} 行目）。"
    "「\ufffd」と表示します。",
)


@dataclass(frozen=True)
class Encoding:
    """What encoding a sample is in.

    Attributes
    ----------
    name
        As Python names it.
    certainty
        0 to 1; below :data:`DOUBTFUL` a person should look at the preview.
    preview
        First lines as they read in this encoding.
    declared
        What was said of it, as it was said.
    contradicted
        Whether what was said does not fit the bytes.
    """

    name: str
    certainty: float
    preview: tuple[str, ...]
    declared: str = ""
    contradicted: bool = False

    @property
    def label(self) -> str:
        """Name that staff know."""
        return label(self.name)


@dataclass
class Damage:
    """Letters that could not be read: how many, and the line of the first (0 when there is none)."""

    count: int = 0
    line: int = 0


def label(name: str) -> str:
    """Return what staff call the encoding that Python calls `name`."""
    return _LABELS.get(name, name)


def known_name(declared: str) -> str:
    """Return Python's name of an encoding that somebody named, empty when it is none that is read."""
    return _READ.get(re.sub(r"[^a-z0-9]", "", declared.lower()), "")


def sample_of(data: bytes | mmap, size: int = SAMPLE_BYTES) -> bytes:
    """Return the beginning of `data`; where that is plain ASCII, also what surrounds the first other byte."""
    head = bytes(data[:size])
    if _HIGH.search(head):
        return head
    first = _HIGH.search(data, size)
    if first is None:
        return head
    start = data.rfind(b"\n", 0, first.start()) + 1
    start = max(start, first.start() - size)
    return head[: head.rfind(b"\n") + 1] + bytes(data[start : start + size])


def detect(sample: bytes, declared: str = "") -> Encoding:
    """Say which encoding a sample of text is in.

    Parameters
    ----------
    sample
        Some bytes of the text; the last letter may be cut. Texts of fixed width that may be cut each
        (a dBASE table) are best joined with line feeds.
    declared
        What a file says of its encoding, empty when it says nothing. It decides only between encodings
        that fit the bytes equally well.

    Returns
    -------
    Encoding
        The likeliest encoding.
    """
    name, certainty = _judge(sample, known_name(declared))
    said = known_name(declared)
    contradicted = bool(said) and name != "ascii" and _SAME.get(name, name) != _SAME.get(said, said)
    return Encoding(name, certainty, preview(sample, name), declared, contradicted)


def preview(sample: bytes, name: str) -> tuple[str, ...]:
    """Return the first lines that hold more than ASCII, or else the first lines, read in an encoding."""
    text = _decoded(sample, name).removeprefix("\ufeff")
    lines = [line[:PREVIEW_LETTERS] for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    telling = [line for line in lines if not line.isascii()]
    return tuple((telling or lines)[:PREVIEW_LINES])


def declared_finding(encoding: Encoding, file: str) -> Finding | None:
    """Return what a person should know when a declared encoding was not believed, else None."""
    if encoding.contradicted:
        template, code = _CONTRADICTED, "encoding-contradicted"
        declared = label(known_name(encoding.declared))
    elif encoding.declared and not known_name(encoding.declared):
        template, code = _DECLARED_UNKNOWN, "encoding-unknown-name"
        declared = encoding.declared[:40]
    else:
        return None
    values = {"file": file, "declared": declared, "found": encoding.label}
    return Finding(Severity.WARNING, code, template, values, Where(file=file))


def doubt_finding(encoding: Encoding, file: str) -> Finding | None:
    """Return what a person should look at when it is not certain how a text is to be read, else None."""
    if encoding.certainty >= DOUBTFUL:
        return None
    example = encoding.preview[0][:40] if encoding.preview else ""
    values = {"file": file, "found": encoding.label, "example": example}
    return Finding(Severity.WARNING, "encoding-doubtful", _DOUBTFUL, values, Where(file=file))


def damage_finding(damage: Damage, name: str, file: str) -> Finding | None:
    """Return what a person should know when letters could not be read, else None."""
    if not damage.count:
        return None
    values = {"file": file, "encoding": label(name), "count": damage.count, "line": damage.line}
    where = Where(file=file, line=damage.line)
    return Finding(
        Severity.WARNING, "letters-not-readable", _BROKEN_LETTERS, values, where, count=damage.count
    )


def decode(data: bytes, name: str) -> tuple[str, Damage]:
    """Return the text of `data` and what of it could not be read; never raises for any bytes."""
    damage = Damage()
    return "".join(decode_blocks([data], name, damage)), damage


def decode_blocks(blocks: Iterable[bytes], name: str, damage: Damage) -> Iterator[str]:
    """Yield the text of blocks of bytes that may cut letters; broken ones become U+FFFD.

    Parameters
    ----------
    blocks
        The bytes in order.
    name
        Encoding as :func:`detect` names it.
    damage
        Counts what could not be read. A U+FFFD that stands in the text itself counts too, for there a
        letter was lost before.
    """
    decoder = codecs.getincrementaldecoder(name)("replace")
    line = 1
    first = True

    def told(text: str) -> str:
        nonlocal line, first
        if first and text:
            text = text.removeprefix("\ufeff")
            first = False
        if name == "cp932":
            text = _NO_CP932.sub(REPLACEMENT, text)
        broken = text.count(REPLACEMENT)
        if broken and not damage.count:
            damage.line = line + _lines(text[: text.index(REPLACEMENT)])
        damage.count += broken
        line += _lines(text)
        return text

    for block in blocks:
        yield told(decoder.decode(block))
    yield told(decoder.decode(b"", final=True))


def _lines(text: str) -> int:
    feeds = text.count("\n")
    return feeds or text.count("\r")


def _judge(sample: bytes, declared: str) -> tuple[str, float]:
    """Return the likeliest encoding and how sure that is."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name, 1.0
    if not _HIGH.search(sample):
        return "ascii", 1.0
    if _ESCAPE_JIS.search(sample) and not re.search(rb"[\x80-\xff]", sample):
        return ("iso2022_jp_ext" if b"\x1b(I" in sample else "iso2022_jp"), 0.99
    if b"\0" in sample:
        candidates = ["utf-16-le", "utf-16-be"]
    else:
        candidates = ["utf-8", "cp932", "euc_jp", "euc_jis_2004"]
    scores = {name: _score(sample, name) for name in candidates}
    if declared in scores and declared != "utf-8":
        # Where two fit equally well, what the file says decides; it never makes up for broken letters.
        scores[declared] += 0.05
    best = max(scores, key=lambda name: scores[name])
    if best == "euc_jis_2004" and scores[best] <= scores["euc_jp"]:
        best = "euc_jp"
    family = _SAME.get(best, best)
    second = max((score for name, score in scores.items() if _SAME.get(name, name) != family), default=0.0)
    margin = scores[best] - second
    certainty = float(np.clip(0.5 + margin, 0.05, 1.0) * np.clip(scores[best], 0.0, 1.0))
    text = _decoded(sample, best)
    if second > 0 and len(text) - len(text.encode("ascii", "ignore")) < FEW:
        certainty = min(certainty, 0.8)  # a letter or two fit by chance: 燿¨ of cp932 is one of UTF-8, and N
    return best, round(certainty, 3)


def _decoded(sample: bytes, name: str) -> str:
    """Return a sample as text; a letter that is cut at its end is left off."""
    return codecs.getincrementaldecoder(name)("replace").decode(sample)


def _score(sample: bytes, name: str) -> float:
    """Return how well a sample reads in an encoding: 1 for Japanese without a broken letter."""
    text = _decoded(sample, name)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    wide = points if name.startswith("utf-16") else points[points >= 0x80]
    if not len(wide):
        return 0.0
    broken = int(np.count_nonzero(wide == 0xFFFD))
    read = wide[wide != 0xFFFD]
    weights = _likeness()[np.minimum(read, 0xFFFF)]
    marks = len(_MARK.findall(text))
    if marks and marks == len(_MARKED.findall(text)):
        weights[(read >= 0xFF66) & (read < 0xFFA0)] = 0.97
    likeness = float(weights.mean()) if len(read) else 0.0
    if name == "utf-8" and not broken and (read >= 0x800).any():
        likeness = max(likeness, 0.98)  # three bytes in a row do not fit by chance
    # One broken letter in a thousand is a damaged file, one in ten another encoding.
    return likeness - min(broken / len(wide) * 5.0, 1.0)


@lru_cache(maxsize=1)
def _likeness() -> NDArray[np.float64]:
    """Return for each letter below U+10000 how much it speaks for Japanese text.

    Half-width katakana and rare kanji are what other encodings look like when they are read as cp932.
    """
    weight = np.full(0x10000, 0.1)
    weight[0x20:0x7F] = 1.0
    weight[[0x09, 0x0A, 0x0D]] = 1.0
    weight[:0x09] = -1.0
    weight[0x80:0xA0] = -1.0  # control letters
    weight[0xA0:0x250] = 0.3  # Latin letters with marks
    weight[0x391:0x452] = 0.3
    weight[0x2010:0x2670] = 0.7  # signs, circled figures, lines
    weight[0x3000:0x3003] = 1.0
    weight[0x3003:0x3020] = 0.9
    weight[0x3041:0x30FF] = 1.0
    weight[0x3200:0x3400] = 0.7
    weight[0x4E00:0xA000] = 0.35
    weight[0xFF01:0xFF5F] = 0.9
    weight[0xFF61:0xFFA0] = 0.55  # half-width katakana
    weight[0xE000:0xF900] = -0.2  # private use
    weight[0xFFFD] = -1.0
    rows = bytes(byte for high in range(0xB0, 0xD0) for low in range(0xA1, 0xFF) for byte in (high, low))
    common = np.frombuffer(rows.decode("euc_jp", "ignore").encode("utf-16-le"), dtype="<u2")
    weight[common] = 0.95  # the 2,965 kanji of the first level
    return weight
