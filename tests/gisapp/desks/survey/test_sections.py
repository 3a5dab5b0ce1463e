"""Sections on paper and for CAD: true scale, series, areas and volumes with known answers."""

from __future__ import annotations

import io
import json
import math
import re
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from gisapp.desks.survey.crosssections import (
    OF_GROUND,
    OF_LOWEST,
    Cut,
    Cutting,
    Trace,
    areas_between,
    earthwork,
    trace_of,
)
from gisapp.desks.survey.profiles import Section
from gisapp.desks.survey.sectionasked import Asked, sections_of, title_of
from gisapp.desks.survey.sectiondrawing import drawings_of, scaled
from gisapp.desks.survey.sectionfigure import SIDE, Figure, slope_words
from gisapp.desks.survey.sectionfiles import SUFFIXES, Sections, written
from gisapp.desks.survey.stations import stake, stations_along
from gisapp.desks.survey.titleblock import PAPERS, Size, Title
from gisapp.paper.pages import write_pages, write_png
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from layers.heightbase import RESULT_2024
from tests.gisapp.desks.survey.shapes import opened
from tests.importers.las.clouds import SOUTH, WEST, town
from tests.importers.las.clouds import written as written_las

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.pointcloud import PointCloud

TITLE = Title("法面点検", "", "EPSG:6669", "", "テスト測量", "2026-11-30T12:00:00+09:00")
POINT = 25.4 / 72


def section(
    along: NDArray[np.float64], height: NDArray[np.float64], length: float = 20.0, code: int = 2
) -> Section:
    count = len(along)
    return Section(
        along,
        np.zeros(count),
        height,
        np.full(count, code, np.uint8),
        length,
        np.column_stack([along, np.zeros(count)]),
        np.full((count, 3), 90, np.uint8),
    )


def slope_cut(*traces: Trace, **more: Any) -> Cut:
    line = np.array([[0.0, 0.0], [20.0, 0.0]])
    return replace(Cut("A", line, traces), **more)


def on_slope(rise: float = 0.5, ratio: float = 1.5, name: str = "一回目") -> Trace:
    """Level for 5 m, then up at 1:ratio, then level again from 15 m on."""
    along = np.linspace(0, 20, 8_001)
    height = rise + np.clip(along - 5, 0, 10) / ratio
    return trace_of(name, section(along, height), 0.25)


def test_the_ground_lies_under_trees_and_what_is_classified_counts_first() -> None:
    random = np.random.default_rng(1)
    along = random.uniform(0, 20, 8_000)
    height = 3 + 0.4 * along + random.normal(0, 0.01, 8_000)
    tall = random.random(8_000) < 0.85  # nearly all is leaves
    height[tall] += random.uniform(1.2, 9, int(tall.sum()))
    found = trace_of("a", section(along, height, code=1), 0.5)
    assert found.based == OF_LOWEST
    assert np.nanmax(np.abs(found.ground[:, 1] - 3 - 0.4 * found.ground[:, 0])) < 0.1
    classed = section(along, height)
    classed.classification[tall] = 5
    named = trace_of("a", classed, 0.5)
    assert named.based == OF_GROUND
    assert np.nanmax(np.abs(named.ground[:, 1] - 3 - 0.4 * named.ground[:, 0])) < 0.1
    only = trace_of("a", classed, 0.5, classes=[9])
    assert np.isnan(only.ground[:, 1]).all()  # there is no water


def test_areas_of_known_shapes() -> None:
    along = np.arange(0.0, 10.5, 0.5)
    level = np.column_stack([along, np.full(21, 2.0)])
    wedge = np.column_stack([along, 1 + along / 5])  # crosses at 5 m
    found = areas_between(level, wedge)
    assert (found.cut, found.fill, found.compared) == pytest.approx((2.5, 2.5, 10.0))
    back = areas_between(wedge, level)
    assert (back.cut, back.fill) == pytest.approx((2.5, 2.5))
    holed = wedge.copy()
    holed[4, 1] = np.nan
    assert areas_between(level, holed).compared == 9.0  # what nobody knows is not counted
    raised = np.add(level, (0.0, 0.02))
    assert areas_between(level, raised).fill == pytest.approx(0.2)
    assert areas_between(level, raised, band=0.03).fill == 0.0


