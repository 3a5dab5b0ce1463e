"""Which layer is prepared: it stands above the cards that tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gisapp.ui.cards import column, row
from gisapp.ui.fields import choice
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.standing import ROLES, WORDS
from gisapp.ui.theme import px, set_role
from gisapp.ui.unfolding import tag
from gisapp.ui.words import said, translate

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk


class LayerBox(QWidget):
    """Chooses among the layers of which something may be published.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__()
        self._desk = desk
        inside = column(self, margin=8, space=8)
        inside.setContentsMargins(px(8), px(8), px(8), 0)
        line = row(space=8)
        self.layers = choice()
        self.layers.setAccessibleName(translate("panels", "公開を用意するレイヤ"))
        self.layers.activated.connect(lambda _: desk.choose(self.layers.currentData()))
        line.addWidget(self.layers, 1)
        self.state = tag("", "absent")
        line.addWidget(self.state)
        inside.addLayout(line)
        self.shaped = LongBox(translate("panels", "公開される形を地図に重ねる"))
        self.shaped.toggled.connect(lambda on: desk.show_shapes(shaped=on))
        inside.addWidget(self.shaped)

    def show_desk(self) -> None:
        """Show the layers of now and where the chosen one stands."""
        project = self._desk.session.project
        offers = [
            (one.layer, layer.name)
            for one in self._desk.publications
            if (layer := project.layer(one.layer)) is not None
        ]
        shown = [(self.layers.itemData(at), self.layers.itemText(at)) for at in range(self.layers.count())]
        if shown != offers:
            self.layers.clear()
            for id_, name in offers:
                self.layers.addItem(name, id_)
        layer = self._desk.layer
        self.layers.setCurrentIndex(-1 if layer is None else self.layers.findData(layer.id))
        if layer is not None:
            standing = self._desk.standing(layer)
            self.state.setText(said(WORDS[standing.state]))
            set_role(self.state, ROLES[standing.state])
        self.shaped.setChecked(self._desk.shaped)
