"""One GML file from stream to disk: what a worker process does."""

from __future__ import annotations

import posixpath
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml import appearance as textures
from importers.citygml import checks, srs
from importers.citygml.finish import Window, finish, write
from importers.citygml.places import building_position
from importers.citygml.progress import Progress
from importers.citygml.result import FileResult
from importers.citygml.shapes import Shapes, build_shapes, to_plane
from importers.citygml.stream import read_elements
from importers.citygml.surfaces import Surfaces, find_surfaces, select
from layers import crs
from layers.errors import DamagedFile, GisError, NotRecognised, SourceMissing, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store import format as store_format

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from importers.citygml.codelists import Codelists
    from importers.citygml.dataset import Dataset, GmlFile
    from importers.citygml.elements import Elements
    from importers.citygml.parts import Place

MEMBERS = ("cityObjectMember", "featureMember", "featureMembers")

_PREFIXES = (
    ("/building/", "bldg"),
    ("/bridge/", "brid"),
    ("/tunnel/", "tun"),
    ("/transportation/", "tran"),
    ("/relief/", "dem"),
    ("/landuse/", "luse"),
    ("/vegetation/", "veg"),
    ("/waterbody/", "wtr"),
    ("/cityfurniture/", "frn"),
    ("/cityobjectgroup/", "grp"),
    ("/generics/", "gen"),
    ("/construction/", "con"),
    ("/uro/", "uro"),
    ("/urf/", "urf"),
    ("/urc/", "urc"),
    ("/citygml/", "core"),
)


_CODES = (
    (Unsafe, "file-unsafe"),
    (DamagedFile, "file-damaged"),
    (NotRecognised, "file-not-citygml"),
    (SourceMissing, "file-not-readable"),
)


def read_file(
    dataset: Dataset,
    index: int,
    codelists: Codelists,
    target: str,
    place: Place | None,
    on_progress: Callable[[int, int], None],
) -> FileResult:
    """Read one file; with `place` write its part of a store there.

    Parameters
    ----------
    dataset, index
        Which file.
    codelists
        Of the dataset root of the file.
    target
        Plane rectangular system of the store.
    place
        Where its part goes, or None to look only.
    on_progress
        Called with newly read bytes and buildings; may raise ``Cancelled``.
    """
    from importers.citygml import attributes

    file = dataset.files[index]
    result = FileResult(index, file.path, kept=place is not None)
    progress = Progress(file.path)
    started = time.perf_counter()
    tables: list[pa.Table] = []
    kept: list[Window] = []
    looks: list[textures.Appearance] = []
    done = 0

    def advance(buildings: int = 0) -> None:
        nonlocal done
        read, done = progress.done - done, progress.done
        on_progress(read, buildings)

    progress.on_read = advance
    try:
        with dataset.container.open(file.path) as stream:
            for elements in read_elements(stream, progress):
                _count_features(elements, result)
                if not result.srs:
                    result.srs, result.srs_line = srs.declared(elements)
                buildings = _building_rows(elements)
                _extend(elements, result)
                if progress.head is not None and progress.head.citygml == "3.0":
                    result.left_out_buildings += len(buildings)
                elif len(buildings):
                    tables.append(
                        attributes.build(
                            elements,
                            buildings.astype(np.int32),
                            codelists,
                            result.findings,
                            file.path,
                            posixpath.relpath(file.path, file.root or "."),
                        )
                    )
                    advance()
                    kept.append(_shapes(elements, buildings, file, target, result))
                look = textures.find_appearance(elements)
                if look is not None:
                    looks.append(look)
                advance(len(buildings))
    except GisError as error:
        result.kept &= not isinstance(error, SourceMissing)  # it may be there the next time
        result.findings.append(_unreadable(file, error))
    if progress.head is not None:
        result.citygml, result.iur = progress.head.citygml, progress.head.iur
    result.bytes = progress.done
    result.findings += [*progress.findings, *codelists.take_findings()]
    result.left_out_buildings += progress.left_out_buildings
    result.buildings = sum(len(table) for table in tables)
    _report_version(file, result)
    _count_attributes(tables, result)
    polygons = finish(kept, looks, file, dataset, result)
    advance()
    if place is not None:
        write(place, tables, kept, polygons, result)
    result.seconds = time.perf_counter() - started
    return result


def _count_attributes(tables: list[pa.Table], result: FileResult) -> None:
    for table in tables:
        for name in table.column_names:
            column = table.column(name)
            if pa.types.is_list(column.type):
                present = pc.sum(pc.greater(pc.list_value_length(column), 0)).as_py() or 0
            else:
                present = len(table) - column.null_count
            result.attributes[name] += present


def _count_features(elements: Elements, result: FileResult) -> None:
    for path, chain in enumerate(elements.chains):
        if len(chain) == 2 and chain[0].local in MEMBERS:
            prefix = next((short for part, short in _PREFIXES if part in f"{chain[1].namespace}/"), "")
            name = f"{prefix}:{chain[1].local}" if prefix else chain[1].local
            result.features[name] += len(elements.rows_by_path[path])


def _building_rows(elements: Elements) -> NDArray[np.int64]:
    rows = [
        elements.rows_by_path[path]
        for path, chain in enumerate(elements.chains)
        if building_position(chain) == len(chain) - 1
    ]
    return np.sort(np.concatenate(rows)).astype(np.int64) if rows else np.empty(0, dtype=np.int64)


