"""The things that are measured; each runs in a process of its own and prints one line of JSON."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from layers import sparing
from tests.benchmarks.begun import since_start
from tests.benchmarks.databasetasks import DATABASE_TASKS
from tests.benchmarks.datatasks import DATA_TASKS
from tests.benchmarks.hazardtasks import HAZARD_TASKS
from tests.benchmarks.planning import planning

SIZE = (1600, 900)
FRAMES = 40

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.scene.renderer import Renderer
    from layers.buildings import Buildings
    from layers.project import Camera


def _open(source: str) -> Buildings:
    from importers.citygml.importer import CityGml, CityGmlOptions
    from layers.buildings import Buildings
    from layers.feedback import Feedback

    layer = CityGml().read(Path(source), CityGmlOptions(), Feedback()).layers[0]
    assert isinstance(layer, Buildings)
    return layer


def import_city(source: str) -> dict[str, Any]:
    """Read a dataset from the zip to the finished store."""
    from importers.citygml.importer import CityGml, CityGmlOptions, store_folder
    from layers.feedback import Feedback

    result = CityGml().read(Path(source), CityGmlOptions(again=True), Feedback())
    folder = store_folder(Path(source).resolve(), CityGmlOptions())
    stored = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"buildings": result.counts["buildings"], "store_megabytes": stored / 1e6}


def write_city(target: str, source: str, buildings: str) -> dict[str, Any]:
    """Write a dataset of so many buildings from the mesh files of a real one."""
    from tests.benchmarks.copies import write_city as write

    return {"buildings": write(Path(source), Path(target), int(buildings))}


def _renderer(layer: Buildings) -> tuple[Renderer, Camera]:
    from gisapp.scene import camera, theme
    from gisapp.scene.renderer import Renderer
    from layers.project import Project

    project = Project().with_layer(layer)
    renderer = Renderer(SIZE, theme.LIGHT)
    renderer.sync(project)
    extent = project.extent()
    if extent is None:
        message = "nothing to see"
        raise RuntimeError(message)
    return renderer, camera.home(extent, SIZE)


def reopen(source: str) -> dict[str, Any]:
    """Open the store and draw the whole city in full, from the start of the process."""
    renderer, home = _renderer(_open(source))
    renderer.snapshot(home, SIZE)
    seconds = since_start()
    renderer.close()
    return {"seconds": seconds}


def _orbit(home: Camera) -> list[Camera]:
    """Return cameras on a quarter circle around the city."""
    from gisapp.scene import camera

    return [
        camera.orbited(home, home.focal, math.radians(90.0 * step / FRAMES), 0.0) for step in range(FRAMES)
    ]


def orbit(source: str, governed: str = "") -> dict[str, Any]:
    """Go around the whole city; with `governed` the governor chooses the resolution while moving."""
    from gisapp.scene.governor import Governor

    renderer, home = _renderer(_open(source))
    renderer.snapshot(home, SIZE)
    governor = Governor(software=renderer.software)
    pixels = SIZE[0] * SIZE[1]
    times = []
    for camera in _orbit(home):
        started = time.perf_counter()
        renderer.look_from(camera, SIZE)
        renderer.want(governor.budget(pixels, moving=True), moving=True)
        renderer.deliver(50_000)
        scale = governor.scale(pixels, renderer.drawn_triangles) if governed else 1.0
        renderer.draw(scale)
        times.append((time.perf_counter() - started) * 1000)
        governor.measured(times[-1], int(pixels * scale * scale), renderer.drawn_triangles)
    answer = _times(times)
    answer["triangles"] = renderer.drawn_triangles
    renderer.close()
    return answer


def _times(times: list[float]) -> dict[str, Any]:
    ordered = sorted(times)
    return {
        "median": ordered[len(ordered) // 2],
        "p95": ordered[int(len(ordered) * 0.95)],
        "worst": ordered[-1],
    }


def plain_orbit(source: str) -> dict[str, Any]:
    """Go around the same city in a plain PyVista viewer: one mesh of all LOD1 shapes, colour by cell."""
    import numpy as np
    import pyvista

    from gisapp.scene import camera as cameras

    layer = _open(source)
    points, triangles, colours = _one_mesh(layer)
    faces = np.column_stack([np.full(len(triangles), 3), triangles]).ravel()
    mesh = pyvista.PolyData(points, faces)
    plotter = pyvista.Plotter(off_screen=True, window_size=list(SIZE))
    plotter.add_mesh(mesh, scalars=colours, rgb=True)
    extent = layer.extent()
    if extent is None:
        message = "nothing to see"
        raise RuntimeError(message)
    west, south, bottom, east, north, top = extent
    origin = np.array([(west + east) / 2, (south + north) / 2, bottom])
    home = cameras.home((west, south, bottom, east, north, top), SIZE)
    times = []
    plotter.show(auto_close=False)
    for camera in _orbit(home):
        plotter.camera.position = tuple(np.array(camera.position) - origin)
        plotter.camera.focal_point = tuple(np.array(camera.focal) - origin)
        plotter.camera.up = camera.up
        plotter.camera.view_angle = camera.field_of_view
        plotter.reset_camera_clipping_range()
        started = time.perf_counter()
        plotter.render_window.Render()
        times.append((time.perf_counter() - started) * 1000)
    answer = _times(times)
    answer["triangles"] = len(triangles)
    plotter.close()
    return answer


def _one_mesh(layer: Buildings) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.uint8]]:
    import numpy as np

    from layers.buildings import PRISM

    extent = layer.extent() or (0.0,) * 6
    origin = np.array([(extent[0] + extent[3]) / 2, (extent[1] + extent[4]) / 2, extent[2]])
    points, triangles, features = [], [], []
    used = 0
    for tile in range(len(layer.data.tiles.numbers)):
        for mesh in layer.data.meshes(tile, PRISM):
            points.append((mesh.points + (mesh.origin - origin)).astype(np.float32))
            triangles.append(mesh.triangles.astype(np.int64) + used)
            features.append(mesh.features)
            used += len(mesh.points)
    colours = np.random.default_rng(0).integers(80, 255, (layer.data.store.count, 3), dtype=np.uint8)
    return np.concatenate(points), np.concatenate(triangles), colours[np.concatenate(features)]


def empty_orbit(source: str) -> dict[str, Any]:
    """Draw an empty plain picture of the same size: the floor of this machine."""
    import pyvista

    del source
    plotter = pyvista.Plotter(off_screen=True, window_size=list(SIZE))
    plotter.add_mesh(pyvista.Cube())
    plotter.show(auto_close=False)
    times = []
    for _ in range(FRAMES):
        started = time.perf_counter()
        plotter.render_window.Render()
        times.append((time.perf_counter() - started) * 1000)
    plotter.close()
    return _times(times)


def empty_interactor(source: str) -> NoReturn:
    """Draw an empty window of pyvistaqt as it comes: what a viewer on plain PyVista begins with."""
    from PySide6.QtWidgets import QApplication
    from pyvistaqt import QtInteractor  # type: ignore[import-not-found,unused-ignore]

    del source
    app = QApplication([])
    window = QtInteractor(auto_update=False)
    window.resize(*SIZE)
    window.show()
    times = []
    for _ in range(FRAMES):
        app.processEvents()
        started = time.perf_counter()
        window.render_window.Render()
        times.append((time.perf_counter() - started) * 1000)
    print(json.dumps(_times(times)), flush=True)
    os._exit(0)  # pyvistaqt 0.13 does not come to an end with PySide6


def click(source: str) -> dict[str, Any]:
    """Click on 100 places of the city from three distances: which building, and all about it."""
    import numpy as np

    from gisapp.scene import camera as cameras

    layer = _open(source)
    features = layer.data.store.features
    generator = np.random.default_rng(1)
    chosen = generator.choice(np.flatnonzero(np.isfinite(features["box_east"])), 100)
    times, hits = [], 0
    for k, feature in enumerate(chosen.tolist()):
        target = np.array(
            [features["box_east"][feature], features["box_north"][feature], features["top"][feature]]
        )
        camera = cameras.aimed(target, float(k), math.radians(40), (300.0, 1500.0, 8000.0)[k % 3])
        origin, direction = cameras.ray(camera, SIZE, SIZE[0] / 2, SIZE[1] / 2)
        started = time.perf_counter()
        hit = layer.pick(origin, direction)
        if hit is not None:
            layer.describe(hit.feature)
            hits += 1
        times.append((time.perf_counter() - started) * 1000)
    return {**_times(times), "first": times[0], "hits": hits}


def click_in_window(source: str) -> dict[str, Any]:
    """Click on 30 buildings in the window itself, from the button's release to the painted card."""
    import numpy as np
    from PySide6.QtCore import QPoint, QSize, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gisapp.app import Application
    from gisapp.scene.canvas import Canvas
    from gisapp.settings import Settings
    from gisapp.ui.panels.feature import FeaturePanel
    from layers.buildings import Buildings

    app = QApplication([])
    program = Application(app, Settings())
    window = program.window
    window.resize(QSize(*SIZE))
    program.show([Path(source)])

    def wait(ready: Callable[[], bool], seconds: float = 60.0) -> None:
        end = time.perf_counter() + seconds
        while not ready():
            app.processEvents()
            if time.perf_counter() > end:
                message = "the window did not get there"
                raise RuntimeError(message)

    def settle(seconds: float) -> None:
        end = time.perf_counter() + seconds
        wait(lambda: time.perf_counter() > end, seconds + 1)

    wait(lambda: any(layer.data is not None for layer in window.session.project.layers))
    settle(4)
    canvas, panel = window.findChildren(Canvas)[0], window.findChildren(FeaturePanel)[0]
    (layer,) = window.session.project.layers
    assert isinstance(layer, Buildings)
    features = layer.data.store.features
    tall = np.flatnonzero(features["top"] - features["bottom"] > 6)

    def click() -> float:
        before = panel.description
        place = QPoint(canvas.width() // 2, canvas.height() // 2)
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        started = time.perf_counter()
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        wait(lambda: panel.description not in (None, before), 5)
        panel.grab()  # lays it out and paints it
        return (time.perf_counter() - started) * 1000

    times = []
    for feature in np.random.default_rng(1).choice(tall, 30).tolist():
        east, north, height = (float(features[name][feature]) for name in ("box_east", "box_north", "top"))
        canvas.fly_to_point(east, north, height, 300.0)
        settle(1.5)
        times.append(click())
    program.end()  # closing would ask whether to save
    return _times(times)


def table_filter(source: str) -> dict[str, Any]:
    """Filter by use and height, then colour by height; first time (columns read) and again."""
    from dataclasses import replace

    from layers import filters
    from layers.colours import feature_colours
    from styles.propose import by_range

    layer = _open(source)
    answer: dict[str, Any] = {}
    for name, height in (("first", 10.0), ("again", 12.0)):
        started = time.perf_counter()
        conditions = (
            filters.Condition("usage", filters.Operator.EQUAL, "411"),
            filters.Condition("measured_height", filters.Operator.GREATER, height),
        )
        kept = filters.mask(replace(layer, filter=conditions))
        answer[name] = (time.perf_counter() - started) * 1000
        answer["rows"] = int(kept.sum()) if kept is not None else 0
    attribute = next(each for each in layer.table().attributes if each.name == "measured_height")
    styled = replace(layer, style=by_range(attribute.name, layer.table().numbers(attribute.name)))
    started = time.perf_counter()
    feature_colours(styled)
    answer["colour"] = (time.perf_counter() - started) * 1000
    return answer


def queries(source: str, count: str = "0") -> dict[str, Any]:
    """Ask, count and colour beside pandas and geopandas; `count` rows, 0 for as many as there are."""
    from tests.benchmarks.queries import measure

    layer = _open(source)
    return measure(layer, int(count) or len(layer.table()))


def time_walk(places: str) -> dict[str, Any]:
    """Go through the hours of a month, with a value for each of some squares; see ``times.py``."""
    from tests.benchmarks.times import walk

    return walk(".", places)


def recolour(source: str) -> dict[str, Any]:
    """Colour by attributes, filter and select in the drawn city: from the wish to the changed picture."""
    from tests.benchmarks.changes import Changing

    return Changing(_open(source)).measured()


def flight(source: str, alone: str = "") -> dict[str, Any]:
    """Fly the fixed path in real time, loading what is needed; `alone` without empty pictures in between."""
    import psutil

    from layers.project import Project
    from tests.benchmarks.flight import flown_project

    layer = _open(source)
    answer = flown_project(Project().with_layer(layer), layer.data.store.features, alone=bool(alone))
    answer["megabytes"] = psutil.Process().memory_info().rss / 1e6
    return answer


TASKS: dict[str, Callable[..., dict[str, Any]]] = (
    {
        function.__name__: function
        for function in (
            time_walk,
            import_city,
            write_city,
            reopen,
            orbit,
            plain_orbit,
            empty_orbit,
            empty_interactor,
            click,
            click_in_window,
            flight,
            recolour,
            table_filter,
            queries,
            planning,
        )
    }
    | DATA_TASKS
    | DATABASE_TASKS
    | HAZARD_TASKS
)

if __name__ == "__main__":
    sparing.begin()  # as the program does
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
