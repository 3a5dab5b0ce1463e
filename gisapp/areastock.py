"""What the areas desk is told by the layers of a project and by the hazard desk, for window and command line.

A desk knows no other desk: here the answers of the hazard desk, lists of shelters and points become the plain
columns that the figures, notices and map books of associations are made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.figures import Dangers, Houses, Places, figures_of
from gisapp.desks.areas.model import area_set, associations
from gisapp.desks.areas.shelterkeys import ShelterList
from gisapp.paper.days import era_day_of
from layers import filters
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.figures import Figures
    from gisapp.desks.areas.model import Association
    from gisapp.desks.hazard.hazards import Hazard
    from gisapp.desks.hazard.targets import Targets
    from gisapp.paper.document import Cell
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project

SHELTER_IDS = ("ID", "NO", "番号", "共通ID", "施設番号")
NAMES = ("名称", "name", "施設名", "集会所名", "掲示板名", "ステーション名", "設置場所", "番号")
_SPREAD = QT_TRANSLATE_NOOP(
    CONTEXT,
    "人口と世帯の推計は、「{layer}」の数を住宅の延床面積の割合で建物に割り振り、区域ごとに合計しました。"
    "{stated}",
)
_TOTAL = QT_TRANSLATE_NOOP(
    CONTEXT,
    "人口と世帯の推計は、市全体の数（{origin}）を住宅の延床面積の割合で建物に割り振り、区域ごとに合計しました。",
)
_NO_ORIGIN = QT_TRANSLATE_NOOP(CONTEXT, "出典と時点は未確認")
_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "{layer}（{file}、{date}）")
_NO_DATE = QT_TRANSLATE_NOOP(CONTEXT, "時点は未確認")
_ORIGIN = QT_TRANSLATE_NOOP(CONTEXT, "{hazard}: {origin}")
_NO_USAGE = QT_TRANSLATE_NOOP(CONTEXT, "建物の用途が分からないため、すべての建物を住宅として数えました。")


@dataclass(frozen=True, eq=False)
class Asked:
    """What figures are made of; what is None or empty is left out.

    Attributes
    ----------
    buildings
        Layer of buildings.
    census
        Layer of areas with people or households (町丁目 …), for estimates.
    table
        A table that states people or households of its areas; None where it does so itself.
    people, households
        Of the whole city, where there is no such layer; NaN for unknown.
    origin
        Who states these totals, and of when they are.
    hazards
        Those of the hazard desk that count.
    shelters
        A list of shelters.
    places
        Layers of points by ``notice_boards``, ``waste_stations``, ``halls``.
    """

    buildings: Layer | None = None
    census: Layer | None = None
    table: Layer | None = None
    people: float = np.nan
    households: float = np.nan
    origin: str = ""
    hazards: tuple[Hazard, ...] = ()
    shelters: Layer | None = None
    places: tuple[tuple[str, Layer], ...] = ()


@dataclass(frozen=True, eq=False)
class Ledger:
    """The ledger of a day with its figures, and the areas (m,) in the project's system."""

    figures: Figures
    shapes: NDArray[np.object_]


def ledger_of(project: Project, day: str, asked: Asked, feedback: Feedback) -> Ledger:
    """Return the ledger of a day with all figures that were asked for.

    Parameters
    ----------
    project
        With its data opened.
    day
        ISO 8601; empty for what has not ended.
    asked
        What the figures are made of.
    feedback
        Receives progress and findings.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a layer has no shapes.
    """
    found = associations(project, day)
    crs = project.crs or next((one.crs for one in found if one.crs), "")
    return counted(found, crs, day, stock_of(project, asked, feedback), feedback)


@dataclass(frozen=True, eq=False)
class Stock:
    """What layers tell, whatever the areas are; see :func:`gisapp.desks.areas.figures.figures_of`."""

    houses: Houses | None
    dangers: Dangers | None
    shelters: ShelterList | None
    places: Mapping[str, Places]


def stock_of(project: Project, asked: Asked, feedback: Feedback) -> Stock:
    """Return what the layers of a project tell of buildings, dangers, shelters and places."""
    houses: Houses | None = None
    dangers: Dangers | None = None
    if asked.buildings is not None:
        targets = _targets(project, asked.buildings)
        houses = houses_of(targets, asked, feedback)
        dangers = dangers_of(targets, asked.hazards, feedback) if asked.hazards else None
    shelters = None if asked.shelters is None else shelters_of(asked.shelters)
    return Stock(houses, dangers, shelters, {name: places_of(layer) for name, layer in asked.places})


