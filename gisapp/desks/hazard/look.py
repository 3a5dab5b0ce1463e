"""How the hazards of a project look: chosen once, kept with the project, obeyed by map, window and sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gisapp.desks.hazard.classes import DETAILED, RESERVOIR, STANDARD, TSUNAMI, Kind
from layers import records
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader
from styles.hazards import Dress, dressed, entries

if TYPE_CHECKING:
    from gisapp.desks.hazard.classes import Classes
    from layers.project import Project
    from styles.hazards import Entry

RECORD = "hazard-look"
KIND = "hazard/look"
DRESSES = {
    Dress.OFFICIAL: QT_TRANSLATE_NOOP(CONTEXT, "公式の配色"),
    Dress.CLEAR: QT_TRANSLATE_NOOP(CONTEXT, "色覚に配慮した配色"),
    Dress.PRINT: QT_TRANSLATE_NOOP(CONTEXT, "白黒（斜線などの模様つき）"),
}
"""What each dress is called."""
_NAME = QT_TRANSLATE_NOOP(CONTEXT, "ハザードの表し方")


@dataclass(frozen=True)
class HazardLook:
    """How hazards are coloured.

    Attributes
    ----------
    dress
        Official, for all eyes, or for a grey print.
    detailed
        Whether depths have the eight classes of the detailed legend and not the six of the standard one.
    """

    dress: Dress = Dress.OFFICIAL
    detailed: bool = False

    @property
    def classes(self) -> Classes:
        """Classes of the depth of water."""
        return DETAILED if self.detailed else STANDARD

    def classes_of(self, kind: Kind) -> Classes:
        """Return the classes in which depths of a hazard of one kind are officially told."""
        return {Kind.RESERVOIR: RESERVOIR, Kind.TSUNAMI: TSUNAMI}.get(kind, self.classes)

    def legend(self, classes: Classes | None = None) -> tuple[Entry, ...]:
        """Return the legend of depths, those of :attr:`classes` when nothing else is asked for."""
        wanted = classes or self.classes
        return entries("flood_depth" if wanted is STANDARD else wanted.id, self.dress)


def chosen(project: Project) -> HazardLook:
    """Return what the project says; the standard official colours where it says nothing.

    Raises
    ------
    layers.errors.Damaged
        When what it says cannot be read.
    """
    kept = records.find(project, RECORD)
    if kept is None:
        return HazardLook()
    reader = Reader(kept.content, RECORD)
    known = {one.value: one for one in Dress}
    return HazardLook(known.get(reader.text("dress"), Dress.OFFICIAL), reader.flag("detailed", default=False))


def choose(project: Project, look: HazardLook, now: str) -> Project:
    """Return the project with another look, its layers of hazards in the same dress.

    Parameters
    ----------
    project, look
        Colours that staff gave a layer themselves stay.
    now
        Moment of the choice, ISO 8601.
    """
    content = {"dress": look.dress.value, "detailed": look.detailed}
    found = records.put(project, records.record(RECORD, KIND, _NAME, content, now))
    for layer in project.layers:
        style = dressed(layer.style, look.dress)
        if style != layer.style:
            found = found.replacing(replace(layer, style=style))
    return found
