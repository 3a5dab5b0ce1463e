"""Words of official legends in English; what is not known stays Japanese."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_NUMBER = r"(-?[\d.,]+)"
_RULES = (
    # 「0.5m以上3m未満」, 「5〜10 m」, 「20m以上」, 「0.5m未満」, with or without a unit.
    (re.compile(rf"{_NUMBER}\s*([a-zA-Z㎡]*)以上{_NUMBER}\s*([a-zA-Z㎡]*)未満"), r"\1 to under \3 \4"),
    (re.compile(rf"{_NUMBER}〜{_NUMBER}\s*([a-zA-Z㎡]*)"), r"\1 to \2 \3"),
    (re.compile(rf"{_NUMBER}\s*([a-zA-Z㎡]*)以上"), r"\1 \2 or more"),
    (re.compile(rf"{_NUMBER}\s*([a-zA-Z㎡]*)未満"), r"under \1 \2"),
)


@cache
def _known() -> dict[str, str]:
    text = (files("gisapp.desks.publish.site") / "english.json").read_text(encoding="utf-8")
    known: dict[str, str] = json.loads(text)
    return known


def words(japanese: str) -> str:
    """Return a label, note or source of a legend in English, empty where it is not known.

    Parameters
    ----------
    japanese
        As palettes write it.
    """
    known = _known().get(japanese)
    if known is not None:
        return known
    for rule, replacement in _RULES:
        if rule.fullmatch(japanese):
            return " ".join(rule.sub(replacement, japanese).split())
    return ""
