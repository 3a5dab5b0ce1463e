"""How each figure grows with the city: one command builds cities of any size from a real one and measures.

Usage::

    python -m tests.benchmarks.bigcity [--sizes 10000,100000,200000,1000000] [--city ZIP] [--folder DIR]
        [--only import|view|page] [--rounds N] [--naive-up-to N] [--out docs/BIGCITY.md]

The cities are written as CityGML (see ``copies.py``), read by the importer like any other, and looked at in
the off-screen pipeline of the window. Peers: one mesh of all shapes in plain PyVista, and an empty window
of pyvistaqt where there is a screen and the Python path or the folder ``PEERS`` has it. Each measurement is
a process of its own.

A dataset lies on the disk only as long as it is used, unless a folder is named to keep them in. There a store
that is whole is not made again: its import figures stay those of the day on which it was made, which the page
tells, as it tells what other programs took of the processors. ``--only import`` makes it again, ``--only
view`` needs it, and ``--only page`` sets out what is kept without measuring anything.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from tests.benchmarks.__main__ import _environment
from tests.benchmarks.cityfigures import IMPORT, VIEW, Found, Kept, curves, page
from tests.benchmarks.curve import drawn
from tests.benchmarks.measure import Run, python, run, screen_before
from tests.realdata import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CITY = "plateau/10207_tatebayashi-shi_2020_citygml_op.zip"
SIZES = (10_000, 100_000, 200_000, 1_000_000)
FRAMES_OF_FLIGHT = (
    *("floor", "median", "median_ratio", "p95", "p95_ratio", "worst", "full"),
    *("triangles", "scale", "processor", "drawing", "floor_processor"),
)


class Others:
    """What other programs take of the processors from now on."""

    def __init__(self) -> None:
        self._started, self._before, self.own = time.perf_counter(), self._busy(), 0.0

    @property
    def percent(self) -> float:
        """Share of all processors that neither idled nor worked for what is measured."""
        whole = (time.perf_counter() - self._started) * (os.cpu_count() or 1)
        return max(0.0, 100 * (self._busy() - self._before - self.own) / whole)

    @staticmethod
    def _busy() -> float:
        times = psutil.cpu_times()
        # Steal, where there is such a thing, is time that a neighbour of this machine took.
        return sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0)


@dataclass
class Bench:
    """Where the measuring happens.

    Attributes
    ----------
    folder
        Holds stores, settings and, for a while, datasets.
    rounds
        How often each quick thing is measured; the median counts.
    others
        Is told what the measurements themselves take of the processors.
    """

    folder: Path
    rounds: int
    others: Others = field(default_factory=Others)
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep everything of the user out of it."""
        self.environment = _environment(self.folder / "stores")

    def run(self, command: Sequence[str], *, memory: bool = False) -> Run:
        """Run a command to its end; `memory` looks at that all the while, which makes it slower."""
        found = run(command, self.environment, self.folder, memory=memory)
        self.others.own += found.processor
        return found

    def middle(self, task: str, city: Path) -> dict[str, Any]:
        """Return the median of each figure of a task."""
        answers = [self.run(python(task, str(city))).answer for _ in range(self.rounds)]
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
        answer = run([*screen, *python("empty_interactor", str(city))], environment, self.folder)
        self.others.own += answer.processor
        return {"interactor": answer.answer["median"]}


def imported(bench: Bench, city: Path) -> dict[str, Any]:
    """Import a city twice, for the time and for the memory, and return the figures."""
    bench.others = Others()
    with zipfile.ZipFile(city) as archive:
        text = sum(info.file_size for info in archive.infolist() if info.filename.endswith(".gml")) / 1e6
    timed = bench.run(python("import_city", str(city)))
    others = bench.others.percent
    return {
        "text": text,
        "seconds": timed.seconds,
        "buildings": timed.answer["buildings"],
        "rate": timed.answer["buildings"] / timed.seconds,
        "store": timed.answer["store_megabytes"],
        "others": others,
        "memory": bench.run(python("import_city", str(city)), memory=True).megabytes,
    }


