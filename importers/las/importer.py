"""The row of the importer table that makes a terrain of the ground points of clouds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.citygml.findings import finding_from_plain
from importers.las.options import LasOptions
from importers.terrain.importer import store_folder
from layers.base import Source
from layers.errors import GisError, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.terrain import Ground, Terrain
from layers.terrainstore import TerrainStore

if TYPE_CHECKING:
    from layers.feedback import Feedback

_GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MOVED = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")


class LasGround:
    """Makes a terrain of point clouds: LAS, LAZ and COPC, one file or a folder of tiles.

    It is asked for by name: a cloud that is simply opened is shown as points.
    """

    id = "las_ground"
    label = QT_TRANSLATE_NOOP(CONTEXT, "点群の地面（LAS・LAZ・COPC）")
    Options = LasOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Leave clouds to the row that shows their points."""
        del path, head
        return Sniff.NO

    def read(self, path: Path, options: LasOptions, feedback: Feedback) -> ImportResult:
        """Open the ground of clouds as a terrain, making it first when it is not there or out of date.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used; :class:`importers.located.Unlocated` when nobody knows where it
            lies.
        layers.errors.SourceMissing
            When nothing is there.
        layers.feedback.Cancelled
            When the user stopped it; nothing half-written is left.
        """
        from importers.las.files import files_at, stamp_of
        from importers.las.making import make

        path = Path(path).resolve()
        feedback.step(0, 1)
        if not path.exists():
            raise SourceMissing(_GONE, _MOVED, values={"file": str(path)}, where=Where(str(path)))
        folder = store_folder(path, options.stores)
        stamps = [stamp_of(file) for file in files_at(path)]
        store = None if options.again else _current(folder, stamps, options)
        if store is None:
            make(path, stamps, folder, options, feedback)
            store = TerrainStore.open(folder)
        return _result(path, store, options)


def _current(folder: Path, stamps: list[tuple[str, int, str]], options: LasOptions) -> TerrainStore | None:
    """Return the terrain in a folder when it was made of exactly these files so, else None."""
    try:
        store = TerrainStore.open(folder)
    except GisError:
        return None  # not there, of another version, or broken: it is made anew
    stored = [(one.get("path"), one.get("size"), one.get("stamp")) for one in store.manifest["sources"]]
    same = stored == stamps and store.manifest["about"].get("options") == options.chosen
    return store if same else None


def _result(path: Path, store: TerrainStore, options: LasOptions) -> ImportResult:
    status = path.stat()
    source = Source(
        path=path,
        importer=LasGround.id,
        options={name: value for name, value in options.chosen.items() if value},
        modified=datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        size=sum(int(one["size"]) for one in store.manifest["sources"]),
        digest=str(store.manifest["about"].get("digest", "")),
    )
    layer = Terrain(
        id=f"terrain-{store.folder.name[-10:]}",
        name=str(store.manifest["name"]),
        crs=str(store.manifest["source_crs"]),
        source=source,
        data=Ground(store),
    )
    counts = {str(name): int(count) for name, count in store.manifest["counts"].items()}
    findings = tuple(finding_from_plain(plain) for plain in store.manifest["findings"])
    return ImportResult((layer,), findings, counts)
