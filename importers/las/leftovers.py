"""Deletes what was left where a program was killed: nobody will come back for it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

DAYS = 14.0
"""What a stopped work left to go on from is kept so long."""
ENDINGS = (".copc.laz.part", ".converted", ".copc.laz.tmp")
SCRATCH = "gisapp-las"
_OWNED = re.compile(rf"{SCRATCH}-(\d+)-")


def scratch_prefix() -> str:
    """Return how folders of this process begin that are in use as long as it lives."""
    return f"{SCRATCH}-{os.getpid()}-"


def clear(stores: Path) -> None:
    """Delete unfinished work that is old, and folders of processes that have gone.

    Parameters
    ----------
    stores
        Where octrees are kept.
    """
    import psutil

    oldest = time.time() - DAYS * 86_400
    for one in stores.iterdir():
        with contextlib.suppress(OSError):  # another process has just done it
            if one.name.endswith(ENDINGS) and one.stat().st_mtime < oldest:
                _delete(one)
    for one in Path(tempfile.gettempdir()).glob(f"{SCRATCH}-*"):
        owner = _OWNED.match(one.name)
        if owner is not None and not psutil.pid_exists(int(owner[1])):
            _delete(one)


def _delete(one: Path) -> None:
    if one.is_dir():
        shutil.rmtree(one, ignore_errors=True)
    else:
        one.unlink(missing_ok=True)
