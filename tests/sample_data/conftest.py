"""The ready project of the sample town, opened by the program as a person would open it."""

from __future__ import annotations

import pytest

from gisapp.ui.opening import Opened, open_project
from layers.feedback import Feedback
from tests.sample_data.delivered import PROJECT


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GISAPP_STORES", str(tmp_path_factory.mktemp("stores")))
        return open_project(PROJECT, feedback=Feedback())
