"""Translations of a feed (translations.txt), in both forms that are about, and what its codes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.gtfs.feed import Feed, Rows
    from layers.feedback import Feedback

KANA, ENGLISH = ("ja-hrkt", "ja-hira", "ja-kana"), ("en",)
LOCATIONS = {
    0: QT_TRANSLATE_NOOP(CONTEXT, "停留所・のりば"),
    1: QT_TRANSLATE_NOOP(CONTEXT, "駅・停留所のまとまり"),
    2: QT_TRANSLATE_NOOP(CONTEXT, "出入口"),
    3: QT_TRANSLATE_NOOP(CONTEXT, "通路の点"),
    4: QT_TRANSLATE_NOOP(CONTEXT, "乗車位置"),
}
TYPES = {
    0: QT_TRANSLATE_NOOP(CONTEXT, "路面電車"),
    1: QT_TRANSLATE_NOOP(CONTEXT, "地下鉄"),
    2: QT_TRANSLATE_NOOP(CONTEXT, "鉄道"),
    3: QT_TRANSLATE_NOOP(CONTEXT, "バス"),
    4: QT_TRANSLATE_NOOP(CONTEXT, "フェリー"),
    5: QT_TRANSLATE_NOOP(CONTEXT, "ケーブルカー"),
    6: QT_TRANSLATE_NOOP(CONTEXT, "ロープウェイ"),
    7: QT_TRANSLATE_NOOP(CONTEXT, "鋼索鉄道"),
    11: QT_TRANSLATE_NOOP(CONTEXT, "トロリーバス"),
    12: QT_TRANSLATE_NOOP(CONTEXT, "モノレール"),
}
# What importers.gtfs.calendars calls days, with the columns that count trips and departures on them.
DAYS = (
    QT_TRANSLATE_NOOP(CONTEXT, "毎日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（毎日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（毎日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "平日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（平日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（平日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "土曜日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（土曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（土曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "日曜日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（日曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（日曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "平日・土曜日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（平日・土曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（平日・土曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "平日・日曜日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（平日・日曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（平日・日曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "土曜日・日曜日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便数（土曜日・日曜日）"),
    QT_TRANSLATE_NOOP(CONTEXT, "発車回数（土曜日・日曜日）"),
)
COLUMNS = (
    QT_TRANSLATE_NOOP(CONTEXT, "停留所"),
    QT_TRANSLATE_NOOP(CONTEXT, "車両の位置（推定）"),
    QT_TRANSLATE_NOOP(CONTEXT, "路線"),
    QT_TRANSLATE_NOOP(CONTEXT, "系統番号"),
    QT_TRANSLATE_NOOP(CONTEXT, "事業者"),
    QT_TRANSLATE_NOOP(CONTEXT, "種類"),
    QT_TRANSLATE_NOOP(CONTEXT, "起点"),
    QT_TRANSLATE_NOOP(CONTEXT, "経由"),
    QT_TRANSLATE_NOOP(CONTEXT, "終点"),
    QT_TRANSLATE_NOOP(CONTEXT, "始発"),
    QT_TRANSLATE_NOOP(CONTEXT, "終発"),
    QT_TRANSLATE_NOOP(CONTEXT, "路線ID"),
    QT_TRANSLATE_NOOP(CONTEXT, "行先"),
    QT_TRANSLATE_NOOP(CONTEXT, "運行開始"),
    QT_TRANSLATE_NOOP(CONTEXT, "運行終了"),
    QT_TRANSLATE_NOOP(CONTEXT, "始点"),
    QT_TRANSLATE_NOOP(CONTEXT, "所要時間"),
    QT_TRANSLATE_NOOP(CONTEXT, "曜日"),
    QT_TRANSLATE_NOOP(CONTEXT, "便ID"),
    QT_TRANSLATE_NOOP(CONTEXT, "次の停留所"),
    QT_TRANSLATE_NOOP(CONTEXT, "開始"),
    QT_TRANSLATE_NOOP(CONTEXT, "終了"),
    QT_TRANSLATE_NOOP(CONTEXT, "名称"),
    QT_TRANSLATE_NOOP(CONTEXT, "よみ"),
    QT_TRANSLATE_NOOP(CONTEXT, "英語名"),
    QT_TRANSLATE_NOOP(CONTEXT, "種別"),
    QT_TRANSLATE_NOOP(CONTEXT, "のりば"),
    QT_TRANSLATE_NOOP(CONTEXT, "親の駅・停留所"),
    QT_TRANSLATE_NOOP(CONTEXT, "系統"),
    QT_TRANSLATE_NOOP(CONTEXT, "停留所ID"),
    QT_TRANSLATE_NOOP(CONTEXT, "停留所コード"),
    QT_TRANSLATE_NOOP(CONTEXT, "便"),
    QT_TRANSLATE_NOOP(CONTEXT, "回"),
    QT_TRANSLATE_NOOP(CONTEXT, "分"),
)
"""Names of the layers of a feed, of their columns and units, marked for translation."""


def translated(
    words: Rows | None,
    table: str,
    field: str,
    identifiers: pa.Array,
    texts: pa.Array,
    languages: tuple[str, ...],
) -> pa.Array:
    """Return a column in another language (n,), null where nobody translated it.

    Parameters
    ----------
    words
        Rows of translations.txt, None when there is none.
    table, field
        Such as ``stops`` and ``stop_name``.
    identifiers, texts
        (n,) names of the records, and what is translated.
    languages
        Small letters, the best first.
    """
    found = pa.nulls(len(texts), pa.string())
    if words is None:
        return found
    old = words.has("trans_id")  # GTFS-JP until its second version
    language = pc.utf8_lower(words.texts("lang" if old else "language"))
    ours = pc.fill_null(pc.is_in(language, pa.array(languages)), False)
    if not old:
        for name, value in (("table_name", table), ("field_name", field)):
            ours = pc.and_(ours, pc.fill_null(pc.equal(words.texts(name), value), False))
    value = words.texts("translation").filter(ours)
    by_text = words.texts("trans_id" if old else "field_value").filter(ours)
    by_record = pa.nulls(len(value), pa.string()) if old else words.texts("record_id").filter(ours)
    for keys, wanted in ((by_record, identifiers), (by_text, texts)):
        place = pc.index_in(wanted, value_set=keys, skip_nulls=True)
        found = pc.coalesce(found, value.take(place))
    return found


def read_translations(feed: Feed, feedback: Feedback) -> Rows | None:
    """Return the translations of a feed."""
    return feed.rows("translations.txt", feedback)


def meanings(numbers: pa.Array, words: dict[int, str]) -> tuple[pa.Array, pa.Array]:
    """Return what codes (n,) mean, and the codes as texts; a code of no meaning is shown as it is."""
    codes = pc.cast(pc.cast(numbers, pa.int64(), safe=False), pa.string())
    place = pc.index_in(codes, value_set=pa.array([str(one) for one in words]))
    return pc.coalesce(pa.array(list(words.values())).take(place), codes), codes
