"""Measures gisapp beside its peers on the same files in the same run and prints a table.

Usage::

    python -m tests.benchmarks [--city ZIP] [--rounds N] [--out FILE] [--only PART]

``--only`` names a part: import, view, query, time, data, database, planning or hazard.
``--only database`` reads 100,000 areas from a PostgreSQL server that it starts, beside geopandas, whose
SQLAlchemy and psycopg2 are sought on the Python path and in the folder that ``PEERS`` names.

Peers are used when they are on the PATH (or named by the variables ``OGR2OGR`` and ``PLATEAUKIT``) and said
to be absent when they are not. Rounds of ours and of a peer alternate, so that a slow moment of the
machine hits both; the median of the rounds is printed.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import data, hazard
from tests.benchmarks.line import Line
from tests.benchmarks.measure import Run, python, run, screen_before
from tests.benchmarks.peers import ogr2ogr, plateaukit
from tests.realdata import DATA, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = "plateau/10207_tatebayashi-shi_2020_citygml_op.zip"
ROADS = "plateau/27100_osaka-shi_2022_citygml_op.zip"


def _environment(stores: Path) -> dict[str, str]:
    return {
        **os.environ,
        "GISAPP_STORES": str(stores),
        "GISAPP_CONFIG": str(stores.parent / "settings"),
        "PYTHONPATH": str(ROOT),
        "HOME": str(stores.parent),
        "NUMBA_CACHE_DIR": str(stores.parent / "numba"),
        # As installed: modules are compiled once, whatever the environment of whoever measures says.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(stores.parent / "modules"),
    }


def _middle(runs: list[Run]) -> float:
    return statistics.median(each.seconds for each in runs)


def importing(city: Path, rounds: int, folder: Path) -> list[Line]:
    """Measure the import beside GDAL's GML driver and plateaukit."""
    environment = _environment(folder / "stores")
    with zipfile.ZipFile(city) as archive:
        megabytes = sum(info.file_size for info in archive.infolist() if info.filename.endswith(".gml")) / 1e6
    ours_command = python("import_city", str(city))
    run(ours_command, environment, folder)  # compiles, fills the disk cache
    watched = run(ours_command, environment, folder, memory=True)
    peers = {
        "ogr2ogr → GeoPackage": ogr2ogr(city, folder),
        "plateaukit install + export": plateaukit(city, folder),
    }
    ours: list[Run] = []
    theirs: dict[str, list[Run]] = {name: [] for name in peers}
    for number in range(rounds):
        ours.append(run(ours_command, environment, folder))
        for name, command in peers.items():
            if command is not None and (number == 0 or "plateaukit" not in name):
                theirs[name].append(run(command, environment, folder))
    seconds, buildings = _middle(ours), ours[0].answer["buildings"]
    stored = ours[0].answer["store_megabytes"]
    lines = [
        Line("buildings", f"{buildings:,}"),
        Line("import, whole process, s", f"{seconds:.2f}"),
        Line("import, MB of CityGML a second", f"{megabytes / seconds:.0f}"),
        Line("import, buildings a second", f"{buildings / seconds:,.0f}"),
        Line("import, peak memory of all processes, MB", f"{watched.megabytes:.0f}"),
        Line(
            "store, share of the CityGML",
            f"{stored / megabytes:.1%} ({stored:.0f} MB)",
        ),
    ]
    for name, runs in theirs.items():
        if not runs:
            lines.append(Line(f"… beside {name}", f"{seconds:.2f} s", "not installed"))
            continue
        peer = _middle(runs)
        lines.append(Line(f"… beside {name}", f"{seconds:.2f} s", f"{peer:.2f} s", f"{peer / seconds:.1f}×"))
    return lines


