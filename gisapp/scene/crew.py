"""One layer on the stage: its pieces, how they look, and which of them stand in the light."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.scene import look as looks
from gisapp.scene.bake import BakedImage, BakedLabels, BakedLines, BakedMesh, BakedPoints, bake
from gisapp.scene.loader import Job
from gisapp.scene.residency import Residency
from layers import filters
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from styles.style import MISSING, Fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.scene.bake import Baked
    from gisapp.scene.dressed import Dressed
    from gisapp.scene.origin import Frame
    from gisapp.scene.residency import Key
    from gisapp.scene.stages import AnyStage
    from gisapp.scene.theme import Theme
    from layers.base import Layer, Part
    from layers.feedback import Feedback

LIFT = 0.0005
"""Share of the distance to the eye by which each layer of flat things is drawn before the one below it."""
DRAPED = 0.0006
"""The same at least for what lies on the ground as a surface: about a pixel, for the ground below it may be
drawn wrong by as much."""
EFFORT = 250
"""Triangles that take as long to draw as the calls for one piece."""
LATER = 1e12
"""Added to the priority of what is loaded ahead of time."""
PARTLY = QT_TRANSLATE_NOOP(CONTEXT, "「{layer}」の一部を表示できませんでした。詳しくはログをご覧ください。")
PART, LOOK = "part", "look"


class Crew:
    """The pieces of one layer.

    Parameters
    ----------
    layer
        The layer as it is now.
    stage
        Where the pieces stand.
    generation
        A number that no other data of this layer had, so that answers for older data can be told.
    frame
        Where the project's places are drawn.
    theme
        Colours of everything that is not data.
    """

    def __init__(self, layer: Layer, stage: AnyStage, generation: int, frame: Frame, theme: Theme) -> None:
        self.layer = layer
        self.generation = generation
        self.failed: set[Key] = set()
        self._stage = stage
        self._frame = frame
        self._theme = theme
        self._rank = 0
        self._residency = Residency()
        self._wanted: Sequence[Part] = ()
        self._welcome: set[Key] = set()
        self._ahead: Sequence[Part] = ()
        self._pieces: dict[Key, list[Dressed]] = {}
        self._labels: dict[Key, list[BakedLabels]] = {}
        self._selected: NDArray[np.uint32] | None = None
        self._paint: NDArray[np.uint8] | None = None
        self._base: looks.Base | None = None
        self._base_key: object = None
        self._styled: object = None
        self._worn: dict[Key, looks.Look] = {}
        self.look: looks.Look | None = None
        self._follow_style()

    @property
    def base(self) -> looks.Base | None:
        """What style, filter and time say, None until that is known."""
        return self._base

    @property
    def cost(self) -> int:
        """Triangles held."""
        return sum(self._residency.costs.values())

    @property
    def drawn_cost(self) -> int:
        """Triangles drawn."""
        return sum(self._residency.costs[key] for key in self._residency.drawn)

    @property
    def load(self) -> int:
        """Triangles drawn, and for each piece as many as its own effort is worth."""
        pieces = sum(len(self._pieces.get(key, ())) for key in self._residency.drawn)
        return self.drawn_cost + EFFORT * pieces

    def update(self, layer: Layer) -> bool:
        """Take over a changed layer with the same data; return whether anything looks different now."""
        old, self.layer = self.layer, layer
        before = self.look
        if layer.visible != old.visible:
            self._show()
        if layer.opacity != old.opacity:
            for pieces in self._pieces.values():
                for piece in pieces:
                    piece.fade(layer.opacity)
        self._follow_style()
        return (layer.visible, layer.opacity) != (old.visible, old.opacity) or self.look is not before

    def jobs(self, wanted: Sequence[Part]) -> list[tuple[float, Job]]:
        """Arrange for the wanted parts and return what has to be worked out, with its priority."""
        self._wanted = wanted
        found: list[tuple[float, Job]] = []
        if self._base_key is not None:
            found.append(
                (
                    float("-inf"),
                    Job(
                        (self.layer.id, self.generation, LOOK, self._base_key),
                        partial(_base, self.layer, self._paint),
                    ),
                )
            )
        missing = self._arrange()
        self._welcome = {part.key for part in wanted}
        self._welcome.update(part.key for part in missing)
        found.extend((part.priority, job) for part in missing if (job := self._job(part)) is not None)
        for part in self._ahead:
            if part.key not in self._welcome and part.key not in self._pieces:
                self._welcome.add(part.key)
                job = self._job(part)
                if job is not None:
                    found.append((LATER + part.priority, job))
        return found

    def foresee(self, parts: Sequence[Part]) -> None:
        """Load these parts too, when there is nothing more urgent: the view will soon want them."""
        self._ahead = parts
        for part in parts:
            self._residency.touch(part.key)

    def _job(self, part: Part) -> Job | None:
        if part.key in self.failed:
            return None
        key = (self.layer.id, self.generation, PART, part.key)
        return Job(key, partial(_load, self.layer, part))

    def wants(self, key: Key) -> bool:
        """Say whether a part is still wanted."""
        return key in self._welcome

    def receive_base(self, key: object, base: looks.Base) -> bool:
        """Take what style and filter say, unless they have changed meanwhile."""
        if key != self._base_key:
            return False
        self._base, self._base_key = base, None
        self._dress()
        return True

    def miss(self, what: str, key: Any) -> Message:
        """Go on without a part, or with plain colours, and return what to tell people of it."""
        if what == PART:
            self.failed.add(key)
        elif what == LOOK:
            self._base_key = None
            self._base = looks.Base(None, MISSING, None, plain=True)
            self._dress()
        return Message(PARTLY, {"layer": self.layer.name})

    def receive(self, key: Key, baked: Sequence[Baked]) -> int:
        """Put a loaded part onto the stage and return its cost; :attr:`look` must be there."""
        if self.look is None:
            raise ValueError(key)
        self._remove(key)
        pieces = []
        for drawn in baked:
            if isinstance(drawn, BakedLabels):
                self._labels.setdefault(key, []).append(drawn)
                continue
            piece = self._stage.piece(drawn, self.look, lift=self._lift(drawn))
            piece.stand(self._frame)
            piece.fade(self.layer.opacity)
            piece.show(visible=False)
            self._stage.add(piece)
            pieces.append(piece)
        self._pieces[key] = pieces
        self._worn[key] = self.look
        cost = sum(piece.cost for piece in pieces)
        self._residency.add(key, cost)
        return cost

    def rearrange(self) -> None:
        """Draw newly loaded parts in place of what stood in for them."""
        self._arrange()

    def evict(self, limit: int, most: int | None = None) -> int:
        """Let go of what was not used for longest, down to `limit` triangles; return how many parts went.

        No more than `most` parts go at once: freeing hundreds of them would be felt.
        """
        gone = self._residency.evict(limit, self._welcome, most)
        for key in gone:
            self._remove(key)
        return len(gone)

    def select(self, features: NDArray[np.uint32] | None) -> None:
        """Tint the selected features (rising row numbers), or none."""
        if not self.layer.numbered:
            return
        self._selected = features
        self._dress()

    def paint(self, colours: NDArray[np.uint8] | None) -> None:
        """Show features in colours (n, 3) of a desk, or as the style says."""
        if colours is not self._paint:
            self._paint = colours
            self._follow_style()

    def dress(self, theme: Theme) -> None:
        """Change the colours of everything that is not data."""
        self._theme = theme
        self._dress()

    def stand(self, frame: Frame, rank: int) -> bool:
        """Move to another frame, and to another place in the order of layers (0 is the lowest).

        Returns
        -------
        bool
            Whether that was another one.
        """
        if frame == self._frame and rank == self._rank:
            return False
        self._frame, self._rank = frame, rank
        for pieces in self._pieces.values():
            for piece in pieces:
                piece.lift = self._lift(piece.baked)
                piece.stand(frame)
        return True

    def labels(self) -> list[BakedLabels]:
        """Return the texts of the parts that are drawn."""
        if not self.layer.visible:
            return []
        found = [labels for key in self._residency.drawn for labels in self._labels.get(key, ())]
        sieve = None if self._base is None else self._base.sieve
        if sieve is None:
            return found
        return [one.only(sieve[np.minimum(one.features, len(sieve) - 1)]) for one in found]

    def leave(self) -> None:
        """Take all pieces off the stage."""
        for key in list(self._pieces):
            self._remove(key)
        self._residency.clear()

    def _arrange(self) -> Sequence[Part]:
        before = self._residency.drawn
        choice = self._residency.choose(self._wanted)
        if choice.draw != before:
            self._show(before ^ choice.draw)
        self._spread()
        return choice.load

    def _spread(self) -> None:
        """Tell pieces with points how far apart points lie where they stand, those of finer parts among them.

        The parts come from coarse to fine, so the finer ones are known before those that they fill.
        """
        apart: dict[Key, float] = {}
        for part in reversed(self._wanted):
            if part.spacing:
                finer = [apart.get(key, part.spacing) for key in part.finer if key in self._residency.drawn]
                whole = len(finer) == len(part.finer) > 0
                apart[part.key] = max(finer) if whole else part.spacing
                for piece in self._pieces.get(part.key, ()):
                    piece.apart = apart[part.key]

    def _show(self, keys: frozenset[Key] | None = None) -> None:
        for key in self._pieces if keys is None else keys:
            visible = self.layer.visible and key in self._residency.drawn
            if visible:
                self._wear(key)
            for piece in self._pieces.get(key, ()):
                piece.show(visible=visible)

    def _follow_style(self) -> None:
        style = self.layer.style
        hiding = self.layer.filter or self.layer.during or self.layer.ends
        # Colours are compared as what they are, not by their values: a desk makes an array for each answer.
        now = (style, filters.key(self.layer), None if self._paint is None else id(self._paint))
        if self._base is not None and now == self._styled:
            return
        self._styled = now
        shared = self.layer.data is not None and self.layer.places() is not None
        simple = isinstance(style, Fixed) and self._paint is None
        if simple and not (hiding or shared):
            self._base, self._base_key = looks.base(self.layer), None
            self._dress()
        else:
            self._base_key = now

    def _dress(self) -> None:
        if self._base is None:
            return
        self.look = looks.look(self._base, self._selected, self._theme.accent, self._theme.ground)
        # What is hidden puts on the new look when it is shown again.
        if self.layer.visible:
            for key in self._residency.drawn:
                self._wear(key)

    def _wear(self, key: Key) -> None:
        if self.look is None or self._worn.get(key) is self.look:
            return
        for piece in self._pieces.get(key, ()):
            piece.wear(self.look)
        self._worn[key] = self.look

    def _lift(self, baked: Baked) -> float:
        if isinstance(baked, BakedMesh):
            # Less than lines, or houses would drown in it from afar.
            return min(DRAPED + 0.2 * LIFT * (self._rank + 1), 0.0015) if baked.draped else 0.0
        flat = isinstance(baked, (BakedImage, BakedLines, BakedPoints))
        before = getattr(baked, "before", 0.0)
        return max(min(LIFT * (self._rank + 1), 0.004), before) if flat else 0.0

    def _remove(self, key: Key) -> None:
        for piece in self._pieces.pop(key, ()):
            self._stage.remove(piece)
        self._labels.pop(key, None)
        self._worn.pop(key, None)


def _load(layer: Layer, part: Part, feedback: Feedback) -> list[Baked]:
    return bake(layer.load(part, feedback), feedback)


def _base(layer: Layer, paint: NDArray[np.uint8] | None, feedback: Feedback) -> looks.Base:
    feedback.step()
    return looks.base(layer, paint)
