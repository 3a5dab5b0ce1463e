"""What each path below a feature holds: decided once for each path, never for each element."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml import schema
from importers.citygml.schema.risk import HAZARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from importers.citygml.elements import Elements, Name

RISK_TYPES = {local: hazard for hazard in HAZARDS for local in hazard.types}
RISK_FIELDS = frozenset(
    {
        "description",
        "rank",
        "rankOrg",
        "depth",
        "adminType",
        "scale",
        "duration",
        "areaType",
        "status",
    }
)
PAIR_TYPES = frozenset({"KeyValuePairAttribute", "KeyValuePair"})
GENERIC = re.compile(r"^([A-Za-z]+)Attribute$")
GENERIC_SETS = frozenset({"genericAttributeSet", "GenericAttributeSet"})
_LOD = re.compile(r"^lod-?\d(?!HeightType)")
_GML = re.compile(r"^http://www\.opengis\.net/gml(?:/|$)")
_GML_TEXTS = frozenset({"name", "description", "identifier"})
PART = ("consistsOfBuildingPart", "BuildingPart")
PART3 = ("buildingPart", "BuildingPart")  # CityGML 3.0


class Role(Enum):
    """What the elements of a path are."""

    INSIDE = auto()
    """Only hold other elements, or are nothing else that is listed here."""
    COLUMN = auto()
    """Values of a column."""
    ADDRESS = auto()
    """Texts of an address."""
    PART = auto()
    """Building parts."""
    RISK = auto()
    """Risks."""
    RISK_FIELD = auto()
    PAIR = auto()
    """Pairs of a key and a value."""
    PAIR_KEY = auto()
    PAIR_VALUE = auto()
    GENERIC = auto()
    """Generic attributes with a name."""
    GENERIC_NAME = auto()
    """Names of generic attributes or sets, in CityGML 3.0."""
    GENERIC_VALUE = auto()
    SET = auto()
    """Named sets of generic attributes."""
    NONE = auto()
    """Geometry and appearance."""


@dataclass(frozen=True)
class Use:
    """What the elements of one path are.

    Attributes
    ----------
    role
        The kind of use.
    chain
        Local names from below the feature.
    key
        Column, field, or kind of risk.
    within_part
        Whether the path lies in a building part.
    depth_in_set
        For values of generic attributes: how many sets are around the attribute.
    """

    role: Role
    chain: tuple[str, ...] = ()
    key: str = ""
    within_part: bool = False
    depth_in_set: int = 0


@dataclass(frozen=True)
class Plan:
    """The use of each path of a table.

    Attributes
    ----------
    uses
        For each path its use, None for paths that lie outside of the features.
    """

    uses: tuple[Use | None, ...]
    _by_role: dict[Role, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the paths by role."""
        for path, use in enumerate(self.uses):
            if use is not None:
                self._by_role.setdefault(use.role, []).append(path)

    def of(self, *roles: Role) -> Iterator[tuple[int, Use]]:
        """Yield the paths of some roles with their uses."""
        for role in roles:
            for path in self._by_role.get(role, ()):
                use = self.uses[path]
                if use is not None:
                    yield path, use

    def rows(self, elements: Elements, paths: Iterable[int]) -> NDArray[np.intp]:
        """Return the rows of some paths, ascending."""
        found = [elements.rows_by_path[path] for path in paths]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.intp)


def make_plan(elements: Elements, features: NDArray[np.int32]) -> Plan:
    """Return what each path below the features holds."""
    tops = set(np.unique(elements.path[features]).tolist())
    uses: list[Use | None] = []
    names = elements.names
    for path, (parent, name) in enumerate(
        zip(elements.path_parent.tolist(), elements.path_name.tolist(), strict=True)
    ):
        above = uses[parent] if parent >= 0 else None
        if path in tops:
            uses.append(Use(Role.INSIDE))
        elif above is None:
            uses.append(None)
        else:
            uses.append(_use(above, names[name]))
    return Plan(tuple(uses))


@lru_cache(maxsize=1 << 16)  # bounded: names come out of files
def _use(above: Use, name: Name) -> Use:
    """Return the use of a path from the use of the path above it."""
    chain = (*above.chain, name.local)
    part = above.within_part or chain in (PART, PART3)
    own = chain[len(PART) :] if part else chain
    depth = above.depth_in_set
    column = column_at(own)
    key = ""
    if above.role is Role.NONE or "/appearance/" in name.namespace:
        role = Role.NONE
    elif not own:
        role = Role.PART
    elif column:
        role, key = (Role.COLUMN, column) if not part or column in PART_COLUMNS else (Role.INSIDE, "")
    elif _is_geometry(name):
        role = Role.NONE
    else:
        role, key = _role_within(above, name) or _role_of(name, own, part=part)
    return Use(role, chain, key, part, depth + (role is Role.SET))


def _role_within(above: Use, name: Name) -> tuple[Role, str] | None:
    """Return role and key of what stands in a risk, a pair or a generic attribute."""
    if above.role is Role.RISK:
        return (Role.RISK_FIELD if name.local in RISK_FIELDS else Role.INSIDE), name.local
    if above.role is Role.PAIR:
        return (Role.PAIR_KEY if name.local == "key" else Role.PAIR_VALUE), ""
    if above.role in (Role.GENERIC, Role.SET) and name.local == "name":
        return Role.GENERIC_NAME, ""
    if above.role is Role.GENERIC and name.local == "value":
        return Role.GENERIC_VALUE, above.key
    return None


def _role_of(name: Name, own: tuple[str, ...], *, part: bool) -> tuple[Role, str]:
    """Return role and key of an element by its own name."""
    generic = GENERIC.match(name.local) if "/generics/" in name.namespace else None
    if name.local in RISK_TYPES:
        return Role.RISK, RISK_TYPES[name.local].kind
    if name.local in PAIR_TYPES and len(own) == 2:
        return Role.PAIR, ""
    if name.local in GENERIC_SETS:
        return Role.SET, ""
    if generic:
        return Role.GENERIC, generic[1].lower()
    return (Role.ADDRESS if own[0] == "address" and not part else Role.INSIDE), ""


def _is_geometry(name: Name) -> bool:
    """Return whether an element that is no column begins a geometry."""
    if _GML.match(name.namespace):
        return name.local not in _GML_TEXTS
    return bool(_LOD.match(name.local))


PART_COLUMNS = (
    "name",
    "building_id",
    "part_id",
    "building_class",
    "usage",
    "measured_height",
    "storeys_above_ground",
    "storeys_below_ground",
    "structure_type",
    "total_floor_area",
)
"""Columns that are kept for each building part."""


@lru_cache(maxsize=1 << 16)
def column_at(chain: tuple[str, ...]) -> str:
    """Return the column that the elements at a chain of local names hold, empty when there is none."""
    nodes = [_tree()]
    for local in chain:
        nodes = [node.below[step] for node in nodes for step in (local, "*") if step in node.below]
    return next((node.column for node in nodes if node.column), "")


@dataclass
class _Node:
    """A name in a place of a column, the names below it, and the column that ends here."""

    below: dict[str, _Node] = field(default_factory=dict)
    column: str = ""


@cache
def _tree() -> _Node:
    """Return the places of all columns as nested names."""
    tree = _Node()
    for column in schema.COLUMNS:
        for place in column.places:
            node = tree
            for step in place.split("/"):
                node = node.below.setdefault(step, _Node())
            node.column = column.name
    return tree
