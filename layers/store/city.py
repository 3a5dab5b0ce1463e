"""Opens city stores by mapping: what is not looked at is not read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from layers.drawables import Mesh, Texture
from layers.store import format as store_format
from layers.store import history, tiling
from layers.store.ground import lift
from layers.store.tablestore import TableStore, damaged, mapped_batch, mapped_columns

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.store.tiling import Index


@dataclass(frozen=True, eq=False)
class CityStore(TableStore):
    """A city on disk."""

    FORMAT: ClassVar[int | str] = store_format.FORMAT
    TABLE: ClassVar[str] = store_format.TABLE
    KEYS: ClassVar[frozenset[str]] = store_format.MANIFEST_KEYS

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a store; its manifest then also says what its history does.

        Raises as :meth:`layers.store.tablestore.TableStore.open`.
        """
        store = super().open(folder)
        try:
            told = history.read(store.folder)
        except (OSError, ValueError, RecursionError) as error:
            raise damaged(store.folder, str(error)) from error
        return cls(store.folder, {**told, **store.manifest})

    @cached_property
    def features(self) -> dict[str, NDArray[Any]]:
        """Columns of the feature index, mapped; what is flat at height zero lies on the ground."""
        return lift(mapped_columns(self.folder / store_format.FEATURES), self.ground)

    @cached_property
    def index(self) -> Index:
        """What lies where; worked out when the store was written before there was such a file."""
        made = tiling.read(self.folder)
        return made or tiling.make(tiling.taker(self.features), self.features["tile"], self.chunks)

    @cached_property
    def chunks(self) -> dict[str, NDArray[Any]]:
        """Columns of the chunk index, mapped."""
        return mapped_columns(self.folder / store_format.CHUNKS)

    @cached_property
    def first_features(self) -> NDArray[np.int64]:
        """(sources + 1,) row of the first building of each source."""
        firsts = [source["first_feature"] for source in self.manifest["sources"]]
        return np.array([*firsts, self.count], dtype=np.int64)

    @cached_property
    def _readers(self) -> dict[int, pa.RecordBatchFileReader]:
        return {}

    def _reader(self, source: int) -> pa.RecordBatchFileReader:
        import pyarrow as pa

        reader = self._readers.get(source)
        if reader is None:
            path = self.folder / store_format.MESHES / f"{source:05d}.arrow"
            reader = self._readers[source] = pa.ipc.open_file(pa.memory_map(str(path)))
        return reader

    def mesh(self, chunk: int) -> Mesh:
        """Return the mesh of a row of the chunk index; its arrays lie in the mapped file.

        Feature ids are rows of the whole table.
        """
        source = int(self.chunks["source"][chunk])
        batch = self._reader(source).get_batch(int(self.chunks["row"][chunk]))
        columns = {
            name: batch.column(position).values.to_numpy(zero_copy_only=True)
            for position, name in enumerate(store_format.MESH_COLUMNS.names[:-1])
        }
        textures = batch.column(len(columns))[0].as_py() or ()
        coordinates = columns["coordinates"]
        return Mesh(
            origin=columns["origin"],
            points=columns["points"].reshape(-1, 3),
            triangles=columns["triangles"].reshape(-1, 3),
            features=columns["features"] + np.uint32(self.first_features[source]),
            surfaces=columns["surfaces"],
            coordinates=coordinates.reshape(-1, 2) if len(coordinates) else None,
            textures=tuple(self._texture(source, run) for run in textures),
            closed=bool(self.chunks["closed"][chunk]),
        )

    def _texture(self, source: int, run: dict[str, Any]) -> Texture:
        container = Path(self.manifest["container"])
        archived = container.suffix.lower() == ".zip"
        image = str(run["image"])
        return Texture(
            container if archived else container / image,
            image if archived else "",
            int(run["first"]),
            int(run["stop"]),
        )

    @cached_property
    def ground(self) -> dict[str, Any] | None:
        """The grid of estimated ground heights: west, south, cell, heights (rows, columns) float32."""
        return ground_of(self.folder)


def ground_of(folder: Path) -> dict[str, Any] | None:
    """Return the grid of estimated ground heights in the folder of a store, None where there is none."""
    columns = mapped_batch(folder / store_format.GROUND)
    if not columns.num_rows:
        return None
    row = {name: columns.column(name)[0].as_py() for name in ("west", "south", "cell", "columns", "rows")}
    heights = columns.column("heights").values.to_numpy(zero_copy_only=True)
    return {**row, "heights": heights.reshape(row["rows"], row["columns"])}


def write_index(folder: Path) -> None:
    """Write what lies where into the folder of a store whose other files, but the manifest, lie there."""
    path, ground = folder / store_format.FEATURES, ground_of(folder)

    def take(rows: NDArray[np.integer]) -> dict[str, NDArray[Any]]:
        # Mapped anew each time: what was looked at before is held no longer.
        return lift(tiling.taker(mapped_columns(path))(rows), ground)

    tiling.write(folder, take, mapped_columns(path)["tile"], mapped_columns(folder / store_format.CHUNKS))
