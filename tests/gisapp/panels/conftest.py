"""A session with a city of boxes, and tasks whose answers come through Qt's own loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from gisapp.session import Session
from gisapp.tasks import TaskRunner
from gisapp.ui import theme
from gisapp.ui.deliver import Deliver
from layers.project import Project
from tests.fakes import box_city

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

COUNT = 600


@pytest.fixture
def session() -> Session:
    return Session(Project().with_layer(box_city(COUNT, name="館林市の建物")))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    theme.apply(qapp, "light", 1.0)
    deliver = Deliver()
    runner = TaskRunner(deliver)
    yield runner
    runner.shutdown()
    deliver.deleteLater()
