"""``gisapp envelopes``: all buildings of a city beside what may be built where they stand, as a table."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, places, switch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.cli.console import Console
    from layers.base import Layer
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp envelopes 町.gisproj --out 照合.gpkg
  gisapp envelopes 町.gisproj --area 本町.geojson --out 照合.csv
  gisapp envelopes 市のPLATEAU.zip --table 市の規制.json --out 照合.parquet

地番のない建物の敷地は、外形に余白を加えた推定です。道路の幅員は図上の計測で、土地の高低差・許可・既存不適格は
見ていません。違反を示すものではありません。"""
WORDS = {"floor": "容積率", "coverage": "建蔽率", "height": "高さ（斜線など）"}
KEPT_WORDS = {"within": "範囲内", "confirm": "要確認", "over": "超過", "unknown": "未確認"}


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    out: Path = field(
        metadata=option("--out", "書き出すファイル（.csv .gpkg .parquet .geojson）", "FILE", read=Path)
    )
    area: Path | None = field(
        default=None,
        metadata=option("--area", "この面に中心がある建物だけ（GeoJSON など）", "FILE", read=Path),
    )
    margin: float = field(
        default=1.0, metadata=option("--margin", "推定の敷地の余白（m、はじめは 1）", "METRES", read=float)
    )
    on: str = field(default="", metadata=option("--on", "いつの規制か（はじめは今日）", "YYYY-MM-DD"))
    table: Path | None = field(
        default=None, metadata=option("--table", "市の規制の一覧（JSON）", "FILE", read=Path)
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/envelopes.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Look at all buildings and write the table.

    Raises
    ------
    Stop
        When there is no building, or the margin is no size.
    layers.errors.GisError
        When the project, the table or the area cannot be used, or nothing can be written.
    """
    from gisapp.cli.planningplace import day_of, named_table
    from gisapp.desks.planning.citycheck import REASONS, check_city, counted
    from gisapp.desks.planning.citytable import written
    from gisapp.desks.planning.projecttable import table_of
    from gisapp.export.content import Part
    from gisapp.export.formats import format_of
    from layers.messages import Message

    if not 0.0 < arguments.margin <= 100.0:
        raise Stop("--margin は 0 より大きく 100 以下の数にしてください。", Exit.USAGE)
    if Part.SHAPES in format_of(arguments.out).needs:
        raise Stop(f"この形式では書き出せません: {arguments.out.name}", Exit.USAGE)
    named, on = named_table(arguments.table), day_of(arguments.on)
    opened = projects.open_inputs(arguments.paths, console.feedback)
    table = named or table_of(opened.project)
    buildings, rows = _buildings(opened.project, arguments.area, console)
    started = time.perf_counter()
    found = check_city(buildings, rows, opened.project.layers, table, on, console.feedback, arguments.margin)
    path = written(found, buildings, arguments.out, console.feedback, overwrite=arguments.overwrite)
    answer = {
        "file": str(path),
        "layer": buildings.id,
        "buildings": len(found.rows),
        "parcels": int(found.parcel.sum()),
        "margin": arguments.margin,
        "on": on.isoformat(),
        "table": table.name,
        **{name: {kept.value: count for kept, count in numbers.items()} for name, numbers in counted(found)},
        "unknown": [
            {"reason": str(Message(text)), "buildings": int((found.reasons >> bit & 1).sum())}
            for bit, text in enumerate(REASONS)
        ],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.tell_findings(opened.findings)
    for name, numbers in counted(found):
        said = "、".join(f"{KEPT_WORDS[kept]} {count:,}" for kept, count in numbers.items())
        console.answer(f"{WORDS[name]}: {said}")
    for text, count in (
        (Message(text), (found.reasons >> bit & 1).sum()) for bit, text in enumerate(REASONS)
    ):
        if count:
            console.answer(f"  {text}: {count:,} 棟")
    estimated = int((~found.parcel).sum())
    console.answer(
        f"{path} に {len(found.rows):,} 棟を書き出しました（敷地が推定 {estimated:,} 棟、"
        f"{answer['seconds']:.1f} 秒）。参考です。違反を示すものではありません。"
    )
    return Exit.OK


def _buildings(project: Project, area: Path | None, console: Console) -> tuple[Layer, NDArray[np.intp]]:
    """Return the layer of buildings, and the rows whose middle lies in an area."""
    import numpy as np
    import shapely

    from gisapp.cli.planningplace import area_of

    layer = next((one for one in project.layers if one.kind == "buildings" and one.data is not None), None)
    if layer is None or layer.data is None:
        raise Stop("建物のレイヤがありません。PLATEAU の建物を読み込んでください。", Exit.USAGE)
    features = layer.data.store.features
    rows = np.arange(layer.data.store.count)
    if area is not None:
        east, north = ((features[a] + features[b]) / 2 for a, b in (("west", "east"), ("south", "north")))
        wanted = area_of(project, area, console.feedback)
        shapely.prepare(wanted)
        rows = rows[shapely.intersects_xy(wanted, east, north)]
    if not len(rows):
        raise Stop("その範囲に建物がありません。", Exit.USAGE)
    return layer, rows
