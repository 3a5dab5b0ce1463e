"""Sections along a line that is drawn on the map, or across an axis; their sheets and tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from gisapp.desks.survey.crosssections import Cutting, areas_of, earthwork, ground_places
from gisapp.desks.survey.sectionasked import Asked, sections_of, title_of
from gisapp.desks.survey.sectiondrawing import scaled
from gisapp.desks.survey.sectionfiles import SUFFIXES, written
from gisapp.desks.survey.titleblock import PAPERS, Size
from gisapp.ui.cards import button, clear, column, icon_button, label, row
from gisapp.ui.panels.style import narrow
from gisapp.ui.survey.facts import fact_grid
from gisapp.ui.survey.profileview import ProfileView
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.survey.toolbuttons import ToolButtons
from gisapp.ui.theme import px
from gisapp.ui.words import THIN, decimal, integer, said, translate
from layers import atomicfile
from layers.drawables import NO_FEATURE, Lines
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.survey.crosssections import Cut
    from gisapp.desks.survey.sectionfiles import Sections
    from gisapp.tools.base import Drawn
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.feedback import Feedback
    from layers.pointcloud import PointCloud

CUTTING = QT_TRANSLATE_NOOP(CONTEXT, "断面を切る")
WRITING = QT_TRANSLATE_NOOP(CONTEXT, "断面図を書き出す")
SCALES = (0, 50, 100, 200, 250, 300, 500, 1000)
"""Scales that are offered; 0 is the largest that fits."""
COLOUR = (31, 95, 168)
LARGE = 1100, 620
"""Unscaled pixels of the large view."""
NUMBER = 116
"""Width of a field in unscaled pixels."""
ABOVE = 0.05
"""Metres by which the line of the ground is drawn over it."""


class SectionCard(SurveyCard):
    """Cuts the scan along a line or across an axis, and writes what was cut.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "断面"))
        self.sections: Sections | None = None
        self._asked: Asked | None = None
        self._number = 0
        hint = translate("panels", "始まりと終わりをクリックすると、断面が出ます。")
        more = translate("panels", "軸を順にクリックし、ダブルクリックか Enter で終えます。横断が並びます。")
        self.tools = ToolButtons(
            desk,
            {
                "section-line": (translate("panels", "断面"), hint),
                "section-axis": (translate("panels", "横断"), more),
            },
        )
        self.inside.addWidget(self.tools)
        self.fields = {
            "width": self._field(translate("panels", "点の幅"), 1.0, 0.05, 100.0),
            "step": self._field(translate("panels", "地盤線の間隔"), 0.5, 0.05, 100.0),
        }
        self.series = QWidget()
        inner = column(self.series, space=4)
        for name, words, value in (
            ("interval", translate("panels", "横断の間隔"), 20.0),
            ("left", translate("panels", "軸の左の幅"), 10.0),
            ("right", translate("panels", "軸の右の幅"), 10.0),
        ):
            self.fields[name] = self._field(words, value, 0.5, 1000.0, inner)
        self.inside.addWidget(self.series)
        line = row()
        line.addWidget(label(translate("panels", "重ねる後の時期"), "quiet"), 1)
        self.later = QComboBox()
        self.later.setAccessibleName(translate("panels", "重ねる後の時期"))
        narrow(self.later)
        self.later.activated.connect(lambda _index: self._cut())
        line.addWidget(self.later, 1)
        self._line = QWidget()
        self._line.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.inside.addWidget(self._line)
        self.result = QWidget()
        self._place = column(self.result, space=8)
        self.inside.addWidget(self.result)
        self._choose_sheet()
        desk.drawn.connect(self._take)
        desk.tool_changed.connect(self._show_fields)
        self._show()

    def _field(
        self, words: str, value: float, least: float, most: float, inside: QVBoxLayout | None = None
    ) -> QDoubleSpinBox:
        line = row()
        line.addWidget(label(words, "quiet"), 1)
        made = QDoubleSpinBox()
        made.setDecimals(2)
        made.setRange(least, most)
        made.setValue(value)
        made.setSuffix(f"{THIN}m")
        made.setKeyboardTracking(False)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setAccessibleName(words)
        made.setFixedWidth(px(NUMBER))
        made.valueChanged.connect(lambda _value: self._cut())
        line.addWidget(made)
        (self.inside if inside is None else inside).addLayout(line)
        return made

    def _choose_sheet(self) -> None:
        """Add the choice of paper and scale, and the button that writes."""
        self.sheet = QWidget()
        inside = column(self.sheet, space=8)
        line = row()
        inside.addLayout(line)
        self.paper, self.scale = QComboBox(), QComboBox()
        self.paper.addItems(list(PAPERS))
        for one in SCALES:
            self.scale.addItem(f"1:{one:,}" if one else translate("panels", "縮尺 自動"), one)
        self.paper.setAccessibleName(translate("panels", "紙"))
        self.scale.setAccessibleName(translate("panels", "縮尺"))
        narrow(self.scale)
        narrow(self.paper)
        line.addWidget(self.paper, 1)
        line.addWidget(self.scale, 2)
        words = translate("panels", "書き出す…")
        self.export = button(words, self._export, role="primary", meaning="export")
        inside.addWidget(self.export)
        self.inside.addWidget(self.sheet)

    # ---------------------------------------------------------------- what is cut

    def show_cloud(self) -> None:
        """Offer the other scans as later flights; another scan is cut along the same line."""
        cloud = self.desk.cloud
        others = [one for one in self.desk.clouds if cloud is not None and one.id != cloud.id]
        others = [one for one in others if cloud is not None and one.data.crs == cloud.data.crs]
        chosen = self.later.currentData()
        self.later.clear()
        self.later.addItem(translate("panels", "なし"), "")
        for one in others:
            self.later.addItem(one.name, one.id)
        self.later.setCurrentIndex(max(self.later.findData(chosen), 0))
        self._line.setVisible(bool(others))
        self._show_fields()

    def _show_fields(self) -> None:
        asked = self._asked
        series = self.desk.session.tool == "section-axis" or (asked is not None and bool(asked.interval))
        self.series.setVisible(series)

    def _take(self, news: Drawn) -> None:
        if news.tool not in self.tools.buttons or self.desk.cloud is None:
            return
        keep = np.concatenate([[True], np.abs(np.diff(news.points, axis=0)).sum(axis=1) > 0])
        line = news.points[keep]
        if len(line) > 1:
            self._asked = Asked(line, 1.0 if news.tool == "section-axis" else 0.0)
            self._number = 0
            self._show_fields()
            self._cut()

    def _cut(self) -> None:
        """Cut along the line of now."""
        cloud, asked = self.desk.cloud, self._asked
        if cloud is None or asked is None:
            return
        value = {name: field.value() for name, field in self.fields.items()}
        asked = replace(
            asked,
            interval=value["interval"] if asked.interval else 0.0,
            left=value["left"],
            right=value["right"],
            how=Cutting(value["width"], value["step"]),
        )
        self._asked = asked
        other = next((one for one in self.desk.clouds if one.id == self.later.currentData()), None)
        layers = [one for one in (cloud, other) if one is not None]

        def show(found: Sections) -> None:
            if self._asked is asked:
                self.sections = found
                self._show()

        self.desk.run(Message(CUTTING), made, layers, asked, then=show)

    # ---------------------------------------------------------------- what is seen

    @property
    def shown(self) -> Cut | None:
        """The section that is looked at."""
        if self.sections is None:
            return None
        cuts = self.sections.cuts
        return cuts[min(self._number, len(cuts) - 1)]

    def _show(self) -> None:
        clear(self._place)
        cut = self.shown
        self.result.setVisible(cut is not None)
        self.sheet.setVisible(cut is not None)
        self.desk.stand("section", () if self.sections is None else lines_of(self.sections.cuts, cut))
        if cut is None or self.sections is None:
            return
        if len(self.sections.cuts) > 1:
            self._place.addLayout(self._steps(cut, len(self.sections.cuts)))
        view = ProfileView(cut)
        view.marked.connect(self._mark)
        self._place.addWidget(view)
        line = row()
        line.addWidget(label(translate("panels", "図をクリックすると勾配を測れます。"), "small"), 1)
        line.addWidget(icon_button("search", translate("panels", "大きく見る"), self._enlarge))
        self._place.addLayout(line)
        self._place.addLayout(fact_grid(self._facts(cut)))

    def _steps(self, cut: Cut, count: int) -> QHBoxLayout:
        line = row()
        line.addWidget(icon_button("step-back", translate("panels", "前の測点"), lambda: self._step(-1)))
        line.addWidget(label(f"{cut.name}（{self._number + 1}/{count}）", wrap=False), 1)
        line.addWidget(icon_button("step-forward", translate("panels", "次の測点"), lambda: self._step(1)))
        return line

    def _step(self, way: int) -> None:
        if self.sections is not None:
            self._number = min(max(self._number + way, 0), len(self.sections.cuts) - 1)
            self._show()

    def _facts(self, cut: Cut) -> list[tuple[str, str]]:
        last = cut.traces[-1]
        based = said(last.based).format(classes="・".join(map(str, last.classes)))
        rows = [
            (translate("panels", "長さ"), f"{decimal(cut.length, 2)}{THIN}m"),
            (translate("panels", "点数"), integer(sum(len(trace.section) for trace in cut.traces))),
            (translate("panels", "地盤線"), based),
        ]
        areas = areas_of(cut)
        if areas is not None:
            rows += [
                (translate("panels", "切土の面積"), f"{decimal(areas.cut, 2)}{THIN}m²"),
                (translate("panels", "盛土の面積"), f"{decimal(areas.fill, 2)}{THIN}m²"),
            ]
        if self.sections is not None and len(self.sections.cuts) > 1 and areas is not None:
            slices = earthwork(self.sections.cuts)
            for name, volume in (
                (translate("panels", "切土量（平均断面法）"), sum(one.cut for one in slices)),
                (translate("panels", "盛土量（平均断面法）"), sum(one.fill for one in slices)),
            ):
                rows.append((name, f"{decimal(volume, 1)}{THIN}m³"))
        return rows

    def _mark(self, marks: tuple[float, ...]) -> None:
        """Take the places between which slopes are told; all sections of a series share them."""
        if self.sections is not None:
            cuts = tuple(replace(one, marks=marks) for one in self.sections.cuts)
            self.sections = replace(self.sections, cuts=cuts)
            self._show()

    def _enlarge(self) -> None:
        cut = self.shown
        if cut is None:
            return
        dialog = QDialog(self.desk.window)
        dialog.setWindowTitle(translate("panels", "断面図 {name}").format(name=cut.name).strip())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = column(dialog, margin=8)
        view = ProfileView(cut)

        def mark(marks: tuple[float, ...]) -> None:
            self._mark(marks)
            if self.shown is not None:
                view.show_cut(self.shown)

        view.marked.connect(mark)
        inside.addWidget(view)
        dialog.resize(px(LARGE[0]), px(LARGE[1]))
        dialog.show()

    # ---------------------------------------------------------------- writing

    def _export(self) -> None:
        """Ask for a file and write it beside the window."""
        sections, cut = self.sections, self.shown
        if sections is None or cut is None:
            return
        several = len(sections.cuts) > 1
        named = translate("panels", "横断図") if several else translate("panels", "断面図")
        begin = Path(self.desk.window.work.folder(), f"{named}.pdf")
        filters = ";;".join(
            f"{one[1:].upper()} (*{one})" for one in (".pdf", ".dxf", ".png", ".csv", ".xlsx")
        )
        title = translate("panels", "断面図の保存先を選ぶ")
        name, _ = QFileDialog.getSaveFileName(self.desk.window, title, str(begin), filters)
        if name:
            path = Path(name)
            if path.suffix.lower() not in SUFFIXES:
                path = path.with_name(f"{path.name}.pdf")
            size = Size(self.paper.currentText(), self.scale.currentData())
            self.desk.run(Message(WRITING), write, sections, size, path, then=self._tell)

    def _tell(self, path: Path) -> None:
        self.desk.window.work.tell_written(str(path))


