"""The columns of the ledger, and which column of a table that a department holds is which of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from importers.tables.lists import Columns, propose
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.base import Table

_BASE = QT_TRANSLATE_NOOP(CONTEXT, "自治会")
_PEOPLE = QT_TRANSLATE_NOOP(CONTEXT, "世帯と加入")
_PLACES = QT_TRANSLATE_NOOP(CONTEXT, "施設")
_TIME = QT_TRANSLATE_NOOP(CONTEXT, "区域の有効期間")

ATTRIBUTES = (
    Attribute("code", QT_TRANSLATE_NOOP(CONTEXT, "自治会コード"), group=_BASE),
    Attribute("name", QT_TRANSLATE_NOOP(CONTEXT, "名称"), group=_BASE),
    Attribute("kana", QT_TRANSLATE_NOOP(CONTEXT, "かな"), group=_BASE),
    Attribute("addresses", QT_TRANSLATE_NOOP(CONTEXT, "町名・番地の範囲"), group=_BASE),
    Attribute("groups", QT_TRANSLATE_NOOP(CONTEXT, "班・組の数"), kind="integer", group=_BASE),
    Attribute("founded", QT_TRANSLATE_NOOP(CONTEXT, "設立・認可の年月日"), kind="date", group=_BASE),
    Attribute("remark", QT_TRANSLATE_NOOP(CONTEXT, "備考"), group=_BASE),
    Attribute("households", QT_TRANSLATE_NOOP(CONTEXT, "世帯数"), kind="integer", group=_PEOPLE),
    Attribute("households_source", QT_TRANSLATE_NOOP(CONTEXT, "世帯数の出典"), group=_PEOPLE),
    Attribute("households_date", QT_TRANSLATE_NOOP(CONTEXT, "世帯数の時点"), kind="date", group=_PEOPLE),
    Attribute("members", QT_TRANSLATE_NOOP(CONTEXT, "加入世帯数"), kind="integer", group=_PEOPLE),
    Attribute("members_date", QT_TRANSLATE_NOOP(CONTEXT, "加入世帯数の時点"), kind="date", group=_PEOPLE),
    Attribute("people", QT_TRANSLATE_NOOP(CONTEXT, "人口"), kind="integer", group=_PEOPLE),
    Attribute("hall", QT_TRANSLATE_NOOP(CONTEXT, "集会所"), group=_PLACES),
    Attribute("notice_boards", QT_TRANSLATE_NOOP(CONTEXT, "掲示板の数"), kind="integer", group=_PLACES),
    Attribute(
        "waste_stations", QT_TRANSLATE_NOOP(CONTEXT, "ごみステーションの数"), kind="integer", group=_PLACES
    ),
    Attribute("shelters", QT_TRANSLATE_NOOP(CONTEXT, "避難場所"), group=_PLACES),
    Attribute("since", QT_TRANSLATE_NOOP(CONTEXT, "この区域になった日"), kind="date", group=_TIME),
    Attribute("until", QT_TRANSLATE_NOOP(CONTEXT, "この区域が終わった日"), kind="date", group=_TIME),
    Attribute("department", QT_TRANSLATE_NOOP(CONTEXT, "区域を届けた部署"), group=_TIME),
    Attribute("source", QT_TRANSLATE_NOOP(CONTEXT, "区域の出典"), group=_TIME),
)
"""Columns of the ledger, in the order in which forms and tables show them. `members` of `households` is the
membership rate; what it is measured by and of when stands beside it. `until` is the first day on which the
area no longer holds."""
LABELS = {one.name: one.label for one in ATTRIBUTES}
"""What staff call each column."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("kana", r"かな|カナ|ふりがな|フリガナ|読み|^kana"),
    ("code", r"コード|番号|符号|^(code|id|no\.?|cd|key)$|_(code|id|cd)$"),
    ("name", r"(会|区|団体|組織|区域)の?名称?$|^名称|^名前|(自治|町内|町)会$|^name$"),
    ("members", r"加入|会員|^members?$"),
    ("households", r"世帯|戸数|^(households|setai)"),
    ("people", r"人口|人数|^(people|population|jinko)$"),
    ("groups", r"(班|組|隣組)の?数|^(班|組)$"),
    ("founded", r"設立|認可|結成"),
    ("hall", r"集会|公民館|会館|自治会館|町民館"),
    ("notice_boards", r"掲示板"),
    ("waste_stations", r"ごみ|ゴミ|ステーション|集積"),
    ("shelters", r"避難"),
    ("addresses", r"区域|町名|番地|町丁|町域|範囲|地区|所在|^addresses$"),
    ("remark", r"備考|摘要|メモ|^(remarks?|note)$"),
    ("department", r"部署|課名|担当課|所管"),
)
"""How the columns of tables are called, the surest first (:func:`importers.tables.lists.propose`)."""
PERSONAL = r"氏名|会長|代表|役員|班長|組長|電話|携帯|ファックス|fax|tel|住所|メール|mail|生年月日|連絡先"
"""Headers of columns that tell of people: they never come into the ledger."""


def proposed(table: Table) -> Columns:
    """Return which columns of a table seem to be which of the ledger; none that tells of people."""
    labels = {one.label: one.name for one in table.attributes if not personal(one.label)}
    found = propose(labels, FIELDS)
    return Columns(tuple((field, labels[label]) for field, label in found.columns))


def personal(header: str) -> bool:
    """Say whether a column by its header tells of people."""
    plain = unicodedata.normalize("NFKC", header)
    return bool(re.search(PERSONAL, plain, re.IGNORECASE)) and not re.search(r"^(集会所|公民館|会館)", plain)
