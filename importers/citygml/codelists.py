"""What codes mean: the code lists of a dataset, and a table of the standard ones where a list is missing.

A file names its lists by paths relative to itself. Only files within the root of the dataset are read;
whatever points elsewhere is told and answered from the standard table.
"""

from __future__ import annotations

import json
import posixpath
import re
import zlib
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zipfile import BadZipFile

import numpy as np

from importers.citygml.lxml_reader import read_elements
from layers.errors import GisError
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

STANDARD_CODES = Path(__file__).with_name("standard_codes.json")
LARGEST = 16 << 20
"""Bytes of the largest list that is read; the largest published one has 1.1 MB."""

_SPACE = " \t\r\n\u3000"
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:)|\0")
_MODEL = re.compile(r"^(?:Building|WaterBody)(?=[A-Za-z]+RiskAttribute_)")
_RENAMED = {
    "Building_buildingStructureType": "BuildingDetailAttribute_buildingStructureType",
    "Building_BuildingStructureType": "BuildingDetailAttribute_buildingStructureType",
    "Building_fireproofStructureType": "BuildingDetailAttribute_fireproofStructureType",
    "BuildingDataQualityAttribute_lod1HeightType": "DataQualityAttribute_lod1HeightType",
    "BuildingDataQualityAttribute_lodType": "Building_lodType",
    "BuildingDataQualityAttribute_srcScale": "PublicSurveyDataQualityAttribute_srcScale",
    "DataQualityAttribute_srcScale": "PublicSurveyDataQualityAttribute_srcScale",
    "PublicSurveyDataQualityAttribute_publicSurveySrcDesc": (
        "PublicSurveyDataQualityAttribute_geometrySrcDesc"
    ),
    "extendedAttribute_key2": "DataQualityAttribute_lod1HeightType",
    "LargeCustomerFacilities_class": "LargeCustomerFacilityAttribute_class",
    "Common_prefecture": "Common_localPublicAuthorities",
    "_AbstractBuilding_class": "Building_class",
    "_AbstractBuilding_usage": "Building_usage",
    "_AbstractBuilding_roofType": "Building_roofType",
    "InlandFloodRiskAttribute_rank": "InlandFloodingRiskAttribute_rank",
}
"""Lists that got a new name while their codes kept their meaning.

The sources of geometry, appearance and attributes are not here: their codes were given new meanings.
"""
_TEMPLATES = frozenset({"GenericCityObject_name", "KeyValuePairAttribute_key100"})
"""Published lists that only show what a city should write there."""


class Files(Protocol):
    """The files below the root of a dataset, by posix path relative to it."""

    def exists(self, path: str) -> bool:
        """Return whether there is such a file."""
        ...

    def find(self, path: str) -> str | None:
        """Return the path as it is spelt there, whatever its upper and lower case."""
        ...

    def read(self, path: str, limit: int) -> bytes:
        """Return the content of a file of at most `limit` bytes."""
        ...


class Origin(IntEnum):
    """Where the meaning of a code was found."""

    DATASET = 0
    STANDARD = 1
    UNKNOWN = 2


