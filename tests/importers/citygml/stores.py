"""Helpers for tests of how stores are made: the sample town, hashes of stores, imports in processes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests import realdata

if TYPE_CHECKING:
    from collections.abc import Iterable

(TOWN,) = (realdata.ROOT / "sample_data").glob("*.zip")
"""Six meshes with buildings."""
MESHES = 6

IMPORT = """
import os, signal, sys
from pathlib import Path
from importers.citygml import city, crew, importer, join
from importers.citygml.dataset import open_dataset
from layers.feedback import Feedback


def main(source, target, pool_from, scheduler, most_handed_over):
    crew.POOL_FROM = int(pool_from)
    if most_handed_over:
        # As if the power failed while the parts are joined.
        real, left = join.hand_over, [int(most_handed_over)]

        def hand_over(*words):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            real(*words)

        join.hand_over = hand_over
    from importers.cluster import cluster

    dataset = importer.city_of(open_dataset(Path(source)))
    with cluster(scheduler, Path(target).parent, Path(source)) as executor:
        made = city.make_store(dataset, Path(target), Feedback(), executor, lambda: "0" * 64)
    print("waited" if made is None else made.buildings)


if __name__ == "__main__":
    main(*sys.argv[1:])
"""
POOL, ALONE = 0, 1 << 60


def begin_import(
    target: Path,
    source: Path = TOWN,
    *,
    pool_from: int = POOL,
    scheduler: str = "",
    most_handed_over: int | None = None,
    also_on_path: Path | None = None,
) -> subprocess.Popen[str]:
    """Begin an import of the buildings of a source in a process that leads a group of its own.

    Parameters
    ----------
    target
        Folder of the store.
    source
        What is read.
    pool_from
        Bytes from which processes work: :data:`POOL` for always, :data:`ALONE` for never.
    scheduler
        Address of a cluster.
    most_handed_over
        The process kills itself when more parts than this are joined.
    also_on_path
        A folder of modules for the process and its workers.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    script = target.parent.parent / "import.py"
    script.write_text(IMPORT)
    words = [source, target, pool_from, scheduler, "" if most_handed_over is None else most_handed_over]
    path = [str(realdata.ROOT), *([str(also_on_path)] if also_on_path else [])]
    return subprocess.Popen(
        [sys.executable, str(script), *map(str, words)],
        cwd=realdata.ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> str:
    """Wait for an import and return what it printed."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()


def hashes(store: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a store but its history, which tells of times."""
    return {
        path.relative_to(store).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.name != "history.json"
    }


def parts_of(target: Path) -> set[str]:
    """Return the names of the parts that an import has left beside its store."""
    return names(target.with_name(f"{target.name}.making").glob("parts/*.part"))


def names(paths: Iterable[Path]) -> set[str]:
    return {path.name for path in paths}
