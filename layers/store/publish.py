"""Gives a finished store its name."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def publish(work: Path, target: Path) -> None:
    """Give a finished store its name; an older one of that name is replaced."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{target.name}.old-*"):
        shutil.rmtree(left, ignore_errors=True)  # a reader may still hold it mapped; it goes next time
    old = target.with_name(f"{target.name}.old-{secrets.token_hex(4)}")
    if target.exists():
        target.rename(old)
    try:
        work.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
