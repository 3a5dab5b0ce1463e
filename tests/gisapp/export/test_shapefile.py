"""Shapefiles as city halls take them: what does not fit is told before, and nothing is cut in a letter."""

from __future__ import annotations

import csv
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyogrio
import pytest

from gisapp.desks.publish.model import Publication, PublicField
from gisapp.desks.publish.projection import public_content
from gisapp.export import shapefile
from gisapp.export.content import content_of
from gisapp.export.cp932 import ALIKE, CODE_PAGE, INSTEAD, Seen, fitted, widths
from gisapp.export.formats import write, write_content
from gisapp.export.shapenames import SHORT, short_names
from layers.errors import ExportFailed, TooLarge
from layers.feedback import Feedback
from layers.project import Project
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

AREAS = ["POLYGON ((0 0, 10 0, 10 10, 0 0))", "POLYGON ((20 0, 30 0, 30 10, 20 0))"]
POINTS: list[str | None] = ["POINT (1 2)", "POINT (3 4)"]
LONG = "指定緊急避難場所の収容人数"


def _layer(folder: Path, shapes: list[str | None], columns: dict[str, list[Any]]) -> Any:
    return vector(folder / "store", shapes, columns)


def test_what_the_code_page_lacks_is_told_first(tmp_path: Path) -> None:
    columns = {"名称": ["𠮷野家𠮷", "〜髙﨑①"], "説明": ["あ" * 200, "a" + "い" * 127]}
    feedback = Feedback()
    path = write(_layer(tmp_path, [*AREAS], columns), tmp_path / "a.shp", feedback)
    told = {one.code: str(one.message) for one in feedback.findings}
    assert "𠮷（2）" in told["shapefile-letters"]
    assert "2 件" in told["shapefile-cut"]
    assert "shapefile-alike" in told
    frame = pyogrio.read_dataframe(path)
    assert frame["名称"].tolist() == [f"{INSTEAD}野家{INSTEAD}", "～髙﨑①"]
    assert frame["説明"].tolist() == ["あ" * 127, "a" + "い" * 126]
    assert frame.crs.to_epsg() == 6669
    assert (tmp_path / "a.cpg").read_text() == "CP932"
    assert (tmp_path / "a.dbf").read_bytes()[29] == 0x13
    assert b"JGD_2011" in (tmp_path / "a.prj").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", CODE_PAGE])
def test_another_gdal_reads_it(encoding: str, tmp_path: Path) -> None:
    path = write(_layer(tmp_path, [*AREAS], {"名称": ["髙島", "長崎"]}), tmp_path / "a.shp", Feedback())
    if encoding == CODE_PAGE:  # without the .cpg the mark in the table says it
        (tmp_path / "a.cpg").unlink()
    said = subprocess.run(["ogrinfo", "-al", "-q", path], capture_output=True, check=True).stdout
    assert "名称 (String) = 髙島" in said.decode("utf-8")


def test_names_of_ten_bytes_are_told_in_a_table(tmp_path: Path) -> None:
    columns: dict[str, list[Any]] = {
        LONG: ["a", "b"],
        f"{LONG}２": ["c", "d"],
        "measured_height": [1.5, None],
    }
    path = write(_layer(tmp_path, [*AREAS], columns), tmp_path / "町.shp", Feedback())
    with (tmp_path / "町_fields.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[:2] for row in rows] == [
        ["指定緊急避", LONG],
        ["指定緊急_2", f"{LONG}２"],
        ["height", "measured_height"],
    ]
    assert pyogrio.read_info(path)["fields"].tolist() == [row[0] for row in rows]


def test_short_names_are_short_and_each_only_once() -> None:
    names = [
        *SHORT,
        *SHORT.values(),
        "ＡＢＣＤＥＦ",
        "abcdefghijk",
        "ABCDEFGHIJL",
        "",
        "𠮷",
        "a b/c",
        "名前\n",
    ]
    found = short_names(names)
    assert all(1 <= len(one.encode(CODE_PAGE)) <= 10 for one in found)
    assert len({one.casefold() for one in found}) == len(names)
    assert all(one.isprintable() and " " not in one for one in found)
    assert short_names(["x" * 20] * 120)[-1] == "xxxxxx_120"


def test_kinds_of_shapes_have_a_file_each_in_a_zip(tmp_path: Path) -> None:
    shapes: list[str | None] = [AREAS[0], "POINT (1 2)", "LINESTRING (0 0, 5 5)", None, AREAS[1]]
    layer = _layer(tmp_path, shapes, {"名称": list("abcde")})
    with pytest.raises(ExportFailed, match="混ざっている") as caught:
        write(layer, tmp_path / "a.shp", Feedback())
    assert ".shp.zip" in str(caught.value.hint)
    path = write(replace(layer, name="町/..\\村"), tmp_path / "a.shp.zip", Feedback())
    names = zipfile.ZipFile(path).namelist()
    assert sorted(one for one in names if one.endswith(".shp")) == [
        "町_村_line.shp",
        "町_村_point.shp",
        "町_村_polygon.shp",
    ]
    found = {
        kind: pyogrio.read_dataframe(f"/vsizip/{path}/町_村_{kind}.shp")["名称"].tolist()
        for kind in ("point", "line", "polygon")
    }
    assert found == {"point": ["b"], "line": ["c"], "polygon": ["a", "d", "e"]}  # none is left out


