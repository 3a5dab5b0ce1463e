"""Buildings under many flood areas and over a raster of depths; each task is a process of its own."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.feedback import Feedback
from tests.realdata import DATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

BUILDINGS, AREAS = 100_000, 20_000
OUTLINES = "gis/development-permission/judgement_layers/flood_assumption/flood_assumption.shp"
"""Flood areas of a real city, 300 vertices each in the mean; repeated side by side."""
CITY = "plateau/10207_tatebayashi-shi_2020_citygml_op.zip"
"""A whole city, which is seen in other water again and again."""
CELLS = 5_000
"""Cells along each side of the raster, one metre each."""
_CORNERS = np.array([[0, 0], [1, 0], [1, 0.6], [0.6, 0.6], [0.6, 1], [0, 1]])


def houses(boxes: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.object_]:
    """Return L-shaped houses, turned any way, one in each box."""
    import shapely

    count = len(boxes)
    sizes = random.uniform(5, 14, (count, 1, 2))
    angle = random.uniform(0, np.pi, count)
    turned = np.stack(
        [np.stack([np.cos(angle), -np.sin(angle)], 1), np.stack([np.sin(angle), np.cos(angle)], 1)], 1
    )
    corners = np.einsum("nij,nkj->nki", turned, _CORNERS[None] * sizes)
    places = random.uniform(boxes[:, :2], boxes[:, 2:])
    found: NDArray[np.object_] = shapely.polygons(corners + places[:, None])
    return found


def floods() -> tuple[NDArray[np.object_], NDArray[np.object_], NDArray[np.int64]]:
    """Return buildings, flood areas with the outlines of real ones, and the class of each area."""
    import pyogrio
    import shapely

    outlines = np.asarray(pyogrio.read_dataframe(DATA / OUTLINES).geometry.values)
    west, south, east, north = shapely.total_bounds(outlines)
    times = -(-AREAS // len(outlines))
    side = int(np.ceil(np.sqrt(times)))
    areas = np.concatenate(
        [
            shapely.transform(
                outlines,
                lambda points, k=k: (
                    points + np.array([(k % side) * (east - west), (k // side) * (north - south)])
                ),
            )
            for k in range(times)
        ]
    )[:AREAS]
    random = np.random.default_rng(1)
    chosen = shapely.bounds(areas)[random.integers(0, AREAS, BUILDINGS)]
    return houses(chosen, random), areas, random.integers(1, 7, AREAS)


def hazard_areas() -> dict[str, Any]:
    """Assign the classes of areas, ours."""
    from gisapp.desks.hazard.assignment import assign, footprints_of

    buildings, areas, ranks = floods()
    assign(footprints_of(buildings[:10]), areas[:10], ranks[:10], Feedback())  # compiles
    started, worked = time.perf_counter(), time.process_time()
    found = assign(footprints_of(buildings), areas, ranks, Feedback())
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {
        "seconds": seconds,
        "processor": worked,
        "affected": int((found.rank > 0).sum()),
        "sum": int(found.rank.sum()),
    }


def peer_hazard_areas() -> dict[str, Any]:
    """Assign the classes of areas by a plain overlay and a grouping."""
    import geopandas as gpd

    buildings, areas, ranks = floods()
    left = gpd.GeoDataFrame({"building": np.arange(BUILDINGS)}, geometry=buildings, crs=6669)
    right = gpd.GeoDataFrame({"rank": ranks}, geometry=areas, crs=6669)
    started, worked = time.perf_counter(), time.process_time()
    cut = gpd.overlay(left, right, how="intersection")
    cut["area"] = cut.area
    sums = cut.groupby(["building", "rank"], as_index=False)["area"].sum()
    best = sums.sort_values(["building", "area", "rank"]).drop_duplicates("building", keep="last")
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {"seconds": seconds, "processor": worked, "affected": len(best), "sum": int(best["rank"].sum())}


def hazard_raster() -> dict[str, Any]:
    """Ask a raster of depths for every building."""
    import rasterio
    from rasterio.transform import from_origin

    from gisapp.desks.hazard.assignment import footprints_of
    from gisapp.desks.hazard.depthgrid import DepthGrid, assign_grid

    random = np.random.default_rng(2)
    y, x = np.mgrid[0:CELLS, 0:CELLS] / 400.0
    depths = np.maximum(np.sin(x) + np.cos(y) + 0.3, 0).astype(np.float32) * 3
    boxes = np.tile([0.0, 0.0, CELLS, CELLS], (BUILDINGS, 1))
    footprints = footprints_of(houses(boxes, random))
    with tempfile.TemporaryDirectory(prefix="gisapp-benchmark-") as name:
        path = Path(name) / "depth.tif"
        transform = from_origin(0, CELLS, 1, 1)
        with rasterio.open(
            path, "w", driver="GTiff", width=CELLS, height=CELLS, count=1, dtype="float32", crs=6669,
            transform=transform, tiled=True, compress="deflate",
        ) as file:  # fmt: skip
            file.write(depths, 1)
        grid = DepthGrid(path, "", "EPSG:6669")
        assign_grid(footprints_of(footprints.shapes[:10]), grid, Feedback())  # compiles
        started, worked = time.perf_counter(), time.process_time()
        found, _ = assign_grid(footprints, grid, Feedback())
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {"seconds": seconds, "processor": worked, "affected": int((found.rank > 0).sum())}


def hazard_colours() -> dict[str, Any]:
    """Show a whole city in another water: from the wish to the picture, as the window does it."""
    from gisapp.desks.hazard.colouring import By
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Wish, shown, stock_of, study_of
    from gisapp.reading import read_data, with_layers
    from gisapp.scene import camera as cameras
    from gisapp.scene.renderer import Renderer
    from gisapp.scene.theme import LIGHT
    from layers.project import Project

    project, _ = with_layers(Project(), read_data(DATA / CITY, Feedback()).layers)
    stock = stock_of(project, Feedback())
    study = study_of(project, stock, stock.proposed, Feedback())
    layer, size = study.answers.targets.layer, (1280, 800)
    extent = project.extent()
    if extent is None:
        raise ValueError(CITY)
    renderer = Renderer(size, LIGHT)
    camera = cameras.home(extent, size)
    low = float(np.nanpercentile(study.ground, 40))
    wishes = [Wish(level=low), Wish(level=low + 1), Wish(level=low + 1.5), Wish(by=By.FLOOR, level=low + 1.5)]
    found: list[tuple[float, ...]] = []
    try:
        renderer.sync(project)
        renderer.snapshot(camera, size)
        renderer.look_from(camera, size)
        for wish in wishes:
            started, worked = time.perf_counter(), time.process_time()
            seen = shown(study, wish, HazardLook(), Feedback())
            answered = time.perf_counter()
            renderer.show_desk(seen.drawables)
            renderer.paint({layer.id: seen.coloured.colours})
            renderer.want(1_000_000)
            while renderer.busy:
                renderer.wait(0.05)
                renderer.deliver(10_000_000)
            renderer.draw()
            found.append((time.perf_counter() - started, answered - started, time.process_time() - worked))
    finally:
        renderer.close()
    seconds, answering, processor = np.median(
        found[1:], axis=0
    ).tolist()  # the first one imports and compiles
    return {
        "seconds": seconds,
        "answering": answering,
        "processor": processor,
        "buildings": len(study.answers.targets),
    }


HAZARD_TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    one.__name__: one for one in (hazard_areas, peer_hazard_areas, hazard_raster, hazard_colours)
}
