"""Large XML files read piece by piece: bounded in memory, without DTD, entities or network."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np
from lxml import etree

from importers.citygml.numbers import parse_numbers
from importers.xmlsource.files import READING_FAILS
from importers.xmlsource.marks import Marks
from layers.errors import DamagedFile, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from lxml.etree import _Element
    from numpy.typing import NDArray

CHUNK = 1 << 20
_FIRST = 1 << 12
MOST_OPEN = 256 << 20
"""So many bytes may go by without anything coming to its end; no real feature is a hundredth of it."""

_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}

UNSAFE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の{line}行目付近に DOCTYPE 宣言があります。外部のファイルを読み込ませたり、"
    "メモリを使い切らせたりするおそれがあるため、読み込みを中止しました。",
)
UNSAFE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "DOCTYPE 宣言を取り除いたファイルを配布元から入手し直してください。")
DAMAGED = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の{line}行目で XML の書き方が壊れているため、読み込めませんでした。"
)
DAMAGED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "ファイルが途中で切れていないか確かめ、配布元から入手し直してください。"
)
ENDLESS = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」に不自然に大きな要素があるため、読み込みを中止しました。")
ENDLESS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "配布元のファイルかどうかを確かめてください。")
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は zip の中で壊れているか、扱えない方法で圧縮されています。")
_UNREADABLE_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "ファイルをもう一度受け取り直すか、展開したフォルダを選んでください。"
)


class ForeignRoot(Exception):
    """The document element is another one than expected; the argument is its name."""


class _Doctype(Exception):
    """A document type declaration begins."""


class _Begun(Exception):
    """The document element begins; the argument is its name."""


class _Gate:
    """Parser target that stops at the first thing behind the prolog.

    libxml2 reports a declaration before it reads what is declared in it, so no entity is ever defined.
    """

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        """Stop at a document type declaration."""
        raise _Doctype

    def start(self, tag: str, attributes: object) -> None:
        """Stop at the document element: a declaration cannot follow it."""
        raise _Begun(tag)

    def close(self) -> None:
        """Do nothing; the parser asks for it."""


@dataclass(frozen=True, eq=False)
class TreeMarks(Marks):
    """Elements of a tree.

    Attributes
    ----------
    elements
        The elements.
    """

    elements: list[_Element]

    def texts(self, positions: NDArray[np.int64]) -> list[str]:
        """Return the texts of some elements, without the space around them."""
        elements = self.elements
        return [(elements[place].text or "").strip() for place in positions]

    def values(self, positions: NDArray[np.int64], attribute: str) -> list[str]:
        """Return an XML attribute of some elements, empty where it is missing."""
        elements = self.elements
        return [elements[place].get(attribute, "") for place in positions]

    def numbers(self, positions: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the numbers in the texts of some elements one behind another, and where each begins."""
        texts = [self.elements[place].text or "" for place in positions]
        data = np.frombuffer(" ".join(texts).encode("ascii", "replace"), dtype=np.uint8)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        starts = np.cumsum(lengths + 1) - lengths - 1
        return parse_numbers(data, np.column_stack([starts, starts + lengths]))

    def end(self, position: int) -> int:
        """Return the position behind everything within an element."""
        return position + 1 + sum(1 for _ in self.elements[position].iterdescendants())


@dataclass(frozen=True, eq=False)
class Batch:
    """Complete children of a container.

    Attributes
    ----------
    container
        Tag of the container.
    root
        The document element with what was read of it outside of the containers.
    """

    container: str
    root: _Element
    _parent: _Element
    _complete: bool

    def marks(self) -> TreeMarks:
        """Return all elements within the children, children included."""
        children = self._parent[:] if self._complete else self._parent[:-1]
        elements = list(self._parent.iterdescendants())
        if not self._complete and len(self._parent):
            elements = elements[: _place(elements, self._parent[-1])]
        codes: dict[str, int] = {}
        tags = np.fromiter(
            (codes.setdefault(element.tag, len(codes)) for element in elements), np.int32, len(elements)
        )
        own = set(children)
        first = np.fromiter((element in own for element in elements), np.bool_, len(elements))
        return TreeMarks(tags, list(codes), np.cumsum(first) - 1, np.flatnonzero(first), elements)


