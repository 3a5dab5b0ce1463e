"""A real Dask scheduler with workers on this machine, for tests; only what is started here is ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests import realdata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START_SECONDS = 60.0
_ONE_WORKER = ("--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--no-dashboard")


def _dask(folder: Path, *words: str, also_on_path: Path | None = None) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(realdata.ROOT), *([str(also_on_path)] if also_on_path else [])])
    with (folder / f"{words[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
            stderr=log,
        )


def wait_for(condition: object, what: str) -> None:
    """Wait until a condition holds; the test fails when that takes too long."""
    end = time.monotonic() + START_SECONDS
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.05)


@contextmanager
def cluster(folder: Path, workers: int, also_on_path: Path | None = None) -> Iterator[Cluster]:
    """Run a scheduler and workers; only what is started here is ended."""
    told = folder / "scheduler.json"
    scheduler = _dask(
        folder,
        *("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)),
    )
    made = [scheduler]
    try:
        wait_for(told.exists, "no scheduler")
        time.sleep(0.2)  # until the file is whole
        address = json.loads(told.read_text())["address"]
        log = folder / "worker.log"
        words = ("worker", address, *_ONE_WORKER)
        made += [_dask(folder, *words, also_on_path=also_on_path) for _ in range(workers)]
        wait_for(
            lambda: not workers or log.read_text().count("Registered to") >= workers,
            "no workers",
        )
        yield Cluster(address, made[1:])
    finally:
        for process in made[::-1]:
            process.kill()
            process.wait()


class Cluster:
    """An address and the processes behind it."""

    def __init__(self, address: str, workers: list[subprocess.Popen[bytes]]) -> None:
        self.address = address
        self.workers = workers
