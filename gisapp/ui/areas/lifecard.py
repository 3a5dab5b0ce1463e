"""The life of an association: its spans of time, and what changed from one to the next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import shapely

from gisapp.paper.days import era_day
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.cards import button, clear, column, label
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from gisapp.desks.areas.model import Association
    from gisapp.ui.areas.desk import AreasDesk

LEAST = 0.5
"""Square metres: less is rounding."""


class LifeCard(AreaCard):
    """Lists what was when, the newest first; a click looks at that day.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "区域の経過"))
        self.none = label(translate("panels", "自治会を選ぶと、区域の経過を示します。"), "small")
        self.inside.addWidget(self.none)
        self._lines = column(space=4)
        self.inside.addLayout(self._lines)
        desk.chosen.connect(self.show_ledger)

    @property
    def spans(self) -> tuple[Association, ...]:
        """The spans of the association that is looked at, the oldest first."""
        one = self.desk.association
        found = () if one is None else tuple(each for each in self.desk.history if each.line == one.line)
        return tuple(sorted(found, key=lambda each: (each.since, each.until or "9")))

    def show_ledger(self) -> None:
        """Show the spans of the association that is looked at."""
        self.setVisible(self.desk.asked)
        clear(self._lines)
        spans, now = self.spans, self.desk.association
        self.none.setVisible(not spans)
        for before, one in reversed(list(zip((None, *spans), spans, strict=False))):
            made = button(period_words(one), partial(self.desk.look_at, one.since), role="edge")
            made.setCheckable(True)
            made.setChecked(now is not None and one.id == now.id)
            made.setEnabled(bool(one.since))
            self._lines.addWidget(made)
            self._lines.addWidget(label(change_words(before, one), "small"))


def period_words(one: Association) -> str:
    """Return a span of time as staff read it; 「未確認」 where nobody knows since when."""
    begin, end = _day(one.since), _day(one.until, -1) if one.until else ""
    if not begin and not end:
        return translate("panels", "はじめの日は未確認〜")
    if not begin:
        return translate("panels", "はじめの日は未確認〜{end}").format(end=end)
    words = translate("panels", "{begin}〜{end}") if end else translate("panels", "{begin}〜")
    return words.format(begin=begin, end=end)


def change_words(before: Association | None, one: Association) -> str:
    """Return what changed when a span began."""
    if one.shape is None:
        size = translate("panels", "区域は未確認")
    else:
        size = translate("panels", "{size} m²").format(size=integer(round(one.shape.area)))
    found = [size]
    if before is None:
        found.append(translate("panels", "最初の記録"))
    elif before.name != one.name:
        found.append(translate("panels", "名称が「{old}」から変わる").format(old=before.name))
    if before is not None and before.shape is not None and one.shape is not None and before.crs == one.crs:
        gained, lost = (
            integer(round(area)) for area in (_more(one.shape, before.shape), _more(before.shape, one.shape))
        )
        if (gained, lost) != ("0", "0"):
            words = translate("panels", "加わる {gained} m²・離れる {lost} m²")
            found.append(words.format(gained=gained, lost=lost))
    if one.source:
        found.append(one.source)
    return "　".join(found)


def _more(shape: shapely.Geometry, other: shapely.Geometry) -> float:
    """Return how much of a shape lies outside another one, square metres; rounding is nothing."""
    found = float(shapely.make_valid(shape).difference(shapely.make_valid(other)).area)
    return found if found >= LEAST else 0.0


def _day(day: str, more: int = 0) -> str:
    """Return a day (ISO 8601), some days later, as staff read it; what is none stays."""
    try:
        return era_day(date.fromisoformat(day) + timedelta(days=more))
    except (ValueError, OverflowError):
        return day