def counted(found: Sequence[Association], crs: str, day: str, stock: Stock, feedback: Feedback) -> Ledger:
    """Return associations with the figures that a stock tells; `crs` is that of the project."""
    shapes = area_set(found, "", crs, day).shapes
    figures = figures_of(
        found,
        shapes,
        feedback,
        day=day,
        houses=stock.houses,
        dangers=stock.dangers,
        shelters=stock.shelters,
        places=stock.places,
    )
    return Ledger(figures, shapes)


def proposed(project: Project, feedback: Feedback, hazards: Sequence[Hazard] | None = None) -> Asked:
    """Return what a project offers: its buildings, its first list of shelters, its hazards.

    Points and people are those that staff chose or names propose (:mod:`gisapp.areasources`). `hazards` are
    those to count; None for all but those of the planned scale, as hazard maps do.
    """
    from gisapp import areasources
    from gisapp.desks.areas.sources import PLACES, sources_of
    from gisapp.desks.hazard.shelters import is_list
    from gisapp.desks.hazard.study import stock_of

    stock = stock_of(project, feedback)
    chosen = [one for one in stock.hazards if one.id in stock.proposed] if hazards is None else hazards
    lists = (one for one in project.layers if is_list(one))
    said = sources_of(project)
    census, table = areasources.census_of(project)
    points = ((role, areasources.meant(project, role)) for role in PLACES)
    return Asked(
        stock.buildings,
        census,
        table,
        said.people if said.total else np.nan,
        said.households if said.total else np.nan,
        "、".join(filter(None, (said.origin, era_day_of(said.date)))),
        tuple(chosen),
        next(lists, None),
        tuple((role, layer) for role, layer in points if layer is not None),
    )


def _targets(project: Project, layer: Layer) -> Targets:
    from gisapp.desks.hazard.targets import targets_of
    from layers.heights import PlaneHeights, heights_of

    ground = heights_of(project)
    return targets_of(layer, None if isinstance(ground, PlaneHeights) else ground)


def houses_of(targets: Targets, asked: Asked, feedback: Feedback) -> Houses:
    """Return buildings as the figures count them, with people shared out by residential floor area."""
    count = len(targets)
    codes, usage = np.unique(targets.usage.astype(str), return_inverse=True)
    known = np.flatnonzero(codes != "")
    place = np.full(len(codes), -1)
    place[known] = np.arange(len(known))
    labels = _labels(targets.layer)
    people = np.full(count, np.nan)
    households = people.copy()
    method: list[Message] = []
    living = np.nan_to_num(targets.living_area)
    if asked.census is not None:
        from gisapp.desks.hazard.areas import areas_of
        from gisapp.desks.hazard.exposure import area_of, spread

        census = areas_of(asked.census, feedback, asked.table)
        area = area_of(targets.points, census.shapes)
        people, households = spread(census.people, area, living), spread(census.households, area, living)
        stated = (asked.table or asked.census).name
        method.append(Message(_SPREAD, {"layer": stated, "stated": census.method}))
    elif np.isfinite([asked.people, asked.households]).any() and living.sum() > 0:
        people, households = (one * living / living.sum() for one in (asked.people, asked.households))
        method.append(Message(_TOTAL, {"origin": asked.origin or Message(_NO_ORIGIN)}))
    if not targets.usages_known:
        method.append(Message(_NO_USAGE))
    return Houses(
        targets.points,
        place[usage],
        tuple(labels.get(code, code) for code in codes[known].tolist()),
        targets.dwelling,
        people,
        households,
        tuple(method),
        source_of(targets.layer),
    )


def dangers_of(targets: Targets, hazards: Sequence[Hazard], feedback: Feedback) -> Dangers:
    """Return what the hazard desk answers for buildings."""
    from gisapp.desks.hazard.answers import ask
    from gisapp.desks.hazard.classes import STANDARD, Kind
    from gisapp.desks.hazard.hazards import Theme
    from gisapp.desks.hazard.refuge import Verdict
    from gisapp.desks.hazard.table import depth_text, origin_text

    answers = ask(targets, hazards, feedback)
    nobody = np.full(len(targets), np.nan)
    water, landslide = nobody.copy(), nobody.copy()
    for answer in answers.answers:
        told = np.array([0.0, 1.0, np.nan])[answer.state]
        if answer.hazard.theme is Theme.DEPTH:
            water = _worse(water, told, first=np.isnan(water).all())
        elif answer.hazard.kind is Kind.LANDSLIDE:
            landslide = _worse(landslide, told, first=np.isnan(landslide).all())
    verdict = answers.combined.refuge.verdict
    leave = np.where(verdict == Verdict.UNKNOWN, np.nan, verdict == Verdict.LEAVE)
    return Dangers(
        water,
        np.where(answers.combined.rank > 0, answers.combined.rank, 0),
        landslide,
        leave,
        tuple(depth_text(*STANDARD.bounds(rank)) for rank in range(1, len(STANDARD.lower) + 1)),
        tuple(
            Message(_ORIGIN, {"hazard": one.hazard.called, "origin": origin_text(one)})
            for one in answers.answers
        ),
    )


