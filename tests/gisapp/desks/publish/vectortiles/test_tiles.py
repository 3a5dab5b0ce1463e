"""Vector tiles: what other readers find in them is what the public may see, where it is."""

from __future__ import annotations

import gzip
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from gisapp.desks.publish.tilegrid import places
from gisapp.desks.publish.vectortiles import TilePart, TilesetAbout, TilesWritten, write_vector_tiles
from gisapp.desks.publish.vectortiles.values import LONGEST
from layers import crs
from layers.errors import ExportFailed
from layers.feedback import Cancelled, Feedback
from tests.gisapp.desks.publish.tilecontent import ShapesContent, houses
from tests.gisapp.desks.publish.tilereading import metadata, raw_tiles, vector_tiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

EXTENT = 4096
Tile = dict[str, Any]


def write(path: Path, *parts: TilePart, feedback: Feedback | None = None, **more: Any) -> TilesWritten:
    return write_vector_tiles(parts, path, feedback or Feedback(), **more)


def in_steps(shape: Any, zoom: int, tile: Sequence[int] = (0, 0)) -> Any:
    """Return a shape in steps of a tile at a zoom, not rounded."""

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = crs.unproject(points[:, 0], points[:, 1], "EPSG:6669")
        x, y = places(longitude, latitude)
        world = np.stack([x, y], axis=1) * (1 << zoom)
        return (world - np.asarray(tile)) * EXTENT

    return shapely.transform(shape, move)


def ids(tiles: dict[tuple[int, int, int], Tile], zoom: int, layer: str = "houses") -> set[int]:
    return {
        feature["id"]
        for (z, _, _), tile in tiles.items()
        if z == zoom and layer in tile
        for feature in tile[layer]["features"]
    }


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TilesWritten, list[Any]]:
    """900 houses."""
    shapes = houses(900)
    columns = {
        "名称": [f"家{k % 7}" if k % 5 else None for k in range(900)],
        "階数": [k % 4 - 1 for k in range(900)],
        "高さ": [k * 0.1 for k in range(900)],
        "空家": [k % 2 == 0 for k in range(900)],
    }
    content = ShapesContent(shapes, columns)
    path = tmp_path_factory.mktemp("town") / "town.pmtiles"
    part = TilePart("houses", content, ("名称", "階数", "高さ", "空家"), {"height": np.arange(900) / 4})
    return path, write(path, part, zooms=(10, 16), about=TilesetAbout("町", attribution="市")), shapes


def test_every_house_is_there_at_the_finest_zoom(town: tuple[Path, TilesWritten, list[Any]]) -> None:
    path, written, _ = town
    tiles = vector_tiles(path)
    assert ids(tiles, 16) == set(range(1, 901))
    assert written.features == {"houses": 900}
    for zoom in range(10, 17):
        assert written.kept["houses"][zoom - 10] == len(ids(tiles, zoom))
    assert 30 <= written.kept["houses"][0] < 900  # seen from afar houses stand for their neighbours
    assert written.kept["houses"][3:] == (900,) * 4


