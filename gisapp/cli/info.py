"""``gisapp info``: what is in a dataset, without reading it in."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import SEVERITIES, Console, aligned, by_code, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import place, switch
from layers.feedback import Severity

if TYPE_CHECKING:
    from layers.feedback import Finding

EXAMPLES = """\
例:
  gisapp info 13100_tokyo.zip
  gisapp info udx/bldg/53394525_bldg_6697.gml --json > info.json"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("データの zip、フォルダ、またはファイル", "PATH", read=Path))
    json: bool = field(
        default=False,
        metadata=switch("--json", "JSON で答える（docs/schemas の info.json、info-layers.json）"),
    )
    strict: bool = field(
        default=False, metadata=switch("--strict", "エラーが見つかったら終了コード 1 にする")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Look at the dataset and say what is in it.

    Raises
    ------
    layers.errors.ImportFailed
        When nothing of it can be read.
    """
    from gisapp.cli import layerinfo
    from gisapp.cli.sources import SOURCES
    from importers.registry import recognise

    if arguments.path.suffix.lower() == ".gisproj":
        raise Stop("プロジェクトを調べるには gisapp check を使ってください。", Exit.USAGE)
    started = time.perf_counter()
    importer = recognise(arguments.path)
    source = SOURCES.get(importer.id)
    if source is None:
        look = layerinfo.look(importer, arguments.path, console.feedback)
    else:
        look = source().look(arguments.path, console.feedback)
    answer = {
        "path": str(arguments.path),
        "importer": importer.id,
        **look.facts,
        "findings": {code: count for code, (_, count) in by_code(look.findings).items()},
        "finding_list": [plain_finding(finding) for finding in look.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
    else:
        lines = _sheet(answer, look.findings) if source else layerinfo.sheet(answer, look.findings)
        for line in lines:
            console.answer(line)
    damaged = any(finding.severity is Severity.ERROR for finding in look.findings)
    return Exit.FINDINGS if arguments.strict and damaged else Exit.OK


def _sheet(facts: dict[str, Any], findings: tuple[Finding, ...]) -> list[str]:
    """Return the answer for a person."""
    if facts["importer"] == "postgis":
        return _tables(facts, findings)
    rows = [
        ("データ", facts["path"]),
        ("ファイル", f"{facts['files']:,} 個（{_size(facts['bytes'])}）"),
        ("建物", f"{facts['buildings']:,} 棟{_left_out(facts['left_out_buildings'])}"),
        ("形の詳細度", "、".join(f"LOD{lod} {count:,} 棟" for lod, count in facts["lods"].items()) or "なし"),
        ("CityGML", "、".join(facts["citygml_versions"]) or "不明"),
        ("i-UR", "、".join(facts["iur_versions"]) or "なし"),
        (
            "座標系",
            "、".join(f"{name}（{count:,} 個）" for name, count in facts["srs"].items()) or "記載なし",
        ),
        ("平面直角座標系", facts["crs"]),
        ("範囲", _extent(facts["extent"])),
        ("テクスチャ画像", _textures(facts["textures"])),
        ("かかった時間", f"{facts['seconds']:.1f} 秒"),
    ]
    lines = aligned(rows)
    if facts["features"]:
        lines += ["", "地物"]
        counts = [(f"  {name}", f"{count:,}") for name, count in facts["features"].items()]
        lines += aligned(counts, frozenset({1}))
    if facts["attributes"]:
        lines += ["", "属性のある建物の数", *_attributes(facts["attributes"])]
    lines += ["", "見つかったこと" if findings else "見つかったこと: なし"]
    for first, count in by_code(findings).values():
        lines.append(f"  [{SEVERITIES[first.severity]}] {count:,} 件  {first.message}")
    return lines


def _tables(facts: dict[str, Any], findings: tuple[Finding, ...]) -> list[str]:
    """Return the answer for a person about a database."""
    systems = "、".join(f"{name}（{count:,} 列）" for name, count in facts["srs"].items())
    lines = aligned([("接続ファイル", facts["path"]), ("座標系", systems or "記載なし")])
    counts = [(f"  {name}", f"{count:,} 件") for name, count in facts["features"].items()]
    lines += ["", "読み込む表", *aligned(counts, frozenset({1}))]
    lines += ["", "見つかったこと" if findings else "見つかったこと: なし"]
    return lines + [f"  [{SEVERITIES[one.severity]}] {one.message}" for one in findings]


def _attributes(counts: dict[str, int]) -> list[str]:
    from importers.citygml import schema

    labels = {attribute.name: attribute.label for attribute in schema.attributes(list(counts))}
    rows = [(f"  {labels.get(name, name)}", f"{count:,}") for name, count in counts.items()]
    return aligned(rows, frozenset({1}))


def _left_out(count: int) -> str:
    return f"（ほかに壊れていて読めないもの {count:,} 棟）" if count else ""


def _textures(counts: dict[str, int]) -> str:
    if not counts["images"] and not counts["missing"]:
        return "なし"
    missing = f"（見つからないもの {counts['missing']:,} 枚）" if counts["missing"] else ""
    return f"{counts['images']:,} 枚{missing}"


def _extent(box: list[float] | None) -> str:
    if box is None:
        return "不明"
    west, south, east, north = box
    return f"東経 {west:.5f}–{east:.5f}、北緯 {south:.5f}–{north:.5f}"


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e5 else f"{count:,} バイト"
