"""In which forms a layer is given to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.export.content import content_of
from gisapp.export.formats import FORMATS
from gisapp.export.standards import STANDARDS, fitting
from gisapp.ui.cards import clear, column, label
from gisapp.ui.fields import choice
from gisapp.ui.publish.longbox import LongBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.words import integer, translate
from layers.errors import NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.publish.model import Publication
    from gisapp.ui.publish.desk import PublishDesk

ON_SITE = QT_TRANSLATE_NOOP(CONTEXT, "公開する地図に載せる")
FORMS = QT_TRANSLATE_NOOP(CONTEXT, "配るファイルの形式")
STANDARD = QT_TRANSLATE_NOOP(CONTEXT, "CSV の項目名と並び")
TABLE = ".csv"


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
        self.standard = choice()
        self.standard.setAccessibleName(translate(CONTEXT, STANDARD))
        self.standard.addItem(translate("panels", "選んだ列のまま"), "")
        for name in STANDARDS:
            words = translate("panels", "自治体標準「{name}」").format(name=name)
            self.standard.addItem(words, name)
        self.standard.activated.connect(lambda _: desk.change(STANDARD, standard=self.standard.currentData()))
        self._heading = label(translate(CONTEXT, STANDARD), "small")
        self.fits = label("", "small", select=True)
        for widget in (self._heading, self.standard, self.fits):
            self.inside.addWidget(widget)

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
        self._show_standard(said)

    def _show_standard(self, said: Publication) -> None:
        """Offer the columns of a standard to a table, and say which of them stay blank."""
        for widget in (self._heading, self.standard, self.fits):
            widget.setVisible(TABLE in said.forms or bool(said.standard))
        if self.standard.findData(said.standard) < 0:
            self.standard.addItem(said.standard, said.standard)  # from a recipe or a newer version
        self.standard.setCurrentIndex(self.standard.findData(said.standard))
        self.fits.setText(fit_words(said))

    def go_to(self, name: str) -> bool:
        """Let one choose the forms."""
        found = {
            "forms": next(iter(self.forms.values()), self.on_site),
            "on_site": self.on_site,
            "standard": self.standard,
        }.get(name)
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


def fit_words(said: Publication) -> str:
    """Return how the chosen columns fill those of the standard, nothing without one."""
    standard = STANDARDS.get(said.standard)
    if standard is None:
        return ""
    found = fitting(standard, [one.name for one in said.fields])
    lines = [
        translate("panels", "{all} 項目のうち {filled} 項目が埋まります（緯度・経度は形から）。").format(
            all=integer(len(standard.columns)), filled=integer(len(standard.columns) - len(found.missing))
        )
    ]
    for words, columns in (
        (translate("panels", "空欄のままの必要な項目: {columns}"), found.needed),
        (translate("panels", "標準にないので後ろに付く列: {columns}"), found.beyond),
    ):
        if columns:
            lines.append(words.format(columns="、".join(columns)))
    if found.needed:
        lines.append(translate("panels", "「公開する列」で、公開名を項目名にすると埋まります。"))
    return "\n".join(lines)
