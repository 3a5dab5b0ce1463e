"""Ground and volumes of the scan that is looked at: told apart, as a raster, and how much lies in an area."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFileDialog

from gisapp.desks.survey import measurements as kept
from gisapp.desks.survey.contourwork import Asked as Contours
from gisapp.desks.survey.contourwork import write_contours
from gisapp.desks.survey.measure import Kind
from gisapp.desks.survey.volumework import Asked, volume_work
from gisapp.ui.banner import Notice
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.panels.style import narrow
from gisapp.ui.survey.facts import fact_grid
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.words import THIN, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.survey.volume import Told
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.cloud import Cloud
    from layers.feedback import Feedback
    from layers.pointcloud import PointCloud

GROUND = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の地面を見分ける")
RASTER = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」から地形のラスタを作る")
CONTOURS = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」に等高線を引く")
VOLUME = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の土量を求める")
CELL = 0.5
"""Metres along a cell."""
INTERVALS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Metres between contour lines that are offered."""
DRAWING = ".dxf"
"""Ending of files for CAD, which say nothing of their system and are not opened."""


class GroundCard(SurveyCard):
    """Makes ground and rasters as files of their own, and measures volumes within measured areas.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "地盤と土量"))
        self.told: Told | None = None
        line = row()
        for words, run in (
            (translate("panels", "地面を見分ける…"), self._ask_ground),
            (translate("panels", "DTM…"), lambda: self._ask_raster("dtm")),
            (translate("panels", "DSM…"), lambda: self._ask_raster("dsm")),
        ):
            line.addWidget(button(words, run, role="flat"))
        line.addStretch(1)
        self.inside.addLayout(line)
        words = translate(
            "panels",
            "結果は新しいファイルになり、元の点群は変わりません。地面は推定なので、画面で確かめてください。",
        )
        self.inside.addWidget(label(words, "small"))
        self.interval = QComboBox()
        self.interval.setAccessibleName(translate("panels", "等高線の間隔"))
        for metres in INTERVALS:
            self.interval.addItem(f"{metres:g}{THIN}m", metres)
        self.interval.setCurrentIndex(INTERVALS.index(1.0))
        line = row()
        line.addWidget(label(translate("panels", "等高線の間隔"), "quiet", wrap=False))
        line.addWidget(self.interval, 1)
        line.addWidget(button(translate("panels", "等高線…"), self._ask_contours, role="flat"))
        self.inside.addLayout(line)
        self.area, self.base = QComboBox(), QComboBox()
        for box, name in (
            (self.area, translate("panels", "土量を求める範囲")),
            (self.base, translate("panels", "基準の面")),
        ):
            box.setAccessibleName(name)
            narrow(box)
            line = row()
            line.addWidget(label(name, "quiet", wrap=False))
            line.addWidget(box, 1)
            self.inside.addLayout(line)
        self.base.addItem(translate("panels", "範囲の縁の地面"), "rim")
        self.base.addItem(translate("panels", "水平面"), "level")
        self.base.currentIndexChanged.connect(lambda _index: self._show_level())
        self.level = QDoubleSpinBox()
        self.level.setRange(-500.0, 4_000.0)
        self.level.setSuffix(f"{THIN}m")
        self.level.setAccessibleName(translate("panels", "水平面の標高"))
        self.level_name = label(translate("panels", "水平面の標高"), "quiet", wrap=False)
        line = row()
        line.addWidget(self.level_name)
        line.addWidget(self.level, 1)
        self.inside.addLayout(line)
        self.hint = label(
            translate("panels", "「計測」の面積で範囲を囲むと、その土量を求められます。"), "small"
        )
        self.inside.addWidget(self.hint)
        self.go = button(translate("panels", "土量を求める"), self.measure, role="primary")
        self.inside.addWidget(self.go)
        self._answer = column(space=4)
        self.inside.addLayout(self._answer)
        desk.recorded.connect(self.show_areas)
        self._show_level()
        self.show_areas()

    def show_cloud(self) -> None:
        """Forget what was told of another scan."""
        self.told = None
        clear(self._answer)
        self.show_areas()

    def show_areas(self) -> None:
        """Offer the areas that were measured, the latest first."""
        chosen = self.area.currentData()
        known, _ = kept.measurements_of(self.desk.session.project)
        self.area.clear()
        for one in reversed([one for one in known if one.kind == Kind.AREA]):
            self.area.addItem(one.name, one.id)
        self.area.setCurrentIndex(max(self.area.findData(chosen), 0))
        some = self.area.count() > 0
        self.hint.setVisible(not some)
        self.go.setEnabled(some)

    def _show_level(self) -> None:
        for one in (self.level, self.level_name):
            one.setVisible(self.base.currentData() == "level")

    # ---------------------------------------------------------------- files

    def _asked_path(self, title: str, name: str, filters: str) -> Path | None:
        begin = Path(self.desk.window.work.folder(), name)
        found, _ = QFileDialog.getSaveFileName(self.desk.window, title, str(begin), filters)
        return Path(found) if found else None

    def _ask_ground(self) -> None:
        cloud = self.desk.cloud
        if cloud is None:
            return
        title = translate("window", "地面を分けた点群の保存先を選ぶ")
        name = translate("window", "{name}_地面.copc.laz").format(name=cloud.name)
        path = self._asked_path(title, name, "COPC (*.copc.laz);;LAZ (*.laz);;LAS (*.las)")
        if path is not None:
            self._make(GROUND, grounded, cloud.data, path)

    def _ask_raster(self, kind: str) -> None:
        cloud = self.desk.cloud
        if cloud is None:
            return
        title = translate("window", "ラスタの保存先を選ぶ")
        path = self._asked_path(title, f"{cloud.name}_{kind.upper()}.tif", "GeoTIFF (*.tif)")
        if path is not None:
            self._make(RASTER, {"dtm": dtm, "dsm": dsm}[kind], cloud.data, path)

    def _ask_contours(self) -> None:
        cloud = self.desk.cloud
        if cloud is None:
            return
        title = translate("window", "等高線の保存先を選ぶ")
        name = translate("window", "{name}_等高線.gpkg").format(name=cloud.name)
        kinds = "GeoPackage (*.gpkg);;GeoJSON (*.geojson);;Shapefile (*.shp);;DXF (*.dxf)"
        path = self._asked_path(title, name, kinds)
        if path is not None:
            self._make(CONTOURS, contoured, cloud, path, Contours(interval=self.interval.currentData()))

    def _make(self, words: str, work: Callable[..., Path], *args: object) -> None:
        """Make a file beside the window, and open it."""
        cloud = self.desk.cloud
        if cloud is not None:
            self.desk.run(Message(words, {"name": cloud.name}), work, *args, then=self._open)

    def _open(self, made: Path) -> None:
        """Open what was made; of a drawing it is told where it lies."""
        if made.suffix.lower() == DRAWING:
            words = translate("window", "{path} に書き出しました。").format(path=str(made))
            self.desk.window.banner.tell(Notice(words, "info", key="contours"))
        else:
            self.desk.window.work.open_paths([made])

    # ---------------------------------------------------------------- volumes

    def measure(self) -> None:
        """Measure the volume in the chosen area beside the window."""
        cloud = self.desk.cloud
        known, _ = kept.measurements_of(self.desk.session.project)
        area = next((one for one in known if one.id == self.area.currentData()), None)
        if cloud is None or area is None:
            return
        level = self.level.value() if self.base.currentData() == "level" else None
        asked = Asked(
            level=level,
            rim=level is None,
            area=tuple((float(east), float(north)) for east, north, *_ in area.corners.tolist()),
            cell=CELL,
        )
        said = Message(VOLUME, {"name": cloud.name})
        self.desk.run(said, measured, cloud.data, asked, then=self._take)

    def _take(self, told: Told) -> None:
        self.told = told
        clear(self._answer)
        volume = told.volume
        self._answer.addWidget(label(f"{volume.net:+,.1f}{THIN}m³", "figure", wrap=False, select=True))
        rows = (
            (translate("panels", "基準より上"), f"{volume.fill:,.2f}{THIN}m³"),
            (translate("panels", "基準より下"), f"{abs(volume.cut):,.2f}{THIN}m³"),
            (translate("panels", "点のばらつきによる ±"), f"{told.uncertainty:,.2f}{THIN}m³"),
            (translate("panels", "測量の精度"), ""),
            (translate("panels", "水平面積"), f"{told.area:,.1f}{THIN}m²"),
            (translate("panels", "点のある割合"), f"{told.covered:.0%}"),
        )
        self._answer.addLayout(fact_grid(rows))


def grounded(cloud: Cloud, path: Path, *, feedback: Feedback) -> Path:
    """Write a cloud with its ground told apart; runs beside the window, which asked before replacing."""
    from gisapp.desks.survey.ground import write_ground

    write_ground(cloud, path, feedback, overwrite=True)
    return path


def contoured(layer: PointCloud, path: Path, asked: Contours, *, feedback: Feedback) -> Path:
    """Write the contour lines of the ground points."""
    write_contours(layer, path, asked, feedback, overwrite=True)
    return path


def dtm(cloud: Cloud, path: Path, *, feedback: Feedback) -> Path:
    """Write the raster of the ground points."""
    from gisapp.desks.survey.rasterwork import write_raster

    write_raster(cloud, path, "dtm", CELL, feedback)
    return path


def dsm(cloud: Cloud, path: Path, *, feedback: Feedback) -> Path:
    """Write the raster of the highest points."""
    from gisapp.desks.survey.rasterwork import write_raster

    write_raster(cloud, path, "dsm", CELL, feedback)
    return path


def measured(cloud: Cloud, asked: Asked, *, feedback: Feedback) -> Told:
    """Measure a volume; runs beside the window."""
    return volume_work(cloud, None, asked, feedback)
