"""What can be said in the text form: examples for the help, and some of a layer's own names and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.messages import QT_TRANSLATE_NOOP
from layers.query.evaluate import NUMERIC
from layers.query.write import column, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.query.words import Vocabulary

CHAPTERS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("messages", "くらべる"),
        (
            ("計測高さ ≥ 10", QT_TRANSLATE_NOOP("messages", "10 以上（> < ≥ ≤ = ≠。>= や <> でもよい）")),
            (
                "計測高さ が 10 m 以上",
                QT_TRANSLATE_NOOP("messages", "言葉でも書ける（以上・以下・未満・より大きい・以外）"),
            ),
            ("建築年 が 1981 から 2000 まで", QT_TRANSLATE_NOOP("messages", "両端を含む")),
            (
                "用途 が 住宅, 共同住宅 のどれか",
                QT_TRANSLATE_NOOP("messages", "コードの意味でもコードそのものでもよい"),
            ),
            (
                "名称 が 「学校」 を含む",
                QT_TRANSLATE_NOOP("messages", "全角・半角・大文字・小文字は区別しない（で始まる も可）"),
            ),
            ("計測高さ が 未確認", QT_TRANSLATE_NOOP("messages", "値が入っていないもの")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("messages", "つなぐ"),
        (
            ("計測高さ > 10 かつ 用途 = 「住宅」", QT_TRANSLATE_NOOP("messages", "両方を満たす")),
            (
                "計測高さ > 10 または 地上階数 > 3",
                QT_TRANSLATE_NOOP("messages", "どちらかを満たす（「かつ」が先。かっこで変えられる）"),
            ),
            (
                "用途 が 「住宅」 のどれか でない",
                QT_TRANSLATE_NOOP("messages", "当てはまらない。記号の条件は 否定 (…) と書く"),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("messages", "計算する"),
        (
            ("計測高さ ÷ 地上階数 > 4", QT_TRANSLATE_NOOP("messages", "+ - × ÷ とかっこ。0 で割ると未確認")),
            ("図形の面積 ≥ 200", QT_TRANSLATE_NOOP("messages", "図形の面積・周長・高さ・標高（㎡、m）")),
            (
                "四捨五入(計測高さ, 1)",
                QT_TRANSLATE_NOOP("messages", "切り捨て・切り上げ・絶対値・最小・最大 も使える"),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("messages", "場所"),
        (
            (
                "レイヤ「自治会」 の中",
                QT_TRANSLATE_NOOP("messages", "代表の点が中にある（一つの建物は一度だけ数える）"),
            ),
            ("レイヤ「洪水」 に重なる", QT_TRANSLATE_NOOP("messages", "図形が少しでも重なる")),
            (
                "レイヤ「避難所」 から 500 m 以内",
                QT_TRANSLATE_NOOP("messages", "図形どうしのいちばん近い距離"),
            ),
            (
                "レイヤ「自治会」(名称 = 「港町」) の中",
                QT_TRANSLATE_NOOP("messages", "相手のレイヤを、その項目でしぼる"),
            ),
            (
                "重なり割合(レイヤ「洪水」) ≥ 50",
                QT_TRANSLATE_NOOP("messages", "図形の面積のうち重なる割合（%）"),
            ),
        ),
    ),
)
"""What can be said, by chapter: the example, and what it means. Examples are Japanese in every language."""

UNKNOWN = QT_TRANSLATE_NOOP(
    "messages",
    "値が未確認のものは、比べても「当てはまる」にも「当てはまらない」にもなりません。"
    "その件数は、いつも別に表示します。項目の名前に記号や空白があるときは 【 】 で囲みます。",
)
"""What the help says of missing values."""


def examples(vocabulary: Vocabulary) -> list[str]:
    """Return examples that can be asked of this very layer: its own names, and values that there are."""

    def first(kinds: Sequence[str], names: Sequence[str] = ()) -> str:
        fitting = [one for one in vocabulary.attributes.values() if one.kind in kinds]
        known = [one for name in names for one in fitting if one.name == name]
        return next((one.name for one in (*known, *fitting)), "")

    found: list[str] = []
    number = first(tuple(NUMERIC - {"year"}), ("measured_height", "storeys_above_ground"))
    code = first(("code",), ("usage",))
    text = first(("text",), ("name", "address"))
    labels = [quoted(one) for one in list(vocabulary.labels(code).values())[:2]] if code else []
    high, use = column(number, vocabulary), column(code, vocabulary)
    if number:
        found += [f"{high} ≥ 10", f"{high} が 5 から 10 まで", f"{high} が 未確認"]
    if labels:
        found += [f"{use} が {', '.join(labels)} のどれか", f"{use} ≠ {labels[0]}"]
    if number and labels:
        found.append(f"{high} ≥ 10 かつ {use} = {labels[0]}")
    if text:
        found.append(f"{column(text, vocabulary)} が 「学校」 を含む")
    found.append("図形の面積 ≥ 200")
    for _, name in list(vocabulary.layers)[:2]:
        place = f"レイヤ{quoted(name)}"
        found += [f"{place} の中", f"{place} から 50 m 以内", f"重なり割合({place}) ≥ 50"]
    return found
