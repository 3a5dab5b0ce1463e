"""What a comparison and a merged version found as features with shapes, to be written like any layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.areas.comparetables import UNKNOWN_DAY, sides_of
from gisapp.desks.areas.madelayers import AREAS, LINES, layer_named, made_content
from gisapp.desks.areas.merging import How, names_of, place_key
from layers.base import Attribute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.boundaries import Moved
    from gisapp.desks.areas.difference import Comparison
    from gisapp.desks.areas.merging import Merged
    from gisapp.export.made import MadeContent

HOW = {
    How.AGREED: "どの図も同じ",
    How.RULE: "優先する図",
    How.FILLED: "ほかの図で補った",
    How.DECIDED: "決定",
}


def places_content(made: Comparison) -> MadeContent:
    """Return the places of disagreement as areas, those with the most dwellings first."""
    pieces = made.pieces
    order = pieces.order.tolist()
    columns: dict[str, tuple[Attribute, list[Any]]] = {
        "key": (Attribute("key", "キー"), [place_key(made, one) for one in order])
    }
    for number, (one, held) in enumerate(zip(made.sets, pieces.held, strict=True), 1):
        name = f"version_{number}"
        texts = [names_of(made, [int(each) for each in held[piece] if each >= 0]) for piece in order]
        columns[name] = (Attribute(name, f"{one.title} では"), texts)
    figures: tuple[tuple[Attribute, NDArray[Any]], ...] = (
        (Attribute("area", "面積", "m²", "number"), pieces.sizes),
        (Attribute("buildings", "建物", "棟", "integer"), pieces.buildings),
        (Attribute("dwellings", "住戸", "戸", "integer"), pieces.dwellings.astype(np.int64)),
        (Attribute("unknown", "住戸が未確認の建物", "棟", "integer"), pieces.unknown),
    )
    columns |= {one.name: (one, values[pieces.order].tolist()) for one, values in figures}
    return _content(made, "食い違う場所", "areas_places", columns, pieces.shapes[pieces.order], AREAS)


def boundaries_content(made: Comparison, lines: Moved) -> MadeContent:
    """Return the boundaries that moved as lines."""
    titles = [one.title for one in made.sets]
    far = [float(one) if np.isfinite(one) else None for one in lines.farthest]
    columns: dict[str, tuple[Attribute, list[Any]]] = {
        "version": (Attribute("version", "線がある図"), [titles[one] for one in lines.version]),
        "other": (Attribute("other", "比べた図"), [titles[one] for one in lines.other]),
        "between": (
            Attribute("between", "両側の自治会"),
            [sides_of(made, lines, row) for row in range(len(lines))],
        ),
        "length": (Attribute("length", "長さ", "m", "number"), [one.length for one in lines.lines]),
        "farthest": (Attribute("farthest", "最大のずれ", "m", "number"), far),
    }
    return _content(made, "動いた境界", "areas_moved", columns, lines.lines, LINES)


def merged_content(merged: Merged) -> MadeContent:
    """Return the areas of a merged version."""
    areas, made = merged.areas, merged.made
    piece = made.pieces.of
    ways: list[str] = []
    for row in range(len(areas)):
        there = (merged.owner == row) & (piece >= 0)
        used = sorted({int(one) for one in merged.how[there].tolist()})
        ways.append("・".join(HOW[How(one)] for one in used) or HOW[How.AGREED])
    columns: dict[str, tuple[Attribute, list[Any]]] = {
        "code": (Attribute("code", "自治会コード"), [one or None for one in areas.codes]),
        "name": (Attribute("name", "名称"), [one or None for one in areas.names]),
        "kana": (Attribute("kana", "かな"), [one or None for one in areas.kanas]),
        "how": (Attribute("how", "区域の決め方"), ways),
    }
    return _content(made, areas.title, "areas_merged", columns, areas.shapes, AREAS)


def stretches_content(merged: Merged) -> MadeContent:
    """Return the boundaries of a merged version, each with whose it is."""
    made, lines, names = merged.made, merged.stretches, merged.areas.names
    ends = [[str(names[one]) if one >= 0 else None for one in side] for side in lines.between.T.tolist()]
    whose = [merged.whose(row) for row in range(len(lines))]
    columns: dict[str, tuple[Attribute, list[Any]]] = {
        "one": (Attribute("one", "自治会（片側）"), ends[0]),
        "other": (Attribute("other", "自治会（もう片側）"), ends[1]),
        "whose": (Attribute("whose", "どの図の境界か"), whose),
        "decided": (Attribute("decided", "決定"), ["決定" if one else None for one in lines.decided]),
        "length": (Attribute("length", "長さ", "m", "number"), [one.length for one in lines.lines]),
    }
    return _content(made, "統合した図の境界", "areas_stretches", columns, lines.lines, LINES)


def _content(
    made: Comparison,
    title: str,
    id_: str,
    columns: Mapping[str, tuple[Attribute, Sequence[Any]]],
    shapes: NDArray[np.object_],
    kind: str,
) -> MadeContent:
    sources = tuple(f"{one.title} {one.source} {one.date or UNKNOWN_DAY}" for one in made.sets)
    return made_content(layer_named(id_, title, made.sets[0].crs), columns, shapes, sources, kind)
