"""What the commands of planning share: the place that is meant, the table of regulations, the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from gisapp.cli.exits import Exit, Stop
from layers.errors import AnalysisFailed, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    import shapely

    from gisapp.desks.planning.entries import Entries
    from gisapp.desks.planning.place import Place
    from gisapp.desks.planning.regulationtable import RegulationTable
    from layers.base import Layer
    from layers.feedback import Feedback
    from layers.project import Project

MOST_BYTES = 32 * 1024 * 1024
"""Larger files are no tables and no sites."""
_NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読めません。")
_CHECK_NAME = QT_TRANSLATE_NOOP(CONTEXT, "ファイルの名前と場所を確かめてください。")
_TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は大きすぎます（{bytes} バイト）。")
_NO_BUILDING = QT_TRANSLATE_NOOP(CONTEXT, "建物「{id}」が見つかりません。")
_NO_BUILDING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "gml:id を gisapp identify で確かめてください。")
_NOT_ONE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の中の面が {count} 個あります。敷地の面を一つだけにしてください。"
)
_NOT_ONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "敷地だけを書き出したファイルを指定してください。")
_CROSSES = QT_TRANSLATE_NOOP(CONTEXT, "{file} の敷地の線が交わっています（{place} の付近）。")
_CROSSES_HINT = QT_TRANSLATE_NOOP(CONTEXT, "敷地の頂点の順番を確かめて、描き直してください。")
_NO_AREA = QT_TRANSLATE_NOOP(CONTEXT, "{file} に面がありません。")
_NO_AREA_HINT = QT_TRANSLATE_NOOP(CONTEXT, "範囲を面（ポリゴン）で書き出したファイルを指定してください。")


class Asked(Protocol):
    """The arguments that name a place."""

    @property
    def at(self) -> str: ...  # noqa: D102
    @property
    def lot(self) -> Path | None: ...  # noqa: D102
    @property
    def building(self) -> str: ...  # noqa: D102
    @property
    def number(self) -> str: ...  # noqa: D102


def plain_place(place: Place, system: str) -> dict[str, Any]:
    """Return a place for JSON."""
    import numpy as np

    from layers import crs

    point = place.area.representative_point()
    longitude, latitude = crs.unproject(np.array([point.x]), np.array([point.y]), system)
    return {
        "kind": place.kind,
        "words": place.words,
        "longitude": round(float(longitude[0]), 8),
        "latitude": round(float(latitude[0]), 8),
        "crs": system,
        "east": round(point.x, 3),
        "north": round(point.y, 3),
        "area": round(place.area.area, 3),
    }


def content_of(path: Path) -> bytes:
    """Return the bytes of a small file.

    Raises
    ------
    layers.errors.SourceMissing
        When it is not there.
    layers.errors.AnalysisFailed
        When it is too large.
    """
    where = Where(str(path))
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            values = {"file": path.name, "bytes": f"{size:,}"}
            raise AnalysisFailed(_TOO_LARGE, _CHECK_NAME, values=values, where=where)
        return path.read_bytes()
    except OSError as error:
        values = {"file": path.name}
        raise SourceMissing(_NOT_THERE, _CHECK_NAME, values=values, where=where, detail=str(error)) from error


def named_table(path: Path | None) -> RegulationTable | None:
    """Return the table of a city that is named, None for that of the project."""
    from gisapp.desks.planning.regulationfile import read_table

    return None if path is None else read_table(content_of(path))


def day_of(text: str) -> date:
    """Return the day for which is asked."""
    if not text:
        return date.today()  # noqa: DTZ011 - the day at the counter
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Stop(f"日付として読めません: {text}（例: 2026-11-21）", Exit.USAGE) from error


def place_of(
    project: Project, asked: Asked, table: RegulationTable, feedback: Feedback, *, parcel: bool = False
) -> Place:
    """Return the place that the arguments name; with `parcel`, a point means the parcel that it lies in.

    Raises
    ------
    Stop
        When none or several are named, or it is no place of Japan.
    layers.errors.GisError
        When there is none like that.
    """
    named = [bool(asked.at), asked.lot is not None, bool(asked.building), bool(asked.number)]
    if sum(named) != 1:
        raise Stop("--at、--lot、--building、--number のどれか一つを指定してください。", Exit.USAGE)
    if asked.lot is not None:
        return _from_file(project, asked.lot, feedback)
    if asked.building:
        return _building(project, asked.building)
    from gisapp.desks.planning import place as places

    if asked.number:
        return places.of_number(project.layers, table, asked.number)
    east, north = point_of(project, asked.at)
    if parcel:
        found = places.at_point(project.layers, table, east, north)
        return found if found.words else replace(found, words=asked.at)
    import shapely

    return places.Place(shapely.Point(east, north), places.How.POINT, asked.at)


def entered_at(project: Project, place: Place) -> tuple[Place, Entries]:
    """Return the lot that staff made at a place, or the place itself, and what they entered of it.

    A lot of a file is what was asked for and stays so.
    """
    from gisapp.desks.planning.entries import NONE, kept_at
    from gisapp.desks.planning.place import How

    if place.how is How.FILE:
        return place, NONE
    middle = place.area.representative_point()
    kept, unread = kept_at(project, middle.x, middle.y)
    if kept is None:
        return replace(place, notes=(*place.notes, *unread)), NONE
    return replace(kept.place, notes=unread), kept.entries


def point_of(project: Project, text: str) -> tuple[float, float]:
    """Return east and north of a place on the command line, metres of the project's system.

    Raises
    ------
    Stop
        When it cannot be read as a place in Japan.
    """
    import numpy as np

    from gisapp.places import place
    from layers import crs

    found = place(text, "")
    if found is None:
        raise Stop(f"日本の中の地点として読めません: {text}（例: 129.335,32.853）", Exit.USAGE)
    east, north = crs.project(np.array([found.longitude]), np.array([found.latitude]), project.crs)
    return float(east[0]), float(north[0])


def _building(project: Project, wanted: str) -> Place:
    import numpy as np
    import shapely

    from gisapp.desks.planning.place import How, Place

    for layer in project.layers:
        if layer.kind != "buildings" or layer.data is None:
            continue
        rows = np.flatnonzero(layer.data.table.texts("gml_id") == wanted)
        if len(rows):
            shape = _shapes(layer)[int(rows[0])]
            return Place(shapely.make_valid(shapely.force_2d(shape)), How.BUILDING, wanted)
    raise AnalysisFailed(_NO_BUILDING, _NO_BUILDING_HINT, values={"id": wanted})


def _from_file(project: Project, path: Path, feedback: Feedback) -> Place:
    import shapely

    from gisapp.desks.planning.place import How, Place
    from gisapp.desks.planning.sitefile import FORMAT, read_site

    if path.suffix.lower() == ".json" and FORMAT.encode() in content_of(path)[:4096]:
        document = read_site(content_of(path))
        lot, name = document.site.lot.polygon(), document.name or path.name
        return Place(lot, How.FILE, name, path.name, document)
    shapes = _areal(project, path, feedback)
    crossing = [shape for shape in shapes if not shapely.is_valid(shape)]
    if crossing:
        told = {"file": path.name, "place": _crossing(project, crossing[0])}
        raise AnalysisFailed(_CROSSES, _CROSSES_HINT, values=told, where=Where(str(path)))
    polygons = [part for shape in shapes for part in shapely.get_parts(shape)]
    if len(polygons) != 1:
        values = {"file": path.name, "count": len(polygons)}
        raise AnalysisFailed(_NOT_ONE, _NOT_ONE_HINT, values=values, where=Where(str(path)))
    return Place(polygons[0], How.FILE, path.stem, path.name)


def area_of(project: Project, path: Path, feedback: Feedback) -> shapely.Geometry:
    """Return all areas of a file as one, metres of the project's system.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there are none.
    """
    import numpy as np
    import shapely

    shapes = _areal(project, path, feedback)
    if not shapes:
        raise AnalysisFailed(_NO_AREA, _NO_AREA_HINT, values={"file": path.name}, where=Where(str(path)))
    return shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))


def _areal(project: Project, path: Path, feedback: Feedback) -> list[shapely.Geometry]:
    """Return the areas of a file as they are drawn, metres of the project's system."""
    import shapely

    from gisapp.cityplace import place_of as city_place
    from gisapp.reading import read_data

    result = read_data(path, feedback, target=project.crs, place=city_place(project))
    return [
        shapely.force_2d(shape)
        for layer in result.layers
        if layer.kind == "vector" and layer.data is not None
        for shape in _shapes(layer)
        if shape is not None and shapely.get_dimensions(shape) == 2
    ]


def _crossing(project: Project, shape: shapely.Geometry) -> str:
    """Return where the lines of an area cross, degrees; empty when that cannot be told."""
    import re

    import numpy as np
    import shapely

    from layers import crs

    found = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(shape))
    if found is None:
        return ""
    east, north = (np.array([float(text)]) for text in found.groups())
    longitude, latitude = crs.unproject(east, north, project.crs)
    return f"{float(longitude[0]):.7f}, {float(latitude[0]):.7f}"


def _shapes(layer: Layer) -> list[Any]:
    found = layer.footprints()
    return [] if found is None else found.tolist()
