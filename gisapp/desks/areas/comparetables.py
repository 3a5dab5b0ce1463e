"""A comparison of versions as tables: associations, places, buildings, boundaries, matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.areas.areatables import csv_of, workbook
from gisapp.desks.areas.matching import Kind, Why
from gisapp.desks.areas.merging import names_of, place_key
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from gisapp.desks.areas.boundaries import Moved
    from gisapp.desks.areas.difference import Changes, Comparison

UNKNOWN_DAY = "時点は未確認"
WHY = {
    Why.STAFF: QT_TRANSLATE_NOOP("panels", "職員が確認"),
    Why.CODE: QT_TRANSLATE_NOOP("panels", "コード"),
    Why.NAME: QT_TRANSLATE_NOOP("panels", "名称"),
    Why.AREA: QT_TRANSLATE_NOOP("panels", "区域の重なり"),
    Why.ALONE: QT_TRANSLATE_NOOP("panels", "片方だけにある"),
}
KIND = {
    Kind.ONE: "1対1",
    Kind.MERGED: "比べた図では1つにまとまる",
    Kind.SPLIT: "比べた図では分かれる",
    Kind.MIXED: "分かれ方が違う",
    Kind.MISSING: "片方だけにある",
}
ASSOCIATIONS = (
    "比べた図",
    "コード",
    "名称（基準の図）",
    "名称（比べた図）",
    "突き合わせの理由",
    "対応",
    "要確認",
    "面積（基準、㎡）",
    "面積（比べた図、㎡）",
    "基準の図だけ（㎡）",
    "比べた図だけ（㎡）",
    "違い（㎡）",
    "和に対する割合（%）",
    "許容差以下（㎡）",
    "出る建物",
    "入る建物",
    "出る住戸",
    "入る住戸",
)
BUILDINGS = ("建物", "場所の番号", "基準の図", "比べた図", "住戸")
BOUNDARIES = ("線がある図", "比べた図", "両側の自治会", "長さ（m）", "最大のずれ（m）")
MATCHES = ("コード", "名称", "突き合わせの理由", "対応", "要確認", "共通部分の割合（%）")
DECIDED = ("決定", "部署", "理由")
"""Columns that staff fill in, to be given to ``areas merge --decide``."""
KEY, NORTH, EAST = "キー", "X（北、m）", "Y（東、m）"


def by_change(made: Comparison, version: int) -> NDArray[np.intp]:
    """Return the associations that differ, those with the most dwellings that change sides first."""
    change = made.changes[version - 1]
    living = change.dwellings_lost + change.dwellings_gained
    houses = change.buildings_lost + change.buildings_gained
    order = np.lexsort((-change.different, -houses, -living))
    return order[change.different[order] > 0]


def associations_table(made: Comparison, version: int) -> list[list[Any]]:
    """Return a row under :data:`ASSOCIATIONS` for each association, those that differ first."""
    change, matched = made.changes[version - 1], made.matched
    first = by_change(made, version)
    rest = np.setdiff1d(np.arange(len(matched.groups)), first)
    rows = []
    for group in (*first.tolist(), *rest.tolist()):
        one = matched.groups[group]
        share = change.share[group]
        rows.append(
            [
                made.sets[version].title,
                matched.code(group) or None,
                "・".join(matched.names(group, 0)) or None,
                "・".join(matched.names(group, version)) or None,
                WHY[one.why],
                KIND[one.kind],
                "要確認" if one.confirm else None,
                *(round(float(cell), 1) for cell in (change.first[group], change.other[group])),
                *(round(float(cell), 1) for cell in (change.lost[group], change.gained[group])),
                round(float(change.different[group]), 1),
                None if np.isnan(share) else round(100 * float(share), 2),
                round(float(change.noise[group]), 1),
                int(change.buildings_lost[group]),
                int(change.buildings_gained[group]),
                int(change.dwellings_lost[group]),
                int(change.dwellings_gained[group]),
            ]
        )
    return rows


def place_heads(made: Comparison) -> tuple[str, ...]:
    """Return the heads of :func:`places_table`."""
    versions = tuple(f"{one.title} では" for one in made.sets)
    return ("番号", KEY, *versions, "面積（㎡）", "建物", "住戸", "住戸が未確認の建物", NORTH, EAST, *DECIDED)


def places_table(made: Comparison) -> list[list[Any]]:
    """Return a row for each place of disagreement, those with the most dwellings first."""
    import shapely

    pieces = made.pieces
    order = pieces.order
    middle = shapely.get_coordinates(shapely.point_on_surface(pieces.shapes[order]))
    return [
        [
            number,
            place_key(made, piece),
            *(names_of(made, [int(one) for one in held[piece] if one >= 0]) for held in pieces.held),
            round(float(pieces.sizes[piece]), 1),
            int(pieces.buildings[piece]),
            int(pieces.dwellings[piece]),
            int(pieces.unknown[piece]),
            round(north, 3),
            round(east, 3),
            *(None for _ in DECIDED),
        ]
        for number, (piece, (east, north)) in enumerate(zip(order.tolist(), middle.tolist(), strict=True), 1)
    ]


def buildings_table(made: Comparison) -> list[list[Any]]:
    """Return a row under :data:`BUILDINGS` for each building that changes sides, by place."""
    number = np.zeros(len(made.pieces), np.intp)
    number[made.pieces.order] = np.arange(1, len(made.pieces.order) + 1)
    piece = made.piece_of_building
    moving = made.moving()
    moving = moving[np.argsort(number[piece[moving]], kind="stable")]
    sides = {
        one: [names_of(made, held) for held in made.pieces.sides(one, 1)]
        for one in np.unique(piece[moving]).tolist()
    }
    living = made.homes.dwellings
    return [
        [
            str(made.homes.ids[row]),
            int(number[at]),
            *sides[at],
            None if np.isnan(living[row]) else int(living[row]),
        ]
        for row, at in zip(moving.tolist(), piece[moving].tolist(), strict=True)
    ]


def boundaries_table(made: Comparison, lines: Moved) -> list[list[Any]]:
    """Return a row under :data:`BOUNDARIES` for each stretch that moved; no figure where nothing is near."""
    titles = [one.title for one in made.sets]
    return [
        [
            titles[lines.version[row]],
            titles[lines.other[row]],
            sides_of(made, lines, row),
            round(float(lines.lines[row].length), 1),
            round(float(lines.farthest[row]), 1) if np.isfinite(lines.farthest[row]) else None,
        ]
        for row in range(len(lines))
    ]


def sides_of(made: Comparison, lines: Moved, row: int) -> str:
    """Return in words between which associations a boundary is."""
    one, other = lines.between[row].tolist()
    if one == other:
        return f"{made.matched.name(one)} の間"
    return " / ".join(names_of(made, [each] if each >= 0 else []) for each in (one, other))


def match_heads(made: Comparison) -> tuple[str, ...]:
    """Return the heads of :func:`matches_table`."""
    return (MATCHES[0], *(one.title for one in made.sets), *MATCHES[2:])


def matches_table(made: Comparison) -> list[list[Any]]:
    """Return how the rows were matched, those that somebody has to confirm first."""
    matched = made.matched
    order = sorted(range(len(matched.groups)), key=lambda one: not matched.groups[one].confirm)
    rows = []
    for group in order:
        one = matched.groups[group]
        shares = [link.share for link in one.links if np.isfinite(link.share)]
        rows.append(
            [
                matched.code(group) or None,
                *("・".join(matched.names(group, version)) or None for version in range(len(made.sets))),
                WHY[one.why],
                KIND[one.kind],
                "要確認" if one.confirm else None,
                "・".join(f"{100 * share:.0f}" for share in shares) or None,
            ]
        )
    return rows


def sources_table(made: Comparison, now: datetime, program: str) -> list[list[Any]]:
    """Return what the comparison rests on."""
    small = made.tolerance
    rows: list[list[Any]] = [
        ["基準の図" if number == 0 else "比べた図", f"{one.title}　{one.source}　{one.date or UNKNOWN_DAY}"]
        for number, one in enumerate(made.sets)
    ]
    houses = made.homes
    rows += [
        ["建物", f"{houses.layer}　{len(houses):,} 棟。{houses.method}" if len(houses) else "数えていません"],
        ["許容差", f"幅 {small.width:g} m 未満、または {small.area:g} m² 未満の違いは数えていません"],
        ["座標系", made.sets[0].crs],
        ["作成", f"{now:%Y-%m-%d %H:%M}　{program}"],
    ]
    return rows


def write_csv(made: Comparison) -> bytes:
    """Return the places of disagreement as CSV; staff fill in its last columns."""
    return csv_of(place_heads(made), places_table(made))


def write_xlsx(made: Comparison, lines: Moved, now: datetime, program: str) -> bytes:
    """Return all tables as a workbook; the same content and moment give the same bytes."""
    versions = range(1, len(made.sets))
    associations = [row for version in versions for row in associations_table(made, version)]
    names = [26] * len(made.sets)
    sheets: Sequence[tuple[str, Sequence[str], Sequence[int], list[list[Any]]]] = (
        (
            "自治会ごと",
            ASSOCIATIONS,
            (18, 10, 26, 26, 14, 18, 8, *(13,) * 7, *(9,) * 4),
            associations,
        ),
        (
            "食い違う場所",
            place_heads(made),
            (6, 24, *names, 12, 8, 8, 10, 13, 13, 20, 16, 36),
            places_table(made),
        ),
        ("入れ替わる建物", BUILDINGS, (44, 10, 26, 26, 8), buildings_table(made)),
        ("動いた境界", BOUNDARIES, (20, 20, 50, 12, 14), boundaries_table(made, lines)),
        ("突き合わせ", match_heads(made), (10, *names, 16, 24, 8, 16), matches_table(made)),
        ("資料", ("項目", "内容"), (14, 80), sources_table(made, now, program)),
    )
    return workbook("自治会の区域の比較", sheets, now, program)


def plain(made: Comparison, lines: Moved) -> dict[str, Any]:
    """Return the comparison as plain values for JSON."""
    matched, pieces = made.matched, made.pieces
    changes = [
        _plain_change(made, change, group)
        for change in made.changes
        for group in by_change(made, change.version).tolist()
    ]
    places = [
        {
            "key": row[1],
            "held": [[matched.name(int(one)) for one in held[piece] if one >= 0] for held in pieces.held],
            "area": round(float(pieces.sizes[piece]), 3),
            "buildings": int(pieces.buildings[piece]),
            "dwellings": int(pieces.dwellings[piece]),
            "unknown": int(pieces.unknown[piece]),
            "point": [row[-4], row[-5]],
        }
        for piece, row in zip(pieces.order.tolist(), places_table(made), strict=True)
    ]
    return {
        "crs": made.sets[0].crs,
        "versions": [
            {"title": one.title, "source": one.source, "date": one.date or None, "rows": len(one)}
            for one in made.sets
        ],
        "associations": len(matched.groups),
        "matches": [
            {
                "code": matched.code(number) or None,
                "names": [list(matched.names(number, version)) for version in range(len(made.sets))],
                "kind": one.kind.value,
                "why": one.why.value,
                "confirm": one.confirm,
                "keys": [link.key for link in one.links if link.confirm],
            }
            for number, one in enumerate(matched.groups)
        ],
        "changes": changes,
        "places": places,
        "noise_places": int(pieces.noise.sum()),
        "noise_area": round(float(pieces.sizes[pieces.noise].sum()), 3),
        "buildings_moving": len(made.moving()),
        "boundaries": [
            {
                "version": made.sets[lines.version[row]].title,
                "other": made.sets[lines.other[row]].title,
                "between": [matched.name(one) if one >= 0 else None for one in lines.between[row].tolist()],
                "length": round(float(lines.lines[row].length), 3),
                "farthest": round(float(lines.farthest[row]), 3)
                if np.isfinite(lines.farthest[row])
                else None,
            }
            for row in range(len(lines))
        ],
        "method": made.homes.method or None,
    }


def _plain_change(made: Comparison, change: Changes, group: int) -> dict[str, Any]:
    return {
        "version": made.sets[change.version].title,
        "code": made.matched.code(group) or None,
        "name": made.matched.name(group),
        "first_area": round(float(change.first[group]), 3),
        "other_area": round(float(change.other[group]), 3),
        "lost": round(float(change.lost[group]), 3),
        "gained": round(float(change.gained[group]), 3),
        "difference": round(float(change.different[group]), 3),
        "share": round(float(change.share[group]), 6),
        "noise": round(float(change.noise[group]), 3),
        "buildings_lost": int(change.buildings_lost[group]),
        "buildings_gained": int(change.buildings_gained[group]),
        "dwellings_lost": int(change.dwellings_lost[group]),
        "dwellings_gained": int(change.dwellings_gained[group]),
    }
