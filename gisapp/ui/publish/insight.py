"""What is found out beside the window about layers that may be published, and kept while it holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from gisapp.desks.publish import model
from gisapp.desks.publish.model import Generalisation, Publication
from gisapp.ui.publish import work
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.period import Period

if TYPE_CHECKING:
    from gisapp.desks.publish.candidates import Candidate
    from gisapp.desks.publish.concerns import Verdict
    from gisapp.desks.publish.review import Review
    from gisapp.tasks import Task
    from gisapp.ui.publish.desk import PublishDesk
    from gisapp.ui.publish.work import Seen
    from layers.base import Layer

PAUSE = 400
"""Milliseconds of rest before what was changed is looked at."""
LOOK = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の列を調べる")
JUDGE = QT_TRANSLATE_NOOP(CONTEXT, "公開してよいかを点検する")
SEE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開される形を確かめる")
REVIEW = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開される内容をまとめる")
Basis = tuple[object, ...]


class Insight(QObject):
    """Asks the gate about every publication, and more about the layer that is prepared.

    Each answer is kept with what it hangs on, and is no answer any more when one of these has changed.

    Parameters
    ----------
    desk
        What is looked at.

    Signals
    -------
    found
        There is another answer.
    """

    found = Signal()

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._verdicts: dict[str, tuple[Basis, Verdict]] = {}
        self._kept: dict[str, tuple[Basis, Any]] = {}
        self._tasks: dict[str, Task] = {}
        self.reviewing = False
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE)
        self.pause.timeout.connect(self._find_out)

    # ---------------------------------------------------------------- answers

    def verdict_of(self, layer: Layer) -> Verdict | None:
        """Return what the gate says of a layer as it is now, None while that is unknown."""
        said = model.publication_of(self._desk.session.project, layer.id)
        kept = self._verdicts.get(layer.id)
        if said is None or kept is None or not same(kept[0], self._basis(layer, said)):
            return None
        return kept[1]

    @property
    def candidates(self) -> tuple[Candidate, ...] | None:
        """The columns of the layer that is prepared with advice, None while they are looked at."""
        layer = self._desk.layer
        found: tuple[Candidate, ...] | None = self._answer("look", None if layer is None else data_of(layer))
        return found

    @property
    def seen(self) -> Seen | None:
        """What generalising does to the shapes of that layer, None while that is unknown."""
        found: Seen | None = self._answer("see", self._basis_of_shapes())
        return found

    @property
    def review(self) -> Review | None:
        """What a citizen will see of that layer, None while that is unknown."""
        found: Review | None = self._answer("review", self._basis_of_review())
        return found

    def _answer(self, key: str, basis: Basis | None) -> Any:
        kept = self._kept.get(key)
        return kept[1] if kept is not None and basis is not None and same(kept[0], basis) else None

    @property
    def judging(self) -> bool:
        """Whether something is being found out."""
        return self.pause.isActive() or any(one.active for one in self._tasks.values())

    # ---------------------------------------------------------------- what answers hang on

    def _basis(self, layer: Layer, said: Publication) -> Basis:
        areas = (self._desk.session.project.layer(one) for one in said.away)
        return (said, *data_of(layer), *(None if one is None else one.data for one in areas))

    def _basis_of_shapes(self) -> Basis | None:
        layer, said = self._desk.layer, self._desk.publication
        if layer is None or said is None or said.restricted:
            return None
        return (said.generalisation, said.away, *self._basis(layer, said)[1:])

    def _basis_of_review(self) -> Basis | None:
        layer, said = self._desk.layer, self._desk.publication
        if layer is None or said is None or said.restricted:
            return None
        return (self._desk.last_prints, *self._basis(layer, said))

    # ---------------------------------------------------------------- finding out

    def ask_anew(self) -> None:
        """Find out soon what is unknown now."""
        if self._desk.here:
            self.pause.start()

    def forget(self) -> None:
        """Forget what was found out about the layer that was prepared."""
        self._kept.clear()

    def _find_out(self) -> None:
        desk = self._desk
        if not desk.here:
            return
        project, layer, said = desk.session.project, desk.layer, desk.publication
        if layer is not None and said is not None and layer.data is not None and not desk.ground:
            name = {"name": layer.name}
            if self.candidates is None:
                self._run("look", Message(LOOK, name), data_of(layer), work.candidates, project, layer)
            shapes, review = self._basis_of_shapes(), self._basis_of_review()
            if shapes is not None and self.seen is None:
                self._run("see", Message(SEE, name), shapes, work.seen, project, layer, said)
            if review is not None and self.reviewing and self.review is None:
                prints = desk.last_prints
                self._run("review", Message(REVIEW, name), review, work.reviewed, project, said, prints)
        self._judge_all()

    def _run(self, key: str, label: Message, basis: Basis, function: Any, *args: object) -> None:
        def take(answer: object) -> None:
            self._kept[key] = (basis, answer)
            self.found.emit()

        self._tasks[key] = self._desk.run(label, function, *args, then=take, key=f"publish-{key}")

    def _judge_all(self) -> None:
        """Ask the gate about every publication whose verdict is unknown, that which is prepared first."""
        project = self._desk.session.project
        open_ = [
            (layer, said)
            for said in model.publications(project)
            if (layer := project.layer(said.layer)) is not None
            and layer.data is not None
            and not said.restricted
            and self.verdict_of(layer) is None
        ]
        if not open_:
            return
        prepared = self._desk.layer
        open_.sort(key=lambda pair: pair[0] is not prepared)
        bases = [self._basis(layer, said) for layer, said in open_]
        then = partial(self._take_verdicts, bases)
        args = (project, tuple(open_))
        self._tasks["judge"] = self._desk.run(
            Message(JUDGE), work.judged, *args, then=then, key="publish-judge"
        )

    def _take_verdicts(self, bases: list[Basis], made: dict[str, Verdict]) -> None:
        for (layer_id, verdict), basis in zip(made.items(), bases, strict=True):
            self._verdicts[layer_id] = (basis, verdict)
        self.found.emit()


def data_of(layer: Layer) -> Basis:
    """Return what the features of a layer hang on."""
    return (layer.data, layer.filter, layer.columns, layer.during, layer.name)


def same(one: Basis, other: Basis) -> bool:
    """Whether two bases are the same: frozen things by value, data by identity."""
    plain = (str, tuple, Path, Publication, Generalisation, Period, bool)
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a is b or (isinstance(a, plain) and a == b) for a, b in pairs)
