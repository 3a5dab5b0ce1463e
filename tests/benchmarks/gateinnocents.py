"""What only looks like personal data: columns as cities have them, made up, and real ones where they are."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from tests.benchmarks.gateseeds import TOWNS
from tests.realdata import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np

    Table = dict[str, list[Any]]

FACILITIES = [
    "公民館",
    "集会所",
    "小学校",
    "中学校",
    "公園",
    "橋",
    "保育園",
    "郵便局",
    "消防分団詰所",
    "診療所",
    "市営住宅",
    "体育館",
    "駐車場",
    "トイレ",
    "交番",
    "図書館",
    "児童館",
    "港",
    "神社",
    "ポンプ場",
]
OWNERS = [
    "田中",
    "中村",
    "松尾",
    "山口",
    "前田",
    "高田",
    "小林",
    "大石",
    "吉田",
    "林田",
    "石橋",
    "山田",
    "藤原",
    "小島",
    "西",
    "森",
]
SHOPS = [
    "歯科医院",
    "外科",
    "製作所",
    "商店",
    "建設",
    "薬局",
    "酒店",
    "自動車",
    "石材",
    "旅館",
    "会館",
    "ビル",
    "農園",
    "造船所",
]
MEMORIALS = (
    "永井隆記念館",
    "岩崎弥太郎生家",
    "坂本龍馬之像",
    "シーボルト記念館",
    "長崎太郎 記念碑",
    "森田酒店",
)
STORIES = ("坂本龍馬が歩いた道", "明治の実業家 岩崎弥太郎の生家", "市長 田上富久", "歯科医師会館（山田ビル）")
"""Names of persons that may be told: known to all, or long dead. No rule can know that."""
REMARKS = [
    "駐車場あり",
    "雨天中止",
    "なし",
    "土足厳禁",
    "令和6年度改修予定",
    "車いす対応",
    "鍵は自治振興課で管理",
    "津波のときは使えません",
    "開設は市の指示による",
    "入口は北側",
    "R5.4.1 指定",
    "平成30年7月豪雨で浸水",
    "0120-123-456（フリーダイヤル）",
    "毎月第2・第4火曜休館",
    "9:00-17:00",
    "収容 120 人（1人 2㎡）",
    "県道33号線沿い",
    "国道206号から50m",
    "1階のみ使用可",
    "65歳以上は無料",
    "耐震改修済（平成20年度）",
    "標高 3.5m",
    "10番地から25番地まで",
    "2丁目と3丁目の一部",
    "詳しくは https://www.city.example.lg.jp/a/123.html",
    "soumu@city.example.lg.jp",
    "架空の施設です",
    "対象: 一丁目・二丁目",
    "0-3歳児",
    "ペット可",
    "AED設置",
    "管理は指定管理者",
    "昭和45年建築",
    "市民の皆様へ",
    "お子様連れ歓迎",
    "第3種区域",
]


def made_up(rows: int, random: np.random.Generator) -> Iterator[tuple[str, Table]]:
    """Give tables of innocent columns with what they are."""

    def column(write: Callable[[], Any]) -> list[Any]:
        return [write() for _ in range(rows)]

    def pick(words: list[str] | tuple[str, ...]) -> str:
        return str(words[int(random.integers(len(words)))])

    def number(low: int, high: int) -> int:
        return int(random.integers(low, high))

    names = column(lambda: f"{pick(TOWNS)}{pick(FACILITIES)}")
    yield (
        "公共施設一覧",
        {
            "名称": names,
            "所在地": column(lambda: f"長崎市{pick(TOWNS)}{number(1, 9)}番{number(1, 40)}号"),
            "電話番号": column(lambda: f"095-8{number(10, 99)}-{number(1000, 9999)}"),
            "FAX番号": column(lambda: f"095-8{number(10, 99)}-{number(1000, 9999)}"),
            "郵便番号": column(lambda: f"85{number(0, 9)}-{number(1000, 9999)}"),
            "メール": column(lambda: f"{pick(('soumu', 'kouen', 'info'))}@city.nagasaki.lg.jp"),
            "備考": column(lambda: pick(REMARKS)),
            "開館時間": column(lambda: f"{number(8, 10)}:00～{number(16, 22)}:30"),
            "設置年月日": column(lambda: f"S{number(30, 64)}.{number(1, 13)}.{number(1, 28)}"),
            "指定年月日": column(lambda: f"20{number(10, 25)}/{number(1, 13):02d}/{number(1, 28):02d}"),
            "URL": column(lambda: f"https://www.city.nagasaki.lg.jp/page/{number(1000, 99999)}.html"),
            "画像": column(lambda: f"IMG_{number(1000, 9999)}.jpg"),
            "所管課": column(
                lambda: pick(("土木課", "公園緑地課", "教育総務課", "防災危機管理課", "松山支所", "小林分室"))
            ),
            "設置者": column(
                lambda: pick(("長崎市", "長崎県", "国土交通省", "学校法人長崎学園", "中村建設株式会社"))
            ),
        },
    )
    yield (
        "人名に似た施設の名",
        {
            "名称": column(lambda: f"{pick(OWNERS)}{pick(SHOPS)}"),
            "名称_カナ": column(
                lambda: pick(
                    (
                        "ナカジマコウエン",
                        "マツヤマコウミンカン",
                        "ヤマダシカイイン",
                        "タナカバシ",
                        "オオハシエキマエ",
                    )
                )
            ),
            "名称_英字": column(
                lambda: pick(
                    (
                        "Matsuyama Park",
                        "Nakajima River",
                        "Nagasaki City Hall",
                        "Tanaka Bridge",
                        "Sakura Nursery",
                    )
                )
            ),
            "道順": column(
                lambda: f"{pick(OWNERS)}{pick(('橋', '町', '川', '神社', '大橋', '峠'))}から{number(1, 20)}分"
            ),
            "対象の町": column(lambda: f"{pick(TOWNS)}・{pick(TOWNS)}"),
        },
    )
    yield (
        "人の名を持つ施設",
        {
            "名称": column(lambda: pick((*MEMORIALS, *FACILITIES, *TOWNS))),
            "説明": column(lambda: pick((*STORIES, *REMARKS))),
        },
    )
    yield (
        "地番図",
        {
            "地番": column(lambda: f"{number(1, 3000)}-{number(1, 40)}"),
            "大字": column(lambda: pick(TOWNS)),
            "地番の範囲": column(lambda: f"{number(1, 40)}番地～{number(41, 99)}番地"),
            "筆コード": column(lambda: f"42201{number(0, 10_000_000):07d}"),
            "地積": column(lambda: round(float(random.uniform(20, 900)), 2)),
        },
    )
    yield (
        "道路",
        {
            "路線名": column(
                lambda: pick(
                    (
                        "国道206号",
                        "県道33号線",
                        "市道田中線",
                        "市道小林1号線",
                        "林道山田線",
                        "主要地方道 長崎南環状線",
                    )
                )
            ),
            "路線番号": column(lambda: str(number(1000, 9_999_999))),
            "幅員": column(lambda: f"{number(2, 12)}.{number(0, 9)}m({number(1, 9)}.0m)"),
            "区間": column(lambda: f"{pick(TOWNS)}～{pick(TOWNS)}"),
            "告示": column(
                lambda: f"平成{number(1, 31)}年{number(1, 13)}月{number(1, 28)}日告示第{number(1, 300)}号"
            ),
        },
    )
    yield (
        "コード",
        {
            "id": column(lambda: f"bldg_{uuid.UUID(bytes=random.bytes(16))}"),
            "建物ID": column(lambda: f"42201-bldg-{number(1, 999_999)}"),
            "法人番号": column(lambda: f"{number(1, 10)}{number(0, 10**12):012d}"),
            "管理番号": column(lambda: f"{number(0, 10**12):012d}"),
            "メッシュ": column(lambda: f"4930{number(1000, 7777)}"),
            "版": column(lambda: f"{number(1, 9)}.{number(0, 20)}.{number(0, 9)}"),
            "色": column(lambda: f"#{number(0, 1 << 24):06x}"),
            "ハッシュ": column(lambda: random.bytes(12).hex()),
            "更新日時": column(
                lambda: (
                    f"2026-{number(1, 13):02d}-{number(1, 28):02d} {number(0, 24):02d}:{number(0, 60):02d}:00"
                )
            ),
            "作成日": column(lambda: f"2026{number(1, 13):02d}{number(1, 28):02d}"),
        },
    )
    yield (
        "自治会",
        {
            "自治会名": column(
                lambda: f"{pick(TOWNS)}{number(1, 9)}丁目{pick(('自治会', '町内会', '町会'))}"
            ),
            "世帯数": column(lambda: number(20, 400)),
            "加入世帯": column(lambda: number(15, 300)),
            "区域": column(lambda: f"{pick(TOWNS)}{number(1, 10)}番〜{number(11, 30)}番"),
            "班": column(lambda: f"第{number(1, 20)}班"),
            "認可": column(lambda: f"認可地縁団体 長崎市指令{number(1, 99)}号"),
        },
    )
    yield (
        "規制と災害",
        {
            "用途地域": column(lambda: pick(("第一種低層住居専用地域", "近隣商業地域", "準工業地域"))),
            "建蔽率容積率": column(lambda: f"{number(3, 9)}0/{number(8, 40)}0"),
            "想定": column(
                lambda: pick(("0.5m未満", "0.5～3.0m未満", "3.0～5.0m未満", "想定最大規模（L2）"))
            ),
            "高さ": column(lambda: f"{number(3, 60)}.{number(0, 9)}"),
            "緯度経度": column(lambda: f"32.{number(100000, 999999)},129.{number(100000, 999999)}"),
            "条文": column(lambda: f"第{number(1, 90)}条第{number(1, 9)}項"),
            "根拠": column(lambda: f"昭和{number(25, 63)}年法律第{number(1, 200)}号"),
        },
    )


def real() -> Iterator[tuple[str, Table]]:
    """Give real tables of cities, where the data are."""
    folder = DATA / "gis"
    for path in sorted((folder / "jp-shelter-api/docs/api/v0").glob("e*/4*.json")):
        yield f"避難場所 {path.parent.name} {path.stem}", _properties(path)
    for path in sorted((folder / "sango-bosai/data").glob("*.geojson")):
        yield path.stem, _properties(path)
    for path in sorted((folder / "japanese-addresses/api/ja").glob("*/*.json")):
        rows = json.loads(path.read_text("utf-8"))
        yield f"町字 {path.stem}", {name: [row[name] for row in rows] for name in ("town", "koaza")}
    for path in sorted((folder / "development-permission").rglob("*.dbf")):
        import pyogrio

        table = pyogrio.read_dataframe(path, read_geometry=False, max_features=20_000)
        yield (
            path.stem,
            {
                str(name): table[name].astype(object).where(table[name].notna(), None).tolist()
                for name in table
            },
        )
    names = folder / "nagasaki_n03/nagasaki_municipalities_N03_from_jpndistrict.geojson"
    if names.exists():
        yield names.stem, _properties(names)


def _properties(path: Any) -> Table:
    rows = [one["properties"] for one in json.loads(path.read_text("utf-8"))["features"]]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [_plain(row.get(name)) for row in rows] for name in names}


def _plain(value: Any) -> Any:
    return (
        value
        if value is None or isinstance(value, str | int | float)
        else json.dumps(value, ensure_ascii=False)
    )
