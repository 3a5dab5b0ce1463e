"""How the points look: their size, their depth, and which classes are seen."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSlider

from gisapp.desks.survey.classes import Classes, counted, sampled
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.words import decimal, integer, translate
from layers.cloudlook import CLASSES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.pointcloud import SIZE

if TYPE_CHECKING:
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.pointcloud import Cloud

RESIZING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の点の大きさを変える")
DEEPENING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の陰影を変える")
SIEVING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の分類を絞り込む")
COUNTING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」を分類ごとに数える")
STEP = 0.5
LEAST, MOST = 1.0, 8.0
"""Pixels across a point."""


class LookCard(SurveyCard):
    """Changes how the points look.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "点の見え方"))
        self._filling = False
        self._drags = count()
        self._drag = "size"
        self._classes: dict[int, Classes] = {}
        line = row()
        line.addWidget(label(translate("panels", "点の大きさ"), "quiet"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(LEAST / STEP), round(MOST / STEP))
        self.slider.setAccessibleName(translate("panels", "点の大きさ"))
        self.slider.sliderPressed.connect(self._begin)
        self.slider.valueChanged.connect(self._resize)
        line.addWidget(self.slider, 1)
        self.pixels = label("", wrap=False)
        line.addWidget(self.pixels)
        self.inside.addLayout(line)
        words = translate("panels", "点のまばらな所では、すき間が空かないように大きく描きます。")
        self.inside.addWidget(label(words, "small"))
        self.deep = QCheckBox(translate("panels", "奥行きの陰影を付ける"))
        self.deep.setToolTip(translate("panels", "止まっている間だけ、描く速さの許す範囲で付けます。"))
        self.deep.toggled.connect(self._deepen)
        self.inside.addWidget(self.deep)
        self.inside.addWidget(label(translate("panels", "分類"), "heading"))
        self._rows = column(space=0)
        self.inside.addLayout(self._rows)
        self.note = label("", "small")
        self.inside.addWidget(self.note)
        self.count = button(translate("panels", "すべての点を数える"), self._count, role="flat")
        self.inside.addWidget(self.count)

    def show_cloud(self) -> None:
        """Show how the scan that is looked at is shown."""
        cloud = self.desk.cloud
        if cloud is None:
            return
        self._filling = True
        self.slider.setValue(round(cloud.size / STEP))
        self.pixels.setText(translate("panels", "{size} 倍").format(size=decimal(cloud.size / SIZE, 1)))
        self.deep.setChecked(cloud.deep)
        self._filling = False
        data: Cloud = cloud.data
        if id(data) not in self._classes:
            # What was known of other scans is let go: whoever looks again asks again.
            self._classes = {id(data): Classes((), counted=False)}
            self.desk.run("", sampled, data, then=lambda found: self._take(data, found))
        self._show_classes()

    def _take(self, data: Cloud, found: Classes) -> None:
        if id(data) in self._classes:
            self._classes[id(data)] = found
            self._show_classes()

    def _show_classes(self) -> None:
        cloud = self.desk.cloud
        clear(self._rows)
        if cloud is None:
            return
        found = self._classes.get(id(cloud.data), Classes((), counted=False))
        total = max(sum(number for _, number in found.numbers), 1)
        for code, number in found.numbers:
            line = row()
            box = QCheckBox(_name(code))
            box.setChecked(code not in cloud.hidden)
            box.toggled.connect(lambda on, code=code: self._sieve(code, on=on))
            line.addWidget(box, 1)
            share = f"{100 * number / total:.1f} %" if number * 1000 >= total else "<0.1 %"
            words = (
                integer(number) if found.counted else translate("panels", "約 {share}").format(share=share)
            )
            line.addWidget(label(words, "quiet", wrap=False))
            self._rows.addLayout(line)
        only = len(found.numbers) == 1
        self.note.setText(
            translate("panels", "すべての点が同じ分類です。")
            if only and found.counted
            else ""
            if found.counted
            else translate("panels", "割合は、粗い点から見積もったものです。")
        )
        self.note.setVisible(bool(self.note.text()) and bool(found.numbers))
        self.count.setVisible(bool(found.numbers) and not found.counted)

    # ---------------------------------------------------------------- choosing

    def _begin(self) -> None:
        self._drag = f"size-{next(self._drags)}"

    def _resize(self, place: int) -> None:
        if not self._filling:
            self.desk.change(RESIZING, merge=self._drag, size=place * STEP)

    def _deepen(self, on: bool) -> None:
        if not self._filling:
            self.desk.change(DEEPENING, deep=on)

    def _sieve(self, code: int, *, on: bool) -> None:
        cloud = self.desk.cloud
        if cloud is not None:
            hidden = set(cloud.hidden) - {code} if on else {*cloud.hidden, code}
            self.desk.change(SIEVING, hidden=tuple(sorted(hidden)))

    def _count(self) -> None:
        cloud = self.desk.cloud
        if cloud is not None:
            data = cloud.data
            label_ = Message(COUNTING, {"name": cloud.name})
            self.desk.run(label_, counted, data, then=lambda found: self._take(data, found))


def _name(code: int) -> str:
    """Return what a class is called, and its number."""
    known = translate(CONTEXT, CLASSES[code]) if code in CLASSES else translate("panels", "決まりのない分類")
    return translate("panels", "{name}（{code}）").format(name=known, code=code)
