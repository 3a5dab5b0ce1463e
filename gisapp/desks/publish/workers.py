"""Who does the heavy work of a publication: this process, processes beside it, or a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from importers.cluster import cluster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from pathlib import Path

MOST = 8


@contextmanager
def workers(scheduler: str, processes: int, shared: Path, source: Path) -> Iterator[Executor | None]:
    """Give an executor.

    Parameters
    ----------
    scheduler
        Address of a Dask scheduler; its workers see `shared` and `source` under the same paths.
    processes
        So many processes of this PC, 1 for this one alone, 0 to leave it to the work itself.
    shared
        Folder in which results are put together.
    source
        What is read.
    """
    if scheduler:
        with cluster(scheduler, shared, source) as executor:
            yield executor
    elif processes > 0:
        # Spawned: threads of this process may hold locks that a forked child would wait for.
        context = multiprocessing.get_context("spawn")
        count = min(processes, MOST, os.cpu_count() or 1)
        with ProcessPoolExecutor(max_workers=count, mp_context=context) as pool:
            yield pool
    else:
        yield None
