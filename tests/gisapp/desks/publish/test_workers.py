"""The work of a publication is shared: with processes, and with a Dask cluster of which a worker dies."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from gisapp.desks.publish import vectortiles
from gisapp.desks.publish.vectortiles import TilePart, write_vector_tiles
from gisapp.desks.publish.workers import workers
from layers.feedback import Feedback
from tests.daskcluster import cluster, wait_for
from tests.gisapp.desks.publish.tilecontent import ShapesContent

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40
"""Squares along each side of a town; the tiles of each part of it are a piece of work."""


@pytest.fixture(scope="module")
def town() -> ShapesContent:
    boxes = [
        shapely.box(x * 120.0, y * 120.0, x * 120.0 + 60, y * 120.0 + 60)
        for x in range(COUNT)
        for y in range(COUNT)
    ]
    return ShapesContent(boxes, {"名称": [f"家{n}" for n in range(len(boxes))]})


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make many pieces of work out of a small town."""
    monkeypatch.setattr(vectortiles, "MOST_POINTS", 200)


def write(content: Any, path: Path, executor: Any) -> bytes:
    write_vector_tiles(
        (TilePart("homes", content, ("名称",)),), path, Feedback(), executor=executor, zooms=(12, 15)
    )
    return path.read_bytes()


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.thorough
def test_a_cluster_makes_the_same_bytes_though_a_worker_is_killed(
    town: ShapesContent, tmp_path: Path
) -> None:
    here = write(town, tmp_path / "tiles.pmtiles", None)
    shared = tmp_path / "shared"
    shared.mkdir()
    with cluster(tmp_path, 2) as made, workers(made.address, 0, shared, tmp_path) as executor:
        found: list[bytes | BaseException] = []

        def work() -> None:
            try:
                found.append(write(town, shared / "tiles.pmtiles", executor))
            except BaseException as error:  # noqa: BLE001 - told by the test
                found.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        wait_for(lambda: len(list(shared.glob(".tiles-*/*.spool"))) > 1 or found, "no piece")
        assert not found
        made.workers[0].kill()
        thread.join(60)
        assert made.workers[0].wait() == -signal.SIGKILL
    assert found == [here]
    assert [path.name for path in shared.iterdir()] == ["tiles.pmtiles"]


@pytest.mark.usefixtures("small_pieces")
def test_processes_of_this_machine_make_the_same_bytes(town: ShapesContent, tmp_path: Path) -> None:
    here = write(town, tmp_path / "tiles.pmtiles", None)
    with workers("", 2, tmp_path, tmp_path) as executor:
        assert executor is not None
        assert write(town, tmp_path / "tiles.pmtiles", executor) == here


def test_nobody_else_is_asked_unless_told(tmp_path: Path) -> None:
    with workers("", 0, tmp_path, tmp_path) as nobody:
        assert nobody is None
