from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from importers.citygml import city, containers
from importers.citygml.containers import Archive, Folder, Root
from importers.citygml.dataset import GmlFile, open_dataset
from layers.errors import DamagedFile, NotRecognised, SourceMissing, Unsafe
from layers.feedback import Feedback, Severity
from tests.importers.citygml import gml
from tests.importers.citygml.reading import (
    GML,
    ROOT,
    archive,
    codes,
    expect_sentence,
    folder,
    load,
    look,
    one_entry,
    patched,
)
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable

TOWN = gml.model(*gml.street(2))
LIST = "<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'/>"


def names(path: Path) -> list[str]:
    return [file.path for file in open_dataset(path).files]


# ------------------------------------------------------------------------------------- what is found


def test_a_dataset_is_the_same_as_zip_folder_and_any_folder_in_it(tmp_path: Path) -> None:
    files = {GML: TOWN, f"{ROOT}/codelists/a.xml": LIST, f"{ROOT}/udx/tran/54391420_tran_6697_op.gml": TOWN}
    root = folder(tmp_path, files)
    zipped = archive(tmp_path / "a.zip", files)
    inside = [name.removeprefix(f"{ROOT}/") for name in sorted(files) if name.endswith(".gml")]
    assert names(root) == inside
    assert names(zipped) == sorted(name for name in files if name.endswith(".gml"))
    assert names(root / "udx") == inside
    assert names(root / "udx" / "bldg") == inside[:1]
    assert names(tmp_path / GML) == inside[:1]
    for path in (root, zipped, root / "udx" / "bldg", tmp_path / GML):
        dataset = open_dataset(path)
        assert dataset.city_code == "13999"
        assert dataset.root(dataset.files[0]).exists("codelists/a.xml")
        assert dataset.files[0].theme == "bldg"
        with dataset.container.open(dataset.files[0].path) as opened:
            assert opened.read().decode() == TOWN


def test_a_single_file_does_not_look_through_the_folder_it_lies_in(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    folder(
        downloads,
        {
            "54391420_bldg_6697_op.gml": TOWN,
            "54391420_bldg_6697_appearance/a.jpg": b"image",
            "codelists/a.xml": LIST,
            "holidays/beach.jpg": b"private",
            "other.gml": TOWN,
        },
    )
    dataset = open_dataset(downloads / "54391420_bldg_6697_op.gml")
    assert set(dataset.container.names()) == {
        "54391420_bldg_6697_op.gml",
        "54391420_bldg_6697_appearance/a.jpg",
        "codelists/a.xml",
    }
    assert [file.root for file in dataset.files] == [""]


@pytest.mark.parametrize(
    ("path", "theme"),
    [
        ("a/udx/bldg/53394525_bldg_6697_op.gml", "bldg"),
        ("udx/fld/natl/x_y/53394525_fld_6697_l2_op.gml", "fld"),
        ("53394525_tran_6697.gml", "tran"),
        ("udx/dem.gml", ""),
        ("house.gml", ""),
    ],
)
def test_the_theme_is_what_the_folder_or_the_name_says(path: str, theme: str) -> None:
    assert GmlFile(path, "", 0, "").theme == theme


def test_several_datasets_in_one_folder_or_zip_have_their_own_roots(tmp_path: Path) -> None:
    files = {f"{number}_x_2024/udx/bldg/a_bldg_6697.gml": TOWN for number in ("01100", "13100")}
    archive(tmp_path / "two.zip", files)
    dataset = open_dataset(tmp_path / "two.zip")
    assert [file.root for file in dataset.files] == ["01100_x_2024", "13100_x_2024"]
    assert not dataset.root(dataset.files[0]).exists("../13100_x_2024/udx/bldg/a_bldg_6697.gml"[3:])


@pytest.mark.parametrize("path", real_files("plateau/*.zip"), ids=lambda path: path.name)
def test_every_real_archive_is_read_in_place(path: Path) -> None:
    dataset = open_dataset(path)
    with zipfile.ZipFile(path) as opened:
        inside = [info for info in opened.infolist() if info.filename.lower().endswith(".gml")]
    assert len(dataset.files) == len(inside)
    assert sum(file.size for file in dataset.files) == sum(info.file_size for info in inside)
    # Some have two files whose names differ only in case; both are kept.
    assert not dataset.container.findings


# ------------------------------------------------------------------------------------- what is refused


def test_nothing_there_and_nothing_in_it_are_said(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing) as missing:
        open_dataset(tmp_path / "gone.zip")
    expect_sentence(missing.value, "gone.zip", "見つかりません")
    (tmp_path / "empty").mkdir()
    archive(tmp_path / "empty.zip", {})
    archive(tmp_path / "other.zip", {"readme.txt": "hello"})
    for name in ("empty", "empty.zip", "other.zip"):
        with pytest.raises(NotRecognised) as nothing:
            open_dataset(tmp_path / name)
        expect_sentence(nothing.value, name, "見つかりません", "選んでください")


def test_what_is_no_zip_is_said(tmp_path: Path) -> None:
    for content in (b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"hello" * 1000):
        (tmp_path / "a.zip").write_bytes(content)
        with pytest.raises(DamagedFile) as caught:
            open_dataset(tmp_path / "a.zip")
        expect_sentence(caught.value, "a.zip", "受け取り直して")


SLIPS = [
    "../evil.gml",
    "a/../../evil.gml",
    "/evil.gml",
    "C:\\evil.gml",
    "C:/evil.gml",
    "\\\\host\\share\\evil.gml",
]


@pytest.mark.parametrize("name", SLIPS)
def test_names_that_lead_out_are_left_out_and_told(name: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {name: TOWN, GML: TOWN})
    dataset = open_dataset(path)
    assert [file.path for file in dataset.files] == [GML]
    (finding,) = dataset.container.findings
    assert finding.code == "name-outside"
    assert "evil.gml" in str(finding.message)
    assert codes(look(path).findings) >= {"name-outside"}
    alone = archive(tmp_path / "alone.zip", {name: TOWN})
    with pytest.raises(Unsafe) as caught:
        open_dataset(alone)
    expect_sentence(caught.value, "alone.zip", "evil.gml")


def test_a_name_ends_at_a_null_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, {"good.gml_________": TOWN})
    path.write_bytes(path.read_bytes().replace(b"good.gml_________", b"good.gml\0../../x."))
    assert names(path) == ["good.gml"]


