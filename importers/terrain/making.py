"""Sources of heights become a terrain on disk: read, resampled, named last."""

from __future__ import annotations

import json
import math
import os
import secrets
import shutil
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.citygml.city import locate
from importers.citygml.dataset import open_dataset
from importers.citygml.findings import finding_to_plain, merge_findings, short
from importers.terrain import designs, fgdem, rasters
from importers.terrain.finding import NO_TERRAIN, WHAT_IS_READ, Kind
from importers.terrain.opening import READING, content, must_ask, read_sources
from importers.terrain.sampling import GridSource, horizontal, transformer
from layers import atomicfile, crs
from layers.errors import GisError, ImportFailed, NotRecognised, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.heights import StoreHeights
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store.publish import publish
from layers.terrainstore import MANIFEST, MOST_TILES, TILE, TerrainStore
from layers.terrainwriter import GridPlan, write_terrain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.terrain.finding import TerrainFile
    from importers.terrain.importer import TerrainOptions
    from importers.terrain.opening import Reading
    from importers.terrain.sampling import HeightSource
    from importers.terrain.triangles import TriangleFile
    from layers.feedback import Feedback

NICE = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0)
"""Sides of cells in metres that are chosen from."""
NET_SHARE = 0.5
"""A net of triangles is kept with cells of at most this share of the distance of its vertices: they stand
anywhere, and a ridge between two cells would be cut off."""
LEAST_CELL = 0.5
"""Metres: finer than that no net of triangles is kept unless somebody asks for it."""
MOST_CELLS = 1 << 30
"""Cells that are made without being asked for: 4 GB."""
CHECKED = 50_000
"""Triangles whose middles are compared with what the grid says."""

_NOT_WRITTEN = QT_TRANSLATE_NOOP(CONTEXT, "読み込んだ地形を {folder} に書き込めませんでした。")
_SPACE = QT_TRANSLATE_NOOP(CONTEXT, "ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。")
_TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の範囲が広すぎるため、{cell:g} m の格子では読み込めません。")
_COARSER = QT_TRANSLATE_NOOP(CONTEXT, "範囲を分けるか、読み込みの設定で格子の間隔を大きくしてください。")
_NOTHING_LEFT = QT_TRANSLATE_NOOP(CONTEXT, "{file} から使える標高を読み取れませんでした。{reason}")
_STRANGE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} に標高としてありえない値（{value:g} など）がありました。標高なしとしました。"
    "壊れていないか、標高のファイルかを確かめてください。",
)
_RESAMPLED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "三角形の地形を {cell:g} m の格子にしました。元の三角形の中央との標高の差は、半数が {median:.2f} m 以内、"
    "95 % が {most:.2f} m 以内です。",
)


