"""``gisapp sheet --kind district|house``: the sheets of the hazard desk."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from gisapp import __version__
from gisapp.cli import projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.hazardinput import meant
from gisapp.hazardpicture import DISTRICT_VIEW, HOUSE_VIEW, Photographer

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.cli.console import Console
    from gisapp.cli.sheet import Arguments
    from gisapp.desks.hazard.look import HazardLook
    from gisapp.desks.hazard.study import Study


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
    view = b"" if arguments.flat else _of_house(study, look, row)
    now = datetime.now().astimezone()
    made = house_sheet(study, facts, look, now, f"gisapp {__version__}", view=view)
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


def _of_house(study: Study, look: HazardLook, row: int) -> bytes:
    shape = study.answers.targets.footprints.shapes[row]
    if shape is None:
        return b""
    with Photographer(study, look, HOUSE_VIEW) as camera:
        return camera.take(shape)


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
    areas = areas_of(layer, console.feedback, ledger)
    made = report(study.answers, areas, study.shelters, facilities=study.facilities)
    with ExitStack() as stack:
        view = None
        if not arguments.flat:
            camera = stack.enter_context(Photographer(study, look, DISTRICT_VIEW))
            view = camera.of_areas(made)
        printing = Printing(f"gisapp {__version__}", view, arguments.large, arguments.anew)
        written, kept = series(study, made, look, out, printing, console.feedback)
    if arguments.json:
        console.answer_json({"kind": "district", "folder": str(out), "written": written, "kept": kept})
    else:
        kept_words = f"（{kept:,} 件は前に作ったものを残しました）" if kept else ""
        console.answer(f"{out} に {written:,} 件の資料を書き出しました{kept_words}。")
    return Exit.OK
