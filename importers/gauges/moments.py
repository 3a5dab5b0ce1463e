"""Moments as brokers and files write them, as ISO 8601 in Japan's time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))


def japan(text: str) -> str:
    """Return a moment to the second without its zone, empty where it is none.

    A moment that names no zone is Japan's; of a stretch (``a/b``) its end counts.
    """
    plain = text.strip().rpartition("/")[2]
    if not re.match(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d", plain):
        return ""
    try:
        found = datetime.fromisoformat(plain)
        if found.tzinfo is not None:
            found = found.astimezone(JAPAN).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return ""
    return found.isoformat(timespec="seconds") if 1900 <= found.year <= 2200 else ""
