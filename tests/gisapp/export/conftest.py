"""Real cities, read once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from importers.citygml.importer import CityGml, CityGmlOptions
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.base import Layer

SHUNAN = "plateau/35215_shunan-shi_2024_citygml_op.zip"
KAGA = "plateau/17206_kaga-shi_2024_citygml_op.zip"
KOSHIGAYA = "plateau/11222_koshigaya-shi_pref_2023_citygml_2_op"
CITIES = (SHUNAN, KAGA, KOSHIGAYA)


@pytest.fixture(scope="session")
def city(
    real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Layer]:
    """Return a function from the name of a dataset to its layer of buildings."""
    stores = tmp_path_factory.mktemp("stores")
    layers: dict[str, Layer] = {}

    def read(name: str) -> Layer:
        if name not in layers:
            result = CityGml().read(real_data(name), CityGmlOptions(stores=stores), Feedback())
            layers[name] = result.layers[0]
        return layers[name]

    return read


@pytest.fixture(params=CITIES, ids=lambda name: name.split("/")[1][:11])
def layer(city: Callable[[str], Layer], request: pytest.FixtureRequest) -> Layer:
    """Return the buildings of each city in turn."""
    return city(request.param)
