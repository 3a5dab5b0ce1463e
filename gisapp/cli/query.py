"""``gisapp query``: asks a layer with an expression, counts, and makes figures by group."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.where import conditions_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.cli.console import Console
    from gisapp.desks.statistics import Line, Question, Summary
    from layers.base import Layer
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp query 町.gisproj 建物 --where "計測高さ > 10 かつ 用途 が 住宅, 共同住宅 のどれか"
  gisapp query 町.gisproj 建物 --where "レイヤ「洪水」 に重なる" --group-by 用途 --of 延床面積
  gisapp query 町.gisproj 建物 --group-by レイヤ「自治会」 --json
式の書き方は docs/CLI.md にあります。"""
METHODS = ("standard", "pretty", "quantile")


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("プロジェクト（.gisproj）またはデータ", "PATH", read=Path))
    layer: str = field(default="", metadata=place("レイヤの名前か ID。一つしかなければ省ける", "LAYER"))
    where: str = field(default="", metadata=option("--where", "条件の式", "式"))
    group_by: str = field(
        default="", metadata=option("--group-by", "項目、または レイヤ「名前」（その区域ごと）", "項目")
    )
    of: str = field(default="", metadata=option("--of", "合計や平均を出す数の項目", "項目"))
    method: str = field(
        default="standard", metadata=option("--method", "数の区切り方", "方法", choices=METHODS)
    )
    classes: int = field(
        default=7, metadata=option("--classes", "数をいくつに区切るか（2 から 20）", "N", read=int)
    )
    ids: int = field(
        default=0, metadata=option("--ids", "当てはまるものの ID を、はじめの N 件まで答える", "N", read=int)
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/query.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Ask, and answer with counts.

    Raises
    ------
    layers.errors.GisError
        When the layer cannot be opened or the expression cannot be read.
    """
    import numpy as np

    from layers import filters
    from layers.query.words import vocabulary
    from layers.query.write import written

    if not 2 <= arguments.classes <= 20 or arguments.ids < 0:
        raise Stop("--classes は 2 から 20、--ids は 0 以上にしてください。", Exit.USAGE)
    opened = projects.open_inputs([arguments.path], console.feedback)
    layer = projects.choose_layer(opened.project, arguments.layer)
    if layer.data is None:
        raise Stop(
            f"レイヤ「{layer.name}」のデータが開けません。gisapp check で確かめてください。", Exit.FAILED
        )
    started = time.perf_counter()
    layer, conditions = conditions_of(layer, opened.project, arguments.where, console)
    truth = filters.truth_of(layer, conditions, console.feedback)
    summary = _summary(arguments, layer, opened.project, truth.holds, console)
    words = vocabulary(layer, opened.project.layers)
    answer: dict[str, Any] = {
        "layer": layer.id,
        "layer_name": layer.name,
        "where": written(
            filters.AllOf(conditions) if len(conditions) > 1 else next(iter(conditions), None), words
        ),
        "features": len(layer.table()),
        "matching": int(np.count_nonzero(truth.holds)),
        "unknown": int(np.count_nonzero(truth.unknown)),
        "groups": None if summary is None else _plain(summary),
        "ids": _ids(layer, np.flatnonzero(truth.holds)[: arguments.ids]),
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(f"{answer['features']:,} 件のうち {answer['matching']:,} 件")
    if answer["unknown"]:
        console.answer(f"値が未確認のため分からないもの {answer['unknown']:,} 件")
    if summary is not None:
        for line in _sheet(summary):
            console.answer(line)
    for one in answer["ids"]:
        console.answer(one)
    return Exit.OK


def _summary(
    arguments: Arguments, layer: Layer, project: Project, chosen: NDArray[np.bool_], console: Console
) -> Summary | None:
    if not arguments.group_by and not arguments.of:
        return None
    from gisapp.desks.statistics import By, Method, Question, summarise

    of = _column(layer, arguments.of) if arguments.of else ""
    by, name, other = By.NOTHING, "", None
    if arguments.group_by.startswith("レイヤ"):
        name = arguments.group_by.removeprefix("レイヤ").strip().strip("「」")
        other = projects.choose_layer(project, name)
        by, name = By.AREAS, other.id
    elif arguments.group_by:
        by, name = By.COLUMN, _column(layer, arguments.group_by)
    question = Question(by, name, Method(arguments.method), arguments.classes, of)
    return summarise(layer, question, chosen, other, feedback=console.feedback)


def _column(layer: Layer, name: str) -> str:
    from gisapp.cli.conditions import attribute_of

    return attribute_of(name, layer).name


def _plain(summary: Summary) -> dict[str, Any]:
    question: Question = summary.question
    return {
        "by": str(question.by),
        "name": question.name,
        "of": question.of,
        "unit": summary.of.unit if summary.of is not None else "",
        "lines": [_line(summary, one) for one in summary.lines],
        "total": _line(summary, summary.total),
    }


def _line(summary: Summary, one: Line) -> dict[str, Any]:
    return {
        "kind": str(one.kind),
        "label": one.label.format(count=one.merged) if one.merged else one.label,
        "code": one.code,
        "count": one.count,
        "share": round(summary.share(one), 3),
        "known": one.known,
        **{str(measure): value for measure, value in one.figures.items()},
    }


def _sheet(summary: Summary) -> list[str]:
    from gisapp.desks.statistics import OF_COLUMN

    names = {"sum": "合計", "mean": "平均", "median": "中央値", "min": "最小", "max": "最大"}
    heads = ["", "件数", "割合"]
    if summary.of is not None:
        heads += [*names.values(), "値が未確認"]
    rows = [heads]
    for one in (*summary.lines, summary.total):
        plain = _line(summary, one)
        cells = [plain["label"] or "（空）", f"{one.count:,}", f"{plain['share']:.1f} %"]
        if summary.of is not None:
            cells += [f"{one.figures[each]:,.2f}" if each in one.figures else "—" for each in OF_COLUMN]
            cells.append(f"{one.count - one.known:,}")
        rows.append(cells)
    return aligned(rows, frozenset(range(1, len(heads))))


def _ids(layer: Layer, rows: NDArray[np.intp]) -> list[str]:
    if not len(rows):
        return []
    names = {one.name for one in layer.table().attributes}
    column = next((name for name in ("gml_id", "id", "building_id") if name in names), "")
    if not column:
        return [str(row) for row in rows.tolist()]
    return [str(one) for one in layer.table().texts(column)[rows]]
