"""What the parts of a registry map are called, in the file and for staff."""

from __future__ import annotations

from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

NAMESPACE = "http://www.moj.go.jp/MINJI/tizuxml"
PREFIX = f"{{{NAMESPACE}}}"
ROOT = f"{PREFIX}地図"
SPACE = f"{PREFIX}空間属性"
SUBJECT = f"{PREFIX}主題属性"
SHEET = f"{PREFIX}図郭"
MEMBER = f"{PREFIX}筆界未定構成筆"
CREDIT = "法務省 登記所備付地図データ"

LOT, OUTSIDE, CONTROL, CORNER, BORDER, DIVISION = (
    "lots",
    "outside",
    "control",
    "corners",
    "borders",
    "divisions",
)
SHEETS = "sheets"

KINDS = {"筆": LOT, "基準点": CONTROL, "筆界点": CORNER, "筆界線": BORDER, "仮行政界線": DIVISION}
"""Key of the collection for each element below 主題属性."""

TITLES = {
    LOT: QT_TRANSLATE_NOOP(CONTEXT, "筆（土地）"),
    OUTSIDE: QT_TRANSLATE_NOOP(CONTEXT, "地区外・別図の区画"),
    CONTROL: QT_TRANSLATE_NOOP(CONTEXT, "基準点"),
    CORNER: QT_TRANSLATE_NOOP(CONTEXT, "筆界点"),
    BORDER: QT_TRANSLATE_NOOP(CONTEXT, "筆界線"),
    DIVISION: QT_TRANSLATE_NOOP(CONTEXT, "仮行政界線"),
    SHEETS: QT_TRANSLATE_NOOP(CONTEXT, "図郭"),
}
ARBITRARY_TITLE = QT_TRANSLATE_NOOP(CONTEXT, "{name}（任意座標系・位置なし）")
OUTSIDE_WORDS = ("地区外", "別図")
"""In the 地番 of areas that are no lots but fill the map."""

_MAP = QT_TRANSLATE_NOOP(CONTEXT, "地図")
_CODES = QT_TRANSLATE_NOOP(CONTEXT, "所在のコード")

_SOURCE = (
    Attribute("map", QT_TRANSLATE_NOOP(CONTEXT, "地図名"), group=_MAP),
    Attribute("city", QT_TRANSLATE_NOOP(CONTEXT, "市区町村"), kind="code", group=_MAP),
    Attribute("system", QT_TRANSLATE_NOOP(CONTEXT, "座標系"), group=_MAP),
    Attribute("datum", QT_TRANSLATE_NOOP(CONTEXT, "測地系判別"), group=_MAP),
    Attribute("file", QT_TRANSLATE_NOOP(CONTEXT, "ファイル"), group=_MAP),
)
"""Of which map each feature is."""

