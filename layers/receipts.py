"""What proves an import, for any layer: as one set of plain values, and as facts for people to read.

The values stand in the store of a layer; a project file keeps a copy, so that the proof is there when the
store is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.base import Card, Fact
from layers.heightbase import BASE, WORDS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layers.base import Layer

NOT_KEPT = frozenset({"attributes", "examples"})
"""What a project file leaves out: it goes from hand to hand and holds no data."""

SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "元のデータ")
PLACE = QT_TRANSLATE_NOOP(CONTEXT, "位置")
COUNTS = QT_TRANSLATE_NOOP(CONTEXT, "件数")
DIFFERENCE = QT_TRANSLATE_NOOP(CONTEXT, "前回との差")
EXAMPLE = QT_TRANSLATE_NOOP(CONTEXT, "はじめの{count}件")

_WORDS = {
    "source": QT_TRANSLATE_NOOP(CONTEXT, "データの場所"),
    "origin": QT_TRANSLATE_NOOP(CONTEXT, "データベースと表"),
    "modified": QT_TRANSLATE_NOOP(CONTEXT, "データの日時"),
    "size": QT_TRANSLATE_NOOP(CONTEXT, "大きさ"),
    "digest": QT_TRANSLATE_NOOP(CONTEXT, "照合値（SHA-256）"),
    "product": QT_TRANSLATE_NOOP(CONTEXT, "製品"),
    "date": QT_TRANSLATE_NOOP(CONTEXT, "時点"),
    "credit": QT_TRANSLATE_NOOP(CONTEXT, "出典"),
    "licence": QT_TRANSLATE_NOOP(CONTEXT, "利用条件"),
    "encoding": QT_TRANSLATE_NOOP(CONTEXT, "文字コード"),
    "made": QT_TRANSLATE_NOOP(CONTEXT, "読み込んだ日時"),
    "crs": QT_TRANSLATE_NOOP(CONTEXT, "元の座標系"),
    "crs_reason": QT_TRANSLATE_NOOP(CONTEXT, "そう判断した理由"),
    "placed_by": QT_TRANSLATE_NOOP(CONTEXT, "画像の置き方"),
    "operation": QT_TRANSLATE_NOOP(CONTEXT, "座標の変換"),
    "accuracy": QT_TRANSLATE_NOOP(CONTEXT, "変換の精度"),
    "grids": QT_TRANSLATE_NOOP(CONTEXT, "使った補正パラメータ"),
    "missing_grids": QT_TRANSLATE_NOOP(CONTEXT, "あれば精度が上がる補正パラメータ"),
    "target": QT_TRANSLATE_NOOP(CONTEXT, "地図の座標系"),
    "heights": BASE,
    "geoid": QT_TRANSLATE_NOOP(CONTEXT, "使ったジオイド・モデル"),
    "extent": QT_TRANSLATE_NOOP(CONTEXT, "範囲"),
    "in": QT_TRANSLATE_NOOP(CONTEXT, "元のデータの件数"),
    "shown": QT_TRANSLATE_NOOP(CONTEXT, "表示した件数"),
    "without_shape": QT_TRANSLATE_NOOP(CONTEXT, "形のない件数（表だけ）"),
    "since": QT_TRANSLATE_NOOP(CONTEXT, "前回読み込んだ日時"),
    "added": QT_TRANSLATE_NOOP(CONTEXT, "増えた件数"),
    "removed": QT_TRANSLATE_NOOP(CONTEXT, "なくなった件数"),
    "changed": QT_TRANSLATE_NOOP(CONTEXT, "変わった件数"),
    "same": QT_TRANSLATE_NOOP(CONTEXT, "同じ件数"),
    "key": QT_TRANSLATE_NOOP(CONTEXT, "対応づけた列"),
    "columns_added": QT_TRANSLATE_NOOP(CONTEXT, "増えた列"),
    "columns_removed": QT_TRANSLATE_NOOP(CONTEXT, "なくなった列"),
}
SWAPPED = QT_TRANSLATE_NOOP(CONTEXT, "座標の順番")
SWAPPED_SO = QT_TRANSLATE_NOOP(CONTEXT, "北・東の順だったため入れ替えました")
LEFT_OUT = QT_TRANSLATE_NOOP(CONTEXT, "除いた件数: {reason}")
NO_KEY = QT_TRANSLATE_NOOP(CONTEXT, "なし（内容がすべて同じものを同じとみなしています）")
_PROMISED = frozenset({"digest", "date", "credit", "licence", "crs", "accuracy"})
"""What people ask for: said to be missing where it is."""


def receipt_of_layer(layer: Layer) -> Mapping[str, Any]:
    """Return what proves the import of a layer, as plain values; empty when nobody kept anything.

    Keys are ``source, origin, modified, size, digest, made, date, credit, licence, product, encoding`` of the
    source,
    ``crs, crs_reason, placed_by, axes_swapped, heights, geoid, operation, accuracy, grids, missing_grids,
    target`` and ``extent`` of its place,
    ``in, shown, without_shape, left_out`` of counts, ``difference`` since it was read before, ``examples``.
    """
    data = layer.data
    if data is None:
        return layer.source.receipt
    direct = getattr(data, "receipt", None)
    if direct:
        return dict(direct)
    store = getattr(data, "store", None)
    if store is None:
        return layer.source.receipt
    manifest: Mapping[str, Any] = store.manifest
    if "receipt" in manifest:
        return {"made": manifest.get("made", ""), "extent": manifest.get("bounds"), **manifest["receipt"]}
    return _city(layer, manifest) if layer.kind == "buildings" else _ground(layer, manifest)


def _common(layer: Layer, manifest: Mapping[str, Any]) -> dict[str, Any]:
    about = manifest.get("about", {})
    return {
        "source": str(layer.source.path),
        "modified": layer.source.modified,
        "size": layer.source.size,
        "digest": layer.source.digest,
        "made": manifest.get("made", ""),
        "credit": about.get("credit", ""),
        "licence": about.get("licence", ""),
        "crs": layer.crs,
        "target": manifest.get("crs", ""),
        "accuracy": 0.0 if layer.crs == "EPSG:6697" else None,  # a projection within one datum is exact
        "extent": manifest.get("bounds"),
        "difference": manifest.get("difference", {}),
    }


def _city(layer: Layer, manifest: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {str(name): int(count) for name, count in manifest.get("left_out", {}).items()}
    lost = int(manifest.get("left_out_buildings", 0))
    return {
        **_common(layer, manifest),
        "product": " / ".join(["CityGML", *(f"i-UR {one}" for one in manifest.get("iur_versions", ()))]),
        "in": int(manifest["count"]) + lost,
        "shown": int(manifest["count"]),
        "left_out": {**({"buildings": lost} if lost else {}), **left_out},
    }


def _ground(layer: Layer, manifest: Mapping[str, Any]) -> dict[str, Any]:
    cells = int(manifest["rows"]) * int(manifest["columns"])
    missing = round(cells * float(manifest["missing_share"]))
    return {
        **_common(layer, manifest),
        "in": cells,
        "shown": cells - missing,
        "left_out": {"cells-without-height": missing} if missing else {},
    }


def kept_of(layer: Layer) -> dict[str, Any]:
    """Return the part of a layer's receipt that its project file keeps."""
    return {name: value for name, value in receipt_of_layer(layer).items() if name not in NOT_KEPT}


