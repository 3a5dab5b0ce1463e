"""``gisapp scan clearance``: what stands in the clearance of a road, and vegetation that hangs over it."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import epsg
from gisapp.cli.scanareas import corners_or_file

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.clearance import Clearance
    from gisapp.desks.survey.vegetation import Vegetation

SUFFIXES = (".csv", ".geojson")
EXAMPLES = """\
例:
  gisapp scan clearance 道.laz --axis 34650,-27660,34700,-27640 --width 6 --to 建築限界.csv
  gisapp scan clearance 道.laz --axis 中心線.geojson --width 7 --height 4.5 --shoulder 0.75 --to 点.geojson
  gisapp scan clearance 道.laz --road 道路.geojson --height 4.5 --to 植生.csv

--axis では線に沿って建築限界の断面を動かし、入り込んだ点を測点ごとに調べます。
--road では道路の面の上にかかる植生の下端の高さを調べます。
寸法は入力した値を使います（道路構造令第12条の条文との照合は未確認）。"""


def _target(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"名前は {' '.join(SUFFIXES)} のどちらかで終わらせてください")
    return path


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    axis: Path | tuple[tuple[float, float], ...] = field(
        default=(),
        metadata=option("--axis", "道路の軸（東,北,… か線のファイル）", "AXIS", read=corners_or_file),
    )
    road: Path | tuple[tuple[float, float], ...] = field(
        default=(),
        metadata=option("--road", "道路の面（東,北,… か面のファイル）", "AREA", read=corners_or_file),
    )
    layer: str = field(default="", metadata=option("--layer", "線・面のレイヤの名前", "LAYER"))
    where: tuple[str, ...] = field(
        default=(), metadata=option("--where", "使う線・面の条件", "CONDITION", many=True)
    )
    width: float = field(
        default=0.0, metadata=option("--width", "車道と路肩をあわせた幅（m）", "METRES", read=float)
    )
    height: float = field(
        default=4.5, metadata=option("--height", "高さ（m、はじめは 4.5）", "METRES", read=float)
    )
    shoulder: float = field(
        default=0.0, metadata=option("--shoulder", "上の角を落とす路肩の幅（m）", "METRES", read=float)
    )
    pavement: float = field(
        default=0.0, metadata=option("--pavement", "両側の歩道の幅（m）", "METRES", read=float)
    )
    floor: float = field(
        default=0.3, metadata=option("--floor", "路面からこれより低い点は見ない（m）", "METRES", read=float)
    )
    crs: str = field(
        default="",
        metadata=option("--crs", "点群に座標系が書かれていないとき（例 EPSG:6669）", "EPSG:N", read=epsg),
    )
    to: Path | None = field(
        default=None, metadata=option("--to", "表（.csv）か点（.geojson）のファイル", "FILE", read=_target)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-clearance.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Check and tell.

    Raises
    ------
    Stop
        When the words do not fit together.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.cli.scanfiles import cloud_at

    started = time.perf_counter()
    if bool(arguments.axis) == bool(arguments.road):
        raise Stop("--axis か --road のどちらか一つを指定してください。", Exit.USAGE)
    sizes = (arguments.height, arguments.width if arguments.axis else 1.0)
    others = (arguments.shoulder, arguments.pavement, arguments.floor)
    if not all(0 < one <= 100 for one in sizes) or not all(0 <= one <= 100 for one in others):
        raise Stop(
            "--width と --height は 0 より大きい長さ（m）、ほかは 0 以上で書いてください。", Exit.USAGE
        )
    if arguments.axis and arguments.shoulder > arguments.width / 2:
        raise Stop("--shoulder は --width の半分までにしてください。", Exit.USAGE)
    layer = cloud_at(arguments.path, arguments.crs, console)
    told = _along(arguments, layer.data, console) if arguments.axis else _over(arguments, layer.data, console)
    plain, lines, table, points = told
    if arguments.to is not None:
        from layers import atomicfile

        csv_wanted = arguments.to.suffix.lower() == ".csv"
        atomicfile.write(arguments.to, _csv(table) if csv_wanted else _geojson(points, layer.data.crs))
    answer = {
        "crs": layer.data.crs,
        **plain,
        "written": None if arguments.to is None else str(arguments.to),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    for line in lines:
        console.answer(line)
    if arguments.to is not None:
        console.answer(f"{arguments.to} に書き出しました。")
    return Exit.OK


Told = tuple[dict[str, Any], list[str], list[list[Any]], list[tuple[Any, dict[str, Any]]]]
"""Plain values, lines to read, a table with its heads, and points with what is known of each."""


def _along(arguments: Arguments, cloud: Any, console: Console) -> Told:
    from gisapp.cli.scanareas import axis_at
    from gisapp.desks.survey.clearance import UNCONFIRMED, Envelope, clearance, station
    from layers.cloudlook import CLASSES

    axis = axis_at(arguments.axis, arguments.layer, arguments.where, cloud.crs, console)
    envelope = Envelope(
        arguments.width, arguments.height, arguments.shoulder, arguments.pavement, floor=arguments.floor
    )
    found: Clearance = clearance(cloud, axis, envelope, console.feedback)
    heads = [
        "区間",
        "始点（m）",
        "終点（m）",
        "点数",
        "最も低い高さ（m）",
        "不足（m）",
        "軸からの離れ（m、左が正）",
        "主な分類",
    ]
    rows = [
        [
            one.name,
            round(one.begin, 2),
            round(one.end, 2),
            one.count,
            round(one.lowest, 2),
            round(one.lacking, 2),
            round(one.beside, 2),
            CLASSES.get(one.classes, str(one.classes)),
        ]
        for one in found.stretches
    ]
    plain = {
        "kind": "clearance",
        "envelope": [[round(x, 3), round(y, 3)] for x, y in envelope.outline().tolist()],
        "length": round(found.length, 3),
        "covered": round(found.covered, 4),
        "looked": found.looked,
        "inside": len(found.points),
        "basis": str(found.basis),
        "stretches": [
            {
                "name": one.name,
                "begin": round(one.begin, 3),
                "end": round(one.end, 3),
                "count": one.count,
                "lowest": round(one.lowest, 3),
                "lacking": round(one.lacking, 3),
                "beside": round(one.beside, 3),
                "class": one.classes,
            }
            for one in found.stretches
        ],
    }
    lines = [
        f"軸 {found.length:.1f} m（点のある割合 {100 * found.covered:.0f} %）、路面: {found.basis}",
        *(aligned([[str(cell) for cell in row] for row in [heads, *rows]]) if rows else []),
        f"建築限界に入り込んだ点 {len(found.points):,} 点、{len(rows):,} 区間"
        if rows
        else "建築限界に入り込んだ点はありません（点のある所だけを調べました）。",
        str(UNCONFIRMED),
    ]
    columns = (found.along, found.beside, found.over, found.lacking)
    numbers = zip(*(one.tolist() for one in columns), strict=True)
    points = [
        (
            where,
            {
                "測点": station(along),
                "軸からの離れ（m）": round(beside, 3),
                "路面からの高さ（m）": round(over, 3),
                "不足（m）": round(lacking, 3),
            },
        )
        for where, (along, beside, over, lacking) in zip(found.points.tolist(), numbers, strict=True)
    ]
    return plain, lines, [heads, *rows], points


def _over(arguments: Arguments, cloud: Any, console: Console) -> Told:
    from gisapp.cli.scanareas import shapes_at
    from gisapp.desks.survey.cutting import area_of
    from gisapp.desks.survey.vegetation import vegetation_over

    shapes = shapes_at(arguments.road, arguments.layer, arguments.where, cloud.crs, console)
    found: Vegetation = vegetation_over(cloud, area_of(shapes), arguments.height, console.feedback)
    heads = ["番号", "下端の高さ（m）", "面積（㎡）", "点数", "X（北、m）", "Y（東、m）"]
    rows = [
        [number, round(one.lowest, 2), round(one.area, 1), one.count, round(one.north, 2), round(one.east, 2)]
        for number, one in enumerate(found.patches, 1)
    ]
    plain = {
        "kind": "vegetation",
        "limit": arguments.height,
        "road": round(found.road, 2),
        "covered": round(found.covered, 2),
        "low": round(found.low, 2),
        "ground": str(found.ground),
        "plants": str(found.plants),
        "patches": [
            {
                "east": round(one.east, 3),
                "north": round(one.north, 3),
                "area": round(one.area, 2),
                "lowest": round(one.lowest, 3),
                "count": one.count,
            }
            for one in found.patches
        ],
    }
    lines = [
        f"道路 {found.road:,.0f} ㎡、植生がかかる {found.covered:,.0f} ㎡、"
        f"{arguments.height:g} m より低い {found.low:,.0f} ㎡",
        f"植生: {found.plants}、路面: {found.ground}",
        *(aligned([[str(cell) for cell in row] for row in [heads, *rows[:30]]]) if rows else []),
    ]
    points = [
        (where, {"路面からの高さ（m）": round(over, 3)})
        for where, over in zip(found.points.tolist(), found.over.tolist(), strict=True)
        if over < arguments.height
    ]
    return plain, lines, [heads, *rows], points


def _csv(table: list[list[Any]]) -> bytes:
    """Return a table as CSV that Excel opens with its Japanese headings."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(table)
    return stream.getvalue().encode("utf-8-sig")


def _geojson(points: list[tuple[Any, dict[str, Any]]], crs: str) -> bytes:
    """Return points as GeoJSON (RFC 7946)."""
    import numpy as np

    from layers import crs as systems
    from layers.entered import DEGREES

    places = np.array([where for where, _ in points], np.float64).reshape(-1, 3)
    longitude, latitude = systems.unproject(places[:, 0], places[:, 1], crs, DEGREES)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(x, 9), round(y, 9), round(z, 3)]},
            "properties": told,
        }
        for x, y, z, (_, told) in zip(
            longitude.tolist(), latitude.tolist(), places[:, 2].tolist(), points, strict=True
        )
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
    ).encode()
