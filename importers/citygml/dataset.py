"""Where the GML files of a dataset lie: a folder, one file, or the zip as it was distributed.

Archives are read in place, never extracted. What a name inside an archive or a reference inside a file
may reach is bounded by the dataset's root folder.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from layers.errors import DamagedFile, NotRecognised, SourceMissing, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

MOST_ENTRIES = 500_000
MOST_RATIO = 200
"""Real GML shrinks 10 to 40 times; what shrinks more than this and is large is a bomb."""
LARGE = 64 << 20
MOST_BYTES = 512 << 30

_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True)
class GmlFile:
    """One GML file of a dataset.

    Attributes
    ----------
    path
        Posix path within the container.
    root
        Posix path of the dataset root within the container: the folder that holds ``udx``.
    size
        Bytes of text.
    stamp
        Changes when the content changes: CRC in an archive, modification time in a folder.
    """

    path: str
    root: str
    size: int
    stamp: str

    @property
    def name(self) -> str:
        """File name."""
        return posixpath.basename(self.path)

    @property
    def theme(self) -> str:
        """PLATEAU prefix (``bldg``, ``tran`` …) from folder or name, empty when there is none."""
        parts = PurePosixPath(self.path).parts
        if "udx" in parts and parts.index("udx") + 2 < len(parts):
            return parts[parts.index("udx") + 1]
        match = re.match(r"^[0-9A-Za-z]+_([a-z]{3,4})(?:_|\.)", self.name)
        return match[1] if match else ""


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
    """Files below a folder; symbolic links that lead out of it are left out."""

    path: Path
    only: str = ""

    @cached_property
    def findings(self) -> list[Finding]:
        """Nothing to report."""
        return []

    @cached_property
    def _names(self) -> dict[str, tuple[int, str]]:
        root = self.path.resolve()
        found = {}
        for file in sorted(self.path.rglob("*")):
            if not file.is_file():
                continue
            if file.is_symlink() and not file.resolve().is_relative_to(root):
                self.findings.append(_unsafe_name(str(file)))
                continue
            status = file.stat()
            found[file.relative_to(self.path).as_posix()] = (status.st_size, str(status.st_mtime_ns))
        return found

    def names(self) -> dict[str, tuple[int, str]]:
        """Return size and stamp of every file."""
        return self._names

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""
        target = (self.path / name).resolve()
        if not target.is_relative_to(self.path.resolve()):
            raise _outside(name)
        return target.open("rb")


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
            return zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise DamagedFile(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は zip として開けませんでした。"),
                QT_TRANSLATE_NOOP(
                    CONTEXT, "ファイルをもう一度受け取り直して（ダウンロードし直して）ください。"
                ),
                values={"file": self.path.name},
                where=Where(str(self.path)),
                detail=str(error),
            ) from error

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
        seen: set[str] = set()
        total = 0
        for info in infos:
            name = _entry_name(info)
            if info.is_dir():
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
            if total > MOST_BYTES:
                self.findings.append(_bomb(name, total))
                break
            if name.casefold() in seen:
                self.findings.append(_repeated_name(name))
                continue
            seen.add(name.casefold())
            found[name] = info
        return found

    def names(self) -> dict[str, tuple[int, str]]:
        """Return size and stamp of every file."""
        return {name: (info.file_size, f"{info.CRC:08x}") for name, info in self._entries.items()}

    def open(self, name: str) -> IO[bytes]:
        """Open an entry for reading; no more bytes come out than the archive states."""
        return self._zip.open(self._entries[name])


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


@dataclass(frozen=True, eq=False)
class Dataset:
    """A container and the GML files in it."""

    container: Container
    files: tuple[GmlFile, ...]

    def root(self, file: GmlFile) -> Root:
        """Return the files that `file` may refer to."""
        return Root(self.container, file.root)

    @property
    def city_code(self) -> str:
        """Five-digit municipality code from the name of the dataset, empty when there is none."""
        names = [self.container.path.name, *(PurePosixPath(file.root).name for file in self.files[:1])]
        for name in names:
            match = re.match(r"^_?(\d{5})(?:_|$|\.)", name)
            if match:
                return match[1]
        return ""


def open_dataset(path: Path) -> Dataset:
    """Find the GML files at `path`: a ``.gml`` file, a folder or a zip.

    Raises
    ------
    layers.errors.SourceMissing
        When nothing is there.
    layers.errors.NotRecognised
        When it holds no GML file.
    layers.errors.DamagedFile, layers.errors.Unsafe
        When the archive cannot be read.
    """
    path = Path(path)
    if not path.exists():
        raise SourceMissing(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。"),
            values={"file": str(path)},
            where=Where(str(path)),
        )
    container: Container
    endings: tuple[str, ...] = (".gml",)
    if path.is_dir():
        base, inner = _dataset_folder(path)
        container = Folder(base)
        wanted = [name for name in container.names() if name.startswith(inner)]
    elif path.suffix.lower() == ".zip":
        container = Archive(path)
        wanted = list(container.names())
    else:
        base, inner = _dataset_folder(path.parent)
        container = Folder(base)
        wanted = [f"{inner}{path.name}"]
        endings = (".gml", ".xml")
    sizes = container.names()
    files = tuple(
        GmlFile(name, _root_of(name), *sizes[name])
        for name in sorted(wanted)
        if name in sizes and name.lower().endswith(endings)
    )
    if not files:
        raise NotRecognised(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に CityGML（.gml）が見つかりません。"),
            QT_TRANSLATE_NOOP(
                CONTEXT, "PLATEAU の配布 zip、udx フォルダを含むフォルダ、または .gml を選んでください。"
            ),
            values={"file": path.name},
            where=Where(str(path)),
        )
    return Dataset(container, files)


def _dataset_folder(folder: Path) -> tuple[Path, str]:
    """Return the dataset root around a folder and the path from there down to the folder."""
    folder = folder.resolve()
    for above in (folder, *folder.parents):
        if above.name == "udx":
            inner = folder.relative_to(above.parent).as_posix()
            return above.parent, f"{inner}/"
    return folder, ""


def _root_of(name: str) -> str:
    parts = PurePosixPath(name).parts
    return "/".join(parts[: parts.index("udx")]) if "udx" in parts else ""


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


def peek(path: Path, size: int = 4096) -> bytes:
    """Return the first bytes of a file, nothing for a folder."""
    if path.is_dir():
        return b""
    with path.open("rb") as stream:
        return stream.read(size)
