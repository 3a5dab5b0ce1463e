"""Clouds of other formats, and tiles in zips: every point and every attribute, against what was written."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import laspy
import numpy as np
import pytest
import trimesh

from importers.las.cloudimporter import PointClouds
from importers.las.files import files_at
from importers.las.formats import numbers
from importers.las.formats import text as texts
from importers.las.formats.contents import FINE
from importers.las.formats.converting import convert
from importers.las.looking import readable
from importers.las.options import CloudOptions
from importers.located import Unlocated
from importers.registry import recognise
from layers.errors import GisError, Unsafe
from layers.feedback import Feedback
from layers.place import place_of_bounds
from layers.receipts import receipt_of_layer
from tests.importers.citygml.reading import expect_sentence
from tests.importers.las.clouds import ZONE, Town, town, work_here, written
from tests.importers.las.foreign import colours_of, e57, packed, ply, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.base import ImportResult
    from layers.feedback import Finding

COUNT = 3_000


@pytest.fixture(scope="module")
def cloud() -> Town:
    return town(COUNT)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in this process."""

    work_here(monkeypatch)


def as_las(file: Path, base: Path) -> Any:
    convert(file, base / "made.las", lambda _share: None)
    return laspy.read(base / "made.las")


def places(points: Any) -> Any:
    return np.column_stack([points.x, points.y, points.z])


def read(path: Path, base: Path, **options: Any) -> ImportResult:
    return PointClouds().read(path, CloudOptions(stores=base / "stores", **options), Feedback())


@pytest.mark.parametrize("form", ["ascii", "binary_little_endian", "binary_big_endian"])
def test_ply_keeps_every_property(form: str, cloud: Town, tmp_path: Path) -> None:
    path = ply(tmp_path / "a.ply", cloud, form)
    made = as_las(path, tmp_path)
    theirs: Any = trimesh.load(path, process=False)
    assert places(made) == pytest.approx(np.asarray(theirs.vertices), abs=FINE[0])
    assert np.array_equal(made.red >> 8, colours_of(cloud)[:, 0])
    assert np.array_equal(made.blue & 255, colours_of(cloud)[:, 2])
    assert np.array_equal(made.intensity, np.arange(COUNT))
    assert np.array_equal(made.classification, cloud.classes)
    raw = theirs.metadata["_ply_raw"]["vertex"]["data"] if "_ply_raw" in theirs.metadata else None
    assert made["nz"] == pytest.approx(np.linspace(-1, 1, COUNT), abs=1e-6)
    assert raw is None or np.allclose(made["ny"], np.asarray(raw["ny"]).ravel())


