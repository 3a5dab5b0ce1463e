"""Where an address lies, by what layers of the project call their features."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.search import by_layer, folded, number_spelling
from layers import crs as systems
from layers.derived import Derived
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from gisapp.search import Found as Hit
    from layers.feedback import Feedback
    from layers.project import Project

MOST = 20
"""Features of one name that are looked at."""
TOGETHER = 100.0
"""Metres within which the features of one address must lie to be one place."""
LONGEST = 80
"""Letters of an address."""
_centres: Derived[NDArray[np.float64] | None] = Derived(newest=1)
"""To lay the middles of a city's buildings on the ground takes longer than to find an address."""
_REST = re.compile(r"(付近|先|近く|周辺|前|内|地先|沿い|の[東西南北]側?)+$")
_UPPER = re.compile(r"^(.{2,3}[都道府県])?(.{1,8}?[市区町村](?=.{2,}))?")
_UNKNOWN = QT_TRANSLATE_NOOP(
    CONTEXT, "住所「{address}」がこのプロジェクトのデータに見つからないため、場所は未確認です。"
)
_SEVERAL = QT_TRANSLATE_NOOP(
    CONTEXT, "住所「{address}」に当たるものが離れた {count} か所にあるため、場所は未確認です。"
)


@dataclass(frozen=True)
class Found:
    """Where an address lies: degrees (JGD2011), or None and why."""

    place: tuple[float, float] | None
    reason: Message = NOTHING


def places_of(project: Project, addresses: Iterable[str], feedback: Feedback) -> dict[str, Found]:
    """Return where addresses lie.

    An address that means one thing, or several close together, has a place: the middle of them. One that
    means things far apart has none, for nobody can know which is meant.

    Parameters
    ----------
    project
        Its layers are searched as the search box does, but what staff entered themselves is no map.
    addresses
        As they were written; equal ones are sought once.
    feedback
        Receives progress.
    """
    wanted = list(dict.fromkeys(addresses))
    found = {}
    for number, address in enumerate(wanted):
        feedback.step(number, len(wanted))
        found[address] = _found(project, address)
    return found


@dataclass(frozen=True, eq=False)
class Called:
    """The features of one layer that an address calls: the layer's id, and rows, points and names of each.

    `points` are (k, 2) metres, finite.
    """

    layer: str
    rows: tuple[int, ...]
    points: NDArray[np.float64]
    names: tuple[str, ...]


def called(project: Project, address: str, most: int = MOST, *, parts: bool = False) -> Called | None:
    """Return the features that an address calls, of the layer that says most; None when there are none.

    Parameters
    ----------
    project
        Its layers are searched as the search box does, but what staff entered themselves is no map.
    address
        As it was written: 「付近」 and the like, prefecture and city may stand in it.
    most
        Features of a layer that are looked at.
    parts
        Whether an address without a number at its end means all that begins with it, as a whole town does.
    """
    maps = replace(project, layers=tuple(one for one in project.layers if not one.in_project))
    plain = folded(address.strip())[:LONGEST]
    tried = dict.fromkeys((plain, _REST.sub("", plain), _UPPER.sub("", _REST.sub("", plain))))
    for text in tried:
        whole = parts and not _spelt(text)[-1:].isdigit()
        loosely: Called | None = None
        for hits in by_layer(maps, text, most):
            exact = [one for one in hits if _ends(one, text)]  # 12-3 stands in 12-30 too
            found = _placed(maps, hits if whole else exact or hits)
            if found is not None and (exact or whole):
                return found
            loosely = loosely or found  # the layer that says most comes first
        if loosely is not None:
            return loosely
    return None


def _ends(hit: Hit, text: str) -> bool:
    return any(_spelt(str(name)).endswith(_spelt(text)) for name in _names(hit))


def _placed(project: Project, hits: Sequence[Hit]) -> Called | None:
    """Return features of one layer that lie somewhere."""
    layer = project.layer(hits[0].layer)
    if layer is None or layer.data is None:
        return None
    centres = _centres.get(layer.data, "centres", layer.centroids)
    if centres is None:
        return None
    points = centres[[one.feature for one in hits], :2]
    there = [(hit, point) for hit, point in zip(hits, points, strict=True) if np.isfinite(point).all()]
    if not there:
        return None
    return Called(
        hits[0].layer,
        tuple(hit.feature for hit, _ in there),
        np.array([point for _, point in there]),
        tuple(str(next(filter(None, reversed(_names(hit))), "")) for hit, _ in there),
    )


def _found(project: Project, address: str) -> Found:
    hits = called(project, address)
    if hits is None:
        return Found(None, Message(_UNKNOWN, {"address": address}))
    middle = hits.points.mean(axis=0)
    if np.hypot(*(hits.points - middle).T).max() > TOGETHER:
        return Found(None, Message(_SEVERAL, {"address": address, "count": f"{len(hits.points):,}"}))
    longitude, latitude = systems.unproject(middle[:1], middle[1:], project.crs)
    return Found((round(float(longitude[0]), 7), round(float(latitude[0]), 7)))


def _names(hit: Hit) -> tuple[str | Message, str | Message]:
    return hit.title, hit.subtitle


def _spelt(text: str) -> str:
    return number_spelling(folded(text))
