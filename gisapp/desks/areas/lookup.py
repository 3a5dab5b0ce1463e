"""Which association is ours? (うちはどの自治会？) by address, building, coordinates or name.

A :class:`Directory` is the ledger of one day, made ready to be asked: an answer then takes milliseconds. It
says more than a name where that is honest: that the place lies near a boundary, that two associations share
it by agreement, that nobody's area holds it (未組織), or that the ledger cannot know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.decisions import agreed, decisions_of
from gisapp.desks.areas.figures import sound_shapes
from gisapp.desks.areas.findings import Code, key_of
from gisapp.desks.areas.model import area_set, associations
from gisapp.desks.areas.names import plain, stem
from gisapp.whereabouts import TOGETHER, called
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.model import AreaSet, Association
    from gisapp.whereabouts import Called
    from layers.base import Layer
    from layers.project import Project

NEAR = 20.0
"""Metres from a boundary within which the neighbour is named too: maps of areas are seldom better."""
FAR = 2000.0
"""Metres beyond which an area is no help any more."""
MOST_HITS = 400
"""Features of an address that are looked at."""
MOST_NAMED = 20
"""Associations of a name that are given."""
HOUSE = 20_000.0
"""Square metres: what is larger is no house but a district."""
_NO_LEDGER = QT_TRANSLATE_NOOP(CONTEXT, "この日に有効な自治会が、台帳にありません。")
_NO_LEDGER_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "自治会の区域と一覧を台帳に取り込んでください（gisapp areas import、または「自治会」の画面）。"
)
_NOT_FOUND = QT_TRANSLATE_NOOP(CONTEXT, "「{text}」が、このプロジェクトのデータに見つかりません。")
_NOT_FOUND_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "町名と番地を確かめるか、地図で建物を選んでください。住所のある建物や地番図が要ります。"
)
_NO_NAME = QT_TRANSLATE_NOOP(CONTEXT, "「{text}」という自治会は、台帳にありません。")
_NO_NAME_HINT = QT_TRANSLATE_NOOP(CONTEXT, "名称の一部かかなで探すか、住所で探してください。")
_NO_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "この建物の形が未確認のため、どの自治会か分かりません。")


class Standing(StrEnum):
    """How a place stands to the areas."""

    ONE = "one"
    """In the area of one association."""
    SHARED = "shared"
    """In the areas of several, where overlaps are agreed or not yet settled."""
    SPLIT = "split"
    """What was asked is larger than one area: an address of a whole town."""
    NONE = "none"
    """In no area: 未組織, unless an association whose area nobody knows has it."""
    NAMED = "named"
    """Asked by name: there is no place."""


STANDINGS = {
    Standing.ONE: QT_TRANSLATE_NOOP(CONTEXT, "「{names}」の区域です。"),
    Standing.SHARED: QT_TRANSLATE_NOOP(
        CONTEXT,
        "{count} つの自治会の区域が重なっています: {names}。どちらに入るかは、自治会に確かめてください。",
    ),
    Standing.SPLIT: QT_TRANSLATE_NOOP(
        CONTEXT, "この住所は {count} つの自治会に分かれています: {names}。番地まで入れると絞れます。"
    ),
    Standing.NONE: QT_TRANSLATE_NOOP(CONTEXT, "どの自治会の区域にも入っていません（未組織）。"),
    Standing.NAMED: QT_TRANSLATE_NOOP(CONTEXT, "名称から {count} 件見つかりました: {names}。"),
}
"""What the counter says first."""
MAYBE = QT_TRANSLATE_NOOP(
    CONTEXT, "区域が未確認の自治会が {count} 件あるため、未組織とは言い切れません（例: {example}）。"
)
CLOSE = QT_TRANSLATE_NOOP(
    CONTEXT, "「{name}」との境界から約 {metres} m です。区域図の精度によっては、そちらの場合があります。"
)
NEAREST = QT_TRANSLATE_NOOP(CONTEXT, "いちばん近いのは「{name}」（約 {metres} m）です。")
AGREED = QT_TRANSLATE_NOOP(CONTEXT, "この重なりは、合意済みと記録されています。")
OPEN = QT_TRANSLATE_NOOP(CONTEXT, "この重なりは、合意済みとは記録されていません。")
PARTLY = QT_TRANSLATE_NOOP(
    CONTEXT, "住所に当たる {count} か所のうち {outside} か所は、どの区域にも入りません。"
)


@dataclass(frozen=True, eq=False)
class Neighbour:
    """An association whose area comes near, and how near, metres."""

    association: Association
    metres: float


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found.

    Attributes
    ----------
    asked
        What was asked, for the person to check.
    standing
        How the place stands to the areas.
    associations
        Those that have it, the most likely first.
    neighbours
        Others whose boundary is near, the nearest first.
    point
        (2,) metres of the place; None when asked by name.
    spread
        How many of the places that an address means lie in each of `associations`.
    remarks
        What else has to be said.
    footprint
        The building that was meant, None where it was none.
    exact
        Whether `point` is one place; False for the middle of a town.
    """

    asked: str
    standing: Standing
    associations: tuple[Association, ...]
    neighbours: tuple[Neighbour, ...] = ()
    point: NDArray[np.float64] | None = None
    spread: tuple[int, ...] = ()
    remarks: tuple[Message, ...] = ()
    footprint: shapely.Geometry | None = field(default=None, repr=False)
    exact: bool = True

    @property
    def said(self) -> Message:
        """The first sentence."""
        names = "、".join(f"「{one.name or one.code}」" for one in self.associations)
        if self.standing is Standing.ONE:
            names = self.associations[0].name or self.associations[0].code
        return Message(STANDINGS[self.standing], {"names": names, "count": len(self.associations)})


