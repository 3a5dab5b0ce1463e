"""What an unattended run tells: for programs, for people, and as one line of a log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.changes import WORDS, plain
from gisapp.desks.publish.handover import receipt_text
from gisapp.desks.publish.manifest import canonical
from gisapp.paper.document import Cell, Document, Figures, Heading, Paragraph, State, Table
from gisapp.paper.html import write_html
from layers import atomicfile

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.publish.admitting import Admitted, Refused
    from gisapp.desks.publish.changes import Changes
    from gisapp.desks.publish.recipe import Recipe
    from gisapp.paper.document import Block
    from layers.feedback import Finding

PUBLISHED, UNCHANGED, PARTLY, BLOCKED = "published", "unchanged", "partly", "blocked"
FAILED, STOPPED = "failed", "stopped"
TITLES = {
    PUBLISHED: "公開しました",
    UNCHANGED: "変わったものがないため、前の公開のままです",
    PARTLY: "審査を通ったものだけを公開しました",
    BLOCKED: "審査を通らないものがあるため、公開していません",
    FAILED: "公開できませんでした",
    STOPPED: "途中で止められました",
}
LOG = "log.txt"
MOST_LOG = 1 << 20
"""Bytes of the log, after which it becomes ``log.1.txt``."""
TITLE = "公開の実行結果"
FOOTER = "gisapp publish run の記録です。"


@dataclass(frozen=True)
class Report:
    """What came of a run.

    Attributes
    ----------
    state
        One of :data:`TITLES`.
    recipe
        Name of its file.
    began
        ISO 8601.
    seconds
        How long it took.
    admitted, refused
        Layers that passed the gate, and those that did not.
    written
        What was written, with bytes.
    changes
        From the publication before, None where nobody compared.
    findings
        What was found on the way.
    error, hint
        What prevented it.
    files
        Where the report itself was written.
    """

    state: str
    recipe: str
    began: str
    seconds: float = 0.0
    admitted: tuple[Admitted, ...] = ()
    refused: tuple[Refused, ...] = ()
    written: tuple[tuple[str, int], ...] = ()
    changes: Changes | None = None
    findings: tuple[Finding, ...] = ()
    error: str = ""
    hint: str = ""
    files: tuple[Path, ...] = field(default=())


def as_plain(report: Report) -> dict[str, Any]:
    """Return a report as plain values."""
    return {
        "state": report.state,
        "recipe": report.recipe,
        "began": report.began,
        "seconds": round(report.seconds, 3),
        "layers": [_admitted(one) for one in report.admitted],
        "refused": [_refused(one) for one in report.refused],
        "written": [{"path": path, "bytes": size} for path, size in report.written],
        "changes": None if report.changes is None else plain(report.changes),
        "findings": [
            {"code": one.code, "severity": str(one.severity), "message": str(one.message), "count": one.count}
            for one in report.findings
        ],
        "error": report.error,
        "hint": report.hint,
    }


def write_report(report: Report, recipe: Recipe) -> tuple[Path, ...]:
    """Write a report as JSON, HTML and text, a line of the log, and let the oldest reports go.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written.
    """
    folder = recipe.report
    folder.mkdir(parents=True, exist_ok=True)
    stem = "".join(one for one in report.began[:19] if one.isdigit())
    name, number = stem, 2
    while (folder / f"{name}.json").exists():
        name, number = f"{stem}-{number}", number + 1
    document = as_document(report)
    contents = {
        ".json": canonical(as_plain(report)),
        ".html": write_html(document).encode(),
        ".txt": receipt_text(document).encode("utf-8-sig"),
    }
    written = tuple(folder / f"{name}{suffix}" for suffix in contents)
    for path, content in zip(written, contents.values(), strict=True):
        atomicfile.write(path, content)
    _log(folder, report, name)
    kept = sorted(one.stem for one in folder.glob("[0-9]*.json"))
    for old in kept[: -recipe.reports]:
        for suffix in contents:
            (folder / f"{old}{suffix}").unlink(missing_ok=True)
    return written


def as_document(report: Report) -> Document:
    """Return a report as a sheet."""
    good = report.state in (PUBLISHED, UNCHANGED)
    out = len(report.admitted) if report.state in (PUBLISHED, PARTLY) else 0
    state = Cell(TITLES[report.state], State.PLAIN if good else State.DANGER)
    blocks: list[Block] = [
        Figures(
            (
                ("結果", state, report.error),
                ("公開したレイヤ", Cell(f"{out:,}"), "この実行で"),
                ("通らなかったレイヤ", Cell(f"{len(report.refused):,}"), "何も書いていないもの"),
            )
        )
    ]
    if report.hint:
        blocks.append(Paragraph(report.hint))
    if report.refused:
        rows = tuple((Cell(one.title), Cell(str(one.reason.message), State.DANGER)) for one in report.refused)
        blocks += [Heading("審査を通らなかったレイヤ"), Table(("レイヤ", "わけ"), rows, (0.3, 0.7))]
    if report.admitted:
        passed = tuple(
            (Cell(one.publication.title), Cell(f"{one.verdict.features:,}"), Cell(_by(one)))
            for one in report.admitted
        )
        blocks += [Heading("審査を通ったレイヤ"), Table(("レイヤ", "件数", "承認"), passed, (0.4, 0.2, 0.4))]
    if report.changes is not None:
        blocks += [Heading("前の公開との差"), _changes(report.changes)]
    if report.written:
        made = tuple((Cell(path), Cell(f"{size:,}")) for path, size in report.written)
        blocks += [Heading("書いたもの"), Table(("場所", "バイト"), made, (0.7, 0.3))]
    facts = (report.began, report.recipe, f"{report.seconds:.1f} 秒")
    return Document(TITLE, tuple(blocks), FOOTER, report.began, facts)


def _changes(changes: Changes) -> Table:
    def told(number: int | None) -> Cell:
        return Cell("未確認", State.UNKNOWN) if number is None else Cell(f"{number:,}")

    rows = [
        (Cell(one.title), Cell(WORDS[one.state]), *(told(n) for n in (one.added, one.removed, one.changed)))
        for one in changes.layers
    ]
    counts = "、".join(f"{WORDS[state]} {count:,}" for state, count in changes.counts.items())
    rows.append((Cell("ファイル"), Cell(counts), Cell(""), Cell(""), Cell("")))
    return Table(
        ("レイヤ", "状態", "増えた", "減った", "変わった"), tuple(rows), (0.3, 0.34, 0.12, 0.12, 0.12)
    )


def _by(one: Admitted) -> str:
    return f"{one.approval.department} {one.approval.when[:10]}"


def _admitted(one: Admitted) -> dict[str, Any]:
    counts = one.counted
    return {
        "title": one.publication.title,
        "features": one.verdict.features,
        "added": None if counts is None else counts[0],
        "removed": None if counts is None else counts[1],
        "changed": None if counts is None else counts[2],
        "department": one.approval.department,
        "approved": one.approval.when,
        "warnings": [one.code for one in one.verdict.warnings],
    }


def _refused(one: Refused) -> dict[str, Any]:
    concerns = () if one.verdict is None else one.verdict.concerns
    return {
        "title": one.title,
        "code": one.reason.code,
        "reason": str(one.reason.message),
        "concerns": [
            {"code": it.code, "severity": str(it.severity), "field": it.field, "count": it.count}
            for it in concerns
        ],
    }


def _log(folder: Path, report: Report, name: str) -> None:
    path = folder / LOG
    if path.exists() and path.stat().st_size > MOST_LOG:
        path.replace(folder / "log.1.txt")
    why = f"　{report.error}" if report.error else ""
    line = f"{report.began}　{report.state}　{report.recipe}　{report.seconds:.1f} s　{name}{why}\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
