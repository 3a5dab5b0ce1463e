from __future__ import annotations

import csv
import io

from gisapp.report import HEADINGS, as_csv, kinds, severities
from layers.feedback import Finding, Severity, Where

RING = Finding(
    Severity.WARNING,
    "ring",
    "閉じていない面が {count} 件ありました。",
    {"count": 3},
    Where("a.gml", 12),
    3,
)
FINDINGS = (
    Finding(Severity.INFO, "texture", "画像がありません。", count=50),
    RING,
    Finding(
        Severity.ERROR, "cut", "途中で切れています。", {}, Where("b.gml", 0, "bldg_1", (139.5, 36.25, 20.5))
    ),
    Finding(Severity.INFO, "ring", "閉じました。"),
)


def test_findings_are_grouped_and_the_gravest_come_first() -> None:
    found = kinds(FINDINGS)
    assert [(one.code, one.severity, one.count, len(one.findings)) for one in found] == [
        ("cut", Severity.ERROR, 1, 1),
        ("ring", Severity.WARNING, 4, 2),
        ("texture", Severity.INFO, 50, 1),
    ]
    assert severities(FINDINGS) == {Severity.ERROR: 1, Severity.WARNING: 3, Severity.INFO: 51}


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content[3:].decode("utf-8"), newline="")))


def test_csv_holds_every_finding_with_its_place() -> None:
    found = rows(as_csv(FINDINGS))
    assert found[0] == list(HEADINGS)
    assert len(found) == 5
    assert found[2] == [
        "注意", "ring", "閉じていない面が 3 件ありました。", "3", "a.gml", "12", "", "", "", ""
    ]  # fmt: skip
    assert found[3][4:] == ["b.gml", "", "bldg_1", "139.50000000", "36.25000000", "20.50"]


def test_a_text_from_a_file_is_never_a_formula() -> None:
    for text in ("=1+1", "+SUM(A1)", "-cmd", "@x", "\t=1"):
        finding = Finding(Severity.INFO, "x", "{t}", {"t": text}, Where(file=text, id=text))
        for cell in rows(as_csv([finding]))[1]:
            assert cell[:1] not in ("=", "+", "-", "@", "\t")


def test_letters_that_utf8_cannot_hold_do_not_stop_the_list() -> None:
    finding = Finding(Severity.INFO, "x", "壊れた文字 {t}", {"t": "\udcff"})
    assert "壊れた文字" in rows(as_csv([finding]))[1][2]
