"""``gisapp publish review``: what a citizen will see, what speaks against it, and the approval."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import SEVERITIES, aligned
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.publish.concerns import Concern, Verdict
    from gisapp.desks.publish.model import Publication
    from gisapp.desks.publish.review import Review
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp publish review 町.gisproj
  gisapp publish review 町.gisproj 避難所 --json
  gisapp publish review 町.gisproj 避難所 --recipe 夜間.yaml
  gisapp publish review 町.gisproj 避難所 --approve --department 広報課 --accept personal-phone --note 代表
  gisapp publish review 町.gisproj 避難所 --record 避難所の公開設定.json

公開の設定があるレイヤを調べ、市民に見えるもの、問題、前の公開との差を示します。
--approve は、部署・日時・覚え書きと共に承認をプロジェクトに記録します。エラーが残っていれば承認できません。
注意は --accept で一つずつ（コードか、コード/項目名）確かめたことにします。
公開してよい状態でないレイヤがあれば、終了コード 1 です。"""
SHOWN = 8
"""Rows that are printed; JSON has more."""
LONGEST = 24
"""Letters of a cell that is printed."""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("プロジェクト（.gisproj）", "PROJECT", read=Path))
    layer: str = field(default="", metadata=place("レイヤの名前か ID。省くと公開の設定があるすべて", "LAYER"))
    recipe: Path | None = field(
        default=None,
        metadata=option("--recipe", "このレシピの前の実行と比べる", "FILE.yaml", read=Path),
    )
    record: Path | None = field(
        default=None,
        metadata=option(
            "--record", "公開の設定（JSON）をプロジェクトに入れてから調べる", "FILE.json", read=Path
        ),
    )
    approve: bool = field(default=False, metadata=switch("--approve", "承認を記録する"))
    department: str = field(default="", metadata=option("--department", "審査した部署", "TEXT"))
    accept: tuple[str, ...] = field(
        default=(), metadata=option("--accept", "確かめた注意のコード。何度でも指定できる", "CODE", many=True)
    )
    note: str = field(default="", metadata=option("--note", "何を確かめたか", "TEXT"))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-review.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Judge, show, and approve where that was asked for.

    Raises
    ------
    Stop
        When the words do not fit together.
    layers.errors.GisError
        When something cannot be opened, or may not be approved.
    """
    from gisapp.desks.publish.gate import approve
    from layers import projectfile

    started = time.perf_counter()
    path = projects.file_of([arguments.path])
    if (arguments.approve or arguments.record is not None) and not arguments.layer:
        raise Stop("--approve と --record は、レイヤを一つ指定してください。", Exit.USAGE)
    if arguments.approve and not arguments.department:
        raise Stop("--approve には --department（審査した部署）が必要です。", Exit.USAGE)
    if arguments.record is not None:
        _put_record(path, arguments.layer, arguments.record)
    project = projects.open_inputs([path], console.feedback).project
    answers = []
    for publication in _wanted(project, arguments.layer):
        verdict, review = _looked(project, publication, arguments.recipe, console)
        if arguments.approve:
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            words = (verdict, arguments.department, arguments.note, now)
            # The file is read anew: nothing that opening the layers changed goes back into it.
            kept = approve(projectfile.read(path).project, publication, *words, accepted=arguments.accept)
            projectfile.save(kept, path)
            project = approve(project, publication, *words, accepted=arguments.accept)
        answers.append(_plain(project, publication, verdict, review))
        if not arguments.json:
            _tell(answers[-1], console)
    if arguments.json:
        whole = {
            "project": str(path),
            "approved": arguments.approve,
            "layers": answers,
            "seconds": round(time.perf_counter() - started, 3),
        }
        console.answer_json(whole)
    elif arguments.approve:
        console.answer(f"承認を {path} に記録しました（{arguments.department}）。")
    return Exit.OK if all(one["ready"] for one in answers) else Exit.FINDINGS


def _put_record(path: Path, name: str, file: Path) -> None:
    """Put what may be published of a layer into a project file."""
    from dataclasses import replace

    from gisapp.desks.publish.model import publication_read, with_publication
    from layers import plaindata, projectfile

    if not file.is_file():
        raise Stop(f"{file} がありません。", Exit.FAILED)
    project = projectfile.read(path).project
    layer = projects.choose_layer(project, name)
    said = plaindata.parse(file.read_bytes(), "")
    publication = replace(publication_read(said), layer=layer.id)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    projectfile.save(with_publication(project, publication, now), path)


def _wanted(project: Project, name: str) -> tuple[Publication, ...]:
    from gisapp.desks.publish.model import publication_of, publications

    if not name:
        found = publications(project)
        if not found:
            raise Stop(
                "公開の設定があるレイヤがありません。画面の公開デスクか --record で設定してください。",
                Exit.FAILED,
            )
        return found
    layer = projects.choose_layer(project, name)
    publication = publication_of(project, layer.id)
    if publication is None:
        raise Stop(f"レイヤ「{layer.name}」に公開の設定がありません。何も公開されません。", Exit.FAILED)
    return (publication,)


def _looked(
    project: Project, publication: Publication, recipe: Path | None, console: Console
) -> tuple[Verdict, Review | None]:
    from gisapp.desks.publish.admitting import former_prints
    from gisapp.desks.publish.gate import PICTURES, judge
    from gisapp.desks.publish.recipe import read_recipe
    from gisapp.desks.publish.review import review
    from gisapp.desks.publish.run import PRINTS
    from layers.errors import NotAllowed

    verdict = judge(project, publication, console.feedback)
    layer = project.layer(publication.layer)
    if layer is None or layer.data is None or layer.kind in PICTURES:
        return verdict, None
    before = None
    if recipe is not None:
        before = former_prints(read_recipe(recipe).state / PRINTS, publication.layer)
    try:
        return verdict, review(project, publication, before, console.feedback)
    except NotAllowed:
        return verdict, None  # the verdict says why


def _plain(
    project: Project, publication: Publication, verdict: Verdict, review: Review | None
) -> dict[str, Any]:
    from gisapp.desks.publish.gate import ready
    from gisapp.desks.publish.model import approval_of

    layer = project.layer(publication.layer)
    reason = ready(project, publication, verdict)
    approval = approval_of(project, publication)
    moved = None if review is None or review.difference is None else review.difference.counts
    return {
        "layer": publication.layer,
        "layer_name": "" if layer is None else layer.name,
        "title": publication.title,
        "record": publication.digest,
        "content": verdict.digest,
        "features": verdict.features,
        "blocked": verdict.blocked,
        "ready": reason is None,
        "reason": "" if reason is None else str(reason.message),
        "concerns": [_concern(one) for one in verdict.concerns],
        "columns": [] if review is None else [one.name for one in review.columns],
        "rows": []
        if review is None
        else [[_cell(value) for value in row.values()] for row in review.rows.to_pylist()],
        "extent": None if review is None else [round(one, 6) for one in review.extent],
        "difference": moved,
        "approval": None
        if approval is None
        else {"department": approval.department, "when": approval.when, "note": approval.note},
    }


def _concern(one: Concern) -> dict[str, Any]:
    return {
        "code": one.code,
        "key": one.key,
        "severity": str(one.severity),
        "field": one.field,
        "count": one.count,
        "rows": list(one.rows),
        "message": str(one.message),
        "proposal": str(one.advice),
    }


def _cell(value: object) -> str | float | int | bool | None:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return json.dumps(value, ensure_ascii=False, default=str)


def _tell(one: dict[str, Any], console: Console) -> None:
    from layers.feedback import Severity

    state = "公開できます" if one["ready"] else one["reason"]
    console.answer(f"■ {one['title']}（レイヤ「{one['layer_name']}」）　{one['features']:,} 件　{state}")
    for concern in one["concerns"]:
        word = SEVERITIES[Severity(concern["severity"])]
        console.answer(f"  [{word}] {concern['message']}（{concern['key']}）")
        if concern["proposal"]:
            console.answer(f"         → {concern['proposal']}")
    if one["columns"]:
        console.answer("  市民に見えるもの:")
        cells = [[_short(value) for value in row] for row in one["rows"][:SHOWN]]
        for line in aligned([one["columns"], *cells]):
            console.answer(f"    {line}")
        if one["features"] > SHOWN:
            console.answer(f"    ほか {one['features'] - SHOWN:,} 件")
    moved = one["difference"]
    if moved is not None:
        told = "、".join(
            f"{word} {moved[name]:,}"
            for name, word in (
                ("added", "増えた"),
                ("removed", "減った"),
                ("changed", "変わった"),
                ("same", "同じ"),
            )
        )
        console.answer(f"  前の公開との差: {told}")
    if one["approval"] is not None:
        console.answer(f"  承認: {one['approval']['department']} {one['approval']['when']}")


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
