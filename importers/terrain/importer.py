"""The terrain row of the importer table."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.citygml.findings import finding_from_plain
from importers.terrain.finding import MOVED, NOT_THERE, find_files, is_terrain
from layers.base import Source
from layers.errors import GisError, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.terrain import Ground, Terrain
from layers.terrainstore import TerrainStore

if TYPE_CHECKING:
    from importers.terrain.finding import TerrainFile
    from layers.feedback import Feedback
    from layers.place import Place

_KEPT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} が見つからないため、前に読み込んだ地形（{made}）を表示しています。"
)
_HASHED = 1 << 22


@dataclass(frozen=True)
class TerrainOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for the terrains on disk; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system such as ``EPSG:6669``; empty for the one of the place.
    crs
        System of files that do not tell theirs.
    cell
        Metres along a cell; 0 for that of the source.
    place
        Where the heights are expected, as far as the project knows.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    crs: str = ""
    cell: float = 0.0
    place: Place | None = None


def store_folder(path: Path, stores: Path | None) -> Path:
    """Return where the terrain of a source lies: named after it and a hash of its place."""
    root = stores or os.environ.get("GISAPP_STORES")
    if root is None:
        from platformdirs import user_cache_path

        root = user_cache_path("gisapp", appauthor=False) / "stores"
    place = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]
    stem = re.sub(r"[^\w\-]", "_", path.stem)[:60]
    return Path(root) / f"{stem}-terrain-{place}"


class TerrainFiles:
    """Reads heights from GeoTIFF, ASCII grids, 基盤地図情報 and the relief of PLATEAU."""

    id = "terrain"
    label = QT_TRANSLATE_NOOP(CONTEXT, "地形（DEM）")
    Options = TerrainOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` holds heights; a city with relief among other things is for another reader."""
        return Sniff.YES if is_terrain(path, head) else Sniff.NO

    def read(self, path: Path, options: TerrainOptions, feedback: Feedback) -> ImportResult:
        """Open the terrain of a source, making it first when it is not there or out of date.

        Raises
        ------
        importers.located.Unlocated
            When nobody can say where it lies.
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.errors.SourceMissing
            When nothing is there, and nothing was read before.
        layers.feedback.Cancelled
            When the user stopped it; nothing half-written is left.
        """
        from importers.terrain.making import make_terrain

        path = Path(path).resolve()
        folder = store_folder(path, options.stores)
        feedback.step(0, 1)
        if not path.exists():
            return _kept(path, folder)
        files = find_files(path)
        store = None if options.again else current_store(folder, files, options)
        if store is None:
            make_terrain(
                path,
                files,
                folder,
                feedback,
                options,
                {"options": _choices(options), "digest": digest_of(path, files, feedback)},
            )
            store = TerrainStore.open(folder)
        return _result(folder, store, source_of(path, files, store, options))


def current_store(folder: Path, files: list[TerrainFile], options: TerrainOptions) -> TerrainStore | None:
    """Return the terrain in a folder when it was made of exactly these files so, else None."""
    try:
        store = TerrainStore.open(folder)
    except GisError:
        return None  # not there, of another version, or broken: it is made anew
    stored = [(one.get("path"), one.get("member"), one.get("stamp")) for one in store.manifest["sources"]]
    wanted = [(str(file.path), file.member, file.stamp) for file in files]
    about = store.manifest["about"]
    return store if stored == wanted and about.get("options") == _choices(options) else None


def _choices(options: TerrainOptions) -> dict[str, object]:
    return {"target": options.target, "crs": options.crs, "cell": options.cell}


def digest_of(path: Path, files: list[TerrainFile], feedback: Feedback) -> str:
    """Return the SHA-256 of a file; of a folder that of its list of files, sizes and times."""
    digest = hashlib.sha256()
    if path.is_dir():
        for file in files:
            digest.update(f"{file.path}\0{file.member}\0{file.size}\0{file.stamp}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as stream:
        while piece := stream.read(_HASHED):
            feedback.step(0, 1)
            digest.update(piece)
    return digest.hexdigest()


def source_of(path: Path, files: list[TerrainFile], store: TerrainStore, options: TerrainOptions) -> Source:
    """Return what the project keeps of where the layer comes from."""
    status = path.stat()
    return Source(
        path=path,
        importer=TerrainFiles.id,
        options={name: value for name, value in _choices(options).items() if value},
        modified=datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        size=status.st_size if path.is_file() else sum(file.size for file in files),
        digest=str(store.manifest["about"].get("digest", "")),
    )


def _result(folder: Path, store: TerrainStore, source: Source) -> ImportResult:
    layer = Terrain(
        id=f"terrain-{folder.name[-10:]}",
        name=str(store.manifest["name"]),
        crs=str(store.manifest["source_crs"]),
        source=source,
        data=Ground(store),
    )
    counts = {str(name): int(count) for name, count in store.manifest["counts"].items()}
    findings = tuple(finding_from_plain(plain) for plain in store.manifest["findings"])
    return ImportResult((layer,), findings, counts)


def _kept(path: Path, folder: Path) -> ImportResult:
    """Use what was read before when the source itself is gone, and say so.

    Raises
    ------
    layers.errors.SourceMissing
        When nothing was read before either.
    """
    where = Where(str(path))
    try:
        store = TerrainStore.open(folder)
    except GisError as error:
        raise SourceMissing(NOT_THERE, MOVED, values={"file": str(path)}, where=where) from error
    source = Source(path, TerrainFiles.id, digest=str(store.manifest["about"].get("digest", "")))
    result = _result(folder, store, source)
    values = {"file": path.name, "made": str(store.manifest["made"])[:10]}
    finding = Finding(Severity.WARNING, "source-missing", _KEPT, values, where)
    return ImportResult(result.layers, (finding, *result.findings), result.counts)
