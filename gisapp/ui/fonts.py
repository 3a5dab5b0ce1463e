"""The bundled typeface: the same words look the same on every PC, also without Japanese fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase

from gisapp.ui.tokens import BODY

if TYPE_CHECKING:
    from pathlib import Path

_FAMILIES: dict[Path, str] = {}


def register(path: Path) -> str:
    """Make the fonts of a file known to Qt and return the family's name.

    Parameters
    ----------
    path
        A TrueType or OpenType file; it is read once per process.

    Raises
    ------
    RuntimeError
        When Qt cannot read the file: the installation is broken.
    """
    if path not in _FAMILIES:
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        if not families:
            message = f"Qt cannot read the font file {path}"
            raise RuntimeError(message)
        _FAMILIES[path] = families[0]
    return _FAMILIES[path]


def body(scale: float) -> QFont:
    """Return the font of running text.

    The digits of Noto Sans JP are tabular, so columns of figures stand straight without asking for it.

    Parameters
    ----------
    scale
        1.0 to 2.0, the size chosen by the user.
    """
    from pylopdf_fonts_jp import sans_path

    font = QFont(register(sans_path()))
    font.setPixelSize(round(BODY * scale))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
