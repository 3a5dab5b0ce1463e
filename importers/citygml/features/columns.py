"""Which columns the paths below the features of a class make, decided once for each path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from importers.citygml.features.spots import is_gml
from importers.citygml.schema.risk import HAZARDS

if TYPE_CHECKING:
    from importers.citygml.elements import Elements, Name
    from importers.citygml.features.classes import FeatureClass

_GML_TEXTS = frozenset({"name", "description", "identifier"})
_LOD = re.compile(r"^lod-?\d(?!HeightType|Type)")
_QUALITY = re.compile(r"^(?!PublicSurvey)[A-Z][A-Za-z]*DataQualityAttribute$")
_WATER = re.compile(r"^(?:WaterBody|Building)(?=[A-Z])")
_HAZARD_TYPES = frozenset(local for hazard in HAZARDS for local in hazard.types)
_GENERIC = re.compile(r"^([a-z]+)Attribute$", re.IGNORECASE)
_SETS = frozenset({"genericAttributeSet", "GenericAttributeSet"})
_PAIRS = frozenset({"KeyValuePairAttribute", "KeyValuePair"})
_NOT_READ = frozenset({"libraryObject", "mimeType", "transformationMatrix"})


class Holds(Enum):
    """What the elements of a path hold."""

    VALUE = auto()
    """The value of a column that the path names."""
    GENERIC = auto()
    """The value of an attribute that is named in the file."""
    PAIR_KEY = auto()
    PAIR_VALUE = auto()


@dataclass(frozen=True)
class Source:
    """A path that holds values.

    Attributes
    ----------
    path
        Its number.
    holds
        What it holds.
    chain
        Names of the column: data types from the feature down, then the element.
    kind
        Of a generic attribute: ``string``, ``int``, ``double``, ``measure``, ``date``, ``uri``.
    depth
        Of a generic attribute: how many sets are around it.
    """

    path: int
    holds: Holds
    chain: tuple[str, ...]
    kind: str = ""
    depth: int = 0


def sources(elements: Elements, kind: FeatureClass) -> list[Source]:
    """Return the paths below the features of a class that may hold values, in document order."""
    found = []
    for below in kind.below:
        if below.nested:
            continue
        names = elements.chains[below.path][below.position + 1 :]
        source = _source(below.path, names) if names else None
        if source is not None:
            found.append(source)
    return found


def _source(path: int, names: tuple[Name, ...]) -> Source | None:
    last = names[-1]
    if any(_is_shape(name) for name in names[:-1]) or last.local in _NOT_READ:
        return None
    if is_gml(last) and last.local not in _GML_TEXTS:
        return None
    if "/appearance/" in last.namespace:
        return None
    if any("xAL" in name.namespace for name in names):
        return Source(path, Holds.VALUE, ("address",))
    if len(names) > 1 and names[-2].local in _PAIRS:
        return Source(path, Holds.PAIR_KEY if last.local == "key" else Holds.PAIR_VALUE, ())
    if len(names) > 1 and last.local == "value" and "/generics/" in last.namespace:
        generic = _GENERIC.match(names[-2].local)
        depth = sum(name.local in _SETS for name in names)
        return Source(path, Holds.GENERIC, (), generic[1].lower() if generic else "string", depth)
    types = [_data_type(name.local) for name in names[:-1] if name.local[:1].isupper()]
    element = last.local
    if types and types[-1] in _HAZARD_TYPES:
        types.pop()
        element = "hazardName" if element == "description" else element
    return Source(path, Holds.VALUE, (*types, element))


def _is_shape(name: Name) -> bool:
    """Return whether what stands below a name is geometry."""
    return bool(_LOD.match(name.local)) or (is_gml(name) and name.local not in _GML_TEXTS)


def _data_type(local: str) -> str:
    """Return the name that a data type has in all versions of i-UR."""
    local = _WATER.sub("", local) if _WATER.sub("", local) in _HAZARD_TYPES else local
    return "DataQualityAttribute" if _QUALITY.match(local) else local
