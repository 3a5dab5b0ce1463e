"""The ledger of the generated city: figures of all associations, a question at the counter, the map book."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import shapely

from gisapp.desks.areas import lookup, mapbook
from gisapp.desks.areas.areamap import Ground
from gisapp.desks.areas.figures import Houses, figures_of
from gisapp.desks.areas.model import Association, put
from gisapp.desks.areas.names import stem
from gisapp.reading import read_data
from layers.feedback import Feedback
from layers.messages import Message
from layers.project import Project
from tests.benchmarks.areacity import CRS, City, areas, make_city

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer

ASKED, SOUGHT = 2000, 25
"""Places that are asked about, and addresses that are sought."""
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
    houses = Houses(points, usage, tuple(codes), city.living, 2.1 * ones, ones, (), Message("generated"))
    figures, counting, counting_worked = timed(lambda: figures_of(ledger, shapes, Feedback(), houses=houses))
    layer, addresses = addressed(city, shapes, points)
    project = put(Project("generated", crs=CRS, layers=(layer,)), ledger, WHEN)
    directory, opening, _ = timed(lambda: lookup.opened(project))
    places = points[np.random.default_rng(1).choice(len(points), ASKED)]
    _, asking, _ = timed(lambda: [directory.at(one) for one in places])
    directory.address(addresses[0])  # the index is made once
    chosen = addresses[:: len(addresses) // SOUGHT]
    _, _, seeking = timed(lambda: [directory.address(one) for one in chosen])
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
        "seeking": 1000 * seeking / len(chosen),
        "drawing": drawing,
        "drawing_worked": drawing_worked,
        "pages": book.pages,
        "megabytes": len(book.content) / 2**20,
        "grown": (psutil.Process().memory_info().rss - before) / 2**20,
    }


def addressed(
    city: City, shapes: NDArray[np.object_], points: NDArray[np.float64]
) -> tuple[Layer, list[str]]:
    """Return the buildings as a layer with addresses, and these."""
    import geopandas

    area, point = shapely.STRtree(shapely.points(points)).query(shapes, predicate="intersects")
    towns = np.full(len(points), "無番地", dtype=object)
    towns[point] = np.array([stem(str(one)) for one in city.names], dtype=object)[area]
    numbers = [f"{row % 40 + 1}番{row % 17 + 1}号" for row in range(len(points))]
    addresses = [f"{town}{number}" for town, number in zip(towns.tolist(), numbers, strict=True)]
    columns = {
        "building_id": np.arange(len(points)).astype(str),
        "address": [f"長崎県港市{one}" for one in addresses],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "建物.parquet"
        geopandas.GeoDataFrame(columns, geometry=city.buildings.tolist(), crs=CRS).to_parquet(path)
        (layer,) = read_data(path, Feedback(), target=CRS).layers
        layer.footprints()
    return layer, addresses


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
        f"| one address sought | | {middle['seeking'] / 1000:.4f} |",
        f"| the map book, {last['pages']:,} pages, {last['megabytes']:.0f} MB | {drawn} |",
        "",
        f"{grown} ({megabytes:,.0f} MB with the made city).",
    ]