def _extend(elements: Elements, result: FileResult) -> None:
    """Widen the extent by the envelope of the file."""
    corners = [
        elements.texts(elements.text[elements.rows_by_path[path]]).to_pylist()
        for path, chain in enumerate(elements.chains)
        if len(chain) == 3 and chain[-1].local in ("lowerCorner", "upperCorner")
    ]
    points = []
    for text in (text for texts in corners for text in texts):
        try:
            points.append([float(word) for word in text.split()[:2]])
        except ValueError:
            continue
    if len(points) == 2 and all(len(point) == 2 for point in points):
        latitudes, longitudes = zip(*points, strict=True)
        if min(latitudes) > srs.SOUTH and max(latitudes) < srs.NORTH:
            _widen(result, (min(longitudes), min(latitudes), max(longitudes), max(latitudes)))


def _widen(result: FileResult, box: tuple[float, float, float, float]) -> None:
    old = result.extent or box
    result.extent = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))


def _shapes(
    elements: Elements,
    buildings: NDArray[np.int64],
    file: GmlFile,
    target: str,
    result: FileResult,
) -> Window:
    """Build the shapes of a window's buildings."""
    surfaces = find_surfaces(elements, buildings, file.path, result.findings, result.counts)
    system, swapped = srs.decide(result.srs, surfaces.points, file.path, result.findings, result.srs_line)
    points = surfaces.points[:, [1, 0, 2]] if swapped else surfaces.points
    if not system:
        surfaces = select(surfaces, np.zeros(len(surfaces.rows), dtype=bool))
        points = surfaces.points
    inside = srs.inside_japan(points) if system == crs.GEOGRAPHIC else srs.inside_zone(points)
    if not inside.all():
        surfaces = _drop_outside(elements, buildings, replace(surfaces, points=points), inside, file, result)
        points = surfaces.points
    if len(points) and system == crs.GEOGRAPHIC:
        latitude, longitude, _ = points.T
        _widen(
            result,
            (float(longitude.min()), float(latitude.min()), float(longitude.max()), float(latitude.max())),
        )
    surfaces = replace(surfaces, points=to_plane(points, system or crs.GEOGRAPHIC, target))
    shapes = build_shapes(surfaces, len(buildings))
    closed = checks.check_shapes(elements, buildings, shapes, target, file, result.findings)
    checks.check_ids(elements, buildings, file, result.findings)
    for lod in range(5):
        result.lods[lod] += int(np.count_nonzero(shapes.lods & (1 << lod)))
    return Window(
        shapes,
        surfaces.kept,
        elements.attribute(surfaces.ring_rows, "id").cast(pa.string()),
        _tiles(shapes, target),
        closed,
    )


def _tiles(shapes: Shapes, target: str) -> NDArray[np.int64]:
    """Return the tile of each building by the centre of its bounds; -1 without geometry."""
    east, north = shapes.boxes[:, 0], shapes.boxes[:, 1]
    tiles = np.full(len(east), -1, dtype=np.int64)
    sound = np.isfinite(east)
    if sound.any():
        longitude, latitude = crs.unproject(east[sound], north[sound], target)
        tiles[sound] = store_format.tile_of(longitude, latitude)
    return tiles


def _drop_outside(
    elements: Elements,
    buildings: NDArray[np.int64],
    surfaces: Surfaces,
    inside: NDArray[np.bool_],
    file: GmlFile,
    result: FileResult,
) -> Surfaces:
    """Leave out polygons with points that cannot be in Japan."""
    polygon = np.repeat(
        np.arange(len(surfaces.rows)), np.diff(surfaces.ring_offsets[surfaces.polygon_offsets])
    )
    outside = np.zeros(len(surfaces.rows), dtype=bool)
    outside[polygon[~inside]] = True
    first = int(np.argmax(outside))
    line = elements.line(int(surfaces.rows[first]))
    identifier = elements.attribute(buildings[surfaces.feature[[first]]], "id")[0].as_py() or ""
    result.findings.append(
        Finding(
            Severity.WARNING,
            "coordinates-outside-japan",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} の {line:,} 行目などに日本の範囲にない座標の面が {count:,} 件ありました。"
                "除きました。",
            ),
            {"file": file.path, "line": line, "count": int(outside.sum())},
            Where(file.path, line, identifier),
            int(outside.sum()),
        )
    )
    return select(surfaces, ~outside)


def _unreadable(file: GmlFile, error: GisError) -> Finding:
    return Finding(
        Severity.ERROR,
        next((code for kind, code in _CODES if isinstance(error, kind)), "file-not-read"),
        error.message.template,
        dict(error.message.values),
        error.where if error.where.file else Where(file.path),
    )


def _report_version(file: GmlFile, result: FileResult) -> None:
    if result.citygml != "3.0":
        return
    count = sum(number for name, number in result.features.items() if name == "bldg:Building")
    result.findings.append(
        Finding(
            Severity.WARNING,
            "citygml-3",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "{file} は CityGML 3.0（PLATEAU 6）形式です。建物 {count:,} 棟を数えましたが、"
                "この版ではまだ表示できません。CityGML 2.0 形式のデータを使ってください。",
            ),
            {"file": file.path, "count": count},
            Where(file.path, 1),
        )
    )
