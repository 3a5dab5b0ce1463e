from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from layers.errors import Damaged
from layers.filters import (
    DEEPEST,
    AllOf,
    AnyOf,
    Condition,
    Filter,
    Operator,
    from_json,
    mask,
    matches,
    operators,
    problems,
    to_json,
)
from layers.filterwords import sentence
from tests.fakes import USAGES, box_city

CITY = box_city(3000)
TABLE = CITY.table()
HEIGHTS = TABLE.numbers("measured_height")
USAGE_INDICES, CODES = TABLE.categories("usage")
USAGE = np.array([*CODES, ""])[USAGE_INDICES]


def passing(*conditions: Filter) -> list[int]:
    return np.flatnonzero(matches(TABLE, conditions)).tolist()


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (Operator.EQUAL, HEIGHTS == 12.5),
        (Operator.NOT_EQUAL, ~np.isnan(HEIGHTS) & (HEIGHTS != 12.5)),
        (Operator.LESS, HEIGHTS < 12.5),
        (Operator.AT_MOST, HEIGHTS <= 12.5),
        (Operator.GREATER, HEIGHTS > 12.5),
        (Operator.AT_LEAST, HEIGHTS >= 12.5),
        (Operator.MISSING, np.isnan(HEIGHTS)),
        (Operator.IN, HEIGHTS == 12.5),
    ],
)
def test_numbers(operator: Operator, expected: np.ndarray) -> None:
    HEIGHTS[4] = 12.5
    expected[4] = operator not in (
        Operator.NOT_EQUAL,
        Operator.LESS,
        Operator.GREATER,
        Operator.MISSING,
    )
    assert passing(Condition("measured_height", operator, 12.5)) == np.flatnonzero(expected).tolist()


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        (Operator.EQUAL, "411", USAGE == "411"),
        (Operator.NOT_EQUAL, "411", (USAGE != "411") & (USAGE != "")),
        (Operator.IN, ("411", "441"), np.isin(USAGE, ["411", "441"])),
        (Operator.IN, (), np.zeros(3000, dtype=bool)),
        (Operator.CONTAINS, "住宅", np.isin(USAGE, ["411", "412"])),
        (Operator.MISSING, None, USAGE == ""),
        (Operator.LESS, "411", np.zeros(3000, dtype=bool)),
    ],
)
def test_codes(operator: Operator, value: tuple[str, ...] | str | None, expected: np.ndarray) -> None:
    assert passing(Condition("usage", operator, value)) == np.flatnonzero(expected).tolist()


def test_texts_do_not_mind_width_and_case() -> None:
    assert passing(Condition("id", Operator.CONTAINS, "ＢＬＤＧ-１２３４")) == [1234]
    assert passing(Condition("id", Operator.EQUAL, "42201-bldg-7")) == [7]
    assert passing(Condition("name", Operator.IN, ("見本第50会館", "見本第100会館"))) == [50, 100]
    named = passing(Condition("name", Operator.NOT_EQUAL, "見本第0会館"))
    assert named == list(range(50, 3000, 50))
    assert len(passing(Condition("name", Operator.MISSING))) == 3000 - 60


def test_a_text_is_never_a_pattern_nor_code() -> None:
    for text in (".*", "%", "__import__('os')", "[0-9]"):
        assert passing(Condition("id", Operator.CONTAINS, text)) == []


def test_joined_conditions() -> None:
    tall = Condition("measured_height", Operator.AT_LEAST, 30)
    house = Condition("usage", Operator.EQUAL, "411")
    school = Condition("usage", Operator.EQUAL, "422")
    expected = np.isin(USAGE, ["411", "422"]) & (HEIGHTS >= 30)
    assert passing(tall, AnyOf((house, school))) == np.flatnonzero(expected).tolist()
    assert passing(AnyOf((AllOf((tall, house)), AllOf((tall, school))))) == np.flatnonzero(expected).tolist()
    assert passing(AnyOf(())) == []
    assert passing() == list(range(3000))


def test_a_number_condition_with_a_text_is_met_by_none() -> None:
    assert passing(Condition("measured_height", Operator.AT_LEAST, "高い")) == []
    assert passing(Condition("measured_height", Operator.EQUAL, (1.0, 2.0))) == []


def test_the_mask_of_a_layer_is_none_without_filter_and_remembered_with_one() -> None:
    assert mask(CITY) is None
    layer = replace(CITY, filter=(Condition("usage", Operator.EQUAL, "411"),))
    found = mask(layer)
    assert found is not None
    assert found.sum() == (USAGE == "411").sum()
    assert mask(replace(layer, opacity=0.2)) is found
    assert not found.flags.writeable
    assert mask(replace(layer, data=None)) is None


def test_an_unknown_attribute_is_met_by_none_and_told() -> None:
    layer = replace(CITY, filter=(AnyOf((Condition("gone", Operator.MISSING),)),))
    found = mask(layer)
    assert found is not None
    assert not found.any()
    assert [str(finding.message) for finding in problems(layer)] == [
        "絞り込みに使う項目「gone」がレイヤ「建物」にないため、1 件も当てはまりません。"
    ]


def test_each_offered_operator_works_on_its_column() -> None:
    for attribute in TABLE.attributes:
        for operator in operators(attribute):
            value = 5.0 if attribute.kind in {"number", "integer", "year"} else "411"
            condition = Condition(attribute.name, operator, value)
            assert matches(TABLE, (condition,)).shape == (3000,)


FILTER: tuple[Filter, ...] = (
    Condition("measured_height", Operator.AT_LEAST, 1000.5),
    AnyOf((Condition("usage", Operator.IN, ("411", "412")), Condition("name", Operator.CONTAINS, "会館"))),
    Condition("year", Operator.MISSING),
)


def test_json_round_trip() -> None:
    assert from_json(json.loads(json.dumps(to_json(FILTER)))) == FILTER


@pytest.mark.parametrize(
    "value",
    [
        {},
        ["text"],
        [{"attribute": "a"}],
        [{"attribute": "a", "operator": "eval", "value": "1"}],
        [{"attribute": 1, "operator": "="}],
        [{"attribute": "a", "operator": "=", "value": {"b": 1}}],
        [{"attribute": "a", "operator": "=", "value": True}],
        [{"attribute": "a", "operator": "in", "value": [["nested"]]}],
        [{"any": "text"}],
    ],
)
def test_damaged_json_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(Damaged, match="filter"):
        from_json(value)


def test_endless_nesting_is_refused() -> None:
    value: list[object] = []
    for _ in range(DEEPEST + 1):
        value = [{"all": value}]
    with pytest.raises(Damaged):
        from_json(value)


def test_sentences() -> None:
    thin = "\u2009"
    assert sentence(FILTER, TABLE) == (
        f"計測高さが1,000.5{thin}m以上、かつ（用途が「住宅」、「共同住宅」のいずれか、または名称に「会館」を含む）"
        "、かつ建築年が未確認"
    )
    assert sentence((Condition("year", Operator.LESS, 1981),), TABLE) == "建築年が1981年未満"
    assert sentence((Condition("usage", Operator.IN, ("411",)),), TABLE) == "用途が「住宅」"
    many = Condition("usage", Operator.IN, tuple(USAGES))
    assert sentence((many,), TABLE) == "用途が「業務施設」など 8 種のいずれか"
    assert sentence((AnyOf(FILTER[:1]),), TABLE) == f"計測高さが1,000.5{thin}m以上"
    assert sentence((), TABLE) == ""