def test_points_are_points_unless_several_stand_together(tmp_path: Path) -> None:
    single = write(_layer(tmp_path / "one", POINTS, {"n": [1.0, 2.0]}), tmp_path / "a.shp", Feedback())
    assert pyogrio.read_info(single)["geometry_type"] == "Point"
    several: list[str | None] = ["POINT (1 2)", "MULTIPOINT ((3 4), (5 6))"]
    many = write(_layer(tmp_path / "two", several, {"n": [1.0, 2.0]}), tmp_path / "b.shp", Feedback())
    assert pyogrio.read_info(many)["geometry_type"] == "MultiPoint"


def test_heights_that_are_left_out_are_told(tmp_path: Path) -> None:
    feedback = Feedback()
    shapes: list[str | None] = ["POLYGON Z ((0 0 5, 10 0 5, 10 10 9, 0 0 5))"]
    path = write(_layer(tmp_path, shapes, {"n": [1.0]}), tmp_path / "a.shp", feedback)
    assert [one.code for one in feedback.findings] == ["heights-left-out"]
    assert not pyogrio.read_dataframe(path).geometry.has_z.any()


def test_limits_are_told_and_not_run_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = _layer(tmp_path / "wide", [AREAS[0]], {f"c{number}": ["x"] for number in range(256)})
    with pytest.raises(TooLarge, match="255 までです（このレイヤは 256 項目"):
        write(wide, tmp_path / "a.shp", Feedback())
    monkeypatch.setattr(shapefile, "MOST_BYTES", 100)
    large = _layer(tmp_path / "large", [*AREAS], {"n": ["x" * 200, "y"]})
    with pytest.raises(TooLarge, match="2 GB"):
        write(large, tmp_path / "a.shp", Feedback())
    assert not list(tmp_path.glob("*.shp"))


def test_older_companions_stay_when_they_may_not_go(tmp_path: Path) -> None:
    (tmp_path / "a.dbf").write_text("somebody else's")
    layer = _layer(tmp_path, [*AREAS], {"n": [1.0, 2.0]})
    with pytest.raises(ExportFailed, match=r"a\.dbf はすでにあります"):
        write(layer, tmp_path / "a.shp", Feedback())
    assert (tmp_path / "a.dbf").read_text() == "somebody else's"
    assert not (tmp_path / "a.shp").exists()


def test_the_code_page_is_that_of_python() -> None:
    letters = [
        chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0xD800, 7), *range(0xE000, 0x10000, 3))
    ]
    known = np.array([len(one.encode(CODE_PAGE, "ignore")) for one in letters])
    assert np.array_equal(widths()[[ord(one) for one in letters]], known)
    assert not widths()[0xD800:0xE000].any()


@pytest.mark.parametrize("most", [1, 2, 3, 254])
def test_texts_fit_and_stay_whole(most: int) -> None:
    texts = ["", None, "a", "あ", "aあ", "あa𠮷", "x" * 300, "長" * 300, "\x00\n"]
    seen = Seen()
    found = fitted(pa.array(texts, pa.string()), most, seen).to_pylist()
    for before, after in zip(texts, found, strict=True):
        if before is None:
            assert after is None
            continue
        assert len(after.encode(CODE_PAGE)) <= most
        whole = before.replace("𠮷", INSTEAD).replace("\x00", " ").replace("\n", " ")
        assert whole.startswith(after)
        left = whole[len(after) :]
        assert not left or len((after + left[0]).encode(CODE_PAGE)) > most
    assert dict(seen.lost) == {"𠮷": 1}
    assert all(chr(after).encode(CODE_PAGE) for after in ALIKE.values())


def test_the_public_table_bears_public_names(tmp_path: Path) -> None:
    layer = _layer(tmp_path, [*AREAS], {"name": ["a", "b"], "owner": ["x", "y"]})
    said = Publication(layer.id, "公園", fields=(PublicField("name", "名称"),))
    content = public_content(Project(layers=(layer,), crs="EPSG:6669"), layer, said, Feedback())
    path = write_content(content, tmp_path / "a.shp.zip", Feedback())
    (table,) = (one for one in zipfile.ZipFile(path).namelist() if one.endswith(".csv"))
    assert table == "公園_fields.csv"
    assert "owner" not in zipfile.ZipFile(path).read(table).decode("utf-8-sig")
    assert shapefile.columns_of(content_of(layer)) == ["name", "owner"]
