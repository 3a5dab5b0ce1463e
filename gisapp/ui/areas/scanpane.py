"""The scanned map beside the map of the window, while it is being placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gisapp.desks.areas import scans
from gisapp.ui.areas.scanview import STEP, ScanView
from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.areas.scans import Scan
    from gisapp.ui.areas.desk import AreasDesk
    from layers.feedback import Feedback

READING = QT_TRANSLATE_NOOP(CONTEXT, "スキャンした地図「{name}」を読む")
HEADING = 40


class ScanPane(QWidget):
    """Shows a scan, and reads it before that.

    Parameters
    ----------
    desk
        Whose tasks read it.
    path
        The picture.

    Signals
    -------
    closed
        It was closed by its button.
    ready
        The scan is there.
    """

    closed = Signal()
    ready = Signal()

    def __init__(self, desk: AreasDesk, path: Path) -> None:
        super().__init__()
        self._desk = desk
        self.scan: Scan | None = None
        self._gone = False
        self.setProperty("role", "column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = column(self)
        head = QWidget()
        head.setFixedHeight(px(HEADING))
        line = row(head, space=0)
        line.setContentsMargins(px(16), 0, px(8), 0)
        name = label(path.name, "heading", wrap=False)
        name.setMinimumWidth(px(40))
        line.addWidget(name, 1)
        self.view = ScanView(desk.tasks)
        self.view.setAccessibleName(translate("panels", "スキャンした地図 {name}").format(name=path.name))
        for meaning, words, run in (
            ("zoom-in", translate("panels", "拡大"), lambda: self.view.zoom(STEP**2)),
            ("zoom-out", translate("panels", "縮小"), lambda: self.view.zoom(STEP**-2)),
            ("scan-fit", translate("panels", "画像の全体を見る"), self.view.fit),
            ("close", translate("panels", "閉じる（対応点は残ります）"), self.closed.emit),
        ):
            line.addWidget(icon_button(meaning, words, run))
        whole.addWidget(head)
        self.said = label(translate("panels", "画像を読んでいます…"), "title")
        self.said.setContentsMargins(px(16), px(8), px(16), px(8))
        whole.addWidget(self.said)
        whole.addWidget(self.view, 1)
        self._task = desk.tasks.run(
            Message(READING, {"name": path.name}),
            _opened,
            path,
            then=self._take,
            failed=self._fail,
            wanted=lambda: not self._gone,
        )

    def ask(self, number: int, seen: object, there: object) -> str:
        """Say what comes next, and return it; `seen` and `there` are clicked places, or None."""
        if self.scan is None:
            words = translate("panels", "画像を読んでいます…")
        elif seen is not None:
            words = translate("panels", "{number}番: 同じ場所を地図でクリック")
        elif there is not None:
            words = translate("panels", "{number}番: 同じ場所を画像でクリック")
        else:
            words = translate("panels", "{number}番: 画像で目印をクリック")
        self.said.setText(words.format(number=integer(number)))
        return self.said.text()

    def leave(self) -> None:
        """Go, with what was copied."""
        self._gone = True
        self._task.cancel()
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def _take(self, scan: Scan) -> None:
        self.scan = scan
        self.view.show_scan(scan)
        self.ready.emit()

    def _fail(self, task: object) -> None:
        self.closed.emit()
        self._desk.failed(task)  # type: ignore[arg-type]


def _opened(path: Path, *, feedback: Feedback) -> Scan:
    """Read a scan; runs beside the window."""
    return scans.borrowed(path, feedback)
