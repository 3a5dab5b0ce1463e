"""What the answer sheet says of a site in tables: edges, levels, heights by rule, how numbers came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.planning.cuts import GROUND_ARTICLE, cuts, height_figure
from gisapp.desks.planning.entries import STAFF
from gisapp.desks.planning.sheetmaps import BEHIND
from gisapp.desks.planning.site import RULES
from gisapp.paper.document import Cell, Heading, Paragraph, State, Table
from layers.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gisapp.desks.planning.asked import Asked
    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.site import Site
    from gisapp.paper.document import Block

ARTICLES = {
    "42-1-1": "法42条1項1号", "42-1-2": "法42条1項2号", "42-1-3": "法42条1項3号", "42-1-4": "法42条1項4号",
    "42-1-5": "法42条1項5号", "42-2": "法42条2項", "42-3": "法42条3項", "43-2": "法43条2項の道",
    "other": "法の道路でない道", "": "種別 未確認",
}  # fmt: skip
FREE = "高さの制限なし"
STAFF_WORDS = "職員入力"


def heights_table(volume: Envelope) -> tuple[Block, ...]:
    """Return how high one may build by each rule, over the ground level, and on how much of the ground."""
    rows = []
    for one in cuts(volume):
        share = f"{one.share * 100:.0f} %"
        if one.rule is None:
            rows.append((Cell(FREE), Cell(""), Cell(""), Cell(share)))
            continue
        name, article = RULES[one.rule]
        low, high = f"{one.lowest:.2f}", f"{one.highest:.2f}"
        said = f"{high} m" if low == high else f"{low}〜{high} m"
        rows.append((Cell(str(Message(name))), Cell(article), Cell(said), Cell(share)))
    heads = ("高さの限度", "根拠", "地盤面から", "広さ")
    return (
        Paragraph("建てられる範囲の高さ", small=True),
        Table(heads, tuple(rows), (0.26, 0.33, 0.27, 0.14)),
    )


def edges_table(site: Site) -> Table:
    """Return what lies behind the edges that face no neighbour."""
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
                Cell(STAFF_WORDS if edge.source == STAFF else edge.source),
            )
        )
    if not rows:
        rows.append((Cell("—"), Cell("道路に接する辺が見つかりません", State.CONFIRM), *[Cell("")] * 4))
    heads = ("辺", "接するもの", "長さ", "幅員", "種別", "資料")
    return Table(heads, tuple(rows), (0.06, 0.22, 0.12, 0.12, 0.2, 0.28))


def levels_words(site: Site) -> str:
    """Return from where heights are measured."""
    if site.elevation is None:
        ground = "高さの基準　地盤面の標高は未確認（高さは地盤面から）"
    else:
        several = "下の表のとおり" if len(site.steps) > 1 else f"標高 {site.elevation + site.ground:.2f} m"
        ground = f"高さの基準　地盤面 {several}（職員入力）"
    if site.elevation is not None and site.mean_ground is not None:
        ground += f"、平均地盤面 標高 {site.elevation + site.mean_ground:.2f} m"
    said = [
        f"辺 {index + 1} {edge.level - site.ground:+.2f} m"
        for index, edge in enumerate(site.lot.edges)
        if edge.level is not None
    ]
    if not said:
        return f"{ground}。道路・隣地との高低差は未確認で、差なしとしています。"
    lowest = "最も低い地盤面" if len(site.steps) > 1 else "地盤面"
    return f"{ground}。{lowest}に対する高さ（道路は中心）: {'、'.join(said)}"


def grounds_table(site: Site) -> tuple[Block, ...]:
    """Return the ground levels of a site that has several, and on how much of it each counts."""
    if len(site.steps) < 2:
        return ()
    rows = []
    for number, one in enumerate(site.grounds, start=1):
        known = None if site.elevation is None else f"{site.elevation + one.level:.2f} m"
        rows.append(
            (
                Cell(f"地盤面 {number}"),
                Cell(known or "未確認", State.PLAIN if known else State.UNKNOWN),
                Cell(f"{one.level - site.ground:+.2f} m"),
                Cell("" if one.area is None else f"{one.area.area:,.2f} ㎡"),
                Cell(GROUND_ARTICLE),
            )
        )
    heads = ("高さを測る地盤面", "標高", "最も低い面から", "広さ", "根拠")
    return (Table(heads, tuple(rows), (0.24, 0.2, 0.2, 0.2, 0.16)),)


def building_words(asked: Asked) -> str:
    """Return how the building that is shown keeps from edges, and its storeys; empty without one."""
    if asked.site is None or asked.building is None or not asked.building.storeys:
        return ""
    first = asked.building.storeys[0]
    setbacks = [
        f"辺 {index + 1} から {edge.setback:.2f} m"
        for index, edge in enumerate(asked.site.lot.edges)
        if edge.setback > 0
    ]
    kept = "、".join(setbacks) if setbacks else "なし"
    return (
        f"建て方の条件　階高 {first.top - first.bottom:.2f} m、{len(asked.building.storeys)} 階、後退 {kept}"
    )


def derivations(asked: Asked) -> Iterator[Block]:
    """Yield how the numbers came about, with articles."""
    if asked.site is None:
        return
    figures = [("容積率", asked.site.floor_area_ratio), ("建蔽率", asked.site.coverage_ratio)]
    if asked.volume is not None:
        figures.append(("高さ", height_figure(asked.volume)))
    steps = [
        (Cell(name), Cell(str(step.text)), Cell(step.article))
        for name, figure in figures
        for step in figure.steps
    ]
    if steps:
        yield Heading("計算")
        yield Table(("項目", "計算", "根拠"), tuple(steps), (0.12, 0.66, 0.22))
