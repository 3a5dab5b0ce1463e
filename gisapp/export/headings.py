"""Japanese names of columns, each name once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.export.content import Content

CODE = "{label}（コード）"
SEVERAL = "{label}（すべて）"
UNIT = "{label}（{unit}）"


def headings(content: Content, names: Sequence[str]) -> list[str]:
    """Return what each column is called, with its unit; the same name twice gets the column's own behind."""
    attributes = {attribute.name: attribute for attribute in content.attributes}
    found = []
    for name in names:
        stem = name.removesuffix("_all")
        attribute = attributes.get(stem) or attributes.get(stem.removesuffix("_code"))
        if attribute is None:
            found.append(name)
            continue
        heading = attribute.label
        if attribute.unit:
            heading = UNIT.format(label=heading, unit=attribute.unit)
        if stem not in attributes:
            heading = CODE.format(label=heading)
        found.append(SEVERAL.format(label=heading) if stem != name else heading)
    often = Counter(found)
    return [
        f"{heading}（{name}）" if often[heading] > 1 else heading
        for heading, name in zip(found, names, strict=True)
    ]
