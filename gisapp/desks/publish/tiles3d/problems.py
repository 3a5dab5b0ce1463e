"""What is wrong with a tileset, as findings; the same few sentences for all rules, with the rule's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCES = {
    "unreadable": QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているため読めません（{detail}）。"),
    "schema": QT_TRANSLATE_NOOP(CONTEXT, "{file} は 3D Tiles 1.1 の決まりに合いません（{detail}）。"),
    "outside-folder": QT_TRANSLATE_NOOP(CONTEXT, "{file} がフォルダの外のものを指しています（{detail}）。"),
    "missing-file": QT_TRANSLATE_NOOP(CONTEXT, "{file} が指すファイルがありません（{detail}）。"),
    "stray-file": QT_TRANSLATE_NOOP(CONTEXT, "{file} はどのタイルからも使われていません。"),
    "error-grows": QT_TRANSLATE_NOOP(
        CONTEXT, "{file} の幾何誤差（geometricError）が親のタイルより大きくなっています（{detail}）。"
    ),
    "volume": QT_TRANSLATE_NOOP(
        CONTEXT, "{file} の中身がタイルの範囲（boundingVolume）からはみ出しています（{detail}）。"
    ),
    "loose-volume": QT_TRANSLATE_NOOP(
        CONTEXT, "{file} のタイルの範囲（boundingVolume）が中身よりずっと大きくなっています（{detail}）。"
    ),
    "height": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の高さが楕円体高としてあり得ません（{detail}）。ジオイド高が足されていない恐れがあります。",
    ),
    "glb": QT_TRANSLATE_NOOP(CONTEXT, "{file} は glTF 2.0 の決まりに合いません（{detail}）。"),
    "feature-ids": QT_TRANSLATE_NOOP(CONTEXT, "{file} の地物の番号が属性の表と合いません（{detail}）。"),
    "table": QT_TRANSLATE_NOOP(CONTEXT, "{file} の属性の表が壊れています（{detail}）。"),
    "not-allowed": QT_TRANSLATE_NOOP(
        CONTEXT, "{file} に、公開すると決めていない項目があります（{detail}）。"
    ),
    "twice": QT_TRANSLATE_NOOP(CONTEXT, "同じ地物が 2 つ以上のタイルに入っています（{detail}）。"),
    "count": QT_TRANSLATE_NOOP(CONTEXT, "地物の数が合いません（{detail}）。"),
}
"""What staff read, by the codes of the findings."""
LONGEST = 200


class Problem(Exception):
    """A rule that is broken, within the reading of one file."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class Problems:
    """Keeps what is wrong, each kind in each file once, with how often."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, int]] = {}

    def add(self, code: str, file: str, detail: str = "") -> None:
        """Keep a problem."""
        first, count = self._found.get((code, file), (detail[:LONGEST], 0))
        self._found[code, file] = (first, count + 1)

    def findings(self) -> Sequence[Finding]:
        """Return all of them."""
        return [
            Finding(
                Severity.ERROR,
                f"tileset-{code}",
                SENTENCES[code],
                {"file": file, "detail": detail},
                Where(file),
                count,
            )
            for (code, file), (detail, count) in self._found.items()
        ]
