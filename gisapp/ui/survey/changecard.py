"""What changed between flights: two scans chosen, laid on each other, the places shown in the view."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFileDialog, QWidget

from gisapp import __version__
from gisapp.desks.planning.painting import painted
from gisapp.desks.survey.changelayers import GRIDS
from gisapp.desks.survey.changesheet import change_book, change_sheet, signed
from gisapp.desks.survey.changework import Asked, Found, compare
from gisapp.ui.banner import Notice
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.panels.style import narrow
from gisapp.ui.survey.changemap import put_on_map
from gisapp.ui.survey.facts import fact_grid
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.theme import px
from gisapp.ui.words import THIN, decimal, said, translate
from layers.heightbase import BASE, WORDS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from styles.palettes import GAIN, LOSS

if TYPE_CHECKING:
    from gisapp.ui.survey.desk import SurveyDesk
    from importers.base import ImportResult
    from layers.cloud import Cloud
    from layers.drawables import Mesh
    from layers.feedback import Feedback
    from layers.pointcloud import PointCloud

COMPARING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{before}」と「{after}」を比べる")
ALIGNING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」を前の点群に合わせる")
WRITING = QT_TRANSLATE_NOOP(CONTEXT, "変化の報告書を作る")
POINTS = QT_TRANSLATE_NOOP(CONTEXT, "点群の距離を書き出す")
MAPPING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{before}」から「{after}」への変化を地図に加える")
LESS, MORE = (*LOSS[1], 210), (*GAIN[1], 210)
ABOVE = 0.3
"""Metres by which the places stand above the surface."""
ROWS = 6
FIELD = 96
"""Width of a number in unscaled pixels."""


class ChangeCard(SurveyCard):
    """Compares the scan that is looked at with one before it.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "変化"))
        self.found: Found | None = None
        self._asked = Asked()
        self._names: tuple[str, ...] = ()
        self._pair: tuple[str, str] = ("", "")
        self.few = label(
            translate("panels", "同じ場所の、時期の違う点群をもう一つ開くと比べられます。"), "quiet"
        )
        self.inside.addWidget(self.few)
        self.before, self.method = QComboBox(), QComboBox()
        for box, name in (
            (self.before, translate("panels", "前の点群")),
            (self.method, translate("panels", "比べ方")),
        ):
            box.setAccessibleName(name)
            narrow(box)
        for key, words in (
            ("dod", translate("panels", "高さの差（格子）")),
            ("m3c2", translate("panels", "面に垂直な距離（M3C2）")),
            ("c2c", translate("panels", "最も近い点までの距離（C2C）")),
        ):
            self.method.addItem(words, key)
        self.cell = self._number(0.1, 10.0, 0.5, translate("panels", "格子の間隔"))
        self.accuracy = self._number(0.0, 1.0, 0.0, translate("panels", "位置合わせの標準偏差"))
        self.accuracy.setSpecialValueText(translate("panels", "未確認"))
        self.align = QCheckBox(translate("panels", "変化のない所で合わせてから比べる"))
        self.form = column(space=4)
        self._lines: list[QWidget] = []
        for words, field in (
            (translate("panels", "前の点群"), self.before),
            (translate("panels", "比べ方"), self.method),
            (translate("panels", "格子の間隔"), self.cell),
            (translate("panels", "位置合わせの標準偏差"), self.accuracy),
        ):
            line = row()
            said = label(words, "quiet", wrap=False)
            line.addWidget(said)
            if isinstance(field, QComboBox):
                line.addWidget(field, 1)
            else:
                field.setFixedWidth(px(FIELD))
                line.addStretch(1)
                line.addWidget(field)
            self._lines += [said, field]
            self.form.addLayout(line)
        self.form.addWidget(self.align)
        self.inside.addLayout(self.form)
        self.go = button(translate("panels", "比べる"), self.compare, role="primary")
        self.inside.addWidget(self.go)
        self._told = column(space=8)
        self.inside.addLayout(self._told)

    def _number(self, low: float, high: float, value: float, name: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setRange(low, high)
        field.setDecimals(2)
        field.setSingleStep(0.05)
        field.setSuffix(f"{THIN}m")
        field.setValue(value)
        field.setAccessibleName(name)
        return field

    def show_cloud(self) -> None:
        """Offer the other scans; what was found of another pair goes."""
        cloud = self.desk.cloud
        others = [one for one in self.desk.clouds if cloud is not None and one.id != cloud.id]
        chosen = self.before.currentData()
        self.before.clear()
        for one in others:
            self.before.addItem(one.name, one.id)
        self.before.setCurrentIndex(max(self.before.findData(chosen), 0))
        self.few.setVisible(not others)
        for widget in (*self._lines, self.align, self.go):
            widget.setVisible(bool(others))
        known = {one.id for one in self.desk.clouds}
        if self.found is not None and not set(self._pair) <= known:
            self._forget()

    def _forget(self) -> None:
        self.found = None
        clear(self._told)
        self.desk.stand("change", ())

    # ---------------------------------------------------------------- comparing

    def compare(self) -> None:
        """Compare beside the window."""
        later = self.desk.cloud
        earlier = next((one for one in self.desk.clouds if one.id == self.before.currentData()), None)
        if later is None or earlier is None:
            return
        self._forget()
        asked = Asked(
            method=str(self.method.currentData()),
            align=self.align.isChecked(),
            cell=self.cell.value(),
            accuracy=self.accuracy.value(),
        )
        words = Message(COMPARING, {"before": earlier.name, "after": later.name})
        self.desk.run(
            words,
            compared,
            earlier.data,
            later.data,
            asked,
            then=lambda found: self._take(found, asked, earlier, later),
        )

    def _take(self, found: Found, asked: Asked, earlier: PointCloud, later: PointCloud) -> None:
        self.found, self._asked = found, asked
        self._names, self._pair = (earlier.name, later.name), (earlier.id, later.id)
        self._show()

    def _show(self) -> None:
        clear(self._told)
        found = self.found
        if found is None:
            return
        fit = found.fit
        if not fit.fits:
            words = translate(
                "panels",
                "変化のないはずの所で高さが {offset} m ずれているため、"
                "土量は答えられません（検出限界 {limit} m）。"
                "高さの基準と標定を確かめるか、「変化のない所で合わせてから比べる」を選んでください。",
            ).format(offset=signed(fit.offset, 3), limit=f"{fit.detection:.3f}")
            self._told.addWidget(label(words, "warn"))
            return
        volume = found.volume
        if volume is not None:
            self._told.addWidget(label(f"{signed(volume.net, 1)}{THIN}m³", "figure", wrap=False, select=True))
        unsure = "" if found.uncertainty is None else f"±{decimal(found.uncertainty, 1)}{THIN}m³"
        rows = [
            (translate("panels", "減った量"), "" if volume is None else f"{abs(volume.cut):,.1f}{THIN}m³"),
            (translate("panels", "増えた量"), "" if volume is None else f"{volume.fill:,.1f}{THIN}m³"),
            (translate("panels", "不確かさ（95 %）"), unsure),
            (said(BASE), said(WORDS[found.heights]) if found.heights else ""),
            (translate("panels", "変化のない所のずれ"), f"{signed(fit.offset, 3)}{THIN}m"),
            (translate("panels", "検出限界"), f"{fit.detection:.3f}{THIN}m"),
            (translate("panels", "両方に点がある割合"), f"{found.covered:.0%}"),
            (
                translate("panels", "位置合わせの精度"),
                f"{self._asked.accuracy:.2f}{THIN}m" if self._asked.accuracy else "",
            ),
        ]
        if self._asked.method == "c2c":
            rows = rows[3:]
        self._told.addLayout(fact_grid(rows))
        for one in found.alignments:
            words = translate("panels", "位置合わせの残差 {before} → {after} m、回転 {turn}°").format(
                before=f"{one.residual_before:.3f}",
                after=f"{one.residual_after:.3f}",
                turn=f"{one.motion.degrees:.4f}",
            )
            self._told.addWidget(label(words, "small"))
        for patch in found.patches[:ROWS]:
            words = translate("panels", "{kind} {volume} ±{unsure} m³（{area} m²、最大 {largest} m）").format(
                kind=translate("panels", "減") if patch.volume < 0 else translate("panels", "増"),
                volume=f"{abs(patch.volume):,.1f}",
                unsure=f"{patch.uncertainty:,.1f}",
                area=f"{patch.area:,.0f}",
                largest=signed(patch.largest, 2),
            )
            self._told.addWidget(label(words, select=True))
        if not found.patches and self._asked.method != "c2c":
            words = translate("panels", "検出限界を超える変化はありません。")
            self._told.addWidget(label(words))
        if found.change is not None:
            line = row()
            on_map = translate("panels", "地図に加える…")
            line.addWidget(button(on_map, self._ask_map, role="flat", meaning="layer"))
            line.addStretch(1)
            self._told.addLayout(line)
        line = row()
        if found.alignments:
            keep = translate("panels", "位置合わせを残す")
            line.addWidget(button(keep, self.keep, role="flat", meaning="done"))
        if self._asked.method != "dod":
            points = translate("panels", "距離の点群を書き出す…")
            line.addWidget(button(points, self._ask_points, role="flat"))
        report = translate("panels", "報告書…")
        line.addWidget(button(report, self._ask, role="flat", meaning="export"))
        line.addStretch(1)
        self._told.addLayout(line)
        self.desk.stand("change", places_of(found))

    # ---------------------------------------------------------------- what comes of it

    def keep(self) -> None:
        """Keep the alignment with the layer of the later scan, as a step that can be undone."""
        later = next((one for one in self.desk.clouds if one.id == self._pair[1]), None)
        if self.found is None or not self.found.alignments or later is None:
            return
        moved = replace(later, motion=self.found.alignments[0].motion.numbers)
        project = self.desk.session.project.replacing(moved)
        self.desk.session.do(Message(ALIGNING, {"name": later.name}), project)

    def _ask_map(self) -> None:
        title = translate("window", "変化の地図の保存先を選ぶ")
        name = translate("window", "変化_{before}_{after}.tif").format(
            before=self._names[0], after=self._names[1]
        )
        begin = Path(self.desk.window.work.folder(), name)
        chosen, _ = QFileDialog.getSaveFileName(self.desk.window, title, str(begin), "GeoTIFF (*.tif)")
        if chosen:
            self.put_on_map(Path(chosen))

    def put_on_map(self, path: Path) -> None:
        """Write what changed as a grid and as areas beside the window, and put both into the project."""
        cloud = next((one for one in self.desk.clouds if one.id == self._pair[1]), None)
        if self.found is None or cloud is None:
            return
        if path.suffix.lower() not in GRIDS:
            path = path.with_name(f"{path.name}.tif")
        said = Message(MAPPING, {"before": self._names[0], "after": self._names[1]})

        def then(result: ImportResult) -> None:
            # The ground of the scans would lie over the map.
            hidden = self.desk.session.project
            for one in self.desk.clouds:
                if one.id in self._pair:
                    hidden = hidden.replacing(replace(one, visible=False))
            self.desk.window.work.put(path, result, said, hidden)
            self.desk.stand("change", ())
            words = translate(
                "panels",
                "変化の地図を加え、その上に重なる二つの点群を隠しました。レイヤの一覧で表示できます。",
            )
            self.desk.window.banner.tell(Notice(words, "info", key="change-map"))

        project = self.desk.session.project
        given = (self.found, self._asked.method, cloud.data.crs, path, project)
        self.desk.run(said, put_on_map, *given, then=then)

    def _ask_points(self) -> None:
        title = translate("window", "距離を付けた点群の保存先を選ぶ")
        name = translate("window", "{name}_距離.laz").format(name=self._names[1])
        begin = Path(self.desk.window.work.folder(), name)
        chosen, _ = QFileDialog.getSaveFileName(self.desk.window, title, str(begin), "LAZ (*.laz)")
        if chosen:
            self.write_points(Path(chosen))

    def write_points(self, path: Path) -> None:
        """Write the points with their distances beside the window, and open them."""
        clouds = {one.id: one.data for one in self.desk.clouds}
        pair = [clouds.get(one) for one in self._pair]
        if None in pair:
            return
        work = self.desk.window.work
        asked = replace(self._asked, target=path)
        self.desk.run(Message(POINTS), compared, *pair, asked, then=lambda _found: work.open_paths([path]))

    def _ask(self) -> None:
        title = translate("window", "報告書の保存先を選ぶ")
        begin = Path(self.desk.window.work.folder(), f"{translate('window', '点群の変化')}.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self.desk.window, title, str(begin), "PDF (*.pdf);;Excel (*.xlsx);;HTML (*.html)"
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the report beside the window."""
        if self.found is None:
            return
        cloud = cast("PointCloud", self.desk.cloud)
        work = self.desk.window.work
        self.desk.run(
            Message(WRITING),
            write_report,
            self.found,
            self._asked,
            self._names,
            cloud.data.crs,
            path,
            then=lambda written: work.tell_written(str(written)),
        )


def compared(earlier: Cloud, later: Cloud, asked: Asked, *, feedback: Feedback) -> Found:
    """Compare two clouds; runs beside the window."""
    return compare([earlier, later], asked, feedback)


def places_of(found: Found) -> tuple[Mesh, ...]:
    """Return the cells that changed as meshes that stand in the view: red what is gone, blue what is new."""
    change = found.change
    if change is None or not change.mask.any():
        return ()
    frame = change.frame
    rows, columns = np.nonzero(change.mask)
    west, south = frame.west + columns * frame.cell, frame.south + rows * frame.cell
    height = change.heights[rows, columns] + ABOVE
    corners = np.stack(
        [
            np.column_stack([west + a * frame.cell, south + b * frame.cell, height])
            for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))
        ],
        axis=1,
    )
    triangles = np.concatenate([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]])
    colour = np.tile((change.difference[rows, columns] > 0).astype(np.int64), 2)
    return (painted(triangles, colour, (LESS, MORE), closed=False),)


def write_report(
    found: Found, asked: Asked, names: tuple[str, ...], crs: str, path: Path, *, feedback: Feedback
) -> Path:
    """Write the report of a comparison; the workbook by the ending ``.xlsx``."""
    from gisapp.paper.written import SUFFIXES, written
    from layers import atomicfile

    feedback.step()
    if path.suffix.lower() == ".xlsx":
        atomicfile.write(path, change_book(found, names))
        return path
    if path.suffix.lower() not in SUFFIXES:
        path = path.with_name(f"{path.name}.pdf")
    now = datetime.now().astimezone()
    made = change_sheet(found, asked, names, crs, now, f"gisapp {__version__}")
    atomicfile.write(path, written(made, path.suffix.lower()))
    return path
