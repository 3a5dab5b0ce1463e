"""Agreement with CloudCompare on two flights in the same run: ``python -m tests.benchmarks.cloudcompare``.

CloudCompare is the Debian package ``cloudcompare``; where it is absent that is said and nothing is written.
Both get the same points: what was read of the two flights, told from a corner so that single precision is
enough. Distances to the nearest point are compared point by point, volumes of the difference on grids of one
step. The table goes into a section of its own of docs/SCAN.md.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.distances import Measure, distances_between
from gisapp.desks.survey.scans import box_of, places_in
from gisapp.desks.survey.surfaces import Frame, surface_of
from gisapp.desks.survey.volume import by_grid, shares
from layers.feedback import Feedback
from tests.gisapp.desks.survey.shapes import opened
from tests.realdata import ABSENT, DATA, ROOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAGE = ROOT / "docs" / "SCAN.md"
HEADING = "## Agreement with CloudCompare"
STEP = 0.25
"""Metres along a cell."""
NEAR = 1e-4
"""Metres by which a distance may differ: single precision, and coordinates rounded to a micrometre."""
SHARE = 0.005
"""Of all that was added and removed, on the grid that CloudCompare lays."""
FARTHEST = 50.0
MARGIN = 0.5005
"""Metres; no point, told in millimetres, lies on its line, where the last digit would decide."""


def main() -> int:
    """Run both and write the table; 1 where they do not agree."""
    program = shutil.which("CloudCompare")
    server = shutil.which("xvfb-run")
    if program is None or server is None:
        print("skipped: CloudCompare or xvfb-run is not installed (Debian: cloudcompare, xvfb)")
        return 0
    files = [DATA / "las" / f"made__kyobashiB01_epoch{number}.laz" for number in (1, 2)]
    if not all(one.is_file() for one in files):
        print(f"skipped: {ABSENT}")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        earlier, later = (opened(one, folder / "stores").data for one in files)
        origin = np.floor([*box_of(earlier)[:2], 0.0])
        for text, cloud in (("before", earlier), ("after", later)):
            np.savetxt(folder / f"{text}.asc", places_in(cloud, Feedback()) - origin, fmt="%.6f")
        theirs_seconds = _asked(folder, [server, "-a", program, *_words("C2C_DIST", "after", "before")])
        theirs = _table(next(folder.glob("after_C2C*.asc")))
        _asked(folder, [server, "-a", program, *_words("VOLUME", "after", "before"), "-GRID_STEP", str(STEP)])
        report = (folder / "VolumeCalculationReport.txt").read_text()
        started = time.perf_counter()
        measure = Measure("c2c", spacing=0.0, farthest=FARTHEST)
        ours = distances_between(earlier, later, measure, Feedback())
        seconds = time.perf_counter() - started
        frame = _frame(*(places_in(one, Feedback())[:, :2] for one in (earlier, later)))
        first, second = (surface_of(one, frame, Feedback()) for one in (earlier, later))
        volume = by_grid(second, first.height, shares(frame, None)).volume
    # Where one of the two ends, only one of them may have a point.
    low = np.array(box_of(earlier)[:2]) - origin[:2] + MARGIN
    high = np.array(box_of(earlier)[2:]) - origin[:2] - MARGIN
    own = _ordered(np.column_stack([ours.places - origin, ours.distance]), low, high)
    other = _ordered(theirs, low, high)
    apart = np.abs(own[:, 3] - other[:, 3])
    (added,) = map(float, re.findall(r"Added volume: \(\+\)([\d.]+)", report))
    (removed,) = map(float, re.findall(r"Removed volume: \(-\)([\d.]+)", report))
    net, whole = added - removed, added + removed
    rows = [
        ("points", f"{len(own):,}", f"{len(other):,}", "equal", len(own) == len(other)),
        (
            "mean distance to the nearest point, m",
            f"{own[:, 3].mean():.6f}",
            f"{other[:, 3].mean():.6f}",
            f"{NEAR:g} at any point, largest {apart.max():.1e}",
            bool(apart.max() <= NEAR),
        ),
        ("added, m³", f"{volume.fill:.2f}", f"{added:.2f}", f"{SHARE:.1%}", _near(volume.fill, added, whole)),
        (
            "removed, m³",
            f"{-volume.cut:.2f}",
            f"{removed:.2f}",
            f"{SHARE:.1%}",
            _near(-volume.cut, removed, whole),
        ),
        (
            "net, m³",
            f"{volume.net:.2f}",
            f"{net:.2f}",
            f"{SHARE:.1%}",
            _near(volume.net, net, whole),
        ),
        ("seconds for the distances, files read", f"{seconds:.1f}", f"{theirs_seconds:.1f}", "", True),
    ]
    _write(rows)
    for row in rows:
        print(*row, sep=" | ")
    return 0 if all(row[4] for row in rows) else 1


def _frame(*clouds: NDArray[np.float64]) -> Frame:
    """Return the grid that CloudCompare lays: the middle of its first cell is the lowest corner of both."""
    low = np.min([one.min(axis=0) for one in clouds], axis=0)
    high = np.max([one.max(axis=0) for one in clouds], axis=0)
    columns, rows = (np.floor((high - low) / STEP + 0.5) + 1).astype(int).tolist()
    west, south = (low - STEP / 2).tolist()
    return Frame(west, south, STEP, rows, columns)


def _near(own: float, other: float, whole: float) -> bool:
    return abs(own - other) <= SHARE * whole


def _words(work: str, *names: str) -> list[str]:
    opened_ = [word for name in names for word in ("-O", f"{name}.asc")]
    return ["-SILENT", "-NO_TIMESTAMP", "-C_EXPORT_FMT", "ASC", "-PREC", "9", *opened_, f"-{work}"]


def _asked(folder: Path, words: list[str]) -> float:
    """Run it and return the seconds it took."""
    started = time.perf_counter()
    subprocess.run(words, cwd=folder, capture_output=True, timeout=300, check=True)
    return time.perf_counter() - started


def _table(path: Path) -> NDArray[np.float64]:
    """Return place and value (n, 4) of each point."""
    return np.loadtxt(path, usecols=(0, 1, 2, -1))


def _ordered(
    table: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the rows between two corners in an order that both have: by place in tenths of a millimetre."""
    table = table[((table[:, :2] >= low) & (table[:, :2] <= high)).all(axis=1)]
    key = np.rint(table[:, :3] * 1e4)
    return table[np.lexsort((table[:, 3], *key.T))]


def _write(rows: list[tuple[str, str, str, str, bool]]) -> None:
    version = subprocess.run(
        ["dpkg-query", "-W", "-f=${Version}", "cloudcompare"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    lines = [
        HEADING,
        "",
        f"Made by `python -m tests.benchmarks.cloudcompare` on {datetime.now(UTC):%Y-%m-%d}, with",
        f"CloudCompare {version or 'of an unknown version'}, on two flights of Kyobashi, {STEP:g} m cells.",
        "Volumes are those of all cells that both know, trees too, on the grid that CloudCompare lays.",
        "",
        "| what | gisapp | CloudCompare | may differ by | agrees |",
        "|---|---|---|---|---|",
        *(f"| {a} | {b} | {c} | {d} | {'yes' if e else '**no**'} |" for a, b, c, d, e in rows),
    ]
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(HEADING)
    after = rest.partition("\n## ")
    following = f"\n## {after[2]}" if after[1] else ""
    PAGE.write_text(before.rstrip() + "\n\n" + "\n".join(lines) + "\n" + following, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
