"""A choice of the layer that plays a role in the figures or the check; the project remembers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from gisapp import areasources
from gisapp.desks.areas.sources import Sources, sources_of, with_sources
from gisapp.ui.fields import Choice
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk

CHOOSING = QT_TRANSLATE_NOOP(CONTEXT, "自治会の台帳と点検に使う資料を選ぶ")


class SourceChoice(Choice):
    """Offers the layers of a role, and none of them; a choice is one step that can be undone.

    Parameters
    ----------
    desk
        What is looked at.
    role
        One of :data:`gisapp.desks.areas.sources.ROLES`.
    none
        What none is called.
    more
        Something else to choose: words and id.
    """

    def __init__(
        self, desk: AreasDesk, role: str, none: str = "", more: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__()
        self._desk, self._role = desk, role
        self._none, self._more = none or translate("panels", "なし（未確認）"), more
        self.activated.connect(lambda _: self._take())
        self.show_source()

    def show_source(self) -> None:
        """Show what is used now."""
        project = self._desk.session.project
        found = areasources.meant(project, self._role)
        layers = [(one.name, one.id) for one in areasources.offers(project, self._role)]
        offers = [(self._none, ""), *layers, *self._more]
        if offers != [(self.itemText(at), self.itemData(at)) for at in range(self.count())]:
            self.clear()
            for name, id_ in offers:
                self.addItem(name, id_)
        said = sources_of(project).layers.get(self._role, "")
        self.setCurrentIndex(max(self.findData(said if found is None else found.id), 0))

    def _take(self) -> None:
        said = sources_of(self._desk.session.project)
        keep(self._desk, replace(said, layers={**said.layers, self._role: str(self.currentData())}))


def keep(desk: AreasDesk, said: Sources) -> None:
    """Keep what staff said as one step that can be undone; nothing where it is the same."""
    project = desk.session.project
    after = with_sources(project, said, datetime.now().astimezone().isoformat(timespec="seconds"))
    if repr(sources_of(after)) != repr(sources_of(project)):  # NaN is not equal to itself
        desk.do(CHOOSING, after)
