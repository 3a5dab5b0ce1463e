"""The parts of the sheets that tell of shelters: those of a household, and those of a district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import State as Reach
from gisapp.desks.hazard.building import STAYS, STAYS_NOTE
from gisapp.desks.hazard.shelters import expected
from gisapp.paper.document import Cell, Heading, Paragraph, State, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.hazard.building import Facts, Refuge
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.shelters import Shelters
    from gisapp.desks.hazard.study import Study
    from gisapp.paper.document import Block

LISTED = 12
"""Shelters on the sheet of a district."""
SENT = (
    "想定に掛かる建物に住む人が、そこに及ぶ災害のすべてに対応する最寄りの避難先"
    "（直線距離、想定区域の外）へ向かうとした推計です。"
)


def shelters(facts: Facts, study: Study) -> Block:
    """Return the nearest shelters of a building."""
    if study.shelters is None:
        return Paragraph("未確認（避難先の一覧がありません）")
    if not facts.shelters:
        return Paragraph("この想定に対応する避難先が、一覧にありません。")
    return _places(facts.shelters)


def _places(places: Sequence[Refuge]) -> Table:
    rows = tuple(
        (
            Cell(one.name),
            Cell(f"{round(one.metres):,} m"),
            Cell(str(one.warning), State.CONFIRM) if one.warning is not None else Cell(""),
        )
        for one in places
    )
    return Table(("名称", "距離", "注意"), rows, (0.5, 0.15, 0.35))


def walk(facts: Facts) -> Iterator[Block]:
    """Return the way on foot, where roads are known."""
    if facts.walk is not None:
        yield Paragraph(f"{facts.walk.about}: {facts.walk.answer}")


def stays(facts: Facts) -> Iterator[Block]:
    """Return the places to stay of a list that does not tell for which disasters."""
    if facts.stays:
        yield Heading(STAYS)
        yield _places(facts.stays)
        yield Paragraph(STAYS_NOTE, small=True)


def shelters_within(study: Study, report: Report, area: int) -> Iterator[Block]:
    """Return the shelters of a district: those that lie in it, and those to which its people go."""
    shelters, offered, load = study.shelters, report.offered, report.load
    if shelters is None or offered is None or load is None:
        yield Paragraph("未確認（避難先の一覧がありません）")
        return
    within = _within(report.areas.shapes[area], shelters)
    here = report.area == area
    sent = here & (offered.shelter >= 0)
    houses = np.bincount(offered.shelter[sent], minlength=len(shelters))
    from_here = expected(offered, np.where(here, report.sent, np.nan), len(shelters))
    unit = "世帯" if report.in_households else "人"
    order = np.lexsort((-houses, ~within))
    meant = order[(within | (houses > 0))[order]]
    known = np.isfinite(report.sent[here]).any()
    rows = [
        (
            Cell(str(shelters.names[one]) if within[one] else f"{shelters.names[one]}（区域の外）"),
            people_cell(float(from_here[one]) if known else np.nan, unit),
            people_cell(float(load[one]), unit),
            people_cell(float(shelters.capacity[one]), "人"),
            _warned(shelters, load, one, unit),
        )
        for one in meant[:LISTED].tolist()
    ]
    if not rows:
        yield Paragraph("一覧にある避難先で、この区域の中にあるもの、この区域から向かうものはありません。")
        return
    heads = ("名称", "この区域から", "市全体から", "想定収容人数", "注意")
    yield Table(heads, tuple(rows), (0.34, 0.13, 0.13, 0.15, 0.25))
    words = SENT
    if len(meant) > LISTED:
        words += f"ほかに {len(meant) - LISTED:,} か所あります。"
    nowhere = here & (offered.shelter < 0) & (study.answers.combined.state == Reach.AFFECTED)
    if nowhere.any():
        words += f"想定に掛かる建物のうち {int(nowhere.sum()):,} 棟は、対応する避難先が一覧にありません。"
    yield Paragraph(words, small=True)


def stays_within(study: Study, report: Report, area: int) -> Iterator[Block]:
    """Return the places to stay in a district, of a list that does not tell for which disasters."""
    places = study.unflagged
    if places is None:
        return
    here = np.flatnonzero(_within(report.areas.shapes[area], places))
    if not len(here):
        return
    yield Heading("区域の中の避難所（災害の種別は未確認）")
    rows = tuple(
        (
            Cell(str(places.names[one])),
            people_cell(float(places.capacity[one]), "人"),
            Cell("想定区域の中", State.CONFIRM) if places.reached[one] else Cell(""),
        )
        for one in here[:LISTED].tolist()
    )
    yield Table(("名称", "想定収容人数", "注意"), rows, (0.5, 0.25, 0.25))
    more = f"ほかに {len(here) - LISTED:,} か所あります。" if len(here) > LISTED else ""
    yield Paragraph(STAYS_NOTE + more, small=True)


def _within(area: shapely.Geometry, shelters: Shelters) -> NDArray[np.bool_]:
    """Return (m,) whether each shelter lies in an area."""
    from shapely import intersects, points

    within = np.asarray(np.isfinite(shelters.points).all(axis=1))
    within[within] = intersects(area, points(shelters.points[within]))
    return within


def _warned(shelters: Shelters, load: NDArray[np.float64], one: int, unit: str) -> Cell:
    """Return what is to be said of a shelter: that it lies in the water, that it is too small."""
    over = bool(load[one] > shelters.capacity[one])  # as many households are more people still
    told = ["想定区域の中"] if shelters.reached[one] else []
    if over:
        number = round(load[one] - shelters.capacity[one])
        told.append(f"収容人数を {number:,} 人超える" if unit == "人" else "世帯数だけで収容人数を超過")
    return Cell("・".join(told), State.DANGER if over else State.CONFIRM) if told else Cell("")


def people_cell(number: float, unit: str) -> Cell:
    """Return a number of people or households, 未確認 where nobody knows it."""
    return Cell("未確認", State.UNKNOWN) if np.isnan(number) else Cell(f"{round(number):,} {unit}")
