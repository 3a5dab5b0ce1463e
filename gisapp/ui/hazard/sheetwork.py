"""Writes the sheets of the hazard desk from the window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp import __version__
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.hazard.building import Facts
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Study
    from gisapp.ui.window import Window
    from layers.feedback import Feedback

HOUSE = QT_TRANSLATE_NOOP(CONTEXT, "家ごとの資料を作る")
DISTRICTS = QT_TRANSLATE_NOOP(CONTEXT, "区域ごとの資料を作る")


def ask_house(window: Window) -> None:
    """Ask where the sheet of the building is written, and write it in the background."""
    from gisapp.paper.written import SUFFIXES

    desk = window.hazard
    if desk.study is None or desk.facts is None:
        return
    title = translate("window", "資料の保存先を選ぶ")
    begin = Path(window.work.folder(), f"{translate('window', 'わが家の災害想定')}.pdf")
    filters = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in SUFFIXES)
    name, _ = QFileDialog.getSaveFileName(window, title, str(begin), filters)
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        path = path.with_name(f"{path.name}.pdf")
    window.program.tasks.run(
        Message(HOUSE),
        write_house,
        desk.study,
        desk.facts,
        desk.look,
        path,
        then=lambda written: window.work.tell_written(str(written)),
        failed=window.work.failed,
    )


def ask_districts(window: Window) -> None:
    """Ask for a folder and write a sheet for each area into it; those that are there already stay."""
    desk = window.hazard
    if desk.study is None or desk.report is None:
        return
    title = translate("window", "資料を入れるフォルダーを選ぶ")
    name = QFileDialog.getExistingDirectory(window, title, str(window.work.folder()))
    if not name:
        return
    window.program.tasks.run(
        Message(DISTRICTS),
        write_districts,
        desk.study,
        desk.report,
        desk.look,
        Path(name),
        then=lambda folder: window.work.tell_written(str(folder)),
        failed=window.work.failed,
    )


def write_house(study: Study, facts: Facts, look: HazardLook, path: Path, *, feedback: Feedback) -> Path:
    """Make the sheet of a household and write it; in a thread, so its picture is drawn without OpenGL."""
    from gisapp.desks.hazard.sheets import house_sheet
    from gisapp.hazardpicture import HOUSE_VIEW, Photographer
    from gisapp.paper.written import written
    from layers import atomicfile

    feedback.step()
    view, shape = b"", study.answers.targets.footprints.shapes[facts.row]
    if shape is not None:
        with Photographer(study, look, HOUSE_VIEW, simple=True) as camera:
            view = camera.take(shape)
    feedback.step()
    now = datetime.now().astimezone()
    made = house_sheet(study, facts, look, now, f"gisapp {__version__}", view=view)
    feedback.step()
    atomicfile.write(path, written(made, path.suffix.lower()))
    return path


def write_districts(
    study: Study, report: Report, look: HazardLook, folder: Path, *, feedback: Feedback
) -> Path:
    """Write a sheet for each area into a folder; in a thread, so pictures are drawn without OpenGL."""
    from gisapp.desks.hazard.sheetseries import Printing, series
    from gisapp.hazardpicture import DISTRICT_VIEW, Photographer

    with Photographer(study, look, DISTRICT_VIEW, simple=True) as camera:
        printing = Printing(f"gisapp {__version__}", camera.of_areas(report))
        series(study, report, look, folder, printing, feedback)
    return folder
