"""The answer to a click on a point, line or area, as cards of facts with their provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.base import Attribute, Card, Description, Fact
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.vector import Vector

TITLES = ("名称", "名前", "施設名", "地区名", "地名", "name", "Name", "NAME", "地番")
"""Names or labels of columns by which a feature is called, the best first."""
ATTRIBUTES = QT_TRANSLATE_NOOP(CONTEXT, "属性")


def describe_feature(layer: Vector, feature: int) -> Description:
    """Return what is known of the feature in row `feature`; a datum that is missing is 「未確認」."""
    store = layer.data.store
    row: dict[str, Any] = store.rows([feature]).to_pylist()[0]
    groups: dict[str, list[Fact]] = {}
    for attribute in layer.data.table.all_attributes:
        groups.setdefault(attribute.group or ATTRIBUTES, []).append(_fact(attribute, row))
    cards = tuple(Card(name, tuple(facts)) for name, facts in groups.items())
    title = _title(layer, row)
    return Description(feature, title or layer.name, layer.name if title else "", cards, provenance(layer))


def _title(layer: Vector, row: dict[str, Any]) -> str:
    attributes = layer.data.table.all_attributes
    for wanted in TITLES:
        for attribute in attributes:
            if wanted in (attribute.name, attribute.label) and row.get(attribute.name):
                return str(row[attribute.name])
    for attribute in attributes:
        if any(word in attribute.label for word in ("名称", "施設名", "地区名")) and row.get(attribute.name):
            return str(row[attribute.name])
    return ""


def _fact(attribute: Attribute, row: dict[str, Any]) -> Fact:
    value = row.get(attribute.name)
    code = str(row.get(f"{attribute.name}_code") or "")
    if value is None and not code:
        return Fact(attribute.label, "", missing=True)
    if isinstance(value, bool) or value is None:
        text = code if value is None else ("○" if value else "×")
    elif isinstance(value, float):
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
    elif isinstance(value, int) and attribute.kind == "integer":
        text = f"{value:,}"
    else:
        text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return Fact(attribute.label, text, attribute.unit, code)


def provenance(layer: Vector) -> tuple[Fact, ...]:
    """Return where a layer comes from: file, date, licence, and how it was placed."""
    receipt = layer.data.store.manifest["receipt"]
    facts = [Fact(QT_TRANSLATE_NOOP(CONTEXT, "ファイル"), layer.source.path.name)]
    modified = QT_TRANSLATE_NOOP(CONTEXT, "ファイルの日付")
    if receipt.get("origin"):
        facts.append(Fact(QT_TRANSLATE_NOOP(CONTEXT, "データベースと表"), str(receipt["origin"])))
        modified = QT_TRANSLATE_NOOP(CONTEXT, "読んだ日時")
    for label, key in (
        (QT_TRANSLATE_NOOP(CONTEXT, "データの時点"), "date"),
        (modified, "modified"),
        (QT_TRANSLATE_NOOP(CONTEXT, "元の座標系"), "crs"),
        (QT_TRANSLATE_NOOP(CONTEXT, "出典"), "credit"),
        (QT_TRANSLATE_NOOP(CONTEXT, "利用条件"), "licence"),
    ):
        value = str(receipt.get(key) or "")
        facts.append(Fact(label, value, missing=not value))
    return tuple(facts)
