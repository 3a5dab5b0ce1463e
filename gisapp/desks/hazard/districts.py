"""Totals of a study for the areas of a layer, or for one that somebody drew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.hazard.areas import Areas, areas_of, drawn_area, ledger_of
from gisapp.desks.hazard.exposure import report
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.study import Study
    from layers.base import Layer
    from layers.feedback import Feedback, Finding

CROSSED = QT_TRANSLATE_NOOP(CONTEXT, "描いた区域の線が交わっているため、集計できません。")
CROSSED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "線が交わらないように、もう一度描いてください。")


def totals_of(
    study: Study, areas: Layer | Areas, *, feedback: Feedback
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the totals of a layer's areas, or of others, and what was noticed."""
    meant = areas if isinstance(areas, Areas) else areas_of(areas, feedback, ledger_of(study.project.layers))
    made = report(study.answers, meant, study.shelters, facilities=study.facilities)
    return made, tuple(feedback.findings)


def area_drawn(points: NDArray[np.float64], name: str) -> Areas:
    """Return the area whose corners (n, 2), metres, somebody drew.

    Raises
    ------
    layers.errors.AnalysisFailed
        When its line crosses itself.
    """
    import shapely

    polygon = shapely.Polygon(points)
    if not polygon.is_valid or not polygon.area:
        raise AnalysisFailed(CROSSED, CROSSED_HINT)
    return drawn_area(polygon, name)
