"""Translations of a feed (translations.txt), in both forms that are about, and what its codes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from importers.gtfs.feed import Feed, Rows
    from layers.feedback import Feedback

KANA, ENGLISH = ("ja-hrkt", "ja-hira", "ja-kana"), ("en",)
LOCATIONS = {0: "停留所・のりば", 1: "駅・停留所のまとまり", 2: "出入口", 3: "通路の点", 4: "乗車位置"}
TYPES = {
    0: "路面電車",
    1: "地下鉄",
    2: "鉄道",
    3: "バス",
    4: "フェリー",
    5: "ケーブルカー",
    6: "ロープウェイ",
    7: "鋼索鉄道",
    11: "トロリーバス",
    12: "モノレール",
}


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
