"""What every importer keeps whose files may be in any encoding. A new one adds a line to CODED."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from importers.textpreview import has_choice, previews
from layers.errors import ImportFailed
from layers.feedback import Feedback
from layers.receipts import receipt_of_layer
from tests.contract.samples import CODED, CODED_COLUMN, WORDS
from tests.contract.test_importers import NAMES, _options, _row

if TYPE_CHECKING:
    from pathlib import Path


def test_every_importer_of_which_the_encoding_can_be_chosen_is_tried_here() -> None:
    options = {name: {field.name for field in dataclasses.fields(_row(name).Options)} for name in NAMES}
    assert {name for name in NAMES if "encoding" in options[name]} == CODED.keys()


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_the_encoding_is_found_and_shown_before_it_is_chosen(
    name: str, encoding: str, tmp_path: Path
) -> None:
    path = CODED[name](tmp_path, encoding)
    (layer,) = _row(name).read(path, _options(_row(name), tmp_path), Feedback()).layers
    assert layer.table().texts(CODED_COLUMN.get(name, "施設名")).tolist() == list(WORDS)
    assert receipt_of_layer(layer)["encoding"] == encoding
    assert "encoding" not in layer.source.options  # nobody chose it
    assert has_choice(path, name)
    found = previews(path, feedback=Feedback())
    assert found.found.name == encoding
    right = found.of(encoding)
    assert right is not None
    assert [row[0] for row in right.rows] == list(WORDS)
    assert right.broken == 0


def test_a_chosen_encoding_in_which_no_column_can_be_read_is_told(tmp_path: Path) -> None:
    row = _row("gauges")
    options = dataclasses.replace(_options(row, tmp_path), encoding="cp932")
    with pytest.raises(ImportFailed, match="観測所名"):
        row.read(CODED["gauges"](tmp_path, "utf-8"), options, Feedback())


@pytest.mark.parametrize("name", sorted(CODED.keys() - {"gauges"}))
def test_a_chosen_encoding_is_taken_and_written_down(name: str, tmp_path: Path) -> None:
    path = CODED[name](tmp_path, "utf-8")
    row = _row(name)
    options = dataclasses.replace(_options(row, tmp_path), encoding="cp932")
    (layer,) = row.read(path, options, Feedback()).layers
    table = layer.table()
    texts = [text for one in table.attributes for text in table.texts(one.name).tolist()]
    assert set(texts).isdisjoint(WORDS)
    assert layer.source.options["encoding"] == "cp932"
    assert receipt_of_layer(layer)["encoding"] == "cp932"
