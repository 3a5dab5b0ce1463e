"""What the desk knows of a project: hazards, answers to those that were chosen, the water, the shelters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import ask
from gisapp.desks.hazard.changes import changes
from gisapp.desks.hazard.classes import Scale
from gisapp.desks.hazard.colouring import By, as_answered, changed, coloured, in_water
from gisapp.desks.hazard.facilities import facilities_in
from gisapp.desks.hazard.series import series_in
from gisapp.desks.hazard.shelters import lists_in
from gisapp.desks.hazard.sources import hazards_in
from gisapp.desks.hazard.targets import targets_of
from gisapp.desks.hazard.walking import walked_in
from gisapp.desks.hazard.water import (
    Lattice,
    box_of,
    classes_over,
    ground_over,
    has_water,
    level_everywhere,
    raised,
    water_of,
)
from gisapp.desks.hazard.watersurface import picture, skin, surface
from layers.errors import AnalysisFailed
from layers.heights import PlaneHeights, heights_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray
    from shapely import STRtree

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.changes import Changes
    from gisapp.desks.hazard.colouring import Coloured, Standing
    from gisapp.desks.hazard.facilities import Facilities
    from gisapp.desks.hazard.hazards import Hazard
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.series import Series
    from gisapp.desks.hazard.shelters import Shelters
    from gisapp.desks.hazard.walking import Walked
    from gisapp.desks.hazard.water import Water
    from layers.base import Layer
    from layers.drawables import Drawable
    from layers.feedback import Feedback, Finding
    from layers.project import Project

HOUSES = re.compile(r"建物|家屋|建築物|building|bldg", re.IGNORECASE)
_NO_BUILDINGS = QT_TRANSLATE_NOOP(CONTEXT, "建物のレイヤがありません。")
_OPEN_BUILDINGS = QT_TRANSLATE_NOOP(CONTEXT, "PLATEAU の建物か、家屋のデータを読み込んでください。")


@dataclass(frozen=True, eq=False)
class Stock:
    """What a project holds for this desk.

    Attributes
    ----------
    hazards
        All of them, those of the buildings' own attributes last.
    buildings
        The layer that is asked about: the first one of buildings; None without any.
    findings
        What could not be read.
    """

    hazards: tuple[Hazard, ...]
    buildings: Layer | None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def series(self) -> Series | None:
        """The longest series of depth rasters that follow each other in time, None without any."""
        return next(iter(series_in(self.hazards)), None)

    @property
    def proposed(self) -> frozenset[str]:
        """Ids of the hazards that one begins with: all but those of the planned scale, as hazard maps do."""
        return frozenset(one.id for one in self.hazards if one.scale is not Scale.PLANNED)


@dataclass(frozen=True, eq=False)
class Study:
    """Answers to the hazards that were chosen.

    Attributes
    ----------
    project
        As it was when it was asked.
    hazards
        The chosen ones.
    answers
        What every building gets.
    lattice, ground
        A grid over the city and the height of the ground (rows, columns).
    water
        The highest of the chosen waters; None where none tells of water over areas.
    shelters
        The first list of shelters of the project that tells for which disasters; None without any.
    unflagged
        The first list of places to stay (指定避難所) that does not tell for which; None without any.
    facilities
        Hospitals, schools and care of all lists of the project; None without any.
    walked
        The nearest suitable shelter of each building on foot; None without shelters or lines of roads.
    series
        Rasters that follow each other in time, None without any.
    findings
        What was noticed when it was asked.
    """

    project: Project
    hazards: tuple[Hazard, ...]
    answers: Answers
    lattice: Lattice
    ground: NDArray[np.float64]
    water: Water | None
    shelters: Shelters | None
    unflagged: Shelters | None = None
    facilities: Facilities | None = None
    walked: Walked | None = None
    series: Series | None = None
    findings: tuple[Finding, ...] = ()
    _frames: dict[str, Water] = field(default_factory=dict, repr=False)

    def frame(self, moment: int, feedback: Feedback) -> Water | None:
        """Return the water of the series at a moment; None without a series."""
        return None if self.series is None else self.water_of(self.series.at(moment), feedback)

    def water_of(self, hazard: Hazard, feedback: Feedback) -> Water | None:
        """Return the water of one hazard, remembered once it was worked out; None where it is not mapped."""
        if not has_water(hazard):
            return None
        if hazard.id not in self._frames:
            self._frames[hazard.id] = water_of([hazard], self.lattice, self.ground, feedback)
        return self._frames[hazard.id]

    def answer_to(self, hazard: str) -> int:
        """Return the number of the answer to a hazard by its id, -1 when it was not asked for."""
        ids = [one.hazard.id for one in self.answers.answers]
        return ids.index(hazard) if hazard in ids else -1

    def row_of(self, layer: str, feature: int) -> int:
        """Return the number of the building that is a feature of a layer, -1 when it is none of them."""
        if layer != self.answers.targets.layer.id:
            return -1
        rows = self.answers.targets.rows
        place = int(np.searchsorted(rows, feature))
        return place if place < len(rows) and int(rows[place]) == feature else -1

    def row_at(self, place: Sequence[float]) -> int:
        """Return the number of the building that stands at a place (east, north first); -1 for none."""
        import shapely

        shapes = self.answers.targets.footprints.shapes
        found = self._tree.query(shapely.Point(place[0], place[1]), predicate="intersects")
        return int(found[shapely.area(shapes[found]).argmin()]) if len(found) else -1

    @cached_property
    def _tree(self) -> STRtree:
        import shapely

        return shapely.STRtree(self.answers.targets.footprints.shapes)


@dataclass(frozen=True)
class Wish:
    """What is to be seen.

    Attributes
    ----------
    by
        What the colours of buildings tell.
    water
        Whether the water is shown.
    rise
        Metres by which it is thought to stand higher, negative for lower.
    level
        Metres above the datum at which water is thought to stand everywhere; None for the hazards' water.
    moment
        Second of the series of depth rasters (:mod:`gisapp.desks.hazard.series`); None for the worst of all.
    before, after
        Ids of two hazards that are compared.
    """

    by: By = By.DEPTH
    water: bool = True
    rise: float = 0.0
    level: float | None = None
    moment: int | None = None
    before: str = ""
    after: str = ""

    @property
    def thought(self) -> bool:
        """Whether the water is another one than what was published."""
        return self.level is not None or self.rise != 0


@dataclass(frozen=True, eq=False)
class Shown:
    """What is seen: things in the scene, and colours of buildings.

    Attributes
    ----------
    wish
        What was wished for.
    drawables, coloured
        Of the hazards that count, or of the first of two that stand side by side.
    beside
        What stands to the right of the divider; None without one.
    changes
        How the two hazards that are compared differ, counted; None when none are.
    """

    wish: Wish
    drawables: tuple[Drawable, ...]
    coloured: Coloured
    beside: Shown | None = None
    changes: Changes | None = None


def stock_of(project: Project, feedback: Feedback) -> Stock:
    """Return the hazards and buildings of a project; layers without data are passed over."""
    found = hazards_in(project.layers, feedback)
    found.sort(key=lambda one: one.given is not None)
    return Stock(tuple(found), buildings_in(project), tuple(feedback.findings))


def buildings_in(project: Project) -> Layer | None:
    """Return the first city model of a project, else the first layer of areas that is called after houses."""
    opened = [one for one in project.layers if one.data is not None]
    models = [one for one in opened if one.kind == "buildings"]
    houses = [one for one in opened if one.kind == "vector" and one.data.areal and HOUSES.search(one.name)]
    return next(iter((*models, *houses)), None)


def study_of(project: Project, stock: Stock, chosen: AbstractSet[str], feedback: Feedback) -> Study:
    """Return the answers to some hazards.

    Parameters
    ----------
    project, stock
        What there is.
    chosen
        Ids of the hazards that count; what buildings carry themselves always stands beside them.
    feedback
        Receives progress and findings.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there are no buildings.
    layers.errors.GisError
        When a raster cannot be read.
    """
    import shapely

    if stock.buildings is None:
        raise AnalysisFailed(_NO_BUILDINGS, _OPEN_BUILDINGS)
    heights = heights_of(project)
    known = None if isinstance(heights, PlaneHeights) else heights
    targets = targets_of(stock.buildings, known)
    hazards = tuple(one for one in stock.hazards if one.id in chosen)
    answers = ask(targets, hazards, feedback.share(0.0, 0.6))
    placed = targets.footprints.shapes[targets.footprints.rows]
    west, south, east, north = shapely.total_bounds(placed).tolist()
    wet = [one for one in hazards if has_water(one)]
    try:
        box = box_of(wet, (west, south, east, north))
    except AnalysisFailed:  # no water on the map: water may still be thought of
        box, wet = (west, south, east, north), []
    lattice = Lattice.over(box)
    ground = ground_over(lattice, heights)
    water = water_of(wet, lattice, ground, feedback.share(0.6, 0.9)) if wet else None
    shelters, unflagged = lists_in(project.layers, hazards, (west, south, east, north), feedback)
    return Study(
        project,
        hazards,
        answers,
        lattice,
        ground,
        water,
        shelters,
        unflagged,
        facilities_in(project.layers, hazards, feedback),
        None if shelters is None else walked_in(project.layers, hazards, targets.points, shelters, feedback),
        stock.series,
        tuple(feedback.findings),
    )


def water_for(study: Study, wish: Wish, feedback: Feedback) -> Water | None:
    """Return the water that is wished for, None where there is none."""
    if wish.level is not None:
        return level_everywhere(study.lattice, study.ground, wish.level)
    water = study.water if wish.moment is None else study.frame(wish.moment, feedback)
    return None if water is None else raised(water, wish.rise)


def shown(study: Study, wish: Wish, look: HazardLook, feedback: Feedback) -> Shown:
    """Return what is seen of a wish; quick enough for a slider.

    Parameters
    ----------
    study, wish
        What is known, and what of it is wanted.
    look
        How the project colours hazards.
    feedback
        Asked whether to go on.
    """
    numbers = [study.answer_to(one) for one in (wish.before, wish.after)]
    if wish.by.compares and min(numbers) >= 0:
        counted = changes(study.answers, numbers[0], numbers[1], look)
        how = [as_answered(study.answers, number) for number in numbers]
        if wish.by is By.CHANGE:
            colours = changed(study.answers.targets, how[0], how[1], look)
            water = water_for(study, wish, feedback)
            return Shown(wish, _surface(wish, water, look, feedback), colours, None, counted)
        left, right = (
            _seen(
                study,
                wish,
                study.water_of(study.answers.answers[number].hazard, feedback),
                one,
                look,
                feedback,
            )
            for number, one in zip(numbers, how, strict=True)
        )
        return replace(left, beside=right, changes=counted)
    water = water_for(study, wish, feedback)
    how_now = as_answered(study.answers)
    if (wish.thought or wish.moment is not None) and water is not None:
        how_now = in_water(study.answers.targets, water, study.answers)
    return _seen(study, wish, water, how_now, look, feedback)


def _seen(
    study: Study, wish: Wish, water: Water | None, how: Standing, look: HazardLook, feedback: Feedback
) -> Shown:
    drawables = _surface(wish, water, look, feedback)
    return Shown(wish, drawables, coloured(study.answers.targets, how, wish.by, look))


def _surface(wish: Wish, water: Water | None, look: HazardLook, feedback: Feedback) -> tuple[Drawable, ...]:
    feedback.step()
    if not wish.water or water is None:
        return ()
    colours = [one.mark.colour for one in look.legend()]
    made = surface(skin(water), picture(classes_over(water, look.classes), colours))
    return () if made is None else (made,)


def with_rise(wish: Wish, metres: float) -> Wish:
    """Return a wish for water that stands higher than published."""
    return replace(wish, rise=metres, level=None)


def with_level(wish: Wish, metres: float) -> Wish:
    """Return a wish for water that stands at one level everywhere."""
    return replace(wish, rise=0.0, level=metres)
