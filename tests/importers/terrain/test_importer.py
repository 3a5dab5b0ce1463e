from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.base import Sniff
from importers.terrain.importer import TerrainFiles, TerrainOptions, store_folder
from layers.errors import GisError, ImportFailed, SourceMissing
from layers.feedback import Cancelled, Feedback
from layers.heights import heights_of
from layers.project import Project
from tests.importers.citygml import gml
from tests.importers.citygml.reading import JAPANESE, archive, expect_sentence
from tests.importers.terrain.sources import DEM5A, fgdem, layer_of, net, packed, read, relief, samples, slope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.messages import Message


def head(path: Path) -> bytes:
    return b"" if path.is_dir() else path.read_bytes()[:65_536]


def test_an_importer_knows_its_own_files_and_says_what_came_of_them(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for path in samples(tmp_path / "data"):
        assert TerrainFiles().sniff(path, head(path)) is Sniff.YES, path
        result = read(path, tmp_path / "stores")
        layer = layer_of(result)
        assert result.counts["files"] == 1
        assert layer.source.importer == "terrain"
        assert layer.source.path == path
        assert layer.source.modified
        assert len(layer.source.digest) == 64
        assert layer.crs in ("EPSG:6668", "EPSG:6697")
        assert layer.data.crs == "EPSG:6676"
        extent = layer.extent()
        assert extent is not None
        assert extent[0] < extent[3]
        assert extent[1] < extent[4]
        assert extent[2] < extent[5]
        assert layer.describe(0).title
        project = Project().with_layer(layer)
        assert project.crs == "EPSG:6676"
        assert path.stem.split(".")[0] in str(heights_of(project).message)
    assert JAPANESE.search(TerrainFiles.label)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    town = {
        f"13999_test-shi_2025_citygml_1_op/udx/bldg/{gml.MESH}_bldg_6697_op.gml": gml.model(*gml.street(2))
    }
    both = {**town, "13999_test-shi_2025_citygml_1_op/udx/dem/543914_dem_6697_op.gml": relief(net(3, 3))}
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.xml").write_text(
        "<Dataset xmlns='http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema'><BldA/></Dataset>"
    )
    (tmp_path / "list.asc").write_text("-----BEGIN PGP SIGNATURE-----\n")
    (tmp_path / "broken.tif").write_bytes(b"II*\0" + bytes(100))
    (tmp_path / "city.gml").write_text(gml.model(*gml.street(2)))
    for path in (
        tmp_path / "empty",
        tmp_path / "notes.xml",
        tmp_path / "list.asc",
        tmp_path / "broken.tif",
        tmp_path / "city.gml",
        archive(tmp_path / "town.zip", town),
        # A city with relief among other things is for the reader of cities, which asks for the relief itself.
        archive(tmp_path / "both.zip", both),
        packed(tmp_path / "notes.zip", {"readme.txt": b"nothing"}),
    ):
        started = time.perf_counter()
        assert TerrainFiles().sniff(path, head(path)) is Sniff.NO, path
        assert time.perf_counter() - started < 0.5
    assert layer_of(read(tmp_path / "both.zip", tmp_path / "stores")).kind == "terrain"
    with pytest.raises(ImportFailed) as caught:
        read(tmp_path / "town.zip", tmp_path / "stores")
    expect_sentence(caught.value, "town.zip")


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / DEM5A
    path.write_bytes(fgdem(slope(150, 225)))
    first = layer_of(read(path, tmp_path / "stores"))
    second = layer_of(read(path, tmp_path / "stores"))
    assert (first.id, first.source, first.name) == (second.id, second.source, second.name)
    made = store_folder(path, tmp_path / "stores") / "terrain.json"
    before = made.stat().st_mtime_ns
    read(path, tmp_path / "stores")
    assert made.stat().st_mtime_ns == before
    read(path, tmp_path / "stores", again=True)
    assert made.stat().st_mtime_ns > before
    path.write_bytes(fgdem(slope(150, 225) + 100))
    changed = layer_of(read(path, tmp_path / "stores"))
    extent, old = changed.extent(), first.extent()
    assert extent is not None
    assert old is not None
    assert extent[5] == pytest.approx(old[5] + 100, abs=0.01)
    assert [one.name for one in (tmp_path / "stores").iterdir()] == [made.parent.name]


def test_a_source_that_is_gone_is_shown_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / DEM5A
    path.write_bytes(fgdem(slope(150, 225)))
    extent = layer_of(read(path, tmp_path / "stores")).extent()
    path.unlink()
    result = read(path, tmp_path / "stores")
    assert layer_of(result).extent() == extent
    assert [finding.code for finding in result.findings] == ["source-missing"]
    with pytest.raises(SourceMissing) as caught:
        read(tmp_path / "never.tif", tmp_path / "stores")
    expect_sentence(caught.value, "never.tif")


