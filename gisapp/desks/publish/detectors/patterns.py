"""Expressions for what has a form: telephones, mail, dates, addresses, plates, numbers, and dangers of texts.

All are for RE2 (linear time, whatever a text holds), on texts of
:func:`gisapp.desks.publish.detectors.texts.normal`. A form alone decides little: 19700102 may be a code.
Each rule says what has to stand around it.
"""

from __future__ import annotations

_DIGIT = "[0-9〇零○一二三四五六七八九]"
_ZERO = "[0oO〇零○]"
_HYPHEN = r"[-‐‑‒–—―−ーｰ─_~〜・.]"
_GAP = rf"(?: ?{_HYPHEN} ?| ?[()の] ?| )"
_START = r"(?:^|[^0-9A-Za-z.#〇零○一二三四五六七八九-])"
_END = r"(?:$|[^0-9A-Za-z〇零○一二三四五六七八九])"
_PHONE_WORD = r"(?i:tel|℡|☎|📞|電話|でんわ|携帯|けいたい|fax|連絡先|phone|ケータイ)"


def _spaced(count: int, gap: str) -> str:
    return f"{_DIGIT}(?:{gap}{_DIGIT}){{{count - 1}}}"


MOBILE = "|".join(
    (
        # In groups, with anything between them; or each digit by itself.
        rf"{_START}\(?{_ZERO}[5-9五六七八九]{_ZERO}\)?{_GAP}?{_DIGIT}{{4}}{_GAP}?{_DIGIT}{{4}}{_END}",
        rf"{_START}{_ZERO}[5-9五六七八九]{_ZERO}{_GAP}?{_DIGIT}{{3}}{_GAP}{_DIGIT}{{3}}{_GAP}{_DIGIT}{{2}}{_END}",
        rf"{_START}{_ZERO}[5-9五六七八九]{_ZERO}{_GAP}?{_DIGIT}{{2}}{_GAP}{_DIGIT}{{2}}{_GAP}{_DIGIT}{{2}}{_GAP}{_DIGIT}{{2}}{_END}",
        rf"(?:^|[^0-9 -]|[^0-9] ){_ZERO}[ ,-][5-9][ ,-]{_ZERO}[ ,-]{_spaced(8, '[ ,-]{1,3}')}{_END}",
        rf"\+ ?81{_GAP}{{0,2}}(?:\(0\))? ?[5-9]0{_GAP}?[0-9]{{4}}{_GAP}?[0-9]{{4}}{_END}",
    )
)
"""A number of a mobile or an IP telephone."""
_FREE = r"0(?:120|800|570|990)"
PHONE = "|".join(
    (
        rf"{_START}\(?{_ZERO}{_DIGIT}{{1}}\)?{_GAP}{_DIGIT}{{4}}{_GAP}{_DIGIT}{{4}}{_END}",
        rf"{_START}\(?{_ZERO}{_DIGIT}{{2}}\)?{_GAP}{_DIGIT}{{3}}{_GAP}{_DIGIT}{{4}}{_END}",
        rf"{_START}\(?{_ZERO}{_DIGIT}{{3}}\)?{_GAP}{_DIGIT}{{2}}{_GAP}{_DIGIT}{{4}}{_END}",
        rf"{_START}\(?{_ZERO}{_DIGIT}{{4}}\)?{_GAP}{_DIGIT}{_GAP}{_DIGIT}{{4}}{_END}",
        rf"{_START}\(?{_ZERO}{_DIGIT}{{1,4}}\){_GAP}?{_DIGIT}{{2,4}}{_GAP}?{_DIGIT}{{4}}{_END}",
        rf"{_START}{_ZERO}[1-9一二三四五六七八九]{_DIGIT}{{8}}{_END}",
        rf"(?:^|[^0-9 ]|[^0-9] )0(?: [0-9]){{9}}{_END}",
        rf"\+ ?81{_GAP}{{0,2}}(?:\(0\))? ?[1-9][0-9]{{0,3}}{_GAP}[0-9]{{1,4}}{_GAP}?[0-9]{{4}}{_END}",
        rf"{_PHONE_WORD}[番号: ().は-]{{0,6}}[0-9]{{1,4}}{_GAP}[0-9]{{4}}{_END}",
    )
)
"""A number of a telephone with an area code, or a local one behind the word."""
FREE_CALL = rf"{_START}\(?{_FREE}\)?{_GAP}?[0-9]{{2,3}}{_GAP}?[0-9]{{3,4}}{_END}"
"""Numbers that only organisations have (フリーダイヤル, ナビダイヤル)."""

