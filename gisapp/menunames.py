"""Headings of the menu bar."""

from __future__ import annotations

from layers.messages import QT_TRANSLATE_NOOP

FILE = QT_TRANSLATE_NOOP("messages", "ファイル(&F)")
EDIT = QT_TRANSLATE_NOOP("messages", "編集(&E)")
VIEW = QT_TRANSLATE_NOOP("messages", "表示(&V)")
LAYER = QT_TRANSLATE_NOOP("messages", "レイヤ(&L)")
SETTINGS = QT_TRANSLATE_NOOP("messages", "設定(&S)")
HELP = QT_TRANSLATE_NOOP("messages", "ヘルプ(&H)")
MENUS = (FILE, EDIT, VIEW, LAYER, SETTINGS, HELP)
"""Menus in the order of the menu bar."""
