"""The log: where it lies, and what goes into it."""

from __future__ import annotations

import faulthandler
import logging
import platform
from logging.handlers import RotatingFileHandler
from typing import IO, TYPE_CHECKING

from gisapp import __version__
from gisapp.settings import state_folder

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1 << 20
OLDER_FILES = 3

_fatal: list[IO[str]] = []


def log_file() -> Path:
    """Return the file of the log."""
    return state_folder() / "gisapp.log"


def begin() -> Path:
    """Write the log to its file from now on, also the stack of a crash inside a library.

    Returns
    -------
    Path
        The file of the log.
    """
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=OLDER_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    fatal = path.with_name("gisapp-fatal.log").open("a", encoding="utf-8")
    _fatal.append(fatal)
    faulthandler.enable(fatal)
    logging.getLogger(__name__).info(
        "gisapp %s, Python %s, %s", __version__, platform.python_version(), platform.platform()
    )
    return path


def end() -> None:
    """Close the files of the log."""
    faulthandler.disable()
    while _fatal:
        _fatal.pop().close()
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
