"""The planning desk's sums, each beside a plain way to the same answer in the same process.

The town is the sample town: a city with use districts, roads, parcels and hazards. The plain ways are sjoin
of geopandas for every layer, formulas on a grid, a raster for each moment, and one site after the other.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.planning.site import Site
    from layers.project import Project

TOWN = ROOT / "sample_data" / "汐見浜.gisproj"
DAY = date(2026, 11, 21)
ROUNDS = 5
PLACE = (129.335, 32.853)
NEIGHBOURS = 300
STEP = 0.25
"""Metres between the points of the formulas."""
EACH = 20
"""Of so many moments the raster of one is made, and its time counted for all."""
SINGLE = 20
"""Buildings that the plain way looks at one by one."""


def _median(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        what()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def planning(town: str) -> dict[str, Any]:
    """Measure all; each entry has the first call, the median of later ones, and the peer, milliseconds."""
    from gisapp.cli import projects
    from layers.feedback import Feedback

    project = projects.open_inputs((Path(town),), Feedback()).project
    return {
        "rules": _rules(project),
        "envelope": _envelope(),
        "shadow": _shadow(),
        "sheet": _sheet(project),
        "batch": _batch(project),
    }


def _entry(
    ours: Callable[[], object], peer: Callable[[], object] | None, rounds: int = ROUNDS
) -> dict[str, Any]:
    first = _median(ours, 1)
    answer = {"first": first, "ours": _median(ours, rounds)}
    if peer is not None:
        peer()
        answer["peer"] = _median(peer, rounds)
    return answer


def _point(project: Project) -> tuple[float, float]:
    from layers import crs

    east, north = crs.project(np.array([PLACE[0]]), np.array([PLACE[1]]), project.crs)
    return float(east[0]), float(north[0])


def _rules(project: Project) -> dict[str, Any]:
    """Every regulation at a point, beside a spatial join with every layer already in memory."""
    import geopandas
    import shapely

    from gisapp.desks.planning.found import prepare
    from gisapp.desks.planning.regulationfile import national
    from gisapp.desks.planning.regulations import rules_at
    from layers.feedback import Feedback

    table = national()
    point = shapely.Point(*_point(project))
    prepare(project.layers, [one for row in table.regulations for one in row.layers], feedback=Feedback())
    frames = [
        geopandas.GeoDataFrame(geometry=layer.footprints(), crs=project.crs)
        for layer in project.layers
        if layer.kind == "vector" and layer.data is not None
    ]
    where = geopandas.GeoDataFrame(geometry=[point], crs=project.crs)

    def peer() -> list[Any]:
        fresh = [frame.copy() for frame in frames]  # a frame remembers its tree
        return [geopandas.sjoin(where, frame, predicate="intersects") for frame in fresh]

    return _entry(lambda: rules_at(point, project.crs, project.layers, table, DAY), peer)


def _site() -> Site:
    """Return a lot of twelve edges, with corners that turn inward, in four zones."""
    import shapely

    from gisapp.desks.planning.lot import Behind, Edge, make_lot
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.zones import Slope, Zone

    ring = [(0, 0), (24, 2), (26, 18), (20, 18.5), (19, 12), (12, 12.5)]
    ring += [(13, 30), (6, 31), (5, 24), (-1, 25), (-3, 28), (-4, 10)]
    edges = [Edge()] * 12
    edges[0], edges[10] = (Edge(Behind.ROAD, width, "42-1-1") for width in (6.0, 4.5))
    box = shapely.box
    zones = (
        Zone("1中高", 200, 60, box(-50, -50, 8, 14), height_district_north=(Slope(5, 0.6),)),
        Zone("近商", 300, 80, box(8, -50, 80, 14), height_district_limit=22.0),
        Zone("1住", 200, 60, box(-50, 14, 8, 80)),
        Zone("1低", 100, 50, box(8, 14, 80, 80), height_limit=10.0),
    )
    return Site(make_lot(ring, tuple(edges)), zones, north=-7.0)


def _envelope() -> dict[str, Any]:
    """Exact facets, beside the formulas at every 25 cm."""
    from gisapp.desks.planning.envelope import envelope
    from gisapp.desks.planning.pointwise import heights

    west, south, east, north = _site().net.polygon().bounds
    grid = np.stack(np.meshgrid(np.arange(west, east, STEP), np.arange(south, north, STEP)), axis=-1)
    points = grid.reshape(-1, 2)
    return _entry(lambda: envelope(_site()), lambda: heights(_site(), points))


def _shadow() -> dict[str, Any]:
    """Hours on 400 by 400 points of half a metre, beside one raster for each moment."""
    import rasterio.features
    import shapely
    from rasterio.transform import from_origin

    from gisapp.desks.planning.shadow import Daylight, Grid, Prism, hours_on, sides_of, swept
    from layers.feedback import Feedback

    rng = np.random.default_rng(1)
    prisms = []
    for x, y, width, depth, top in rng.uniform(
        (-150, -150, 6, 6, 6), (150, 150, 18, 18, 25), (NEIGHBOURS, 5)
    ):
        shape = shapely.box(x, y, x + width, y + depth).union(shapely.box(x, y, x + width / 2, y + depth + 4))
        prisms.append(Prism(shape, float(top)))
    grid = Grid(-100, 100, 0.5, (400, 400))
    daylight = Daylight(32.75)

    def peer() -> object:
        total = np.zeros(grid.shape, np.float32)
        sides = sides_of(prisms, 4.0)
        transform = from_origin(grid.west, grid.north, grid.step, grid.step)
        for tip in daylight.tips[::EACH]:
            shapes = swept(sides, tip)
            total += rasterio.features.rasterize(shapes, grid.shape, transform=transform, dtype="uint8")
        return total

    answer = _entry(lambda: hours_on(grid, prisms, 4.0, daylight, Feedback()), None, 3)
    return answer | {"peer": _median(peer, 1) * EACH}


def _sheet(project: Project) -> dict[str, Any]:
    """From a parcel to the PDF."""
    from gisapp.cli.main import main

    with tempfile.TemporaryDirectory() as folder:
        words = ["sheet", str(TOWN), "--number", "西坂町一丁目2-3", "--out", f"{folder}/a.pdf", "--quiet"]
        del project

        def made() -> None:
            if main(words):
                message = "no sheet"
                raise RuntimeError(message)

        return _entry(made, None, 1)


def _batch(project: Project) -> dict[str, Any]:
    """All buildings, milliseconds for a thousand of them; beside them one site after the other."""
    import shapely

    from gisapp.desks.planning.citycheck import check_city
    from gisapp.desks.planning.edgeproposals import propose
    from gisapp.desks.planning.lots import around_building
    from gisapp.desks.planning.pointwise import heights
    from gisapp.desks.planning.regulationfile import national
    from gisapp.desks.planning.regulations import rules_at
    from gisapp.desks.planning.sitezones import site_from
    from layers.errors import AnalysisFailed
    from layers.feedback import Feedback

    table = national()
    buildings = next(layer for layer in project.layers if layer.kind == "buildings")
    shapes = buildings.footprints()
    if shapes is None or buildings.data is None:
        message = "no buildings"
        raise RuntimeError(message)
    count = buildings.data.store.count
    known = shapely.make_valid(shapely.force_2d(shapes))

    def peer() -> None:
        for shape in known[:: max(count // SINGLE, 1)]:
            lot = propose(around_building(shape, 1.0)[0], project.layers, table).lot
            made = site_from(
                lot, rules_at(lot.polygon(), project.crs, project.layers, table, DAY), project.crs
            )
            try:
                heights(made.site, shapely.get_coordinates(shapely.segmentize(shape, 1.0)))
            except AnalysisFailed:
                continue  # a width that nobody knows

    def ours() -> None:
        check_city(buildings, np.arange(count), project.layers, table, DAY, Feedback())

    answer = _entry(ours, None, 1)
    answer = {name: value / count * 1000 for name, value in answer.items()}
    return answer | {"peer": _median(peer, 1) / len(known[:: max(count // SINGLE, 1)]) * 1000}
