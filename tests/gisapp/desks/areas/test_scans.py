"""Scanned maps are written where they lie, read by the importer, and bad ones refused with a sentence."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image, ImageDraw

from gisapp.desks.areas import scans
from gisapp.desks.areas.controlpoints import ControlPoint, Method, Placement, fit
from importers.raster.importer import RasterFiles, RasterOptions
from layers.errors import ExportFailed, GisError
from layers.feedback import Feedback

SIZE = (2300, 1500)  # more than one piece
RED = (220, 30, 30)
SPOTS = np.array([(300.0, 300.0), (2047.0, 350.0), (1900.0, 1200.0), (400.0, 1250.0), (1150.0, 750.0)])
SLANT = np.array([[0.42, 0.05, -20_000.0], [0.06, -0.4, -35_000.0], [2e-6, -1e-6, 1.0]])
TURNED = np.array([[0.42, 0.05, -20_000.0], [0.06, -0.4, -35_000.0], [0.0, 0.0, 1.0]])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scan with five red squares as PNG, JPEG, and one as fax machines write them."""
    made = tmp_path_factory.mktemp("scans")
    picture = Image.new("RGB", SIZE, (250, 248, 240))
    brush = ImageDraw.Draw(picture)
    for x, y in SPOTS.tolist():
        brush.rectangle((x - 12, y - 12, x + 11, y + 11), fill=RED)
    picture.save(made / "地図.png")
    picture.save(made / "地図.jpg", quality=92)
    picture.convert("L").point(lambda value: 255 * (value > 128)).convert("1").save(
        made / "白黒.tif", compression="group4"
    )
    (made / "図.pdf").write_bytes(b"%PDF-1.7\n")
    (made / "本文.png").write_bytes((made / "地図.png").read_bytes()[:9000])
    return made


def placed(matrix: np.ndarray, method: Method) -> Placement:
    there = np.column_stack([SPOTS, np.ones(len(SPOTS))]) @ matrix.T
    ground = there[:, :2] / there[:, 2:]
    points = [
        ControlPoint(*seen, *where) for seen, where in zip(SPOTS.tolist(), ground.tolist(), strict=True)
    ]
    return fit(points, method)


@pytest.mark.parametrize(
    ("name", "method"),
    [("白黒.tif", Method.PROJECTIVE), ("地図.jpg", Method.AFFINE)],
)
def test_spots_stand_where_they_belong(folder: Path, tmp_path: Path, name: str, method: Method) -> None:
    scan = scans.opened(folder / name, tmp_path, Feedback())
    assert (scan.width, scan.height) == SIZE
    placement = placed(SLANT if method is Method.PROJECTIVE else TURNED, method)
    target = tmp_path / "置いた図.tif"
    made = scans.write_placed(scan, placement, "EPSG:6676", target, Feedback())
    with rasterio.open(target) as dataset:
        assert dataset.overviews(1)[0] == 2
        assert dataset.block_shapes[0] == (512, 512)
        told = json.loads(dataset.tags()[scans.TAG])
        assert told["method"] == method
        assert [one["column"] for one in told["points"]] == SPOTS[:, 0].tolist()
        dark = dataset.read(2) < 128
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rasterio 1.4 multiplies the matrices of affine 3 the old way
            rows, columns = np.nonzero(dark & (dataset.dataset_mask() > 0))
        transform = dataset.transform
    x = transform.a * (columns + 0.5) + transform.b * (rows + 0.5) + transform.c
    y = transform.d * (columns + 0.5) + transform.e * (rows + 0.5) + transform.f
    for point in placement.points:
        near = np.hypot(x - point.east, y - point.north) < 15
        assert near.sum() > 200
        assert np.hypot(x[near].mean() - point.east, y[near].mean() - point.north) < 0.5 * made.pixel
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.tif", "置いた図.tif"]
    with pytest.raises(ExportFailed, match="すでにあります"):
        scans.write_placed(scan, placement, "EPSG:6676", target, Feedback())
    assert RasterFiles().sniff(target, target.read_bytes()[:64])
    options = RasterOptions(stores=tmp_path / "stores", target="EPSG:6676")
    (layer,) = RasterFiles().read(target, options, Feedback()).layers
    assert {fact.label: fact.value for fact in layer.describe(0).provenance}["画像の置き方"].endswith(
        "対応点 5 点、RMS 0.00 m"
    )
    west, south, _, east, north, _ = layer.extent() or (0,) * 6
    corners = placement.corners(*SIZE)
    assert np.allclose([(west, south), (east, north)], [corners.min(axis=0), corners.max(axis=0)], atol=1.0)


def test_what_cannot_be_placed_is_refused_with_a_sentence(folder: Path, tmp_path: Path) -> None:
    for name, words in (
        ("図.pdf", "PDF"),
        ("本文.png", "壊れている"),
        ("ない.png", "見つかりません|壊れている"),
    ):
        with pytest.raises(GisError, match=words):
            scans.opened(folder / name, tmp_path, Feedback())
