"""Cities, read once for all tests of this folder: the sample town, and real ones where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from importers.citygml.importer import CityGml, CityGmlOptions
from layers.feedback import Feedback
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.base import Layer

SHUNAN = "plateau/35215_shunan-shi_2024_citygml_op.zip"
KAGA = "plateau/17206_kaga-shi_2024_citygml_op.zip"
KOSHIGAYA = "plateau/11222_koshigaya-shi_pref_2023_citygml_2_op"
TOWN = "sample town"
CITIES = (TOWN, SHUNAN, KAGA, KOSHIGAYA)


@pytest.fixture(scope="session")
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Layer]:
    """Return a function from the name of a dataset to its layer of buildings."""
    stores = tmp_path_factory.mktemp("stores")
    layers: dict[str, Layer] = {}

    def read(name: str) -> Layer:
        if name not in layers:
            path = town() if name == TOWN else request.getfixturevalue("real_data")(name)
            result = CityGml().read(path, CityGmlOptions(stores=stores), Feedback())
            layers[name] = result.layers[0]
        return layers[name]

    return read


def town() -> Path:
    """Return the zip of the sample town."""
    (path,) = (ROOT / "sample_data").glob("*.zip")
    return path


@pytest.fixture(params=CITIES, ids=lambda name: name.removeprefix("plateau/")[:11])
def layer(city: Callable[[str], Layer], request: pytest.FixtureRequest) -> Layer:
    """Return the buildings of each city in turn."""
    return city(request.param)
