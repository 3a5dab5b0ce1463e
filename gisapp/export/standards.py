"""Columns of the municipal standard open data sets (自治体標準オープンデータセット), and who fills them.

The lists are facts of the standards; the one of public facilities is that of its version of 2019, which
catalogues still take.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LATITUDE, LONGITUDE = "緯度", "経度"

_HAZARDS = (
    "洪水",
    "崖崩れ、土石流及び地滑り",
    "高潮",
    "地震",
    "津波",
    "大規模な火事",
    "内水氾濫",
    "火山現象",
)
_AGES = (*(f"{low}-{low + 4}歳" for low in range(0, 85, 5)), "85歳以上")


@dataclass(frozen=True)
class Standard:
    """A data set of the standard.

    Attributes
    ----------
    id
        Its name.
    columns
        In their order.
    needed
        Without which the data set is of no use.
    """

    id: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]


STANDARDS = {
    one.id: one
    for one in (
        Standard(
            "指定緊急避難場所一覧",
            (
                *("全国地方公共団体コード", "ID", "名称", "名称_カナ", "名称_英字"),
                *("所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県"),
                *("所在地_市区町村", "所在地_町字", "所在地_番地以下", "建物名等(方書)"),
                *(LATITUDE, LONGITUDE, "標高", "電話番号", "内線番号", "連絡先メールアドレス"),
                *("連絡先FormURL", "連絡先備考（その他、SNSなど）", "郵便番号", "市区町村コード"),
                "地方公共団体名",
                *(f"災害種別_{one}" for one in _HAZARDS),
                *("指定避難所との重複", "想定収容人数", "対象となる町会・自治会", "URL", "画像"),
                *("画像_ライセンス", "備考"),
            ),
            ("全国地方公共団体コード", "ID", "名称", "所在地_連結表記", LATITUDE, LONGITUDE),
        ),
        Standard(
            "公共施設一覧",
            (
                *("都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "名称"),
                *("名称_カナ", "名称_通称", "POIコード", "住所", "方書", LATITUDE, LONGITUDE),
                *("電話番号", "内線番号", "法人番号", "団体名", "利用可能曜日", "開始時間"),
                *("終了時間", "利用可能日時特記事項", "説明", "バリアフリー情報", "URL", "備考"),
            ),
            ("名称", "名称_カナ", "住所", LATITUDE, LONGITUDE),
        ),
        Standard(
            "地域・年齢別人口",
            (
                *("全国地方公共団体コード", "地域コード", "地方公共団体名", "調査年月日", "地域名"),
                *("総人口", "男性", "女性"),
                *(f"{age}の{one}" for age in _AGES for one in ("男性", "女性")),
                *("世帯数", "備考"),
            ),
            ("全国地方公共団体コード", "調査年月日", "地域名", "総人口"),
        ),
    )
}
"""By their ids, as :attr:`gisapp.desks.publish.model.Publication.standard` names them."""

ALIKE = {
    "全国地方公共団体コード": ("都道府県コード又は市区町村コード", "市区町村コード", "団体コード"),
    "都道府県コード又は市区町村コード": ("全国地方公共団体コード", "市区町村コード", "団体コード"),
    "ID": ("NO", "番号", "施設番号"),
    "NO": ("ID", "番号", "施設番号"),
    "名称": ("施設名", "施設名称", "避難場所名", "施設・場所名", "名前", "name"),
    "名称_カナ": ("カナ", "ふりがな", "フリガナ", "施設名カナ", "名称カナ"),
    "名称_英字": ("名称_英語", "英語名", "英語表記"),
    "所在地_連結表記": ("住所", "所在地"),
    "住所": ("所在地_連結表記", "所在地"),
    "方書": ("建物名等(方書)",),
    "建物名等(方書)": ("方書",),
    "地域名": ("町名", "町丁目名", "地区名", "自治会名", "名称"),
    "総人口": ("人口",),
    "世帯数": ("世帯",),
    "電話番号": ("電話", "TEL"),
    "想定収容人数": ("収容人数",),
    "対象となる町会・自治会": ("対象自治会", "対象町会"),
    **{f"災害種別_{one}": (one,) for one in _HAZARDS},
}
"""Columns of the standards, and what else they are called; each is taken only where the first is absent."""


@dataclass(frozen=True)
class Fitting:
    """Which public attribute fills which column.

    Attributes
    ----------
    filled
        Columns of the standard, each with the attribute that fills it, empty for none.
    beyond
        Attributes that the standard does not have; they stand behind it.
    missing, needed
        Columns that stay blank, and those of them without which the data set is of no use.
    """

    filled: tuple[tuple[str, str], ...]
    beyond: tuple[str, ...]
    missing: tuple[str, ...]
    needed: tuple[str, ...]


def fitting(standard: Standard, names: Sequence[str]) -> Fitting:
    """Return how public attributes fill the columns of a standard.

    Parameters
    ----------
    standard
        The data set.
    names
        What the public is told that the attributes are; latitude and longitude are those of the shapes.
    """
    left = {_folded(name): name for name in reversed(names)}
    found = {one: left.pop(_folded(one), "") for one in standard.columns}
    for one in standard.columns:
        for other in ALIKE.get(one, ()):
            if not found[one]:
                found[one] = left.pop(_folded(other), "")
    places = {LATITUDE, LONGITUDE} & set(standard.columns)
    blank = tuple(one for one, name in found.items() if not name and one not in places)
    beyond = tuple(name for name in names if name not in set(found.values()))
    return Fitting(tuple(found.items()), beyond, blank, tuple(one for one in standard.needed if one in blank))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").casefold()
