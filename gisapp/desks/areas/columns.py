"""The columns of the ledger, and which column of a table that a department holds is which of them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.tables.lists import Columns, propose
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

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
NUMBERS = tuple(one.name for one in ATTRIBUTES if one.kind == "integer")
"""Columns that hold whole numbers."""
_LOOKED = 2000
"""Rows whose values are looked at."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("kana", r"かな|カナ|ふりがな|フリガナ|読み|kana$"),
    ("code", r"コー?ド?$|番号|符号|^(no\.?|key)$|(code|(?<!f)id|cd)$"),
    ("name", r"(会|区|団体|組織|区域)の?名称?$|^名称?$|^名前|(自治|町内|町)会$|name$"),
    ("members", r"加入|会員|^members?$"),
    ("households", r"世帯|戸数|^(households|setai)"),
    ("people", r"人口|人数|^(people|population|jinko)$"),
    ("groups", r"(班|組|隣組)の?数|^(班|組)$"),
    ("founded", r"設立|認可|結成"),
    ("hall", r"集会|公民館|会館|町民館"),
    ("notice_boards", r"掲示板"),
    ("waste_stations", r"ごみ|ゴミ|ステーション|集積"),
    ("shelters", r"避難"),
    ("addresses", r"区域|町名|番地|町丁|町域|範囲|地区|所在|^addresses$"),
    ("remark", r"備考|摘要|メモ|^(remarks?|note)$"),
    ("department", r"部署|課名|担当課|所管"),
)
"""How the columns of tables are called, the surest first (:func:`importers.tables.lists.propose`)."""
PERSONAL = (
    r"氏名|会長|代表|役員|班長|組長|世帯主|担当者|責任者|届出人|連絡|会計|監事|書記|顧問|宛名"
    r"|電話|携帯|ファックス|fax|(?<![a-z])tel|住所|メール|mail|生年月日"
)
"""Headers of columns that tell of people: they never come into the ledger."""
_TELEPHONE = r"^\(?0\d{1,4}\)?[-(]?\d{1,4}[-)]?\d{3,4}$|^[^@\s]+@[^@\s]+\.[a-z]+$"
_CODE = r"^[a-z]{0,4}[-_]?\d{1,10}([-_]\d{1,6})?$"
_BODY = r"(自治会|町内会|町会|自治区|行政区|常会|部落会|振興会|協議会|区)$"
_KANA = r"^[ー・\s\d]*[ぁ-んァ-ヶ][ぁ-んァ-ヶー・\s\d]*$"
_EXAMPLES = 3
_REMEMBERED = 60
"""Headers whose mapping is remembered."""
_PLACEHOLDER = "\ufffd"


@dataclass(frozen=True)
class Shown:
    """A column of a table as staff see it when they say what it is.

    Attributes
    ----------
    column, label
        Its name in the table, and what it is called.
    field
        Which column of the ledger it is taken for, empty for none.
    examples
        Some of its values.
    personal
        Whether it tells of people, so that it stays out.
    """

    column: str
    label: str
    field: str
    examples: tuple[str, ...]
    personal: bool


def proposed(table: Table) -> Columns:
    """Return which columns of a table seem to be which of the ledger; none that tells of people.

    Headers decide first. Values have a say where headers are cut (a Shapefile keeps ten bytes: 自治会名 and
    自治会番号 are both 自治会 then) or tell nothing: names end as those of associations do, codes are short
    and differ, readings are kana.
    """
    free = [one for one in table.attributes if not _personal(table, one)]
    facts = {one.name: _facts(table, one) for one in free}
    mapping = Columns()
    for field, pattern in FIELDS:
        taken = _taken(mapping)
        fits = [one for one in free if one.name not in taken and _may_be(field, one, facts[one.name])]
        found = propose([_header(one) for one in fits], ((field, pattern),)).of(field)
        named = [one for one in fits if _header(one) == found] if found else []
        named = sorted(named, key=lambda one: -facts[one.name].get(field, 0.0))
        if named:
            mapping = mapping.with_column(field, named[0].name)
    for field, least in (("name", 0.5), ("code", 0.95), ("kana", 0.9)):
        rest = [one for one in free if one.name not in _taken(mapping)]
        best = max(rest, key=lambda one: facts[one.name].get(field, 0.0), default=None)
        if not mapping.of(field) and best is not None and facts[best.name].get(field, 0.0) >= least:
            mapping = mapping.with_column(field, best.name)
    return mapping


