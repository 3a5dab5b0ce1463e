"""Which XML files a file, folder or zip holds; archives, also those within archives, are read in place."""

from __future__ import annotations

import itertools
import lzma
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from importers.citygml.containers import Archive, Container, Folder
from layers.errors import DamagedFile, GisError, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

XML = (".xml", ".gml")
ZIP = ".zip"
DEEPEST = 2
"""So many archives may lie within one another inside the archive that was given."""
IN_MEMORY = 32 << 20
"""Larger inner archives are kept in an unnamed file while they are read."""
LARGEST_INNER = 4 << 30
READING_FAILS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, ValueError, RuntimeError),
)
"""What the standard library raises while an entry of a damaged archive is read."""
_PIECE = 1 << 22
_LOOKED_AT = 8
_LOOKED_THROUGH = 200
_LARGEST_SNIFFED = 64 << 20
_HEAD = 1 << 14

GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
GONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")
_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は zip の中で壊れているか、扱えない方法で圧縮されています。")
_DAMAGED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "ファイルをもう一度受け取り直すか、展開したフォルダを選んでください。"
)
_NONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中のファイルを 1 つも読み込めませんでした。最初の理由: {reason}")
_NONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "配布元から入手し直すか、展開したフォルダを選んでください。")
_TOO_DEEP = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は zip の中の zip のさらに中にあるため、読み込みませんでした。先に展開してください。"
)
_TOO_LARGE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は zip の中に入れるには大きすぎるため、読み込みませんでした。先に展開してください。"
)


@dataclass(frozen=True, eq=False)
class XmlFile:
    """A file that may be of the wanted format.

    Attributes
    ----------
    name
        As the user finds it, inside archives relative to the archive that was given.
    container, entry
        Where it lies.
    size
        Bytes.
    begins, share
        How much of the whole work (0 to 1) lies before it, and how much it is itself.
    """

    name: str
    container: Container
    entry: str
    size: int
    begins: float
    share: float

    def open(self) -> IO[bytes]:
        """Open it for reading."""
        return self.container.open(self.entry)


@dataclass(frozen=True, eq=False)
class InnerArchive(Archive):
    """An archive within an archive.

    Attributes
    ----------
    path
        The archive on the disk.
    content
        The bytes of the inner one.
    name
        Name of the inner one.
    """

    content: IO[bytes]
    name: str

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.content)
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, IndexError, RuntimeError) as error:
            raise _damaged(self.name, error) from error