def made(layers: Sequence[PointCloud], asked: Asked, *, feedback: Feedback) -> Sections:
    """Return the sections of scans; for a thread."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    named = [(one.name, one) for one in layers]
    return sections_of(named, asked, title_of(layers, "", when, say=said), feedback, said)


def write(sections: Sections, size: Size, path: Path, *, feedback: Feedback) -> Path:
    """Write sections as a file, or several numbered pictures, and return the first; for a thread."""
    feedback.step()
    wanted = replace(size, headroom=sections.size.headroom)
    found = written(replace(sections, size=scaled(sections.cuts, wanted)), path.suffix.lower(), said)
    targets = [
        (path.with_name(f"{path.stem}{mark}{path.suffix}"), content) for mark, content in found.items()
    ]
    for target, content in targets:
        feedback.step()
        atomicfile.write(target, content)
    return targets[0][0]


def lines_of(cuts: Sequence[Cut], chosen: Cut | None) -> tuple[Lines, ...]:
    """Return the ground of sections as lines where they were cut; the chosen one is thick."""
    found = []
    for cut in cuts:
        points = ground_places(cut, cut.traces[-1])[:, 1:] + np.array([0.0, 0.0, ABOVE])
        if len(points) > 1:
            origin = np.round(points[0])
            wide = 3.5 if cut is chosen else 1.5
            offsets, none = np.array([0, len(points)]), np.array([NO_FEATURE], dtype=np.uint32)
            found.append(Lines(origin, points - origin, offsets, none, wide, COLOUR))
    return tuple(found)
