"""``gisapp import``: reads data and puts it into a project."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import Console, by_code
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch
from gisapp.reading import finished, read_data, with_layers
from layers.errors import WontOverwrite
from layers.feedback import Where
from layers.heightbase import ELLIPSOID, RESULT_2011, RESULT_2024, UNKNOWN
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp import 42201_nagasaki.zip --project 長崎.gisproj
  gisapp import udx/bldg --project 長崎.gisproj --again
  gisapp import 標高.asc --project 長崎.gisproj --crs EPSG:6669
  gisapp import 01JE7524_org.las.zip 点検.e57 --project 長崎.gisproj --crs EPSG:6669 --heights 2011
  gisapp import 台帳.xlsx --project 長崎.gisproj --keys 地番図.shp
  gisapp import 長崎.zip 佐賀.zip --project 北西部.gisproj --scheduler tcp://10.0.0.5:8786

プロジェクトがあれば、そこに加えます。同じデータのレイヤがすでにあれば、そのレイヤの中身だけを
新しくします（色分けや絞り込みは残ります）。一つでも読み込めなければ、プロジェクトは変わりません。"""
SMALL = 1 << 20
"""Bytes that a source counts for at least in the progress; what a folder holds is not known beforehand."""
EXISTS = QT_TRANSLATE_NOOP(CONTEXT, "プロジェクト {file} はすでにあります。")
EXISTS_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "別の名前にするか、加えてよければ --new を付けずに実行してください。"
)


WITH_CRS = "  → 座標系が分かっているときは、--crs EPSG:番号 を付けて実行してください。"
GROUND = "las_ground"
"""The importer that makes a terrain of a cloud."""
_EPSG = re.compile(r"(?:EPSG:)?(\d{4,6})(@north|@east)?", re.IGNORECASE)


def epsg(text: str) -> str:
    """Return a code of a reference system as importers take it, empty for none.

    Raises
    ------
    ValueError
        When the text is none.
    """
    if not text:
        return ""  # argparse reads the default as well
    match = _EPSG.fullmatch(text.strip())
    if match is None:
        raise ValueError("EPSG:6669 のように書いてください")
    return f"EPSG:{match[1]}{(match[2] or '').lower()}"


def height_base(text: str) -> str:
    """Return above what heights are measured, as importers take it, empty for nothing said.

    Raises
    ------
    ValueError
        When the text names nothing of the kind.
    """
    known = {"": UNKNOWN, "2011": RESULT_2011, "2024": RESULT_2024, "ellipsoid": ELLIPSOID}
    if text not in known:
        raise ValueError("2011、2024、ellipsoid のどれかを書いてください")
    return known[text]


