"""What came in = what is there, counted by another reader, for every dataset of the collection."""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from importers.citygml.dataset import open_dataset
from importers.citygml.features.theme import read_theme
from importers.citygml.features.themes import themes
from layers.feedback import Feedback
from tests import cities
from tests.importers.citygml.features.oracle import DATASETS, TARGET, class_of, collections, counts

if TYPE_CHECKING:
    from pathlib import Path

OSAKA_ROADS = 33_153
"""What the data's README says."""
NOT_HERE = ("bldg:", "grp:", "dem:")


def shown(path: Path) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for theme, read in collections(path).items():
        for collection in read:
            found[theme, class_of(collection)] += len(collection.table)
    return found


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.name)
def test_every_feature_is_shown_or_counted_as_left_out(path: Path) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for (theme, key, _), number in counts(path).items():
        expected[theme, key] += number
    left_out = {key: number for key, number in expected.items() if key[1].startswith(NOT_HERE)}
    assert shown(path) == Counter({key: number for key, number in expected.items() if key not in left_out})
    told: Counter[str] = Counter()
    for theme, read in collections(path).items():
        for collection in read:
            told[theme] += sum(collection.left_out.values())
    by_theme: Counter[str] = Counter()
    for (theme, _), number in left_out.items():
        if any(collections(path)[theme]):
            by_theme[theme] += number
    assert +told == by_theme


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.name)
def test_every_collection_holds_what_it_says(path: Path) -> None:
    for read in collections(path).values():
        keys = [collection.key for collection in read]
        assert len(keys) == len(set(keys))
        for collection in read:
            assert len(collection.geometry) == len(collection.table) > 0
            names = [attribute.name for attribute in collection.attributes]
            codes = [f"{one.name}_code" for one in collection.attributes if one.kind == "code"]
            assert sorted([*names, *codes]) == sorted(collection.table.column_names)
            assert len({attribute.label for attribute in collection.attributes}) == len(names)
            assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", collection.name), collection.key


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.name)
def test_each_row_knows_its_file(path: Path) -> None:
    expected: Counter[str] = Counter()
    for (_, key, file), number in counts(path).items():
        if not key.startswith(NOT_HERE):
            expected[file] += number
    found: Counter[str] = Counter()
    for read in collections(path).values():
        for collection in read:
            found.update(collection.table.column("file_code").to_pylist())
    assert found == expected


def test_the_roads_of_osaka_are_all_there_and_quickly(data_root: Path) -> None:
    dataset = open_dataset(cities.path(cities.OSAKA))
    assert themes(dataset) == {"tran": 48}
    started = time.perf_counter()
    roads = read_theme(dataset, "tran", {}, TARGET, Feedback())[0]
    seconds = time.perf_counter() - started
    print(f"roads of Osaka out of the zip: {len(roads.table):,} in {seconds:.2f} s")
    assert roads.key == "tran:Road"
    assert roads.name == "道路"
    assert len(roads.table) == OSAKA_ROADS
    assert all(shape is not None for shape in roads.geometry)
