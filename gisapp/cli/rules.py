"""``gisapp rules``: every regulation at a place, and the checker of the table of regulations."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.planning.regulations import Row

EXAMPLES = """\
例:
  gisapp rules 町.gisproj --at 129.335,32.853
  gisapp rules 町.gisproj --lot 敷地.geojson --json
  gisapp rules 町.gisproj --building bldg_0123 --table 市の規制.json
  gisapp rules --check 市の規制.json

資料のない規制は「未確認」と答えます。終了コード: 0 答えた / 1 --check で誤りがあった"""
WORDS = {"applies": "該当", "not": "該当なし", "confirm": "要確認", "unknown": "未確認"}


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        default=(), metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    at: str = field(default="", metadata=option("--at", "地点（経度,緯度）", "LON,LAT"))
    lot: Path | None = field(
        default=None,
        metadata=option("--lot", "敷地の面（GeoJSON など）、または site.json", "FILE", read=Path),
    )
    building: str = field(default="", metadata=option("--building", "建物の gml:id", "ID"))
    number: str = field(default="", metadata=option("--number", "地番", "地番"))
    on: str = field(default="", metadata=option("--on", "いつの規制か（はじめは今日）", "YYYY-MM-DD"))
    table: Path | None = field(
        default=None, metadata=option("--table", "市の規制の一覧（JSON）", "FILE", read=Path)
    )
    check: Path | None = field(
        default=None, metadata=option("--check", "規制の一覧を調べるだけ", "FILE", read=Path)
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/rules.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Answer for a place, or check a table.

    Raises
    ------
    Stop
        When the place cannot be understood.
    layers.errors.GisError
        When the project, the table or the lot cannot be used.
    """
    if arguments.check is not None:
        return _checked(arguments.check, console, plain=arguments.json)
    from gisapp.cli.planningplace import day_of, place_of, plain_place, table_of
    from gisapp.desks.planning.regulations import rules_at

    if not arguments.paths:
        raise Stop("プロジェクトかデータを指定してください。", Exit.USAGE)
    on = day_of(arguments.on)
    table = table_of(arguments.table)
    opened = projects.open_inputs(arguments.paths, console.feedback)
    project = opened.project
    place = place_of(project, arguments, table, console.feedback)
    rows = rules_at(place.area, project.crs, project.layers, table, on)
    if arguments.json:
        console.answer_json(
            {
                "table": table.name,
                "on": on.isoformat(),
                "place": plain_place(place, project.crs),
                "rules": [plain_row(row) for row in rows],
            }
        )
        return Exit.OK
    console.tell_findings(opened.findings)
    console.answer(f"{place.words}（{table.name}、{on.isoformat()} の規制）")
    said = [(f"  {row.regulation.name}", WORDS[row.answer], _told(row)) for row in rows]
    for line in aligned(said):
        console.answer(line)
    return Exit.OK


def _told(row: Row) -> str:
    doubts = "".join(map(str, row.doubts))
    return f"{row.text}（{doubts}）" if row.text and doubts else row.text or doubts


def plain_row(row: Row) -> dict[str, Any]:
    """Return an answer for JSON."""
    regulation = row.regulation
    office = regulation.office
    return {
        "id": regulation.id,
        "name": regulation.name,
        "group": regulation.group,
        "answer": row.answer.value,
        "text": row.text,
        "doubts": [str(one) for one in row.doubts],
        "basis": regulation.basis,
        "office": None if office is None else {"name": office.name, "phone": office.phone},
        "printed": row.printed,
        "principle": regulation.principle.value,
        "decided": None if row.decided is None else row.decided.label,
        "parts": [
            {
                "label": part.label,
                "text": part.text,
                "values": dict(part.values),
                "area": round(part.area, 3),
                "share": round(part.share, 6),
                "features": [{"layer": layer, "feature": feature} for layer, feature in part.features],
            }
            for part in row.parts
        ],
        "sources": [
            {
                "layer": one.layer,
                "name": one.name,
                "file": one.file,
                "date": one.date,
                "digest": one.digest,
                "credit": one.credit,
                "reaches": one.reaches,
            }
            for one in row.used
        ],
    }


def _checked(path: Path, console: Console, *, plain: bool) -> int:
    from gisapp.cli.planningplace import content_of
    from gisapp.desks.planning.regulationfile import examined

    table, faults = examined(content_of(path))
    if plain:
        console.answer_json(
            {
                "table": table.name,
                "regulations": len(table.regulations),
                "faults": [str(one) for one in faults],
            }
        )
    else:
        for one in faults:
            console.answer(f"[誤り] {one}")
        said = f"誤り {len(faults):,} 件" if faults else "誤りはありません"
        console.answer(f"{table.name}: 規制 {len(table.regulations):,} 件、{said}。")
    return Exit.FINDINGS if faults else Exit.OK