def _worse(before: NDArray[np.float64], now: NDArray[np.float64], *, first: bool) -> NDArray[np.float64]:
    """Return 1 where either says yes, unknown where one of them is, else 0."""
    if first:
        return now
    reached = (before == 1) | (now == 1)
    return np.where(reached, 1.0, before + now)


def dangers_at(
    project: Project, shape: shapely.Geometry, hazards: Sequence[Hazard], feedback: Feedback
) -> tuple[tuple[tuple[str, Cell], ...], tuple[str, ...]]:
    """Return what comes over a building or a point: label and answer of each hazard, and the sources."""
    import shapely as geometry

    from gisapp.desks.hazard.answers import ask
    from gisapp.desks.hazard.building import hazard_line
    from gisapp.desks.hazard.targets import standing_at

    measured = [one for one in hazards if one.measured]
    layer = next((one for one in project.layers if one.data is not None), None)
    if not measured or layer is None:
        return (), ()
    place = np.empty(1, dtype=object)
    place[0] = (
        shape if geometry.get_dimensions(shape) == 2 else geometry.buffer(shape, 0.5, cap_style="square")
    )
    answers = ask(standing_at(layer, place), measured, feedback).answers
    lines = tuple((str(line.about), line.cell) for line in (hazard_line(one, 0) for one in answers))
    origins = dict.fromkeys(
        (one.hazard.origin.file, one.hazard.origin.date, one.hazard.origin.credit) for one in answers
    )
    return lines, tuple(f"災害想定: {'、'.join(filter(None, one))}" for one in origins)


def shelters_of(layer: Layer) -> ShelterList:
    """Return a list of shelters with the associations that each is meant for, as written."""
    from gisapp.desks.hazard.shelters import ASSOCIATIONS, NAME

    rows, points = _points(layer)
    table = layer.table()
    columns = {one.name: one.label for one in table.attributes}

    def texts(*patterns: str) -> NDArray[np.object_]:
        for pattern in patterns:
            for name, label in columns.items():
                if re.fullmatch(pattern, name) or re.fullmatch(pattern, label):
                    return table.texts(name)[rows]
        return np.full(len(rows), "", dtype=object)

    ids, names, meant = texts(*SHELTER_IDS), texts(NAME), texts(ASSOCIATIONS)
    return ShelterList(ids, names, points, meant, layer.name, source_of(layer))


def places_of(layer: Layer) -> Places:
    """Return the points of a layer with their names."""
    rows, points = _points(layer)
    there = {one.name for one in layer.table().attributes}
    name = next((one for one in NAMES if one in there), "")
    names = layer.table().texts(name)[rows] if name else np.full(len(rows), "", dtype=object)
    return Places(names, points, source_of(layer))


def source_of(layer: Layer) -> Message:
    """Return what a layer is called, its file, and the day it tells of, as one line."""
    date = layer.source.date or Message(_NO_DATE)
    return Message(_SOURCE, {"layer": layer.name, "file": layer.source.path.name, "date": date})


def _labels(layer: Layer) -> Mapping[str, str]:
    from gisapp.desks.hazard.targets import COLUMNS

    table = layer.table()
    for one in table.attributes:
        if re.fullmatch(COLUMNS["usage"], one.name, re.IGNORECASE) or re.fullmatch(
            COLUMNS["usage"], one.label
        ):
            return table.labels(one.name)
    return {}


def _points(layer: Layer) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the rows of a layer that pass its filter, and a place (n, 2) for each, NaN where unknown."""
    shown = filters.mask(layer)
    rows = np.arange(len(layer.table())) if shown is None else np.flatnonzero(shown)
    centres = layer.centroids()
    return rows, np.full((len(rows), 2), np.nan) if centres is None else centres[rows, :2]
