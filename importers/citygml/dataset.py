"""Where the GML files of a dataset lie: a folder, one file, or the zip as it was distributed."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from importers.citygml.containers import Archive, Container, Folder, Root
from layers.errors import NotRecognised, SourceMissing, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

BUILDINGS = frozenset({"bldg", ""})
"""Themes of files that may hold buildings; a file that lies anywhere may hold anything."""


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
        parts = _parts(self.path)
        if "udx" in parts and parts.index("udx") + 2 < len(parts):
            return parts[parts.index("udx") + 1]
        match = re.match(r"^[0-9A-Za-z]+_([a-z]{3,4})(?:_|\.)", self.name)
        return match[1] if match else ""


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
        container = Folder(base, only=f"{inner}{path.name}")
        wanted = [f"{inner}{path.name}"]
        endings = (".gml", ".xml")
    sizes = container.names()
    files = tuple(
        GmlFile(name, _root_of(name), *sizes[name])
        for name in sorted(wanted)
        if name in sizes and name.lower().endswith(endings)
    )
    if not files and container.findings:
        refused = container.findings[0]
        raise Unsafe(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に読み込める CityGML がありません。{reason}"),
            QT_TRANSLATE_NOOP(CONTEXT, "配布元の zip かどうかを確かめてください。"),
            values={"file": path.name, "reason": str(refused.message)},
            where=Where(str(path)),
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


def _parts(name: str) -> list[str]:
    """Return the parts of a name in a container; a `Path` for each of a thousand files takes its time."""
    return [part for part in name.split("/") if part not in ("", ".")]


def _root_of(name: str) -> str:
    parts = _parts(name)
    return "/".join(parts[: parts.index("udx")]) if "udx" in parts else ""
