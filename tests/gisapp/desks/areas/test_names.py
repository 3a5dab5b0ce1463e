"""Names in one spelling, and which may be the same (JIC-04)."""

from __future__ import annotations

import numpy as np
import pytest

from gisapp.desks.areas.names import candidates, normalised, plain, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("汐見本町一丁目町内会", "汐見本町１丁目町内会"),
        ("鶴が丘自治会", "鶴ヶ丘自治会"),
        ("鶴ケ丘自治会", "鶴ガ丘 自治会"),
        ("第二十三区", "第23区"),
        ("大字東浜字上ノ原", "東浜上ノ原"),
        ("髙島町会", "高嶋町会"),
        ("東十二区自治会", "東１２区自治会"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("十文字町", "10文字町"), ("ケーキ町", "ヶーキ町")])
def test_what_only_looks_alike_stays_two(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_jic_04_is_a_candidate_and_no_match() -> None:
    one, other = "ﾋｶﾞｼﾏﾁ1丁目町内会", "ヒガシマチ１丁目自治会"
    assert stem(one) == stem(other) == "ヒガシマチ1丁目"
    assert normalised([one])[0] != normalised([other])[0]
    (found,) = candidates([one], [other])
    assert (found.one, found.other, found.likeness, found.why) == (0, 0, 1.0, "stem")


def test_candidates_say_why_the_likest_first() -> None:
    others = ["西坂町二丁目自治会", "帆柱町会", "東坂町自治会", "西坂町自治会"]
    found = candidates(["西坂町町内会", "帆柱町自治会", "灯台"], others)
    assert [(one.one, one.other, one.why) for one in found[:2]] == [(0, 3, "stem"), (0, 0, "part")]
    assert ("town", 1) in [(one.why, one.other) for one in found if one.one == 1]
    assert not [one for one in found if one.one == 2]


def test_readings_make_candidates() -> None:
    kanas = (np.array(["ヒマワリダイ"], object), np.array(["ひまわりだい じちかい"], object))
    (found,) = candidates(["日回台"], ["ひまわりだい自治会"], kanas=kanas)
    assert found.why == "kana"
