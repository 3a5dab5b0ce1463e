"""On the ellipsoid: our formulas against PROJ, the coarse geoid against numbers of GSI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from pyproj import Transformer

from gisapp.export.ellipsoid import earth_centred, east_north_up, geographic, local, undulation_over
from importers.geoids import COARSE_ERROR, coarse_geoid
from layers.errors import ExportFailed
from layers.feedback import Feedback
from layers.heightbase import Geoid, StatedGeoid

if TYPE_CHECKING:
    from pathlib import Path

OF_GSI = np.array(
    [
        [135.630, 34.290, 39.8601],
        [140.087, 36.103, 40.1817],
        [143.129, 43.217, 30.6389],
        [139.886, 38.675, 40.1281],
        [137.654, 36.344, 42.8956],
        [130.063, 33.179, 32.3036],
        [141.322, 39.801, 41.8862],
    ]
)
"""Longitude, latitude, geoid height of GSIGEO2011 by GSI's calculator, as PROJ-data's README lists them."""
NAGASAKI = (34_000.0, -28_000.0, 0.0, 35_000.0, -27_000.0, 100.0)


def test_earth_centred_is_what_proj_says() -> None:
    chance = np.random.default_rng(3)
    places = chance.uniform([-180, -90, -100], [180, 90, 9000], (1000, 3))
    proj = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    expected = np.column_stack(proj.transform(places[:, 0], places[:, 1], places[:, 2]))
    assert np.abs(earth_centred(places) - expected).max() < 1e-6


def test_a_frame_has_its_axes_east_north_and_up() -> None:
    frame = east_north_up(129.87, 32.75)
    assert np.abs(frame[:3, :3].T @ frame[:3, :3] - np.eye(3)).max() < 1e-15
    assert np.linalg.det(frame) == pytest.approx(1)
    ways = np.array([[129.8701, 32.75, 0.0], [129.87, 32.7501, 0.0], [129.87, 32.75, 10.0]])
    moved = local(ways, frame)
    assert (np.abs(moved).argmax(axis=1) == [0, 1, 2]).all()
    assert (moved.max(axis=1) > 9).all()
    assert np.abs(moved[2] - [0, 0, 10]).max() < 1e-9


def test_plane_to_degrees_is_that_of_the_survey() -> None:
    longitude, latitude = geographic([34_671.509], [-27_662.224], "EPSG:6669")
    assert (longitude[0], latitude[0]) == pytest.approx((129.87, 32.75), abs=2e-8)


def test_the_coarse_geoid_is_as_exact_as_it_says() -> None:
    apart = coarse_geoid().at(OF_GSI[:, 0], OF_GSI[:, 1]) - OF_GSI[:, 2]
    assert np.abs(apart).max() < COARSE_ERROR
    assert np.abs(apart).max() > COARSE_ERROR / 2  # it is as bad as that, and the warning is due


def test_the_model_in_the_folder_of_grids_comes_before_the_coarse_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "32.000000 129.000000 0.500000 0.500000 4 4 ver\n"
    (tmp_path / "gsigeo2011_ver2_2.asc").write_text(head + "30.5 " * 16, encoding="ascii")
    monkeypatch.setenv("GISAPP_GRIDS", str(tmp_path))
    feedback = Feedback()
    model = undulation_over(NAGASAKI, "EPSG:6669", feedback)
    assert (model.name, model.at([129.9], [32.8]).tolist()) == ("GSIGEO2011", [30.5])
    assert [one.code for one in feedback.findings] == ["geoid-added"]
    stated = undulation_over(NAGASAKI, "EPSG:6669", feedback, StatedGeoid(32.1, "市の測量"))
    assert stated.at([1.0, 2.0], [3.0, 4.0]).tolist() == [32.1, 32.1]


def test_the_coarse_model_may_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GISAPP_GRIDS", raising=False)
    with pytest.raises(ExportFailed, match="ジオイド"):
        undulation_over(NAGASAKI, "EPSG:6669", Feedback(), coarse=False)


def test_a_crop_answers_as_the_whole_and_knows_the_shore() -> None:
    chance = np.random.default_rng(1)
    values = chance.uniform(20, 40, (60, 80)).astype(np.float32)
    whole = Geoid("a", "", 129.0, 32.0, 0.05, 0.04, values)
    x, y = chance.uniform(130.0, 130.6, 200), chance.uniform(32.8, 33.3, 200)
    part = whole.cropped(x.min(), y.min(), x.max(), y.max())
    assert part.values.size < values.size / 5
    assert np.allclose(part.at(x, y), whole.at(x, y))
    values[20:30, 20:30] = np.nan
    filled = whole.cropped(130.0, 32.8, 130.6, 33.3).at(x, y)
    known = np.isfinite(whole.at(x, y))
    assert 0 < known.sum() < 200
    assert np.isfinite(filled).all()
    assert np.allclose(filled[known], whole.at(x, y)[known])
    empty = Geoid("b", "", 129.0, 32.0, 0.05, 0.04, np.full((60, 80), np.nan, np.float32))
    assert np.isnan(empty.cropped(130.0, 32.8, 130.6, 33.3).values).all()
