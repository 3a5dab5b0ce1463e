"""The folders of ``udx``: which of them are read here, and what the path of a file tells of its features."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from importers.citygml.features.names import class_name, theme_name

if TYPE_CHECKING:
    from importers.citygml.dataset import Dataset, GmlFile

ELSEWHERE = frozenset({"bldg", "dem"})
"""Buildings and terrain have readers of their own."""
HAZARDS = frozenset({"fld", "tnm", "htd", "ifld", "rfld"})
"""Themes whose folders name a river or a plan, and whose features are bodies of water."""
_HOMES = {
    "tran:Road": "tran",
    "tran:Railway": "rwy",
    "tran:Track": "trk",
    "tran:Square": "squr",
    "tran:TrafficArea": "tran",
    "tran:AuxiliaryTrafficArea": "tran",
    "wtr:WaterBody": "wtr",
    "gen:GenericCityObject": "gen",
}
"""Where a class usually stands; elsewhere it means something else or is a collection of its own."""
AREAS_OF_TRAFFIC = frozenset({"tran:TrafficArea", "tran:AuxiliaryTrafficArea"})
"""Classes that belong to roads, railways, squares and tracks alike."""
_SCALE = re.compile(r"_(l[12])(?=[_.])", re.IGNORECASE)


@dataclass(frozen=True)
class Subject:
    """What the path of a file says of its features beside their class.

    Attributes
    ----------
    theme
        Folder below ``udx``.
    folder
        Folders below that one, such as ``pref/oyabegawa_gandogawa``: a river or a plan.
    scale
        ``L1`` or ``L2`` of a flood, else empty.
    """

    theme: str
    folder: str = ""
    scale: str = ""


def themes(dataset: Dataset) -> dict[str, int]:
    """Return the number of files of each theme that :func:`read_theme` reads, in the order of the names.

    Files that lie in no folder of ``udx`` and have no theme in their name are counted under ``""``.
    """
    found = Counter(file.theme for file in dataset.files)
    return {theme: found[theme] for theme in sorted(found) if theme not in ELSEWHERE}


def subject_of(file: GmlFile) -> Subject:
    """Return what the path of a file tells."""
    theme = "squr" if file.theme == "squ" else file.theme
    if theme not in HAZARDS:
        return Subject(theme)
    parts = PurePosixPath(file.path).parts
    folder = ""
    if "udx" in parts:
        folder = "/".join(parts[parts.index("udx") + 2 : -1])
    scale = _SCALE.search(file.name)
    return Subject(theme, folder, scale[1].upper() if scale and theme == "fld" else "")


def collection_key(key: str, subject: Subject) -> str:
    """Return the key of a collection: its class, and where it stands when that makes a difference."""
    where = [subject.folder, subject.scale.lower()]
    if subject.theme in HAZARDS or (key in _HOMES and subject.theme not in (_HOMES[key], "")):
        where.insert(0, subject.theme)
    suffix = "/".join(part for part in where if part)
    return f"{key}/{suffix}" if suffix else key


def collection_name(key: str, subject: Subject, of: str) -> str:
    """Return what staff call a collection.

    Parameters
    ----------
    key
        Class.
    subject
        What the path tells.
    of
        The river or plan, empty when nobody says.
    """
    if key == "wtr:WaterBody" and subject.theme in HAZARDS:
        parts = [part for part in (of or subject.folder.rpartition("/")[2], subject.scale) if part]
        name = theme_name(subject.theme)
        return f"{name}（{'・'.join(parts)}）" if parts else name
    if key == "gen:GenericCityObject" and subject.theme not in ("gen", ""):
        return theme_name(subject.theme)
    if key in AREAS_OF_TRAFFIC and subject.theme not in ("tran", ""):
        return f"{theme_name(subject.theme)}の{class_name(key).partition('（')[0]}"
    return class_name(key)