@dataclass(frozen=True, eq=False)
class Directory:
    """The ledger of a day, ready to be asked; see :func:`opened`.

    Attributes
    ----------
    project
        Where addresses and buildings are sought.
    associations
        (m) those that hold on the day.
    shapes
        (m,) their areas in the project's system, None where unknown.
    day
        ISO 8601; empty for today.
    tree
        Of the areas.
    keys
        (m) what each may be called: code, name, kana, and the name without 自治会 and the like.
    areas
        The same associations as a version.
    agreed
        Keys of the overlaps that staff agreed to.
    """

    project: Project
    associations: tuple[Association, ...]
    shapes: NDArray[np.object_]
    day: str
    tree: shapely.STRtree
    keys: tuple[tuple[str, ...], ...]
    areas: AreaSet
    agreed: frozenset[str]

    def at(
        self, point: NDArray[np.float64], asked: str = "", footprint: shapely.Geometry | None = None
    ) -> Answer:
        """Return the association at a place (2,), metres of the project's system."""
        import shapely

        place = shapely.Point(point)
        mine = np.sort(self.tree.query(place, predicate="intersects"))
        near = [
            one
            for one in self._around(place, FAR if not len(mine) else NEAR)
            if all(one.association is not self.associations[number] for number in mine.tolist())
        ]
        if not len(mine):
            near = near[:1]
        return Answer(
            asked or f"X {point[1]:,.2f}　Y {point[0]:,.2f}",
            (Standing.NONE, Standing.ONE, Standing.SHARED)[min(len(mine), 2)],
            tuple(self.associations[number] for number in mine.tolist()),
            tuple(near),
            np.asarray(point, np.float64),
            (1,) * len(mine),
            (*self._shared(mine.tolist()), *self._remarks(near, inside=len(mine) > 0)),
            footprint,
        )

    def building(self, layer: Layer, row: int, asked: str = "") -> Answer:
        """Return the association of a building or another feature, by a point inside of it.

        Raises
        ------
        layers.errors.AnalysisFailed
            When it has no shape.
        """
        import shapely

        shape = _shape_of(layer, row)
        if shape is None or shape.is_empty:
            raise AnalysisFailed(_NO_SHAPE)
        inside = shapely.get_coordinates(shapely.point_on_surface(shape))[0, :2]
        house = shapely.get_dimensions(shape) == 2 and shape.area <= HOUSE
        return self.at(inside, asked, shapely.force_2d(shape) if house else None)

    def address(self, text: str) -> Answer:
        """Return the association of an address, or all of them where it means more than one place.

        Raises
        ------
        layers.errors.AnalysisFailed
            When no datum of the project has that address.
        """
        hits = called(self.project, text, MOST_HITS, parts=True)
        layer = None if hits is None else self.project.layer(hits.layer)
        if hits is None or layer is None:
            raise AnalysisFailed(_NOT_FOUND, _NOT_FOUND_HINT, values={"text": text})
        return self.building(layer, hits.rows[0], text) if len(hits.rows) == 1 else self._spread(text, hits)

    def named(self, text: str) -> Answer:
        """Return the associations of a name, kana, code, or a part of one; width and spelling do not matter.

        Raises
        ------
        layers.errors.AnalysisFailed
            When there is none.
        """
        wanted = _kana(plain(text))
        short = _kana(stem(text))
        ranks = [_fit(keys, wanted, short) for keys in self.keys]
        order = sorted((rank, number) for number, rank in enumerate(ranks) if rank is not None)
        if not wanted or not order:
            raise AnalysisFailed(_NO_NAME, _NO_NAME_HINT, values={"text": text})
        if order[0][0] == 0:  # the very name: parts of other names are no help
            order = [one for one in order if one[0] == 0]
        found = tuple(self.associations[number] for _, number in order[:MOST_NAMED])
        return Answer(text, Standing.NAMED, found, spread=(1,) * len(found))

    def _spread(self, text: str, hits: Called) -> Answer:
        import shapely

        point, area = self.tree.query(shapely.points(hits.points), predicate="intersects")
        counts = np.bincount(area, minlength=len(self.associations))
        order = np.argsort(-counts, kind="stable")
        mine = order[counts[order] > 0]
        middle = hits.points[np.argmin(np.hypot(*(hits.points - np.median(hits.points, axis=0)).T))]
        inside = len(np.unique(point))
        together = bool(np.hypot(*(hits.points - middle).T).max() <= TOGETHER)
        if together and len(mine) <= 1 and inside in (0, len(hits.rows)):
            return self.at(middle, text)
        remarks = list(self._remarks([], inside=inside > 0))
        if 0 < inside < len(hits.rows):
            values = {"count": f"{len(hits.rows):,}", "outside": f"{len(hits.rows) - inside:,}"}
            remarks.append(Message(PARTLY, values))
        standing = (Standing.NONE, Standing.ONE, Standing.SPLIT)[min(len(mine), 2)]
        found = tuple(self.associations[number] for number in mine.tolist())
        spread = tuple(counts[mine].tolist())
        return Answer(text, standing, found, (), middle, spread, tuple(remarks), exact=False)

    def _around(self, place: shapely.Geometry, reach: float) -> list[Neighbour]:
        """Return areas within some metres of a place, the nearest first; 0 for one that holds it."""
        import shapely

        rows = self.tree.query(place, predicate="dwithin", distance=reach)
        apart = shapely.distance(self.shapes[rows], place)
        order = np.argsort(apart, kind="stable")
        return [Neighbour(self.associations[rows[one]], float(apart[one])) for one in order.tolist()]

    def _shared(self, rows: list[int]) -> tuple[Message, ...]:
        """Return whether an overlap is agreed."""
        if len(rows) < 2:
            return ()
        known = all(key_of(Code.OVERLAP, self.areas, pair) in self.agreed for pair in combinations(rows, 2))
        return (Message(AGREED if known else OPEN),)

    def _remarks(self, near: list[Neighbour], *, inside: bool) -> tuple[Message, ...]:
        words = CLOSE if inside else NEAREST
        told = [
            Message(words, {"name": one.association.name, "metres": f"{max(round(one.metres), 1):,}"})
            for one in near
        ]
        lost = [one for one in self.associations if one.shape is None]
        if not inside and lost:
            told.append(Message(MAYBE, {"count": f"{len(lost):,}", "example": lost[0].name}))
        return tuple(told)


