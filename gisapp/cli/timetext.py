"""Times as they are written on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.period import Period
    from layers.project import Project

ALL = "all"
NO_TIME = QT_TRANSLATE_NOOP(CONTEXT, "時間のあるレイヤがないため、--time は使えません。")
NO_TIME_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gisapp info で、時間の列があるか調べてください。")


def period_of(text: str) -> Period | None:
    """Return the period of a text: ``2026-11-21T08:30``, ``2026-11``, ``A/B`` up to the end of B, or ``all``.

    Raises
    ------
    ValueError
        When it is none.
    """
    import pyarrow as pa

    from layers.moments import read
    from layers.period import Period

    if text == ALL:
        return None
    start, end = read(pa.array(text.strip().split("/"), pa.string()))
    if len(start) > 2 or not (start < end).all() or end[-1] <= start[0]:
        raise ValueError(
            f"時間は 2026-11-21T08:30、2026-11-21、2026-11、開始/終了、all のどれかで書いてください: {text}"
        )
    return Period(int(start[0]), int(end[-1]))


def at_time(project: Project, text: str) -> Project:
    """Return the project at the time of a text.

    Raises
    ------
    layers.errors.AnalysisFailed
        When no layer has time.
    """
    from dataclasses import replace

    from layers.timeline import shown_with_time, timed

    if not shown_with_time(project):
        raise AnalysisFailed(NO_TIME, NO_TIME_HINT)
    return timed(replace(project, time=period_of(text)))
