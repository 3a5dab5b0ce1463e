"""COPC files that we write, as programs of others read them: laspy, copclib and copc.js."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import copclib
import laspy
import numpy as np
import pytest

from importers.las.index import building
from importers.las.index.building import build
from layers.feedback import Feedback
from tests.importers.las.clouds import Here, cloud_of, town, written

COUNT = 90_000
SCRIPT = Path(__file__).with_name("copcpoints.mjs")
VARIABLE = "GISAPP_COPC_JS"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a COPC file of several levels."""
    base = tmp_path_factory.mktemp("copc")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "Pool", Here)
        source = written(base / "丘.laz", town(COUNT), point_format=7)
        build(cloud_of(source), base / "hill.copc.laz", Feedback(), lambda _share: None)
    return base / "hill.copc.laz"


def test_laspy_finds_all_points_by_level_and_by_box(file: Path) -> None:
    with laspy.CopcReader.open(str(file)) as reader:
        assert reader.header.point_count == len(reader.query()) == COUNT
        low, high = reader.header.mins, reader.header.maxs
        middle = (low + high) / 2
        quarters = [
            reader.query(bounds=laspy.copc.Bounds(mins=np.array(a), maxs=np.array(b)))
            for a, b in ((low[:2], middle[:2]), (middle[:2], high[:2]))
        ]
        whole = reader.query()
        for part, inside in zip(
            quarters,
            (
                (whole.x <= middle[0]) & (whole.y <= middle[1]),
                (whole.x >= middle[0]) & (whole.y >= middle[1]),
            ),
            strict=True,
        ):
            assert len(part) == int(inside.sum())


def test_copclib_finds_every_point_within_its_node(file: Path) -> None:
    reader = copclib.FileReader(str(file))
    assert reader.ValidateSpatialBounds(verbose=False)
    nodes = reader.GetAllNodes()
    assert len(nodes) > 1
    assert sum(node.point_count for node in nodes) == COUNT
    assert sum(len(reader.GetPoints(node)) for node in nodes) == COUNT
    header = reader.copc_config.las_header
    assert (header.point_count, header.point_format_id) == (COUNT, 7)


def _package() -> Path:
    """Return where node finds copc.js; without it the test is skipped."""
    if shutil.which("node") is None:
        pytest.skip("copc.js: node is not installed")
    said = os.environ.get(VARIABLE, "")
    if not said:
        pytest.skip(f"copc.js: {VARIABLE} does not name a folder in which `npm install copc` was run")
    folder = Path(said)
    assert (folder / "node_modules" / "copc" / "package.json").is_file(), folder
    return folder


def test_copc_js_finds_all_points(file: Path) -> None:
    package = _package()
    done = subprocess.run(
        ["node", str(SCRIPT), str(package / "node_modules" / "copc"), str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = json.loads(done.stdout)
    whole = laspy.read(file)
    assert told["said"] == told["read"] == COUNT
    assert told["low"] == pytest.approx([whole.x.min(), whole.y.min(), whole.z.min()])
    assert told["high"] == pytest.approx([whole.x.max(), whole.y.max(), whole.z.max()])
    assert told["classes"] == {str(code): int((whole.classification == code).sum()) for code in (2, 5, 6, 7)}
