"""What staff enter of a lot, put into the project: every step can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from gisapp.desks.planning import entries as kept
from gisapp.desks.planning import place as places
from gisapp.desks.planning.entries import NONE, Entries
from layers import records
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.desks.planning.place import Place
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.session import Session
    from layers.records import Record

DRAWING = QT_TRANSLATE_NOOP(CONTEXT, "敷地を描く")
JOINING = QT_TRANSLATE_NOOP(CONTEXT, "筆を合わせる")
CUTTING = QT_TRANSLATE_NOOP(CONTEXT, "敷地を分ける")
CORRECTING = QT_TRANSLATE_NOOP(CONTEXT, "辺 {edge} の内容を入力する")
FORGETTING = QT_TRANSLATE_NOOP(CONTEXT, "敷地の入力を消す")
WISHING = QT_TRANSLATE_NOOP(CONTEXT, "建て方の条件を変える")
CONDITIONS = QT_TRANSLATE_NOOP(CONTEXT, "敷地の条件を入力する")
LEVELS = QT_TRANSLATE_NOOP(CONTEXT, "高さの基準を入力する")
MADE = frozenset({places.How.DRAWN, places.How.MERGED, places.How.CUT})
"""Lots that are there only because staff made them."""


def record_at(session: Session, place: Place) -> Record | None:
    """Return what the project keeps of a lot."""
    return records.find(session.project, kept.id_of(place))


def keep(session: Session, label: Message, lots: tuple[Place, ...], entries: Entries) -> None:
    """Keep what staff say of some lots; nothing is kept of a parcel of which they say nothing."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    project = session.project
    for place in lots:
        if entries == NONE and place.how not in MADE:
            project = records.without(project, kept.id_of(place))
        else:
            project = records.put(project, kept.record_of(place, entries, project.crs, now))
    session.do(label, project)


def draw(session: Session, points: NDArray[np.float64]) -> Place:
    """Keep the lot whose corners (n, 2) in metres were drawn, and return it.

    Raises
    ------
    layers.errors.AnalysisFailed
        When its lines cross or it is no area.
    """
    lot = places.drawn(points)
    keep(session, Message(DRAWING), (lot,), NONE)
    return lot


def join(session: Session, table: RegulationTable, place: Place, point: tuple[float, float]) -> Place | None:
    """Keep a lot with the parcel at a point added to it, and return it; None where there is none to add.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not hang together.
    """
    more = places.at_point(session.project.layers, table, *point)
    if not more.area.area or place.area.covers(more.area.representative_point()):
        return None
    whole = places.joined(place, more)
    keep(session, Message(JOINING), (whole,), NONE)
    return whole


def cut(session: Session, place: Place, points: NDArray[np.float64]) -> Place:
    """Keep the parts into which a line (n, 2) in metres cuts a lot, and return the larger.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the line does not make two of it.
    """
    import shapely

    parts = places.divided(place, shapely.LineString(points))
    keep(session, Message(CUTTING), parts, NONE)
    return parts[0]


def forget(session: Session, place: Place) -> None:
    """Take back everything that staff entered of a lot, and the lot itself when they made it."""
    session.do(Message(FORGETTING), records.without(session.project, kept.id_of(place)))
