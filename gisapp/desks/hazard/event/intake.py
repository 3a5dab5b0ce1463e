"""Lists of departments become reports: columns are proposed, every row is taken or left out with why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.event.reports import LONGEST, Report, fresh_id, reports_of
from gisapp.desks.hazard.event.words import Kind, kind_of, state_of
from gisapp.whereabouts import places_of
from importers.tables import lists
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from importers.tables.sheet import Sheet
    from layers.feedback import Feedback
    from layers.project import Project

FIELDS = {
    "kind": QT_TRANSLATE_NOOP(CONTEXT, "種別"),
    "state": QT_TRANSLATE_NOOP(CONTEXT, "状態"),
    "begin": QT_TRANSLATE_NOOP(CONTEXT, "日時"),
    "clock": QT_TRANSLATE_NOOP(CONTEXT, "時刻（日付と別の列のとき）"),
    "end": QT_TRANSLATE_NOOP(CONTEXT, "完了日時"),
    "department": QT_TRANSLATE_NOOP(CONTEXT, "部署"),
    "address": QT_TRANSLATE_NOOP(CONTEXT, "場所（住所）"),
    "longitude": QT_TRANSLATE_NOOP(CONTEXT, "経度（東の座標）"),
    "latitude": QT_TRANSLATE_NOOP(CONTEXT, "緯度（北の座標）"),
    "text": QT_TRANSLATE_NOOP(CONTEXT, "内容"),
    "notice": QT_TRANSLATE_NOOP(CONTEXT, "公開用の説明"),
    "reporter": QT_TRANSLATE_NOOP(CONTEXT, "通報者（公開しません）"),
    "phone": QT_TRANSLATE_NOOP(CONTEXT, "電話（公開しません）"),
}
"""What a column of a list may mean."""
_NAMES = (
    ("longitude", r"経度|lon(gitude)?|lng|東経|Y座標|東座標"),
    ("latitude", r"緯度|lat(itude)?|北緯|X座標|北座標"),
    ("phone", r"電話|TEL|連絡先|携帯|phone"),
    ("reporter", r"通報者|報告者|届出者|連絡者|氏名|名前|申告者|reporter"),
    ("notice", r"公開用|公表|広報文|public|notice"),
    ("end", r"完了(日時|日|時刻)|対応完了|解除日時|復旧日時|終了日時|end"),
    ("clock", r"^(発生|受付|覚知|通報|確認)?(時刻|時間|時分)$|^time$"),
    ("begin", r"発生日|覚知|日時|受付日|受信日|通報日|確認日|入電|月日|日付|年月日|date|begin|observed"),
    ("state", r"状態|対応状況|処理状況|進捗|ステータス|対応区分|status|state"),
    ("kind", r"^被害$|種別|種類|被害区分|災害区分|被害種|分類|区分|kind|type|category"),
    ("department", r"部署|担当課|所管|担当部|課名|所属|担当|department"),
    ("address", r"住所|所在|場所|地点|位置|地名|町名|箇所|address|location"),
    ("text", r"内容|状況|概要|詳細|被害|備考|情報|メモ|text|description|detail"),
)
"""How columns are called, the surest first."""
_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "種別・内容・場所のどれもない行です。")
_NO_PLACE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の {count} 件は場所が未確認です（{line} 行目「{example}」ほか）。報告としては取り込みました。",
)
_KIND = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の {count} 件は種別が分からないため「その他」としました（{line} 行目「{example}」ほか）。",
)
_CUT = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の {count} 件は文が長いため、はじめの {longest} 文字だけを取り込みました。"
)


@dataclass(frozen=True, eq=False)
class Intake:
    """What came of a source: ``rows == len(reports) + len(left_out)``."""

    rows: int
    reports: tuple[Report, ...]
    left_out: tuple[lists.Left, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def without_place(self) -> int:
        """Reports that were taken although nobody knows where."""
        return sum(one.place is None for one in self.reports)

    def reasons(self) -> dict[str, int]:
        """Return how many rows were left out for each reason, in Japanese."""
        return dict(Counter(str(one.reason) for one in self.left_out))


def propose(columns: Iterable[str]) -> lists.Columns:
    """Return what the columns of a list seem to mean, by their names."""
    return lists.propose(columns, _NAMES)


def from_sheet(
    sheet: Sheet,
    file: str,
    mapping: lists.Columns,
    project: Project,
    day: date,
    feedback: Feedback,
    *,
    department: str = "",
    crs: str = "",
) -> Intake:
    """Return the reports of a list.

    Parameters
    ----------
    sheet
        The list, as :func:`importers.tables.importer.read_sheets` gives it.
    file
        Name of the file, as staff know it.
    mapping
        Which column means what.
    project
        Its layers tell where addresses lie; its reports, which rows came before.
    day
        For times without a date, and dates without a year.
    feedback
        Receives progress.
    department
        Of rows that name none.
    crs
        System of the coordinates when the list does not say it.
    """
    blank = np.full(sheet.rows, "", dtype=object)
    cells = dict.fromkeys(FIELDS, blank)
    cells.update((name, lists.texts(sheet, column)) for name, column in mapping.columns)
    told: list[Finding] = []
    lines, digests = sheet.numbers, lists.digests(sheet)
    said = [cells[name] for name in ("kind", "text", "address", "longitude")]
    reasons = lists.left_out(said, digests, known_digests(project), _EMPTY)
    taken = np.array([row for row, reason in enumerate(reasons) if reason is None], dtype=np.intp)
    begins = lists.moments(
        lists.joined(cells["begin"], cells["clock"]), day, file, lines, taken, told, "report"
    )
    ends = lists.moments(cells["end"], day, file, lines, taken, [], "report")
    places = lists.coordinates(sheet, file, mapping, crs, told)
    open_ = [row for row in taken.tolist() if places[row] is None and cells["address"][row]]
    addressed = places_of(project, [str(cells["address"][row]) for row in open_], feedback.share(0.2, 1.0))
    reports, unplaced = [], []
    for row in taken.tolist():
        address, place, how = str(cells["address"][row]), places[row], "coordinates"
        if place is None and address:
            place, how = addressed[address].place, "address"
        if place is None:
            unplaced.append(row)
        reports.append(
            Report(
                fresh_id(),
                kind_of(cells["kind"][row], cells["text"][row]),
                state_of(cells["state"][row]),
                begins[row],
                ends[row],
                (cells["department"][row] or department)[:LONGEST],
                place,
                how if place else "",
                address[:LONGEST],
                cells["text"][row][:LONGEST],
                cells["notice"][row][:LONGEST],
                cells["reporter"][row][:LONGEST],
                cells["phone"][row][:LONGEST],
                origin=lists.Origin(
                    file, sheet.name if sheet.name != file else "", int(lines[row]), digests[row]
                ),
            )
        )
    told += _told(file, lines, cells, dict(zip(taken.tolist(), reports, strict=True)), unplaced)
    left = tuple(
        lists.Left(int(lines[row]), str(cells["text"][row] or cells["address"][row])[:60], reason)
        for row, reason in enumerate(reasons)
        if reason is not None
    )
    return Intake(sheet.rows, tuple(reports), left, (*sheet.findings, *told))


def known_digests(project: Project) -> frozenset[str]:
    """Return the digests of all rows and photos that the project took before, also of merged reports."""
    every = [whole for one in reports_of(project) for whole in (one, *one.merged)]
    photos = (photo.digest for one in every for photo in one.photos)
    return frozenset((*(one.origin.digest for one in every if one.origin.digest), *photos))


def _told(
    file: str,
    lines: NDArray[np.int64],
    cells: Mapping[str, NDArray[np.object_]],
    reports: Mapping[int, Report],
    unplaced: Sequence[int],
) -> list[Finding]:
    """Return what should be known of the rows that were taken, `reports` by row."""
    odd = [
        row
        for row, one in reports.items()
        if one.kind is Kind.OTHER and cells["kind"][row] not in ("", "その他")
    ]
    cut = [
        row
        for row in reports
        if max(len(cells[name][row]) for name in ("text", "notice", "address")) > LONGEST
    ]
    found = []
    for code, template, some, name in (
        ("report-no-place", _NO_PLACE, unplaced, "address"),
        ("report-kind-unknown", _KIND, odd, "kind"),
        ("report-text-cut", _CUT, cut, "text"),
    ):
        if some:
            line = int(lines[some[0]])
            values: dict[str, object] = {
                "file": file,
                "count": f"{len(some):,}",
                "line": line,
                "example": str(cells[name][some[0]] or cells["text"][some[0]])[:30],
                "longest": LONGEST,
            }
            found.append(Finding(Severity.WARNING, code, template, values, Where(file, line), len(some)))
    return found
