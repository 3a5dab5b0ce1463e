# ruff: noqa: E501 - the official labels stay whole
"""Code lists of the data set: the standard codes in use, and the lists the city made itself."""

from xml.sax.saxutils import escape

from sample_data.generator.codelists_planning import PLANNING

CITY_CODE = "42999"
# With its check digit.
CITY_CODE_CHECKED = "429996"
CITY_NAME = "汐見浜市（架空）"
PREFECTURE_CODE = "42"

STANDARD: dict[str, dict[str, str]] = {
    "Appearance_mimeType": {
        "image/jpeg": "*.jpeg, *.jpg images",
        "image/png": "*.png images",
    },
    "Building_class": {
        "3001": "普通建物",
        "3002": "堅ろう建物",
        "3003": "普通無壁舎",
        "3004": "堅ろう無壁舎",
        "3000": "分類しない建物",
    },
    "Building_lodType": {
        "2.0": "LOD2.0",
        "2.1": "LOD2.1",
        "2.2": "LOD2.2",
        "3.0": "LOD3.0",
        "3.1": "LOD3.1",
    },
    "Building_roofType": {
        "1": "切妻屋根",
        "2": "寄棟屋根",
        "3": "方形屋根",
        "4": "陸屋根",
        "5": "片流れ屋根",
        "6": "袴腰屋根/半切妻屋根",
        "7": "入母屋屋根",
        "8": "錣（しころ）屋根",
        "9": "マンサード屋根",
        "10": "越屋根",
        "11": "招き屋根",
        "12": "差し掛け屋根",
        "13": "バタフライ屋根",
        "14": "鋸屋根",
        "15": "六柱屋根",
        "16": "八柱屋根",
        "17": "M型屋根",
        "18": "下屋付招き屋根",
        "19": "棟違い屋根",
        "20": "乗り越し屋根",
        "21": "腰折れ屋根",
        "22": "隅切屋根",
        "23": "アーチ屋根",
        "24": "ドーム屋根",
        "25": "シェル屋根",
        "26": "カテナリー屋根",
        "27": "膜構造",
        "28": "その他",
        "9020": "不明",
    },
    "Building_usage": {
        "401": "業務施設",
        "402": "商業施設",
        "403": "宿泊施設",
        "404": "商業系複合施設",
        "411": "住宅",
        "412": "共同住宅",
        "413": "店舗等併用住宅",
        "414": "店舗等併用共同住宅",
        "415": "作業所併用住宅",
        "421": "官公庁施設",
        "422": "文教厚生施設",
        "431": "運輸倉庫施設",
        "441": "工場",
        "451": "農林漁業用施設",
        "452": "供給処理施設",
        "453": "防衛施設",
        "454": "その他",
        "461": "不明",
    },
    "BuildingDetailAttribute_buildingStructureType": {
        "601": "木造・土蔵造",
        "602": "鉄骨鉄筋コンクリート造",
        "603": "鉄筋コンクリート造",
        "604": "鉄骨造",
        "605": "軽量鉄骨造",
        "606": "レンガ造・コンクリートブロック造・石造",
        "610": "非木造",
        "611": "不明",
    },
    "BuildingDetailAttribute_fireproofStructureType": {
        "1001": "耐火",
        "1002": "準耐火造",
        "1003": "その他",
        "1011": "不明",
    },
    "BuildingInstallation_function": {
        "1000": "バルコニー",
        "1001": "ポーチ",
        "1002": "テラス",
        "1003": "エントランスホール",
        "1020": "アーケード",
        "1030": "煙突（建築物の一部としての）",
        "1040": "塔（建築物の一部としての）",
        "1041": "塔屋",
        "1051": "看板",
        "1060": "階段",
        "1062": "外階段・歩道の庇",
        "1070": "その他",
    },
    "Common_areaClassificationType": {
        "22": "市街化区域",
        "23": "市街化調整区域",
    },
    "Common_districtsAndZonesType": {
        "0": "用途地域の指定をしない区域",
        "1": "第1種低層住居専用地域",
        "2": "第2種低層住居専用地域",
        "3": "第1種中高層住居専用地域",
        "4": "第2種中高層住居専用地域",
        "5": "第1種住居地域",
        "6": "第2種住居地域",
        "7": "準住居地域",
        "8": "田園住居地域",
        "9": "近隣商業地域",
        "10": "商業地域",
        "11": "準工業地域",
        "12": "工業地域",
        "13": "工業専用地域",
        "18": "高度地区",
        "19": "高度利用地区",
        "24": "防火地域",
        "25": "準防火地域",
        "28": "風致地区",
        "30": "臨港地区",
    },
    "Common_landUseType": {
        "201": "田（水田）",
        "202": "畑（畑、樹園地、採草地、養鶏（牛・豚）場）",
        "203": "山林（樹林地）",
        "204": "水面（河川水面、湖沼、ため池、用水路、濠、運河水面）",
        "205": "その他自然地（原野・牧野、荒れ地（耕作放棄地等自然的状況のもの）、低湿地、河川敷・河原、海浜、湖岸）",
        "211": "住宅用地（住宅、共同住宅、店舗等併用住宅、店舗等併用共同住宅、作業所併用住宅）",
        "212": "商業用地（業務施設、商業施設、宿泊施設、商業系複合施設）",
        "213": "工業用地（工場）",
        "219": "農林漁業施設用地（農林漁業用施設）",
        "214": "公益施設用地（官公庁施設、文教厚生施設、供給処理施設）",
        "215": "道路用地（道路、駅前広場、私有地内に存在する沿道用途の「私道」または、私有地の一部分であるものの公共の通行に供されている土地の部分）",
        "216": "交通施設用地（運輸倉庫施設）",
        "217": "公共空地（公園・緑地、広場、運動場、墓園）",
        "218": "その他公的施設用地（防衛施設用地）",
        "220": "その他①（ゴルフ場）",
        "221": "その他②（太陽光発電のシステムを直接整備している土地）",
        "222": "その他③（平面駐車場）",
        "223": "その他④（その他①～③以外の用途に供されている都市的土地利用（建物跡地、資材置場、改変工事中の土地）、法面（道路、造成地等の主利用に含まれない法面））",
        "224": "低未利用土地（用途に供されていない空地、空家・空き店舗・空施設の存する土地等）",
        "231": "不明",
        "251": "可住地",
        "252": "非可住地",
        "260": "農地（田、畑の区分がない）",
        "261": "宅地（住宅用地、商業用地等の区分が無い）",
        "262": "道路・鉄軌道敷（道路と交通施設用地が混在）",
        "263": "空地（その他①～④の区分が無い）",
    },
    "Common_urbanPlanType": {
        "21": "都市計画区域",
        "26": "準都市計画区域",
        "27": "都市計画区域外",
    },
    "DataQualityAttribute_appearanceSrcDesc": {
        "1": "空中写真",
        "2": "衛星写真",
        "3": "車載写真レーザ測量システムにより撮影した写真",
        "4": "手持ちカメラにより撮影した写真",
        "5": "疑似テクスチャ",
        "99": "未作成",
    },
    "DataQualityAttribute_geometrySrcDesc": {
        "000": "公共測量成果又は基本測量成果",
        "201": "都市計画基礎調査",
        "202": "都市計画図書",
        "300": "台帳",
        "301": "道路台帳",
        "400": "その他のGISデータ",
        "500": "BIMモデル、CADデータ、設計図、完成図、一般図（平面図、配置図、断面図等）",
        "700": "その他の資料",
        "801": "現地調査",
        "803": "GISデータ演算",
        "901": "推定",
        "999": "未作成",
    },
    "DataQualityAttribute_lod1HeightType": {
        "1": "点群から取得_最高高さ",
        "2": "点群から取得_中央値",
        "3": "点群から取得_平均値",
        "4": "点群から取得_最頻値",
        "5": "点群から取得_最低値",
        "6": "航空写真図化_最高高さ",
        "7": "建築確認申請書類等に記載された「建築物の高さ」",
        "8": "都市計画基礎調査（建物利用現況）の「高さ（m）」",
        "9": "階高3m×都市計画基礎調査（建物利用現況）の「階数・地上（階）」による推定値",
        "10": "図面から取得した高さ",
        "0": "取得不可のため一律値（3m）",
    },
    "DataQualityAttribute_thematicSrcDesc": {
        "000": "公共測量成果又は基本測量成果",
        "100": "公共測量成果又は基本測量成果ではない測量成果",
        "201": "都市計画基礎調査",
        "202": "都市計画図書",
        "300": "台帳",
        "400": "その他のGISデータ",
        "700": "その他の資料",
        "801": "現地調査",
        "999": "未作成",
    },
    "HighTideRiskAttribute_rank": {
        "1": "0.5m未満",
        "2": "0.5m以上3m未満",
        "3": "3m以上5m未満",
        "4": "5m以上10m未満",
        "5": "10m以上20m未満",
        "6": "20m以上",
    },
    "LandSlideRiskAttribute_areaType": {
        "1": "土砂災害警戒区域（指定済）",
        "2": "土砂災害特別警戒区域（指定済）",
        "3": "土砂災害警戒区域（指定前）",
        "4": "土砂災害特別警戒区域（指定前）",
    },
    "LandSlideRiskAttribute_description": {
        "1": "急傾斜地の崩落",
        "2": "土石流",
        "3": "地すべり",
    },
    "PublicSurveyDataQualityAttribute_srcScale": {
        "0": "地図情報レベル5000",
        "1": "地図情報レベル2500",
        "2": "地図情報レベル1000",
        "3": "地図情報レベル500",
        "9": "定義なし",
    },
    "RiverFloodingRiskAttribute_adminType": {
        "1": "国",
        "2": "都道府県",
    },
    "RiverFloodingRiskAttribute_rank": {
        "1": "0.5m未満",
        "2": "0.5m以上3m未満",
        "3": "3m以上5m未満",
        "4": "5m以上10m未満",
        "5": "10m以上20m未満",
        "6": "20m以上",
    },
    "RiverFloodingRiskAttribute_scale": {
        "1": "L1（計画規模）",
        "2": "L2（想定最大規模）",
    },
    "TsunamiRiskAttribute_rank": {
        "1": "0.5m未満",
        "2": "0.5m以上3m未満",
        "3": "3m以上5m未満",
        "4": "5m以上10m未満",
        "5": "10m以上20m未満",
        "6": "20m以上",
    },
}