def test_encrypted_entries_are_told_and_the_others_read(tmp_path: Path) -> None:
    locked = patched(archive(tmp_path / "a.zip", {GML: TOWN}).read_bytes(), flag=1)
    (tmp_path / "a.zip").write_bytes(locked)
    with pytest.raises(Unsafe) as caught:
        open_dataset(tmp_path / "a.zip")
    expect_sentence(caught.value, "パスワード", "54391420_bldg_6697_op.gml")


@pytest.mark.parametrize("method", [9, 97, 99])
def test_compression_that_python_lacks_is_said(method: int, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {GML: TOWN})
    path.write_bytes(patched(path.read_bytes(), method=method))
    reading = look(path)
    (finding,) = reading.findings
    assert finding.code == "file-damaged"
    assert "圧縮" in str(finding.message)
    assert finding.where.file == GML


def test_an_entry_of_ten_gigabytes_in_a_few_bytes_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(one_entry(GML.encode(), TOWN.encode(), 10 << 30))
    dataset = open_dataset(path)
    assert dataset.files[0].size == 10 << 30
    reading = look(path)
    assert "archive-damaged" in codes(reading.findings) or "file-damaged" in codes(reading.findings)


def test_large_entries_that_shrink_too_well_are_bombs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "LARGE", 1 << 20)
    bomb = gml.model(gml.building("a", "<!--" + " " * (3 << 20) + "-->"))
    path = archive(tmp_path / "a.zip", {GML: TOWN, f"{ROOT}/udx/bldg/bomb.gml": bomb})
    dataset = open_dataset(path)
    assert [file.path for file in dataset.files] == [GML]
    (finding,) = dataset.container.findings
    assert finding.code == "archive-bomb"
    assert "bomb.gml" in str(finding.message)


def test_many_entries_over_the_same_bytes_are_a_bomb_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "LARGE", 1 << 16)
    kernel = gml.model(gml.building("a", "<!--" + " " * 60_000 + "-->"))
    path = archive(tmp_path / "a.zip", {f"{k:05d}.gml": kernel for k in range(2000)})
    dataset = open_dataset(path)
    total = sum(file.size for file in dataset.files)
    assert total <= containers.MOST_RATIO * path.stat().st_size
    assert codes(dataset.container.findings) in (set(), {"archive-bomb"})
    monkeypatch.setattr(containers, "MOST_RATIO", 10)
    bounded = open_dataset(path)
    assert codes(bounded.container.findings) == {"archive-bomb"}
    assert sum(file.size for file in bounded.files) <= 10 * path.stat().st_size


def test_more_entries_than_a_city_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_ENTRIES", 100)
    path = archive(tmp_path / "a.zip", {f"{k}.gml": b"" for k in range(101)})
    with pytest.raises(Unsafe) as caught:
        open_dataset(path)
    expect_sentence(caught.value, "a.zip", "101")


def test_names_that_differ_only_in_case_are_two_files_and_equal_names_are_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a/udx/bldg/X.gml": TOWN, "a/udx/bldg/x.GML": TOWN})
    dataset = open_dataset(path)
    assert [file.path for file in dataset.files] == ["a/udx/bldg/X.gml", "a/udx/bldg/x.GML"]
    assert not dataset.container.findings
    assert "id-repeated" in codes(load(path, tmp_path / "stores").findings)
    path.write_bytes(path.read_bytes().replace(b"bldg/x.GML", b"bldg/X.gml"))
    dataset = open_dataset(path)
    assert [file.path for file in dataset.files] == ["a/udx/bldg/X.gml"]
    assert codes(dataset.container.findings) == {"archive-repeated-name"}


