"""Which classes the points of a scan have, and how many of each: of some points, or of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.cloudlook import CLASS

if TYPE_CHECKING:
    from layers.feedback import Feedback
    from layers.pointcloud import Cloud


@dataclass(frozen=True)
class Classes:
    """Classes and their points.

    Attributes
    ----------
    numbers
        Class and how many points have it, in the order of the classes.
    counted
        Whether all points were looked at; otherwise the points of the coarse levels stand for all.
    """

    numbers: tuple[tuple[int, int], ...]
    counted: bool


def sampled(cloud: Cloud, *, feedback: Feedback) -> Classes:
    """Return the classes of the points of the coarse levels."""
    feedback.step()
    found, numbers = np.unique(cloud.table.numbers(CLASS).astype(np.int64), return_counts=True)
    return Classes(tuple(zip(found.tolist(), numbers.tolist(), strict=True)), counted=False)


def counted(cloud: Cloud, *, feedback: Feedback) -> Classes:
    """Return the classes of all points; reads the whole file."""
    total = np.zeros(256, dtype=np.int64)
    nodes = len(cloud.copc.counts)
    for number in range(nodes):
        feedback.step(number, nodes)
        total += np.bincount(cloud.copc.node(number)["classification"], minlength=256)
    found = np.flatnonzero(total)
    return Classes(tuple(zip(found.tolist(), total[found].tolist(), strict=True)), counted=True)
