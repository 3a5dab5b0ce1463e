"""What lies behind each edge of a lot, proposed from the layers of roads; staff have the last word.

Road areas say which edges face a road and, by PLATEAU's kinds 10 to 15, its kind in 42条. Widths come from
the road ledger first (centre lines with a width, then lines across the road with theirs), then from the
attribute of the road area, and are measured across the area where nobody wrote one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.deciding import number_of
from gisapp.desks.planning.found import Readings, code, flat_near, read, rows_near
from gisapp.desks.planning.lot import Behind, Edge, make_lot
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.regulationtable import RegulationTable
    from layers.base import Layer

    Roles = Mapping[str, tuple[str, ...]]

REACH = 1.5
"""Metres between a lot and a road area that still counts as facing it: maps do not agree better."""
FARTHEST = 40.0
"""Metres across the widest road that is sought."""
PROBES = 9
"""Places along an edge at which is looked."""
FACES = 0.5
"""Part of an edge that must face a road."""
SHORT = 0.3
"""Metres: shorter edges are corners of the drawing and face nothing by themselves."""
DIFFERS = 0.5
"""Metres by which two sources of a width must differ to be told."""

ARTICLES = {
    "1": "42-1-1", "2": "42-1-1", "3": "42-1-1", "4": "42-1-1", "10": "42-1-2", "11": "42-1-3",
    "12": "42-1-4", "13": "42-1-5", "14": "42-2", "15": "43-2",
}  # fmt: skip
"""PLATEAU Road_function to the kind of road; 1 to 4 are roads of the Road Act, which 42条1項1号 means."""
NO_ROAD = re.compile(r"法外|(道路|42条)(で|では|に)(は)?(ない|該当しない)|非該当|該当(なし|無し)")
"""What road ledgers write of a way that is no road of the Act."""
ASSUMED = frozenset({"1", "2", "3", "4"})

_LEDGER = QT_TRANSLATE_NOOP(CONTEXT, "幅員 {width} m（{layer}{name}）")
_ACROSS = QT_TRANSLATE_NOOP(CONTEXT, "幅員 {width} m（{layer}、道路を横切る線）")
_ATTRIBUTE = QT_TRANSLATE_NOOP(CONTEXT, "幅員 {width} m（{layer}の属性）")
_MEASURED = QT_TRANSLATE_NOOP(CONTEXT, "幅員 約 {width} m（{layer}の面を図上計測）")
_KIND = QT_TRANSLATE_NOOP(CONTEXT, "道路の種別「{kind}」（{layer}）")
_NO_WIDTH = QT_TRANSLATE_NOOP(CONTEXT, "辺 {edge}: 道路の幅員が分かりません。台帳か現地で確かめてください。")
_NO_KIND = QT_TRANSLATE_NOOP(
    CONTEXT, "辺 {edge}: 法42条の種別が分かりません。指定道路調書で確かめてください。"
)
_ASSUMED = QT_TRANSLATE_NOOP(
    CONTEXT, "辺 {edge}: 「{kind}」を法42条1項1号の道路とみなしました。指定道路調書で確かめてください。"
)
_WIDTHS = QT_TRANSLATE_NOOP(CONTEXT, "辺 {edge}: 幅員が資料によって違います（{widths}）。")
_KINDS = QT_TRANSLATE_NOOP(CONTEXT, "辺 {edge}: 道路の種別が資料によって違います（{kinds}）。")
_NARROW = QT_TRANSLATE_NOOP(
    CONTEXT, "辺 {edge}: 幅員 {width} m は 4 m 未満です。法42条2項の指定を確かめてください。"
)
_NO_ROADS = QT_TRANSLATE_NOOP(CONTEXT, "道路のレイヤがないため、どの辺が道路に接するか分かりません。")
NARROW = 4.0


@dataclass(frozen=True)
class Seen:
    """What one source says of an edge: its rank (the best first), width, kind and name of the road."""

    rank: int
    width: float | None
    article: str
    assumed: bool
    kind: str
    name: str
    layer: str
    said: tuple[Message, ...]


@dataclass(frozen=True, eq=False)
class Proposal:
    """A lot with proposed edges.

    Attributes
    ----------
    lot
        The lot.
    evidence
        For each edge, what the sources say.
    doubts
        What must be confirmed.
    """

    lot: Lot
    evidence: tuple[tuple[Message, ...], ...]
    doubts: tuple[Message, ...]


def propose(polygon: shapely.Polygon, layers: Sequence[Layer], table: RegulationTable) -> Proposal:
    """Return a lot with what the layers say of its edges.

    Parameters
    ----------
    polygon
        The lot, metres; holes do not count.
    layers
        Of the project.
    table
        Says which layers are roads.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the polygon is no lot.
    """
    import shapely

    ring = shapely.get_coordinates(polygon.exterior)[:-1]
    lot = make_lot(ring, tuple(Edge() for _ in ring))
    found = [pair for pair in Readings.of(layers).layers_of(table.roads) if pair[0].data is not None]
    if not found:
        return Proposal(lot, tuple(() for _ in ring), (Message(_NO_ROADS),))
    probes = _Probes.of(lot)
    seen: list[list[Seen]] = [[] for _ in lot.edges]
    for layer, matcher in found:
        west, south, east, north = polygon.bounds
        box = (west - FARTHEST, south - FARTHEST, east + FARTHEST, north + FARTHEST)
        owner, shapes = flat_near(layer, rows_near(layer, box), box)
        for index, one in _read_layer(layer, matcher.fields, owner, shapes, probes):
            seen[index].append(one)
    edges, evidence, doubts = [], [], []
    for index, (edge, ones) in enumerate(zip(lot.edges, seen, strict=True)):
        made, more = _edge(edge, index, sorted(ones, key=lambda one: one.rank))
        edges.append(made)
        doubts += more
        evidence.append(tuple(message for one in ones for message in one.said))
    return Proposal(replace(lot, edges=tuple(edges)), tuple(evidence), tuple(doubts))


def corrected(lot: Lot, corrections: dict[int, Edge]) -> Lot:
    """Return a lot with edges as staff say they are; their source is ``staff``."""
    edges = [
        replace(corrections[index], source="staff") if index in corrections else edge
        for index, edge in enumerate(lot.edges)
    ]
    return replace(lot, edges=tuple(edges))


@dataclass(frozen=True, eq=False)
class _Probes:
    """Places along the edges of a lot, and the outward directions there."""

    edge: NDArray[np.intp]
    points: NDArray[np.float64]
    outward: NDArray[np.float64]
    lengths: NDArray[np.float64]

    @classmethod
    def of(cls, lot: Lot) -> _Probes:
        shares = (np.arange(PROBES) + 0.5) / PROBES
        along = np.roll(lot.ring, -1, axis=0) - lot.ring
        points = (lot.ring[:, None] + along[:, None] * shares[None, :, None]).reshape(-1, 2)
        outward = np.repeat(-lot.inward, PROBES, axis=0)
        return cls(np.repeat(np.arange(len(lot.ring)), PROBES), points, outward, lot.lengths)

    def rays(self, begin: float, end: float) -> NDArray[np.object_]:
        """Return a line outward from each place, between two distances in metres."""
        import shapely

        ends = np.stack([self.points + self.outward * begin, self.points + self.outward * end], axis=1)
        found: NDArray[np.object_] = shapely.linestrings(ends)
        return found

    def faced(self, met: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the edges of which enough probes are among some."""
        count = np.bincount(self.edge[np.unique(met)], minlength=len(self.lengths))
        return np.flatnonzero((count >= PROBES * FACES) & (self.lengths >= SHORT))


