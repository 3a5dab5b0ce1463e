"""What the commands of the hazard desk share: buildings, hazards that are meant, and the answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, places, switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.hazard.answers import Answers
    from gisapp.desks.hazard.hazards import Hazard
    from gisapp.desks.hazard.shelters import Shelters
    from gisapp.desks.hazard.table import AnswerTable
    from gisapp.desks.hazard.targets import Targets
    from layers.base import Layer
    from layers.feedback import Finding
    from layers.project import Project

BUILDINGS = "建物のレイヤの名前か ID。建物のレイヤが一つなら省ける"
HAZARD = "どの想定か: 洪水 津波 高潮 内水 ため池 土砂災害 L1 L2、河川の名前、レイヤの名前。何度でも指定できる"
DEPTH = "浸水深（m）の GeoTIFF・ASCII グリッド。何度でも指定できる"
DEPTH_CRS = "そのファイルに座標系の記載がないときの座標系（EPSG:6669 など）"


@dataclass(frozen=True, kw_only=True)
class HazardArguments:
    """What may be said to every command of the hazard desk."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    buildings: str = field(default="", metadata=option("--buildings", BUILDINGS, "LAYER"))
    hazards: tuple[str, ...] = field(default=(), metadata=option("--hazard", HAZARD, "想定", many=True))
    depths: tuple[Path, ...] = field(
        default=(), metadata=option("--depth", DEPTH, "FILE", many=True, read=Path)
    )
    depth_crs: str = field(default="", metadata=option("--depth-crs", DEPTH_CRS, "EPSG"))
    out: Path | None = field(
        default=None,
        metadata=option("--out", "書き出す表（.csv .gpkg .parquet .geojson）", "FILE", read=Path),
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


@dataclass(frozen=True, eq=False)
class Inquiry:
    """What was asked and answered.

    Attributes
    ----------
    project
        With its data.
    hazards
        Those that are meant.
    answers
        What every building gets.
    opening
        What was noticed when the project was opened.
    """

    project: Project
    hazards: tuple[Hazard, ...]
    answers: Answers
    opening: tuple[Finding, ...]


def inquire(asked: HazardArguments, console: Console) -> Inquiry:
    """Open the data, find the hazards, and ask for every building.

    Raises
    ------
    Stop
        When no hazard is meant.
    layers.errors.GisError
        When something cannot be used.
    """
    from gisapp.desks.hazard.answers import ask
    from gisapp.desks.hazard.depthgrid import depth_hazard
    from gisapp.desks.hazard.sources import hazards_in
    from gisapp.desks.hazard.targets import targets_of
    from layers.heights import PlaneHeights, heights_of

    opened = projects.open_inputs(list(asked.paths), console.feedback)
    project = opened.project
    layer = buildings_of(project, asked.buildings)
    ground = heights_of(project)
    targets: Targets = targets_of(layer, None if isinstance(ground, PlaneHeights) else ground)
    others = [one for one in project.layers if one is layer or one.kind != "buildings"]
    found = hazards_in(others, console.feedback)
    grids = [depth_hazard(path, project.crs, crs=asked.depth_crs) for path in asked.depths]
    hazards = (*meant(found, asked.hazards), *grids) if asked.hazards or not grids else tuple(grids)
    if not hazards:
        raise Stop(
            "災害の想定のデータがありません。PLATEAU の fld・tnm・htd・lsld、"
            "国土数値情報 A31・A33・A40・A49、または --depth で浸水深のファイルを指定してください。",
            Exit.FAILED,
        )
    return Inquiry(project, hazards, ask(targets, hazards, console.feedback), opened.findings)


def buildings_of(project: Project, name: str) -> Layer:
    """Return the layer of buildings: the named one, or the only one there is."""
    if name:
        return projects.choose_layer(project, name)
    found = [one for one in project.layers if one.kind == "buildings" and one.data is not None]
    if len(found) != 1:
        known = "、".join(one.name for one in project.layers)
        raise Stop(f"--buildings で建物のレイヤを指定してください。あるレイヤ: {known}", Exit.USAGE)
    return found[0]


def meant(hazards: Sequence[Hazard], words: Sequence[str]) -> tuple[Hazard, ...]:
    """Return the hazards that any of the words means; words with a blank between must all fit."""
    if not words:
        return tuple(hazards)
    chosen = [one for one in hazards if any(_fits(one, word.split()) for word in words)]
    if not chosen:
        known = "、".join(dict.fromkeys(one.title for one in hazards))
        raise Stop(f"その想定はありません: {' '.join(words)}\nある想定: {known or 'なし'}", Exit.USAGE)
    return tuple(chosen)


def _fits(hazard: Hazard, words: Sequence[str]) -> bool:
    said = (hazard.title, str(hazard.kind), str(hazard.scale), hazard.origin.layer, hazard.origin.layer_name)
    return all(any(word == one or word in said[0] for one in said) for word in words)


def shelters_in(inquiry: Inquiry, name: str, console: Console) -> tuple[Shelters | None, Shelters | None]:
    """Return the shelters of the named layer, or of all: the list with flags and the one without, checked."""
    import shapely

    from gisapp.desks.hazard.shelters import lists_in

    layers = [projects.choose_layer(inquiry.project, name)] if name else list(inquiry.project.layers)
    bounds = shapely.total_bounds(inquiry.answers.targets.footprints.shapes).tolist()
    found = lists_in(layers, inquiry.hazards, tuple(bounds), console.feedback)
    if name and found == (None, None):
        raise Stop(f"レイヤ「{name}」は避難先の一覧ではありません（災害種別の列がありません）。", Exit.FAILED)
    return found


def plain_answers(inquiry: Inquiry) -> dict[str, Any]:
    """Return for JSON how many buildings get what."""
    import numpy as np

    from gisapp.desks.hazard.table import unchecked
    from gisapp.desks.hazard.totals import verdict_counts

    answers = inquiry.answers
    ranks = np.bincount(answers.combined.rank, minlength=7)
    return {
        "layer": answers.targets.layer.id,
        "layer_name": answers.targets.layer.name,
        "buildings": len(answers.targets),
        **_states(answers.combined.state),
        "depth_classes": {str(rank): int(ranks[rank]) for rank in range(1, 7)},
        "verdicts": verdict_counts(answers.combined.refuge.verdict),
        "storeys_estimated": int(answers.targets.estimated.sum()),
        "unchecked": list(unchecked(answers)),
        "hazards": [
            {
                "title": one.hazard.title,
                "kind": str(one.hazard.kind),
                "theme": str(one.hazard.theme),
                "scale": str(one.hazard.scale),
                "name": one.hazard.name,
                "from_attributes": not one.hazard.measured,
                **_states(one.state),
                "compared": int(one.compared.sum()),
                "differs": int(one.differs.sum()),
                "file": one.hazard.origin.file,
                "date": one.hazard.origin.date,
                "credit": one.hazard.origin.credit,
                "digest": one.hazard.origin.digest,
            }
            for one in answers.answers
        ],
    }


def _states(state: Any) -> dict[str, int]:
    import numpy as np

    counts = np.bincount(state, minlength=3)
    return {"not_affected": int(counts[0]), "affected": int(counts[1]), "undetermined": int(counts[2])}


def write_table(table: AnswerTable, out: Path | None, console: Console, *, overwrite: bool) -> str | None:
    """Write a table in the format of the file's ending and return the name; nothing without a file."""
    if out is None:
        return None
    from gisapp.export.formats import write_content
    from gisapp.export.made import MadeContent

    content = MadeContent(
        table.layer, table.attributes, table.columns, table.geometry, table.crs, table.sources
    )
    return str(write_content(content, out, console.feedback, overwrite=overwrite))


def plain_findings(console: Console, inquiry: Inquiry) -> list[dict[str, Any]]:
    """Return what was found, for JSON."""
    return [plain_finding(one) for one in (*inquiry.opening, *console.feedback.findings)]
