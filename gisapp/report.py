"""Findings as a list to hand on: grouped, counted, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from layers.feedback import Where

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: QT_TRANSLATE_NOOP(CONTEXT, "エラー"),
    Severity.WARNING: QT_TRANSLATE_NOOP(CONTEXT, "注意"),
    Severity.INFO: QT_TRANSLATE_NOOP(CONTEXT, "お知らせ"),
}
"""What each severity is called, the gravest first."""

HEADINGS = (
    QT_TRANSLATE_NOOP(CONTEXT, "重さ"),
    QT_TRANSLATE_NOOP(CONTEXT, "種類"),
    QT_TRANSLATE_NOOP(CONTEXT, "内容"),
    QT_TRANSLATE_NOOP(CONTEXT, "件数"),
    QT_TRANSLATE_NOOP(CONTEXT, "ファイル"),
    QT_TRANSLATE_NOOP(CONTEXT, "行"),
    QT_TRANSLATE_NOOP(CONTEXT, "ID"),
    QT_TRANSLATE_NOOP(CONTEXT, "経度"),
    QT_TRANSLATE_NOOP(CONTEXT, "緯度"),
    QT_TRANSLATE_NOOP(CONTEXT, "標高"),
)
"""Columns of the CSV file."""

Translate = Callable[[Message], str]


@dataclass(frozen=True, eq=False)
class Kind:
    """Findings of one code.

    Attributes
    ----------
    code
        The code they share.
    severity
        The gravest of them.
    findings
        All of them, in the order in which they came.
    count
        How often it occurred.
    """

    code: str
    severity: Severity
    findings: tuple[Finding, ...]
    count: int


def kinds(findings: Iterable[Finding]) -> tuple[Kind, ...]:
    """Return findings grouped by code, the gravest first, then the most frequent."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    order = list(SEVERITIES)
    made = [
        Kind(
            code,
            min((finding.severity for finding in members), key=order.index),
            tuple(members),
            sum(finding.count for finding in members),
        )
        for code, members in groups.items()
    ]
    return tuple(sorted(made, key=lambda kind: (order.index(kind.severity), -kind.count, kind.code)))


def severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += finding.count
    return counts


def as_csv(findings: Sequence[Finding], sentence: Translate = str) -> bytes:
    """Return findings as CSV that spreadsheets open as it is: UTF-8 with a mark, safe from formulas.

    Parameters
    ----------
    findings
        One line each.
    sentence
        Gives a message in the language of the window.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([sentence(Message(heading)) for heading in HEADINGS])
    for finding in findings:
        where = finding.where
        severity = sentence(Message(SEVERITIES[finding.severity]))
        line = (severity, finding.code, sentence(finding.message), finding.count, *_place(where))
        writer.writerow([_harmless(cell) for cell in line])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", errors="replace")


def _place(where: Where) -> tuple[object, ...]:
    point: tuple[object, ...] = ("", "", "")
    if where.point is not None:
        longitude, latitude, height = where.point
        point = (f"{longitude:.8f}", f"{latitude:.8f}", f"{height:.2f}")
    return where.file, where.line or "", where.id, *point


def _harmless(cell: object) -> object:
    """Keep a text from files from being taken for a formula."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
