"""What is reported and how far it is dealt with: the words of the lists, and how departments write them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP


class Kind(StrEnum):
    """What has happened, the gravest first: of equal states the graver one stands higher in the list."""

    PEOPLE = "people"
    SLOPE = "slope"
    RIVER = "river"
    ABOVE_FLOOR = "above_floor"
    BUILDING = "building"
    ROAD_FLOODED = "road_flooded"
    BELOW_FLOOR = "below_floor"
    ROAD_CLOSED = "road_closed"
    LIFELINE = "lifeline"
    TREE = "tree"
    OTHER = "other"


class State(StrEnum):
    """How far it is dealt with, what waits first."""

    OPEN = "open"
    UNKNOWN = ""
    CHECKING = "checking"
    WORKING = "working"
    DONE = "done"


KINDS = {
    Kind.PEOPLE: QT_TRANSLATE_NOOP(CONTEXT, "人的被害"),
    Kind.SLOPE: QT_TRANSLATE_NOOP(CONTEXT, "土砂崩れ"),
    Kind.RIVER: QT_TRANSLATE_NOOP(CONTEXT, "河川・水路の越水"),
    Kind.ABOVE_FLOOR: QT_TRANSLATE_NOOP(CONTEXT, "床上浸水"),
    Kind.BUILDING: QT_TRANSLATE_NOOP(CONTEXT, "建物の被害"),
    Kind.ROAD_FLOODED: QT_TRANSLATE_NOOP(CONTEXT, "道路の冠水"),
    Kind.BELOW_FLOOR: QT_TRANSLATE_NOOP(CONTEXT, "床下浸水"),
    Kind.ROAD_CLOSED: QT_TRANSLATE_NOOP(CONTEXT, "道路の通行止め"),
    Kind.LIFELINE: QT_TRANSLATE_NOOP(CONTEXT, "停電・断水"),
    Kind.TREE: QT_TRANSLATE_NOOP(CONTEXT, "倒木"),
    Kind.OTHER: QT_TRANSLATE_NOOP(CONTEXT, "その他"),
}
STATES = {
    State.OPEN: QT_TRANSLATE_NOOP(CONTEXT, "未対応"),
    State.UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "未確認"),
    State.CHECKING: QT_TRANSLATE_NOOP(CONTEXT, "確認中"),
    State.WORKING: QT_TRANSLATE_NOOP(CONTEXT, "対応中"),
    State.DONE: QT_TRANSLATE_NOOP(CONTEXT, "完了"),
}
_KINDS = (
    (Kind.PEOPLE, r"人的|負傷|けが|怪我|死者|死亡|行方不明|救助|救急|孤立"),
    (Kind.SLOPE, r"土砂|崖|がけ|ガケ|のり面|法面|地すべり|土石流|落石|斜面"),
    (Kind.RIVER, r"越水|溢水|決壊|破堤|氾濫|河川|水路|側溝|内水"),
    (Kind.BELOW_FLOOR, r"床下"),
    (Kind.ABOVE_FLOOR, r"床上"),
    (Kind.ROAD_CLOSED, r"通行止|通行規制|通行不能|陥没|交通規制|片側"),
    (Kind.ROAD_FLOODED, r"冠水|道路.*浸水"),
    (Kind.TREE, r"倒木|枝折れ|樹木|竹"),
    (Kind.LIFELINE, r"停電|断水|断線|電線|電柱|ガス|通信|ライフライン|漏水|水道"),
    (Kind.BUILDING, r"建物|家屋|住家|屋根|瓦|ブロック塀|倒壊|損壊|浸水"),
)
"""How departments write the kinds; the first that fits is meant."""
_STATES = (
    (State.OPEN, r"^未|未(対応|着手|処理|完了|解消)|受付|新規|要対応|依頼"),
    (State.DONE, r"完了|終了|済み?$|解除|復旧|解消|対応済"),
    (State.WORKING, r"対応中|作業中|出動|処理中|手配|実施中|規制中|着手|継続"),
    (State.CHECKING, r"確認|調査|現地|向かって"),
)


def kind_of(*texts: str) -> Kind:
    """Return the kind that the first text means that means one; :attr:`Kind.OTHER` when none does."""
    for text in texts:
        plain = _plain(text)
        exact = next((kind for kind, word in KINDS.items() if plain in (_plain(word), kind.value)), None)
        found = exact or next((kind for kind, pattern in _KINDS if re.search(pattern, plain)), None)
        if found is not None:
            return found
    return Kind.OTHER


def state_of(text: str) -> State:
    """Return the state that a text means; :attr:`State.UNKNOWN` when it means none."""
    plain = _plain(text)
    exact = next((one for one, word in STATES.items() if one and plain in (word, one.value)), None)
    return exact or next((one for one, pattern in _STATES if re.search(pattern, plain)), State.UNKNOWN)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
