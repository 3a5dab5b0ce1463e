"""What is seen at a moment: squares that share a shape, lines and points that come and go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gisapp.scene import look as looks
from layers.filters import Condition, Operator
from layers.period import Period
from layers.project import Project
from layers.settling import settled
from styles.style import ByRange, Fixed, Range
from tests.gisapp.scene.pictures import GREEN, RED, SIZE, above, near, settle
from tests.layers.test_moments import at
from tests.layers.timed import hourly, timed_layer

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.scene.renderer import Renderer
    from layers.base import Layer

BY_HOUR = ByRange("値", (Range(-1.0, 15.0, RED), Range(15.0, 1000.0, GREEN)))


def hour(number: int) -> Period:
    return Period(at(f"2026-11-21T{number:02}:00"), at(f"2026-11-21T{number + 1:02}:00"))


def _shown(renderer: Renderer, layer: Layer, time: Period | None) -> Project:
    project = settled(replace(Project().with_layer(layer), time=time))
    renderer.sync(project)
    extent = project.extent()
    assert extent is not None
    renderer.look_from(above(extent, 700.0), SIZE)
    return project


def test_time_recolours_without_loading_anything_again(renderer: Renderer, tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours", style=BY_HOUR)
    project = _shown(renderer, layer, hour(1))
    assert near(settle(renderer)[120, 160], RED, 24)
    pieces = {
        id(piece) for crew in renderer._crews.values() for kept in crew._pieces.values() for piece in kept
    }
    renderer.sync(settled(replace(project, time=hour(2))))
    assert near(settle(renderer)[120, 160], GREEN, 24)
    renderer.sync(settled(replace(project, time=hour(9))))
    picture = settle(renderer)
    assert not near(picture, GREEN, 24).any()
    assert not near(picture, RED, 24).any()
    after = {
        id(piece) for crew in renderer._crews.values() for kept in crew._pieces.values() for piece in kept
    }
    assert after == pieces


def test_a_click_and_a_rectangle_choose_what_is_seen(renderer: Renderer, tmp_path: Path) -> None:
    layer = hourly(tmp_path / "hours", style=Fixed(RED))
    _shown(renderer, layer, hour(3))
    settle(renderer)
    hit = renderer.pick(160, 120)
    assert hit is not None
    assert hit.feature == 10  # the middle square at three o'clock
    assert renderer.inside(layer.id, (0, 0, *SIZE)).tolist() == [9, 10, 11]
    _shown(renderer, layer, None)
    settle(renderer)
    assert renderer.inside(layer.id, (0, 0, *SIZE)).tolist() == [12, 13, 14]


def test_a_chosen_feature_tints_its_shape_at_all_times(tmp_path: Path) -> None:
    layer = replace(hourly(tmp_path / "hours", style=BY_HOUR), during=hour(2))
    base = looks.base(layer)
    worn = looks.look(base, np.array([1, 13], dtype=np.uint32), (0, 0, 255), (9, 9, 9))
    assert worn.chosen is not None
    assert worn.chosen.tolist() == [False, True, False, False]
    plain = looks.look(base, None, (0, 0, 255), (9, 9, 9))
    assert worn.table[0] == plain.table[0]
    assert worn.table[1] != plain.table[1]


def test_points_and_lines_follow_filter_and_time(renderer: Renderer, tmp_path: Path) -> None:
    shapes = np.array(
        [
            shapely.LineString([(0, 0), (0, 100)]),
            shapely.LineString([(40, 0), (40, 100), (60, 100)]),
            shapely.Point(100, 50),
            shapely.Point(120, 50),
        ],
        dtype=object,
    )
    moments = [f"2026-11-21T0{k}:00:00" for k in (1, 2, 1, 2)]
    layer = timed_layer(
        tmp_path / "mixed",
        shapes,
        {"日時": moments, "番号": [0.0, 1.0, 2.0, 3.0]},
        {"日時": "date", "番号": "number"},
    )
    layer = replace(layer, style=ByRange("番号", (Range(-1.0, 1.5, RED), Range(1.5, 9.0, GREEN))))

    def seen(one: Layer, time: Period | None) -> tuple[int, int]:
        _shown(renderer, one, time)
        picture = settle(renderer)
        return int(near(picture, RED, 30).sum()), int(near(picture, GREEN, 30).sum())

    every = seen(layer, None)
    first, second = seen(layer, hour(1)), seen(layer, hour(2))
    assert 0 < first[0] < second[0] < every[0]
    assert 0 < first[1] < every[1]
    assert seen(layer, hour(5)) == (0, 0)
    filtered = replace(layer, filter=(Condition("番号", Operator.AT_LEAST, 2.0),))
    assert seen(filtered, None)[0] == 0
    assert seen(filtered, None)[1] == every[1]
    assert seen(layer, None) == every
