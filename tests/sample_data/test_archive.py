"""The delivered archive: small, safe, and made again exactly by its generator."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from lxml import etree
from PIL import Image

from sample_data.generator.dataset import IMAGES, ROOT
from sample_data.generator.layer_files import PHOTO
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


@pytest.mark.slow
def test_the_generator_makes_the_delivered_data_set_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sample_data.generator", str(tmp_path)]
    subprocess.run(command, check=True, cwd=FOLDER.parent, capture_output=True, timeout=280)
    assert (tmp_path / "summary.json").read_text(encoding="utf-8") == (FOLDER / "summary.json").read_text(
        encoding="utf-8"
    )
    (path,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(path) as made:
        assert made.namelist() == archive().namelist()
        for name in made.namelist():
            if not name.endswith(IMAGES):
                assert made.read(name) == archive().read(name), name
                continue
            # Another release of the image library may encode the same picture differently.
            new, old = (
                np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)
                for data in (made.read(name), archive().read(name))
            )
            assert new.shape == old.shape
            assert np.abs(new - old).mean() < 2.0

    for one in sorted(path for path in FOLDER.rglob("*") if path.suffix in (".csv", ".xlsx", ".gisproj")):
        assert (tmp_path / one.relative_to(FOLDER)).read_bytes() == one.read_bytes(), one.name
    with rasterio.open(tmp_path / PHOTO) as again, rasterio.open(FOLDER / PHOTO) as before:
        assert (again.shape, again.transform, again.crs) == (before.shape, before.transform, before.crs)
        small = (3, again.height // 8, again.width // 8)
        difference = again.read(out_shape=small).astype(int) - before.read(out_shape=small)
        assert np.abs(difference).mean() < 3.0


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sample_data.generator", str(tmp_path / "nowhere")]
    result = subprocess.run(command, check=False, cwd=FOLDER.parent, capture_output=True, timeout=60)
    assert result.returncode == 2
    assert "フォルダがありません" in result.stderr.decode()


def test_the_summary_speaks_of_this_archive() -> None:
    assert summary()["archive"] == f"{ROOT}.zip"
