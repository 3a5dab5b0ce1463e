"""What staff entered of a lot: kept in the project, found again by a click in the lot.

Only what staff said is kept. Everything else is proposed anew from the layers, so a new road ledger counts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.planning.place import How, Place
from gisapp.desks.planning.site import MOST_STOREYS
from gisapp.desks.planning.sitefile import (
    plain_edge,
    plain_ground,
    read_edge,
    read_grounds,
    read_one_of,
    read_ring,
    read_size,
)
from layers import records
from layers.errors import GisError
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.plaindata import Reader, fail, numbers

if TYPE_CHECKING:
    from gisapp.desks.planning.grounds import GroundRegion
    from gisapp.desks.planning.lot import Edge
    from layers.project import Project
    from layers.records import Record

KIND = "planning/lot"
FORMAT = 1
STAFF = "staff"
"""Source of an edge that staff entered."""
_GIVEN = QT_TRANSLATE_NOOP(CONTEXT, "{what}は、資料ではなく職員が入力した値です。")
_RATIO = QT_TRANSLATE_NOOP(CONTEXT, "指定容積率 {ratio} %")
_COVERAGE = QT_TRANSLATE_NOOP(CONTEXT, "指定建蔽率 {ratio} %")
RESISTANCES = ("", "fireproof", "quasi")
_UNREADABLE = QT_TRANSLATE_NOOP(
    CONTEXT, "プロジェクトに保存された敷地「{name}」を読めないため、使っていません。"
)


@dataclass(frozen=True)
class Wish:
    """What the sliders say.

    Attributes
    ----------
    setbacks
        Edge and metres that the building keeps from it, rising by edge.
    storey
        Metres from floor to floor.
    storeys
        Largest number of storeys.
    """

    setbacks: tuple[tuple[int, float], ...] = ()
    storey: float = 3.0
    storeys: int = MOST_STOREYS


@dataclass(frozen=True)
class Levels:
    """Levels that staff entered or took over from a proposal.

    Attributes
    ----------
    ground, mean
        Ground level (地盤面) and mean ground level (平均地盤面), metres above sea level.
    edges
        Edge and metres by which what lies behind it is higher than the ground level, rising by edge.
    steps
        Several ground levels, metres above sea level, and where they count, from the lowest, which is
        `ground`; none where there is only one (令2条2項).
    """

    ground: float
    mean: float
    edges: tuple[tuple[int, float], ...] = ()
    steps: tuple[GroundRegion, ...] = ()


@dataclass(frozen=True)
class Entries:
    """What staff entered.

    Attributes
    ----------
    edges
        Number and content of the edges that staff corrected, rising.
    floor_area_ratio, coverage_ratio
        As designated, %, where the layers do not say it; None for what the layers say.
    corner
        Whether it is a corner lot by the special authority's rule (53条3項2号).
    resistance
        Fire resistance of the building that is meant: ``fireproof``, ``quasi`` or empty.
    levels
        None where no differences in level are known: then there are none.
    wish
        Where the sliders stand.
    """

    edges: tuple[tuple[int, Edge], ...] = ()
    floor_area_ratio: float | None = None
    coverage_ratio: float | None = None
    corner: bool = False
    resistance: str = ""
    levels: Levels | None = None
    wish: Wish = field(default_factory=Wish)

    def with_edge(self, index: int, edge: Edge | None) -> Entries:
        """Return them with another edge, or without one so that the proposal counts again."""
        kept = dict(self.edges)
        kept.pop(index, None)
        if edge is not None:
            kept[index] = replace(edge, source=STAFF)
        return replace(self, edges=tuple(sorted(kept.items(), key=lambda pair: pair[0])))


NONE = Entries()


def told_of(entries: Entries) -> list[Message]:
    """Return which numbers of the city plan are those of staff: nobody may take them for the plan's own."""
    given = ((_RATIO, entries.floor_area_ratio), (_COVERAGE, entries.coverage_ratio))
    return [
        Message(_GIVEN, {"what": Message(text, {"ratio": f"{value:g}"})})
        for text, value in given
        if value is not None
    ]


@dataclass(frozen=True, eq=False)
class Kept:
    """A lot that the project keeps."""

    place: Place
    entries: Entries
    crs: str


def id_of(place: Place) -> str:
    """Return the id of the record of a lot: the same outline has the same one."""
    outline = place.outline
    if outline is None:
        return ""
    import shapely

    corners = np.round(shapely.get_coordinates(outline.exterior), 3) + 0.0
    return f"planning-lot-{hashlib.sha256(corners.tobytes()).hexdigest()[:16]}"


