"""The typeface of the page: of Noto Sans JP (OFL) only the letters that occur.

The letters of the page itself come in one file, all others that occur in the data in a second one that
browsers load when such a letter is to be shown.
"""

from __future__ import annotations

import base64
import io
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FAMILY = "Noto Sans JP"
ALWAYS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0x3000, 0x3100)))) + "ー〜～−－・…「」（）％㎡³²℃°′″→←↑↓▲▼↕"
)
"""Letters that any page may want: Latin, kana, punctuation."""
WRITTEN = ("index.html", "assets/app.js")
"""Files of the page whose words stand nowhere else, such as 年 of a date."""
LEAST = 0x20
UNUSED = ("BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx")
"""Tables for vertical lines and fine typesetting, a third of the bytes, of which the page has neither."""


def write_fonts(
    folder: Path, page: Iterable[str], data: Iterable[str], *, within: bool
) -> tuple[list[str], str]:
    """Write the fonts and their style sheet.

    Parameters
    ----------
    folder
        Of the site, with its page written: letters of markup and scripts count too. Files go to ``assets/``.
    page
        Letters of the description of the site.
    data
        Letters of the data.
    within
        Whether the fonts go into the style sheet itself, for pages that are opened from a disk.

    Returns
    -------
    files
        Paths from the folder.
    rare
        A letter that only the second font holds, empty when there is none: who asks for it loads that font.
    """
    known = _known()
    written = "".join((folder / name).read_text("utf-8") for name in WRITTEN)
    first = {*page, *ALWAYS, *written} & known
    second = (set(data) & known) - first
    files, rules = [], []
    for name, letters in (("page", first), ("data", second)):
        if not letters:
            continue
        font = _subset(frozenset(letters))
        if within:
            place = f"data:font/woff;base64,{base64.b64encode(font).decode()}"
        else:
            place = f"{name}.woff"
            (folder / "assets" / place).write_bytes(font)
            files.append(f"assets/{place}")
        rules.append(
            f'@font-face{{font-family:"{FAMILY}";font-weight:400;font-display:swap;'
            f'src:url("{place}") format("woff");unicode-range:{_ranges(letters)}}}\n'
        )
    (folder / "assets" / "fonts.css").write_text("".join(rules), "utf-8", newline="\n")
    return [*files, "assets/fonts.css"], min(second, default="")


def _source() -> Path:
    from pylopdf_fonts_jp import sans_path

    return sans_path()


@cache
def _known() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(_source(), lazy=True) as font:
        return frozenset(chr(code) for code in font.getBestCmap() if code >= LEAST)


@lru_cache(maxsize=8)
def _subset(letters: frozenset[str]) -> bytes:
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff"
    options.hinting = False
    options.layout_features = []
    options.layout_closure = False
    options.drop_tables = [*options.drop_tables, *UNUSED]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    with subset.load_font(str(_source()), options) as font:
        font.recalcTimestamp = False  # the same letters, the same bytes
        maker = subset.Subsetter(options)
        maker.populate(text="".join(sorted(letters)))
        maker.subset(font)
        written = io.BytesIO()
        subset.save_font(font, written, options)
    return written.getvalue()


def _ranges(letters: Iterable[str]) -> str:
    """Return letters as the ranges of a style sheet."""
    codes = sorted(map(ord, letters))
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{low:x}" if low == high else f"U+{low:x}-{high:x}" for low, high in runs)
