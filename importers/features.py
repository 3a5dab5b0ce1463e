"""Features that were read are placed, stored, and become layers, with a receipt of how."""

from __future__ import annotations

import glob
import json
import os
import re
import secrets
import shutil
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.base import ImportResult
from importers.difference import since_stored
from importers.folders import choices_of, place_mark, store_folder
from importers.located import located, own_or_chosen
from importers.receipt import Placed, counts_of, receipt_of, source_facts, stamp_of
from importers.sharing import shared_shapes
from layers import crs, featurestore
from layers.base import Source
from layers.errors import GisError, ImportFailed, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.plaindata import Reader
from layers.store.publish import publish
from layers.styledocument import style_document, style_from_document
from layers.vector import Features, Vector
from styles.palettes import CATEGORICAL
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from importers.collection import Collection
    from layers.feedback import Feedback
    from layers.shapes import Shapes

INDEX = "source.json"
FORMAT = 1
SAMPLE = 2000
"""Points that are looked at to find out where a source lies."""
AREA_OPACITY = 0.65


def kept(path: Path, importer: str, options: Any) -> ImportResult | None:
    """Return the layers of a source as they were stored, None when it must be read (again)."""
    folder = store_folder(path, importer, options)
    if not path.exists():
        return _left(folder, path, importer, options)
    if getattr(options, "again", False):
        return None
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if index.get("format") != FORMAT or index["stamp"] != stamp_of(path):
            return None
        return _opened(folder, index, path, importer, options)
    except (OSError, ValueError, KeyError, TypeError, GisError):
        return None  # not there, of another version or broken: it is read anew


def _left(folder: Path, path: Path, importer: str, options: Any) -> ImportResult:
    """Open what was read before of a source that is gone, and say so."""
    values: dict[str, object] = {"file": path.name}
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        result = _opened(folder, index, path, importer, options)
    except (OSError, ValueError, KeyError, TypeError, GisError) as error:
        raise SourceMissing(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。"),
            values=values,
            where=Where(str(path)),
        ) from error
    finding = Finding(
        Severity.WARNING,
        "source-missing",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} が見つからないため、前に読み込んだ内容（{made}）を表示しています。"
        ),
        {"file": path.name, "made": result.layers[0].data.store.manifest["made"][:10]},
        Where(str(path)),
    )
    return replace(result, findings=(finding, *result.findings))


