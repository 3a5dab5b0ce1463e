"""What the commands of the areas desk share: which version of the areas is meant, and the buildings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch
from gisapp.cli.hazardinput import BUILDINGS, buildings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.areas.model import AreaSet
    from importers.tables.lists import Columns
    from layers.base import Layer
    from layers.project import Project

__all__ = ["AreaArguments", "buildings_in", "buildings_of", "columns_said", "day_of", "opened", "version"]

LEDGER = ("台帳", "ledger")
"""Words for the ledger of the project."""
VERSION = "どの版か: 台帳（プロジェクトの台帳）、レイヤの名前か ID、またはファイル"
DAY = "いつの台帳か（2026-04-01 のように）。指定しなければ今の状態"
MAP = "列の対応（例 name=自治会名）。何度でも指定できる"
JSON = "JSON で答える（docs/schemas/{}.json）"


def day_of(text: str) -> str:
    """Return a day of the command line as ISO 8601.

    Raises
    ------
    ValueError
        When it is none.
    """
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise ValueError(f"日付は 2026-04-01 のように書いてください: {text}") from None


@dataclass(frozen=True, kw_only=True)
class AreaArguments:
    """What may be said to every command of the areas desk."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    day: str = field(default="", metadata=option("--day", DAY, "YYYY-MM-DD", read=day_of))
    buildings: str = field(default="", metadata=option("--buildings", BUILDINGS, "LAYER"))
    columns: tuple[str, ...] = field(default=(), metadata=option("--map", MAP, "項目=列", many=True))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def opened(arguments: AreaArguments, console: Console) -> projects.Opened:
    """Open the project or the data that a command names.

    Raises
    ------
    layers.errors.GisError
        When something cannot be read.
    """
    return projects.open_inputs(list(arguments.paths), console.feedback)


def version(
    project: Project, said: str, console: Console, *, day: str = "", columns: Sequence[str] = ()
) -> AreaSet:
    """Return the areas of the version that is meant, in the system of the project.

    Parameters
    ----------
    project
        With its data opened.
    said
        A word for the ledger, the name or id of a layer, or a file; empty for the ledger, or where there is
        none for the only layer whose name tells of associations.
    day
        ISO 8601, at which the ledger is meant; empty for the state of now.
    columns
        ``field=column`` each, for a layer or file.

    Raises
    ------
    Stop
        When nothing or several fit.
    layers.errors.GisError
        When it cannot be used.
    """
    from gisapp.desks.areas.incoming import area_set_of
    from gisapp.desks.areas.model import area_set, associations

    kept = associations(project, day)
    if said in LEDGER or (not said and kept):
        if not kept:
            raise Stop(
                "このプロジェクトには自治会の台帳がまだありません。gisapp areas import で作れます。",
                Exit.FAILED,
            )
        crs = project.crs or next((one.crs for one in kept if one.crs), "")
        return area_set(kept, "台帳", crs, day)
    layer = layer_meant(project, said, console)
    return area_set_of(layer, columns_said(layer, columns), project.crs, console.feedback)


def layer_meant(project: Project, said: str, console: Console) -> Layer:
    """Return the layer of a name or id, or the one that a file holds; see :func:`version`."""
    found = [one for one in project.layers if said and said in (one.id, one.name)]
    if said and not found and Path(said).exists():
        from gisapp.cityplace import place_of
        from gisapp.reading import read_data

        read = read_data(Path(said), console.feedback, target=project.crs, place=place_of(project))
        found = [one for one in read.layers if _areal(one)] or list(read.layers)
    elif not said:
        areal = [one for one in project.layers if one.kind == "vector" and _areal(one)]
        found = [one for one in areal if "自治会" in f"{one.name}{one.id}" or "町内会" in one.name] or areal
    if len(found) != 1:
        known = "、".join(one.name for one in found or project.layers)
        raise Stop(f"区域のレイヤを一つ指定してください。あるレイヤ: {known}", Exit.USAGE)
    return found[0]


def columns_said(layer: Layer, said: Sequence[str], flag: str = "--map") -> Columns:
    """Return which columns of a layer are which: as staff said last or as proposed, then as `flag` says.

    Raises
    ------
    Stop
        When it names what is no field or no column.
    """
    from gisapp import settings
    from gisapp.desks.areas.columns import FIELDS, mapping_of

    found = mapping_of(layer.table(), settings.load()[0].area_columns)
    fields = [name for name, _ in FIELDS]
    columns = {text: one.name for one in layer.table().attributes for text in (one.label, one.name)}
    for one in said:
        name, mark, column = one.partition("=")
        if not mark or name not in fields:
            raise Stop(f"{flag} は 項目=列 と書いてください。項目: {' '.join(fields)}", Exit.USAGE)
        if column and column not in columns:
            raise Stop(
                f"「{layer.name}」に「{column}」の列がありません。ある列: {'、'.join(columns)}", Exit.USAGE
            )
        found = found.with_column(name, columns.get(column, ""))
    return found


def buildings_in(project: Project, name: str) -> Layer | None:
    """Return the layer of buildings that is meant, None where the project has none and none is named."""
    if not name and not any(one.kind == "buildings" and one.data is not None for one in project.layers):
        return None
    return buildings_of(project, name)


def _areal(layer: Layer) -> bool:
    return layer.data is not None and bool(getattr(layer.data, "areal", False))
