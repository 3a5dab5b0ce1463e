"""The text form: written and read again without loss, tolerant of width, strict about faults."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers import filters
from layers.errors import Damaged
from layers.query.model import (
    DEEPEST,
    AllOf,
    AnyOf,
    Arithmetic,
    Column,
    Compare,
    Condition,
    Expression,
    Features,
    Kind,
    Not,
    Number,
    Operator,
    Relation,
    Sign,
    depth,
)
from layers.query.parse import parse, parse_value
from layers.query.tokens import LONGEST, NotUnderstood
from layers.query.words import Vocabulary
from layers.query.write import written, written_value
from tests.fakes import BoxTable
from tests.layers.query.expressions import expressions, values

TABLE = BoxTable(200)


class Lots(BoxTable):
    """A table with other columns."""

    attributes = (
        *BoxTable(1).attributes[:0],
        type(BoxTable(1).attributes[0])("area", "面積 (公簿)", "㎡", "number"),
    )


WORDS = Vocabulary(
    TABLE, [("lots", "敷地"), ("a", "同じ名前"), ("b", "同じ名前")], {"lots": Lots(5, Lots.attributes)}
)
HIGH = "計測高さ > 1"
PIECES = "計測高さ 用途 が のどれか かつ ( ) > 10 「住宅」 レイヤ「敷地」 の中 でない , 否定"
TALL = Condition("measured_height", Operator.AT_LEAST, 10.0)
HOUSE = Condition("usage", Operator.IN, ("411",))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(expressions())
def test_what_is_written_is_read_again(expression: Expression) -> None:
    if depth(expression) > DEEPEST:
        return
    text = written(expression, WORDS)
    found = parse(text, WORDS)
    assert found.expression == expression
    assert written(found.expression, WORDS) == text
    assert filters.from_json(json.loads(json.dumps(filters.to_json((expression,))))) == (expression,)


@settings(max_examples=200, deadline=None)
@given(values())
def test_calculations_are_read_again(value: Column) -> None:
    assert parse_value(written_value(value, WORDS), WORDS) == value


def fault_of(text: str) -> NotUnderstood | None:
    try:
        parse(text, WORDS)
    except NotUnderstood as error:
        return error
    return None


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES.split())).map(" ".join))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    fault = fault_of(text)
    if fault is not None:
        assert 0 <= fault.start < fault.stop <= max(len(text), 1) + 1
        assert str(fault.message)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("計測高さ >= 10", TALL),
        ("計測高さが１０ｍ以上", TALL),
        ("計測高さ　≧　１０", TALL),
        ("measured_height ≥ 10", TALL),
        ("計測高さ は 10 以上", TALL),
        ("用途が住宅のどれか", HOUSE),
        ("用途 が 「住宅」 のいずれか", HOUSE),
        ("用途 が 411 のどれか", HOUSE),
        ("計測高さが10以上 かつ 用途が住宅のどれか", AllOf((TALL, HOUSE))),
        ("計測高さが10以上 or 用途が住宅のどれか", AnyOf((TALL, HOUSE))),
        ("名称に学校を含む", Condition("name", Operator.CONTAINS, "学校")),
        ("名称 が 未確認でない", Not(Condition("name", Operator.MISSING))),
        ("建築年 が 1981年から2000年まで", Condition("year", Operator.BETWEEN, (1981.0, 2000.0))),
        (
            "計測高さ÷地上階数＞3.5",
            Compare(
                Arithmetic(Sign.OVER, Column("measured_height"), Column("storeys")),
                Operator.GREATER,
                Number(3.5),
            ),
        ),
        (
            "レイヤ「敷地」(【面積 (公簿)】 > 100) から50m以内",
            Relation(Kind.NEAR, Features("lots", Condition("area", Operator.GREATER, 100.0)), 50.0),
        ),
        ("", None),
    ],
)
def test_many_ways_to_say_it(text: str, expression: Expression | None) -> None:
    assert parse(text, WORDS).expression == expression


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ("計測高さ > 住宅", "住宅", "数ではありません"),
        ("計測高さ > 10 用途 = 住宅", "用途", "「かつ」か「または」"),
        ("計測高 > 10", "計測高", "という項目はありません"),
        ("用途 が 「住宅", "「", "閉じていません"),
        ("計測高さ >", ">", "途中で終わっています"),
        ("用途 > 住宅", ">", "大小を比べられません"),
        ("計測高さ > 10 km", "km", "単位"),
        ("レイヤ「川」 の中", "「川」", "というレイヤは"),
        ("レイヤ「同じ名前」 の中", "「同じ名前」", "というレイヤは"),
        ("レイヤ「敷地」(円(0, 0, 5) の中) の中", "(円(0, 0, 5) の中)", "場所の条件"),
        ("用途 + 1 > 3", "用途", "数の項目ではない"),
        ("四捨五入() > 3", "四捨五入", "値の数"),
        ("円(0, 0, -5) の中", "円", "0 より大きい"),
    ],
)
def test_a_fault_names_its_place(text: str, marked: str, words: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        parse(text, WORDS)
    error = caught.value
    assert text[error.start : error.stop] == marked or text[: error.stop].rstrip().endswith(marked)
    assert words in str(error.message)


def test_a_value_that_nobody_has_is_remarked_on_and_kept() -> None:
    found = parse("用途 = 住たく", WORDS)
    assert found.expression == Condition("usage", Operator.EQUAL, "住たく")
    assert "住宅" in str(found.notes[0].hint)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "計測高さ > 1" + ")" * 500,
        "否定 " * 500 + "計測高さ > 1",
        "1+" * 400 + "1 > 計測高さ",
        "あ" * (LONGEST + 1),
    ],
)
def test_endless_texts_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text, WORDS)


def test_endless_documents_are_refused() -> None:
    plain: object = {"attribute": "a", "operator": "=", "value": 1}
    for _ in range(DEEPEST + 2):
        plain = {"not": plain}
    with pytest.raises(Damaged):
        filters.from_json([plain])
    number: object = {"number": 1}
    for _ in range(60):
        number = {"sign": "+", "left": number, "right": {"number": 1}}
    with pytest.raises(Damaged):
        filters.from_json([{"left": number, "operator": "=", "right": {"number": 1}}])


@pytest.mark.parametrize(
    "text", ["__import__('os')", "計測高さ.__class__", "lambda: 1", "計測高さ; 1", "{} > 1"]
)
def test_code_is_no_expression(text: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(text, WORDS)
