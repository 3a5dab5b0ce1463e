"""What came in = what is shown + what is left out, counted by another reader."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from importers.citygml.dataset import open_dataset
from layers.errors import NotRecognised
from tests import cities
from tests.importers.citygml.reading import codes, look
from tests.realdata import real_files

if TYPE_CHECKING:
    from pathlib import Path

    from importers.citygml.dataset import Dataset

DATASETS = [path for path in real_files("plateau/*") if path.name != "iur_codelists_3.2"]
TOTALS = {
    cities.TATEBAYASHI: 63_927,
    "11326_moroyama-machi_2020_citygml_op.zip": 24_418,
    cities.OSAKA: 11_684,
    cities.SHUNAN: 517,
}
"""What the publishers' own pages and the data's README say."""
NO_XML = (b"energy:isHeated", b"<unknownTag>")
"""Files that XML readers refuse; their buildings are counted by their start tags."""


def count_buildings(data: bytes) -> int:
    """Count the elements ``Building`` of any building module with libxml2."""
    if any(sign in data for sign in NO_XML):
        return len(re.findall(rb"<bldg:Building[\s>]", data))
    count = 0
    for _, element in etree.iterparse(BytesIO(data), tag="{*}Building", huge_tree=True):
        count += "/building/" in str(etree.QName(element).namespace)
        element.clear()
    return count


def count_members(data: bytes) -> Counter[str]:
    """Count the features of a file by local name."""
    found: Counter[str] = Counter()
    root = None
    for event, element in etree.iterparse(BytesIO(data), events=("start", "end"), huge_tree=True):
        if root is None:
            root = element
        if event == "end" and element.getparent() is root:
            if etree.QName(element).localname in ("cityObjectMember", "featureMember"):
                found.update(etree.QName(child).localname for child in element)
            element.clear()
            while element.getprevious() is not None:
                del root[0]
    return found


def contents(dataset: Dataset) -> dict[str, bytes]:
    found = {}
    for file in dataset.files:
        with dataset.container.open(file.path) as opened:
            found[file.path] = opened.read()
    return found


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.name)
def test_every_building_is_shown_or_counted_as_left_out(path: Path) -> None:
    dataset = open_dataset(path)
    expected = {}
    for file in dataset.files:
        with dataset.container.open(file.path) as opened:
            expected[file.path] = count_buildings(opened.read())
    total = sum(expected.values())
    assert total == TOTALS.get(path.name, total)
    if path.name.startswith("_"):  # malformed, or of a version that is only counted
        reading = look(path)
        found = {file.path: file.buildings + file.left_out_buildings for file in reading.files}
        assert found == expected
        return
    if not total:
        try:
            assert "buildings" not in cities.imported(path.name).counts
        except NotRecognised as error:
            assert "建物" in str(error)  # noqa: PT017 - either is right: other features, or nothing at all
        return
    result = cities.imported(path.name)
    store = cities.buildings(path.name).data.store
    per_file = {source["path"]: source["features"] for source in store.manifest["sources"]}
    # Files of other themes are read by others; none of them holds a building.
    assert per_file == {file: count for file, count in expected.items() if count or file in per_file}
    assert result.counts["buildings"] == store.count == len(store.features["west"]) == total
    assert result.counts["left_out_buildings"] == 0
    assert len(store.columns(["gml_id"])) == total


@pytest.mark.parametrize(
    "name", [cities.TOKYO_2020, cities.SHUNAN, "plateau-3_0_official_samples.zip", "_citygml3_plateau6"]
)
def test_features_are_counted_by_their_class(name: str) -> None:
    reading = look(cities.path(name))
    dataset = open_dataset(cities.path(name))
    expected: Counter[str] = Counter()
    for data in contents(dataset).values():
        if not any(sign in data for sign in NO_XML):
            expected += count_members(data)
    found: Counter[str] = Counter()
    for file, data in zip(reading.files, contents(dataset).values(), strict=True):
        if not any(sign in data for sign in NO_XML):
            for feature, count in file.features.items():
                assert ":" in feature, f"{feature} has no known prefix"
                found[feature.rpartition(":")[2]] += count
    assert found == expected
    assert expected


def test_citygml_3_is_recognised_counted_and_explained() -> None:
    path = cities.path("_citygml3_plateau6")
    reading = look(path)
    assert reading.buildings == 0
    assert {file.citygml for file in reading.files} == {"3.0"}
    assert "4.0" in {file.iur for file in reading.files}
    told = [finding for finding in reading.findings if finding.code == "citygml-3"]
    assert told
    assert all("まだ表示できません" in str(finding.message) for finding in told)
    left_out = sum(file.left_out_buildings for file in reading.files)
    assert left_out == reading.total("features")["bldg:Building"] > 0


@pytest.mark.parametrize(
    ("name", "versions"),
    [
        (cities.TATEBAYASHI, ["1.4"]),
        (cities.OSAKA, ["3.0"]),
        (cities.SHUNAN, ["3.1"]),
        (cities.TAKO, ["3.2"]),
        (cities.KAGA_2022, ["2.0"]),
    ],
)
def test_versions_of_the_extension_are_recognised(name: str, versions: list[str]) -> None:
    assert cities.buildings(name).data.store.manifest["iur_versions"] == versions


def test_other_themes_than_buildings_are_counted_and_not_drawn() -> None:
    reading = look(cities.path("plateau-3_0_official_samples.zip"))
    assert reading.buildings == 0
    features = reading.total("features")
    assert features["brid:Bridge"] > 0
    assert features["uro:UndergroundBuilding"] > 0
    assert codes(reading.findings) <= {"codelist-missing"}
