"""The window's beginning and end: settings, look, log, autosave, and what stands behind every fault."""

from __future__ import annotations

import logging
import os
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gisapp import settings as settings_file
from gisapp.ui import language, records, theme
from gisapp.ui.crash import CrashHandler
from gisapp.ui.deliver import Deliver
from gisapp.ui.program import Program
from gisapp.ui.recovery import Recoverer, runs_folder
from gisapp.ui.viewport import MakeView, make_canvas
from gisapp.ui.window import Window
from layers.decoding import DECODERS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.settings import Settings

LOG = logging.getLogger(__name__)
COMPILED_AFTER = 20_000
"""Milliseconds after the start when loops are compiled beforehand."""
WARM = ("gisapp.scene.frames", "importers.registry", "layers.colours", "gisapp.scene.stage")
"""What the first picture needs; without the stage for OpenGL, which comes last, another draws."""
WARM_LATER = ("pyproj", "importers.las.cloudimporter")
"""What takes long to load and many files want; not while a project is being opened."""


class Application:
    """The program with its window.

    Parameters
    ----------
    app
        Qt's application.
    settings
        Preferences of the user.
    make_view
        Makes the 3D view.
    """

    def __init__(self, app: QApplication, settings: Settings, make_view: MakeView = make_canvas) -> None:
        self.app = app
        self._deliver = Deliver(app)
        language.install(settings.language)
        theme.apply(app, settings.theme, settings.scale)
        self.program = Program(settings, self._deliver)
        self.window = Window(self.program, make_view)
        self.recoverer = Recoverer(self.window, runs_folder())
        self.crashes = CrashHandler(
            self.window.tell_error, self._report, self.recoverer.rescue, self._deliver
        )
        self.window.closed.connect(self.end)
        app.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._warming = threading.Thread(target=self._warm_up, name="warm-up", daemon=True)
        self._awaited: tuple[str, ...] = ()
        self._ended = False

    def show(self, paths: Sequence[Path] = ()) -> None:
        """Show the window, and do everything else after it stands."""
        self.crashes.install()
        DECODERS.wanted = True  # here is a window that is to answer
        self.window.restore_place()
        self.window.show()
        self.window.chrome.welcome.setFocus()
        QTimer.singleShot(0, self.window, lambda: self._after_show(paths))

    def _after_show(self, paths: Sequence[Path]) -> None:
        self.recoverer.start()
        self._awaited = WARM if paths else (*WARM, *WARM_LATER)
        self._warming.start()
        if paths:
            self.window.guard(lambda: self.window.work.open_paths(paths))

    def _warm_up(self) -> None:
        """Import what the first picture needs while the user still looks at the welcome page."""
        try:
            for name in self._awaited:
                import_module(name)
        except ImportError:
            LOG.exception("a library is missing")

    def _report(self, trace: str) -> None:
        from gisapp.ui.dialogs.crash import CrashDialog

        dialog = CrashDialog(trace, records.log_file(), self.window)
        dialog.exec()
        dialog.deleteLater()

    def _system_theme_changed(self, _: Qt.ColorScheme) -> None:
        settings = self.program.settings
        if settings.theme == theme.SYSTEM and theme.system_theme() != theme.look().tokens.name:
            theme.apply(self.app, settings.theme, settings.scale)
            self.window.rebuild()

    def end(self) -> None:
        """Let go of everything; the window has closed."""
        if self._ended:
            return
        self._ended = True
        self.recoverer.stop()
        self.program.tasks.shutdown()
        if self._warming.ident is not None:
            self._warming.join()
        DECODERS.wanted = False
        DECODERS.stop()
        self.program.write_settings_now()
        self.crashes.remove()


def make_app() -> QApplication:
    """Return Qt's application, made ready for screens of any density."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("gisapp")
    app.setApplicationDisplayName("gisapp")
    app.setDesktopFileName("gisapp")
    return app


def open_window(paths: Sequence[Path] = ()) -> int:
    """Open the window and return the exit code after it was closed.

    Parameters
    ----------
    paths
        A project, or files and folders with data, to be opened at once.
    """
    app = make_app()
    records.begin()
    settings, findings = settings_file.load()
    for name, value in settings_file.for_importers(settings).items():
        os.environ.setdefault(name, value)
    application = Application(app, settings)
    application.program.add_findings(findings)
    application.show(paths)
    compilers: list[subprocess.Popen[bytes]] = []

    def compile_ahead() -> None:
        from gisapp import compiling

        compilers.extend(compiling.begin())

    # Not while the window and the last project come up: they would wait for it on two cores.
    QTimer.singleShot(COMPILED_AFTER, application.window, compile_ahead)
    try:
        return app.exec()
    finally:
        for one in compilers:
            one.terminate()
        application.end()
        records.end()
