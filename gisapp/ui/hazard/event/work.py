"""Lists and photos come in, and what the public may know goes out, from the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from gisapp.desks.hazard.event import sources
from gisapp.desks.hazard.event.publishing import publish
from gisapp.ui.banner import Notice
from gisapp.ui.hazard.event.columnsdialog import ColumnsDialog
from gisapp.ui.words import integer, sentence, translate
from importers.photos import SUFFIXES, told_apart
from importers.tables.importer import TEXTS, WORKBOOKS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.hazard.event.intake import Intake
    from gisapp.desks.hazard.event.publishing import Published
    from gisapp.desks.hazard.event.sources import Listed
    from gisapp.desks.hazard.event.study import Standing
    from gisapp.ui.window import Window
    from layers.feedback import Feedback
    from layers.project import Project

READING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報の一覧と写真を読む")
TAKING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報を取り込む")
PUBLISHING = QT_TRANSLATE_NOOP(CONTEXT, "災害情報を公開用に書き出す")
MOST_REASONS = 3


def ask_import(window: Window) -> None:
    """Ask for lists and photos."""
    title = translate("window", "災害情報の一覧・写真を選ぶ")
    kinds = " ".join(f"*{suffix}" for suffix in (*TEXTS, *WORKBOOKS, *SUFFIXES))
    names, _ = QFileDialog.getOpenFileNames(window, title, str(window.work.folder()), kinds)
    if names:
        take_files(window, [Path(one) for one in names])


def take_files(window: Window, paths: Sequence[Path]) -> None:
    """Read lists, ask what their columns mean, and take them and photos.

    Raises
    ------
    layers.errors.NotRecognised
        When a file is neither.
    """
    lists, photos = told_apart(paths)

    def ask(found: list[Listed]) -> None:
        for listed in found:
            dialog = ColumnsDialog(listed, window)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                take_list(window, replace(listed, columns=dialog.columns), dialog.department.text().strip())

    if lists:
        window.program.tasks.run(Message(READING), _all_lists, lists, then=ask, failed=window.work.failed)
    if photos:
        window.program.tasks.run(
            Message(READING),
            _pictures,
            photos,
            window.session.project,
            then=partial(_took, window),
            failed=window.work.failed,
        )


def take_list(window: Window, listed: Listed, department: str) -> None:
    """Take a list whose columns are known."""
    window.program.tasks.run(
        Message(TAKING),
        _list,
        listed,
        window.session.project,
        datetime.now().astimezone().date(),
        department,
        then=partial(_took, window),
        failed=window.work.failed,
    )


def _took(window: Window, came: Intake) -> None:
    window.hazard.now.keep_all(came)
    parts = [
        translate("window", "{rows} 件のうち {taken} 件を取り込みました。").format(
            rows=integer(came.rows), taken=integer(len(came.reports))
        )
    ]
    if came.without_place:
        words = translate("window", "場所が未確認のものが {count} 件あります（一覧の「場所なし」）。")
        parts.append(words.format(count=integer(came.without_place)))
    for reason, count in list(came.reasons().items())[:MOST_REASONS]:
        words = translate("window", "除いた {count} 件: {reason}")
        parts.append(words.format(count=integer(count), reason=translate(CONTEXT, reason)))
    detail = "\n".join(
        f"{one.row or ''} {one.name}: {sentence(one.reason)}".strip() for one in came.left_out[:200]
    )
    role = "warn" if came.left_out or came.without_place else "info"
    window.banner.tell(Notice(" ".join(parts), role, detail, key="reports"))


def ask_export(window: Window) -> None:
    """Ask where what the public may know is written, and write it."""
    standing = window.hazard.now.standing
    if standing is None:
        return
    title = translate("window", "公開用のファイルの保存先を選ぶ")
    begin = Path(window.work.folder(), f"{translate('window', '災害情報（公開用）')}.geojson")
    name, _ = QFileDialog.getSaveFileName(window, title, str(begin), "GeoJSON (*.geojson);;CSV (*.csv)")
    if name:
        path = Path(name)
        write(window, standing, path if path.suffix else path.with_suffix(".geojson"))


def write(window: Window, standing: Standing, path: Path) -> None:
    """Write the reports of the board for the public; the dialog asked about a file that is there."""

    def told(done: Published) -> None:
        parts = [
            translate(
                "window", "{path} に {count} 件を書き出しました。通報者・電話・内容・住所は入っていません。"
            ).format(path=str(done.path), count=integer(done.count))
        ]
        for reason, count in done.left_out.items():
            words = translate("window", "出さなかった {count} 件: {reason}")
            parts.append(words.format(count=integer(count), reason=translate(CONTEXT, reason)))
        window.banner.tell(Notice(" ".join(parts), "info", key="reports"))

    window.program.tasks.run(
        Message(PUBLISHING), _publish, standing, path, then=told, failed=window.work.failed
    )


def _all_lists(paths: Sequence[Path], *, feedback: Feedback) -> list[Listed]:
    return [one for path in paths for one in sources.lists_in(path, feedback)]


def _list(listed: Listed, project: Project, day: date, department: str, *, feedback: Feedback) -> Intake:
    return sources.from_list(listed, project, day, feedback, department)


def _pictures(paths: Sequence[Path], project: Project, *, feedback: Feedback) -> Intake:
    return sources.from_pictures(paths, project, feedback)


def _publish(standing: Standing, path: Path, *, feedback: Feedback) -> Published:
    board = standing.board
    return publish(board.reports, board.areas, path, feedback, overwrite=True)
