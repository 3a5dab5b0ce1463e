"""What CityGML files say of themselves, and how their stores stand to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gisapp.cli.sources import Look, Standing
from layers.errors import GisError

if TYPE_CHECKING:
    from pathlib import Path

    from importers.citygml.dataset import Dataset
    from importers.citygml.result import FileResult, Reading
    from layers.base import Layer
    from layers.feedback import Feedback

_TWINS = ("_code", "_all", "_code_all")
"""Endings of columns that say the same as the column without them."""


class CityGmlSource:
    """Sources that the CityGML importer reads."""

    def look(self, path: Path, feedback: Feedback) -> Look:
        """Read all files of a dataset and keep nothing.

        Raises
        ------
        layers.errors.ImportFailed
            When there is nothing that could be read.
        """
        from importers.citygml.city import read_dataset
        from importers.citygml.dataset import open_dataset

        reading = read_dataset(open_dataset(path), None, feedback)
        return Look(_facts(reading), tuple(reading.findings))

    def standing(self, layer: Layer) -> Standing:
        """Compare a dataset with its store: size and checksum or time of every file."""
        from importers.citygml.city import current_store
        from importers.citygml.dataset import open_dataset
        from importers.citygml.findings import finding_from_plain
        from importers.citygml.importer import CityGml, city_of, store_in_system
        from layers.store.city import CityStore

        path = layer.source.path
        options = CityGml.Options(**dict(layer.source.options))
        city: Dataset | None = None
        current: bool | None = None
        if path.exists():
            try:
                city = city_of(open_dataset(path))
            except GisError:
                current = False
        folder = store_in_system(path, options, city)
        try:
            store = CityStore.open(folder)
        except GisError:
            store = None
        if city is not None:
            current = current_store(folder, city) is not None
        if store is None:
            return Standing(read=False, current=current)
        findings = tuple(finding_from_plain(plain) for plain in store.manifest["findings"])
        return Standing(True, current, str(store.manifest["made"]), store.count, findings)


def _facts(reading: Reading) -> dict[str, Any]:
    features = reading.total("features")
    systems = Counter(file.srs for file in reading.files if file.srs)
    return {
        "files": len(reading.files),
        "bytes": sum(file.bytes for file in reading.files),
        "features": dict(sorted(features.items())),
        "buildings": reading.buildings,
        "left_out_buildings": sum(file.left_out_buildings for file in reading.files),
        "left_out": dict(sorted(reading.total("counts").items())),
        "lods": {str(lod): count for lod, count in sorted(reading.total("lods").items()) if count},
        "citygml_versions": sorted({file.citygml for file in reading.files if file.citygml}),
        "iur_versions": sorted({file.iur for file in reading.files if file.iur}),
        "srs": dict(sorted(systems.items())),
        "crs": reading.crs,
        "extent": None if reading.extent is None else list(reading.extent),
        "attributes": _attributes(reading),
        "textures": {
            "images": sum(file.images for file in reading.files),
            "missing": sum(file.images_missing for file in reading.files),
        },
        "by_file": [_file(file) for file in reading.files],
    }


def _attributes(reading: Reading) -> dict[str, int]:
    """Return how many buildings have each attribute, the commonest first."""
    from importers.citygml import schema

    found = reading.total("attributes")
    # Of a list every building has one, be it empty.
    lists = {one.name for one in schema.attributes(list(found)) if one.kind == "list"}
    counts = {
        name: count
        for name, count in found.items()
        if count and name not in lists and name != "geometry" and not name.endswith(_TWINS)
    }
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _file(file: FileResult) -> dict[str, Any]:
    return {
        "path": file.path,
        "bytes": file.bytes,
        "buildings": file.buildings,
        "left_out_buildings": file.left_out_buildings,
        "features": dict(sorted(file.features.items())),
        "citygml": file.citygml,
        "iur": file.iur,
        "srs": file.srs,
    }
