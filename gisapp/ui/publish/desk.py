"""The publish desk at work: which layer is prepared, what the gate says of each; outlives the chrome."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from gisapp.desks.publish import model
from gisapp.ui.publish import receipts, work
from gisapp.ui.publish.insight import Insight
from gisapp.ui.publish.standing import GROUND, standing_of
from gisapp.ui.workdesk import WorkDesk
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.publish.concerns import Verdict
    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.preview import Preview
    from gisapp.tasks import Task
    from gisapp.ui.publish.standing import Standing
    from gisapp.ui.window import Window
    from layers.base import Layer

DESK = "publish"
BEGIN = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開の設定を始める")
END = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開の設定を消す")
CHANGE = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の公開の設定を変える（{what}）")


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
    insight
        What is found out about layers.
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
    accepting
        A warning was accepted, or no more.
    ended(Task), verified(Receipt, Verified)
        Work beside the window ended, well or not; something that was published was checked.
    settling
        What was typed last has to be kept now: it is about to be approved or published.
    """

    ID = DESK
    chosen = Signal()
    found = Signal()
    field_asked = Signal(str)
    side_asked = Signal(str)
    accepting = Signal()
    settling = Signal()
    ended = Signal(object)
    verified = Signal(object, object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._layer = ""
        self._accepted: tuple[str, frozenset[str]] = ("", frozenset())
        self.shaped = False
        self.insight = Insight(self)
        self.insight.found.connect(self._take_news)
        self._preview: Preview | None = None
        self._forget_tasks = self.tasks.subscribe(self._task_news)
        self.changed.connect(self.insight.ask_anew)
        self.recorded.connect(self.insight.ask_anew)

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
    def ground(self) -> bool:
        """Whether it is a picture or terrain: such layers have no columns and no shapes."""
        return self.layer is not None and self.layer.kind in GROUND

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
            self.insight.forget()
            self.stand("public", ())
            self.chosen.emit()
            self.insight.ask_anew()

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
        return self.insight.verdict_of(layer)

    @property
    def verdict(self) -> Verdict | None:
        """What the gate says of the layer that is prepared."""
        return None if self.layer is None else self.insight.verdict_of(self.layer)

    @property
    def last_prints(self) -> Path | None:
        """Folder of the fingerprints of what was published last of that layer, None for nothing."""
        return None if self.layer is None else receipts.prints_of(self.session.project, self.layer.id)

    # ---------------------------------------------------------------- accepting warnings

    @property
    def accepted(self) -> frozenset[str]:
        """Keys of the warnings that the reviewer accepts, of the publication as it is now."""
        said = self.publication
        return self._accepted[1] if said is not None and self._accepted[0] == said.digest else frozenset()

    def accept(self, key: str, *, on: bool) -> None:
        """Accept a warning, or no more."""
        said = self.publication
        if said is not None:
            kept = self.accepted - {key}
            self._accepted = (said.digest, kept | {key} if on else kept)
            self.accepting.emit()

    # ---------------------------------------------------------------- in the view

    def show_shapes(self, *, shaped: bool) -> None:
        """Let the shapes that the public will see stand in the view, or take them away."""
        self.shaped = shaped
        found = self.insight.seen
        self.stand("public", found.drawn if shaped and found is not None else ())

    def show(self) -> None:
        """Stand in the view and find out what is unknown when one sits down; leave when one gets up."""
        super().show()
        self.insight.ask_anew()

    # ---------------------------------------------------------------- what was published

    def preview(self, folder: Path) -> str:
        """Serve a site to the browser of this PC alone, one at a time, and return its address.

        What was made to be opened by a double click is opened so.
        """
        from gisapp.desks.publish.preview import serve

        self._close_preview()
        alone = folder / "file" / "index.html"
        if alone.is_file() and not (folder / "server").is_dir():
            return alone.as_uri()
        self._preview = serve(folder)
        return self._preview.url

    def _close_preview(self) -> None:
        if self._preview is not None:
            self._preview.close()
            self._preview = None

    def _task_news(self, task: Task) -> None:
        if not task.active:
            QTimer.singleShot(0, self, partial(self.ended.emit, task))  # after the answer was taken

    def stop(self) -> None:
        """Follow neither the session nor work any more, and serve nothing."""
        super().stop()
        self._forget_tasks()
        self._close_preview()

    def _take_news(self) -> None:
        self.show_shapes(shaped=self.shaped)
        self.found.emit()


def now() -> str:
    """Return the time of now, ISO 8601 with offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
