"""Two hazards side by side: what the view shows to the right of the divider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.scene.comparison import Comparison
from gisapp.ui.words import sentence

if TYPE_CHECKING:
    from gisapp.desks.hazard.study import Shown, Study
    from layers.drawables import Drawable


def comparison_of(shown: Shown, study: Study, more: tuple[Drawable, ...]) -> Comparison | None:
    """Return what stands to the right of the divider, and more beside; None when only one hazard is seen."""
    if shown.beside is None:
        return None
    numbers = [study.answer_to(one) for one in (shown.wish.before, shown.wish.after)]
    left, right = (sentence(study.answers.answers[one].hazard.called) for one in numbers)
    paints = {study.answers.targets.layer.id: shown.beside.coloured.colours}
    return Comparison(left, right, (*shown.beside.drawables, *more), paints)
