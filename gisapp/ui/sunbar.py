"""A bar that moves the sun: date and time, by hand or playing, in clock time and in true solar time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QMenu, QSlider, QToolButton

from gisapp.desks.planning.sun import JST
from gisapp.desks.planning.sunshade import moment_of
from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

STEP = 5
"""Minutes of a step of the slider."""
PLAYED = 10
"""Minutes of a step while playing."""
PACE = 120
"""Milliseconds between two steps, when the picture is drawn that fast."""
FIRST, LAST = 4 * 60, 20 * 60
"""Minutes of the day between which the sun is up anywhere in Japan."""
DAYS = (
    (QT_TRANSLATE_NOOP("window", "冬至"), (12, 22)),
    (QT_TRANSLATE_NOOP("window", "春分"), (3, 20)),
    (QT_TRANSLATE_NOOP("window", "夏至"), (6, 21)),
    (QT_TRANSLATE_NOOP("window", "秋分"), (9, 23)),
)


class SunBar(QFrame):
    """The bar.

    Parameters
    ----------
    place
        Longitude and latitude in degrees.
    when
        The moment that it begins with; noon of the next winter solstice when none is said.

    Signals
    -------
    moved(moment)
        Another moment was chosen: a `datetime` that knows its time zone.
    """

    moved = Signal(object)

    def __init__(
        self, place: tuple[float, float], when: datetime | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self.setObjectName("sunBar")
        self.setProperty("role", "bar")
        self.setAccessibleName(translate("window", "日影の日時"))
        whole = column(self, margin=8, space=4)
        above = row(space=8)
        whole.addLayout(above)
        self.play = icon_button("play", translate("window", "再生する"), self.toggle)
        self.play.setAutoRaise(True)
        above.addWidget(self.play)
        self.clock = label("", "title", wrap=False)
        above.addWidget(self.clock)
        above.addStretch(1)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy/MM/dd")
        self.day.setDateRange(QDate(1950, 1, 1), QDate(2099, 12, 31))
        self.day.setAccessibleName(translate("window", "日付"))
        above.addWidget(self.day)
        self.days = QToolButton()
        self.days.setProperty("role", "chip")
        self.days.setText(translate("window", "節目の日"))
        self.days.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.days)
        for name, month_and_day in DAYS:
            menu.addAction(translate("window", name)).triggered.connect(self._chooser(month_and_day))
        self.days.setMenu(menu)
        self.time = QSlider(Qt.Orientation.Horizontal)
        self.time.setRange(FIRST // STEP, LAST // STEP)
        self.time.setPageStep(60 // STEP)
        self.time.setAccessibleName(translate("window", "時刻（日本標準時）"))
        self.time.setMinimumWidth(px(200))
        whole.addWidget(self.time)
        below = row(space=8)  # three things in a line are as much as a narrow column holds
        whole.addLayout(below)
        self.detail = label("", "small")
        below.addWidget(self.detail, 1)
        below.addWidget(self.days)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._advance)
        today = datetime.now(JST).date()
        winter = date(today.year, 12, 22)
        start = when or datetime(winter.year, winter.month, winter.day, 12, tzinfo=JST)
        self._show(start)
        self.day.dateChanged.connect(lambda _: self._changed())
        self.time.valueChanged.connect(lambda _: self._changed())
        self._tell()

    @property
    def moment(self) -> datetime:
        """The moment that is chosen."""
        day, minutes = self.day.date(), self.time.value() * STEP
        return datetime(day.year(), day.month(), day.day(), tzinfo=JST) + timedelta(minutes=minutes)

    @property
    def playing(self) -> bool:
        """Whether time goes on by itself."""
        return self._timer.isActive()

    def set_place(self, longitude: float, latitude: float) -> None:
        """Look from another place, degrees."""
        self._place = (longitude, latitude)
        self._changed()

    def toggle(self) -> None:
        """Play from here on, from the morning when the day is over; or stop."""
        if self.playing:
            self.stop()
            return
        if not self._light(self.moment) or self.time.value() == self.time.maximum():
            self._show(self._dawn())
        self._timer.start(PACE)
        self._mark()

    def stop(self) -> None:
        """Let time stand still."""
        self._timer.stop()
        self._mark()

    def _advance(self) -> None:
        following = self.moment + timedelta(minutes=PLAYED)
        if not self._light(following):
            self._mark()
            return
        # Whoever hears of it draws at once; only then the next step is waited for.
        self.time.setValue((following.hour * 60 + following.minute) // STEP)
        self._timer.start(PACE)

    def _dawn(self) -> datetime:
        """Return the first step of the day at which the sun is up."""
        now = self.moment.replace(hour=FIRST // 60, minute=0)
        steps = (now + timedelta(minutes=STEP * k) for k in range((LAST - FIRST) // STEP))
        return next((one for one in steps if self._light(one)), now)

    def _light(self, when: datetime) -> bool:
        return moment_of(when, *self._place).up

    def _show(self, when: datetime) -> None:
        local = when.astimezone(JST)
        self.day.setDate(QDate(local.year, local.month, local.day))
        self.time.setValue((local.hour * 60 + local.minute) // STEP)

    def _chooser(self, month_and_day: tuple[int, int]) -> Callable[[], None]:
        def choose() -> None:
            self.day.setDate(QDate(self.day.date().year(), *month_and_day))

        return choose

    def _changed(self) -> None:
        self._tell()
        self.moved.emit(self.moment)

    def _tell(self) -> None:
        now = self.moment
        sun = moment_of(now, *self._place)
        minutes = round(sun.hours * 60) % (24 * 60)
        self.clock.setText(f"{now:%H:%M}")
        times = translate("window", "日本標準時 {clock}　真太陽時 {solar}").format(
            clock=f"{now:%H:%M}", solar=f"{minutes // 60:02d}:{minutes % 60:02d}"
        )
        height = translate("window", "太陽の高さ {degrees}°").format(degrees=f"{sun.altitude:.0f}")
        if not sun.up:
            height = translate("window", "太陽が出ていません")
        self.detail.setText(f"{times}　{height}")

    def _mark(self) -> None:
        words = translate("window", "止める") if self.playing else translate("window", "再生する")
        self.play.setIcon(icon("pause" if self.playing else "play"))
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)
