"""Buildings of a real city as 3D Tiles: seconds, memory, bytes, and what the checks say.

Usage::

    python -m tests.benchmarks.publishsolids [--city NAME] [--rounds N] [--out docs/PUBLISH_SOLIDS.md]

No package that could be installed writes tilesets of buildings (py3dtiles writes points): there is no peer.
Two other ways out of the same store are measured in the same run: our own export as one GLB file, which
neither moves nor tiles anything, and the floor: the same meshes read and written as they lie in memory, with
as many bytes as the tileset has. Each measurement is a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import cities
from tests.benchmarks.measure import Run, run
from tests.benchmarks.pages import put
from tests.realdata import ROOT

if TYPE_CHECKING:
    from gisapp.desks.publish.projection import PublicContent

COLUMNS = {"name": "Name", "usage": "Usage", "measured_height": "Height", "storeys_above_ground": "Storeys"}
"""What is published of the buildings, with English names."""


def content(city: str, stores: str) -> PublicContent:
    """Return the buildings of a city as the public sees them."""
    from gisapp.desks.publish.model import Publication, PublicField
    from gisapp.desks.publish.projection import public_content
    from importers.citygml.importer import CityGml, CityGmlOptions
    from layers.feedback import Feedback
    from layers.project import Project

    layer = CityGml().read(cities.path(city), CityGmlOptions(stores=Path(stores)), Feedback()).layers[0]
    held = layer.data.store.parquet.schema_arrow.names
    fields = tuple(PublicField(one, one, name) for one, name in COLUMNS.items() if one in held)
    said = Publication(layer.id, "建物", fields=fields, licence="CC-BY-4.0", credit="benchmark")
    return public_content(Project(layers=(layer,), crs=layer.data.crs), layer, said, Feedback())


def writing(city: str, stores: str, target: str) -> dict[str, Any]:
    """Write the tileset."""
    from gisapp.desks.publish.tiles3d import write_tileset
    from layers.feedback import Feedback
    from layers.heightbase import StatedGeoid

    public = content(city, stores)
    clock = time.perf_counter()
    written = write_tileset(public, Path(target), Feedback(), geoid=StatedGeoid(40.0, "benchmark"))
    seconds = time.perf_counter() - clock
    return {
        "seconds": seconds,
        "buildings": written.buildings,
        "triangles": written.triangles,
        "tiles": written.tiles,
        "levels": written.levels,
        "bytes": written.bytes,
    }


def exporting(city: str, stores: str, target: str) -> dict[str, Any]:
    """Write the same buildings with the same columns as one GLB file."""
    from gisapp.export import glb
    from layers.feedback import Feedback

    public = content(city, stores)
    path = Path(target).with_suffix(".glb")
    clock = time.perf_counter()
    glb.write(public, path, Feedback())
    seconds = time.perf_counter() - clock
    size = path.stat().st_size
    path.unlink()
    return {"seconds": seconds, "bytes": size}


def copying(city: str, stores: str, target: str) -> dict[str, Any]:
    """Read the same meshes and write as many bytes as the tileset has: nobody can do with less."""
    from layers.feedback import Feedback

    public = content(city, stores)
    size = sum(path.stat().st_size for path in Path(target).rglob("*.glb"))
    path = Path(target).with_suffix(".raw")
    clock = time.perf_counter()
    with path.open("wb") as file:
        for mesh in public.shapes(Feedback()):
            for part in (mesh.points, mesh.triangles, mesh.features):
                file.write(part.tobytes())
        file.write(b"\0" * max(0, size - file.tell()))
    seconds = time.perf_counter() - clock
    path.unlink()
    return {"seconds": seconds}


def checking(city: str, stores: str, target: str) -> dict[str, Any]:
    """Check what was written, with our check and Khronos' validator, and compress it."""
    from gisapp.desks.publish.tiles3d import check_tileset
    from tests.node import validated

    clock = time.perf_counter()
    found = check_tileset(Path(target), tuple(COLUMNS))
    seconds = time.perf_counter() - clock
    files = sorted(Path(target).rglob("*.glb"))
    khronos: dict[str, Any] = {}
    if shutil.which("node") and (ROOT / "tests" / "web" / "node_modules" / "gltf-validator").is_dir():
        for first in range(0, len(files), 100):
            khronos |= validated(files[first : first + 100])
    zipped = [len(gzip.compress(path.read_bytes(), 6)) for path in [*files, Path(target) / "tileset.json"]]
    return {
        "seconds": seconds,
        "problems": len(found),
        "validated": len(khronos),
        "errors": sum(one["errors"] for one in khronos.values()),
        "warnings": sum(one["warnings"] for one in khronos.values()),
        "zipped": sum(zipped),
        "largest": max(zipped),
    }


