"""``gisapp sheet --kind district|house``: the sheets of the hazard desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from gisapp import __version__
from gisapp.cli import projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.hazardinput import meant
from layers import drape
from layers.heights import heights_of
from styles.planning import LOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.cli.console import Console
    from gisapp.cli.sheet import Arguments
    from gisapp.desks.hazard.exposure import Report
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Study
    from gisapp.desks.hazard.water import Water
    from gisapp.scene.renderer import Renderer
    from layers.drawables import Drawable
    from layers.heights import Heights
    from layers.project import Project

VIEW = (1400, 482)
"""Pixels of the picture of a district."""
DETAIL = VIEW[1] / 62.0
"""Pixels for each millimetre of paper: the picture is 62 mm high."""
STEP = 5.0
"""Metres between the points at which an outline follows the ground."""
HEADROOM = 30.0
"""Metres over the ground that the picture shows at least."""


def run(arguments: Arguments, console: Console) -> int:
    """Make the sheets and write them.

    Raises
    ------
    Stop
        When it is not said what they are about.
    layers.errors.GisError
        When the data cannot be used.
    """
    from gisapp.desks.hazard.look import chosen
    from gisapp.desks.hazard.study import stock_of, study_of

    out = arguments.out
    if out is None:
        raise Stop("--out で書き出す先を指定してください。", Exit.USAGE)
    if not arguments.paths:
        raise Stop("プロジェクトかデータを指定してください。", Exit.USAGE)
    if arguments.kind == "district" and not arguments.areas:
        raise Stop("--areas で区域のレイヤを指定してください。", Exit.USAGE)
    if arguments.kind == "house" and not (arguments.building or arguments.at):
        raise Stop("--building か --at で建物を指定してください。", Exit.USAGE)
    opened = projects.open_inputs(arguments.paths, console.feedback)
    project = opened.project
    stock = stock_of(project, console.feedback)
    hazards = meant(stock.hazards, arguments.hazards)
    if not hazards:
        raise Stop(
            "災害の想定のデータがありません。gisapp flood --help に、使えるデータがあります。", Exit.FAILED
        )
    wanted = frozenset(one.id for one in hazards) if arguments.hazards else stock.proposed
    study = study_of(project, stock, wanted, console.feedback)
    console.tell_findings([*opened.findings, *console.feedback.findings])
    look = chosen(project)
    if arguments.kind == "house":
        return _house(arguments, out, console, study, look)
    return _districts(arguments, out, console, study, look)


def _house(arguments: Arguments, out: Path, console: Console, study: Study, look: HazardLook) -> int:
    from gisapp.desks.hazard.building import facts_of
    from gisapp.desks.hazard.sheets import house_sheet
    from gisapp.paper.written import SUFFIXES, written
    from layers import atomicfile

    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise Stop(f"名前は {' / '.join(SUFFIXES)} で終わらせてください: {out}", Exit.USAGE)
    row = _row(arguments, study)
    facts = facts_of(study, row)
    made = house_sheet(study, facts, look, datetime.now().astimezone(), f"gisapp {__version__}")
    atomicfile.write(out, written(made, suffix))
    if arguments.json:
        console.answer_json(
            {
                "kind": "house",
                "file": str(out),
                "building": facts.id,
                "verdict": str(facts.verdict),
                "safe_floor": facts.floor or None,
            }
        )
    else:
        console.answer(f"{out} に書き出しました（{facts.id}: {facts.verdict}）。")
    return Exit.OK


def _row(arguments: Arguments, study: Study) -> int:
    """Return the number of the building that is meant: by its id, or the one at or nearest to a place."""
    from gisapp.cli.planningplace import point_of

    targets = study.answers.targets
    if arguments.building:
        found = np.flatnonzero(targets.ids.astype(str) == arguments.building)
        if not len(found):
            raise Stop(f"建物「{arguments.building}」がありません。", Exit.FAILED)
        return int(found[0])
    east, north = point_of(study.project, arguments.at)
    import shapely

    rows = targets.footprints.rows
    tree = shapely.STRtree(targets.footprints.shapes[rows])
    return int(rows[int(tree.nearest(shapely.Point(east, north)))])


def _districts(arguments: Arguments, out: Path, console: Console, study: Study, look: HazardLook) -> int:
    from gisapp.desks.hazard.areas import areas_of, ledger_of
    from gisapp.desks.hazard.exposure import report
    from gisapp.desks.hazard.sheetseries import Printing, series

    if out.suffix:
        raise Stop(f"--out には、資料を入れるフォルダーの名前を書いてください: {out}", Exit.USAGE)
    layer = projects.choose_layer(study.project, arguments.areas)
    ledger = ledger_of(study.project.layers)
    made = report(study.answers, areas_of(layer, console.feedback, ledger), study.shelters)
    camera = None if arguments.flat else Photographer(study, look, made)
    try:
        view = None if camera is None else camera.take
        printing = Printing(f"gisapp {__version__}", view, arguments.large, arguments.anew)
        written, kept = series(study, made, look, out, printing, console.feedback)
    finally:
        if camera is not None:
            camera.close()
    if arguments.json:
        console.answer_json({"kind": "district", "folder": str(out), "written": written, "kept": kept})
    else:
        kept_words = f"（{kept:,} 件は前に作ったものを残しました）" if kept else ""
        console.answer(f"{out} に {written:,} 件の資料を書き出しました{kept_words}。")
    return Exit.OK


@dataclass(frozen=True, eq=False)
class OnWater:
    """The ground, and the water where it stands higher: what is drawn on it is not drowned."""

    ground: Heights
    water: Water | None

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) heights at places, metres."""
        ground = self.ground.height_at(east, north)
        if self.water is None:
            return ground
        return np.fmax(ground, self.water.level_at(np.column_stack([east, north])))


