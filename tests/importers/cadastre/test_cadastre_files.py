"""Registry maps in zips, folders and encodings, damaged ones, hostile ones, and those of others."""

from __future__ import annotations

import threading
import time
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from importers.base import Sniff
from importers.cadastre import reader
from importers.cadastre.importer import Cadastre, CadastreOptions
from layers.errors import DamagedFile, NotRecognised, SourceMissing, Unsafe
from layers.feedback import Cancelled, Feedback
from tests.importers.cadastre.moj import Lot, square, write_map
from tests.importers.cadastre.reading import HOUSE, column, findings, read, read_text
from tests.importers.citygml.reading import expect_sentence

if TYPE_CHECKING:
    from pathlib import Path


# ------------------------------------------------------------------------------------- files


def test_a_zip_of_zips_is_read_in_place(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr(f"{name}.xml", write_map([Lot(name, [HOUSE])]))
    with zipfile.ZipFile(tmp_path / "42201.zip", "w") as target:
        target.write(tmp_path / "a.zip", "42201/a.zip")
        target.write(tmp_path / "b.zip", "42201/b.zip")
        target.writestr("readme.txt", "note")
        target.writestr("__MACOSX/._a.xml", b"\0")
    path = tmp_path / "42201.zip"
    before = sorted(tmp_path.rglob("*"))
    assert Cadastre().sniff(path, path.read_bytes()[:65536]) is Sniff.YES
    lots = read(path)["lots@6669"]
    assert column(lots, "number") == ["a", "b"]
    assert column(lots, "file") == ["42201/a.zip/a.xml", "42201/b.zip/b.xml"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_is_read_with_all_that_is_in_it(tmp_path: Path) -> None:
    base = tmp_path / "地図"
    (base / "inner").mkdir(parents=True)
    (base / "a.xml").write_text(write_map([Lot("1", [HOUSE])]), encoding="utf-8")
    (base / "inner" / "b.xml").write_text(write_map([Lot("2", [HOUSE])]), encoding="utf-8")
    (base / "other.xml").write_text("<other/>")
    with zipfile.ZipFile(base / "c.zip", "w") as target:
        target.writestr("c.xml", write_map([Lot("3", [HOUSE])]))
    assert Cadastre().sniff(base, b"") is Sniff.YES
    found = read(base)
    assert sorted(column(found["lots@6669"], "number"), key=str) == ["1", "2", "3"]
    assert findings(found)["other-xml"].values["count"] == 1


@pytest.mark.parametrize("encoding", ["Shift_JIS", "EUC-JP", "UTF-16"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = write_map([Lot("1", [HOUSE])]).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    path = tmp_path / "map.xml"
    path.write_bytes(text.encode(encoding))
    assert column(read(path)["lots@6669"], "place") == ["長崎市作草部町1"]


def test_prefixes_comments_and_cdata_do_not_matter(tmp_path: Path) -> None:
    text = write_map([Lot("1", [HOUSE])], prefix="q").replace("長崎市", "<![CDATA[長崎市]]><!-- x -->")
    assert column(read_text(tmp_path, text)["lots@6669"], "place") == ["長崎市作草部町1"]


def test_a_long_map_is_the_same_in_any_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lots = [Lot(str(k), [square(10 * k, 5, 8), square(10 * k + 1, 6, 2)]) for k in range(40)]
    text = write_map(lots)
    whole = read_text(tmp_path, text)["lots@6669"]
    monkeypatch.setattr("importers.xmlsource.stream.CHUNK", 700)
    monkeypatch.setattr("importers.xmlsource.read.LARGEST_WINDOW", 700)
    monkeypatch.setattr("importers.xmlsource.scan.WINDOW", 700)
    pieces = read_text(tmp_path, text)["lots@6669"]
    assert whole.table.equals(pieces.table)
    assert shapely.equals_exact(whole.geometry, pieces.geometry).all()
    assert np.allclose(shapely.area(pieces.geometry), 60)


# ------------------------------------------------------------------------------------- damage and malice


def test_a_damaged_file_is_told_with_its_line(tmp_path: Path) -> None:
    text = write_map([Lot("1", [HOUSE])])
    line = text[: text.index("<主題属性>")].count("\n") + 1
    with pytest.raises(DamagedFile) as caught:
        read_text(tmp_path, text.replace("<主題属性>", "<主題属性"))
    expect_sentence(caught.value, "map.xml", "行目")
    assert line <= caught.value.where.line <= line + 1


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_a_file_that_is_cut_is_not_half_a_map(tmp_path: Path, share: float) -> None:
    text = write_map([Lot(str(k), [square(10 * k, 5, 8)]) for k in range(30)])
    with pytest.raises((DamagedFile, NotRecognised)) as caught:
        read_text(tmp_path, text[: int(len(text) * share)])
    expect_sentence(caught.value, "map.xml")


def test_one_bad_map_among_others_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as target:
        target.writestr("bad.xml", write_map([Lot("1", [HOUSE])])[:-30])
        target.writestr("good.xml", write_map([Lot("2", [HOUSE])]))
    found = read(tmp_path / "maps.zip")
    assert column(found["lots@6669"], "number") == ["2"]
    assert "bad.xml" in str(findings(found)["file-left-out"].message)


BOMB = (
    '<!DOCTYPE 地図 [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>\n'
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<!DOCTYPE 地図 SYSTEM "http://127.0.0.1:9/x.dtd">\n',
        '<!DOCTYPE 地図 [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
        f"<!--{' ' * 100_000}-->{BOMB}",
    ],
)
def test_document_types_are_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(Unsafe) as caught:
        read_text(tmp_path, write_map([Lot("&a;", [HOUSE])], head=head))
    expect_sentence(caught.value, "map.xml", "DOCTYPE")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "maps.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("bomb.xml", bytes(70 << 20))
        target.writestr("good.xml", write_map([Lot("2", [HOUSE])]))
    found = read(tmp_path / "maps.zip")
    assert column(found["lots@6669"], "number") == ["2"]
    assert "archive-bomb" in findings(found)


def test_a_bomb_within_a_zip_within_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "inner.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("bomb.xml", bytes(70 << 20))
    with zipfile.ZipFile(tmp_path / "outer.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.write(tmp_path / "inner.zip", "inner.zip")
    with pytest.raises(DamagedFile) as caught:
        read(tmp_path / "outer.zip")
    expect_sentence(caught.value, "outer.zip", "bomb.xml")


def test_names_that_leave_the_archive_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as target:
        target.writestr("../../evil.xml", write_map([Lot("1", [HOUSE])]))
        target.writestr("good.xml", write_map([Lot("2", [HOUSE])]))
    found = read(tmp_path / "maps.zip")
    assert column(found["lots@6669"], "number") == ["2"]
    assert "name-outside" in findings(found)


def test_zips_too_deep_are_told(tmp_path: Path) -> None:
    inner = tmp_path / "0.zip"
    with zipfile.ZipFile(inner, "w") as target:
        target.writestr("a.xml", write_map([Lot("1", [HOUSE])]))
    for depth in range(1, 4):
        with zipfile.ZipFile(tmp_path / f"{depth}.zip", "w") as target:
            target.write(tmp_path / f"{depth - 1}.zip", f"{depth - 1}.zip")
            if depth == 3:
                target.writestr("b.xml", write_map([Lot("2", [HOUSE])]))
    found = read(tmp_path / "3.zip")
    assert column(found["lots@6669"], "number") == ["2"]
    assert "archive-within" in findings(found)


def test_an_element_without_end_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.xmlsource.stream.MOST_OPEN", 5000)
    monkeypatch.setattr("importers.xmlsource.stream.CHUNK", 1000)
    monkeypatch.setattr("importers.xmlsource.scan.MOST_HELD", 5000)
    monkeypatch.setattr("importers.xmlsource.scan.WINDOW", 1000)
    monkeypatch.setattr("importers.xmlsource.read.LARGEST_WINDOW", 1000)
    monkeypatch.setattr("importers.xmlsource.scan._HEAD", 1000)
    text = write_map([Lot("1", [HOUSE])]).replace("</version>", "</version><x>" + "<y/>" * 5000 + "</x>")
    with pytest.raises(Unsafe) as caught:
        read_text(tmp_path, text)
    expect_sentence(caught.value, "map.xml")


# ------------------------------------------------------------------------------------- the row of the table


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    others = {
        "a.xml": b"<other/>",
        "b.gml": b'<CityModel xmlns="http://www.opengis.net/citygml/2.0"/>',
        "c.xml": b'<Dataset xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema"/>',
        "d.zip": b"PK\x03\x04nothing",
        "e.xml": b"",
    }
    for name, content in others.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert Cadastre().sniff(path, content) is Sniff.NO, name
        with pytest.raises((NotRecognised, DamagedFile)) as caught:
            read(path)
        expect_sentence(caught.value, name)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing) as caught:
        Cadastre().read(tmp_path / "gone.xml", CadastreOptions(stores=tmp_path), Feedback())
    expect_sentence(caught.value, "gone.xml")


def test_a_wish_to_stop_is_heard(tmp_path: Path) -> None:
    text = write_map([Lot(str(k), [square(10 * k, 5, 8)]) for k in range(300)])
    path = tmp_path / "maps.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for k in range(120):
            target.writestr(f"{k}.xml", text)
    feedback = Feedback()
    threading.Timer(0.1, feedback.cancel).start()
    started = time.perf_counter()
    with pytest.raises(Cancelled):
        reader.read_collections(path, CadastreOptions(), feedback)
    assert time.perf_counter() - started < 1


def test_progress_never_runs_back(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "maps.zip", "w") as target:
        for k in range(5):
            target.writestr(f"{k}.xml", write_map([Lot(str(k), [HOUSE])]))
    shares: list[float] = []
    reader.read_collections(
        tmp_path / "maps.zip", CadastreOptions(), Feedback(lambda done, total, _: shares.append(done / total))
    )
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] == 0.5  # the other half is for storing it
    assert len(shares) > 5
