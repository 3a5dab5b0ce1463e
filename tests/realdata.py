"""Where the real data of cities lies; nothing of it is part of the project."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = "GISAPP_TEST_DATA"
DATA = Path(os.environ.get(VARIABLE) or ROOT.parent / "shared" / "data").resolve()
FOUND = DATA.is_dir()
ABSENT = f"real data: no folder {DATA} (set {VARIABLE} to another one)"


def real_files(pattern: str) -> list[Path]:
    """Return what matches `pattern` below the data folder, sorted; empty where there is no data.

    For parameters of tests, which are wanted before any fixture runs.
    """
    return sorted(DATA.glob(pattern)) if FOUND else []
