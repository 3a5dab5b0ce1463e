"""The hazard desk at work: which hazards count, what is known, what is seen; outlives the chrome."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gisapp.desks.hazard import study as studies
from gisapp.desks.hazard.building import facts_of
from gisapp.desks.hazard.districts import area_drawn, totals_of
from gisapp.desks.hazard.look import HazardLook, choose, chosen
from gisapp.desks.hazard.study import Wish
from gisapp.desks.hazard.walking import way_drawn
from gisapp.tools.base import Clicked, Drawn
from gisapp.ui.hazard.event.desk import EventDesk
from gisapp.ui.hazard.sidebyside import comparison_of
from gisapp.ui.latest import Latest
from gisapp.ui.program import Found
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.desks.hazard.areas import Areas
    from gisapp.desks.hazard.building import Facts
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.series import Series
    from gisapp.desks.hazard.study import Shown, Stock, Study
    from gisapp.session import Change, Session
    from gisapp.tasks import Task
    from gisapp.ui.viewport import View
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.feedback import Finding
    from layers.timeline import Timeline

DESK = "hazard"
ASKING = QT_TRANSLATE_NOOP(CONTEXT, "災害の想定を建物に重ねる")
DRESSING = QT_TRANSLATE_NOOP(CONTEXT, "ハザードの配色を変える")
UNCOVERING = QT_TRANSLATE_NOOP(CONTEXT, "浸水深の画像を隠す")
TOTALLING = QT_TRANSLATE_NOOP(CONTEXT, "区域ごとに集計する")


class HazardDesk(QObject):
    """Asks and remembers.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what is known.

    Signals
    -------
    changed
        There is another answer, or none, or one is being worked out.
    seen
        What is seen has changed: colours, legend, water.
    building
        Another building is looked at, or none.
    totalled
        The totals of areas came.
    cut
        There is another line to cut along.
    """

    changed = Signal()
    seen = Signal()
    building = Signal()
    totalled = Signal()
    cut = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = window.program.tasks
        self._views = Latest(self._tasks, self._failed)
        self._basis: object = None
        self._serial = 0
        self.stock: Stock | None = None
        self.study: Study | None = None
        self.shown: Shown | None = None
        self.facts: Facts | None = None
        self.report: Report | None = None
        self.line: NDArray[np.float64] | None = None
        self.trouble: Message | None = None
        self.waiting = False
        self.wish = Wish()
        self.chosen: frozenset[str] = frozenset()
        self._listed: tuple[Found, ...] = ()
        self._walked: Series | None = None
        self._line: Timeline | None = None
        self.now = EventDesk(window)
        self.now.editing.connect(self.stand)
        self._unsubscribe = self.session.subscribe(self._follow)

    @property
    def session(self) -> Session:
        """The session that is asked."""
        return self._window.session

    @property
    def here(self) -> bool:
        """Whether one sits at this desk."""
        return self._window.desk == DESK

    @property
    def asked(self) -> bool:
        """Whether a building is looked at."""
        return self.facts is not None

    @property
    def look(self) -> HazardLook:
        """How the project colours hazards."""
        return chosen(self.session.project)

    def stop(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()
        self._views.forget()
        self.now.stop()

    def turn(self, *, event: bool) -> None:
        """Look at what happens now, or at what may happen."""
        if event != self.now.active:
            self.now.activate(active=event)
            if self.here:
                self.show()
            if not event:
                self._look()  # the dress may have changed meanwhile

    def show(self) -> None:
        """Ask what the project holds when one sits down; take everything off the view when one leaves."""
        if not self.here:
            if self._window.view is not None and (self.shown is not None or self.now.active):
                self._clear(self._window.view)
            self._window.player.offer(None)
            return
        if self.now.active:
            self.now.look()
        elif _basis(self.session) != self._basis:
            self._take_stock()
        self.stand()

    # ---------------------------------------------------------------- asking

    def choose_hazards(self, ids: frozenset[str]) -> None:
        """Let other hazards count."""
        if ids != self.chosen:
            self.chosen = ids
            self._ask()

    def _take_stock(self) -> None:
        self._basis = _basis(self.session)
        self._begin()
        serial = self._serial
        self._tasks.run(
            "",
            studies.stock_of,
            self.session.project,
            then=self._show_stock,
            failed=self._study_failed,
            wanted=lambda: serial == self._serial,
            key="hazard-stock",
        )

    def _begin(self) -> None:
        self._serial += 1
        self.waiting, self.trouble = True, None
        self._views.forget()
        self.changed.emit()

    def _show_stock(self, stock: Stock) -> None:
        known = {one.id for one in stock.hazards}
        kept = self.chosen & known
        self.stock, self.chosen = stock, kept or stock.proposed
        if stock.buildings is None or not stock.hazards:
            self.waiting, self.study, self.shown, self.facts, self.report = False, None, None, None, None
            self._walked = self._line = None
            self._tell(stock.findings)
            self.changed.emit()
            self.stand()
        else:
            self._ask()

    def _ask(self) -> None:
        if self.stock is None or self.stock.buildings is None:
            return
        self._begin()
        serial = self._serial
        self._tasks.run(
            Message(ASKING),
            studies.study_of,
            self.session.project,
            self.stock,
            self.chosen,
            then=self._show_study,
            failed=self._study_failed,
            wanted=lambda: serial == self._serial,
            key="hazard-study",
        )

    def _show_study(self, study: Study) -> None:
        before = self.facts
        self.waiting, self.study, self.report = False, study, None
        self._tell((*(() if self.stock is None else self.stock.findings), *study.findings))
        if study.series is not self._walked:
            self._walked = study.series
            self._line = None if study.series is None else study.series.timeline()
        self.wish = replace(self.wish, moment=self._moment())
        self.facts = None
        if before is not None and before.row < len(study.answers.targets):
            self.facts = facts_of(study, before.row)
        self.changed.emit()
        self.building.emit()
        self._look()

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        """List what was noticed, in place of what was noticed for the question before."""
        fresh = tuple(Found(one, "") for one in findings)
        self._window.program.exchange_findings(self._listed, fresh)
        self._listed = fresh

    def _study_failed(self, task: Task) -> None:
        if task.error is not None and self.waiting:
            self.waiting, self.trouble = False, task.message
            self.study, self.shown, self.facts, self.report = None, None, None, None
            self.changed.emit()
            self.stand()

    def _failed(self, task: Task) -> None:
        self._window.work.failed(task)

    # ---------------------------------------------------------------- seeing

    def wish_for(self, wish: Wish) -> None:
        """Show something else: other colours, other water."""
        if wish != self.wish:
            self.wish = wish
            self._look()

    def dress(self, look: HazardLook) -> None:
        """Colour the hazards of the project in another way, as a step that can be undone."""
        if look != self.look:
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self.session.do(Message(DRESSING), choose(self.session.project, look, now))

    def _look(self) -> None:
        if self.study is not None:
            self._views.run(studies.shown, self.study, self.wish, self.look, then=self._show)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.seen.emit()
        self.stand()

    def stand(self) -> None:
        """Let the view show what is seen, in the language of now."""
        if self.here:
            self._window.player.offer(None if self.now.active else self._line)
        view, shown, study = self._window.view, self.shown, self.study
        if view is None or not self.here:
            return
        if self.now.active:
            self._clear(view)
            view.show_desk(self.now.mark())
        elif shown is None or study is None:
            self._clear(view)
        else:
            layer = study.answers.targets.layer.id
            way = () if self.facts is None else way_drawn(study, self.facts.row)
            view.show_desk((*shown.drawables, *way))
            view.paint({layer: shown.coloured.colours})
            view.compare(comparison_of(shown, study, way))

    def _clear(self, view: View) -> None:
        view.show_desk(())
        view.paint({})
        view.compare(None)

    def covering(self) -> tuple[Layer, ...]:
        """Return the visible pictures of depths that lie over the ground and below the water."""
        grids = () if self.stock is None else self.stock.hazards
        paths = {one.grid.path for one in grids if one.grid is not None}
        return tuple(
            one
            for one in self.session.project.layers
            if one.kind == "raster" and one.visible and one.source.path in paths
        )

    def uncover(self) -> None:
        """Hide the pictures of depths, as a step that can be undone: the water shows what they tell."""
        project = self.session.project
        for one in self.covering():
            project = project.replacing(replace(one, visible=False))
        if project is not self.session.project:
            self.session.do(Message(UNCOVERING), project)
            self.seen.emit()

    def _moment(self) -> int | None:
        """Return the moment of the series that is looked at, None for the worst of all."""
        time = self.session.project.time
        return None if time is None or self._line is None else time.start

    # ---------------------------------------------------------------- a building

    def take(self, news: Clicked | Drawn) -> None:
        """Take a click on the map while one sits at this desk."""
        if not self.here:
            return
        if self.now.active:
            if isinstance(news, Clicked):
                self.now.take(news)
            return
        if self.study is None:
            return
        if isinstance(news, Drawn):
            self._take_drawn(news)
            return
        row = -1 if news.hit is None else self.study.row_of(news.hit.layer, news.hit.feature)
        if row < 0 and news.hit is not None:  # water and zones lie over houses that are flat
            row = self.study.row_at(news.hit.point)
        self.facts = facts_of(self.study, row) if row >= 0 else None
        self.building.emit()
        if self.study.walked is not None:
            self.stand()
        self._window.show_right(facts=False)

    def _take_drawn(self, news: Drawn) -> None:
        """Add up what lies in a drawn area, or cut along a drawn line."""
        if news.tool == "line-draw":
            self.line = news.points[[0, -1]]
            self.cut.emit()
        elif news.tool == "area-draw":
            name = translate("panels", "描いた区域")
            self._window.guard(lambda: self.total(area_drawn(news.points, name)))

    # ---------------------------------------------------------------- areas

    def area_layers(self) -> tuple[Layer, ...]:
        """Return the layers of areas for which totals can be made."""
        hazards = set() if self.stock is None else {one.origin.layer for one in self.stock.hazards}
        return tuple(
            one
            for one in self.session.project.layers
            if one.kind == "vector" and one.data is not None and one.data.areal and one.id not in hazards
        )

    def total(self, areas: Layer | Areas) -> None:
        """Add up the answers for each area of a layer, or for other areas."""
        if self.study is None:
            return
        study = self.study
        self._tasks.run(
            Message(TOTALLING),
            totals_of,
            study,
            areas,
            then=self._show_report,
            failed=self._failed,
            wanted=lambda: self.study is study,
            key="hazard-totals",
        )

    def _show_report(self, made: tuple[Report, tuple[Finding, ...]]) -> None:
        self.report, findings = made
        if self.stock is not None and self.study is not None:
            self._tell((*self.stock.findings, *self.study.findings, *findings))
        self.totalled.emit()

    # ---------------------------------------------------------------- following

    def _follow(self, change: Change) -> None:
        if not self.here or self.now.active:
            return
        if "records" in change.what and chosen(change.old) != chosen(change.new):
            self._look()
            self.changed.emit()
        if "time" in change.what and self._line is not None:
            self.wish_for(replace(self.wish, moment=self._moment()))
        if "layers" in change.what and _basis(self.session) != self._basis:
            self._take_stock()


def _basis(session: Session) -> object:
    """Return what the answers rest on: the data of layers, their filters, and which of them are ground."""
    return tuple(
        (one.id, id(one.data), one.filter, one.visible if one.kind in ("terrain", "buildings") else None)
        for one in session.project.layers
        if one.data is not None and not one.in_project
    )