def make_terrain(
    path: Path,
    files: list[TerrainFile],
    target: Path,
    feedback: Feedback,
    options: TerrainOptions,
    more: dict[str, Any],
) -> None:
    """Read files into a terrain on disk.

    Parameters
    ----------
    path
        What the user gave.
    files
        What of it is read.
    target
        Folder of the terrain; made beside it and renamed when whole.
    feedback
        Receives progress; a wish to stop is heard within a second.
    options
        What the user chose.
    more
        What else the manifest shall say under ``about``.

    Raises
    ------
    importers.located.Unlocated
        When nobody can say where a raster lies.
    layers.errors.ImportFailed
        When nothing can be used.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    feedback.step(0, 1)
    try:
        with beside(target) as work, ExitStack() as opened:
            scratch = work / "scratch"
            scratch.mkdir()
            system = options.target or _zone(files, options, feedback)
            reading = read_sources(files, scratch, system, options, feedback, opened)
            if not reading.sources:
                raise _nothing(path, reading)
            plan = plan_grid(path, reading.sources, system, options.cell)
            begun = READING if any(file.kind is not Kind.RASTER for file in files) else 0.0

            def read(window: GridPlan) -> NDArray[np.float32] | None:
                feedback.step()
                return fill(reading.sources, window)

            def step(done: float, total: float) -> None:
                feedback.step(begun + (1 - begun) * min(done / total, 1.0), 1)

            about = _about(path, files, reading)
            about["about"] |= more
            manifest = write_terrain(work, plan, read, about, step)
            if manifest is None:
                raise _nothing(path, reading)
            _tell_afterwards(work, manifest, reading)
            opened.close()
            shutil.rmtree(scratch)
            feedback.step(1, 1)
            publish(work, target)
    except GisError:
        raise
    except OSError as error:
        values = {"folder": str(target.parent)}
        detail = str(error)
        raise ImportFailed(
            _NOT_WRITTEN, _SPACE, values=values, where=Where(str(target)), detail=detail
        ) from error


def fill(sources: list[HeightSource], window: GridPlan) -> NDArray[np.float32] | None:
    """Return the heights of a part of the grid; each source fills what those before it leave open."""
    result: NDArray[np.float32] | None = None
    for source in sources:
        if result is not None and np.isfinite(result).all():
            break
        found = source.read(window)
        if found is None:
            continue
        result = found if result is None else np.where(np.isfinite(result), result, found)
    return result


def plan_grid(path: Path, sources: list[HeightSource], system: str, cell: float) -> GridPlan:
    """Return the grid that holds all sources.

    A raster in the same system keeps its own cells, so that its heights are not touched. Every other grid
    begins at a whole multiple of its cell.

    Raises
    ------
    layers.errors.Unsafe
        When the grid would be larger than anybody can use.
    """
    columns = list(zip(*(source.bounds for source in sources), strict=True))
    west, south, east, north = min(columns[0]), min(columns[1]), max(columns[2]), max(columns[3])
    own = _own_cells(sources[0], system) if len(sources) == 1 and not cell else None
    if own is not None:
        cell, start_east, start_north = own
    else:
        net = not isinstance(sources[0], GridSource)
        if not cell:
            cell = nice_cell(max(sources[0].spacing * NET_SHARE, LEAST_CELL) if net else sources[0].spacing)
            larger = (
                side
                for side in NICE
                if side >= cell and (east - west) * (north - south) < side**2 * MOST_CELLS
            )
            cell = next(larger, NICE[-1])
        start_east, start_north = math.floor(west / cell) * cell, math.floor(south / cell) * cell
    wide = max(math.ceil((east - start_east) / cell - 1e-6), 1) if math.isfinite(east) else MOST_TILES
    tall = max(math.ceil((north - start_north) / cell - 1e-6), 1) if math.isfinite(north) else MOST_TILES
    if not math.isfinite(west + south) or -(-wide // TILE) * -(-tall // TILE) > MOST_TILES // 16:
        values = {"file": path.name, "cell": cell}
        raise Unsafe(_TOO_LARGE, _COARSER, values=values, where=Where(str(path)))
    return GridPlan(system, start_east, start_north, cell, tall, wide)


def nice_cell(spacing: float) -> float:
    """Return the largest usual side of a cell that is not more than 2 % above a distance in metres."""
    fitting = [side for side in NICE if side <= spacing * 1.02]
    return max(fitting, default=NICE[0])


def _own_cells(source: HeightSource, system: str) -> tuple[float, float, float] | None:
    """Return cell, west and south of a raster that lies in the system already, else None."""
    if not isinstance(source, GridSource):
        return None
    a, b, c, d, e, f = source.grid.transform
    square = a > 0 > e and b == d == 0 and abs(a + e) < 1e-9 * a
    if not square or not horizontal(source.grid.crs).equals(horizontal(system), ignore_axis_order=True):
        return None
    return a, c, f + e * source.grid.rows


def _zone(files: list[TerrainFile], options: TerrainOptions, feedback: Feedback) -> str:
    """Return the plane rectangular system for files: that of the first, or the one of its place."""
    first = files[0]
    if first.kind is Kind.DESIGN:
        return designs.zone(first.path, options, feedback)
    if first.kind is Kind.RELIEF:
        return locate(open_dataset(first.path))
    if first.kind is Kind.FGDEM:
        # The name holds the mesh, the content the corners; one of the zones near by is as good as another
        # where a file lies across the border of two, so the first file decides.
        tile = fgdem.read_tile(first.name, content(first), [])
        rows, columns = tile.heights.shape
        return crs.epsg_of_zone(
            crs.zone_at(tile.west + tile.step_east * columns / 2, tile.north - tile.step_north * rows / 2)
        )
    grid = _first_grid(files, options)
    grid.close()
    zone = crs.zone_of_epsg(grid.crs) if grid.crs.startswith("EPSG:") else None
    if zone is not None:
        return crs.epsg_of_zone(zone)
    a, b, c, d, e, f = grid.transform
    column, row = grid.columns / 2, grid.rows / 2
    to_degrees = transformer(grid.crs, "EPSG:6668", grid.path.name)
    longitude, latitude = to_degrees.transform(a * column + b * row + c, d * column + e * row + f)
    return crs.epsg_of_zone(crs.zone_at(float(longitude), float(latitude)))


def _first_grid(files: list[TerrainFile], options: TerrainOptions) -> rasters.RasterGrid:
    """Return the first of the rasters that can be used; what is wrong with others is told later."""
    errors: list[GisError] = []
    for file in files:
        if file.kind is Kind.RASTER:
            try:
                return rasters.open_grid(file.path, options, [], one_of_many=len(files) > 1)
            except GisError as error:
                if must_ask(error, files, options):
                    raise
                errors.append(error)
    raise errors[0]


def _about(path: Path, files: list[TerrainFile], reading: Reading) -> dict[str, Any]:
    """Return what the manifest says of where the heights come from."""
    return {
        "name": path.stem if path.is_file() else path.name,
        "container": str(path),
        "source_crs": reading.source_crs,
        "sources": [
            {"path": str(file.path), "member": file.member, "size": file.size, "stamp": file.stamp}
            for file in files
        ],
        "counts": dict(reading.counts),
        "findings": [finding_to_plain(finding) for finding in merge_findings(reading.findings)],
        "about": {"kinds": sorted({str(file.kind) for file in files}), "first": files[0].name},
    }


def _tell_afterwards(work: Path, manifest: dict[str, Any], reading: Reading) -> None:
    """Write into the manifest what is known only when all heights were read."""
    found = []
    for source in reading.sources:
        if isinstance(source, GridSource) and isinstance(source.grid, rasters.RasterGrid):
            value = source.grid.strange
            if value is not None:
                told = {"file": source.file, "value": value}
                found.append(Finding(Severity.WARNING, "terrain-strange", _STRANGE, told, Where(source.file)))
    if reading.net is not None:
        found += _difference(work, manifest, reading.net)
    if found:
        manifest["findings"] += [finding_to_plain(finding) for finding in found]
        text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
        atomicfile.write(work / MANIFEST, text.encode())


def _difference(work: Path, manifest: dict[str, Any], net: TriangleFile) -> list[Finding]:
    """Tell by how much the grid differs from the middles of triangles."""
    corners = net.corners
    some = np.asarray(corners[:: len(corners) // CHECKED + 1], dtype=np.float64).mean(axis=1)
    manifest["about"]["resampling"] = {}
    store = TerrainStore(work, manifest)
    away = np.abs(StoreHeights(store, "").height_at(some[:, 0], some[:, 1]) - some[:, 2])
    away = away[np.isfinite(away)]
    if not len(away):
        return []
    median, most = (float(value) for value in np.quantile(away, [0.5, 0.95]))
    values = {"cell": store.cell, "median": median, "most": most}
    manifest["about"]["resampling"] = {"median": median, "most": most, "worst": float(away.max())}
    return [Finding(Severity.INFO, "terrain-resampled", _RESAMPLED, values)]


def _nothing(path: Path, reading: Reading) -> GisError:
    """Return the error for a source that gave no height: why its first file could not be read, if one."""
    if reading.first_error is not None:
        return reading.first_error
    told = next((one for one in reading.findings if one.severity is not Severity.INFO), None)
    values = {"file": path.name, "reason": str(short(told).message) if told else ""}
    template = _NOTHING_LEFT if told else NO_TERRAIN
    return NotRecognised(template, WHAT_IS_READ, values=values, where=Where(str(path)))


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a folder beside `target` to work in, which is gone afterwards unless it got its name."""
    import psutil

    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{target.name}.making-*"):
        process = left.name.partition(".making-")[2].partition("-")[0]
        if not process.isdigit() or not psutil.pid_exists(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    work = target.with_name(f"{target.name}.making-{os.getpid()}-{secrets.token_hex(4)}")
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
