"""Memory and time stay bounded whatever a file claims."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from importers.citygml.importer import CityGml
from importers.registry import recognise
from layers.errors import GisError
from layers.feedback import Feedback
from tests import realdata
from tests.importers.citygml import gml
from tests.importers.citygml.reading import (
    GML,
    archive,
    expect_sentence,
    one_entry,
)
from tests.importers.citygml.test_hostile import TOWN

_MEASURE = """
import json, re, sys, time
from pathlib import Path
from importers.citygml import city
from importers.citygml.dataset import open_dataset
from layers.errors import GisError
from layers.feedback import Feedback

def peak():
    # most memory since this was asked last, in megabytes
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) // 1024

city.read_dataset(open_dataset(Path(sys.argv[1])), None, Feedback())
said = [["start", peak(), 0, []]]
for name in sys.argv[2:]:
    started = time.perf_counter()
    try:
        reading = city.read_dataset(open_dataset(Path(name)), None, Feedback())
        told = [str(finding.code) for finding in reading.findings] + [reading.buildings]
    except GisError as error:
        told = [type(error).__name__]
    said.append([Path(name).name, peak(), time.perf_counter() - started, told])
print(json.dumps(said))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
def test_memory_and_time_are_bounded_whatever_a_file_claims(tmp_path: Path) -> None:
    """Each of these is small on disk and would like to be large in memory."""
    head, _, tail = gml.model("|").encode().partition(b"|")
    spaced = [head, *[b" " * (1 << 20)] * 60, gml.building("a").encode(), tail]
    for name, pieces in (("spaces", spaced), ("bomb", [b" " * (1 << 20)] * 300)):
        path = tmp_path / f"{name}.zip"
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
            target.open(GML, "w") as entry,
        ):
            for piece in pieces:
                entry.write(piece)
    (tmp_path / "claim.zip").write_bytes(one_entry(GML.encode(), TOWN.encode(), 10 << 30))
    long = gml.model(gml.member(f'<bldg:Building gml:id="{"x" * (200 << 20)}"/>'), gml.building("b"))
    archive(tmp_path / "attribute.zip", {GML: long}, zipfile.ZIP_STORED)
    tags = gml.model(gml.member("<a>" * 15_000_000), gml.building("b"))
    archive(tmp_path / "tags.zip", {GML: tags}, zipfile.ZIP_STORED)
    values = gml.model(gml.member("<a " + "b='' " * 5_000_000 + "/>"), gml.building("b"))
    archive(tmp_path / "values.zip", {GML: values}, zipfile.ZIP_STORED)
    plain = archive(tmp_path / "plain.zip", {GML: TOWN})
    names = ["claim", "bomb", "spaces", "values", "tags", "attribute"]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(plain), *(str(tmp_path / f"{name}.zip") for name in names)],
        cwd=realdata.ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    said: list[tuple[str, int, float, list[Any]]] = json.loads(done.stdout)
    start = said[0][1]
    bounds = {"claim": 100, "bomb": 100, "spaces": 250, "values": 900, "tags": 900, "attribute": 1100}
    for (name, peak, seconds, told), (expected, most) in zip(said[1:], bounds.items(), strict=True):
        print(f"{name}: {peak - start} MB more than {start}, {seconds:.1f} s, {told}")
        assert name == f"{expected}.zip"
        assert peak - start < most, said
        assert seconds < 60, said
        assert told, said


def test_the_program_recognises_and_refuses_with_one_sentence(tmp_path: Path) -> None:
    """The way a file really comes in: dropped on the window."""
    cases: dict[str, bytes] = {
        "empty.gml": b"",
        "page.gml": b"<html></html>",
        "doctype.gml": b"<!DOCTYPE CityModel><CityModel/>",
        "cut.gml": TOWN.encode()[:700],
        "noise.gml": bytes(range(256)) * 50,
        "empty.zip": b"",
        "noise.zip": b"PK\x03\x04" + bytes(range(256)) * 50,
    }
    for name, content in cases.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(GisError) as caught:
            recognise(path).read(path, CityGml.Options(stores=tmp_path / "stores"), Feedback())
        expect_sentence(caught.value, name)
    assert not list((tmp_path / "stores").glob("*")) or not any((tmp_path / "stores").iterdir())
