"""The dialog after a bug: what it means for the work, where the log lies, and on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gisapp.ui.cards import button, label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from pathlib import Path


class CrashDialog(Sheet):
    """Says that something unforeseen happened.

    Parameters
    ----------
    trace
        Technical text.
    log
        File of the log.
    """

    def __init__(self, trace: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "いまの操作を終えられませんでした"), 520, parent)
        self._trace = trace
        self._log = log
        self.content.addWidget(
            label(
                translate(
                    "window",
                    "プログラムの誤りです。開いている内容は自動で保存しました。このまま作業を続けられます。"
                    "同じことが続くときは、下の記録（ログ）を担当者に渡してください。",
                )
            )
        )
        self.content.addWidget(
            label(translate("window", "記録の場所: {path}").format(path=log), "small", select=True)
        )
        self.text = QPlainTextEdit(trace)
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(px(160))
        self.text.setAccessibleName(translate("window", "技術的な記録"))
        self.text.hide()
        self.content.addWidget(self.text)
        for place, (text, run, meaning) in enumerate(
            (
                (translate("window", "詳細"), self._unfold, ""),
                (translate("window", "記録をコピー"), self._copy, "copy"),
                (translate("window", "場所を開く"), self._open_folder, "open"),
            )
        ):
            self.buttons.insertWidget(place, button(text, run, role="flat", meaning=meaning))
        go_on = self.add_button(translate("window", "作業を続ける"), self.accept, role="primary")
        go_on.setFocus()

    def _unfold(self) -> None:
        self.text.setVisible(not self.text.isVisible())
        self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._trace)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
