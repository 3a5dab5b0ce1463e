"""Levels at the counter in the window: taken over from the terrain, corrected, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gisapp.desks.planning.test_study import on_a_slope
from tests.gisapp.ui.test_planning import click, kept, roads, site_of, still, words

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


def test_levels_of_the_terrain_are_taken_over_corrected_and_taken_back(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.session.open(on_a_slope(tmp_path, 0.1))
    desk = click(window, qtbot, 5.0, 5.0)
    card = window.chrome.planning.levels
    assert "提案" in words(card)
    assert "推定" in words(card)
    assert site_of(window).elevation is None
    card.accept.click()
    still(window, qtbot)
    ground = site_of(window).elevation
    assert ground == pytest.approx(41.0, abs=0.02)
    road = roads(window)[0]
    assert site_of(window).lot.edges[road].level == pytest.approx(-1.3, abs=0.02)
    assert str(window.session.undo_label) == "高さの基準を入力する"
    assert not card.accept.isVisibleTo(card)
    card.ground.setValue(40.5)
    still(window, qtbot)
    assert site_of(window).elevation == 40.5
    assert site_of(window).lot.edges[road].level == pytest.approx(
        -0.8, abs=0.02
    )  # the road stays where it is
    card.reset.click()
    still(window, qtbot)
    assert (site_of(window).elevation, kept(window)) == (None, 0)
    window.session.undo()
    still(window, qtbot)
    assert site_of(window).elevation == 40.5
    assert desk.is_kept


def test_several_ground_levels_are_taken_over_corrected_and_made_one(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """5 m over a depth of 20 m: 3 m at a time, 40 to 43 m and 43 to 45 m."""
    window.session.open(on_a_slope(tmp_path, 0.25))
    click(window, qtbot, 5.0, 5.0)
    page = window.chrome.planning
    card = page.levels
    assert "令2条2項" in words(card)
    card.accept.click()
    still(window, qtbot)
    assert [one.level for one in site_of(window).steps] == pytest.approx([0.0, 2.5], abs=0.03)
    qtbot.waitUntil(lambda: "高さを測る地盤面" in words(page.volume))
    assert "地盤面 2　標高 44.0" in words(page.volume)
    assert [one.value() for one in card.steps] == pytest.approx([44.0], abs=0.03)
    (upper,) = card.steps
    upper.setValue(43.5)
    still(window, qtbot)
    assert site_of(window).steps[1].level == pytest.approx(43.5 - card.ground.value())
    upper.setValue(20.0)  # a level rises over the one before it
    still(window, qtbot)
    assert site_of(window).steps[1].level == pytest.approx(0.01)
    card.one.click()
    still(window, qtbot)
    assert (site_of(window).steps, card.steps) == ((), [])
    assert "高さを測る地盤面" not in words(page.volume)
    window.session.undo()
    still(window, qtbot)
    assert len(site_of(window).steps) == 2
