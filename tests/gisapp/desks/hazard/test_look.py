"""How hazards look is chosen once and kept with the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from gisapp.desks.hazard.classes import DETAILED, RESERVOIR, TSUNAMI, Kind
from gisapp.desks.hazard.look import HazardLook, choose, chosen
from layers.base import Layer, Source
from layers.project import Project
from layers.projectdocument import head
from styles.hazards import Dress
from styles.presets import preset


@dataclass(frozen=True, eq=False)
class Plain(Layer):
    """A layer without data."""

    kind: ClassVar[str] = "vector"


def test_a_choice_dresses_the_layers_and_is_remembered() -> None:
    style = preset("flood_rank").style("rank")
    project = Project(
        layers=(Plain("a", "浸水", "EPSG:6677", Source(Path("a.gpkg"), "vector"), style=style),)
    )
    assert chosen(project) == HazardLook()
    look = HazardLook(Dress.PRINT, detailed=True)
    grey = choose(project, look, "2026-11-30T09:00:00+09:00")
    assert chosen(grey) == look
    assert grey.layers[0].style != style
    assert head(grey)["records"][0]["content"] == {"dress": "print", "detailed": True}
    back = choose(grey, HazardLook(), "2026-11-30T09:01:00+09:00")
    assert back.layers[0].style == style


def test_depths_are_told_in_the_classes_of_their_kind() -> None:
    look = HazardLook(detailed=True)
    assert look.classes is DETAILED
    assert look.classes_of(Kind.RESERVOIR) is RESERVOIR
    for classes in (DETAILED, RESERVOIR, TSUNAMI, HazardLook().classes):
        assert len(look.legend(classes)) == len(classes.codes)
    assert look.legend()[3].label == "1m以上3m未満"


@pytest.mark.parametrize("dress", list(Dress))
def test_a_new_project_has_no_colours_of_its_own(dress: Dress) -> None:
    assert choose(Project(), HazardLook(dress), "").layers == ()
