from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pyproj import Transformer
from scipy.interpolate import RegularGridInterpolator

from importers.terrain.fgdem import DemMosaic, read_tile
from layers.errors import DamagedFile, GisError, NotRecognised, Unsafe
from tests.importers.citygml.reading import expect_sentence
from tests.importers.terrain.sources import DEM5A, SOUTH, STEP, WEST, fgdem, layer_of, packed, read, slope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.feedback import Finding

REAL = "gis/fgddem-rs/tests/fixture/FG-GML-5238-74-00-DEM5A-20161001.xml"


def test_a_tile_is_read_cell_by_cell() -> None:
    heights = slope(150, 225)
    heights[3, 4:9] = np.nan
    findings: list[Finding] = []
    tile = read_tile(DEM5A, fgdem(heights), findings)
    assert np.array_equal(tile.heights, heights.astype(np.float32), equal_nan=True)
    assert (tile.kind, tile.crs) == ("5A", "EPSG:6668")
    assert tile.west == pytest.approx(WEST)
    assert tile.north == pytest.approx(SOUTH + 150 * STEP)
    assert tile.step_east == pytest.approx(STEP)
    assert findings == []


@pytest.mark.parametrize("start", [0, 1, 224, 225, 30_000])
@pytest.mark.parametrize("missing", [0, 700])
def test_cells_that_are_not_listed_have_no_height(start: int, missing: int) -> None:
    heights = slope(150, 225)
    stop = heights.size - missing
    tile = read_tile(DEM5A, fgdem(heights, start=start, stop=stop), [])
    flat = tile.heights.ravel()
    assert np.isnan(flat[:start]).all()
    assert np.isnan(flat[stop:]).all()
    assert np.array_equal(flat[start:stop], heights.ravel()[start:stop].astype(np.float32))


