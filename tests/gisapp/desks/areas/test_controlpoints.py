"""Scanned maps are placed by points: exact answers, noise, mistyped points, and points that say nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gisapp.desks.areas.controlpoints import ControlPoint, Method, fit, proposed
from layers.errors import AnalysisFailed

PICTURE = np.array(
    [
        (210, 180),
        (3890, 260),
        (3700, 2610),
        (330, 2700),
        (1900, 1400),
        (2600, 700),
        (900, 2100),
        (3000, 1800),
    ],
    dtype=float,
)
TURN = np.radians(7.0)
MATRICES: dict[Method, list[list[float]]] = {
    Method.HELMERT: [
        [0.4 * np.cos(TURN), 0.4 * np.sin(TURN), -52_000.0],
        [0.4 * np.sin(TURN), -0.4 * np.cos(TURN), -98_000.0],
        [0, 0, 1],
    ],
    Method.AFFINE: [[0.41, 0.05, -52_000.0], [0.06, -0.39, -98_000.0], [0, 0, 1]],
    Method.PROJECTIVE: [[0.41, 0.05, 1_000.0], [0.06, -0.39, 2_000.0], [2e-5, -1e-5, 1]],
}


def ground(matrix: list[list[float]]) -> np.ndarray:
    found = np.column_stack([PICTURE, np.ones(len(PICTURE))]) @ np.array(matrix).T
    return np.asarray(found[:, :2] / found[:, 2:])


def points(places: np.ndarray, count: int = len(PICTURE)) -> list[ControlPoint]:
    return [
        ControlPoint(*seen, *there)
        for seen, there in zip(PICTURE[:count].tolist(), places[:count].tolist(), strict=True)
    ]


@pytest.mark.parametrize("method", Method)
def test_what_is_exact_comes_out_exactly(method: Method) -> None:
    places = ground(MATRICES[method])
    for count in ({"helmert": 2, "affine": 3, "projective": 4}[method], 8):
        found = fit(points(places, count), method)
        assert np.abs(found.to_ground(PICTURE) - places).max() < 1e-6
        assert np.abs(found.to_picture(places) - PICTURE).max() < 1e-5
        assert found.lengths.max() < 1e-6
        assert found.suspect is None
        assert not found.mirrored
        assert np.isnan(found.rms) == (count < 8)
    assert found.rms < 1e-6


@pytest.mark.parametrize("method", Method)
def test_leaving_a_point_out_says_what_a_fit_without_it_says(method: Method) -> None:
    noise = np.random.default_rng(1).normal(0, 0.5, PICTURE.shape)
    given = points(ground(MATRICES[method]) + noise)
    found = fit(given, method)
    assert found.rms == pytest.approx(np.sqrt((found.residuals**2).sum() / 8))
    for place, point in enumerate(given):
        others = fit([one for one in given if one is not point], method)
        (there,) = others.to_ground([(point.column, point.row)])
        missed = np.hypot(point.east - there[0], point.north - there[1])
        exact = 1e-6 if method is not Method.PROJECTIVE else 0.02
        assert found.left_out[place] == pytest.approx(missed, rel=exact)


@pytest.mark.parametrize("method", Method)
def test_noise_names_no_point_and_a_mistyped_point_is_named(method: Method) -> None:
    random = np.random.default_rng(7)
    false = 0
    for _ in range(40):
        given = points(ground(MATRICES[method]) + random.normal(0, 0.7, PICTURE.shape))
        false += fit(given, method).suspect is not None
        given[2] = replace(given[2], north=given[2].north + 25.0)
        found = fit(given, method)
        assert found.suspect == 2
        assert "3番の点が 2" in str(found.remarks[-1])
    assert false <= 6  # one in twenty by chance


def test_nobody_is_named_where_any_of_the_points_may_be_it() -> None:
    given = points(ground(MATRICES[Method.AFFINE]), 4)
    given[1] = replace(given[1], east=given[1].east + 30.0)
    found = fit(given)
    assert found.method is Method.AFFINE
    assert found.rms > 5
    assert found.suspect is None


def test_default_method_and_swapped_points() -> None:
    assert [proposed(count) for count in (2, 3, 4, 9)] == [*["helmert"] * 2, *["affine"] * 2]
    given = points(ground(MATRICES[Method.AFFINE]), 3)
    swapped = [replace(given[0], east=given[1].east, north=given[1].north)]
    swapped += [replace(given[1], east=given[0].east, north=given[0].north), given[2]]
    found = fit(swapped, Method.AFFINE)
    assert found.mirrored
    assert str(found.said) == "対応点 3 点、精度は未確認"


def test_points_that_say_nothing_are_refused_with_a_sentence() -> None:
    exact = points(ground(MATRICES[Method.AFFINE]))
    line = [ControlPoint(x, 2 * x, 3 * x, x) for x in (0.0, 100.0, 200.0, 400.0)]
    for given, method, words in (
        (exact[:2], Method.AFFINE, "対応点が 2 点しかありません"),
        (exact[:3], Method.PROJECTIVE, "4 点が必要"),
        ([*exact, replace(exact[4], east=0.0)], None, "5番と9番の点が、画像の同じ場所"),
        ([*exact, replace(exact[0], column=0.0)], None, "1番と9番の点が、地図の同じ場所"),
        (line, None, "一直線"),
        ([*line[:3], ControlPoint(500.0, 100.0, 900.0, 900.0)], Method.PROJECTIVE, "一直線"),
        ([*exact[:2], replace(exact[2], east=float("nan"))], None, "3番の対応点の座標が数ではありません"),
    ):
        with pytest.raises(AnalysisFailed, match=words):
            fit(given, method)
