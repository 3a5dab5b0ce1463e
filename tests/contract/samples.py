"""Valid files and folders of every importer; with ``large`` one that takes some seconds."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from tests import brokers, postgres
from tests.importers.cadastre import moj
from tests.importers.citygml import gml
from tests.importers.citygml.reading import GML, archive, folder
from tests.importers.fgd import gml as fgd
from tests.importers.gauges import samples as gauges
from tests.importers.gtfs import feeds
from tests.importers.las import clouds, foreign
from tests.importers.postgis.town import CONTRACT, LARGE
from tests.importers.raster import pictures
from tests.importers.terrain import sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _citygml(base: Path, *, large: bool = False) -> list[Path]:
    count = 1500 if large else 5
    text = gml.model(*gml.street(count))
    files: dict[str, str | bytes] = {GML: text}
    if large:
        return [
            archive(base / "town.zip", {GML.replace(gml.MESH, f"543914{k}"): text for k in range(20, 30)})
        ]
    single = base / f"{gml.MESH}_bldg_6697_op.gml"
    single.write_text(text)
    return [single, folder(base / "folder", files), archive(base / "town.zip", files)]


def _vector(base: Path, *, large: bool = False) -> list[Path]:
    count = 60_000 if large else 5
    random = np.random.default_rng(1)
    west, south = random.uniform(129.8, 129.9, count), random.uniform(32.7, 32.8, count)
    frame = gpd.GeoDataFrame(
        {"名称": [f"区域{k}" for k in range(count)]},
        geometry=shapely.box(west, south, west + 1e-4, south + 1e-4),
        crs=6668,
    )
    package = base / "lots.gpkg"
    frame.to_file(package)
    if large:
        return [package]
    frame.to_file(base / "lots.geojson")
    return [package, base / "lots.geojson"]


def _terrain(base: Path, *, large: bool = False) -> list[Path]:
    # The relief of a PLATEAU city is for the reader of the city, which gives it on.
    return [path for path in sources.samples(base, large=large) if path.suffix != ".gml"]


def _tables(base: Path, *, large: bool = False) -> list[Path]:
    count = 200_000 if large else 5
    rows = "".join(f"施設{k},{32.7 + k * 1e-7:.7f},{129.8 + k * 1e-7:.7f}\n" for k in range(count))
    path = base / "shelters.csv"
    path.write_bytes(f"施設名,緯度,経度\n{rows}".encode("cp932"))
    return [path]


def _cadastre(base: Path, *, large: bool = False) -> list[Path]:
    count = 4000 if large else 5
    lots = [moj.Lot(f"{k + 1}", (moj.square(34_000.0 + 12 * k, -27_000.0, 10.0),)) for k in range(count)]
    path = base / "42201-0100-1.xml"
    path.write_text(moj.write_map(lots), encoding="utf-8")
    return [path]


def _fgd(base: Path, *, large: bool = False) -> list[Path]:
    count = 20_000 if large else 5
    features = [
        fgd.Feature(
            "BldA",
            [[(129.8 + k * 1e-5, 32.7), (129.800005 + k * 1e-5, 32.7), (129.800005 + k * 1e-5, 32.70001)]],
            {"type": "普通建物"},
        )
        for k in range(count)
    ]
    path = base / "FG-GML-493714-BldA-20240101-0001.xml"
    path.write_text(fgd.dataset(features), encoding="utf-8")
    return [path]


def _raster(base: Path, *, large: bool = False) -> list[Path]:
    size = 4000 if large else 600
    picture = pictures.write_picture(base / "photo.tif", size, compress="deflate", tiled=True)
    return [picture] if large else [picture, pictures.write_folder(base / "tiles")]


def _postgis(base: Path, *, large: bool = False) -> list[Path]:
    port, database = 9, "town"  # where there is no server the file alone is looked at
    if postgres.FOUND:
        server = postgres.server()
        port = server.port
        database = server.database("large", LARGE) if large else server.database("contract", CONTRACT)
        os.environ["PGPASSFILE"] = str(server.passfile)  # as staff have it: where libpq looks for it
    path = base / "town.gisdb"
    return [postgres.write_file(path, database, port, name="都市計画", credit="都市計画課が公開している図面")]


def _clouds(base: Path, *, large: bool = False) -> list[Path]:
    cloud = clouds.town(400_000, side=460.0) if large else clouds.town(5000)
    path = clouds.written(base / "survey.laz", cloud)
    if large:
        return [path]
    older = clouds.written(base / "survey12.las", cloud, point_format=1, version="1.2")
    return [path, foreign.packed(base / "tiles.zip", older)]


def _gauges(base: Path, *, large: bool = False) -> list[Path]:
    path = gauges.listed(base / "水位.csv", 200 if large else 3, 250 if large else 6)
    return [path] if large else [path, gauges.document(base / "水位.json")]


def _broker(base: Path, *, large: bool = False) -> list[Path]:
    path = base / "river.gisbroker"
    text = f'kind = "ngsi-v2"\nurl = "{brokers.lasting()}"\ntypes = ["FloodMonitoring"]\ncredit = "架空"\n'
    path.write_text(f'name = "{"河川の水位計" if large else "河川"}"\n{text}', encoding="utf-8")
    return [path]


def _gtfs(base: Path, *, large: bool = False) -> list[Path]:
    contents = feeds.files(routes=40, stops=40, headway=10) if large else feeds.files()
    packed = feeds.write_zip(base / "bus.zip", contents)
    return [packed] if large else [packed, feeds.write_folder(base / "bus", contents)]


SAMPLES: dict[str, Callable[..., list[Path]]] = {
    "citygml": _citygml,
    "terrain": _terrain,
    "cadastre": _cadastre,
    "raster": _raster,
    "fgd": _fgd,
    "gtfs": _gtfs,
    "gauges": _gauges,
    "broker": _broker,
    "vector": _vector,
    "tables": _tables,
    "postgis": _postgis,
    "las_ground": _clouds,
    "pointcloud": _clouds,
}
AFTER = {"tables": frozenset({"gauges"})}
"""Importers that would read the files of these too, which stand before them."""
ASKED_FOR = frozenset({"las_ground"})
"""Importers that are asked for by name, because what they read is shown in another way when it is opened."""
RESUMED = frozenset({"pointcloud"})
"""Importers that keep what was done when they are stopped, and go on from there."""
READING = {"postgis": (postgres.needed,)}
"""What must be there before an importer can read its samples."""
OWN = {
    "las_ground": frozenset({"cloud.las"}),
    "pointcloud": frozenset({"cloud.las"}),
    "raster": frozenset({"picture.png"}),
    "vector": frozenset({"features.gml", "map.geojson", "lots.shp"}),
    "tables": frozenset({"table.csv", "notes.txt"}),
}
"""Names among foreign files that an importer knows although another may too."""


def foreign_files(base: Path, *names: str) -> list[Path]:
    """Write files that people have beside their data and that these importers do not know."""
    png = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4s", 13, b"IHDR")
        + bytes(13)
        + struct.pack(">I", zlib.crc32(b""))
    )
    contents: dict[str, bytes] = {
        "empty": b"",
        "empty.gml": b"",
        "notes.txt": "市役所のメモ".encode(),
        "table.csv": "名称,緯度,経度\n市役所,32.7,129.8\n".encode("cp932"),
        "picture.png": png,
        "page.html": b"<!DOCTYPE html><html><body>CityModel</body></html>",
        "list.xml": b"<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'/>",
        "features.gml": b"<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs'/>",
        "map.geojson": b'{"type": "FeatureCollection", "features": []}',
        "cloud.las": b"LASF" + bytes(400),
        "lots.shp": struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50) + bytes(72),
        "noise.bin": bytes(range(256)) * 20,
        "program.exe": b"MZ" + bytes(300),
        "paper.pdf": b"%PDF-1.7\n",
        "project.gisproj": b'{"format": 1}',
    }
    paths = []
    known = {file for name in names for file in OWN.get(name, ())}
    for name, content in contents.items():
        if name in known:
            continue
        path = base / name
        path.write_bytes(content)
        paths.append(path)
    other = base / "other.zip"
    with zipfile.ZipFile(other, "w") as target:
        target.writestr("readme.txt", "nothing of a city")
    folder_of_pictures = base / "pictures"
    folder_of_pictures.mkdir()
    (folder_of_pictures / "a.png").write_bytes(png)
    return [*paths, other, folder_of_pictures]


def _coded_list(base: Path, encoding: str) -> Path:
    path = base / "shelters.csv"
    path.write_bytes(f"施設名,緯度,経度\n{WORDS[0]},32.75,129.87\n{WORDS[1]},32.76,129.88\n".encode(encoding))
    return path


def _coded_shapes(base: Path, encoding: str) -> Path:
    path = base / "lots.shp"
    shapes = shapely.points([129.87, 129.88], [32.75, 32.76])
    gpd.GeoDataFrame({"施設名": WORDS}, geometry=shapes, crs=6668).to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    return path


def _coded_gauges(base: Path, encoding: str) -> Path:
    path = base / "gauges.csv"
    rows = [f"{name},{32.75 + place / 100},129.87,2026-07-01 10:00,1.2" for place, name in enumerate(WORDS)]
    path.write_bytes("\n".join(["観測所名,緯度,経度,観測日時,現在水位", *rows, ""]).encode(encoding))
    return path


WORDS = ("長崎市役所の本庁舎", "対馬市立図書館")
CODED: dict[str, Callable[[Path, str], Path]] = {
    "tables": _coded_list,
    "vector": _coded_shapes,
    "gauges": _coded_gauges,
}
"""Makes a file whose texts may be in any encoding, for importers of such files."""
CODED_COLUMN = {"gauges": "name"}
"""The column of these texts where it is not called 施設名."""
