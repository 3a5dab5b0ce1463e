"""What makes data quick is made in the background, after they are shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gisapp import reading
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gisapp.ui.window import Window
    from layers.base import Layer

FINISH = {
    "raster": QT_TRANSLATE_NOOP("messages", "「{name}」の縮小画像を作る"),
    "pointcloud": QT_TRANSLATE_NOOP("messages", "「{name}」のすべての点を表示できるようにする"),
}


class Finishing:
    """Finishes the data of layers that are shown already.

    Parameters
    ----------
    window
        Whose session it is.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def begin(self, layers: Iterable[Layer]) -> None:
        """Finish those of some layers that are not finished, each as a task of its own."""
        for layer in layers:
            if not reading.unfinished(layer):
                continue
            self._window.program.tasks.run(
                Message(FINISH[layer.kind], {"name": layer.name}),
                reading.finished,
                layer,
                then=partial(self._take, layer),
                failed=self._window.work.failed,
                key=f"finish:{layer.id}",
            )

    def _take(self, old: Layer, done: Layer) -> None:
        """Give the layer its finished data, unless it has gone or got others meanwhile."""
        now = self._window.session.project.layer(old.id)
        if now is None or now.data is None or now.data.finish is not old.data.finish:
            return
        ground = getattr(now.data, "ground", None)  # what lies on it was made to lie on that of its time
        ready = done.data if ground is None else done.data.on(ground)
        finished = replace(now, data=ready, source=replace(now.source, digest=done.source.digest))
        self._window.session.amend(lambda project: project.replacing(finished))
