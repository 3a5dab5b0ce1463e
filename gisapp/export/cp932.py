"""Texts as the code page of Japanese Windows (cp932) can hold them, worked out for whole columns at once.

What it cannot hold becomes 〓, the sign of printers for a letter that is not in the case, and is counted.
Some signs look the same and have two codes, of which this code page knows one; they are changed into that.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export.jsontext import run_together

if TYPE_CHECKING:
    from numpy.typing import NDArray

CODE_PAGE = "cp932"
INSTEAD = "〓"
ALIKE = dict(zip(map(ord, "〜‖−¢£¬—"), map(ord, "～∥－￠￡￢―"), strict=True))
"""Signs that look the same: as other programs write them, and as this code page has them."""
CODES = 0x110000


@dataclass
class Seen:
    """What became of texts.

    Attributes
    ----------
    lost
        Letters that became 〓, and how often.
    cut
        How many texts were longer than the place for them.
    alike
        How many signs were changed for one that looks the same.
    """

    lost: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    alike: int = 0


@cache
def widths() -> NDArray[np.uint8]:
    """Return (1114112,) bytes of each letter in the code page, 0 for those that it lacks."""
    found = np.zeros(CODES, dtype=np.uint8)
    for first in range(0, 0x10000, 0x100):
        if not 0xD800 <= first < 0xE000:
            letters = [chr(code) for code in range(first, first + 0x100)]
            found[first : first + 0x100] = [len(one.encode(CODE_PAGE, "ignore")) for one in letters]
    return found


def encodable(text: str) -> str:
    """Return one text as the code page has it."""
    found = fitted(pa.array([text], pa.string()), 2**31 - 1, Seen())
    return str(found[0].as_py())


def length(text: str) -> int:
    """Return the bytes of a text in the code page; letters that it lacks count nothing."""
    return len(text.encode(CODE_PAGE, "ignore"))


def fitted(texts: pa.StringArray, most: int, seen: Seen) -> pa.StringArray:
    """Return texts that the code page can hold in so many bytes, cut between letters and never within one.

    Parameters
    ----------
    texts
        Nulls stay nulls.
    most
        Bytes that a text may take.
    seen
        Is told what was lost.
    """
    filled = pc.fill_null(texts, "")
    whole = np.frombuffer(
        bytes(run_together(filled)).decode("utf-8").encode("utf-32-le"), dtype=np.uint32
    ).copy()
    if not len(whole):
        return texts
    owner = np.repeat(np.arange(len(texts)), pc.utf8_length(filled).to_numpy(zero_copy_only=False))
    for before, after in ALIKE.items():
        same = whole == before
        if same.any():
            seen.alike += int(same.sum())
            whole[same] = after
    # A tabulator or an end of line would end a record for some readers, and a zero byte the text.
    whole[(whole < 0x20) | (whole == 0x7F)] = 0x20
    width = widths()[whole]
    lacking = width == 0
    if lacking.any():
        codes, counts = np.unique(whole[lacking], return_counts=True)
        seen.lost.update(
            {chr(code): count for code, count in zip(codes.tolist(), counts.tolist(), strict=True)}
        )
        whole[lacking] = ord(INSTEAD)
        width[lacking] = 2
    ends = np.cumsum(width, dtype=np.int64)
    starts = np.concatenate([[0], ends])[np.searchsorted(owner, np.arange(len(texts)))]
    kept = ends - starts[owner] <= most
    if not kept.all():
        seen.cut += len(np.unique(owner[~kept]))
        whole, owner = whole[kept], owner[kept]
    return _texts(whole, owner, texts)


def _texts(codes: NDArray[np.uint32], owner: NDArray[np.intp], before: pa.StringArray) -> pa.StringArray:
    """Return letters (n,) as texts, each belonging to the row `owner` (n,), null where there was null."""
    letters = codes.astype("<u4").tobytes().decode("utf-32-le").encode("utf-8")
    size = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    offsets = np.zeros(len(before) + 1, dtype=np.int32)
    np.cumsum(np.bincount(owner, weights=size, minlength=len(before)).astype(np.int64), out=offsets[1:])
    made = pa.StringArray.from_buffers(len(before), pa.py_buffer(offsets.tobytes()), pa.py_buffer(letters))
    return pc.if_else(pc.is_valid(before), made, pa.scalar(None, pa.string()))
