"""``gisapp areas compare``: versions of departments are matched and compared, association by association."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp import __version__
from gisapp.cli import areainput
from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.areas.boundaries import Moved
    from gisapp.desks.areas.difference import Comparison
    from layers.project import Project

TABLES, SHAPES, SHEETS = (".xlsx", ".csv"), (".gpkg", ".geojson"), (".pdf", ".html")
EXAMPLES = """\
例:
  gisapp areas compare 町.gisproj --a "区域 自治振興課" --b "区域 防災課" --out 比較.pdf
  gisapp areas compare 町.gisproj --a 台帳 --b 学校区の図.shp --out 食い違い.csv
  gisapp areas compare 町.gisproj --a 台帳 --b 防災課 --c 廃棄物課 --out 比較.xlsx --json

--out の種類: .pdf .html 報告書 / .xlsx すべての表 / .gpkg .geojson 食い違う場所の形 /
.csv 食い違う場所（「決定」「部署」「理由」の列に書き込むと、gisapp areas merge --decide で使えます）
動いた境界の線は --lines で書き出します。"""


def target(text: str) -> Path:
    """Return the file that is to be written.

    Raises
    ------
    ValueError
        When nothing here writes such a file.
    """
    path, known = Path(text), (*SHEETS, *TABLES, *SHAPES)
    if path.suffix.lower() not in known:
        raise ValueError(f"名前は {' '.join(known)} のどれかで終わらせてください")
    return path


def metres(text: str) -> float:
    """Return a number that is no less than nought.

    Raises
    ------
    ValueError
        When it is none.
    """
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found < 1e6:
        raise ValueError(f"0 以上の数で書いてください: {text}")
    return found


@dataclass(frozen=True, kw_only=True)
class CompareArguments(areainput.AreaArguments):
    """What may be said to the commands that compare versions."""

    a: str = field(metadata=option("--a", f"基準にする版。{areainput.VERSION}", "VERSION"))
    b: str = field(metadata=option("--b", "比べる版", "VERSION"))
    c: tuple[str, ...] = field(
        default=(), metadata=option("--c", "さらに比べる版。何度でも指定できる", "VERSION", many=True)
    )
    width: float = field(
        default=1.0,
        metadata=option("--width", "これより細い違いは数えない（m、はじめは 1）", "METRES", read=metres),
    )
    area: float = field(
        default=20.0,
        metadata=option("--area", "これより小さい違いは数えない（m²、はじめは 20）", "M2", read=metres),
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)


@dataclass(frozen=True, kw_only=True)
class Arguments(CompareArguments):
    """What may be said on the command line."""

    out: Path | None = field(
        default=None,
        metadata=option("--out", "書き出すファイル（.pdf .xlsx .csv .gpkg .geojson）", "FILE", read=target),
    )
    lines: Path | None = field(
        default=None,
        metadata=option("--lines", "動いた境界の線を書き出すファイル（.gpkg .geojson）", "FILE", read=Path),
    )
    json: bool = field(default=False, metadata=switch("--json", areainput.JSON.format("areas-compare")))


def compared(arguments: CompareArguments, console: Console) -> tuple[Project, Comparison]:
    """Open the project, and compare the versions that are meant.

    Raises
    ------
    Stop
        When a version is not there, or twice the same.
    layers.errors.GisError
        When something cannot be used.
    """
    from gisapp.desks.areas.decisions import confirmed_pairs, decisions_of
    from gisapp.desks.areas.difference import Tolerance, compare
    from gisapp.desks.areas.homes import NO_HOMES, homes_of

    project = areainput.opened(arguments, console).project
    said = (arguments.a, arguments.b, *arguments.c)
    sets = [
        areainput.version(project, one, console, day=arguments.day, columns=arguments.columns) for one in said
    ]
    if len(set(said)) < len(said):
        raise Stop(f"別々の版を指定してください: {' '.join(said)}", Exit.USAGE)
    layer = areainput.buildings_in(project, arguments.buildings)
    homes = NO_HOMES if layer is None else homes_of(layer)
    small = Tolerance(arguments.width, arguments.area)
    pairs = confirmed_pairs(decisions_of(project))
    return project, compare(sets, homes, pairs, small, console.feedback)


def run(arguments: Arguments, console: Console) -> int:
    """Compare, write and tell.

    Raises
    ------
    Stop
        When a version is not there.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.areas.boundaries import moved
    from gisapp.desks.areas.comparetables import plain

    started = time.perf_counter()
    if arguments.lines is not None and arguments.lines.suffix.lower() not in SHAPES:
        raise Stop(f"--lines の名前は {' '.join(SHAPES)} のどれかで終わらせてください。", Exit.USAGE)
    project, made = compared(arguments, console)
    lines = moved(made, console.feedback)
    written = _write(arguments, project, made, lines, console)
    if arguments.json:
        console.answer_json(
            {
                **plain(made, lines),
                "written": written,
                "finding_list": [plain_finding(one) for one in console.feedback.findings],
                "seconds": round(time.perf_counter() - started, 3),
            }
        )
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    _tell(made, lines, console)
    for one in written:
        console.answer(f"{one} に書き出しました。")
    return Exit.OK