def receipt_cards(layer: Layer) -> tuple[Card, ...]:
    """Return what proves the import of a layer, for people to read."""
    receipt = receipt_of_layer(layer)
    if not receipt:
        return ()
    own = {"credit": layer.source.credit, "licence": layer.source.licence, "date": layer.source.date}
    receipt = {**receipt, **{name: value for name, value in own.items() if value}}
    cards = [
        Card(SOURCE, tuple(_facts(receipt, SOURCE_KEYS))),
        Card(PLACE, tuple(_place_facts(receipt))),
        Card(COUNTS, tuple(_count_facts(receipt))),
    ]
    difference = receipt.get("difference")
    if difference:
        cards.append(Card(DIFFERENCE, tuple(_difference_facts(difference))))
    cards += [
        Card(f"{number + 1}", tuple(Fact(str(name), str(value)) for name, value in row.items()))
        for number, row in enumerate(receipt.get("examples", ()))
    ]
    return tuple(card for card in cards if card.facts)


SOURCE_KEYS = (
    *("source", "origin", "modified", "size", "digest", "made"),
    *("product", "date", "credit", "licence", "encoding"),
)
DIFFERENCE_KEYS = ("since", "added", "removed", "changed", "same", "columns_added", "columns_removed")


def _facts(receipt: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Fact]:
    for name in names:
        text = _text(name, receipt.get(name))
        if text or name in _PROMISED:
            yield Fact(_WORDS[name], text, missing=not text)


def _place_facts(receipt: Mapping[str, Any]) -> Iterator[Fact]:
    yield from _facts(receipt, ("crs", "crs_reason", "placed_by"))
    if receipt.get("axes_swapped"):
        yield Fact(SWAPPED, SWAPPED_SO)
    if "heights" in receipt:
        base = str(receipt["heights"])
        yield Fact(BASE, WORDS.get(base, base), missing=not base)
        yield from _facts(receipt, ("geoid",))
    yield from _facts(receipt, ("operation", "accuracy", "grids", "missing_grids", "target", "extent"))


def _count_facts(receipt: Mapping[str, Any]) -> Iterator[Fact]:
    yield from _facts(receipt, ("in", "shown"))
    if receipt.get("without_shape"):
        yield from _facts(receipt, ("without_shape",))
    for reason, count in receipt.get("left_out", {}).items():
        yield Fact(LEFT_OUT.format(reason=reason), f"{int(count):,}")


def _difference_facts(difference: Mapping[str, Any]) -> Iterator[Fact]:
    yield from _facts(difference, DIFFERENCE_KEYS)
    yield Fact(_WORDS["key"], str(difference.get("key") or NO_KEY))


def _text(name: str, value: Any) -> str:
    """Return a value as people read it."""
    if value is None or value in ("", []):
        return ""
    if name in ("made", "modified", "since"):
        return str(value).replace("T", " ")[:16]
    if name == "size":
        return f"{int(value):,} B"
    if name == "accuracy":
        return "0 m" if not value else f"約 {float(value):g} m"
    if name == "extent":
        west, south, *_, east, north, _top = (*value[:2], *value[-3:]) if len(value) == 6 else (*value, 0)
        return f"X {south:,.0f} ～ {north:,.0f} m、Y {west:,.0f} ～ {east:,.0f} m"
    if isinstance(value, list | tuple):
        return "、".join(str(one) for one in value)
    return f"{value:,}" if isinstance(value, int) else str(value)
