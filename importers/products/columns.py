"""Columns of a product, told in Japanese: codes become texts, and what stands for nothing becomes nothing."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.products.depths import depth_range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.products.product import Field


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of codes.

    Attributes
    ----------
    texts
        (n,) what the codes mean; an unknown code is its own text.
    codes
        (n,) as written.
    unknown
        Codes that are in no list, and how often.
    """

    texts: pa.Array
    codes: pa.Array
    unknown: Mapping[str, int]


def written(column: pa.ChunkedArray, missing: frozenset[str] = frozenset()) -> pa.Array:
    """Return a column as text, null where it is empty or says that the datum is missing.

    Whole numbers carry no decimals, whatever type the format gave them.

    Parameters
    ----------
    column
        (n,) of any plain type.
    missing
        What stands for a missing datum.
    """
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    if pa.types.is_boolean(array.type):
        array = array.cast(pa.int8())
    if pa.types.is_floating(array.type):
        array = _float_texts(array)
    texts = pc.utf8_trim_whitespace(array.cast(pa.string()))
    nothing = pc.is_in(texts, value_set=pa.array(["", *missing], pa.string()))
    return pc.if_else(nothing, pa.scalar(None, pa.string()), texts)


def _float_texts(array: pa.Array) -> pa.Array:
    """Return numbers as text; whole ones as integers."""
    encoded = array.dictionary_encode()
    texts = [
        None
        if value is None or math.isnan(value)
        else str(int(value))
        if math.isfinite(value) and value == int(value)
        else str(value)
        for value in encoded.dictionary.to_pylist()
    ]
    return pa.array(texts, pa.string()).take(encoded.indices)


def coded(column: pa.ChunkedArray, known: Field) -> Coded:
    """Return a column of codes with what they mean."""
    codes = written(column, known.missing)
    encoded = codes.dictionary_encode()
    different = encoded.dictionary.to_pylist()
    texts = [meaning(code, known.codes) for code in different]
    counts = _counts(encoded.indices, len(different))
    unknown = {
        code: int(count)
        for code, text, count in zip(different, texts, counts, strict=True)
        if text is None and known.codes and count
    }
    shown = [code if text is None else text for code, text in zip(different, texts, strict=True)]
    return Coded(pa.array(shown, pa.string()).take(encoded.indices), codes, unknown)


def meaning(code: str, codes: Mapping[str, str]) -> str | None:
    """Return what a code stands for, None when the list does not have it.

    Wide and narrow letters, leading zeros, and 第１種 for 第一種 make no difference.
    """
    if code in codes:
        return codes[code]
    plain = unicodedata.normalize("NFKC", code).replace(" ", "")
    plain = plain.replace("第1種", "第一種").replace("第2種", "第二種")
    for variant in (plain, plain.lstrip("0") or "0", plain.zfill(2)):
        if variant in codes:
            return codes[variant]
    return None


def agreed(texts: pa.Array, names: pa.Array, known: Field) -> tuple[pa.Array, dict[tuple[str, str], int]]:
    """Return texts in which a Japanese name goes before what a code means.

    Parameters
    ----------
    texts
        (n,) what the codes mean.
    names
        (n,) Japanese names in the other column.
    known
        The column of codes: only names that its list knows are believed.

    Returns
    -------
    texts
        (n,) corrected.
    different
        Pairs of meaning and name that contradict each other, and how often.
    """
    first, second = texts.dictionary_encode(), names.dictionary_encode()
    words = [_believed(name, known) for name in second.dictionary.to_pylist()]
    meanings = first.dictionary.to_pylist()
    name_of = _filled(second.indices)
    text_of = _filled(first.indices)
    pairs, counts = np.unique(np.stack([text_of, name_of]), axis=1, return_counts=True)
    different = {
        (meanings[text] if text >= 0 else "", str(words[name])): int(count)
        for text, name, count in zip(pairs[0].tolist(), pairs[1].tolist(), counts.tolist(), strict=True)
        if name >= 0 and words[name] is not None and text >= 0 and meanings[text] != words[name]
    }
    believed = pa.array([*words, None], pa.string()).take(
        pa.array(np.where(name_of < 0, len(words), name_of))
    )
    return pc.coalesce(believed, texts), different


def _believed(name: str, known: Field) -> str | None:
    values = {text: text for text in known.codes.values()}
    return meaning(name, values)


def numbers(column: pa.ChunkedArray, known: Field) -> pa.Array | None:
    """Return a column as numbers, None when it holds words.

    Texts may be wide and carry the unit, a comma or a sign of percent.
    """
    kind = pa.float64() if known.kind == "number" else pa.int64()
    encoded = written(column, known.missing).dictionary_encode()
    values: list[float | None] = []
    for text in encoded.dictionary.to_pylist():
        plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
        for unit in (known.unit, "%", "％", "人", "年", "m2", "㎡", "m"):
            plain = plain.removesuffix(unit).strip() if unit else plain
        try:
            value = float(plain)
        except ValueError:
            return None
        if not math.isfinite(value) or (kind == pa.int64() and (value != int(value) or abs(value) > 2**53)):
            return None
        values.append(value if kind == pa.float64() else int(value))
    return pa.array(values, kind).take(encoded.indices)


def depths(texts: pa.Array) -> tuple[pa.Array, pa.Array, dict[str, int]]:
    """Return the ends of classes of depth.

    Returns
    -------
    lower, upper
        (n,) metres; null where a class has no such end or cannot be read.
    unreadable
        Texts that tell no class, and how often.
    """
    encoded = texts.dictionary_encode()
    different = encoded.dictionary.to_pylist()
    ends = np.array([depth_range(text) for text in different]).reshape(-1, 2)
    counts = _counts(encoded.indices, len(different))
    unreadable = {
        text: int(count)
        for text, low, count in zip(different, ends[:, 0], counts, strict=True)
        if math.isnan(low) and count
    }
    ends[~np.isfinite(ends)] = np.nan
    lower, upper = (
        pa.array(ends[:, k], pa.float64(), from_pandas=True).take(encoded.indices) for k in (0, 1)
    )
    return lower, upper, unreadable


def _counts(indices: pa.Array, length: int) -> NDArray[np.intp]:
    filled = _filled(indices)
    return np.bincount(filled[filled >= 0], minlength=length)


def _filled(indices: pa.Array) -> NDArray[np.int64]:
    """Return indices as numbers, -1 where there is none."""
    filled: NDArray[np.int64] = pc.fill_null(indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return filled
