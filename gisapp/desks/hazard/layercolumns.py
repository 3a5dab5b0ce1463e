"""The answers as columns of the layer of buildings: for colours, filters and the table of the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.answers import State
from gisapp.desks.hazard.classes import Kind
from layers.computed import MOST, Computed, free_name
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.query.series import packed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.hazard.answers import Answers
    from layers.base import Layer

COLUMNS = {
    "depth": (QT_TRANSLATE_NOOP(CONTEXT, "最大の浸水深"), "m"),
    "rank": (QT_TRANSLATE_NOOP(CONTEXT, "浸水深の区分（1〜6）"), ""),
    "floor": (QT_TRANSLATE_NOOP(CONTEXT, "安全な階"), "階"),
    "verdict": (QT_TRANSLATE_NOOP(CONTEXT, "避難の判定（0〜4）"), ""),
    "hours": (QT_TRANSLATE_NOOP(CONTEXT, "浸水継続時間（以上）"), "時間"),
    "zone": (QT_TRANSLATE_NOOP(CONTEXT, "土砂災害・家屋倒壊の区域（0・1）"), ""),
    "state": (QT_TRANSLATE_NOOP(CONTEXT, "災害の想定（0〜2）"), ""),
}
"""What is told of each building, and its unit; numbers are those of ``Verdict`` and ``State``."""
_TOO_MANY = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」の計算した項目が多すぎます（上限 {most}）。")
_TAKE_AWAY = QT_TRANSLATE_NOOP(CONTEXT, "使わない項目を消してから、もう一度行ってください。")


def with_answers(layer: Layer, answers: Answers, name: str = "") -> Layer:
    """Return a layer of buildings with the answers as columns; those of the same name are replaced.

    Parameters
    ----------
    layer
        The layer that was asked about, as it is now.
    answers
        What every building gets.
    name
        Stands before the names of the columns, so that several questions can stand side by side.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the layer has too many calculated columns.
    """
    combined = answers.combined
    zoned = any(one.hazard.kind in (Kind.LANDSLIDE, Kind.COLLAPSE) for one in answers.answers)
    known = combined.state != State.UNDETERMINED
    dry = np.where(known & np.isnan(combined.upper), 0.0, combined.upper)
    floor = combined.refuge.safe_floor
    values: dict[str, NDArray[np.float64]] = {
        "depth": dry,
        "rank": np.where(known | (combined.rank > 0), combined.rank, np.nan),
        "floor": np.where(floor > 0, floor, np.nan),
        "verdict": combined.refuge.verdict.astype(np.float64),
        "hours": combined.hours,
        "zone": np.where(combined.landslide | combined.collapse, 1.0, 0.0 if zoned else np.nan),
        "state": combined.state.astype(np.float64),
    }
    table = layer.table()
    titles = {one: f"{name} {label}".strip() for one, (label, _) in COLUMNS.items()}
    layer = replace(layer, columns=tuple(one for one in layer.columns if one.label not in titles.values()))
    if len(layer.columns) + len(values) > MOST:
        raise AnalysisFailed(_TOO_MANY, _TAKE_AWAY, values={"layer": layer.name, "most": MOST})
    for one, numbers in values.items():
        whole = np.full(len(table), np.nan)
        whole[answers.targets.rows] = numbers
        column = Computed(free_name(layer), titles[one], COLUMNS[one][1], packed(whole, table))
        layer = replace(layer, columns=(*layer.columns, column))
    return layer