CITY_MADE: dict[str, dict[str, str]] = {
    "Common_localPublicAuthorities": {PREFECTURE_CODE: "長崎県", CITY_CODE: CITY_NAME},
    "RiverFloodingRiskAttribute_description": {"1": "汐見川水系汐見川"},
    "TsunamiRiskAttribute_description": {"1": "汐見浜湾津波浸水想定"},
    "HighTideRiskAttribute_description": {"1": "汐見浜湾高潮浸水想定区域図"},
    "KeyValuePairAttribute_key": {"101": "車両の到達", "102": "前面道路の種別"},
    "KeyValuePairAttribute_key101": {
        "1": "普通車まで到達できる",
        "2": "軽自動車まで到達できる",
        "3": "車両は到達できない（階段・歩道のみ）",
    },
    "KeyValuePairAttribute_key102": {
        "1": "県道",
        "2": "市道（幅員4.2m以上）",
        "3": "市道（幅員4.2m未満）",
        "4": "歩道・階段",
    },
}


def all_lists() -> dict[str, dict[str, str]]:
    """Every list of the data set: name, then label by code."""
    return {**STANDARD, **PLANNING, **CITY_MADE}


def dictionary(name: str, labels: dict[str, str]) -> str:
    """Write a code list as a GML dictionary, the form in which PLATEAU keeps them."""
    entries = "".join(
        "\t<gml:dictionaryEntry>\n"
        f'\t\t<gml:Definition gml:id="{name}_{number}">\n'
        f"\t\t\t<gml:description>{escape(label)}</gml:description>\n"
        f"\t\t\t<gml:name>{escape(code)}</gml:name>\n"
        "\t\t</gml:Definition>\n"
        "\t</gml:dictionaryEntry>\n"
        for number, (code, label) in enumerate(labels.items(), start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gml:Dictionary xmlns:gml="http://www.opengis.net/gml" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.opengis.net/gml '
        'http://schemas.opengis.net/gml/3.1.1/profiles/SimpleDictionary/1.0.0/gmlSimpleDictionaryProfile.xsd" '
        f'gml:id="cl_{name}">\n'
        f"\t<gml:name>{name}</gml:name>\n{entries}"
        "</gml:Dictionary>\n"
    )
