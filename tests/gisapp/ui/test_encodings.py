"""Staff see that texts are garbled, look at the first rows, and choose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from gisapp.ui.dialogs.encoding import EncodingDialog
from importers.textpreview import previews
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from layers.receipts import receipt_of_layer
from styles.style import ByCategory, Category, Fixed
from tests.gisapp.ui.conftest import quiet

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

ROWS = "名称,緯度,経度\n市役所,32.75,129.87\n公民館,32.76,129.88\n"


@pytest.fixture
def listed(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Path:
    """Return a list of facilities in EUC-JP that stands in the window, read as cp932."""
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = tmp_path / "施設.csv"
    path.write_bytes(ROWS.encode("euc_jp"))
    window.work.read(path)
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=20_000)
    quiet(window, qtbot)
    return path


def _names(window: Window) -> list[str]:
    (layer,) = window.session.project.layers
    table = layer.table()
    return [str(text) for text in table.texts(table.attributes[0].name)]


def test_a_choice_is_read_kept_written_down_and_can_be_undone(
    window: Window, listed: Path, qtbot: QtBot
) -> None:
    assert _names(window) == ["市役所", "公民館"]
    (layer,) = window.session.project.layers
    styled = replace(
        layer,
        style=ByCategory("名称", (Category("市役所", (1, 2, 3)),)),
        filter=(Condition("緯度", Operator.GREATER, 30.0), Condition("名称", Operator.EQUAL, "市役所")),
    )
    window.session.do("色を分ける", window.session.project.replacing(styled))
    window.work.encodings.read_in(listed, "tables", "cp932")
    qtbot.waitUntil(lambda: _names(window) != ["市役所", "公民館"], timeout=20_000)
    (garbled,) = window.session.project.layers
    assert garbled.source.options["encoding"] == "cp932"
    assert receipt_of_layer(garbled)["encoding"] == "cp932"
    assert isinstance(garbled.style, Fixed)  # the column that it went by has another name now
    assert garbled.filter == ()
    window.session.undo()
    assert _names(window) == ["市役所", "公民館"]
    window.session.redo()
    window.work.encodings.read_in(listed, "tables", "euc_jp")
    qtbot.waitUntil(lambda: _names(window) == ["市役所", "公民館"], timeout=20_000)
    (right,) = window.session.project.layers
    assert right.source.options["encoding"] == "euc_jp"
    assert receipt_of_layer(right)["encoding"] == "euc_jp"


def test_the_first_rows_are_shown_and_the_choice_is_taken(
    window: Window, listed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[EncodingDialog] = []

    def choose(dialog: EncodingDialog) -> int:
        asked.append(dialog)
        take = next(
            one for one in dialog.findChildren(QPushButton) if one.text().startswith("この文字コード")
        )
        assert dialog.encoding == "euc_jp"
        header = dialog.table.horizontalHeaderItem(0)
        cell = dialog.table.item(0, 0)
        assert header is not None
        assert cell is not None
        assert (header.text(), cell.text()) == ("名称", "市役所")
        assert not take.isEnabled()  # it is read so already
        dialog.choose("utf-8")
        assert not take.isEnabled()  # the names of the columns cannot be read
        dialog.choose("cp932")
        assert take.isEnabled()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(EncodingDialog, "exec", choose)
    window.chrome.layers.tree.choose(window.session.project.layers[0].id)
    window.chrome.menus["encoding"].trigger()
    qtbot.waitUntil(lambda: _names(window) != ["市役所", "公民館"], timeout=20_000)
    assert len(asked) == 1
    assert str(window.session.undo_label) == "「施設.csv」を別の文字コードで読み直す"


def test_doubt_is_told_with_a_way_to_look(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = tmp_path / "施設.csv"
    path.write_bytes(ROWS.encode("cp932").replace("公民館".encode("cp932"), b"\x8c\xf6\x96\xaf\xff"))
    shown: list[EncodingDialog] = []

    def close(dialog: EncodingDialog) -> int:
        shown.append(dialog)
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(EncodingDialog, "exec", close)
    window.work.read(path)
    qtbot.waitUntil(lambda: any(one.key.startswith("encoding:") for one in window.banner.notices))
    (notice,) = [one for one in window.banner.notices if one.key.startswith("encoding:")]
    assert "読めない文字が 1 か所" in notice.text
    name, look = notice.actions[0]
    assert name == "文字を確かめる…"
    look()
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    quiet(window, qtbot)
    assert "encoding" not in window.session.project.layers[0].source.options


def test_the_dialog_tells_how_many_letters_cannot_be_read(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "施設.csv"
    path.write_bytes(ROWS.encode("cp932"))
    dialog = EncodingDialog(path.name, previews(path, feedback=Feedback()), "Shift_JIS")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.encoding == "cp932"
    dialog.choose("utf-8")
    item = dialog.table.item(0, 0)
    assert item is not None
    assert "\ufffd" in item.text()
