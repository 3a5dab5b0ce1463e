"""The labelled faults of the malformed sets: what is told of each, or why nothing is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.citygml.dataset import open_dataset
from importers.citygml.importer import city_of
from layers.feedback import Severity
from tests import cities
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, JAPANESE, archive, codes, folder, load, look
from tests.realdata import real_files

if TYPE_CHECKING:
    from pathlib import Path

    from importers.citygml.result import FileResult
    from layers.feedback import Finding

LABELLED = "_malformed_quality-check_plateau4.zip"
TOKYO = "_malformed_13100_tokyo23-ku_2022.zip"

EXPECTED: dict[str, set[str]] = {
    "01-01-common/C01": {"id-repeated"},
    "01-01-common/L-frn-01": {"geometry-not-surface"},
    "01-01-common/L01": {"not-well-formed"},
    "01-01-common/L02": {"value-wrong"},
    "01-01-common/L04_01": {"code-unknown"},
    "01-01-common/L04_02": {"code-unknown"},
    "01-01-common/L05": {"srs-unusual"},
    "01-01-common/L06": {"outside-mesh"},
    "02-bldg/C02": {"coordinates-outside-japan", "no-geometry", "polygon-no-area", "ring-repeated-point"},
    "02-bldg/CITY-CODE": {"code-unknown"},
    "02-bldg/L-BLDG-06": {"xlink-dangling"},
    "02-bldg/L07_LOD0_01": {"edge-short"},
    "02-bldg/L07_LOD0_02": {"ring-too-few-points"},
    "02-bldg/L07_LOD1": {"edge-short"},
    "02-bldg/L07_LOD2-4": {"edge-short"},
    "02-bldg/L09_LOD0": {"polygon-self-crossing"},
    "02-bldg/L09_LOD1_01": {"srs-unknown", "no-geometry"},
    "02-bldg/L09_LOD1_02": {"polygon-self-crossing"},
    "02-bldg/L09_LOD1_03": {"ring-repeated-point"},
    "02-bldg/L11_LOD1": {"polygon-not-flat"},
    "02-bldg/L13_LOD0_01": {"coordinates-outside-japan", "ring-not-closed"},
    "02-bldg/L13_LOD0_02": {"coordinates-outside-japan"},
    "02-bldg/L13_LOD0_03": {"srs-unknown", "no-geometry"},
    "02-bldg/L13_LOD1_01": {"srs-unknown", "no-geometry", "ring-not-closed"},
    "02-bldg/L13_LOD1_02": {"srs-unknown", "no-geometry"},
    "02-bldg/L13_LOD1_03": {"srs-unknown", "no-geometry"},
    "02-bldg/L14": {"solid-face-turned", "solid-in-pieces", "solid-open", "building-doubled"},
    "02-bldg/T-BLDG-02": {"id-repeated-inside"},
    "02-bldg/common/C01": {"id-repeated"},
}
"""What is told of a sample, by its folder: at least these.

