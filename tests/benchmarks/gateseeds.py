"""Personal data that nobody has, in many disguises, and what only looks like them.

The names here were written down for this file and not taken from the lists of the gate: some of them are
frequent, and some (:data:`RARE_FAMILIES`, :data:`RARE_GIVENS`) are not, so that what the gate has never heard
of is measured too.
"""

from __future__ import annotations

import base64
import html
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.gisapp.desks.publish.persons import card_number, my_number

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

FAMILIES = (
    "佐藤サトウ 鈴木スズキ 高橋タカハシ 田中タナカ 伊藤イトウ 渡辺ワタナベ 山本ヤマ"
    "モト 中村ナカムラ 小林コバヤシ 加藤カトウ 吉田ヨシダ 山田ヤマダ "
    "山口ヤマグチ 松本マツモト 井上イノウエ 木村キムラ 清水シミズ 山崎ヤマザキ 森モ"
    "リ 池田イケダ 橋本ハシモト 阿部アベ 石川イシカワ 前田マエダ 藤田フジタ "
    "小川オガワ 岡田オカダ 後藤ゴトウ 長谷川ハセガワ 村上ムラカミ 近藤コンドウ 石井"
    "イシイ 坂本サカモト 遠藤エンドウ 青木アオキ 福田フクダ 三浦ミウラ 西村ニシムラ"
    " "
    "松尾マツオ 中尾ナカオ 岩永イワナガ 川口カワグチ 浦川ウラカワ 田川タガワ 深堀フ"
    "カホリ 林田ハヤシダ 本田ホンダ 宮崎ミヤザキ 古賀コガ 江口エグチ 馬場ババ 平山"
    "ヒラヤマ "
    "大久保オオクボ 野口ノグチ 松永マツナガ 森田モリタ 竹内タケウチ 中島ナカシマ 長"
    "崎ナガサキ 酒井サカイ 柴田シバタ 原ハラ 横山ヨコヤマ 久保田クボタ 菊地キクチ"
)
RARE_FAMILIES = (
    "祝イワイ 畑島ハタシマ 扇オオギ 薬師寺ヤクシジ 納富ノウトミ 執行シギョウ 帯刀タ"
    "テワキ 江越エゴシ 瑞慶覧ズケラン 東風平コチンダ 舛谷マスタニ "
    "櫛山クシヤマ 樺島カバシマ 糸瀬イトセ 仁位ニイ 陣野ジンノ"
)
GIVENS = (
    "太郎タロウ 健一ケンイチ 誠マコト 和夫カズオ 正雄マサオ 博ヒロシ 浩二コウジ 隆"
    "タカシ 修オサム 茂シゲル 清キヨシ 達也タツヤ 直樹ナオキ 大輔ダイスケ 翔太ショ"
    "ウタ "
    "健太ケンタ 拓也タクヤ 哲也テツヤ 雅彦マサヒコ 和彦カズヒコ 洋平ヨウヘイ 悠斗ユ"
    "ウト 陽翔ハルト 蓮レン 湊ミナト 花子ハナコ 幸子サチコ 和子カズコ 洋子ヨウコ 恵"
    "子ケイコ "
    "久美子クミコ 由美子ユミコ 裕子ユウコ 真由美マユミ 明美アケミ 智子トモコ 陽子ヨ"
    "ウコ 美穂ミホ 愛アイ 美咲ミサキ 葵アオイ 陽菜ヒナ 結衣ユイ さくらサクラ 千代子"
    "チヨコ "
    "節子セツコ 一郎イチロウ 富久トミヒサ 勝利カツトシ 俊介シュンスケ 美由紀ミユキ "
    "典子ノリコ 弘幸ヒロユキ 文雄フミオ 英樹ヒデキ"
)
RARE_GIVENS = (
    "陽葵ヒマリ 心結ミユウ 琥珀コハク 煌オウ 樹里亜ジュリア 尊琉タケル 紗友梨サユリ"
    " 龍之輔リュウノスケ 伊三郎イサブロウ フジエフジエ 桃萌モモエ 叡山エイザン"
)
FACILITIES_OF_TABLES = [
    "魚見町一丁目公民館",
    "川岸町公民館",
    "汐見本町集会所",
    "港小学校",
    "田中町公園",
    "白浜町保育園",
    "城山台郵便局",
]
"""Names of the rows beside columns of remarks."""
TOWNS = [
    "桜町",
    "魚見町",
    "川岸町",
    "汐見本町",
    "田中町",
    "高島町",
    "小浦",
    "岩瀬道町",
    "上戸石町",
    "白浜町",
    "城山台",
    "松山町",
    "大橋町",
    "若葉町",
    "旭町",
    "中里町",
    "三原",
    "西小島",
    "東山手町",
    "愛宕",
]
MAILS = ("example.com", "example.ne.jp", "mail.example.jp")
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_ROMAN = {kana: row + vowel for row, many in _ROWS.items() for kana, vowel in zip(many, "aiueo", strict=True)}
_ROMAN |= {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu"}
_ROMAN |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n"}


@dataclass(frozen=True)
class Person:
    """A person that nobody is."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    mobile: str
    phone: str
    mail: str
    town: str
    house: tuple[int, int, int]
    born: tuple[int, int, int]
    number: str

    @property
    def name(self) -> str:
        """Family and given name without a space."""
        return self.family + self.given

    @property
    def roman(self) -> tuple[str, str]:
        """Family and given name in Latin letters, as passports write them."""
        return _latin(self.family_kana), _latin(self.given_kana)


def persons(count: int, random: np.random.Generator) -> list[Person]:
    """Return persons, one in seven with a rare family name and one in seven with a rare given name."""
    families, rare = pairs(FAMILIES), pairs(RARE_FAMILIES)
    givens, odd = pairs(GIVENS), pairs(RARE_GIVENS)
    found = []
    for _ in range(count):
        family, kana = _one(rare if random.random() < 1 / 7 else families, random)
        given, given_kana = _one(odd if random.random() < 1 / 7 else givens, random)
        digits = "".join(map(str, random.integers(1, 10, 8)))
        area = str(random.choice(["095", "0956", "0957", "03", "0920"]))
        rest = digits[: 10 - len(area)]
        middle = 10 - len(area) - 4
        found.append(
            Person(
                family, given, kana, given_kana,
                f"{random.choice(['090', '080', '070'])}-{digits[:4]}-{digits[4:]}",
                f"{area}-{rest[:middle]}-{rest[middle:middle + 4]}",
                f"{_latin(given_kana)}.{_latin(kana)}{digits[:2]}@{random.choice(MAILS)}",
                str(random.choice(TOWNS)),
                tuple(random.integers(1, 30, 3).tolist()),
                (int(random.integers(1930, 2015)), int(random.integers(1, 13)), int(random.integers(1, 29))),
                my_number("".join(map(str, random.integers(1, 10, 11)))),
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class Disguise:
    """A way in which personal data stand in a table.

    Attributes
    ----------
    name
        What it is called in the report.
    heading
        Of the column.
    write
        What the column holds for a person.
    text
        Whether it stands in some rows of a column of remarks; otherwise all rows have it.
    beside
        Heading and writer of columns that stand beside it.
    """

    name: str
    heading: str
    write: Callable[[Person], str]
    text: bool = False
    beside: tuple[tuple[str, Callable[[Person], str]], ...] = ()


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _kanji(number: int) -> str:
    ones = ["", *"一二三四五六七八九"]
    tens, one = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else ones[tens]) + "十") + ones[one]


def _kanji_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def _half(text: str) -> str:
    """Return katakana in narrow letters."""
    narrow = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFFA0)}
    apart = unicodedata.normalize("NFD", text).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    return "".join(narrow.get(one, one) for one in apart)


def _showa(person: Person) -> int:
    return max(person.born[0] - 1925, 1)


def _address(person: Person, form: str) -> str:
    a, b, c = person.house
    return form.format(
        town=person.town,
        a=a % 5 + 1,
        b=b,
        c=c,
        ka=_kanji(a % 5 + 1),
        kb=_kanji(b),
        kc=_kanji(c),
        long=100 + b * c,
    )


BESIDE_NAME = (("氏名", lambda one: one.name),)
DISGUISES = (
    # Names.
    Disguise("氏名の列", "氏名", lambda p: p.name),
    Disguise("名のない列に姓名", "欄1", lambda p: p.name),
    Disguise("姓 名（半角空白）", "欄1", lambda p: f"{p.family} {p.given}"),
    Disguise("姓　名（全角空白）", "欄1", lambda p: f"{p.family}　{p.given}"),
    Disguise("姓名＋様", "宛先", lambda p: f"{p.name}様"),
    Disguise("姓＋さん（文中）", "備考", lambda p: f"鍵は{p.family}さんが保管", text=True),
    Disguise("姓＋氏（文中）", "備考", lambda p: f"用地は{p.family}氏から借用", text=True),
    Disguise("会長＋姓名（文中）", "備考", lambda p: f"会長 {p.name} に連絡すること", text=True),
    Disguise("姓名（文中、括弧）", "摘要", lambda p: f"管理は地元（{p.name}）による", text=True),
    Disguise("姓名宅", "目印", lambda p: f"{p.name}宅の北側", text=True),
    Disguise("カタカナ（空白）", "欄1", lambda p: f"{p.family_kana} {p.given_kana}"),
    Disguise("カタカナ（続き）", "欄1", lambda p: p.family_kana + p.given_kana),
    Disguise("半角カナ", "欄1", lambda p: _half(f"{p.family_kana} {p.given_kana}")),
    Disguise(
        "ひらがな",
        "欄1",
        lambda p: "".join(
            chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in f"{p.family_kana} {p.given_kana}"
        ),
    ),
    Disguise("Taro NAGASAKI", "label1", lambda p: f"{p.roman[1].capitalize()} {p.roman[0].upper()}"),
    Disguise("Nagasaki, Taro", "label1", lambda p: f"{p.roman[0].capitalize()}, {p.roman[1].capitalize()}"),
    Disguise("姓と名の二列", "欄A", lambda p: p.family, beside=(("欄B", lambda p: p.given),)),
    Disguise("ファイル名", "ファイル", lambda p: f"R6_{p.name}_申請書.pdf"),
    Disguise("ゼロ幅空白入り", "欄1", lambda p: p.family[:1] + "\u200b" + p.family[1:] + "\u200b" + p.given),
    Disguise("パーセント符号化", "欄1", lambda p: quote(f"{p.family} {p.given}")),
    Disguise("HTML 実体参照", "欄1", lambda p: "".join(f"&#{ord(c)};" for c in p.name)),
    Disguise("base64", "欄1", lambda p: base64.b64encode(f"{p.family} {p.given}".encode()).decode()),
    # Telephones.
    Disguise("携帯（備考）", "備考", lambda p: f"連絡は {p.mobile} まで", text=True),
    Disguise("携帯（全角）", "備考", lambda p: _wide(p.mobile), text=True),
    Disguise(
        "携帯（−と長音）", "備考", lambda p: p.mobile.replace("-", "−", 1).replace("-", "ー"), text=True
    ),
    Disguise("携帯（記号なし）", "欄1", lambda p: p.mobile.replace("-", "")),
    Disguise("携帯（数値、先頭の0落ち）", "欄1", lambda p: p.mobile.replace("-", "")[1:]),
    Disguise("携帯（一字ずつ空白）", "備考", lambda p: " ".join(p.mobile.replace("-", "")), text=True),
    Disguise("携帯（漢数字）", "備考", lambda p: _kanji_digits(p.mobile), text=True),
    Disguise("携帯（+81）", "備考", lambda p: f"+81-{p.mobile[1:]}", text=True),
    Disguise("固定（会長宅、備考）", "備考", lambda p: f"会長宅 {p.phone}", text=True),
    Disguise("固定（備考）", "備考", lambda p: f"雨天時は{p.phone}へ", text=True),
    Disguise("固定（括弧）", "備考", lambda p: "({}){}-{}".format(*p.phone.split("-")), text=True),
    Disguise("固定（記号なし）", "備考", lambda p: p.phone.replace("-", ""), text=True),
    Disguise("固定（名簿の電話）", "電話", lambda p: p.phone, beside=BESIDE_NAME),
    # Mail.
    Disguise("メール", "備考", lambda p: f"申込: {p.mail}", text=True),
    Disguise("メール（全角＠）", "備考", lambda p: p.mail.replace("@", "＠"), text=True),
    Disguise("メール（at）", "備考", lambda p: p.mail.replace("@", " at "), text=True),
    Disguise(
        "メール（[at][dot]）", "備考", lambda p: p.mail.replace("@", "[at]").replace(".", "[dot]"), text=True
    ),
    Disguise("メール（アットマーク）", "備考", lambda p: p.mail.replace("@", "（アットマーク）"), text=True),
    # Addresses.
    Disguise(
        "住所 丁目番号（名簿）",
        "住所",
        lambda p: _address(p, "長崎市{town}{a}丁目{b}番{c}号"),
        beside=BESIDE_NAME,
    ),
    Disguise("住所 1-2-3（名簿）", "住所", lambda p: _address(p, "{town}{a}-{b}-{c}"), beside=BESIDE_NAME),
    Disguise(
        "住所 漢数字（名簿）", "住所", lambda p: _address(p, "{town}{ka}丁目{kb}番{kc}号"), beside=BESIDE_NAME
    ),
    Disguise("住所 地番（名簿）", "居所", lambda p: _address(p, "長崎市{town}{long}"), beside=BESIDE_NAME),
    Disguise("住所（名のない表）", "欄1", lambda p: _address(p, "長崎市{town}{a}丁目{b}番{c}号")),
    Disguise("住所（自宅、備考）", "備考", lambda p: _address(p, "会長自宅は{town}{b}番{c}号"), text=True),
    Disguise(
        "郵便番号（名簿）",
        "郵便",
        lambda p: f"〒85{p.house[0] % 10}-{1000 + p.house[1] * 31}",
        beside=BESIDE_NAME,
    ),
    # Days of birth, numbers.
    Disguise("生年月日の列", "生年月日", lambda p: "{}/{}/{}".format(*p.born)),
    Disguise(
        "生年月日（S45.1.2、名簿）",
        "年月日",
        lambda p: f"S{_showa(p)}.{p.born[1]}.{p.born[2]}",
        beside=BESIDE_NAME,
    ),
    Disguise(
        "昭和四十五年…生（文中）",
        "備考",
        lambda p: f"昭和{_kanji(_showa(p))}年{_kanji(p.born[1])}月{_kanji(p.born[2])}日生",
        text=True,
    ),
    Disguise("1970年1月2日生まれ（文中）", "備考", lambda p: "{}年{}月{}日生まれ".format(*p.born), text=True),
    Disguise("年齢（文中）", "備考", lambda p: f"独居、{2026 - p.born[0]}歳、要支援", text=True),
    Disguise("マイナンバー", "コード", lambda p: p.number),
    Disguise(
        "マイナンバー（4桁区切り、文中）",
        "備考",
        lambda p: f"個人番号 {p.number[:4]} {p.number[4:8]} {p.number[8:]}",
        text=True,
    ),
    Disguise(
        "口座番号", "備考", lambda p: f"十八親和銀行 本店 普通 {p.mobile[-4:]}{p.phone[-3:]}", text=True
    ),
    Disguise("クレジットカード", "備考", lambda p: card_number("4" + p.number + "12"), text=True),
    Disguise("被保険者番号", "備考", lambda p: f"被保険者番号:{p.number[:10]}", text=True),
    Disguise(
        "車両の登録番号",
        "備考",
        lambda p: f"長崎 5{p.house[0]:02d} さ {p.mobile[-4:-2]}-{p.mobile[-2:]}",
        text=True,
    ),
    Disguise("HTML に包んだ氏名", "備考", lambda p: html.escape(f"<b>{p.name}</b>"), text=True),
)
"""All of them."""


def pairs(words: str) -> list[tuple[str, str]]:
    """Return names with their readings."""
    import re

    return [
        (found[1], found[2])
        for one in words.split()
        if (found := re.fullmatch(r"(.+?[^ァ-ヶー]|フジエ|ハル)([ァ-ヶー]+)", one))
    ]


def _one(pairs: list[tuple[str, str]], random: np.random.Generator) -> tuple[str, str]:
    return pairs[int(random.integers(len(pairs)))]


def _latin(kana: str) -> str:
    """Return a reading in Latin letters, long vowels short, as passports write it."""
    text = ""
    for letter in kana:
        if letter in "ャュョ":
            vowel = {"ャ": "a", "ュ": "u", "ョ": "o"}[letter]
            stem = text[:-1]
            text = stem + (vowel if stem.endswith(("sh", "ch", "j")) else "y" + vowel)
        else:
            text += _ROMAN.get(letter, "")
    for long, short in (("ou", "o"), ("oo", "o"), ("uu", "u")):
        text = text.replace(long, short)
    return text
