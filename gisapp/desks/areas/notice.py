"""The notice for a citizen (お住まいの自治会のご案内): one page of A4, without a word about officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.areamap import Areas, Marked, fitting, plan_of
from gisapp.desks.areas.figures import count_text
from gisapp.desks.areas.fitting import PAGE, cell_of, shortened, table_height, text_height
from gisapp.desks.areas.lookup import Standing
from gisapp.desks.areas.mapbook import hall_text, halls_in, shelters_text
from gisapp.desks.areas.membership import UNKNOWN, denominator_text
from gisapp.paper.days import era_day, era_day_of
from gisapp.paper.document import (
    Cell,
    Columns,
    Document,
    Drawing,
    Figures,
    Heading,
    Paragraph,
    State,
    Stroke,
    Table,
    Words,
)
from gisapp.paper.pdf import COLUMN_GAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import shapely

    from gisapp.desks.areas.areamap import Ground
    from gisapp.desks.areas.figures import Figures as AreaFigures
    from gisapp.desks.areas.lookup import Answer, Directory
    from gisapp.paper.document import Block

TITLE = "お住まいの自治会のご案内"
FOOTER = "参考図です。自治会への加入は任意です。境界の細部は担当課にお尋ねください。"
WIDTH, HIGHEST, LOWEST = 180.0, 130.0, 60.0
"""Millimetres of the map."""
PLAIN = 56.0
"""Millimetres of place and name, of caption, legend, headings and gaps."""
HOUSE_SCALE = 1500
SMALLEST_SCALE = 5000
"""A map on which one finds a house has at least this scale."""
LABEL = (0.2, 0.28)
"""Share of the labels of an association's table: of one across the page, of several side by side."""
MOST_SHELTERS = 4
MOST_SHOWN = 3
MOST_DANGERS = 8
LONGEST_ASKED, LONGEST_SAID, LONGEST_SOURCES = 50, 240, 420
"""Letters."""
STAMP = (38.0, 20.0)
"""Millimetres of the room for a stamp."""
LINE = "#8d959e"


@dataclass(frozen=True, eq=False)
class Told:
    """What a notice tells besides the answer.

    Attributes
    ----------
    now
        The moment that it states.
    program
        Name and version, for the foot.
    department
        Whom to ask: name and telephone of the section of the city; empty where the desk knows none.
    dangers
        What the hazard desk says of the place: label and answer of each; empty where nobody asked.
    danger_sources
        What that rests on.
    """

    now: datetime
    program: str
    department: str = ""
    dangers: tuple[tuple[str, Cell], ...] = ()
    danger_sources: tuple[str, ...] = ()


def notice_of(
    answer: Answer, directory: Directory, figures: AreaFigures, ground: Ground, told: Told
) -> Document:
    """Return the notice of an answer.

    Parameters
    ----------
    answer, directory
        What was found, and where.
    figures
        Of the associations of the directory, in its order.
    ground
        What lies under the areas on the map.
    told
        What else it tells.
    """
    rows = {id(one): number for number, one in enumerate(directory.associations)}
    numbers = [rows[id(one)] for one in answer.associations[:MOST_SHOWN]]
    said = shortened(_said(answer), LONGEST_SAID)
    tables = [_association(figures, number, told.department, LABEL[len(numbers) > 1]) for number in numbers]
    placed = answer.point is not None and answer.exact
    dangers, asking = _dangers(told), f"お問い合わせ　{told.department or '未確認'}"
    sources = shortened(_sources(answer, figures, ground, told), LONGEST_SOURCES)
    left = PAGE - PLAIN - STAMP[1] - text_height(sources, WIDTH, small=True)
    left -= text_height(said, WIDTH) if said else 0.0
    left -= max([text_height(asking, WIDTH), *(table_height(one, WIDTH / len(tables) - 5) for one in tables)])
    left -= table_height(dangers, WIDTH) if placed else 0.0
    blocks: list[Block] = [
        Paragraph(f"お尋ねの場所　{shortened(answer.asked, LONGEST_ASKED)}"),
        Figures(tuple(_names(figures, numbers))),
        *([Paragraph(said)] if said else []),
        *_map(answer, directory, figures, ground, numbers, max(min(left, HIGHEST), LOWEST)),
        Columns(tuple((one,) for one in tables), (1 / len(tables),) * len(tables))
        if tables
        else Paragraph(asking),
        *((Heading("この場所の災害想定"), dangers) if placed else ()),
        _foot(answer, told, directory.day),
        Paragraph(sources, small=True),
    ]
    return Document(
        TITLE,
        tuple(blocks),
        f"{FOOTER}　{told.program}",
        told.now.isoformat(timespec="seconds"),
        tuple(filter(None, (era_day(told.now.date()), told.department))),
        subject=answer.asked,
    )


