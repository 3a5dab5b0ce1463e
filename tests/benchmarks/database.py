"""Reading 100,000 areas from a PostGIS database, beside geopandas in the same rounds."""

from __future__ import annotations

import os
import statistics
from typing import TYPE_CHECKING

from tests import postgres
from tests.benchmarks.measure import Run, python, run
from tests.importers.postgis.town import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def measured(
    rounds: int, environment: Mapping[str, str], folder: Path
) -> Iterator[tuple[str, str, str, str]]:
    """Yield what, ours, the peer's, and the ratio peer to ours."""
    server = postgres.server()
    file = postgres.write_file(folder / "large.gisdb", server.database("large", LARGE), server.port)
    paths = [environment["PYTHONPATH"], *filter(None, [os.environ.get("PEERS")])]
    environment = {
        **environment,
        "PGPASSFILE": str(server.passfile),
        "PYTHONPATH": os.pathsep.join(paths),
    }
    names = ("read_table", "read_table_geopandas")
    runs: dict[str, list[Run]] = {name: [] for name in names}
    most: dict[str, float] = {}
    absent = False
    for number in range(rounds + 1):
        for name in names:
            if absent and name == names[1]:
                continue
            try:
                done = run(python(name, str(file)), environment, folder, memory=number == 0)
            except RuntimeError as error:
                if name != names[1] or "ModuleNotFoundError" not in str(error):
                    raise
                absent = True
                continue
            if number == 0:  # fills the caches of disk and server, and looks at the memory
                most[name] = done.megabytes
            else:
                runs[name].append(done)
    ours = statistics.median(one.answer["seconds"] for one in runs[names[0]])
    rows = runs[names[0]][0].answer["rows"]
    if absent:
        yield f"{rows:,} areas from PostGIS into memory, s", f"{ours:.2f}", "geopandas: not installed", ""
        return
    peer = statistics.median(one.answer["seconds"] for one in runs[names[1]])
    ratio = f"{peer / ours:.1f}×"
    yield f"{rows:,} areas from PostGIS into memory, s", f"{ours:.2f}", f"geopandas {peer:.2f}", ratio
    yield "… memory, MB", f"{most[names[0]]:.0f}", f"{most[names[1]]:.0f}", ""
