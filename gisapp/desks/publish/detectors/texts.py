"""Texts as rules see them: one form for all ways of writing, and what is written in code is read.

Whoever hides a name does not have to mean it: spreadsheets bring wide letters, web pages bring entities and
soft hyphens, addresses come percent-encoded. All rules work on these forms and never on the raw text.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LONGEST = 4000
"""Letters of one text that are looked at; longer ones are told of by themselves."""
UNSEEN = (
    r"[\x{00AD}\x{034F}\x{061C}\x{115F}\x{1160}\x{180B}-\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}"
    r"\x{2060}-\x{2064}\x{2066}-\x{206F}\x{20E3}\x{FE00}-\x{FE0F}\x{FEFF}\x{E0100}-\x{E01EF}]"
)
"""Letters that nobody sees: zero width, soft hyphens, directions, variants, the frame of keycaps."""
_BLANKS = r"[\s\x00-\x1f\x7f]{2,}|[\t-\r\x00-\x1f\x7f]"
_CODED = r"%[0-9A-Fa-f]{2}|&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z]{2,8});|\\u[0-9A-Fa-f]{4}"
_BASE64 = r"^[A-Za-z0-9+/_-]{8,}={0,2}$"
_PLAIN_WORD = r"^([a-z]+|[A-Z]+|[0-9]+|[0-9a-f]+|[0-9A-F]+|[A-Z]?[a-z]+)$"
_MOST_BASE64 = 20_000
"""Texts of a column that are tried as base64."""
_READABLE = re.compile(r"[\w\s.,@+:;/()（）「」、。・～-]+")


@dataclass(frozen=True, eq=False)
class Texts:
    """The different texts of a column.

    Attributes
    ----------
    raw
        (m,) as they stand, without null.
    plain
        (m,) in one form: NFKC, nothing unseen, blanks as one space.
    rows
        (n,) which of them each row has, -1 for none.
    coded
        (m,) whether something was decoded: `plain` then holds the decoded text too.
    """

    raw: pa.Array
    plain: pa.Array
    rows: NDArray[np.int64]
    coded: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of different texts."""
        return len(self.raw)

    @property
    def often(self) -> NDArray[np.int64]:
        """How many rows (m,) have each text."""
        return np.bincount(self.rows[self.rows >= 0], minlength=len(self))

    def in_rows(self, flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the rows that have one of some texts, given by (m,) flags."""
        known = self.rows >= 0
        found = np.zeros(len(self.rows), np.bool_)
        found[known] = flags[self.rows[known]]
        return np.flatnonzero(found)


def texts_of(column: pa.Array | pa.ChunkedArray) -> Texts:
    """Return the different texts of a column of texts or numbers; empty ones count as none."""
    return texts_of_many([column])[0]


def texts_of_many(columns: Sequence[pa.Array | pa.ChunkedArray]) -> list[Texts]:
    """Return the different texts of columns, all normalised at once."""
    encoded = [_encoded(one) for one in columns]
    if not encoded:
        return []
    whole = pa.concat_arrays([raw for raw, _ in encoded])
    plain, coded = _decoded(pc.utf8_slice_codeunits(whole, 0, LONGEST))
    plain = normal(plain)
    empty = pc.equal(plain, "").to_numpy(zero_copy_only=False)
    found, start = [], 0
    for raw, rows in encoded:
        end = start + len(raw)
        if empty[start:end].any():
            known = rows >= 0
            rows[known] = np.where(empty[start:end][rows[known]], -1, rows[known])
        found.append(Texts(raw, plain.slice(start, len(raw)), rows, coded[start:end]))
        start = end
    return found


def _encoded(column: pa.Array | pa.ChunkedArray) -> tuple[pa.Array, NDArray[np.int64]]:
    """Return the different values of a column as texts, and which of them each row has."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):  # a column of no chunks stays one in some versions of Arrow
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], whole.type)
    if pa.types.is_dictionary(whole.type):
        whole = whole.cast(whole.type.value_type)
    coded = pc.dictionary_encode(whole.cast(pa.string()))
    return coded.dictionary, pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)


def normal(texts: pa.Array) -> pa.Array:
    """Return texts in one form: NFKC, nothing unseen, blanks as one space each."""
    texts = _replaced(texts, UNSEEN, "")
    texts = pc.utf8_normalize(texts, form="NFKC")
    return pc.utf8_trim_whitespace(_replaced(texts, _BLANKS, " "))


def _replaced(texts: pa.Array, pattern: str, by: str) -> pa.Array:
    """Replace where there is anything to replace: most texts have nothing."""
    held = matches(texts, pattern)
    if not held.any():
        return texts
    fresh = pc.replace_substring_regex(texts.filter(pa.array(held)), pattern, by)
    return pc.replace_with_mask(texts, pa.array(held), fresh)


def matches(texts: pa.Array, pattern: str) -> NDArray[np.bool_]:
    """Return which texts (m,) an expression of RE2 is found in."""
    return pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)


def _decoded(texts: pa.Array) -> tuple[pa.Array, NDArray[np.bool_]]:
    """Return texts with what entities, percent signs, escapes and base64 hide, and which held any."""
    coded = matches(texts, _CODED)
    parts: dict[int, str] = {}
    some = np.flatnonzero(coded)
    if len(some):
        parts = dict(zip(some.tolist(), map(_plainly, texts.take(pa.array(some)).to_pylist()), strict=True))
    likely = matches(texts, _BASE64) & ~matches(texts, _PLAIN_WORD)
    for place in np.flatnonzero(likely)[:_MOST_BASE64].tolist():
        found = _from_base64(texts[place].as_py())
        if found:
            parts[place] = found
            coded[place] = True
    if not parts:
        return texts, coded
    places = np.fromiter(parts, np.int64, len(parts))
    flags = np.zeros(len(texts), np.bool_)
    flags[places] = True
    order = np.argsort(places)
    fresh = list(parts.values())
    return pc.replace_with_mask(
        texts, pa.array(flags), pa.array([fresh[one] for one in order], pa.string())
    ), coded


def _plainly(text: str) -> str:
    """Return a text without entities, percent signs and escapes, which may stand in each other."""
    for _ in range(3):
        fresh = html.unescape(urllib.parse.unquote(text, errors="ignore"))
        fresh = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), fresh)
        if fresh == text:
            break
        text = fresh
    return text.encode("utf-8", "ignore").decode()


def _from_base64(text: str) -> str:
    """Return what base64 says, empty where that is no text that anybody could read."""
    try:
        told = base64.b64decode(
            text + "=" * (-len(text) % 4), altchars=b"-_" if set(text) & set("-_") else None
        )
        read = told.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    readable = len(read) >= 3 and _READABLE.fullmatch(read) is not None
    # Short codes decode to a few letters of anything; what people write has kanji, kana, @ or digits.
    return read if readable and re.search(r"[぀-ヿ一-鿿]{2}|@|\d{9}", read) else ""
