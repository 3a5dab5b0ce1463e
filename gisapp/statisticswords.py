"""An answer of the desk of statistics as words: lines of a table, a CSV file, bars."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from gisapp.desks.statistics import OF_COLUMN, LineKind, Measure, Summary
from layers import atomicfile
from layers.messages import QT_TRANSLATE_NOOP
from styles import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gisapp.desks.statistics import Line
    from layers.feedback import Feedback

MEASURES: dict[Measure, str] = {
    Measure.COUNT: QT_TRANSLATE_NOOP("messages", "件数"),
    Measure.SHARE: QT_TRANSLATE_NOOP("messages", "割合"),
    Measure.SUM: QT_TRANSLATE_NOOP("messages", "合計"),
    Measure.MEAN: QT_TRANSLATE_NOOP("messages", "平均"),
    Measure.MEDIAN: QT_TRANSLATE_NOOP("messages", "中央値"),
    Measure.MIN: QT_TRANSLATE_NOOP("messages", "最小"),
    Measure.MAX: QT_TRANSLATE_NOOP("messages", "最大"),
}
"""What each measure is called."""
WORKING = QT_TRANSLATE_NOOP("messages", "集計する")
GROUP = QT_TRANSLATE_NOOP("messages", "区分")
NOT_KNOWN = QT_TRANSLATE_NOOP("messages", "値が未確認")
UNKNOWN = QT_TRANSLATE_NOOP("messages", "未確認")
TOTAL = QT_TRANSLATE_NOOP("messages", "合計")


def measures(summary: Summary) -> tuple[Measure, ...]:
    """Return what is told of each group."""
    plain = (Measure.COUNT, Measure.SHARE)
    if summary.of is None:
        return plain
    # Years have no sum, and neither has a year's mean a meaning that anybody asks for.
    of = tuple(one for one in OF_COLUMN if summary.of.kind != "year" or one is not Measure.SUM)
    return (*plain, *of)


def label(line: Line, say: Callable[[str], str]) -> str:
    """Return what a group is called."""
    if line.merged:
        return say(line.label).format(count=figures.figure(line.merged))
    return say(line.label)


def value(summary: Summary, line: Line, measure: Measure) -> float | None:
    """Return a figure of a group, None where nothing is known."""
    if measure is Measure.COUNT:
        return float(line.count)
    if measure is Measure.SHARE:
        return summary.share(line)
    return line.figures.get(measure)


def words(summary: Summary, line: Line, measure: Measure, say: Callable[[str], str]) -> str:
    """Return a figure of a group with its unit; 「未確認」 where nothing is known."""
    found = value(summary, line, measure)
    if found is None:
        return say(UNKNOWN)
    if measure is Measure.COUNT:
        return figures.figure(found)
    if measure is Measure.SHARE:
        return figures.figure(found, "%", 1)
    kind, unit = (summary.of.kind, summary.of.unit) if summary.of is not None else ("number", "")
    whole = kind in ("integer", "year") and measure in (Measure.SUM, Measure.MIN, Measure.MAX)
    if kind == "year":
        return f"{found:.0f}{unit}" if whole else f"{found:.1f}{unit}"
    return figures.figure(found, unit, 0 if whole else 2)


def headings(summary: Summary, say: Callable[[str], str]) -> list[str]:
    """Return what stands above the columns."""
    group = summary.group.label if summary.group is not None else GROUP
    found = [say(group), *(say(MEASURES[one]) for one in measures(summary))]
    return [*found, say(NOT_KNOWN)] if summary.of is not None else found


def rows(summary: Summary, say: Callable[[str], str]) -> list[list[str]]:
    """Return the lines for reading, the total last."""
    found = []
    for line in (*summary.lines, summary.total):
        cells = [label(line, say) if line is not summary.total else say(TOTAL)]
        cells += [words(summary, line, one, say) for one in measures(summary)]
        if summary.of is not None:
            cells.append(figures.figure(line.count - line.known))
        found.append(cells)
    return found


def plain_rows(summary: Summary, say: Callable[[str], str]) -> list[list[str]]:
    """Return the lines for other programs: numbers without commas and units; units stand in the headings."""
    unit = f"（{summary.of.unit}）" if summary.of is not None and summary.of.unit else ""
    heads = headings(summary, say)
    told = measures(summary)
    for place, one in enumerate(told, 1):
        heads[place] += "（%）" if one is Measure.SHARE else unit if one in OF_COLUMN else ""
    found = [heads]
    for line in (*summary.lines, summary.total):
        cells = [label(line, say) if line is not summary.total else say(TOTAL)]
        for one in told:
            number = value(summary, line, one)
            cells.append("" if number is None else f"{number:.10g}")
        if summary.of is not None:
            cells.append(str(line.count - line.known))
        found.append(cells)
    return found


def tabs(lines: Sequence[Sequence[str]]) -> str:
    """Return lines as text with tabs, for pasting into a spreadsheet."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for cells in lines) + "\n"


def write_csv(lines: Sequence[Sequence[str]], path: Path, *, feedback: Feedback) -> Path:
    """Write lines as CSV in UTF-8 with the mark by which spreadsheets know it, beside and renamed.

    Raises
    ------
    layers.errors.ExportFailed
        The old file is then untouched.
    """
    feedback.step()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    # What a spreadsheet would take for a formula gets an apostrophe in front.
    writer.writerows(
        [f"'{cell}" if cell[:1] in ("=", "+", "@", "\t") else cell for cell in cells] for cells in lines
    )
    atomicfile.write(path, text.getvalue().encode("utf-8-sig"), 0)
    return path


def role(line: Line) -> str:
    """Return in which colour a group's bar is."""
    return {LineKind.GROUP: "accent", LineKind.UNKNOWN: "warn"}.get(line.kind, "line")
