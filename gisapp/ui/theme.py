"""Light and dark: the palette and the style sheet, both made from :mod:`gisapp.ui.tokens`.

Widgets say what they are by the dynamic property ``role`` and get their look from here:

=============  =====================================================================
role           meaning
=============  =====================================================================
``title``      title of a card or page (15 px)
``figure``     the one important figure (24 px)
``heading``    small heading of a group
``quiet``      secondary words
``small``      source and date in small type
``warn``       amber: somebody must check (label, or frame with a tint)
``danger``     red: danger only (label, or frame with a tint)
``card``       frame with the hairline, on the surface colour
``bar``        top or status bar
``column``     side column
``chip``       small button in the status bar
``desk``       tab of a desk
``primary``    the one button that matters on a page
``flat``       button without a border until hovered
``row``        list-like button: text left, no border
``fold``       button that unfolds what stands below it
``edge``       button of an edge of the lot, checked while it is looked at
``applies``    tag of an answer: a rule holds; likewise ``confirm``, ``unknown``, ``absent``
``entered``    tag of what staff entered; ``over`` of a limit that is not kept
=============  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QProxyStyle, QStyle

from gisapp.ui import fonts
from gisapp.ui.stylesheet import stylesheet
from gisapp.ui.tokens import LARGEST_SCALE, LIGHT, SMALLEST_SCALE, THEMES, Tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QStyleOption, QWidget

SYSTEM = "system"


@dataclass(frozen=True)
class Look:
    """What the window looks like now: the colours and the size chosen by the user."""

    tokens: Tokens = LIGHT
    scale: float = 1.0

    def px(self, length: float) -> int:
        """Return a length of the design in pixels at the chosen size."""
        return round(length * self.scale)


_now = [Look()]


class ScaledStyle(QProxyStyle):
    """Qt's own style with icons in menus and fields that grow with the words beside them.

    Parameters
    ----------
    scale
        1.0 to 2.0, the size chosen by the user.
    """

    def __init__(self, scale: float) -> None:
        super().__init__("Fusion")
        self._scale = scale

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return a length of the style; those of icons are scaled."""
        length = super().pixelMetric(metric, option, widget)
        # The sizes of icons in fields and buttons follow from this one.
        return round(length * self._scale) if metric == QStyle.PixelMetric.PM_SmallIconSize else length


def look() -> Look:
    """Return the look of now."""
    return _now[0]


def px(length: float) -> int:
    """Return a length of the design in pixels at the chosen size."""
    return look().px(length)


def system_theme() -> str:
    """Return ``light`` or ``dark`` as the desktop asks for it."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, theme: str, scale: float) -> Look:
    """Give the whole application a theme and a size.

    Parameters
    ----------
    app
        The application.
    theme
        ``light``, ``dark`` or ``system``.
    scale
        1.0 to 2.0; values outside are brought to the nearest end.

    Raises
    ------
    KeyError
        When there is no such theme.
    """
    tokens = THEMES[system_theme() if theme == SYSTEM else theme]
    scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
    _now[0] = Look(tokens, scale)
    app.setStyle(ScaledStyle(scale))
    app.setFont(fonts.body(scale))
    app.setPalette(palette(tokens))
    app.setStyleSheet(stylesheet(tokens, scale, Path(__file__).parent / "assets"))
    return _now[0]


def palette(tokens: Tokens) -> QPalette:
    """Return the colours for what the style sheet leaves to Qt (check marks, selections, dialogs of Qt)."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in {
        role.Window: tokens.ground,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.PlaceholderText: tokens.quiet,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.sunken,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.BrightText: tokens.danger,
    }.items():
        made.setColor(name, QColor(colour))
    faint = QColor(tokens.quiet)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, faint)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is and let it take the look of that (also after it was shown)."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
