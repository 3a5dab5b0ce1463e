"""The table of elements by way of lxml: slow, strict, and right about every corner of XML.

It reads what the compiled scanner leaves alone (other encodings, CDATA, comments in texts) and is what
the scanner is compared with. libxml2 decides what is well-formed; nothing outside the bytes is ever read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from lxml import etree

from importers.citygml.elements import Elements, Name
from layers.errors import DamagedFile, Unsafe
from layers.feedback import Where
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

CHUNK = 1 << 20
HEAD = 1 << 12
MOST_ATTRIBUTES = 4096
"""Of one element; lxml takes time by the square of their number."""
XML_SPACE = " \t\r\n"

_UNSAFE = QT_TRANSLATE_NOOP(
    "messages",
    "「{file}」の{line}行目付近に DOCTYPE 宣言があります。外部のファイルを読み込ませたり、"
    "メモリを使い切らせたりするおそれがあるため、読み込みを中止しました。",
)
_UNSAFE_HINT = QT_TRANSLATE_NOOP(
    "messages", "DOCTYPE 宣言を取り除いたファイルを配布元から入手し直してください。"
)
_DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "「{file}」の{line}行目で XML の書き方が壊れているため、読み込めませんでした。"
)
_DAMAGED_HINT = QT_TRANSLATE_NOOP(
    "messages", "ファイルが途中で切れていないか確かめ、配布元から入手し直してください。"
)


class _Doctype(Exception):
    """A document type declaration begins."""


class _TooManyAttributes(Exception):
    """An element has more attributes than can be looked at in time."""


class _Begun(Exception):
    """The document element begins."""


class _Gate:
    """Parser target that stops at the first thing behind the prolog.

    libxml2 reports a declaration before it reads what is declared in it, so no entity is ever defined.
    """

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        """Stop at a document type declaration."""
        raise _Doctype

    def start(self, tag: str, attributes: object) -> None:
        """Stop at the document element: a declaration cannot follow it."""
        raise _Begun

    def close(self) -> None:
        """Do nothing; the parser asks for it."""


def read_elements(data: bytes, first_line: int = 1, file: str = "") -> Elements:
    """Read a whole XML document.

    Parameters
    ----------
    data
        The document in any encoding that it declares.
    first_line
        Line number of the first byte within the file.
    file
        Name of the file as the user knows it, for errors.

    Returns
    -------
    Elements
        The elements below the document element. Its `data` is a buffer of its own: the texts and
        attribute values one after another; `offset` says where the text of an element would begin in it.

    Raises
    ------
    Unsafe
        When there is a document type declaration.
    DamagedFile
        When the document is not well-formed.
    """
    table = _Table(first_line)
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        _refuse_doctype(data, file)
        for member in _members(data, parser):
            table.add(member)
    except _TooManyAttributes:
        detail = f"more than {MOST_ATTRIBUTES} attributes"
        where = Where(file, first_line)
        values = {"file": file, "line": first_line}
        raise DamagedFile(_DAMAGED, _DAMAGED_HINT, values=values, where=where, detail=detail) from None
    except etree.XMLSyntaxError as error:
        # the error itself knows no line when the parser went on after a fault
        told = next(((entry.line, entry.message) for entry in parser.feed_error_log), None)
        fault, detail = told or (error.lineno or 1, str(error))
        line = first_line + max(fault - 1, 0)
        raise DamagedFile(
            _DAMAGED,
            _DAMAGED_HINT,
            values={"file": file, "line": line},
            where=Where(file, line),
            detail=detail.strip(),
        ) from error
    return table.elements()


def _refuse_doctype(data: bytes, file: str) -> None:
    """Raise Unsafe when a document type declaration stands before the document element."""
    parser = etree.XMLParser(
        target=_Gate(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for start in range(0, len(data), HEAD):
            parser.feed(data[start : start + HEAD])
    except _Begun:
        return
    except _Doctype:
        line = data[: max(data.find(b"<!DOCTYPE"), 0)].count(b"\n") + 1
        raise Unsafe(
            _UNSAFE, _UNSAFE_HINT, values={"file": file, "line": line}, where=Where(file, line)
        ) from None


def _members(data: bytes, parser: etree.XMLPullParser) -> Iterator[_Element]:
    """Yield the children of the document element one after another, complete, and free each afterwards."""
    depth = 0
    for start in range(0, len(data), CHUNK):
        parser.feed(data[start : start + CHUNK])
        for event, element in parser.read_events():
            if event == "start":
                depth += 1
                continue
            depth -= 1
            if depth == 1:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    parser.close()


class _Table:
    """Columns that grow while the document is read."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.names: dict[str, int] = {}
        self.paths: dict[tuple[int, int], int] = {}
        self.path: list[int] = []
        self.parent: list[int] = []
        self.line: list[int] = []
        self.leaf: list[bool] = []
        self.text: list[bytes] = []
        self.attribute_element: list[int] = []
        self.attribute_name: list[int] = []
        self.attribute_text: list[bytes] = []

    def add(self, member: _Element) -> None:
        """Append an element and everything in it."""
        waiting: list[tuple[_Element, int]] = [(member, -1)]
        while waiting:
            element, parent = waiting.pop()
            row = len(self.path)
            above = self.path[parent] if parent >= 0 else -1
            name = self.names.setdefault(element.tag, len(self.names))
            self.path.append(self.paths.setdefault((above, name), len(self.paths)))
            self.parent.append(parent)
            self.line.append(element.sourceline or 0)
            if len(element.attrib) > MOST_ATTRIBUTES:
                raise _TooManyAttributes
            for key, value in element.attrib.items():
                self.attribute_element.append(row)
                self.attribute_name.append(self.names.setdefault(key, len(self.names)))
                self.attribute_text.append(_escaped(value))
            children = len(element)
            self.leaf.append(not children)
            self.text.append(b"" if children else _escaped((element.text or "").strip(XML_SPACE)))
            if children:
                waiting.extend((child, row) for child in reversed(element))

    def elements(self) -> Elements:
        """Return the columns as arrays."""
        count = len(self.path)
        size = [1] * count
        for row in range(count - 1, -1, -1):
            if self.parent[row] >= 0:
                size[self.parent[row]] += size[row]
        spans = _spans([*self.text, *self.attribute_text])
        pairs = list(self.paths)
        return Elements(
            data=np.frombuffer(b"".join([*self.text, *self.attribute_text]), np.uint8),
            names=tuple(_name(tag) for tag in self.names),
            path_parent=np.array([above for above, _ in pairs], np.int32),
            path_name=np.array([name for _, name in pairs], np.int32),
            path=np.array(self.path, np.int32),
            parent=np.array(self.parent, np.int32),
            stop=np.arange(count, dtype=np.int32) + np.array(size, np.int32),
            text=spans[:count],
            leaf=np.array(self.leaf, bool),
            offset=spans[:count, 0].copy(),
            attribute_element=np.array(self.attribute_element, np.int32),
            attribute_name=np.array(self.attribute_name, np.int32),
            attribute_text=spans[count:],
            first_line=self.first_line,
            # Behind line 65,535 libxml2 knows lines from texts; an element with none near it gets the
            # line of the element before it.
            lines=np.maximum.accumulate(np.array(self.line, np.int32)) + (self.first_line - 1),
        )


def _escaped(text: str) -> bytes:
    """Encode text so that resolving references and line ends in it gives the text back."""
    return text.replace("&", "&amp;").replace("\r", "&#13;").encode()


def _spans(chunks: list[bytes]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return (n, 2) int64 spans of chunks that stand one behind another."""
    edges = np.zeros(len(chunks) + 1, np.int64)
    np.cumsum([len(chunk) for chunk in chunks], out=edges[1:])
    return np.column_stack([edges[:-1], edges[1:]])


def _name(tag: str) -> Name:
    """Split the notation ``{namespace}local``."""
    namespace, _, local = tag.rpartition("}")
    return Name(namespace[1:], local)
