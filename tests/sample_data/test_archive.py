"""The delivered archive: small, safe, and made again exactly by its generator."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from lxml import etree
from PIL import Image

from sample_data.generator.dataset import IMAGES, ROOT
from sample_data.generator.layer_files import GAUGES, SHELTERS
from sample_data.generator.made import differences, digests, sources
from sample_data.generator.write import WRITTEN, write_archive
from tests.sample_data.delivered import FOLDER, archive, summary

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES = 10_000_000


def test_the_archive_is_small_sorted_and_of_one_date() -> None:
    (path,) = FOLDER.glob("*.zip")
    assert path.name == f"{ROOT}.zip"
    assert path.stat().st_size < LARGEST_BYTES
    entries = archive().infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {WRITTEN}
    assert all(re.fullmatch(rf"{ROOT}/[\w/-]+\.(gml|xml|md|jpg|png)", name) for name in names)


def test_every_xml_member_is_well_formed_without_entities() -> None:
    for name in archive().namelist():
        if name.endswith((".gml", ".xml")):
            data = archive().read(name)
            assert b"<!DOCTYPE" not in data
            for _, element in etree.iterparse(io.BytesIO(data)):
                element.clear()


def test_it_says_that_the_town_is_invented() -> None:
    assert "架空" in archive().read(f"{ROOT}/README.md").decode()
    assert "<fictional>true</fictional>" in archive().read(f"{ROOT}/metadata/{ROOT}_metadata.xml").decode()


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = {"b/two.txt": "汐見浜".encode(), "a/one.txt": b"1" * 5000}
    write_archive(files, tmp_path / "first.zip")
    write_archive(dict(reversed(files.items())), tmp_path / "second.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as written:
        assert {name: written.read(name) for name in written.namelist()} == files


def test_the_delivered_data_are_what_this_generator_wrote() -> None:
    """Making everything again takes minutes (``python -m sample_data.generator --check``)."""
    again = "run: python -m sample_data.generator"
    assert summary()["generator"] == sources(), again
    assert summary()["sha256_of_files"] == digests(FOLDER), again


def test_what_differs_is_named(tmp_path: Path) -> None:
    copied = tmp_path / "town"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("generator", "*.py", "*.mbtiles"))
    assert differences(copied, FOLDER) == []
    (copied / SHELTERS).write_bytes(b"changed")
    (copied / GAUGES).unlink()
    files = {name: archive().read(name) for name in archive().namelist()}
    picture = next(name for name in files if name.endswith(IMAGES))
    text = next(name for name in files if name.endswith(".xml"))
    with Image.open(io.BytesIO(files[picture])) as image:
        made = io.BytesIO()
        Image.new("RGB", image.size, (255, 0, 255)).save(made, "png")
    write_archive({**files, text: b"<changed/>", picture: made.getvalue()}, copied / f"{ROOT}.zip")
    assert sorted(differences(copied, FOLDER)) == sorted([SHELTERS, GAUGES, text, picture])


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sample_data.generator", str(tmp_path / "nowhere")]
    result = subprocess.run(command, check=False, cwd=FOLDER.parent, capture_output=True, timeout=60)
    assert result.returncode == 2
    assert "フォルダがありません" in result.stderr.decode()


def test_the_summary_speaks_of_this_archive() -> None:
    assert summary()["archive"] == f"{ROOT}.zip"
