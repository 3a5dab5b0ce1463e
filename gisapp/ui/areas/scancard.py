"""Scanned maps are placed: the same spots are clicked on the picture and on the map, point by point.

What was clicked is a record of the project, so undo, autosave and the journal hold it, and work that was
broken off goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QFileDialog, QWidget

from gisapp.desks.areas import scanpoints
from gisapp.desks.areas.controlpoints import NAMES, ControlPoint, Method
from gisapp.desks.areas.scans import ENDINGS
from gisapp.tools.scanpoint import TOOL
from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.scanlist import ScanList
from gisapp.ui.areas.scanmarks import marks, outline
from gisapp.ui.areas.scanpane import ScanPane
from gisapp.ui.areas.scantable import PointTable
from gisapp.ui.areas.scanwork import placed, with_picture
from gisapp.ui.banner import Notice
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.fields import Form, choice
from gisapp.ui.folding import LEFT
from gisapp.ui.words import integer, sentence, translate
from layers import records
from layers.drape import on_ground
from layers.errors import AnalysisFailed, SourceMissing
from layers.heights import heights_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.areas.controlpoints import Placement
    from gisapp.desks.areas.scanpoints import ScanPoints
    from gisapp.tools.base import Drawn
    from gisapp.ui.areas.desk import AreasDesk
    from gisapp.ui.areas.scanwork import Placed

POINTING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」に対応点を加える（{number}番）")
DROPPING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の対応点を消す（{number}番）")
CHOOSING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の置き方を変える")
FORGETTING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」の対応点をすべて捨てる")
PLACING = QT_TRANSLATE_NOOP(CONTEXT, "スキャンした地図「{name}」を置く")
NO_MAP = QT_TRANSLATE_NOOP(CONTEXT, "画像を合わせる地図がありません。")
NO_MAP_HINT = QT_TRANSLATE_NOOP(CONTEXT, "先に建物や道路などの地図を読み込んでから、画像を選んでください。")
GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
GONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "元の場所に戻すか、「スキャンした地図を置く…」で選び直してください。")


class ScanCard(AreaCard):
    """Places a scanned map.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "スキャンした地図"))
        self._id = ""
        desk.placing = False
        for before in desk.window.beside.findChildren(ScanPane):  # words and sizes are made anew
            before.leave()
            desk.session.use_tool("select")
        self._fresh: ScanPoints | None = None
        self._seen: tuple[float, float] | None = None
        self._there: tuple[float, float] | None = None
        self._folded = False
        self.pane: ScanPane | None = None
        self.placement: Placement | None = None
        words = translate("panels", "紙の区域図のスキャンを、地図の上に置いて写し取れるようにします。")
        self.hint = label(words, "small")
        self.inside.addWidget(self.hint)
        self.known = ScanList()
        self.known.asked.connect(lambda id_: desk.window.guard(lambda: self.resume(id_)))
        self.known.dropped.connect(self._forget)
        self.inside.addWidget(self.known)
        self.opener = button(translate("panels", "スキャンした地図を置く…"), self.choose, meaning="scan")
        self.inside.addWidget(self.opener)
        self.body = QWidget()
        self.inside.addWidget(self.body)
        self._make_body()
        desk.drawn.connect(self._take)
        desk.recorded.connect(self.show_points)
        desk.left.connect(self.close_scan)
        self.show_points()

    def _make_body(self) -> None:
        inside = column(self.body, space=8)
        self.next = label("", "heading")
        inside.addWidget(self.next)
        words = translate(
            "panels",
            "交差点や建物の角のように、画像と地図の両方で分かる場所を選びます。"
            "図の四隅に近い 4 点から始め、6 点ほどあると精度を確かめられます。",
        )
        self.tip = label(words, "small")
        inside.addWidget(self.tip)
        self.table = PointTable()
        self.table.chosen.connect(self._choose_point)
        inside.addWidget(self.table)
        self.drop = button(translate("panels", "点を消す"), self._drop_point, role="flat", meaning="remove")
        self.back = button(translate("panels", "元に戻す"), self._undo, role="flat", meaning="undo")
        line = row(space=8)
        for one in (self.drop, self.back):
            line.addWidget(one)
        line.addStretch(1)
        inside.addLayout(line)
        form = Form()
        self.method = choice()
        self.method.addItem(translate("panels", "点の数に合わせる"), "")
        for method, words in NAMES.items():
            self.method.addItem(translate(CONTEXT, words), str(method))
        self.method.activated.connect(lambda _: self._choose_method())
        form.add(translate("panels", "置き方"), self.method)
        inside.addLayout(form)
        self.said = label("", "title", select=True)
        self.trouble = label("", "danger", select=True)
        inside.addWidget(self.said)
        inside.addWidget(self.trouble)
        self.go = button(translate("panels", "置く…"), self._ask_target, role="primary", meaning="done")
        self.leave = button(translate("panels", "閉じる"), self.close_scan)
        line = row(space=8)
        line.addWidget(self.go)
        line.addWidget(self.leave)
        line.addStretch(1)
        inside.addLayout(line)

    # ---------------------------------------------------------------- which scan

    @property
    def scan(self) -> ScanPoints | None:
        """The scan that is being placed; a fresh one comes into the project with its first point."""
        found = (*scanpoints.scans_of(self.desk.session.project), self._fresh)
        return next((one for one in found if one is not None and one.id == self._id), None)

    def choose(self) -> None:
        """Choose a picture and begin."""
        window = self.desk.window
        filters = translate("panels", "スキャンした地図 ({patterns})").format(
            patterns=" ".join(f"*{one}" for one in (*ENDINGS, ".pdf"))
        )
        title = translate("panels", "スキャンした地図を選ぶ")
        chosen, _ = QFileDialog.getOpenFileName(window, title, window.work.folder(), filters)
        if chosen:
            window.guard(lambda: self.begin(Path(chosen)))

    def begin(self, path: Path) -> None:
        """Begin with a picture, or go on with it.

        Raises
        ------
        layers.errors.AnalysisFailed
            When there is no map that it could be laid on.
        """
        project = self.desk.session.project
        if not project.crs or not any(one.data is not None for one in project.layers):
            raise AnalysisFailed(NO_MAP, NO_MAP_HINT)
        found = next((one for one in scanpoints.scans_of(project) if one.path == path.resolve()), None)
        scan = found or scanpoints.begun(path, project.crs)
        self._fresh = None if found else scan
        self.resume(scan.id)

    def resume(self, id_: str) -> None:
        """Go on with a scan.

        Raises
        ------
        layers.errors.SourceMissing
            When the picture is gone.
        """
        self.close_scan()
        self._id = id_
        scan, window = self.scan, self.desk.window
        if scan is None:
            return
        beside = None if window.session.project.path is None else window.session.project.path.parent
        path = scan.path if scan.path.exists() or beside is None else beside / scan.path.name
        if not path.exists():
            self._id = ""
            raise SourceMissing(GONE, GONE_HINT, values={"file": scan.path.name})
        self.pane = ScanPane(self.desk, path)
        self.pane.closed.connect(self.close_scan)
        self.pane.ready.connect(self.show_points)
        self.pane.view.pointed.connect(self._point)
        self._folded = window.folds.is_out(LEFT)
        if self._folded:
            window.folds.toggle(LEFT)  # picture and map want the room
        window.beside.insertWidget(0, self.pane)
        half = window.beside.width() // 2
        window.beside.setSizes([half, half])
        if window.view is not None:
            window.view.top()  # as paper is looked at
        self.desk.session.use_tool(TOOL)
        self.wanted.emit()
        self._turn(placing=True)

    def _turn(self, *, placing: bool) -> None:
        """Let the other cards know, which follow."""
        self.desk.placing = placing
        self.desk.changed.emit()

    def close_scan(self) -> None:
        """Put the picture away; the points stay."""
        pane, self.pane = self.pane, None
        self._id, self._seen, self._there, self.placement = "", None, None, None
        if pane is not None:
            pane.leave()
            if self.desk.session.tool == TOOL:
                self.desk.session.use_tool("select")
            if self._folded:
                self.desk.window.folds.open(LEFT)
            self._turn(placing=False)

    # ---------------------------------------------------------------- pointing

    def _point(self, column: float, row: float) -> None:
        self._seen = (round(column, 2), round(row, 2))
        if self.desk.session.tool != TOOL:
            self.desk.session.use_tool(TOOL)
        self._join()

    def _take(self, news: Drawn) -> None:
        if news.tool == TOOL and self.pane is not None:
            east, north = news.points[0].tolist()
            self._there = (east, north)
            self._join()

    def _join(self) -> None:
        """Make a point of a place on the picture and one on the map, whichever was clicked first."""
        scan = self.scan
        if scan is not None and self._seen is not None and self._there is not None:
            point = ControlPoint(*self._seen, *self._there)
            self._seen = self._there = None
            self._keep(POINTING, scan.with_point(point), number=integer(len(scan.points) + 1))
        else:
            self.show_points()

    def _keep(self, words: str, scan: ScanPoints, **values: str) -> None:
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        project = scanpoints.keep(self.desk.session.project, scan, when)
        self.desk.do(words, project, name=scan.path.name, **values)

    def _choose_point(self) -> None:
        scan, number = self.scan, self.table.row
        if scan is not None and self.pane is not None and 0 <= number < len(scan.points):
            point, view = scan.points[number], self.desk.window.view
            self.pane.view.look_at(point.column, point.row)
            self._show_marks(scan)
            if view is not None:
                ground = heights_of(self.desk.session.project)
                view.fly_to_point(*on_ground(ground, np.array([[point.east, point.north]]), 0.0)[0].tolist())
        self.drop.setEnabled(number >= 0)

    def _drop_point(self) -> None:
        scan, number = self.scan, self.table.row
        if scan is not None and 0 <= number < len(scan.points):
            self.table.list.clearSelection()
            self._keep(DROPPING, scan.without(number), number=integer(number + 1))

    def _undo(self) -> None:
        if self._seen is not None or self._there is not None:
            self._seen = self._there = None
            self.show_points()
        else:
            self.desk.session.undo()

    def _choose_method(self) -> None:
        scan, method = self.scan, str(self.method.currentData())
        if scan is not None:
            self._keep(CHOOSING, replace(scan, method=Method(method) if method else None))

    # ---------------------------------------------------------------- showing

    def show_ledger(self) -> None:
        """Follow the project."""
        self.show_points()

    def show_points(self) -> None:
        """Show the scans, and the points of the one that is being placed."""
        scan = self.scan
        if scan is None and self.pane is not None:
            self.close_scan()  # undone, or another project
            return
        self.known.show_scans(scanpoints.scans_of(self.desk.session.project) if self.pane is None else ())
        there = scan is not None and self.pane is not None
        self.body.setVisible(there)
        self.opener.setVisible(not there)
        self.tip.setVisible(there and scan is not None and not scan.points)
        self.hint.setVisible(not there)
        if scan is None or self.pane is None:
            self.desk.stand("scan", ())
            return
        self.placement, trouble = None, ""
        try:
            self.placement = scan.placement()
            trouble = "\n".join(sentence(one) for one in self.placement.remarks)
        except AnalysisFailed as error:
            trouble = f"{sentence(error.message)}{sentence(error.hint)}"
        found = self.placement
        self.table.show_points(len(scan.points), found)
        self.drop.setVisible(bool(scan.points))
        self.drop.setEnabled(self.table.row >= 0)
        self.said.setText("" if found is None else sentence(found.said))
        self.said.setVisible(found is not None)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble) and len(scan.points) > 1)  # before, everything is missing
        self.method.setCurrentIndex(max(self.method.findData(str(scan.method or "")), 0))
        self.go.setEnabled(found is not None and self.pane.scan is not None)
        self.next.setText(self.pane.ask(len(scan.points) + 1, self._seen, self._there))
        self._show_marks(scan)
        self._stand(scan)

    def _forget(self, id_: str) -> None:
        record = records.find(self.desk.session.project, id_)
        if record is not None:
            self.desk.do(FORGETTING, records.without(self.desk.session.project, id_), name=record.name)

    def _show_marks(self, scan: ScanPoints) -> None:
        if self.pane is not None:
            places = np.array([(one.column, one.row) for one in scan.points]).reshape(-1, 2)
            suspect = None if self.placement is None else self.placement.suspect
            self.pane.view.show_points(
                places, () if suspect is None else (suspect,), self.table.row, self._seen
            )

    def _stand(self, scan: ScanPoints) -> None:
        """Let the outline of the picture and the points stand on the map."""
        pane = self.pane
        if pane is None:
            return
        there = [(one.east, one.north) for one in scan.points]
        there += [] if self._there is None else [self._there]
        ground = heights_of(self.desk.session.project)
        found = marks(there, ground)
        if self.placement is not None and pane.scan is not None:
            try:
                found += outline(self.placement.corners(pane.scan.width, pane.scan.height), ground)
            except AnalysisFailed as error:
                self.trouble.setText(f"{sentence(error.message)}{sentence(error.hint)}")
                self.trouble.show()
                self.go.setEnabled(False)
        self.desk.stand("scan", found)

    # ---------------------------------------------------------------- placing

    def _ask_target(self) -> None:
        scan = self.scan
        if scan is None:
            return
        told = scan.placed or scan.path.with_name(
            translate("panels", "{name}_配置.tif").format(name=scan.path.stem)
        )
        title = translate("panels", "置いた画像の保存先")
        chosen, _ = QFileDialog.getSaveFileName(self.desk.window, title, str(told), "GeoTIFF (*.tif)")
        if chosen:
            target = Path(chosen)
            self.place(target if target.suffix else target.with_suffix(".tif"))

    def place(self, target: Path) -> None:
        """Write the picture and lay it on the map; a file of that name is replaced."""
        scan, pane, placement = self.scan, self.pane, self.placement
        if scan is None or pane is None or pane.scan is None or placement is None:
            return
        self.desk.run(
            Message(PLACING, {"name": scan.path.name}),
            placed,
            pane.scan,
            placement,
            self.desk.session.project,
            target,
            then=lambda found: self._put(replace(scan, placed=target), placement, found),
            key="areas-scan-place",
        )

    def _put(self, scan: ScanPoints, placement: Placement, found: Placed) -> None:
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        project = with_picture(scanpoints.keep(self.desk.session.project, scan, when), found)
        self.close_scan()
        self.desk.do(PLACING, project, name=scan.path.name)
        self.desk.window.program.add_findings(found.findings, found.layer.id)
        words = translate(
            "panels", "「{name}」を地図に置きました（{said}）。上の「新しい区域」で写し取れます。"
        )
        told = words.format(name=scan.path.name, said=sentence(placement.said))
        self.desk.window.banner.tell(Notice(told, "info", key="areas-scan"))
