"""What is counted of the ledger: at once what it says itself, beside the window what layers tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.areas.figures import figures_of
from gisapp.desks.areas.model import area_set
from gisapp.desks.areas.sources import SOURCES
from layers import records
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.areastock import Stock
    from gisapp.desks.areas.figures import Figures
    from gisapp.desks.areas.model import Association
    from layers.project import Project


def figures_of_ledger(ledger: tuple[Association, ...], crs: str, day: str) -> Figures:
    """Return what the ledger says by itself: areas, households, members, rates; in milliseconds."""
    return figures_of(ledger, area_set(ledger, "", crs, day).shapes, Feedback(), day=day)


def counted(
    project: Project,
    crs: str,
    ledger: tuple[Association, ...],
    day: str,
    stock: Stock | None,
    *,
    feedback: Feedback,
) -> tuple[Stock, Figures]:
    """Return the figures of the ledger with buildings, people, dangers and shelters; runs beside the window.

    Parameters
    ----------
    stock
        What the layers told before; None to ask them.
    """
    from gisapp import areastock

    if stock is None:
        stock = areastock.stock_of(project, areastock.proposed(project, feedback), feedback)
    feedback.step()
    return stock, areastock.counted(ledger, crs, day, stock, feedback).figures


def basis_of(project: Project) -> tuple[object, ...]:
    """Return what the counts rest on besides the ledger: while all of it is the same, so are they."""
    layers = (one for one in project.layers if one.kind != "associations")
    said = (one.text for one in records.of_kind(project, SOURCES))
    return (*said, *(part for one in layers for part in (one.id, one.data, one.filter)))


def same(one: Sequence[object], two: Sequence[object]) -> bool:
    """Say whether two bases are the same things."""
    pairs = zip(one, two, strict=False)
    return len(one) == len(two) and all(a is b or (isinstance(a, str) and a == b) for a, b in pairs)