def _read_layer(
    layer: Layer,
    roles: Roles,
    owner: NDArray[np.intp],
    shapes: NDArray[np.object_],
    probes: _Probes,
) -> Iterator[tuple[int, Seen]]:
    import shapely

    if not len(shapes):
        return
    areal = shapely.get_dimensions(shapes) == 2
    if areal.any():
        yield from _areas(layer, roles, owner[areal], shapes[areal], probes)
    elif "carriageway" in roles:
        yield from _across(layer, roles, owner, shapes, probes)
    elif "width" in roles:
        yield from _centre_lines(layer, roles, owner, shapes, probes)


def _areas(
    layer: Layer,
    roles: Roles,
    owner: NDArray[np.intp],
    shapes: NDArray[np.object_],
    probes: _Probes,
) -> Iterator[tuple[int, Seen]]:
    """Edges that face road areas: enough of their probes meet one within reach."""
    import shapely

    tree = shapely.STRtree(shapes)
    ray, area = tree.query(probes.rays(-REACH / 3, REACH), predicate="intersects")
    whole = None
    for edge in probes.faced(ray).tolist():
        mine = probes.edge[ray] == edge
        best = np.bincount(area[mine], minlength=len(shapes)).argmax()
        row = int(owner[best])
        seen = seen_in(layer, roles, row, 2, _ATTRIBUTE)
        if seen.width is None:
            if whole is None:
                whole = shapely.union_all(shapes)
            width = _measured(whole, probes, edge)
            if width is not None:
                said = Message(_MEASURED, {"width": f"{width:.1f}", "layer": layer.name})
                seen = replace(seen, rank=3, width=width, said=(*seen.said, said))
        yield edge, seen


