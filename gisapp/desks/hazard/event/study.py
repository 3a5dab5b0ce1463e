"""The state of an event put together: the board, pairs to look at, and the gauges; for window and sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event.board import Board, Wanted, board_of
from gisapp.desks.hazard.event.duplicates import Proposal, proposals
from gisapp.desks.hazard.event.gauges import Reading, gauge_layers, readings_of
from gisapp.desks.hazard.event.reports import Report, reports_of

if TYPE_CHECKING:
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project


@dataclass(frozen=True, eq=False)
class Standing:
    """How an event stands.

    Attributes
    ----------
    reports
        All of the project.
    board
        Of those that are looked at.
    proposals
        Pairs that may be of the same thing, the surest first.
    gauges
        Last values, the gravest first.
    moment
        For which it is told, seconds of Japan's wall clock.
    """

    reports: tuple[Report, ...]
    board: Board
    proposals: tuple[Proposal, ...]
    gauges: tuple[Reading, ...]
    moment: int

    def report(self, id_: str) -> Report | None:
        """Return a report by its id."""
        return next((one for one in self.reports if one.id == id_), None)


def standing_of(
    project: Project, wanted: Wanted, areas: Layer | None, moment: int, *, feedback: Feedback
) -> Standing:
    """Return how an event stands.

    Parameters
    ----------
    project
        With its data opened.
    wanted
        Which reports are looked at.
    areas
        Layer of neighbourhoods, None for none.
    moment
        Seconds of Japan's wall clock; gauges tell what they said last until then.
    feedback
        Receives progress and findings.

    Raises
    ------
    layers.errors.GisError
        When a report cannot be read, or the layer has no areas.
    """
    from gisapp.desks.hazard.areas import areas_of

    reports = reports_of(project)
    feedback.step()
    near = None if areas is None else areas_of(areas, feedback)
    board = board_of(reports, wanted, near, project.crs)
    pairs = proposals(reports, feedback)
    gauges: list[Reading] = []
    for layer in gauge_layers(project.layers):
        feedback.step()
        if layer.visible:
            gauges += readings_of(layer, moment)
    return Standing(reports, board, pairs, tuple(gauges), moment)
