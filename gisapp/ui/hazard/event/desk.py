"""The event at work: what is looked at, what is entered, what gauges say; outlives the chrome."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from gisapp.desks.hazard.areas import NAMES
from gisapp.desks.hazard.event import duplicates
from gisapp.desks.hazard.event.board import Wanted
from gisapp.desks.hazard.event.photos import with_photo
from gisapp.desks.hazard.event.reports import LAYER, Report, drop, fresh_id, keep
from gisapp.desks.hazard.event.study import standing_of
from gisapp.desks.hazard.event.words import STATES, State
from gisapp.ui.latest import Latest
from importers.photos import photo_at
from layers import crs as systems
from layers import period
from layers.entered import DEGREES
from layers.heights import heights_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.pins import pins

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.hazard.event.gauges import Reading
    from gisapp.desks.hazard.event.intake import Intake
    from gisapp.desks.hazard.event.study import Standing
    from gisapp.session import Change, Session
    from gisapp.tasks import Task
    from gisapp.tools.base import Clicked
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.drawables import Drawable

REST = 60_000
"""Milliseconds after which ages are told anew."""
MARK = (21.0, (31, 95, 168))
"""Pixels and colour of the pin of the report that is entered or looked at."""
ENTERING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報「{title}」を登録する")
CHANGING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報「{title}」を直す")
STATING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報「{title}」を「{state}」にする")
REMOVING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報「{title}」を消す")
MERGING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報「{title}」をまとめる")
PARTING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報「{title}」は別の報告とする")
SPLITTING = QT_TRANSLATE_NOOP(CONTEXT, "まとめた災害情報「{title}」を分ける")
TAKING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報 {count} 件を取り込む")


class EventDesk(QObject):
    """Asks and remembers.

    Parameters
    ----------
    window
        The window; its session takes what staff enter.

    Signals
    -------
    changed
        How the event stands has changed.
    editing
        Another report is being entered or looked at, or its place has changed.
    """

    changed = Signal()
    editing = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._views = Latest(window.program.tasks, self._failed)
        self.standing: Standing | None = None
        self.trouble: Message | None = None
        self.wanted = Wanted()
        self.areas = ""
        self.active = False
        self.draft: Report | None = None
        self.chosen = ""
        self._clock = QTimer(self)
        self._clock.setInterval(REST)
        self._clock.timeout.connect(self.look)
        self._unsubscribe = self.session.subscribe(self._follow)

    @property
    def session(self) -> Session:
        """The session that takes the reports."""
        return self._window.session

    @property
    def base(self) -> Path | None:
        """Folder of the project file: photos are kept relative to it."""
        path = self.session.project.path
        return None if path is None else path.parent

    @property
    def report(self) -> Report | None:
        """The report that is looked at."""
        return None if self.standing is None else self.standing.report(self.chosen)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._views.busy

    def stop(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()
        self._clock.stop()
        self._views.forget()

    def activate(self, *, active: bool) -> None:
        """Sit down at this side of the desk, or leave it."""
        self.active = active
        if active:
            self._clock.start()
            self.look()
        else:
            self._clock.stop()

    # ---------------------------------------------------------------- looking

    def look(self) -> None:
        """Ask anew how the event stands."""
        project = self.session.project
        areas = project.layer(self.areas)
        wanted = replace(self.wanted, during=project.time)
        self._views.run(standing_of, project, wanted, areas, self.moment, then=self._show)

    @property
    def moment(self) -> int:
        """The moment for which gauges tell: the end of the time that is looked at, else now."""
        time = self.session.project.time
        if time is not None:
            return time.until - 1
        return period.seconds(datetime.now().astimezone().isoformat()[:19]) or 0

    def want(self, wanted: Wanted) -> None:
        """Look at other reports."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.look()

    def count_by(self, areas: str) -> None:
        """Count by the neighbourhoods of a layer."""
        if areas != self.areas:
            self.areas = areas
            self.look()

    def area_layers(self) -> tuple[Layer, ...]:
        """Return the layers that may be neighbourhoods, the likeliest first."""
        found = [
            one
            for one in self.session.project.layers
            if one.kind == "vector" and one.data is not None and one.data.areal
        ]
        return tuple(sorted(found, key=_unlike))

    def _show(self, standing: Standing) -> None:
        self.standing, self.trouble = standing, None
        self.changed.emit()
        self.editing.emit()

    def _failed(self, task: Task) -> None:
        self.standing, self.trouble = None, task.message
        self.changed.emit()

    def _follow(self, change: Change) -> None:
        if self.active and change.what & {"records", "layers", "time", "crs"}:
            self.look()

    # ---------------------------------------------------------------- choosing

    def take(self, news: Clicked) -> None:
        """Take a click on the map: the place of the report that is being entered, or a report to look at."""
        if news.place is not None and self.draft is not None:
            east, north = float(news.place[0]), float(news.place[1])
            longitude, latitude = systems.unproject(
                np.array([east]), np.array([north]), self.session.project.crs
            )
            place = (round(float(longitude[0]), 7), round(float(latitude[0]), 7))
            self.draft = replace(self.draft, place=place, placed_by="map")
            self.editing.emit()
        elif news.hit is not None and news.hit.layer == LAYER:
            layer = self.session.project.layer(LAYER)
            if layer is not None:
                self.choose(layer.data.store.basis[news.hit.feature].id)
                self._window.show_right(facts=False)
        else:
            self.choose("")

    def choose(self, id_: str, *, fly: bool = False) -> None:
        """Look at a report, "" for none."""
        self.chosen, self.draft = id_, None
        self.editing.emit()
        report = self.report
        if fly and report is not None and report.place is not None:
            self._window.flights.to_place(*report.place)

    def fly_to(self, reading: Reading) -> None:
        """Fly to a gauge."""
        if reading.place is not None:
            self._window.flights.to_place(*reading.place)

    def mark(self) -> tuple[Drawable, ...]:
        """Return what stands in the view: the place of the report that is being entered or looked at."""
        report = self.draft or self.report
        project = self.session.project
        if report is None or report.place is None or not project.crs:
            return ()
        degrees = np.array([report.place])
        east, north = systems.project(degrees[:, 0], degrees[:, 1], project.crs, DEGREES)
        size, colour = MARK
        return tuple(
            pins(np.column_stack([east, north]), heights_of(project), np.zeros(1, int), size, colour)
        )

    # ---------------------------------------------------------------- entering

    def begin(self) -> None:
        """Begin a new report."""
        now = datetime.now().astimezone().isoformat()[:16]
        self.chosen = ""
        self.draft = Report(fresh_id(), state=State.OPEN, begin=now)
        self.editing.emit()

    def edit(self) -> None:
        """Correct the report that is looked at."""
        self.draft = self.report
        self.editing.emit()

    def cancel(self) -> None:
        """Enter nothing."""
        self.draft = None
        self.editing.emit()

    def save(self, report: Report) -> None:
        """Keep a report, as a step that can be undone."""
        known = self.standing is not None and self.standing.report(report.id) is not None
        self.draft, self.chosen = None, report.id
        self._do(Message(CHANGING if known else ENTERING, {"title": report.title}), report)

    def add_photo(self, path: Path, report: Report) -> None:
        """Add a photo to the report that is being entered.

        Raises
        ------
        layers.errors.ImportFailed
            When it is no photo.
        """
        self.draft = with_photo(report, photo_at(path, self.base))
        self.editing.emit()

    def state(self, state: State) -> None:
        """Say how far the report that is looked at is dealt with; what is done is over now."""
        report = self.report
        if report is None or report.state is state:
            return
        now = datetime.now().astimezone().isoformat()[:16]
        end = (report.end or now) if state is State.DONE else ""
        values = {"title": report.title, "state": Message(STATES[state])}
        self._do(Message(STATING, values), replace(report, state=state, end=end))

    def remove(self) -> None:
        """Take the report that is looked at away."""
        report = self.report
        if report is not None:
            self.chosen = ""
            self.session.do(Message(REMOVING, {"title": report.title}), drop(self.session.project, report.id))

    def merge(self, first: str, second: str) -> None:
        """Put two reports together.

        Raises
        ------
        layers.errors.AnalysisFailed
            When one of them is gone.
        """
        one, other = duplicates.pair_of(() if self.standing is None else self.standing.reports, first, second)
        whole = duplicates.merged(one, other)
        project = drop(keep(self.session.project, [whole], _now()), other.id)
        self.chosen = whole.id
        self.session.do(Message(MERGING, {"title": whole.title}), project)

    def part(self, first: str, second: str) -> None:
        """Say that two reports are of different things; see :meth:`merge` for what it raises."""
        pair = duplicates.pair_of(() if self.standing is None else self.standing.reports, first, second)
        self._do(Message(PARTING, {"title": pair[0].title}), *duplicates.parted(*pair))

    def split(self) -> None:
        """Take the report that is looked at apart into those that were put together."""
        report = self.report
        if report is not None and report.merged:
            self._do(Message(SPLITTING, {"title": report.title}), *duplicates.split(report))

    def keep_all(self, came: Intake) -> None:
        """Keep what came of a list or of photos, as one step; what should be known goes to the findings."""
        if came.reports:
            label = Message(TAKING, {"count": f"{len(came.reports):,}"})
            self.session.do(label, keep(self.session.project, came.reports, _now()))
        self._window.program.add_findings(came.findings, LAYER)

    def _do(self, label: Message, *reports: Report) -> None:
        self.session.do(label, keep(self.session.project, reports, _now()))


def _unlike(layer: Layer) -> int:
    """Return how little the columns of a layer speak of neighbourhoods."""
    names = {text for one in layer.table().attributes for text in (one.name, one.label)}
    fits = (any(re.fullmatch(pattern, name) for name in names) for pattern in NAMES)
    return next((number for number, fit in enumerate(fits) if fit), len(NAMES))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
