"""Gives a finished store its name."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def publish(work: Path, target: Path) -> None:
    """Give a finished store its name; an older one of that name is replaced."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f"{target.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if target.exists():
        target.rename(old)
    work.rename(target)
    if old.exists():
        shutil.rmtree(old, ignore_errors=True)  # a reader may still hold it mapped; it goes next time
