"""``gisapp areas check``: what is wrong with the areas of a version, and slivers repaired in bulk."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import areainput, projects
from gisapp.cli.areas_compare import metres
from gisapp.cli.console import SEVERITIES, aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, switch

if TYPE_CHECKING:
    import shapely

    from gisapp.cli.console import Console
    from gisapp.desks.areas.checks import Checked
    from gisapp.desks.areas.model import AreaSet
    from layers.project import Project

SHOWN = 200
"""So many findings are told one by one; all of them are in the file and in JSON."""
EXAMPLES = """\
例:
  gisapp areas check 町.gisproj
  gisapp areas check 町.gisproj --areas "区域 自治振興課" --out 点検.gpkg
  gisapp areas check 町.gisproj --areas 区域.shp --city 行政区域 --json
  gisapp areas check 町.gisproj --areas 区域.shp --repair snap --into 直した区域.gpkg
  gisapp areas check 町.gisproj --repair safe

すき間・重なり・穴・飛び地・小さな切れ端・線の交差・市の外・番号や名前の抜けと重複・未組織地区を調べます。
すき間は、住宅のある所だけを数えます。建物がなければ、囲まれた所をすべて挙げます（住宅は未確認）。
--repair snap は細いすき間・重なりを、境界を長く共有する側に寄せます。safe は切れ端と線の交差も直します。
--into がなければ台帳を直します。合意済み・このままでよいと決めたものは、問題に数えません。
問題があれば終了コード 1 です。"""


def kind_of_repair(text: str) -> str:
    """Return what is to be repaired.

    Raises
    ------
    ValueError
        When it is neither.
    """
    if text not in ("", "snap", "safe"):
        raise ValueError(f"snap か safe を指定してください: {text}")
    return text


@dataclass(frozen=True, kw_only=True)
class Arguments(areainput.AreaArguments):
    """What may be said on the command line."""

    areas: str = field(default="", metadata=option("--areas", areainput.VERSION, "VERSION"))
    city: str = field(
        default="", metadata=option("--city", "市の区域のレイヤの名前か ID、またはファイル", "LAYER")
    )
    tolerance: float = field(
        default=1.0,
        metadata=option(
            "--tolerance", "これより細いものは別に挙げる（m、はじめは 1）", "METRES", read=metres
        ),
    )
    least: float = field(
        default=20.0,
        metadata=option("--least", "これより小さいものは別に挙げる（m²、はじめは 20）", "M2", read=metres),
    )
    repair: str = field(
        default="", metadata=option("--repair", "まとめて直すもの", "snap|safe", read=kind_of_repair)
    )
    into: Path | None = field(
        default=None,
        metadata=option("--into", "直した区域を書き出すファイル（.gpkg .geojson）", "FILE", read=Path),
    )
    out: Path | None = field(
        default=None,
        metadata=option("--out", "結果を書き出すファイル（.gpkg .geojson .csv .parquet）", "FILE", read=Path),
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(default=False, metadata=switch("--json", areainput.JSON.format("areas-check")))


def run(arguments: Arguments, console: Console) -> int:
    """Check, repair, write and tell.

    Raises
    ------
    Stop
        When the words do not fit together, or a version is not there.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.areas.checklayers import areas_content, findings_content
    from gisapp.export.formats import format_of, write_content

    started = time.perf_counter()
    for path in (arguments.out, arguments.into):
        if path is not None:
            format_of(path)
    project = areainput.opened(arguments, console).project
    areas = areainput.version(project, arguments.areas, console, day=arguments.day, columns=arguments.columns)
    checked = _checked(arguments, project, areas, console)
    repaired, written = 0, []
    if arguments.repair:
        areas, repaired = _repaired(arguments, checked, console)
        if arguments.into is not None:
            write_content(
                areas_content(areas), arguments.into, console.feedback, overwrite=arguments.overwrite
            )
            written.append(str(arguments.into))
        checked = _checked(arguments, project, areas, console)
    if arguments.out is not None:
        content = findings_content(checked)
        write_content(content, arguments.out, console.feedback, overwrite=arguments.overwrite)
        written.append(str(arguments.out))
    answer = _plain(checked, repaired, written)
    if arguments.json:
        answer["finding_list"] = [plain_finding(one) for one in console.feedback.findings]
        answer["seconds"] = round(time.perf_counter() - started, 3)
        console.answer_json(answer)
    else:
        console.tell_findings(console.feedback.findings)
        _tell(checked, repaired, written, console)
    return Exit.FINDINGS if checked.faults else Exit.OK


def _checked(arguments: Arguments, project: Project, areas: AreaSet, console: Console) -> Checked:
    from gisapp.desks.areas.buildings import buildings_of
    from gisapp.desks.areas.checks import check
    from gisapp.desks.areas.decisions import agreed, decisions_of
    from gisapp.desks.areas.emptyland import Limits

    layer = areainput.buildings_in(project, arguments.buildings)
    buildings = None if layer is None else buildings_of(layer)
    city = _city(project, arguments.city, console) if arguments.city else None
    limits = replace(Limits(), width=arguments.tolerance, area=arguments.least)
    return check(areas, buildings, city, agreed(decisions_of(project)), console.feedback, limits)


