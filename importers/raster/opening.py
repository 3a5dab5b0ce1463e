"""Pictures and tile sets become layers: where they lie is found out, and a record is kept of how."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.base import ImportResult
from importers.citygml.findings import finding_from_plain, finding_to_plain
from importers.folders import choices_of, place_mark, store_folder
from importers.raster import shelves
from importers.raster.copies import COPY, lost_share, make_copy, sketch_of
from importers.raster.differences import DIFFERENCE
from importers.raster.files import Copy
from importers.raster.importer import SERVICE, member_of
from importers.raster.looking import look_at
from importers.raster.placing import Extent, place_file, place_tiles
from importers.raster.record import Record, read_record, write_record
from importers.raster.tiles import MERCATOR, TileSource
from importers.raster.warping import Warped
from importers.receipt import source_facts, stamp_of
from layers.base import Source
from layers.errors import DamagedFile, GisError, SourceMissing
from layers.feedback import Cancelled, Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation
from layers.raster import Coverage, Raster
from layers.rastervalues import Values

if TYPE_CHECKING:
    from pathlib import Path

    from importers.raster.importer import RasterOptions
    from importers.raster.looking import Looked
    from importers.raster.tiles import Shelf
    from layers.feedback import Feedback

SKETCH = "sketch.npy"
AT_ONCE = 40_000_000
"""Pixels up to which a copy is made while one waits."""
HASHED_AT_ONCE = 256 << 20
"""Bytes up to which a file is hashed while one waits."""

_GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MOVED = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")
_NOT_QUICK = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の縮小画像を作れなかったため、広い範囲は粗く表示します（{reason}）。"
)
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
_GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_PARTLY = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の約 {share} % は壊れていて読めないため、その部分は表示されません。"
)
_KINDS = {
    "rgb": QT_TRANSLATE_NOOP(CONTEXT, "カラー画像"),
    "grey": QT_TRANSLATE_NOOP(CONTEXT, "白黒画像"),
    "table": QT_TRANSLATE_NOOP(CONTEXT, "色分け画像"),
    "difference": QT_TRANSLATE_NOOP(CONTEXT, "二時期の差"),
}


def opened(path: Path, options: RasterOptions, feedback: Feedback) -> ImportResult:
    """Open a picture or tile set; see :meth:`importers.raster.importer.RasterFiles.read`."""
    feedback.step(0, 1)
    if not path.exists():
        raise SourceMissing(_GONE, _MOVED, values={"file": path.name}, where=Where(str(path)))
    folder = store_folder(path, "raster", options)
    record = None if options.again else read_record(folder, path)
    kept = folder.exists()
    tiled = path.is_dir() or path.suffix.lower() in (".mbtiles", SERVICE)
    try:
        data, record = (_tile_set if tiled else _picture)(path, folder, record, options, feedback)
        feedback.step(1, 1)
    except (Cancelled, GisError):
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    source = Source(
        path,
        "raster",
        choices_of(options),
        record.receipt["modified"],
        record.receipt["size"],
        record.receipt["digest"],
        record.receipt["licence"],
        record.receipt["credit"],
    )
    layer = Raster(
        id=f"raster-{place_mark(path)}",
        name=record.name,
        crs=record.receipt["crs"],
        source=source,
        data=data,
    )
    if data.values is not None:
        layer = replace(layer, style=data.values.style)
    findings = tuple(finding_from_plain(one) for one in record.findings)
    return ImportResult((layer,), findings, {"rasters": 1})


# ---------------------------------------------------------------------------------------------- pictures


def _picture(
    path: Path, folder: Path, record: Record | None, options: RasterOptions, feedback: Feedback
) -> tuple[Coverage, Record]:
    looked = look_at(path, member_of(path) if path.suffix.lower() == ".zip" else "")
    feedback.step(0.1, 1)
    small = looked.source.width * looked.source.height <= AT_ONCE
    if record is None:
        record = _new_picture(path, looked, options, feedback)
        if looked.factor and not small:
            folder.mkdir(parents=True, exist_ok=True)
            np.save(folder / SKETCH, sketch_of(looked.source, feedback))
        write_record(folder, record)
    data = _coverage(looked, folder, record)
    hashed = path.stat().st_size <= HASHED_AT_ONCE
    if not record.finished and (small or not looked.factor) and hashed:
        data = _finished(path, looked, folder, record, feedback)
    elif not record.finished:
        was = record

        def finish(feedback: Feedback) -> Coverage:
            return _finished(path, looked, folder, was, feedback)

        data = replace(data, finish=finish)
    return data, read_record(folder, path) or record


def _new_picture(path: Path, looked: Looked, options: RasterOptions, feedback: Feedback) -> Record:
    findings: list[Finding] = []
    size = (looked.source.width, looked.source.height)
    extent = place_file(path, looked.transform, size, looked.crs, options, findings)
    feedback.step(0.2, 1)
    facts = {"kind": f"{_KINDS[looked.kind]}（{looked.driver}）", "width": size[0], "height": size[1]}
    counts = {"in": 1, "shown": 1}
    record = _record(path, path.stem, extent, facts, findings, counts)
    return replace(record, receipt={**record.receipt, "placed_by": looked.placed_by})


def _coverage(looked: Looked, folder: Path, record: Record) -> Coverage:
    source = looked.source
    if looked.factor:
        copy = folder / COPY
        if record.finished and copy.exists():
            source = replace(source, copy=Copy(copy, looked.factor))
        elif (folder / SKETCH).exists():
            longest = max(source.width, source.height)
            sketch = np.load(folder / SKETCH, allow_pickle=False)
            # What is finer than the sketch is read from the file, as long as that reads a few parts only.
            at = min(longest / max(sketch.shape), 16.0) if looked.factor > 1 else 1.0
            source = replace(source, sketch=sketch, sketched=at)
    way = operation(record.target, record.receipt["crs"])
    pixels = Warped(source, looked.transform, way)
    values = None
    if looked.sample is not None and source.style is not None:
        values = Values(DIFFERENCE, looked.sample, source.style, pixels.painted)
    return Coverage(
        pixels,
        record.bounds,
        record.resolution,
        record.target,
        folder,
        record.receipt,
        record.facts,
        values=values,
    )


def _finished(path: Path, looked: Looked, folder: Path, record: Record, feedback: Feedback) -> Coverage:
    """Make what makes a picture quick, look whether all of it can be read, and work out its hash."""
    from rasterio.errors import RasterioError

    findings: list[Finding] = []
    values: dict[str, object] = {"file": path.name}
    lost = 0.0
    if looked.factor:
        try:
            _, lost = make_copy(looked.source, folder, looked.factor, feedback.share(0.3, 0.9))
        except (OSError, RasterioError) as error:
            told = {**values, "reason": str(error)}
            findings.append(Finding(Severity.WARNING, "raster-slow", _NOT_QUICK, told, Where(str(path))))
    elif looked.source.width * looked.source.height <= AT_ONCE:
        lost = lost_share(looked.source, feedback)
    if lost == 1:
        raise DamagedFile(_UNREADABLE, _GET_AGAIN, values=values, where=Where(str(path)))
    if lost:
        values["share"] = max(round(100 * lost), 1)
        findings.append(Finding(Severity.WARNING, "raster-damaged", _PARTLY, values, Where(str(path))))
    receipt = {**record.receipt, **source_facts(path, feedback)}
    told_before = (*record.findings, *(finding_to_plain(one) for one in findings))
    record = replace(record, finished=True, receipt=receipt, findings=told_before)
    write_record(folder, record)
    (folder / SKETCH).unlink(missing_ok=True)
    return _coverage(looked, folder, record)


# ---------------------------------------------------------------------------------------------- tile sets


def _tile_set(
    path: Path, folder: Path, record: Record | None, options: RasterOptions, feedback: Feedback
) -> tuple[Coverage, Record]:
    if path.suffix.lower() == SERVICE:
        from importers.raster.service import Remote, read_service

        service = read_service(path)
        shelf: Shelf = Remote(service, folder / "tiles")
        found = shelves.TileSet(
            service.name,
            service.lowest,
            service.highest,
            (122.0, 20.0, 154.0, 46.0),
            None,
            service.side,
            {"kind": service.kind.upper(), "credit": service.credit, "licence": service.licence},
        )
    elif record is not None:
        said = record.shelf
        found = shelves.TileSet(
            record.name, said["lowest"], said["highest"], (0, 0, 0, 0), None, said["side"], record.facts
        )
        shelf = (
            shelves.Folder(path, said["suffix"], said["from_south"])
            if path.is_dir()
            else shelves.Database(path)
        )
    elif path.is_dir():
        found, shelf = shelves.describe_folder(path)
    else:
        found, shelf = shelves.describe_database(path), shelves.Database(path)
    feedback.step(0.5, 1)
    if record is None:
        extent = place_tiles(path, found.bounds, found.highest, found.side, options.target)
        facts = {
            "kind": " ".join(part for part in (found.facts["kind"], found.facts.get("format", "")) if part)
        }
        counts = {"in": found.count, "shown": found.count}
        record = _record(path, found.name, extent, facts, [], counts, found.facts)
        told: dict[str, Any] = {"lowest": found.lowest, "highest": found.highest, "side": found.side}
        if isinstance(shelf, shelves.Folder):
            told |= {"suffix": shelf.suffix, "from_south": shelf.from_south}
        hashed = source_facts(path, feedback)
        record = replace(record, shelf=told, finished=True, receipt={**record.receipt, **hashed})
        write_record(folder, record)
    source = TileSource(shelf, found.lowest, found.highest, found.side)
    data = Coverage(
        Warped(source, source.transform, operation(record.target, MERCATOR)),
        record.bounds,
        record.resolution,
        record.target,
        folder,
        record.receipt,
        record.facts,
        record.background,
    )
    return data, record


def _record(
    path: Path,
    name: str,
    extent: Extent,
    facts: dict[str, Any],
    findings: list[Finding],
    counts: dict[str, Any],
    said: Any = (),
) -> Record:
    status = path.stat()
    said = dict(said)
    receipt = {
        "source": str(path),
        "size": status.st_size,
        "modified": datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        "digest": "",
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "crs": extent.crs,
        "crs_reason": str(extent.how),
        "axes_swapped": False,
        "operation": extent.forth.name,
        "accuracy": extent.forth.accuracy,
        "grids": list(extent.forth.grids),
        "missing_grids": list(extent.forth.missing),
        "target": extent.target,
        "date": "",
        "licence": said.get("licence", ""),
        "credit": said.get("credit", ""),
        "left_out": {},
        "extent": list(extent.bounds),
        **counts,
    }
    return Record(
        stamp=stamp_of(path),
        name=name,
        target=extent.target,
        bounds=extent.bounds,
        resolution=extent.resolution,
        background=extent.background,
        shelf={},
        finished=False,
        receipt=receipt,
        facts=facts,
        findings=tuple(finding_to_plain(one) for one in findings),
    )
