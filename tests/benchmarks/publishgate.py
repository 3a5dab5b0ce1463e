"""Does the gate find personal data, and only those: recall and precision on seeded tables and on real ones.

Usage::

    python -m tests.benchmarks.publishgate [--rows 200] [--seed 9] [--out docs/PUBLISH_GATE.md] [--misses]

Every disguise of :mod:`tests.benchmarks.gateseeds` is a column of a table of its own: either all rows hold
it, or one row in ten of a column of harmless remarks. A value counts as found when the gate shows it to a
reviewer (blocked, or to be looked at), a column when it is not advised as open. Harmless columns come from
:mod:`tests.benchmarks.gateinnocents`; real ones are counted apart, for nobody seeded them.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from gisapp.desks.publish.detectors.columns import Advice, Weight, advised
from gisapp.desks.publish.detectors.kinds import PERSONAL
from gisapp.desks.publish.detectors.texts import texts_of
from gisapp.desks.publish.detectors.values import look_at
from gisapp.desks.publish.inspection import Inspection, inspect
from layers.feedback import Feedback
from tests.benchmarks.gateinnocents import REMARKS, made_up, real
from tests.benchmarks.gateseeds import DISGUISES, FACILITIES_OF_TABLES, Disguise, persons
from tests.benchmarks.pages import put
from tests.realdata import FOUND, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE = ROOT / "docs" / "PUBLISH_GATE.md"
IN_TEXTS = 0.1
"""Share of the rows of a column of remarks that hold personal data."""


class Rows:
    """A table as the gate reads it."""

    def __init__(self, table: dict[str, list[Any]]) -> None:
        self.table = pa.table({name: pa.array(_same(values)) for name, values in table.items()})
        self.schema = self.table.schema

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns."""
        return self.table.select(list(names))

    def tables(self, _: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the whole table."""
        yield self.table if names is None else self.columns(names)


def _same(values: list[Any]) -> list[Any]:
    """Return values of one type."""
    kinds = {type(one) for one in values if one is not None}
    return [None if one is None else str(one) for one in values] if len(kinds) > 1 else values


@dataclass
class Score:
    """What was found of something: rows that hold it, and those that a reviewer is shown."""

    name: str
    rows: int = 0
    shown: int = 0
    sure: int = 0
    advice: list[Advice] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


def looked(table: dict[str, list[Any]]) -> Inspection:
    """Return what the gate says of a table of which all columns are to be published."""
    content: Any = Rows(table)
    return inspect(content, list(table), {}, Feedback())


def shown(seen: Inspection, name: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return which rows of a column are shown to a reviewer as personal, and which are surely so."""
    column = seen.columns[name]
    rows = np.zeros(len(column.values.texts.rows), bool)
    sure = rows.copy()
    for one in column.found:
        if one.kind in PERSONAL and one.weight is not Weight.TOLD:
            rows[column.values.texts.in_rows(one.texts)] = True
            if one.weight is Weight.SURE:
                sure[column.values.texts.in_rows(one.texts)] = True
    return rows, sure


def seeded(disguise: Disguise, rows: int, random: np.random.Generator) -> tuple[Score, Score]:
    """Return how much of a disguise is found, and how much around it is taken for personal."""
    people = persons(rows, random)
    values = [disguise.write(one) for one in people]
    held = np.ones(rows, bool)
    if disguise.text:
        held = random.random(rows) < IN_TEXTS
        held[0] = True
        values = [
            value if here else REMARKS[int(random.integers(len(REMARKS)))]
            for value, here in zip(values, held, strict=True)
        ]
    table: dict[str, list[Any]] = {}
    if disguise.text:
        table["名称"] = [FACILITIES_OF_TABLES[n % len(FACILITIES_OF_TABLES)] for n in range(rows)]
    table |= {disguise.heading: values}
    table |= {name: [write(one) for one in people] for name, write in disguise.beside}
    seen = looked(table)
    found, sure = shown(seen, disguise.heading)
    score = Score(disguise.name, int(held.sum()), int(found[held].sum()), int(sure[held].sum()))
    score.advice.append(advised(seen.columns[disguise.heading].found))
    score.examples += [values[row] for row in np.flatnonzero(held & ~found)[:8]]
    around = Score(
        f"{disguise.name}: 周りの備考", int((~held).sum()), int(found[~held].sum()), int(sure[~held].sum())
    )
    around.examples += [values[row] for row in np.flatnonzero(found & ~held)[:8]]
    return score, around


def innocent(tables: Iterator[tuple[str, dict[str, list[Any]]]]) -> list[Score]:
    """Return how many harmless values are taken for personal, for each column of the tables."""
    found = []
    for name, table in tables:
        seen = looked(table)
        for column in table:
            rows, sure = shown(seen, column)
            values = seen.columns[column].values.texts.rows
            score = Score(f"{name} / {column}", int((values >= 0).sum()), int(rows.sum()), int(sure.sum()))
            personal = tuple(one for one in seen.columns[column].found if one.kind in PERSONAL)
            score.advice.append(advised(personal))
            score.examples += [str(table[column][row]) for row in np.flatnonzero(rows)[:8]]
            found.append(score)
    return found


def speed(rows: int, random: np.random.Generator) -> float:
    """Return different texts per second that all rules look at, from raw to found."""
    values: list[str] = []
    while len(values) < rows:
        people = persons(2000, random)
        for disguise in DISGUISES[:: max(len(DISGUISES) // 8, 1)]:
            values += [f"{disguise.write(one)} {len(values) + n}" for n, one in enumerate(people)]
        values += [f"{REMARKS[n % len(REMARKS)]}{len(values) + n}" for n in range(30_000)]
    column = pa.array(values[:rows])
    look_at(texts_of(column.slice(0, 100)))
    begun = time.process_time()
    look_at(texts_of(column))
    return rows / (time.process_time() - begun)


def measured(rows: int, seed: int) -> tuple[list[Score], list[Score], list[Score], list[Score]]:
    """Return scores of disguises, of the remarks around them, of harmless columns, and of real ones."""
    random = np.random.default_rng(seed)
    pairs = [seeded(one, rows, random) for one in DISGUISES]
    return (
        [one for one, _ in pairs],
        [one for _, one in pairs],
        innocent(made_up(rows, random)),
        innocent(real()),
    )


def figures(
    scores: list[Score], around: list[Score], harmless: list[Score], cities: list[Score]
) -> dict[str, float]:
    """Return recall and precision of values and of columns."""
    found, wanted = sum(one.shown for one in scores), sum(one.rows for one in scores)
    false = sum(one.shown for one in (*around, *harmless, *cities))
    surely_false = sum(one.sure for one in (*around, *harmless, *cities))
    right = sum(one.advice[0] is not Advice.OPEN for one in scores)
    wrong = sum(one.advice[0] is not Advice.OPEN for one in (*harmless, *cities))
    sure = sum(one.sure for one in scores)
    return {
        "recall": found / wanted,
        "precision": found / max(found + false, 1),
        "precision_sure": sure / max(sure + surely_false, 1),
        "text_recall": _recall([one for one, said in zip(scores, DISGUISES, strict=True) if said.text]),
        "column_recall": right / len(scores),
        "column_precision": right / max(right + wrong, 1),
        "values": wanted,
        "harmless": sum(one.rows for one in (*around, *harmless, *cities)),
        "false": false,
        "columns_wrong": wrong,
        "columns_harmless": len(harmless) + len(cities),
    }


def _recall(scores: Sequence[Score]) -> float:
    return sum(one.shown for one in scores) / max(sum(one.rows for one in scores), 1)


def lines(rows: int, seed: int) -> list[str]:
    """Return the section of the page."""
    scores, around, harmless, cities = measured(rows, seed)
    told = figures(scores, around, harmless, cities)
    rate = speed(100_000, np.random.default_rng(seed))
    real_rows = sum(one.rows for one in cities)
    said = [
        f"Made by `python -m tests.benchmarks.publishgate --rows {rows} --seed {seed}`: "
        f"{len(DISGUISES)} disguises, "
        f"{told['values']:,.0f} seeded values, {told['harmless']:,.0f} harmless ones in "
        f"{told['columns_harmless']:.0f} columns"
        + (
            f" ({real_rows:,} of them real data of cities in {len(cities)} columns)."
            if FOUND
            else " (no real data here)."
        ),
        "",
        "| | recall | precision |",
        "|---|---|---|",
        (
            f"| values that a reviewer is shown (blocked or to be looked at) | "
            f"{told['recall']:.3f} | {told['precision']:.3f} |"
        ),
        f"| of these, in remarks, where the column does not help | {told['text_recall']:.3f} | |",
        f"| values that block | | {told['precision_sure']:.3f} |",
        (
            f"| columns that are not advised as open | {told['column_recall']:.3f} | "
            f"{told['column_precision']:.3f} |"
        ),
        "",
        f"All rules together: {rate:,.0f} different texts a second and core (CPU time, one thread).",
        "",
        "| disguise | values | shown | blocked | recall | column | missed, for example |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in scores:
        missed = "、".join(one.examples[:2]).replace("|", "/").replace("\u200b", "")
        said.append(
            f"| {one.name} | {one.rows} | {one.shown} | {one.sure} | "
            f"{one.shown / one.rows:.3f} | {one.advice[0]} | {missed} |"
        )
    wrong = [one for one in (*around, *harmless, *cities) if one.shown]
    said += [
        "",
        "Harmless values that a reviewer is shown:" if wrong else "No harmless value is shown to a reviewer.",
        "",
    ]
    said += [f"- {one.name}: {one.shown} of {one.rows} ({'、'.join(one.examples[:3])})" for one in wrong]
    return said


def main() -> None:
    """Measure and write the section of the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--out", type=Path, default=None)
    arguments = parser.parse_args()
    text = "\n".join(lines(arguments.rows, arguments.seed))
    print(text)
    if arguments.out is not None:
        put(arguments.out, "## Measured", text)


if __name__ == "__main__":
    main()