def _place(elements: list[_Element], wanted: _Element) -> int:
    """Return where an element stands, looking from the end."""
    return next(k for k in range(len(elements) - 1, -1, -1) if elements[k] is wanted)


def read_batches(
    stream: IO[bytes],
    file: str,
    root: str,
    containers: Collection[str],
    step: Callable[[int], None],
) -> Iterator[Batch]:
    """Read a document and hand out the children of its containers while they come; they are freed after.

    Parameters
    ----------
    stream
        The document in any encoding that it declares.
    file
        Its name, for errors.
    root
        Tag of the document element.
    containers
        Tags of the elements with the many children, `root` itself or children of it.
    step
        Called with the number of bytes read so far, may raise to stop.

    Raises
    ------
    ForeignRoot
        When the document element is another one.
    layers.errors.Unsafe
        When there is a document type declaration or an element without end.
    layers.errors.DamagedFile
        When the document is not well-formed or its archive is damaged.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[root, *containers],
        remove_comments=True,
        remove_pis=True,
        **_SAFE,
    )
    try:
        yield from _feed(stream, file, (root, frozenset(containers)), parser, step)
    except etree.XMLSyntaxError as error:
        # the error itself knows no line when the parser went on after a fault
        told = next(((entry.line, entry.message) for entry in parser.feed_error_log), None)
        line, detail = told or (error.lineno or 1, str(error))
        raise DamagedFile(
            DAMAGED,
            DAMAGED_HINT,
            values={"file": file, "line": max(line, 1)},
            where=Where(file, max(line, 1)),
            detail=detail.strip(),
        ) from error


def _feed(
    stream: IO[bytes],
    file: str,
    tags: tuple[str, frozenset[str]],
    parser: etree.XMLPullParser,
    step: Callable[[int], None],
) -> Iterator[Batch]:
    root_tag, containers = tags
    root: _Element | None = None
    parent: _Element | None = None
    done = freed = 0
    for piece in _pieces(stream, file, root_tag):
        step(done)
        done += len(piece)
        parser.feed(piece)
        for event, element in parser.read_events():
            if root is None:
                root = element
            if element.tag not in containers:
                continue
            if event == "start":
                parent = element
            else:
                yield Batch(element.tag, root, element, _complete=True)
                element.clear()
                parent, freed = (root if root_tag in containers else None), done
        if root is not None and parent is not None and len(parent) > 1:
            yield Batch(parent.tag, root, parent, _complete=False)
            del parent[:-1]
            freed = done
        if done - freed > MOST_OPEN:
            raise Unsafe(ENDLESS, ENDLESS_HINT, values={"file": file}, where=Where(file))
    parser.close()
    step(done)


def _pieces(stream: IO[bytes], file: str, root: str) -> Iterator[bytes]:
    """Yield the document once its prolog is known to be harmless and its root to be the right one."""
    gate: etree.XMLParser | None = etree.XMLParser(target=_Gate(), **_SAFE)
    waiting = b""
    while piece := _read(stream, file, _FIRST if gate is not None else CHUNK):
        if gate is None:
            yield piece
            continue
        waiting += piece
        try:
            gate.feed(piece)
        except _Begun as begun:
            if begun.args[0] != root:
                raise ForeignRoot(begun.args[0]) from None
            gate = None
            yield waiting
        except _Doctype:
            line = waiting[: max(waiting.find(b"<!DOCTYPE"), 0)].count(b"\n") + 1
            values = {"file": file, "line": line}
            raise Unsafe(UNSAFE, UNSAFE_HINT, values=values, where=Where(file, line)) from None
        if len(waiting) > CHUNK and gate is not None:
            raise ForeignRoot("")
    if gate is not None:
        yield waiting


def _read(stream: IO[bytes], file: str, size: int) -> bytes:
    try:
        return stream.read(size)
    except READING_FAILS as error:
        damaged = isinstance(error, zipfile.BadZipFile)
        raise DamagedFile(
            _UNREADABLE,
            _UNREADABLE_HINT,
            values={"file": file},
            where=Where(file),
            detail=f"{type(error).__name__}: {error}" if not damaged else str(error),
        ) from error
