"""Folders and archives as holders of files by name, and what may be reached in them.

Archives are read in place, never extracted. What a name inside an archive or a reference inside a file
may reach is bounded by the dataset's root folder.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import struct
import weakref
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from layers.errors import DamagedFile, SourceMissing, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES = 500_000
MOST_RATIO = 200
"""Real GML shrinks 10 to 40 times; what shrinks more than this and is large is a bomb."""
LARGE = 64 << 20
MOST_BYTES = 512 << 30

_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, ValueError, OverflowError)
"""What the standard library raises for archives that are not what they say; RuntimeError is its parent of
NotImplementedError."""
_DRIVE = re.compile(r"^[A-Za-z]:")


class Container(Protocol):
    """A folder or archive that holds files by posix path."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def findings(self) -> list[Finding]:
        """What was refused."""
        ...

    def names(self) -> dict[str, tuple[int, str]]:
        """Return size and stamp of every file."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""
        ...


@dataclass(frozen=True, eq=False)
class Folder:
    """Files below a folder; symbolic links that lead out of it are left out.

    Attributes
    ----------
    path
        The folder.
    only
        The one file that is wanted, empty for all.
    """

    path: Path
    only: str = ""

    def __getstate__(self) -> dict[str, object]:
        """Leave behind what was found in it when sent to another process: it can be 100,000 names."""
        return {"path": self.path, "only": self.only}

    @cached_property
    def findings(self) -> list[Finding]:
        """Nothing to report."""
        return []

    @cached_property
    def _names(self) -> dict[str, tuple[int, str]]:
        root = self.path.resolve()
        found = {}
        for file in sorted(self._candidates()):
            try:
                if not file.is_file():
                    continue
                if file.is_symlink() and not file.resolve().is_relative_to(root):
                    self.findings.append(_unsafe_name(str(file)))
                    continue
                status = file.stat()
            except OSError as error:  # a loop of links, a folder that may not be looked into
                self.findings.append(_not_readable_finding(str(file), error))
                continue
            found[file.relative_to(self.path).as_posix()] = (status.st_size, str(status.st_mtime_ns))
        return found

    def _candidates(self) -> Iterator[Path]:
        """Yield what may be a file: all, or for a single file only what it may refer to.

        A single file may lie in a folder with everything that a person ever downloaded.
        """
        if not self.only:
            yield from self.path.rglob("*")
            return
        file = self.path / self.only
        yield file
        for folder in (self.path / "codelists", *file.parent.glob("*_appearance")):
            yield from folder.rglob("*")

    def names(self) -> dict[str, tuple[int, str]]:
        """Return size and stamp of every file."""
        return self._names

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""
        target = (self.path / name).resolve()
        if not target.is_relative_to(self.path.resolve()):
            raise _outside(name)
        try:
            return target.open("rb")
        except OSError as error:
            raise _not_readable(name, error) from error


@dataclass(frozen=True, eq=False)
class Archive:
    """Files inside a zip."""

    path: Path

    def __getstate__(self) -> dict[str, object]:
        """Leave the open archive behind when sent to another process."""
        return {"path": self.path}

    @cached_property
    def findings(self) -> list[Finding]:
        """Entries that were refused."""
        return []

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        try:
            opened = zipfile.ZipFile(self.path)
        except OSError as error:
            raise _not_readable(self.path.name, error) from error
        except (*_DAMAGED, struct.error, IndexError, EOFError) as error:
            raise DamagedFile(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は zip として開けませんでした。"),
                QT_TRANSLATE_NOOP(
                    CONTEXT, "ファイルをもう一度受け取り直して（ダウンロードし直して）ください。"
                ),
                values={"file": self.path.name},
                where=Where(str(self.path)),
                detail=str(error),
            ) from error
        # Not left to the collector of garbage: of a circle of objects it may drop the file before the zip.
        weakref.finalize(self, opened.close)
        return opened

    @cached_property
    def _entries(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MOST_ENTRIES:
            raise Unsafe(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} に含まれるファイルが {count:,} 個あり、多すぎます。"),
                QT_TRANSLATE_NOOP(CONTEXT, "配布元の zip かどうかを確かめてください。"),
                values={"file": self.path.name, "count": len(infos)},
                where=Where(str(self.path)),
            )
        found: dict[str, zipfile.ZipInfo] = {}
        total = 0
        # Entries may lie upon each other: together they cannot hold more than the whole archive can.
        most = min(MOST_BYTES, MOST_RATIO * max(self.path.stat().st_size, LARGE))
        for info in infos:
            name = _entry_name(info)
            if not name or name.endswith("/"):
                continue
            if _leaves_root(name):
                self.findings.append(_unsafe_name(name))
                continue
            if info.file_size > LARGE and info.file_size > MOST_RATIO * max(info.compress_size, 1):
                self.findings.append(_bomb(name, info.file_size))
                continue
            if info.flag_bits & 1:
                self.findings.append(_encrypted(name))
                continue
            total += info.file_size
            if total > most:
                self.findings.append(_bomb(name, total))
                break
            if name in found:
                self.findings.append(_repeated_name(name))
                continue
            found[name] = info
        return found

    @cached_property
    def _names(self) -> dict[str, tuple[int, str]]:
        return {name: (info.file_size, f"{info.CRC:08x}") for name, info in self._entries.items()}

    def names(self) -> dict[str, tuple[int, str]]:
        """Return size and stamp of every file."""
        return self._names

    def open(self, name: str) -> IO[bytes]:
        """Open an entry for reading; no more bytes come out than the archive states."""
        try:
            return self._zip.open(self._entries[name])
        except OSError as error:
            raise _not_readable(name, error) from error
        except _DAMAGED as error:
            raise DamagedFile(
                QT_TRANSLATE_NOOP(
                    CONTEXT, "{archive} の中の {file} は壊れているか、扱えない方法で圧縮されています。"
                ),
                QT_TRANSLATE_NOOP(
                    CONTEXT, "ファイルをもう一度受け取り直すか、展開したフォルダを選んでください。"
                ),
                values={"file": name, "archive": self.path.name},
                where=Where(name),
                detail=str(error),
            ) from error


@dataclass(frozen=True, eq=False)
class Root:
    """The files below one dataset root; nothing outside of it can be reached."""

    container: Container
    root: str

    def _inside(self, path: str) -> str:
        normal = posixpath.normpath(path)
        if _leaves_root(normal):
            raise _outside(path)
        return posixpath.join(self.root, normal) if self.root else normal

    def exists(self, path: str) -> bool:
        """Return whether a file of that posix path relative to the root is there."""
        return self._inside(path) in self.container.names()

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.container.names()}

    def find(self, path: str) -> str | None:
        """Return the path as the container spells it, ignoring upper and lower case."""
        name = self._folded.get(self._inside(path).casefold())
        return None if name is None else posixpath.relpath(name, self.root or ".")

    def read(self, path: str, limit: int) -> bytes:
        """Return the content of a file, at most `limit` bytes of it.

        Raises
        ------
        layers.errors.Unsafe
            When the path leaves the root or the file is larger than `limit`.
        FileNotFoundError
            When there is no such file.
        """
        name = self._inside(path)
        if name not in self.container.names():
            raise FileNotFoundError(name)
        with self.container.open(name) as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise Unsafe(
                QT_TRANSLATE_NOOP(
                    CONTEXT, "{file} が大きすぎるため読み込みませんでした（上限 {limit:,} バイト）。"
                ),
                values={"file": name, "limit": limit},
                where=Where(name),
            )
        return data


def _entry_name(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry; archives made in Japan often hold cp932 names without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("cp932")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _leaves_root(name: str) -> bool:
    normal = posixpath.normpath(name)
    return (
        normal.startswith(("/", "../", "//"))
        or normal == ".."
        or bool(_DRIVE.match(normal))
        or "\\" in normal
        or "\0" in normal
    )


def _outside(path: str) -> Unsafe:
    return Unsafe(
        QT_TRANSLATE_NOOP(
            CONTEXT, "データのフォルダの外（{file}）を指す参照があったため、読み込みませんでした。"
        ),
        values={"file": path},
        where=Where(path),
    )


def _not_readable(name: str, error: OSError) -> SourceMissing:
    return SourceMissing(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} を開けません。"),
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "ほかのプログラムで開いていないか、見る権限があるか、つながっているかを確かめてください。",
        ),
        values={"file": name},
        where=Where(name),
        detail=str(error),
    )


def _not_readable_finding(name: str, error: OSError) -> Finding:
    return Finding(
        Severity.WARNING,
        "file-not-readable",
        QT_TRANSLATE_NOOP(CONTEXT, "{name} を開けないため、読み込みませんでした。"),
        {"name": name, "detail": str(error)},
        Where(name),
    )


def _unsafe_name(name: str) -> Finding:
    return Finding(
        Severity.ERROR,
        "name-outside",
        QT_TRANSLATE_NOOP(CONTEXT, "フォルダの外を指す名前のファイル（{name}）は読み込みませんでした。"),
        {"name": name},
        Where(name),
    )


def _bomb(name: str, size: int) -> Finding:
    return Finding(
        Severity.ERROR,
        "archive-bomb",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{name} は展開すると {size:,} バイトになり不自然に大きいため、読み込みませんでした。"
        ),
        {"name": name, "size": size},
        Where(name),
    )


def _encrypted(name: str) -> Finding:
    return Finding(
        Severity.ERROR,
        "archive-encrypted",
        QT_TRANSLATE_NOOP(CONTEXT, "{name} はパスワードで保護されているため読み込めませんでした。"),
        {"name": name},
        Where(name),
    )


def _repeated_name(name: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "archive-repeated-name",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{name} と同じ名前のファイルが zip に 2 つ以上あります。最初のものを読み込みました。"
        ),
        {"name": name},
        Where(name),
    )
