"""Real cities, imported once for all tests of a run."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from importers.citygml.importer import CityGml, CityGmlOptions
from layers.feedback import Feedback
from tests import realdata

if TYPE_CHECKING:
    from importers.base import ImportResult
    from layers.buildings import Buildings

TATEBAYASHI = "10207_tatebayashi-shi_2020_citygml_op.zip"
SHUNAN = "35215_shunan-shi_2024_citygml_op.zip"
KAGA = "17206_kaga-shi_2024_citygml_op.zip"
KAGA_2022 = "17206_kaga-shi_2022_citygml_op.zip"
TAKO = "12347_tako-machi_city_2025_citygml_1_op.zip"
OSAKA = "27100_osaka-shi_2022_citygml_op.zip"
TOKYO = "13100_tokyo23-ku_2022_citygml_1_3_op.zip"
TOKYO_2020 = "13100_tokyo23-ku_2020_citygml_op.zip"
YOKOSUKA = "14201_yokosuka-shi_gisconv.zip"

_STORES = tempfile.TemporaryDirectory(prefix="gisapp-cities-", ignore_cleanup_errors=True)


def path(name: str) -> Path:
    """Return where a dataset lies."""
    return realdata.DATA / "plateau" / name


def stores() -> Path:
    """Return the folder of what was read; it lives as long as the tests run."""
    return Path(_STORES.name)


@cache
def imported(name: str) -> ImportResult:
    """Return what importing a dataset gave; the store lives as long as the tests run."""
    return CityGml().read(path(name), CityGmlOptions(stores=stores()), Feedback())


def buildings(name: str) -> Buildings:
    """Return the layer of a dataset."""
    layer: Buildings = imported(name).layers[0]  # type: ignore[assignment]
    return layer
