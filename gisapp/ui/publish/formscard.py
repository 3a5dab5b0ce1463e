"""In which forms a layer is given to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.export.content import content_of
from gisapp.export.formats import FORMATS
from gisapp.ui.cards import clear, column, label
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.words import translate
from layers.errors import NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk

ON_SITE = QT_TRANSLATE_NOOP(CONTEXT, "公開する地図に載せる")
FORMS = QT_TRANSLATE_NOOP(CONTEXT, "配るファイルの形式")


class FormsCard(PublishCard):
    """A box for the map, and one for each form of file.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "出す形"))
        self.on_site = LongBox(translate(CONTEXT, ON_SITE))
        self.on_site.clicked.connect(lambda on: desk.change(ON_SITE, on_site=on))
        self.inside.addWidget(self.on_site)
        self.inside.addWidget(label(translate(CONTEXT, FORMS), "small"))
        self._boxes = column(space=4)
        self.inside.addLayout(self._boxes)
        self.forms: dict[str, LongBox] = {}
        self._offered: tuple[str, ...] | None = None
        words = translate("panels", "どの形式にも、選んだ列とぼかした形だけが入ります。")
        self.inside.addWidget(label(words, "small"))

    def show_desk(self) -> None:
        """Show what was chosen."""
        said, layer = self.desk.publication, self.desk.layer
        self.setVisible(said is not None)
        if said is None or layer is None:
            return
        self.on_site.setChecked(said.on_site)
        try:
            offers = content_of(layer).offers
        except NotAllowed:
            offers = frozenset()
        forms = [one for one in FORMATS if one.needs <= offers or one.suffix in said.forms]
        suffixes = tuple(one.suffix for one in forms)
        if suffixes != self._offered:
            self._offered = suffixes
            clear(self._boxes)
            self.forms = {}
            for one in forms:
                box = LongBox(translate(CONTEXT, one.label))
                box.clicked.connect(lambda on, suffix=one.suffix: self._keep(suffix, on=on))
                self._boxes.addWidget(box)
                self.forms[one.suffix] = box
        for suffix, box in self.forms.items():
            box.setChecked(suffix in said.forms)

    def go_to(self, name: str) -> bool:
        """Let one choose the forms."""
        found = {"forms": next(iter(self.forms.values()), self.on_site), "on_site": self.on_site}.get(name)
        if found is not None:
            found.setFocus()
        return found is not None

    def _keep(self, suffix: str, *, on: bool) -> None:
        said = self.desk.publication
        if said is not None:
            chosen = {*said.forms, suffix} if on else set(said.forms) - {suffix}
            ordered = tuple(one.suffix for one in FORMATS if one.suffix in chosen)
            others = tuple(one for one in said.forms if one not in {form.suffix for form in FORMATS})
            self.desk.change(FORMS, forms=(*ordered, *others))
