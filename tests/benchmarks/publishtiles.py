"""Vector tiles against tippecanoe and freestiler: the same buildings, the same zooms, two cores, in one run.

Usage::

    python -m tests.benchmarks.publishtiles [--peers PYTHON] [--counts 10000,100000] [--out PAGE]

Buildings are those of a real PLATEAU city; where it has fewer than asked for, they are there again beside
themselves. Each writer is a process of its own and is measured from a file of features to the tiles: ours
from Arrow, as a store has it, the peers from GeoJSON (tippecanoe) and GeoParquet (freestiler). `--peers`
names a Python with the packages ``tippecanoe``, ``freestiler`` and ``pyarrow``, which are no dependencies;
what is absent is said so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from gisapp.desks.publish.vectortiles import TilePart, write_vector_tiles
from gisapp.export.content import GEOMETRY, content_of
from gisapp.export.footprints import polygons, to_degrees
from layers.feedback import Feedback
from tests import cities
from tests.benchmarks.pages import put
from tests.gisapp.desks.publish.tilecontent import ShapesContent
from tests.gisapp.desks.publish.tilereading import raw_tiles, vector_tiles
from tests.realdata import ROOT

CORES = 2
ZOOMS = (10, 15)
FIELDS = ("usage", "measured_height", "storeys_above_ground", "building_id")
HEADING = "## Figures"
_FREESTILER = """
import sys, geopandas, freestiler
frame = geopandas.read_parquet(sys.argv[1])
freestiler.freestile(frame, sys.argv[2], layer_name="buildings", min_zoom={low}, max_zoom={high})
"""


def buildings(city: str, count: int) -> ShapesContent:
    """Return that many buildings of a city with a few attributes."""
    content = content_of(cities.buildings(city))
    names = [name for name in FIELDS if name in content.schema.names]
    feedback = Feedback()
    table = pa.concat_tables(list(content.tables(feedback, [*names, GEOMETRY])))
    shapes = polygons(table.column(GEOMETRY))
    there = np.flatnonzero([one is not None for one in shapes])
    west, _, _, east, _, _ = content.extent
    number = np.arange(count)
    rows, beside = there[number % len(there)], number // len(there)
    moved = [
        shapely.transform(shapes[row], lambda points, k=k: points + np.array([k * (east - west + 500), 0]))
        if k
        else shapes[row]
        for row, k in zip(rows.tolist(), beside.tolist(), strict=True)
    ]
    columns = {name: table.column(name).take(pa.array(rows)).combine_chunks() for name in names}
    columns["number"] = pa.array(number)
    return ShapesContent(moved, columns, crs=content.crs, lot=8192)


def write_sources(content: ShapesContent, folder: Path) -> None:
    """Write what each writer reads."""
    import geopandas

    table = content.table
    geometry = to_degrees(shapely.force_2d(polygons(table.column(GEOMETRY))), content.crs)
    frame = geopandas.GeoDataFrame(
        table.drop_columns([GEOMETRY]).to_pandas(), geometry=geometry, crs="EPSG:4326"
    )
    frame.to_parquet(folder / "buildings.parquet")
    frame.to_file(folder / "buildings.geojson", driver="GeoJSON")
    with (
        pa.OSFile(str(folder / "buildings.arrow"), "wb") as file,
        pa.ipc.new_file(file, table.schema) as made,
    ):
        made.write_table(table, 8192)
    (folder / "crs").write_text(content.crs)


def ours(folder: Path) -> dict[str, Any]:
    """Write the tiles here; in a process of its own."""
    from gisapp.desks.publish.vectortiles import branches  # noqa: F401 - as it is in a running program

    with pa.OSFile(str(folder / "buildings.arrow"), "rb") as file:
        table = pa.ipc.open_file(file).read_all()
    crs = (folder / "crs").read_text()
    columns = {name: table.column(name) for name in table.column_names if name != GEOMETRY}
    content = _Stored(table, crs)
    begin, worked = time.perf_counter(), time.process_time()
    part = TilePart("buildings", content, tuple(columns))
    write_vector_tiles([part], folder / "gisapp.pmtiles", Feedback(), zooms=ZOOMS)
    return {"inside": time.perf_counter() - begin, "worked": time.process_time() - worked}


class _Stored(ShapesContent):
    """Rows that are there already."""

    def __init__(self, rows: pa.Table, crs: str) -> None:
        super().__init__([], {"rows": rows}, crs=crs, lot=8192)

    @property
    def table(self) -> pa.Table:
        """All rows."""
        return self.columns_["rows"]

    def __len__(self) -> int:
        return len(self.table)


def commands(folder: Path, peers: str) -> dict[str, list[str]]:
    """Return how each writer is called."""
    low, high = ZOOMS
    bin_ = Path(peers).parent
    return {
        "gisapp": [sys.executable, "-m", "tests.benchmarks.publishtiles", "--ours", str(folder)],
        "tippecanoe": [
            *(str(bin_ / "tippecanoe"), "-q", "-f", "-o", str(folder / "tippecanoe.pmtiles")),
            *("-l", "buildings", "-Z", str(low), "-z", str(high), str(folder / "buildings.geojson")),
        ],
        "freestiler": [
            *(peers, "-c", _FREESTILER.format(low=low, high=high)),
            *(str(folder / "buildings.parquet"), str(folder / "freestiler.pmtiles")),
        ],
    }


def measured(name: str, command: list[str], folder: Path) -> dict[str, Any] | None:
    """Return seconds, size and what is kept at each zoom, None when the writer is absent."""
    if not Path(command[0]).exists():
        return None
    environment = {**os.environ, "RAYON_NUM_THREADS": str(CORES), "TIPPECANOE_MAX_THREADS": str(CORES)}
    before = os.times()
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=ROOT)
    seconds = time.perf_counter() - begin
    after = os.times()
    worked = sum(after[2:4]) - sum(before[2:4])
    if done.returncode:
        print(f"{name}: {done.stderr[-500:]}", file=sys.stderr)
        return None
    inside = json.loads(done.stdout.splitlines()[-1])["inside"] if name == "gisapp" else None
    path = folder / f"{name}.pmtiles"
    return {
        "seconds": seconds,
        "worked": worked,
        "inside": inside,
        "bytes": path.stat().st_size,
        "kept": kept(path),
    }


def kept(path: Path) -> dict[str, Any]:
    """Return features at each zoom, and bytes of the largest tile.

    Ids of the peers are missing or of their own: features are told apart by all that they say.
    """
    found: dict[int, set[Any]] = defaultdict(set)
    largest = 0
    for tile in raw_tiles(path).values():
        largest = max(largest, len(tile))
    for (zoom, _, _), layers in vector_tiles(path).items():
        for layer in layers.values():
            found[zoom] |= {str(sorted(one["properties"].items())) for one in layer["features"]}
    return {"zooms": {zoom: len(found[zoom]) for zoom in sorted(found)}, "largest": largest}


def lines(count: int, figures: dict[str, dict[str, Any] | None]) -> list[str]:
    """Return the figures of one count as a table."""
    low, high = ZOOMS
    zooms = range(low, high + 1)
    names = " | ".join(f"z{zoom}" for zoom in zooms)
    text = [
        f"### {count:,} buildings, zooms {low} to {high}, {CORES} cores",
        "",
        f"| writer | seconds | of processors | MB | largest tile, kB | {names} |",
        f"|---|---|---|---|---|{'---|' * len(zooms)}",
    ]
    for name, one in figures.items():
        if one is None:
            text.append(f"| {name} | absent | | | |{' |' * len(zooms)}")
            continue
        seconds = f"{one['seconds']:.1f}"
        if one["inside"] is not None:
            seconds += f" ({one['inside']:.1f} without the start of Python)"
        there = " | ".join(f"{one['kept']['zooms'].get(zoom, 0):,}" for zoom in zooms)
        size, largest = one["bytes"] / 1e6, one["kept"]["largest"] / 1e3
        figures_ = f"{one['worked']:.1f} | {size:.1f} | {largest:.0f}"
        text.append(f"| {name} | {seconds} | {figures_} | {there} |")
    return [*text, ""]


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=sys.executable)
    parser.add_argument("--counts", default="10000,100000")
    parser.add_argument("--city", default=cities.TATEBAYASHI)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.ours:
        print(json.dumps(ours(asked.ours)))
        return
    text = [
        f"Buildings of {asked.city.split('_')[1]}; written by `python -m tests.benchmarks.publishtiles`.",
        "",
    ]
    for count in map(int, asked.counts.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_sources(buildings(asked.city, count), folder)
            calls = commands(folder, asked.peers)
            measured("gisapp", calls["gisapp"], folder)  # compiled once, as an installed program is
            figures = {one: measured(one, call, folder) for one, call in calls.items()}
            text += lines(count, figures)
            print("\n".join(text))
    if asked.out:
        put(asked.out, HEADING, "\n".join(text))


if __name__ == "__main__":
    main()
