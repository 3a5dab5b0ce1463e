"""The check of a version beside the window, and what of it comes into the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from gisapp.desks.areas import decisions, register
from gisapp.desks.areas.decisions import Decision, What
from gisapp.desks.areas.findings import DECISIONS, Kind
from gisapp.desks.areas.layerkinds import city_of
from gisapp.desks.areas.model import area_set, associations, put
from gisapp.desks.areas.sources import CITY
from gisapp.ui.words import sentence
from layers import records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.areas.checks import Checked
    from gisapp.desks.areas.findings import AreaFinding, Proposal
    from gisapp.desks.areas.model import AreaSet, Association
    from importers.tables.lists import Columns
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project


def checked_ledger(
    project: Project, ledger: Sequence[Association], title: str, crs: str, *, feedback: Feedback
) -> Checked:
    """Check the ledger of a day; runs beside the window."""
    return _checked(project, area_set(ledger, title, crs), crs, feedback)


def checked_layer(
    project: Project, layer: Layer, mapping: Columns, crs: str, *, feedback: Feedback
) -> Checked:
    """Check the version of a department; runs beside the window.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the layer has no areas.
    """
    from gisapp.desks.areas.incoming import area_set_of

    return _checked(project, area_set_of(layer, mapping, crs), crs, feedback)


def _checked(project: Project, areas: AreaSet, crs: str, feedback: Feedback) -> Checked:
    from gisapp import areasources, areastock
    from gisapp.desks.areas.buildings import buildings_of
    from gisapp.desks.areas.checks import check

    layer = areastock.proposed(project, feedback, ()).buildings
    buildings = None if layer is None else buildings_of(layer)
    feedback.step()
    agreed = decisions.agreed(decisions.decisions_of(project))
    outline = areasources.meant(project, CITY)
    city = None if outline is None else city_of(outline, crs)
    return check(areas, buildings, city, agreed, feedback)


def repaired(
    areas: AreaSet, chosen: Sequence[tuple[AreaFinding, Proposal]], *, feedback: Feedback
) -> AreaSet:
    """Return a version with findings repaired; runs beside the window.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a row that a finding is about is no longer there.
    """
    from gisapp.desks.areas.repair import repair_many

    return repair_many(areas, chosen, feedback)


def with_repaired(project: Project, before: AreaSet, after: AreaSet, when: str) -> Project:
    """Return the project with its ledger corrected: areas that are others, and rows that were joined.

    Nobody's area is changed that staff changed since the check.
    """
    old = dict(zip(before.ids.tolist(), before.shapes.tolist(), strict=True))
    new = dict(zip(after.ids.tolist(), after.shapes.tolist(), strict=True))
    there = {one.id: one for one in associations(project, None)}
    changed = [
        replace(there[id_], shape=shape, crs=after.crs)
        for id_, shape in new.items()
        if shape is not old[id_] and id_ in there
    ]
    gone = [id_ for id_ in old if id_ not in new]
    return register.seen(records.without(put(project, changed, when), *gone))


def with_decision(
    project: Project, finding: AreaFinding, what: What, by: str, text: str, crs: str
) -> Project:
    """Return the project with a decision about a finding in its log."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    subject = sentence(finding.message)
    made = Decision(finding.key, what, by, text, when, subject, place=finding.where, crs=crs)
    return decisions.put(project, made)


def what_of(proposal: Proposal) -> What | None:
    """Return what is decided by a proposal, None for one that changes areas."""
    if proposal.kind not in DECISIONS:
        return None
    return What.AGREED if proposal.kind is Kind.AGREE else What.KEPT
