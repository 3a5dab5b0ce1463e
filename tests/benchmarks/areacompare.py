"""Comparing the two departments of the generated city: seconds, and whether just what was seeded is found."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.desks.areas.boundaries import moved
from gisapp.desks.areas.difference import compare
from gisapp.desks.areas.homes import FLATS, HOUSES, Homes
from gisapp.desks.areas.matching import Kind, Why
from gisapp.desks.areas.merging import merge
from tests.benchmarks.areacity import areas, make_city, version
from tests.benchmarks.areafaults import first_version, second_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.areas.difference import Comparison
    from tests.benchmarks.areacity import City
    from tests.benchmarks.areafaults import Version

SAME = 0.9
"""Share of the union of two places that both have, from which on they are the same place."""
KINDS = {"merged": Kind.MERGED, "split": Kind.SPLIT}


def homes_in(city: City) -> Homes:
    """Return the buildings of a city as the comparison takes them."""
    points = shapely.get_coordinates(shapely.point_on_surface(city.buildings))
    dwellings = np.isin(city.usage.astype(str), (*HOUSES, *FLATS)).astype(np.float64)
    ids = np.arange(len(points)).astype(str).astype(object)
    return Homes(points, dwellings, ids)


def judged(made: Comparison, other: Version) -> dict[str, dict[str, int]]:
    """Return for each kind of difference how many were seeded, found, invented, with the right houses."""
    matched, pieces = made.matched, made.pieces
    result: dict[str, Counter[str]] = {
        kind: Counter(seeded=0, found=0, invented=0, counted=0) for kind in ("moved", "absent", *KINDS)
    }
    claimed: set[int] = set()
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for seed in other.seeds:
        told = result[seed.kind]
        told["seeded"] += 1
        groups = matched.of[0][list(seed.rows)].tolist()
        if seed.kind in KINDS:
            hit = matched.groups[groups[0]]
            if hit.kind is KINDS[seed.kind] and sorted(hit.rows[0]) == sorted(seed.rows):
                told["found"] += 1
                seen.add((seed.kind, tuple(sorted(hit.rows[0]))))
            continue
        sides = ((groups[0],), (groups[1],) if seed.kind == "moved" else ())
        for piece in pieces.order.tolist():
            if piece in claimed or pieces.sides(piece, 1) != sides:
                continue
            shape = pieces.shapes[piece]
            if shape.intersection(seed.place).area >= SAME * shape.union(seed.place).area:
                claimed.add(piece)
                told["found"] += 1
                told["counted"] += int(seed.kind == "moved" and pieces.buildings[piece] == seed.buildings)
                break
    for piece in pieces.order.tolist():
        if piece not in claimed:
            result["moved" if all(pieces.sides(piece, 1)) else "absent"]["invented"] += 1
    for group in matched.groups:
        for name, kind in KINDS.items():
            if group.kind is kind and (name, tuple(sorted(group.rows[0]))) not in seen:
                result[name]["invented"] += 1
    result["matches"] = _matches(made, other)
    return {kind: dict(one) for kind, one in result.items()}


def _matches(made: Comparison, other: Version) -> Counter[str]:
    """Return how many rows of the other version went to the association that they are."""
    told = Counter(seeded=0, found=0, invented=0, counted=0)
    for row, first in enumerate(other.first.tolist()):
        if first < 0:
            continue
        group = made.matched.groups[int(made.matched.of[1][row])]
        told["seeded"] += 1
        told["found"] += first in group.rows[0]
        told["invented"] += bool(group.rows[0]) and first not in group.rows[0]
    return told


def comparing() -> dict[str, Any]:
    """Compare the second department with the first, and with the city as it is."""
    city = make_city()
    truth = version(city, "自治振興課", areas(city, city.owner))
    other, faulty, homes = second_version(city), first_version(city), homes_in(city)
    clock, worked = time.perf_counter(), time.process_time()
    made = compare([faulty.areas, other.areas], homes)
    made.changes[0].different.sum()
    lines = moved(made)
    seconds, processor = time.perf_counter() - clock, time.process_time() - worked
    clock = time.perf_counter()
    merged = merge(made)
    merging = time.perf_counter() - clock
    shapes = merged.areas.shapes[~shapely.is_missing(merged.areas.shapes)]
    clean = compare([truth, other.areas], homes)
    groups = clean.matched.groups
    return {
        "seconds": seconds,
        "processor": processor,
        "merging": merging,
        "coverage": bool(shapely.coverage_is_valid(shapes)),
        "associations": len(truth),
        "buildings": len(homes),
        "places": len(made.pieces.order),
        "noise": int(made.pieces.noise.sum()),
        "lines": len(lines),
        "kinds": judged(clean, other),
        "by_name": sum(one.why is Why.NAME for one in groups),
        "confirm": sum(one.confirm for one in groups),
    }


def compare_lines(answers: Sequence[dict[str, Any]], megabytes: float) -> list[str]:
    """Return what the page tells of the comparison."""
    last = answers[-1]
    middle = {
        name: statistics.median(one[name] for one in answers) for name in ("seconds", "processor", "merging")
    }
    covers = "a valid coverage" if last["coverage"] else "NOT a valid coverage"
    lines = [
        f"Two versions of {last['associations']:,} associations over {last['buildings']:,} buildings, the",
        f"first with all faults of the check: **{middle['seconds']:.1f} s**",
        f"({middle['processor']:.1f} s of one processor, {megabytes:,.0f} MB for the whole process with the",
        f"made city): {last['places']:,} places, {last['noise']:,} below the tolerance, {last['lines']:,}",
        f"boundaries that moved. Merged in {middle['merging']:.1f} s; the result is {covers}.",
        "",
        "The second department against the city as it is (half of its names written otherwise, one of 25",
        f"without a code; {last['by_name']:,} associations matched by name, {last['confirm']:,} to confirm):",
        "",
        "| seeded | seeded | found | invented | recall | precision | right number of houses |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for kind, one in last["kinds"].items():
        claimed = one["found"] + one["invented"]
        recall = f"{100 * one['found'] / one['seeded']:.1f} %" if one["seeded"] else "—"
        precision = f"{100 * one['found'] / claimed:.1f} %" if claimed else "—"
        counted = str(one["counted"]) if kind == "moved" else "—"
        lines.append(
            f"| {kind} | {one['seeded']} | {one['found']} | {one['invented']} | {recall} | {precision} "
            f"| {counted} |"
        )
    return lines
