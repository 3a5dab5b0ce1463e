"""Reads and indexes every point cloud of the real data beside an independent read, and prints a table.

Usage::

    python -m tests.benchmarks.scanfiles [--out docs/SCAN.md] [NAME ...]

Each file is read by a process of its own; its time and its highest memory, those of the processes it starts
included, are those of its whole life. Then laspy reads the file and the COPC
file that was made of it, and both must hold the same points. Ends with 1 when a file does not keep a promise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.measure import Run, run
from tests.benchmarks.pages import put
from tests.realdata import ABSENT, DATA, FOUND, ROOT

HEADING = "## Every file of the test data"
MOST_SECONDS, MOST_MEGABYTES = 5.0, 500.0
"""What a broken file may take, from the start of the process to its end."""


@dataclass(frozen=True)
class Row:
    """What came of a file.

    Attributes
    ----------
    file, told
        Its name, and what the process answered.
    seconds, megabytes
        What that took.
    faults
        Promises that are not kept.
    """

    file: str
    told: dict[str, Any]
    seconds: float
    megabytes: float
    faults: tuple[str, ...]


def look_and_index(source: Path, target: Path) -> dict[str, Any]:
    """Return what a file tells, having made a COPC file of it; or the sentence why that cannot be."""
    from importers.las.index.building import build
    from importers.las.looking import looked_at
    from layers.errors import GisError
    from layers.feedback import Feedback
    from tests.importers.las.clouds import cloud_of

    feedback = Feedback()
    started = time.perf_counter()
    try:
        seen = looked_at(source, target.with_suffix(".converted"), feedback, lambda _share: None)
        header = seen.header
        built = build(cloud_of(source), target, feedback, lambda _share: None)
    except GisError as error:
        took = time.perf_counter() - started
        return {"error": str(error.message), "hint": str(error.hint), "seconds": took}
    return {
        "version": header.version,
        "point_format": header.point_format,
        "claimed": header.claimed,
        "points": built.points,
        "low": list(built.low),
        "high": list(built.high),
        "findings": [str(one.message) for one in seen.findings],
    }


def measured(folder: Path, *sources: Path) -> Run:
    """Return the run of a process of its own that looks at files; the COPC files it makes lie in a folder."""
    command = [sys.executable, "-m", "tests.benchmarks.scanfiles", "--look", str(folder), *map(str, sources)]
    return run(command, {**os.environ, "PYTHONPATH": str(ROOT)}, folder, memory=True)


def target_of(source: Path, folder: Path) -> Path:
    """Return where the COPC file made of a file lies."""
    return folder / f"{source.name}.copc.laz"


def independent(source: Path) -> Any:
    """Return the points of a file as laspy reads them."""
    import laspy

    return laspy.read(source, laz_backend=laspy.LazBackend.Lazrs)


def compared(told: dict[str, Any], source: Path, target: Path) -> list[str]:
    """Return in what the points of a file and of the COPC file made of it differ."""
    theirs, ours = independent(source), independent(target)
    faults = []
    if not len(theirs) == len(ours) == told["points"]:
        faults.append(f"{len(theirs)} points read, {told['points']} told, {len(ours)} indexed")
        return faults
    if told["point_format"] != theirs.header.point_format.id:
        faults.append("point format")
    places = np.column_stack([theirs.x, theirs.y, theirs.z])
    step = float(np.abs(theirs.header.scales).max())
    if not np.allclose([told["low"], told["high"]], [places.min(axis=0), places.max(axis=0)], atol=step):
        faults.append("bounds")
    faults += [
        f"values of {name}"
        for name in basic_columns(theirs)
        if not np.array_equal(np.sort(theirs[name]), np.sort(ours[name]), equal_nan=True)
    ]
    size = theirs.point_format.num_extra_bytes
    if size and not np.array_equal(extra_bytes(theirs, size), extra_bytes(ours, size)):
        faults.append("extra dimensions")
    names = {one.name for one in theirs.point_format.extra_dimensions}
    kept = {one.name.removesuffix(" 1") for one in ours.point_format.extra_dimensions}
    if size and not names <= kept | {"ExtraBytes"}:  # so laspy calls what no record describes
        faults.append(f"lost {sorted(names - kept)}")
    said_less = any("途中で切れています" in one for one in told["findings"])
    if said_less != (told["claimed"] != told["points"]):
        faults.append("the count")
    return faults


def basic_columns(points: Any) -> list[str]:
    """Return the names of the columns that point formats share, of those a file has."""
    names = ("X", "Y", "Z", "intensity", "classification", "return_number", "number_of_returns", "user_data")
    more = ("gps_time", "red", "green", "blue", "nir", "point_source_id")
    there = set(points.point_format.dimension_names)
    return [name for name in (*names, *more) if name in there]


def extra_bytes(points: Any, size: int) -> Any:
    """Return the place and the first extra bytes of each point as bytes (n, 12 + size), sorted."""
    whole = np.ascontiguousarray(points.points.array)
    tail = whole.view(np.uint8).reshape(len(whole), -1)
    extra = points.point_format.num_extra_bytes
    found = np.concatenate([tail[:, :12], tail[:, tail.shape[1] - extra :][:, :size]], axis=1)
    return found[np.lexsort(found.T)]


def row_of(source: Path, folder: Path) -> Row:
    """Return what came of a file."""
    target = target_of(source, folder)
    try:
        done = measured(folder, source)
    except RuntimeError as error:
        return Row(source.name, {}, 0.0, 0.0, (f"crash: {error}",))
    (told,) = done.answer["files"]
    faults: list[str] = []
    if "error" in told:
        sentence = told["error"]
        if not sentence.endswith("。") or source.name not in sentence:
            faults.append("no sentence")
        if done.seconds > MOST_SECONDS or done.megabytes > MOST_MEGABYTES:
            faults.append("too much for a broken file")
    else:
        faults += compared(told, source, target)
        target.unlink()
    return Row(source.name, told, done.seconds, done.megabytes, tuple(faults))


def page(rows: list[Row]) -> str:
    """Return the section with the table."""
    broken = [row for row in rows if "error" in row.told]
    head = (
        f"Made by `python -m tests.benchmarks.scanfiles` on {datetime.now(UTC).date().isoformat()}: "
        f"{platform.system()}, {os.cpu_count()} processors. {len(rows)} files: "
        f"{len(rows) - len(broken)} read and indexed, {len(broken)} refused with a sentence; "
        f"{sum(bool(row.faults) for row in rows)} differ from an independent read with laspy (counts, "
        "bounds, point format, the columns that point formats share, extra dimensions; of the source and of "
        "the COPC file made of it). Time and memory are those of a whole process that reads and indexes the "
        "file, its helpers included."
    )
    lines = [
        head,
        "",
        "| file | LAS | format | said | points | seconds | MB | found |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        told = row.told
        found = "; ".join([*row.faults, *told.get("findings", ()), *filter(None, [told.get("error")])])
        cells = [
            row.file,
            told.get("version", "-"),
            str(told.get("point_format", "-")),
            f"{told['claimed']:,}" if "claimed" in told else "-",
            f"{told['points']:,}" if "points" in told else "-",
            f"{row.seconds:.1f}",
            f"{row.megabytes:.0f}",
            found.replace(row.file, "…") or "the same",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    """Look at all files, or be the process that looks at one."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scanfiles", description=__doc__)
    parser.add_argument("--look", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.look:
        folder, *sources = options.look
        told = [look_and_index(source, target_of(source, folder)) for source in sources]
        print(json.dumps({"files": told}))
        return 0
    if not FOUND:
        print(ABSENT)
        return 1
    files = sorted(path for path in (DATA / "las").glob("*.la[sz]"))
    rows = []
    with tempfile.TemporaryDirectory(prefix="gisapp-scanfiles-") as folder:
        for file in files:
            if not options.names or file.name in options.names:
                rows.append(row_of(file, Path(folder)))
                print(rows[-1].file, *(rows[-1].faults or ("ok",)), flush=True)
    if options.out is not None:
        put(options.out, HEADING, page(rows))
    else:
        print(page(rows))
    return int(any(row.faults for row in rows))


if __name__ == "__main__":
    sys.exit(main())