def opened(project: Project, day: str = "") -> Directory:
    """Return the ledger of a day, ready to be asked.

    Parameters
    ----------
    project
        With its layers opened and a plane rectangular system.
    day
        ISO 8601; empty for what has not ended.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the ledger holds nothing on that day.
    """
    import shapely

    found = associations(project, day)
    if not found:
        raise AnalysisFailed(_NO_LEDGER, _NO_LEDGER_HINT)
    areas = area_set(found, "", project.crs)
    shapes = sound_shapes(areas.shapes)
    shapely.prepare(shapes)
    keys = tuple(
        tuple(
            dict.fromkeys(
                filter(None, (_kana(one) for one in (*map(plain, (a.code, a.name, a.kana)), stem(a.name))))
            )
        )
        for a in found
    )
    tree = shapely.STRtree(shapes)
    return Directory(project, found, shapes, day, tree, keys, areas, agreed(decisions_of(project)))


def _shape_of(layer: Layer, row: int) -> shapely.Geometry | None:
    """Return the shape of one feature, without reading those of the whole city."""
    import shapely

    if layer.data is None:
        return None
    store = layer.data.store
    if layer.kind == "buildings":
        there = np.arange(store.count) == row
        return shapely.from_wkb(store.where(there, ["geometry"]).column(0)[0].as_py())
    found: shapely.Geometry | None = store.shapes(np.array([row]))[0]
    return found


def _fit(keys: tuple[str, ...], wanted: str, short: str) -> int | None:
    """Return how well a name fits: 0 the very name, 1 but for its ending, 2 its beginning, 3 a part of it."""
    if wanted in keys:
        return 0
    if short and short in keys:
        return 1
    if any(one.startswith(wanted) for one in keys):
        return 2
    return 3 if any(wanted in one for one in keys) else None


_KATAKANA = {ord("ぁ") + number: ord("ァ") + number for number in range(ord("ゖ") - ord("ぁ") + 1)}


def _kana(text: str) -> str:
    """Return a text with katakana for hiragana: a kana may have been typed in either."""
    return text.translate(_KATAKANA)
