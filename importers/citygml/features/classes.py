"""Which elements of a window are features, and which paths lie in which class of features.

A feature is a member of the city model. Some features hold others that stand for themselves on a map: the
districts of a district plan, the lanes and pavements of a road. They become rows of their own class and
know the feature around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.features.names import is_known, key_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.elements import Elements, Name

MEMBERS = frozenset({"cityObjectMember", "featureMember", "featureMembers"})
_LANES = frozenset({"TrafficArea", "AuxiliaryTrafficArea"})
_LOD = re.compile(r"^lod-?\d")


@dataclass(frozen=True)
class Below:
    """A path below the features of a class.

    Attributes
    ----------
    path
        Its number.
    position
        Where the feature stands in the chain of names.
    nested
        Whether another feature stands between.
    """

    path: int
    position: int
    nested: bool


@dataclass(eq=False)
class FeatureClass:
    """A class of features in one window.

    Attributes
    ----------
    key
        Module and class.
    paths
        Paths of the features themselves.
    below
        Paths below them.
    """

    key: str
    paths: list[int] = field(default_factory=list)
    below: list[Below] = field(default_factory=list)

    def rows(self, elements: Elements) -> NDArray[np.int32]:
        """Return the rows of the features, ascending."""
        rows = np.concatenate([elements.rows_by_path[path] for path in self.paths])
        return np.sort(rows).astype(np.int32)


def find_classes(elements: Elements) -> list[FeatureClass]:
    """Return the classes of features in a window, in the order in which they first occur."""
    found: dict[str, FeatureClass] = {}
    shaped = _with_shapes(elements)
    owners: list[tuple[int, ...]] = []  # positions of the features in the chain of each path
    for path, (chain, parent) in enumerate(zip(elements.chains, elements.path_parent.tolist(), strict=True)):
        above = owners[parent] if parent >= 0 else ()
        last = len(chain) - 1
        key = key_of(chain[last])
        around = {key_of(chain[position]) for position in above}
        if chain[0].local in MEMBERS and (
            last == 1
            # A feature within one of its own class is part of it: no row may lie in another one.
            or (above and key not in around and _is_nested(chain[last], shaped=path in shaped))
        ):
            owners.append((*above, last))
            found.setdefault(key, FeatureClass(key)).paths.append(path)
        else:
            owners.append(above)
        for position in above:
            found[key_of(chain[position])].below.append(Below(path, position, position != owners[path][-1]))
    return list(found.values())


def _with_shapes(elements: Elements) -> frozenset[int]:
    """Return the paths that hold a shape of some level of detail directly."""
    return frozenset(
        parent
        for parent, name in zip(elements.path_parent.tolist(), elements.path_name.tolist(), strict=True)
        if _LOD.match(elements.names[name].local)
    )


def _is_nested(name: Name, *, shaped: bool) -> bool:
    """Return whether an element inside a feature is a feature for itself."""
    if "/transportation/" in name.namespace:
        return name.local in _LANES
    return "/urf/" in name.namespace and name.local[:1].isupper() and (shaped or is_known(key_of(name)))
