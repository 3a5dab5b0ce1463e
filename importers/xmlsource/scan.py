"""The fast way through an XML file: the compiled scanner of CityGML on any document of the usual kind.

It is ten times as fast as a tree. What it is not sure of (other encodings, CDATA, declarations on the way,
tags that do not match) it leaves to the strict reader, which also says what is wrong and where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np

from importers.citygml import scanner
from importers.citygml.members import valid_utf8
from importers.citygml.numbers import parse_numbers
from importers.xmlsource.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from numpy.typing import NDArray

    from importers.citygml.elements import Elements

WINDOW = 8 << 20
LARGEST_WINDOW = 32 << 20
MOST_HELD = 256 << 20
"""Larger elements are left to the reader that frees what it has read."""
_HEAD = 1 << 14

_NAME = rb"[^\s<>/=\"'!?&]+"
_ATTRIBUTES = rb"""(?:\s+[^\s<>/=]+\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*\s*"""
_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?(<\?xml[^>]*\?>)?(?:\s|<!--(?:(?!--).)*-->)*<("
    + _NAME
    + rb")("
    + _ATTRIBUTES
    + rb")>",
    re.DOTALL,
)
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.\-]+)["']""")
_DECLARATION = re.compile(rb"""xmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Unsure(Exception):
    """The document is not of the usual kind; the argument says where it is not."""


@dataclass(frozen=True, eq=False)
class TableMarks(Marks):
    """Elements of a table.

    Attributes
    ----------
    table
        The table.
    rows
        (n,) the row of each element in it, ascending.
    """

    table: Elements
    rows: NDArray[np.int64]

    def texts(self, positions: NDArray[np.int64]) -> list[str]:
        """Return the texts of some elements, without the space around them."""
        found: list[str] = self.table.texts(self.table.text[self.rows[positions]]).to_pylist()
        return found

    def values(self, positions: NDArray[np.int64], attribute: str) -> list[str]:
        """Return an XML attribute of some elements, empty where it is missing."""
        found = self.table.attribute(self.rows[positions], attribute).fill_null("")
        values: list[str] = found.to_pylist()
        return values

    def numbers(self, positions: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the numbers in the texts of some elements one behind another, and where each begins."""
        return parse_numbers(self.table.data, self.table.text[self.rows[positions]])

    def end(self, position: int) -> int:
        """Return the position behind everything within an element."""
        return int(np.searchsorted(self.rows, self.table.stop[self.rows[position]]))


def scan_batches(
    stream: IO[bytes],
    root: str,
    containers: Collection[str],
    step: Callable[[int], None],
    window: int = 0,
) -> Iterator[tuple[str, Marks]]:
    """Yield container and elements of a document window by window.

    Parameters
    ----------
    stream
        The document.
    root
        Tag of the document element.
    containers
        Tags of the elements with the many children, `root` itself or children of it.
    step
        Called with the number of bytes read so far, may raise to stop.
    window
        Bytes to hold at a time, :data:`WINDOW` when 0. A larger element makes the window grow.

    Raises
    ------
    Unsure
        When the strict reader must read it from its beginning.
    """
    held = stream.read(_HEAD)
    prefixes, name, start = _head(held, root)
    done = len(held)
    end = re.compile(rb"</%b\s*>" % re.escape(name))
    ended = False
    while True:
        step(done)
        piece = stream.read(max(window or WINDOW, len(held)))
        ended = not piece
        done += len(piece)
        held += piece
        data = np.frombuffer(held, dtype=np.uint8)
        if valid_utf8(data, start, len(data)) >= 0:
            raise Unsure("not UTF-8")
        found = scanner.scan(data, start, len(data), prefixes)
        if found.unbound:
            raise Unsure("undeclared prefix")
        if len(found.elements):
            for container, marks in _split(found.elements, root, containers):
                step(done)
                yield container, marks
        place = found.stop
        closing = end.match(held, place) if found.status == scanner.COMPLETE else None
        if closing is not None:
            _expect_nothing(held[closing.end() :], stream)
            step(done)
            return
        open_ = found.status == scanner.INCOMPLETE or (
            found.status == scanner.COMPLETE and b">" not in held[place:]
        )
        if ended or not open_ or len(held) - place > MOST_HELD:
            raise Unsure(f"status {found.status}")
        held, start = held[place:], 0


def _head(held: bytes, root: str) -> tuple[dict[str, str], bytes, int]:
    """Return the namespaces and the name of the document element, and the place behind its start tag."""
    match = _PROLOG.match(held)
    if match is None:
        raise Unsure("prolog")
    encoding = _ENCODING.search(match[1] or b"")
    if encoding is not None and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise Unsure("encoding")
    prefixes = {
        prefix.decode(): (double or single).decode("utf-8", "replace")
        for prefix, double, single in _DECLARATION.findall(match[3])
    }
    prefix, _, local = match[2].rpartition(b":")
    if f"{{{prefixes.get(prefix.decode(), '')}}}{local.decode('utf-8', 'replace')}" != root:
        raise Unsure("document element")
    return prefixes, match[2], match.end()


def _split(table: Elements, root: str, containers: Collection[str]) -> Iterator[tuple[str, Marks]]:
    """Yield what lies in each container, then what lies in the document element itself."""
    names = [f"{{{name.namespace}}}{name.local}" for name in table.names]
    tags = table.path_name[table.path]
    top = table.parent < 0
    inner = [name in containers for name in names]
    apart = np.zeros(len(tags), dtype=bool)
    for row in np.flatnonzero(top & np.array(inner, dtype=bool)[tags]).tolist():
        stop = int(table.stop[row])
        apart[row + 1 : stop] = True
        rows = np.arange(row + 1, stop)
        if len(rows):
            yield names[tags[row]], _marks(table, names, (tags, rows), table.parent[rows] == row)
    if root in containers:
        rows = np.flatnonzero(~apart)
        yield root, _marks(table, names, (tags, rows), top[rows])


def _marks(
    table: Elements,
    names: list[str],
    elements: tuple[NDArray[np.int32], NDArray[np.int64]],
    first: NDArray[np.bool_],
) -> TableMarks:
    tags, rows = elements
    return TableMarks(tags[rows], names, np.cumsum(first) - 1, np.flatnonzero(first), table, rows)


def _expect_nothing(rest: bytes, stream: IO[bytes]) -> None:
    """Make sure that only space follows the document."""
    while rest or (rest := stream.read(WINDOW)):
        if rest.strip(b" \t\r\n"):
            raise Unsure("text behind the end")
        rest = b""
