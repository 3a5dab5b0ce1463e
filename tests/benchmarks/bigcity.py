"""How each figure grows with the city: one command builds cities of any size from a real one and measures.

Usage::

    python -m tests.benchmarks.bigcity [--sizes 10000,64000,200000,1000000] [--city ZIP] [--folder DIR]
        [--rounds N] [--naive-up-to N] [--out docs/BIGCITY.md]

The cities are written as CityGML (see ``copies.py``), read by the importer like any other, and looked at in
the off-screen pipeline of the window. Peers: one mesh of all shapes in plain PyVista, and an empty window
of pyvistaqt where there is a screen and the Python path or the folder ``PEERS`` has it. Each measurement is
a process of its own; a dataset lies on the disk only as long as it is used, unless a folder is named to keep
them in.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.curve import Curve, drawn
from tests.benchmarks.measure import python, run, screen_before
from tests.realdata import DATA, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = "plateau/10207_tatebayashi-shi_2020_citygml_op.zip"
SIZES = (10_000, 64_000, 200_000, 1_000_000)
FRAMES_OF_FLIGHT = (
    *("floor", "median", "median_ratio", "p95", "p95_ratio", "worst", "full"),
    *("megabytes", "triangles", "scale"),
)
QGIS = (
    "QGIS 3D was not run: the newest that Debian 12 has is 3.22, whose Python can make a 3D scene in a print "
    "layout only (`QgsLayoutItem3DMap`), and on software OpenGL under Xvfb that had no picture of 1,500 "
    "extruded footprints ready after 100 seconds."
)
ROWS: tuple[tuple[str, str, int], ...] = (
    ("buildings", "buildings", 0),
    ("text", "CityGML, MB", 0),
    ("import", "import, whole process, s", 1),
    ("import_memory", "… peak memory of all processes, MB", 0),
    ("store", "store on disk, MB", 0),
    ("reopen", "reopen to the first full picture, whole process, s", 2),
    ("interactor", "an empty window of pyvistaqt in the same run, ms", 0),
    ("plain", "a nearly empty picture in plain PyVista in the same run, ms", 0),
    ("floor", "an empty picture of this window in the same run, ms", 0),
    ("median", "flight, median frame, ms", 0),
    ("median_ratio", "… times the empty picture of this window", 1),
    ("median_plain", "… times the nearly empty picture in plain PyVista", 1),
    ("p95", "flight, 95 of 100 frames below, ms", 0),
    ("p95_ratio", "… times the empty picture of this window", 1),
    ("p95_plain", "… times the nearly empty picture in plain PyVista", 1),
    ("worst", "flight, worst frame, ms", 0),
    ("scale", "… share of width and height drawn, median", 2),
    ("triangles", "… triangles drawn, median", 0),
    ("full", "stop to the full picture, s", 2),
    ("megabytes", "memory after the flight, MB", 0),
    ("peak", "highest memory in the flight (shared pages counted once), MB", 0),
    ("click", "click to answer, median, ms", 1),
    ("click_p95", "click to answer, 95 of 100 below, ms", 1),
    ("recolour_first", "colour by an attribute never used before, to the picture, ms", 0),
    ("recolour", "colour by another, to the picture, ms", 0),
    ("filter", "filter, to the picture, ms", 0),
    ("naive", "one mesh in plain PyVista, median frame of an orbit, ms", 0),
    ("naive_memory", "… its memory, MB", 0),
)
"""Key, what the table says, decimals."""
CURVES = ("import", "reopen", "median", "p95", "megabytes", "click", "recolour", "naive")


@dataclass
class Bench:
    """Where the measuring happens.

    Attributes
    ----------
    folder
        Holds stores, settings and, for a while, datasets.
    rounds
        How often each quick thing is measured; the median counts.
    """

    folder: Path
    rounds: int
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep everything of the user out of it."""
        self.environment = {
            **os.environ,
            "GISAPP_STORES": str(self.folder / "stores"),
            "GISAPP_CONFIG": str(self.folder / "settings"),
            "PYTHONPATH": str(ROOT),
        }

    def middle(self, task: str, city: Path, *words: str) -> dict[str, Any]:
        """Return the median of each figure of a task."""
        answers = [
            run(python(task, str(city), *words), self.environment, self.folder).answer
            for _ in range(self.rounds)
        ]
        return {
            key: statistics.median(answer[key] for answer in answers)
            for key, value in answers[0].items()
            if isinstance(value, int | float)
        }

    def interactor(self, city: Path) -> dict[str, float]:
        """Return what an empty window of pyvistaqt takes, nothing where it or a screen is missing."""
        screen = screen_before()
        paths = [self.environment["PYTHONPATH"], *filter(None, [os.environ.get("PEERS")])]
        environment = {**self.environment, "PYTHONPATH": os.pathsep.join(paths)}
        command = [sys.executable, "-c", "import pyvistaqt"]
        there = subprocess.run(command, env=environment, capture_output=True, check=False)
        if screen is None or there.returncode:
            return {}
        answer = run([*screen, *python("empty_interactor", str(city))], environment, self.folder).answer
        return {"interactor": answer["median"]}

    def watched(self, task: str, city: Path) -> float:
        """Return the highest memory of a task in MB."""
        return run(python(task, str(city)), self.environment, self.folder, memory=True).megabytes


