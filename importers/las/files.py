"""The files that points are read from: on disk, or inside a zip, which is read in place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from importers.citygml.containers import Archive
from layers.errors import GisError, NotRecognised, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.feedback import Finding

LAS = (".las", ".laz")
"""Files that lie as this program works with them."""
OTHERS = (".ply", ".e57", ".xyz", ".pts", ".txt", ".csv")
"""Files that are brought into that form first (see ``formats``)."""
ZIP = ".zip"
MOST_FILES = 20_000

_NONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に点群（LAS・LAZ・PLY・E57・XYZ・PTS）がありません。")
OTHER = QT_TRANSLATE_NOOP(
    CONTEXT, "点の入った点群（LAS・LAZ・PLY・E57・XYZ・PTS）のファイルを選んでください。"
)
_TOO_MANY = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中の点群が {count:,} 個あり、多すぎます。")
_SPLIT = QT_TRANSLATE_NOOP(CONTEXT, "フォルダを分けて読み込んでください。")


@dataclass(frozen=True)
class Member:
    """A file inside a zip, as far as a file is needed: it has a name and a size, and can be read.

    Attributes
    ----------
    archive
        The zip.
    inside
        Its name there.
    size, stamp
        Bytes when it is unpacked, and what changes with its content.
    """

    archive: Path
    inside: str
    size: int
    stamp: str

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.inside).name

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return PurePosixPath(self.inside).stem

    @property
    def suffix(self) -> str:
        """The ending of its name."""
        return PurePosixPath(self.inside).suffix

    def __str__(self) -> str:
        """Return the way to it for people."""
        return f"{self.archive}/{self.inside}"

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Open it for reading; no more bytes come out than the zip states."""
        if mode != "rb":
            raise ValueError(mode)
        return Archive(self.archive).open(self.inside)


@dataclass(frozen=True)
class Unpacked(Member):
    """A file inside a zip whose content lies beside the work for a while, for a reader that wants a path.

    Attributes
    ----------
    path
        Where it lies.
    """

    path: Path


File = Path | Member


def size_of(file: File) -> int:
    """Return the bytes of a file."""
    return file.size if isinstance(file, Member) else file.stat().st_size


def on_disk(file: File) -> Path:
    """Return the file on disk: itself, or the zip it is in."""
    return file.archive if isinstance(file, Member) else file


def stamp_of(file: File) -> tuple[str, int, str]:
    """Return what names the content of a file: way, size, and what changes with it."""
    stamp = file.stamp if isinstance(file, Member) else str(file.stat().st_mtime_ns)
    return str(file), size_of(file), stamp


def files_at(path: Path, findings: list[Finding] | None = None) -> list[File]:
    """Return the clouds at a path: the file itself, or those in a folder or a zip, sorted.

    In a folder zips count as folders. A text is a cloud only when it is asked for by itself, or its ending
    says so: folders hold other lists too.

    Parameters
    ----------
    path
        The file or folder.
    findings
        Receives members of zips that are refused: too large, protected, or named after a place outside.

    Raises
    ------
    layers.errors.NotRecognised
        When there is none.
    layers.errors.DamagedFile
        When a zip cannot be read.
    """
    refused: list[Finding] = []
    if path.suffix.lower() == ZIP and path.is_file():
        found: list[File] = list(_members(path, refused))
    elif path.is_dir():
        found = list(_in_folder(path, refused))
    else:
        return [path]
    where = Where(str(path))
    if len(found) > MOST_FILES:
        values: dict[str, object] = {"file": path.name, "count": len(found)}
        raise Unsafe(_TOO_MANY, _SPLIT, values=values, where=where)
    if findings is not None:
        findings += refused
    if not found:
        for one in refused:
            raise Unsafe(one.template, OTHER, values=dict(one.values), where=where)
        raise NotRecognised(_NONE, OTHER, values={"file": path.name}, where=where)
    return found


def _in_folder(path: Path, refused: list[Finding]) -> Iterator[File]:
    root = path.resolve()
    for file in sorted(path.iterdir()):
        if not (file.is_file() and file.resolve().is_relative_to(root)):
            continue
        if _sure(file.suffix):
            yield file
        elif file.suffix.lower() == ZIP and has_clouds(file):
            yield from _members(file, refused)


def _members(path: Path, refused: list[Finding]) -> Iterator[Member]:
    archive = Archive(path)
    for name, (size, stamp) in sorted(archive.names().items()):
        if _sure(PurePosixPath(name).suffix):
            yield Member(path, name, size, stamp)
    refused += archive.findings


def _sure(suffix: str) -> bool:
    return suffix.lower() in LAS + OTHERS and suffix.lower() not in {".txt", ".csv"}


def has_clouds(path: Path) -> bool:
    """Say whether a zip holds a cloud, or what would be one if it could be read."""
    archive = Archive(path)
    try:
        names = [*archive.names(), *(str(finding.values.get("name", "")) for finding in archive.findings)]
    except (GisError, OSError):
        return False
    return any(_sure(PurePosixPath(name).suffix) for name in names)
