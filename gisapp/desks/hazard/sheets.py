"""The sheets of the hazard desk: one for a household, one for each district (自治会, 町丁目, 学区)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import STANDARD, Kind
from gisapp.desks.hazard.hazards import Theme
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.section import drawn as section_drawn
from gisapp.desks.hazard.section import section_through
from gisapp.desks.hazard.sheetmap import map_of
from gisapp.desks.hazard.sheltertables import (
    people_cell,
    shelters,
    shelters_within,
    stays,
    stays_within,
    walk,
)
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

    from gisapp.desks.hazard.building import Facts, Line
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.look import HazardLook
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
        way = None if study.walked is None else study.walked.way(facts.row)
        words = "まわりの浸水の深さ" if way is None else "まわりの浸水の深さ（緑の線: 避難先への道のり）"
        plan, legend = map_of(study, look, shape, (wide, 62.0), caption=words, scale=HOUSE_SCALE, way=way)
        side = Columns(((plan,), (Picture(SEEN, view, 62.0),)), (HALF, 1 - HALF))
        blocks += [side if view else plan, legend]
    blocks += [
        Heading("想定ごとの答え"),
        _lines(("想定", "この建物では", "備考"), facts.hazards, (0.44, 0.28, 0.28)),
        Heading("屋内安全確保の3つの条件（すべて当てはまるときだけ、家にとどまれます）"),
        _lines(("条件", "この建物では", ""), facts.conditions, (0.5, 0.42, 0.08)),
        *_section(study, shape),
        Heading("最寄りの避難先（直線距離）"),
        shelters(facts, study),
        *walk(facts),
        *stays(facts),
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
                ("想定に掛かる人", people_cell(people, "人"), "住宅の延床面積で割り振り"),
                ("想定に掛かる世帯", people_cell(homes, "世帯"), "同じ"),
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
        *shelters_within(study, report, area),
        *stays_within(study, report, area),
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


def _lines(heads: tuple[str, ...], lines: Sequence[Line], widths: tuple[float, ...]) -> Table:
    rows = tuple(
        (Cell(str(one.about)), one.cell, Cell("・".join(str(note) for note in one.notes if note.template)))
        for one in lines
    )
    return Table(heads, rows, widths)


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
