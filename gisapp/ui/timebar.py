"""The bar below the view that shows and plays time; it is there only when a visible layer has time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from gisapp.ui.cards import button, column, icon_button, label, row, rule
from gisapp.ui.icons import icon
from gisapp.ui.menus import keys_shown
from gisapp.ui.theme import px
from gisapp.ui.timeplayer import SPEEDS, TimePlayer
from gisapp.ui.timetrack import TimeTrack
from gisapp.ui.words import integer, sentence, translate
from layers import timewords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction, QResizeEvent

    from gisapp.action import Action

NARROW = 520
"""Below this width there is room for what matters only."""


class TimeBar(QFrame):
    """The bar.

    Parameters
    ----------
    player
        What it shows and moves.
    actions
        The actions of the window by id, for their keys.
    """

    def __init__(self, player: TimePlayer, actions: Mapping[str, Action]) -> None:
        super().__init__()
        self._player = player
        self.setObjectName("timeBar")
        self.setProperty("role", "bar")
        self.setAccessibleName(translate("window", "時間"))
        whole = column(self)
        whole.addWidget(rule())
        line: QHBoxLayout = row(space=4)
        line.setContentsMargins(px(12), px(4), px(12), px(4))
        whole.addLayout(line)

        def hint(words: str, action: str) -> str:
            keys = keys_shown(actions[action]) if action in actions else ""
            return translate("window", "{name}（{keys}）").format(name=words, keys=keys) if keys else words

        self._words = {
            False: hint(translate("window", "再生する"), "time-play"),
            True: hint(translate("window", "止める"), "time-play"),
        }
        self.back = self._button(
            "step-back", hint(translate("window", "1 つ戻る"), "time-back"), lambda: self._walk(-1)
        )
        self.play = self._button("play", self._words[False], player.toggle)
        self.forward = self._button(
            "step-forward", hint(translate("window", "1 つ進む"), "time-forward"), lambda: self._walk(1)
        )
        for one in (self.back, self.play, self.forward):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(px(8))
        right = column(space=0)
        line.addLayout(right, 1)
        above = row(space=8)
        right.addLayout(above)
        self.moment = label("", "title", wrap=False)
        self.moment.setObjectName("timeNow")
        above.addWidget(self.moment)
        self.detail = label("", "small", wrap=False)
        above.addWidget(self.detail, 1)
        self.pace = QToolButton()
        self.pace.setProperty("role", "chip")
        self.pace.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.pace.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.pace.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pace.setToolTip(translate("window", "進む幅と速さ"))
        self.pace.setAccessibleName(translate("window", "進む幅と速さ"))
        self._menu = QMenu(self.pace)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.pace.setMenu(self._menu)
        above.addWidget(self.pace)
        self.all = button(translate("window", "すべての時間"), lambda: player.show(None), role="flat")
        self.all.setCheckable(True)
        above.addWidget(self.all)
        self.track = TimeTrack(player)
        self.track.hovered.connect(self._hover)
        right.addWidget(self.track)
        self._hovered = ""
        player.changed.connect(self.refresh)
        self.refresh()

    @staticmethod
    def _button(meaning: str, name: str, run: Callable[[], object]) -> QToolButton:
        made = icon_button(meaning, name, run)
        made.setAutoRaise(True)
        return made

    def _walk(self, steps: int) -> None:
        self._player.pause()
        self._player.walk(steps)

    def refresh(self) -> None:
        """Show the time of now."""
        player = self._player
        line, step = player.timeline, player.step
        # Without a parent it would be a window of its own for a moment.
        self.setVisible(line is not None and self.parent() is not None)
        if line is None or step is None:
            return
        playing = player.playing
        self.play.setIcon(icon("pause" if playing else "play"))
        self.play.setToolTip(self._words[playing])
        self.play.setAccessibleName(self._words[playing])
        self.moment.setText(sentence(timewords.period(player.period, step)))
        self.all.setChecked(player.period is None)
        self.pace.setText(
            translate("window", "{step}・毎秒 {speed} 回").format(
                step=sentence(timewords.every(step)), speed=player.speed
            )
        )
        self._show_detail()
        self.track.update()
        self._fit()

    def _show_detail(self) -> None:
        line = self._player.timeline
        if line is None:
            return
        if self._hovered:
            self.detail.setText(self._hovered)
            return
        parts = []
        if self._player.period is None and self._player.shares:
            parts.append(translate("window", "同じ場所は最新の値"))
        if line.untimed:
            shown = (
                translate("window", "時刻が未確認の {count} 件を含む")
                if self._player.period is None
                else translate("window", "時刻が未確認の {count} 件は出ません")
            )
            parts.append(shown.format(count=integer(line.untimed)))
        self.detail.setText("　".join(parts))

    def _hover(self, words: str) -> None:
        self._hovered = words
        self._show_detail()

    def _fill_menu(self) -> None:
        self._menu.clear()
        player, line = self._player, self._player.timeline
        if line is None:
            return
        self._menu.addSection(translate("window", "進む幅"))
        for step in line.steps():
            words = sentence(timewords.every(step))
            self._check(words, step == player.step, partial(player.choose_step, step))
        self._menu.addSection(translate("window", "速さ"))
        for speed in SPEEDS:
            words = translate("window", "毎秒 {count} 回").format(count=speed)
            self._check(words, speed == player.speed, partial(player.choose_speed, speed))

    def _check(self, words: str, checked: bool, run: Callable[[], object]) -> None:
        action: QAction = self._menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: run())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() >= px(NARROW)
        self.pace.setVisible(room)
        self.detail.setVisible(room)

    def close_bar(self) -> None:
        """Stop following the player."""
        self._player.changed.disconnect(self.refresh)
