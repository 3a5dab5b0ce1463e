"""The files of a terrain, opened or read so far that their heights can be asked for."""

from __future__ import annotations

import lzma
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from importers.citygml.containers import Archive
from importers.citygml.dataset import open_dataset
from importers.citygml.progress import Progress
from importers.located import ASK, Unlocated
from importers.terrain import designs, fgdem, rasters
from importers.terrain.finding import Kind
from importers.terrain.relief import read_relief
from importers.terrain.sampling import GridSource, transformer
from importers.terrain.triangles import TriangleFile
from layers import crs
from layers.errors import GisError, Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack
    from pathlib import Path

    from importers.terrain.finding import TerrainFile
    from importers.terrain.importer import TerrainOptions
    from importers.terrain.sampling import HeightGrid, HeightSource
    from layers.feedback import Feedback

READING = 0.5
"""Share of the progress that reading takes where all is read before the grid is made."""
EXACT = 1.0
"""Metres: an operation between systems that is worse than this is told."""

_LEFT_OUT = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読み込めませんでした。{reason}")
_MOVED = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の測地系からの変換は粗いため、位置が数 m から十数 m ずれることがあります。"
)
_TOO_BIG = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} が大きすぎるため読み込みませんでした（上限 {limit:,} バイト）。"
)
_GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")


@dataclass
class Reading:
    """What came of looking into the files.

    Attributes
    ----------
    sources
        The finest first.
    findings, counts
        What was noticed; ``files`` came in, ``left_out:…`` did not.
    source_crs
        System of the best source.
    net
        The triangles, if there are any.
    first_error
        Why the first file was left out.
    """

    sources: list[HeightSource] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    source_crs: str = crs.GEOGRAPHIC
    net: TriangleFile | None = None
    first_error: GisError | None = None

    def leave_out(self, file: str, error: GisError) -> None:
        """Note a file that could not be read."""
        self.first_error = self.first_error or error
        self.counts["left_out:files"] += 1
        values = {"file": file, "reason": str(error.message)}
        self.findings.append(Finding(Severity.ERROR, "terrain-file-left-out", _LEFT_OUT, values, error.where))


def read_sources(
    files: list[TerrainFile],
    scratch: Path,
    system: str,
    options: TerrainOptions,
    feedback: Feedback,
    opened: ExitStack,
) -> Reading:
    """Open rasters and read everything else.

    Parameters
    ----------
    files
        What to read.
    scratch
        Folder for what does not stay in memory.
    system
        Plane rectangular system of the terrain.
    options
        What the user chose.
    feedback
        Receives progress.
    opened
        Closes what was opened.

    Raises
    ------
    importers.located.Unlocated
        When nobody can say where a raster lies.
    """
    reading = Reading()
    total = sum(file.size for file in files if file.kind is not Kind.RASTER)

    def show(done: int) -> None:
        feedback.step(READING * min(done / total, 1.0) if total else 0.0, 1)

    _open_rasters(files, system, options, reading, opened, feedback)
    _read_dems(files, scratch, system, reading, opened, show)
    _read_reliefs(files, scratch, system, reading, opened, feedback, total)
    _read_designs(files, scratch, system, options, reading, opened, feedback)
    reading.sources.sort(key=lambda source: source.spacing)
    return reading


def _open_rasters(
    files: list[TerrainFile],
    system: str,
    options: TerrainOptions,
    reading: Reading,
    opened: ExitStack,
    feedback: Feedback,
) -> None:
    for file in files:
        if file.kind is not Kind.RASTER:
            continue
        feedback.step()
        try:
            grid = rasters.open_grid(file.path, options, reading.findings, one_of_many=len(files) > 1)
            opened.callback(grid.close)
            _add_grid(reading, grid, system, file.name)
        except GisError as error:
            if must_ask(error, files, options):
                raise
            reading.leave_out(file.name, error)
            continue
        reading.counts["files"] += 1


def must_ask(error: GisError, files: list[TerrainFile], options: TerrainOptions) -> bool:
    """Say whether staff must be asked where a file lies.

    Of many files those are left out for which their answer cannot be.
    """
    return isinstance(error, Unlocated) and (len(files) == 1 or options.crs in ("", ASK))


