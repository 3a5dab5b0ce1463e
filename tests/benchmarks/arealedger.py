"""The ledger of the generated city: figures of all associations, a question at the counter, the map book."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import psutil
import shapely

from gisapp.desks.areas import lookup, mapbook
from gisapp.desks.areas.areamap import Ground
from gisapp.desks.areas.figures import Houses, figures_of
from gisapp.desks.areas.model import Association, put
from layers.feedback import Feedback
from layers.project import Project
from tests.benchmarks.areacity import CRS, areas, make_city

ASKED = 2000
"""Places that are asked about."""
WHEN = "2026-11-21T09:00:00+09:00"


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what some work gives, its seconds, and those of one processor."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - clock, time.process_time() - processor


def ledgering() -> dict[str, Any]:
    """Count, ask, and draw all maps."""
    city = make_city()
    shapes = areas(city, city.owner)
    ledger = [
        Association(
            f"a{row}",
            f"a{row}",
            str(city.codes[row]),
            str(city.names[row]),
            shape=shape,
            crs=CRS,
            values={"households": 120, "members": 84, "households_date": "2026-04-01"},
        )
        for row, shape in enumerate(shapes)
    ]
    points = shapely.get_coordinates(shapely.point_on_surface(city.buildings))
    codes, usage = np.unique(city.usage.astype(str), return_inverse=True)
    ones = np.ones(len(points))
    houses = Houses(points, usage, tuple(codes), city.living, 2.1 * ones, ones, (), "generated")
    figures, counting, counting_worked = timed(lambda: figures_of(ledger, shapes, Feedback(), houses=houses))
    project = put(Project("generated", crs=CRS), ledger, WHEN)
    directory, opening, _ = timed(lambda: lookup.opened(project))
    places = points[np.random.default_rng(1).choice(len(points), ASKED)]
    _, asking, _ = timed(lambda: [directory.at(one) for one in places])
    none = np.empty(0, dtype=object)
    making = mapbook.Making(datetime.fromisoformat(WHEN), "gisapp", "自治振興課")
    before = psutil.Process().memory_info().rss
    ground = Ground(city.buildings, none, none)
    book, drawing, drawing_worked = timed(
        lambda: mapbook.book_of(figures, shapes, ground, making, Feedback())
    )
    return {
        "associations": len(ledger),
        "buildings": len(points),
        "counting": counting,
        "counting_worked": counting_worked,
        "opening": opening,
        "asking": 1000 * asking / ASKED,
        "drawing": drawing,
        "drawing_worked": drawing_worked,
        "pages": book.pages,
        "megabytes": len(book.content) / 2**20,
        "grown": (psutil.Process().memory_info().rss - before) / 2**20,
    }


def ledger_lines(answers: Sequence[dict[str, Any]], megabytes: float) -> list[str]:
    """Return what the page tells of the ledger."""
    last = answers[-1]
    middle = {name: statistics.median(one[name] for one in answers) for name in last}
    drawn = f"{middle['drawing']:.0f} | {middle['drawing_worked']:.0f}"
    grown = f"The process grows by {middle['grown']:.0f} MB while the book is drawn, pages and file together"
    return [
        f"{last['associations']:,} associations over {last['buildings']:,} buildings.",
        "",
        "| what | seconds | of one processor |",
        "|---|---:|---:|",
        f"| all figures of all associations | {middle['counting']:.2f} | {middle['counting_worked']:.2f} |",
        f"| the ledger made ready to be asked | {middle['opening']:.2f} | |",
        f"| one place asked about | {middle['asking'] / 1000:.4f} | |",
        f"| the map book, {last['pages']:,} pages, {last['megabytes']:.0f} MB | {drawn} |",
        "",
        f"{grown} ({megabytes:,.0f} MB with the made city).",
    ]