class Photographer:
    """Takes the pictures of districts, with the water and the buildings in their colours.

    Parameters
    ----------
    study, look, report
        What is shown.

    Raises
    ------
    layers.errors.RenderFailed
        When there is no way to draw on this PC.
    """

    def __init__(self, study: Study, look: HazardLook, report: Report) -> None:
        from gisapp.desks.hazard.study import Wish, shown
        from gisapp.scene.renderer import Renderer
        from gisapp.scene.theme import LIGHT
        from layers.feedback import Feedback

        self._study, self._report = study, report
        self._top = OnWater(heights_of(study.project), study.water)
        self._shown = shown(study, Wish(), look, Feedback())
        self._renderer: Renderer = Renderer(VIEW, LIGHT)
        self._renderer.paint({study.answers.targets.layer.id: self._shown.coloured.colours})

    def take(self, area: int) -> bytes:
        """Return the picture of an area from the south."""
        from gisapp import sheetpicture

        project: Project = self._study.project
        west, south, east, north = self._report.areas.shapes[area].bounds
        row, column, _ = self._study.lattice.cell_of(np.array([(west, south), (east, north)]))
        ground = self._study.ground[row[0] : row[1] + 1, column[0] : column[1] + 1]
        low = float(np.nanmin(ground)) if np.isfinite(ground).any() else 0.0
        high = float(np.nanmax(ground)) if np.isfinite(ground).any() else 0.0
        camera = sheetpicture.camera_at((west, south, low, east, north, high + HEADROOM), (0.0, 1.0), VIEW)
        drawables = (*self._shown.drawables, *self._outline(area))
        return sheetpicture.picture(project, drawables, camera, VIEW, DETAIL, self._renderer)

    def _outline(self, area: int) -> Sequence[Drawable]:
        """Return the outline of an area on the ground."""
        import shapely

        rings = shapely.get_rings(self._report.areas.shapes[area])
        rows = np.zeros(len(rings), np.uint32)
        return drape.lines(rings, rows, self._top, STEP, solid=False, width=3.5, colour=LOT.colour)

    def close(self) -> None:
        """Free what draws."""
        self._renderer.close()
