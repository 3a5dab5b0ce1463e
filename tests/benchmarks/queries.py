"""Asks, counts and colours whole cities, ours beside pandas and geopandas in the same process.

Each pair runs in turn on the same rows, ours without what it remembers, and the median of the rounds is told.
Rows of a smaller city are repeated, shifted to the side, until there are as many as are asked for.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import colours, filters
from layers.feedback import Feedback
from layers.query import evaluate, spatial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer, Table

ROUNDS = 5
GRID = 12
"""Districts along each side of the town."""


@dataclass(frozen=True, eq=False)
class Repeated:
    """A table whose rows are those of another one, again and again."""

    base: Table
    rows: NDArray[np.intp]

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The columns."""
        return self.base.attributes

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return a numeric column."""
        return self.base.numbers(name)[self.rows]

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a column of texts."""
        return self.base.texts(name)[self.rows]

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return indices and codes."""
        indices, codes = self.base.categories(name)
        return indices[self.rows], codes

    def labels(self, name: str) -> Mapping[str, str]:
        """Return meanings."""
        return self.base.labels(name)


@dataclass(frozen=True, eq=False)
class Kept:
    """A table that has every column at hand, as the store has after the first look."""

    base: Repeated
    found: dict[tuple[str, str], Any]

    def __getattr__(self, kind: str) -> Any:
        """Return the method of the base that remembers."""
        inner = getattr(self.base, kind)
        if kind not in ("numbers", "texts", "categories"):
            return inner

        def at_hand(name: str) -> Any:
            if (kind, name) not in self.found:
                self.found[kind, name] = inner(name)
            return self.found[kind, name]

        return at_hand

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.base)


def _time(ours: Callable[[], object], peer: Callable[[], object]) -> dict[str, float]:
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        for run, times in ((ours, mine), (peer, theirs)):
            started = time.perf_counter()
            run()
            times.append((time.perf_counter() - started) * 1000)
    return {"ours": statistics.median(mine), "peer": statistics.median(theirs)}


def measure(layer: Layer, count: int) -> dict[str, dict[str, float]]:
    """Return milliseconds of ours and of the peer for each task on `count` rows."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    rows = np.arange(count) % len(layer.table())
    table = Kept(Repeated(layer.table(), rows), {})
    shapes = layer.footprints()
    if shapes is None:
        message = "the layer has no shapes"
        raise ValueError(message)
    west, south, _, east, north, _ = layer.extent() or (0.0,) * 6
    shift = (np.arange(count) // len(layer.table())) * (east - west)
    corners, owner = shapely.get_coordinates(shapes[rows], return_index=True)
    own = shapes[rows].copy()
    own = shapely.set_coordinates(own, corners + np.column_stack([shift[owner], np.zeros(len(owner))]))
    wide = float(shift[-1]) + east - west
    x, y = np.meshgrid(np.linspace(west, west + wide, GRID + 1), np.linspace(south, north, GRID + 1))
    districts = shapely.box(x[:-1, :-1], y[:-1, :-1], x[1:, 1:], y[1:, 1:]).ravel()
    frame = pd.DataFrame(
        {
            "measured_height": table.numbers("measured_height"),
            "usage": pd.Series(table.texts("usage")).replace("", pd.NA).astype("category"),
        }
    )
    houses = gpd.GeoDataFrame(frame, geometry=own)
    areas = gpd.GeoDataFrame({"district": np.arange(len(districts))}, geometry=districts)
    return {
        "filter": _filter(table, frame),
        "statistics": _figures(layer, table, frame),
        "colour": _colour(table, frame),
        "spatial": _spatial(own, districts, houses, areas),
    }


def _filter(table: Any, frame: Any) -> dict[str, float]:
    _, codes = table.categories("usage")
    labels = table.labels("usage")
    wanted = tuple(codes[:2])
    condition = filters.AllOf(
        (
            filters.Condition("measured_height", filters.Operator.AT_LEAST, 6.0),
            filters.Condition("usage", filters.Operator.IN, wanted),
        )
    )
    names = [labels.get(code, code) for code in wanted]
    met = evaluate.truth(table, condition).holds

    def peer() -> Any:
        return (frame["measured_height"] >= 6) & frame["usage"].isin(names)

    if int(met.sum()) != int(peer().sum()):
        message = "the two do not agree"
        raise RuntimeError(message)
    return _time(lambda: evaluate.truth(table, condition), peer)


def _figures(layer: Layer, table: Any, frame: Any) -> dict[str, float]:
    from gisapp.desks.statistics import By, Question, summarise

    class Asked:
        """A layer whose table is ours."""

        name = layer.name

        @staticmethod
        def table() -> Any:
            return table

    asked: Any = Asked()
    question = Question(By.COLUMN, "usage", of="measured_height")

    def peer() -> Any:
        groups = frame.groupby("usage", observed=True)["measured_height"]
        return groups.agg(["size", "count", "sum", "mean", "median", "min", "max"])

    return _time(lambda: summarise(asked, question, None, feedback=Feedback()), peer)


def _colour(table: Any, frame: Any) -> dict[str, float]:
    import pandas as pd

    from styles import propose

    style = propose.by_range("measured_height", table.numbers("measured_height"))
    edges = [style.ranges[0].low, *(one.high for one in style.ranges)]

    def peer() -> Any:
        return pd.cut(frame["measured_height"], edges, right=False).cat.codes

    return _time(lambda: colours.classified(table, style), peer)


def _spatial(own: Any, districts: Any, houses: Any, areas: Any) -> dict[str, float]:
    import shapely

    def ours() -> Any:
        found = spatial.Footprints(own)
        shapely.prepare(districts)
        return found.point_tree.query(districts, predicate="intersects")

    def peer() -> Any:
        middles = houses.set_geometry(houses.representative_point())
        return middles.sjoin(areas, predicate="within")

    return _time(ours, peer)
