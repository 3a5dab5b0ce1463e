"""Versions of departments are compared in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp import reading
from gisapp.desks.areas import decisions
from gisapp.desks.areas.model import associations
from gisapp.ui.areas.comparecard import CompareCard
from gisapp.ui.areas.page import AreasPage
from layers.feedback import Feedback
from tests.gisapp.ui.conftest import quiet, view_of
from tests.realdata import ROOT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window
    from layers.base import Layer

FOLDER = ROOT / "sample_data" / "自治会"
NAMES = ("自治会区域_自治振興課.gpkg", "自治会区域_防災危機管理課.shp")


@pytest.fixture(scope="module")
def versions() -> tuple[Layer, ...]:
    """The two departments of the sample town."""
    return tuple(reading.read_data(FOLDER / name, Feedback()).layers[0] for name in NAMES)


def words(card: CompareCard) -> str:
    """Return what the first line of the list says."""
    item = card.table.item(0, 0)
    return "" if item is None else item.text()


def test_places_are_listed_decided_and_merged(
    window: Window, versions: tuple[Layer, ...], qtbot: QtBot
) -> None:
    window.session.do("", reading.with_layers(window.session.project, versions)[0])
    window.choose_desk("areas")
    quiet(window, qtbot)
    page = window.chrome.desk_page("areas")
    assert isinstance(page, AreasPage)
    card = page.cards["CompareCard"]
    assert isinstance(card, CompareCard)
    assert card.result.isHidden()
    first, other = (
        next(one.id for one in window.session.project.layers if one.name == each.name) for each in versions
    )
    for made, id_ in zip(card.versions, (first, other), strict=True):
        made.setCurrentIndex(made.findData(id_))
    card.compare()
    quiet(window, qtbot)
    assert card.figure.text() == "食い違い 4 か所"
    assert card.table.rowCount() == 4
    assert card.stale.isHidden()
    assert not card.questions.isHidden()

    card.table.selectRow(0)
    (_, box) = view_of(window).last("fly_to")
    piece = int(card.found.made.pieces.order[0]) if card.found else -1
    west, south, east, north = card.found.made.pieces.shapes[piece].bounds if card.found else (0, 0, 0, 0)
    assert box[0] < west < east < box[3]
    assert box[1] < south < north < box[4]
    card.place.reason.setText("両自治会に確認")
    card.place.ask()
    assert decisions.decisions_of(window.session.project) == ()  # nobody said who decides
    card.by.setText("自治振興課")
    card.place.ask()
    (said,) = decisions.decisions_of(window.session.project)
    assert (said.by, said.text) == ("自治振興課", "両自治会に確認")
    assert "決定:" in words(card)
    window.session.undo()
    assert "決定:" not in words(card)

    card.into.click()
    assert len(associations(window.session.project)) == 25
    assert card.stale.isHidden()  # neither layer has changed
    window.session.undo()
    assert associations(window.session.project) == ()
