"""Flies through a city for a long time while layers come, go, change and are chosen, and watches the memory.

Usage::

    python -m tests.benchmarks.soak [--minutes 30] [--city ZIP] [--out FILE.csv] [--page docs/SOAK.md]

It ends with 1 when something was logged as an error, when a thread is left over, or when the memory of the
second half grew by more than a few per cent.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import platform
import random
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

from tests.benchmarks.bigcity import CITY, Others
from tests.benchmarks.flight import SIZE, fly, path_of, statistics_of
from tests.realdata import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.scene.frames import Frames
    from layers.buildings import Buildings
    from layers.project import Project

Line = tuple[float, float, float, float, float]

GROWTH = 1.05
"""Memory of the last third over that of the first, at most."""
PARTS = 10
"""Lines of the page."""
SETTLED = 4
"""Rounds that are not counted: everything is loaded for the first time in them."""


class Errors(logging.Handler):
    """Counts what is logged as an error or a warning."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what was said."""
        self.told.append(record.getMessage())


@dataclass
class Soak:
    """A view in which things happen.

    Attributes
    ----------
    frames, project, city
        What draws, what is shown now, and the layer that is always there in some form.
    open_again
        Opens the city anew, as a layer of its own.
    """

    frames: Frames
    project: Project
    city: Buildings
    open_again: Callable[[], Buildings]
    random: random.Random = field(default_factory=lambda: random.Random(1))

    def show(self, project: Project) -> None:
        """Show another project."""
        self.project = project
        self.frames.sync(project)

    def happen(self, number: int) -> None:
        """Do one of the things that staff do."""
        from layers import filters
        from styles.propose import by_range

        layer = self.project.layers[0]
        match number % 7:
            case 0:  # the city once more, on top
                second = replace(self.open_again(), id=f"again{number}", name="again")
                self.show(self.project.with_layer(second))
            case 1:
                self.show(
                    self.project.without([one.id for one in self.project.layers if one.name == "again"])
                )
            case 2:
                style = by_range("measured_height", layer.table().numbers("measured_height"))
                self.show(self.project.replacing(replace(layer, style=style)))
            case 3:
                least = float(self.random.randint(3, 20))
                conditions = (filters.Condition("measured_height", filters.Operator.GREATER, least),)
                self.show(self.project.replacing(replace(layer, filter=conditions)))
            case 4:
                rows = self.random.sample(range(self.city.data.store.count), 50)
                self.frames.select(layer.id, np.array(sorted(rows), dtype=np.uint32))
            case 5:
                self.show(self.project.replacing(replace(layer, opacity=0.5, filter=())))
            case _:
                # Reading again: the same layer with other data, the old ones must go.
                fresh = self.open_again()
                self.show(self.project.replacing(replace(layer, data=fresh.data, opacity=1.0)))
                self.frames.select("", np.empty(0, dtype=np.uint32))


def soak(city: Path, minutes: float, say: Callable[[str], None]) -> tuple[list[Line], int, list[str]]:
    """Fly and return a line for each round, how many buildings there are and what was complained of.

    Returns
    -------
    lines, buildings, complaints
        Minutes, MB, threads, median and worst milliseconds of a frame; a number; sentences.
    """
    from gisapp.scene.frames import Frames
    from gisapp.scene.theme import LIGHT
    from layers import heap
    from layers.project import Project
    from tests.benchmarks.tasks import _open

    errors = Errors()
    logging.getLogger().addHandler(errors)
    layer = _open(str(city))
    project = Project().with_layer(layer)
    extent = project.extent()
    if extent is None:
        message = "nothing to see"
        raise RuntimeError(message)
    frames = Frames(SIZE, LIGHT, lambda: None)
    running = Soak(frames, project, layer, lambda: _open(str(city)))
    running.show(project)
    path = [replace(place, seconds=place.seconds / 3) for place in path_of(layer.data.store.features, extent)]
    process, started = psutil.Process(), time.monotonic()
    lines: list[Line] = []
    number = 0
    while time.monotonic() - started < minutes * 60 or number < 7:
        running.happen(number)
        flown = fly(frames, path)
        gc.collect()
        heap.trim()
        times = statistics_of(flown.frames)
        line = (
            (time.monotonic() - started) / 60,
            process.memory_info().rss / 1e6,
            float(threading.active_count()),
            times["median"],
            times["worst"],
        )
        lines.append(line)
        memory, worst = f"{line[0]:.1f} min, {line[1]:.0f} MB", f"worst {line[4]:.0f} ms"
        say(f"round {number}: {memory}, median {line[3]:.0f} ms, {worst}")
        number += 1
    errors.told.extend(str(problem) for problem in frames.renderer.problems)
    frames.close()
    left = [one.name for one in threading.enumerate() if one.name.startswith("scene-loader")]
    if left:
        errors.told.append(f"threads left over: {left}")
    logging.getLogger().removeHandler(errors)
    return lines, layer.data.store.count, errors.told


