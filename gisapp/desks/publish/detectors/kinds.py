"""What a rule may find."""

from __future__ import annotations

from enum import StrEnum

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP


class Kind(StrEnum):
    """What personal or dangerous thing a header or a value looks like."""

    NAME = "name"
    MOBILE = "mobile"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    POSTCODE = "postcode"
    BIRTH = "birth"
    MY_NUMBER = "my-number"
    ACCOUNT = "account"
    INSURED = "insured"
    PLATE = "plate"
    OFFICER = "officer"
    SENSITIVE = "sensitive"
    MONEY = "money"
    TRAIT = "trait"
    PHOTO = "photo"
    SCRIPT = "script"
    MARKUP = "markup"
    CONTROL = "control"
    FORMULA = "formula"
    PATH = "path"
    LONG = "long"


WORDS = {
    Kind.NAME: QT_TRANSLATE_NOOP(CONTEXT, "人の氏名"),
    Kind.MOBILE: QT_TRANSLATE_NOOP(CONTEXT, "携帯電話の番号"),
    Kind.PHONE: QT_TRANSLATE_NOOP(CONTEXT, "電話番号"),
    Kind.MAIL: QT_TRANSLATE_NOOP(CONTEXT, "メールアドレス"),
    Kind.ADDRESS: QT_TRANSLATE_NOOP(CONTEXT, "番地のある住所"),
    Kind.POSTCODE: QT_TRANSLATE_NOOP(CONTEXT, "郵便番号"),
    Kind.BIRTH: QT_TRANSLATE_NOOP(CONTEXT, "生年月日"),
    Kind.MY_NUMBER: QT_TRANSLATE_NOOP(CONTEXT, "マイナンバー"),
    Kind.ACCOUNT: QT_TRANSLATE_NOOP(CONTEXT, "口座やカードの番号"),
    Kind.INSURED: QT_TRANSLATE_NOOP(CONTEXT, "被保険者などの番号"),
    Kind.PLATE: QT_TRANSLATE_NOOP(CONTEXT, "車両の登録番号"),
    Kind.OFFICER: QT_TRANSLATE_NOOP(CONTEXT, "役員などの個人"),
    Kind.SENSITIVE: QT_TRANSLATE_NOOP(CONTEXT, "要配慮個人情報"),
    Kind.MONEY: QT_TRANSLATE_NOOP(CONTEXT, "税や所得"),
    Kind.TRAIT: QT_TRANSLATE_NOOP(CONTEXT, "年齢や性別などの個人の属性"),
    Kind.PHOTO: QT_TRANSLATE_NOOP(CONTEXT, "写真のファイル名"),
    Kind.SCRIPT: QT_TRANSLATE_NOOP(CONTEXT, "動作するスクリプト"),
    Kind.MARKUP: QT_TRANSLATE_NOOP(CONTEXT, "HTML のタグ"),
    Kind.CONTROL: QT_TRANSLATE_NOOP(CONTEXT, "見えない制御文字"),
    Kind.FORMULA: QT_TRANSLATE_NOOP(CONTEXT, "表計算ソフトの式"),
    Kind.PATH: QT_TRANSLATE_NOOP(CONTEXT, "ファイルの場所"),
    Kind.LONG: QT_TRANSLATE_NOOP(CONTEXT, "長すぎる文字"),
}
"""What people are told."""

PERSONAL = frozenset(
    {
        *(Kind.NAME, Kind.MOBILE, Kind.PHONE, Kind.MAIL, Kind.ADDRESS, Kind.POSTCODE, Kind.BIRTH),
        *(Kind.MY_NUMBER, Kind.ACCOUNT, Kind.INSURED, Kind.PLATE, Kind.OFFICER, Kind.SENSITIVE, Kind.MONEY),
        Kind.TRAIT,
    }
)
"""Kinds that are of persons; the others are dangers of texts."""
