"""Giving memory back to the system after parts have gone."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


@cache
def _c_library() -> Any:
    """Return glibc, or None where memory goes back by itself (Windows) or cannot be given back."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def trim() -> None:
    """Give back what lies free between blocks that are in use.

    glibc keeps it for later, and after a tour through a city it would keep a hundred megabytes.
    """
    library = _c_library()
    if library is not None:
        library.malloc_trim(0)
