"""The card of the place: its name, how large it is and who says so, how to choose another lot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gisapp.desks.planning import place as places
from gisapp.ui.cards import Card, button, clear, label, row
from gisapp.ui.panels.longtext import value_label
from gisapp.ui.planning.names import number_words
from gisapp.ui.unfolding import tag
from gisapp.ui.words import plane_position, sentence, translate

if TYPE_CHECKING:
    from gisapp.desks.planning.lots import Parcel
    from gisapp.desks.planning.place import Place
    from gisapp.ui.planning.desk import PlanningDesk


class PlaceCard(Card):
    """Shows the place of a study.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__()
        self._desk = desk

    def show_study(self) -> None:
        """Show the place that is studied now."""
        clear(self.inside)
        study = self._desk.study
        if study is None:
            return
        place = study.place
        head = row()
        name = place.words or translate("panels", "地点")
        head.addWidget(value_label(name, "title", room=220), 1)
        if self._desk.is_kept:
            head.addWidget(tag(translate("panels", "職員入力"), "entered"))
        if place.how is places.How.BUILDING:
            head.addWidget(tag(translate("panels", "推定"), "confirm"))
        self.inside.addLayout(head)
        if place.area.area:
            self.inside.addWidget(label(number_words(place.area.area, "m²"), "figure", select=True))
            self.inside.addWidget(label(sentence(place.source), "small"))
            if study.site is not None and abs(study.site.area - place.area.area) > 0.01:
                words = translate("panels", "道路後退を除く敷地面積 {area}")
                self.inside.addWidget(label(words.format(area=number_words(study.site.area, "m²"))))
        else:
            point = place.area.centroid
            self.inside.addWidget(label(plane_position(study.crs, point.x, point.y), "small", select=True))
            hint = translate("panels", "筆のない場所です。敷地を描くと、建てられる範囲まで計算できます。")
            self.inside.addWidget(label(hint, "quiet"))
        for note in place.notes:
            self.inside.addWidget(label(sentence(note), "warn"))
        self._add_choices(place)

    def _add_choices(self, place: Place) -> None:
        desk = self._desk
        for other in place.others[:3]:
            area = number_words(other.polygon.area, "m²")
            words = translate("panels", "別の図の筆: {name}（{area}）").format(name=other.name, area=area)
            made = button(words, partial(self._take, other), role="flat")
            made.setToolTip(words)
            self.inside.addWidget(made)
        line = row(space=4)
        use_tool = desk.session.use_tool
        draw = button(
            translate("panels", "敷地を描く"), lambda: use_tool("lot-draw"), role="flat", meaning="polygon"
        )
        draw.setToolTip(
            translate(
                "panels", "筆の頂点に吸い付きます。Enter で終わり、Backspace で一つ戻り、Esc でやめます。"
            )
        )
        line.addWidget(draw)
        if place.area.area:
            cut = button(
                translate("panels", "分ける"), lambda: use_tool("lot-cut"), role="flat", meaning="cut"
            )
            cut.setToolTip(
                translate("panels", "敷地を横切る線を、敷地の外から外まで引きます。Enter で分けます。")
            )
            line.addWidget(cut)
        line.addStretch(1)
        self.inside.addLayout(line)
        if desk.on_building and place.how is not places.How.BUILDING:
            words = translate("panels", "建物の外形から敷地を推定する")
            self.inside.addWidget(button(words, desk.ask_footprint, role="flat", meaning="buildings"))
        if desk.is_kept:
            words = translate("panels", "職員の入力を消す")
            self.inside.addWidget(button(words, desk.forget, role="flat", meaning="reset"))
        if place.how is places.How.PARCEL or desk.is_kept:
            words = translate(
                "panels", "Shift を押しながらとなりの筆をクリックすると、合わせた敷地になります。"
            )
            self.inside.addWidget(label(words, "small"))

    def _take(self, other: Parcel) -> None:
        self._desk.ask_place(places.of_parcel(other, self._desk.session.project.layers))