class Files:
    """The XML files below a path.

    Parameters
    ----------
    path
        File, folder or zip.

    Raises
    ------
    layers.errors.SourceMissing
        When there is nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.container = container_of(path)
        self.findings: list[Finding] = []

    def __iter__(self) -> Iterator[XmlFile]:
        """Yield the files in the order of their names; each must be read before the next is asked for."""
        yield from self._files(self.container, "", 0, (0.0, 1.0))

    def _files(
        self, container: Container, prefix: str, depth: int, part: tuple[float, float]
    ) -> Iterator[XmlFile]:
        try:
            chosen = isinstance(container, OneFile)  # whatever its suffix is
            names = {name: size for name, (size, _) in container.names().items() if chosen or _may_be(name)}
        except GisError as error:
            if not prefix:
                raise
            self.findings.append(finding_of(error, prefix))
            return
        self.findings += container.findings
        total = max(sum(names.values()), 1)
        begins, width = part
        for name in sorted(names):
            share = width * names[name] / total
            shown = f"{prefix}/{name}" if prefix else name
            if name.lower().endswith(ZIP):
                yield from self._within(container, name, shown, depth, (begins, share))
            else:
                yield XmlFile(shown, container, name, names[name], begins, share)
            begins += share

    def _within(
        self, container: Container, name: str, shown: str, depth: int, part: tuple[float, float]
    ) -> Iterator[XmlFile]:
        size, _ = container.names()[name]
        if depth >= DEEPEST or size > LARGEST_INNER:
            template = _TOO_DEEP if depth >= DEEPEST else _TOO_LARGE
            self.findings.append(
                Finding(Severity.ERROR, "archive-within", template, {"file": shown}, Where(shown))
            )
            return
        if isinstance(container, Folder):
            yield from self._files(Archive(container.path / name), shown, depth, part)
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as content:
            try:
                _copy(container, name, shown, content)
            except GisError as error:
                self.findings.append(finding_of(error, shown))
                return
            inner = InnerArchive(self.path, content, shown)
            yield from self._files(inner, shown, depth + 1, part)


def container_of(path: Path) -> Container:
    """Return what holds the files: the folder, the zip, or the folder of the one file.

    Raises
    ------
    layers.errors.SourceMissing
        When there is nothing or it may not be read.
    """
    try:
        if path.is_dir():
            return Folder(path)
        with path.open("rb") as stream:
            magic = stream.read(2)
    except OSError as error:
        raise SourceMissing(
            GONE, GONE_HINT, values={"file": str(path)}, where=Where(str(path)), detail=str(error)
        ) from error
    return Archive(path) if magic == b"PK" else OneFile(path)


@dataclass(frozen=True, eq=False)
class OneFile:
    """A single file as a holder of itself."""

    path: Path

    @cached_property
    def findings(self) -> list[Finding]:
        """Nothing to report."""
        return []

    def names(self) -> dict[str, tuple[int, str]]:
        """Return its size and stamp."""
        status = self.path.stat()
        return {self.path.name: (status.st_size, str(status.st_mtime_ns))}

    def open(self, name: str) -> IO[bytes]:
        """Open it for reading."""
        try:
            return self.path.open("rb")
        except OSError as error:
            raise SourceMissing(
                GONE, GONE_HINT, values={"file": name}, where=Where(name), detail=str(error)
            ) from error


def heads(path: Path, head: bytes) -> Iterator[bytes]:
    """Yield the first bytes of some XML files below a path, quickly, to recognise the format.

    Parameters
    ----------
    path
        File, folder or zip.
    head
        Its first bytes, empty for a folder.
    """
    if path.is_dir():
        yield from _heads_of_folder(path)
    elif head.startswith(b"PK"):
        yield from _heads_of_archive(Archive(path), 0)
    else:
        yield head


def _heads_of_folder(path: Path) -> Iterator[bytes]:
    """Yield heads of files in a folder and in the folders in it; no more are looked through than is quick."""
    found = itertools.chain(path.iterdir(), path.glob("*/*"))
    looked = 0
    for file in itertools.islice(found, _LOOKED_THROUGH):
        suffix = file.suffix.lower()
        if looked >= _LOOKED_AT or suffix not in (*XML, ZIP) or not file.is_file():
            continue
        looked += 1
        if suffix == ZIP:
            yield from _heads_of_archive(Archive(file), 0)
        else:
            with file.open("rb") as stream:
                yield stream.read(_HEAD)


def _heads_of_archive(archive: Archive, depth: int) -> Iterator[bytes]:
    try:
        names = [name for name in sorted(archive.names()) if _may_be(name)]
        for name in itertools.islice(names, _LOOKED_AT):
            if not name.lower().endswith(ZIP):
                with archive.open(name) as stream:
                    yield stream.read(_HEAD)
            elif depth < DEEPEST and archive.names()[name][0] <= _LARGEST_SNIFFED:
                with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as content:
                    _copy(archive, name, name, content)
                    yield from _heads_of_archive(InnerArchive(archive.path, content, name), depth + 1)
    except (GisError, *READING_FAILS):
        return  # what cannot be opened is of no format; whoever reads it will be told


def _copy(container: Container, name: str, shown: str, target: IO[bytes]) -> None:
    try:
        with container.open(name) as stream:
            while piece := stream.read(_PIECE):
                target.write(piece)
    except READING_FAILS as error:
        raise _damaged(shown, error) from error


def finding_of(error: GisError, name: str) -> Finding:
    """Return what is told of a file among others that could not be read."""
    values = dict(error.message.values)
    return Finding(Severity.ERROR, "file-left-out", error.message.template, values, Where(name))


def none_read(path: Path, error: GisError | None, findings: list[Finding]) -> GisError | None:
    """Return what is raised when no file could be used; None when none of them was of the format.

    Parameters
    ----------
    path
        What the user chose.
    error
        Why the first file was refused.
    findings
        What was refused before it was opened.
    """
    if error is not None and isinstance(container_of(path), OneFile):
        return error
    reason = error.message if error is not None else next((one.message for one in findings), None)
    if reason is None:
        return None
    return (DamagedFile if error is None else type(error))(
        _NONE,
        _NONE_HINT,
        values={"file": path.name, "reason": str(reason)},
        where=Where(str(path)),
        detail="" if error is None else error.detail,
    )


def _damaged(name: str, error: Exception) -> DamagedFile:
    return DamagedFile(_DAMAGED, _DAMAGED_HINT, values={"file": name}, where=Where(name), detail=str(error))


def _may_be(name: str) -> bool:
    """Say whether a name may be of an XML file or archive, not of the notes that macOS leaves."""
    leaf = name.rpartition("/")[2]
    return leaf.lower().endswith((*XML, ZIP)) and not leaf.startswith("._") and "__MACOSX/" not in name
