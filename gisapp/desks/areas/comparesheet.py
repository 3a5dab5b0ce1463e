"""A comparison of versions as a report: maps, differences by place and association, decisions, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.comparemap import DRAWN, close, legend, overview
from gisapp.desks.areas.comparetables import KIND, UNKNOWN_DAY, WHY, by_change, sides_of
from gisapp.desks.areas.decisions import WORDS
from gisapp.desks.areas.merging import names_of, owner_words, place_key
from gisapp.paper.days import era_day
from gisapp.paper.document import (
    Block,
    Cell,
    Columns,
    Document,
    Figures,
    Heading,
    Paragraph,
    State,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gisapp.desks.areas.boundaries import Moved
    from gisapp.desks.areas.decisions import Decision
    from gisapp.desks.areas.difference import Comparison

FOOTER = "参考図です。境界は各部署の図によるもので、土地の権利や公の境界を示すものではありません。"
FULL, HALF = 180.0, 88.0
"""Millimetres of an A4 page between its margins, and of half of it."""
CLOSE = 6
"""Places that get a map of their own."""
MOST = DRAWN
"""Places and associations that stand in the tables; all are in the workbook."""
LONG = 14
"""Letters of a title from which on it does not stand over a column."""


def compare_sheet(
    made: Comparison,
    lines: Moved,
    decided: Mapping[str, Decision],
    now: datetime,
    program: str,
) -> Document:
    """Return the report of a comparison.

    Parameters
    ----------
    made, lines
        The comparison, and the boundaries that moved.
    decided
        What staff decided, by key (:func:`gisapp.desks.areas.decisions.standing`).
    now
        The moment that the sheet states.
    program
        Name and version, for the foot.
    """
    blocks: list[Block] = [
        Paragraph(_about(made)),
        Figures(_figures(made)),
        overview(made, lines, (FULL, 118.0), _caption(made)),
        legend(made),
    ]
    if len(made.pieces.order):
        blocks += [Heading("食い違う場所（住戸の多い順）"), _places(made, decided), *_more(made)]
        blocks += _close(made, lines)
    else:
        blocks.append(Paragraph("許容差を超える食い違いはありません。"))
    for version in range(1, len(made.sets)):
        if len(by_change(made, version)):
            blocks += [Heading(f"自治会ごとの違い（{made.sets[version].title}）"), _changes(made, version)]
    if len(lines):
        blocks += [Heading("動いた境界"), _moved(made, lines)]
    unsure = [one for one, group in enumerate(made.matched.groups) if group.confirm or not _whole(group.rows)]
    if unsure:
        blocks += [Heading("突き合わせで確かめること"), _matches(made, unsure, decided)]
    blocks += [Heading("資料"), _sources(made)]
    facts = (era_day(now.date()), made.sets[0].crs)
    made_at = now.isoformat(timespec="seconds")
    title = "自治会の区域の比較"
    return Document(title, tuple(blocks), f"{FOOTER}　{program}", made_at, facts, subject=title)


def _whole(rows: tuple[tuple[int, ...], ...]) -> bool:
    return all(rows)


def _about(made: Comparison) -> str:
    first, *others = (f"「{one.title}」（{one.date or UNKNOWN_DAY}）" for one in made.sets)
    return f"{first}を基準に、{'、'.join(others)}と比べました。"


def _caption(made: Comparison) -> str:
    rest = len(made.pieces.order) - DRAWN
    more = f"。ほか {rest:,} か所は線だけ" if rest > 0 else ""
    return f"食い違う場所（番号は下の表{more}）"


def _figures(made: Comparison) -> tuple[tuple[str, Cell, str], ...]:
    pieces = made.pieces
    real = pieces.order
    unsure = sum(group.confirm for group in made.matched.groups)
    unknown = int(pieces.unknown[real].sum())
    small = f"{made.tolerance.width:g} m または {made.tolerance.area:g} m² 未満を除く"
    found: list[tuple[str, Cell, str]] = [
        ("食い違う場所", Cell(f"{len(real):,} か所"), small),
        ("面積", Cell(f"{pieces.sizes[real].sum():,.0f} m²"), ""),
    ]
    if len(made.homes):
        note = f"ほかに未確認の建物 {unknown:,} 棟" if unknown else ""
        found += [
            ("建物", Cell(f"{pieces.buildings[real].sum():,} 棟"), "属する自治会が変わるもの"),
            ("住戸（推定）", Cell(f"{pieces.dwellings[real].sum():,.0f} 戸"), note),
        ]
    else:
        found.append(("建物", Cell("未確認", State.UNKNOWN), "建物のデータがありません"))
    state = State.CONFIRM if unsure else State.PLAIN
    found.append(("要確認の対応", Cell(f"{unsure:,} 件", state), "同じ自治会かどうか"))
    return tuple(found)


def _places(made: Comparison, decided: Mapping[str, Decision]) -> Table:
    pieces = made.pieces
    share = 0.56 / len(made.sets)
    rows = []
    for number, piece in enumerate(pieces.order[:MOST].tolist(), 1):
        sides = [names_of(made, [int(one) for one in held[piece] if one >= 0]) for held in pieces.held]
        ruling = decided.get(place_key(made, piece))
        word = Cell("未決定", State.CONFIRM) if ruling is None else Cell(owner_words(made, ruling))
        rows.append(
            (
                Cell(f"{number}"),
                *(Cell(side) for side in sides),
                Cell(f"{pieces.sizes[piece]:,.0f}"),
                Cell(f"{pieces.buildings[piece]:,}") if len(made.homes) else Cell("—"),
                _dwellings(made, piece),
                word,
            )
        )
    heads = ("番号", *_heads(made), "面積 m²", "建物", "住戸", "決定")
    return Table(heads, tuple(rows), (0.06, *(share for _ in made.sets), 0.11, 0.07, 0.08, 0.12))


def _heads(made: Comparison) -> tuple[str, ...]:
    """Return what stands over the columns of the versions: their titles where these are short."""
    titles = tuple(one.title for one in made.sets)
    if max(map(len, titles)) <= LONG:
        return titles
    others = ("比べた図",) if len(titles) == 2 else (f"比べた図 {one}" for one in range(1, len(titles)))
    return ("基準の図", *others)


def _dwellings(made: Comparison, piece: int) -> Cell:
    if not len(made.homes):
        return Cell("—")
    known, unknown = int(made.pieces.dwellings[piece]), int(made.pieces.unknown[piece])
    return Cell(f"{known:,} 以上" if unknown else f"{known:,}")


def _more(made: Comparison) -> tuple[Block, ...]:
    rest = len(made.pieces.order) - MOST
    return (Paragraph(f"ほか {rest:,} か所は表計算ファイルにあります。", small=True),) if rest > 0 else ()


def _close(made: Comparison, lines: Moved) -> list[Block]:
    count = min(len(made.pieces.order), CLOSE)
    found: list[Block] = []
    for first in range(0, count, 2):
        maps: list[tuple[Block, ...]] = []
        for number in range(first, min(first + 2, count)):
            piece = int(made.pieces.order[number])
            sides = (names_of(made, held) for held in made.pieces.sides(piece, _other(made, piece)))
            caption = f"{number + 1}　{' ⇔ '.join(sides)}"
            maps.append((close(made, lines, number, (HALF, 62.0), caption),))
        maps += [()] * (2 - len(maps))
        found.append(Columns(tuple(maps), (0.5, 0.5)))
    return found


def _other(made: Comparison, piece: int) -> int:
    """Return the first version that has something else at a place than the first one."""
    pieces = made.pieces
    first = set(pieces.held[0][piece].tolist()) - {-1}
    different = (
        number for number, held in enumerate(pieces.held) if set(held[piece].tolist()) - {-1} != first
    )
    return next(different)


def _changes(made: Comparison, version: int) -> Table:
    change, matched = made.changes[version - 1], made.matched
    rows = [
        (
            Cell(matched.code(group) or "—"),
            Cell(matched.name(group)),
            Cell(f"{change.first[group]:,.0f}"),
            Cell(f"{change.other[group]:,.0f}"),
            _out_in(change.lost[group], change.gained[group]),
            Cell(f"{100 * change.share[group]:.1f}"),
            _out_in(change.buildings_lost[group], change.buildings_gained[group]),
            _out_in(change.dwellings_lost[group], change.dwellings_gained[group]),
        )
        for group in by_change(made, version)[:MOST].tolist()
    ]
    heads = ("コード", "自治会", "基準 m²", "比べた図 m²", "出る / 入る m²", "違い %", "建物", "住戸")
    return Table(heads, tuple(rows), (0.08, 0.24, 0.11, 0.12, 0.18, 0.07, 0.1, 0.1))


def _out_in(lost: float, gained: float) -> Cell:
    """Return what goes out and what comes in, as one cell."""
    out, in_ = (f"{sign}{one:,.0f}" if one else "0" for sign, one in (("−", lost), ("+", gained)))
    return Cell(f"{out} / {in_}")


def _moved(made: Comparison, lines: Moved) -> Table:
    order = np.argsort(-np.array([one.length for one in lines.lines]), kind="stable")[:MOST]
    rows = []
    for row in order.tolist():
        far = lines.farthest[row]
        rows.append(
            (
                Cell(made.sets[lines.version[row]].title),
                Cell(sides_of(made, lines, row)),
                Cell(f"{lines.lines[row].length:,.0f}"),
                Cell(f"{far:,.1f}") if np.isfinite(far) else Cell("境界なし"),
            )
        )
    heads = ("この線がある図", "両側の自治会", "長さ m", "最大のずれ m")
    return Table(heads, tuple(rows), (0.24, 0.46, 0.12, 0.18))


def _matches(made: Comparison, groups: list[int], decided: Mapping[str, Decision]) -> Table:
    matched = made.matched
    rows = []
    for number in groups[:MOST]:
        one = matched.groups[number]
        names = ("・".join(matched.names(number, version)) for version in range(len(made.sets)))
        said = [decided[link.key] for link in one.links if link.key in decided]
        state = Cell("要確認", State.CONFIRM) if one.confirm else Cell("")
        rows.append(
            (
                *(Cell(name or "—") for name in names),
                Cell(KIND[one.kind]),
                Cell(WHY[one.why]),
                Cell(f"{WORDS[said[-1].what]}（{said[-1].by}）") if said else state,
            )
        )
    share = 0.56 / len(made.sets)
    heads = (*_heads(made), "対応", "理由", "")
    return Table(heads, tuple(rows), (*(share for _ in made.sets), 0.18, 0.14, 0.12))


def _sources(made: Comparison) -> Table:
    rows = [
        (
            Cell("基準の図" if number == 0 else "比べた図"),
            Cell(one.title),
            Cell(one.source),
            Cell(one.date) if one.date else Cell("時点が未確認", State.UNKNOWN),
        )
        for number, one in enumerate(made.sets)
    ]
    if len(made.homes):
        rows.append(
            (Cell("建物"), Cell(made.homes.layer), Cell(made.homes.method), Cell(f"{len(made.homes):,} 棟"))
        )
    return Table(("", "図・レイヤ", "ファイル・方法", "時点・件数"), tuple(rows), (0.12, 0.28, 0.42, 0.18))
