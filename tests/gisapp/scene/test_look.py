"""Style, filter and selection become vertex colours by look-up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from gisapp.desks.areas.model import Association, put
from gisapp.desks.areas.register import layer_of, seen
from gisapp.scene import look as looks
from layers.drawables import NO_FEATURE
from layers.filters import Condition, Operator
from layers.project import Project
from layers.settling import settled
from styles.style import MISSING, ByCategory, Category, Fixed
from tests.fakes import USAGES, box_city

ACCENT, GROUND = (31, 95, 168), (177, 181, 178)
RED, BLUE = (200, 30, 40), (20, 60, 220)


def coloured(now: looks.Look, features: list[int], shade: list[int] | None = None) -> np.ndarray:
    out = np.zeros((len(features), 4), dtype=np.uint8)
    light = None if shade is None else np.array(shade, dtype=np.uint8)
    looks.vertex_colours(now, np.array(features, dtype=np.uint32), light, out, loose=NO_FEATURE in features)
    assert (out[:, 3] == 255).all()
    return out[:, :3]


def test_one_colour_for_all_and_the_ground_apart() -> None:
    now = looks.look(looks.base(replace(box_city(50), style=Fixed(RED))), None, ACCENT, GROUND)
    assert coloured(now, [0, 49, 4_000_000, NO_FEATURE]).tolist() == [list(RED)] * 3 + [list(GROUND)]
    assert now.plain


def test_colour_of_each_category() -> None:
    first, second = list(USAGES)[:2]
    style = ByCategory("usage", (Category(first, RED), Category(second, BLUE)), other=(9, 9, 9))
    city = replace(box_city(200), style=style)
    indices, _ = city.table().categories("usage")
    now = looks.look(looks.base(city), None, ACCENT, GROUND)
    expected = {0: RED, 1: BLUE, -1: MISSING}
    assert coloured(now, list(range(200))).tolist() == [
        list(expected.get(int(index), (9, 9, 9))) for index in indices
    ]
    assert not now.plain


def test_light_multiplies_to_within_one_step() -> None:
    now = looks.look(looks.Base(None, (255, 128, 3), None, plain=True), None, ACCENT, GROUND)
    shade = list(range(256))
    exact = np.array([(255, 128, 3)]) * np.arange(256)[:, None] / 255
    assert np.abs(coloured(now, [0] * 256, shade) - exact).max() <= 0.5 + 1e-9
    assert coloured(now, [0], [255]).tolist() == [[255, 128, 3]]


@pytest.mark.parametrize("selected", [[3], [0, 49], [49, 70]])
def test_selected_features_are_tinted_but_their_colour_still_shows(selected: list[int]) -> None:
    now = looks.look(
        looks.base(replace(box_city(50), style=Fixed(RED))), np.array(selected, np.uint32), ACCENT, GROUND
    )
    tint = np.array(RED) * (1 - looks.FILL) + np.array(ACCENT) * looks.FILL
    for feature in range(80):
        expected = tint if feature in selected else np.array(RED)
        assert np.abs(coloured(now, [feature])[0] - expected).max() <= 0.5
    assert 0.2 < looks.FILL < 0.5


def test_filtered_features_lose_their_triangles_and_the_ground_stays() -> None:
    city = replace(box_city(100), filter=(Condition("storeys", Operator.AT_LEAST, 5),))
    now = looks.look(looks.base(city), None, ACCENT, GROUND)
    faces = np.array([*range(100), NO_FEATURE], dtype=np.uint32)
    shown = looks.visible_faces(now, faces)
    assert shown is not None
    assert shown[:-1].tolist() == (city.table().numbers("storeys") >= 5).tolist()
    assert shown[-1]


def test_no_filter_no_mask() -> None:
    now = looks.look(looks.base(box_city(5)), None, ACCENT, GROUND)
    assert looks.visible_faces(now, np.arange(5, dtype=np.uint32)) is None


def test_what_has_ended_is_not_seen_while_no_time_is_chosen() -> None:
    ends = [Association(f"r{k}", "l", shape=shapely.box(0, 0, 9, 9), crs="EPSG:6669", since=f"202{k}-04-01",
                        until=end) for k, end in enumerate(("2021-04-01", ""))]  # fmt: skip
    layer = layer_of(settled(seen(put(Project(crs="EPSG:6669"), ends, ""))))
    assert layer is not None
    shown = looks.base(layer).shown
    assert shown is not None
    assert shown.tolist() == [False, True]
