"""Makes a scan of many points from a seed, indexes it, and prints what that takes beside the least it could.

Usage::

    python -m tests.benchmarks.scan [--points 50000000] [--folder DIR] [--out docs/SCAN.md]

The least is to decode all points and encode them again with lazrs, which every program must do that writes
such a file, in one process with all its threads. A scan that is in the folder already is used again.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.benchmarks.measure import Run, run
from tests.benchmarks.pages import put
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1_000_000
DENSITY = 100.0
"""Points on a square metre, as a drone at 60 m gives."""
STRIP = 20.0
"""Metres across a strip of the flight."""
SCALE = 0.001


def make(target: Path, points: int) -> None:
    """Write hills with trees and roads, strip by strip, as LAZ 1.4 of point format 7."""
    import laspy

    side = (points / DENSITY) ** 0.5
    random = np.random.default_rng(20_261_130)
    header = laspy.LasHeader(point_format=7, version="1.4")
    header.scales, header.offsets = np.full(3, SCALE), np.array([34_000.0, -28_000.0, 0.0])
    strips = max(round(side / STRIP), 1)
    work = target.with_suffix(".tmp")
    with (
        work.open("wb") as stream,
        laspy.open(
            stream,
            "w",
            header=header,
            do_compress=True,
            laz_backend=laspy.LazBackend.LazrsParallel,
            closefd=False,
        ) as writer,
    ):
        done = 0
        while done < points:
            count = min(CHUNK, points - done)
            place = (done + np.arange(count)) / points * strips
            strip = np.floor(place)
            along = (place - strip) * side
            across = (strip + random.random(count)) * side / strips
            height = 40 + 25 * np.sin(along / 90) * np.cos(across / 70) + 3 * np.sin(along / 11)
            tree = (np.sin(along / 7) * np.sin(across / 6) > 0.55) & (random.random(count) < 0.8)
            top = height + np.where(tree, random.random(count) * 9, random.normal(0, 0.02, count))
            record = laspy.ScaleAwarePointRecord.zeros(count, header=header)
            record.x, record.y, record.z = 34_000 + along, -28_000 + across, top
            record.intensity = random.integers(0, 4_000, count)
            record.classification = np.where(tree, 5, 2)
            record.return_number, record.number_of_returns = np.ones((2, count), np.uint8)
            record.gps_time = (done + np.arange(count)) * 1e-5
            shade = random.integers(0, 40, count)
            record.red = (np.where(tree, 60, 130) + shade) << 8
            record.green = (np.where(tree, 110, 120) + shade) << 8
            record.blue = (np.where(tree, 50, 105) + shade) << 8
            writer.write_points(record)
            done += count
    work.replace(target)


def index(source: Path, target: Path) -> dict[str, Any]:
    """Index a scan and say how long it took and what came of it."""
    from importers.las.index.building import build, disk_need
    from layers.feedback import Feedback
    from tests.importers.las.clouds import cloud_of

    cloud = cloud_of(source)
    begun = time.perf_counter()
    with _watching(target.parent) as disk:
        built = build(cloud, target, Feedback(), lambda _share: None)
    seconds = time.perf_counter() - begun
    return {
        "seconds": seconds,
        "points": built.points,
        "nodes": built.nodes,
        "bytes": built.size,
        "need": disk_need(cloud),
        "disk": disk[0],
    }


@contextmanager
def _watching(folder: Path) -> Iterator[list[int]]:
    """Give the most bytes that came upon a folder meanwhile, looked at twice a second."""
    done = threading.Event()
    most = [0]

    def size() -> int:
        total = 0
        for file in folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # it has just been deleted
                total += file.stat().st_size
        return total

    before = size()

    def look() -> None:
        while not done.wait(0.5):
            most[0] = max(most[0], size() - before)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


def least(source: Path, target: Path) -> dict[str, Any]:
    """Decode all points and encode them again."""
    import laspy

    begun = time.perf_counter()
    backend = laspy.LazBackend.LazrsParallel
    with (
        laspy.open(source, laz_backend=backend) as reader,
        target.open("wb") as stream,
        laspy.open(
            stream, "w", header=reader.header, do_compress=True, laz_backend=backend, closefd=False
        ) as writer,
    ):
        for points in reader.chunk_iterator(CHUNK):
            writer.write_points(points)
    return {"seconds": time.perf_counter() - begun, "bytes": target.stat().st_size}


def measured(points: int, folder: Path) -> dict[str, Run]:
    """Return the runs of each task."""
    source = folder / f"scan-{points}.laz"
    if not source.exists():
        make(source, points)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    small = folder / "scan-200000.laz"
    if not small.exists():
        make(small, 200_000)

    def task(name: str, *words: str, memory: bool = False) -> Run:
        command = [sys.executable, "-m", "tests.benchmarks.scan", "--task", name, *words]
        return run(command, environment, folder, memory=memory)

    task("index", str(small), str(folder / "small.copc.laz"))  # compiles
    return {
        "index": task("index", str(source), str(folder / "scan.copc.laz"), memory=True),
        "least": task("least", str(source), str(folder / "again.laz")),
    }


def page(points: int, runs: dict[str, Run]) -> str:
    """Return the section with the figures."""
    ours, least_ = runs["index"], runs["least"]
    seconds = ours.answer["seconds"]
    rows = [
        ("points", f"{ours.answer['points']:,}"),
        ("seconds to index", f"{seconds:.0f}"),
        ("points a second", f"{ours.answer['points'] / seconds:,.0f}"),
        ("seconds of processors", f"{ours.processor:.0f}"),
        ("highest memory of all processes, MB", f"{ours.megabytes:.0f}"),
        ("disk that was said to be needed, MB", f"{ours.answer['need'] / 1e6:,.0f}"),
        ("highest on disk meanwhile, the file itself among it, MB", f"{ours.answer['disk'] / 1e6:,.0f}"),
        ("nodes", f"{ours.answer['nodes']:,}"),
        ("bytes a point", f"{ours.answer['bytes'] / ours.answer['points']:.1f}"),
        (
            "seconds to decode and encode the same points, the least there could be",
            f"{least_.answer['seconds']:.0f}",
        ),
        ("… its seconds of processors", f"{least_.processor:.0f}"),
        ("indexing beside that, clock", f"{seconds / least_.answer['seconds']:.1f}×"),
        ("indexing beside that, processors", f"{ours.processor / least_.processor:.1f}×"),
    ]
    made = datetime.now(UTC).date().isoformat()
    head = (
        f"Made by `python -m tests.benchmarks.scan --points {points}` on {made}: {platform.system()}, "
        f"{os.cpu_count()} processors, Python {platform.python_version()}. The scan is made from a seed: "
        f"hills, trees and colours, {DENSITY:g} points on a square metre, LAZ 1.4.\n\n"
        "| what | figure |\n|---|---|\n"
    )
    return head + "".join(f"| {what} | {figure} |\n" for what, figure in rows)


def main() -> int:
    """Measure and print, or do one task and print its answer."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scan", description=__doc__)
    parser.add_argument("--points", type=int, default=50_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--task", choices=("index", "least"))
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if options.task is not None:
        print(json.dumps({"index": index, "least": least}[options.task](*options.files)))
        return 0
    with tempfile.TemporaryDirectory(prefix="gisapp-scan-") as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        text = page(options.points, measured(options.points, folder))
    print(text)
    if options.out is not None:
        put(options.out, f"## {options.points:,} points", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
