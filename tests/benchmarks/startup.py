"""How long the window takes: until it is seen, until it can be used, until the last project stands in it.

Usage::

    python -m tests.benchmarks.startup [--city ZIP] [--rounds N]

Each start is a process of its own that opens the real window; without a screen it starts Xvfb. Seconds count
from when the process is asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.__main__ import _environment
from tests.benchmarks.begun import since_start
from tests.benchmarks.bigcity import CITY
from tests.benchmarks.measure import python, run, screen_before
from tests.realdata import DATA

GOALS = {"visible": 1.0, "usable": 2.0, "project": 3.0}


def opened(project: str) -> dict[str, float]:
    """Open the window, then a project if one is named, and return when what was reached."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from gisapp import settings as settings_file
    from gisapp.app import Application, make_app
    from layers import sparing

    sparing.begin()  # as the command does
    app = make_app()
    settings, _ = settings_file.load()
    program = Application(app, settings)
    window = program.window
    window.resize(1600, 900)
    answer: dict[str, float] = {}

    class Painted(QObject):
        """Notes when the column that is painted last stands on the screen."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, self, lambda: answer.setdefault("visible", since_start()))
            return super().eventFilter(watched, event)

    painted = Painted(window)
    window.chrome.unseen.installEventFilter(painted)
    program.show([Path(project)] if project else [])
    while "visible" not in answer:
        app.processEvents()
    app.processEvents()
    answer["usable"] = since_start()
    if project:
        whole = False
        end = time.monotonic() + 60

        def look(_: float) -> None:
            nonlocal whole
            view = window.view
            frames = getattr(view, "_frames", None)
            whole = frames is not None and frames.renderer.drawn_triangles > 0 and not frames.busy

        while not whole and time.monotonic() < end:
            app.processEvents()
            if window.view is not None:
                look(0.0)
        answer["project"] = since_start()
    program.end()
    return answer


def save_project(city: str, target: str) -> None:
    """Write a project that holds a city."""
    from layers import projectfile
    from layers.project import Project
    from tests.benchmarks.tasks import _open

    projectfile.save(Project().with_layer(_open(city)), Path(target), 0)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.startup", description=__doc__)
    parser.add_argument("--city", type=Path, default=DATA / CITY)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", help="used by the script itself")
    options = parser.parse_args()
    if options.once is not None:
        print(json.dumps(opened(options.once)))
        return 0
    screen = screen_before()
    if screen is None:
        print("no screen, and no xvfb-run to make one", file=sys.stderr)
        return 2
    if screen:
        return subprocess.call([*screen, sys.executable, "-m", "tests.benchmarks.startup", *sys.argv[1:]])
    with tempfile.TemporaryDirectory(prefix="gisapp-startup-") as name:
        folder = Path(name)
        environment = {**_environment(folder / "stores")}
        if "GISAPP_STORES" in os.environ:
            environment["GISAPP_STORES"] = os.environ["GISAPP_STORES"]
        run(python("import_city", str(options.city)), environment, folder)
        project = folder / "last.gisproj"
        where = f"{str(options.city)!r}, {str(project)!r}"
        code = f"from tests.benchmarks.startup import save_project; save_project({where})"
        run([sys.executable, "-c", code], environment, folder)
        command = [sys.executable, "-m", "tests.benchmarks.startup", "--once"]

        def starts(what: str) -> list[dict[str, float]]:
            """Start once to warm up, and then as often as it is measured."""
            found = [run([*command, what], environment, folder) for _ in range(options.rounds + 1)]
            return [one.answer for one in found[1:]]

        answers, empty = starts(str(project)), starts("")
    for key, words in (
        ("visible", "window visible"),
        ("usable", "window usable"),
        ("project", "last project seen whole"),
    ):
        found = [answer[key] for answer in (answers if key == "project" else empty)]
        middle, goal = statistics.median(found), GOALS[key]
        print(f"{words}: {middle:.2f} s (worst {max(found):.2f}, wanted below {goal:.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