HEIGHTS = option(
    "--heights",
    "点群の高さの基準（2011・2024＝その測地成果の標高、ellipsoid＝楕円体高）",
    "BASE",
    read=height_base,
)
"""For all commands that read point clouds: it outweighs what the files say."""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places("読み込むデータ（zip・フォルダ・ファイル）", "PATH", read=Path)
    )
    project: Path = field(
        metadata=option("--project", "プロジェクトのファイル（.gisproj）", "FILE", read=Path)
    )
    again: bool = field(
        default=False, metadata=switch("--again", "前に読み込んだものがあっても、もう一度読み込む")
    )
    new: bool = field(
        default=False, metadata=switch("--new", "プロジェクトがすでにあれば、何もしない（終了コード 3）")
    )
    crs: str = field(
        default="",
        metadata=option("--crs", "座標系が書かれていないデータの座標系（例 EPSG:6669）", "EPSG:N", read=epsg),
    )
    heights: str = field(
        default="",
        metadata=HEIGHTS,
    )
    ground: bool = field(
        default=False, metadata=switch("--ground", "点群を点としてでなく、地面の地形として読み込む")
    )
    keys: Path | None = field(
        default=None,
        metadata=option(
            "--keys",
            "座標のない表を、住所・地番が一致する場所に置くためのデータ（地番図・街区の点など）",
            "FILE",
            read=Path,
        ),
    )
    scheduler: str = field(
        default="",
        metadata=option(
            "--scheduler", "ほかのパソコンと分担する Dask のスケジューラ（tcp://ホスト:ポート）", "ADDRESS"
        ),
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/import.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Read the data and save the project.

    Raises
    ------
    layers.errors.GisError
        When something cannot be read or the project cannot be written; the project is then unchanged.
    """
    from gisapp.cityplace import place_of
    from importers.located import Unlocated
    from layers import projectfile
    from layers.project import Project

    target = arguments.project
    if not projects.is_project(target):
        raise Stop(f"プロジェクトの名前は {projects.SUFFIX} で終わらせてください: {target}", Exit.USAGE)
    if target.exists() and arguments.new:
        raise WontOverwrite(EXISTS, EXISTS_HINT, values={"file": target.name}, where=Where(str(target)))
    projects.use_settings()
    started = time.perf_counter()
    # The layers that are there stay closed: adding to a project must not read it all.
    project = projectfile.read(target).project if target.exists() else Project(name=target.stem)
    told: list[dict[str, Any]] = []
    found: list[Finding] = []
    for path, feedback in zip(arguments.paths, shares(arguments.paths, console.feedback), strict=True):
        begun = time.perf_counter()
        expected = place_of(project)  # of what was read in this run; the layers that were there are closed
        try:
            result = read_data(
                path,
                feedback,
                by=GROUND if arguments.ground else "",
                again=arguments.again,
                target=project.crs,
                crs=arguments.crs,
                heights=arguments.heights,
                keys=str(arguments.keys.resolve()) if arguments.keys else "",
                scheduler=arguments.scheduler,
                place=expected,
            )
        except Unlocated as error:
            console.tell_error(error)
            console.say(WITH_CRS)
            return Exit.FAILED
        result = replace(result, layers=tuple(finished(one, feedback=feedback) for one in result.layers))
        found.extend(result.findings)
        of_path: list[dict[str, Any]] = []
        for layer in reversed(result.layers):  # each goes on top, so the first one comes last
            project, placed, fresh = _placed(project, layer)
            of_path.insert(0, _told(placed, fresh=fresh, seconds=time.perf_counter() - begun))
        told.extend(of_path)
    console.feedback.step()
    projectfile.save(project, target)
    if arguments.json:
        findings = {code: count for code, (_, count) in by_code(found).items()}
        seconds = round(time.perf_counter() - started, 3)
        console.answer_json(
            {"project": str(target), "layers": told, "findings": findings, "seconds": seconds}
        )
        return Exit.OK
    console.tell_findings(found)
    for one in told:
        done = "加えました" if one["added"] else "新しくしました"
        console.answer(f"{one['name']}: {one['features']:,} 件（{one['seconds']:.1f} 秒）を{done}。")
    console.answer(f"{target} に保存しました。")
    return Exit.OK


def shares(paths: Sequence[Path], feedback: Feedback) -> list[Feedback]:
    """Return feedback for each source, which together run through one progress, the larger ones longer."""
    sizes = [max(path.stat().st_size if path.is_file() else 0, SMALL) for path in paths]
    ends = [sum(sizes[:number]) / sum(sizes) for number in range(len(sizes) + 1)]
    return [feedback.share(first, last) for first, last in pairwise(ends)]


def _placed(project: Project, layer: Layer) -> tuple[Project, Layer, bool]:
    """Put a layer into the project; one of the same source and kind is renewed and keeps its look."""
    for old in project.layers:
        if (
            old.kind == layer.kind
            and old.name == layer.name
            and _same_file(old.source.path, layer.source.path)
        ):
            renewed = replace(old, data=layer.data, crs=layer.crs, source=layer.source)
            return project.replacing(renewed), renewed, False
    project, (added,) = with_layers(project, [layer])
    return project, added, True


def _same_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _told(layer: Layer, *, fresh: bool, seconds: float) -> dict[str, Any]:
    return {
        "id": layer.id,
        "name": layer.name,
        "kind": layer.kind,
        "source": str(layer.source.path),
        "features": len(layer.table()),
        "added": fresh,
        "seconds": round(seconds, 3),
    }
