"""What the workers left is joined: table, indices and manifest of a store."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from importers.citygml.findings import finding_to_plain, short
from importers.citygml.metadata import about, layer_name
from importers.citygml.result import part_path
from layers.base import Attribute
from layers.describe import ASKED_FOR
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyarrow as pa

    from importers.citygml.dataset import Dataset
    from importers.citygml.result import Reading


def join(dataset: Dataset, work: Path, reading: Reading, digest: str, step: Callable[[], None]) -> Reading:
    """Join what the workers left into the table and the indices, and write the manifest.

    Parameters
    ----------
    dataset
        The files.
    work
        Folder of the store being made.
    reading
        What was read.
    digest
        Hash of the source.
    step
        Called between the steps; may raise ``Cancelled``.

    Returns
    -------
    Reading
        `reading` with what was found here.
    """
    import numpy as np
    import pyarrow as pa

    from layers.store import writer
    from layers.store.city import write_index

    held = [file for file in reading.files if file.buildings]
    features = pa.concat_tables(_mapped(part_path(work, file.index, "features")) for file in held)
    chunks = pa.Table.from_batches([file.chunks for file in held], schema=store_format.CHUNK_COLUMNS)
    table = pa.concat_tables(
        (_mapped(part_path(work, file.index, "table")) for file in held), promote_options="permissive"
    )
    table = _without_empty(table)
    name = layer_name(table, dataset.container.path.stem)
    step()
    _report_repeated_ids(table, reading)
    step()
    bounds = (
        [
            float(function(features.column(name).to_numpy()))
            for function, name in (
                (np.nanmin, "west"),
                (np.nanmin, "south"),
                (np.nanmin, "bottom"),
                (np.nanmax, "east"),
                (np.nanmax, "north"),
                (np.nanmax, "top"),
            )
        ]
        if np.isfinite(features.column("west").to_numpy()).any()
        else [0.0] * 6
    )
    flat = (bounds[0], bounds[1], bounds[3], bounds[4])
    with ThreadPoolExecutor(1) as beside:
        parquet = beside.submit(writer.write_table, work / store_format.TABLE, table, reading.crs, flat)
        writer.write_mapped(work / store_format.FEATURES, features)
        writer.write_mapped(work / store_format.CHUNKS, chunks)
        writer.write_mapped(work / store_format.GROUND, writer.estimate_ground(features))
        write_index(work)
        parquet.result()
    step()
    columns = [name for name in table.column_names if name != "geometry"]
    del table, features
    shutil.rmtree(work / "parts")
    first = 0
    sources = []
    by_index = {file.index: file for file in reading.files}
    for index, file in enumerate(dataset.files):
        result = by_index.get(index)
        count = result.buildings if result else 0
        sources.append(writer.SourceRecord(file.path, file.size, file.stamp, count, first))
        first += count
    writer.write_manifest(
        work / store_format.MANIFEST,
        sources,
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
            "columns": columns,
            "attributes": [asdict(attribute) for attribute in _attributes(columns)],
            "features": dict(reading.total("features")),
            "lods": {str(lod): count for lod, count in sorted(reading.total("lods").items()) if count},
            "left_out": dict(reading.total("counts")),
            "left_out_buildings": sum(file.left_out_buildings for file in reading.files),
            "iur_versions": sorted({file.iur for file in reading.files if file.iur}),
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(reading.seconds, 2),
            "findings": [finding_to_plain(finding) for finding in reading.findings],
        },
    )
    return reading


def _without_empty(table: pa.Table) -> pa.Table:
    """Leave out columns that no building has, but those whose answer is then 「未確認」."""
    filled = {name for name in table.column_names if table.column(name).null_count < len(table)}
    kept = filled | ASKED_FOR | {name.removesuffix("_code") for name in filled}  # a code may have no label
    kept |= {f"{name}_code" for name in kept}
    return table.select([name for name in table.column_names if name in kept])


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


def _mapped(path: Path) -> pa.Table:
    import pyarrow as pa

    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _report_repeated_ids(table: pa.Table, reading: Reading) -> None:
    """Tell of buildings that have the id of another one, with the file of the second."""
    import numpy as np
    import pyarrow.compute as pc

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
