"""What looks like a person is found in all its forms, and what only looks like one passes."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import quote

import pyarrow as pa
import pytest

from gisapp.desks.publish.detectors.columns import Advice, advised, judged, split_names
from gisapp.desks.publish.detectors.headers import Subject, heading, officers, subject
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.namewords import roman
from gisapp.desks.publish.detectors.texts import texts_of, texts_of_many
from gisapp.desks.publish.detectors.values import look_at, look_at_many
from layers.feedback import Feedback
from tests.gisapp.desks.publish.persons import card_number, my_number


def kinds(*texts: str) -> list[tuple[set[Kind], set[Kind]]]:
    """Return what is surely and what is perhaps in each text."""
    columns = [texts_of(pa.array([text])) for text in texts]
    return [(set(found.sure), set(found.look)) for found in look_at_many(columns, Feedback())]


NAMES = [
    *("長崎太郎", "長崎 太郎", "長崎　太郎", "ナガサキ タロウ", "ﾅｶﾞｻｷ ﾀﾛｳ", "ながさき たろう"),
    *("Taro NAGASAKI", "Nagasaki Taro", "YAMADA, Hanako", "Kohei Ohno", "佐藤花子様", "長崎さん宛て"),
    *(
        "自治会長山田太郎",
        "会長 山田 太郎",
        "田中宅",
        "髙橋健一",
        "長\u200b崎太\u00ad郎",
        "山﨑 誠",
        "担当：岩永 翔太（係長）",
    ),
    *(
        quote("長崎太郎"),
        "&#38263;&#23822; &#22826;&#37070;",
        "長崎太郎_写真.jpg",
        "\\u9577\\u5d0e\\u592a\\u90ce",
    ),
    b64encode("長崎 太郎".encode()).decode(),
]
PERHAPS = ["山田太郎商店", "nagasaki_taro.jpg", "ヤマダハナコ", "旧 小林 三郎邸"]
PLACES = [
    *(
        "眼鏡橋",
        "長崎市役所",
        "中島川",
        "松山町",
        "出島",
        "公民館",
        "三原一丁目",
        "石川県",
        "山口大学",
        "西町北部公民館",
    ),
    *(
        "魚見町一丁目公民館",
        "田中町",
        "青山公園",
        "住宅",
        "市民の皆様へ",
        "ナカジマガワ",
        "Nagasaki Park",
        "大橋町二番組",
    ),
    *(
        "土木課",
        "原田新田",
        "平山台",
        "中尾一般廃棄物最終処分場",
        "城山小学校",
        "福田本町",
        "東山手甲十三番館",
    ),
]


def test_names_are_found() -> None:
    assert [text for text, (sure, _) in zip(NAMES, kinds(*NAMES), strict=True) if Kind.NAME not in sure] == []


def test_what_may_be_a_name_is_to_be_looked_at() -> None:
    found = zip(PERHAPS, kinds(*PERHAPS), strict=True)
    assert [text for text, (sure, look) in found if Kind.NAME not in sure | look] == []


def test_places_are_no_persons() -> None:
    assert [text for text, found in zip(PLACES, kinds(*PLACES), strict=True) if found != (set(), set())] == []


MOBILE = [
    *(
        "090-1234-5678",
        "０９０－１２３４－５６７８",
        "090\u22121234\u22125678",
        "090ー1234ー5678",
        "09012345678",
    ),
    *(
        "(090)1234-5678",
        "0 9 0 1 2 3 4 5 6 7 8",
        "〇九〇-一二三四-五六七八",
        "+81-90-1234-5678",
        "+819012345678",
    ),
    *(
        "携帯は０９０の１２３４の５６７８です",
        "o9o-1234-5678",
        "080.1234.5678",
        "090‐123‐456‐78",
        "050-1234-5678",
    ),
    "0️⃣9️⃣0️⃣-1234-5678",
]
PHONE = [
    *(
        "095-822-1111",
        "0958221111",
        "095(822)1111",
        "(095)822-1111",
        "〇九五-八二二-一一一一",
        "+81-95-822-1111",
    ),
    *(
        "0956-22-1111",
        "095 822 1111",
        "TEL 22-1234",
        "電話：８２２－１１１１",
        "09574-2-1111",
        "03-1234-5678",
    ),
]


FORMS = [
    *((Kind.MOBILE, text) for text in MOBILE),
    *((Kind.PHONE, text) for text in PHONE),
    *((Kind.MAIL, text) for text in ("taro@example.com", "taro＠example．com", "taro at example.com")),
    *((Kind.MAIL, text) for text in ("taro[at]example[dot]com", "taro（アット）example.com")),
    *(
        (Kind.ADDRESS, text)
        for text in ("長崎市桜町2-22", "長崎市桜町２丁目２番２２号", "桜町二丁目三番四号")
    ),
    *(
        (Kind.ADDRESS, text)
        for text in ("桜町2番22号", "大字田中123番地", "田中郷 1234-5", "桜町2の22", "長崎市田中町962")
    ),
    *(
        (Kind.BIRTH, text)
        for text in ("昭和四十五年一月二日生", "生年月日:S45.1.2", "1970/1/2生まれ", "19700102生")
    ),
    *(
        (Kind.ACCOUNT, text)
        for text in ("普通預金 1234567", "桜町支店 普通 1234567", "記号11940 番号12345671")
    ),
    *((Kind.INSURED, text) for text in ("被保険者番号 0012345678", "基礎年金番号 1234-567890")),
    *((Kind.PLATE, text) for text in ("長崎 500 さ 12-34", "佐世保330あ・・12")),
    (Kind.POSTCODE, "〒850-8685"),
    (Kind.MY_NUMBER, "マイナンバー " + my_number("12345678901")),
    (Kind.SCRIPT, "<script>alert(1)</script>"),
    (Kind.SCRIPT, "<img src=x onerror=alert(1)>"),
    (Kind.SCRIPT, "&lt;script&gt;alert(1)"),
    (Kind.MARKUP, "<b>公民館</b>"),
    (Kind.FORMULA, '=HYPERLINK("http://example.com","x")'),
    (Kind.FORMULA, "+cmd|' /C calc'!A0"),
    (Kind.PATH, r"C:\Users\nagasaki\一覧.xlsx"),
    (Kind.PATH, "../../etc/passwd"),
    (Kind.CONTROL, "公民\u202e館"),
    (Kind.LONG, "あ" * 10_000),
]


def test_forms_are_found() -> None:
    found = kinds(*(text for _, text in FORMS))
    missed = [(kind, text) for (kind, text), (sure, _) in zip(FORMS, found, strict=True) if kind not in sure]
    assert missed == []


LOOK_ALIKE = [
    *(
        "国道206号",
        "県道33号線",
        "2024-07-01",
        "2024-07-01 09:00",
        "10番地～25番地",
        "1丁目～3丁目",
        "32.853739",
    ),
    *(
        "422011",
        "42201000123",
        "昭和45年",
        "R6",
        "0-3歳児",
        "65歳以上",
        "2.1m(1.1m)",
        "0.5～3.0m未満",
        "9:00-17:00",
    ),
    *(
        "0120-123-456",
        "5238-74-00",
        "https://www.city.nagasaki.lg.jp/a/b.html",
        "info@city.nagasaki.lg.jp",
        "8号棟",
    ),
    *(
        "-0.3",
        "+1.5",
        "-",
        "＝",
        "EPSG:6669",
        "100/60",
        "0011020001002",
        "第十二条",
        "平成30年7月豪雨",
        "ISO 14001",
    ),
    *(
        "1234-5678-9012",
        "111111111111",
        "高さ 12.5m × 3",
        "13-101-bldg-123456",
        "〇〇〇町",
        "A-12-3",
        "123番4",
    ),
]


def test_what_only_looks_like_it_passes() -> None:
    assert [text for text, found in zip(LOOK_ALIKE, kinds(*LOOK_ALIKE), strict=True) if any(found)] == []


def test_check_digits_prove_numbers() -> None:
    right = my_number("98765432109")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    found = kinds(right, wrong, card_number("412345678901234"))
    assert found == [(set(), {Kind.MY_NUMBER}), (set(), set()), (set(), {Kind.ACCOUNT})]
    mine = look_at(texts_of(pa.array([my_number(f"{n:011d}") for n in range(10**10, 10**10 + 30)])))
    assert int(mine.sure[Kind.MY_NUMBER].sum()) == 30
    # A code with running numbers is right one time in eleven, and no finding.
    codes = look_at(texts_of(pa.array([f"42201{n:07d}" for n in range(200)])))
    assert Kind.MY_NUMBER not in codes.sure | codes.look


def test_columns_together_are_as_each_alone() -> None:
    columns = [
        pa.array(some) for some in (["長崎太郎", None, "橋"], [], ["090-1234-5678"], [1, 2, 2], ["", " "])
    ]
    together = look_at_many(texts_of_many(columns), Feedback())
    for column, found in zip(columns, together, strict=True):
        alone = look_at(texts_of(column))
        assert alone.sure.keys() == found.sure.keys()
        assert alone.texts.rows.tolist() == found.texts.rows.tolist()
        assert alone.texts.plain.to_pylist() == found.texts.plain.to_pylist()
    assert together[0].texts.in_rows(together[0].sure[Kind.NAME]).tolist() == [0]
    assert together[4].texts.rows.tolist() == [-1, -1]


def test_readings_are_written_in_all_usual_ways() -> None:
    assert roman("オオノ") >= {"oono", "ono", "ohno"}
    assert roman("ショウイチ") >= {"shouichi", "shoichi", "shohichi"} - {"shohichi"}
    assert roman("ハットリ") == {"hattori"}
    assert "kampei" in roman("カンペイ")


@pytest.mark.parametrize(
    ("name", "strong"),
    [
        *((one, Kind.OFFICER) for one in ("会長名", "自治会長氏名", "会長電話", "役員", "民生委員")),
        *((one, Kind.NAME) for one in ("氏名", "姓", "申請者", "世帯主", "owner_name", "所有者名")),
        *((one, Kind.BIRTH) for one in ("生年月日", "誕生日", "DOB")),
        *((one, Kind.SENSITIVE) for one in ("障害区分名", "要介護度", "国籍")),
        *((one, Kind.MOBILE) for one in ("携帯番号", "自宅電話")),
        ("年齢", Kind.TRAIT),
        ("固定資産税課税額", Kind.MONEY),
        ("個 人 番 号", Kind.MY_NUMBER),
    ],
)
def test_headings_of_persons(name: str, strong: Kind) -> None:
    assert strong in heading(name).strong


@pytest.mark.parametrize(
    "name",
    [
        *(
            "名称",
            "名称_カナ",
            "施設名",
            "標高",
            "区分",
            "備考",
            "会計年度",
            "高齢者数",
            "障害者用トイレ",
            "建物の用途",
            "町名",
        ),
        *(
            "指定避難所との住所同一",
            "対象年齢",
            "バリアフリー情報",
            "設置年月日",
            "measuredHeight",
            "gml_id",
            "利用者数",
        ),
    ],
)
def test_headings_of_places(name: str) -> None:
    assert not heading(name).strong


def test_what_rows_are() -> None:
    assert subject(["名称", "住所", "電話番号"]) is Subject.PLACE
    assert subject(["氏名", "住所", "電話番号"]) is Subject.PERSON
    assert subject(["番号", "住所"]) is Subject.UNKNOWN
    assert subject(["自治会名", "会長名", "電話番号"]) is Subject.PLACE


def test_officers_are_known_by_their_columns() -> None:
    assert officers(["自治会名", "会長名", "電話番号", "世帯数"]) == (
        frozenset({"会長名", "電話番号"}),
        False,
    )
    assert officers(["役職", "氏名", "電話"])[1]
    assert officers(["氏名", "携帯電話", "班"])[1]
    own = "officer line role name kana phone mail address since until remark entered department"
    assert officers(own.split())[1]
    assert officers(["施設名", "電話番号", "住所"]) == (frozenset(), False)


def advice(name: str, values: list[str | None], rows: Subject) -> Advice:
    return advised(judged(heading(name), look_at(texts_of(pa.array(values))), rows))


def test_the_same_telephone_is_of_a_place_or_of_a_person() -> None:
    phones: list[str | None] = ["095-822-1111", "095-822-1112", "095-822-1113"]
    assert advice("電話番号", phones, Subject.PLACE) is Advice.OPEN
    assert advice("電話番号", phones, Subject.PERSON) is Advice.NEVER
    assert advice("備考", ["095-822-1111へ", "雨天中止", "なし", "駐車場あり"], Subject.PLACE) is Advice.LOOK
    assert advice("備考", ["会長自宅095-822-1111", "なし"], Subject.PLACE) is Advice.NEVER
    assert advice("備考", ["090-1234-5678", "なし"], Subject.PLACE) is Advice.NEVER
    assert advice("備考", ["鍵は山田太郎 095-822-1111", "なし"], Subject.PLACE) is Advice.NEVER
    assert advice("所在地", ["長崎市桜町2-22"], Subject.PLACE) is Advice.OPEN
    assert advice("所在地", ["長崎市桜町2-22"], Subject.UNKNOWN) is Advice.LOOK
    assert advice("住所", ["長崎市桜町2-22"], Subject.PERSON) is Advice.NEVER


def test_a_memorial_in_a_column_of_places_is_looked_at_and_a_list_of_names_is_not_open() -> None:
    assert advice("名称", ["永井隆", "眼鏡橋", "出島", "公会堂"], Subject.PLACE) is Advice.LOOK
    assert advice("名称", ["山田太郎", "佐藤花子", "鈴木一郎"], Subject.PLACE) is Advice.NEVER
    assert advice("担当者", ["山田", "佐藤", "鈴木"], Subject.PLACE) is Advice.NEVER
    assert advice("担当者", ["土木課", "河川課", "佐世保市"], Subject.PLACE) is Advice.OPEN


def test_a_name_in_two_columns_is_found() -> None:
    columns = {"a": ["山田", "佐藤", "長崎"], "b": ["太郎", "花子", "次郎"], "c": ["橋", "川", "町"]}
    found = {name: look_at(texts_of(pa.array(values))) for name, values in columns.items()}
    assert split_names(found) == {"a", "b"}
    assert split_names({name: found[name] for name in "ac"}) == frozenset()


def test_who_is_remembered_may_be_told_and_who_can_be_called_may_not() -> None:
    told: list[str | None] = ["岩崎弥太郎が生まれた家", "明治の橋", "石造り", "江戸時代の道"]
    assert advice("説明", told, Subject.PLACE) is Advice.LOOK
    for text in (
        "鍵は岩崎弥太郎さん",
        "会長 岩崎弥太郎",
        "岩崎弥太郎 095-822-1111",
        "岩崎弥太郎 a@example.com",
    ):
        assert advice("説明", [text, *told[1:]], Subject.PLACE) is Advice.NEVER
    assert advice("説明", told, Subject.PERSON) is Advice.NEVER