def _names(figures: AreaFigures, numbers: list[int]) -> Iterator[tuple[str, Cell, str]]:
    for number in numbers:
        one = figures.associations[number]
        note = "　".join(filter(None, (one.kana, f"コード {one.code}" if one.code else "")))
        yield "自治会", Cell(one.name or "名称未確認"), note
    if not numbers:
        yield "自治会", Cell("未組織（どの自治会の区域でもありません）", State.CONFIRM), ""


def _said(answer: Answer) -> str:
    words = [str(answer.said)] if answer.standing in (Standing.SHARED, Standing.SPLIT) else []
    return "".join([*words, *map(str, answer.remarks)])


def _map(
    answer: Answer,
    directory: Directory,
    figures: AreaFigures,
    ground: Ground,
    numbers: list[int],
    height: float,
) -> Iterator[Block]:
    import shapely

    own = [one for one in numbers if directory.shapes[one] is not None]
    if answer.point is None and not own:
        return
    size = (WIDTH, height)
    scale, centre = 0, None
    house: shapely.Geometry | None = None
    if answer.point is not None:
        if answer.exact:
            house = shapely.Point(answer.point) if answer.footprint is None else answer.footprint
        # The whole area where a house is still found on such a map, else what lies around the house.
        bounds = shapely.total_bounds(directory.shapes[own]).tolist()
        scale = max(fitting(tuple(bounds), size), HOUSE_SCALE) if own else HOUSE_SCALE
        if not own or (house is not None and scale > SMALLEST_SCALE):
            centre = (float(answer.point[0]), float(answer.point[1]))
            scale = min(scale, SMALLEST_SCALE)
    halls = [halls_in(figures, one) for one in own]
    marked = Marked(
        house,
        np.concatenate([one.halls for one in halls]) if halls else Marked().halls,
        tuple(name for one in halls for name in one.names),
    )
    plan, legend = plan_of(
        Areas(directory.shapes, directory.tree, lambda one: figures.associations[one].name, ground),
        own,
        size,
        caption="自治会の区域" if house is None else "自治会の区域と、お尋ねの場所（赤い丸）",
        marked=marked,
        scale=scale,
        centre=centre,
    )
    yield plan
    yield legend


def _association(figures: AreaFigures, number: int, department: str, share: float) -> Table:
    one = figures.associations[number]
    homes = count_text(float(figures.households[number]), "世帯")
    if np.isfinite(figures.households[number]):
        homes += f"（{shortened(denominator_text(one), LONGEST_ASKED)}）"
    rows = {
        "集会所": hall_text(figures, number),
        "世帯数": homes,
        "避難先": shortened(shelters_text(figures, number, MOST_SHELTERS) or UNKNOWN, LONGEST_ASKED * 2),
        "お問い合わせ": department or UNKNOWN,
    }
    return Table(
        (one.name or one.code, ""),
        tuple((Cell(label), cell_of(text)) for label, text in rows.items()),
        (share, 1 - share),
    )


def _dangers(told: Told) -> Table:
    """Return what comes over the place, the dangerous first."""
    order = sorted(told.dangers, key=lambda one: one[1].state is State.PLAIN)
    rows = [(Cell(shortened(label, LONGEST_ASKED)), cell) for label, cell in order[:MOST_DANGERS]]
    if len(order) > MOST_DANGERS:
        rows.append(
            (Cell(f"ほか {len(order) - MOST_DANGERS} 件"), Cell("市のハザードマップで確かめてください"))
        )
    if not rows:
        rows = [
            (
                Cell("洪水・土砂災害など"),
                Cell("未確認（市のハザードマップで確かめてください）", State.UNKNOWN),
            )
        ]
    return Table(("想定", "この場所では"), tuple(rows), (0.5, 0.5))


def _foot(answer: Answer, told: Told, day: str) -> Block:
    when = era_day(date.fromisoformat(day)) if day else era_day(told.now.date())
    since = {one.since for one in answer.associations if one.since}
    words = f"この区域図は{when}時点のものです。"
    if len(since) == 1:
        words += f"区域は{era_day_of(since.pop())}からのものです。"
    wide, high = STAMP
    box = ((0.2, 0.2), (wide - 0.2, 0.2), (wide - 0.2, high - 0.2), (0.2, high - 0.2), (0.2, 0.2))
    mark = Words("担当課印", 3.0, 3.0, 6.0, "L", LINE, bare=True)
    stamp = Drawing("", wide, high, (Stroke(box, line=LINE, width=0.2),), (mark,))
    share = wide / (WIDTH - COLUMN_GAP)
    return Columns(((Paragraph(words),), (stamp,)), (1 - share, share))


def _sources(answer: Answer, figures: AreaFigures, ground: Ground, told: Told) -> str:
    lines = [f"区域: {one.source}" for one in answer.associations if one.source]
    lines += ground.sources
    lines += [text for name in ("shelters", "halls") if (text := figures.source(name))]
    lines += told.danger_sources
    return "資料　" + "　/　".join(dict.fromkeys(lines or [UNKNOWN]))