def test_a_broken_store_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / DEM5A
    path.write_bytes(fgdem(slope(150, 225)))
    read(path, tmp_path / "stores")
    made = store_folder(path, tmp_path / "stores")
    (made / "level_00.f32").write_bytes(b"")
    assert layer_of(read(path, tmp_path / "stores")).extent() is not None


def test_damaged_files_give_one_sentence_or_findings(tmp_path: Path) -> None:
    (tmp_path / "good").mkdir()
    for good in samples(tmp_path / "good"):
        if good.is_dir():
            continue
        content = good.read_bytes()
        middle = len(content) // 2
        damaged = {
            "nothing": b"",
            "beginning": content[:100],
            "half": content[:middle],
            "all but the end": content[:-20],
            "noise": bytes(range(256)) * 40,
            "noise behind the beginning": content[:200] + bytes(range(256)) * 40,
            "noise in the middle": content[:middle] + b"\xff\x00<>&" * 50 + content[middle:],
        }
        for what, broken in damaged.items():
            path = tmp_path / what / good.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(broken)
            try:
                result = read(path, tmp_path / what / "stores")
            except GisError as error:
                refused = error
            else:
                assert result.findings, (what, good.name)
                continue
            assert isinstance(refused, ImportFailed), (what, good.name)
            expect_sentence(refused, good.name if good.suffix != ".zip" else "")
            assert not list((tmp_path / what / "stores").glob("*.making-*"))


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 0.8])
def test_a_wish_to_stop_is_heard_within_a_second(tmp_path: Path, after: float) -> None:
    (tmp_path / "data").mkdir()
    (path,) = samples(tmp_path / "data", large=True)
    feedback = Feedback()
    asked: list[float] = []

    def stop() -> None:
        time.sleep(after)
        asked.append(time.perf_counter())
        feedback.cancel()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(Cancelled):
        TerrainFiles().read(path, TerrainOptions(stores=tmp_path / "stores"), feedback)
    ended = time.perf_counter()
    stopper.join()
    assert ended - asked[0] < 1.0
    assert not list((tmp_path / "stores").glob("*"))


def test_a_wish_to_stop_is_heard_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    feedback = Feedback()
    feedback.cancel()
    for path in samples(tmp_path / "data"):
        with pytest.raises(Cancelled):
            TerrainFiles().read(path, TerrainOptions(stores=tmp_path / "stores"), feedback)
    assert not (tmp_path / "stores").exists()


def test_progress_is_told_and_never_runs_back(tmp_path: Path) -> None:
    (tmp_path / "tiles").mkdir()
    for row in range(4):
        content = fgdem(slope(150, 225), south=35.25 + row / 120)
        (tmp_path / "tiles" / f"FG-GML-5238-74-0{row}-DEM5A-20161001.xml").write_bytes(content)
    (tmp_path / "data").mkdir()
    (tmp_path / "543914_dem_6697_op.gml").write_text(relief(net(200, 200)))
    for path in (tmp_path / "tiles", tmp_path / "543914_dem_6697_op.gml", *samples(tmp_path / "data")[:2]):
        shares: list[float] = []

        def show(done: float, total: float, _: Message, shares: list[float] = shares) -> None:
            if total:
                shares.append(done / total)

        TerrainFiles().read(path, TerrainOptions(stores=tmp_path / "stores"), Feedback(show))
        assert shares == sorted(shares)
        assert shares[0] == 0
        assert shares[-1] == 1
        assert len(shares) > 3


def test_names_may_be_japanese_long_and_odd(tmp_path: Path) -> None:
    base = tmp_path / "館林市　令和7年 (複製) #1 %20 & {x}"
    base.mkdir()
    for path in samples(base):
        renamed = path.rename(path.with_name(f"地形 {{file}} {'長' * 40}{path.suffix}"))
        result = read(renamed, tmp_path / "stores")
        assert layer_of(result).source.path == renamed
        assert layer_of(result).name == f"地形 {{file}} {'長' * 40}"


@pytest.mark.thorough
def test_memory_stays_small_while_a_large_grid_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import tracemalloc

    (tmp_path / "data").mkdir()
    (path,) = samples(tmp_path / "data", large=True)
    tracemalloc.start()
    try:
        layer = layer_of(read(path, tmp_path / "stores"))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    whole = layer.data.store.manifest["files"]["level_00.f32"]
    with capsys.disabled():
        print(f"\n{whole >> 20} MB of heights, {most >> 20} MB of arrays held at most")
    assert whole > 100 << 20
    assert most < 80 << 20
    assert np.isfinite(layer.height_at(*np.array(layer.extent())[[0, 1]][:, None] + 100)).all()


def test_a_relief_of_a_real_city_is_read(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    path = real_data("plateau/14201_yokosuka-shi_gisconv.zip")
    started = time.perf_counter()
    result = read(path, tmp_path)
    print(f"Yokosuka: {time.perf_counter() - started:.2f} s")
    assert result.counts["files"] == 1
    layer = layer_of(result)
    assert layer.data.crs == "EPSG:6677"
    assert "terrain-resampled" in {finding.code for finding in result.findings}