def test_shapes_are_within_half_a_step(town: tuple[Path, TilesWritten, list[Any]]) -> None:
    path, _, shapes = town
    seen = 0
    for (zoom, x, y), tile in vector_tiles(path).items():
        if zoom not in (13, 16):
            continue
        for feature in tile["houses"]["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            true = in_steps(shapes[feature["id"] - 1], zoom, (x, y))
            window = shapely.box(-64, -64, EXTENT + 64, EXTENT + 64)
            corners = shapely.points(shapely.get_coordinates(shape))
            away = shapely.distance(shapely.boundary(shapely.intersection(true, window)), corners).max()
            assert away <= 0.8  # half a step along each axis, and where it is cut a little more
            assert shape.is_valid
            seen += 1
    assert seen > 900


def test_attributes_are_those_of_the_feature(town: tuple[Path, TilesWritten, list[Any]]) -> None:
    path, written, _ = town
    for tile in vector_tiles(path).values():
        for feature in tile["houses"]["features"]:
            k = feature["id"] - 1
            expected = {"階数": k % 4 - 1, "高さ": k * 0.1, "空家": k % 2 == 0, "height": k / 4}
            if k % 5:
                expected["名称"] = f"家{k % 7}"
            assert feature["properties"] == expected
    names = {"名称": "String", "階数": "Number", "高さ": "Number", "空家": "Boolean", "height": "Number"}
    assert written.fields == {"houses": names}
    assert metadata(path) == {
        "name": "町",
        "attribution": "市",
        "vector_layers": [{"id": "houses", "fields": names, "minzoom": 10, "maxzoom": 16}],
    }


def test_gdal_reads_the_same(town: tuple[Path, TilesWritten, list[Any]]) -> None:
    import pyogrio

    path, _, shapes = town
    frame = pyogrio.read_dataframe(path, ZOOM_LEVEL=16)
    assert set(frame["mvt_id"]) == set(range(1, 901))
    merged = frame.to_crs("EPSG:6669").dissolve(by="mvt_id")
    true = np.array([shapes[k - 1] for k in merged.index])
    unit = 40_075_016 / (1 << 16) / EXTENT
    assert shapely.hausdorff_distance(shapely.convex_hull(merged.geometry.to_numpy()), true).max() < unit
    assert frame.set_index("mvt_id")["高さ"].to_dict() == pytest.approx({k + 1: k * 0.1 for k in range(900)})


def test_the_same_input_gives_the_same_bytes_here_and_in_other_processes(tmp_path: Path) -> None:
    content = ShapesContent(houses(400), {"名称": [f"家{k}" for k in range(400)]})
    part = TilePart("houses", content, ("名称",))
    write(tmp_path / "one.pmtiles", part, zooms=(12, 16))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        write(tmp_path / "two.pmtiles", part, zooms=(12, 16), executor=executor, about=TilesetAbout("one"))
    assert (tmp_path / "one.pmtiles").read_bytes() == (tmp_path / "two.pmtiles").read_bytes()
    assert {one.name for one in tmp_path.iterdir()} == {"one.pmtiles", "two.pmtiles"}


def test_a_large_area_with_a_hole_is_whole_again(tmp_path: Path) -> None:
    hole = shapely.box(21_900, 33_900, 22_300, 34_100)
    area = shapely.difference(shapely.box(21_000, 33_000, 23_500, 35_200), hole)
    other = shapely.Point(26_000, 33_000).buffer(700, quad_segs=64)
    content = ShapesContent([shapely.MultiPolygon([area, other]), None])
    feedback = Feedback()
    write(tmp_path / "area.pmtiles", TilePart("areas", content), zooms=(14, 16), feedback=feedback)
    assert [one.code for one in feedback.findings] == ["tile-without-shape"]
    for zoom in (14, 15, 16):
        parts = []
        for (z, x, y), tile in vector_tiles(tmp_path / "area.pmtiles").items():
            if z != zoom:
                continue
            (feature,) = tile["areas"]["features"]
            assert feature["id"] == 1
            shape = shapely.geometry.shape(feature["geometry"])
            assert min(shape.bounds[:2]) >= -64
            assert max(shape.bounds[2:]) <= EXTENT + 64
            # A hole that was cut lies along the edge of what was cut, outside of what is seen.
            valid = shapely.make_valid(shape, method="structure", keep_collapsed=False)
            seen = shapely.intersection(valid, shapely.box(0, 0, EXTENT, EXTENT))
            parts.append(shapely.transform(seen, lambda p, x=x, y=y: p + np.array([x, y]) * EXTENT))
        true = in_steps(content.shapes_[0], zoom)
        together = shapely.union_all(parts)
        assert shapely.symmetric_difference(together, true).area < true.length * (0.5 if zoom == 16 else 1.5)


def test_lines_and_points_are_cut_at_tiles(tmp_path: Path) -> None:
    line = shapely.LineString([(21_000, 33_000), (23_000, 33_500), (21_500, 34_000), (21_500, 34_000)])
    points = shapely.MultiPoint([(21_000, 33_000), (23_000, 34_000), (23_000, 34_000.001)])
    mixed = shapely.GeometryCollection([shapely.Point(21_000, 33_000), shapely.box(0, 0, 10, 10)])
    content = ShapesContent([line, points, mixed])
    written = write(tmp_path / "made.pmtiles", TilePart("mixed", content), zooms=(15, 16))
    lines, found, kinds = [], [], set()
    for (z, x, y), tile in vector_tiles(tmp_path / "made.pmtiles").items():
        for feature in tile["mixed"]["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            kinds.add((feature["id"], shape.geom_type.removeprefix("Multi")))
            if z < 16:
                continue
            world = shapely.transform(shape, lambda p, x=x, y=y: p + np.array([x, y]) * EXTENT)
            if feature["id"] == 1:
                lines.append(world)
            elif feature["id"] == 2:
                found += shapely.get_coordinates(world).tolist()
    assert kinds == {(1, "LineString"), (2, "Point"), (3, "Polygon")}
    true = in_steps(line, 16)
    assert shapely.hausdorff_distance(shapely.union_all(lines), true) < 1.5
    assert np.array_equal(
        np.unique(found, axis=0), np.unique(np.round(shapely.get_coordinates(in_steps(points, 16))), axis=0)
    )
    assert written.features == {"mixed": 3}


def test_long_and_hostile_texts_are_texts(tmp_path: Path) -> None:
    texts = [
        "<script>alert(1)</script>",
        "長" * 10_000,
        "=cmd|' /C calc'!A0",
        "../../etc/passwd",
        "\0\x1b[31m",
    ]
    content = ShapesContent(houses(5), {"<b>名称": texts})
    feedback = Feedback()
    write(
        tmp_path / "made.pmtiles",
        TilePart("houses", content, ("<b>名称",)),
        zooms=(16, 16),
        feedback=feedback,
    )
    found = {
        feature["id"]: feature["properties"]["<b>名称"]
        for tile in vector_tiles(tmp_path / "made.pmtiles").values()
        for feature in tile["houses"]["features"]
    }
    assert found == {k + 1: text if k != 1 else "長" * (LONGEST - 1) + "…" for k, text in enumerate(texts)}
    assert [(one.code, one.count) for one in feedback.findings] == [("tile-text-cut", 1)]
    assert "1,000 字" in str(feedback.findings[0].message)


def test_only_the_named_columns_are_read(tmp_path: Path) -> None:
    content = ShapesContent(houses(3), {"名称": ["a", "b", "c"], "所有者": ["長崎太郎"] * 3})
    write(tmp_path / "made.pmtiles", TilePart("houses", content, ("名称",)), zooms=(16, 16))
    raw = b"".join(gzip.decompress(tile) for tile in raw_tiles(tmp_path / "made.pmtiles").values())
    assert "長崎".encode() not in raw
    assert "所有者".encode() not in raw


def test_coordinates_are_no_more_exact_than_was_said(tmp_path: Path) -> None:
    class Coarse(ShapesContent):
        decimals = 3

    content = Coarse([shapely.Point(21_000 + 7 * k, 33_000 + 3 * k) for k in range(50)])
    write(tmp_path / "made.pmtiles", TilePart("points", content), zooms=(16, 16))
    for (z, x, y), tile in vector_tiles(tmp_path / "made.pmtiles").items():
        for feature in tile["points"]["features"]:
            place = (np.array(feature["geometry"]["coordinates"]) / EXTENT + [x, y]) / (1 << z)
            assert place[0] * 360 - 180 == pytest.approx(round(place[0] * 360 - 180, 3), abs=2e-6)


def test_a_layer_is_there_only_at_its_zooms(tmp_path: Path) -> None:
    content = ShapesContent(houses(20))
    parts = (TilePart("houses", content, minzoom=13, maxzoom=14), TilePart("more", content))
    write(tmp_path / "made.pmtiles", *parts, zooms=(12, 15))
    there = {
        (z, layer) for (z, _, _), tile in vector_tiles(tmp_path / "made.pmtiles").items() for layer in tile
    }
    assert there == {(z, "more") for z in range(12, 16)} | {(13, "houses"), (14, "houses")}


def test_nothing_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="図形がありません"):
        write(tmp_path / "made.pmtiles", TilePart("houses", ShapesContent([None, None])))
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped(tmp_path: Path) -> None:
    feedback = Feedback()
    feedback._on_progress = lambda done, total, text: feedback.cancel() if done >= 0.4 else None
    with pytest.raises(Cancelled):
        write(tmp_path / "made.pmtiles", TilePart("houses", ShapesContent(houses(500))), feedback=feedback)
    assert list(tmp_path.iterdir()) == []
