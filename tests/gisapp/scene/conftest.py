"""A renderer for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.scene.renderer import Renderer
from gisapp.scene.theme import LIGHT
from tests.gisapp.scene.pictures import SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer(SIZE, LIGHT)
    yield made
    made.close()
