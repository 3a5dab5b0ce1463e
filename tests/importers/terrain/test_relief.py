from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.citygml.dataset import open_dataset
from importers.terrain import triangletext
from importers.terrain.relief import read_relief
from importers.terrain.triangles import TriangleFile, grid_of_triangles
from layers import crs
from layers.errors import ImportFailed, Unsafe
from layers.feedback import Feedback
from layers.terrainwriter import GridPlan
from tests.importers.citygml.reading import expect_sentence
from tests.importers.terrain.sources import SOUTH, STEP, WEST, layer_of, net, read, relief, relief_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.base import ImportResult
    from layers.feedback import Finding

YOKOSUKA = "plateau/14201_yokosuka-shi_gisconv.zip"
TOKYO = "plateau/13100_tokyo23-ku_2020_citygml_op.zip"


def codes(result: ImportResult) -> dict[str, int]:
    return {finding.code: finding.count for finding in result.findings}


def triangles_of(path: Path, target: str) -> NDArray[np.float64]:
    dataset = open_dataset(path)
    index = next(k for k, file in enumerate(dataset.files) if file.theme == "dem")
    findings: list[Finding] = []
    parts = list(read_relief(dataset, index, target, Feedback(), findings, Counter()))
    assert {finding.code for finding in findings} <= {"triangle-no-area"}
    return np.concatenate(parts)