def _measured(whole: shapely.Geometry, probes: _Probes, edge: int) -> float | None:
    """Return the width across a road area before an edge, metres: the least of its probes."""
    import shapely

    mine = probes.edge == edge
    rays = probes.rays(-REACH / 3, FARTHEST)[mine]
    starts = shapely.points(probes.points[mine])
    inside = shapely.intersection(rays, whole)
    parts, owner = shapely.get_parts(inside, return_index=True)
    if not len(parts):
        return None
    near = shapely.distance(parts, starts[owner]) <= REACH
    lengths = shapely.length(parts[near])
    lengths = lengths[(lengths > 0.5) & (lengths < FARTHEST)]
    return round(float(np.median(lengths)), 1) if len(lengths) else None


def _centre_lines(
    layer: Layer,
    roles: Roles,
    owner: NDArray[np.intp],
    shapes: NDArray[np.object_],
    probes: _Probes,
) -> Iterator[tuple[int, Seen]]:
    """Edges before centre lines: the line lies about half its width away."""
    import shapely

    tree = shapely.STRtree(shapes)
    ray, line = tree.query(probes.rays(0.0, FARTHEST / 2), predicate="intersects")
    away = shapely.distance(shapes[line], shapely.points(probes.points[ray]))
    widths = {
        row: number_of(read(layer.data.table, roles["width"], row)) for row in np.unique(owner[line]).tolist()
    }
    width = np.array([widths[row] or np.nan for row in owner[line].tolist()], np.float64)
    near = np.abs(away - width / 2) <= REACH + np.maximum(width * 0.1, 0.5)
    ray, line = ray[near], line[near]
    for edge in probes.faced(ray).tolist():
        mine = probes.edge[ray] == edge
        best = int(np.bincount(line[mine], minlength=len(shapes)).argmax())
        yield edge, seen_in(layer, roles, int(owner[best]), 0, _LEDGER)