_AT = (
    r"(?: ?@ ?|"
    r" ?[\[({<【〔][ ]?(?i:at|アット|あっと|atmark|アットマーク|@)[ ]?[\])}>】〕] ?|"
    r" (?i:at) | ?(?:アットマーク|★|☆|◎|_at_) ?)"
)
_DOT = r"(?: ?\. ?| ?[\[({<【〔] ?(?i:dot|ドット|\.) ?[\])}>】〕] ?| (?i:dot) | ?ドット ?)"
MAIL = (
    rf"[A-Za-z0-9][A-Za-z0-9._%+-]*{_AT}[A-Za-z0-9][A-Za-z0-9-]*(?:{_DOT}[A-Za-z0-9-]+)*{_DOT}[A-Za-z]{{2,}}"
)
"""An address of electronic mail, also with the sign written as a word."""
OFFICE_MAIL = (
    r"(?i:@ ?[a-z0-9.-]*(?:lg|go|ed|ac)\.jp\b|@[a-z0-9.-]*(?:city|town|vil+|pref|"
    r"metro)\.[a-z0-9.-]+\.jp\b|^(?:mailto:)?(?:info|contact|support|webmaster|"
    r"office|soumu|kikaku)[a-z0-9._-]*@)"
)
"""Addresses of offices."""

_NUMBER = "[0-9〇零一二三四五六七八九十廿卅]"
_ERA = r"(?:明治|大正|昭和|平成|令和|㍾|㍽|㍼|㍻|㋿|(?i:[MTSHR])\.?)"
DATE = "|".join(
    (
        rf"{_ERA} ?(?:元|{_NUMBER}{{1,4}}) ?[年./・-] ?{_NUMBER}{{1,3}} ?[月./・-] ?{_NUMBER}{{1,3}}",
        r"(?:^|[^0-9])(?:18|19|20)[0-9]{2} ?[年./-] ?[01]?[0-9] ?[月./-] ?[0-3]?[0-9]",
        rf"[一二][〇零八九千百]{_NUMBER.replace(']', '百]')}{{1,6}}年{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}日?",
        r"(?:^|[^0-9])[0-3]?[0-9]/[0-3]?[0-9]/(?:19|20)[0-9]{2}(?:$|[^0-9])",
        r"(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-3]?[0-9],? (?:19|20)[0-9]{2})",
    )
)
"""A whole day, in any way of counting years."""
DAY_NUMBER = r"^(?:19[0-9]{2}|20[0-2][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$"
"""A day as eight digits."""
LOST_ZERO = r"^[789]0[1-9][0-9]{7}$"
"""A number of a mobile telephone that a spreadsheet took for a number; only a whole column of them is one."""
BORN = (
    rf"(?:{DATE}|(?:19|20)[0-9]{{6}})[ 日]{{0,3}}[(（]?(?:生|うまれ)|(?i:生年月日|"
    rf"生まれ|誕生日|出生|生れ|date of birth|birthday|dob|born)"
    rf"[^0-9A-Z]{{0,8}}(?:{DATE}|(?:19|20)[0-9]{{6}})"
)
"""A day that is said to be one of birth."""
AGED = (
    r"(?:[^0-9.]|^)(?:[1-9]|[1-9][0-9]|1[01][0-9])(?:歳|才)(?:$|[^児未以〜~から])|"
    r"[男女]性?[ ・,(]{1,2}[0-9]{1,3}(?:歳|才)"
)
"""How old somebody is."""

