"""Totals by area, and the way to a shelter, as tables for people and files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.hazard.classes import STANDARD
from gisapp.desks.hazard.columnwords import AREA, SHELTER
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.table import VERDICTS, AnswerTable, Columns, source_line, table_of
from importers.products.depths import depth_message
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.shelters import Offered, Shelters
    from gisapp.desks.hazard.table import Say

GROUP = QT_TRANSLATE_NOOP(CONTEXT, "区域の集計")
SHELTERS = QT_TRANSLATE_NOOP(CONTEXT, "避難先")
COUNTS = {
    "dwellings": "棟",
    "all_floor_area": "m2",
    "collapse": "棟",
    "landslide": "棟",
    "facilities": "棟",
    "affected_facilities": "棟",
    "hospitals": "か所",
    "affected_hospitals": "か所",
    "schools": "か所",
    "affected_schools": "か所",
    "care": "か所",
    "affected_care": "か所",
    "shelters": "か所",
    "affected_shelters": "か所",
    "capacity": "人",
    "assigned": "人",
    "assigned_households": "世帯",
    "overfull_shelters": "か所",
}
"""Further counts of a report, and their units."""


def totals_table(report: Report, answers: Answers, say: Say = str) -> AnswerTable:
    """Return the totals of a report as a table, one row for each area and one for what lies in none.

    `say` tells labels in another language than Japanese.
    """
    import pyarrow as pa

    made, counted, group = Columns(say), report.exposure, Message(GROUP)

    def number(name: str, unit: str, values: NDArray[Any], *, whole: bool = False) -> None:
        made.number(name, Message(AREA[name]), unit, values, group, whole=whole)

    made.text("area", Message(AREA["area"]), report.names, group)
    for name in ("buildings", "affected", "dry", "unknown"):
        number(name, "棟", getattr(counted, name), whole=True)
    for name, unit in (("floor_area", "m2"), ("people", "人"), ("households", "世帯")):
        number(name, unit, getattr(counted, name))
        number(f"affected_{name}", unit, getattr(counted, f"affected_{name}"))
    for rank in range(1, 7):
        label = Message(AREA["rank"], {"depth": depth_message(*STANDARD.bounds(rank))})
        made.number(f"rank_{rank}", label, "棟", report.figures[f"rank_{rank}"], group, whole=True)
    for verdict in Verdict:
        name = f"verdict_{verdict.name.lower()}"
        made.number(name, Message(VERDICTS[verdict]), "棟", report.figures[name], group, whole=True)
    for name, unit in COUNTS.items():
        if name in report.figures:
            whole = unit != "m2"
            number(name, unit, np.round(report.figures[name], 0 if whole else 3), whole=whole)
    shapes = np.append(report.areas.shapes, np.array([None], dtype=object))
    layer = report.areas.layer or answers.targets.layer
    crs = str(answers.targets.layer.data.crs)
    sources = tuple(source_line(one, say) for one in answers.answers)
    return AnswerTable(layer, tuple(made.attributes), pa.table(made.values), shapes, crs, sources)


def refuge_table(
    answers: Answers,
    ways: Iterable[tuple[str, Shelters | None, Offered | None]],
    say: Say = str,
) -> AnswerTable:
    """Return the answers with the nearest suitable shelter of each building.

    Parameters
    ----------
    answers
        What every building gets.
    ways
        ``straight``, ``walk``, ``stay`` (a list that does not tell for which disasters): the shelters, and
        which is the nearest; None when there is no list or it was not asked.
    say
        Tells labels in another language than Japanese.
    """
    made, group = Columns(say), Message(SHELTERS)
    table = table_of(answers, say)
    for way, shelters, offered in ways:
        if shelters is None or offered is None:
            continue
        names = np.append(shelters.names, "")[offered.shelter]
        capacity = np.append(shelters.capacity, np.nan)[offered.shelter]
        made.text(f"shelter_{way}", Message(SHELTER[way]), names, group)
        for name, unit, values in (("distance", "m", offered.distance), ("capacity", "人", capacity)):
            label = Message(SHELTER[f"{way}_{name}"])
            made.number(f"shelter_{way}_{name}", label, unit, values, group)
    columns = table.columns
    for name, values in made.values.items():
        columns = columns.append_column(name, values)
    return replace(table, attributes=(*table.attributes, *made.attributes), columns=columns)


def verdict_counts(verdicts: NDArray[np.int64]) -> dict[str, int]:
    """Return how many buildings have each verdict."""
    counts = np.bincount(verdicts, minlength=len(Verdict))
    return {one.name.lower(): int(counts[one]) for one in Verdict}