def _write(
    arguments: Arguments, project: Project, made: Comparison, lines: Moved, console: Console
) -> list[str]:
    from gisapp.desks.areas import comparetables
    from gisapp.desks.areas.comparelayers import boundaries_content, places_content
    from gisapp.desks.areas.comparesheet import compare_sheet
    from gisapp.desks.areas.decisions import decisions_of, standing
    from gisapp.desks.survey.writing import check_free
    from gisapp.export.formats import write_content
    from gisapp.paper.written import written as paper
    from layers import atomicfile

    now, program = datetime.now().astimezone(), f"gisapp {__version__}"
    found = []
    if arguments.out is not None:
        suffix = arguments.out.suffix.lower()
        if suffix in SHAPES:
            write_content(
                places_content(made), arguments.out, console.feedback, overwrite=arguments.overwrite
            )
        else:
            check_free(arguments.out, tuple(arguments.paths), overwrite=arguments.overwrite)
            if suffix in SHEETS:
                sheet = compare_sheet(made, lines, standing(decisions_of(project)), now, program)
                content = paper(sheet, suffix)
            elif suffix == ".xlsx":
                content = comparetables.write_xlsx(made, lines, now, program)
            else:
                content = comparetables.write_csv(made)
            atomicfile.write(arguments.out, content)
        found.append(str(arguments.out))
    if arguments.lines is not None:
        whole = boundaries_content(made, lines)
        write_content(whole, arguments.lines, console.feedback, overwrite=arguments.overwrite)
        found.append(str(arguments.lines))
    return found


def _tell(made: Comparison, lines: Moved, console: Console) -> None:
    from gisapp.desks.areas.comparetables import by_change, places_table

    matched, pieces = made.matched, made.pieces
    console.answer("、".join(f"{one.title} {len(one):,} 件" for one in made.sets))
    unsure = [one for one, group in enumerate(matched.groups) if group.confirm]
    console.answer(f"突き合わせた自治会 {len(matched.groups):,} 件（要確認 {len(unsure):,} 件）")
    for group in unsure:
        names = ("・".join(matched.names(group, one)) or "—" for one in range(len(made.sets)))
        console.answer(f"  要確認: {' ⇔ '.join(names)}")
    rows: list[list[str]] = [["違う自治会", "図", "出る m²", "入る m²", "割合 %", "建物", "住戸"]]
    for change in made.changes:
        rows += [
            [
                matched.name(group),
                made.sets[change.version].title,
                f"{change.lost[group]:,.0f}",
                f"{change.gained[group]:,.0f}",
                f"{100 * change.share[group]:.2f}",
                f"{change.buildings_lost[group] + change.buildings_gained[group]:,}",
                f"{change.dwellings_lost[group] + change.dwellings_gained[group]:,.0f}",
            ]
            for group in by_change(made, change.version).tolist()
        ]
    for text in aligned(rows if len(rows) > 1 else [], frozenset(range(2, 7))):
        console.answer(text)
    places: list[list[Any]] = places_table(made)
    count = len(made.sets)
    for row in places:
        console.answer(
            f"{row[0]}: {' ⇔ '.join(row[2 : 2 + count])}　{row[2 + count]:,.0f} m²"
            f"　建物 {row[3 + count]:,} 棟　住戸 {row[4 + count]:,} 戸"
        )
    console.answer(
        f"食い違う場所 {len(places):,} か所、動いた境界 {len(lines):,} 本"
        f"（許容差以下 {int(pieces.noise.sum()):,} か所は除く）"
    )