@pytest.mark.parametrize("encoding", ["UTF-8", "cp932", "euc_jp"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n", " \n "])
def test_any_encoding_and_line_end_will_do(encoding: str, line_end: str) -> None:
    heights = slope(10, 12)
    tile = read_tile("a.xml", fgdem(heights, encoding=encoding, line_end=line_end), [])
    assert np.array_equal(tile.heights, heights.astype(np.float32))


def test_lines_that_are_no_heights_are_counted() -> None:
    findings: list[Finding] = []
    content = fgdem(
        slope(10, 12), stop=100, lines=["地表面,abc", "地表面", "地表面,1 2", "地表面,", "地表面,7.5"]
    )
    tile = read_tile("a.xml", content, findings)
    assert [(finding.code, finding.count) for finding in findings] == [("dem-odd-lines", 4)]
    assert np.isnan(tile.heights.ravel()[100:104]).all()
    assert tile.heights.ravel()[104] == 7.5


def test_more_heights_than_cells_are_told() -> None:
    findings: list[Finding] = []
    tile = read_tile("a.xml", fgdem(slope(10, 12), lines=["地表面,1.0"] * 5), findings)
    assert [finding.code for finding in findings] == ["dem-too-many"]
    assert tile.heights.shape == (10, 12)


def test_a_file_that_is_cut_off_gives_what_was_there() -> None:
    findings: list[Finding] = []
    content = fgdem(slope(150, 225))
    tile = read_tile("a.xml", content[: len(content) // 2], findings)
    assert "dem-cut" in {finding.code for finding in findings}
    assert 10_000 < np.isfinite(tile.heights).sum() < 20_000


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (b"<DEM ", b"<!DOCTYPE a><DEM ", Unsafe),
        (b"<DEM ", b"<RdEdg ", NotRecognised),
        (b"fgd.gsi.go.jp", b"example.org", NotRecognised),
        (b"<gml:high>11 9<", b"<gml:high>99999999 99999999<", DamagedFile),
        (b"<gml:high>11 9<", b"<gml:high>-1 -1<", DamagedFile),
        (b"<gml:high>11 9<", b"<gml:high>x y<", DamagedFile),
        (b"<gml:high>11 9<", b"<gml:high>" + b"9" * 5000 + b" 1<", DamagedFile),
        (b"138.500000000", b"nan", DamagedFile),
        (b"138.500000000", b"8.5", DamagedFile),
        (b"35.250000000", b"89.9", DamagedFile),
        (b"tupleList>", b"tuples>", DamagedFile),
        ("地表面,".encode(), "地表面".encode(), DamagedFile),
    ],
)
def test_a_head_that_cannot_be_is_refused_in_a_sentence(old: bytes, new: bytes, kind: type[GisError]) -> None:
    content = fgdem(slope(10, 12))
    assert old in content
    changed = content.replace(old, new)
    if kind is DamagedFile and old.startswith("地".encode()):
        changed = re.sub("地表面.*\n".encode(), b"\n", content)
    with pytest.raises(kind) as caught:
        read_tile("a.xml", changed, [])
    expect_sentence(caught.value, "a.xml")


def test_tiles_side_by_side_make_one_grid_without_a_seam(tmp_path: Path) -> None:
    whole = slope(300, 450)
    tiles = {}
    for row in (0, 1):
        for column in (0, 1):
            part = whole[row * 150 : row * 150 + 150, column * 225 : column * 225 + 225]
            south, west = SOUTH + (1 - row) * 150 * STEP, WEST + column * 225 * STEP
            tiles[f"FG-GML-5238-7{row}-0{column}-DEM5A-20161001.xml"] = fgdem(part, south=south, west=west)
    first = read_tile("FG-GML-DEM5A.xml", next(iter(tiles.values())), [])
    mosaic = DemMosaic(tmp_path / "mosaic", first)
    for name, content in tiles.items():
        tile = read_tile(name, content, [])
        assert mosaic.fits(tile)
        mosaic.add(tile)
    assert (mosaic.rows, mosaic.columns) == (300, 450)
    assert np.array_equal(mosaic.window(0, 0, 300, 450), whole.astype(np.float32))
    mosaic.close()

    both = layer_of(read(packed(tmp_path / "FG-GML.zip", tiles), tmp_path / "stores"))
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / DEM5A).write_bytes(fgdem(whole))
    one = layer_of(read(tmp_path / "one" / DEM5A, tmp_path / "stores"))
    assert both.extent() == pytest.approx(one.extent())
    grids = [layer.data.store.levels[0] for layer in (both, one)]
    found = [grid.window(0, 0, grid.rows, grid.columns) for grid in grids]
    assert np.allclose(found[0], found[1], atol=1e-3, equal_nan=True)


def test_a_finer_kind_counts_first_and_a_coarser_one_fills(tmp_path: Path) -> None:
    fine = np.full((150, 225), 10.0)
    fine[:, 100:] = np.nan
    (tmp_path / DEM5A).write_bytes(fgdem(fine))
    coarse = np.full((150, 225), 20.0)
    (tmp_path / "FG-GML-5238-74-dem10b-20161001.xml").write_bytes(fgdem(coarse, step=2 * STEP))
    layer = layer_of(read(tmp_path, tmp_path / "stores"))
    assert layer.data.store.cell == 5.0
    places = Transformer.from_crs("EPSG:6668", layer.data.crs, always_xy=True)
    longitude = WEST + np.array([50, 150, 300]) * STEP
    east, north = places.transform(longitude, np.full(3, SOUTH + 75 * STEP))
    assert np.allclose(layer.height_at(east, north), [10, 20, 20], atol=1e-4)


def test_a_real_tile_lies_where_and_as_high_as_an_independent_reading_says(
    real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    path = real_data(REAL)
    layer = layer_of(read(path, tmp_path))
    # Read by hand: one line after the other.
    text = path.read_text("utf-8")
    body = text[text.index("<gml:tupleList>") : text.index("</gml:tupleList>")]
    values = [float(line.split(",")[1]) for line in body.splitlines() if "," in line]
    start = re.search(r"<gml:startPoint>(\d+) (\d+)<", text)
    assert start is not None
    first = int(start[2]) * 225 + int(start[1])
    cells = np.full(150 * 225, np.nan)
    cells[first : first + len(values)] = values
    cells[cells < -9000] = np.nan
    heights = cells.reshape(150, 225)[::-1]
    latitude = 35.25 + (np.arange(150) + 0.5) / 150 / 120
    longitude = 138.5 + (np.arange(225) + 0.5) / 225 / 80
    truth = RegularGridInterpolator((latitude, longitude), heights)
    # At the middles of the cells of the new grid its heights are the bilinear ones of the source.
    store = layer.data.store
    assert (store.crs, store.cell) == ("EPSG:6676", 5.0)
    grid = store.levels[0]
    row, column = np.meshgrid(np.arange(grid.rows), np.arange(grid.columns), indexing="ij")
    back = Transformer.from_crs(store.crs, "EPSG:6668", always_xy=True)
    east, north = store.west + (column + 0.5) * 5, store.south + (row + 0.5) * 5
    x, y = back.transform(east, north)
    inside = (x > longitude[0]) & (x < longitude[-1]) & (y > latitude[0]) & (y < latitude[-1])
    expected = truth((y[inside], x[inside]))
    found = grid.window(0, 0, grid.rows, grid.columns)[inside]
    known = np.isfinite(expected)
    assert known.sum() > 30_000
    assert np.abs(found[known] - expected[known]).max() < 1e-3
    # Everywhere else the new grid is a second interpolation: that is the error of resampling.
    random = np.random.default_rng(1)
    x, y = random.uniform(138.5002, 138.5123, 20_000), random.uniform(35.2502, 35.2581, 20_000)
    east, north = Transformer.from_crs("EPSG:6668", store.crs, always_xy=True).transform(x, y)
    away = np.abs(layer.height_at(east, north) - truth((y, x)))
    away = away[np.isfinite(away)]
    print(f"resampling: median {np.median(away):.3f} m, 95 % {np.quantile(away, 0.95):.3f} m")
    assert np.median(away) < 0.1
    assert np.quantile(away, 0.95) < 0.6
