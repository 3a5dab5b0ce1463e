"""Depth rasters that follow each other in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.desks.hazard.depthgrid import depth_hazard
from gisapp.desks.hazard.look import HazardLook
from gisapp.desks.hazard.series import moment_in, series_in
from gisapp.desks.hazard.study import Stock, Wish, shown, study_of
from layers.feedback import Feedback
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, street

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.hazard.hazards import Hazard


def raster(folder: Path, name: str, depth: float) -> Hazard:
    """Return a raster over the street of :func:`tests.gisapp.desks.hazard.made.street` with one depth."""
    lines = ["ncols 30", "nrows 10", f"xllcorner {EAST - 20}", f"yllcorner {NORTH - 20}", "cellsize 5"]
    lines += [" ".join([f"{depth}"] * 15 + ["0"] * 15)] * 10
    (folder / name).write_text("\n".join(lines))
    return depth_hazard(folder / name, SYSTEM, crs=SYSTEM)


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("depth_010min", 600),
        ("浸水深_１２０分", 7200),
        ("depth_2.5h", 9000),
        ("浸水_3時間後", 10800),
        ("flood_t+30", 1800),
        ("depth_20261130_0910", 1796029800),
        ("depth_2026-11-30T09-10", 1796029800),
    ],
)
def test_times_in_names(name: str, seconds: int) -> None:
    found = moment_in(name)
    assert found is not None
    assert found[1] == seconds


@pytest.mark.parametrize("name", ["浸水深", "depth_L2", "depth_20261399_9999", "A31_10_42"])
def test_names_without_a_time(name: str) -> None:
    assert moment_in(name) is None


def test_rasters_are_walked_through(tmp_path: Path) -> None:
    deep = {
        "depth_000min.asc": 0.2,
        "depth_030min.asc": 1.0,
        "depth_060min.asc": 4.0,
        "depth_090min.asc": 2.0,
    }
    hazards = [raster(tmp_path, name, depth) for name, depth in deep.items()]
    alone = raster(tmp_path, "depth_L2.asc", 5.0)
    (series,) = series_in([*reversed(hazards), alone])
    assert [one.grid.path.name for one in series.hazards if one.grid] == list(deep)
    assert series.at(0) is hazards[0]
    assert series.at(1799) is hazards[0]
    assert series.at(3600) is hazards[2]
    line = series.timeline()
    assert (line.step.count, line.step.unit) == (30, "minute")
    assert (line.whole.start, line.whole.end) == (0, 7200)
    assert line.counts.tolist() == [1, 1, 1, 1]
    town = street(tmp_path)
    study = study_of(town, Stock(tuple(hazards), town.layers[-1]), {one.id for one in hazards}, Feedback())
    depths = []
    for moment in (0, 1800, 3600, 5400):
        seen = shown(study, Wish(moment=moment), HazardLook(), Feedback())
        water = study.frame(moment, Feedback())
        assert water is not None
        depths.append(float(np.nanmax(water.depth)))
        assert sum(count for _, count in seen.coloured.legend) == 5
    assert depths == pytest.approx(list(deep.values()))
    assert study.frame(3600, Feedback()) is study.frame(3700, Feedback())
    worst = shown(study, Wish(), HazardLook(), Feedback())
    assert {one.label: count for one, count in worst.coloured.legend}["3m以上5m未満"] == 3