def _add_grid(reading: Reading, grid: HeightGrid, system: str, name: str) -> None:
    source = GridSource(grid, system, name)
    _ = (source.bounds, source.spacing)  # what cannot be transformed is known here
    reading.sources.append(source)
    reading.source_crs = grid.crs if grid.crs.startswith("EPSG:") else system
    accuracy = transformer(grid.crs, system, name).accuracy
    if not 0 <= accuracy <= EXACT:
        reading.findings.append(
            Finding(Severity.WARNING, "terrain-coarse-operation", _MOVED, {"file": name}, Where(name))
        )


def _read_dems(
    files: list[TerrainFile],
    scratch: Path,
    system: str,
    reading: Reading,
    opened: ExitStack,
    show: Callable[[int], None],
) -> None:
    mosaics: list[fgdem.DemMosaic] = []
    done = 0
    for file in files:
        if file.kind is not Kind.FGDEM:
            continue
        show(done)
        done += file.size
        try:
            tile = fgdem.read_tile(file.name, content(file), reading.findings)
        except GisError as error:
            reading.leave_out(file.name, error)
            continue
        mosaic = next((one for one in mosaics if one.fits(tile)), None)
        if mosaic is None:
            mosaic = fgdem.DemMosaic(scratch / f"dem_{len(mosaics)}.f32", tile)
            opened.callback(mosaic.close)
            mosaics.append(mosaic)
        mosaic.add(tile)
        reading.counts["files"] += 1
    # Of two kinds with the same distance (5A from laser, 5B and 5C from pictures) the first letter is better.
    for mosaic in sorted(mosaics, key=lambda one: one.kind):
        _add_grid(reading, mosaic, system, mosaic.kind)


def content(file: TerrainFile) -> bytes:
    """Return the content of a file or of a member of an archive."""
    values = {"file": file.name, "limit": fgdem.MOST_BYTES}
    if file.size > fgdem.MOST_BYTES:
        raise Unsafe(_TOO_BIG, _GET_AGAIN, values=values, where=Where(file.name))
    try:
        stream = Archive(file.path).open(file.member) if file.member else file.path.open("rb")
        with stream:
            return stream.read(fgdem.MOST_BYTES + 1)
    except GisError:
        raise
    except (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise rasters.damaged(file.name, str(file.path), error) from error


def _read_reliefs(
    files: list[TerrainFile],
    scratch: Path,
    system: str,
    reading: Reading,
    opened: ExitStack,
    feedback: Feedback,
    total: int,
) -> None:
    reliefs = [file for file in files if file.kind is Kind.RELIEF]
    if not reliefs:
        return
    dataset = open_dataset(reliefs[0].path)
    number = {file.path: index for index, file in enumerate(dataset.files)}
    net = TriangleFile(scratch / "triangles.f64")
    opened.callback(net.close)
    done = 0
    for file in reliefs:
        progress = Progress(file.member)
        before = done

        def advance(progress: Progress = progress, before: int = before) -> None:
            feedback.step(READING * min((before + progress.done) / total, 1.0), 1)

        progress.on_read = advance
        try:
            for corners in read_relief(
                dataset, number[file.member], system, feedback, reading.findings, reading.counts, progress
            ):
                net.add(corners)
        except GisError as error:
            reading.leave_out(file.name, error)
            continue
        finally:
            done += file.size
        reading.counts["files"] += 1
    if net.count:
        reading.net = net
        reading.sources.append(net)


def _read_designs(
    files: list[TerrainFile],
    scratch: Path,
    system: str,
    options: TerrainOptions,
    reading: Reading,
    opened: ExitStack,
    feedback: Feedback,
) -> None:
    for number, file in enumerate(one for one in files if one.kind is Kind.DESIGN):
        net = TriangleFile(scratch / f"design_{number}.f64")
        opened.callback(net.close)
        net.add(designs.triangles(file.path, system, options, reading.findings, feedback))
        reading.counts["files"] += 1
        reading.counts["triangles"] += net.count
        reading.source_crs = system
        reading.net = net
        reading.sources.append(net)
