"""What the workers left is joined: table, indices and manifest of a store."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING

from importers.citygml.findings import finding_to_plain, short
from importers.citygml.metadata import about, layer_name
from importers.citygml.parts import INDEX, batches, hand_over, schema
from importers.citygml.result import chunks_of
from layers.base import Attribute
from layers.describe import ASKED_FOR
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.citygml.dataset import Dataset
    from importers.citygml.parts import Parts
    from importers.citygml.result import FileResult, Reading
    from layers.store.filling import Filling
    from layers.store.writer import SourceRecord

AHEAD = 2
"""Parts that are unpacked before they are written."""


def join(
    dataset: Dataset,
    store: Path,
    parts: Parts,
    reading: Reading,
    digest: str,
    step: Callable[[], None],
) -> Reading:
    """Join parts into the table and the indices of a store, and write the manifest.

    No more of the table than a row group and a part is in memory, however many buildings there are; a
    building takes about 40 bytes, see :class:`_Gathered` and :func:`layers.store.tiling.make`.

    Parameters
    ----------
    dataset
        The files.
    store
        Folder of the store.
    parts
        What was read of each file.
    reading
        What was read.
    digest
        Hash of the source.
    step
        Called between the files; may raise ``Cancelled``.

    Returns
    -------
    Reading
        `reading` with what was found here.
    """
    import pyarrow as pa

    from layers.store import writer
    from layers.store.city import write_index
    from layers.store.filling import Filling
    from layers.store.tablestore import mapped_pieces

    store.mkdir()
    held = [file for file in reading.files if file.buildings]
    for file in reading.files:
        step()
        if file.kept:
            hand_over(parts.place(file.index), file.index, store)
    names = {file.index: store / store_format.PARTS / f"{file.index:05d}.arrow" for file in held}
    for file in held:
        if not file.kept:  # it serves this time only
            names[file.index] = parts.place(file.index).table
            mesh = store / store_format.MESHES / f"{file.index:05d}.arrow"
            mesh.parent.mkdir(exist_ok=True)
            parts.place(file.index).mesh.replace(mesh)
    count, index = sum(file.buildings for file in held), store / store_format.FEATURES
    gathered = _Gathered(count)
    bounds = _bounds(held)
    columns = _table_columns(held, names)
    with Filling(index, store_format.FEATURE_COLUMNS, count) as features:
        writer.write_pieces(
            store / store_format.TABLE,
            columns,
            gathered.pieces(held, names, features, step),
            reading.crs,
            (bounds[0], bounds[1], bounds[3], bounds[4]),
        )
    step()
    writer.write_mapped(store / store_format.CHUNKS, _chunks(held))
    ground = writer.estimate_ground(lambda: mapped_pieces(index, writer.GROUND_COLUMNS))
    writer.write_mapped(store / store_format.GROUND, ground)
    step()
    pa.default_memory_pool().release_unused()
    write_index(store)
    if gathered.repeated:
        _report_repeated_ids(store / store_format.TABLE, reading)
    name = layer_name(gathered.cities, dataset.container.path.stem)
    shown = [name for name in columns.names if name != "geometry"]
    writer.write_manifest(
        store / store_format.MANIFEST,
        _sources(dataset, parts, reading),
        {
            "name": dataset.container.path.stem,
            "layer_name": name,
            "about": asdict(about(dataset)),
            "container": str(dataset.container.path),
            "crs": reading.crs,
            "count": reading.buildings,
            "bounds": bounds,
            "extent": reading.extent,
            "digest": digest,
            "columns": shown,
            "attributes": [asdict(attribute) for attribute in _attributes(shown)],
            "features": dict(reading.total("features")),
            "lods": {str(lod): count for lod, count in sorted(reading.total("lods").items()) if count},
            "left_out": dict(reading.total("counts")),
            "left_out_buildings": sum(file.left_out_buildings for file in reading.files),
            "iur_versions": sorted({file.iur for file in reading.files if file.iur}),
            "findings": [finding_to_plain(finding) for finding in reading.findings],
        },
    )
    return reading


class _Gathered:
    """What is kept of the parts while the table is written.

    Attributes
    ----------
    cities
        How many buildings lie in each city.
    """

    def __init__(self, count: int) -> None:
        import numpy as np

        self.cities: Counter[str] = Counter()
        self._hashes: NDArray[np.int64] = np.empty(count, np.int64)
        self._named = 0

    @property
    def repeated(self) -> bool:
        """Whether some id may stand for two buildings: the hashes of all ids need a fifth of their memory."""
        hashes = self._hashes[: self._named]
        hashes.sort()
        return bool((hashes[1:] == hashes[:-1]).any())

    def pieces(
        self, held: list[FileResult], names: dict[int, Path], features: Filling, step: Callable[[], None]
    ) -> Iterator[pa.Table]:
        """Yield the rows of the table, part by part, and write those of the feature index."""
        import numpy as np

        for file, pieces in zip(held, _ahead([names[file.index] for file in held]), strict=True):
            step()
            for rows in pieces:
                index = {name: rows.column(f"{INDEX}{name}").to_numpy() for name in _index_names()}
                features.add({**index, "source": np.full(len(rows), file.index)})
                own = [name for name in rows.column_names if not name.startswith(INDEX)]
                identifiers = rows.column("gml_id").drop_null().to_numpy()
                here = slice(self._named, self._named + len(identifiers))
                self._hashes[here] = np.fromiter(map(hash, identifiers), np.int64, len(identifiers))
                self._named = here.stop
                if "city" in own:
                    told = rows.column("city").cast("string").drop_null().value_counts()
                    self.cities.update({str(one["values"]): one["counts"] for one in told.to_pylist()})
                yield rows.select(own)


def _ahead(paths: list[Path]) -> Iterator[list[pa.Table]]:
    """Yield the rows of parts; the next one is unpacked while the last one is written."""
    with ThreadPoolExecutor(1) as beside:
        waiting = deque(beside.submit(lambda path: list(batches(path)), path) for path in paths[:AHEAD])
        for path in [*paths[AHEAD:], *[None] * len(waiting)]:
            rows = waiting.popleft().result()
            if path is not None:
                waiting.append(beside.submit(lambda path: list(batches(path)), path))
            yield rows


def _index_names() -> list[str]:
    return [name for name in store_format.FEATURE_COLUMNS.names if name != "source"]


def _chunks(held: list[FileResult]) -> pa.Table:
    """Return the chunk index of all files."""
    import pyarrow as pa

    told = [
        chunks_of(file.chunks.drop_columns(["source"]).to_pydict(), file.index)
        for file in held
        if file.chunks is not None
    ]
    return pa.Table.from_batches(told, schema=store_format.CHUNK_COLUMNS)


def _bounds(held: list[FileResult]) -> list[float]:
    """Return west, south, bottom, east, north, top of all buildings, zeros when none has a shape."""
    boxes = [file.bounds for file in held if file.bounds]
    if not boxes:
        return [0.0] * 6
    sides = list(zip(*boxes, strict=True))
    return [*(min(side) for side in sides[:3]), *(max(side) for side in sides[3:])]


def _table_columns(held: list[FileResult], names: dict[int, Path]) -> pa.Schema:
    """Return the columns of the table: all that occur, but those that no building has."""
    import pyarrow as pa

    whole = pa.schema([])
    for file in held:  # one after the other: a thousand of them would be as much as the rows
        found = schema(names[file.index]).remove_metadata()
        own = pa.schema([field for field in found if not field.name.startswith(INDEX)])
        whole = pa.unify_schemas([whole, own], promote_options="permissive")
    filled = {name for file in held for name in file.filled}
    return pa.schema([field for field in whole if field.name in _kept(filled)])


def _sources(dataset: Dataset, parts: Parts, reading: Reading) -> list[SourceRecord]:
    from layers.store.writer import SourceRecord

    first = 0
    sources = []
    by_index = {file.index: file for file in reading.files}
    for index, file in enumerate(dataset.files):
        result = by_index.get(index)
        count = result.buildings if result else 0
        key = parts.keys[index] if result is not None and result.kept else ""
        sources.append(SourceRecord(file.path, file.size, file.stamp, count, first, key))
        first += count
    return sources


def _kept(filled: set[str]) -> set[str]:
    """Return the columns that stay: those that have a value, and those whose answer else is 「未確認」."""
    kept = filled | ASKED_FOR | {name.removesuffix("_code") for name in filled}  # a code may have no label
    return kept | {f"{name}_code" for name in kept}


def _attributes(columns: list[str]) -> tuple[Attribute, ...]:
    """Return what the columns of the table are called; heights and level come from the shapes."""
    from importers.citygml import schema

    made = (
        Attribute(
            "ground_height", QT_TRANSLATE_NOOP(CONTEXT, "地盤の標高（形の下端）"), "m", "number", "規模・構造"
        ),
        Attribute("top_height", QT_TRANSLATE_NOOP(CONTEXT, "上端の標高"), "m", "number", "規模・構造"),
        Attribute("lod", QT_TRANSLATE_NOOP(CONTEXT, "形の詳細度（LOD）"), "", "integer", "品質"),
        Attribute("source_file", QT_TRANSLATE_NOOP(CONTEXT, "ファイル"), "", "text", "品質"),
    )
    return (*schema.attributes(columns), *made)


def _report_repeated_ids(path: Path, reading: Reading) -> None:
    """Tell of buildings in a table that have the id of another one, with the file of the second."""
    import numpy as np
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["gml_id", "source_file"])
    encoded = table.column("gml_id").combine_chunks().dictionary_encode()
    place = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    order = np.argsort(place, kind="stable")
    again = np.sort(order[1:][(np.diff(place[order]) == 0) & (place[order[1:]] >= 0)])
    if not len(again):
        return
    second = int(again[0])
    identifier = str(encoded.dictionary[int(place[second])].as_py())
    file = str(table.column("source_file")[second].as_py())
    count = len(np.unique(place[again]))
    finding = Finding(
        Severity.WARNING,
        "id-repeated",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} などに、ほかと同じ gml:id の建物が {count:,} 組あります（例: {id}）。"
            "どちらも残しました。",
        ),
        {"file": file, "count": count, "id": identifier},
        Where(file, id=identifier),
        count,
    )
    reading.findings.append(short(finding))
