"""What the heading of a column says: of a person, of a place, or of neither.

A heading is strong when it says by itself that a person is meant (氏名, 会長名, 生年月日), and weak when
offices and companies stand in such columns too (代表者, 担当, 管理者, 連絡先): there the values decide.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gisapp.desks.publish.detectors.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRONG = (
    (
        Kind.OFFICER,
        (
            r"(会長|副会長|役員|区長|班長|組長|総代|理事長|民生委員|児童委員|推進員|"
            r"町内会長|自治会長|代表者|世話人|連絡員|消防団員|"
            r"officer|president|chairman|leader)(の)?(氏名|名前|名|電話|tel|携帯|住所|"
            r"連絡先|メール|カナ|ふりがな|フリガナ|自宅|name|phone|mail|address|$)"
        ),
    ),
    (
        Kind.NAME,
        (
            r"氏名|^姓$|^名$|^苗字|^名字|姓名|お名前|申請者|届出者|申込者|相談者|通報者|"
            r"届出人|申請人|本人|世帯主|所有者名|地権者|権利者名|名義人|居住者|入居者|"
            r"契約者|納税義務者|"
            r"被災者|要支援者|要配慮者|避難行動|利用者名|児童名|生徒名|保護者|患者|親族|"
            r"緊急連絡先|相続人|耕作者|借地人|借家人|飼い主|故人|"
            r"^sei$|^mei$|full_?name|first_?name|last_?name|family_?name|given_?name|"
            r"surname|person_?name|owner_?name|^shimei|applicant|resident|householder"
        ),
    ),
    (Kind.MOBILE, r"携帯|けいたい|スマホ|mobile|cell_?phone|^cell$|自宅電話|自宅tel"),
    (Kind.BIRTH, r"生年月日|誕生日|生年$|出生|birth|^dob$|満年齢"),
    (Kind.MY_NUMBER, r"マイナンバー|個人番号|my_?number"),
    (Kind.ACCOUNT, r"口座|預金|金融機関|支店名?番号|通帳|カード番号|クレジット|bank|account_?n|(?:^|_)iban"),
    (
        Kind.INSURED,
        (
            r"被保険者|保険証|保険者番号|介護保険.?番|年金番号|受給者|免許証|旅券|"
            r"パスポート|passport|在留カード|住民票コード|宛名番号|手帳番号|世帯番号|"
            r"患者番号|"
            r"insured|pension|licen[cs]e_?(?:number|no)"
        ),
    ),
    (Kind.PLATE, r"車両番号|登録番号標|ナンバープレート|車番|plate"),
    (
        Kind.SENSITIVE,
        (
            r"障害|障がい|要介護|介護度|病名|疾病|病歴|既往|診断|投薬|生活保護|被保護|国籍|"
            r"人種|宗教|信条|前科|犯罪|虐待|dv|ひとり親|妊産婦|妊婦|難病|透析|認知症|"
            r"要援護|disab|disease|illness|nationality|religion|diagnos"
        ),
    ),
    (
        Kind.MONEY,
        r"所得|年収|課税額|税額|課税標準|評価額|滞納|給与|賃金|家賃|年金額|資産|income|salary|tax_?amount",
    ),
    (
        Kind.TRAIT,
        (
            r"年齢|性別|家族構成|続柄|職業|勤務先|学年|学歴|婚姻|世帯構成|世帯人員|血液型|"
            r"^age$|^sex$|gender|occupation|marital"
        ),
    ),
)
_WEAK = (
    (Kind.PHONE, r"電話|tel$|^tel|_tel|ＴＥＬ|℡|phone|fax|ファックス|連絡先"),
    (Kind.MAIL, r"メール|mail|eメ"),
    (Kind.ADDRESS, r"住所|所在地|居所|住居|address|番地|方書|居住地|本籍|送付先|自宅"),
    (Kind.POSTCODE, r"郵便番号|〒|zip|postal|postcode"),
    (
        Kind.NAME,
        (
            r"所有者|代表|担当|責任者|管理者|管理人|設置者|連絡者|記入者|調査員|撮影者|"
            r"作成者|更新者|登録者|入力者|職員|教員|医師|講師|使用者|利用者|オーナー|"
            r"フリガナ|ふりがな|"
            r"owner|manager|staff|contact|author|creator|editor|operator|created_?by|"
            r"updated_?by|user_?name|^user$"
        ),
    ),
    (Kind.PHOTO, r"写真|画像|photo|image|picture|ファイル名"),
)
_PLACE = (
    r"^(?:(?:施設|事業所|店舗|店|建物|公園|駅|橋梁|橋|トンネル|路線|道路|河川|"
    r"観測所|避難所|避難場所|学校|園|病院|医療機関|文化財|史跡|自治会|町内会|町会|"
    r"団体|区域|地区|地域|町|町丁|町丁目|"
    r"大字|字|小字|区画|バス停|停留所|港|漁港|ダム|ため池|子局|地点|箇所|場所|"
    r"用途地域|都市計画|事業|対象|スポット|トイレ|集会所|公民館|会館|施設|名所|"
    r"aed設置|設置場所)(?:の)?(?:名称|名|名前)?(?:_?(?:カナ|かな|英字|通称|読み))?|"
    r"名称(?:_?(?:カナ|かな|英字|通称|読み))?|施設.?場所名|(?:nm_)?name(?:_(?:ja|"
    r"kana|en))?|gml_?name|title|label|disname|landmark|facility.*|地番|筆id|建物id|"
    r".*コード)$"
)
_SUBJECT = (
    r"^(?:施設|事業所|店舗|公園|駅|橋|路線|河川|観測所|避難|学校|病院|医療|文化財|"
    r"自治会|町内会|町会|団体|区域|地区|施設.?場所)?.*(?:名称|施設名|自治会名|"
    r"町内会名|町会名|区域名|場所名)$|(?:公園|駅|橋梁|路線|河川|観測所|避難所|学校|"
    r"病院|自治会|町内会|店舗|団体|子局|バス停|停留所|建物)名|^(?:nm_)?name$|"
    r"^gml_?name$|子局番号|建物id|^地番"
)
_EVENT = (
    r"設置|竣工|完成|建築|建設|築年|開設|開館|開業|供用|指定|告示|決定|公布|施行|"
    r"認可|登録|更新|作成|調査|観測|点検|測量|撮影|受付|発生|発見|着工|工事|終了|"
    r"開始|廃止|申請|届出|許可|有効|期限|公開|修正|変更|年度|日時|時点|現在|"
    r"date_of_survey|survey|updated|modified|created|issued"
)
_COUNT = (
    r"世帯数|世帯$|戸数|人口|人数|加入世帯|会員数|住民数|児童数|生徒数|利用者数|"
    r"患者数|高齢者数|件数|households?|population|persons?$"
)
_ROLE = r"^(?:役職|職名|役名|役割|role|position|肩書)$"
_OPEN = (
    r"電話の有無|公衆電話|住所同一|住所コード|メールの有無|代表地点|代表点|担当課|"
    r"担当部署|担当部局|所管|管理者種別|写真の有無|障害者用|障がい者用|車椅子|"
    r"バリアフリー|障害者対応|障害物|通信障害|年齢制限|対象年齢|障害者駐車|"
    r"オストメイト|賃貸|家賃補助|撮影日|画像_?ライセンス|名称"
)


class Subject(StrEnum):
    """What the rows of a table are."""

    PLACE = "place"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Heading:
    """What a heading says.

    Attributes
    ----------
    strong, weak
        Kinds that it says by itself, and kinds that its values have to show.
    place
        Whether it names places: what looks like a person there is to be looked at, and no more.
    event
        Whether it tells when something was built, counted or decided.
    count
        Whether it counts people or households.
    """

    strong: frozenset[Kind] = frozenset()
    weak: frozenset[Kind] = frozenset()
    place: bool = False
    event: bool = False
    count: bool = False

    @property
    def kinds(self) -> frozenset[Kind]:
        """All kinds."""
        return self.strong | self.weak


def heading(*names: str) -> Heading:
    """Return what the names of a column say: its own, its label, and what the public is told."""
    found = [_heading(plain(one)) for one in dict.fromkeys(names) if one]
    return Heading(
        frozenset().union(*(one.strong for one in found)),
        frozenset().union(*(one.weak for one in found)),
        any(one.place for one in found),
        any(one.event for one in found),
        any(one.count for one in found),
    )


def subject(names: Iterable[str]) -> Subject:
    """Return what the rows of a table with such columns are.

    A list of persons has their names or what is only of persons; a list of places has a column that names
    places, and may tell of a person in charge.
    """
    columns = [plain(one) for one in names]
    says = [_heading(one) for one in columns]
    strong = frozenset().union(*(one.strong for one in says)) - {Kind.OFFICER, Kind.SENSITIVE, Kind.MONEY}
    if any(re.search(_SUBJECT, one) and not says[place].strong for place, one in enumerate(columns)):
        return Subject.PLACE
    return Subject.PERSON if strong or any(Kind.OFFICER in one.strong for one in says) else Subject.UNKNOWN


def officers(names: Iterable[str]) -> tuple[frozenset[str], bool]:
    """Return the columns that tell of officers as persons, and whether the whole table is a list of them.

    A ledger of associations may hold 会長名 and 会長電話: those columns are never published, the others may
    be. A table whose rows are persons with a role and a telephone is a list of officers as a whole.
    """
    columns = list(names)
    says = {one: _heading(plain(one)) for one in columns}
    of_officers = {one for one in columns if Kind.OFFICER in says[one].strong}
    named = {one for one in columns if Kind.NAME in says[one].strong or Kind.OFFICER in says[one].strong}
    reached = {one for one in columns if says[one].kinds & {Kind.PHONE, Kind.MOBILE, Kind.MAIL}}
    roles = {one for one in columns if re.search(_ROLE, plain(one))}
    own = {"officer", "line", "role", "name", "phone", "since", "until"} <= {plain(one) for one in columns}
    place = subject(columns) is Subject.PLACE
    whole = own or bool(
        reached and ((roles and (named or "name" in map(plain, columns))) or (named and not place))
    )
    if of_officers and reached:  # the telephone beside a chairman is the chairman's
        of_officers |= reached
    return frozenset(of_officers | (set(columns) if whole else set())), whole


def plain(name: str) -> str:
    """Return a heading in one form: NFKC, small letters, no blanks and brackets."""
    text = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\s()（）【】\[\]「」:：*＊※]|^properties[._]", "", text)


def _heading(text: str) -> Heading:
    if re.search(_OPEN, text) and not re.search("会長|氏名|本人|携帯", text):
        return Heading(place=re.search(_PLACE, text) is not None, event=re.search(_EVENT, text) is not None)
    count = re.search(_COUNT, text) is not None
    strong = frozenset(kind for kind, pattern in _STRONG if re.search(pattern, text))
    if count or re.search(r"者数|率$|割合|平均|合計|有無$|区分$|種別$", text):
        strong -= {Kind.NAME, Kind.SENSITIVE, Kind.MONEY, Kind.INSURED, Kind.TRAIT, Kind.OFFICER}
    return Heading(
        strong,
        frozenset(kind for kind, pattern in _WEAK if re.search(pattern, text)),
        re.search(_PLACE, text) is not None,
        re.search(_EVENT, text) is not None,
        count,
    )
