"""What a dataset says of itself: title, credit and licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from importers.citygml.containers import Root
from layers.errors import GisError
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections import Counter

    from importers.citygml.dataset import Dataset

PLATEAU_NAME = re.compile(r"^\d{5}_.+_citygml(?:_|$|\.)")
"""Names that PLATEAU gives to its datasets."""
PLATEAU_CREDIT = "国土交通省 Project PLATEAU"
PLATEAU_LICENCE = "CC BY 4.0 / PDL 1.0"
FICTIONAL = QT_TRANSLATE_NOOP(CONTEXT, "架空のデータ（業務には使えません）")
LARGEST = 1 << 20
ALL_BUT_FEW = 0.95
"""Share of the buildings from which one city stands for all (some lie beyond the border)."""


@dataclass(frozen=True)
class About:
    """Title of a dataset, whom to credit, under which licence; empty where it does not say."""

    title: str = ""
    credit: str = ""
    licence: str = ""


def about(dataset: Dataset) -> About:
    """Return what a dataset says of itself in its ``metadata`` folder, else what its name tells."""
    root = dataset.files[0].root
    prefix = f"{root}/metadata/" if root else "metadata/"
    found = sorted(
        name for name in dataset.container.names() if name.startswith(prefix) and name.endswith(".xml")
    )
    texts: dict[str, str] = {}
    for name in found[:1]:
        texts = _leaves(Root(dataset.container, root), name.removeprefix(f"{root}/") if root else name)
    if texts.get("fictional") == "true":
        return About(texts.get("title", ""), FICTIONAL, texts.get("useLimitation", ""))
    names = (dataset.container.path.name, PurePosixPath(root).name)
    if any(PLATEAU_NAME.match(name) for name in names):
        return About(texts.get("title", ""), PLATEAU_CREDIT, PLATEAU_LICENCE)
    return About(texts.get("title", ""), texts.get("credit", ""), texts.get("useLimitation", ""))


def _leaves(root: Root, path: str) -> dict[str, str]:
    """Return the first text of each element name; nothing when the file cannot be read."""
    from importers.citygml.lxml_reader import read_elements

    try:
        elements = read_elements(root.read(path, LARGEST), file=path)
    except (GisError, OSError):
        return {}  # metadata is a help, not a condition
    texts: dict[str, str] = {}
    for number, chain in enumerate(elements.chains):
        rows = elements.rows_by_path[number]
        if elements.leaf[rows[0]]:
            texts.setdefault(chain[-1].local, elements.texts(elements.text[rows[:1]])[0].as_py() or "")
    return texts


def layer_name(cities: Counter[str], fallback: str) -> str:
    """Return what a layer is called by how many buildings lie in which city: after the commonest of them."""
    if not cities:
        return fallback
    commonest, count = cities.most_common(1)[0]
    name = re.sub(r"^(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)(?=.)", "", commonest)
    if count < ALL_BUT_FEW * cities.total():
        return str(QT_TRANSLATE_NOOP(CONTEXT, "{city}ほかの建物")).format(city=name)
    return str(QT_TRANSLATE_NOOP(CONTEXT, "{city}の建物")).format(city=name)
