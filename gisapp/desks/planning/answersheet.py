"""The answer sheet of the counter (建築・都市計画 調査票): one content for paper, HTML and machines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gisapp.desks.planning.access import access
from gisapp.desks.planning.regulations import Answer
from gisapp.desks.planning.sheetmaps import ACCENT, EDGE, around, of_lot, of_shadow, pale
from gisapp.desks.planning.sheetsite import (
    building_words,
    derivations,
    edges_table,
    grounds_table,
    heights_table,
    levels_words,
)
from gisapp.desks.planning.sheettemplate import Paper, SheetTemplate, day_text
from gisapp.paper.document import (
    Cell,
    Columns,
    Document,
    Figures,
    Flow,
    Heading,
    Legend,
    Paragraph,
    Picture,
    State,
    Swatch,
    Table,
)
from gisapp.paper.storing import to_plain
from layers import plaindata

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from gisapp.desks.planning.asked import Asked, Seen
    from gisapp.desks.planning.figures import Figure
    from gisapp.desks.planning.regulations import Row
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.site import Site
    from gisapp.paper.document import Block
    from layers.base import Layer

FOOTER = "参考図です。確認申請・建築主事の判断に代わるものではありません。"
NO_LOT = "地点の調査です。敷地を選ぶと、容積率・建蔽率の限度と建てられる範囲を計算できます。"
NOT_SEEN = "立体図はありません（この PC では描けなかったか、形を計算できませんでした）。"
NO_SHADOW = "日影図はありません。条例による日影規制の区分が分からないか、指定がありません。"
NOTES = (
    "道路の種別・幅員、土地の高低差、地方公共団体の条例による制限は、台帳・現地・担当課で確かめてください。"
    "「未確認」は、資料がないか、資料の範囲が届いていないことを示します。制限がないという意味ではありません。"
)
STATES = {
    Answer.APPLIES: State.APPLIES,
    Answer.NOT: State.PLAIN,
    Answer.CONFIRM: State.CONFIRM,
    Answer.UNKNOWN: State.UNKNOWN,
}


@dataclass(frozen=True)
class Given:
    """What staff say of a sheet beside the place.

    Attributes
    ----------
    now
        The moment that it states.
    program
        Name and version, for the foot.
    template, paper
        How it looks; no paper for that of the template.
    receipt
        Its number; empty leaves room to write one.
    """

    now: datetime
    program: str
    template: SheetTemplate = field(default_factory=SheetTemplate)
    paper: Paper | None = None
    receipt: str = ""


def sheet(asked: Asked, layers: Sequence[Layer], table: RegulationTable, given: Given) -> Document:
    """Return the sheet.

    Parameters
    ----------
    asked
        What it tells of.
    layers, table
        For the maps, and the names of the offices.
    given
        When, by whom, how it looks.
    """
    template = given.template
    large = (given.paper or template.paper) is Paper.A3
    blocks: list[Block] = [Paragraph(_place(asked))]
    if asked.site is not None:
        blocks.append(_figures(asked, asked.site))
    blocks += _pictures(asked, layers, table, A3 if large else A4)
    told = list(_told(asked))
    if large and asked.shadow is not None:
        told = [*_shadow(asked, layers, (sum(A3.widths) / 2, 95.0)), *told]
    told += [Paragraph(note, small=True) for note in (NOTES, *template.notes)]
    blocks += [Flow(tuple(told), 2)] if large else told
    made = Document(
        f"{template.city}　{template.title}".strip(),
        tuple(blocks),
        "　".join(one for one in (FOOTER, template.footer, given.program) if one),
        given.now.isoformat(timespec="seconds"),
        _facts(given, table),
        landscape=large,
        large=large,
        subject=asked.words,
        emblem=template.emblem,
    )
    # Twelve letters of the SHA-256 of all that is on it.
    return replace(made, mark=hashlib.sha256(plaindata.dump(to_plain(made))).hexdigest()[:12])


def _facts(given: Given, table: RegulationTable) -> tuple[str, ...]:
    template = given.template
    number = given.receipt or "＿" * 8
    facts = (
        f"{template.receipt}　{number}" if template.receipt else "",
        day_text(given.now.date(), template.calendar),
        "　".join(one for one in (template.office or table.name, template.phone) if one),
    )
    return tuple(one for one in facts if one)


def _place(asked: Asked) -> str:
    said = f"所在　{asked.words}"
    return f"{said}　　敷地 {asked.place.area:,.2f} ㎡（図上計測）" if asked.place.area else said


@dataclass(frozen=True)
class _Sizes:
    """Millimetres on a page: width of the two columns of pictures, and their heights."""

    widths: tuple[float, float]
    large: float
    around: float
    lot: float


A4 = _Sizes((87.5, 87.5), 66.0, 66.0, 58.0)
A3 = _Sizes((246.4, 138.6), 190.0, 90.0, 82.0)
PICTURES = {False: (A4.widths[0], A4.large), True: (A3.widths[0], A3.large)}
"""Width and height in millimetres of the 3D picture on A4 and A3."""


def _pictures(
    asked: Asked, layers: Sequence[Layer], table: RegulationTable, sizes: _Sizes
) -> Iterator[Block]:
    """Yield maps and picture: in two rows upright, the picture large beside the maps across."""
    seen = tuple(_seen(asked.seen, sizes.large)) if asked.seen is not None else ()
    # Without a picture the maps share the page evenly.
    widths = sizes.widths if seen else (sum(sizes.widths) / 2,) * 2
    shares = tuple(one / sum(widths) for one in widths)
    place = Swatch("調査した敷地", "", ACCENT, "/") if asked.place.area else Swatch("調査地点", ACCENT)
    plan, zones = around(asked.place, layers, table, (widths[1], sizes.around), asked.north)
    first: tuple[Block, ...] = (plan, Legend((place, *zones)))
    if asked.site is None:
        yield Columns((first, (Paragraph(NO_LOT),)), shares)
        return
    lot, rules = of_lot(asked.site.lot, asked.volume, (widths[1], sizes.lot), asked.north)
    second: tuple[Block, ...] = (lot, Legend(rules)) if rules else (lot,)
    if not seen:
        yield Columns((first, (*second, Paragraph(NOT_SEEN, small=True))), shares)
    elif sizes is A3:
        yield Columns((seen, (*first, *second)), shares)
    else:
        yield Columns((first, seen), shares)
        yield Columns((second, _shadow(asked, layers, (widths[1], sizes.lot))), shares)


def _shadow(asked: Asked, layers: Sequence[Layer], size: tuple[float, float]) -> tuple[Block, ...]:
    """Return the shadow diagram, or why there is none."""
    if asked.shadow is None or asked.building is None or asked.site is None:
        heights = () if asked.volume is None else heights_table(asked.volume)
        return (*heights, Paragraph(NO_SHADOW, small=True))
    plan, legend = of_shadow(asked.site, asked.shadow, asked.building, layers, size)
    return plan, Legend(legend)


def _seen(seen: Seen, height: float) -> Iterator[Block]:
    yield Picture("立体図: 建てられる範囲と周りの建物", seen.image, height)
    yield Legend(
        tuple(
            Swatch(str(line.label), "", line.mark.hexadecimal, thin=True)
            if line.thin
            else Swatch(str(line.label), pale(line.mark), EDGE, line.mark.hatch)
            for line in seen.legend
        )
    )


def _told(asked: Asked) -> Iterator[Block]:
    """Yield all that is said in words."""
    yield Heading("規制")
    yield _rules(asked.rows)
    yield from _unknown(asked.rows)
    if asked.site is not None:
        yield Heading("敷地の辺と前面道路")
        yield edges_table(asked.site)
        yield Paragraph(levels_words(asked.site), small=True)
        yield from grounds_table(asked.site)
        if building := building_words(asked):
            yield Paragraph(building, small=True)
        yield from derivations(asked)
    yield from _doubts(asked)
    yield from _offers(asked)
    yield Heading("資料")
    yield _sources(asked)


def _offers(asked: Asked) -> Iterator[Block]:
    """Yield what the city recommends here, and where one learns more."""
    if asked.offers:
        yield Heading("この場所のご案内")
    for one in asked.offers:
        office = (
            "" if one.offer.office is None else f"{one.offer.office.name} {one.offer.office.phone}".strip()
        )
        sure = "" if one.certain else "（対象かどうかは確かめてください）"
        yield Paragraph(f"{one.offer.title}{sure}　{one.offer.text}")
        yield Paragraph("　".join(filter(None, (office, one.offer.contact, one.offer.url))), small=True)


def _figures(asked: Asked, site: Site) -> Figures:
    found = access(site.lot)
    ratio, coverage = site.floor_area_ratio, site.coverage_ratio
    touching = {True: f"{found.length:.2f} m", False: f"{found.length:.2f} m（不足）", None: "要確認"}
    items = [
        ("敷地面積", Cell(f"{site.area:,.2f} ㎡"), "道路後退を除く"),
        (
            "容積率の限度",
            _value(ratio),
            _area_of(ratio, site.area, "延べ面積"),
        ),
        ("建蔽率の限度", _value(coverage), _area_of(coverage, site.area, "建築面積")),
        ("前面道路", _metres(site.widest), "最も広いもの"),
        (
            "接道",
            Cell(touching[found.kept], State.PLAIN if found.kept else State.CONFIRM),
            "2 m 以上（法43条）",
        ),
    ]
    if asked.building is not None and asked.building.storeys:
        count = len(asked.building.storeys)
        items.append(("積める階数の目安", Cell(f"{count} 階"), f"延べ {asked.building.floor_area:,.1f} ㎡"))
    return Figures(tuple(items))


def _value(figure: Figure) -> Cell:
    if figure.value is None:
        return Cell("未確認", State.UNKNOWN)
    text = f"{figure.value:.2f}".rstrip("0").rstrip(".")
    return Cell(f"{text} {figure.unit}", State.CONFIRM if figure.doubts else State.PLAIN)


def _area_of(figure: Figure, area: float, name: str) -> str:
    return "" if figure.value is None else f"{name} {area * figure.value / 100:,.2f} ㎡"


def _metres(value: float | None) -> Cell:
    return Cell("未確認", State.UNKNOWN) if value is None else Cell(f"{value:g} m")


def _rules(rows: Sequence[Row]) -> Table:
    said = []
    for row in rows:
        if not row.printed or _without_source(row):
            continue
        doubts = "".join(map(str, row.doubts))
        text = row.text
        if row.answer is Answer.UNKNOWN:
            text = f"未確認。{doubts}"
        elif doubts:
            text = f"{text}　要確認: {doubts}"
        office = "" if row.regulation.office is None else row.regulation.office.name
        phone = "" if row.regulation.office is None else row.regulation.office.phone
        dates = "、".join(dict.fromkeys(one.date for one in row.used if one.reaches and one.date))
        told = "\n".join(one for one in (f"{office}　{phone}".strip(), dates and f"{dates} 時点") if one)
        said.append(
            (
                Cell(row.regulation.name),
                Cell(text, STATES[row.answer]),
                Cell(row.regulation.basis),
                Cell(told),
            )
        )
    return Table(("規制", "内容", "根拠", "担当（資料の時点）"), tuple(said), (0.2, 0.41, 0.21, 0.18))


def _without_source(row: Row) -> bool:
    """Say whether there is no layer at all for a row."""
    return row.answer is Answer.UNKNOWN and not row.used


def _unknown(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the rules without any source by the office that knows: nobody reads twenty rows of the same."""
    offices: dict[str, list[str]] = {}
    for row in rows:
        if _without_source(row):
            office = row.regulation.office
            offices.setdefault("" if office is None else office.name, []).append(row.regulation.name)
    if offices:
        yield Heading("資料がないため未確認の規制")
        table = [(Cell("、".join(names), State.UNKNOWN), Cell(office)) for office, names in offices.items()]
        yield Table(("未確認の規制", "確かめるところ"), tuple(table), (0.78, 0.22))


