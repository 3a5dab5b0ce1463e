"""Where lines of Japanese text may break."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CLINGING = "、。，．・）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％㎡"
"""Letters that may not begin a line (行頭禁則)."""
OPENING = "「『（【〈《〔［｛("
"""Letters that may not end one (行末禁則)."""


def wrapped(text: str, width: float, wide: Callable[[str], float]) -> list[str]:
    """Return a text in lines that fit.

    Parameters
    ----------
    text
        Where it has line feeds, a line ends too.
    width
        Of a line.
    wide
        Returns how wide a text is, in the same unit.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line: list[str] = []
        pieces = [
            one
            for piece in _pieces(part)
            for one in ([piece] if wide(piece) <= width else piece)  # long file names
        ]
        for piece in pieces:
            if not line or wide("".join(line) + piece) <= width:
                line.append(piece)
                continue
            # What may not begin a line takes the letter before it along (追い出し).
            taken = [piece]
            while taken[0][0] in CLINGING and len(line) > 1:
                taken.insert(0, line.pop())
            lines.append("".join(line).rstrip())
            line = ["".join(taken).lstrip()]
        lines.append("".join(line))
    return lines


def _pieces(text: str) -> list[str]:
    """Return a text in pieces between which a line may break: words of Latin letters stay whole."""
    pieces: list[str] = []
    for letter in text:
        joined = (
            pieces and letter.isascii() and letter != " " and pieces[-1][-1].isascii() and pieces[-1] != " "
        )
        if joined or (pieces and pieces[-1][-1] in OPENING):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
