"""Shapefile, GeoPackage, GeoJSON and their like become layers at the right place, with a receipt."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from importers.base import ImportResult, Sniff
from importers.registry import HEAD_BYTES, recognise
from importers.vector.importer import VectorFiles, VectorOptions
from layers.errors import DamagedFile, GisError, UnknownCrs, Unsafe
from layers.feedback import Feedback
from tests.importers.citygml.reading import expect_sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAGASAKI = shapely.box(129.86, 32.74, 129.88, 32.76)
"""Degrees, about the centre of Nagasaki."""


def load(path: Path, stores: Path, **options: Any) -> ImportResult:
    return VectorFiles().read(path, VectorOptions(stores=stores, **options), Feedback())


def frame(count: int = 3, crs: str | None = "EPSG:6668") -> gpd.GeoDataFrame:
    shapes = shapely.box(
        *np.array([[129.86 + k / 1000, 32.75, 129.8605 + k / 1000, 32.7505] for k in range(count)]).T
    )
    return gpd.GeoDataFrame(
        {
            "名称": [f"区域{k}" for k in range(count)],
            "面積": np.arange(count) * 1.5,
            "コード": np.arange(count, dtype=np.int32),
        },
        geometry=shapes,
        crs=crs,
    )


FORMATS: dict[str, dict[str, Any]] = {
    "lots.shp": {"driver": "ESRI Shapefile", "encoding": "cp932"},
    "lots.gpkg": {"driver": "GPKG"},
    "lots.geojson": {"driver": "GeoJSON"},
    "lots.fgb": {"driver": "FlatGeobuf"},
    "lots.kml": {"driver": "KML"},
    "lots.tab": {"driver": "MapInfo File", "encoding": "cp932", "columns": {"名称": "name"}},
    "lots.gml": {"driver": "GML"},
    "lots.gdb": {"driver": "OpenFileGDB"},
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_places(name: str, tmp_path: Path) -> None:
    options = dict(FORMATS[name])
    columns = options.pop("columns", {})  # GDAL writes no Japanese column names into this one
    data = frame().rename(columns=columns)[[columns.get("名称", "名称"), "geometry"]]
    path = tmp_path / name
    data.to_file(path, **options)
    head = b"" if path.is_dir() else path.read_bytes()[:HEAD_BYTES]
    assert VectorFiles().sniff(path, head) in (Sniff.YES, Sniff.MAYBE)
    (layer,) = load(path, tmp_path / "stores").layers
    store = layer.data.store
    assert store.crs == "EPSG:6669"
    wanted = data.to_crs(6669).geometry
    found = store.shapes(np.arange(store.count))
    assert shapely.area(found) == pytest.approx(wanted.area.to_numpy(), rel=1e-6)
    found = found[np.argsort(shapely.bounds(found)[:, 0])]  # FlatGeobuf has an order of its own
    assert shapely.distance(shapely.centroid(found), wanted.centroid.to_numpy()).max() < 0.01
    assert sorted(layer.table().texts(data.columns[0]).tolist()) == ["区域0", "区域1", "区域2"]


def test_geoparquet_is_read_without_gdal(tmp_path: Path) -> None:
    path = tmp_path / "lots.parquet"
    frame().to_parquet(path)
    (layer,) = load(path, tmp_path / "stores").layers
    assert layer.data.store.count == 3
    assert layer.crs == "EPSG:6668"


@pytest.mark.parametrize(
    ("written", "said"), [("cp932", "UTF-8"), ("UTF-8", None), ("cp932", None), ("UTF-8", "SHIFT_JIS")]
)
def test_texts_are_read_as_they_are_written_whatever_is_said(
    written: str, said: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "lots.shp"
    frame(40).to_file(path, driver="ESRI Shapefile", encoding=written)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if said:
        path.with_suffix(".cpg").write_text(said)
    (layer,) = load(path, tmp_path / "stores").layers
    assert layer.table().texts("名称")[7] == "区域7"


def test_a_shapefile_without_a_system_in_metres_is_not_placed_by_guess(tmp_path: Path) -> None:
    path = tmp_path / "lots.shp"
    frame().to_crs(6669).to_file(path, driver="ESRI Shapefile", encoding="cp932")
    path.with_suffix(".prj").unlink()
    with pytest.raises(UnknownCrs) as caught:
        load(path, tmp_path / "stores")
    expect_sentence(caught.value, "座標系", "EPSG:")
    assert not (tmp_path / "stores").exists() or not list((tmp_path / "stores").iterdir())
    (layer,) = load(path, tmp_path / "stores", crs="EPSG:6669").layers
    assert layer.data.store.crs == "EPSG:6669"
    assert layer.source.options["crs"] == "EPSG:6669"


def test_a_layer_comes_into_the_system_of_the_project(tmp_path: Path) -> None:
    path = tmp_path / "lots.gpkg"
    frame().to_file(path)
    (layer,) = load(path, tmp_path / "stores", target="EPSG:6670").layers
    wanted = frame().to_crs(6670).total_bounds
    assert layer.data.store.crs == "EPSG:6670"
    assert layer.data.store.manifest["bounds"][:2] == pytest.approx(wanted[:2], abs=0.01)


def test_the_receipt_proves_the_import(tmp_path: Path) -> None:
    data = frame()
    data.loc[1, "geometry"] = None
    path = tmp_path / "lots.gpkg"
    data.to_file(path)
    result = load(path, tmp_path / "stores")
    receipt = result.layers[0].data.store.manifest["receipt"]
    assert (receipt["in"], receipt["shown"], receipt["without_shape"], receipt["left_out"]) == (3, 2, 1, {})
    assert receipt["size"] == path.stat().st_size
    assert len(receipt["digest"]) == 64
    assert receipt["crs"] == "EPSG:6668"
    assert receipt["operation"]
    assert receipt["examples"][0]["名称"] == "区域0"
    assert result.counts == {"features": 3, "feature:lots": 3}


def test_what_was_kept_is_opened_until_the_source_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importers.vector import reading

    path = tmp_path / "lots.geojson"
    frame().to_file(path)
    load(path, tmp_path / "stores")
    calls: list[Path] = []
    real = reading.read_collections

    def counted(source: Path, *rest: Any) -> Any:
        calls.append(source)
        return real(source, *rest)

    monkeypatch.setattr(reading, "read_collections", counted)
    load(path, tmp_path / "stores")
    assert calls == []
    frame(5).to_file(path)
    assert load(path, tmp_path / "stores").counts["features"] == 5
    assert len(calls) == 1


def test_all_layers_of_a_package_come_and_are_found_again_by_their_id(tmp_path: Path) -> None:
    path = tmp_path / "city.gpkg"
    frame(2).to_file(path, layer="用途地域")
    frame(4).to_file(path, layer="道路")
    result = load(path, tmp_path / "stores")
    assert sorted(layer.data.store.count for layer in result.layers) == [2, 4]
    again = load(path, tmp_path / "stores")
    assert [layer.id for layer in again.layers] == [layer.id for layer in result.layers]


def test_a_zip_of_shapefiles_is_read_without_unpacking(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "lots.shp", driver="ESRI Shapefile", encoding="cp932")
    with zipfile.ZipFile(tmp_path / "A.zip", "w") as archive:
        for one in tmp_path.glob("lots.*"):
            archive.write(one, f"data/{one.name}")
    before = sorted(tmp_path.iterdir())
    recognised = recognise(tmp_path / "A.zip")
    assert recognised.id == "vector"
    (layer,) = load(tmp_path / "A.zip", tmp_path / "stores").layers
    assert layer.table().texts("名称").tolist() == ["区域0", "区域1", "区域2"]
    assert sorted(one for one in tmp_path.iterdir() if one.name != "stores") == before


def test_dxf_has_no_system_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.dxf"
    lines = gpd.GeoDataFrame(geometry=[shapely.LineString([(34000, -27000), (34100, -27000)])])
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.write_dataframe(lines, path, driver="DXF")
    with pytest.raises(UnknownCrs):
        load(path, tmp_path / "stores")
    assert load(path, tmp_path / "stores", crs="EPSG:6669").counts["features"] == 1


# ------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.shp", b"\x00\x00\x27\x0a" + bytes(60)),
        ("cut.gpkg", b"SQLite format 3\x00" + bytes(200)),
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [{"type"'),
        ("cut.fgb", b"fgb\x03fgb\x00" + bytes(20)),
        ("cut.parquet", b"PAR1" + bytes(40)),
        ("cut.kmz", b"PK\x03\x04" + bytes(40)),
    ],
)
def test_damaged_files_give_one_sentence(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GisError) as caught:
        load(path, tmp_path / "stores")
    expect_sentence(caught.value, name)


def test_doctypes_and_bombs_are_refused(tmp_path: Path) -> None:
    evil = tmp_path / "evil.gml"
    evil.write_text(
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><gml:FeatureCollection>&a;</gml:FeatureCollection>'
    )
    with pytest.raises(Unsafe):
        load(evil, tmp_path / "stores")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.geojson", bytes(400 << 20))
    with pytest.raises(Unsafe) as caught:
        load(bomb, tmp_path / "stores")
    expect_sentence(caught.value, "bomb.zip", "MB")


def test_a_file_without_features_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    result_or_error: object
    try:
        result_or_error = load(path, tmp_path / "stores")
    except DamagedFile as error:
        expect_sentence(error, "empty.geojson")
    else:
        assert isinstance(result_or_error, ImportResult)
        assert result_or_error.counts["features"] == 0


# ------------------------------------------------------------------------------------- real files

REAL = (
    "gis/development-permission/judgement_layers/use_districts/use_districts.shp",
    "gis/development-permission/judgement_layers/agricultural_land/agricultural_land.shp",
    "gis/development-permission/road_layers/f_road_center_line/f_road_center_line.shp",
    "gis/development-permission/road_layers/f_split_line/f_split_line.shp",
    "gis/development-permission/landmark/landmark.shp",
    "gis/nagasaki_n03/nagasaki_municipalities_N03_from_jpndistrict.geojson",
    "gis/govpolygon/nagasaki.topojson",
    "gis/sango-bosai/data/29343_sango-cho_city_2025_shelter.geojson",
)


@pytest.mark.parametrize("name", REAL)
def test_real_files_have_the_counts_and_the_place_that_gdal_sees(
    name: str, real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    path = real_data(name)
    info = pyogrio.read_info(path, force_feature_count=True, force_total_bounds=True)
    (layer,) = load(path, tmp_path).layers
    store = layer.data.store
    assert store.count == info["features"]
    receipt = store.manifest["receipt"]
    assert receipt["in"] == receipt["shown"] + receipt["without_shape"] + sum(receipt["left_out"].values())
    corners = shapely.box(*info["total_bounds"])
    wanted = gpd.GeoSeries([corners], crs=info["crs"] or 4326).to_crs(store.crs).iloc[0]
    box = shapely.box(*[store.manifest["bounds"][k] for k in (0, 1, 3, 4)])
    assert shapely.hausdorff_distance(wanted, box) < 0.02 * max(shapely.length(box) / 4, 1)
