"""Totals by area, and the way to a shelter, as tables for people and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import STANDARD
from gisapp.desks.hazard.refuge import Verdict
from gisapp.desks.hazard.table import VERDICTS, AnswerTable, Columns, depth_text, source_line, table_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.shelters import Offered, Shelters

GROUP = QT_TRANSLATE_NOOP(CONTEXT, "区域の集計")
SHELTER = QT_TRANSLATE_NOOP(CONTEXT, "避難先")
COUNTS = (
    ("dwellings", "住宅の棟数", "棟"),
    ("all_floor_area", "延床面積（全用途）", "m2"),
    ("collapse", "家屋倒壊等氾濫想定区域の棟数", "棟"),
    ("landslide", "土砂災害警戒区域の棟数", "棟"),
    ("facilities", "公共・文教厚生施設の棟数", "棟"),
    ("affected_facilities", "うち想定に掛かる施設", "棟"),
    ("shelters", "避難先の数", "か所"),
    ("affected_shelters", "うち想定区域の中の避難先", "か所"),
    ("capacity", "避難先の想定収容人数", "人"),
)
"""Further counts of a report, their names and units."""


def totals_table(report: Report, answers: Answers) -> AnswerTable:
    """Return the totals of a report as a table, one row for each area and one for what lies in none."""
    import pyarrow as pa

    made, counted = Columns(), report.exposure
    made.text("area", "区域", report.names, GROUP)
    for name, label, numbers in (
        ("buildings", "建物の棟数", counted.buildings),
        ("affected", "想定に掛かる棟数", counted.affected),
        ("dry", "想定に掛からない棟数", counted.dry),
        ("unknown", "未確認の棟数", counted.unknown),
    ):
        made.number(name, label, "棟", numbers, GROUP, whole=True)
    for name, label, unit, values in (
        ("floor_area", "住宅の延床面積", "m2", counted.floor_area),
        ("affected_floor_area", "想定に掛かる住宅の延床面積", "m2", counted.affected_floor_area),
        ("people", "人口", "人", counted.people),
        ("affected_people", "想定に掛かる人口（推計）", "人", counted.affected_people),
        ("households", "世帯数", "世帯", counted.households),
        ("affected_households", "想定に掛かる世帯数（推計）", "世帯", counted.affected_households),
    ):
        made.number(name, label, unit, values, GROUP)
    for rank in range(1, 7):
        label = f"最大の浸水深 {depth_text(*STANDARD.bounds(rank))}"
        made.number(f"rank_{rank}", label, "棟", report.figures[f"rank_{rank}"], GROUP, whole=True)
    for verdict in Verdict:
        name = f"verdict_{verdict.name.lower()}"
        made.number(name, VERDICTS[verdict], "棟", report.figures[name], GROUP, whole=True)
    for name, label, unit in COUNTS:
        if name in report.figures:
            made.number(name, label, unit, report.figures[name], GROUP, whole=unit != "m2")
    shapes = np.append(report.areas.shapes, np.array([None], dtype=object))
    layer = report.areas.layer or answers.targets.layer
    crs = str(answers.targets.layer.data.crs)
    sources = tuple(source_line(one) for one in answers.answers)
    return AnswerTable(layer, tuple(made.attributes), pa.table(made.values), shapes, crs, sources)


def refuge_table(
    answers: Answers, shelters: Shelters | None, straight: Offered | None, walked: Offered | None
) -> AnswerTable:
    """Return the answers with the nearest suitable shelter of each building.

    Parameters
    ----------
    answers
        What every building gets.
    shelters
        The shelters; None when there is no list.
    straight, walked
        The nearest by a straight line, and on foot; None when it was not asked.
    """
    made = Columns()
    table = table_of(answers)
    if shelters is not None:
        for offered, name, way in ((straight, "straight", "直線"), (walked, "walk", "徒歩")):
            if offered is None:
                continue
            names = np.append(shelters.names, "")
            made.text(f"shelter_{name}", f"最寄りの避難先（{way}）", names[offered.shelter], SHELTER)
            made.number(
                f"shelter_{name}_distance", f"避難先までの距離（{way}）", "m", offered.distance, SHELTER
            )
            capacity = np.append(shelters.capacity, np.nan)[offered.shelter]
            made.number(f"shelter_{name}_capacity", f"その想定収容人数（{way}）", "人", capacity, SHELTER)
    columns = table.columns
    for name, values in made.values.items():
        columns = columns.append_column(name, values)
    return AnswerTable(
        table.layer, (*table.attributes, *made.attributes), columns, table.geometry, table.crs, table.sources
    )


def verdict_counts(verdicts: NDArray[np.int64]) -> dict[str, int]:
    """Return how many buildings have each verdict."""
    counts = np.bincount(verdicts, minlength=len(Verdict))
    return {one.name.lower(): int(counts[one]) for one in Verdict}