def shown(table: Table, mapping: Columns) -> tuple[Shown, ...]:
    """Return the columns of a table with examples of what stands in them, in the order of the table."""
    fields = {column: field for field, column in mapping.columns}
    return tuple(
        Shown(
            one.name,
            _header(one),
            fields.get(one.name, ""),
            tuple(dict.fromkeys(_filled(table, one.name)[:100]))[:_EXAMPLES],
            _personal(table, one),
        )
        for one in table.attributes
    )


def signature(table: Table) -> str:
    """Return what tells tables with the same header from others, to remember what their columns are."""
    text = "\n".join(f"{one.name}\t{one.kind}" for one in table.attributes)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def mapping_of(table: Table, kept: Sequence[tuple[str, str]]) -> Columns:
    """Return what the columns of a table are: as staff said last for this header, else as they seem.

    Parameters
    ----------
    table
        The table.
    kept
        What settings keep: signatures and mappings.
    """
    text = dict(kept).get(signature(table))
    try:
        told = json.loads(text) if text else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return proposed(table)
    fields = {field for field, _ in FIELDS}
    there = {one.name for one in table.attributes if not _personal(table, one)}
    pairs = ((field, column) for field, column in told.items() if field in fields and column in there)
    return Columns(tuple(pairs))


def remember(kept: Sequence[tuple[str, str]], table: Table, mapping: Columns) -> tuple[tuple[str, str], ...]:
    """Return what settings keep after staff said what the columns of a table are, the newest last."""
    own = signature(table)
    text = json.dumps(dict(mapping.columns), ensure_ascii=False, sort_keys=True)
    return (*((one, old) for one, old in kept if one != own), (own, text))[-_REMEMBERED:]


def personal(header: str) -> bool:
    """Say whether a column by its header tells of people."""
    plain = unicodedata.normalize("NFKC", header)
    if re.search(r"(集会所|公民館|会館|施設).*(住所|所在)", plain):
        return False
    return bool(re.search(PERSONAL, plain, re.IGNORECASE))


def _personal(table: Table, one: Attribute) -> bool:
    if personal(one.label) or personal(one.name):
        return True
    values = _filled(table, one.name) if one.kind in {"text", "code"} else []
    return bool(values) and _share(_TELEPHONE, values) > 0.3


def _header(one: Attribute) -> str:
    """Return what a column is called, without the rest of a letter that was cut, and without a counter."""
    return re.sub(r"_\d$", "", one.label.split(_PLACEHOLDER)[0]).strip() or one.label


def _taken(mapping: Columns) -> set[str]:
    return {column for _, column in mapping.columns}


def _facts(table: Table, one: Attribute) -> dict[str, float]:
    """Return how much the values of a column look like a name, a code and a reading, 0 to 1."""
    values = _filled(table, one.name)
    if not values or one.kind not in {"text", "code", "integer"}:
        return {}
    differ = len(set(values)) / len(values)
    return {
        "name": _share(_BODY, values) if one.kind != "integer" else 0.0,
        "code": min(_share(_CODE, values), differ),
        "kana": _share(_KANA, values) if one.kind != "integer" else 0.0,
    }


def _may_be(field: str, one: Attribute, facts: dict[str, float]) -> bool:
    """Say whether the values of a column do not gainsay what it is called."""
    if field in NUMBERS:
        return one.kind in {"integer", "number", "text", "code"} and facts.get("name", 0.0) < 0.5
    if field == "name":
        return bool(facts) and one.kind != "integer" and facts["code"] < 0.9
    if field == "code":
        # 「id」 is what programs call numbers of their own; those of a city are short and differ.
        certain = not _header(one).isascii() or facts.get("code", 0.0) >= 0.9
        return certain and facts.get("name", 0.0) < 0.5
    return True


def _filled(table: Table, column: str) -> list[str]:
    texts = [unicodedata.normalize("NFKC", str(one)).strip() for one in table.texts(column)[:_LOOKED]]
    return [one for one in texts if one]


def _share(pattern: str, values: list[str]) -> float:
    return sum(bool(re.search(pattern, one, re.IGNORECASE)) for one in values) / len(values)
