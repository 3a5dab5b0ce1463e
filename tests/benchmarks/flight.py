"""A fixed flight through a city as a person flies it: the camera follows the clock, not the pictures.

Street, low over dense blocks, a turn on the spot, up to the whole city and down again, then a stop. What
comes late is seen late: choosing, loading, drawing and reading the picture back all count.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.scene import camera as cameras

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from gisapp.scene.frames import Frames
    from layers.project import Camera, Project

SIZE = (1600, 900)
FLOOR_FRAMES = 10
UP, LOW = 2.0, 80.0
"""Metres above the ground in the street and over the roofs."""


@dataclass(frozen=True)
class Place:
    """Where one looks from at a time: seconds, and the camera as point looked at, directions and distance."""

    seconds: float
    east: float
    north: float
    height: float
    bearing: float
    tilt: float
    distance: float


def path_of(features: dict[str, NDArray[Any]], extent: cameras.Extent) -> list[Place]:
    """Return the fixed flight of a city, which begins where its buildings are densest.

    Its first 15 seconds are the same for a town and for a city of any size around it; then it climbs until
    everything is seen.
    """
    east, north, ground = _densest(features)
    ahead = _busiest(features, east, north)
    sine, cosine = math.sin(ahead), math.cos(ahead)
    home = cameras.home(extent, SIZE)
    wide = cameras.distance(home)
    middle = home.focal

    def place(seconds: float, metres: float, bearing: float, tilt: float, distance: float) -> Place:
        along, across = east + sine * metres, north + cosine * metres
        return Place(seconds, along, across, ground + UP, ahead + bearing, tilt, distance)

    return [
        place(0.0, 0, 0.0, 0.05, 60.0),
        place(4.0, 60, 0.3, 0.05, 60.0),
        place(6.0, 150, 0.0, 0.27, 2 * LOW),
        place(11.0, 750, 0.1, 0.27, 2 * LOW),
        place(14.0, 850, math.pi, 0.27, 2 * LOW),
        Place(20.0, *middle, ahead + math.pi, cameras.tilt(home), wide),
        Place(22.0, *middle, ahead + math.pi + 0.4, cameras.tilt(home), wide),
        place(26.0, 300, math.pi + 0.4, 0.6, 400.0),
    ]


def _busiest(features: dict[str, NDArray[Any]], east: float, north: float) -> float:
    """Return the bearing of the strip of 900 by 400 m from a place that holds the most buildings."""
    east_of, north_of = features["box_east"] - east, features["box_north"] - north
    found = []
    for bearing in np.linspace(0, 2 * math.pi, 16, endpoint=False).tolist():
        along = east_of * math.sin(bearing) + north_of * math.cos(bearing)
        aside = east_of * math.cos(bearing) - north_of * math.sin(bearing)
        found.append((int(((along > 0) & (along < 900) & (np.abs(aside) < 200)).sum()), bearing))
    return max(found)[1]


def _densest(features: dict[str, NDArray[Any]]) -> tuple[float, float, float]:
    """Return the middle of the square of 250 m with the most buildings, and the height of its ground."""
    sound = np.flatnonzero(np.isfinite(features["box_east"]) & np.isfinite(features["bottom"]))
    column = (features["box_east"][sound] // 250).astype(np.int64)
    row = (features["box_north"][sound] // 250).astype(np.int64)
    cells, inverse, counts = np.unique(
        row << 32 | (column & 0xFFFFFFFF), return_inverse=True, return_counts=True
    )
    del cells
    rows = sound[inverse == int(np.argmax(counts))]
    return (
        float(np.median(features["box_east"][rows])),
        float(np.median(features["box_north"][rows])),
        float(np.median(features["bottom"][rows])),
    )


def camera_at(path: Sequence[Place], seconds: float) -> Camera:
    """Return the camera at a time of a flight; distances change by equal factors in equal times."""
    times = [place.seconds for place in path]

    def between(values: Sequence[float]) -> float:
        return float(np.interp(seconds, times, values))

    focal = tuple(between([getattr(place, name) for place in path]) for name in ("east", "north", "height"))
    distance = math.exp(between([math.log(place.distance) for place in path]))
    # Far away the point looked at moves as fast as it seems to: most of the way is gone high up.
    return cameras.aimed(
        focal,
        between([place.bearing for place in path]),
        between([place.tilt for place in path]),
        distance,
    )


@dataclass
class Flown:
    """What a flight took.

    Attributes
    ----------
    frames
        Milliseconds from one picture to the next, all work of the drawing thread included.
    at
        Seconds of the flight at which each was begun.
    processor, drawing
        Milliseconds of processors for each frame: of all threads, and of the one that draws. Other programs
        lengthen the frames and hardly these.
    full
        Seconds from the stop to the first picture in full size with nothing missing, and to the smooth one.
    """

    frames: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    drawing: list[float] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    scales: list[float] = field(default_factory=list)
    triangles: list[int] = field(default_factory=list)
    full: tuple[float, float] = (0.0, 0.0)


def fly(
    frames: Frames,
    path: Sequence[Place],
    seen: Callable[[float, NDArray[np.uint8]], None] | None = None,
    between: Callable[[], None] | None = None,
) -> Flown:
    """Fly a path in real time and stop at its end.

    Parameters
    ----------
    frames
        What draws.
    path
        Where.
    seen
        Is given each picture and its time; the flight stands still meanwhile.
    between
        Is called about once a second when nothing is being loaded; the flight stands still meanwhile.
    """
    flown = Flown()
    begun, lost, second = time.perf_counter(), 0.0, 0
    while True:
        started = time.perf_counter()
        at = started - begun - lost
        if at >= path[-1].seconds:
            break
        processor, drawing = time.process_time(), time.thread_time()
        frames.look(camera_at(path, at), time.monotonic())
        step = frames.step(time.monotonic())
        flown.frames.append((time.perf_counter() - started) * 1000)
        flown.processor.append((time.process_time() - processor) * 1000)
        flown.drawing.append((time.thread_time() - drawing) * 1000)
        flown.at.append(at)
        flown.triangles.append(frames.renderer.drawn_triangles)
        if step.picture is not None:
            flown.scales.append(step.picture.shape[0] / SIZE[1])
        pause = time.perf_counter()
        if step.picture is not None and seen is not None:
            seen(at, step.picture)
        if between is not None and int(at) > second and not frames.busy:
            second = int(at)
            between()
        lost += time.perf_counter() - pause
    stopped = time.perf_counter()
    full = 0.0
    while time.perf_counter() - stopped < 20.0:
        step = frames.step(time.monotonic())
        done = not frames.moving and not frames.busy
        if step.picture is not None and done and not full:
            full = time.perf_counter() - stopped
        if done and step.picture is None:
            break
        if step.delay:
            time.sleep(min(step.delay, 0.005))
        elif step.delay is None:
            frames.renderer.wait(0.05)
    flown.full = (full, time.perf_counter() - stopped)
    return flown


class Floor:
    """An empty picture of this window in full size: sky, bare ground, reading back.

    Attributes
    ----------
    times, processor
        Milliseconds that each took, and those of processors, all threads together.
    """

    def __init__(self) -> None:
        from gisapp.scene.frames import Frames
        from gisapp.scene.theme import LIGHT
        from layers.project import Project

        self._frames = Frames(SIZE, LIGHT, lambda: None)
        self._frames.sync(Project())
        self._frames.renderer.extent = (-5000.0, -5000.0, 0.0, 5000.0, 5000.0, 50.0)
        self._turn = 0
        self.times: list[float] = []
        self.processor: list[float] = []
        self.draw(5)  # what is made ready at the first pictures
        self.times.clear()
        self.processor.clear()

    def draw(self, number: int = 1) -> None:
        """Draw and measure so many pictures, after one that only turns the graphics to this window."""
        renderer = self._frames.renderer
        for count in range(number + 1):
            self._turn += 1
            renderer.look_from(cameras.aimed((0.0, 0.0, 0.0), 0.1 * self._turn, 0.2, 500.0), SIZE)
            started, processor = time.perf_counter(), time.process_time()
            renderer.draw(1.0)
            if count:
                self.times.append((time.perf_counter() - started) * 1000)
                self.processor.append((time.process_time() - processor) * 1000)

    def close(self) -> None:
        """Free the window."""
        self._frames.close()


def statistics_of(times: Sequence[float]) -> dict[str, float]:
    """Return median, 95th percentile and worst of some times."""
    ordered = sorted(times)
    return {
        "median": ordered[len(ordered) // 2],
        "p95": ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)],
        "worst": ordered[-1],
    }


def flown_project(
    project: Project, features: dict[str, NDArray[Any]], *, alone: bool = False
) -> dict[str, Any]:
    """Open a view of a project, fly through it and return the figures.

    Parameters
    ----------
    project, features
        What is shown, and the columns of its buildings.
    alone
        Without empty pictures in between for comparison: their window needs memory of its own.
    """
    from gisapp.scene.frames import Frames
    from gisapp.scene.theme import LIGHT

    extent = project.extent()
    if extent is None:
        message = "nothing to see"
        raise RuntimeError(message)
    empty = None if alone else Floor()
    frames = Frames(SIZE, LIGHT, lambda: None)
    frames.sync(project)
    flown = fly(frames, path_of(features, extent), between=None if empty is None else empty.draw)
    frames.close()
    times = statistics_of(flown.frames)
    found: dict[str, Any] = {
        **times,
        "processor": float(np.mean(flown.processor)),
        "drawing": float(np.mean(flown.drawing)),
        "frames": len(flown.frames),
        "scale": float(np.median(flown.scales)),
        "triangles": int(np.median(flown.triangles)),
        "full": flown.full[0],
        "smooth": flown.full[1],
        "by_second": _by_second(flown),
    }
    if empty is not None:
        empty.draw(FLOOR_FRAMES)
        empty.close()
        found["floor"] = statistics_of(empty.times)["median"]
        found["floor_processor"] = float(np.median(empty.processor))
        found["median_ratio"] = times["median"] / found["floor"]
        found["p95_ratio"] = times["p95"] / found["floor"]
    return found


def _by_second(flown: Flown) -> list[tuple[int, int, int]]:
    """Return for each second of the flight: pictures, and the worst of them in milliseconds."""
    second = np.array(flown.at).astype(int)
    times = np.array(flown.frames)
    return [
        (int(one), int((second == one).sum()), round(float(times[second == one].max())))
        for one in np.unique(second).tolist()
    ]
