"""The view as a picture: saved to a file, or printed with what a reader of the sheet needs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog

from gisapp import __version__
from gisapp.ui.banner import Notice
from gisapp.ui.words import date_words, translate
from layers.errors import ExportFailed
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gisapp.ui.window import Window
    from layers.feedback import Feedback

SAVE = QT_TRANSLATE_NOOP("messages", "画像「{name}」を保存する")
NOT_SAVED = QT_TRANSLATE_NOOP("messages", "画像 {file} を保存できませんでした。")
NOT_SAVED_HINT = QT_TRANSLATE_NOOP("messages", "ディスクの空きと、書き込める場所かどうかを確かめてください。")
NOT_PRINTED = QT_TRANSLATE_NOOP("messages", "印刷できませんでした。")
NOT_PRINTED_HINT = QT_TRANSLATE_NOOP("messages", "プリンタの状態を確かめて、もう一度お試しください。")
MARGIN_MILLIMETRES = 15.0
WORDS_POINTS = 9.0
TITLE_POINTS = 14.0
JPEG_QUALITY = 92
PRINT_WIDTH = 2400
"""Pixels across a printed view: about 220 to the inch on A4."""


def write_image(image: QImage, path: Path, *, feedback: Feedback) -> Path:
    """Write a picture by way of a temporary name.

    Raises
    ------
    layers.errors.ExportFailed
        The old file is then untouched.
    """
    from layers import atomicfile

    feedback.step()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg" if path.suffix.lower() in (".jpg", ".jpeg") else b"png"))
    writer.setQuality(JPEG_QUALITY)
    if not writer.write(image):
        raise ExportFailed(NOT_SAVED, NOT_SAVED_HINT, values={"file": path.name}, detail=writer.errorString())
    atomicfile.write(path, bytes(content.data()))
    return path


class Pictures:
    """Saves and prints what the view shows.

    Parameters
    ----------
    window
        Whose view it is.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def save(self) -> None:
        """Ask for a name and save the view as it is."""
        begin = Path(self._window.work.folder(), f"{self._window.project_name()}.png")
        title = translate("window", "画面を画像で保存する")
        filters = translate("window", "画像 (*.png *.jpg)")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(begin), filters)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
            path = path.with_name(path.name + ".png")
        image = self._window.need_view().snapshot()
        self._window.program.tasks.run(
            Message(SAVE, {"name": path.name}),
            write_image,
            image,
            path,
            then=self._saved,
            failed=self._window.work.failed,
        )

    def _saved(self, path: Path) -> None:
        text = translate("window", "画像を {path} に保存しました。").format(path=path)
        self._window.banner.tell(Notice(text, "info", key="picture"))

    def print_view(self) -> None:
        """Ask for a printer and print the view on one page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Landscape,
                QMarginsF(*[MARGIN_MILLIMETRES] * 4),
                QPageLayout.Unit.Millimeter,
            )
        )
        printer.setDocName(self._window.project_name())
        dialog = QPrintDialog(printer, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.draw_page(printer)

    def draw_page(self, printer: QPrinter) -> None:
        """Draw the page: title and date above, the view, sources and a word of caution below.

        Raises
        ------
        layers.errors.ExportFailed
            When the printer takes nothing.
        """
        painter = QPainter()
        if not painter.begin(printer):
            raise ExportFailed(NOT_PRINTED, NOT_PRINTED_HINT)
        page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
        page.moveTo(0, 0)
        dot = printer.resolution() / 72
        line = TITLE_POINTS * dot * 1.8
        _write(painter, QRectF(0, 0, page.width(), line), self._window.project_name(), TITLE_POINTS, dot)
        today = date_words(datetime.now())  # noqa: DTZ005 - the day of the office
        _write(painter, QRectF(0, 0, page.width(), line), today, WORDS_POINTS, dot, right=True)
        foot = WORDS_POINTS * dot * 1.6
        room = QRectF(0, line, page.width(), page.height() - line - 2 * foot - 4 * dot)
        image = self._window.need_view().snapshot(
            QSize(PRINT_WIDTH, round(PRINT_WIDTH * room.height() / room.width()))
        )
        painter.drawImage(room, image)
        below = room.bottom() + 4 * dot
        _write(painter, QRectF(0, below, page.width(), foot), self._credits(), WORDS_POINTS, dot)
        caution = translate("window", "参考図です。証明や建築確認に代わるものではありません。")
        _write(painter, QRectF(0, below + foot, page.width(), foot), caution, WORDS_POINTS, dot)
        program = f"gisapp {__version__}"
        _write(painter, QRectF(0, below + foot, page.width(), foot), program, WORDS_POINTS, dot, right=True)
        painter.end()

    def _credits(self) -> str:
        layers = [layer for layer in self._window.session.project.layers if layer.visible]
        sources = dict.fromkeys(
            translate("window", "{credit}（{name}）").format(credit=layer.source.credit, name=layer.name)
            if layer.source.credit
            else layer.name
            for layer in layers
        )
        return translate("window", "出典: {sources}").format(sources=translate("window", "、").join(sources))


def _write(
    painter: QPainter, room: QRectF, text: str, points: float, dot: float, *, right: bool = False
) -> None:
    font = QFont(painter.font())
    font.setPixelSize(round(points * dot))
    painter.setFont(font)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
