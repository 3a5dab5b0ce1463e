"""Lines of the table for the hazard desk, beside a plain geopandas overlay in the same run."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from tests.benchmarks.hazardtasks import AREAS, BUILDINGS, OUTLINES
from tests.benchmarks.line import Line
from tests.benchmarks.measure import python, run
from tests.realdata import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def answering(rounds: int, folder: Path, environment: Mapping[str, str]) -> list[Line]:
    """Measure classes of many areas for many buildings, and depths of a raster."""
    if not (DATA / OUTLINES).exists():
        return [Line("hazard: real flood outlines", "not there")]
    run(python("hazard_areas"), environment, folder)  # compiles
    ours, theirs = [], []
    for number in range(rounds):
        ours.append(run(python("hazard_areas"), environment, folder))
        if number == 0:
            theirs.append(run(python("peer_hazard_areas"), environment, folder))
    watched = run(python("hazard_areas"), environment, folder, memory=True)
    grids = [run(python("hazard_raster"), environment, folder) for _ in range(rounds)]
    mine, other = (statistics.median(one.answer["seconds"] for one in runs) for runs in (ours, theirs))
    worked = [statistics.median(one.answer["processor"] for one in runs) for runs in (ours, theirs)]
    same = abs(ours[0].answer["affected"] - theirs[0].answer["affected"])
    run(python("hazard_colours"), environment, folder)  # reads the city
    colours = [run(python("hazard_colours"), environment, folder) for _ in range(rounds)]
    seen = {
        name: statistics.median(one.answer[name] for one in colours)
        for name in ("seconds", "answering", "processor")
    }
    city = f"{colours[0].answer['buildings']:,} buildings of a city in other water"
    what = f"class of {BUILDINGS:,} buildings under {AREAS:,} flood areas"
    return [
        Line(f"{what}, beside geopandas.overlay, s", f"{mine:.1f}", f"{other:.1f}", f"{other / mine:.1f}×"),
        Line(
            f"{what}, processor time, s",
            f"{worked[0]:.1f}",
            f"{worked[1]:.1f}",
            f"{worked[1] / worked[0]:.1f}×",
        ),
        Line(f"{what}: buildings affected in one and not in the other", f"{same:,}"),
        Line(f"{what}: memory of the whole process, MB", f"{watched.megabytes:.0f}"),
        Line(
            f"depth of {BUILDINGS:,} buildings from a raster of 1 m cells, s",
            f"{statistics.median(one.answer['seconds'] for one in grids):.1f}",
        ),
        Line(
            f"depth of {BUILDINGS:,} buildings from a raster of 1 m cells, processor time, s",
            f"{statistics.median(one.answer['processor'] for one in grids):.1f}",
        ),
        Line(f"{city}: from the wish to the picture, s", f"{seen['seconds']:.2f}"),
        Line(f"{city}: of which water and colours, s", f"{seen['answering']:.2f}"),
        Line(f"{city}: processor time, s", f"{seen['processor']:.2f}"),
    ]
