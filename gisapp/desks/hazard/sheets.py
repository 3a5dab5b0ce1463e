"""The sheets of the hazard desk: one for a household, one for each district (自治会, 町丁目, 学区)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import State as Reach
from gisapp.desks.hazard.classes import STANDARD, Kind
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.section import drawn as section_drawn
from gisapp.desks.hazard.section import section_through
from gisapp.desks.hazard.sheetmap import map_of
from gisapp.desks.hazard.shelters import expected
from gisapp.desks.hazard.table import UNCHECKED, VERDICTS, depth_text, source_line, unchecked
from gisapp.paper.days import era_day
from gisapp.paper.document import (
    Bars,
    Cell,
    Columns,
    Document,
    Figures,
    Heading,
    Paragraph,
    Picture,
    State,
    Table,
)
from layers.errors import AnalysisFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.hazard.building import Facts, Line
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.shelters import Shelters
    from gisapp.desks.hazard.study import Study
    from gisapp.paper.document import Block

FOOTER = "参考図です。最新かつ詳細な情報は、市のハザードマップと避難情報で確かめてください。"
FULL, ACROSS = 180.0, 390.0
"""Millimetres of an A4 page between its margins, and of an A3 page across."""
WIDE = 0.62
"""Share of the map on an A3 page."""
HALF = 0.5
"""Share of the map on the sheet of a household, beside the picture."""
HOUSE_SCALE = 1500
SEEN = "南から見たようす"
LISTED = 12
"""Shelters on the sheet of a district."""
SENT = (
    "想定に掛かる建物に住む人が、そこに及ぶ災害のすべてに対応する最寄りの避難先"
    "（直線距離、想定区域の外）へ向かうとした推計です。"
)
NOTES = (
    "浸水の深さは、想定される最大の区分または値です。"
    "区分だけのデータでは、区分の上の端までの深さになることがあります。"
    "「未確認」は、資料がないか読めないことを示します。危険がないという意味ではありません。"
    "想定は決まった条件での計算です。想定の外でも浸水や土砂災害は起こります。"
)
SURE = {
    Verdict.DRY: State.PLAIN,
    Verdict.STAY: State.PLAIN,
    Verdict.CONFIRM: State.CONFIRM,
    Verdict.LEAVE: State.DANGER,
    Verdict.UNKNOWN: State.UNKNOWN,
}


def house_sheet(
    study: Study, facts: Facts, look: HazardLook, now: datetime, program: str, *, view: bytes = b""
) -> Document:
    """Return the sheet of a household.

    Parameters
    ----------
    study, facts
        What is known of all, and of the building.
    look
        How the project colours hazards.
    now
        The moment that it states.
    program
        Name and version, for the foot.
    view
        A picture in 3D, JPEG or PNG; empty for none.
    """
    targets, combined = study.answers.targets, study.answers.combined
    shape = targets.footprints.shapes[facts.row]
    lower, upper = float(combined.lower[facts.row]), float(combined.upper[facts.row])
    deep = Cell("なし") if np.isnan(upper) else Cell(_depth(lower, upper), State.DANGER)
    floor = Cell(f"{facts.floor} 階以上") if facts.floor > 1 else Cell("1 階から")
    if not facts.floor:
        unsure = facts.sure is State.UNKNOWN
        floor = Cell("未確認", State.UNKNOWN) if unsure else Cell("なし", State.DANGER)
    blocks: list[Block] = [
        Paragraph(f"建物　{facts.id}"),
        Figures(
            (
                ("避難のしかた", Cell(str(facts.verdict), facts.sure), str(facts.reason)),
                ("最も深い浸水の想定", deep, "すべての想定のうち"),
                ("安全な階", floor, "公式の目安 0.5 m・3 m・5 m による"),
            )
        ),
    ]
    if shape is not None:
        wide = FULL * HALF if view else FULL
        plan, legend = map_of(
            study, look, shape, (wide, 62.0), caption="まわりの浸水の深さ", scale=HOUSE_SCALE
        )
        side = Columns(((plan,), (Picture(SEEN, view, 62.0),)), (HALF, 1 - HALF))
        blocks += [side if view else plan, legend]
    blocks += [
        Heading("想定ごとの答え"),
        _lines(("想定", "この建物では", "備考"), facts.hazards, (0.44, 0.28, 0.28)),
        Heading("屋内安全確保の3つの条件（すべて当てはまるときだけ、家にとどまれます）"),
        _lines(("条件", "この建物では", ""), facts.conditions, (0.5, 0.42, 0.08)),
        *_section(study, shape),
        Heading("最寄りの避難先（直線距離）"),
        _shelters(facts, study),
        *_walk(facts),
        Paragraph(NOTES, small=True),
        *_sources(study),
    ]
    return _document("わが家の災害想定", blocks, now, program, facts.id)


def district_sheet(
    study: Study,
    report: Report,
    area: int,
    look: HazardLook,
    now: datetime,
    program: str,
    *,
    view: bytes = b"",
    large: bool = False,
) -> Document:
    """Return the sheet of a district.

    Parameters
    ----------
    study, report
        What is known, added up by area.
    area
        Number of the area in the report.
    look
        How the project colours hazards.
    now, program
        As for :func:`house_sheet`.
    view
        A picture in 3D, JPEG or PNG; empty for none.
    large
        A3 across instead of A4 upright.
    """
    counted, name = report.exposure, str(report.names[area])
    number = int(counted.buildings[area])
    people, homes = float(counted.affected_people[area]), float(counted.affected_households[area])
    leave, wet = int(report.figures["verdict_leave"][area]), int(counted.affected[area])
    bad = State.DANGER if leave else State.PLAIN
    blocks: list[Block] = [
        Figures(
            (
                ("建物", Cell(f"{number:,} 棟"), "この区域にあるもの"),
                ("想定に掛かる建物", Cell(f"{wet:,} 棟"), _share(wet, number)),
                ("立退きが要る建物", Cell(f"{leave:,} 棟", bad), _share(leave, number)),
                ("想定に掛かる人", _people(people, "人"), "住宅の延床面積で割り振り"),
                ("想定に掛かる世帯", _people(homes, "世帯"), "同じ"),
            )
        )
    ]
    size = (ACROSS * WIDE, 165.0) if large else (FULL, 72.0 if view else 98.0)
    shape = report.areas.shapes[area]
    plan, legend = map_of(study, look, shape, size, caption=f"{name}　最大の浸水の深さ")
    picture = (Picture(SEEN, view, 62.0),) if view else ()
    ranks = (Heading("浸水の深さごとの建物"), Bars("", tuple(_ranks(report, area))))
    verdicts = (
        Heading("避難のしかた"),
        Table(("判定", "棟数"), tuple(_verdicts(study, report, area)), (0.7, 0.3)),
    )
    if large:
        blocks.append(Columns(((plan, legend), (*picture, *ranks, *verdicts)), (WIDE, 1 - WIDE)))
    else:
        blocks += [plan, legend, *picture, Columns((ranks, verdicts), (0.56, 0.44))]
    blocks += [
        Heading("医療機関・学校・福祉施設"),
        _facilities(report, area),
        Heading("避難先と、そこへ向かう人（推計）"),
        *_shelters_within(study, report, area),
        *(Paragraph(one, small=True) for one in (report.areas.method, *report.method) if one),
        Paragraph(NOTES, small=True),
        *_sources(study),
    ]
    return _document(f"災害想定　{name}", blocks, now, program, name, large=large)


# ------------------------------------------------------------------------------------------- blocks


def _document(
    title: str, blocks: Sequence[Block], now: datetime, program: str, subject: str, *, large: bool = False
) -> Document:
    facts = (era_day(now.date()),)
    return Document(
        title,
        tuple(blocks),
        f"{FOOTER}　{program}",
        now.isoformat(timespec="seconds"),
        facts,
        landscape=large,
        large=large,
        subject=subject,
    )


def _depth(lower: float, upper: float) -> str:
    return f"{upper:.1f} m" if lower == upper else depth_text(lower, _end(upper))


def _end(upper: float) -> float:
    """Return the end of a class as its table has it: the worst depth lies just below."""
    return float(np.round(upper, 6))


def _share(part: float, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _people(number: float, unit: str) -> Cell:
    return Cell("未確認", State.UNKNOWN) if np.isnan(number) else Cell(f"{round(number):,} {unit}")


def _lines(heads: tuple[str, ...], lines: Sequence[Line], widths: tuple[float, ...]) -> Table:
    rows = tuple(
        (Cell(str(one.about)), one.cell, Cell("・".join(str(note) for note in one.notes if note.template)))
        for one in lines
    )
    return Table(heads, rows, widths)


def _shelters(facts: Facts, study: Study) -> Block:
    if study.shelters is None:
        return Paragraph("未確認（避難先の一覧がありません）")
    rows = tuple(
        (
            Cell(one.name),
            Cell(f"{round(one.metres):,} m"),
            Cell(str(one.warning), State.CONFIRM) if one.warning is not None else Cell(""),
        )
        for one in facts.shelters
    )
    if not rows:
        return Paragraph("この想定に対応する避難先が、一覧にありません。")
    return Table(("名称", "距離", "注意"), rows, (0.5, 0.15, 0.35))


def _walk(facts: Facts) -> Iterator[Block]:
    """Return the way on foot, where roads are known."""
    if facts.walk is not None:
        yield Paragraph(f"{facts.walk.about}: {facts.walk.answer}")


def _facilities(report: Report, area: int) -> Table:
    """Return how many facilities there are and how many a hazard reaches; 未確認 where there is no list."""
    rows = []
    for kind, word in (("hospitals", "医療機関"), ("schools", "学校"), ("care", "福祉施設")):
        if kind in report.figures:
            whole, part = (int(report.figures[name][area]) for name in (kind, f"affected_{kind}"))
            told = Cell(f"{part:,} か所", State.DANGER if part else State.PLAIN)
            rows.append((Cell(word), Cell(f"{whole:,} か所"), told))
        else:
            rows.append((Cell(word), Cell("未確認", State.UNKNOWN), Cell("一覧がありません")))
    return Table(("施設", "この区域にあるもの", "想定に掛かるもの"), tuple(rows), (0.4, 0.3, 0.3))


def _shelters_within(study: Study, report: Report, area: int) -> Iterator[Block]:
    """Return the shelters of a district: those that lie in it, and those to which its people go."""
    from shapely import intersects, points

    shelters, offered, load = study.shelters, report.offered, report.load
    if shelters is None or offered is None or load is None:
        yield Paragraph("未確認（避難先の一覧がありません）")
        return
    within = np.asarray(np.isfinite(shelters.points).all(axis=1))
    within[within] = intersects(report.areas.shapes[area], points(shelters.points[within]))
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
            _people(float(from_here[one]) if known else np.nan, unit),
            _people(float(load[one]), unit),
            _people(float(shelters.capacity[one]), "人"),
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


def _warned(shelters: Shelters, load: NDArray[np.float64], one: int, unit: str) -> Cell:
    """Return what is to be said of a shelter: that it lies in the water, that it is too small."""
    over = bool(load[one] > shelters.capacity[one])  # as many households are more people still
    told = ["想定区域の中"] if shelters.reached[one] else []
    if over:
        number = round(load[one] - shelters.capacity[one])
        told.append(f"収容人数を {number:,} 人超える" if unit == "人" else "世帯数だけで収容人数を超過")
    return Cell("・".join(told), State.DANGER if over else State.CONFIRM) if told else Cell("")


def _ranks(report: Report, area: int) -> Iterator[tuple[str, float, str]]:
    for rank in range(1, len(STANDARD.codes) + 1):
        number = float(report.figures[f"rank_{rank}"][area])
        yield depth_text(*STANDARD.bounds(rank)), number, f"{int(number):,} 棟"


def _verdicts(study: Study, report: Report, area: int) -> Iterator[tuple[Cell, ...]]:
    # Where a condition of staying is unknown, what can be said rests on the depth alone.
    alone = {UNCHECKED[Kind.COLLAPSE], UNCHECKED[Theme.DURATION]} & set(unchecked(study.answers))
    for verdict in Verdict:
        number = int(report.figures[f"verdict_{verdict.name.lower()}"][area])
        words = VERDICTS[verdict]
        if verdict is Verdict.STAY and alone:
            words += "（水の深さだけの目安）"
        yield Cell(words, SURE[verdict]), Cell(f"{number:,} 棟")


def _section(study: Study, shape: shapely.Geometry | None) -> Iterator[Block]:
    """Return the cut through the building and its street, where the ground is known."""
    if shape is None:
        return
    try:
        cut = section_through(study, shape)
    except AnalysisFailed:  # no ground is known here: the rest of the sheet stands
        return
    yield Heading("水位・地盤・階の断面")
    yield section_drawn(cut, FULL, 46.0)


def _sources(study: Study) -> Iterator[Block]:
    yield Heading("資料")
    rows = tuple((Cell(source_line(one)),) for one in study.answers.answers)
    yield Table(("想定と、その出典・時点",), rows, (1.0,))
    open_ = unchecked(study.answers)
    if open_:
        yield Paragraph(f"未確認（資料がないため見ていない条件）: {'・'.join(open_)}", small=True)