_HOUSE = r"(?:[0-9]{1,5}|[一二三四五六七八九十百〇]{1,5})"
_DASH = r" ?[-‐‑‒–—―−ー─の] ?"
ADDRESS = "|".join(
    (
        rf"{_HOUSE} ?(?:丁目|丁)[  ]?{_HOUSE} ?(?:番地?|{_DASH})[ の]?{_HOUSE} ?号?",
        (
            rf"(?:丁目|[町村字郷免区市通条])"
            rf"[ 大字]{{0,3}}\p{{Han}}{{0,8}}[  ]?{_HOUSE} ?番地?(?:の?{_HOUSE})?(?:号|$|"
            rf"[^0-9線目組館街町通札])"
        ),
        rf"(?:丁目|[町村字郷免区市通])[  ]?{_HOUSE}{_DASH}{_HOUSE}(?:{_DASH}{_HOUSE}){{0,2}}(?:$|[^0-9年月])",
        rf"[\p{{Han}}ァ-ヶーぁ-ん]{{2,}}[  ]?[0-9]{{1,2}}{_DASH}[0-9]{{1,4}}{_DASH}[0-9]{{1,4}}(?:$|[^0-9])",
        # Where there are no blocks: 長崎市高浜町3114, 壱岐市石田町筒城西触191, 島原市大下町丙1049-1.
        (
            rf"[市郡][^0-9 道線]{{1,12}}[町村郷触免名][^0-9 道線]{{0,8}}[0-9]{{1,5}}"
            rf"(?:{_DASH}{_HOUSE}){{0,3}}(?:$|[ 、,(先外他内])"
        ),
        rf"[市郡][^0-9 道線]{{1,12}}[0-9]{{1,2}}{_DASH}[0-9]{{1,5}}(?:{_DASH}{_HOUSE}){{0,2}}(?:$|[ 、,(])",
        rf"[\p{{Han}}]{{1,8}}[郷触免][甲乙丙丁戊己庚]?[0-9]{{2,5}}(?:{_DASH}{_HOUSE}){{0,3}}(?:$|[ 、,(])",
        rf"[\p{{Han}}ァ-ヶー]*[^第0-9 ]{_HOUSE}番{_HOUSE}号",
        r"(?i:[0-9]{1,4}(?:-[0-9]{1,4}){1,3},? ?[a-z]+(?:-?(?:machi|cho|chome|ku|shi)\b))",
    )
)
"""A place with the number of a house."""
HOUSE_NUMBER = (
    rf"^{_HOUSE} ?(?:番地?|{_DASH})[ の]?{_HOUSE} ?号?(?:{_DASH}{_HOUSE} ?号?)?$|"
    rf"^{_HOUSE} ?番地?(?:の?{_HOUSE})?号?$"
)
"""The end of an address alone, as columns of 番地以下 have it."""
ADDRESS_LOOSE = (
    rf"^(?:[\p{{Han}}ぁ-んァ-ヶー]{{2,}}[0-9]{{1,5}}(?:{_DASH}{_HOUSE}){{0,3}}(?:番地?|号)?)(?: .*)?$"
)
"""A place with a number, which is an address where the column says so or the rows are persons."""
LOT_RANGE = (
    rf"{_HOUSE}(?:番地?|号)?(?:の?{_HOUSE}|-[0-9]+)?(?:番地?|号)? ?(?:[~〜～から]|"
    rf"から|ないし) ?(?:{_HOUSE}|丁目)"
)
"""From one lot to another: an area, no house."""
POSTCODE = r"〒 ?[0-9]{3} ?[-‐‑‒–—―−ー─]? ?[0-9]{4}"
POSTCODE_ALONE = r"^〒?[0-9]{3}[-‐‑‒–—―−ー─][0-9]{4}$"

TWELVE = r"(?:^|[^0-9-])(?P<digits>[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4})(?:$|[^0-9-])"
"""Twelve digits, as マイナンバー has them."""
SIXTEEN = r"(?:^|[^0-9-])(?P<digits>[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4})(?:$|[^0-9-])"
"""Sixteen digits, as cards have them."""
MY_NUMBER_WORD = r"(?i:マイナンバー|個人番号|my ?number)"
ACCOUNT = (
    r"(?:普通|当座|貯蓄|総合|口座|通帳|預金|(?:支店|本店|出張所)) ?(?:預金)?(?:番号|"
    r"No\.?|:|、|,)? ?[  (]{0,2}(?:番号)?:? ?[0-9]{6,8}(?:$|[^0-9])|"
    r"記号:? ?1[0-9]{4}[ -]?(?:[0-9][ -])? ?(?:番号)?:? ?[0-9]{6,8}|(?i:account)"
    r" ?(?:no\.?|number)?[: ]{1,2}[0-9]{6,10}|(?i:\bIBAN\b)"
)
"""An account of a bank, with the word for it."""
INSURED = (
    r"(?:被保険者|保険証|資格確認書|介護保険|国民健康保険|後期高齢|基礎年金|年金|"
    r"受給者|障害者?手帳|免許証|旅券|パスポート|在留カード|住民票|宛名|手帳)"
    r"(?:の?記号)?(?:・?番号|コード|"
    r"No\.?)?[ :、・第は]{0,3}[A-Z0-9]{1,4}[A-Z0-9-]{5,}"
)
"""A number by which offices know a person, with the word for it."""
PENSION = r"(?:^|[^0-9-])[0-9]{4}-[0-9]{6}(?:$|[^0-9-])"
"""基礎年金番号, as it is written."""