def test_names_in_the_code_of_japanese_windows_are_read(tmp_path: Path) -> None:
    name = "館林/udx/bldg/54391420_bldg_6697_op.gml"
    raw = name.encode("cp932")
    path = archive(tmp_path / "a.zip", {"x" * len(raw): TOWN})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert names(path) == [name]
    assert look(path).buildings == 2
    utf8 = archive(tmp_path / "b.zip", {name: TOWN})
    assert names(utf8) == [name]


def test_names_with_line_feeds_and_controls_are_only_names(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a\n<b>\x07.gml": TOWN})
    assert look(path).buildings == 2


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
def test_links_out_of_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    root = folder(tmp_path, {GML: TOWN})
    (tmp_path / "outside.gml").write_text(TOWN)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "far.gml").write_text(TOWN)
    (root / "udx" / "bldg" / "link.gml").symlink_to(tmp_path / "outside.gml")
    (root / "udx" / "bldg" / "inner.gml").symlink_to(root / "udx" / "bldg" / "54391420_bldg_6697_op.gml")
    (root / "udx" / "more").symlink_to(tmp_path / "elsewhere")
    (root / "udx" / "loop").symlink_to(root / "udx")
    (root / "udx" / "self").symlink_to(root / "udx" / "self")
    (root / "udx" / "dangling.gml").symlink_to(tmp_path / "nothing.gml")
    dataset = open_dataset(root)
    assert [file.path for file in dataset.files] == [
        "udx/bldg/54391420_bldg_6697_op.gml",
        "udx/bldg/inner.gml",
    ]
    assert "name-outside" in codes(dataset.container.findings)
    with pytest.raises(Unsafe):
        dataset.container.open("udx/bldg/link.gml")


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(5, "input/output error")])
def test_a_file_that_may_not_be_read_is_told_and_the_others_are_read(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = GML.replace("54391420", "54391421")
    root = folder(tmp_path, {GML: TOWN, other: TOWN})
    real = Path.open

    def refuse(self: Path, *rest: Any) -> Any:
        if self.name.startswith("54391421"):
            raise error
        return real(self, *rest)

    monkeypatch.setattr(Path, "open", refuse)
    reading = look(root)
    assert reading.buildings == 2
    (finding,) = reading.findings
    assert finding.code == "file-not-readable"
    assert finding.severity == Severity.ERROR


def test_a_file_that_vanished_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    other = GML.replace("54391420", "54391421")
    root = folder(tmp_path, {GML: TOWN, other: TOWN})
    dataset = open_dataset(root)
    (tmp_path / other).unlink()
    reading = city.read_dataset(dataset, None, Feedback())
    assert reading.buildings == 2
    assert codes(reading.findings) == {"file-not-readable"}
    (finding,) = reading.findings
    assert "54391421_bldg_6697_op.gml を開けません" in str(finding.message)


# ------------------------------------------------------------------------------------- within the root


@pytest.fixture(params=["folder", "zip"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Root:
    files = {GML: TOWN, f"{ROOT}/codelists/List.xml": LIST, "secret.xml": "secret"}
    if request.param == "zip":
        return Root(Archive(archive(tmp_path / "a.zip", files)), ROOT)
    folder(tmp_path, files)
    return Root(Folder(tmp_path), ROOT)


OUTSIDE = [
    "../secret.xml",
    "codelists/../../secret.xml",
    "/etc/passwd",
    "//host/share/a.xml",
    "\\\\host\\share\\a.xml",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "a\0b",
    "..",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_root_cannot_be_left(root: Root, path: str) -> None:
    with pytest.raises(Unsafe):
        root.exists(path)
    with pytest.raises(Unsafe):
        root.find(path)
    with pytest.raises(Unsafe) as caught:
        root.read(path, 100)
    assert "外" in str(caught.value.message)


@pytest.mark.parametrize(
    "path", ["%2e%2e/secret.xml", "file:///etc/passwd", "http://example.invalid/a.xml", "~/secret.xml", ""]
)
def test_what_looks_like_another_place_is_only_a_name(root: Root, path: str) -> None:
    assert not root.exists(path)
    assert root.find(path) is None
    with pytest.raises(FileNotFoundError):
        root.read(path, 100)


def test_a_root_finds_names_in_any_case_and_bounds_what_it_reads(root: Root) -> None:
    assert root.exists("codelists/List.xml")
    assert root.find("CODELISTS/list.XML") == "codelists/List.xml"
    assert root.read("codelists/List.xml", 1000).decode() == LIST
    with pytest.raises(Unsafe) as caught:
        root.read("codelists/List.xml", 10)
    assert "大きすぎる" in str(caught.value.message)


def test_an_archive_travels_to_another_process_without_its_open_file(
    tmp_path: Path, real_data: Callable[[str], Path]
) -> None:
    import pickle

    dataset = open_dataset(real_data("plateau/17206_kaga-shi_2024_citygml_op.zip"))
    copy = pickle.loads(pickle.dumps(dataset))  # noqa: S301 - as the pool of processes does
    assert copy.files == dataset.files
    with copy.container.open(copy.files[0].path) as opened:
        assert b"CityModel" in opened.read(100_000)
