"""Giving memory back to the system: after parts have gone, and large arrays as soon as they go."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

LARGE = 8 << 20
"""Bytes from which on an array lies apart and goes back at once: more than a picture of 1600 by 900."""
FREE = 32 << 20
"""Bytes that may lie free at the end of the heap before they are given back."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt(3)


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


@cache
def keep_large_apart() -> None:
    """Let large arrays lie apart from small ones.

    glibc raises its own threshold to 32 MB with every large block that goes. Then the pictures of a screen of
    4K lie among small blocks, and what is free between them is kept: a hundred and fifty megabytes.
    """
    library = _c_library()
    if library is not None and hasattr(library, "mallopt"):
        library.mallopt(_MMAP_THRESHOLD, LARGE)
        library.mallopt(_TRIM_THRESHOLD, FREE)
