"""The areas desk on a generated city: seconds, memory, and whether just the seeded faults are found.

Usage::

    python -m tests.benchmarks.areas [--only check] [--rounds N] [--out docs/AREAS.md]

Each measurement is a process of its own, and writes its own section of the page; what is measured stands in
:data:`MEASURED`. The city, and what is wrong in it, comes from
:mod:`tests.benchmarks.areacity` and :mod:`tests.benchmarks.areafaults`; whether a finding is a seeded fault
is decided here by rows and places.
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
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.desks.areas.buildings import Buildings
from gisapp.desks.areas.checks import check
from gisapp.desks.areas.findings import DECISIONS, AreaFinding, Code
from gisapp.desks.areas.repair import repair_many
from layers.feedback import Feedback
from layers.usages import UNKNOWN
from tests.benchmarks.areacity import City, make_city
from tests.benchmarks.areacompare import compare_lines, comparing
from tests.benchmarks.areaedits import edit_lines, editing
from tests.benchmarks.areafaults import Seed, first_version
from tests.benchmarks.arealedger import ledger_lines, ledgering
from tests.benchmarks.measure import run
from tests.benchmarks.pages import put
from tests.realdata import ROOT

if TYPE_CHECKING:
    from gisapp.desks.areas.checks import Checked

SAME = 0.9
"""Share of the union of two places that both have, from which on they are the same place."""


def buildings_of(city: City) -> Buildings:
    """Return the buildings of a city as the desk takes them."""
    rows = np.arange(len(city.buildings))
    return Buildings(city.buildings, city.living, city.usage == UNKNOWN, rows, "generated")


def agreed_keys(found: Checked, seeds: Sequence[Seed]) -> set[str]:
    """Return the keys of the overlaps that are true."""
    rows = {one.rows for one in seeds if one.kind == "agreed"}
    return {one.key for one in found.findings if one.code is Code.OVERLAP and tuple(sorted(one.rows)) in rows}


def same(finding: AreaFinding, seed: Seed) -> bool:
    """Say whether a finding is a seeded fault: the kind, and the rows or the place."""
    code = "overlap" if seed.kind == "agreed" else seed.kind
    if str(finding.code) != code or finding.decided != (seed.kind == "agreed"):
        return False
    if seed.rows and not set(seed.rows) <= set(finding.rows):
        return False
    if seed.place is None or finding.shape is None or finding.code is Code.SELF_CROSSING:
        return True
    both = shapely.intersection(finding.shape, seed.place).area
    return bool(both >= SAME * shapely.union(finding.shape, seed.place).area)


def judged(findings: Sequence[AreaFinding], seeds: Sequence[Seed]) -> dict[str, dict[str, int]]:
    """Return for each kind how many were seeded, found, invented, and have the right number of houses."""
    result: dict[str, dict[str, int]] = defaultdict(lambda: Counter(seeded=0, found=0, invented=0, counted=0))
    claimed: set[int] = set()
    for seed in seeds:
        result[seed.kind]["seeded"] += 1
        hit = next((k for k, one in enumerate(findings) if k not in claimed and same(one, seed)), None)
        if hit is None:
            continue
        claimed.add(hit)
        one = findings[hit]
        result[seed.kind]["found"] += 1
        numbers = (one.buildings or 0, one.dwellings or 0)
        result[seed.kind]["counted"] += numbers == (seed.buildings, seed.dwellings)
    for k, one in enumerate(findings):
        if k not in claimed:
            result[str(one.code)]["invented"] += 1
    return {kind: dict(each) for kind, each in result.items()}


def checking() -> dict[str, Any]:
    """Check the first department's version, repair what can be, and check again."""
    city = make_city()
    version, buildings = first_version(city), buildings_of(city)
    agreed = agreed_keys(check(version.areas, buildings, city.outline, (), Feedback()), version.seeds)
    clock, processor = time.perf_counter(), time.process_time()
    found = check(version.areas, buildings, city.outline, agreed, Feedback())
    seconds, worked = time.perf_counter() - clock, time.process_time() - processor
    chosen = [
        (one, offers[0])
        for one in found.findings
        if not one.decided and (offers := [each for each in one.proposals if each.kind not in DECISIONS])
    ]
    clock = time.perf_counter()
    repaired = repair_many(version.areas, chosen, Feedback())
    repairing = time.perf_counter() - clock
    again = check(repaired, buildings, city.outline, agreed, Feedback())
    chosen_codes = {one.code for one, _ in chosen}
    return {
        "seconds": seconds,
        "processor": worked,
        "areas": len(version.areas),
        "buildings": len(buildings),
        "empty": found.empty,
        "kinds": judged(found.findings, version.seeds),
        "repairs": len(chosen),
        "repairing": repairing,
        "left": sum(one.code in chosen_codes and not one.decided for one in again.findings),
    }


def check_lines(answers: Sequence[dict[str, Any]], megabytes: float) -> list[str]:
    """Return what the page tells of the check."""
    last = answers[-1]
    seconds, worked = (statistics.median(one[name] for one in answers) for name in ("seconds", "processor"))
    lines = [
        f"{last['areas']:,} rows over {last['buildings']:,} buildings: **{seconds:.1f} s**",
        f"({worked:.1f} s of one processor, {megabytes:,.0f} MB for the whole process with the made city).",
        f"{last['repairs']:,} repairs in bulk: {last['repairing']:.1f} s;",
        f"of the kinds repaired, {last['left']:,} findings are left afterwards.",
        f"Pieces of land where nobody lives (parks, works): {last['empty']:,}, none of them a gap.",
        "",
        "| seeded fault | seeded | found | invented | recall | precision | right number of houses |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for kind, one in last["kinds"].items():
        claimed = one["found"] + one["invented"]
        recall = f"{100 * one['found'] / one['seeded']:.0f} %" if one["seeded"] else "—"
        precision = f"{100 * one['found'] / claimed:.0f} %" if claimed else "—"
        lines.append(
            f"| {kind} | {one['seeded']} | {one['found']} | {one['invented']} | {recall} | {precision} "
            f"| {one['counted']} |"
        )
    return lines


MEASURED: dict[
    str, tuple[Callable[[], dict[str, Any]], Callable[[Sequence[dict[str, Any]], float], list[str]]]
]
MEASURED = {
    "check": (checking, check_lines),
    "compare": (comparing, compare_lines),
    "ledger": (ledgering, ledger_lines),
    "edit": (editing, edit_lines),
}
"""What can be measured: what is done in a process of its own, and what the page tells of the answers."""


def main(words: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", choices=[*MEASURED], action="append", help="what is measured; all by default"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "AREAS.md")
    parser.add_argument("--task", choices=[*MEASURED], help=argparse.SUPPRESS)
    said = parser.parse_args(words)
    if said.task:
        print(json.dumps(MEASURED[said.task][0]()))
        return
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name in said.only or MEASURED:
        command = [sys.executable, "-m", "tests.benchmarks.areas", "--task", name]
        with tempfile.TemporaryDirectory() as folder:
            answers = [run(command, environment, Path(folder)).answer for _ in range(said.rounds)]
            memory = run(command, environment, Path(folder), memory=True).megabytes
        lines = MEASURED[name][1](answers, memory)
        machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
        lines += [
            "",
            f"`python -m tests.benchmarks.areas --only {name}`; median of {said.rounds} runs; {machine}.",
        ]
        put(said.out, f"## Figures: {name}", "\n".join(lines))
        print("\n".join(lines))


if __name__ == "__main__":
    main()
