"""Edits of shared boundaries in a ledger of a whole city: how long one takes until it is in the project."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.desks.areas import draft as drafts
from gisapp.desks.areas import register
from gisapp.desks.areas.arcs import NOBODY, Arcs, arcs_of
from gisapp.desks.areas.draft import Draft, Entry
from gisapp.desks.areas.model import Association, put
from gisapp.desks.areas.patches import EditRefused
from gisapp.journal import Journal
from gisapp.session import Session
from layers.project import Project
from tests.benchmarks.areacity import CRS, areas, make_city

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINE = 8.0
"""Metres from corner to corner of a boundary: about 200 corners an area."""
EDITS = 24
"""Of each kind."""
ENTRY = Entry("2026-04-01", "自治振興課", "境界の見直し", "2026-03-20T10:00:00+09:00")


@dataclass(frozen=True)
class Clock:
    """A moment or a stretch of time: seconds that pass, and seconds of one processor."""

    passed: float
    worked: float

    @classmethod
    def now(cls) -> Clock:
        """Return the present moment."""
        return cls(time.perf_counter(), time.process_time())

    def until_now(self) -> Clock:
        """Return the time since a moment."""
        now = self.now()
        return Clock(now.passed - self.passed, now.worked - self.worked)


def shapes_of_city() -> NDArray[np.object_]:
    """Return the areas of the city with many corners, on the grid of a millimetre."""
    city = make_city()
    fine = shapely.segmentize(areas(city, city.owner), FINE)
    return np.asarray(shapely.transform(fine, lambda places: np.round(places, 3)))


def edits(draft: Draft, arcs: Arcs, arc: int, seed: int) -> dict[str, tuple[Draft, Clock]]:
    """Return what comes of edits at an arc and their times, by name; those that may not be are left out."""
    line = arcs.line(arc)
    corner, random = line[len(line) // 2], np.random.default_rng(seed)
    way = (line[-1] - line[0]) / np.hypot(*(line[-1] - line[0]))
    aside = np.array([-way[1], way[0]])
    first, last = line[len(line) // 4], line[3 * len(line) // 4]
    drawn = np.array([first - 3 * aside, first + 4 * aside, last + 4 * aside, last - 3 * aside])
    row = int(arcs.left[arc])
    middle = np.array(draft.shapes[row].point_on_surface().coords[0])
    across = np.array([middle - 2000 * way, middle + 2000 * way])
    asked: dict[str, Callable[[], Draft]] = {
        "move a corner": lambda: draft.moved(corner, corner + random.uniform(-2, 2, 2)),
        "move a node": lambda: draft.moved(line[0], line[0] + random.uniform(-2, 2, 2)),
        "insert a corner": lambda: draft.inserted((corner + line[len(line) // 2 + 1]) / 2),
        "delete a corner": lambda: draft.deleted(corner),
        "draw a boundary anew": lambda: draft.reshaped(drawn),
        "split an area": lambda: draft.split(row, across, "新しい自治会"),
        "merge two areas": lambda: draft.merged([row, int(arcs.right[arc])]),
        "give land to an area": lambda: draft.assigned(shapely.Point(corner).buffer(15.0), row),
    }
    found: dict[str, tuple[Draft, Clock]] = {}
    for name, edit in asked.items():
        begin = Clock.now()
        try:
            after = edit()
        except EditRefused:
            continue
        found[name] = (after, begin.until_now())
    return found


def editing() -> dict[str, Any]:
    """Build the model, and do edits of every kind all over the city."""
    shapes = shapes_of_city()
    start = Clock.now()
    arcs = arcs_of(shapes)
    building, start = start.until_now(), Clock.now()
    arcs.shapes()
    back = start.until_now()
    ledger = [
        Association(f"r{row}", f"l{row}", f"J{row:04d}", f"{row}番自治会", shape=shape, crs=CRS,
                    since="2020-04-01", values={"households": row})
        for row, shape in enumerate(shapes)
    ]  # fmt: skip
    session = Session(register.seen(put(Project(crs=CRS), ledger, "2026-01-05")))
    start = Clock.now()
    draft = drafts.begun(session.project)
    beginning = start.until_now()
    inner = np.flatnonzero((arcs.left != NOBODY) & (arcs.right != NOBODY) & (np.diff(arcs.offsets) > 12))
    inner = inner[arcs.ends[inner, 0] != arcs.ends[inner, 1]]
    chosen = np.random.default_rng(1).choice(inner, EDITS, replace=False).tolist()
    kinds: dict[str, list[tuple[Clock, Clock, Clock]]] = defaultdict(list)
    for number, arc in enumerate(chosen):
        for name, (after, edit) in edits(draft, arcs, arc, number).items():
            start = Clock.now()
            project = drafts.confirmed(session.project, after, ENTRY)
            placed, start = start.until_now(), Clock.now()
            session.do("区域を直す", project)
            kinds[name].append((edit, placed, start.until_now()))
            session.undo()
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder), session)
        flushing = []
        for arc in chosen[:5]:
            after = edits(draft, arcs, arc, 0)["move a corner"][0]
            session.do("区域を直す", drafts.confirmed(session.project, after, ENTRY))
            start = Clock.now()
            assert journal.flush()
            flushing.append(start.until_now().passed)
            session.undo()
        journal.close()
    return {
        "areas": len(shapes),
        "corners": int(shapely.get_num_coordinates(shapes).sum()),
        "arcs": len(arcs),
        "building": building.worked,
        "back": back.worked,
        "beginning": beginning.worked,
        "flushing": statistics.median(flushing),
        "kinds": {
            name: {
                "count": len(times),
                "parts": [statistics.median(one[k].worked for one in times) for k in range(3)],
                "worked": statistics.median(sum(each.worked for each in one) for one in times),
                "passed": statistics.median(sum(each.passed for each in one) for one in times),
            }
            for name, times in kinds.items()
        },
    }


def edit_lines(answers: Sequence[dict[str, Any]], megabytes: float) -> list[str]:
    """Return what the page tells of the edits."""
    last = answers[-1]
    middle = {
        name: statistics.median(one[name] for one in answers)
        for name in ("building", "back", "beginning", "flushing")
    }
    lines = [
        f"{last['areas']:,} areas with {last['corners']:,} corners become {last['arcs']:,} arcs in",
        f"**{middle['building']:.2f} s** and polygons again in {middle['back']:.2f} s. A draft of the ledger",
        f"takes {middle['beginning']:.2f} s, once (seconds of one processor). Writing the whole session",
        f"aside after an edit, before 「記録しました」 is said: {middle['flushing']:.2f} s that passed.",
        f"{megabytes:,.0f} MB with the made city.",
        "",
        "Milliseconds of one processor, and those that passed (others worked on the machine meanwhile):",
        "",
        "| edit | how many | edit | into the ledger | into the project | whole | passed |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name in last["kinds"]:
        each = [one["kinds"][name] for one in answers]
        parts = [1000 * statistics.median(one["parts"][k] for one in each) for k in range(3)]
        worked, passed = (1000 * statistics.median(one[of] for one in each) for of in ("worked", "passed"))
        told = " | ".join(f"{one:.0f}" for one in parts)
        lines.append(f"| {name} | {each[-1]['count']} | {told} | **{worked:.0f}** | {passed:.0f} |")
    return lines