def barycentric(corners: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    """Return a place (m, 3) in each triangle."""
    weights = random.dirichlet([2.0, 2.0, 2.0], size=len(corners))
    return np.einsum("mk,mkj->mj", weights, corners)


@pytest.mark.parametrize("name", [YOKOSUKA, TOKYO])
def test_the_grid_of_a_real_relief_lies_on_its_triangles(
    real_data: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    path = real_data(name)
    result = read(path, tmp_path)
    layer = layer_of(result)
    corners = triangles_of(path, layer.data.crs)
    assert result.counts["triangles"] == len(corners)
    one, two = corners[:, 1, :2] - corners[:, 0, :2], corners[:, 2, :2] - corners[:, 0, :2]
    area = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2
    cell = layer.data.store.cell
    wide = corners[area > 4 * cell**2]
    assert len(wide) > 20
    places = barycentric(wide, np.random.default_rng(2))
    away = np.abs(layer.height_at(places[:, 0], places[:, 1]) - places[:, 2])
    assert np.isfinite(away).mean() > 0.9
    away = away[np.isfinite(away)]
    print(f"{name}: {len(corners)} triangles, {cell} m, median {np.median(away):.4f}, "
          f"95 % {np.quantile(away, 0.95):.3f}, most {away.max():.3f} m")  # fmt: skip
    assert np.quantile(away, 0.95) < 0.05
    assert away.max() < 0.5
    west, south, bottom, east, north, top = layer.data.store.bounds
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    # The tip of a pointed triangle may lie beyond the middle of the last cell that it covers.
    assert np.abs(np.array([west, south]) - low[:2]).max() < 5 * cell
    assert np.abs(np.array([east, north]) - high[:2]).max() < 5 * cell
    assert low[2] - 0.01 <= bottom <= top <= high[2] + 0.01


def test_triangles_are_counted_as_in_the_text(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    import zipfile

    for name in (YOKOSUKA, TOKYO):
        with zipfile.ZipFile(real_data(name)) as archive:
            (member,) = [one for one in archive.namelist() if "/dem/" in one and one.endswith(".gml")]
            expected = archive.read(member).count(b"<gml:Triangle>")
        result = read(real_data(name), tmp_path)
        left_out = result.counts.get("left_out:triangle-no-area", 0)
        assert result.counts["triangles"] + left_out == expected > 40
        assert left_out <= 3


def test_the_middle_of_each_cell_gets_the_height_of_its_triangle() -> None:
    random = np.random.default_rng(4)
    corners = np.array([[[0.3, 0.2, 1.0], [40.1, 3.3, 9.0], [11.7, 33.9, -4.0]]])
    plan = GridPlan("EPSG:6677", -2.0, -3.0, 0.5, 90, 100)
    heights = grid_of_triangles(corners, plan)
    row, column = np.nonzero(np.isfinite(heights))
    x, y = plan.west + (column + 0.5) * 0.5, plan.south + (row + 0.5) * 0.5
    a, b, c = corners[0, :, :2]
    matrix = np.column_stack([b - a, c - a])
    share = np.linalg.solve(matrix, np.stack([x - a[0], y - a[1]]))
    assert (share >= -1e-5).all()
    assert (share.sum(axis=0) <= 1 + 1e-5).all()
    z = 1.0 + share[0] * 8.0 + share[1] * -5.0
    assert np.abs(heights[row, column] - z).max() < 1e-4
    area = abs(np.linalg.det(matrix)) / 2
    assert len(row) * 0.25 == pytest.approx(area, rel=0.02)
    # The order and the sense of the corners do not matter.
    for _ in range(5):
        mixed = corners[:, random.permutation(3)]
        assert np.allclose(grid_of_triangles(mixed, plan), heights, atol=1e-5, equal_nan=True)


def test_triangles_that_have_no_area_or_lie_elsewhere_do_nothing() -> None:
    plan = GridPlan("EPSG:6677", 0.0, 0.0, 1.0, 20, 20)
    nothing = np.array(
        [
            [[1, 1, 5], [1, 1, 5], [9, 9, 5]],
            [[1, 1, 5], [5, 5, 5], [9, 9, 5]],
            [[-9, -9, 5], [-1, -9, 5], [-5, -1, 5]],
            [[1e9, 1e9, 5], [2e9, 1e9, 5], [1e9, 2e9, 5]],
        ],
        dtype=np.float64,
    )
    assert np.isnan(grid_of_triangles(nothing, plan)).all()
    all_over = np.array([[[-1e7, -1e7, 3.0], [1e7, -1e7, 3.0], [0.0, 2e7, 3.0]]])
    assert (grid_of_triangles(all_over, plan) == 3.0).all()


def test_a_net_has_no_holes_between_its_triangles(tmp_path: Path) -> None:
    flat = net(40, 50).reshape(-1, 3)
    east, north = crs.project(flat[:, 1], flat[:, 0], "EPSG:6676")
    corners = np.stack([east, north, flat[:, 2]], axis=1).reshape(-1, 3, 3)
    file = TriangleFile(tmp_path / "t")
    for part in np.array_split(corners, 7):
        file.add(part)
    assert file.spacing == pytest.approx(5.05, abs=0.1)
    west, south, *_ = file.bounds
    found = file.read(GridPlan("EPSG:6676", west + 3, south + 3, 0.37, 600, 600))
    assert found is not None
    assert np.isfinite(found).all()
    assert file.read(GridPlan("EPSG:6676", west - 500, south, 1.0, 50, 50)) is None
    file.close()


def test_nets_that_end_a_little_apart_leave_no_gap(tmp_path: Path) -> None:
    file = TriangleFile(tmp_path / "t")
    for left, right in ((0.0, 10.0), (10.4, 20.0)):
        file.add(
            np.array(
                [[[left, 0, 1], [right, 0, 1], [right, 9, 1]], [[left, 0, 1], [right, 9, 1], [left, 9, 1]]],
                float,
            )
        )
    found = file.read(GridPlan("EPSG:6676", 0.05, 0.5, 0.4, 20, 48))
    assert found is not None
    assert (found == 1.0).all()
    file.close()


def test_what_is_no_triangle_is_counted_and_left_out(tmp_path: Path) -> None:
    good = relief(net(8, 9))
    a = f"{SOUTH + STEP} {WEST + STEP} 1"
    ring = (
        "<gml:Triangle><gml:exterior><gml:LinearRing><gml:posList>{}</gml:posList></gml:LinearRing>"
        "</gml:exterior>{}</gml:Triangle>"
    )
    bad = [
        ring.format(f"{a} {a}", ""),
        ring.format("", ""),
        ring.format(f"{a} {a} {a} {a} {a} {a}", ""),
        ring.format(f"{a} 1e999 139 5 35 nan 3 {a}", ""),
        ring.format(f"{a} 35 239 5 35 139 3 {a}", ""),
        ring.format(f"{a} x y z 35 139 3 {a}", ""),
        ring.format(f"{a} 35.2501 138.5001 5 35.2502 138.5001 3 35.2502 138.5002 4", ""),  # not closed
    ]
    path = tmp_path / "523874_dem_6697_op.gml"
    path.write_text(good.replace("</gml:trianglePatches>", "\n".join(bad) + "</gml:trianglePatches>"))
    result = read(path, tmp_path / "stores")
    assert result.counts["triangles"] == 8 * 9 * 2
    assert result.counts["left_out:triangle-odd"] == 4
    assert result.counts["left_out:triangle-outside"] == 3
    assert codes(result)["triangle-odd"] == 4
    assert codes(result)["triangle-outside"] == 3


@pytest.mark.parametrize("srs", ["http://www.opengis.net/def/crs/EPSG/0/6697", "EPSG:9999", ""])
def test_longitude_first_is_noticed(tmp_path: Path, srs: str) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    path.write_text(relief(net(8, 9), srs))
    expected = layer_of(read(path, tmp_path / "stores")).extent()
    path.write_text(relief(net(8, 9)[:, :, [1, 0, 2]], srs))
    result = read(path, tmp_path / "stores")
    assert "axes-swapped" in codes(result)
    assert layer_of(result).extent() == pytest.approx(expected)


@pytest.mark.parametrize(
    "patches", ["", "<gml:Triangle></gml:Triangle>", "<gml:Triangle><gml:exterior/></gml:Triangle>"]
)
def test_a_relief_without_triangles_is_said(tmp_path: Path, patches: str) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    path.write_text(relief_of(patches))
    with pytest.raises(ImportFailed) as caught:
        read(path, tmp_path / "stores")
    expect_sentence(caught.value, path.name)


def test_the_faults_of_the_official_samples_are_survived(
    real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    import zipfile

    with zipfile.ZipFile(real_data("plateau/_malformed_quality-check_plateau4.zip")) as archive:
        members = [one for one in archive.namelist() if "/08-dem/" in one and one.endswith(".gml")]
        assert len(members) == 9
        for number, member in enumerate(members):
            path = tmp_path / str(number) / "523874_dem_6697_op.gml"
            path.parent.mkdir()
            path.write_bytes(archive.read(member))
            expected = archive.read(member).count(b"<gml:Triangle")
            faulty = ("NUM-VERTICES", "NOT-CLOSED", "DEGENERATE")
            if any(fault in member for fault in faulty):
                with pytest.raises(ImportFailed, match=r"三角形が|三角形や") as caught:
                    read(path, tmp_path / "stores")
                expect_sentence(caught.value, path.name)
                continue
            result = read(path, tmp_path / "stores")
            left_out = sum(count for name, count in result.counts.items() if name.startswith("left_out"))
            assert result.counts["triangles"] > 0
            assert result.counts["triangles"] + left_out >= expected, member


# ------------------------------------------------------------------------------------- the text


def looked(path: Path) -> tuple[NDArray[np.float64], Counter[str], list[Finding]]:
    """Return the triangles of a file, counts and findings."""
    dataset = open_dataset(path)
    findings: list[Finding] = []
    counts: Counter[str] = Counter()
    parts = list(read_relief(dataset, 0, "EPSG:6676", Feedback(), findings, counts))
    return np.concatenate([np.empty((0, 3, 3)), *parts]), counts, findings


@pytest.mark.parametrize("portion", [600, 1000, 5000, 1 << 20])
@pytest.mark.parametrize("window", [700, 4096, 8 << 20])
def test_windows_and_portions_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: int, portion: int
) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    text = relief(net(9, 11))
    # Several features, and other things between them.
    text = text.replace(
        "</gml:trianglePatches>",
        "</gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief></dem:reliefComponent>"
        "</dem:ReliefFeature></core:cityObjectMember><!-- no more --><core:cityObjectMember>"
        "<dem:ReliefFeature><dem:lod>1</dem:lod><dem:reliefComponent><dem:TINRelief><dem:tin>"
        "<gml:TriangulatedSurface><gml:trianglePatches>"
        + relief(net(2, 2, south=35.3)).partition("<gml:trianglePatches>")[2].partition("</gml:triangleP")[0]
        + "</gml:trianglePatches>",
    )
    path.write_text(text)
    monkeypatch.setattr(triangletext, "WINDOW", window)
    monkeypatch.setattr(triangletext, "PORTION", portion)
    corners, counts, findings = looked(path)
    assert findings == []
    assert counts == {"triangles": 9 * 11 * 2 + 8}
    both = np.concatenate([net(9, 11), net(2, 2, south=35.3)]).reshape(-1, 3)
    east, north = crs.project(both[:, 1], both[:, 0], "EPSG:6676")
    assert np.allclose(corners.reshape(-1, 3), np.stack([east, north, both[:, 2]], axis=1), atol=1e-4)


@pytest.mark.parametrize(
    "noise", ["\0\x01<>&", "</gml:Triangle>", "<gml:Triangle>", "<![CDATA[", "<!--", "</"]
)
@pytest.mark.parametrize("place", [0.3, 0.5, 0.7001, 0.9])
def test_damage_costs_the_triangles_it_is_in(tmp_path: Path, noise: str, place: float) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    text = relief(net(40, 40))
    at = int(len(text) * place)
    path.write_text(text[:at] + noise + text[at:])
    _, counts, findings = looked(path)
    assert findings
    assert 3200 - 3 <= counts["triangles"] < 3200 + 1
    assert {finding.code for finding in findings} <= {"triangle-damaged", "triangle-odd", "triangle-outside"}
    line = text.count("\n", 0, at) + 1
    assert all(abs(finding.where.line - line) <= 1 for finding in findings)


def test_a_relief_that_is_cut_off_gives_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    text = relief(net(40, 40))
    path.write_text(text[: len(text) // 2])
    _, counts, findings = looked(path)
    assert 1500 < counts["triangles"] < 1700
    assert "file-cut" in {finding.code for finding in findings}
    path.write_text(text[: len(text) - 20])
    assert {finding.code for finding in looked(path)[2]} == {"file-cut"}


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    path.write_text(
        relief(net(4, 4)).replace("<core:CityModel", "<!DOCTYPE a [<!ENTITY b 'c'>]><core:CityModel", 1)
    )
    with pytest.raises(Unsafe):
        looked(path)


def test_a_file_of_many_damaged_triangles_does_not_stop_the_work(tmp_path: Path) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    path.write_text(relief_of("<gml:Triangle><gml:exterior></gml:Triangle>\n" * 5_000))
    started = time.perf_counter()
    _, counts, _ = looked(path)
    assert counts["left_out:triangle-damaged"] == 5_000
    assert time.perf_counter() - started < 10


def test_points_and_lines_of_relief_are_told(tmp_path: Path) -> None:
    path = tmp_path / "523874_dem_6697_op.gml"
    points = (
        "</gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief></dem:reliefComponent>"
        "<dem:reliefComponent><dem:MassPointRelief><dem:reliefPoints/></dem:MassPointRelief>"
        "</dem:reliefComponent><dem:reliefComponent><dem:TINRelief><dem:tin><gml:TriangulatedSurface>"
        "<gml:trianglePatches>"
    )
    path.write_text(relief(net(4, 4)).replace("</gml:trianglePatches>", f"{points}</gml:trianglePatches>"))
    _, counts, findings = looked(path)
    assert counts == {"triangles": 32, "left_out:relief-points": 1}
    assert [finding.code for finding in findings] == ["relief-points"]
