"""Japanese as written in the source, English through Qt Linguist, and Qt's own words to match."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

LOG = logging.getLogger(__name__)

LANGUAGES = {"ja": "日本語", "en": "English"}
"""Each language by its own name."""

TRANSLATIONS = Path(__file__).parent / "translations"

_installed: list[QTranslator] = []


def install(language: str) -> None:
    """Make the application speak a language.

    Widgets made from now on speak it; those that exist must be made again.

    Parameters
    ----------
    language
        A key of :data:`LANGUAGES`.

    Raises
    ------
    KeyError
        When the language is not known.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(language))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en":  # Qt itself is written in English
        _add(f"qtbase_{language}", folder)
    if language != "ja":  # and this program in Japanese
        _add(f"gisapp_{language}", str(TRANSLATIONS))


def _add(name: str, folder: str) -> None:
    translator = QTranslator()
    if not translator.load(name, folder):
        # The window works without: it then shows the words of the source.
        LOG.warning("translation %s not found in %s", name, folder)
        return
    QCoreApplication.installTranslator(translator)
    _installed.append(translator)
