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
    from collections.abc import Callable, Sequence

    from layers.project import Camera

BEAT = 5
"""Milliseconds between beats."""
MOUSE = 8
"""Milliseconds between two movements of a mouse."""
LIMIT = 50
"""Milliseconds of silence that nobody shall feel."""
SCHEDULED = Path("/proc/thread-self/schedstat")
MOVE, REST = 3.0, 4.0
"""Seconds of a movement, and of standing still after it."""
SIZE = (1280, 800)
PATIENCE = 30.0


@dataclass(frozen=True)
class Silence:
    """What lies between two beats, all in milliseconds.

    Attributes
    ----------
    whole
        From one beat to the next.
    worked
        For how long the thread of the window worked.
    kept
        For how long it would have worked, but the system gave the processor to others; 0 where it does not
        say.
    """

    whole: float
    worked: float
    kept: float

    @property
    def own(self) -> float:
        """What the program is to blame for: work of the window, and waiting for threads of its own."""
        return self.whole - self.kept


def clocks() -> tuple[float, float, float]:
    """Return milliseconds of the wall clock, of this thread's work, and of its waits for a processor.

    The last is the second number of Linux' ``/proc/thread-self/schedstat``, nanoseconds in the run queue.
    """
    kept = 0.0
    if SCHEDULED.exists():
        kept = int(SCHEDULED.read_text().split()[1]) / 1e6
    return time.perf_counter() * 1000, time.thread_time() * 1000, kept


@dataclass
class Heart:
    """Beats of a timer in the window.

    Attributes
    ----------
    silences
        Between the beats.
    """

    silences: list[Silence] = field(default_factory=list)
    _last: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def begin(self) -> None:
        """Begin anew."""
        self.silences, self._last = [], clocks()

    def beat(self) -> None:
        """Take a beat."""
        now = clocks()
        self.silences.append(Silence(*(one - before for one, before in zip(now, self._last, strict=True))))
        self._last = now


def rest(seconds: float, each: Callable[[], None] | None = None) -> None:
    """Let the window live for some time, as it does for people; every 8 ms the mouse may do something."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, mouse = QEventLoop(), QTimer()
    mouse.setTimerType(Qt.TimerType.PreciseTimer)
    if each is not None:
        mouse.timeout.connect(each)
        mouse.start(MOUSE)
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    mouse.stop()


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
    drawn: int | None = None
    while time.perf_counter() - begun < PATIENCE:
        studio.app.processEvents()
        renderer = getattr(window.centre.view, "renderer", None)
        if renderer is not None and drawn is None and renderer.drawn_triangles:
            drawn = renderer.renders  # the next picture shows them
        if renderer is not None and drawn is not None and renderer.renders > drawn:
            return there, time.perf_counter() - begun
    raise TimeoutError


@dataclass
class Flight:
    """What was measured while the camera moved, and while it stood still and loaded.

    Attributes
    ----------
    silences
        Of the window.
    pictures
        Milliseconds that pictures took.
    """

    silences: list[Silence] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)


def fly(studio: Studio, heart: Heart) -> tuple[Flight, Flight]:
    """Move from place to place and return what was measured while moving, and while standing still."""
    from gisapp.scene import camera as cameras

    view = studio.window.need_view()
    extent = studio.window.session.project.extent()
    if extent is None:
        raise ValueError(extent)
    now, moving, still = view.camera, Flight(), Flight()
    pictures: list[float] = []
    view.frame.connect(pictures.append)
    for goal in cameras_over(extent):
        begun = time.perf_counter()

        def move(now: Camera = now, goal: Camera = goal, begun: float = begun) -> None:
            view.look(cameras.between(now, goal, min((time.perf_counter() - begun) / MOVE, 1.0)))

        for phase, seconds, each in ((moving, MOVE, move), (still, REST, None)):
            heart.begin()
            rest(seconds, each)
            phase.silences += heart.silences
            phase.pictures += pictures
            pictures.clear()
        now = goal
    return moving, still


def measured(path: Path, crs: str) -> list[tuple[str, str]]:
    """Return what was measured: what, and how much."""
    from PySide6.QtCore import Qt, QTimer

    from gisapp.app import Application, make_app
    from gisapp.scene.governor import MOVING_MS
    from gisapp.settings import Settings
    from importers.las.cloudimporter import PointClouds
    from importers.las.options import CloudOptions
    from layers.feedback import Feedback
    from layers.project import Project

    options = CloudOptions(stores=Path(os.environ["GISAPP_STORES"]), crs=crs)
    for layer in PointClouds().read(path, options, Feedback()).layers:
        if layer.data.finish is not None:
            layer.data.finish(Feedback())
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
    try:
        rest(3.0)
        heart.begin()
        first = seen(studio, path, crs)
        rest(REST)
        beginning = heart.silences
        studio.settle()
        application.window.session.open(Project())
        rest(1.0)
        heart.begin()
        again = seen(studio, path, crs)
        rest(REST)
        opening = heart.silences
        moving, still = fly(studio, heart)
        (layer,) = application.window.session.project.layers
        points, nodes = layer.data.copc.points, len(layer.data.copc.counts)
    finally:
        timer.stop()
        application.window.close_for_good()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return [
        ("processes that want a processor, mean of the last minute", load),
        ("points", f"{points:,}"),
        ("nodes", f"{nodes:,}"),
        ("seconds to the first picture of an indexed scan, program just started", f"{first[1]:.2f}"),
        ("seconds to the first picture of an indexed scan, later", f"{again[1]:.2f}"),
        ("… of which until the layer is there", f"{again[0]:.2f}"),
        *_told("opening, program just started", beginning),
        *_told("opening, later", opening),
        *_told("moving", moving.silences),
        *_told("standing and loading", still.silences),
        ("time that the governor wants for a picture while moving, ms", f"{MOVING_MS:.0f}"),
        *_drawn("moving", moving.pictures, len(cameras_over(_BOX)) * MOVE),
        *_drawn("standing", still.pictures, len(cameras_over(_BOX)) * REST),
    ]


_BOX = (0.0, 0.0, 0.0, 1.0, 1.0, 1.0)


def _told(when: str, silences: Sequence[Silence]) -> list[tuple[str, str]]:
    """Return the rows of silences."""
    if not silences:
        raise ValueError(when)
    rows = []
    for name, numbers in (
        (f"silence while {when}", [one.whole for one in silences]),
        ("… of which the program is to blame for", [one.own for one in silences]),
        ("… of which work of the window", [one.worked for one in silences]),
    ):
        over = sum(one > LIMIT for one in numbers)
        rows.append(
            (
                f"{name}: 99 of 100, longest, ms; over {LIMIT} ms",
                f"{_share(numbers, 0.99):.0f}, {max(numbers):.0f}; {over} of {len(numbers)}",
            )
        )
    return rows


def _drawn(when: str, pictures: Sequence[float], seconds: float) -> list[tuple[str, str]]:
    """Return the rows of pictures."""
    return [
        (f"pictures a second while {when}", f"{len(pictures) / seconds:.1f}"),
        (
            f"picture while {when}: median, 9 of 10, 99 of 100, ms",
            ", ".join(f"{_share(pictures, share):.0f}" for share in (0.5, 0.9, 0.99)),
        ),
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
        f"time between two beats of a timer of the window that is to beat every {BEAT} ms. What the program "
        "is to blame for is the silence without the time for which the thread of the window was able to go "
        "on and the system gave the processor to others (`/proc/thread-self/schedstat`), so that the figure "
        "holds on a busy PC too; the work of the window is the processor time of its thread.\n\n"
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