def _doubts(asked: Asked) -> Iterator[Block]:
    said = [str(one) for one in asked.doubts]
    if asked.site is not None:
        site = asked.site
        figures = (site.floor_area_ratio, site.coverage_ratio)
        said += [str(one) for figure in figures for one in figure.doubts]
        said += [str(one) for one in access(site.lot).doubts]
    said = list(dict.fromkeys(said))
    if said:
        yield Heading("確かめること")
        for one in said:
            yield Paragraph(f"・{one}")


def _sources(asked: Asked) -> Table:
    """Return the files that were looked into, each with its layers."""
    files: dict[tuple[str, str, str, str], list[str]] = {}
    every = [*(one for row in asked.rows for one in row.used), *asked.sources]
    every += asked.seen.sources if asked.seen is not None else ()
    for one in {one.layer: one for one in every}.values():
        files.setdefault((one.file, one.date, one.credit, one.digest), []).append(one.name)
    said = [
        (
            Cell(file),
            Cell("、".join(names)),
            Cell(date or "未確認", State.PLAIN if date else State.UNKNOWN),
            Cell(credit),
            Cell(digest[:12]),
        )
        for (file, date, credit, digest), names in files.items()
    ]
    heads = ("ファイル", "レイヤ", "時点", "出典", "照合値（SHA-256）")
    return Table(heads, tuple(said), (0.27, 0.31, 0.1, 0.17, 0.15))
