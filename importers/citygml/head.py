"""The document element of a CityGML file: what it declares, and whether it is one at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from layers.errors import NotRecognised, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

MOST_BYTES = 1 << 20
"""So many bytes may stand before the end of the start tag of the document element."""
CITYGML2 = "http://www.opengis.net/citygml/2.0"
CITYGML1 = "http://www.opengis.net/citygml/1.0"
CITYGML3 = "http://www.opengis.net/citygml/3.0"

_ROOT = re.compile(rb"""<([A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)((?:\s(?:"[^"<]*"|'[^'<]*'|[^<>"'])*)?)>""")
_DECLARATION = re.compile(rb"""xmlns(?::([\w.\-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NOTES = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)


@dataclass(frozen=True)
class Head:
    """The document element.

    Attributes
    ----------
    prefixes
        Namespace of each prefix.
    name
        Name of the document element as written, with its prefix.
    start
        Place behind the start tag in the (UTF-8) text.
    """

    prefixes: dict[str, str]
    name: bytes
    start: int

    @property
    def citygml(self) -> str:
        """CityGML version: ``1.0``, ``2.0``, ``3.0`` or empty."""
        uris = set(self.prefixes.values())
        for uri in (CITYGML3, CITYGML2, CITYGML1):
            if uri in uris:
                return uri.rpartition("/")[2]
        return ""

    @property
    def iur(self) -> str:
        """i-UR version of the file such as ``3.1``, empty when it uses none."""
        versions = {
            match[1]
            for uri in self.prefixes.values()
            if (match := re.search(r"/iur/(?:uro|urf|urt|urc)/(\d+\.\d+)$", uri))
        }
        return max(versions, default="")


def parse_head(text: bytes, file: str, line: int = 1) -> Head | None:
    """Find the document element at the beginning of `text`; None when more text is needed.

    Parameters
    ----------
    text
        UTF-8.
    file
        Name for errors.
    line
        Line number of the first byte of `text`.

    Raises
    ------
    layers.errors.Unsafe
        For a document type declaration.
    layers.errors.NotRecognised
        When the document element is not ``CityModel``.
    """
    start = 0
    while True:
        opening = text.find(b"<", start)
        if opening < 0:
            if text[start:].strip():
                raise _not_citygml(file)
            return None
        if text[start:opening].strip(b" \t\r\n\x00"):
            raise _not_citygml(file)
        if text.startswith((b"<!--", b"<?"), opening):
            match = _NOTES.match(text, opening)
            if match is None:
                return None
            start = match.end()
            continue
        if len(text) - opening > 1 and b"<!--".startswith(text[opening : opening + 8]):
            return None
        if text.startswith(b"<!", opening):
            raise doctype(file, line + text.count(b"\n", 0, opening))
        break
    match = _ROOT.match(text, opening)
    if match is None:
        if len(text) - opening < MOST_BYTES and b">" not in text[opening:]:
            return None
        raise _not_citygml(file)
    if match[2] != b"CityModel":
        raise _not_citygml(file)
    prefixes = {
        prefix.decode(): (double or single).decode("utf-8", "replace")
        for prefix, double, single in _DECLARATION.findall(match[3])
    }
    return Head(prefixes, (match[1] or b"") + match[2], match.end())


def doctype(file: str, line: int) -> Unsafe:
    """Return the error for a document type declaration."""
    return Unsafe(
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} の {line:,} 行目に文書型宣言（DOCTYPE）があります。"
            "安全のため、そこから先を読み込みませんでした。",
        ),
        QT_TRANSLATE_NOOP(CONTEXT, "配布元の CityGML かどうかを確かめてください。"),
        values={"file": file, "line": line},
        where=Where(file, line),
    )


def _not_citygml(file: str) -> NotRecognised:
    return NotRecognised(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} は CityGML ではありません（CityModel 要素がありません）。"),
        QT_TRANSLATE_NOOP(
            CONTEXT, "PLATEAU の配布 zip、udx フォルダを含むフォルダ、または .gml を選んでください。"
        ),
        values={"file": file},
        where=Where(file, 1),
    )
