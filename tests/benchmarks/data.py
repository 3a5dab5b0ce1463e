"""Lines of the table for data that are no buildings: features, roads of a city, pictures of two gigabytes."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from tests.benchmarks import made
from tests.benchmarks.line import Line
from tests.benchmarks.measure import python, run
from tests.benchmarks.peers import ogr2ogr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.benchmarks.measure import Run


def _middle(runs: list[Run], key: str) -> float:
    return statistics.median(float(one.answer[key]) for one in runs)


def features(rounds: int, folder: Path, environment: Mapping[str, str]) -> list[Line]:
    """Measure features beside geopandas and pyogrio, which keep nothing unless they are told to."""
    warm = folder / "warm"
    warm.mkdir()
    small = made.few(warm)
    lines = []
    for what, path in (
        (f"{made.POLYGONS:,} areas, GeoPackage", made.polygons(folder)),
        (f"{made.POINTS:,} points, Shapefile in cp932", made.points(folder)),
    ):
        ours, theirs, kept = [], [], []
        for _ in range(rounds):
            ours.append(run(python("import_vectors", str(path), str(small)), environment, folder))
            words = ("peer_vectors", str(path), str(small))
            theirs.append(run(python(*words), environment, folder))
            kept.append(run(python(*words, str(folder / "kept.parquet")), environment, folder))
        mine = _middle(ours, "seconds")
        counts = {one.answer["features"] for one in (*ours, *theirs)}
        for peer, runs in (("read_file + to_crs", theirs), ("read_file + to_crs + to_parquet", kept)):
            other = _middle(runs, "seconds")
            name = f"{what} ({max(counts):,} read) into a stored layer, beside {peer}, s"
            lines += [
                Line(name, f"{mine:.2f}", f"{other:.2f}", f"{other / mine:.1f}×"),
                _processor(_middle(ours, "processor"), _middle(runs, "processor")),
            ]
    return lines


def _processor(ours: float, theirs: float) -> Line:
    """Return the line that tells what processors did, whatever else the machine did meanwhile."""
    return Line("… time of processors, s", f"{ours:.2f}", f"{theirs:.2f}", f"{theirs / ours:.1f}×")


def roads(city: Path, rounds: int, folder: Path, environment: Mapping[str, str]) -> list[Line]:
    """Measure the roads of a city beside GDAL's GML driver, whole processes."""
    only = made.roads(city, folder)
    ours_command, command = python("import_roads", str(only)), ogr2ogr(only, folder)
    run(ours_command, environment, folder)  # compiles
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(run(python("read_roads", str(only)), environment, folder))
        theirs.append(run(python("peer_read_roads", str(only)), environment, folder))
    mine, other = _middle(ours, "seconds"), _middle(theirs, "seconds")
    name = f"{ours[0].answer['features']:,} roads of {city.name}"
    reading = f"{name}, read, beside read_file through GDAL's GML driver, s"
    lines = [
        Line(reading, f"{mine:.2f}", f"{other:.2f}", f"{other / mine:.1f}×"),
        _processor(_middle(ours, "processor"), _middle(theirs, "processor")),
    ]
    mine_whole, peer_whole = [], []
    for _ in range(rounds):
        mine_whole.append(run(ours_command, environment, folder))
        if command is not None:
            peer_whole.append(run(command, environment, folder))
    whole = statistics.median(one.seconds for one in mine_whole)
    what = f"{name}, stored, whole process, beside ogr2ogr (one for each file), s"
    if command is None:
        return [*lines, Line(what, f"{whole:.2f}", "not installed")]
    peer = statistics.median(one.seconds for one in peer_whole)
    processor = [statistics.median(one.processor for one in runs) for runs in (mine_whole, peer_whole)]
    line = Line(what, f"{whole:.2f}", f"{peer:.2f}", f"{peer / whole:.1f}×")
    return [*lines, line, _processor(processor[0], processor[1])]


def pictures(rounds: int, folder: Path, environment: Mapping[str, str]) -> list[Line]:
    """Measure pictures of 2 GB: the first view of the whole, and moving over it from near."""
    lines = []
    for overviews, words in ((True, "in tiles with overviews"), (False, "in strips, no overviews")):
        path = made.picture(folder, overviews=overviews)
        runs = [run(python("show_picture", str(path)), environment, folder) for _ in range(rounds)]
        peers = [run(python("peer_picture", str(path)), environment, folder) for _ in range(rounds)]
        size = f"{path.stat().st_size / 1e9:.1f} GB {words}"
        first, other = _middle(runs, "first"), _middle(peers, "first")
        frame, sharp = _middle(runs, "frame"), _middle(runs, "sharp")
        lines += [
            Line(
                f"{size}: opened and drawn, beside reading it small with GDAL, s",
                f"{first:.2f}",
                f"{other:.2f}",
            ),
            Line("… time of processors, s", f"{_middle(runs, 'processor'):.2f}"),
            Line(f"{size}: frame while moving / until sharp, ms", f"{frame:.0f} / {sharp:.0f}"),
        ]
        path.unlink()
    return lines
