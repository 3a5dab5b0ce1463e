"""areas import at the command line, on files as GDAL and QGIS write them."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely

from gisapp.desks.areas.incoming import area_set_of
from gisapp.desks.areas.model import associations
from gisapp.reading import read_data
from layers import projectfile
from layers.feedback import Feedback
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.gisapp.cli.conftest import Said

SAMPLE = ROOT / "sample_data" / "自治会"
NAMES = ["帆柱町自治会", "鐘撞町町内会", "楠木町一丁目自治会"]
WEST = np.array([-16000.0, -15900.0, -15800.0])
SHAPES = shapely.box(WEST, -16500.0, WEST + 100, -16400.0)
COLUMNS = {
    "自治会番号": ["001", "002", "003"],
    "自治会名": NAMES,
    "加入世帯数": pa.array([10, 20, 30], pa.int32()),
    "世帯数": pa.array([20, 30, 40], pa.int32()),
    "会長氏名": ["甲", "乙", "丙"],
}


def written(path: Path, driver: str, encoding: str = "") -> Path:
    """Write the areas with GDAL; a Shapefile loses what says its system and its letters."""
    table = pa.table(COLUMNS).append_column("geometry", pa.array(shapely.to_wkb(SHAPES), pa.binary()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it tells of names that it cuts
        pyogrio.raw.write_arrow(
            table,
            path,
            driver=driver,
            geometry_name="geometry",
            geometry_type="Polygon",
            crs="EPSG:6669",
            encoding=encoding or None,
        )
    for suffix in (".prj", ".cpg"):
        path.with_suffix(suffix).unlink(missing_ok=True)
    return path


@pytest.mark.parametrize(
    ("name", "driver", "encoding"),
    [
        ("a.shp", "ESRI Shapefile", "CP932"),
        ("b.shp", "ESRI Shapefile", "UTF-8"),
        ("c.gdb", "OpenFileGDB", ""),
    ],
)
def test_what_gdal_writes_comes_in_right(name: str, driver: str, encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path / name, driver, encoding)
    (layer,) = read_data(path, Feedback(), crs="EPSG:6669", target="EPSG:6669", stores=tmp_path / "s").layers
    found = area_set_of(layer)
    assert found.names.tolist() == NAMES
    assert found.codes.tolist() == ["001", "002", "003"]
    assert np.allclose(shapely.area(found.shapes), 10_000)


def test_a_drawing_in_cp932_comes_in_right(tmp_path: Path) -> None:
    pairs: list[tuple[int, object]] = [(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1015")]
    pairs += [(9, "$DWGCODEPAGE"), (3, "ANSI_932"), (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES")]
    for name, shape in zip(NAMES, SHAPES, strict=True):
        corners = shapely.get_coordinates(shape)[:-1].tolist()
        pairs += [(0, "LWPOLYLINE"), (8, "区域"), (100, "AcDbPolyline"), (90, len(corners)), (70, 1)]
        pairs += [(code, value) for corner in corners for code, value in zip((10, 20), corner, strict=True)]
        pairs += [
            (0, "TEXT"),
            (8, "文字"),
            (10, shape.centroid.x),
            (20, shape.centroid.y),
            (40, 5),
            (1, name),
        ]
    text = "".join(f"{code}\n{value}\n" for code, value in [*pairs, (0, "ENDSEC"), (0, "EOF")])
    path = tmp_path / "d.dxf"
    path.write_bytes(text.encode("cp932"))
    (layer,) = read_data(path, Feedback(), crs="EPSG:6669", target="EPSG:6669", stores=tmp_path / "s").layers
    assert area_set_of(layer).names.tolist() == NAMES


def test_a_real_municipal_file_without_its_companions_comes_in_right(
    real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    source = real_data("gis/development-permission/f_district/f_district.shp")
    for suffix in (".shp", ".shx", ".dbf"):
        shutil.copy(source.with_suffix(suffix), tmp_path / f"d{suffix}")
    read = read_data(
        tmp_path / "d.shp", Feedback(), crs="EPSG:2450", target="EPSG:2450", stores=tmp_path / "s"
    )
    found = area_set_of(read.layers[0])
    assert len(found) == 10
    assert found.names[:2].tolist() == ["ちの上原", "ちの横内"]
    assert found.kanas[0] == "ちのうえはら"


def test_areas_and_list_of_the_sample_town_become_a_ledger(
    gisapp: Callable[..., Said], tmp_path: Path
) -> None:
    project = tmp_path / "町.gisproj"
    areas, listed = SAMPLE / "自治会区域_防災危機管理課.shp", SAMPLE / "自治会一覧_令和6年4月.xlsx"
    assert gisapp("import", areas, listed, "--project", project, "--quiet").code == 0
    words = ("areas", "import", project, "--json", "--quiet", "--list", listed)
    answer = gisapp(*words, "--layer", areas, "--since", "2024-04-01").answer("areas-import")
    assert (answer["areas"], answer["listed"], answer["added"]) == (24, 25, 25)
    assert answer["joined"] == {"code": 22, "name": 2}
    assert answer["without_area"] == ["西坂町二丁目自治会"]
    assert "area-join-differ" in [one["code"] for one in answer["finding_list"]]
    # What is there is never replaced unasked.
    assert gisapp(*words, "--layer", areas).code == 2
    assert gisapp(*words, "--layer", areas, "--replace").code == 2
    assert gisapp(*words, "--layer", areas, "--add").answer("areas-import")["added"] == 0
    first = SAMPLE / "自治会区域_自治振興課.gpkg"
    answer = gisapp(*words, "--layer", first, "--replace", "--since", "2027-04-01").answer("areas-import")
    assert (answer["ledger"], answer["ended"]) == (25, 25)
    answer = gisapp(*words, "--since", "2028-04-01").answer("areas-import")
    assert (answer["updated"], answer["ledger"]) == (25, 25)
    kept = projectfile.read(project).project
    assert len(associations(kept, None)) == 75
    assert [one.name for one in associations(kept, "2026-01-01") if "西坂町" in one.name] == [
        "西坂町自治会",
        "西坂町二丁目自治会",
    ]
    one = next(one for one in associations(kept) if one.code == "J002")
    assert one.values["households"] == 183
    assert gisapp("areas", "import", project).code == 2
    assert gisapp(*words, "--add", "--since", "1.4").code == 2
