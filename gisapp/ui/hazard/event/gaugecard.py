"""Water-level gauges and cameras: last values, their age, what they mean; the gravest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSizePolicy

from gisapp.desks.hazard.event.gauges import gauge_layers
from gisapp.desks.hazard.event.pictures import camera_picture
from gisapp.ui.cards import Card, button, clear, column, label, row
from gisapp.ui.hazard.event.words import age_words, short_words, value_words
from gisapp.ui.picture import PictureButton
from gisapp.ui.theme import px
from gisapp.ui.unfolding import Unfolding, tag
from gisapp.ui.words import decimal, translate
from importers.gauges.levels import LEVELS, THRESHOLDS, Level
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.desks.hazard.event.gauges import Reading
    from gisapp.ui.hazard.event.desk import EventDesk
    from gisapp.ui.window import Window

MOST = 12
"""Stations that are shown at once; the others unfold."""
TAGS = {
    Level.DANGER: "over",
    Level.EVACUATION: "over",
    Level.CAUTION: "confirm",
    Level.STANDBY: "entered",
    Level.UNKNOWN: "unknown",
    Level.BELOW: "absent",
    Level.CAMERA: "absent",
}


class GaugeCard(Card):
    """Lists the stations.

    Parameters
    ----------
    desk
        What the gauges say.
    window
        Reads sources again.
    """

    def __init__(self, desk: EventDesk, window: Window) -> None:
        super().__init__(translate("panels", "水位計・カメラ"))
        self._desk, self._window = desk, window
        self._list = column(space=8)
        self.inside.addLayout(self._list)

    def show_gauges(self) -> None:
        """Show the values of now."""
        clear(self._list)
        standing = self._desk.standing
        gauges = () if standing is None else standing.gauges
        layers = gauge_layers(self._desk.session.project.layers)
        if not layers:
            words = translate(
                "panels",
                "水位計・カメラのデータがありません。CSV・JSON か、ブローカーの接続ファイル（.gisbroker）を"
                "読み込んでください。",
            )
            self._list.addWidget(label(words, "quiet"))
            return
        time = self._desk.session.project.time
        if time is not None:
            words = translate("panels", "時間のバーで選んだ時刻までの、最後の値です。")
            self._list.addWidget(label(words, "small"))
        stale = sum(one.stale for one in gauges)
        if stale:
            words = translate("panels", "古い値のままの所が {count} か所あります。").format(count=stale)
            self._list.addWidget(label(words, "warn"))
        for one in gauges[:MOST]:
            self._add(one, self._list)
        if len(gauges) > MOST:
            words = translate("panels", "ほかの {count} か所").format(count=len(gauges) - MOST)
            self._list.addWidget(Unfolding(words, lambda inside: self._add_all(gauges[MOST:], inside)))
        paths = tuple(dict.fromkeys(one.source.path for one in layers))
        again = button(translate("panels", "読み直す"), lambda: self._window.data.read_again(paths))
        self._list.addWidget(again)

    def _add_all(self, gauges: tuple[Reading, ...], inside: QVBoxLayout) -> None:
        for one in gauges:
            self._add(one, inside)

    def _add(self, one: Reading, inside: QVBoxLayout) -> None:
        block = column(space=0)
        head = row(space=8)
        name = QPushButton(" ".join(text for text in (one.name, one.river) if text))
        name.setProperty("role", "edge")
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name.setEnabled(one.place is not None)
        name.clicked.connect(lambda _=False: self._desk.fly_to(one))
        head.addWidget(name, 1)
        if one.level is not Level.CAMERA:
            head.addWidget(label(value_words(one), "warn" if one.value is None else "", wrap=False))
        block.addLayout(head)
        told = row(space=8)
        said = [age_words(one.age) if one.age is None else short_words(one.time)]
        if one.age is not None:
            said.append(age_words(one.age))
        said += [text for text in (one.quality, one.image) if text]
        told.addWidget(label(translate("panels", "・").join(said), "small"), 1)
        if one.stale:
            told.addWidget(tag(translate("panels", "古い値"), "confirm"))
        told.addWidget(tag(translate(CONTEXT, LEVELS[one.level]), TAGS[one.level]))
        block.addLayout(told)
        if one.level is not Level.CAMERA:
            block.addWidget(label(_limits(one), "small"))
        source = self._desk.session.project.layer(one.layer)
        if one.image and source is not None:
            block.addSpacing(px(4))
            load = partial(camera_picture, source.source.path, one.image)
            block.addWidget(
                PictureButton(self._window.program.tasks, f"{one.name} {short_words(one.time)}", load)
            )
        inside.addLayout(block)


def _limits(one: Reading) -> str:
    """Return the thresholds that are known, or that none is."""
    words = (
        translate("panels", "待機"),
        translate("panels", "注意"),
        translate("panels", "避難判断"),
        translate("panels", "危険"),
    )
    short = dict(zip(THRESHOLDS, words, strict=True))
    known = [
        f"{short[name]}\u2009{decimal(value)}"
        for name, value in zip(THRESHOLDS, one.thresholds, strict=True)
        if value is not None
    ]
    if not known:
        return translate("panels", "基準の水位は未確認")
    datum = [translate("panels", "基準面 {datum}").format(datum=one.datum)] if one.datum else []
    return "　".join([*known, *datum])