TASKS: dict[str, Callable[[str, str, str], dict[str, Any]]] = {
    "write": writing,
    "export": exporting,
    "copy": copying,
    "check": checking,
}


def lines(runs: dict[str, list[Run]], megabytes: float, city: str) -> list[str]:
    """Return what the page tells."""

    def middle(task: str) -> float:
        return statistics.median(one.answer["seconds"] for one in runs[task])

    written, checked = runs["write"][-1].answer, runs["check"][-1].answer
    write, export, copy = (middle(task) for task in ("write", "export", "copy"))
    count, size = written["buildings"], written["bytes"]
    name = city.partition("_")[2].partition("_")[0]
    zipped, floor = (
        checked["zipped"],
        "the same meshes read and as many bytes written, the least there could be",
    )
    told = f"{checked['errors']}, {checked['warnings']}"
    said = [
        f"{name}: {count:,} buildings, {written['triangles']:,} triangles.",
        "",
        "| what | figure |",
        "|---|---:|",
        f"| seconds, clock | **{write:.1f}** |",
        f"| buildings a second | **{count / write:,.0f}** |",
        f"| … with all that starts and opens (whole process) | {count / _whole(runs['write']):,.0f} |",
        f"| highest memory of all processes, MB | {megabytes:,.0f} |",
        f"| tiles, levels | {written['tiles']:,}, {written['levels']} |",
        f"| megabytes as written | {size / 1e6:.1f} ({size / count:,.0f} bytes a building) |",
        f"| megabytes gzipped | {zipped / 1e6:.1f} ({zipped / count:,.0f} bytes a building) |",
        f"| largest tile gzipped, kB | {checked['largest'] / 1e3:,.0f} |",
        f"| the same buildings as one GLB file, not moved | {export:.1f} s; tiles {write / export:.2f}× |",
        f"| {floor} | {copy:.1f} s; tiles {write / copy:.1f}× |",
        f"| problems found by `check_tileset` ({checked['seconds']:.1f} s) | {checked['problems']} |",
        f"| gltf-validator: tiles, errors, warnings | {checked['validated']:,}, {told} |",
    ]
    machine = f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    day = datetime.now(UTC).date().isoformat()
    rounds = len(runs["write"])
    said += ["", f"`python -m tests.benchmarks.publishsolids`; median of {rounds} runs on {day}; {machine}."]
    return said


def _whole(runs: list[Run]) -> float:
    return statistics.median(one.seconds for one in runs)


def main(words: list[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--city", default=cities.TATEBAYASHI, help="name of a dataset")
    parser.add_argument("--stores", help="folder of what was read before; by default read anew")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "PUBLISH_SOLIDS.md")
    parser.add_argument("--task", nargs=2, help=argparse.SUPPRESS)
    said = parser.parse_args(words)
    if said.task:
        name, target = said.task
        print(json.dumps(TASKS[name](said.city, said.stores, target)))
        return
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stores = said.stores or str(folder / "stores")
        Path(stores).mkdir(exist_ok=True)
        content(said.city, stores)  # read once, for all
        target = str(folder / "tiles")

        def measure(task: str, *, memory: bool = False) -> Run:
            words = ["--city", said.city, "--stores", stores, "--task", task, target]
            command = [sys.executable, "-m", "tests.benchmarks.publishsolids", *words]
            return run(command, environment, folder, memory=memory)

        # In turns, so that what else the machine does meets all alike.
        runs: dict[str, list[Run]] = {task: [] for task in TASKS}
        for _ in range(said.rounds):
            for task in ("write", "export", "copy"):
                runs[task].append(measure(task))
        runs["check"].append(measure("check"))
        megabytes = measure("write", memory=True).megabytes
    text = "\n".join(lines(runs, megabytes, said.city))
    put(said.out, "## Figures", text)
    print(text)


if __name__ == "__main__":
    main()
