"""The map book (区域図集): an index with a map of all areas, then a page for each association.

Officers are never in it: nothing here can reach their file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.areamap import Areas, Marked, overview_of, plan_of
from gisapp.desks.areas.figures import area_text, count_text, sound_shapes
from gisapp.desks.areas.fitting import PAGE, cell_of, shortened, text_height
from gisapp.desks.areas.membership import UNKNOWN, Rate, denominator_text, rate_text
from gisapp.paper.days import era_day, era_day_of
from gisapp.paper.document import (
    Cell,
    Document,
    Figures,
    Flow,
    Heading,
    Paragraph,
    Plan,
    State,
    Table,
)
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.areamap import Ground
    from gisapp.desks.areas.figures import Figures as AreaFigures
    from gisapp.desks.areas.model import Association
    from gisapp.paper.document import Block
    from layers.feedback import Feedback

TITLE = "自治会区域図集"
WIDTH, HIGHEST = 180.0, 185.0
"""Millimetres of a map on its page, at most."""
PLAIN = 19.0
"""Millimetres that caption and legend of a map take, and the gaps."""
LONGEST_LINE, LONGEST_SOURCES, LONGEST_NOTE = 170, 400, 40
"""Letters of what stands below a map, and below a figure."""
OVERVIEW = 120.0
"""Millimetres that the map of all areas is high."""
FOOTER = "区域は届出などに基づく参考図です。境界の細部は担当課にお尋ねください。"
DRAWING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の区域図を描いています（{number} / {count}）")
_NO_SUCH = QT_TRANSLATE_NOOP(CONTEXT, "「{codes}」という自治会は、台帳にありません。")
_NO_SUCH_HINT = QT_TRANSLATE_NOOP(CONTEXT, "コードか名称を確かめてください。")
_MEANT = QT_TRANSLATE_NOOP(CONTEXT, "{shelter}（この自治会が対象）")
_WITHIN = QT_TRANSLATE_NOOP(CONTEXT, "{shelter}（区域の中）")
_MORE = QT_TRANSLATE_NOOP(CONTEXT, "　ほか {count} か所")
_NOT_LISTED = QT_TRANSLATE_NOOP(CONTEXT, "一覧にありません")
_NO_AREAS = QT_TRANSLATE_NOOP(CONTEXT, "区域のある自治会がないため、区域図を作れません。")
_NO_AREAS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域を台帳に取り込んでください。")
LISTED_SHELTERS = 6
NEIGHBOURS = 14


@dataclass(frozen=True)
class Making:
    """How a book is made.

    Attributes
    ----------
    now
        The moment that it states.
    program
        Name and version, for the foot.
    department
        Whom to ask; empty for none.
    only
        Codes or names of those that are wanted; empty for all.
    """

    now: datetime
    program: str
    department: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Book:
    """A finished book: its bytes, its pages, the associations in it, and those that have no area."""

    content: bytes
    pages: int
    associations: tuple[Association, ...]
    without_area: tuple[Association, ...]


def book_of(
    figures: AreaFigures, shapes: NDArray[np.object_], ground: Ground, making: Making, feedback: Feedback
) -> Book:
    """Return the map book as PDF.

    Parameters
    ----------
    figures
        What its pages tell.
    shapes
        (m,) areas of the same associations, metres of the plane system of `ground`.
    ground
        What lies under the areas.
    making
        How it is made.
    feedback
        Receives progress; stopping leaves nothing.

    Raises
    ------
    layers.errors.AnalysisFailed
        When no association of those that are wanted has an area.
    layers.feedback.Cancelled
        When it was stopped.
    """
    from shapely import STRtree, is_empty, is_missing

    from gisapp.paper.book import pages_of, write_book

    sound = sound_shapes(shapes)
    wanted = _wanted(figures.associations, making.only)
    known = ~(is_missing(sound) | is_empty(sound))
    with_area = [one for one in wanted if known[one]]
    lost = tuple(figures.associations[one] for one in wanted if not known[one])
    if not with_area:
        raise AnalysisFailed(_NO_AREAS, _NO_AREAS_HINT)
    order = sorted(with_area, key=lambda one: _order(figures.associations[one]))
    # How long the index is decides where the pages are; the numbers in it do not change that.
    empty = Plan("", (0.0, 0.0), 1000, (), OVERVIEW)
    before = pages_of(_index(figures, empty, order, dict.fromkeys(order, 999), lost, making))
    page = {one: before + place for place, one in enumerate(order, 1)}
    tree = STRtree(sound)
    atlas = _Atlas(figures, sound, tree, ground, making, page)
    numbered = Areas(sound, tree, lambda one: str(page[one]), ground)
    plan = overview_of(numbered, order, (WIDTH, OVERVIEW), "全体図（数字は頁。混み合う所では省きます）")
    cover = _index(figures, plan, order, page, lost, making)
    content = write_book(cover, atlas.sheets(order, feedback), before + len(order))
    feedback.step(len(order), len(order))
    return Book(content, before + len(order), tuple(figures.associations[one] for one in order), lost)


@dataclass(frozen=True, eq=False)
class _Atlas:
    figures: AreaFigures
    shapes: NDArray[np.object_]
    tree: shapely.STRtree
    ground: Ground
    making: Making
    page: dict[int, int]

    @property
    def areas(self) -> Areas:
        return Areas(self.shapes, self.tree, self.called, self.ground)

    def sheets(self, order: Sequence[int], feedback: Feedback) -> Iterator[Document]:
        for number, one in enumerate(order):
            name = self.figures.associations[one].name
            values = {"name": name, "number": number + 1, "count": len(order)}
            feedback.step(number, len(order), Message(DRAWING, values))
            yield self.sheet(one)

    def sheet(self, number: int) -> Document:
        """Return the page of an association."""
        one = self.figures.associations[number]
        below = [self.neighbours(number), *facilities(self.figures, number, LISTED_SHELTERS)]
        sources = shortened(_sources(self.figures, one, self.ground), LONGEST_SOURCES)
        figures = key_figures(self.figures, number)
        high = PAGE - _figures_height(figures) - PLAIN - text_height(sources, WIDTH, small=True)
        high -= sum(text_height(text, WIDTH) for text in below)
        plan, legend = plan_of(
            self.areas,
            (number,),
            (WIDTH, min(high, HIGHEST)),
            marked=halls_in(self.figures, number),
        )
        blocks: list[Block] = [
            Figures(figures),
            plan,
            legend,
            *(Paragraph(text) for text in below),
            Paragraph(sources, small=True),
        ]
        facts = _facts(one, self.making, self.figures.day)
        return _document(one.name or one.code or "名称未確認", facts, blocks, self.making)

    def called(self, number: int) -> str:
        name = self.figures.associations[number].name or self.figures.associations[number].code
        return f"{name}　{self.page[number]}頁" if number in self.page else name

    def neighbours(self, number: int) -> str:
        """Return who lies around, with the pages."""
        beside = self.tree.query(self.shapes[number], predicate="dwithin", distance=1.0)
        told = [
            f"{self.figures.associations[one].name}（{self.page[one]}頁）"
            if one in self.page
            else self.called(one)
            for one in np.sort(beside).tolist()
            if one != number
        ]
        more = f"　ほか {len(told) - NEIGHBOURS}" if len(told) > NEIGHBOURS else ""
        return shortened(f"隣の自治会: {'・'.join(told[:NEIGHBOURS]) or 'なし'}{more}", LONGEST_LINE)


def key_figures(figures: AreaFigures, number: int) -> tuple[tuple[str, Cell, str], ...]:
    """Return what is read first of an association: size, households, members, rate, buildings."""
    one = figures.associations[number]
    state = int(figures.rate_state[number])
    rate = rate_text(float(figures.rate[number]), state)
    found = [
        ("面積", cell_of(area_text(float(figures.area[number]))), "図上計測"),
        (
            "世帯数",
            cell_of(count_text(float(figures.households[number]))),
            shortened(denominator_text(one), LONGEST_NOTE),
        ),
        ("加入世帯数", cell_of(count_text(float(figures.members[number]))), _day(one, "members_date")),
        (
            "加入率",
            Cell(rate, State.CONFIRM) if state == Rate.OVER else cell_of(rate),
            "要確認（世帯数より多い）" if state == Rate.OVER else "加入世帯数 ÷ 世帯数",
        ),
    ]
    if "buildings" in figures.counts:
        homes = count_text(float(figures.counts["dwellings"][number]))
        found.append(
            (
                "建物",
                cell_of(count_text(float(figures.counts["buildings"][number]), "棟")),
                f"うち住宅 {homes}",
            )
        )
    return tuple(found)


def facilities(figures: AreaFigures, number: int, most: int) -> Iterator[str]:
    """Yield hall and shelters of an association, a line each."""
    yield f"集会所: {hall_text(figures, number)}"
    served = shelters_text(figures, number, most)
    if served:
        yield shortened(f"避難先: {served}", LONGEST_LINE)


def hall_text(figures: AreaFigures, number: int) -> str:
    """Return the meeting hall that the ledger names, or those that lie in the area."""
    written = str(figures.associations[number].values.get("hall", "") or "")
    if written:
        return shortened(written, LONGEST_LINE // 2)
    inside = figures.inside.get("halls")
    if inside is None or figures.halls is None:
        return UNKNOWN
    names = [str(figures.halls.names[one]) for one in inside[number]]
    return "・".join(filter(None, names)) or "区域の中になし"


def shelters_text(figures: AreaFigures, number: int, most: int, say: Callable[[Message], str] = str) -> str:
    """Return the shelters that name an association or lie in its area; empty without a list.

    `say` tells it in another language.
    """
    shelters, keys = figures.shelters, figures.keys
    if shelters is None or keys is None:
        return ""
    meant = keys.of(number)
    within = [one for one in figures.inside["shelters"][number] if one not in meant]
    told = [say(Message(_MEANT, {"shelter": shelters.names[one]})) for one in meant]
    told += [say(Message(_WITHIN, {"shelter": shelters.names[one]})) for one in within]
    more = say(Message(_MORE, {"count": len(told) - most})) if len(told) > most else ""
    return "・".join(told[:most]) + more or say(Message(_NOT_LISTED))


def halls_in(figures: AreaFigures, number: int) -> Marked:
    """Return the halls in an area as marks of its map."""
    inside = figures.inside.get("halls")
    if inside is None or figures.halls is None or not inside[number]:
        return Marked()
    rows = list(inside[number])
    return Marked(None, figures.halls.points[rows], tuple(map(str, figures.halls.names[rows])))


def _index(
    figures: AreaFigures,
    plan: Plan,
    order: list[int],
    page: dict[int, int],
    lost: Sequence[Association],
    making: Making,
) -> Document:
    blocks: list[Block] = [
        plan,
        Heading("索引"),
        Flow((_index_table(figures, order, page),), 2),
    ]
    if lost:
        names = "・".join(one.name or one.code for one in lost)
        blocks.append(Paragraph(f"区域が未確認のため頁のない自治会（{len(lost):,}）: {names}", small=True))
    facts = (
        _as_of(making, figures.day),
        f"{len(order):,} 自治会",
        *(filter(None, (making.department,))),
    )
    return _document(TITLE, facts, blocks, making)


def _index_table(figures: AreaFigures, order: Sequence[int], page: dict[int, int]) -> Table:
    rows = tuple(
        (
            Cell(figures.associations[one].code),
            Cell(figures.associations[one].name or "名称未確認"),
            cell_of(count_text(float(figures.households[one]))),
            Cell(str(page[one])),
        )
        for one in order
    )
    return Table(("コード", "名称", "世帯数", "頁"), rows, (0.19, 0.51, 0.18, 0.12))


def _wanted(associations: Sequence[Association], only: Sequence[str]) -> list[int]:
    if not only:
        return list(range(len(associations)))
    unknown = [text for text in only if not any(text in (one.code, one.name) for one in associations)]
    if unknown:
        raise AnalysisFailed(_NO_SUCH, _NO_SUCH_HINT, values={"codes": "」「".join(unknown)})
    return [number for number, one in enumerate(associations) if {one.code, one.name} & set(only) - {""}]


def _order(one: Association) -> tuple[bool, str, str]:
    return not one.code, one.code, one.kana or one.name


def _facts(one: Association, making: Making, day: str) -> tuple[str, ...]:
    return (
        *filter(None, (one.kana,)),
        f"自治会コード {one.code}" if one.code else "自治会コードなし",
        _as_of(making, day),
    )


def _as_of(making: Making, day: str) -> str:
    return f"{era_day(date.fromisoformat(day) if day else making.now.date())}時点"


def _figures_height(items: Sequence[tuple[str, Cell, str]]) -> float:
    """Return how many millimetres the row of figures takes."""
    note = max(text_height(one[2], WIDTH / len(items) - 3, small=True) for one in items)
    return 16.0 + note


def _sources(figures: AreaFigures, one: Association, ground: Ground) -> str:
    told = [f"区域: {one.source}" if one.source else "区域の出典は未確認"]
    if one.since:
        told.append(f"{era_day_of(one.since)}からの区域")
    told += ground.sources
    told += [text for name in ("shelters", "halls") if (text := figures.source(name))]
    return "資料　" + "　/　".join(dict.fromkeys(told))


def _document(title: str, facts: tuple[str, ...], blocks: Sequence[Block], making: Making) -> Document:
    return Document(
        title,
        tuple(blocks),
        f"{FOOTER}　{making.program}",
        making.now.isoformat(timespec="seconds"),
        facts,
        subject=title,
    )


def _day(one: Association, name: str) -> str:
    text = era_day_of(str(one.values.get(name, "") or ""))
    return text or "時点は未確認"
