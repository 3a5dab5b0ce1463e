"""The figures of a big city: measured one by one, kept beside its store, and set out as a page."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.benchmarks.curve import Curve

if TYPE_CHECKING:
    from pathlib import Path

IMPORT, VIEW = "import", "view"
"""What is measured at one go; each says when, and what other programs did meanwhile."""
QGIS = (
    "QGIS 3D was not run: the newest that Debian 12 has is 3.22, whose Python can make a 3D scene in a print "
    "layout only (`QgsLayoutItem3DMap`), and on software OpenGL under Xvfb that had no picture of 1,500 "
    "extruded footprints ready after 100 seconds."
)
ROWS: tuple[tuple[str, str, str, int], ...] = (
    (IMPORT, "buildings", "buildings", 0),
    (IMPORT, "text", "CityGML, MB", 0),
    (IMPORT, "seconds", "import, whole process, s", 1),
    (IMPORT, "rate", "… buildings per second", 0),
    (IMPORT, "memory", "… peak memory of all processes, MB", 0),
    (IMPORT, "store", "store on disk, MB", 0),
    (IMPORT, "made", "imported on", 0),
    (IMPORT, "others", "… processors busy with other programs meanwhile, %", 0),
    (VIEW, "reopen", "reopen to the first full picture, whole process, s", 2),
    (VIEW, "interactor", "an empty window of pyvistaqt in the same run, ms", 0),
    (VIEW, "plain", "a nearly empty picture in plain PyVista in the same run, ms", 0),
    (VIEW, "floor", "an empty picture of this window in the same run, ms", 0),
    (VIEW, "floor_processor", "… its processor time, all threads, ms", 0),
    (VIEW, "median", "flight, median frame, ms", 0),
    (VIEW, "median_ratio", "… times the empty picture of this window", 1),
    (VIEW, "median_plain", "… times the nearly empty picture in plain PyVista", 1),
    (VIEW, "p95", "flight, 95 of 100 frames below, ms", 0),
    (VIEW, "p95_ratio", "… times the empty picture of this window", 1),
    (VIEW, "p95_plain", "… times the nearly empty picture in plain PyVista", 1),
    (VIEW, "worst", "flight, worst frame, ms", 0),
    (VIEW, "processor", "… processor time a frame, all threads and loading, mean, ms", 0),
    (VIEW, "drawing", "… of it the thread that draws, mean, ms", 0),
    (VIEW, "scale", "… share of width and height drawn, median", 2),
    (VIEW, "triangles", "… triangles drawn, median", 0),
    (VIEW, "full", "stop to the full picture, s", 2),
    (VIEW, "megabytes", "memory after the flight, MB", 0),
    (VIEW, "peak", "highest memory in the flight (shared pages counted once), MB", 0),
    (VIEW, "click", "click to answer, median, ms", 1),
    (VIEW, "click_p95", "click to answer, 95 of 100 below, ms", 1),
    (VIEW, "recolour_first", "colour by an attribute never used before, to the picture, ms", 0),
    (VIEW, "recolour", "colour by another, to the picture, ms", 0),
    (VIEW, "filter", "filter, to the picture, ms", 0),
    (VIEW, "naive", "one mesh in plain PyVista, median frame of an orbit, ms", 0),
    (VIEW, "naive_memory", "… its memory, MB", 0),
    (VIEW, "made", "looked at on", 0),
    (VIEW, "others", "… processors busy with other programs meanwhile, %", 0),
)
"""Go, key, what the table says, decimals."""
CURVES = (
    *((IMPORT, "seconds"), (VIEW, "reopen"), (VIEW, "median"), (VIEW, "p95")),
    *((VIEW, "megabytes"), (VIEW, "click"), (VIEW, "recolour"), (VIEW, "naive")),
)


@dataclass
class Kept:
    """The figures of one size, in a file beside its dataset."""

    path: Path

    def read(self) -> dict[str, dict[str, Any]]:
        """Return what was measured so far, by go; nothing at first."""
        if not self.path.exists():
            return {}
        found: dict[str, dict[str, Any]] = json.loads(self.path.read_text(encoding="utf-8"))
        return found

    def add(self, go: str, figures: dict[str, Any]) -> None:
        """Keep what was measured today at one go."""
        figures = {**figures, "made": datetime.now(UTC).date().isoformat()}
        text = json.dumps({**self.read(), go: figures}, indent=1, sort_keys=True)
        self.path.write_text(text, encoding="utf-8")


Found = dict[int, dict[str, dict[str, Any]]]
"""Figures by size and go."""


def page(found: Found, source: str) -> str:
    """Return the page that shows the figures of cities made of a source."""
    sizes = list(found)
    rounds = sorted({each[VIEW]["rounds"] for each in found.values() if VIEW in each})
    head = (
        "# A city grows\n\n"
        f"Made by `python -m tests.benchmarks.bigcity`: {platform.system()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, software OpenGL, 1600×900, median of "
        f"{' or '.join(map(str, rounds)) or 'no'} rounds. Cities: the mesh files of `{source}` again and "
        "again, each moved by whole meshes, as CityGML.\n\n"
        "The flight takes 26 seconds: street, low over the densest quarter, a turn, up until all is seen, "
        "down again. The camera follows the clock; choosing, loading, drawing and reading back count. "
        "Once a second the flight stands still for an empty picture of a second window, for comparison. "
        f"{QGIS}\n\n"
        "![How the figures grow](pictures/bigcity.svg)\n\n"
        f"| what | {' | '.join(f'{size:,}' for size in sizes)} |\n|---|{'---|' * len(sizes)}\n"
    )
    lines = []
    for go, key, words, decimals in ROWS:
        cells = [_cell(found[size].get(go, {}).get(key), decimals) for size in sizes]
        lines.append(f"| {words} | {' | '.join(cells)} |\n")
    return head + "".join(lines)


def _cell(value: float | str | None, decimals: int) -> str:
    if value is None:
        return "—"
    return value if isinstance(value, str) else f"{value:,.{decimals}f}"


def curves(found: Found) -> list[Curve]:
    """Return how some of the figures grow, each as a multiple of its first value."""
    words = {(go, key): text for go, key, text, _ in ROWS}
    made = []
    for go, key in CURVES:
        points = [
            (each[IMPORT]["buildings"], each[go][key])
            for each in found.values()
            if IMPORT in each and key in each.get(go, {})
        ]
        if points and points[0][1] > 0:
            made.append(Curve(words[go, key], tuple((size, value / points[0][1]) for size, value in points)))
    return made
