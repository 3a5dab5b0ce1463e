"""The bar at the bottom: where the pointer is, how large the picture is drawn, what is being worked on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from gisapp.ui.cards import label, row
from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.tokens import STATUS_BAR
from gisapp.ui.words import decimal, geographic_position, integer, metres, plane_position, translate


class StatusBar(QWidget):
    """The bar at the bottom.

    Signals
    -------
    tasks_asked, findings_asked, drawing_asked
        The chip of that name was pressed.
    """

    drawing_asked = Signal()
    tasks_asked = Signal()
    findings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(translate("window", "状態の表示"))
        self.setFixedHeight(px(STATUS_BAR))
        line = row(self, space=8)
        line.setContentsMargins(px(12), 0, px(8), 0)
        self.position = self._field(translate("window", "平面直角座標"))
        self.degrees = self._field(translate("window", "経度と緯度"))
        self.height_above_sea = self._field(translate("window", "標高"))
        self.scale = self._field(translate("window", "縮尺"))
        self.selected = self._field(translate("window", "選択"))
        self.reduced = self._field(translate("window", "表示"))
        self.memory = self._field(translate("window", "メモリ"))
        self.hint = self._field(translate("window", "ヒント"))
        for field in (self.position, self.degrees, self.height_above_sea, self.hint):
            line.addWidget(field)
        line.addStretch(1)
        for field in (self.selected, self.reduced, self.scale, self.memory):
            line.addWidget(field)
        self.drawing = self._chip("settings", self.drawing_asked)
        self.drawing.setToolTip(translate("window", "描き方を選びます。今抑えているものも分かります"))
        self.drawing.hide()
        line.addWidget(self.drawing)
        self.findings = self._chip("findings", self.findings_asked)
        self.tasks = self._chip("tasks", self.tasks_asked)
        line.addWidget(self.findings)
        line.addWidget(self.tasks)
        self.show_findings(0)
        self.show_tasks(0)

    @staticmethod
    def _field(name: str) -> QLabel:
        made = label("", "small", wrap=False)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.hide()
        return made

    def _chip(self, meaning: str, pressed: SignalInstance) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("role", "chip")
        chip.setIcon(icon(meaning))
        chip.setIconSize(QSize(px(16), px(16)))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setFixedHeight(px(STATUS_BAR) - 2)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda _=False: pressed.emit())
        return chip

    def _say(self, field: QLabel, text: str) -> None:
        field.setText(text)
        field.setVisible(bool(text))

    def show_position(self, crs: str, east: float, north: float) -> None:
        """Show a place in the plane rectangular system."""
        self._say(self.position, plane_position(crs, east, north))

    def show_degrees(self, longitude: float, latitude: float) -> None:
        """Show longitude and latitude."""
        self._say(self.degrees, geographic_position(longitude, latitude))

    def show_height(self, height: float | None) -> None:
        """Show a height above Tokyo Peil in metres; None where nothing is under the pointer."""
        text = "" if height is None else translate("window", "標高 {height}").format(height=metres(height, 1))
        self._say(self.height_above_sea, text)

    def clear_position(self) -> None:
        """Show no place; the pointer has left the view."""
        for field in (self.position, self.degrees, self.height_above_sea):
            self._say(field, "")

    def show_scale(self, denominator: float | None) -> None:
        """Show the scale in the middle of the view."""
        self._say(self.scale, "" if denominator is None else f"1:{decimal(denominator, 0)}")

    def show_selection(self, count: int) -> None:
        """Show how many features are chosen; nothing when none is."""
        words = translate("window", "{count} 件を選択中").format(count=integer(count))
        self._say(self.selected, words if count else "")

    def show_memory(self, text: str) -> None:
        """Show how much memory the program holds."""
        self._say(self.memory, translate("window", "メモリ {size}").format(size=text))

    def show_drawing(self, name: str) -> None:
        """Say how the view is drawn; empty while there is none."""
        self.drawing.setVisible(bool(name))
        self.drawing.setText(translate("window", "描画: {way}").format(way=name))
        self.drawing.setAccessibleName(self.drawing.text())

    def show_reduced(self, text: str) -> None:
        """Say what the view leaves out at the moment; empty when nothing."""
        self._say(self.reduced, text)

    def show_hint(self, text: str) -> None:
        """Say how to come back from what was hidden; empty for nothing."""
        self._say(self.hint, text)

    def show_findings(self, count: int, remarks: int = 0) -> None:
        """Show how many kinds of findings there are; no chip when there are none.

        Parameters
        ----------
        count
            Those that somebody should look at.
        remarks
            Those that are good to know; they are counted only when there is nothing else.
        """
        self.findings.setVisible(count > 0 or remarks > 0)
        words = (
            translate("window", "気づいた点 {count} 種類")
            if count
            else translate("window", "お知らせ {count} 種類")
        )
        self.findings.setText(words.format(count=integer(count or remarks)))
        self.findings.setIcon(icon("findings" if count else "info"))
        self.findings.setToolTip(translate("window", "データについて気づいた点の一覧を開きます"))
        self.findings.setAccessibleName(self.findings.text())

    def show_tasks(self, count: int, percent: int | None = None, *, failed: int = 0) -> None:
        """Show how much is being worked on.

        Parameters
        ----------
        count
            Tasks that wait or run.
        percent
            How far they have come together, None while unknown.
        failed
            Tasks that failed since the list was last looked at.
        """
        self.tasks.setVisible(count > 0 or failed > 0)
        if count and percent is not None:
            text = translate("window", "作業 {count} 件  {percent} %").format(count=count, percent=percent)
        elif count:
            text = translate("window", "作業 {count} 件").format(count=count)
        else:
            text = translate("window", "終わらなかった作業 {count} 件").format(count=failed)
        self.tasks.setText(text)
        self.tasks.setIcon(icon("warn", "warn") if failed else icon("tasks"))
        self.tasks.setToolTip(translate("window", "進んでいる作業の一覧を開きます"))
        self.tasks.setAccessibleName(text)