def measured(
    bench: Bench, source: Path, size: int, *, naive: bool, say: Callable[[str], None]
) -> dict[str, Any]:
    """Build a city of so many buildings and return its figures."""
    city = bench.folder / f"{source.stem}_{size}.zip"
    if not city.exists():
        say(f"{size:,}: writing CityGML")
        run(python("write_city", str(city), str(source), str(size)), bench.environment, bench.folder)
    with zipfile.ZipFile(city) as archive:
        text = sum(info.file_size for info in archive.infolist() if info.filename.endswith(".gml")) / 1e6
    say(f"{size:,}: importing")
    imported = run(python("import_city", str(city)), bench.environment, bench.folder)
    found: dict[str, Any] = {
        "text": text,
        "import": imported.seconds,
        "buildings": imported.answer["buildings"],
        "store": imported.answer["store_megabytes"],
        "import_memory": bench.watched("import_city", city),
    }
    say(f"{size:,}: looking")
    bench.middle("reopen", city)  # what is compiled at the first use is compiled now
    found["reopen"] = bench.middle("reopen", city)["seconds"]
    found["plain"] = bench.middle("empty_orbit", city)["median"]
    found.update(bench.interactor(city))
    found.update(
        {key: value for key, value in bench.middle("flight", city).items() if key in FRAMES_OF_FLIGHT}
    )
    for key in ("median", "p95"):
        found[f"{key}_plain"] = found[key] / found["plain"]
    found["peak"] = bench.watched("flight", city)
    clicks = bench.middle("click", city)
    found.update(click=clicks["median"], click_p95=clicks["p95"])
    found.update(bench.middle("recolour", city))
    if naive:
        say(f"{size:,}: one mesh in plain PyVista")
        plain = run(python("plain_orbit", str(city)), bench.environment, bench.folder, memory=True)
        found.update(naive=plain.answer["median"], naive_memory=plain.megabytes)
    return found


def table(found: dict[int, dict[str, Any]], source: Path, rounds: int) -> str:
    """Return the page."""
    sizes = list(found)
    head = (
        "# A city grows\n\n"
        f"Made by `python -m tests.benchmarks.bigcity` on {datetime.now(UTC).date().isoformat()}: "
        f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}, software "
        f"OpenGL, 1600×900, {rounds} rounds, median. Cities: the mesh files of `{source.name}` again and "
        "again, each moved by whole meshes, as CityGML.\n\n"
        "The flight takes 26 seconds: street, low over the densest quarter, a turn, up until all is seen, "
        "down again. The camera follows the clock; choosing, loading, drawing and reading back count. "
        f"{QGIS}\n\n"
        "![How the figures grow](pictures/bigcity.svg)\n\n"
        f"| what | {' | '.join(f'{size:,}' for size in sizes)} |\n|---|{'---|' * len(sizes)}\n"
    )
    lines = []
    for key, words, decimals in ROWS:
        cells = [f"{found[size][key]:,.{decimals}f}" if key in found[size] else "—" for size in sizes]
        lines.append(f"| {words} | {' | '.join(cells)} |\n")
    return head + "".join(lines)


def curves(found: dict[int, dict[str, Any]]) -> list[Curve]:
    """Return how some of the figures grow, each as a multiple of its first value."""
    words = {key: text for key, text, _ in ROWS}
    made = []
    for key in CURVES:
        points = [(each["buildings"], each[key]) for each in found.values() if key in each]
        if points and points[0][1] > 0:
            made.append(Curve(words[key], tuple((size, value / points[0][1]) for size, value in points)))
    return made


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bigcity", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--city", type=Path, default=DATA / CITY)
    parser.add_argument("--folder", type=Path, help="keeps datasets and stores for the next time")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive-up-to", type=int, default=200_000)
    parser.add_argument("--out", type=Path, help="page to write; the picture goes beside it into pictures/")
    options = parser.parse_args()
    if not options.city.exists():
        print(f"{options.city}: not there; name a dataset with --city", file=sys.stderr)
        return 2
    sizes = [int(size) for size in options.sizes.split(",")]
    found: dict[int, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="gisapp-bigcity-") as name:
        folder = (options.folder or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, options.rounds)
        for size in sizes:
            found[size] = measured(
                bench,
                options.city.resolve(),
                size,
                naive=size <= options.naive_up_to,
                say=lambda words: print(words, file=sys.stderr, flush=True),
            )
            if options.folder is None:
                shutil.rmtree(folder / "stores")
                (folder / f"{options.city.stem}_{size}.zip").unlink()
    text = table(found, options.city, options.rounds)
    print(text)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
        picture = options.out.parent / "pictures" / "bigcity.svg"
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(drawn(curves(found)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
