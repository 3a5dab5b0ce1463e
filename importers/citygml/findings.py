"""Findings of many files joined, and written as plain values."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence


def merge_findings(findings: Sequence[Finding], most: int = 200) -> list[Finding]:
    """Join findings of the same code, file and subject, and keep at most `most` places of each code."""
    joined: dict[tuple[str, ...], Finding] = {}
    for original in findings:
        finding = short(original)
        key = (finding.code, finding.where.file, *_subject(finding))
        known = joined.get(key)
        if known is None:
            joined[key] = finding
        else:
            count = known.count + finding.count
            values = {**known.values, "count": count} if "count" in known.values else known.values
            joined[key] = replace(known, count=count, values=values)
    kept: list[Finding] = []
    places: Counter[str] = Counter()
    others: dict[str, Finding] = {}
    for finding in joined.values():
        places[finding.code] += 1
        if places[finding.code] <= most:
            kept.append(finding)
        else:
            others[finding.code] = _other(finding, others.get(finding.code))
    return [*kept, *others.values()]


def _subject(finding: Finding) -> tuple[str, ...]:
    """Return what the sentence is about beside the file: an attribute, a code list, a prefix."""
    return tuple(str(finding.values[name]) for name in ("label", "list", "prefix") if name in finding.values)


def _other(finding: Finding, known: Finding | None) -> Finding:
    """Return what is told of all further files together, so that no count is lost."""
    count = finding.count + (known.count if known else 0)
    files = 1 + (int(str(known.values["files"])) if known else 0)
    template = QT_TRANSLATE_NOOP(
        CONTEXT, "ほかの {files:,} 個のファイルでも、同じこと（{code}）が {count:,} 件ありました。"
    )
    values = {"files": files, "code": finding.code, "count": count}
    return Finding(finding.severity, finding.code, template, values, count=count)


def short(finding: Finding) -> Finding:
    """Name only the file in the sentence; where it lies stands in `where`."""
    file = finding.values.get("file")
    if not isinstance(file, str) or "/" not in file or file != finding.where.file:
        return finding
    return replace(finding, values={**finding.values, "file": posixpath.basename(file)})


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values for JSON."""
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "template": finding.template,
        "values": dict(finding.values),
        "file": finding.where.file,
        "line": finding.where.line,
        "id": finding.where.id,
        "point": finding.where.point,
        "count": finding.count,
    }


def finding_from_plain(plain: dict[str, Any]) -> Finding:
    """Return the finding of :func:`finding_to_plain`."""
    point = tuple(plain["point"]) if plain.get("point") else None
    return Finding(
        Severity(plain["severity"]),
        plain["code"],
        plain["template"],
        plain["values"],
        Where(plain["file"], plain["line"], plain["id"], point),
        plain["count"],
    )
