"""The publish desk at work: which layer is prepared, what the gate says of each; outlives the chrome."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from gisapp.desks.publish import model
from gisapp.desks.publish.model import Generalisation, Publication
from gisapp.ui.publish import work
from gisapp.ui.publish.standing import standing_of
from gisapp.ui.workdesk import WorkDesk
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.period import Period

if TYPE_CHECKING:
    from gisapp.desks.publish.gate import Candidate, Verdict
    from gisapp.tasks import Task
    from gisapp.ui.publish.standing import Standing
    from gisapp.ui.publish.work import Seen
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.project import Project

DESK = "publish"
PAUSE = 400
"""Milliseconds of rest before what was changed is judged."""
BEGIN = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開の設定を始める")
END = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開の設定を消す")
CHANGE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開の設定を変える（{what}）")
LOOK = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の列を調べる")
JUDGE = QT_TRANSLATE_NOOP(CONTEXT, "公開してよいかを点検する")
SEE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開される形を確かめる")


class PublishDesk(WorkDesk):
    """Knows which layer is prepared for the public, and tells the cards.

    A card gets the desk and reads :attr:`layer`, :attr:`publication` and what was found out about them. It
    changes the publication by :meth:`change`, one step that can be undone, and works beside the window by
    :meth:`run`.

    Parameters
    ----------
    window
        The window; its session is asked, its view shows what the public will see.

    Attributes
    ----------
    shaped
        Whether the shapes that the public will see stand in the view.

    Signals
    -------
    chosen
        Another layer is prepared, or none.
    found
        The columns of the layer were looked at, the gate has judged, or shapes were compared.
    field_asked(str), side_asked(str)
        A field shall be entered, a side of the page shall be seen.
    settling
        What was typed last has to be kept now: it is about to be approved or published.
    """

    ID = DESK
    chosen = Signal()
    found = Signal()
    field_asked = Signal(str)
    side_asked = Signal(str)
    settling = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._layer = ""
        self._verdicts: dict[str, tuple[tuple[object, ...], Verdict]] = {}
        self._candidates: tuple[tuple[object, ...], tuple[Candidate, ...]] | None = None
        self._seen: tuple[tuple[object, ...], Seen] | None = None
        self._judge: Task | None = None
        self.shaped = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._find_out)
        self.changed.connect(self._ask_anew)
        self.recorded.connect(self._ask_anew)

    @property
    def asked(self) -> bool:
        """Whether there is a layer of which something may be published."""
        return bool(self.session.project.layers)

    # ---------------------------------------------------------------- the layer

    @property
    def layer(self) -> Layer | None:
        """The layer that is prepared, None for none."""
        return self.session.project.layer(self._layer) if self._layer else None

    @property
    def publication(self) -> Publication | None:
        """What may be published of it; None where nothing was said."""
        return model.publication_of(self.session.project, self._layer) if self._layer else None

    @property
    def publications(self) -> tuple[Publication, ...]:
        """What was said of all layers, in their order."""
        return model.publications(self.session.project)

    def standing(self, layer: Layer) -> Standing:
        """Return where a layer stands."""
        return standing_of(self.session.project, layer, self.verdict_of(layer))

    def choose(self, layer_id: str) -> None:
        """Prepare another layer, empty for none."""
        if layer_id != self._layer:
            self.settling.emit()
            self._layer = layer_id
            self._candidates = self._seen = None
            self.stand("public", ())
            self.chosen.emit()
            self._ask_anew()

    def begin(self, layer: Layer) -> None:
        """Begin the publication of a layer with what its source tells; no attribute is chosen."""

        def done(made: Publication) -> None:
            if self.session.project.layer(layer.id) is None or model.publication_of(
                self.session.project, layer.id
            ):
                return
            project = model.with_publication(self.session.project, made, now())
            self.session.do(Message(BEGIN, {"name": layer.name}), project)
            self.choose(layer.id)
            self.chosen.emit()

        label = Message(BEGIN, {"name": layer.name})
        self.run(label, work.proposed, self.session.project, layer, then=done, key="publish-begin")

    def end(self, layer: Layer) -> None:
        """Forget what may be published of a layer; approvals of before stay in the log."""
        project = model.without_publication(self.session.project, layer.id)
        self.session.do(Message(END, {"name": layer.name}), project)

    def change(self, what: str, merge: str = "", **values: Any) -> None:
        """Change the publication of the layer, as one step that can be undone.

        Parameters
        ----------
        what
            Words of the field, marked for the context ``messages``.
        merge
            Steps of the same key that follow each other become one.
        values
            Fields of :class:`gisapp.desks.publish.model.Publication`.
        """
        layer, said = self.layer, self.publication
        if layer is None or said is None:
            return
        made = replace(said, **values)
        if made != said:
            label = Message(CHANGE, {"name": layer.name, "what": Message(what)})
            project = model.with_publication(self.session.project, made, now())
            self.session.do(label, project, f"publish/{layer.id}/{merge}" if merge else None)

    # ---------------------------------------------------------------- what is found out

    def verdict_of(self, layer: Layer) -> Verdict | None:
        """Return what the gate says of a layer as it is now, None while that is unknown."""
        said = model.publication_of(self.session.project, layer.id)
        kept = self._verdicts.get(layer.id)
        if said is None or kept is None or not same(kept[0], self._basis(layer, said)):
            return None
        return kept[1]

    @property
    def verdict(self) -> Verdict | None:
        """What the gate says of the layer that is prepared."""
        return None if self.layer is None else self.verdict_of(self.layer)

    @property
    def candidates(self) -> tuple[Candidate, ...] | None:
        """The columns of the layer that is prepared with advice, None while they are looked at."""
        kept, layer = self._candidates, self.layer
        return kept[1] if kept is not None and layer is not None and same(kept[0], data_of(layer)) else None

    @property
    def seen(self) -> Seen | None:
        """What generalising does to the shapes of the layer, None while that is unknown."""
        kept, layer, said = self._seen, self.layer, self.publication
        if kept is None or layer is None or said is None:
            return None
        return kept[1] if same(kept[0], self._basis_of_shapes(layer, said)) else None

    def _basis(self, layer: Layer, said: Publication) -> tuple[object, ...]:
        """Return what the judgement of a layer hangs on."""
        areas = (self.session.project.layer(one) for one in said.away)
        of_areas = (None if one is None else one.data for one in areas)
        return (said, *data_of(layer), *of_areas)

    def _basis_of_shapes(self, layer: Layer, said: Publication) -> tuple[object, ...]:
        return (said.generalisation, said.restricted, *self._basis(layer, said)[1:])

    def _ask_anew(self) -> None:
        if self.here:
            self._pause.start()

    def _find_out(self) -> None:
        """Look at columns and judge what has changed, beside the window."""
        if not self.here:
            return
        project, layer, said = self.session.project, self.layer, self.publication
        if layer is not None and said is not None and layer.data is not None:
            if self.candidates is None:
                basis = data_of(layer)
                self.run(
                    Message(LOOK, {"name": layer.name}),
                    *(work.candidates, project, layer),
                    then=partial(self._take_candidates, basis),
                    key="publish-look",
                )
            self._see(project, layer, said)
        open_ = [
            (one, with_it)
            for with_it in self.publications
            if (one := project.layer(with_it.layer)) is not None
            and one.data is not None
            and not with_it.restricted
            and self.verdict_of(one) is None
        ]
        if open_:
            # The one that is looked at comes first.
            open_.sort(key=lambda pair: pair[0].id != self._layer)
            bases = [self._basis(one, with_it) for one, with_it in open_]
            self._judge = self.run(
                Message(JUDGE),
                *(work.judged, project, tuple(open_)),
                then=partial(self._take_verdicts, bases),
                key="publish-judge",
            )

    def _see(self, project: Project, layer: Layer, said: Publication) -> None:
        if self.seen is None and not said.restricted:
            self.run(
                Message(SEE, {"name": layer.name}),
                *(work.seen, project, layer, said),
                then=partial(self._take_seen, self._basis_of_shapes(layer, said)),
                key="publish-see",
            )

    def _take_candidates(self, basis: tuple[object, ...], made: tuple[Candidate, ...]) -> None:
        self._candidates = (basis, made)
        self.found.emit()

    def _take_verdicts(self, bases: list[tuple[object, ...]], made: dict[str, Verdict]) -> None:
        for (layer_id, verdict), basis in zip(made.items(), bases, strict=True):
            self._verdicts[layer_id] = (basis, verdict)
        self.found.emit()

    def _take_seen(self, basis: tuple[object, ...], made: Seen) -> None:
        self._seen = (basis, made)
        self.show_shapes(shaped=self.shaped)
        self.found.emit()

    @property
    def judging(self) -> bool:
        """Whether the gate is at work."""
        return self._pause.isActive() or (self._judge is not None and self._judge.active)

    # ---------------------------------------------------------------- in the view

    def show_shapes(self, *, shaped: bool) -> None:
        """Let the shapes that the public will see stand in the view, or take them away."""
        self.shaped = shaped
        found = self.seen
        self.stand("public", found.drawn if shaped and found is not None else ())

    def show(self) -> None:
        """Stand in the view and find out what is unknown when one sits down; leave when one gets up."""
        super().show()
        self._ask_anew()


def data_of(layer: Layer) -> tuple[object, ...]:
    """Return what the features of a layer hang on."""
    return (layer.data, layer.filter, layer.columns, layer.during, layer.name)


def same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two bases are the same: frozen things by value, data by identity."""
    plain = (str, tuple, Publication, Generalisation, Period, bool)
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a is b or (isinstance(a, plain) and a == b) for a, b in pairs)


def now() -> str:
    """Return the time of now, ISO 8601 with offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