def judged(lines: list[Line]) -> tuple[float, float]:
    """Return the memory before and after, each the highest of a few rounds."""
    memory = [line[1] for line in lines[SETTLED:]] or [line[1] for line in lines]
    part = max(1, len(memory) // 3)
    return max(memory[:part]), max(memory[-part:])


def page(name: str, buildings: int, lines: list[Line], told: list[str], others: float) -> str:
    """Return the page that tells how a soak went; `others` is what other programs took, per cent."""
    before, after = judged(lines)
    minutes, threads = lines[-1][0], sorted({int(line[2]) for line in lines[SETTLED:]})
    head = (
        "# Half an hour in the air\n\n"
        f"Made by `python -m tests.benchmarks.soak` on {datetime.now(UTC).date().isoformat()}: "
        f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}, software "
        f"OpenGL, {SIZE[0]}×{SIZE[1]}, `{name}`, {buildings:,} buildings.\n\n"
        f"{len(lines)} flights along the fixed path in {minutes:.0f} minutes, each at three times the speed "
        "of the benchmark. Before each one of these: the city once more on top, that one gone again, colours "
        "by an attribute, a filter, 50 features selected, half transparent, everything read again.\n\n"
        f"- Memory: {before:.0f} MB at most in the first third, {after:.0f} MB in the last "
        f"({after / before - 1:+.1%}; allowed {GROWTH - 1:+.0%}).\n"
        f"- Threads: {' or '.join(map(str, threads))}.\n"
        f"- Errors, warnings, threads left over at the end: {len(told) or 'none'}.\n"
        f"- Other programs took {others:.0f} % of the processors meanwhile, which lengthens the frames.\n"
    )
    said = "".join(f"  - {sentence}\n" for sentence in told)
    rows = [
        f"| {part[0][0]:.1f}–{part[-1][0]:.1f} | {max(line[1] for line in part):.0f} | "
        f"{float(np.median([line[3] for line in part])):.0f} | {max(line[4] for line in part):.0f} |\n"
        for chosen in np.array_split(np.arange(len(lines)), min(PARTS, len(lines)))
        for part in [[lines[k] for k in chosen.tolist()]]
    ]
    table = "\n| minutes | most memory, MB | median frame, ms | worst frame, ms |\n|---|---|---|---|\n"
    return head + said + table + "".join(rows)


def main() -> int:
    """Fly and judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--city", type=Path, default=DATA / CITY)
    parser.add_argument("--out", type=Path, help="a line of CSV for each round")
    parser.add_argument("--page", type=Path, help="page to write")
    options = parser.parse_args()
    others = Others()
    lines, buildings, told = soak(options.city, options.minutes, lambda words: print(words, flush=True))
    before, after = judged(lines)
    print(f"memory: {before:.0f} MB at first, {after:.0f} MB at last ({after / before:.1%})")
    for sentence in told:
        print(f"complaint: {sentence}")
    if options.out is not None:
        head = "minutes,megabytes,threads,median_ms,worst_ms\n"
        rows = "".join(",".join(f"{value:.1f}" for value in line) + "\n" for line in lines)
        options.out.write_text(head + rows, encoding="utf-8")
    if options.page is not None:
        others.own = time.process_time()
        text = page(options.city.name, buildings, lines, told, others.percent)
        options.page.write_text(text, encoding="utf-8")
    return int(bool(told) or after > GROWTH * before)


if __name__ == "__main__":
    sys.exit(main())