def looked_at(bench: Bench, city: Path, *, naive: bool) -> dict[str, Any]:
    """Open, fly through, click on and colour a city that is imported, and return the figures."""
    bench.run(python("reopen", str(city)))  # what is compiled at the first use is compiled now
    bench.others = Others()
    found: dict[str, Any] = {"rounds": bench.rounds, "reopen": bench.middle("reopen", city)["seconds"]}
    found["plain"] = bench.middle("empty_orbit", city)["median"]
    found.update(bench.interactor(city))
    flown = bench.middle("flight", city)
    found.update({key: value for key, value in flown.items() if key in FRAMES_OF_FLIGHT})
    for key in ("median", "p95"):
        found[f"{key}_plain"] = found[key] / found["plain"]
    found["others"] = bench.others.percent
    alone = bench.run(python("flight", str(city), "alone"), memory=True)
    found.update(megabytes=alone.answer["megabytes"], peak=alone.megabytes)
    clicks = bench.middle("click", city)
    found.update(click=clicks["median"], click_p95=clicks["p95"])
    found.update(bench.middle("recolour", city))
    if naive:
        plain = bench.run(python("plain_orbit", str(city)), memory=True)
        found.update(naive=plain.answer["median"], naive_memory=plain.megabytes)
    return found


def is_whole(bench: Bench, city: Path, kept: Kept) -> bool:
    """Say whether the store of a city is there, of this dataset, and as large as when it was made."""
    from importers.citygml.importer import CityGmlOptions, store_folder
    from layers.errors import GisError
    from layers.store.city import CityStore
    from layers.store.format import MANIFEST

    figures = kept.read().get(IMPORT)
    if figures is None or not city.exists():
        return False
    folder = store_folder(city, CityGmlOptions(stores=bench.folder / "stores"))
    try:
        store = CityStore.open(folder)
    except GisError:
        return False
    made = (folder / MANIFEST).stat().st_mtime
    return store.count == figures["buildings"] and made > city.stat().st_mtime


def measured(
    bench: Bench,
    source: Path,
    size: int,
    *,
    only: str | None,
    naive: bool,
    say: Callable[[str], None],
) -> dict[str, dict[str, Any]]:
    """Build a city of so many buildings unless it is there, and return what is known of it."""
    city = bench.folder / f"{source.stem}_{size}.zip"
    kept = Kept(city.with_suffix(".json"))
    if only != "page":
        if not city.exists():
            say(f"{size:,}: writing CityGML")
            bench.run(python("write_city", str(city), str(source), str(size)))
        if only == "import" or not is_whole(bench, city, kept):
            say(f"{size:,}: importing")
            kept.add(IMPORT, imported(bench, city))
        if only != "import":
            say(f"{size:,}: looking")
            kept.add(VIEW, looked_at(bench, city, naive=naive))
    return kept.read()


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bigcity", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--city", type=Path, default=DATA / CITY)
    parser.add_argument("--folder", type=Path, help="keeps datasets, stores and figures for the next time")
    parser.add_argument("--only", choices=("import", "view", "page"), help="one of the steps")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive-up-to", type=int, default=200_000)
    parser.add_argument("--out", type=Path, help="page to write; the picture goes beside it into pictures/")
    options = parser.parse_args()
    if not options.city.exists():
        print(f"{options.city}: not there; name a dataset with --city", file=sys.stderr)
        return 2
    sizes = [int(size) for size in options.sizes.split(",")]
    found: Found = {}
    with tempfile.TemporaryDirectory(prefix="gisapp-bigcity-") as name:
        folder = (options.folder or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, options.rounds)
        for size in sizes:
            found[size] = measured(
                bench,
                options.city.resolve(),
                size,
                only=options.only,
                naive=size <= options.naive_up_to,
                say=lambda words: print(words, file=sys.stderr, flush=True),
            )
            if options.folder is None and options.only != "page":
                shutil.rmtree(folder / "stores")
                (folder / f"{options.city.stem}_{size}.zip").unlink()
    text = page(found, options.city.name)
    print(text)
    if options.out is not None:
        picture = options.out.parent / "pictures" / "bigcity.svg"
        picture.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
        picture.write_text(drawn(curves(found)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
