"""The clearance of a road: an axis that was measured, a cross-section, and what stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QTableWidgetItem,
    QWidget,
)

from gisapp.desks.survey import measurements, roadtable
from gisapp.desks.survey.clearance import UNCONFIRMED, Envelope, clearance, placed_along
from gisapp.desks.survey.measure import Kind
from gisapp.desks.survey.stations import STAKE
from gisapp.ui.banner import Notice
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.fields import HEADER, ROW, choice, plain_table
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.theme import px
from gisapp.ui.words import decimal, integer, said, translate
from layers.cloudlook import CLASSES
from layers.drawables import NO_FEATURE, Lines, Points
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.survey.clearance import Clearance, Stretch
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.drawables import Drawable

CHECKING = QT_TRANSLATE_NOOP(CONTEXT, "建築限界を調べる")
INSIDE = (255, 90, 0)
"""Colour of points in the envelope."""
FRAME = (31, 95, 168)
SIZE = 4.0
MOST_POINTS = 200_000
"""Points in the envelope that are drawn; all are counted and written."""
LINES = 6
NEAR = 30.0
WIDTH = 6.0


class ClearanceCard(SurveyCard):
    """Asks for a road, and shows what stands in its clearance.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "建築限界"))
        self.found: Clearance | None = None
        self._axes: dict[str, NDArray[np.float64]] = {}
        self.hint = label(
            translate("panels", "「計測」の「経路」で道路の中心線を引くと、それを軸にして調べられます。"),
            "quiet",
        )
        self.inside.addWidget(self.hint)
        self.asked = QWidget()
        grid = QGridLayout(self.asked)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        self.axis = choice()
        self.width_ = _metres(WIDTH, 0.5, 60.0)
        self.height_ = _metres(4.5, 0.5, 20.0)
        self.shoulder = _metres(0.0, 0.0, 5.0)
        for place, (words, field) in enumerate(
            (
                (translate("panels", "軸"), self.axis),
                (translate("panels", "車道と路肩の幅"), self.width_),
                (translate("panels", "高さ"), self.height_),
                (translate("panels", "上の角を落とす幅"), self.shoulder),
            )
        ):
            field.setAccessibleName(words)
            grid.addWidget(label(words, "quiet", wrap=False), place, 0)
            grid.addWidget(field, place, 1)
        self.inside.addWidget(self.asked)
        self.go = button(translate("panels", "調べる"), self.check, role="primary")
        self.inside.addWidget(self.go)
        self.answer = QWidget()
        inside = column(self.answer, space=8)
        self.summary = label("", "figure")
        self.basis = label("", "small")
        inside.addWidget(self.summary)
        inside.addWidget(self.basis)
        self.table = plain_table(
            [translate("panels", "区間"), translate("panels", "最も低い点"), translate("panels", "不足")]
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._fly)
        inside.addWidget(self.table)
        inside.addWidget(label(said(UNCONFIRMED), "small"))
        line = row(space=8)
        line.addWidget(
            button(translate("panels", "書き出す…"), self._ask_file, role="flat", meaning="export")
        )
        line.addWidget(button(translate("panels", "消す"), self.clear, role="flat", meaning="remove"))
        line.addStretch(1)
        inside.addLayout(line)
        self.inside.addWidget(self.answer)
        self.answer.hide()
        desk.recorded.connect(self.show_axes)
        self.show_axes()

    def show_axes(self) -> None:
        """Offer the paths that were measured in the system of the project."""
        project = self.desk.session.project
        known, _ = measurements.measurements_of(project)
        chosen = self.axis.currentData()
        self._axes = {
            one.id: one.corners[:, :2]
            for one in known
            if one.kind in (Kind.PATH, Kind.DISTANCE) and one.crs == project.crs
        }
        self.axis.clear()
        for one in known:
            if one.id in self._axes:
                self.axis.addItem(f"{one.name}　{measurements.label(one)}", one.id)
        self.axis.setCurrentIndex(max(self.axis.findData(chosen), 0))
        self.hint.setVisible(not self._axes)
        self.asked.setVisible(bool(self._axes))
        self.go.setVisible(bool(self._axes))

    def check(self) -> None:
        """Look for what stands in the envelope."""
        cloud, axis = self.desk.cloud, self._axes.get(self.axis.currentData() or "")
        if cloud is None or axis is None:
            return
        width = self.width_.value()
        envelope = Envelope(width, self.height_.value(), min(self.shoulder.value(), width / 2))
        self.desk.run(
            Message(CHECKING),
            clearance,
            cloud.data,
            axis,
            envelope,
            then=lambda found: self.show_found(found, axis, envelope),
        )

    def show_found(self, found: Clearance, axis: NDArray[np.float64], envelope: Envelope) -> None:
        """Show what was found, and let it stand in the view."""
        self.found = found
        covered = translate("panels", "軸 {length} m のうち点のある所 {share} %、路面: {basis}").format(
            length=decimal(found.length, 1),
            share=integer(round(100 * found.covered)),
            basis=said(str(found.basis)),
        )
        self.basis.setText(covered)
        if found.stretches:
            words = translate("panels", "{count} 区間に入り込み").format(count=integer(len(found.stretches)))
        else:
            words = translate("panels", "入り込みなし")
        self.summary.setText(words)
        self.table.setRowCount(len(found.stretches))
        for place, one in enumerate(found.stretches):
            self._fill(place, one)
        self.table.setFixedHeight(px(HEADER) + px(ROW) * min(max(len(found.stretches), 1), LINES) + 4)
        self.table.setVisible(bool(found.stretches))
        self.answer.show()
        self.desk.stand("clearance", _drawn(found, axis, envelope))

    def clear(self) -> None:
        """Show nothing any more."""
        self.found = None
        self.answer.hide()
        self.desk.stand("clearance", ())

    def _fill(self, place: int, one: Stretch) -> None:
        tip = translate("panels", "{name}: {count} 点、軸から左へ {beside} m、{kind}").format(
            name=one.name,
            count=integer(one.count),
            beside=decimal(one.beside, 1),
            kind=said(CLASSES.get(one.classes, str(one.classes))),
        )
        for at, text in enumerate((one.name, f"{one.lowest:.2f}\u2009m", f"{one.lacking:.2f}\u2009m")):
            item = QTableWidgetItem(text)
            item.setToolTip(tip)
            self.table.setItem(place, at, item)

    def _fly(self) -> None:
        rows = {one.row() for one in self.table.selectedItems()}
        view = self.desk.window.view
        if self.found is None or not rows or view is None:
            return
        one = self.found.stretches[rows.pop()]
        within = (self.found.along >= one.begin) & (self.found.along <= one.end)
        east, north, height = self.found.points[within].mean(axis=0).tolist()
        view.fly_to_point(east, north, height, NEAR)

    def _ask_file(self) -> None:
        title = translate("window", "建築限界の結果の保存先を選ぶ")
        begin = Path(self.desk.window.work.folder(), f"{translate('window', '建築限界')}.csv")
        name, _ = QFileDialog.getSaveFileName(self, title, str(begin), "CSV (*.csv);;GeoJSON (*.geojson)")
        if name:
            self.desk.window.guard(lambda: self.write(Path(name)))

    def write(self, path: Path) -> None:
        """Write the stretches as CSV, or the points as GeoJSON.

        Raises
        ------
        layers.errors.ExportFailed
            When it cannot be written.
        """
        if self.found is None:
            return
        path = path if path.suffix.lower() in roadtable.SUFFIXES else path.with_suffix(".csv")
        table, points = roadtable.clearance_table(self.found), roadtable.clearance_points(self.found)
        roadtable.write(path, table, points, self.desk.session.project.crs)
        words = translate("window", "{path} に書き出しました。").format(path=str(path))
        self.desk.window.banner.tell(Notice(words, "info", key="clearance"))


