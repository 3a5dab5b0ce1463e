"""As-built inspection: deviations from a design, limits, sheets and tables."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.survey.asbuiltasked import limits_of
from gisapp.desks.survey.asbuiltparts import Evaluation, Kind, Limits, Outcome, Part, Way, evaluate
from gisapp.desks.survey.asbuiltsheet import asbuilt_book, asbuilt_drawings
from gisapp.desks.survey.titleblock import Title
from gisapp.paper.pages import write_pages
from layers.errors import NoOverlap
from layers.feedback import Feedback
from tests.gisapp.desks.survey.shapes import opened
from tests.importers.las.clouds import SOUTH, WEST, Town, written
from tests.importers.test_landxml import SYSTEM, landxml, surface

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.pointcloud import PointCloud
    from layers.tin import Tin

TITLE = Title("○○地区 法面工", "2026-11-20", "EPSG:6669", "T.P.", "テスト測量", "2026-11-30T12:00:00+09:00")
SIDE = 50.0


def design(path: Path, rise: float = 0.0) -> Path:
    """Write a square of 2,500 m² at 10 m, which may rise to the east."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
    points = "".join(
        f'<P id="{n}">{SOUTH + SIDE * y:.3f} {WEST + SIDE * x:.3f} {10 + rise * SIDE * x:.3f}</P>'
        for n, (x, y) in enumerate(corners, 1)
    )
    return landxml(path, surface(points, "<F>1 2 3</F><F>1 3 4</F>", "天端面"), told=SYSTEM)


def scan(path: Path, deviations: NDArray[np.float64], rise: float = 0.0) -> Path:
    """Write points on the square, so far above it."""
    random = np.random.default_rng(3)
    east, north = random.uniform(0.01, SIDE - 0.01, (2, len(deviations)))
    height = 10 + rise * east + deviations
    classes = np.full(len(deviations), 2, np.uint8)
    return written(path, Town(np.column_stack([WEST + east, SOUTH + north, height]), classes))


def parts(path: Path, *kinds: str) -> Path:
    ring = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6669"}}
    features = [
        {
            "type": "Feature",
            "properties": {"部位": f"1工区 {kind}"},
            "geometry": json.loads(shapely.to_geojson(ring)),
        }
        for kind in kinds
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), "utf-8")
    return path


# ------------------------------------------------------------------------------------------- the figures


@pytest.fixture(scope="module")
def slope(tmp_path_factory: pytest.TempPathFactory) -> tuple[PointCloud, Tin]:
    """Return a scan that lies 0.1 m over a slope of 1:2, and the slope."""
    from importers.landxml import read_landxml

    base = tmp_path_factory.mktemp("slope")
    layer = opened(scan(base / "a.laz", np.full(6_000, 0.1), 0.5), base / "stores")
    (tin,) = read_landxml(design(base / "d.xml", 0.5), Feedback(), [])
    return layer, tin


def found_of(slope: tuple[PointCloud, Tin], way: Way, limits: Limits, edge: float = 0.05) -> Evaluation:
    layer, tin = slope
    box = shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)
    part = Part("一段目", Kind.SLOPE, box, limits, way)
    return evaluate(layer.data, tin, [part], Feedback(), edge=edge)[0]


def test_slopes_are_measured_upright_at_right_angles_or_level(slope: tuple[PointCloud, Tin]) -> None:
    limits = Limits(0.19, 0.15)
    for way, expected in ((Way.VERTICAL, 0.1), (Way.NORMAL, 0.2 / np.sqrt(5)), (Way.HORIZONTAL, 0.2)):
        found = found_of(slope, way, limits)
        assert found.deviations.mean() == pytest.approx(expected, abs=1e-3)
    inner = found_of(slope, Way.VERTICAL, limits, edge=1.0)
    assert inner.area == pytest.approx(48.0**2)
    assert inner.at_edge + inner.verdict.count == 6_000


def test_limits_that_nobody_confirmed_let_none_pass_and_none_fail(slope: tuple[PointCloud, Tin]) -> None:
    sure = Limits(0.19, 0.08)
    assert found_of(slope, Way.VERTICAL, sure).outcome is Outcome.FAIL  # the mean is 0.1
    assert found_of(slope, Way.VERTICAL, Limits(0.19, 0.08, mean_sure=False)).outcome is Outcome.CONFIRM
    assert found_of(slope, Way.VERTICAL, Limits(0.19, 0.12)).outcome is Outcome.PASSED
    assert found_of(slope, Way.VERTICAL, Limits(0.19, 0.12, single_sure=False)).outcome is Outcome.CONFIRM
    assert found_of(slope, Way.VERTICAL, Limits(0.05, 0.12, single_sure=False)).outcome is Outcome.CONFIRM
    assert limits_of(["法面=190"])[Kind.SLOPE] == Limits(0.19, 0.08, mean_sure=False)
    away = Part("遠く", Kind.CROWN, shapely.box(0, 0, 9, 9), sure)
    layer, tin = slope
    with pytest.raises(NoOverlap, match="設計面がありません"):
        evaluate(layer.data, tin, [away], Feedback())


def test_sheets_say_what_was_found_and_the_map_counts_every_point(slope: tuple[PointCloud, Tin]) -> None:
    one = found_of(slope, Way.VERTICAL, Limits(0.19, 0.08, mean_sure=False))
    drawings = asbuilt_drawings([one, one], TITLE, "設計面", 0.05)
    assert len(drawings) == 3
    words = [text.text for text in drawings[1].words]
    assert {"要確認", "+0.100 m", "±0.080 m（未確認）", "（否）", "±0.190 m", "様式-31-2 に準じる"} <= set(
        words
    )
    counts = [int(text.replace(",", "")) for text in words if text.replace(",", "").isdecimal()]
    assert sum(counts) == one.verdict.count
    for page in drawings:
        ends = np.array([point for stroke in page.strokes for point in stroke.points])
        assert (ends >= 0).all()
        assert (ends <= (page.width, page.height)).all()
    assert write_pages(drawings, "a", TITLE.made) == write_pages(drawings, "a", TITLE.made)
    import python_calamine

    content = asbuilt_book([one], TITLE, "設計面", 0.05)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python()
    assert any(row[:2] == ["平均値", "+0.100 m"] for row in rows)
    assert any("xl/media" in name for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
