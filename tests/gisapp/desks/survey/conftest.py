"""Two flights over the same square, opened once for all tests that compare them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.gisapp.desks.survey.shapes import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.pointcloud import PointCloud


@pytest.fixture(scope="session")
def kyobashi(
    real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[PointCloud, PointCloud, dict[str, Any]]:
    """Give the earlier and the later flight, and what was dug and heaped up between them."""
    stores = tmp_path_factory.mktemp("kyobashi")
    earlier, later = (
        opened(real_data(f"las/made__kyobashiB01_epoch{number}.laz"), stores) for number in (1, 2)
    )
    truth = real_data("las/made__kyobashiB01_truth.json")
    return earlier, later, json.loads(truth.read_text("utf-8"))