def viewing(city: Path, rounds: int, folder: Path) -> list[Line]:
    """Measure reopening, orbiting, clicking and filtering."""
    environment = _environment(folder / "stores")

    def task(name: str, *words: str) -> list[Run]:
        return [run(python(name, str(city), *words), environment, folder) for _ in range(rounds)]

    def middle(runs: list[Run], key: str) -> float:
        return statistics.median(each.answer[key] for each in runs)

    run(python("import_city", str(city)), environment, folder)
    watched = run(python("reopen", str(city)), environment, folder, memory=True)
    reopened, plain, full, moving = (
        task("reopen"),
        task("plain_orbit"),
        task("orbit"),
        task("orbit", "governed"),
    )
    empty, clicks, filtered = task("empty_orbit"), task("click"), task("table_filter")
    screen = screen_before()
    cards = (
        [run([*screen, *python("click_in_window", str(city))], environment, folder) for _ in range(rounds)]
        if screen is not None
        else []
    )
    ours, naive = middle(full, "median"), middle(plain, "median")
    return [
        Line("reopen to the first full picture, whole process, s", f"{middle(reopened, 'seconds'):.2f}"),
        Line("… memory, MB", f"{watched.megabytes:.0f}"),
        Line("empty picture in plain PyVista, ms", "", f"{middle(empty, 'median'):.0f}"),
        Line("orbit, median frame, ms", f"{ours:.0f}", f"{naive:.0f}", f"{naive / ours:.1f}×"),
        Line(
            "orbit, 95 of 100 frames below, ms", f"{middle(full, 'p95'):.0f}", f"{middle(plain, 'p95'):.0f}"
        ),
        Line("orbit with the governor, median frame, ms", f"{middle(moving, 'median'):.0f}"),
        Line(
            "triangles drawn in the orbit",
            f"{middle(full, 'triangles'):,.0f}",
            f"{middle(plain, 'triangles'):,.0f}",
        ),
        Line("click to answer, median, ms", f"{middle(clicks, 'median'):.1f}"),
        Line("click to answer, 95 of 100 below, ms", f"{middle(clicks, 'p95'):.1f}"),
        Line(
            "click in the window to the painted card, median / 95 of 100 below, ms",
            f"{middle(cards, 'median'):.0f} / {middle(cards, 'p95'):.0f}" if cards else "no screen",
        ),
        Line(
            "filter by two attributes, first / again, ms",
            f"{middle(filtered, 'first'):.0f} / {middle(filtered, 'again'):.1f}",
        ),
        Line("colour by an attribute, ms", f"{middle(filtered, 'colour'):.1f}"),
    ]


QUERIES = {
    "filter": "filter by a number and codes (pandas)",
    "statistics": "seven figures by group (pandas groupby)",
    "colour": "classes of a number for recolouring (pandas cut)",
    "spatial": "assign to 144 districts, trees included (geopandas sjoin)",
}
"""What is asked, and the peer."""


def querying(city: Path, folder: Path) -> list[Line]:
    """Measure questions beside pandas and geopandas in the same process, on the city and on 200,000 rows."""
    environment = _environment(folder / "stores")
    run(python("import_city", str(city)), environment, folder)
    lines = []
    for count in ("0", "200000"):
        answer = run(python("queries", str(city), count), environment, folder).answer
        rows = "all rows" if count == "0" else f"{int(count):,} rows"
        for task, what in QUERIES.items():
            ours, peer = answer[task]["ours"], answer[task]["peer"]
            lines.append(Line(f"{what}, {rows}, ms", f"{ours:.1f}", f"{peer:.1f}", f"{peer / ours:.1f}×"))
    return lines


def walking(rounds: int, folder: Path) -> list[Line]:
    """Measure a walk through time at 100,000 rows and at 744,000."""
    environment = _environment(folder / "stores")
    lines = []
    for places in ("135", "1000"):
        runs = [run(python("time_walk", places), environment, folder) for _ in range(rounds)]

        def middle(key: str, runs: list[Run] = runs) -> float:
            return statistics.median(each.answer[key] for each in runs)

        rows = f"{middle('rows'):,.0f} rows"
        lines += [
            Line(f"time, {rows}: reading the CSV, s", f"{middle('read_seconds'):.2f}"),
            Line(
                f"time, {rows}: CSV / store, MB",
                f"{middle('csv_megabytes'):.1f} / {middle('store_megabytes'):.1f}",
            ),
            Line(f"time, {rows}: memory of a walk, MB", f"{middle('memory'):.0f}"),
            Line(f"time, {rows}: when each row is, once, ms", f"{middle('first'):.0f}"),
            Line(f"time, {rows}: colours of a step, ms", f"{middle('look'):.2f}"),
            Line(
                f"time, {rows}: a step to its picture, median / 95 of 100 below, ms",
                f"{middle('picture'):.0f} / {middle('slowest'):.0f}",
            ),
        ]
    return lines


