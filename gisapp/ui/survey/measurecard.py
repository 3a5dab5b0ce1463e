"""Measuring: the tools, and everything that was measured, with its values."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gisapp.desks.survey import measurements as kept
from gisapp.desks.survey.fitwork import Region, fit_work
from gisapp.desks.survey.measure import CORNERS, FITTED, Kind
from gisapp.desks.survey.measurements import KINDS, VALUES, figures, label
from gisapp.session import Selection
from gisapp.ui import theme
from gisapp.ui.cards import button, clear, column, row
from gisapp.ui.cards import label as label_of
from gisapp.ui.icons import icon
from gisapp.ui.survey.facts import breakable, fact_grid
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.survey.toolbuttons import ToolButtons
from gisapp.ui.theme import px
from gisapp.ui.words import THIN, integer, translate
from layers import records
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.survey.fitwork import Fitted
    from gisapp.desks.survey.measurements import Measurement
    from gisapp.tools.base import Drawn
    from gisapp.ui.survey.desk import SurveyDesk
    from layers.cloud import Cloud
    from layers.feedback import Feedback
    from layers.project import Project

MEASURING = QT_TRANSLATE_NOOP(CONTEXT, "「{name}」を測る")
FITTING = QT_TRANSLATE_NOOP(CONTEXT, "点群「{name}」の点に{kind}を当てはめる")
NO_SCAN = QT_TRANSLATE_NOOP(CONTEXT, "当てはめる点群がありません。")
NO_SCAN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "点群を開いてから、その点をクリックしてください。")
RENAMING = QT_TRANSLATE_NOOP(CONTEXT, "計測「{old}」を「{new}」に改める")
HIDING = QT_TRANSLATE_NOOP(CONTEXT, "計測「{name}」を隠す")
SHOWING = QT_TRANSLATE_NOOP(CONTEXT, "計測「{name}」を表示する")
DROPPING = QT_TRANSLATE_NOOP(CONTEXT, "計測「{name}」を消す")
HINTS = {
    Kind.POINT: QT_TRANSLATE_NOOP("panels", "点をクリックすると、座標と標高が出ます。"),
    Kind.DISTANCE: QT_TRANSLATE_NOOP("panels", "2点をクリックすると、斜距離・水平距離・高低差が出ます。"),
    Kind.PATH: QT_TRANSLATE_NOOP("panels", "角を順にクリックし、ダブルクリックか Enter で終えます。"),
    Kind.AREA: QT_TRANSLATE_NOOP(
        "panels", "角を順にクリックし、はじめの角かダブルクリックで閉じます。水平面積と斜面積が出ます。"
    ),
    Kind.ANGLE: QT_TRANSLATE_NOOP("panels", "3点をクリックすると、2点目の角の大きさが出ます。"),
    Kind.SLOPE: QT_TRANSLATE_NOOP("panels", "2点をクリックすると、勾配が %・度・1:n で出ます。"),
    Kind.RADIUS: QT_TRANSLATE_NOOP(
        "panels", "曲線に沿って3点以上をクリックし、ダブルクリックか Enter で終えます。"
    ),
    Kind.PLANE: QT_TRANSLATE_NOOP(
        "panels",
        "壁やのり面の1点をダブルクリックすると、下の半径の中の点に平面を当てはめます。"
        "角を3点以上クリックして囲むこともできます。",
    ),
    Kind.CYLINDER: QT_TRANSLATE_NOOP(
        "panels",
        "柱や管の1点をダブルクリックすると、下の半径の中の点に円柱を当てはめます。"
        "角を3点以上クリックして囲むこともできます。",
    ),
}
NEAR = 1.0
"""Metres around a click, unless somebody says otherwise."""
LINES = 8
LINE = 28
ID = Qt.ItemDataRole.UserRole


class MeasureCard(SurveyCard):
    """Offers the tools, and lists what was measured.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__(desk, translate("panels", "計測"))
        self._filling = False
        self._known: tuple[Measurement, ...] = ()
        said = {
            f"measure-{kind}": (translate(CONTEXT, KINDS[kind]), translate("panels", HINTS[kind]))
            for kind in CORNERS
        }
        real = translate("panels", "点群の上では、実際の点を拾います。")
        self.tools = ToolButtons(desk, said, real)
        self.inside.addWidget(self.tools)
        self.near_line, self.near = QWidget(), QDoubleSpinBox()
        self.near.setRange(0.05, 50.0)
        self.near.setSingleStep(0.25)
        self.near.setSuffix(f"{THIN}m")
        self.near.setValue(NEAR)
        self.near.setAccessibleName(translate("panels", "クリックした点からの半径"))
        line = row(self.near_line)
        line.addWidget(label_of(translate("panels", "クリックした点からの半径"), "quiet", wrap=False))
        line.addWidget(self.near, 1)
        self.inside.addWidget(self.near_line)
        self.list = _list(translate("panels", "計測の一覧"))
        self.list.itemChanged.connect(self._edited)
        self.list.currentItemChanged.connect(lambda *_: self._chosen())
        self.inside.addWidget(self.list)
        self._values = column(space=4)
        self.inside.addLayout(self._values)
        line = row()
        self.go = button(translate("panels", "移動"), self._fly, role="flat", meaning="zoom-to")
        self.remove = button(translate("panels", "消す"), self._drop, role="flat", meaning="remove")
        self.export = button(translate("panels", "書き出す…"), self._export, role="flat", meaning="export")
        for one in (self.go, self.remove, self.export):
            line.addWidget(one)
        line.addStretch(1)
        self.inside.addLayout(line)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._drop)
        desk.drawn.connect(self._take)
        desk.tool_changed.connect(self._show_near)
        self._show_near()
        desk.recorded.connect(self.show_list)
        self.show_list()

    # ---------------------------------------------------------------- measuring

    def _show_near(self) -> None:
        """Show the radius while a tool is in hand that asks for it."""
        self.near_line.setVisible(self.desk.session.tool in {f"measure-{kind}" for kind in FITTED})

    def _take(self, news: Drawn) -> None:
        kind = news.tool.removeprefix("measure-")
        if news.tool.startswith("measure-") and kind in set(Kind):
            self.desk.window.guard(lambda: self._measure(Kind(kind), news))

    def _measure(self, kind: Kind, news: Drawn) -> None:
        if kind in FITTED:
            self._fit(kind, news)
            return
        project = self.desk.session.project
        cloud = self.desk.cloud
        made = kept.measurement(
            kind,
            news.places,
            project.crs,
            kept.next_name(project, translate(CONTEXT, KINDS[kind])),
            scan="" if cloud is None else cloud.name,
            when=datetime.now().astimezone().isoformat(timespec="seconds"),
        )
        self._keep(MEASURING, made, project)
        self._choose(made.id)

    def _fit(self, kind: Kind, news: Drawn) -> None:
        """Fit a shape to the points of the scan beside the window."""
        cloud = self.desk.cloud
        if cloud is None:
            raise AnalysisFailed(NO_SCAN, NO_SCAN_HINT)
        places = tuple((east, north, height) for east, north, height in news.places.tolist())
        region = Region(places, self.near.value())
        said = Message(FITTING, {"name": cloud.name, "kind": translate(CONTEXT, KINDS[kind])})

        def take(found: Fitted) -> None:
            project = self.desk.session.project
            made = kept.fitted(
                kind,
                found.outline,
                found.values,
                cloud.data.crs,
                kept.next_name(project, translate(CONTEXT, KINDS[kind])),
                scan=cloud.name,
                when=datetime.now().astimezone().isoformat(timespec="seconds"),
            )
            self._keep(MEASURING, made, project)
            self._choose(made.id)

        self.desk.run(said, fitted, cloud.data, region, kind, then=take)

    def _keep(self, words: str, one: Measurement, project: Project, **values: str) -> None:
        self.desk.session.do(Message(words, {"name": one.name, **values}), kept.keep(project, one))

    # ---------------------------------------------------------------- what was measured

    def show_list(self) -> None:
        """Show what was measured, in the order in which it was."""
        chosen = self._chosen_id
        self._known, damaged = kept.measurements_of(self.desk.session.project)
        self._filling = True
        self.list.clear()
        quiet = QColor(theme.look().tokens.quiet)
        for one in self._known:
            item = QTreeWidgetItem([one.name, label(one)])
            item.setData(0, ID, one.id)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsEditable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(0, Qt.CheckState.Unchecked if one.hidden else Qt.CheckState.Checked)
            item.setIcon(0, icon(f"measure-{one.kind}"))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if one.hidden:
                item.setForeground(0, quiet)
                item.setForeground(1, quiet)
            self.list.addTopLevelItem(item)
        for record in damaged:
            item = QTreeWidgetItem([record.name, translate("panels", "壊れています")])
            item.setData(0, ID, record.id)
            item.setForeground(1, QColor(theme.look().tokens.danger))
            self.list.addTopLevelItem(item)
        count = self.list.topLevelItemCount()
        self.list.setFixedHeight(px(LINE) * min(count, LINES) + 4)
        for widget in (self.list, self.go, self.remove, self.export):
            widget.setVisible(count > 0)
        self._filling = False
        self._choose(chosen)

    @property
    def _chosen_id(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(0, ID))

    def _choose(self, id_: str) -> None:
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None and item.data(0, ID) == id_:
                self.list.setCurrentItem(item)
        self._chosen()

    @property
    def chosen(self) -> Measurement | None:
        """What is looked at."""
        id_ = self._chosen_id
        return next((one for one in self._known if one.id == id_), None)

    def _chosen(self) -> None:
        if self._filling:
            return
        clear(self._values)
        one = self.chosen
        self.go.setEnabled(one is not None)
        self.remove.setEnabled(bool(self._chosen_id))
        if one is None:
            return
        curved = one.kind in {Kind.RADIUS, Kind.CYLINDER}
        middle = translate("panels", "中心の{name}") if curved else "{name}"
        rows = []
        for attribute in VALUES:
            if attribute.name in one.values:
                words = translate(CONTEXT, attribute.label)
                if attribute.name in {"east", "north"}:
                    words = middle.format(name=words)
                rows.append((words, figures(one.values, attribute.name)))
        if one.kind not in FITTED:
            rows.append((translate("panels", "クリックした点"), integer(len(one.corners))))
        if one.scan:
            rows.append((translate("panels", "測った点群"), breakable(one.scan)))
        self._values.addLayout(fact_grid(rows))

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        one = next((each for each in self._known if each.id == item.data(0, ID)), None)
        if not self._filling and not column and one is not None:
            # The list is made anew by the change, and Qt is not done with the item yet.
            name, hidden = item.text(0).strip(), item.checkState(0) == Qt.CheckState.Unchecked
            QTimer.singleShot(0, self, lambda: self._correct(one, name, hidden=hidden))

    def _correct(self, one: Measurement, name: str, *, hidden: bool) -> None:
        project = self.desk.session.project
        if hidden != one.hidden:
            self._keep(HIDING if hidden else SHOWING, replace(one, hidden=hidden), project)
        elif name and name != one.name:
            self._keep(RENAMING, replace(one, name=name), project, old=one.name, new=name)
        else:
            self.show_list()

    def _drop(self) -> None:
        record = records.find(self.desk.session.project, self._chosen_id)
        if record is not None:
            project = kept.drop(self.desk.session.project, record.id)
            self.desk.session.do(Message(DROPPING, {"name": record.name}), project)

    def _fly(self) -> None:
        one, view = self.chosen, self.desk.window.view
        layer = kept.layer_of(self.desk.session.project)
        if one is None or view is None or layer is None or layer.data is None:
            return
        rows = [place for place, each in enumerate(layer.data.store.basis) if each.id == one.id]
        low, high = one.corners.min(axis=0) - 5.0, one.corners.max(axis=0) + 5.0
        self.desk.session.select(Selection.of(layer.id, rows))
        self.desk.window.show_right(facts=False)
        view.fly_to((*low.tolist(), *high.tolist()))

    def _export(self) -> None:
        layer = kept.layer_of(self.desk.session.project)
        if layer is not None:
            self.desk.window.work.exporting.ask(layer.id)


def fitted(cloud: Cloud, region: Region, kind: Kind, *, feedback: Feedback) -> Fitted:
    """Fit a shape; runs beside the window."""
    return fit_work(cloud, region, kind, feedback)


def _list(name: str) -> QTreeWidget:
    """Return a list with names that can be changed, and what stands behind them."""
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setColumnCount(2)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setEditTriggers(
        QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
    )
    header = made.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return made
