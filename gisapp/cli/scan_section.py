"""``gisapp scan section``: along a line or across an axis, as tables, CAD drawings and sheets to scale."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import HEIGHTS
from gisapp.cli.scanfiles import CRS, classes_of
from gisapp.cli.scanshapes import line_or_file

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.sectionasked import Asked
    from gisapp.desks.survey.sectionfiles import Sections
    from layers.pointcloud import PointCloud

EXAMPLES = """\
例:
  gisapp scan section 斜面.laz --line 34650,-27660,34700,-27640 --to 断面.pdf --to 断面.dxf
  gisapp scan section 斜面.laz --line 34650,-27660,34700,-27640 --slopes 3,8.5,20 --scale 100 --to 断面.png
  gisapp scan section 前回.laz --later 今回.laz --along 軸.geojson --interval 20 --to 横断.pdf --to 土量.xlsx
  gisapp scan section 斜面.laz --line 34650,-27660,34700,-27640,34720,-27600 --json

線は、平面直角座標の 東,北（Y,X）を端から順に並べるか、線の入ったファイルで指定します。
--along は軸で、--interval ごとに軸と直角の横断を切ります（測点 No.0、No.0+10.0、No.1 … は 20 m ごと）。
--later で二時期を重ね、切土・盛土の面積と、平均断面法による土量を出します。
図は縦横同じ縮尺です。--exaggeration で縦を伸ばしたときは、図にそう書きます。"""


def _numbers(text: str) -> tuple[float, ...]:
    try:
        found = tuple(float(one) for one in text.split(","))
    except ValueError:
        found = ()
    if len(found) < 2 or list(found) != sorted(set(found)) or found[0] < 0:
        raise ValueError("線に沿った距離（m）を、小さい順に 2 つ以上、コンマで区切って書いてください")
    return found


def _above_zero(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1000:
        raise ValueError("0 より大きく 1000 以下の数で書いてください")
    return value


def _not_negative(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1000:
        raise ValueError("0 以上 1000 以下の数で書いてください")
    return value


def _target(text: str) -> Path:
    from gisapp.desks.survey.sectionfiles import SUFFIXES

    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"書き出せる形式は {'、'.join(SUFFIXES)} です")
    return path


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    line: tuple[tuple[float, float], ...] | Path | None = field(
        default=None,
        metadata=option(
            "--line", "断面の線（東,北,東,北…、m、または線のファイル）", "E,N,E,N", read=line_or_file
        ),
    )
    along: tuple[tuple[float, float], ...] | Path | None = field(
        default=None,
        metadata=option(
            "--along", "横断の軸（東,北,東,北…、m、または線のファイル）", "E,N,E,N", read=line_or_file
        ),
    )
    layer: str = field(default="", metadata=option("--layer", "線のレイヤの名前", "LAYER"))
    where: tuple[str, ...] = field(
        default=(), metadata=option("--where", "使う線の条件", "CONDITION", many=True)
    )
    later: Path | None = field(
        default=None, metadata=option("--later", "重ねる後の時期の点群", "PATH", read=Path)
    )
    interval: float = field(
        default=20.0,
        metadata=option("--interval", "横断の間隔（m、はじめは 20）", "METRES", read=_above_zero),
    )
    left: float = field(
        default=10.0, metadata=option("--left", "軸の左の幅（m、はじめは 10）", "METRES", read=_above_zero)
    )
    right: float = field(
        default=10.0, metadata=option("--right", "軸の右の幅（m、はじめは 10）", "METRES", read=_above_zero)
    )
    kp: bool = field(default=False, metadata=switch("--kp", "測点を No. でなく KP（キロポスト）で呼ぶ"))
    start: float = field(
        default=0.0, metadata=option("--start", "軸の始点の追加距離（m）", "METRES", read=float)
    )
    width: float = field(
        default=1.0,
        metadata=option("--width", "線の両側あわせた点の幅（m、はじめは 1）", "METRES", read=_above_zero),
    )
    step: float = field(
        default=0.5, metadata=option("--step", "地盤線の間隔（m、はじめは 0.5）", "METRES", read=_above_zero)
    )
    classes: tuple[int, ...] = field(
        default=(),
        metadata=option("--classes", "地盤線に使う分類の番号（はじめは地面 2）", "N,N", read=classes_of),
    )
    band: float = field(
        default=0.0,
        metadata=option(
            "--band", "土量に数えない高さの差（検出限界、m、はじめは 0）", "METRES", read=_not_negative
        ),
    )
    slopes: tuple[float, ...] = field(
        default=(), metadata=option("--slopes", "勾配を測る所（線に沿った距離、m）", "M,M", read=_numbers)
    )
    colour: str = field(
        default="layer",
        metadata=option("--colour", "点の色", "NAME", choices=("layer", "rgb", "class", "height")),
    )
    paper: str = field(default="A3", metadata=option("--paper", "紙", "NAME", choices=("A4", "A3")))
    scale: int = field(
        default=0, metadata=option("--scale", "縮尺の分母（はじめは入る最も大きい縮尺）", "N", read=int)
    )
    exaggeration: float = field(
        default=1.0,
        metadata=option("--exaggeration", "縦を伸ばす倍率（はじめは 1）", "TIMES", read=_above_zero),
    )
    name: str = field(default="", metadata=option("--name", "件名", "TEXT"))
    date: str = field(default="", metadata=option("--date", "計測日（書かなければ未確認）", "TEXT"))
    crs: str = field(default="", metadata=CRS)
    heights: str = field(default="", metadata=HEIGHTS)
    to: tuple[Path, ...] = field(
        default=(),
        metadata=option(
            "--to", "書き出すファイル（.csv .dxf .pdf .png .xlsx）", "FILE", many=True, read=_target
        ),
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-section.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Cut and tell.

    Raises
    ------
    layers.errors.GisError
        When a cloud cannot be read, no point lies on the line, or a file cannot be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.sectionasked import sections_of, title_of

    started = time.perf_counter()
    if (arguments.line is None) == (arguments.along is None):
        raise Stop("--line（断面の線）か --along（横断の軸）のどちらか一つを指定してください。", Exit.USAGE)
    if arguments.scale < 0:
        raise Stop("--scale は 100 のような正の数で書いてください。", Exit.USAGE)
    first = cloud_at(arguments.path, arguments.crs, console, heights=arguments.heights)
    layers: list[tuple[str, PointCloud]] = [(arguments.path.stem, first)]
    if arguments.later is not None:
        other = cloud_at(
            arguments.later, arguments.crs, console, target=first.data.crs, heights=arguments.heights
        )
        layers.append((arguments.later.stem, other))
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    clouds = [layer for _, layer in layers]
    title = title_of(clouds, arguments.name, made, surveyed=arguments.date)
    asked = _asked(arguments, first.data.crs, console)
    sections = sections_of(layers, asked, title, console.feedback)
    files = [path for target in arguments.to for path in _write(sections, target)]
    answer = _plain(sections)
    answer |= {
        "files": [str(path) for path in files],
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
    else:
        _tell(sections, answer, console)
        for path in files:
            console.answer(f"{path} に書き出しました。")
    return Exit.OK


def _asked(arguments: Arguments, crs: str, console: Console) -> Asked:
    from gisapp.cli.scanshapes import line_at
    from gisapp.desks.survey.crosssections import Cutting
    from gisapp.desks.survey.sectionasked import Asked
    from gisapp.desks.survey.titleblock import Size

    told = arguments.line if arguments.line is not None else arguments.along
    line = line_at(told or (), arguments.layer, arguments.where, crs, console)
    return Asked(
        line,
        arguments.interval if arguments.along is not None else 0.0,
        arguments.left,
        arguments.right,
        arguments.kp,
        arguments.start,
        Cutting(arguments.width, arguments.step, arguments.classes, arguments.band),
        arguments.slopes,
        "",
        arguments.colour,
        Size(arguments.paper, arguments.scale, arguments.exaggeration),
    )


def _write(sections: Sections, target: Path) -> list[Path]:
    """Write a file, or several numbered pictures, and return what was written."""
    from gisapp.desks.survey.sectionfiles import written
    from layers import atomicfile

    found = []
    for number, content in written(sections, target.suffix.lower()).items():
        path = target.with_name(f"{target.stem}{number}{target.suffix}")
        atomicfile.write(path, content)
        found.append(path)
    return found


def _plain(sections: Sections) -> dict[str, Any]:
    """Return the answer for JSON."""
    from gisapp.desks.survey.crosssections import earthwork

    several = len(sections.cuts[0].traces) > 1
    rows = earthwork(sections.cuts) if several and len(sections.cuts) > 1 else ()
    return {
        "crs": sections.title.crs,
        "scale": sections.size.scale,
        "sections": [_plain_cut(one) for one in sections.cuts],
        "volume": {
            "cut": round(sum(row.cut for row in rows), 3),
            "fill": round(sum(row.fill for row in rows), 3),
        }
        if rows
        else None,
    }


def _plain_cut(cut: Any) -> dict[str, Any]:
    from gisapp.desks.survey.crosssections import areas_of

    areas = areas_of(cut)
    last = cut.traces[-1]
    return {
        "name": cut.name,
        "station": None if np.isnan(cut.station) else round(cut.station, 3),
        "length": round(cut.length, 3),
        "points": [len(trace.section) for trace in cut.traces],
        "ground": [
            [round(along + cut.begin, 3), None if np.isnan(height) else round(height, 3)]
            for along, height in last.ground.tolist()
        ],
        "ground_based_on": last.based.format(classes=",".join(map(str, last.classes))),
        "slope": _slope(last.ground),
        "slopes": _slopes(cut),
        "areas": None
        if areas is None
        else {
            "cut": round(areas.cut, 4),
            "fill": round(areas.fill, 4),
            "compared": round(areas.compared, 3),
        },
    }


def _slope(ground: Any) -> dict[str, float] | None:
    from gisapp.desks.survey.slopes import slope_between

    known = ground[np.isfinite(ground[:, 1])]
    if len(known) < 2:
        return None
    slope = slope_between(*(known[-1] - known[0]).tolist())
    return {"degrees": round(slope.degrees, 3), "percent": round(slope.percent, 3)}


def _slopes(cut: Any) -> list[dict[str, Any]]:
    """Return the slopes between the marks."""
    from gisapp.desks.survey.sectionfigure import height_on

    marks = np.array(cut.marks)
    ends = np.column_stack([marks, height_on(cut.traces[-1].ground, marks)])
    return [
        {"from": round(float(ends[n, 0]), 3), "to": round(float(ends[n + 1, 0]), 3), **(found or {})}
        for n in range(len(ends) - 1)
        for found in [_slope(ends[n : n + 2])]
    ]


def _tell(sections: Sections, answer: dict[str, Any], console: Console) -> None:
    for one in answer["sections"]:
        points = "、".join(f"{count:,} 点" for count in one["points"])
        head = f"{one['name']}  " if one["name"] else ""
        console.answer(f"{head}{points}、長さ {one['length']:.2f} m")
        if one["areas"] is not None:
            console.answer(f"  切土 {one['areas']['cut']:.2f} m²、盛土 {one['areas']['fill']:.2f} m²")
        elif one["slope"] is None:
            console.answer("  線の上に点がないため、勾配は未確認です。")
        else:
            slope = one["slope"]
            console.answer(f"  端から端までの勾配 {slope['degrees']:.2f}°（{slope['percent']:.1f} %）")
        for part in one["slopes"]:
            told = f"{part['degrees']:.2f}°（{part['percent']:.1f} %）" if "degrees" in part else "未確認"
            console.answer(f"  {part['from']:g}–{part['to']:g} m: {told}")
    if answer["volume"] is not None:
        volume = answer["volume"]
        console.answer(f"平均断面法の土量: 切土 {volume['cut']:,.1f} m³、盛土 {volume['fill']:,.1f} m³")
    if len(sections.cuts) == 1:
        console.answer(f"  地盤線: {answer['sections'][0]['ground_based_on']}")
