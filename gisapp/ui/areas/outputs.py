"""Asks where papers and files of the areas desk are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp.ui.areas.papers import write_answer, write_book, write_ledger, write_notice
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gisapp.desks.areas.lookup import Answer
    from gisapp.ui.areas.desk import AreasDesk

NOTICE = QT_TRANSLATE_NOOP(CONTEXT, "自治会のご案内を作る")
BOOK = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域図集を作る")
MAP = QT_TRANSLATE_NOOP(CONTEXT, "自治会の区域図を作る")
LEDGER = QT_TRANSLATE_NOOP(CONTEXT, "自治会の台帳を書き出す")
PDF = (("PDF", ".pdf"),)
UNSAFE = '/\\:*?"<>|'
"""Letters that names of files do not have on Windows."""


def ask_notice(desk: AreasDesk) -> None:
    """Ask where the notice of the association that is looked at is written, and write it."""
    found = desk.association
    if found is not None:
        name = f"{translate('window', '自治会のご案内')}_{found.name}"
        _ask(desk, name, PDF, NOTICE, write_notice, found.line)


def ask_notice_of(desk: AreasDesk, answer: Answer) -> None:
    """Ask where the notice of an answer is written, and write it."""
    _ask(desk, translate("window", "自治会のご案内"), PDF, NOTICE, write_answer, answer)


def ask_map(desk: AreasDesk) -> None:
    """Ask where the map of the association that is looked at is written, and write it."""
    found = desk.association
    if found is not None:
        name = f"{translate('window', '自治会区域図')}_{found.name}"
        _ask(desk, name, PDF, MAP, write_book, (found.code or found.name,))


def ask_book(desk: AreasDesk) -> None:
    """Ask where the book of all maps is written, and write it."""
    _ask(desk, translate("window", "自治会区域図集"), PDF, BOOK, write_book, ())


def ask_ledger(desk: AreasDesk) -> None:
    """Ask where the ledger of the day is written, and in which form, and write it."""
    kinds = (
        (translate("window", "庁内用の台帳"), ".xlsx"),
        (translate("window", "庁内用の区域"), ".gpkg"),
        (translate("window", "公開用の区域（公開してよい列だけ）"), ".geojson"),
        (translate("window", "公開用の一覧（公開してよい列だけ）"), ".csv"),
    )
    _ask(desk, translate("window", "自治会台帳"), kinds, LEDGER, write_ledger)


def _ask(
    desk: AreasDesk,
    name: str,
    kinds: Sequence[tuple[str, str]],
    words: str,
    write: Callable[..., Path],
    *args: object,
) -> None:
    """Ask where a file goes (the dialog asks about one that is there), and write it beside the window.

    `kinds` are words and endings; the first is proposed.
    """
    window = desk.window
    safe = "".join("_" if one in UNSAFE else one for one in name)
    filters = {f"{what} (*{ending})": ending for what, ending in kinds}
    first = kinds[0][1]
    begin = str(Path(window.work.folder(), f"{safe}{first}"))
    title = translate("window", "保存先を選ぶ")
    chosen, used = QFileDialog.getSaveFileName(window, title, begin, ";;".join(filters))
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in filters.values():
        path = path.with_name(f"{path.name}{filters.get(used, first)}")

    def told(written: Path) -> None:
        window.work.tell_written(str(written))

    desk.run(Message(words), write, desk.session.project, desk.day, *args, path, then=told)