def test_volumes_by_average_end_areas() -> None:
    along = np.arange(0.0, 20.5, 0.5)
    cuts = []
    for station, deep in ((0.0, 0.0), (20.0, 1.0), (25.0, 2.0)):
        before = Trace("前", section(along, along * 0), np.column_stack([along, along * 0.0]), OF_LOWEST)
        after = replace(before, name="後", ground=np.column_stack([along, along * 0.0 - deep]))
        cuts.append(slope_cut(before, after, station=station, name=stake(station)))
    rows = earthwork(cuts)
    assert [row.name for row in rows] == ["No.0", "No.1", "No.1+5.0"]
    assert [row.areas.cut for row in rows] == pytest.approx([0.0, 20.0, 40.0])
    assert [row.cut for row in rows] == pytest.approx([0.0, 200.0, 150.0])
    assert sum(row.fill for row in rows) == 0.0


def test_stations_lie_across_the_axis() -> None:
    bent = np.array([[0.0, 0.0], [30.0, 0.0], [30.0, 25.0]])
    found = stations_along(bent, 15.0, 4.0, 6.0)
    assert [one.name for one in found] == ["No.0", "No.0+15.0", "No.1+10.0", "No.2+5.0", "No.2+15.0"]
    assert found[1].line.tolist() == [[15.0, 4.0], [15.0, -6.0]]  # the left end first
    corner = found[2].line[0] - found[2].line[1]
    assert math.degrees(math.atan2(corner[1], corner[0])) == pytest.approx(135.0)
    assert found[-1].line == pytest.approx(np.array([[26.0, 25.0], [36.0, 25.0]]))
    assert [one.name for one in stations_along(bent[:2], 30.0, 1.0, 1.0, kilometres=True, start=1200.0)] == [
        "KP1.200",
        "KP1.230",
    ]
    with pytest.raises(AnalysisFailed, match="多すぎます"):
        stations_along(bent, 0.01, 1.0, 1.0)


