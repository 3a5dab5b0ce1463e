"""Numbers as people write them: full-width digits, thousands separators, ▲ for less than nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER = r"^[+\-−△▲]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][+\-]?\d{1,3})?$|^[+\-−△▲]?\.\d+$"
_WHOLE = r"^[+\-−△▲]?(\d{1,15}|\d{1,3}(,\d{3}){1,4})$"
LEADING_ZERO = r"^[+\-]?0\d"


def normal(texts: pa.Array) -> pa.Array:
    """Return texts in Unicode's NFKC form: full-width letters and digits become plain ones."""
    plain = pc.string_is_ascii(texts)
    if pc.all(plain).as_py() in (True, None):
        return texts
    return pc.utf8_normalize(texts, form="NFKC")


def are_numbers(texts: pa.Array) -> NDArray[np.bool_]:
    """Say of each normal text whether it is a number."""
    if _plain_floats(texts) is not None:
        return np.asarray(pc.is_valid(texts))
    return _matches(texts, _NUMBER)


def are_whole(texts: pa.Array) -> NDArray[np.bool_]:
    """Say of each normal text whether it is a whole number that a computer keeps exactly."""
    return _matches(texts, _WHOLE)


def have_leading_zero(texts: pa.Array) -> NDArray[np.bool_]:
    """Say of each normal text whether it is a code whose zeros must stay."""
    return _matches(texts, LEADING_ZERO)


def floats(texts: pa.Array) -> NDArray[np.float64]:
    """Return (n,) numbers of normal texts, NaN where a text is none."""
    quick = _plain_floats(texts)
    if quick is not None:
        return quick
    good = are_numbers(texts)
    values = np.full(len(texts), np.nan)
    if good.any():
        values[good] = np.asarray(pc.cast(_plain(texts.filter(pa.array(good))), pa.float64()))
    values[~np.isfinite(values)] = np.nan
    return values


def integers(texts: pa.Array) -> pa.Array:
    """Return whole numbers of normal texts, null where a text is none."""
    good = pa.array(are_whole(texts))
    return pc.cast(_plain(pc.if_else(good, texts, pa.scalar(None, pa.string()))), pa.int64())


def _plain_floats(texts: pa.Array) -> NDArray[np.float64] | None:
    """Return numbers where all texts are written as computers do, else None."""
    try:
        values = np.asarray(pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False))
    except pa.ArrowInvalid:
        return None
    # Arrow reads "nan" and "inf", which are words here.
    empty = np.asarray(pc.is_null(texts))
    return values if np.isfinite(values[~empty]).all() else None


def _plain(texts: pa.Array) -> pa.Array:
    """Return numbers as computers write them."""
    signs = pc.replace_substring_regex(texts, "^[−△▲]", "-")
    return pc.replace_substring(pc.replace_substring_regex(signs, r"^\+", ""), ",", "")


def _matches(texts: pa.Array, pattern: str) -> NDArray[np.bool_]:
    return np.asarray(pc.fill_null(pc.match_substring_regex(texts, pattern), False))
