"""``gisapp scan change``: what changed between two flights, beyond what can be told from chance."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.changeanswer import plain_change, tell_change
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.import_ import HEIGHTS
from gisapp.cli.scanfiles import CRS, classes_of, metres
from layers.errors import NoOverlap
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.changework import Found

EXAMPLES = """\
例:
  gisapp scan change 前回.laz 今回.laz --crs EPSG:6669
  gisapp scan change 前回.laz 今回.laz --cell 0.5 --classes 2 --accuracy 0.05 --json
  gisapp scan change 前回.laz 今回.laz --align --method m3c2 --out 変化.laz
  gisapp scan change 前回.laz 今回.laz --out 変化.tif --patches 変化した所.gpkg
  gisapp scan change 4月.laz 5月.laz --more 6月.laz --more 7月.laz

dod は格子ごとの平均の高さの差、m3c2 は面に垂直な距離、c2c は最も近い点までの距離です。点のばらつきと
--accuracy（位置合わせの標準偏差、m）から求めた検出限界（95 %）を超える、つながった場所だけを変化とします。
変化のないはずの所がずれているときは、土量を答えません。--align は変化のない所で後の点群を前に合わせます
（ファイルは変えません）。--out は .tif なら差の地図（GeoTIFF、dod と m3c2。バンド 1 が差、2 が検出限界）、
.laz なら距離を付けた点群（m3c2 と c2c）を書き出します。地図は gisapp で開くと色分けされます。
--patches は変化した所の面を、面積・土量・±とともに書き出します。"""
METHODS = ("dod", "m3c2", "c2c")
NO_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "{file} と {other} は重なっていません。")
NO_PLACE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "座標系と、同じ場所の点群かどうかを確かめてください。")


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    earlier: Path = field(metadata=place("前の点群", "BEFORE", read=Path))
    later: Path = field(metadata=place("後の点群", "AFTER", read=Path))
    crs: str = field(default="", metadata=CRS)
    heights: str = field(default="", metadata=HEIGHTS)
    cell: float = field(
        default=0.5, metadata=option("--cell", "格子の間隔（m、はじめは 0.5）", "METRES", read=metres)
    )
    accuracy: float = field(
        default=0.0, metadata=option("--accuracy", "位置合わせの標準偏差（m）", "METRES", read=metres)
    )
    method: str = field(
        default="dod", metadata=option("--method", "比べ方（はじめは dod）", "METHOD", choices=METHODS)
    )
    align: bool = field(default=False, metadata=switch("--align", "変化のない所で後の点群を前に合わせる"))
    more: tuple[Path, ...] = field(
        default=(), metadata=option("--more", "さらに後の点群（時期の順）", "PATH", many=True, read=Path)
    )
    out: Path | None = field(
        default=None, metadata=option("--out", "差や距離を書き出すファイル（.tif・.laz）", "FILE", read=Path)
    )
    patches: Path | None = field(
        default=None,
        metadata=option("--patches", "変化した所を書き出すファイル（.gpkg・.geojson）", "FILE", read=Path),
    )
    smallest: float = field(
        default=1.0,
        metadata=option("--smallest", "変化とみなす最も小さい面積（m²、はじめは 1）", "M2", read=metres),
    )
    classes: tuple[int, ...] = field(
        default=(), metadata=option("--classes", "使う分類の番号（地面だけなら 2）", "N,N", read=classes_of)
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-change.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compare and tell.

    Raises
    ------
    layers.errors.GisError
        When a cloud cannot be read, the two do not meet, or do not fit each other.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.change import misfit
    from gisapp.desks.survey.changework import Asked, compare

    started = time.perf_counter()
    if arguments.more and arguments.method != "dod":
        raise Stop("--more は --method dod のときだけ使えます。", Exit.USAGE)
    _check_out(arguments)
    earlier = cloud_at(arguments.earlier, arguments.crs, console, heights=arguments.heights).data
    rest = [
        cloud_at(path, arguments.crs, console, target=earlier.crs, heights=arguments.heights).data
        for path in (arguments.later, *arguments.more)
    ]
    asked = Asked(
        method=arguments.method,
        align=arguments.align,
        cell=arguments.cell,
        accuracy=arguments.accuracy,
        smallest=arguments.smallest,
        classes=arguments.classes,
        target=arguments.out,
    )
    try:
        found = compare([earlier, *rest], asked, console.feedback)
    except NoOverlap as error:
        values: dict[str, object] = {"file": arguments.earlier.name, "other": arguments.later.name}
        where = Where(str(arguments.later))
        raise NoOverlap(NO_PLACE, NO_PLACE_HINT, values=values, where=where) from error
    if not found.fit.fits:
        raise misfit(found.fit.offset, found.fit.detection)
    answer = plain_change(found, arguments.method, earlier.crs, arguments.cell)
    answer["file"] = None if arguments.out is None else str(arguments.out)
    patches = _written_patches(arguments, found, earlier.crs, console)
    answer["patches_file"] = None if patches is None else str(patches)
    answer["finding_list"] = [plain_finding(one) for one in console.feedback.findings]
    answer["seconds"] = round(time.perf_counter() - started, 3)
    if arguments.json:
        console.answer_json(answer)
    else:
        tell_change(
            found, arguments.method, [one.name for one in (arguments.later, *arguments.more)], console
        )
        for written in (arguments.out, patches):
            if written is not None:
                console.answer(f"{written} に書き出しました。")
        console.tell_findings(console.feedback.findings)
    return Exit.OK


def _written_patches(arguments: Arguments, found: Found, crs: str, console: Console) -> Path | None:
    """Write the patches where that is asked for and there are any."""
    from gisapp.desks.survey.changelayers import write_patches

    path = arguments.patches
    if path is None or found.change is None or not found.change.patches:
        return None
    return write_patches(path, found.change, crs, path.stem, console.feedback, overwrite=arguments.overwrite)


def _check_out(arguments: Arguments) -> None:
    """See that the results may be written before anything is read."""
    from gisapp.desks.survey.changelayers import AREAS, GRIDS
    from gisapp.desks.survey.writing import check_free

    points = (".laz", ".las")
    grids = {"dod": GRIDS, "m3c2": (*GRIDS, *points), "c2c": points}[arguments.method]
    if arguments.patches is not None and arguments.method == "c2c":
        raise Stop("--patches は --method dod か m3c2 のときだけ使えます。", Exit.USAGE)
    sources = (arguments.earlier, arguments.later, *arguments.more)
    for name, path, wanted in (("--out", arguments.out, grids), ("--patches", arguments.patches, AREAS)):
        if path is None:
            continue
        if path.suffix.lower() not in wanted:
            raise Stop(f"{name} の名前の終わりを {' か '.join(wanted)} にしてください。", Exit.USAGE)
        check_free(path, sources, overwrite=arguments.overwrite)
