"""What was published, as somebody brings it: a folder or a zip, read in place and believed in nothing.

A zip is never unpacked to be looked at. Names that lead elsewhere, names that are one file on some disks,
links, encrypted members, claims that no compression can keep and members that share bytes are told before a
byte of a member is read; what is read is counted against what was claimed.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO, Protocol

from gisapp.desks.publish import publishednames
from gisapp.desks.publish.manifest import MOST_FILES
from gisapp.desks.publish.publishedfiles import walked
from layers.errors import DamagedFile, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST_BYTES = 1 << 40
"""Of all members together: a terabyte, more than anybody carries."""
MOST_RATIO = 1100
"""Deflate makes at most 1,032 bytes of one."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What reading a broken member raises."""
_HEADER = 30
"""Bytes that stand at least before a member."""
_FORMS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1

_NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} がありません。")
_NOT_THERE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "公開用のフォルダか、zip ファイルを指定してください。")
_NO_ZIP = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は zip ファイルとして読めません。途中で切れているか、壊れています。"
)
_NO_ZIP_HINT = QT_TRANSLATE_NOOP(CONTEXT, "もう一度受け取り直してください。")
_BAD_NAME = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」は、置き場所の外を指すか、使えない名前です。")
_TWICE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」は、同じ名前のファイルが二つあります。")
_LINK = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」は、ふつうのファイルではありません（リンクなど）。")
_LOCKED = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」は、暗号化されているか、知らない方法で圧縮されています。")
_BOMB = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の大きさの表示が、ありえない値です。")
_SHARED = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」が、ほかのファイルと同じ場所に重なっています。")
_AROUND = QT_TRANSLATE_NOOP(CONTEXT, "zip の前後に、zip ではないデータが付いています。")


class Sealed(Protocol):
    """A folder or a zip."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of each file by relative name; files with a fault are not among them."""
        ...

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What must not be in it."""
        ...

    def opened(self, name: str) -> BinaryIO:
        """Open a file; what goes wrong with it is one of :data:`DAMAGE`."""
        ...


@contextmanager
def sealed(path: Path) -> Iterator[Sealed]:
    """Open what was published.

    Raises
    ------
    layers.errors.SourceMissing
        When nothing is there.
    layers.errors.DamagedFile
        When it is neither a folder nor a zip.
    """
    values, where = {"file": path.name}, Where(str(path))
    if path.is_dir():
        yield _Folder(path)
        return
    if not path.is_file():
        raise SourceMissing(_NOT_THERE, _NOT_THERE_HINT, values=values, where=where)
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE as error:
        raise DamagedFile(_NO_ZIP, _NO_ZIP_HINT, values=values, where=where, detail=str(error)) from error
    with archive:
        yield _Archive(archive, path.stat().st_size)


class _Folder:
    """A folder on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sizes: dict[str, int] = {}
        faults = []
        for path in walked(folder):
            name = path.relative_to(folder).as_posix()
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                faults.append(_fault("entry-link", _LINK, name))
            elif not publishednames.sound(name):
                faults.append(_fault("entry-name", _BAD_NAME, name))
            else:
                self.sizes[name] = status.st_size
        faults += [_fault("entry-twice", _TWICE, name) for name in publishednames.twice(sorted(self.sizes))]
        self.faults = tuple(faults)

    def opened(self, name: str) -> BinaryIO:
        return (self._folder / name).open("rb")


class _Archive:
    """A zip."""

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        faults = []
        entries = archive.infolist()
        for entry in entries:
            fault = _entry_fault(entry, size)
            if fault is None and not entry.is_dir():
                self._members.setdefault(entry.filename, entry)
            elif fault is not None:
                faults.append(fault)
        faults += [_fault("entry-twice", _TWICE, name) for name in _repeated(entries)]
        faults += _shared(entries)
        if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > MOST_BYTES:
            faults.append(_fault("entry-size", _BOMB, ""))
        begins = min((one.header_offset for one in entries), default=0)
        if begins or archive.comment:
            faults.append(_fault("archive-around", _AROUND, ""))
        self.faults = tuple(faults)
        self.sizes = {name: one.file_size for name, one in self._members.items()}

    def opened(self, name: str) -> BinaryIO:
        return self._archive.open(self._members[name])  # type: ignore[return-value]


def _entry_fault(entry: zipfile.ZipInfo, size: int) -> Finding | None:
    """Return what is wrong with a member of a zip of so many bytes."""
    name = entry.orig_filename
    plain = name.removesuffix("/") if entry.is_dir() else name
    kind = entry.external_attr >> 16
    if not publishednames.sound(plain):
        return _fault("entry-name", _BAD_NAME, name)
    if kind and not (stat.S_ISDIR(kind) if entry.is_dir() else stat.S_IFMT(kind) in (0, stat.S_IFREG)):
        return _fault("entry-link", _LINK, name)
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _FORMS:
        return _fault("entry-locked", _LOCKED, name)
    if entry.compress_size > size or entry.file_size > max(entry.compress_size, 1) * MOST_RATIO:
        return _fault("entry-size", _BOMB, name)
    return None


def _repeated(entries: list[zipfile.ZipInfo]) -> list[str]:
    return publishednames.twice(one.orig_filename.removesuffix("/") for one in entries)


def _shared(entries: list[zipfile.ZipInfo]) -> list[Finding]:
    """Return members whose bytes are also those of another: the way in which small zips claim petabytes."""
    ordered = sorted(entries, key=lambda one: one.header_offset)
    found = []
    for before, after in pairwise(ordered):
        if before.header_offset + _HEADER + before.compress_size > after.header_offset:
            found.append(_fault("entry-shared", _SHARED, after.orig_filename))
    return found


def _fault(code: str, template: str, name: str) -> Finding:
    # A hostile name is shown without what could turn the line around or colour the terminal.
    shown = "".join(letter if letter.isprintable() else "�" for letter in name[:80])
    return Finding(Severity.ERROR, code, template, {"name": shown}, Where(shown))