def _city(project: Project, said: str, console: Console) -> shapely.Geometry:
    """Return the outline of the city: all areas of a layer together."""
    import shapely

    layer = areainput.layer_meant(project, said, console)
    shapes = None if layer.data is None else layer.footprints()
    there = None if shapes is None else shapes[shapely.get_dimensions(shapes) == 2]
    if there is None or not len(there):
        raise Stop(f"「{layer.name}」には面の図形がないため、市の区域に使えません。", Exit.FAILED)
    return shapely.union_all(shapely.make_valid(there, method="structure", keep_collapsed=False))


def _repaired(arguments: Arguments, checked: Checked, console: Console) -> tuple[AreaSet, int]:
    """Repair what may be repaired in bulk; without a file to write, in the ledger."""
    from gisapp.desks.areas.repair import SAFE, SNAP, in_bulk, repair_many

    path = None
    if arguments.into is None:
        if checked.areas.title != areainput.LEDGER[0]:
            raise Stop(
                "台帳でない区域を直すときは、--into で書き出すファイルを指定してください。", Exit.USAGE
            )
        path = projects.file_of(arguments.paths)
    chosen = in_bulk(checked.findings, SNAP if arguments.repair == "snap" else SAFE)
    areas = repair_many(checked.areas, chosen, console.feedback)
    if path is not None:
        _keep(path, checked.areas, areas)
    return areas, len(chosen)


def _keep(path: Path, before: AreaSet, after: AreaSet) -> None:
    """Put repaired areas into the ledger of a project file, in the place of what they were."""
    from gisapp.desks.areas.model import associations, put
    from gisapp.desks.areas.register import seen
    from layers import projectfile

    old = dict(zip(before.ids.tolist(), before.shapes.tolist(), strict=True))
    shapes = {
        id_: shape
        for id_, shape in zip(after.ids.tolist(), after.shapes.tolist(), strict=True)
        if shape is not old[id_]
    }
    kept = projectfile.read(path).project
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    changed = [
        replace(one, shape=shapes[one.id], crs=after.crs)
        for one in associations(kept, None)
        if one.id in shapes
    ]
    projectfile.save(seen(put(kept, changed, when)), path)


def _plain(checked: Checked, repaired: int, written: list[str]) -> dict[str, Any]:
    from gisapp.desks.areas.findings import plain_area_finding

    buildings = checked.buildings
    return {
        "areas": checked.areas.title,
        "rows": len(checked.areas),
        "crs": checked.areas.crs,
        "sound": not checked.faults,
        "counts": {str(code): count for code, count in checked.counts.items()},
        "decided": sum(one.decided for one in checked.findings),
        "findings": [plain_area_finding(one) for one in checked.findings],
        "buildings": None if buildings is None else len(buildings),
        "unorganised": _pair(checked, checked.unorganised),
        "in_two": _pair(checked, checked.in_two),
        "empty_pieces": checked.empty,
        "rounding": [round(one, 4) for one in checked.rounding],
        "notes": [str(one) for one in checked.notes],
        "repaired": repaired,
        "written": written,
    }


def _pair(checked: Checked, counted: tuple[int, int]) -> dict[str, int] | None:
    return None if checked.buildings is None else {"buildings": counted[0], "dwellings": counted[1]}


def _tell(checked: Checked, repaired: int, written: list[str], console: Console) -> None:
    from gisapp.desks.areas.findings import TITLES

    if repaired:
        console.answer(f"{repaired:,} 件を直しました。直したあとの点検:")
    console.answer(f"{checked.areas.title}: {len(checked.areas):,} 件の区域を点検しました。")
    for text in aligned([[TITLES[code], f"{n:,} 件"] for code, n in checked.counts.items()], frozenset({1})):
        console.answer(f"  {text}")
    if not checked.counts:
        console.answer("  問題はありません。")
    for one in checked.findings[:SHOWN]:
        word = "決定済み" if one.decided else SEVERITIES[one.severity]
        console.answer(f"[{word}] {one.message}")
    if len(checked.findings) > SHOWN:
        console.answer(f"ほか {len(checked.findings) - SHOWN:,} 件（--out か --json ですべて見られます）")
    if checked.buildings is not None:
        both, lived = checked.unorganised
        twice, _ = checked.in_two
        console.answer(
            f"建物 {len(checked.buildings):,} 棟のうち、"
            f"どの区域にも入らないもの {both:,} 棟（住宅 {lived:,} 棟）、二つの区域に入るもの {twice:,} 棟"
        )
    for note in checked.notes:
        console.answer(f"※ {note}")
    for file in written:
        console.answer(f"{file} に書き出しました。")
