"""What can be done with the areas on the map, as buttons, and what is said while one of them is in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from gisapp.ui.cards import column, label
from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.tokens import ICON
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk

ACROSS = 3
"""Buttons in a row."""
SELECT = "select"


@dataclass(frozen=True)
class Verb:
    """Something that can be done.

    Attributes
    ----------
    tool
        Id of the tool that is taken in hand.
    name, hint
        What stands on the button, and how it is done.
    """

    tool: str
    name: str
    hint: str


VERBS = {
    "move": Verb(
        "areas-corners",
        QT_TRANSLATE_NOOP("panels", "境界を動かす"),
        QT_TRANSLATE_NOOP(
            "panels",
            "境界の点をドラッグすると、両側の区域が一緒に変わります。線の上のダブルクリックで点を加え、"
            "Delete で点を消し、Shift を押して線をドラッグすると境界全体が動きます。",
        ),
    ),
    "reshape": Verb(
        "areas-line",
        QT_TRANSLATE_NOOP("panels", "線で引き直す"),
        QT_TRANSLATE_NOOP(
            "panels",
            "新しい境界を、いまの境界から始めて同じ境界の上で終わるように引きます。"
            "Enter かダブルクリックで終わります。",
        ),
    ),
    "split": Verb(
        "areas-line",
        QT_TRANSLATE_NOOP("panels", "分割"),
        QT_TRANSLATE_NOOP(
            "panels",
            "区域の外から外まで横切る線を引きます。大きいほうが元の自治会のまま残ります。"
            "Enter かダブルクリックで終わります。",
        ),
    ),
    "merge": Verb(
        SELECT,
        QT_TRANSLATE_NOOP("panels", "統合"),
        QT_TRANSLATE_NOOP("panels", "統合する区域を地図で順にクリックします。最初の自治会が残ります。"),
    ),
    "assign": Verb(
        "areas-outline",
        QT_TRANSLATE_NOOP("panels", "囲んで移す"),
        QT_TRANSLATE_NOOP(
            "panels", "囲んだ土地を、上で選んだ自治会の区域にします。Enter かダブルクリックで閉じます。"
        ),
    ),
    "found": Verb(
        "areas-outline",
        QT_TRANSLATE_NOOP("panels", "新しい区域"),
        QT_TRANSLATE_NOOP(
            "panels",
            "囲んだ土地を新しい自治会の区域にします。ほかの区域と重なる所はそこから移します。"
            "Enter かダブルクリックで閉じます。",
        ),
    ),
    "release": Verb(
        "areas-outline",
        QT_TRANSLATE_NOOP("panels", "区域を外す"),
        QT_TRANSLATE_NOOP(
            "panels",
            "囲んだ土地を、上で選んだ自治会の区域から外します（どこにも属さない土地になります）。"
            "自治会そのものがなくなるときは下のボタンを使います。",
        ),
    ),
}
"""By their ids."""


class VerbButtons(QWidget):
    """A grid of buttons, one for each verb; a second click lets go.

    Parameters
    ----------
    desk
        Whose session has the tools.

    Signals
    -------
    chosen
        Another verb is in hand, or none.
    """

    chosen = Signal()

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__()
        self._desk = desk
        self.verb = ""
        inside = column(self, space=8)
        grid = QGridLayout()
        grid.setSpacing(px(4))
        self.buttons: dict[str, QToolButton] = {}
        for place, (id_, verb) in enumerate(VERBS.items()):
            made = QToolButton()
            made.setText(translate("panels", verb.name))
            made.setIcon(icon(f"areas-{id_}"))
            made.setIconSize(QSize(px(ICON), px(ICON)))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setToolTip(translate("panels", verb.hint))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, id_=id_: self.use("" if self.verb == id_ else id_))
            grid.addWidget(made, place // ACROSS, place % ACROSS)
            self.buttons[id_] = made
        inside.addLayout(grid)
        self.hint = label("", "small")
        inside.addWidget(self.hint)
        desk.tool_changed.connect(self._follow)
        self._show()

    def use(self, verb: str) -> None:
        """Take a verb and its tool in hand, empty to let go."""
        if verb != self.verb:
            self.verb = verb
            self._desk.session.use_tool(VERBS[verb].tool if verb else SELECT)
            self.chosen.emit()
        self._show()

    def _follow(self) -> None:
        """Let go when another tool was taken in hand."""
        if self.verb and self._desk.session.tool != VERBS[self.verb].tool:
            self.verb = ""
            self.chosen.emit()
        self._show()

    def _show(self) -> None:
        for id_, one in self.buttons.items():
            one.setChecked(id_ == self.verb)
        self.hint.setVisible(bool(self.verb))
        if self.verb:
            self.hint.setText(translate("panels", VERBS[self.verb].hint))
