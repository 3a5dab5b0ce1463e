"""The head of the survey desk: which scan is looked at, what must be known of it, how it is coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from gisapp.desks.survey.about import about
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.panels.legend import attribute_of
from gisapp.ui.panels.restyle import choices, proposals
from gisapp.ui.panels.style import RESTYLE, narrow
from gisapp.ui.survey.facts import breakable, fact_grid
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.unfolding import tag
from gisapp.ui.words import THIN, decimal, integer, said, translate
from layers.cloudlook import NOTES
from layers.crs import ROMAN, zone_of_epsg
from layers.heightbase import BASE, WORDS
from styles.style import Fixed

if TYPE_CHECKING:
    from gisapp.desks.survey.about import About
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.suggest import Suggestion


class CloudCard(SurveyCard):
    """Chooses the scan and its colours, and says what is known of it.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk)
        self._filling = False
        self.which = QComboBox()
        self.which.setAccessibleName(translate("panels", "点群"))
        narrow(self.which)
        self.which.activated.connect(lambda _index: desk.choose(self.which.currentData()))
        self.name = label("", "title")
        self.inside.addWidget(self.which)
        self.inside.addWidget(self.name)
        self._counts = column(space=4)
        self.inside.addLayout(self._counts)
        self._facts = column(space=4)
        self.inside.addLayout(self._facts)
        line = row()
        line.addWidget(label(translate("panels", "色"), "quiet"))
        self.colours = QComboBox()
        self.colours.setAccessibleName(translate("panels", "点の色"))
        narrow(self.colours)
        self.colours.activated.connect(lambda _index: self._colour())
        line.addWidget(self.colours, 1)
        more = button(translate("panels", "細かく…"), self._show_style, role="flat", meaning="style")
        line.addWidget(more)
        self.inside.addLayout(line)

    def show_cloud(self) -> None:
        """Show the scan that is looked at."""
        cloud = self.desk.cloud
        if cloud is None:
            return
        clouds = self.desk.clouds
        self.which.clear()
        for one in clouds:
            self.which.addItem(one.name, one.id)
        self.which.setCurrentIndex(self.which.findData(cloud.id))
        self.which.setVisible(len(clouds) > 1)
        self.name.setText(breakable(cloud.name))
        self.name.setVisible(len(clouds) == 1)
        self._show_about(about(cloud))
        self.colours.clear()
        # A file without colours is grey in one colour; nothing is read to know whether they are all black.
        own = translate("panels", "点の色（RGB）") if cloud.data.copc.has_colours else ""
        self.colours.addItem(own or translate("panels", "一色で塗る"), "")
        for attribute in choices(cloud):
            self.colours.addItem(said(attribute.label), attribute.name)
            note = said(NOTES[attribute.name]) if attribute.name in NOTES else ""
            self.colours.setItemData(self.colours.count() - 1, note, Qt.ItemDataRole.ToolTipRole)
        self.colours.setCurrentIndex(max(self.colours.findData(attribute_of(cloud.style)), 0))

    # ---------------------------------------------------------------- what is known

    def _show_about(self, known: About) -> None:
        clear(self._counts)
        clear(self._facts)
        line = row(space=8)
        words = translate("panels", "{count} 点").format(count=integer(known.shown))
        line.addWidget(label(words, "figure", wrap=False, select=True))
        line.addStretch(1)
        if known.stated != known.shown:
            line.addWidget(tag(translate("panels", "要確認"), "confirm"))
        self._counts.addLayout(line)
        if known.stated == known.shown:
            words = translate("panels", "ファイルに書かれた点数と同じです")
            self._counts.addWidget(label(words, "small"))
        else:
            words = translate(
                "panels", "ファイルに書かれた点数は {stated} 点です。{missing} 点が読めませんでした。"
            ).format(stated=integer(known.stated), missing=integer(known.stated - known.shown))
            self._counts.addWidget(label(words, "warn"))
        west, south, bottom, east, north, top = known.extent
        size = f"{decimal(east - west, 0)} × {decimal(north - south, 0)}{THIN}m"
        density = f"{decimal(known.density, 1)}{THIN}{translate('panels', '点/m²')}"
        rows = (
            (translate("panels", "範囲（東西×南北）"), size),
            (translate("panels", "標高"), f"{decimal(bottom, 1)}～{decimal(top, 1)}{THIN}m"),
            (translate("panels", "点密度"), density),
            (translate("panels", "座標系"), _system(known)),
            (said(BASE), said(WORDS[known.heights]) if known.heights else ""),
            (translate("panels", "時点"), known.date),
        )
        self._facts.addLayout(fact_grid(rows))

    # ---------------------------------------------------------------- colours

    def _colour(self) -> None:
        """Colour by what was chosen; what fits its values is worked out beside the window."""
        cloud, name = self.desk.cloud, self.colours.currentData()
        if cloud is None:
            return
        attribute = next((one for one in choices(cloud) if one.name == name), None)
        if attribute is None:
            self.desk.change(RESTYLE, style=Fixed())
            return

        def take(found: list[Suggestion]) -> None:
            if found and self.desk.cloud is cloud:
                self.desk.change(RESTYLE, style=found[0].style)
            else:
                self.show_cloud()

        self.desk.run("", proposals, cloud, attribute, then=take)

    def _show_style(self) -> None:
        cloud = self.desk.cloud
        if cloud is not None:
            self.desk.window.choose_layer(cloud.id)
            self.desk.window.chrome.show_over("style", cloud.id)


def _system(known: About) -> str:
    """Return the system of the numbers as staff call it."""
    zone = zone_of_epsg(known.source_crs)
    if not zone:
        return known.source_crs if len(known.source_crs) < 40 else translate("panels", "ファイルの座標系")
    words = translate("panels", "平面直角座標 {zone} 系（{code}）")
    return words.format(zone=ROMAN[zone - 1], code=known.source_crs)
