"""Where the sample town lies."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

NAMES = ("*.gisproj", "*.zip")
"""What is opened: the ready project, or the city model alone where only that was installed."""


@cache
def sample_town() -> Path | None:
    """Return the file of the sample town, None when it was not installed."""
    package = find_spec("sample_data")
    if package is None or not package.submodule_search_locations:
        return None
    for folder in package.submodule_search_locations:
        for pattern in NAMES:
            found = sorted(Path(folder).glob(pattern))
            if found:
                return found[0]
    return None
