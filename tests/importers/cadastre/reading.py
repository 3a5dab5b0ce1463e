"""Registry maps read as the program reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.cadastre import reader
from importers.cadastre.importer import CadastreOptions
from layers.feedback import Feedback
from tests.importers.cadastre.moj import square

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection
    from layers.feedback import Finding

HOUSE = square(10, 10, 20)


def read(path: Path) -> dict[str, Collection]:
    return {one.key: one for one in reader.read_collections(path, CadastreOptions(), Feedback())}


def read_text(base: Path, text: str, name: str = "map.xml") -> dict[str, Collection]:
    path = base / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def findings(collections: dict[str, Collection]) -> dict[str, Finding]:
    return {finding.code: finding for one in collections.values() for finding in one.findings}


def column(collection: Collection, name: str) -> list[object]:
    values: list[object] = collection.table[name].to_pylist()
    return values
