"""Every kind of layer can prove how it was read, and a project keeps the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from importers.registry import importer
from layers import projectfile
from layers.feedback import Feedback
from layers.project import Project
from layers.receipts import kept_of, receipt_cards, receipt_of_layer
from tests.contract.samples import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer

NAMES = ("citygml", "terrain", "vector", "tables", "raster", "cadastre", "fgd")


def _layers(name: str, base: Path) -> tuple[Layer, ...]:
    row = importer(name)
    assert row is not None
    return row.read(SAMPLES[name](base)[0], row.Options(stores=base / "stores"), Feedback()).layers


@pytest.mark.parametrize("name", NAMES)
def test_every_layer_proves_where_it_is_from_how_it_was_placed_and_what_came_in(
    name: str, tmp_path: Path
) -> None:
    for layer in _layers(name, tmp_path):
        receipt = receipt_of_layer(layer)
        assert receipt["source"] == str(layer.source.path)
        assert len(receipt["digest"]) == 64
        assert receipt["made"]
        assert receipt["crs"].startswith("EPSG:")
        assert receipt["target"].startswith("EPSG:")
        assert receipt["in"] == receipt["shown"] + receipt.get("without_shape", 0) + sum(
            receipt["left_out"].values()
        )
        cards = receipt_cards(layer)
        assert [card.title for card in cards[:3]] == ["元のデータ", "位置", "件数"]
        assert all(fact.value or fact.missing for card in cards for fact in card.facts)


@pytest.mark.parametrize("name", ["vector", "raster", "citygml"])
def test_a_project_keeps_the_proof_when_the_store_is_gone(name: str, tmp_path: Path) -> None:
    (layer,) = _layers(name, tmp_path)
    project = Project(name="町").with_layer(layer)
    path = tmp_path / "town.gisproj"
    projectfile.save(project, path)
    (closed,) = projectfile.read(path).project.layers
    assert closed.data is None
    assert receipt_of_layer(closed) == kept_of(layer)
    titles = [[card.title for card in receipt_cards(one)] for one in (closed, layer)]
    assert titles[0] == titles[1][:3]
