"""The answer to a click on a building, as cards of facts with their provenance."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from layers.base import Attribute, Card, Description, Fact
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.usages import UNKNOWN

if TYPE_CHECKING:
    from layers.buildings import Buildings

ASKED_FOR = frozenset(
    {
        "usage",
        "measured_height",
        "storeys_above_ground",
        "structure_type",
        "year_of_construction",
        "building_id",
        "address",
        "lod1_height_type",
        "source_scale",
    }
)
"""Attributes that people ask for: when missing they are shown as 「未確認」, others are left away."""

FIRST_GROUPS = ("規模・構造", "用途", "基本", "都市計画", "災害リスク", "集客施設", "識別", "品質", "その他")
UNITS = {"m2": "㎡"}
"""Symbols of units that are written otherwise than in the files."""
DUMMY_HEIGHT = "0"
"""Code of lod1HeightType for a height that was not obtained; all such buildings are 3 m high."""

_HAZARDS = {
    "river_flooding": QT_TRANSLATE_NOOP(CONTEXT, "洪水"),
    "tsunami": QT_TRANSLATE_NOOP(CONTEXT, "津波"),
    "high_tide": QT_TRANSLATE_NOOP(CONTEXT, "高潮"),
    "inland_flooding": QT_TRANSLATE_NOOP(CONTEXT, "内水"),
    "reservoir_flooding": QT_TRANSLATE_NOOP(CONTEXT, "ため池"),
    "landslide": QT_TRANSLATE_NOOP(CONTEXT, "土砂災害"),
}
_SCALES = {
    "L1": QT_TRANSLATE_NOOP(CONTEXT, "計画規模"),
    "L2": QT_TRANSLATE_NOOP(CONTEXT, "想定最大規模"),
}
_DERIVED = ("flood_", "tsunami_", "high_tide_", "inland_", "reservoir_", "landslide_")


def describe_building(layer: Buildings, feature: int) -> Description:
    """Return what is known of the building in row `feature`."""
    store = layer.data.store
    row: dict[str, Any] = store.rows([feature]).to_pylist()[0]
    groups: dict[str, list[Fact]] = {}
    for attribute in layer.data.table.all_attributes:
        if attribute.kind == "list" or attribute.name.startswith(_DERIVED):
            continue
        fact = _fact(attribute, row)
        if fact is not None:
            groups.setdefault(attribute.group, []).append(fact)
    groups.setdefault("災害リスク", []).extend(_risks(row))
    groups.setdefault("その他", []).extend(_others(row))
    order = [*FIRST_GROUPS, *(name for name in groups if name not in FIRST_GROUPS)]
    cards = [Card(name, tuple(groups[name])) for name in order if groups.get(name)]
    parts = _parts(row)
    if parts:
        cards.append(Card(QT_TRANSLATE_NOOP(CONTEXT, "建物部分"), parts))
    usage = str(row.get("usage") or "")
    known_usage = usage if row.get("usage_code") != UNKNOWN else ""
    title = str(row.get("name") or "") or known_usage or QT_TRANSLATE_NOOP(CONTEXT, "建物")
    identifier = str(row.get("building_id") or row.get("gml_id") or "")
    subtitle = " ・ ".join(
        part for part in (usage if row.get("name") else "", identifier, row.get("address")) if part
    )
    height = next(
        (
            fact
            for attribute in layer.data.table.all_attributes
            if attribute.name == "measured_height" and (fact := _fact(attribute, row)) is not None
        ),
        None,
    )
    return Description(feature, title, subtitle, tuple(cards), _provenance(layer, row), height)


def _fact(attribute: Attribute, row: dict[str, Any]) -> Fact | None:
    value = row.get(attribute.name)
    code = str(row.get(f"{attribute.name}_code") or "")
    if value is None and not code:
        if attribute.name in ASKED_FOR:
            return Fact(attribute.label, "", missing=True)
        return None
    several = row.get(f"{attribute.name}_all")
    text = (
        "、".join(str(item) for item in several) if several and len(several) > 1 else _text(attribute, value)
    )
    note = ""
    if attribute.name == "measured_height" and row.get("lod1_height_type_code") == DUMMY_HEIGHT:
        note = QT_TRANSLATE_NOOP(CONTEXT, "LOD1 の形の高さは仮の値（一律 3 m）です")
    return Fact(attribute.label, text or code, UNITS.get(attribute.unit, attribute.unit), code, note=note)


def _text(attribute: Attribute, value: object) -> str:
    """Write a value as the panel shows it: two decimals, commas, years without commas."""
    if value is None:
        return ""
    if attribute.kind == "year":
        return f"{value}"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, int) and attribute.kind == "integer":
        return f"{value:,}"
    return str(value)


def _risks(row: dict[str, Any]) -> list[Fact]:
    facts = []
    for risk in row.get("risks") or ():
        kind = _HAZARDS.get(risk["kind"], risk["kind"])
        scale = _SCALES.get(risk.get("scale") or "", "")
        name = risk.get("description") or ""
        label = f"{kind}（{scale}）" if scale else kind
        depth = risk.get("depth")
        rank = (
            risk.get("rank") or risk.get("rank_org") or risk.get("area_type") or risk.get("rank_code") or ""
        )
        hours = risk.get("duration")
        note = "、".join(
            part
            for part in (
                name,
                str(rank) if depth is not None else "",
                f"継続 {hours:g} 時間" if hours else "",
            )
            if part
        )
        if depth is not None:
            facts.append(Fact(label, f"{depth:,.2f}", "m", str(risk.get("rank_code") or ""), note=note))
        else:
            code = str(risk.get("rank_code") or risk.get("area_type_code") or "")
            facts.append(Fact(label, str(rank), "", code, missing=not rank, note=note))
    return facts


def _others(row: dict[str, Any]) -> list[Fact]:
    facts = [
        Fact(
            item.get("key_label") or item.get("key") or "", item.get("value_label") or item.get("value") or ""
        )
        for item in row.get("key_values") or ()
    ]
    facts += [
        Fact(
            " / ".join(part for part in (item.get("set"), item.get("name")) if part),
            item.get("value") or "",
            item.get("unit") or "",
        )
        for item in row.get("generics") or ()
    ]
    facts += [
        Fact(
            item.get("path") or "", item.get("code_label") or item.get("value") or "", item.get("unit") or ""
        )
        for item in row.get("others") or ()
    ]
    return [fact for fact in facts if fact.value]


def _parts(row: dict[str, Any]) -> tuple[Fact, ...]:
    facts = []
    for number, part in enumerate(row.get("parts") or (), start=1):
        height = part.get("measured_height")
        text = "、".join(str(part[key]) for key in ("name", "usage", "structure_type") if part.get(key))
        facts.append(
            Fact(
                f"{number}",
                text or (f"{height:,.2f}" if height is not None else part.get("gml_id") or ""),
                "m" if height is not None and not text else "",
            )
        )
    return tuple(facts)


def _provenance(layer: Buildings, row: dict[str, Any]) -> tuple[Fact, ...]:
    """Return where the facts come from."""
    manifest = layer.data.store.manifest
    made = datetime.fromisoformat(manifest["made"]).astimezone()
    facts = [
        Fact(QT_TRANSLATE_NOOP(CONTEXT, "データ"), str(manifest["name"])),
        Fact(QT_TRANSLATE_NOOP(CONTEXT, "ファイル"), PurePosixPath(str(row["source_file"])).name),
        Fact(QT_TRANSLATE_NOOP(CONTEXT, "読み込み日"), f"{made.year}年{made.month}月{made.day}日"),
        Fact("gml:id", str(row.get("gml_id") or "")),
        Fact(QT_TRANSLATE_NOOP(CONTEXT, "形の詳細度"), "" if row.get("lod") is None else f"LOD{row['lod']}"),
    ]
    if manifest.get("iur_versions"):
        facts.append(Fact("i-UR", "、".join(manifest["iur_versions"])))
    if layer.source.digest:
        facts.append(Fact("SHA-256", layer.source.digest[:16]))
    if layer.source.credit:
        facts.append(Fact(QT_TRANSLATE_NOOP(CONTEXT, "出典"), layer.source.credit))
    return tuple(fact for fact in facts if fact.value)
