"""The answer sheet of the counter (建築・都市計画 調査票): one content for paper, HTML and machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.planning.access import access
from gisapp.desks.planning.regulations import Answer
from gisapp.desks.planning.sheetmaps import BEHIND, around, of_lot
from gisapp.paper.document import (
    Cell,
    Columns,
    Document,
    Figures,
    Heading,
    Legend,
    Paragraph,
    State,
    Swatch,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    import shapely

    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.figures import Figure
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.regulations import Row
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.site import Site
    from gisapp.paper.document import Block
    from layers.base import Layer
    from layers.messages import Message

FOOTER = "参考図です。確認申請・建築主事の判断に代わるものではありません。"
REIWA = 2018
MAP = (86.0, 74.0)
"""Millimetres."""
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
ARTICLES = {
    "42-1-1": "法42条1項1号", "42-1-2": "法42条1項2号", "42-1-3": "法42条1項3号", "42-1-4": "法42条1項4号",
    "42-1-5": "法42条1項5号", "42-2": "法42条2項", "42-3": "法42条3項", "43-2": "法43条2項の道",
    "other": "法の道路でない道", "": "種別 未確認",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Asked:
    """What a sheet tells of.

    Attributes
    ----------
    place
        Point or polygon, metres.
    words
        Its name.
    rows
        Answers for it.
    site, volume, building
        Where there is a lot, and as far as it could be computed.
    doubts
        Of lot, edges and zones, and why something could not be computed.
    north
        Bearing of the true north, degrees.
    """

    place: shapely.Geometry
    words: str
    rows: tuple[Row, ...]
    site: Site | None = None
    volume: Envelope | None = None
    building: Massing | None = None
    doubts: tuple[Message, ...] = ()
    north: float = 0.0


def sheet(
    asked: Asked, layers: Sequence[Layer], table: RegulationTable, now: datetime, program: str
) -> Document:
    """Return the sheet.

    Parameters
    ----------
    asked
        What it tells of.
    layers, table
        For the maps, and the names of the offices.
    now
        The moment that it states.
    program
        Name and version, for the foot.
    """
    day = now.date()
    blocks: list[Block] = [Paragraph(_place(asked)), _maps(asked, layers, table)]
    if asked.site is not None:
        blocks.append(_figures(asked, asked.site))
    blocks += [Heading("規制"), _rules(asked.rows), *_unknown(asked.rows)]
    if asked.site is not None:
        blocks += [Heading("敷地の辺と前面道路"), _edges(asked.site)]
        blocks += list(_derivations(asked.site))
    blocks += list(_doubts(asked))
    blocks += [Heading("資料"), _sources(asked.rows), Paragraph(NOTES, small=True)]
    return Document(
        "建築・都市計画 調査票",
        tuple(blocks),
        f"{FOOTER}　{program}",
        now.isoformat(timespec="seconds"),
        ("受付番号　　　　　　", f"令和{day.year - REIWA}年{day.month}月{day.day}日", table.name),
        subject=asked.words,
    )


def _place(asked: Asked) -> str:
    said = f"所在　{asked.words}"
    return f"{said}　　敷地 {asked.place.area:,.2f} ㎡（図上計測）" if asked.place.area else said


def _maps(asked: Asked, layers: Sequence[Layer], table: RegulationTable) -> Block:
    plan, legend = around(asked.place, layers, table, MAP, asked.north)
    place = Swatch("調査した敷地", "", "#c8102e", "/") if asked.place.area else Swatch("調査地点", "#c8102e")
    left: tuple[Block, ...] = (plan, Legend((place, *legend)))
    if asked.site is None:
        return Columns((left, (Paragraph(_no_lot(asked)),)), (0.5, 0.5))
    second, rules = of_lot(asked.site.lot, asked.volume, MAP, asked.north)
    right: tuple[Block, ...] = (second,)
    if rules:
        right = (second, Legend(rules))
    return Columns((left, right), (0.5, 0.5))


def _no_lot(asked: Asked) -> str:
    del asked
    return "地点の調査です。敷地を選ぶと、容積率・建蔽率の限度と建てられる範囲を計算できます。"


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
    return Table(("規制", "内容", "根拠", "担当（資料の時点）"), tuple(said), (0.19, 0.43, 0.2, 0.18))


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


def _edges(site: Site) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for index, edge in enumerate(site.lot.edges):
        if edge.behind.value == "neighbour":
            continue
        kind = ARTICLES.get(edge.article, edge.article) if edge.behind.value == "road" else ""
        state = State.PLAIN if edge.width is not None else State.UNKNOWN
        width = "未確認" if edge.width is None else f"{edge.width:g} m"
        rows.append(
            (
                Cell(f"{index + 1}"),
                Cell(BEHIND[edge.behind]),
                Cell(f"{site.lot.lengths[index]:.2f} m"),
                Cell(width, state),
                Cell(kind, State.PLAIN if edge.article else State.UNKNOWN),
                Cell(edge.source),
            )
        )
    if not rows:
        rows.append((Cell("—"), Cell("道路に接する辺が見つかりません", State.CONFIRM), *[Cell("")] * 4))
    heads = ("辺", "接するもの", "長さ", "幅員", "種別", "資料")
    return Table(heads, tuple(rows), (0.06, 0.22, 0.12, 0.12, 0.2, 0.28))


def _derivations(site: Site) -> Iterator[Block]:
    steps = [
        (Cell(name), Cell(str(step.text)), Cell(step.article))
        for name, figure in (("容積率", site.floor_area_ratio), ("建蔽率", site.coverage_ratio))
        for step in figure.steps
    ]
    if steps:
        yield Heading("計算")
        yield Table(("項目", "計算", "根拠"), tuple(steps), (0.12, 0.66, 0.22))


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


def _sources(rows: Sequence[Row]) -> Table:
    """Return the files that were looked into, each with its layers."""
    files: dict[tuple[str, str, str, str], list[str]] = {}
    for one in {one.layer: one for row in rows for one in row.used}.values():
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
    return Table(heads, tuple(said), (0.27, 0.33, 0.08, 0.17, 0.15))