def test_e57_turns_and_moves_each_scan_and_leaves_out_what_was_not_measured(
    cloud: Town, tmp_path: Path
) -> None:
    import pye57

    bad = np.zeros(COUNT, dtype=np.int8)
    bad[::10] = 1
    path = e57(tmp_path / "a.e57", cloud, cartesianInvalidState=bad)
    made = convert(path, tmp_path / "made.las", lambda _share: None)
    assert (made.points, made.claimed) == (COUNT * 9 // 10, COUNT)
    assert made.left_out == {"invalid": COUNT // 10}
    found = laspy.read(tmp_path / "made.las")
    valid = bad == 0
    assert places(found) == pytest.approx(cloud.points[valid], abs=2 * FINE[0])
    assert np.array_equal(found["scan"], np.repeat([1, 2], COUNT // 2)[valid])
    assert np.array_equal(found.green >> 8, colours_of(cloud)[valid, 1])
    with pye57.E57(str(path)) as image:
        theirs = image.read_scan(1, intensity=True, colors=True)
    second = np.asarray(found["scan"]) == 2
    assert found.x[second] == pytest.approx(theirs["cartesianX"], abs=FINE[0])
    assert found["source intensity"][second] == pytest.approx(theirs["intensity"])
    assert found.intensity[second].max() == 65_535


@pytest.mark.parametrize(
    ("name", "delimiter", "head"),
    [
        ("a.xyz", " ", ""),
        ("a.txt", "\t", ""),
        ("a.csv", ",", "X,Y,Z"),
        ("b.csv", ",", "東(m),北(m),標高(m)"),
        ("c.csv", ";", "//X;Y;Z"),
    ],
)
def test_texts_are_read_whatever_stands_between_numbers(
    name: str, delimiter: str, head: str, cloud: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "BLOCK", 10_000)  # many blocks, cut within lines
    path = text(tmp_path / name, cloud, delimiter=delimiter, head=head)
    made = as_las(path, tmp_path)
    assert places(made) == pytest.approx(cloud.points, abs=0.0006)
    assert made.header.scales.tolist() == [0.001] * 3
    assert recognise(path).id == "pointcloud"


def test_columns_are_told_by_their_names_and_all_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{k},-2766{k % 10}.5,3467{k % 7}.25,12.{k % 10},{k},255,0,7,{k / 4}" for k in range(1, 80)]
    path.write_bytes("\r\n".join(["点番号,北,東,標高,反射強度,R,G,B,深さ", *rows]).encode("cp932"))
    made = as_las(path, tmp_path)
    assert made.y[0] == pytest.approx(-27661.5)
    assert made.x[0] == pytest.approx(34671.25)
    assert np.array_equal(made.intensity, np.arange(1, 80))
    assert (made.red == 65_535).all()
    assert np.array_equal(made["点番号"], np.arange(1, 80))
    assert np.array_equal(made["深さ"], np.arange(1, 80) / 4)


def test_pts_states_a_count_and_has_signed_intensities(tmp_path: Path) -> None:
    path = tmp_path / "a.pts"
    rows = [f"{k}.5 {k}.25 3.125 {k * 20 - 2000} 10 20 30" for k in range(200)]
    path.write_text("\n".join(["250", *rows]))
    seen, findings = _seen(path, tmp_path)
    assert (seen.header.points, seen.claimed) == (200, 250)
    assert "50 点がありません" in str(findings[0].message)
    found = laspy.read(seen.source)
    assert found["source intensity"].tolist() == [k * 20 - 2000 for k in range(200)]
    assert found.intensity[0] == round(48 / 4095 * 65_535)
    assert found.green[0] == 20 * 257


def _seen(path: Path, base: Path) -> tuple[Any, list[Finding]]:
    findings: list[Finding] = []
    (seen,) = readable(path, base / "scratch", Feedback(), lambda _share: None, findings)
    return seen, [*findings, *seen.findings]


@pytest.mark.usefixtures("here")
def test_lines_that_are_no_numbers_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    rows = [f"{k} {k} 5" for k in range(100)]
    rows[40], rows[60], rows[70] = "broken line here", "1 2", "nan 3 4"
    path.write_text("\n".join(rows))
    seen, findings = _seen(path, tmp_path)
    assert seen.header.points == 97
    assert seen.left_out == {"unreadable": 2, "without-place": 1}
    assert {finding.code for finding in findings} == {"las-unreadable", "las-without-place"}


@pytest.mark.parametrize("content", ["1,5;2,5;3,5\n" * 60, "1,5\t2,25\t3,5\n" * 60])
def test_commas_for_points_are_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text(content)
    with pytest.raises(GisError, match="コンマ") as caught:
        convert(path, tmp_path / "made.las", lambda _share: None)
    expect_sentence(caught.value, "a.xyz")


def test_lists_that_are_no_clouds_stay_tables(tmp_path: Path) -> None:
    rows = "\n".join(f"{32.7 + k / 1e4},{129.8 + k / 1e4},{k}" for k in range(100))
    for name, content in (
        ("degrees.csv", f"緯度,経度,標高\n{rows}\n"),
        ("names.csv", "施設名,X,Y\n" + "\n".join(f"公園{k},1,2" for k in range(100))),
        ("few.csv", "X,Y,Z\n1,2,3\n4,5,6\n"),
        ("years.csv", "\n".join(f"2020,{k},3,4,5" for k in range(100))),
    ):
        (tmp_path / name).write_bytes(content.encode("cp932"))
        assert recognise(tmp_path / name).id == "tables", name


@pytest.mark.usefixtures("here")
def test_north_first_is_turned_where_the_city_tells(cloud: Town, tmp_path: Path) -> None:
    shifted = Town(cloud.points + np.array([0.0, 30_000.0, 0.0]), cloud.classes)
    path = text(tmp_path / "測量.csv", shifted, head="X,Y,Z", north_first=True)
    city = place_of_bounds("架空市", (129.70, 33.45, 129.95, 33.65))
    result = read(path, tmp_path, place=city)
    (layer,) = result.layers
    receipt = receipt_of_layer(layer)
    assert (receipt["crs"], receipt["axes_swapped"]) == (ZONE, True)
    extent = layer.extent()
    assert extent is not None
    assert extent[:2] == pytest.approx(shifted.points.min(axis=0)[:2], abs=0.01)
    assert any(finding.code == "crs-proposed" for finding in result.findings)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("order", ["north", "east"])
def test_the_order_of_the_axes_is_asked_where_both_are_possible(
    order: str, cloud: Town, tmp_path: Path
) -> None:
    path = text(tmp_path / "測量.csv", cloud, head="X,Y,Z")
    with pytest.raises(Unlocated) as caught:
        read(path, tmp_path)
    both = [one.swapped for one in caught.value.proposals if one.crs == ZONE]
    assert sorted(both) == [False, True]
    (layer,) = read(path, tmp_path, crs=f"{ZONE}@{order}").layers
    extent = layer.extent()
    assert extent is not None
    low = cloud.points.min(axis=0)[:2]
    assert extent[:2] == pytest.approx(low[::-1] if order == "north" else low, abs=0.01)
    assert receipt_of_layer(layer)["crs"] == ZONE


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["a.ply", "a.e57", "a.xyz", "tiles.zip"])
def test_they_become_one_octree_with_a_receipt_and_nothing_is_left_beside(
    name: str, cloud: Town, tmp_path: Path
) -> None:
    make: dict[str, Callable[[], Path]] = {
        "a.ply": lambda: ply(tmp_path / name, cloud),
        "a.e57": lambda: e57(tmp_path / name, cloud),
        "a.xyz": lambda: text(tmp_path / name, cloud, delimiter=" "),
        "tiles.zip": lambda: packed(
            tmp_path / name,
            written(tmp_path / "a.las", town(1_000, seed=1), crs=""),
            written(tmp_path / "b.laz", town(2_000, seed=2), crs=""),
        ),
    }
    path = make[name]()
    result = read(path, tmp_path, crs=ZONE)
    (layer,) = result.layers
    receipt = receipt_of_layer(layer)
    assert result.counts["points"] == layer.data.copc.points == COUNT
    assert (receipt["in"], receipt["shown"], receipt["left_out"]) == (COUNT, COUNT, {})
    assert receipt["size"] == path.stat().st_size
    assert ("LAS" in receipt["product"]) == (name == "tiles.zip")
    assert sorted(file.suffix for file in (tmp_path / "stores").iterdir()) == [".json", ".laz"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["a.ply", "a.e57", "a.xyz"])
def test_other_formats_are_read_in_zips_and_what_was_unpacked_is_gone(
    name: str, cloud: Town, tmp_path: Path
) -> None:
    make: dict[str, Callable[[], Path]] = {
        "a.ply": lambda: ply(tmp_path / name, cloud),
        "a.e57": lambda: e57(tmp_path / name, cloud),
        "a.xyz": lambda: text(tmp_path / name, cloud, delimiter=" "),
    }
    plain = make[name]()
    path = packed(tmp_path / "納品.zip", plain)
    plain.unlink()
    result = read(path, tmp_path, crs=ZONE)
    (layer,) = result.layers
    assert result.counts["points"] == layer.data.copc.points == COUNT
    assert sorted(file.suffix for file in (tmp_path / "stores").iterdir()) == [".json", ".laz"]
    if name == "a.e57":
        with zipfile.ZipFile(tmp_path / "壊れ.zip", "w") as archive:
            archive.writestr("b.e57", b"ASTM-E57" + bytes(5_000))
        with pytest.raises(GisError) as caught:
            read(tmp_path / "壊れ.zip", tmp_path, crs=ZONE)
        expect_sentence(caught.value, "b.e57")
        left = [file for file in (tmp_path / "stores").rglob("*") if file.suffix in {".part", ".e57"}]
        assert not left


@pytest.mark.usefixtures("here")
def test_a_folder_of_zips_and_files_is_one_survey(cloud: Town, tmp_path: Path) -> None:
    folder = tmp_path / "survey"
    folder.mkdir()
    first = written(tmp_path / "01JE7524.las", cloud, crs="", point_format=1, version="1.2")
    packed(folder / "01JE7524_org.las.zip", first)
    written(folder / "01JE7525.las", cloud, crs="", point_format=1, version="1.2")
    (folder / "readme.txt").write_text("1 2 3\n" * 99)
    packed(folder / "other.zip", folder / "readme.txt")
    assert [file.name for file in files_at(folder)] == ["01JE7524.las", "01JE7525.las"]
    result = read(folder, tmp_path, crs=ZONE)
    assert result.counts["points"] == 2 * COUNT
    assert recognise(folder).id == "pointcloud"


def test_a_zip_that_swells_is_refused_by_its_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.citygml.containers.LARGE", 1 << 20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.las", bytes(8 << 20))
    assert recognise(path).id == "pointcloud"
    with pytest.raises(Unsafe, match="不自然に大きい") as caught:
        read(path, tmp_path)
    expect_sentence(caught.value, "a.las")


@pytest.mark.parametrize("name", ["a.ply", "a.e57", "a.xyz", "a.zip"])
@pytest.mark.parametrize("damage", ["cut", "noise", "empty"])
def test_broken_files_give_a_sentence(
    name: str, damage: str, cloud: Town, tmp_path: Path, here: None
) -> None:
    del here
    make: dict[str, Callable[[], Path]] = {
        "a.ply": lambda: ply(tmp_path / name, cloud),
        "a.e57": lambda: e57(tmp_path / name, cloud),
        "a.xyz": lambda: text(tmp_path / name, cloud),
        "a.zip": lambda: packed(tmp_path / name, written(tmp_path / "a.las", cloud)),
    }
    path = make[name]()
    content = path.read_bytes()
    path.write_bytes({"cut": content[:90], "noise": bytes(range(256)) * 40, "empty": b""}[damage])
    with pytest.raises(GisError) as caught:
        read(path, tmp_path)
    expect_sentence(caught.value, path.name)


def test_the_end_of_a_cut_ply_is_missed(cloud: Town, tmp_path: Path) -> None:
    path = ply(tmp_path / "a.ply", cloud)
    path.write_bytes(path.read_bytes()[:-20_000])
    made = convert(path, tmp_path / "made.las", lambda _share: None)
    assert made.claimed == COUNT
    assert 0 < made.points < COUNT


def test_places_too_far_apart_are_told_more_coarsely_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    rows = [f"{k}.5 {k}.5 1.5" for k in range(60)]
    path.write_text("\n".join([*rows, "4000000.123 5 5"]))
    convert(path, tmp_path / "made.las", lambda _share: None)
    assert laspy.read(tmp_path / "made.las").header.scales[0] == pytest.approx(0.01)
    path.write_text("\n".join([*rows, "4e18 5 5"]))
    with pytest.raises(Unsafe, match="離れすぎ"):
        convert(path, tmp_path / "made.las", lambda _share: None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"1 2 3\n" * 5, ("x", "y", "z")),
        (b"1 2 3 4\n" * 5, ("x", "y", "z", "intensity")),
        (b"1,5,6,7\n2,5,6,7\n3,8,8,8\n", ("番号", "x", "y", "z")),
        (b"1 2 3 4 5 6\n" * 5, ("x", "y", "z", "red", "green", "blue")),
        (b"1 2 3 4 5\n" * 5, ("x", "y", "z", "4", "5")),
        ("点名,標高,Y座標,X座標\n1,2,3,4\n".encode("cp932"), ("点名", "z", "y", "x")),
    ],
)
def test_what_stands_in_columns(head: bytes, expected: tuple[str, ...]) -> None:
    shape = texts.shape_of(head)
    assert shape is not None
    assert shape.names == expected
