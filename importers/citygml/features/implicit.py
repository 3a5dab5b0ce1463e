"""Implicit geometry: one shape in metres of its own, put to many places by a matrix and a point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml import numbers
from importers.citygml.features.candidates import WORST, score_of
from importers.citygml.features.rings import Rings, read_points, to_rings
from importers.citygml.features.spots import COORDINATES, Shape
from importers.citygml.lists import report
from importers.citygml.places import climb
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements
    from importers.citygml.features.classes import FeatureClass
    from importers.citygml.features.links import Links
    from importers.citygml.features.system import System
    from layers.feedback import Finding

_LOD = re.compile(r"^lod(-?\d)")
_ABSENT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {line:,} 行目などに、ひな形の形（ImplicitGeometry）がファイルの中にない地物が {count:,} 件"
    "ありました。位置だけを点で表示します。",
)


@dataclass(frozen=True, eq=False)
class Instances:
    """Places of implicit geometries.

    Attributes
    ----------
    rows
        (n,) rows of the ``ImplicitGeometry`` elements, ascending.
    feature
        (n,) number of the feature.
    shape
        (n,) row within which the polygons stand, -1 when they are not in the window.
    lod
        (n,) level of detail.
    score
        (n,) as :class:`importers.citygml.features.candidates.Candidates` has it.
    reference
        (n, 3) where each one stands, as written; NaN when nobody says.
    matrix
        (n, 4, 4) turns, scales and moves it before.
    """

    rows: NDArray[np.int64]
    feature: NDArray[np.int64]
    shape: NDArray[np.int64]
    lod: NDArray[np.int8]
    score: NDArray[np.int32]
    reference: NDArray[np.float64]
    matrix: NDArray[np.float64]

    def best(self, best: NDArray[np.int32]) -> None:
        """Lower the best score of each feature in place."""
        np.minimum.at(best, self.feature, self.score)

    def where(self, kept: NDArray[np.bool_]) -> Instances:
        """Return some of them."""
        return Instances(
            self.rows[kept],
            self.feature[kept],
            self.shape[kept],
            self.lod[kept],
            self.score[kept],
            self.reference[kept],
            self.matrix[kept],
        )


def find_instances(
    elements: Elements, kind: FeatureClass, number: NDArray[np.int32], links: Links
) -> Instances | None:
    """Return the implicit geometries of a class of features; None when there are none."""
    columns = []
    for below in kind.below:
        chain = elements.chains[below.path]
        if chain[-1].local == "ImplicitGeometry" and not below.nested:
            rows = elements.rows_by_path[below.path].astype(np.int64)
            lods = [int(match[1]) for name in chain if (match := _LOD.match(name.local))]
            steps = len(chain) - 1 - below.position
            columns.append(
                (
                    rows,
                    number[climb(elements.parent, rows, steps)].astype(np.int64),
                    np.full(len(rows), lods[-1] if lods else -9, dtype=np.int8),
                    np.full(len(rows), score_of(kind.key, Shape.SURFACE, lods[-1] if lods else None) + 1),
                )
            )
    if not columns:
        return None
    rows, feature, lod, score = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    order = np.argsort(rows)
    rows, feature, lod, score = rows[order], feature[order], lod[order], score[order]
    shape = _shapes(elements, rows, links)
    # What has no shape here is shown as a point, which is worse than any shape of the feature's own.
    score = np.where(shape >= 0, score, score + 1000 * int(Shape.POINT)).astype(np.int32)
    return Instances(rows, feature, shape, lod, np.minimum(score, WORST - 1), *_placement(elements, rows))


def _shapes(elements: Elements, rows: NDArray[np.int64], links: Links) -> NDArray[np.int64]:
    """Return the row within which the polygons of each implicit geometry stand."""
    shape = np.full(len(rows), -1, dtype=np.int64)
    own = links.within(rows)[1] > 0
    shape[own] = rows[own]
    owner = _owner(elements, rows, links.rows)
    inside = owner >= 0
    references, owner = links.rows[inside], owner[inside]
    target, _ = links.targets(references)
    useful = target >= 0
    useful[useful] = links.within(target[useful])[1] > 0
    useful &= shape[owner] < 0
    shape[owner[useful]] = target[useful]
    return shape


def _owner(elements: Elements, rows: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return which of `rows` (ascending, none inside another) each other row lies in, -1 for none."""
    owner = np.searchsorted(rows, others, side="right") - 1
    outside = (owner < 0) | (others >= elements.stop[rows[np.maximum(owner, 0)]])
    owner[outside] = -1
    return owner.astype(np.int64)


def _placement(
    elements: Elements, rows: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return reference points and matrices."""
    reference = np.full((len(rows), 3), np.nan)
    matrix = np.tile(np.eye(4), (len(rows), 1, 1))
    for path, chain in enumerate(elements.chains):
        names = [name.local for name in chain]
        if "ImplicitGeometry" not in names:
            continue
        if names[-1] == "transformationMatrix":
            values, owner = _numbers(elements, rows, elements.rows_by_path[path], 16)
            matrix[owner] = values.reshape(-1, 4, 4)
        elif names[-1] in COORDINATES and "referencePoint" in names:
            values, owner = _numbers(elements, rows, elements.rows_by_path[path], 3)
            reference[owner] = values
    return reference, matrix


def _numbers(
    elements: Elements, rows: NDArray[np.int64], found: NDArray[np.intp], wanted: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return (m, wanted) numbers of those elements that hold so many, and whose they are."""
    values, offsets = numbers.parse_numbers(elements.data, elements.text[found])
    owner = _owner(elements, rows, found.astype(np.int64))
    sound = (np.diff(offsets) == wanted) & (owner >= 0)
    index = offsets[:-1][sound, np.newaxis] + np.arange(wanted)
    return values[index], owner[sound]


def place(
    elements: Elements,
    instances: Instances,
    links: Links,
    system: System,
    file: str,
    findings: list[Finding],
) -> Rings:
    """Return the polygons of instances where they stand; those without reference point are left out."""
    chosen = links.copies(instances.shape, np.arange(len(instances.rows), dtype=np.int64))
    points, per_list = read_points(elements, chosen, file, findings)
    instance = np.repeat(chosen.feature, per_list)
    local = np.concatenate([points, np.ones((len(points), 1))], axis=1)
    metres = np.einsum("nij,nj->ni", instances.matrix[instance], local)[:, :3]
    origin = system.east_north(instances.reference)[instance]
    moved = system.moved(origin, metres)
    rings = to_rings(elements, chosen, moved, per_list, file, findings)
    return Rings(rings.points, rings.offsets, rings.polygon, instances.feature[rings.feature], rings.interior)


def tell_absent(
    elements: Elements, instances: Instances, features: NDArray[np.int32], file: str, findings: list[Finding]
) -> None:
    """Tell of implicit geometries whose shape is in another file or nowhere."""
    rows = instances.rows[instances.shape < 0]
    owners = features[instances.feature[instances.shape < 0]]
    report(elements, rows, owners, file, "implicit-without-shape", _ABSENT, findings)
