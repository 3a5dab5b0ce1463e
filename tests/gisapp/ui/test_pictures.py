from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from gisapp.ui.pictures import write_image
from layers.errors import ExportFailed
from layers.feedback import Feedback
from tests.fakes import box_city
from tests.gisapp.ui.conftest import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window


def _with_city(window: Window) -> None:
    layer = box_city(20, "houses", name="建物")
    layer = replace(layer, source=replace(layer.source, credit="館林市"))
    window.session.do("建物を読み込む", window.session.project.with_layer(layer))


@pytest.mark.parametrize(("typed", "written"), [("絵.png", "絵.png"), ("絵", "絵.png"), ("絵.jpg", "絵.jpg")])
def test_the_view_is_saved_as_a_picture(
    qtbot: QtBot,
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    typed: str,
    written: str,
) -> None:
    _with_city(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    window.commands.save_picture()
    quiet(window, qtbot)
    image = QImage(str(tmp_path / written))
    colour = image.pixelColor(5, 5)
    assert image.width() == 80
    assert max(abs(colour.red() - 10), abs(colour.green() - 120), abs(colour.blue() - 200)) <= 3
    assert str(tmp_path / written) in window.banner.notices[0].text


def test_a_picture_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    with pytest.raises(ExportFailed) as caught:
        write_image(image, tmp_path / "no folder" / "a.png", feedback=Feedback())
    assert str(caught.value.hint)
    with pytest.raises(ExportFailed):
        write_image(QImage(), tmp_path / "empty.png", feedback=Feedback())
    assert list(tmp_path.iterdir()) == []


def test_the_printed_page_carries_title_sources_and_caution(window: Window, tmp_path: Path) -> None:
    _with_city(window)
    assert window.work.pictures._credits() == "出典: 館林市（建物）"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    window.work.pictures.draw_page(printer)
    content = (tmp_path / "page.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Image" in content
    assert b"NotoSansJP" in content.replace(b"#20", b"").replace(b"-", b"")
