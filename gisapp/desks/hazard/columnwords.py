"""What columns of the desk's tables are called: names in files never change, these words are translated."""

from __future__ import annotations

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

BUILDING = {
    "id": QT_TRANSLATE_NOOP(CONTEXT, "建物ID"),
    "state": QT_TRANSLATE_NOOP(CONTEXT, "災害の想定"),
    "depth_class": QT_TRANSLATE_NOOP(CONTEXT, "最大の浸水深（公式の区分）"),
    "depth_lower": QT_TRANSLATE_NOOP(CONTEXT, "最大の浸水深（下限）"),
    "depth_upper": QT_TRANSLATE_NOOP(CONTEXT, "最大の浸水深（上限）"),
    "worst_hazard": QT_TRANSLATE_NOOP(CONTEXT, "最も深くなる想定"),
    "duration": QT_TRANSLATE_NOOP(CONTEXT, "浸水継続時間（以上）"),
    "collapse": QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域"),
    "landslide": QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域"),
    "storeys": QT_TRANSLATE_NOOP(CONTEXT, "地上階数"),
    "storeys_estimated": QT_TRANSLATE_NOOP(CONTEXT, "階数は推定"),
    "floor_area": QT_TRANSLATE_NOOP(CONTEXT, "延床面積"),
    "floor_area_estimated": QT_TRANSLATE_NOOP(CONTEXT, "延床面積は推定"),
    "verdict": QT_TRANSLATE_NOOP(CONTEXT, "屋内安全確保の判定"),
    "reason": QT_TRANSLATE_NOOP(CONTEXT, "判定の理由"),
    "safe_floor": QT_TRANSLATE_NOOP(CONTEXT, "安全な階（以上）"),
    "unchecked": QT_TRANSLATE_NOOP(CONTEXT, "データがなく確かめていない条件"),
    "undetermined": QT_TRANSLATE_NOOP(CONTEXT, "未確認の想定の数"),
}
"""Of the table of buildings, by the name of the column."""
HAZARD = {
    "state": "{hazard}",
    "class": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の区分"),
    "code": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の区分（元のコード）"),
    "depth_lower": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の浸水深（下限）"),
    "depth_upper": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の浸水深（上限）"),
    "duration_lower": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の継続時間（下限）"),
    "duration_upper": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の継続時間（上限）"),
    "is": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}の浸水深は"),
    "share": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}が占める割合"),
    "given_code": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}（建物の属性）の区分（コード）"),
    "given_lower": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}（建物の属性）の浸水深（下限）"),
    "given_upper": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}（建物の属性）の浸水深（上限）"),
    "differs": QT_TRANSLATE_NOOP(CONTEXT, "{hazard}で属性と食い違う"),
}
"""Of one hazard, by what follows its number in the name of the column."""
AREA = {
    "area": QT_TRANSLATE_NOOP(CONTEXT, "区域"),
    "buildings": QT_TRANSLATE_NOOP(CONTEXT, "建物の棟数"),
    "affected": QT_TRANSLATE_NOOP(CONTEXT, "想定に掛かる棟数"),
    "dry": QT_TRANSLATE_NOOP(CONTEXT, "想定に掛からない棟数"),
    "unknown": QT_TRANSLATE_NOOP(CONTEXT, "未確認の棟数"),
    "floor_area": QT_TRANSLATE_NOOP(CONTEXT, "住宅の延床面積"),
    "affected_floor_area": QT_TRANSLATE_NOOP(CONTEXT, "想定に掛かる住宅の延床面積"),
    "people": QT_TRANSLATE_NOOP(CONTEXT, "人口"),
    "affected_people": QT_TRANSLATE_NOOP(CONTEXT, "想定に掛かる人口（推計）"),
    "households": QT_TRANSLATE_NOOP(CONTEXT, "世帯数"),
    "affected_households": QT_TRANSLATE_NOOP(CONTEXT, "想定に掛かる世帯数（推計）"),
    "rank": QT_TRANSLATE_NOOP(CONTEXT, "最大の浸水深 {depth}"),
    "dwellings": QT_TRANSLATE_NOOP(CONTEXT, "住宅の棟数"),
    "all_floor_area": QT_TRANSLATE_NOOP(CONTEXT, "延床面積（全用途）"),
    "collapse": QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域の棟数"),
    "landslide": QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域の棟数"),
    "facilities": QT_TRANSLATE_NOOP(CONTEXT, "公共・文教厚生施設の棟数"),
    "affected_facilities": QT_TRANSLATE_NOOP(CONTEXT, "うち想定に掛かる施設"),
    "hospitals": QT_TRANSLATE_NOOP(CONTEXT, "医療機関の数"),
    "affected_hospitals": QT_TRANSLATE_NOOP(CONTEXT, "うち想定に掛かる医療機関"),
    "schools": QT_TRANSLATE_NOOP(CONTEXT, "学校の数"),
    "affected_schools": QT_TRANSLATE_NOOP(CONTEXT, "うち想定に掛かる学校"),
    "care": QT_TRANSLATE_NOOP(CONTEXT, "福祉施設の数"),
    "affected_care": QT_TRANSLATE_NOOP(CONTEXT, "うち想定に掛かる福祉施設"),
    "shelters": QT_TRANSLATE_NOOP(CONTEXT, "避難先の数"),
    "affected_shelters": QT_TRANSLATE_NOOP(CONTEXT, "うち想定区域の中の避難先"),
    "capacity": QT_TRANSLATE_NOOP(CONTEXT, "避難先の想定収容人数"),
    "assigned": QT_TRANSLATE_NOOP(CONTEXT, "その避難先へ向かう人（推計）"),
    "assigned_households": QT_TRANSLATE_NOOP(CONTEXT, "その避難先へ向かう世帯（推計）"),
    "overfull_shelters": QT_TRANSLATE_NOOP(CONTEXT, "うち収容人数を超える避難先"),
}
"""Of the table of areas."""
SHELTER = {
    "straight": QT_TRANSLATE_NOOP(CONTEXT, "最寄りの避難先（直線）"),
    "straight_distance": QT_TRANSLATE_NOOP(CONTEXT, "避難先までの距離（直線）"),
    "straight_capacity": QT_TRANSLATE_NOOP(CONTEXT, "その想定収容人数（直線）"),
    "walk": QT_TRANSLATE_NOOP(CONTEXT, "最寄りの避難先（徒歩）"),
    "walk_distance": QT_TRANSLATE_NOOP(CONTEXT, "避難先までの距離（徒歩）"),
    "walk_capacity": QT_TRANSLATE_NOOP(CONTEXT, "その想定収容人数（徒歩）"),
    "stay": QT_TRANSLATE_NOOP(CONTEXT, "最寄りの避難所（災害の種別は未確認）"),
    "stay_distance": QT_TRANSLATE_NOOP(CONTEXT, "避難所までの距離（災害の種別は未確認）"),
    "stay_capacity": QT_TRANSLATE_NOOP(CONTEXT, "その想定収容人数（災害の種別は未確認）"),
}
"""Of the way to a shelter."""
CHANGE = {
    "class": QT_TRANSLATE_NOOP(CONTEXT, "まえの想定での区分"),
    "before": QT_TRANSLATE_NOOP(CONTEXT, "まえの想定の棟数"),
    "worse": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定で深くなる棟数"),
    "same": QT_TRANSLATE_NOOP(CONTEXT, "変わらない棟数"),
    "better": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定で浅くなる棟数"),
    "after": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定の棟数"),
    "to": QT_TRANSLATE_NOOP(CONTEXT, "あとの想定で {depth}"),
}
"""Of the changes from one hazard to another."""
UNITS = (
    QT_TRANSLATE_NOOP(CONTEXT, "時間"),
    QT_TRANSLATE_NOOP(CONTEXT, "階"),
    QT_TRANSLATE_NOOP(CONTEXT, "棟"),
    QT_TRANSLATE_NOOP(CONTEXT, "人"),
    QT_TRANSLATE_NOOP(CONTEXT, "世帯"),
    QT_TRANSLATE_NOOP(CONTEXT, "か所"),
)
"""Units of their figures that are words."""
