"""Models of the geoid in each form they are handed out in, beside PROJ, and heights turned with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from pyproj import CRS, Transformer
from rasterio.transform import from_origin

from importers.geoids import geoid_of_folder, read_geoid
from importers.las.cloudimporter import PointClouds
from importers.las.importer import LasGround
from importers.las.options import CloudOptions, LasOptions
from layers.cloudlook import HEIGHT
from layers.errors import DamagedFile
from layers.feedback import Feedback
from layers.grids import FOLDER_VARIABLE
from layers.heightbase import ELLIPSOID, RESULT_2011, RESULT_2024, UNKNOWN, WORDS
from layers.receipts import receipt_cards, receipt_of_layer
from tests.importers.citygml.reading import expect_sentence
from tests.importers.las.clouds import town, work_here, written

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SOUTH, WEST, ROWS, COLUMNS = 32.0, 129.0, 121, 81
"""Nodes of a made-up model around Nagasaki: every minute to the north, every 1.5 to the east."""


def surface() -> NDArray[np.float32]:
    """Return metres at the nodes, rows from south to north, with four digits as GSI writes them."""
    north, east = np.mgrid[0:ROWS, 0:COLUMNS]
    return (32.0 + north * 0.01 + np.sin(east / 9)).round(4).astype(np.float32)


def gsi(folder: Path) -> Path:
    path = folder / "gsigeo2011_ver2_2.asc"
    values = surface()
    values[0, 0] = 999.0
    rows = "\n".join("".join(f"{one:10.4f}" for one in row) for row in values)
    path.write_text(f"  {SOUTH:.5f} {WEST:.5f} 0.016667 0.025000 {ROWS} {COLUMNS} 1 ver2.2\n{rows}\n")
    return path


def isg(folder: Path, *, degrees: bool = False) -> Path:
    path = folder / "JPGEO2024.isg"

    def angle(value: float) -> str:
        whole = round(value * 3600)
        return f"{value:.7f}" if degrees else f"{whole // 3600}°{whole // 60 % 60:02}'{whole % 60:02}\""

    told = {
        "model name": "JPGEO2024",
        "lat min": angle(SOUTH),
        "lat max": angle(SOUTH + (ROWS - 1) / 60),
        "lon min": angle(WEST),
        "lon max": angle(WEST + (COLUMNS - 1) / 40),
        "delta lat": angle(1 / 60),
        "delta lon": angle(1 / 40),
        "nrows": str(ROWS),
        "ncols": str(COLUMNS),
        "nodata": "-9999.0000",
        "ISG format": "2.0",
    }
    head = "\n".join(f"{name:15}= {value}" for name, value in told.items())
    rows = "\n".join(" ".join(f"{one:.4f}" for one in row) for row in surface()[::-1])
    path.write_text(f"begin_of_head ====\n{head}\nend_of_head ====\n{rows}\n", encoding="utf-8")
    return path


def proj(folder: Path) -> Path:
    path = folder / "jp_gsi_gsigeo2011.tif"
    corner = from_origin(WEST - 1 / 80, SOUTH + (ROWS - 1) / 60 + 1 / 120, 1 / 40, 1 / 60)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=COLUMNS,
        height=ROWS,
        count=1,
        dtype="float32",
        crs="EPSG:6668",
        transform=corner,
        nodata=-32768,
    ) as target:
        target.write(surface()[::-1], 1)
        target.update_tags(TYPE="VERTICAL_OFFSET_GEOGRAPHIC_TO_VERTICAL", target_crs_epsg_code="6695")
        target.set_band_description(1, "geoid_undulation")
    return path


@pytest.fixture
def places() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    random = np.random.default_rng(4)
    return random.uniform(129.1, 130.9, 400), random.uniform(32.1, 33.9, 400)


def test_a_model_is_read_as_proj_reads_it(tmp_path: Path, places: Any) -> None:
    path = proj(tmp_path)
    degrees = "+step +proj=unitconvert +xy_in=deg +xy_out=rad"
    shift = Transformer.from_pipeline(f"+proj=pipeline {degrees} +step +proj=vgridshift +grids={path}")
    theirs = shift.transform(places[0], places[1], np.zeros(400))[2]
    assert read_geoid(path).at(*places) == pytest.approx(-theirs, abs=1e-4)


@pytest.mark.parametrize("make", [gsi, isg, lambda folder: isg(folder, degrees=True)])
def test_each_form_gives_the_same_heights(make: Any, tmp_path: Path, places: Any) -> None:
    found = read_geoid(make(tmp_path))
    assert found.at(*places) == pytest.approx(read_geoid(proj(tmp_path)).at(*places), abs=1e-3)
    assert np.isnan(found.at([120.0, 129.5], [32.5, 40.0])).all()


def test_the_newest_model_of_a_folder_is_taken(tmp_path: Path) -> None:
    assert geoid_of_folder(tmp_path) is None
    gsi(tmp_path)
    first = geoid_of_folder(tmp_path)
    assert first is not None
    assert (first.name, first.base) == ("GSIGEO2011", RESULT_2011)
    assert np.isnan(first.at([WEST], [SOUTH])).all()  # 999: nothing is known
    isg(tmp_path)
    second = geoid_of_folder(tmp_path)
    assert second is not None
    assert (second.name, second.base) == ("JPGEO2024", RESULT_2024)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "20 120 0.016667 0.025 1801 1201 1 ver\n1 2 3",
        "20 120 0 0 2 2\n1 2 3 4",
        "20 120 1 1 99999999 9\n",
    ],
)
def test_a_broken_model_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "gsigeo2011.asc"
    path.write_text(content)
    with pytest.raises(DamagedFile) as caught:
        read_geoid(path)
    expect_sentence(caught.value, path.name)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("scan") / "衛星.las", town(2_000))


def test_heights_are_said_to_be_unknown_and_turned_when_there_is_a_model(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_here(monkeypatch)
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)

    def read(heights: str) -> Any:
        options = CloudOptions(stores=tmp_path / "stores", heights=heights)
        result = PointClouds().read(scan, options, Feedback())
        (layer,) = result.layers
        return layer, {finding.code for finding in result.findings}

    plain, told = read("")
    assert plain.data.heights == UNKNOWN
    assert "las-heights-unknown" in told
    facts = [fact for card in receipt_cards(plain) for fact in card.facts if fact.value == WORDS[UNKNOWN]]
    assert [fact.missing for fact in facts] == [True]
    asis, told = read(ELLIPSOID)
    assert (asis.data.heights, asis.extent()) == (ELLIPSOID, plain.extent())  # no model: not turned
    assert "las-heights-ellipsoid" in told
    gsi(tmp_path)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    turned, told = read(ELLIPSOID)
    assert turned.data.heights == RESULT_2011
    assert "las-heights-turned" in told
    off = read_geoid(tmp_path / "gsigeo2011_ver2_2.asc").at([129.832], [33.289])[0]
    assert plain.extent()[2] - turned.extent()[2] == pytest.approx(off, abs=0.05)
    assert turned.source.options == {"heights": ELLIPSOID}
    assert receipt_of_layer(turned)["geoid"] == "GSIGEO2011"
    assert turned.describe(0).provenance[-1].value == WORDS[RESULT_2011]
    assert turned.data.table.numbers(HEIGHT).max() < plain.data.table.numbers(HEIGHT).max() - 30


def test_a_file_that_says_it_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work_here(monkeypatch)
    system = CRS.from_epsg(10162)  # JGD2011 / zone I with heights of 2011
    path = written(tmp_path / "a.las", town(2_000), crs=system.to_wkt())
    (layer,) = PointClouds().read(path, CloudOptions(stores=tmp_path / "stores"), Feedback()).layers
    assert layer.data.heights == RESULT_2011


def test_the_ground_of_a_scan_is_turned_too(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_here(monkeypatch)
    gsi(tmp_path)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))

    def lowest(heights: str) -> float:
        options = LasOptions(stores=tmp_path / "stores", heights=heights, cell=5.0)
        (layer,) = LasGround().read(scan, options, Feedback()).layers
        extent = layer.extent()
        assert extent is not None
        return extent[2]

    assert lowest(RESULT_2011) - lowest(ELLIPSOID) == pytest.approx(33, abs=1)
