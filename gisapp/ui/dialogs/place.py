"""Where do these numbers lie: the systems that are possible, each with its reason and its place on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from gisapp.cityplace import DEGREES
from gisapp.ui import theme
from gisapp.ui.cards import column, label, row
from gisapp.ui.dialogs.properties import crs_words
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import sentence, translate
from layers.crs import ROMAN, ZONE_AREAS
from layers.errors import UnknownCrs
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.operations import operation
from layers.systems import Datum, Kind, System, code_of, system_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from gisapp.cityplace import Box
    from importers.located import Unlocated
    from layers.place import Place
    from layers.placement import Proposal

    At = Callable[[float, float], QPointF]

SMALLEST = 0.05
"""Degrees that the map shows at least."""
LANDMARKS = (
    (QT_TRANSLATE_NOOP("window", "札幌"), 141.35, 43.06),
    (QT_TRANSLATE_NOOP("window", "仙台"), 140.87, 38.27),
    (QT_TRANSLATE_NOOP("window", "東京"), 139.69, 35.69),
    (QT_TRANSLATE_NOOP("window", "大阪"), 135.52, 34.69),
    (QT_TRANSLATE_NOOP("window", "福岡"), 130.42, 33.61),
    (QT_TRANSLATE_NOOP("window", "長崎"), 129.87, 32.75),
    (QT_TRANSLATE_NOOP("window", "鹿児島"), 130.56, 31.56),
    (QT_TRANSLATE_NOOP("window", "那覇"), 127.68, 26.21),
)
"""Offices of prefectures, degrees: what tells parts of Japan apart on an otherwise empty map."""
_DATUMS = {
    Datum.JGD2011: QT_TRANSLATE_NOOP("window", "JGD2011・JGD2024（今の世界測地系）"),
    Datum.JGD2000: QT_TRANSLATE_NOOP("window", "JGD2000（2011年までの世界測地系）"),
    Datum.TOKYO: QT_TRANSLATE_NOOP("window", "日本測地系（2002年までの旧測地系）"),
}


class PlaceMap(QWidget):
    """A small map of degrees: what the project shows already, and where the new points would lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(px(320), px(300))
        self.points: NDArray[np.float64] = np.empty((0, 2))
        self.known: Sequence[tuple[str, Box]] = ()
        self.place: Place | None = None
        self.setAccessibleName(translate("window", "データの位置を示す地図"))

    def show_points(self, points: NDArray[np.float64]) -> None:
        """Show other points (n, 2), longitude and latitude in degrees."""
        self.points = points
        self.update()

    def frame(self) -> Box:
        """Return west, south, east, north of what is shown, in degrees."""
        boxes = [box for _, box in self.known]
        if self.place is not None:
            boxes.append(self.place.bounds)
        alone = not boxes
        if len(self.points):
            boxes.append((*self.points.min(axis=0).tolist(), *self.points.max(axis=0).tolist()))
        if alone:
            boxes.append((128.0, 30.0, 146.0, 46.0))  # alone it says nothing: show it within Japan
        west, south = (min(box[k] for box in boxes) for k in (0, 1))
        east, north = (max(box[k] for box in boxes) for k in (2, 3))
        grow = max((SMALLEST - (east - west)) / 2, (SMALLEST - (north - south)) / 2, 0.0)
        margin = 0.12 * max(east - west, north - south) + grow
        return west - margin, south - margin, east + margin, north + margin

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw meridians and parallels, what is known, and the points."""
        del event
        tokens = theme.look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.sunken))
        west, south, east, north = self.frame()
        squeeze = float(np.cos(np.radians((south + north) / 2)))
        scale = min(self.width() / ((east - west) * squeeze), self.height() / (north - south))
        middle = QPointF((west + east) / 2, (south + north) / 2)

        def at(longitude: float, latitude: float) -> QPointF:
            return QPointF(
                self.width() / 2 + (longitude - middle.x()) * squeeze * scale,
                self.height() / 2 - (latitude - middle.y()) * scale,
            )

        self._draw_degrees(painter, at, scale)
        if self.place is not None:
            self._draw_place(painter, at, self.place)
        elif not self.known:
            painter.setPen(QColor(tokens.quiet))
            for name, longitude, latitude in LANDMARKS:
                spot = at(longitude, latitude)
                painter.drawEllipse(spot, px(2), px(2))
                painter.drawText(spot + QPointF(px(5), px(4)), translate("window", name))
        painter.setPen(QPen(QColor(tokens.text), 1.5))
        for name, box in self.known:
            place = QRectF(at(box[0], box[3]), at(box[2], box[1]))
            painter.drawRect(place)
            painter.drawText(place.topLeft() + QPointF(3, -4), name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        for longitude, latitude in self.points.tolist():
            painter.drawEllipse(at(longitude, latitude), px(3), px(3))
        if len(self.points) > 1:
            low, high = self.points.min(axis=0), self.points.max(axis=0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            corners = [(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])]
            painter.drawPolygon(QPolygonF([at(*corner) for corner in corners]))
        painter.end()

    def _draw_place(self, painter: QPainter, at: At, place: Place) -> None:
        """Draw the boundary where data are expected."""
        import shapely

        tokens = theme.look().tokens
        path = QPainterPath()
        for polygon in shapely.get_parts(shapely.get_parts(place.shape)):
            path.addPolygon(QPolygonF([at(*corner) for corner in polygon.exterior.coords]))
        painter.setPen(QPen(QColor(tokens.text), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        west, _, _, north = place.bounds
        painter.drawText(at(west, north) + QPointF(px(4), px(14)), place.name)

    def _draw_degrees(self, painter: QPainter, at: At, scale: float) -> None:
        west, south, east, north = self.frame()
        step = next((one for one in (0.01, 0.05, 0.1, 0.5, 1.0, 5.0) if one * scale > px(60)), 10.0)
        tokens = theme.look().tokens
        digits = 2 if step < 0.1 else 1 if step < 1 else 0
        painter.setPen(QPen(QColor(tokens.line), 1))
        for longitude in np.arange(np.ceil(west / step) * step, east, step).tolist():
            x = at(longitude, south).x()
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            painter.drawText(QPointF(x + 3, self.height() - 5), f"{longitude:.{digits}f}°")
        for latitude in np.arange(np.ceil(south / step) * step, north, step).tolist():
            y = at(west, latitude).y()
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            painter.drawText(QPointF(3, y - 3), f"{latitude:.{digits}f}°")


class PlaceDialog(Sheet):
    """Asks in which system a source is.

    Parameters
    ----------
    asked
        What is possible, and some of its points.
    known
        Names and extents (degrees) of what the project shows.
    remembered
        The system that was chosen last for this folder, empty for none.

    Attributes
    ----------
    for_folder
        Whether the choice holds for the other files of the folder too.
    """

    def __init__(
        self,
        asked: Unlocated,
        known: Sequence[tuple[str, Box]] = (),
        remembered: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translate("window", "座標系の確認"), 860, parent)
        self._asked = asked
        file = asked.path.name if asked.path is not None else ""
        text = translate(
            "window", "「{file}」がどの座標系の数値か、はっきりしません。地図上の位置を見て選んでください。"
        )
        self.content.addWidget(label(text.format(file=file), "quiet"))
        across = QHBoxLayout()
        across.setSpacing(px(16))
        self.map = PlaceMap()
        self.map.known = known if asked.place is None or not asked.place.exact else ()
        self.map.place = asked.place if asked.place is not None and asked.place.exact else None
        self._group = QButtonGroup(self)
        self._codes: list[str] = []
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(px(380))
        choices = self._choices(asked.proposals, remembered)
        scroll.setWidget(choices)
        scroll.setMinimumWidth(choices.minimumSizeHint().width() + px(16))  # radio buttons do not wrap
        across.addWidget(scroll, 1)
        across.addWidget(self.map, 1)
        self.content.addLayout(across, 1)
        self.for_folder = QCheckBox(translate("window", "同じフォルダーのほかのファイルにも使う"))
        self.content.addWidget(self.for_folder)
        self._warning = label("", "small")
        self.content.addWidget(self._warning)
        self.add_button(translate("window", "読み込まない"), self.reject)
        self._take = self.add_button(
            translate("window", "この位置で読み込む"), self.accept, role="primary", meaning="done"
        )
        self._group.idClicked.connect(lambda _: self._show())
        self._show()

    @property
    def crs(self) -> str:
        """The system that is chosen."""
        index = self._group.checkedId()
        if 0 <= index < len(self._codes):
            return self._codes[index]
        return str(self._other.currentData() or "")

    def _choices(self, proposals: Sequence[Proposal], remembered: str) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = column(frame, margin=16, space=8)
        twins = proposals if self._asked.ask_order else ()
        systems = [one.crs for one in proposals]
        ordered = sorted(proposals, key=lambda one: systems.index(one.crs)) if twins else list(proposals)
        ordered.sort(key=lambda one: _code(one, twins) != remembered)
        for number, proposal in enumerate(ordered):
            code = _code(proposal, twins)
            if code in self._codes:
                continue
            self._codes.append(code)
            choice = QRadioButton(_words(code, proposal))
            self._group.addButton(choice, len(self._codes) - 1)
            choice.setChecked(number == 0)
            inside.addWidget(choice)
            reasons = [sentence(one) for one in proposal.reasons]
            zone = zone_of(proposal.crs)
            if zone:
                area = translate(CONTEXT, ZONE_AREAS[zone - 1])
                reasons.insert(0, translate("window", "{area}で使う座標系です。").format(area=area))
            if code == remembered:
                reasons.insert(0, translate("window", "このフォルダーでは前回これを選びました。"))
            words = label("\n".join(reasons), "small")
            words.setContentsMargins(px(24), 0, 0, px(4))
            inside.addWidget(words)
        if not self._codes:
            none = translate(
                "window",
                "数値に合う日本の座標系が見つかりません。任意の原点で測った座標か、国外のデータかもしれません。"
                "測った人に座標系を確かめて、下から選んでください。",
            )
            inside.addWidget(label(none))
        other = QRadioButton(translate("window", "ほかの座標系"))
        self._group.addButton(other, len(self._codes))
        other.setChecked(not self._codes)
        line = row(space=8)
        line.addWidget(other)
        self._other = QComboBox()
        self._other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._other.setMinimumContentsLength(12)
        self._other.setAccessibleName(translate("window", "ほかの座標系"))
        for name, code in all_systems():
            self._other.addItem(name, code)
        if remembered and remembered not in self._codes and (at := self._other.findData(remembered)) >= 0:
            self._other.setCurrentIndex(at)
            other.setChecked(True)
        self._other.activated.connect(lambda _: self._choose(other))
        line.addWidget(self._other, 1)
        inside.addLayout(line)
        inside.addStretch(1)
        return frame

    def _choose(self, choice: QRadioButton) -> None:
        choice.setChecked(True)
        self._show()

    def _show(self) -> None:
        points = self._placed()
        self.map.show_points(points)
        away = not len(points)
        self._take.setEnabled(not away)
        self._warning.setVisible(away)
        self._warning.setText(
            translate("window", "この座標系では日本の外になるため、選べません。") if away else ""
        )

    def _placed(self) -> NDArray[np.float64]:
        """Return the points (n, 2) in degrees under the chosen system, none when they leave Japan."""
        from importers.located import placed_in_japan, split_order

        code, order = split_order(self.crs)
        try:
            way = operation(code, DEGREES)
        except UnknownCrs:
            return np.empty((0, 2))
        return placed_in_japan(self._asked.sample, way, may_swap=self._asked.may_swap, order=order)[0]


def _code(proposal: Proposal, among: Sequence[Proposal]) -> str:
    """Return what is chosen by a proposal: the order of the axes too where both are possible."""
    from importers.located import EAST, NORTH

    both = any(one.crs == proposal.crs and one.swapped != proposal.swapped for one in among)
    return f"{proposal.crs}{(NORTH if proposal.swapped else EAST) if both else ''}"


def _words(code: str, proposal: Proposal) -> str:
    """Return the words for a choice, with the order of the axes where that is part of it."""
    words = crs_words(proposal.crs)
    if code == proposal.crs:
        return words
    order = (
        translate("window", "1 列目が北（X）、2 列目が東（Y）")
        if proposal.swapped
        else translate("window", "1 列目が東、2 列目が北")
    )
    return f"{words}　{order}"


def zone_of(crs: str) -> int:
    """Return the zone of a plane rectangular system on any datum, 0 for other systems."""
    system = system_of(crs)
    return system.zone if system is not None and system.kind is Kind.PLANE else 0


def all_systems() -> list[tuple[str, str]]:
    """Return words and codes of the systems that may be chosen: degrees and all zones on three datums."""
    found = []
    for datum, words in _DATUMS.items():
        name = translate("window", words)
        degrees = translate("window", "緯度・経度　{datum}").format(datum=name)
        found.append((degrees, code_of(System(Kind.DEGREES, datum))))
        found += [
            (
                translate("window", "平面直角 {zone} 系　{datum}").format(zone=ROMAN[zone - 1], datum=name),
                code_of(System(Kind.PLANE, datum, zone)),
            )
            for zone in range(1, 20)
        ]
        found += [
            (
                translate("window", "UTM {zone} 帯　{datum}").format(zone=zone, datum=name),
                code_of(System(Kind.UTM, datum, zone)),
            )
            for zone in range(51, 56)
        ]
    return [*found, (translate("window", "Web メルカトル"), code_of(System(Kind.WEB, Datum.WGS84)))]
