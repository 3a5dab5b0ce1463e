from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from importers.base import ImportResult, Sniff
from importers.companions import without_parts
from importers.registry import HEAD_BYTES, IMPORTERS, importer, recognise
from layers.errors import NotRecognised, SourceMissing
from layers.registry import Registry

if TYPE_CHECKING:
    from layers.feedback import Feedback


class BoxOptions:
    pass


class Boxes:
    id = "boxes"
    label = "箱のファイル（.box）"
    Options = BoxOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        assert len(head) <= HEAD_BYTES
        return Sniff.YES if head.startswith(b"BOX") else Sniff.NO

    def read(self, path: Path, options: BoxOptions, feedback: Feedback) -> ImportResult:
        return ImportResult(())


class Texts(Boxes):
    id = "texts"
    label = "文字のファイル"

    def sniff(self, path: Path, head: bytes) -> Sniff:
        return Sniff.MAYBE if path.suffix == ".txt" or path.is_dir() else Sniff.NO


class Raging(Boxes):
    id = "raging"
    label = "壊れた追加機能"

    def sniff(self, path: Path, head: bytes) -> Sniff:
        raise ZeroDivisionError


HERE = "tests.importers.test_registry"
OWN: Registry[type] = Registry("", {"texts": f"{HERE}:Texts", "boxes": f"{HERE}:Boxes"})


def test_the_sure_importer_wins_over_the_one_that_may_be_right(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"BOX")
    assert recognise(path, OWN).id == "boxes"
    path.write_bytes(b"words")
    assert recognise(path, OWN).id == "texts"
    assert recognise(tmp_path, OWN).id == "texts"


def test_what_nobody_knows_is_said_with_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "写真.bin"
    path.write_bytes(b"\x00" * (2 * HEAD_BYTES))
    with pytest.raises(NotRecognised) as caught:
        recognise(path, OWN)
    assert str(caught.value.message) == "写真.bin は読み込める形式のファイルではありません。"
    assert str(caught.value.hint) == "読み込めるもの: 文字のファイル、箱のファイル（.box）"


def test_an_empty_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.gml"
    with pytest.raises(SourceMissing, match="見つかりません"):
        recognise(path, OWN)
    path.touch()
    with pytest.raises(NotRecognised, match="空のファイル"):
        recognise(path, OWN)


def test_a_raging_importer_of_another_package_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = EntryPoint("raging", f"{HERE}:Raging", "gisapp.importers")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: (point,))
    rows: Registry[type] = Registry("gisapp.importers", {"texts": f"{HERE}:Texts"})
    path = tmp_path / "a.txt"
    path.write_bytes(b"words")
    assert recognise(path, rows).id == "texts"
    assert [finding.code for finding in rows.findings] == ["extension-broken"]
    assert rows.names() == ("texts",)


def test_importers_are_found_by_the_name_in_a_source() -> None:
    found = importer("boxes", OWN)
    assert found is not None
    assert found.id == "boxes"
    assert importer("gone", OWN) is None


def test_every_own_row_can_be_imported() -> None:
    for name in IMPORTERS.names():
        row = IMPORTERS.get(name)
        assert row is not None
        assert row().id == name
        assert row().label


def test_a_part_of_another_file_says_whose_part_it_is(tmp_path: Path) -> None:
    part = tmp_path / "用途地域.SHX"
    part.write_bytes(b"\0\0\x27\x0a" + bytes(96))
    with pytest.raises(NotRecognised, match=r"用途地域\.shp に付属する") as caught:
        recognise(part)
    assert "ありません" in str(caught.value.hint)
    (tmp_path / "用途地域.shp").write_bytes(b"")
    with pytest.raises(NotRecognised) as caught:
        recognise(part)
    assert str(caught.value.hint) == "同じフォルダの 用途地域.shp を選んでください。"


def test_who_drops_all_files_of_a_shapefile_drops_one_thing() -> None:
    names = (
        "道路.shp",
        "道路.shx",
        "道路.DBF",
        "道路.prj",
        "写真.tfw",
        "写真.tif",
        "写真.tif.aux.xml",
        "水路.dbf",
        "a.csv",
    )
    left = without_parts(Path("受領") / name for name in names)
    assert [path.name for path in left] == ["道路.shp", "写真.tif", "水路.dbf", "a.csv"]
