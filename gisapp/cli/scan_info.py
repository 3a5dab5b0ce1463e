"""``gisapp scan info``: what a point cloud holds, from its head and some of its points."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, places, switch
from gisapp.cli.import_ import epsg
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from importers.las.gridding import Look
    from importers.las.header import Header
    from importers.las.looking import Seen
    from layers.feedback import Finding

_GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MOVED = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")
EXAMPLES = """\
例:
  gisapp scan info 01JE7524.las
  gisapp scan info 点群/*.laz --json
  gisapp scan info 01JE7524_org.las.zip 点検.e57 測量点.csv

テキスト（XYZ・PTS・CSV・TXT）は 1 行に 1 点です。列の名前がないときは X・Y・標高の順とみなします。
測量の X は北、Y は東です。どちらが北かは座標の値から判断し、判断できなければ知らせます。

点は全体から一部だけ読みます。ファイルに書かれた件数より点が少ないとき、書かれた範囲が点と合わない
ときは、そう知らせます。一つでも読めなければ、ほかを答えてから終了コード 3 で終わります。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places(
            "点群のファイル、フォルダ、zip（LAS・LAZ・COPC・PLY・E57・XYZ・PTS・CSV）", "PATH", read=Path
        )
    )
    crs: str = field(
        default="", metadata=option("--crs", "座標系が分かっているとき（例 EPSG:6669）", "EPSG:N", read=epsg)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-info.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Look and tell."""
    from layers.errors import GisError

    started = time.perf_counter()
    found, failed = [], []
    for number, path in enumerate(arguments.paths):
        console.feedback.step(number, len(arguments.paths))
        try:
            found += _look(path, arguments.crs, console)
        except GisError as error:
            console.tell_error(error)
            failed.append({"file": str(path), "message": str(error.message)})
    if arguments.json:
        seconds = round(time.perf_counter() - started, 3)
        findings = [plain_finding(one) for one in console.feedback.findings]
        console.answer_json({"files": found, "failed": failed, "finding_list": findings, "seconds": seconds})
    else:
        for one in found:
            _tell(one, console)
        console.tell_findings(console.feedback.findings)
    return Exit.FAILED if failed else Exit.OK


def _look(path: Path, crs: str, console: Console) -> list[dict[str, Any]]:
    """Return what each cloud of a file, zip or folder tells.

    Raises
    ------
    layers.errors.GisError
        When none can be read.
    """
    import tempfile

    from importers.las.looking import readable
    from layers.errors import SourceMissing
    from layers.feedback import Where

    if not path.exists():
        raise SourceMissing(_GONE, _MOVED, values={"file": str(path)}, where=Where(str(path)))
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="gisapp-scan-") as scratch:
        seen = readable(path, Path(scratch), console.feedback, lambda _share: None, findings)
        found = [_facts(one, crs, findings) for one in seen]
    for one in findings:
        console.feedback.find(one)
    return found


def _facts(seen: Seen, crs: str, findings: list[Finding]) -> dict[str, Any]:
    from importers.las.files import size_of
    from importers.las.options import CloudOptions
    from importers.located import Unlocated, located

    header, look = seen.header, seen.look
    findings += seen.findings
    system, reason, proposals = "", "", []
    try:
        place = located(seen.file, look.points, header.crs, CloudOptions(crs=crs), findings)
        system, reason = place.crs, str(place.reasons[0]) if place.reasons else ""
    except Unlocated as error:
        proposals = list(dict.fromkeys(one.crs for one in error.proposals))
    return {
        "file": str(seen.file),
        "bytes": size_of(seen.file),
        "format": seen.format,
        "version": header.version,
        "point_format": header.point_format,
        "compressed": header.compressed,
        "copc": header.copc,
        "points": header.points,
        "claimed": seen.claimed,
        "left_out": dict(seen.left_out),
        "scale": list(header.scale),
        "low": list(look.low),
        "high": list(look.high),
        "crs": system,
        "crs_reason": reason,
        "crs_proposals": proposals,
        "density": _density(header, look, system),
        "classes": {str(code): count for code, count in sorted(look.classes.items())},
    }


def _density(header: Header, look: Look, system: str) -> float | None:
    """Return points on a square metre of the box; None where its sides are no metres."""
    from pyproj import CRS

    if not system or not CRS.from_user_input(system).is_projected:
        return None
    wide, deep = look.high[0] - look.low[0], look.high[1] - look.low[1]
    return round(header.points / (wide * deep), 3) if wide > 0 and deep > 0 else None


def _tell(one: dict[str, Any], console: Console) -> None:
    from layers.cloudlook import CLASSES

    low, high = one["low"], one["high"]
    classes = [CLASSES.get(int(code), code) for code in one["classes"]]
    unknown = "未確認" + (
        f"（考えられるもの: {'、'.join(one['crs_proposals'])}）" if one["crs_proposals"] else ""
    )
    density = "未確認" if one["density"] is None else f"{one['density']:.1f} 点/m²"
    console.answer(Path(one["file"]).name)
    rows = [
        ("  形式", one["format"]),
        ("  点数", f"{one['points']:,}"),
        ("  座標系", f"{one['crs']}（{one['crs_reason']}）" if one["crs"] else unknown),
        ("  範囲", f"{low[0]:.3f} ～ {high[0]:.3f}、{low[1]:.3f} ～ {high[1]:.3f}"),
        ("  標高", f"{low[2]:.3f} ～ {high[2]:.3f}"),
        ("  点密度", density),
        ("  分類", "、".join(classes)),
    ]
    for line in aligned(rows):
        console.answer(line)