class Codelists:
    """The code lists that the files of one dataset refer to, each read once.

    Parameters
    ----------
    files
        The files of the dataset; None when there are none to look into.
    """

    def __init__(self, files: Files | None) -> None:
        self._files = files
        self._lists: dict[str, Mapping[str, str] | None] = {}
        self._places: dict[tuple[str, str], str | None] = {}
        self._troubles: dict[str, Finding] = {}
        self._findings: list[Finding] = []
        self._place = ""
        self._told: set[str] = set()

    def look_up(
        self, place: str, space: str, codes: Sequence[str]
    ) -> tuple[list[str | None], NDArray[np.int8]]:
        """Return the label of each code, None where nobody knows it, and its :class:`Origin`.

        Parameters
        ----------
        place
            Posix path of the GML file relative to the root of the dataset.
        space
            What the file gives as ``codeSpace``; a bare name asks the standard table alone.
        codes
            Codes, each once.
        """
        own: Mapping[str, str] = {}
        if "/" in space or "\\" in space or "." in space:
            own = self._list(place, space) or {}
        standard = standard_list(list_name(space))
        labels: list[str | None] = []
        origins = np.empty(len(codes), dtype=np.int8)
        for position, code in enumerate(codes):
            key = code.strip(_SPACE)
            label = own.get(key)
            origin = Origin.DATASET
            if label is None:
                label = standard.get(key)
                origin = Origin.UNKNOWN if label is None else Origin.STANDARD
            labels.append(label)
            origins[position] = origin
        return labels, origins

    def take_findings(self) -> list[Finding]:
        """Return what was found while lists were read, once for each file.

        Every file that asks for a bad list tells of it: what is told of a file must not hang on which files
        were read before it.
        """
        findings, self._findings = self._findings, []
        return findings

    def _tell(self, place: str, name: str, finding: Finding) -> None:
        """Keep what is wrong with a list unless the file at `place` told of it already."""
        if place != self._place:
            self._place, self._told = place, set()
        if name not in self._told:
            self._told.add(name)
            self._findings.append(finding)

    def _list(self, place: str, space: str) -> Mapping[str, str] | None:
        """Return the list at `space` seen from the file at `place`; None when there is none."""
        inside = within_root(place, space)
        if inside is None:
            self._tell(place, space, _outside(place, space))
            return None
        key = (posixpath.dirname(place), space)
        if key not in self._places:
            self._places[key] = self._resolve(inside)
        path = self._places[key]
        if path is None or self._files is None:
            return None
        if path not in self._lists:
            self._lists[path] = self._read(path, self._files)
        if path in self._troubles:
            self._tell(place, path, self._troubles[path])
        return self._lists[path]

    def _resolve(self, inside: str) -> str | None:
        """Return the path of a list as it is spelt in the root, None when it is not there."""
        if self._files is None:
            return None
        # Some files count the folders above them wrongly; the lists lie in one folder all the same.
        for candidate in (inside, posixpath.join("codelists", posixpath.basename(inside))):
            found = candidate if self._files.exists(candidate) else self._files.find(candidate)
            if found is not None:
                return found
        return None

    def _read(self, path: str, files: Files) -> Mapping[str, str] | None:
        """Read a list; what is wrong with it is told once."""
        try:
            return parse_dictionary(files.read(path, LARGEST), path)
        except (GisError, OSError, EOFError, BadZipFile, zlib.error) as error:  # an archive may be torn
            self._troubles[path] = Finding(
                Severity.WARNING,
                "codelist-unreadable",
                QT_TRANSLATE_NOOP(
                    CONTEXT,
                    "コードリスト {file} を読み込めなかったため、標準のコード表で読み替えました。{reason}",
                ),
                {"file": path, "reason": str(error)},
                Where(path),
            )
            return None


def _outside(place: str, space: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "codespace-outside",
        QT_TRANSLATE_NOOP(
            CONTEXT,
            "{file} のコードリストの指定（{space}）がデータのフォルダの外を指しているため、"
            "そのファイルは読まず、標準のコード表で読み替えました。",
        ),
        {"file": place, "space": space[:200]},
        Where(place),
    )


def within_root(place: str, space: str) -> str | None:
    """Return the posix path, relative to the root, that `space` means in the file at `place`.

    None means that it leads out of the root: an absolute path, a drive, a share, another scheme, or more
    ``..`` than there are folders.
    """
    if _OUTSIDE.search(space):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(place), space.replace("\\", "/")))
    return None if path == ".." or path.startswith(("../", "/")) else path


@lru_cache(maxsize=4096)
def list_name(space: str) -> str:
    """Return the name of the list that a ``codeSpace`` points to: its file name without ending."""
    return re.split(r"[/\\:]", space)[-1].removesuffix(".xml")


def standard_list(name: str) -> Mapping[str, str]:
    """Return codes and labels of a standard list, also by a name it had earlier; empty when there is none."""
    name = _RENAMED.get(name, _MODEL.sub("", name))
    return {} if name in _TEMPLATES else _standard().get(name, {})


@cache
def _standard() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = json.loads(STANDARD_CODES.read_text(encoding="utf-8"))
    return lists


def parse_dictionary(data: bytes, file: str) -> dict[str, str]:
    """Return codes and labels of a ``gml:Dictionary``.

    Parameters
    ----------
    data
        The document.
    file
        Its name, for errors.

    Raises
    ------
    layers.errors.Unsafe
        When it has a document type declaration.
    layers.errors.DamagedFile
        When it is not well-formed.
    """
    elements = read_elements(data, file=file)
    texts: dict[str, dict[int, str]] = {"name": {}, "description": {}}
    for chain, rows in zip(elements.chains, elements.rows_by_path, strict=True):
        if len(chain) >= 2 and chain[-2].local == "Definition" and chain[-1].local in texts:
            found = texts[chain[-1].local]
            for owner, text in zip(
                elements.parent[rows].tolist(), elements.texts(elements.text[rows]).to_pylist(), strict=True
            ):
                found.setdefault(owner, text.strip(_SPACE))
    codes: dict[str, str] = {}
    for owner, code in texts["name"].items():
        label = texts["description"].get(owner, "")
        if code and label:
            codes.setdefault(code, label)
    return codes
