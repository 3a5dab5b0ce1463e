"""The card of one report: what is known of it, how far it is dealt with, its photos, and what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event.pictures import thumbnail
from gisapp.desks.hazard.event.words import KINDS, STATES, State
from gisapp.ui.cards import Card, button, clear, label, row
from gisapp.ui.hazard.event.fields import choice
from gisapp.ui.hazard.event.picture import PictureButton
from gisapp.ui.hazard.event.words import TAGS, moment_words
from gisapp.ui.unfolding import tag
from gisapp.ui.words import geographic_position, translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from gisapp.desks.hazard.event.reports import Photo, Report
    from gisapp.ui.hazard.event.desk import EventDesk
    from gisapp.ui.window import Window

MOST = 3
"""Photos that are shown; the others are told."""


class ReportCard(Card):
    """Shows the report that was clicked.

    Parameters
    ----------
    desk
        What is looked at.
    window
        Its tasks read photos.
    """

    def __init__(self, desk: EventDesk, window: Window) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._shown: object = None

    def show_report(self) -> None:
        """Show the report of now."""
        report = self._desk.report if self._desk.draft is None else None
        self.setVisible(report is not None)
        if report is self._shown:
            return
        self._shown = report
        clear(self.inside)
        if report is None:
            return
        head = row(space=8)
        head.addWidget(label(translate(CONTEXT, KINDS[report.kind]), "title"), 1)
        head.addWidget(tag(translate(CONTEXT, STATES[report.state]), TAGS[report.state]))
        self.inside.addLayout(head)
        for about, text in self._lines(report):
            self.inside.addWidget(label(about, "small"))
            missing = text == translate("panels", "未確認")
            self.inside.addWidget(label(text, "warn" if missing else "", select=True))
        for one in report.photos[:MOST]:
            self._add_photo(one)
        if len(report.photos) > MOST:
            words = translate("panels", "ほかに写真 {count} 枚").format(count=len(report.photos) - MOST)
            self.inside.addWidget(label(words, "small"))
        if report.merged:
            words = translate("panels", "{count} 件の報告をまとめたものです: {sources}").format(
                count=len(report.merged),
                sources=translate("panels", "、").join(
                    one.department or one.origin.file or translate("panels", "部署は未確認")
                    for one in report.merged
                ),
            )
            self.inside.addWidget(label(words, "small"))
        if report.origin.file and not (report.photos and not report.origin.row):
            words = report.origin.file
            if report.origin.row:
                words = translate("panels", "{file} の {row} 行目").format(file=words, row=report.origin.row)
            self.inside.addWidget(label(words, "small", select=True))
        self._add_buttons(report)

    def _lines(self, report: Report) -> list[tuple[str, str]]:
        unknown = translate("panels", "未確認")
        where = {
            "map": translate("panels", "地図で指定"),
            "coordinates": translate("panels", "一覧の座標"),
            "address": translate("panels", "住所から"),
            "photo": translate("panels", "写真の GPS"),
        }.get(report.placed_by, "")
        place = unknown
        if report.place is not None:
            place = geographic_position(*report.place) + (f"（{where}）" if where else "")
        times = moment_words(report.begin)
        if report.end:
            times = translate("panels", "{begin} から {end} まで").format(
                begin=times, end=moment_words(report.end)
            )
        lines = [
            (translate("panels", "日時"), times),
            (translate("panels", "場所"), " ".join(one for one in (report.address, place) if one)),
            (translate("panels", "部署"), report.department or unknown),
            (translate("panels", "内容"), report.text),
            (translate("panels", "公開用の説明"), report.notice),
            (
                translate("panels", "通報者（公開しません）"),
                " ".join(one for one in (report.reporter, report.phone) if one),
            ),
        ]
        return [(about, text) for about, text in lines if text]

    def _add_photo(self, photo: Photo) -> None:
        told = photo.path.rsplit("/", 1)[-1]
        if photo.bearing is not None:
            north = translate("panels", "磁北") if photo.magnetic else translate("panels", "真北")
            told = translate("panels", "{file}　撮影の向き {degrees}°（{north}から）").format(
                file=told, degrees=round(photo.bearing), north=north
            )
        below = label(told, "small")

        def missing() -> None:
            words = translate("panels", "{file}（ファイルが見つからないか、別の写真に変わっています）")
            below.setText(words.format(file=told))
            below.setProperty("role", "warn")

        load = partial(thumbnail, photo, self._desk.base)
        self.inside.addWidget(PictureButton(self._window, told, load, missing))
        self.inside.addWidget(below)

    def _add_buttons(self, report: Report) -> None:
        line = row(space=8)
        states = choice()
        states.setAccessibleName(translate("panels", "状態"))
        for state, word in STATES.items():
            states.addItem(translate(CONTEXT, word), state)
        states.setCurrentIndex(states.findData(report.state))
        states.activated.connect(lambda _: self._desk.state(State(states.currentData())))
        line.addWidget(states, 1)
        line.addWidget(button(translate("panels", "直す"), self._desk.edit))
        self.inside.addLayout(line)
        line = row(space=8)
        if report.merged:
            line.addWidget(button(translate("panels", "まとめる前に分ける"), self._desk.split, role="flat"))
        line.addWidget(button(translate("panels", "この報告を消す"), self._desk.remove, role="flat"))
        line.addStretch(1)
        self.inside.addLayout(line)
