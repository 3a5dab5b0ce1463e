"""The volume that may be built, a simple building in it, and the sliders that change it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QVBoxLayout

from gisapp.desks.planning.cuts import GROUND_ARTICLE, cuts, ground_shares
from gisapp.desks.planning.site import MOST_STOREYS, RULES
from gisapp.ui.cards import Card, clear, column, label, row
from gisapp.ui.panels.legend import SWATCH, swatch
from gisapp.ui.planning.names import number_words
from gisapp.ui.theme import px
from gisapp.ui.unfolding import tag
from gisapp.ui.words import decimal, integer, metres, sentence, translate
from layers.messages import Message
from styles.planning import of_rule

if TYPE_CHECKING:
    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.shadowverdict import Verdict
    from gisapp.desks.planning.site import Site
    from gisapp.ui.planning.desk import PlanningDesk

TENTHS = 10
"""Steps of a slider in a metre."""
FARTHEST = 10
"""Metres of the largest set-back."""
LOWEST, HIGHEST = 2.4, 6.0
"""Metres of a storey."""
EVERY_ROAD = -1


class VolumeCard(Card):
    """Shows the volume of a study, and takes wishes.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__(translate("panels", "建てられる範囲"))
        self._desk = desk
        inside = self.inside
        self._answer = column(space=4)
        inside.addLayout(self._answer)
        self.roads = QComboBox()
        self.roads.setAccessibleName(translate("panels", "後退する道路"))
        self.roads.activated.connect(lambda _: self.show_wish())
        inside.addWidget(self.roads)
        name = translate("panels", "道路からの後退")
        self.setback, self._setback = _slider(inside, name, 0, FARTHEST * TENTHS)
        name = translate("panels", "階高")
        self.storey, self._storey = _slider(inside, name, round(LOWEST * TENTHS), round(HIGHEST * TENTHS))
        name = translate("panels", "階数の上限")
        self.storeys, self._storeys = _slider(inside, name, 1, MOST_STOREYS)
        for one in (self.setback, self.storey, self.storeys):
            one.valueChanged.connect(self._wish)
        self._shadow = column(space=4)
        inside.addLayout(self._shadow)

    def show_study(self) -> None:
        """Show the roads of the study of now, and that its volume is on its way."""
        study = self._desk.study
        self.setVisible(study is not None and study.site is not None)
        chosen = self.roads.currentData()
        self.roads.clear()
        self.roads.addItem(translate("panels", "すべての道路の辺"), EVERY_ROAD)
        edges = self._road_edges()
        for edge in edges:
            self.roads.addItem(translate("panels", "辺 {number}").format(number=edge + 1), edge)
        self.roads.setCurrentIndex(max(0, self.roads.findData(chosen)))
        self.roads.setVisible(len(edges) > 1)
        self.setback.setEnabled(bool(edges))
        self.show_wish()
        self.show_volume()

    def show_volume(self) -> None:
        """Show what may be built."""
        clear(self._answer)
        made = self._desk.built
        if made is None:
            self._answer.addWidget(label(translate("panels", "計算しています…"), "quiet"))
            self.show_shadow()
            return
        for doubt in made.doubts:
            self._answer.addWidget(label(sentence(doubt), "warn"))
        if made.building is not None:
            self._show_building(made.building)
        if made.volume is not None:
            self._show_grounds(made.site, made.volume)
            for cut in cuts(made.volume):
                line = row(space=8)
                colour = QLabel()
                mark = of_rule(None if cut.rule is None else cut.rule.value)
                colour.setPixmap(swatch(mark.colour).pixmap(px(SWATCH), px(SWATCH)))
                line.addWidget(colour)
                rule = translate("panels", "高さの制限なし")
                if cut.rule is not None:
                    rule = sentence(Message(RULES[cut.rule][0]))
                line.addWidget(label(rule, "quiet"), 1)
                line.addWidget(label(number_words(round(cut.share * 100), "%"), "quiet", wrap=False))
                self._answer.addLayout(line)
        self.show_shadow()

    def _show_grounds(self, site: Site, volume: Envelope) -> None:
        """Show from which ground levels heights are measured, where there are several."""
        shares = ground_shares(volume)
        if len(shares) < 2:
            return
        head = row()
        head.addWidget(label(translate("panels", "高さを測る地盤面"), "heading"), 1)
        head.addWidget(label(GROUND_ARTICLE, "small", wrap=False))
        self._answer.addLayout(head)
        for number, (level, share) in reversed(list(enumerate(shares, start=1))):
            line = row(space=8)
            words = translate("panels", "地盤面 {number}　{rise} m").format(
                number=number, rise=f"{level:+.2f}"
            )
            if site.elevation is not None:
                words = translate("panels", "地盤面 {number}　標高 {level}").format(
                    number=number, level=metres(site.elevation + level)
                )
            line.addWidget(label(words, "quiet"), 1)
            line.addWidget(label(number_words(round(share * 100), "%"), "quiet", wrap=False))
            self._answer.addLayout(line)
        self._answer.addWidget(label(translate("panels", "高さを制限する規制"), "heading"))

    def _show_building(self, building: Massing) -> None:
        words = translate("panels", "{count} 階").format(count=integer(len(building.storeys)))
        self._answer.addWidget(label(words, "figure", select=True))
        words = translate("panels", "延べ面積 {floors}、建築面積 {ground}（単純な形の目安）")
        floors, ground = (number_words(one, "m²") for one in (building.floor_area, building.building_area))
        self._answer.addWidget(label(words.format(floors=floors, ground=ground)))
        full = building.limited_by == "floor_area"
        words = (
            translate("panels", "容積率の限度まで積めます")
            if full
            else translate("panels", "高さか階数で決まります")
        )
        self._answer.addWidget(label(words, "small"))

    def show_shadow(self) -> None:
        """Show the verdict of the shadow."""
        clear(self._shadow)
        made, verdicts = self._desk.built, self._desk.verdicts
        if made is None or made.building is None:
            return
        head = row()
        head.addWidget(label(translate("panels", "日影（冬至）"), "heading"), 1)
        self._shadow.addLayout(head)
        if verdicts is None:
            self._shadow.addWidget(label(translate("panels", "計算しています…"), "quiet"))
            return
        from gisapp.desks.planning.shadowverdict import worst_of  # compiled loops: loaded by now

        kept = worst_of(verdicts)
        words = {
            True: translate("panels", "適合"),
            False: translate("panels", "超過"),
            None: translate("panels", "未確認"),
        }
        if all(one.applies is False for one in verdicts):
            head.addWidget(tag(translate("panels", "対象外"), "absent"))
        else:
            head.addWidget(tag(words[kept], {True: "applies", False: "over", None: "unknown"}[kept]))
        for zone, one in zip(made.site.zones, verdicts, strict=True):
            self._add_verdict(zone.district.name if len(verdicts) > 1 else "", one)

    def _add_verdict(self, zone: str, one: Verdict) -> None:
        if zone:
            self._shadow.addWidget(label(zone, "quiet"))
        bands = ((translate("panels", "5〜10 m"), one.near), (translate("panels", "10 m 超"), one.far))
        for name, worst in bands:
            if worst is not None:
                words = translate("panels", "{band}: 最長 {hours} 時間（限度 {limit} 時間）")
                hours, limit = decimal(worst.hours), f"{worst.limit:g}"
                said = label(
                    words.format(band=name, hours=hours, limit=limit), "" if worst.kept else "danger"
                )
                self._shadow.addWidget(said)
        for doubt in one.doubts:
            self._shadow.addWidget(label(sentence(doubt), "small"))

    # ---------------------------------------------------------------- wishes

    def _road_edges(self) -> tuple[int, ...]:
        return () if self._desk.study is None else self._desk.study.road_edges

    def _wish(self) -> None:
        setbacks = dict(self._desk.wish.setbacks)
        edge = self.roads.currentData()
        value = self.setback.value() / TENTHS
        for one in self._road_edges() if edge == EVERY_ROAD else (edge,):
            setbacks[one] = value
        kept = tuple(sorted((one, metres_) for one, metres_ in setbacks.items() if metres_ > 0))
        storey = self.storey.value() / TENTHS
        wish = replace(self._desk.wish, setbacks=kept, storey=storey, storeys=self.storeys.value())
        self._write(wish.storeys)
        self._desk.wish_for(wish)

    def show_wish(self) -> None:
        """Put the sliders where the wish is."""
        wish = self._desk.wish
        setbacks = dict(wish.setbacks)
        edge = self.roads.currentData()
        edges = self._road_edges() if edge == EVERY_ROAD else (edge,)
        setback = max((setbacks.get(one, 0.0) for one in edges), default=0.0)
        for slider, value in (
            (self.setback, round(setback * TENTHS)),
            (self.storey, round(wish.storey * TENTHS)),
            (self.storeys, wish.storeys),
        ):
            blocked = slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(blocked)
        self._write(wish.storeys)

    def _write(self, storeys: int) -> None:
        """Write the values beside the sliders."""
        self._setback.setText(metres(self.setback.value() / TENTHS, 1))
        self._storey.setText(metres(self.storey.value() / TENTHS, 1))
        free = translate("panels", "なし")
        words = translate("panels", "{count} 階").format(count=integer(storeys))
        self._storeys.setText(free if storeys == MOST_STOREYS else words)


def _slider(inside: QVBoxLayout, name: str, lowest: int, highest: int) -> tuple[QSlider, QLabel]:
    line = row()
    line.addWidget(label(name, "quiet"), 1)
    value = label("", wrap=False)
    line.addWidget(value)
    inside.addLayout(line)
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(lowest, highest)
    made.setAccessibleName(name)
    inside.addWidget(made)
    return made, value
