"""What the figures of the ledger rest on: staff choose layers of points and people, or type a total in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtWidgets import QLineEdit, QWidget

from gisapp import areasources
from gisapp.desks.areas.sources import CENSUS, CENSUS_AREAS, LONGEST, TOTAL, Sources, sources_of
from gisapp.ui.areas.associationform import mark, read, shown
from gisapp.ui.areas.sourcechoice import SourceChoice, keep
from gisapp.ui.cards import column, label
from gisapp.ui.fields import Form
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk

NAMES = {
    "halls": QT_TRANSLATE_NOOP("panels", "集会所"),
    "notice_boards": QT_TRANSLATE_NOOP("panels", "掲示板"),
    "waste_stations": QT_TRANSLATE_NOOP("panels", "ごみ集積所"),
    CENSUS: QT_TRANSLATE_NOOP("panels", "人口・世帯"),
    CENSUS_AREAS: QT_TRANSLATE_NOOP("panels", "表の区域"),
}
TOTALS = {
    "people": (QT_TRANSLATE_NOOP("panels", "市の人口"), "integer"),
    "households": (QT_TRANSLATE_NOOP("panels", "市の世帯数"), "integer"),
    "origin": (QT_TRANSLATE_NOOP("panels", "出典"), "text"),
    "date": (QT_TRANSLATE_NOOP("panels", "時点"), "date"),
}
"""Fields of a total, and what kind of value each takes."""


class SourcesBox(QWidget):
    """Offers the layers of the project; every choice is one step that can be undone.

    Parameters
    ----------
    desk
        What is looked at.

    Attributes
    ----------
    choices
        By role (:data:`gisapp.desks.areas.sources.ROLES`).
    fields
        Of a total, by :data:`TOTALS`.
    said
        What is still to be chosen, or how people are estimated.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__()
        self._desk = desk
        inside = column(self, space=8)
        self._form = Form()
        inside.addLayout(self._form)
        more = {CENSUS: ((translate("panels", "市全体の数を入力する"), TOTAL),)}
        self.choices = {role: SourceChoice(desk, role, more=more.get(role, ())) for role in NAMES}
        for role, words in NAMES.items():
            self._form.add(translate("panels", words), self.choices[role])
        self.fields: dict[str, QLineEdit] = {}
        for name, (words, _) in TOTALS.items():
            self.fields[name] = self._form.line(translate("panels", words))
            self.fields[name].setMaxLength(LONGEST)
            self.fields[name].editingFinished.connect(self._keep)
        self.fields["origin"].setPlaceholderText(translate("panels", "例: 住民基本台帳"))
        self.fields["date"].setPlaceholderText(translate("panels", "例: 令和8年4月1日"))
        self.said = label("", "small")
        inside.addWidget(self.said)
        self.show_sources()

    def show_sources(self) -> None:
        """Show what is used now."""
        project = self._desk.session.project
        said = sources_of(project)
        for box in self.choices.values():
            box.show_source()
        census, areas = areasources.meant(project, CENSUS), areasources.census_of(project)[0]
        self._form.show_field(self.choices[CENSUS_AREAS], seen=census is not None and census is not areas)
        for name, field in self.fields.items():
            self._form.show_field(field, seen=said.total)
            if not field.hasFocus():
                field.setText(_shown(said, name))
                mark(field, bad=False)
        if census is not None and areas is None:
            words = translate("panels", "この表の区域（町丁目など）のレイヤを選ぶと、人口を推計します。")
        elif said.total and not said.stated:
            words = translate("panels", "市の人口か世帯数を入力すると、人口を推計します。")
        elif census is None and not said.total:
            words = translate(
                "panels",
                "推計人口は未確認です。人口・世帯数のある区域か表を選ぶか、市全体の数を入力してください。",
            )
        else:
            words = translate("panels", "人口は、住宅の延床面積の割合で建物に割り振って推計します。")
        self.said.setText(words)

    def _keep(self) -> None:
        """Keep the total that was typed in; what is none is marked and not kept."""
        told: dict[str, Any] = {}
        for name, (_, kind) in TOTALS.items():
            told[name], sound = read(self.fields[name].text(), kind)
            mark(self.fields[name], bad=not sound)
            if not sound:
                words = translate("panels", "数は数字で、日は 令和8年4月1日 のように書いてください。")
                self.said.setText(words)
                return
        empty = {"people": np.nan, "households": np.nan, "origin": "", "date": ""}
        told = {name: empty[name] if value is None else value for name, value in told.items()}
        keep(self._desk, replace(sources_of(self._desk.session.project), **told))


def _shown(said: Sources, name: str) -> str:
    """Return a field of a total as it is typed in."""
    value = getattr(said, name)
    if isinstance(value, float):
        return f"{value:,.0f}" if np.isfinite(value) else ""
    return shown(value, TOTALS[name][1])
