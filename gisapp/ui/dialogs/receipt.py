"""What proves the import of a layer: to read, to copy and to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QScrollArea, QWidget

from gisapp.receiptpage import receipt_page
from gisapp.ui.cards import column, label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.panels.facts import FactCard, value_words
from gisapp.ui.theme import px
from gisapp.ui.words import said, translate
from layers.errors import ExportFailed
from layers.messages import QT_TRANSLATE_NOOP
from layers.receipts import receipt_cards

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from layers.base import Layer

MARGIN_MILLIMETRES = 18.0
OPEN = 4
"""Cards that are unfolded at first; examples stay folded."""
NOT_WRITTEN = QT_TRANSLATE_NOOP("messages", "読み込みの記録 {file} を保存できませんでした。")
NOT_WRITTEN_HINT = QT_TRANSLATE_NOOP(
    "messages", "ディスクの空きと、書き込める場所かどうかを確かめてください。"
)


class ReceiptDialog(Sheet):
    """Shows the receipt of a layer.

    Parameters
    ----------
    layer
        Whose.
    folder
        Where the dialog for a PDF begins.
    """

    def __init__(self, layer: Layer, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "読み込みの記録"), 640, parent)
        self._layer, self._folder = layer, folder
        self.cards = receipt_cards(layer)
        self.content.addWidget(label(layer.name, "quiet"))
        inside = QWidget()
        lines = column(inside, space=8)
        for number, card in enumerate(self.cards):
            lines.addWidget(FactCard(card, open_=number < OPEN))
        if not self.cards:
            lines.addWidget(label(translate("window", "このレイヤの記録はまだありません。"), "quiet"))
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(px(420))
        scroll.setWidget(inside)
        self.content.addWidget(scroll, 1)
        self.add_button(translate("window", "コピー"), self._copy, meaning="copy")
        self.add_button(translate("window", "PDF に保存…"), self._choose_file, meaning="export")
        self.add_button(translate("window", "印刷…"), self._print, meaning="print")
        self.add_button(translate("window", "閉じる"), self.accept, role="primary")

    def as_text(self) -> str:
        """Return the receipt as lines."""
        lines = [self._layer.name]
        for card in self.cards:
            lines += ["", said(card.title), *(f"{said(one.label)}\t{value_words(one)}" for one in card.facts)]
        return "\n".join(lines)

    def write_pdf(self, path: Path) -> None:
        """Write the receipt as PDF, A4.

        Raises
        ------
        layers.errors.ExportFailed
            When the file cannot be written.
        """
        part = path.with_name(f"{path.name}.part")
        writer = QPdfWriter(str(part))
        writer.setTitle(self._layer.name)
        writer.setResolution(300)
        try:
            _paint(self._layer, writer)
            del writer
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise ExportFailed(
                NOT_WRITTEN, NOT_WRITTEN_HINT, values={"file": path.name}, detail=str(error)
            ) from error

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())

    def _choose_file(self) -> None:
        begin = str(Path(self._folder, f"{self._layer.name}.pdf"))
        title = translate("window", "読み込みの記録を保存する")
        chosen, _ = QFileDialog.getSaveFileName(self, title, begin, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.write_pdf(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._layer.name)
        dialog = QPrintDialog(printer, self)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            _paint(self._layer, printer)


def _paint(layer: Layer, device: QPagedPaintDevice) -> None:
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(*[MARGIN_MILLIMETRES] * 4),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setHtml(receipt_page(layer, said))
    document.print_(device)