def _lines(content: bytes) -> NDArray[np.float64]:
    """Return the straight lines of a PDF (n, 4) in millimetres of the paper."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    text = b"\n".join(zlib.decompress(one) for one in streams if one[:1] == b"x")
    number = rb"(-?[\d.]+)"
    found = re.findall(rb"\s+".join([number, number, b"m", number, number, b"l", b"S"]), text)
    return np.array(found, dtype=np.float64) * POINT


@pytest.mark.parametrize(("scale", "times"), [(100, 1.0), (200, 1.0), (200, 2.0)])
def test_a_pdf_is_at_true_scale(scale: int, times: float) -> None:
    cut = slope_cut(on_slope(), marks=(6.0, 14.0))
    drawings = drawings_of([cut], TITLE, Size("A3", scale, times))
    lines = _lines(write_pages(drawings, "断面", TITLE.made))
    wide, tall = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    # The line of the slope runs 8 m ahead and 8 / 1.5 m up.
    expected = np.array([8.0, 8 / 1.5 * times]) * 1000 / scale
    off = np.hypot(wide - expected[0], tall - expected[1])
    assert off.min() < 0.05
    said = [one.text for one in drawings[0].words]
    assert "1:1.50（33.7°、66.7 %）" in said
    assert any((f"1:{scale}" in text) and ("縦 2 倍" in text) == (times == 2) for text in said)
    assert said.count("未確認") == 2  # the day and the heights that nobody named


def test_what_does_not_fit_says_what_would() -> None:
    cut = slope_cut(on_slope())
    with pytest.raises(AnalysisFailed, match=r"入りません.*1:100") as error:
        drawings_of([cut], TITLE, Size("A4", 50))
    assert "427 × 172" in str(error.value.message)
    assert scaled([cut], Size("A4")).scale == 100
    with pytest.raises(AnalysisFailed, match="長すぎて"):
        scaled([slope_cut(replace(on_slope(), section=section(np.empty(0), np.empty(0), 1e6)))], Size("A4"))


def test_points_lie_where_the_lines_say() -> None:
    cut = slope_cut(trace_of("a", section(np.array([2.0, 10.0]), np.array([1.0, 2.0])), 1.0))
    size = Size("A4", 100)
    figure = Figure(cut, size, (0.0, 0.0), str)
    assert figure.inlay is not None
    with Image.open(io.BytesIO(figure.inlay.image)) as image:
        seen = np.asarray(image)[:, :, 3] > 0
    columns = np.flatnonzero(seen.any(axis=0)) / 12
    assert columns.min() == pytest.approx(20.0, abs=0.2)
    assert columns.max() == pytest.approx(100.0, abs=0.2)
    assert figure.left == SIDE


def test_pictures_print_to_scale() -> None:
    drawing = drawings_of([slope_cut(on_slope())], TITLE, Size("A4"))[0]
    with Image.open(io.BytesIO(write_png(drawing, 3))) as image:
        assert image.size == (891, 630)
        assert image.info["dpi"][0] == pytest.approx(76.2, abs=0.1)
    assert (drawing.width, drawing.height) == PAPERS["A4"]


def test_slopes_in_words() -> None:
    level, up = np.array([0.0, 3.0]), np.array([1.0, 3.0])
    assert slope_words(level, up, str) == "1:1.50（33.7°、66.7 %）"
    assert slope_words(level, up[::-1], str) == "1:1.50（33.7°、66.7 %）"
    assert slope_words(level, np.array([1.0, 1.0]), str) == "水平"


# --------------------------------------------------------------------------------------------- files


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> PointCloud:
    base = tmp_path_factory.mktemp("scan")
    return opened(written_las(base / "a.laz", town(60_000)), base / "stores")


@pytest.fixture(scope="module")
def series(scan: PointCloud) -> Sections:
    axis = np.array([[WEST + 20.0, SOUTH + 110.0], [WEST + 75.0, SOUTH + 110.0]])
    asked = Asked(axis, 20.0, 12.0, 8.0, how=Cutting(2.0, 1.0), colour="class")
    title = title_of([scan], "横断", TITLE.made)
    return sections_of([("前", scan), ("後", scan)], asked, title, Feedback())


def test_the_base_of_heights_stands_in_the_block_where_it_is_known(scan: PointCloud) -> None:
    based = replace(scan, data=replace(scan.data, heights=RESULT_2024))
    assert title_of([based, based], "横断", TITLE.made).heights == "標高（測地成果2024）"
    assert title_of([based, scan], "横断", TITLE.made).heights == ""


def test_a_series_has_an_index_and_its_table_is_whole(series: Sections) -> None:
    assert [one.name for one in series.cuts] == ["No.0", "No.1", "No.2", "No.2+15.0"]
    drawings = drawings_of(series.cuts, series.title, series.size, keys=series.keys)
    first = [one.text for one in drawings[0].words]
    assert "横断図 位置図・土量計算書（平均断面法）" in first
    assert {"No.0", "No.1", "No.2", "No.2+15.0"} <= set(first)
    assert f"1/{len(drawings)}" in first
    later = [one.text for page in drawings[1:] for one in page.words]
    assert later.count("CL") == 4
    assert "地面" in later
    for page in drawings:
        ends = np.array([point for stroke in page.strokes for point in stroke.points])
        assert (ends >= 0).all()
        assert (ends <= (page.width, page.height)).all()
    assert written(series, ".pdf")[""] == written(series, ".pdf")[""]
    assert sorted(written(series, ".png")) == [f"_{n:02}" for n in range(1, len(drawings) + 1)]


def test_cad_gets_metres_on_layers_with_names(series: Sections, scan: PointCloud, tmp_path: Path) -> None:
    import ezdxf
    import pyogrio

    path = tmp_path / "横断.dxf"
    path.write_bytes(written(series, ".dxf")[""])
    drawing = ezdxf.filemanagement.readfile(path)
    audit = drawing.audit()
    assert not audit.errors
    assert not audit.fixes
    assert (drawing.dxfversion, drawing.units) == ("AC1024", 6)
    names = {one.dxf.name for one in drawing.layers}
    assert {"地盤線_前", "地盤線_後", "点群_地面", "中心線", "文字"} <= names
    points = [one for one in drawing.modelspace() if one.dxftype() == "POINT"]
    assert len(points) == sum(len(trace.section) for cut in series.cuts for trace in cut.traces)
    line = np.array([[WEST + 20.0, SOUTH + 110.0], [WEST + 50.0, SOUTH + 110.0]])
    alone = sections_of(
        [("前", scan)],
        Asked(line, name="A", marks=(2.0, 28.0), how=Cutting(6.0, 2.0)),
        series.title,
        Feedback(),
    )
    path.write_bytes(written(alone, ".dxf")[""])
    # Another program sees a section of its own with its distances and its heights.
    pyogrio.set_gdal_config_options({"DXF_ENCODING": "UTF-8"})  # it would go by a header that R2010 ignores
    try:
        frame = pyogrio.read_dataframe(path)
    finally:
        pyogrio.set_gdal_config_options({"DXF_ENCODING": None})
    ground = np.concatenate([one.coords for one in frame[frame.Layer == "地盤線_前"].geometry])
    trace = alone.cuts[0].traces[0]
    known = trace.ground[np.isfinite(trace.ground[:, 1])]
    assert ground[:, :2] == pytest.approx(known, abs=1e-3)
    assert frame[frame.Layer == "勾配"].geometry.length.max() > 26


def test_tables_hold_every_point_and_formulas_that_add_up(series: Sections) -> None:
    lines = written(series, ".csv")[""].decode("utf-8-sig").splitlines()
    assert lines[0] == "測点,時期,距離（m）,離れ（m、左が正）,標高（m）,X（北、m）,Y（東、m）,分類,分類名"
    assert len(lines) - 1 == sum(len(trace.section) for cut in series.cuts for trace in cut.traces)
    station, flight, along, _, _, north, east, *_ = lines[1].split(",")
    assert (station, flight) == ("No.0", "前")
    assert float(along) == pytest.approx(SOUTH + 110 - float(north), abs=1e-3)  # the left is in the north
    assert abs(float(east) - WEST - 20) <= 1
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(written(series, ".xlsx")[""]))
    assert book.sheet_names == ["土量計算", "地盤線", "説明"]
    rows = book.get_sheet_by_name("土量計算").to_python()
    assert [row[0] for row in rows] == ["測点", "No.0", "No.1", "No.2", "No.2+15.0", "計"]
    assert rows[-1][2] == 55.0
    about = {row[0]: row[1] for row in book.get_sheet_by_name("説明").to_python()}
    assert about["計測日"] == "未確認"
    assert set(SUFFIXES) == {".csv", ".dxf", ".pdf", ".png", ".xlsx"}


@pytest.mark.thorough
def test_real_flights_give_the_volume_by_average_end_areas(
    real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    truth = json.loads(real_data("las/made__kyobashiB01_truth.json").read_text("utf-8"))
    layers = [
        (str(number), opened(real_data(f"las/made__kyobashiB01_epoch{number}.laz"), tmp_path))
        for number in (1, 2)
    ]
    axis = np.array([[-43252.0, -144618.0], [-43221.0, -144618.0]])
    asked = Asked(axis, 1.0, 10.0, 10.0, how=Cutting(0.4, 0.25, band=0.05))
    rows = earthwork(sections_of(layers, asked, TITLE, Feedback()).cuts)
    assert sum(row.cut for row in rows) == pytest.approx(-truth["cut"]["volume_m3"], rel=0.03)
    assert sum(row.fill for row in rows) == pytest.approx(truth["fill"]["volume_m3"], rel=0.03)
