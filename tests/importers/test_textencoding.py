"""Encodings are told by the bytes; what a file says of itself is believed only when it fits."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from importers.textencoding import (
    Damage,
    damage_finding,
    declared_finding,
    decode,
    decode_blocks,
    detect,
    doubt_finding,
    known_name,
    sample_of,
)
from tests.importers.citygml.reading import JAPANESE

TEXTS = (
    "施設名,住所,緯度,経度\r\n長崎市役所,長崎市魚の町4-1,32.7503,129.8777\r\n",
    "諫早市\n佐世保市\n西海市\n対馬市\n壱岐市\n五島市\n",
    "あ\n",
    "長崎市\n",
    "番地１２３号\n",
    "ﾅｶﾞｻｷｼ,ｻｾﾎﾞｼ\n",
    "ﾊﾟﾃﾞ\n",
)
NEC_AND_IBM = "①②③㈱髙﨑町№℡～\n"


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "name",
    [
        "utf-8",
        "utf-8-sig",
        "cp932",
        "euc_jp",
        "euc_jis_2004",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "iso2022_jp_ext",
    ],
)
def test_a_text_reads_as_it_was_written(text: str, name: str) -> None:
    data = text.encode(name)
    found = detect(data)
    read, damage = decode(data, found.name)
    assert read == text
    assert damage == Damage()
    assert found.preview[0] == text.splitlines()[0]


@pytest.mark.parametrize("name", ["utf-8", "cp932", "utf-16"])
def test_letters_of_nec_and_ibm_are_read(name: str) -> None:
    data = NEC_AND_IBM.encode(name)
    assert decode(data, detect(data).name)[0] == NEC_AND_IBM


def test_circled_figures_in_euc_are_read() -> None:
    text = "①長崎市役所の本庁舎\n"
    data = text.encode("euc_jis_2004")
    found = detect(data)
    assert decode(data, found.name)[0] == text
    assert found.label == "EUC-JP"


def test_a_usual_list_is_certain_and_a_lone_word_of_kana_is_not() -> None:
    rows = "".join(f"{k},長崎市立第{k}公民館,桜町{k}番\n" for k in range(50))
    for name in ("utf-8", "cp932", "euc_jp"):
        assert detect(rows.encode(name)).certainty > 0.8
        assert doubt_finding(detect(rows.encode(name)), "list.csv") is None
    doubtful = doubt_finding(detect("ﾊﾟﾃﾞ\n".encode("cp932")), "list.csv")
    assert doubtful is not None
    assert "ﾊﾟﾃﾞ" in str(doubtful.message)


def test_plain_letters_are_certain() -> None:
    assert detect(b"id,name\n1,park\n").name == "ascii"
    assert detect(b"").name == "ascii"


@pytest.mark.parametrize("name", ["utf-8", "cp932", "euc_jp"])
def test_a_sample_may_end_within_a_letter(name: str) -> None:
    data = ("長崎市役所の本庁舎と支所" * 40).encode(name)
    for cut in range(200, 212):
        assert detect(data[:cut]).name == name


def test_a_cpg_that_is_wrong_is_not_believed_and_that_is_said() -> None:
    text = "住居系,長崎市桜町\n" * 20
    for name, said, label in (
        ("cp932", "UTF-8", "Shift_JIS"),
        ("utf-8", "SHIFT_JIS", "UTF-8"),
        ("utf-8", "932", "UTF-8"),
    ):
        found = detect(text.encode(name), said)
        assert found.name == name
        assert found.contradicted
        finding = declared_finding(found, "zones.dbf")
        assert finding is not None
        assert finding.code == "encoding-contradicted"
        assert label in str(finding.message)
        assert "zones.dbf" in str(finding.message)


@pytest.mark.parametrize(
    ("name", "said"),
    [("cp932", "Shift_JIS"), ("cp932", "CP932"), ("cp932", "932"), ("utf-8", "UTF-8"), ("utf-8-sig", "utf8")],
)
def test_a_cpg_that_is_right_says_nothing(name: str, said: str) -> None:
    found = detect("長崎市桜町\n".encode(name), said)
    assert found.name == name
    assert declared_finding(found, "zones.dbf") is None


def test_plain_letters_contradict_nothing() -> None:
    assert declared_finding(detect(b"abc", "UTF-8"), "a.dbf") is None


@pytest.mark.parametrize("said", ["zlib", "unicode_escape", "rot13", "klingon"])
def test_only_encodings_of_text_are_known(said: str) -> None:
    assert known_name(said) == ""
    finding = declared_finding(detect("長崎市\n".encode("cp932"), said), "a.dbf")
    assert finding is not None
    assert JAPANESE.search(str(finding.message))


def test_broken_letters_are_counted_with_the_line_of_the_first() -> None:
    data = "一行目\n二行目\n三行".encode("cp932") + b"\xff\xff\n" + "四行目\n".encode("cp932")
    text, damage = decode(data, "cp932")
    assert damage == Damage(2, 3)
    assert text.endswith("四行目\n")
    finding = damage_finding(damage, "cp932", "list.csv")
    assert finding is not None
    assert finding.where.line == 3
    assert finding.count == 2
    assert damage_finding(Damage(), "cp932", "list.csv") is None


@pytest.mark.parametrize("name", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16-le"])
def test_blocks_may_cut_letters(name: str) -> None:
    text = "長崎市,ﾅｶﾞｻｷ,abc\n" * 30 if name != "iso2022_jp" else "長崎市,abc\n" * 30
    data = text.encode(name)
    for size in (1, 3, 7, 64):
        damage = Damage()
        blocks = [data[k : k + size] for k in range(0, len(data), size)]
        assert "".join(decode_blocks(blocks, name, damage)) == text
        assert damage.count == 0


def test_a_sample_reaches_to_the_first_letter_that_tells() -> None:
    data = b"1,2,3\n" * 100_000 + "長崎市役所\n".encode("cp932")
    assert len(sample_of(data)) <= 2 * 65_536
    assert detect(sample_of(data)).name == "cp932"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "UTF-8", "Shift_JIS", "x"]))
def test_no_bytes_are_too_strange(data: bytes, said: str) -> None:
    found = detect(data, said)
    text, damage = decode(data, found.name)
    assert 0 <= found.certainty <= 1
    assert text.count("\ufffd") == damage.count
    assert (damage.line > 0) == (damage.count > 0)


@settings(max_examples=150, deadline=None)
@example("燿¨")  # in UTF-8 one letter of three bytes and N
@example("蛻δ")  # in UTF-8 one letter and the beginning of another
@given(
    st.text(
        st.characters(codec="cp932", exclude_characters="\r\x1b\0¢£¬‖−〜", exclude_categories=["Cc", "Co"]),
        min_size=1,
    )
)
def test_what_is_certain_is_right(text: str) -> None:
    data = text.encode("cp932")
    found = detect(data)
    assert found.certainty < 0.9 or decode(data, found.name)[0] == text
