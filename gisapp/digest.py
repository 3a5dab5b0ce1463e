"""What many chosen features have in common, in figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.filters import NUMERIC

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Attribute, Layer
    from layers.feedback import Feedback

ADDED_UP = frozenset({"m2", "㎡", "ha", "人", "戸", "世帯", "件"})
"""Units whose sum means something; of others the mean is told."""

NUMBERS = (
    "measured_height",
    "storeys_above_ground",
    "storeys",
    "total_floor_area",
    "footprint_area",
    "roof_edge_area",
    "site_area",
    "year_of_construction",
    "year",
    "facility_capacity",
    "flood_depth_max",
)
"""Numeric columns that are worth telling, in this order."""
CLASSES = ("usage", "structure_type", "flood_rank_max", "landslide_area_type")
"""Columns of codes that are worth telling."""
MOST_CLASSES = 6


@dataclass(frozen=True)
class NumberDigest:
    """A numeric column of the chosen features; figures are NaN when all are missing."""

    attribute: Attribute
    known: int
    total: float
    mean: float
    low: float
    high: float

    @property
    def adds_up(self) -> bool:
        """Whether the sum means something."""
        return self.attribute.unit in ADDED_UP


@dataclass(frozen=True)
class ClassDigest:
    """The values of a column in the order of their codes, or if they are many the commonest ones.

    `rest` counts the features whose value is not listed.
    """

    attribute: Attribute
    entries: tuple[tuple[str, int], ...]
    rest: int
    missing: int


@dataclass(frozen=True)
class Digest:
    """What is told of many features."""

    count: int
    numbers: tuple[NumberDigest, ...]
    classes: tuple[ClassDigest, ...]


def digest(layer: Layer, features: NDArray[np.uint32], *, feedback: Feedback) -> Digest:
    """Return the figures of some features; reads columns from the disk, so runs in a worker."""
    table = layer.table()
    by_name = {attribute.name: attribute for attribute in table.attributes}
    numbers, classes = [], []
    for name in NUMBERS:
        feedback.step()
        attribute = by_name.get(name)
        if attribute is not None and attribute.kind in NUMERIC:
            found = _number(attribute, table.numbers(name)[features])
            if found.known:
                numbers.append(found)
    for name in CLASSES:
        feedback.step()
        attribute = by_name.get(name)
        if attribute is not None and attribute.kind == "code":
            indices, codes = table.categories(name)
            labels = table.labels(name)
            found_class = _class(attribute, indices[features], [labels.get(code, code) for code in codes])
            if found_class.entries:
                classes.append(found_class)
    return Digest(len(features), tuple(numbers), tuple(classes))


def _number(attribute: Attribute, values: NDArray[np.float64]) -> NumberDigest:
    known = values[~np.isnan(values)]
    if not len(known):
        nothing = float("nan")
        return NumberDigest(attribute, 0, nothing, nothing, nothing, nothing)
    return NumberDigest(
        attribute, len(known), float(known.sum()), float(known.mean()), float(known.min()), float(known.max())
    )


def _class(attribute: Attribute, indices: NDArray[np.int32], labels: list[str]) -> ClassDigest:
    counts = np.bincount(indices[indices >= 0], minlength=len(labels))
    commonest = [place for place in np.argsort(-counts, kind="stable").tolist() if counts[place]]
    listed = commonest[:MOST_CLASSES]
    if len(commonest) == len(listed):
        listed.sort()  # all can be told: in the order of the codes, so that ranks rise
    entries = tuple((labels[place], int(counts[place])) for place in listed)
    rest = int(counts.sum()) - sum(count for _, count in entries)
    return ClassDigest(attribute, entries, rest, int(np.count_nonzero(indices < 0)))
