"""The counter at work: what was asked, what is known of it, and what staff enter; outlives the chrome."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gisapp.desks.planning import entries as kept
from gisapp.desks.planning import projecttable
from gisapp.desks.planning import study as studies
from gisapp.desks.planning.entries import NONE, Entries, Wish
from gisapp.desks.planning.found import prepare
from gisapp.desks.planning.study import Question
from gisapp.tools.base import Clicked, Drawn
from gisapp.ui.latest import Latest
from gisapp.ui.planning import keeping
from gisapp.ui.planning.sheetwork import SheetWork
from gisapp.ui.planning.stand import InView
from layers.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from gisapp.desks.planning.lot import Edge
    from gisapp.desks.planning.place import Place
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.shadowverdict import Verdict
    from gisapp.desks.planning.study import Built, Study
    from gisapp.session import Change, Session
    from gisapp.tasks import Task
    from gisapp.ui.window import Window
    from layers.project import Project

REST = 300
"""Milliseconds after the last move of a slider until the shadow is worked out."""


class PlanningDesk(QObject):
    """Asks and remembers.

    Parameters
    ----------
    window
        The window; its session is asked, and takes what staff enter.

    Signals
    -------
    asking
        Something was asked; the answer comes soon.
    studied
        There is another answer, or none.
    wish_kept
        What the sliders say was kept, taken back or done again.
    volume_known, shadow_known
        The volume, the shadow came.
    edge_chosen(number)
        Another edge is looked at, -1 for none.
    """

    asking = Signal()
    wish_kept = Signal()
    studied = Signal()
    volume_known = Signal()
    shadow_known = Signal()
    edge_chosen = Signal(int)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = window.program.tasks
        self._question: Question | None = None
        self._serial = 0
        self.study: Study | None = None
        self.built: Built | None = None
        self.verdicts: tuple[Verdict, ...] | None = None
        self.trouble: Message | None = None
        self.waiting = False
        self.wish = Wish()
        self.edge = -1
        self._volumes = Latest(self._tasks, self._failed)
        self._in_view = InView(window, self._failed)
        self.sheets = SheetWork(window)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._cast)
        self._settling = QTimer(self, singleShot=True, interval=REST)
        self._settling.timeout.connect(self._keep_wish)
        self._basis = studies.basis_of(self.session.project)
        self._unsubscribe = self.session.subscribe(self._follow)
        self._read_ahead()

    @property
    def session(self) -> Session:
        """The session that is asked."""
        return self._window.session

    @property
    def table(self) -> RegulationTable:
        """The regulations that are asked for."""
        return projecttable.table_of(self.session.project)

    def stop(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()
        self._rest.stop()
        self._settling.stop()
        self._forget_volume()

    # ---------------------------------------------------------------- asking

    def take(self, news: Clicked | Drawn) -> None:
        """Take a click on the map, or what was drawn, while one sits at this desk."""
        if self._window.desk != "planning":
            return
        self._window.show_right(facts=False)
        if isinstance(news, Drawn):
            self._window.guard(lambda: self._take_drawn(news.tool, news.points))
        elif news.place is not None:
            east, north = float(news.place[0]), float(news.place[1])
            hit = news.hit
            if news.more and self.study is not None and self.study.place.area.area:
                self._window.guard(lambda: self.join(east, north))
            else:
                layer, feature = ("", -1) if hit is None else (hit.layer, hit.feature)
                self.ask(Question(east, north, layer, feature))

    def ask(self, question: Question) -> None:
        """Ask what holds at a place; the answer to an older question is dropped."""
        self._question = question
        self._begin(studies.asked_at, self.session.project, self.table, question, _today())

    def ask_place(self, place: Place, entries: Entries = NONE) -> None:
        """Ask about a place that is known already."""
        self._begin(studies.answered, self.session.project, self.table, place, _today(), entries)

    def ask_selected(self) -> None:
        """Ask about the one feature that is chosen, such as a parcel that was found by its number."""
        chosen = self.session.selection
        layer = self.session.project.layer(chosen.layer_id)
        if layer is None or len(chosen) != 1:
            return
        self._window.show_right(facts=False)
        feature = int(chosen.features[0])
        self._begin(studies.asked_of, self.session.project, self.table, layer.id, feature, _today())

    def ask_footprint(self) -> None:
        """Ask about the surroundings of the building that was clicked, although it stands on a parcel."""
        if self._question is not None:
            self.ask(replace(self._question, on_parcel=False))

    @property
    def busy(self) -> bool:
        """Whether an answer, a volume or a shadow is on its way."""
        built = self.built is not None and self.built.building is not None
        return self.waiting or self._volumes.busy or (built and self.verdicts is None)

    @property
    def asked(self) -> bool:
        """Whether something is known of a place."""
        return self.study is not None

    @property
    def on_building(self) -> bool:
        """Whether a building was clicked."""
        layer = None if self._question is None else self.session.project.layer(self._question.layer)
        return layer is not None and layer.kind == "buildings"

    def clear(self) -> None:
        """Put the answer away."""
        self._serial += 1
        self._question = None
        self.waiting = False
        self._forget_volume()
        self.study = self.built = self.verdicts = self.trouble = None
        self.edge = -1
        self.studied.emit()
        self.show()

    def _begin(self, work: Callable[..., Study], *args: object) -> None:
        self._keep_wish()
        self._serial += 1
        serial = self._serial
        self.waiting, self.trouble = True, None
        self._forget_volume()
        self.asking.emit()
        self._tasks.run(
            "",
            work,
            *args,
            then=self._show_study,
            failed=self._study_failed,
            wanted=lambda: serial == self._serial,
            key="planning-desk",
        )

    def _study_failed(self, task: Task) -> None:
        if task.error is not None and self.waiting:
            self.study = self.built = self.verdicts = None
            self.waiting, self.trouble = False, task.message
            self.studied.emit()
            self.show()

    def _show_study(self, study: Study) -> None:
        old = self.study
        self.waiting = False
        self.study = study
        if old is None or kept.id_of(old.place) != kept.id_of(study.place):
            self.edge = -1
        self.wish = study.entries.wish
        self.built = self.verdicts = None
        self.studied.emit()
        self._build()
        self.show()

    # ---------------------------------------------------------------- volume

    def wish_for(self, wish: Wish) -> None:
        """Take what the sliders say; once they rest, it is kept like everything that staff enter."""
        if wish != self.wish:
            self.wish = wish
            self._settling.start()
            self._build()

    def _keep_wish(self) -> None:
        self._settling.stop()
        if self.study is not None and self.study.proposal is not None:
            self.enter(Message(keeping.WISHING), replace(self.study.entries, wish=self.wish))

    def _build(self) -> None:
        if self.study is not None and self.study.site is not None:
            self._volumes.run(studies.built, self.study.site, self.wish, then=self._show_volume)
        else:
            self._forget_volume()

    def _forget_volume(self) -> None:
        self._volumes.forget()
        self._in_view.forget()

    def _show_volume(self, made: Built) -> None:
        self.built, self.verdicts = made, None  # the shadow of what was there before is none of this one
        self.volume_known.emit()
        self._in_view.build(made)
        self._rest.start()

    def _cast(self) -> None:
        """Work out the shadow once the sliders rest: it takes much longer than the volume."""
        made, study = self.built, self.study
        if made is not None and study is not None:
            self._tasks.run(
                "",
                studies.shadows,
                made,
                study.crs,
                then=self._show_shadow,
                failed=self._failed,
                wanted=lambda: self.built is made,
                key="planning-shadow",
            )

    def shine(self, when: datetime | None) -> None:
        """Throw the shadows of a moment, of the neighbours and of what is planned; None for none."""
        if self.study is not None:
            self._in_view.shine(self.study, self.built, when)

    def _show_shadow(self, verdicts: tuple[Verdict, ...]) -> None:
        self.verdicts = verdicts
        self.shadow_known.emit()

    def _failed(self, task: Task) -> None:
        self._window.work.failed(task)

    # ---------------------------------------------------------------- what staff enter

    def choose_edge(self, edge: int) -> None:
        """Look at an edge."""
        if edge != self.edge:
            self.edge = edge
            self.edge_chosen.emit(edge)
            self.show()

    def correct(self, index: int, edge: Edge | None) -> None:
        """Take what staff say of an edge, None for the proposal again."""
        if self.study is None:
            return
        entries = self.study.entries.with_edge(index, edge)
        self.enter(Message(keeping.CORRECTING, {"edge": index + 1}), entries)

    def enter(self, label: Message, entries: Entries) -> None:
        """Keep what staff say of the lot, as a step that can be undone."""
        if self.study is None or entries == self.study.entries:
            return
        if entries.wish == self.study.entries.wish:
            entries = replace(entries, wish=self.wish)  # sliders that have not come to rest yet
        keeping.keep(self.session, label, (self.study.place,), entries)

    def forget(self) -> None:
        """Take back everything that staff entered of the lot, and the lot itself when they made it."""
        if self.study is not None:
            keeping.forget(self.session, self.study.place)

    @property
    def is_kept(self) -> bool:
        """Whether the project keeps something of the lot."""
        return self.study is not None and keeping.record_at(self.session, self.study.place) is not None

    def join(self, east: float, north: float) -> None:
        """Add the parcel at a point to the lot.

        Raises
        ------
        layers.errors.AnalysisFailed
            When they do not hang together.
        """
        if self.study is not None:
            whole = keeping.join(self.session, self.table, self.study.place, (east, north))
            if whole is not None:
                self.ask_place(whole)

    def _take_drawn(self, tool: str, points: NDArray[np.float64]) -> None:
        if tool == "lot-draw":
            self.ask_place(keeping.draw(self.session, points))
        elif self.study is not None:
            self.ask_place(keeping.cut(self.session, self.study.place, points))

    # ---------------------------------------------------------------- following

    def _follow(self, change: Change) -> None:
        if "layers" in change.what:
            basis = studies.basis_of(change.new)
            if basis != self._basis:
                alike = set(basis) & set(self._basis)
                self._basis = basis
                self._layers_changed(alike=bool(alike))
                self._read_ahead()
        if "records" in change.what and self.study is not None:
            self._records_changed(self.study, change.old)
        if "tool" in change.what:
            self.show(anew=True)

    def _read_ahead(self) -> None:
        """Read what the first answer will read."""
        layers = self.session.project.layers
        if layers and self._window.desk == "planning":
            matchers = [one for rule in self.table.regulations for one in rule.layers]
            self._tasks.run("", prepare, layers, matchers, key="planning-ahead")

    def _layers_changed(self, *, alike: bool) -> None:
        if self.study is None and not self.waiting:
            self.studied.emit()
        elif not alike:
            self.clear()
        elif self.study is not None:
            self.ask_place(self.study.place, self.study.entries)

    def _records_changed(self, study: Study, before: Project) -> None:
        if projecttable.table_of(before) is not self.table:
            self.ask_place(study.place, study.entries)
            return
        record = keeping.record_at(self.session, study.place)
        if record is None and study.place.how in keeping.MADE:
            if self._question is not None:
                self.ask(self._question)
            else:
                self.clear()
            return
        entries = NONE if record is None else kept.kept_of(record).entries
        if replace(entries, wish=study.entries.wish) == study.entries:
            self._wish_changed(study, entries)
        elif entries != study.entries:
            self._settling.stop()
            self.wish = entries.wish
            self.study = studies.concluded(study, entries)
            self.studied.emit()
            self._build()
            self.show()

    def _wish_changed(self, study: Study, entries: Entries) -> None:
        """Follow what is kept of the sliders; everything else of the answer stays as it is."""
        self.study = replace(study, entries=entries)
        if self.wish != entries.wish:
            self._settling.stop()
            self.wish = entries.wish
            self._build()
        self.wish_kept.emit()

    def show(self, *, anew: bool = False) -> None:
        """Show in the view what is known; `anew` also when it has not changed."""
        self._in_view.show(None if self.study is None else self.study.lot, self.edge, anew=anew)


def _today() -> date:
    return datetime.now().astimezone().date()