SUMS = {
    "rules": "every regulation at a point (geopandas sjoin with every layer), ms",
    "envelope": "envelope, 12 edges in 4 zones (the formulas at every 25 cm), ms",
    "shadow": "shadow, 400 × 400 points, 300 neighbours (a raster for each minute), ms",
    "sheet": "answer sheet as PDF, project opened, ms",
    "batch": "buildings of a city, for 1,000 (one site after the other), ms",
}
"""Sums of the planning desk, and the peer."""


def planning(folder: Path) -> list[Line]:
    """Measure the planning desk on the sample town, the first call and later ones."""
    from tests.benchmarks.planning import TOWN

    environment = _environment(folder / "stores")
    run(python("planning", str(TOWN)), environment, folder)  # compiles, reads the town
    answer = run(python("planning", str(TOWN)), environment, folder).answer
    lines = []
    for name, what in SUMS.items():
        one = answer[name]
        ours = f"{one['first']:,.0f} / {one['ours']:,.1f}"
        if "peer" in one:
            lines.append(Line(what, ours, f"{one['peer']:,.1f}", f"{one['peer'] / one['ours']:.1f}×"))
        else:
            lines.append(Line(what, ours))
    return lines


def _table(lines: list[Line], city: Path, rounds: int) -> str:
    made = datetime.now(UTC).date().isoformat()
    head = (
        "# Benchmarks\n\n"
        f"Made by `python -m tests.benchmarks` on {made}: {platform.system()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, software OpenGL, {rounds} rounds, median. "
        f"City: `{city.name}`.\n\n"
        "The plain viewer is one mesh of all LOD1 shapes in `pyvista.Plotter` at 1600×900; "
        "frames of gisapp include choosing, loading and reading the picture back.\n\n"
        "| what | gisapp | peer | peer / gisapp |\n|---|---|---|---|\n"
    )
    return head + "".join(f"| {line.what} | {line.ours} | {line.peer} | {line.ratio} |\n" for line in lines)


def _database(rounds: int) -> int:
    """Measure reading a table of a database, which needs no city."""
    from tests.benchmarks.database import measured

    with tempfile.TemporaryDirectory(prefix="gisapp-benchmark-") as name:
        folder = Path(name)
        for words in measured(rounds, _environment(folder / "stores"), folder):
            print("| " + " | ".join(words) + " |")
    return 0


def _lines(city: Path, rounds: int, folder: Path, only: str | None) -> list[Line]:
    """Measure one part, or all for None."""
    stores = _environment(folder / "stores")
    parts: dict[str, Callable[[], list[Line]]] = {
        "import": lambda: importing(city, rounds, folder),
        "view": lambda: viewing(city, rounds, folder),
        "query": lambda: querying(city, folder),
        "time": lambda: walking(rounds, folder),
        "data": lambda: [
            *data.features(rounds, folder, stores),
            *(data.roads(DATA / ROADS, rounds, folder, stores) if (DATA / ROADS).exists() else ()),
            *data.pictures(rounds, folder, stores),
        ],
        "hazard": lambda: hazard.answering(rounds, folder, stores),
        "planning": lambda: planning(folder),
    }
    return [line for part, measure in parts.items() if only in (None, part) for line in measure()]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--city", type=Path, default=DATA / CITY)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parts = ("import", "view", "query", "time", "data", "database", "planning", "hazard")
    parser.add_argument("--only", choices=parts)
    options = parser.parse_args()
    if options.only == "database":
        return _database(options.rounds)
    if options.only == "planning":
        with tempfile.TemporaryDirectory(prefix="gisapp-benchmark-") as name:
            print(_table(planning(Path(name)), Path("汐見浜.gisproj"), 1))
        return 0
    if not options.city.exists():
        print(f"{options.city}: not there; name a dataset with --city", file=sys.stderr)
        return 2
    city = options.city.resolve()
    with tempfile.TemporaryDirectory(prefix="gisapp-benchmark-") as name:
        lines = _lines(city, options.rounds, Path(name), options.only)
    text = _table(lines, city, options.rounds)
    print(text)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
