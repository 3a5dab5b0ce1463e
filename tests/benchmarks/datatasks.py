"""What is measured of data that are no buildings; each runs in a process of its own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importers.base import ImportResult

SIZE = (1600, 900)
PANS = 12
TARGET = "EPSG:6669"


def _read(source: str, target: str = TARGET) -> ImportResult:
    from gisapp.reading import read_data
    from layers.feedback import Feedback

    return read_data(Path(source), Feedback(), target=target, again=True)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(started: tuple[float, float]) -> dict[str, float]:
    """Return the seconds since then by the clock, and those of processors."""
    return {"seconds": time.perf_counter() - started[0], "processor": time.process_time() - started[1]}


def _middle(times: list[dict[str, float]]) -> dict[str, float]:
    return {name: sorted(one[name] for one in times)[len(times) // 2] for name in times[0]}


def import_vectors(source: str, warm: str) -> dict[str, Any]:
    """Read features into a stored layer; libraries are loaded by a small file first."""
    _read(warm)
    started = _now()
    (layer,) = _read(source).layers
    return {**_since(started), "features": len(layer.table())}


def peer_vectors(source: str, warm: str, stored: str = "") -> dict[str, Any]:
    """Read features with geopandas and pyogrio and take them into the system; `stored`: into a file, too."""
    import geopandas as gpd

    gpd.read_file(warm).to_crs(TARGET).to_parquet(Path(warm).with_suffix(".out"))
    started = _now()
    frame = gpd.read_file(source, **({"encoding": "cp932"} if source.endswith(".shp") else {}))
    frame = frame.to_crs(TARGET)
    if stored:
        frame.to_parquet(stored)
    return {**_since(started), "features": len(frame)}


def read_roads(source: str) -> dict[str, Any]:
    """Read the roads of a PLATEAU city as the import does, with codes and shapes; a first run compiles."""
    from concurrent.futures import ThreadPoolExecutor

    from importers.citygml.dataset import open_dataset
    from importers.citygml.features.theme import read_theme
    from importers.citygml.others import THREADS
    from layers.feedback import Feedback

    times = []
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(4):
            started = _now()
            found = read_theme(open_dataset(Path(source)), "tran", {}, "EPSG:6674", Feedback(), threads)
            times.append(_since(started))
    return {**_middle(times[1:]), "features": len(found[0].table)}


def peer_read_roads(source: str) -> dict[str, Any]:
    """Read the same files with geopandas through GDAL's GML driver; a first run loads what is needed."""
    import warnings
    import zipfile

    import geopandas as gpd
    import pandas as pd
    import pyogrio

    warnings.simplefilter("ignore")
    with zipfile.ZipFile(source) as archive:
        places = [f"/vsizip/{source}/{name}" for name in archive.namelist() if name.endswith(".gml")]
    times = []
    for _ in range(4):
        started = _now()
        layers = [(place, layer) for place in places for layer, _ in pyogrio.list_layers(place)]
        found = pd.concat([gpd.read_file(place, layer=layer) for place, layer in layers])
        times.append(_since(started))
    return {**_middle(times[1:]), "features": len(found)}


def import_roads(source: str) -> dict[str, Any]:
    """Read the roads of a PLATEAU city, whole process."""
    layers = _read(source, "").layers
    roads = next(layer for layer in layers if layer.name == "道路")
    return {"features": len(roads.table())}


def show_picture(source: str) -> dict[str, Any]:
    """Open a picture and draw it whole; then move over it from near: each frame, and until it is sharp."""
    from gisapp.reading import with_layers
    from gisapp.scene import camera as cameras
    from gisapp.scene import theme
    from gisapp.scene.governor import Governor
    from gisapp.scene.renderer import Renderer
    from layers.project import Project

    renderer = Renderer(SIZE, theme.LIGHT)
    started = _now()
    project, _ = with_layers(Project(), _read(source).layers)
    renderer.sync(project)
    extent = project.extent()
    if extent is None:
        message = "nothing to see"
        raise RuntimeError(message)
    home = cameras.home(extent, SIZE)
    whole = renderer.snapshot(home, SIZE)
    first = _since(started)
    middle = [(extent[k] + extent[k + 3]) / 2 for k in range(3)]
    renderer.look_from(home, SIZE)
    budget = Governor(software=renderer.software).budget(SIZE[0] * SIZE[1], moving=True)
    frames, sharp = [], []
    for step in range(PANS):
        near = cameras.aimed((middle[0] + 40.0 * step, middle[1], middle[2]), 0.0, 1.2, 250.0)
        begun = time.perf_counter()
        renderer.look_from(near, SIZE)
        renderer.want(budget, moving=True)
        renderer.deliver(50_000)
        renderer.draw(1.0)
        frames.append((time.perf_counter() - begun) * 1000)
        renderer.snapshot(near, SIZE)
        sharp.append((time.perf_counter() - begun) * 1000)
    renderer.close()
    return {
        "first": first["seconds"],
        "processor": first["processor"],
        "frame": sorted(frames)[PANS // 2],
        "slowest": max(frames),
        "sharp": sorted(sharp)[PANS // 2],
        "colours": len({tuple(pixel) for pixel in whole[::40, ::40].reshape(-1, whole.shape[-1]).tolist()}),
    }


def peer_picture(source: str) -> dict[str, Any]:
    """Read the whole picture at the size of the view with GDAL."""
    import rasterio

    started = time.perf_counter()
    with rasterio.open(source) as opened:
        opened.read(out_shape=(3, SIZE[1], SIZE[1]))
    return {"first": time.perf_counter() - started}


DATA_TASKS = {
    function.__name__: function
    for function in (
        import_vectors,
        peer_vectors,
        read_roads,
        peer_read_roads,
        import_roads,
        show_picture,
        peer_picture,
    )
}