_ORGANISATION = "課局部室係市町村県区庁会社所院校園館店団隊署組"
CALLED = (
    r"(?:^|[^\p{Han}々])[\p{Han}々]{2,3}(?:様|さん|氏|殿)(?:$|[^\p{Han}々ぁ-ん]|[はがのにをとへもまでかよや])"
)
"""Two or three letters with a title, whether or not anybody is known to be called so."""
NOT_CALLED = (
    r"仕様|同様|模様|多様|一様|皆様|異様|有様|神様|王様|殿様|奥様|客様|何様|左様|"
    r"貴殿|御殿|宮殿|神殿|社殿|本殿|拝殿|宝殿|沈殿|某氏|両氏|各氏|彼氏|同氏|氏族|"
    r"[者児員生童]さん|皆さん|屋さん|母さん|父さん|子さん|[者児員民童生位]様"
)
ROLE = (
    r"(?:会長|副会長|区長|班長|組長|代表者?|担当者?|責任者|管理人|管理者|所有者|"
    r"地権者|氏名|お?名前|申請者|世帯主|連絡先|飼い主|喪主|保管者)[ :はの(]{1,3}"
)
ROLE_HELD = rf"{ROLE}[\p{{Han}}々]{{1,3}} ?[\p{{Han}}々ぁ-んァ-ヶー]{{1,3}}(?:$|[^\p{{Han}}々ぁ-んァ-ヶー])"
"""Who holds a role, whether or not anybody is known to be called so."""
ROLE_OF_OFFICE = rf"{ROLE}[\p{{Han}}ぁ-んァ-ヶー]{{0,12}}[{_ORGANISATION}]"

_PLATES = (
    "札幌|函館|室蘭|苫小牧|帯広|釧路|知床|北見|旭川|青森|弘前|八戸|岩手|盛岡|平泉|"
    "奥州|宮城|仙台|秋田|山形|庄内|福島|会津|郡山|白河|いわき|"
    "水戸|土浦|つくば|宇都宮|那須|とちぎ|日光|群馬|高崎|前橋|大宮|川口|所沢|川越|熊"
    "谷|春日部|越谷|千葉|成田|習志野|市川|船橋|袖ヶ浦|市原|野田|柏|松戸|"
    "品川|世田谷|練馬|杉並|板橋|足立|江東|葛飾|多摩|八王子|横浜|川崎|湘南|相模|山梨"
    "|富士山|新潟|長岡|上越|富山|石川|金沢|福井|長野|松本|諏訪|南信州|"
    "岐阜|飛騨|静岡|浜松|沼津|伊豆|名古屋|豊橋|三河|岡崎|豊田|尾張小牧|一宮|春日井|"
    "三重|鈴鹿|四日市|伊勢志摩|滋賀|京都|大阪|なにわ|和泉|堺|奈良|飛鳥|和歌山|"
    "神戸|姫路|鳥取|島根|出雲|岡山|倉敷|広島|福山|山口|下関|徳島|香川|高松|愛媛|高"
    "知|福岡|北九州|久留米|筑豊|佐賀|長崎|佐世保|熊本|大分|宮崎|鹿児島|奄美|沖縄"
)
PLATE = (
    rf"(?:{_PLATES}) ?[0-9]{{1,2}}[0-9A-Z] ?[あ-んA-Z] ?(?:[0-9]{{2}}[ -]?[0-9]{{2}}|"
    rf"[・.]{{1,3}} ?[0-9]{{1,3}}|[・.]?[0-9]{{1,2}}-[0-9]{{1,2}})(?:$|[^0-9])"
)
"""A licence plate, with one of the places that plates name."""

PHOTO = r"(?i:\.(?:jpe?g|heic|heif|tiff?|png|raw|dng|cr2|nef|arw|mov|mp4)(?:$|[?#\s,;、]))"
SCRIPT = (
    r"(?i:<\s*(?:script|iframe|object|embed|svg|style|link|meta|base|form)\b|"
    r"\bon(?:error|load|click|mouseover|focus|toggle|begin|animation[a-z]*|"
    r"pointer[a-z]*)\s*=|javascript\s*:|vbscript\s*:|data\s*:\s*text/html|"
    r"expression\s*\(|\{\{.*\}\}|\$\{.*\})"
)
"""What a careless page would run."""
MARKUP = r"(?i:<\s*/?\s*[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--|&(?:lt|gt|amp|quot|nbsp);)"
CONTROL = (
    r"[\x{00}-\x{08}\x{0B}\x{0C}\x{0E}-\x{1F}\x{7F}-\x{9F}\x{200B}-\x{200F}\x{202A}-\x{202E}"
    r"\x{2060}-\x{2069}\x{FEFF}\x{FFFD}\x{FFFE}]"
)
FORMULA = (
    r"^[\s'\"]*(?:[=@][A-Za-z(+\-\"'0-9]|[+\-][A-Za-z(=@]+[(!|]|[+\-=@]?(?i:cmd|dde|"
    r"hyperlink|importxml|webservice)\s*[(|])"
)
"""What a spreadsheet would work out."""
PATH = (
    r"(?i:\b[A-Z]:[\\/](?:[^\\/:*?<>|]+[\\/])?|\\\\[A-Za-z0-9._-]+\\|file://|(?:^|"
    r"[\\/])\.\.[\\/]|^/(?:home|Users|etc|var|mnt|usr)/)"
)
"""Where a file lies, which tells of people and machines."""
