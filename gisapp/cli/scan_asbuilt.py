"""``gisapp scan asbuilt``: a scan against the design surface of LandXML, part by part (出来形)."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import HEIGHTS
from gisapp.cli.scanfiles import CRS, classes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.survey.asbuiltparts import Evaluation
    from gisapp.desks.survey.titleblock import Title

EXAMPLES = """\
例:
  gisapp scan asbuilt 出来形.laz 設計.xml --parts 部位.geojson --to 総括表.pdf --to 総括表.xlsx
  gisapp scan asbuilt 出来形.laz 設計.xml --kind 天端 --limit 天端=150/50 --json

部位のファイルには面を入れ、「部位」などの列に、天端・法面・小段のどれかを書きます。
--limit は 個々/平均（mm）です。書かないときは要領の引用を使い、
確かめられていない値は「未確認」と示します。"""
SUFFIXES = (".json", ".pdf", ".xlsx")


def _limit(text: str) -> str:
    from gisapp.desks.survey.asbuiltasked import limits_of

    limits_of([text])
    return text


def _edge(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1000:
        raise ValueError("0 以上の長さ（m）で書いてください")
    return value


def _target(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"書き出せる形式は {'、'.join(SUFFIXES)} です")
    return path


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    design: Path = field(metadata=place("設計面（LandXML）", "DESIGN", read=Path))
    surface: str = field(default="", metadata=option("--surface", "設計面の名前（いくつもあるとき）", "NAME"))
    parts: Path | None = field(
        default=None, metadata=option("--parts", "部位の範囲（面のファイル）", "PATH", read=Path)
    )
    layer: str = field(default="", metadata=option("--layer", "部位のレイヤの名前", "LAYER"))
    kind: str = field(
        default="",
        metadata=option(
            "--kind", "部位のファイルがないとき、設計面全体の種別", "KIND", choices=("天端", "法面", "小段")
        ),
    )
    limit: tuple[str, ...] = field(
        default=(),
        metadata=option(
            "--limit", "規格値（個々/平均、mm、例 天端=150/50）", "KIND=MM/MM", many=True, read=_limit
        ),
    )
    way: str = field(
        default="vertical",
        metadata=option(
            "--way",
            "法面の較差の測り方（鉛直・直角・水平）",
            "WAY",
            choices=("vertical", "normal", "horizontal"),
        ),
    )
    edge: float = field(
        default=0.05,
        metadata=option("--edge", "評価しない縁の幅（m、はじめは 0.05、未確認）", "METRES", read=_edge),
    )
    classes: tuple[int, ...] = field(
        default=(),
        metadata=option("--classes", "使う分類の番号（はじめはノイズ以外）", "N,N", read=classes_of),
    )
    name: str = field(default="", metadata=option("--name", "件名", "TEXT"))
    date: str = field(default="", metadata=option("--date", "計測日（書かなければ未確認）", "TEXT"))
    crs: str = field(default="", metadata=CRS)
    heights: str = field(default="", metadata=HEIGHTS)
    to: tuple[Path, ...] = field(
        default=(),
        metadata=option("--to", "書き出すファイル（.pdf .xlsx .json）", "FILE", many=True, read=_target),
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-asbuilt.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compare and tell.

    Raises
    ------
    layers.errors.GisError
        When a file cannot be read, or the design lies elsewhere.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.cli.scanshapes import vector_at
    from gisapp.desks.survey.asbuiltasked import limits_of, parts_of, whole
    from gisapp.desks.survey.asbuiltparts import Kind, Way, evaluate
    from gisapp.desks.survey.designs import design_of
    from gisapp.desks.survey.scans import box_of
    from gisapp.desks.survey.sectionasked import title_of

    started = time.perf_counter()
    if (arguments.parts is None) == (not arguments.kind):
        raise Stop(
            "--parts（部位の範囲）か --kind（全体の種別）のどちらか一つを指定してください。", Exit.USAGE
        )
    limits = limits_of(arguments.limit)
    way = Way(arguments.way)
    layer = cloud_at(arguments.path, arguments.crs, console, heights=arguments.heights)
    design = design_of(
        arguments.design, arguments.surface, layer.data.crs, box_of(layer.data), console.feedback
    )
    if arguments.parts is not None:
        parts = parts_of(vector_at(arguments.parts, arguments.layer, layer.data.crs, console), limits, way)
    else:
        parts = (whole(design, Kind(arguments.kind), limits, way),)
    found = evaluate(
        layer.data, design, parts, console.feedback, edge=arguments.edge, classes=arguments.classes
    )
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    title = title_of([layer], arguments.name, made, surveyed=arguments.date)
    named = f"{design.name}（{arguments.design.name}）"
    answer = {
        "crs": layer.data.crs,
        "design": design.name,
        "edge": arguments.edge,
        "parts": [_plain(one) for one in found],
        "files": [str(path) for path in arguments.to],
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    for path in arguments.to:
        _write(path, found, title, named, arguments.edge, answer)
    if arguments.json:
        console.answer_json(answer)
    else:
        _tell(found, console)
        console.tell_findings(console.feedback.findings)
        for path in arguments.to:
            console.answer(f"{path} に書き出しました。")
    return Exit.OK


def _write(
    path: Path,
    found: Sequence[Evaluation],
    title: Title,
    design: str,
    edge: float,
    answer: dict[str, Any],
) -> None:
    import json

    from gisapp.desks.survey.asbuiltsheet import asbuilt_book, asbuilt_drawings
    from gisapp.paper.pages import write_pages
    from layers import atomicfile

    suffix = path.suffix.lower()
    if suffix == ".json":
        content = (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()
    elif suffix == ".xlsx":
        content = asbuilt_book(found, title, design, edge)
    else:
        content = write_pages(asbuilt_drawings(found, title, design, edge), title.name, title.made)
    atomicfile.write(path, content)


def _plain(one: Evaluation) -> dict[str, Any]:
    verdict, limits = one.verdict, one.part.limits

    def figure(value: float) -> float | None:
        return None if math.isnan(value) else round(value, 4)

    return {
        "name": one.part.name,
        "kind": one.part.kind.value,
        "way": one.part.way.value,
        "outcome": one.outcome.value,
        "count": verdict.count,
        "density": round(verdict.density, 4),
        "area": round(one.area, 3),
        "mean": figure(verdict.mean),
        "largest": figure(verdict.largest),
        "smallest": figure(verdict.smallest),
        "rejected": verdict.rejected,
        "rejected_share": round(verdict.rejected / verdict.count, 6) if verdict.count else None,
        "within_half": figure(verdict.within_half),
        "within_most": figure(verdict.within_most),
        "limit": limits.single,
        "limit_confirmed": limits.single_sure,
        "mean_limit": limits.mean,
        "mean_limit_confirmed": limits.mean_sure,
        "at_edge": one.at_edge,
        "off_design": one.off_design,
        "cells": one.cells,
        "empty_cells": one.empty,
    }


def _tell(found: Sequence[Evaluation], console: Console) -> None:
    from gisapp.desks.survey.asbuiltparts import OUTCOMES
    from gisapp.desks.survey.asbuiltsheet import rows_of

    for one in found:
        console.answer(f"{one.part.name}（{one.part.kind.value}）: {OUTCOMES[one.outcome]}")
        for name, value, limit, judged in rows_of(one):
            console.answer(f"  {name} {value}　規格値 {limit}　{judged}".replace("　規格値 —　—", ""))
