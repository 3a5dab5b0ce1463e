"""A made-up day of heavy rain: what three gauges and a camera said, and what a department wrote down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from sample_data.generator import plan
from sample_data.generator.mesh import to_degrees

if TYPE_CHECKING:
    from sample_data.generator.attributes import Record
    from sample_data.generator.town import Town

DAY = datetime(2024, 7, 1)  # noqa: DTZ001 - as clocks in Japan show it
GAUGE_COLUMNS = (
    "観測所番号",
    "観測所名",
    "種類",
    "河川名",
    "緯度",
    "経度",
    "観測日時",
    "水位",
    "単位",
    "水防団待機水位",
    "氾濫注意水位",
    "避難判断水位",
    "氾濫危険水位",
    "観測間隔",
    "状態",
    "画像",
)
REPORT_COLUMNS = ("番号", "覚知日時", "種別", "場所", "状況", "対応状況", "担当課")
GAUGES = (("0001", "河口", 60.0, 0.0), ("0002", "本町橋", 700.0, 0.35), ("0003", "谷口", 1500.0, -0.25))
"""Number, name, metres along the valley, and metres by which the water stands higher than at the mouth."""
TIMES, MINUTES, FIRST_HOUR = 37, 10, 9
BROKEN = 22
"""From this reading on the gauge at the head of the valley is silent."""
EVERY = 97
"""Every so many-th building is one that somebody called about."""
CALLS = (
    ("床下浸水", "床下に水がたまっている"),
    ("道路冠水", "前の道が川のようになり、車が動けない"),
    ("倒木", "街路樹が倒れて道をふさいでいる"),
    ("床上浸水", "玄関から水が入り、畳まで来ている"),
    ("停電", "このあたり一帯の電気が消えた"),
    ("土砂崩れ", "裏の崖がくずれ、土砂が道まで出ている"),
    ("水路の越水", "水路から水があふれ、道に広がっている"),
)
STATES = ("未対応", "対応中", "確認中", "完了", "")


def gauge_rows(town: Town) -> list[list[object]]:
    """Return the readings, ten minutes apart; the water rises to the danger level and begins to fall."""
    rows: list[list[object]] = []
    course = plan.Line("", "", 0.0, 0.0, 0.0, "river", 0.0)
    for number, name, along, higher in GAUGES:
        at = np.array([along])
        latitude, longitude = to_degrees(town.valley.place(at, course.across(town.valley, at)))[0].tolist()
        place = (f"{latitude:.6f}", f"{longitude:.6f}")
        for reading in range(BROKEN if number == "0003" else TIMES):
            when = DAY + timedelta(hours=FIRST_HOUR, minutes=MINUTES * reading)
            level = 0.7 + higher + 1.7 * np.sin(np.pi * reading / 56.0) ** 2
            missing = number == "0002" and reading == TIMES - 1
            rows.append(
                [
                    *(number, name, "水位計", "汐見川", *place, f"{when:%Y-%m-%d %H:%M}"),
                    "" if missing else f"{level:.2f}",
                    *("m", "1.20", "1.60", "2.00", "2.40", MINUTES, "欠測" if missing else "", ""),
                ]
            )
        if number == "0002":
            camera = f"{DAY + timedelta(hours=14, minutes=55):%Y-%m-%d %H:%M}"
            rows.append(
                [
                    "C001",
                    "本町橋カメラ",
                    "カメラ",
                    "汐見川",
                    *place,
                    camera,
                    *[""] * 6,
                    5,
                    "",
                    "本町橋_1455.jpg",
                ]
            )
    return rows


def report_rows(records: tuple[Record, ...]) -> list[list[object]]:
    """Return what the department wrote down: addresses only, and one row twice, as it happens."""
    called = [one for one in records if one.house][::EVERY]
    rows: list[list[object]] = []
    for number, one in enumerate(called, start=1):
        when = DAY + timedelta(hours=FIRST_HOUR, minutes=9 * number)
        kind, words = CALLS[number % len(CALLS)]
        place = f"{one.district}{one.block}番{one.house}号"
        state = STATES[number % len(STATES)]
        rows.append([number, f"7月1日 {when:%H:%M}", kind, place, words, state, "土木課"])
    return [*rows, rows[0]]