_LOT_ATTRIBUTES = (
    Attribute("place", QT_TRANSLATE_NOOP(CONTEXT, "所在・地番")),
    Attribute("number", QT_TRANSLATE_NOOP(CONTEXT, "地番")),
    Attribute("area", QT_TRANSLATE_NOOP(CONTEXT, "図上の面積"), "m²", "number"),
    Attribute("state", QT_TRANSLATE_NOOP(CONTEXT, "区分"), kind="code"),
    Attribute("members", QT_TRANSLATE_NOOP(CONTEXT, "筆界未定の構成筆")),
    Attribute("member_count", QT_TRANSLATE_NOOP(CONTEXT, "筆界未定の構成筆数"), kind="integer"),
    Attribute("accuracy", QT_TRANSLATE_NOOP(CONTEXT, "精度区分"), kind="code"),
    Attribute("coordinates", QT_TRANSLATE_NOOP(CONTEXT, "座標値種別"), kind="code"),
    Attribute("oaza", QT_TRANSLATE_NOOP(CONTEXT, "大字"), kind="code", group=_CODES),
    Attribute("chome", QT_TRANSLATE_NOOP(CONTEXT, "丁目"), kind="code", group=_CODES),
    Attribute("koaza", QT_TRANSLATE_NOOP(CONTEXT, "小字"), kind="code", group=_CODES),
    Attribute("yobi", QT_TRANSLATE_NOOP(CONTEXT, "予備"), kind="code", group=_CODES),
    Attribute("sheet", QT_TRANSLATE_NOOP(CONTEXT, "地図番号"), group=_MAP),
    Attribute("scale", QT_TRANSLATE_NOOP(CONTEXT, "縮尺の分母"), kind="integer", group=_MAP),
    Attribute("map_type", QT_TRANSLATE_NOOP(CONTEXT, "地図種類"), kind="code", group=_MAP),
    Attribute("map_class", QT_TRANSLATE_NOOP(CONTEXT, "地図分類"), kind="code", group=_MAP),
    Attribute("made", QT_TRANSLATE_NOOP(CONTEXT, "地図作成年月日"), kind="date", group=_MAP),
    Attribute("lot_id", QT_TRANSLATE_NOOP(CONTEXT, "筆ID"), group=_MAP),
    *_SOURCE,
)

ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    LOT: _LOT_ATTRIBUTES,
    OUTSIDE: _LOT_ATTRIBUTES,
    CONTROL: (
        Attribute("name", QT_TRANSLATE_NOOP(CONTEXT, "名称")),
        Attribute("type", QT_TRANSLATE_NOOP(CONTEXT, "基準点種別"), kind="code"),
        Attribute("marker", QT_TRANSLATE_NOOP(CONTEXT, "埋標区分"), kind="code"),
        *_SOURCE,
    ),
    CORNER: (
        Attribute("name", QT_TRANSLATE_NOOP(CONTEXT, "点番名")),
        Attribute("marker", QT_TRANSLATE_NOOP(CONTEXT, "境界標種別"), kind="code"),
        *_SOURCE,
    ),
    BORDER: (Attribute("type", QT_TRANSLATE_NOOP(CONTEXT, "線種別"), kind="code"), *_SOURCE),
    DIVISION: (Attribute("type", QT_TRANSLATE_NOOP(CONTEXT, "線種別"), kind="code"), *_SOURCE),
    SHEETS: (
        Attribute("sheet", QT_TRANSLATE_NOOP(CONTEXT, "地図番号")),
        Attribute("scale", QT_TRANSLATE_NOOP(CONTEXT, "縮尺の分母"), kind="integer"),
        Attribute("north_unknown", QT_TRANSLATE_NOOP(CONTEXT, "方位"), kind="code"),
        Attribute("map_type", QT_TRANSLATE_NOOP(CONTEXT, "地図種類"), kind="code"),
        Attribute("map_class", QT_TRANSLATE_NOOP(CONTEXT, "地図分類"), kind="code"),
        Attribute("material", QT_TRANSLATE_NOOP(CONTEXT, "地図材質"), kind="code"),
        Attribute("made", QT_TRANSLATE_NOOP(CONTEXT, "地図作成年月日"), kind="date"),
        Attribute("kept_since", QT_TRANSLATE_NOOP(CONTEXT, "備付地図年月日"), kind="date"),
        *_SOURCE,
    ),
}

WRITTEN: dict[str, dict[str, str]] = {
    LOT: {
        "number": "地番",
        "accuracy": "精度区分",
        "coordinates": "座標値種別",
        "oaza": "大字名",
        "oaza_code": "大字コード",
        "chome": "丁目名",
        "chome_code": "丁目コード",
        "koaza": "小字名",
        "koaza_code": "小字コード",
        "yobi": "予備名",
        "yobi_code": "予備コード",
    },
    CONTROL: {"name": "名称", "type": "基準点種別", "marker": "埋標区分"},
    CORNER: {"name": "点番名", "marker": "境界標種別"},
    BORDER: {"type": "線種別"},
    DIVISION: {"type": "線種別"},
    SHEETS: {
        "sheet": "地図番号",
        "scale": "縮尺分母",
        "north_unknown": "方位不明フラグ",
        "map_type": "地図種類",
        "map_class": "地図分類",
        "material": "地図材質",
    },
}
"""Element that each column comes from."""