def make_result(
    path: Path,
    importer: str,
    options: Any,
    collections: Sequence[Collection],
    feedback: Feedback,
    findings: Sequence[Finding] = (),
    *,
    each_its_own: bool = False,
) -> ImportResult:
    """Store collections and open them as layers.

    Parameters
    ----------
    path
        The source.
    importer
        Row of the importer table.
    options
        Its options; ``stores``, ``target``, ``crs`` and ``place`` are looked at when it has them.
    collections
        What was read.
    feedback
        Receives progress.
    findings
        What is worth knowing of the source as a whole.
    each_its_own
        Collections lie in different systems: what the user chose is for those that do not say theirs.

    Raises
    ------
    layers.errors.UnknownCrs
        When nobody can say where the source lies; the hint lists what is possible.
    """
    folder = store_folder(path, importer, options)
    work = folder.with_name(f"{folder.name}.making-{os.getpid()}-{secrets.token_hex(4)}")
    told = [*findings, *(finding for one in collections for finding in one.findings)]
    target = getattr(options, "target", "")
    keys = []
    reader = ThreadPoolExecutor(1)
    try:
        work.mkdir(parents=True)
        beside = reader.submit(source_facts, path, feedback)
        for number, collection in enumerate(collections):
            said = Message("{layer}", {"layer": collection.name})
            share = number / len(collections)
            feedback.step(share, 1, said)
            chosen = options
            if each_its_own:
                chosen = own_or_chosen(path, _sample(collection.shapes), collection.crs, options)
            once, places = shared_shapes(collection) or (collection.shapes, None)
            placed, shapes, target = _place(once, collection.crs, path, chosen, target, told)
            feedback.step(share + 0.5 / len(collections), 1, said)
            slug = re.sub(r"[^\w.-]", "_", collection.key)[:60]
            key = f"{number:03d}-{slug}"
            (work / key).mkdir()
            facts = beside.result()
            points = shapes.vertices if places is None else shapes.vertices[places]
            drawn = int(np.count_nonzero(points))
            receipt = {**facts, **receipt_of(collection, placed, drawn, target), **collection.facts}
            before = stored_before(folder, slug, target)
            if before is not None and before.manifest["receipt"].get("digest") != receipt["digest"]:
                receipt["difference"] = since_stored(before, collection.table, shapes.objects, places)
            featurestore.write(
                work / key,
                collection.table,
                shapes,
                target,
                collection.attributes,
                {
                    "key": collection.key,
                    "name": collection.name,
                    "point_size": collection.point_size,
                    "receipt": receipt,
                    "made": datetime.now(UTC).isoformat(timespec="seconds"),
                },
                places,
            )
            keys.append(key)
        from importers.citygml.findings import finding_to_plain

        index = {
            "format": FORMAT,
            "stamp": stamp_of(path),
            "keys": keys,
            "styles": [one.style and style_document(one.style) for one in collections],
            "counts": counts_of(collections),
            "findings": [finding_to_plain(finding) for finding in told],
        }
        (work / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
        feedback.step(1, 1)  # the last moment to stop: what is published stays
        publish(work, folder)
    except GisError:
        raise
    except OSError as error:
        raise _not_written(folder, error) from error
    finally:
        reader.shutdown()
        shutil.rmtree(work, ignore_errors=True)
    return _opened(folder, index, path, importer, options)


def stored_before(folder: Path, slug: str, target: str) -> featurestore.FeatureStore | None:
    """Return what was stored of a collection when its source was last read, None when nothing was.

    Parameters
    ----------
    folder
        Where it will be stored; with other options it was stored beside.
    slug
        Part of the name of its store.
    target
        System in which it must be to be compared.
    """
    base = folder.name.rpartition(".")[0]
    found = []
    hexadecimal = "[0-9a-f]" * 8
    for path in folder.parent.glob(f"{glob.escape(base)}.{hexadecimal}/[0-9][0-9][0-9]-{glob.escape(slug)}"):
        try:
            found.append(featurestore.FeatureStore.open(path))
        except GisError:
            continue  # of another version, half made or broken: there is nothing to compare with
    found = [one for one in found if one.crs == target]
    return max(found, key=lambda one: str(one.manifest.get("made", "")), default=None)


def _opened(folder: Path, index: dict[str, Any], path: Path, importer: str, options: Any) -> ImportResult:
    from importers.citygml.findings import finding_from_plain

    place = place_mark(path)
    layers = []
    for key, style in zip(index["keys"], index["styles"], strict=True):
        store = featurestore.FeatureStore.open(folder / key)
        receipt = store.manifest["receipt"]
        data = Features(store)
        source = Source(
            path,
            importer,
            choices_of(options),
            receipt["modified"],
            receipt["size"],
            receipt["digest"],
            receipt["licence"],
            receipt["credit"],
            receipt["date"],
        )
        layers.append(
            Vector(
                id=f"{importer}-{place}-{key}",
                name=str(store.manifest["name"]),
                crs=receipt["crs"],
                source=source,
                opacity=AREA_OPACITY if data.areal and not store.solid else 1.0,
                style=style_from_document(Reader(style)) if style else _colour(f"{place}{key}"),
                data=data,
            )
        )
    findings = tuple(finding_from_plain(plain) for plain in index["findings"])
    return ImportResult(tuple(layers), findings, index["counts"])


def _colour(name: str) -> Fixed:
    """Return one of the colours that are easily told apart, always the same for a name."""
    return Fixed(CATEGORICAL[zlib.crc32(name.encode()) % len(CATEGORICAL)])


# ------------------------------------------------------------------------------------------- where it lies


def _place(
    shapes: Shapes, declared: str, path: Path, options: Any, target: str, findings: list[Finding]
) -> tuple[Placed | None, Shapes, str]:
    """Return how shapes are placed, the shapes in metres, and the system they are in."""
    from layers.operations import operation

    sample = _sample(shapes)
    if not len(sample):
        return None, shapes, target or crs.epsg_of_zone(1)
    best = located(path, sample, declared, options, findings)
    west, south, east, north = best.bounds
    if not target:
        zone = crs.zone_of_epsg(best.crs) or crs.zone_at((west + east) / 2, (south + north) / 2)
        target = crs.epsg_of_zone(zone)
    way = operation(best.crs, target, best.bounds)

    def move(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
        return way.transform(*((y, x) if best.swapped else (x, y)))

    how = best.reasons[0] if best.reasons else Message("")
    return Placed(best.crs, how, best.swapped, way), shapes.moved(move), target


def _sample(shapes: Shapes) -> NDArray[np.float64]:
    """Return some of the points of shapes, evenly taken."""
    import shapely

    rows = np.flatnonzero(~shapes.missing)
    points = shapely.get_coordinates(shapes.taken(rows[:: max(len(rows) // SAMPLE, 1)]).objects)
    points = points[:: max(len(points) // SAMPLE, 1)]
    return points[np.isfinite(points).all(axis=1)]


def _not_written(folder: Path, error: OSError) -> ImportFailed:
    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "読み込んだデータを {folder} に書き込めませんでした。"),
        QT_TRANSLATE_NOOP(CONTEXT, "ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。"),
        values={"folder": str(folder.parent)},
        where=Where(str(folder)),
        detail=str(error),
    )