def _across(
    layer: Layer,
    roles: Roles,
    owner: NDArray[np.intp],
    shapes: NDArray[np.object_],
    probes: _Probes,
) -> Iterator[tuple[int, Seen]]:
    """Edges with a line across the road before them: it begins near the edge and leads away from it."""
    import shapely

    ends = np.stack([shapely.get_coordinates(shapely.get_point(shapes, k)) for k in (0, -1)])
    count = len(probes.lengths)
    for edge in np.flatnonzero(probes.lengths >= SHORT).tolist():
        first = edge * PROBES
        outward = probes.outward[first]
        line = shapely.LineString(probes.points[[first, first + PROBES - 1]])
        away = np.stack([shapely.distance(shapely.points(end), line) for end in ends])
        near = away.min(axis=0)
        direction = ends[1] - ends[0]
        length = np.hypot(*direction.T)
        steep = np.abs(direction @ outward) >= 0.8 * np.maximum(length, 1e-9)
        begin = np.where((away[0] <= away[1])[:, None], ends[0], ends[1])
        beyond = ((ends[0] + ends[1]) / 2 - begin) @ outward > 0
        met = np.flatnonzero(steep & beyond & (near <= REACH * 2))
        if len(met) and count:
            best = int(met[near[met].argmin()])
            yield edge, seen_in(layer, roles, int(owner[best]), 1, _ACROSS)


def seen_in(layer: Layer, roles: Roles, row: int, rank: int = 0, template: str = _ATTRIBUTE) -> Seen:
    """Return what a row of a layer of roads says."""
    table = layer.data.table
    width = number_of(read(table, roles.get("width", ()), row))
    kind = read(table, roles.get("kind", ()), row)
    name = read(table, roles.get("name", ()), row)
    raw = code(table, roles.get("kind", ()), row)
    article = article_of(kind) or ARTICLES.get(raw, "")
    said = []
    if width is not None:
        values = {"width": f"{width:g}", "layer": layer.name, "name": f"、{name}" if name else ""}
        said.append(Message(template, values))
    if kind:
        said.append(Message(_KIND, {"kind": kind, "layer": layer.name}))
    assumed = not article_of(kind) and raw in ASSUMED
    return Seen(rank, width, article, assumed, kind, name, layer.name, tuple(said))


def article_of(text: str) -> str:
    """Return the kind of road that a text such as 「法42条1項5号（位置指定道路）」 names; empty for none.

    A way of which the text says that it is no road of the Act is ``other``.
    """
    plain = unicodedata.normalize("NFKC", text)
    if NO_ROAD.search(plain):
        return "other"
    found = re.search(r"4([23])条\s*第?(\d)項(?:\s*第?(\d)号)?", plain)
    if not found:
        return ""
    return "-".join(part for part in (f"4{found[1]}", found[2], found[3]) if part)


def _edge(edge: Edge, index: int, seen: Sequence[Seen]) -> tuple[Edge, list[Message]]:
    """Return an edge from what was seen of it, the best source first."""
    # A line across a road says how wide it is, but only areas and centre lines say that the edge faces it.
    if not seen:
        return edge, []
    number = index + 1
    doubts: list[Message] = []
    widths = [one for one in seen if one.width is not None]
    width = widths[0].width if widths else None
    if width is None:
        doubts.append(Message(_NO_WIDTH, {"edge": number}))
    elif max(abs((one.width or 0.0) - width) for one in widths) >= DIFFERS:
        told = "、".join(f"{one.layer} {one.width:g} m" for one in widths)
        doubts.append(Message(_WIDTHS, {"edge": number, "widths": told}))
    known = [one for one in seen if one.article and not one.assumed] or [one for one in seen if one.article]
    article = known[0].article if known else ""
    if not article:
        doubts.append(Message(_NO_KIND, {"edge": number}))
    elif known[0].assumed:
        doubts.append(Message(_ASSUMED, {"edge": number, "kind": known[0].kind}))
    elif len({one.article for one in known}) > 1:
        told = "、".join(f"{one.layer}: {one.kind}" for one in known)
        doubts.append(Message(_KINDS, {"edge": number, "kinds": told}))
    if width is not None and width < NARROW and article != "42-2":
        doubts.append(Message(_NARROW, {"edge": number, "width": f"{width:g}"}))
    source = "、".join(dict.fromkeys(one.layer for one in seen))
    made = replace(edge, behind=Behind.ROAD, width=width, article=article, source=source)
    return made, doubts