Some samples count their coordinates from zero. Their polygons are nowhere in Japan and left out as such;
what else is wrong with them is seen when they are moved (below).
"""

NO_FAULT: dict[str, str] = {
    "01-01-common/L03": "a plant cover in a file of buildings: counted as a feature of another kind",
    "01-01-common/X-invalid-gml-id": "an id is a name here; whether it looks like a UUID does not matter",
    "01-01-common/Z-common-00_no-error": "no fault",
    "01-01-common/Z-common-01_xlink_01": "an underground building: other kinds are recognised and counted",
    "01-01-common/Z-common-01_xlink_02": "as above",
    "01-01-common/Z-common-01_xlink_03": "as above",
    "01-02-common/C05": "a missing date of creation: a missing value is shown as such where it is asked for",
    "01-02-common/C06": "missing elements: as above",
    "01-02-common/C07": "a missing element of the data quality: as above",
    "01-02-common/C08": "a missing element of the data quality: as above",
    "02-bldg/C-BLDG-01": "the same 建物ID twice: several buildings may be one by that number",
    "02-bldg/L-BLDG-01": "two buildings that touch: a viewer does not judge how they were divided",
    "02-bldg/L-BLDG-04": "a second major usage without a first: both columns are shown as they are",
    "02-bldg/L-BLDG-05": "a second detailed usage without a first: as above",
    "02-bldg/L-BLDG-04-05_multi": "as above",
    "02-bldg/L-bldg-02_01": "parts of a building that do not touch: each is shown",
    "02-bldg/L-bldg-02_02": "as above",
    "02-bldg/Z-bldg-00_no-error_01": "no fault",
    "02-bldg/Z-bldg-01_URO": "a 建物ID of another pattern: shown as it is written",
    "02-bldg/Z-bldg-02_surface-intersection-LOD0": "footprints that overlap: asking every pair of "
    "neighbours takes a tenth of the whole import, so it belongs to a check on demand",
    "02-bldg/Z-bldg-03_meshcode-extractor_01": "no fault: a building on the border of its mesh",
    "02-bldg/Z-bldg-03_meshcode-extractor_02": "as above",
    "02-bldg/Z-bldg-03_meshcode-extractor_03": "as above",
    "02-bldg/Z-bldg-04_lod0or1-buildingpart": "LOD0 and LOD1 in parts: forbidden since version 3, and shown",
    "02-bldg/common/C05": "as 01-02-common/C05",
}
"""Why nothing is told of a sample."""

OTHER_KINDS = re.compile(r"^(?:0[3-9]|1[0-3])-")
"""Folders of roads, furniture, land use and so on: their shapes are not read yet, only counted."""


def label(path: str) -> str:
    """Return the label of a sample: the folders above ``udx``."""
    return path.partition("/")[2].partition("/udx/")[0]


@cache
def results(name: str) -> dict[str, FileResult]:
    return {file.path: file for file in look(cities.path(name)).files}


@cache
def told(name: str) -> list[Finding]:
    return look(cities.path(name)).findings


def samples() -> dict[str, list[str]]:
    """Return the files of each label."""
    found: dict[str, list[str]] = {}
    for archived in real_files(f"plateau/{LABELLED}"):
        for file in open_dataset(archived).files:
            found.setdefault(label(file.path), []).append(file.path)
    return found


LABELS = samples()
QUIET = {"value-missing", "codelist-missing", "texture-missing", "codespace-outside", "code-unknown"}
"""Told of nearly all samples, because they come without their code lists and with placeholders."""


def test_every_label_is_in_one_table_and_no_table_holds_more(data_root: Path) -> None:
    buildings = {name for name in LABELS if not OTHER_KINDS.match(name)}
    assert not EXPECTED.keys() & NO_FAULT.keys()
    assert EXPECTED.keys() | NO_FAULT.keys() == buildings
    assert len(LABELS) > 110


@pytest.mark.parametrize("name", [name for name in EXPECTED if "C01" not in name])
def test_a_labelled_fault_is_told_with_file_line_and_id(name: str, data_root: Path) -> None:
    files = [results(LABELLED)[path] for path in LABELS[name]]
    findings = [finding for file in files for finding in file.findings]
    assert codes(findings) >= EXPECTED[name]
    for finding in findings:
        if finding.code not in EXPECTED[name]:
            continue
        assert finding.where.file in LABELS[name]
        assert finding.where.line > 0, finding.code
        assert finding.where.id or finding.code in ("srs-unusual", "srs-unknown"), finding.code
        assert JAPANESE.search(str(finding.message))
        assert finding.severity in (Severity.INFO, Severity.WARNING, Severity.ERROR)


@pytest.mark.parametrize("name", list(NO_FAULT))
def test_nothing_is_made_up_about_samples_that_are_in_order(name: str, data_root: Path) -> None:
    for path in LABELS[name]:
        file = results(LABELLED)[path]
        assert codes(file.findings) <= QUIET
        assert file.left_out_buildings == 0


@pytest.mark.parametrize("name", [name for name in LABELS if not OTHER_KINDS.match(name)])
def test_all_other_buildings_of_a_sample_are_kept(name: str, data_root: Path) -> None:
    dataset = open_dataset(cities.path(LABELLED))
    for path in LABELS[name]:
        with dataset.container.open(path) as opened:
            text = re.sub(rb"<!--.*?-->", b"", opened.read(), flags=re.DOTALL)
        written = len(re.findall(rb"<bldg:Building[\s>]", text))
        file = results(LABELLED)[path]
        assert file.buildings + file.left_out_buildings == written
        assert file.left_out_buildings == (1 if name == "01-01-common/L01" else 0)


@pytest.mark.parametrize("name", [name for name in LABELS if OTHER_KINDS.match(name)])
def test_other_kinds_are_recognised_and_counted_whatever_their_faults(name: str, data_root: Path) -> None:
    for path in LABELS[name]:
        file = results(LABELLED)[path]
        assert file.buildings == 0
        assert file.citygml == "2.0"
        assert not [finding for finding in file.findings if finding.severity == Severity.ERROR]
        assert sum(file.features.values()) > 0 or "no-error" in name


def test_ids_that_stand_in_two_files_are_told_when_all_are_joined(tmp_path: Path, data_root: Path) -> None:
    for name in ("01-01-common/C01", "02-bldg/common/C01"):
        dataset = open_dataset(cities.path(LABELLED))
        files = {}
        for path in LABELS[name]:
            with dataset.container.open(path) as opened:
                files[path] = opened.read()
        assert len(files) == 2
        result = load(archive(tmp_path / f"{name.replace('/', '_')}.zip", files), tmp_path / "stores")
        (repeated,) = [finding for finding in result.findings if finding.code == "id-repeated"]
        assert repeated.where.id.startswith("bldg_")
        assert repeated.where.file in files
        assert "どちらも残しました" in str(repeated.message)
        assert result.counts["buildings"] == 50


def test_the_whole_set_can_be_imported_at_once(tmp_path: Path, data_root: Path) -> None:
    result = load(cities.path(LABELLED), tmp_path / "stores")
    dataset = open_dataset(cities.path(LABELLED))
    assert result.counts["buildings"] == sum(file.buildings for file in results(LABELLED).values())
    assert result.counts["left_out_buildings"] == 1
    layer = result.layers[0]
    assert len(layer.table()) == result.counts["buildings"]
    assert {source["path"] for source in layer.data.store.manifest["sources"]} == {
        file.path for file in city_of(dataset).files
    }
    for row in range(0, len(layer.table()), 7):
        assert layer.describe(row).cards


# ------------------------------------------------------------------------------------- the other set

TOKYO_EXPECTED = {
    "bad_C01_C04_L05_L06_L07_L11_L13_T03_invalid_demo (2).gml": {
        "srs-assumed",  # L05
        "coordinates-outside-japan",  # L06, and it takes L07, L11, L13 with it
        "ring-not-closed",
        "polygon-self-crossing",
        "polygon-no-area",
        "xlink-dangling",  # T03
    },
    "bad_C01_C04_L05_L06_L07_L11_L13_T03_invalid_demo.gml": {
        "srs-assumed",
        "coordinates-outside-japan",
        "ring-not-closed",
        "polygon-self-crossing",
        "polygon-no-area",
        "xlink-dangling",
    },
    "bad_L-bldg-02 1.gml": {"coordinates-outside-japan"},
    "bad_L13.gml": {"coordinates-outside-japan", "xlink-dangling"},
    "bad_invalid.gml": {"coordinates-outside-japan"},
}


def test_the_faults_of_the_textured_set_are_told_and_its_buildings_shown(data_root: Path) -> None:
    found = {path.rpartition("/")[2]: file for path, file in results(TOKYO).items()}
    assert found.keys() == TOKYO_EXPECTED.keys()
    for name, expected in TOKYO_EXPECTED.items():
        assert codes(found[name].findings) >= expected
        assert found[name].left_out_buildings == 0
        for finding in found[name].findings:
            if finding.code in expected:
                assert finding.where.line > 0
                assert finding.where.id or finding.code == "srs-assumed"
    assert sum(file.buildings for file in found.values()) == 41


def test_findings_of_a_file_are_counted_and_named_by_subject(data_root: Path) -> None:
    """What is told twice of one file is one line with a count, unless it is about something else."""
    keys = Counter(
        (finding.code, finding.where.file, *(str(finding.values.get(name)) for name in ("label", "list")))
        for finding in told(LABELLED)
    )
    assert not [key for key, count in keys.items() if count > 1]


# ------------------------------------------------------------------------------------- moved to Japan

NUMBERS = re.compile(r"(<gml:posList[^>]*>)([^<]*)(</gml:posList>)")


def moved(text: str) -> str:
    """Return a sample whose small coordinates are metres from a place in Japan."""

    def place(match: re.Match[str]) -> str:
        words = match[2].split()
        if len(words) % 3 or not words:
            return match[0]
        points = np.array(words, dtype=np.float64).reshape(-1, 3)
        if abs(points[:, :2]).max() > 1000 or points[:, 1].max() > 100:
            return match[0]  # it is in Japan already
        points[:, 0] = gml.HERE[0] + points[:, 0] * gml.DEGREES_PER_METRE
        points[:, 1] = gml.HERE[1] + points[:, 1] * gml.DEGREES_PER_METRE
        return match[1] + " ".join(f"{value!r}" for value in points.ravel().tolist()) + match[3]

    return NUMBERS.sub(place, text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("02-bldg/L09_LOD1_01", {"polygon-self-crossing"}),
        ("02-bldg/L13_LOD0_01", {"ring-not-closed"}),
        ("02-bldg/L13_LOD0_02", {"hole-touches", "polygon-self-crossing"}),
        ("02-bldg/L13_LOD0_03", {"polygon-self-crossing"}),
        ("02-bldg/L13_LOD1_01", {"polygon-self-crossing"}),
        ("02-bldg/L13_LOD1_02", {"hole-touches", "polygon-self-crossing"}),
        ("02-bldg/L13_LOD1_03", {"polygon-self-crossing"}),
    ],
)
def test_faults_of_holes_are_seen_where_the_sample_lies_in_japan(
    name: str, expected: set[str], tmp_path: Path, data_root: Path
) -> None:
    dataset = open_dataset(cities.path(LABELLED))
    (path,) = LABELS[name]
    with dataset.container.open(path) as opened:
        text = moved(opened.read().decode())
    findings = look(folder(tmp_path, {GML: text})).findings
    assert not codes(findings) & {"srs-unknown", "coordinates-outside-japan"}
    assert codes(findings) & expected, codes(findings)
