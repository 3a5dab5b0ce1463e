"""The areas desk on a generated city: seconds, memory, and whether each seeded fault is found and none invented.

Usage::

    python -m tests.benchmarks.areas [--only check|compare|edit] [--rounds N] [--out docs/AREAS.md]

Each measurement is a process of its own. The city, and what is wrong in it, comes from
:mod:`tests.benchmarks.areacity` and :mod:`tests.benchmarks.areafaults`; whether a finding is a seeded fault is
decided here by rows and places.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.desks.areas.buildings import Buildings
from gisapp.desks.areas.checks import check
from gisapp.desks.areas.findings import AreaFinding, Code
from layers.feedback import Feedback
from layers.usages import UNKNOWN
from tests.benchmarks.areacity import City, make_city
from tests.benchmarks.areafaults import Seed, first_version
from tests.benchmarks.measure import run
from tests.benchmarks.pages import put
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gisapp.desks.areas.checks import Checked

SAME = 0.9
"""Share of the union of two places that both have, from which on they are the same place."""
TASKS: dict[str, Callable[[], dict[str, Any]]] = {}
"""What can be measured, by the word for ``--only``."""


def task(function: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """Add a function to the table under its name."""
    TASKS[function.__name__] = function
    return function


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
    """Return for each kind how many were seeded, found, invented, and found with the right numbers of houses."""
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


@task
def check_() -> dict[str, Any]:
    """Check the first department's version."""
    city = make_city()
    version, buildings = first_version(city), buildings_of(city)
    agreed = agreed_keys(check(version.areas, buildings, city.outline, (), Feedback()), version.seeds)
    started, processor = time.perf_counter(), time.process_time()
    found = check(version.areas, buildings, city.outline, agreed, Feedback())
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - processor,
        "areas": len(version.areas),
        "buildings": len(buildings),
        "empty": found.empty,
        "kinds": judged(found.findings, version.seeds),
    }
