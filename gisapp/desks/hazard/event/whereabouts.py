"""Where an address lies, by what layers of the project call their features."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.search import Kind, folded, number_spelling, search
from layers import crs as systems
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gisapp.search import Found as Hit
    from layers.feedback import Feedback
    from layers.project import Project

MOST = 20
"""Features of one name that are looked at."""
TOGETHER = 100.0
"""Metres within which the features of one address must lie to be one place."""
LONGEST = 80
"""Letters of an address."""
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
    from dataclasses import replace

    maps = replace(project, layers=tuple(one for one in project.layers if not one.in_project))
    wanted = list(dict.fromkeys(addresses))
    found = {}
    for number, address in enumerate(wanted):
        feedback.step(number, len(wanted))
        found[address] = _found(maps, address)
    return found


def _found(project: Project, address: str) -> Found:
    plain = folded(address.strip())[:LONGEST]
    tried = dict.fromkeys((plain, _REST.sub("", plain), _UPPER.sub("", _REST.sub("", plain))))
    for text in tried:
        hits = [one for one in search(project, text, MOST) if one.kind is Kind.FEATURE] if text else []
        if not hits:
            continue
        exact = [one for one in hits if any(_spelt(str(name)).endswith(_spelt(text)) for name in _names(one))]
        hits = exact or hits  # 12-3 stands in 12-30 too
        first = hits[0].layer  # the layer that says most comes first
        layer = project.layer(first)
        centres = None if layer is None else layer.centroids()
        if centres is None:
            continue
        rows = [one.feature for one in hits if one.layer == first]
        points = centres[rows, :2]
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            continue
        middle = points.mean(axis=0)
        if np.hypot(*(points - middle).T).max() > TOGETHER:
            return Found(None, Message(_SEVERAL, {"address": address, "count": f"{len(points):,}"}))
        longitude, latitude = systems.unproject(middle[:1], middle[1:], project.crs)
        return Found((round(float(longitude[0]), 7), round(float(latitude[0]), 7)))
    return Found(None, Message(_UNKNOWN, {"address": address}))


def _names(hit: Hit) -> tuple[str | Message, str | Message]:
    return hit.title, hit.subtitle


def _spelt(text: str) -> str:
    return number_spelling(folded(text))
