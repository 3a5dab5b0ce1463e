"""What classes and attributes of PLATEAU are called in Japanese, and the short prefixes of their modules.

The table beside this module is ours: names of the classes as the laws and the published specification use
them. What it does not know keeps the name of its element.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from importers.citygml.elements import Name

_TABLE = Path(__file__).with_name("names.json")
_MODULES = (
    ("/building/", "bldg"),
    ("/bridge/", "brid"),
    ("/tunnel/", "tun"),
    ("/transportation/", "tran"),
    ("/relief/", "dem"),
    ("/landuse/", "luse"),
    ("/vegetation/", "veg"),
    ("/waterbody/", "wtr"),
    ("/cityfurniture/", "frn"),
    ("/cityobjectgroup/", "grp"),
    ("/generics/", "gen"),
    ("/construction/", "con"),
    ("/uro/", "uro"),
    ("/urf/", "urf"),
    ("/urc/", "urc"),
    ("/citygml/", "core"),
)
_LEVEL = re.compile(r"(?<=[a-z])Lod(\d)$")


@cache
def _names() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=4096)
def key_of(name: Name) -> str:
    """Return module and class such as ``tran:Road``; the bare class where the module is not known."""
    prefix = next((short for part, short in _MODULES if part in f"{name.namespace}/"), "")
    return f"{prefix}:{name.local}" if prefix else name.local


def is_known(key: str) -> bool:
    """Return whether there is a Japanese name for a class."""
    return key in _names()["classes"]


def class_name(key: str) -> str:
    """Return the Japanese name of a class, the class itself where there is none."""
    return _names()["classes"].get(key, key)


def theme_name(theme: str) -> str:
    """Return the Japanese name of a folder of ``udx``, the folder itself where there is none."""
    return _names()["themes"].get(theme, theme)


def type_name(local: str) -> str:
    """Return the Japanese name of a data type or of a part of a feature."""
    return _names()["types"].get(local, local)


def attribute_name(key: str, path: Sequence[str]) -> str:
    """Return the Japanese name of an attribute.

    Parameters
    ----------
    key
        The class.
    path
        Data types from the feature down, and the element that holds the value.
    """
    table = _names()
    element = path[-1]
    special = table["special"].get(f"{key}/{element}") if len(path) == 1 else None
    if special is not None:
        return special
    level = _LEVEL.search(element)
    bare = element[: level.start()] if level else element
    label = table["attributes"].get(element) or table["attributes"].get(bare)
    if label is None:
        return element
    return f"{label}（LOD{level[1]}）" if level and bare in table["attributes"] else label
