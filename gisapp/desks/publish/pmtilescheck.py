"""Looks at every byte of a PMTiles file before the public does: is it whole, is it sound, does it tell too much.

This reads the file by itself, with nothing of what wrote it, as a reader elsewhere would.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

HEADER = struct.Struct("<7sB11Q6B4iB2i")
MOST_DEPTH = 4
MOST_PROBLEMS = 100
"""So many are told; a file that is broken throughout has no end of them."""
BUFFER = 256
"""Steps that a shape may reach over the edge of its tile."""
MOST_BYTES = 50_000_000
"""Of a tile when it is unpacked: what grows beyond is no tile."""

_NO_ARCHIVE = QT_TRANSLATE_NOOP(CONTEXT, "PMTiles（版 3）のファイルではありません。")
_BEYOND = QT_TRANSLATE_NOOP(CONTEXT, "{what}がファイルの外を指しています。")
_DIRECTORY = QT_TRANSLATE_NOOP(CONTEXT, "目次を読めません: {detail}")
_ORDER = QT_TRANSLATE_NOOP(CONTEXT, "目次がタイル番号の順になっていません（{number}）。")
_COUNTS = QT_TRANSLATE_NOOP(CONTEXT, "{what}の数が見出しの {said:,} と違い、{found:,} です。")
_ZOOM = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} は、見出しの縮尺 {low}～{high} の外です。")
_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} は、見出しの範囲の外です。")
_TILE = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} を読めません: {detail}")
_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} に、公開すると決めていないレイヤ「{layer}」があります。")
_FIELD = QT_TRANSLATE_NOOP(
    CONTEXT, "タイル {tile} のレイヤ「{layer}」に、公開すると決めていない項目「{field}」があります。"
)
_TOLD = QT_TRANSLATE_NOOP(CONTEXT, "メタデータに、公開してはならないもの（{what}）があります: {text}")
_METADATA = QT_TRANSLATE_NOOP(CONTEXT, "メタデータを読めません: {detail}")
_KEY = QT_TRANSLATE_NOOP(CONTEXT, "メタデータに、決められていない項目「{key}」があります。")
_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} の画像に、撮影情報などの付加情報（{what}）があります。")

_KEYS = frozenset({"name", "description", "attribution", "vector_layers", "encoding", "type", "version"})
_TELLTALE = {
    "path": re.compile(
        r"(?:^|[\s\"'=(:])(?:/(?:home|Users|root|tmp|mnt|var|opt|work|media|srv)/|[A-Za-z]:[\\/]|\\\\\w)"
    ),
    "command": re.compile(r"(?:^|\s)--?[A-Za-z][\w-]+[= ]|\b(?:tippecanoe|ogr2ogr|gdal\w*|python3?)\s"),
    "address": re.compile(r"\b(?:localhost|127\.0\.0\.1|192\.168\.\d|10\.\d+\.\d+\.\d+|file://)"),
}
_PICTURES = {2: b"\x89PNG\r\n\x1a\n", 3: b"\xff\xd8\xff", 4: b"RIFF", 5: b""}


@dataclass(frozen=True)
class Problem:
    """Something that must not be published.

    Attributes
    ----------
    code
        Stable name such as ``tile-field``.
    template, values
        The Japanese sentence and what goes into its places.
    """

    code: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message(self.template, self.values)


class _Broken(Exception):
    """A piece cannot be read; the reason is for those who look into it."""