def _metres(value: float, low: float, high: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setDecimals(2)
    made.setRange(low, high)
    made.setSingleStep(0.25)
    made.setSuffix("\u2009m")
    made.setValue(value)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def _drawn(found: Clearance, axis: NDArray[np.float64], envelope: Envelope) -> list[Drawable]:
    """Return the points in the envelope, and the cross-section at every stake."""
    road = found.road[np.isfinite(found.road[:, 1])]
    stakes = np.arange(0.0, found.length + 1e-9, STAKE)
    outline = envelope.outline()
    along, beside = np.repeat(stakes, len(outline)), np.tile(-outline[:, 0], len(stakes))
    height = np.repeat(np.interp(stakes, *road.T), len(outline)) + np.tile(outline[:, 1], len(stakes))
    corners = placed_along(axis, along, beside, height)
    origin = np.round(corners.mean(axis=0))
    offsets = np.arange(0, len(corners) + 1, len(outline))
    frames = np.full(len(stakes), NO_FEATURE, np.uint32)
    local = (corners - origin).astype(np.float32)
    drawn: list[Drawable] = [Lines(origin, local, offsets, frames, 1.6, FRAME)]
    if len(found.points):
        shown = found.points[:: max(len(found.points) // MOST_POINTS, 1)]
        ids = np.full(len(shown), NO_FEATURE, np.uint32)
        colours = np.tile(np.array(INSIDE, np.uint8), (len(shown), 1))
        drawn.append(Points(origin, (shown - origin).astype(np.float32), ids, SIZE, colours))
    return drawn
