"""``gisapp areas mapbook``: a page for each association, and an index, as one PDF."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp import __version__
from gisapp.cli import projects
from gisapp.cli.areas_ledger import NO_LEDGER, PlaceArguments, places_said
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp areas mapbook 町.gisproj --out 自治会区域図集.pdf
  gisapp areas mapbook 町.gisproj --out 帆柱町.pdf --only J005 --department "自治振興課"

索引と全体図の後に、1 自治会 1 頁の区域図が続きます。役員の情報は入りません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments(PlaceArguments):
    """What may be said on the command line."""

    out: Path = field(metadata=option("--out", "書き出す PDF", "FILE.pdf", read=Path))
    only: tuple[str, ...] = field(
        default=(), metadata=option("--only", "この自治会だけ（コードか名称）。何度でも", "CODE", many=True)
    )
    department: str = field(
        default="",
        metadata=option(
            "--department", "プロジェクトにあるものの代わりの、お問い合わせ先（部署と電話）", "TEXT"
        ),
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/areas-mapbook.json）")
    )


def run(arguments: Arguments, console: Console) -> int:
    """Draw the map book.

    Raises
    ------
    Stop
        When there is no ledger, or the file is no PDF.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.areaground import ground_of
    from gisapp.areastock import ledger_of, proposed
    from gisapp.desks.areas.contact import contact_of
    from gisapp.desks.areas.mapbook import Making, book_of
    from gisapp.export.target import replacing

    started = time.perf_counter()
    if arguments.out.suffix.lower() != ".pdf":
        raise Stop(f"--out の名前は .pdf で終わらせてください: {arguments.out}", Exit.USAGE)
    opened = projects.open_inputs(list(arguments.paths), console.feedback)
    project = opened.project
    asked = places_said(arguments, project, proposed(project, console.feedback, ()))
    made = ledger_of(project, arguments.day, asked, console.feedback)
    if not len(made.figures):
        raise Stop(NO_LEDGER, Exit.FAILED)
    department = arguments.department or contact_of(project)
    making = Making(datetime.now().astimezone(), f"gisapp {__version__}", department, arguments.only)
    ground = ground_of(project, asked.buildings)
    book = book_of(made.figures, made.shapes, ground, making, console.feedback)
    with replacing(arguments.out, overwrite=arguments.overwrite) as path:
        path.write_bytes(book.content)
    findings = [*opened.findings, *console.feedback.findings]
    if arguments.json:
        console.answer_json(
            {
                "file": str(arguments.out),
                "pages": book.pages,
                "associations": [{"code": one.code, "name": one.name} for one in book.associations],
                "without_area": [{"code": one.code, "name": one.name} for one in book.without_area],
                "finding_list": [plain_finding(one) for one in findings],
                "seconds": round(time.perf_counter() - started, 3),
            }
        )
        return Exit.OK
    console.tell_findings(findings)
    console.answer(
        f"{arguments.out} に {len(book.associations):,} 自治会（{book.pages:,} 頁）を書き出しました。"
    )
    return Exit.OK
