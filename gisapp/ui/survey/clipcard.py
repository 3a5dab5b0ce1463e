"""Cutting the scan out of its surroundings: by a box, or by the band of a section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from gisapp.ui.cards import button, column, icon_button, label, row
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.survey.toolbuttons import ToolButtons
from gisapp.ui.words import translate
from layers.clipbox import LARGEST, ClipBox
from layers.drawables import NO_FEATURE, Lines
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.tools.base import Drawn
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.pointcloud import PointCloud

CLIPPING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」を切り抜く")
UNCLIPPING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の切り抜きをやめる")
BAND = 1.0
"""Metres across the band of a section at first."""
LEAST = 0.05
"""Metres along a side of a box."""
EDGE = (31, 95, 168)
AROUND = np.array([(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 6), (6, 7), (7, 4)])
EDGES = np.vstack([AROUND, [(one, one + 4) for one in range(4)]])
"""Ends of the edges among the corners of a box."""


class ClipCard(SurveyCard):
    """Takes a box or a band by two clicks, and its numbers.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "切り抜き"))
        self._filling = False
        tools = {
            "clip-box": (
                translate("panels", "箱"),
                translate("panels", "残したい範囲の向かい合う角を2点クリックします。"),
            ),
            "clip-band": (
                translate("panels", "断面の帯"),
                translate("panels", "断面の始まりと終わりをクリックすると、その幅だけが残ります。"),
            ),
        }
        self.tools = ToolButtons(desk, tools)
        self.inside.addWidget(self.tools)
        self.numbers = QWidget()
        inside = column(self.numbers, space=4)
        self.fields: dict[str, QDoubleSpinBox] = {}
        for name, words in (
            ("north", translate("panels", "中心 X（北）")),
            ("east", translate("panels", "中心 Y（東）")),
            ("length", translate("panels", "長さ")),
            ("width", translate("panels", "幅")),
            ("turn", translate("panels", "向き（東から左回り）")),
            ("bottom", translate("panels", "下端の標高")),
            ("top", translate("panels", "上端の標高")),
        ):
            self.fields[name] = self._field(inside, name, words)
        line = row()
        back, on = translate("panels", "幅だけ右へ送る"), translate("panels", "幅だけ左へ送る")
        line.addWidget(icon_button("step-back", back, lambda: self._step(-1.0)))
        line.addWidget(icon_button("step-forward", on, lambda: self._step(1.0)))
        line.addStretch(1)
        leave = button(translate("panels", "切り抜きをやめる"), self._leave, role="flat", meaning="reset")
        line.addWidget(leave)
        inside.addLayout(line)
        self.inside.addWidget(self.numbers)
        desk.drawn.connect(self._take)

    def show_cloud(self) -> None:
        """Show the box of the scan that is looked at."""
        cloud = self.desk.cloud
        box = None if cloud is None else cloud.clip_box
        self.numbers.setVisible(box is not None)
        self.desk.stand("clip", () if box is None or cloud is None or not cloud.visible else (_edges(box),))
        if box is not None:
            self._filling = True
            for name, field in self.fields.items():
                field.setValue(getattr(box, name))
            self._filling = False

    # ---------------------------------------------------------------- taking

    def _take(self, news: Drawn) -> None:
        cloud = self.desk.cloud
        if cloud is None or news.tool not in self.tools.buttons:
            return
        low, high = _heights(cloud)
        one, other = news.places[0], news.places[-1]
        if news.tool == "clip-band":
            box = ClipBox.along(one[:2], other[:2], BAND, low, high)
        else:
            size = np.maximum(np.abs(other - one), LEAST)
            middle = (one + other) / 2
            box = ClipBox(float(middle[0]), float(middle[1]), float(size[0]), float(size[1]), 0.0, low, high)
        self._clip(box)

    def _clip(self, box: ClipBox) -> None:
        cloud = self.desk.cloud
        if cloud is not None:
            whole = replace(
                box,
                length=max(box.length, LEAST),
                width=max(box.width, LEAST),
                top=max(box.top, box.bottom + LEAST),
            )
            self.desk.change(CLIPPING, merge=f"clip-{cloud.id}", clip=whole.numbers)

    def _change(self, name: str, value: float) -> None:
        box = None if self.desk.cloud is None else self.desk.cloud.clip_box
        if not self._filling and box is not None:
            self._clip(replace(box, **{name: value}))

    def _step(self, way: float) -> None:
        """Move the box across by its width: the next section of a series."""
        box = None if self.desk.cloud is None else self.desk.cloud.clip_box
        if box is not None:
            east, north = ((box.east, box.north) + way * box.width * box.axes[1]).tolist()
            self._clip(replace(box, east=east, north=north))

    def _leave(self) -> None:
        self.desk.change(UNCLIPPING, clip=())

    def _field(self, inside: QVBoxLayout, name: str, words: str) -> QDoubleSpinBox:
        line = row()
        line.addWidget(label(words, "quiet"), 1)
        made = QDoubleSpinBox()
        made.setDecimals(2)
        made.setRange(-LARGEST, LARGEST)
        made.setSingleStep(5.0 if name == "turn" else 0.5)
        made.setSuffix("°" if name == "turn" else " m")
        made.setKeyboardTracking(False)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setAccessibleName(words)
        made.valueChanged.connect(lambda value, name=name: self._change(name, value))
        line.addWidget(made)
        inside.addLayout(line)
        return made


def _heights(cloud: PointCloud) -> tuple[float, float]:
    """Return the lowest and the highest height of a scan, with a little room."""
    extent = cloud.extent() or (0.0,) * 6
    return extent[2] - LEAST, extent[5] + LEAST


def _edges(box: ClipBox) -> Lines:
    corners = box.corners
    origin = np.round(corners[0])
    points = (corners[EDGES] - origin).reshape(-1, 3)
    features = np.full(len(EDGES), NO_FEATURE, dtype=np.uint32)
    return Lines(origin, points, np.arange(0, len(points) + 1, 2), features, 1.5, EDGE)
