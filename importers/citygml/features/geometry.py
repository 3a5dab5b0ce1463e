"""One shape for each feature of a class: the best there is, from coordinates, references and patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.features import implicit
from importers.citygml.features.candidates import (
    WORST,
    Candidates,
    best_of,
    choose,
    find_candidates,
    score_of,
)
from importers.citygml.features.links import Links
from importers.citygml.features.rings import (
    Rings,
    join_rings,
    pack_lines,
    pack_points,
    pack_surfaces,
    read_points,
    to_rings,
    within_japan,
)
from importers.citygml.features.spots import Shape
from importers.citygml.lists import report
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.features.classes import FeatureClass
    from importers.citygml.features.ragged import Ragged
    from importers.citygml.features.system import System
    from layers.feedback import Finding

_LOD = re.compile(r"^lod(-?\d)")
_ELSEWHERE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに別のファイルへの参照が {count:,} 件あります。その形は表示していません。",
)
_DANGLING = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに、参照先が見つからない面が {count:,} 件ありました。"
    "その面は表示していません。",
)


def read_shapes(
    elements: Elements,
    kind: FeatureClass,
    features: NDArray[np.int32],
    system: System,
    file: str,
    findings: list[Finding],
) -> tuple[list[Ragged], NDArray[np.int8]]:
    """Return the shapes of the features of a class, and the level of detail of each.

    Parameters
    ----------
    elements
        A window.
    kind, features
        The class, and the rows of its features, ascending.
    system
        System of the file.
    file
        Name for findings.
    findings
        Receives what was repaired or left out.

    Returns
    -------
    shapes
        By kind of shape; a feature occurs once or not at all.
    lod
        (features,) level of detail, -9 where nobody says or there is no shape.
    """
    number = np.full(len(elements), -1, dtype=np.int32)
    number[features] = np.arange(len(features))
    links = Links(elements)
    found = find_candidates(elements, kind, number)
    instances = implicit.find_instances(elements, kind, number, links)
    best = best_of(found, len(features))
    if instances is not None:
        instances.best(best)
        instances = instances.where(instances.score == best[instances.feature])
    chosen = choose(found, best)
    if (best == WORST).any():
        chosen = _with_references(elements, kind, features, best, chosen, links, file, findings)
    lod = np.full(len(features), -9, dtype=np.int8)
    lod[chosen.feature] = chosen.lod
    surfaces: list[Rings] = []
    shapes: list[Ragged] = []
    for shape in Shape:
        some = chosen.where(chosen.shape == shape)
        if not len(some.rows):
            continue
        points, per_list = read_points(elements, some, file, findings)
        if not system.settle(points):
            return [], lod
        kept = within_japan(elements, some, points, per_list, system, file, findings)
        if not kept.all():
            points = points[np.repeat(kept, per_list)]
            some, per_list = some.where(kept), per_list[kept]
        points = system.east_north(points)
        if shape is Shape.SURFACE:
            surfaces.append(to_rings(elements, some, points, per_list, file, findings))
        elif shape is Shape.LINE:
            shapes.append(pack_lines(elements, some, points, per_list, file, findings))
        else:
            shapes.append(pack_points(points, np.repeat(some.feature, per_list)))
    if instances is not None and len(instances.rows):
        lod[instances.feature] = instances.lod
        if not system.settle(instances.reference[np.isfinite(instances.reference[:, 0])]):
            return [], lod
        placed = instances.where(instances.shape >= 0)
        surfaces.append(implicit.place(elements, placed, links, system, file, findings))
        implicit.tell_absent(elements, instances, features, file, findings)
        alone = instances.where(instances.shape < 0)
        shapes.append(pack_points(system.east_north(alone.reference), alone.feature))
    if surfaces:
        rings = surfaces[0] if len(surfaces) == 1 else join_rings(*surfaces)
        shapes.insert(0, pack_surfaces(rings))
    return [shape for shape in shapes if len(shape.feature)], lod


def _with_references(
    elements: Elements,
    kind: FeatureClass,
    features: NDArray[np.int32],
    best: NDArray[np.int32],
    chosen: Candidates,
    links: Links,
    file: str,
    findings: list[Finding],
) -> Candidates:
    """Add the polygons that features without any shape of their own refer to."""
    rows = links.rows
    if not len(rows):
        return chosen
    owner = np.searchsorted(features, rows, side="right") - 1
    inside = (owner >= 0) & (rows < elements.stop[features[np.maximum(owner, 0)]])
    inside[inside] = best[owner[inside]] == WORST
    score, lod = _levels(elements, kind)
    path = elements.path[rows]
    inside &= score[path] < WORST
    rows, owner, path = rows[inside], owner[inside], path[inside]
    if not len(rows):
        return chosen
    lowest = np.full(len(features), WORST, dtype=np.int32)
    np.minimum.at(lowest, owner, score[path])
    wanted = score[path] == lowest[owner]
    rows, owner, path = rows[wanted], owner[wanted], path[wanted]
    target, foreign = links.targets(rows)
    report(elements, rows[foreign], features[owner[foreign]], file, "xlink-other-file", _ELSEWHERE, findings)
    missing = ~foreign & (target < 0)
    report(elements, rows[missing], features[owner[missing]], file, "xlink-dangling", _DANGLING, findings)
    known = target >= 0
    added = links.copies(target[known], owner[known].astype(np.int64))
    added.lod[:] = lod[path[known]][np.repeat(np.arange(known.sum()), links.within(target[known])[1])]
    return chosen.joined(added)


def _levels(elements: Elements, kind: FeatureClass) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """Return for each path how well surfaces there show a feature of the class, and their level."""
    score = np.full(len(elements.chains), WORST, dtype=np.int32)
    lod = np.full(len(elements.chains), -9, dtype=np.int8)
    for below in kind.below:
        chain = elements.chains[below.path]
        levels = [match for name in chain[below.position :] if (match := _LOD.match(name.local))]
        if levels and not any(name.local in ("opening", "ImplicitGeometry") for name in chain):
            level = int(levels[-1][1])
            score[below.path] = score_of(kind.key, Shape.SURFACE, level, nested=below.nested)
            lod[below.path] = level
    return score, lod
