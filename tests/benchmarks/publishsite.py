"""The public map of a large city: seconds and memory to build it, its sizes, and what a first view costs.

Usage::

    python -m tests.benchmarks.publishsite [--buildings 100000] [--source CITY.zip] [--work FOLDER]
        [--out docs/PUBLISH_SITE.md] [--picture docs/pictures/site.png]

The city is a real one, copied side by side until it has so many buildings
(:mod:`tests.benchmarks.copies`). With ``--work`` it is kept there and found again. Each measurement is a
process of its own; memory is measured in a second run, for looking at it costs time. The first view is one
of Chromium with an empty cache, on software OpenGL, from the preview server.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import realdata
from tests.benchmarks.measure import run
from tests.benchmarks.pages import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.base import Layer

CITY = "10207_tatebayashi-shi_2020_citygml_op.zip"
FIELDS = (
    ("usage", "用途", "Use"),
    ("measured_height", "計測高さ", "Height"),
    ("storeys_above_ground", "地上階数", "Storeys"),
    ("year_of_construction", "建築年", "Built"),
)


def _layer(city: Path, stores: Path) -> Layer:
    from importers.citygml.importer import CityGml, CityGmlOptions
    from layers.feedback import Feedback

    return CityGml().read(city, CityGmlOptions(stores=stores), Feedback()).layers[0]


def made(source: str, city: str, buildings: str) -> dict[str, Any]:
    """Write the city, unless it is there."""
    from tests.benchmarks.copies import write_city

    if not Path(city).exists():
        write_city(Path(source), Path(city), int(buildings))
    return {"buildings": int(buildings)}


def imported(city: str, stores: str) -> dict[str, Any]:
    """Import the city, unless that is done."""
    return {"features": len(_layer(Path(city), Path(stores)).table())}


def built(city: str, stores: str, target: str) -> dict[str, Any]:
    """Build the site; opening the imported city is not part of the time."""
    from gisapp.desks.publish.model import Publication, PublicField
    from gisapp.desks.publish.site import SiteOptions, build_site
    from layers.feedback import Feedback
    from layers.project import Project

    layer = _layer(Path(city), Path(stores))
    held = {one.name for one in layer.table().attributes}
    fields = tuple(PublicField(*one) for one in FIELDS if one[0] in held)
    publication = Publication(
        layer.id,
        "建物",
        "Buildings",
        fields=fields,
        licence="CC-BY-4.0",
        credit="Project PLATEAU",
        date="2020",
    )
    project = Project(name="大きな市", crs=str(layer.data.crs), layers=(layer,))
    begin = time.perf_counter()
    site = build_site(project, (publication,), Path(target), SiteOptions(), Feedback())
    seconds = time.perf_counter() - begin
    sizes: dict[str, int] = {}
    for name in site.files:
        parts = name.split("/")
        kind = f"{parts[0]}/{parts[1]}" if len(parts) > 2 else f"{parts[0]}/"
        if parts[-1].endswith(".pmtiles"):
            kind = "server/tiles"
        elif parts[1] == "data" and parts[0] == "server":
            kind = "server/tables"
        sizes[kind] = sizes.get(kind, 0) + (site.folder / name).stat().st_size
    return {"seconds": seconds, "features": site.features[layer.id], "files": len(site.files), "sizes": sizes}


def seen(target: str, picture: str) -> dict[str, Any]:
    """Open the site with an empty cache: bytes until the map stands, and seconds."""
    from gisapp.desks.publish.preview import serve
    from tests.gisapp.desks.publish.site.browser import started

    with serve(Path(target)) as preview:
        pages = started()
        page = next(pages)
        page.driver.execute_cdp_cmd("Network.enable", {})
        begin = time.perf_counter()
        page.open(preview.url)
        seconds = time.perf_counter() - begin
        total = count = 0
        for entry in page.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.loadingFinished":
                total += int(message["params"]["encodedDataLength"])
                count += 1
        if picture != "-":
            page.driver.set_window_size(1280, 800)
            page.driver.find_element("id", "three").click()
            page.settle()
            page.driver.save_screenshot(picture)
        next(pages, None)
    return {"bytes": total, "requests": count, "seconds": seconds}


PARTS: dict[str, Callable[..., Any]] = {"made": made, "imported": imported, "built": built, "seen": seen}


def _child(environment: dict[str, str], *words: str, memory: bool = False) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.publishsite", "--part", *words]
    return run(command, environment, realdata.ROOT, memory=memory)


def _lines(city: str, first: dict[str, Any], second: Any, view: dict[str, Any]) -> str:
    sizes = "\n".join(f"| `{name}` | {size / 1e6:,.1f} MB |" for name, size in sorted(first["sizes"].items()))
    return (
        f"{first['features']:,} buildings ({city}, copied side by side), both packagings, with 3D Tiles, on "
        f"{os.cpu_count()} processors: **{first['seconds']:.0f} s**, highest memory of all processes "
        f"**{second.megabytes:,.0f} MB**, {first['files']:,} files.\n\n"
        f"| part | size |\n|---|---|\n{sizes}\n\n"
        f"First view (empty cache, gzip, Chromium on software OpenGL, whole city): "
        f"**{view['bytes'] / 1e6:.2f} MB in {view['requests']} requests**, the map stands after "
        f"{view['seconds']:.1f} s.\n\nMade by `python -m tests.benchmarks.publishsite`."
    )


def main(words: list[str]) -> None:
    """Measure, and write the section of the page."""
    if words[:1] == ["--part"]:
        print(json.dumps(PARTS[words[1]](*words[2:])))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--buildings", type=int, default=100_000)
    parser.add_argument("--source", type=Path, default=realdata.DATA / "plateau" / CITY)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--picture", type=Path)
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="gisapp-site-") as temporary:
        work = chosen.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        city, stores, target = (
            str(work / name) for name in (f"city-{chosen.buildings}.zip", "stores", "site")
        )
        environment = dict(os.environ)
        _child(environment, "made", str(chosen.source), city, str(chosen.buildings))
        _child(environment, "imported", city, stores)
        first = _child(environment, "built", city, stores, target).answer
        second = _child(environment, "built", city, stores, target, memory=True)
        view = _child(environment, "seen", target, str(chosen.picture or "-")).answer
    text = _lines(chosen.source.name, first, second, view)
    print(text)
    if chosen.out:
        put(chosen.out, "## Measured", text)


if __name__ == "__main__":
    main(sys.argv[1:])
