"""``gisapp check``: are the data of a project there, as they were, and sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import SEVERITIES, by_code, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import place, switch
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.cli.sources import Standing
    from layers.base import Layer

EXAMPLES = """\
例:
  gisapp check 町.gisproj
  gisapp check 町.gisproj --json --strict

終了コード: 0 問題なし / 1 データがない、またはエラーがある（--strict では注意も）"""

MISSING = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」のデータ {file} が見つかりません。")
CHANGED = QT_TRANSLATE_NOOP(
    CONTEXT, "レイヤ「{layer}」のデータ {file} は、読み込んだ後に変わっています。次に開くとき読み直します。"
)
NOT_READ = QT_TRANSLATE_NOOP(
    CONTEXT, "レイヤ「{layer}」は、この PC ではまだ読み込んでいません。次に開くとき読み込みます。"
)
NOT_ASKED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "レイヤ「{layer}」のデータベース（{file}）が、読み込んだ後に変わったかどうかは未確認です。",
)
UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」の種類は、この版では調べられません。")


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    project: Path = field(metadata=place("プロジェクト（.gisproj）", "PROJECT", read=Path))
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/check.json）"))
    strict: bool = field(default=False, metadata=switch("--strict", "注意があっても終了コード 1 にする"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Look at every layer's source and at what was read of it; nothing is read in or changed.

    Raises
    ------
    layers.errors.GisError
        When the project itself cannot be read.
    """
    from layers import projectfile
    from layers.settling import with_records

    if not projects.is_project(arguments.project):
        raise Stop(f"プロジェクト（{projects.SUFFIX}）を指定してください: {arguments.project}", Exit.USAGE)
    projects.use_settings()
    loaded = projectfile.read(arguments.project)
    found = list(loaded.findings)
    told = []
    layers = with_records(loaded.project).layers
    for number, layer in enumerate(layers):
        console.feedback.step(number, len(layers), Message("{layer}", {"layer": layer.name}))
        row, findings = _look(layer)
        told.append(row)
        found.extend(findings)
    grave = {Severity.ERROR, Severity.WARNING} if arguments.strict else {Severity.ERROR}
    sound = not any(finding.severity in grave for finding in found)
    if arguments.json:
        console.answer_json(
            {
                "project": str(arguments.project),
                "sound": sound,
                "layers": told,
                "findings": {code: count for code, (_, count) in by_code(found).items()},
                "finding_list": [plain_finding(finding) for finding in found],
            }
        )
    else:
        for row in told:
            console.answer(f"{_STATES[row['state']]}  {row['name']}（{row['features']:,} 件）")
        for first, count in by_code(found).values():
            console.answer(f"  [{SEVERITIES[first.severity]}] {count:,} 件  {first.message}")
        console.answer("問題はありません。" if sound else "直すところがあります。")
    return Exit.OK if sound else Exit.FINDINGS


_STATES = {
    "ok": "よし    ",
    "changed": "変更あり",
    "missing": "なし    ",
    "not-read": "未読込  ",
    "unknown": "不明    ",
}
"""What the state of a layer is called."""


def _look(layer: Layer) -> tuple[dict[str, Any], list[Finding]]:
    """Return the row of a layer in the answer, and what is wrong with it."""
    from gisapp.cli import anysource
    from gisapp.cli.sources import SOURCES, Standing

    standing: Standing | None
    if layer.in_project:
        manifest = layer.data.store.manifest
        standing = Standing(read=True, current=True, made=manifest["made"], features=manifest["count"])
    elif layer.kind in ("vector", "terrain", "raster", "pointcloud"):
        standing = anysource.standing(layer)
    else:
        source = SOURCES.get(layer.source.importer)
        standing = None if source is None else source().standing(layer)
    state, finding = _state(layer, standing)
    found = [] if finding is None else [finding]
    if standing is not None:
        found.extend(standing.findings)
    row = {
        "id": layer.id,
        "name": layer.name,
        "kind": layer.kind,
        "source": str(layer.source.path),
        "state": state,
        "features": 0 if standing is None else standing.features,
        "read": "" if standing is None else standing.made,
        "findings": {code: count for code, (_, count) in by_code(found).items()},
    }
    return row, found


def _state(layer: Layer, standing: Standing | None) -> tuple[str, Finding | None]:
    from importers.registry import is_live

    values = {"layer": layer.name, "file": layer.source.path.name}
    where = Where(str(layer.source.path))
    if standing is None:
        return "unknown", Finding(Severity.WARNING, "layer-kind-unknown", UNKNOWN, values, where)
    if standing.current is None:
        return "missing", Finding(Severity.ERROR, "source-missing", MISSING, values, where)
    if not standing.read:
        return "not-read", Finding(Severity.INFO, "source-not-read", NOT_READ, values, where)
    if is_live(layer.source.importer):
        return "unknown", Finding(Severity.INFO, "database-not-asked", NOT_ASKED, values, where)
    if not standing.current:
        return "changed", Finding(Severity.WARNING, "source-changed", CHANGED, values, where)
    return "ok", None
