"""The system's dialogs for files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp.ui.filetypes import PATTERNS
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def data_files(window: QWidget, folder: str) -> list[Path]:
    """Let the user choose files with data, beginning in a folder; none when nothing was chosen."""
    filters = ";;".join(
        (
            translate("window", "読み込めるデータ ({patterns})").format(patterns=PATTERNS),
            translate("window", "すべてのファイル (*)"),
        )
    )
    title = translate("window", "読み込むデータを選ぶ")
    chosen, _ = QFileDialog.getOpenFileNames(window, title, folder, filters)
    return [Path(name) for name in chosen]


def keys_file(window: QWidget, folder: str) -> Path | None:
    """Let the user choose data with addresses or lot numbers and places; None when nothing was chosen."""
    title = translate("window", "住所・地番と位置のあるデータを選ぶ（地番図・街区の点・町名の一覧など）")
    filters = translate("window", "すべてのファイル (*)")
    chosen, _ = QFileDialog.getOpenFileName(window, title, folder, filters)
    return Path(chosen) if chosen else None


def data_folder(window: QWidget, folder: str) -> Path | None:
    """Let the user choose a folder with data."""
    title = translate("window", "読み込むフォルダを選ぶ（udx のあるフォルダ）")
    chosen = QFileDialog.getExistingDirectory(window, title, folder)
    return Path(chosen) if chosen else None


def project_file(window: QWidget, folder: str) -> Path | None:
    """Let the user choose a project."""
    title = translate("window", "開くプロジェクトを選ぶ")
    filters = translate("window", "プロジェクト (*.gisproj)")
    chosen, _ = QFileDialog.getOpenFileName(window, title, folder, filters)
    return Path(chosen) if chosen else None
