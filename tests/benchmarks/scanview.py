"""How quickly an indexed scan is seen in the window, and whether the window answers while it loads.

Usage::

    python -m tests.benchmarks.scanview SCAN --stores DIR [--crs EPSG:6669] [--out docs/SCANVIEW.md]

The scan is indexed first where it is not in DIR yet. Then it is opened twice in the real window, and the
camera moves over it as a person does, while a timer of the window beats. Without a screen Xvfb is started.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docs.make_pictures import Studio, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.project import Camera

BEAT = 5
"""Milliseconds between beats."""
MOVE, REST = 3.0, 4.0
"""Seconds of a movement, and of standing still after it."""
SIZE = (1280, 800)
PATIENCE = 30.0


@dataclass
class Heart:
    """Beats of a timer in the window.

    Attributes
    ----------
    gaps
        Milliseconds from each beat to the next.
    """

    gaps: list[float] = field(default_factory=list)
    _last: float = 0.0

    def begin(self) -> None:
        """Begin anew."""
        self.gaps, self._last = [], time.perf_counter()

    def beat(self) -> None:
        """Take a beat."""
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def cameras_over(extent: tuple[float, ...]) -> list[Camera]:
    """Return where one looks from, one after the other: all of it, near the middle, beside it, all again."""
    from gisapp.scene import camera as cameras
    from layers.project import Camera

    west, south, bottom, east, north, top = extent
    middle = ((west + east) / 2, (south + north) / 2, (bottom + top) / 2)
    side = max(east - west, north - south)
    home = cameras.home((west, south, bottom, east, north, top), (float(SIZE[0]), float(SIZE[1])))

    def near(right: float, away: float) -> Camera:
        focal = (middle[0] + right * side, middle[1], middle[2])
        return Camera((focal[0] - away * side / 3, focal[1] - away * side, focal[2] + away * side / 2), focal)

    return [near(0.0, 0.1), near(0.2, 0.1), near(0.2, 0.02), home]


def seen(studio: Studio, path: Path, crs: str) -> tuple[float, float]:
    """Open the scan and return seconds until its layer is there, and until its points are in the picture."""
    window = studio.window
    begun = time.perf_counter()
    window.work.read(path, crs)
    while not window.session.project.layers:
        studio.app.processEvents()
    there = time.perf_counter() - begun
    while time.perf_counter() - begun < PATIENCE:
        studio.app.processEvents()
        renderer = getattr(window.centre.view, "renderer", None)
        if renderer is not None and renderer.renders and renderer.drawn_triangles:
            return there, time.perf_counter() - begun
    raise TimeoutError


def fly(studio: Studio, heart: Heart) -> dict[str, list[float]]:
    """Move from place to place and return the gaps between beats while moving and while standing still."""
    from gisapp.scene import camera as cameras

    view = studio.window.need_view()
    extent = studio.window.session.project.extent()
    found: dict[str, list[float]] = {"moving": [], "still": []}
    if extent is None:
        return found
    now = view.camera
    for goal in cameras_over(extent):
        heart.begin()
        begun = time.perf_counter()
        while (share := (time.perf_counter() - begun) / MOVE) < 1.0:
            view.look(cameras.between(now, goal, share))
            studio.app.processEvents()
        found["moving"] += heart.gaps
        heart.begin()
        studio.rest(REST)
        found["still"] += heart.gaps
        now = goal
    return found


def measured(path: Path, crs: str) -> list[tuple[str, str]]:
    """Return what was measured: what, and how much."""
    from PySide6.QtCore import Qt, QTimer

    from gisapp.app import Application, make_app
    from gisapp.settings import Settings
    from importers.las.cloudimporter import PointClouds
    from importers.las.options import CloudOptions
    from layers.feedback import Feedback
    from layers.project import Project

    app = make_app()
    application = Application(app, Settings(theme="light", reduced_motion=True))
    application.show()
    application.crashes.remove()
    application.window.resize(*SIZE)
    studio = Studio(app, application, frozenset())
    heart = Heart()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(heart.beat)
    timer.start(BEAT)
    pictures: list[float] = []
    options = CloudOptions(stores=Path(os.environ["GISAPP_STORES"]), crs=crs)
    PointClouds().read(path, options, Feedback())
    try:
        studio.rest(3.0)
        first = seen(studio, path, crs)
        studio.settle()
        application.window.session.open(Project())
        studio.rest(1.0)
        heart.begin()
        again = seen(studio, path, crs)
        studio.rest(REST)
        opening = heart.gaps
        application.window.need_view().frame.connect(pictures.append)
        gaps = fly(studio, heart)
        (layer,) = application.window.session.project.layers
        points, nodes = layer.data.copc.points, len(layer.data.copc.counts)
    finally:
        timer.stop()
        application.window.close_for_good()
    return [
        ("points", f"{points:,}"),
        ("nodes", f"{nodes:,}"),
        ("seconds to the first picture of an indexed scan, program just started", f"{first[1]:.2f}"),
        ("seconds to the first picture of an indexed scan, later", f"{again[1]:.2f}"),
        ("… of which until the layer is there", f"{again[0]:.2f}"),
        ("longest silence of the window while opening, ms", f"{max(opening):.0f}"),
        ("longest silence while moving, ms", f"{max(gaps['moving']):.0f}"),
        ("99 of 100 silences while moving, ms", f"{_share(gaps['moving'], 0.99):.0f}"),
        ("longest silence while standing and loading, ms", f"{max(gaps['still']):.0f}"),
        ("99 of 100 silences while standing and loading, ms", f"{_share(gaps['still'], 0.99):.0f}"),
        ("pictures", f"{len(pictures)}"),
        ("median picture, ms", f"{_share(pictures, 0.5):.0f}"),
        ("99 of 100 pictures, ms", f"{_share(pictures, 0.99):.0f}"),
    ]


def _share(numbers: Sequence[float], share: float) -> float:
    return sorted(numbers)[min(int(len(numbers) * share), len(numbers) - 1)]


def page(rows: Sequence[tuple[str, str]]) -> str:
    """Return the page with the figures."""
    made = datetime.now(UTC).date().isoformat()
    head = (
        "# Looking at a scan\n\n"
        f"Made by `python -m tests.benchmarks.scanview` on {made}: {platform.system()}, {os.cpu_count()} "
        f"processors, Python {platform.python_version()}, window of {SIZE[0]} × {SIZE[1]}. A silence is the "
        f"time between two beats of a timer of the window that is to beat every {BEAT} ms.\n\n"
        "| what | figure |\n|---|---|\n"
    )
    return head + "".join(f"| {what} | {figure} |\n" for what, figure in rows)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scanview", description=__doc__)
    parser.add_argument("scan", type=Path)
    parser.add_argument("--stores", type=Path, required=True)
    parser.add_argument("--crs", default="EPSG:6669")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gisapp-scanview-") as folder, screen():
        os.environ["GISAPP_CONFIG"] = folder
        os.environ["GISAPP_STORES"] = str(options.stores.resolve())
        text = page(measured(options.scan.resolve(), options.crs))
    print(text)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