def record_of(place: Place, entries: Entries, crs: str, changed: str) -> Record:
    """Return the record of a lot.

    Parameters
    ----------
    place
        A place with an area.
    entries
        What staff entered of it.
    crs
        Plane rectangular system of its corners.
    changed
        When, ISO 8601.
    """
    import shapely

    outline = place.outline
    ring = [] if outline is None else shapely.get_coordinates(outline.exterior)[:-1].tolist()
    content: dict[str, Any] = {
        "format": FORMAT,
        "crs": crs,
        "how": place.how.value,
        "detail": place.detail,
        "ring": ring,
        "edges": [{"index": index, "edge": plain_edge(edge)} for index, edge in entries.edges],
        "floor_area_ratio": entries.floor_area_ratio,
        "coverage_ratio": entries.coverage_ratio,
        "corner": entries.corner,
        "resistance": entries.resistance,
        "levels": None if entries.levels is None else _plain_levels(entries.levels),
        "wish": {
            "setbacks": [list(pair) for pair in entries.wish.setbacks],
            "storey": entries.wish.storey,
            "storeys": entries.wish.storeys,
        },
    }
    return records.record(id_of(place), KIND, place.words, content, changed)


@lru_cache(maxsize=4096)
def kept_of(record: Record) -> Kept:
    """Return the lot of a record.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read.
    """
    import shapely

    reader = Reader(record.content, record.id)
    if reader.integer("format") != FORMAT:
        fail(reader.at("format"))
    ring = read_ring(reader.value.get("ring"), reader.at("ring"))
    polygon = shapely.Polygon(ring)
    if not polygon.is_valid or not polygon.area:
        fail(reader.at("ring"))
    how = How(read_one_of(reader, "how", tuple(How)))
    edges = reader.items("edges", _edge)
    if any(not 0 <= index < len(ring) for index, _ in edges):
        fail(reader.at("edges"))
    entries = Entries(
        edges,
        read_size(reader, "floor_area_ratio"),
        read_size(reader, "coverage_ratio"),
        reader.flag("corner", default=False),
        read_one_of(reader, "resistance", RESISTANCES),
        None if reader.value.get("levels") is None else _levels(reader.object("levels"), len(ring)),
        _wish(reader.object("wish"), len(ring)),
    )
    return Kept(Place(polygon, how, record.name, reader.text("detail", "")), entries, reader.text("crs"))


def _plain_levels(levels: Levels) -> dict[str, Any]:
    return {
        "ground": levels.ground,
        "mean": levels.mean,
        "edges": [list(pair) for pair in levels.edges],
        "steps": [plain_ground(one) for one in levels.steps],
    }


def _levels(reader: Reader, count: int) -> Levels:
    ground = reader.number("ground")
    edges, steps = _pairs(reader, "edges", count), read_grounds(reader, "steps", ground)
    return Levels(ground, reader.number("mean"), edges, steps)


def _wish(reader: Reader, count: int) -> Wish:
    """Read where the sliders stood; older records do not say it."""
    storey, storeys = reader.number("storey", 3.0), reader.integer("storeys", MOST_STOREYS)
    setbacks = _pairs(reader, "setbacks", count)
    if storey <= 0 or not 1 <= storeys <= MOST_STOREYS or any(one < 0 for _, one in setbacks):
        fail(reader.place)
    return Wish(setbacks, storey, storeys)


def _pairs(reader: Reader, name: str, count: int) -> tuple[tuple[int, float], ...]:
    """Read edges, each with a number."""
    found = reader.items(name, lambda value, place: numbers(value, 2, place))
    if any(edge != int(edge) or not 0 <= edge < count for edge, _ in found):
        fail(reader.at(name))
    return tuple(sorted((int(edge), number) for edge, number in found))


def _edge(value: Any, place: str) -> tuple[int, Edge]:
    reader = Reader(value, place)
    return reader.integer("index"), read_edge(reader.object("edge").value, reader.at("edge"))


def kept_at(project: Project, east: float, north: float) -> tuple[Kept | None, tuple[Message, ...]]:
    """Return the lot that was kept last of those at a point, and what could not be read."""
    import shapely

    found, unread = None, []
    for record in records.of_kind(project, KIND):
        try:
            kept = kept_of(record)
        except GisError:
            unread.append(Message(_UNREADABLE, {"name": record.name}))
            continue
        if kept.crs == project.crs and shapely.intersects_xy(kept.place.area, east, north):
            found = kept
    return found, tuple(unread)
