"""Pages of figures that are made in parts: each run replaces its own section and leaves the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def put(page: Path, heading: str, text: str) -> None:
    """Replace the section of a page under a heading (``## …``), or add it at the end."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    section = f"{heading}\n\n{text.strip()}\n"
    found = re.search(rf"^{re.escape(heading)}\n.*?(?=^#+ |\Z)", old, re.MULTILINE | re.DOTALL)
    if found is None:
        new = f"{old.rstrip()}\n\n{section}".lstrip()
    else:
        rest = old[found.end() :]
        new = old[: found.start()] + section + (f"\n{rest}" if rest else "")
    page.write_text(new, encoding="utf-8")
