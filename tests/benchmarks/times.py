"""A walk through time: squares with a value for every hour of a month, step by step, up to the picture."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from layers.base import Layer

HOURS = 744
STEPS = 60
SIZE = (1600, 900)


def _table(folder: Path, places: int) -> Path:
    import numpy as np

    from layers.meshcodes import boxes

    random = np.random.default_rng(1)
    thirds = [f"4929{q}{v}{r}{w}" for q in range(8) for v in range(8) for r in range(10) for w in range(10)]
    codes = np.array([f"{third}{half}" for third in thirds for half in (1, 2, 3, 4)][:places])
    if np.isnan(boxes(codes)).any():
        raise ValueError(places)
    path = folder / f"people-{places}.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("日時,メッシュコード,滞在人口\n")
        for hour in range(HOURS):
            values = random.gamma(2.0, 60.0 * (1.2 + np.sin(hour / 24 * 2 * np.pi)), places).astype(int)
            moment = f"2026-10-{hour // 24 + 1:02} {hour % 24:02}:00"
            stream.write(
                "".join(f"{moment},{code},{value}\n" for code, value in zip(codes, values, strict=True))
            )
    return path


def _memory() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss / 1e6)


def walk(folder: str, places: str) -> dict[str, Any]:
    """Read a month of hours and go through its steps; times in milliseconds, sizes in megabytes."""
    import numpy as np

    from importers.tables.importer import Tables, TablesOptions
    from layers.feedback import Feedback

    source = _table(Path(folder), int(places))
    begun = time.perf_counter()
    options = TablesOptions(stores=Path(folder) / "stores")
    layer = Tables().read(source, options, Feedback()).layers[0]
    read = time.perf_counter() - begun
    files: dict[str, int] = layer.data.store.manifest["files"]
    before = _memory()
    begun = time.perf_counter()
    times = layer.times()
    if times is None:
        raise RuntimeError(source)
    first = (time.perf_counter() - begun) * 1000
    looked, drawn = _steps(layer)
    return {
        "rows": len(times.start),
        "csv_megabytes": source.stat().st_size / 1e6,
        "store_megabytes": sum(files.values()) / 1e6,
        "read_seconds": read,
        "first": first,
        "look": float(np.median(looked)),
        "picture": float(np.median(drawn)),
        "slowest": float(np.quantile(drawn, 0.95)),
        "memory": _memory() - before,
    }


def _steps(layer: Layer) -> tuple[list[float], list[float]]:
    """Return milliseconds to work out each step, and to have its picture."""
    from dataclasses import replace

    from gisapp.scene import camera, look, theme
    from gisapp.scene.renderer import Renderer
    from layers.feedback import Feedback
    from layers.project import Project
    from layers.settling import settled
    from layers.timeline import timeline

    line = timeline([layer], Feedback())
    project = settled(Project().with_layer(layer))
    extent = project.extent()
    if line is None or extent is None:
        raise RuntimeError(layer.name)
    renderer = Renderer(SIZE, theme.LIGHT)
    renderer.sync(project)
    renderer.snapshot(camera.home(extent, SIZE), SIZE)
    renderer.look_from(camera.home(extent, SIZE), SIZE)
    looked, drawn = [], []
    for number in range(STEPS):
        period = line.step.at(line.whole.start, number)
        begun = time.perf_counter()
        look.base(replace(layer, during=period))
        looked.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        project = settled(replace(project, time=period))
        renderer.sync(project)
        renderer.want(1_000_000)
        while renderer.busy:
            renderer.wait(0.05)
            renderer.deliver(1_000_000)
        renderer.draw()
        drawn.append((time.perf_counter() - begun) * 1000)
    renderer.close()
    return looked[1:], drawn[1:]
