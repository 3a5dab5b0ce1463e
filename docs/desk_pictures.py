"""The pictures of the desks for docs/pictures: counter, hazard, areas, publish, survey, and their sheets."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from docs.make_pictures import Studio
    from gisapp.paper.document import Document
    from gisapp.tools.base import MapView
    from layers.project import Camera

LOT = "汐見本町三丁目1-4"
"""A lot at a road of 5 m beside the river: road and adjacent slants cut, and the house on it stands out."""
AFTERNOON = 14 * 60 + 30
"""Minutes of the day at which the winter sun throws its shadows."""
PIXELS_PER_INCH = 90
FACILITIES = "公共施設"
"""Layer of the sample town that is published."""
AREAS, LEDGER = "区域 自治振興課", "自治会一覧"
"""Layers of the sample town that become the ledger."""
FAR = 260.0
"""Metres from which the water among the houses is looked at."""


def shoot_desks(studio: Studio) -> None:
    """Open the sample town and take the pictures of the desks."""
    from gisapp.ui.sample import sample_town
    from layers.project import Project

    town = sample_town()
    if town is None:
        sys.exit("the sample town was not found")
    window = studio.window
    window.chrome.right.close_over()
    window.session.open(Project())
    window.work.open_paths([town])
    studio.until(lambda: bool(window.session.project.layers))
    studio.settle()
    counter(studio)
    hazard(studio)
    areas(studio)
    publish(studio)
    survey(studio)


def counter(studio: Studio) -> None:
    """Take the counter: a lot with its volume, with shadows, and the first page of its sheet."""
    from gisapp.desks.planning import place as places
    from gisapp.desks.planning.study import Question
    from gisapp.ui.sunbar import STEP, SunBar

    window, desk = studio.window, studio.window.planning
    window.choose_desk("planning")
    found = places.of_number(window.session.project.layers, desk.table, LOT)
    middle = found.area.representative_point()
    desk.ask(Question(middle.x, middle.y))
    studio.until(lambda: not desk.busy)
    window.need_view().look(before_the_lot(studio))
    studio.settle()
    studio.take("counter")
    page = window.chrome.planning
    page.sun.on.setChecked(True)
    bar = page.sun.findChild(SunBar)
    if bar is not None:
        bar.time.setValue(AFTERNOON // STEP)
    scroll_to(page.volume)
    studio.settle()
    studio.take("counter-shadow")
    page.sun.on.setChecked(False)
    take_page(studio, "sheet", sheet_of(studio))


def before_the_lot(studio: Studio) -> Camera:
    """Return a camera that sees what may be built from the street, as the picture on the sheet does."""
    from gisapp import sheetpicture
    from gisapp.desks.planning.standing import Standing
    from layers.heights import heights_of

    made, project = studio.window.planning.built, studio.window.session.project
    if made is None:
        raise RuntimeError(LOT)
    what = Standing(made.site, made.volume, made.building, heights_of(project))
    view = studio.window.centre.view
    size = (800, 800) if view is None else (view.width(), view.height())
    return sheetpicture.camera_at(*sheetpicture.subject(what, project), size)


def sheet_of(studio: Studio) -> Document:
    """Return the answer sheet of the lot that is studied."""
    from gisapp import __version__, sheets
    from gisapp.desks.planning.answersheet import Given
    from gisapp.desks.planning.sheettemplate import SheetTemplate
    from gisapp.ui.planning.sheetwork import told
    from layers.feedback import Feedback

    desk = studio.window.planning
    if desk.study is None:
        raise RuntimeError(LOT)
    asked = told(desk.study, desk.built, desk.study.place.words, Feedback())
    template = SheetTemplate(city="汐見浜市", office="都市計画課")
    given = Given(datetime.now().astimezone(), f"gisapp {__version__}", template)
    return sheets.make(studio.window.session.project, asked, desk.table, given, simple=True)


def hazard(studio: Studio) -> None:
    """Take the hazard desk: water among the houses, a house with its shelters, and its sheet."""
    from gisapp import __version__
    from gisapp.desks.hazard.building import facts_of
    from gisapp.desks.hazard.sheets import house_sheet
    from gisapp.tools.base import Clicked
    from layers.base import Hit
    from layers.project import Camera

    window = studio.window
    window.choose_desk("hazard")
    desk = window.hazard
    studio.until(lambda: desk.study is not None and not desk.waiting)
    studio.settle()
    study = desk.study
    buildings = next(one for one in window.session.project.layers if one.kind == "buildings")
    middles = buildings.centroids()
    place = middle_of_lot(studio)
    if study is None or middles is None or place is None:
        raise RuntimeError(LOT)
    near = np.argsort(np.linalg.norm(middles[:, :2] - place, axis=1))
    house_ = int(near[0])
    east, north, height = (float(value) for value in middles[house_])
    eye = (east - FAR / 2, north - FAR, height + FAR / 2)
    window.need_view().look(Camera(eye, (east, north, height)))
    desk.take(Clicked(np.zeros(3), Hit(buildings.id, house_, 1.0, (east, north, height)), more=False))
    studio.settle()
    studio.take("hazard")
    facts = facts_of(study, study.row_of(buildings.id, house_))
    now = datetime.now().astimezone()
    take_page(studio, "house-sheet", house_sheet(study, facts, desk.look, now, f"gisapp {__version__}"))


def areas(studio: Studio) -> None:
    """Take the areas desk: a ledger of a department's areas and the city's list, and a house asked for."""
    from gisapp.desks.areas import columns, register
    from gisapp.desks.areas.incoming import area_set_of, ledger_from
    from gisapp.desks.areas.lists import list_of
    from gisapp.tools.base import Clicked
    from layers.base import Hit
    from layers.project import Camera

    window = studio.window
    project = window.session.project
    drawn = next(one for one in project.layers if one.name == AREAS)
    rows = next(one for one in project.layers if one.name == LEDGER)
    came = ledger_from(area_set_of(drawn), None, list_of(rows, columns.proposed(rows.table())))
    now = datetime.now().astimezone()
    made = register.admit(project, came.associations, "2024-04-01", now.isoformat(timespec="seconds"))
    window.session.do("", made)
    window.choose_desk("areas")
    studio.settle()
    buildings = next(one for one in made.layers if one.kind == "buildings")
    middles, place = buildings.centroids(), middle_of_lot(studio)
    if middles is None or place is None:
        raise RuntimeError(LOT)
    house = int(np.argmin(np.linalg.norm(middles[:, :2] - place, axis=1)))
    east, north, height = (float(value) for value in middles[house])
    eye = (east - 2 * FAR, north - 3 * FAR, height + 2 * FAR)
    window.need_view().look(Camera(eye, (east, north, height)))
    window.areas.take(Clicked(np.zeros(3), Hit(buildings.id, house, 1.0, (east, north, height)), more=False))
    studio.until(lambda: window.areas.figures is not None)
    studio.settle()
    studio.take("areas")


def publish(studio: Studio) -> None:
    """Take the publish desk: facilities under review, with what a citizen will see."""
    from dataclasses import replace

    from gisapp.desks.publish.gate import candidates, proposed
    from gisapp.desks.publish.model import PublicField, with_publication
    from gisapp.ui.publish.page import PublishPage
    from layers.feedback import Feedback
    from layers.project import Camera

    if studio.wanted and "publish" not in studio.wanted:
        return
    window = studio.window
    project = window.session.project
    layer = next(one for one in project.layers if one.name == FACILITIES)
    columns = candidates(project, layer, Feedback())
    said = replace(
        proposed(project, layer, Feedback()),
        english="Public facilities",
        fields=tuple(PublicField(one.column, one.label) for one in columns if one.advice == "open"),
        licence="CC-BY-4.0",
        credit="汐見浜市",
        date="2026-04-01",
        department="管財課",
        contact="管財課（代表電話）",
    )
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    window.session.do("", with_publication(project, said, now))
    window.choose_desk("publish")
    window.publish.choose(layer.id)
    page = window.chrome.desk_page("publish")
    if not isinstance(page, PublishPage):
        raise TypeError(page)
    page.turn("review")
    extent = layer.extent()
    if extent is not None:
        east, north = (extent[0] + extent[3]) / 2, (extent[1] + extent[4]) / 2
        window.need_view().look(Camera((east - FAR, north - 4 * FAR, 3 * FAR), (east, north, 0.0)))
    studio.settle()
    page.box.shaped.setChecked(True)
    window.chrome.show_lower("public")
    studio.settle()
    studio.take("publish")
    window.chrome.lower.close_page("public")


def survey(studio: Studio) -> None:
    """Take the survey desk: a real scan of a riverside, measured; only where it is at hand."""
    from docs.make_pictures import DATA
    from gisapp.tools.base import Drawn
    from gisapp.tools.measure import point_at
    from layers.project import Camera, Project

    scan = DATA / "las" / "jp_kyobashi__B-01_nocrs.laz"
    if studio.wanted and "survey" not in studio.wanted:
        return
    if not scan.exists():
        sys.stdout.write(f"survey: {scan.name} was not found\n")
        return
    window = studio.window
    window.session.open(Project())
    window.work.read(scan, "EPSG:6677")
    studio.until(lambda: bool(window.session.project.layers))
    window.choose_desk("survey")
    studio.settle()
    view, extent = window.need_view(), window.session.project.extent()
    if extent is None:
        raise RuntimeError(scan)
    west, south, bottom, east, north, _ = extent
    middle = ((west + east) / 2, (south + north) / 2 + 4.0, bottom + 2.0)
    view.look(Camera((middle[0] - 15.0, south - 75.0, bottom + 55.0), middle))
    studio.settle()
    canvas = cast("MapView", view)  # what the window asks and what tools ask is one thing: the canvas
    wide, high = view.view_size
    for tool, corners in (
        ("measure-distance", ((0.366, 0.65), (0.366, 0.74))),
        ("measure-area", ((0.435, 0.49), (0.475, 0.485), (0.48, 0.55), (0.435, 0.555))),
    ):
        places = [point_at(canvas, wide * right, high * down) for right, down in corners]
        if any(one is None for one in places):
            raise RuntimeError(tool)
        window.survey.take(Drawn(tool, np.array(places)))
    studio.settle()
    studio.take("survey")


def middle_of_lot(studio: Studio) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
    """Return east and north of the lot at the counter."""
    study = studio.window.planning.study
    if study is None:
        return None
    middle = study.place.area.centroid
    return np.array([middle.x, middle.y])


def scroll_to(card: QWidget) -> None:
    """Let a card begin at the top of its column."""
    from PySide6.QtWidgets import QScrollArea

    area = card.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.verticalScrollBar().setValue(card.y())


def take_page(studio: Studio, name: str, document: Document) -> None:
    """Save the first page of a sheet as a picture; it needs pdftoppm."""
    from docs.make_pictures import PICTURES
    from gisapp.paper.written import written

    program = which("pdftoppm")
    if studio.wanted and name not in studio.wanted:
        return
    if program is None:
        sys.stdout.write(f"{name}: pdftoppm was not found\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "sheet.pdf")
        pdf.write_bytes(written(document, ".pdf"))
        command = [program, "-png", "-r", str(PIXELS_PER_INCH), "-f", "1", "-l", "1", "-singlefile", str(pdf)]
        subprocess.run([*command, str(Path(folder, "page"))], check=True)
        path = PICTURES / f"{name}.png"
        path.write_bytes(Path(folder, "page.png").read_bytes())
    sys.stdout.write(f"{path.name}  {path.stat().st_size // 1000} kB\n")
