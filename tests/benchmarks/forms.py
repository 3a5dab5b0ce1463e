"""The forms of export on a real layer: seconds to write and to read back, megabytes, what is lost.

Usage::

    python -m tests.benchmarks.forms [--data FILE.zip] [--only ID]… [--rounds N] [--out docs/FORMS.md]

Each form is written in a process of its own. The page gets a table between its own headings; everything else
on it stays.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gisapp.export import formats, readback
from gisapp.export.content import content_of
from importers.citygml.importer import CityGml, CityGmlOptions
from layers.feedback import Feedback
from tests.benchmarks.measure import run
from tests.benchmarks.pages import put
from tests.realdata import DATA, ROOT

DEFAULT = DATA / "plateau" / "11326_moroyama-machi_2020_citygml_op.zip"
STORES = Path(tempfile.gettempdir()) / "gisapp-benchmark-stores"
FORMS = [one.id for one in formats.FORMATS if one.id not in ("tif", "copc")]


def writing(data: Path, form: str) -> dict[str, Any]:
    """Write the buildings of a city in one form, and tell how long it took and how long to read it back."""
    STORES.mkdir(exist_ok=True)
    layer = CityGml().read(data, CityGmlOptions(stores=STORES), Feedback()).layers[0]
    chosen = next(one for one in formats.FORMATS if one.id == form)
    spent = 0.0
    compare = readback.compare

    def timed(*given: Any) -> Any:
        nonlocal spent
        began = time.perf_counter()
        found = compare(*given)
        spent = time.perf_counter() - began
        return found

    readback.compare = timed  # type: ignore[assignment]
    feedback = Feedback()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = formats.write(layer, Path(folder) / f"a{chosen.suffix}", feedback)
        whole = time.perf_counter() - began
        size = sum(one.stat().st_size for one in path.parent.iterdir())
    return {
        "features": len(content_of(layer)),
        "writing": whole - spent,
        "reading": spent,
        "bytes": size,
        "told": [str(one.message) for one in feedback.findings],
    }


def lines_of(answers: dict[str, list[dict[str, Any]]], data: Path) -> list[str]:
    """Return what the page tells."""
    first = next(iter(answers.values()))[0]
    lines = [
        f"{first['features']:,} buildings of `{data.name}`, all attributes; {platform.system()},",
        f"{os.cpu_count()} processors, medians of {len(next(iter(answers.values())))}.",
        "",
        "| form | write s | read back s | MB | buildings/s, both together | told |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for form, rounds in answers.items():
        writing_, reading = (
            statistics.median(one[name] for one in rounds) for name in ("writing", "reading")
        )
        one = rounds[-1]
        told = "<br>".join(one["told"]) or "—"
        speed = one["features"] / (writing_ + reading)
        suffix = next(each.suffix for each in formats.FORMATS if each.id == form)
        size = f"{one['bytes'] / 1e6:.1f}"
        lines.append(f"| `{suffix}` | {writing_:.1f} | {reading:.1f} | {size} | {speed:,.0f} | {told} |")
    return lines


def main(words: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT)
    parser.add_argument("--only", choices=FORMS, action="append")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "FORMS.md")
    parser.add_argument("--task", choices=FORMS, help=argparse.SUPPRESS)
    said = parser.parse_args(words)
    if said.task:
        print(json.dumps(writing(said.data, said.task)))
        return
    answers: dict[str, list[dict[str, Any]]] = {}
    for form in said.only or FORMS:
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.forms",
            "--data",
            str(said.data.resolve()),
            "--task",
            form,
        ]
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            answers[form] = [run(command, environment, Path(folder)).answer for _ in range(said.rounds)]
        print(form, answers[form][-1])
    put(said.out, "## Figures", "\n".join(lines_of(answers, said.data)))


if __name__ == "__main__":
    main()
