"""The sheet of an inspection (点検結果報告書): where the notes are, what each says, with its photos."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.north import true_bearing
from gisapp.desks.survey.notes import COLOURS, STATES, State, counts
from gisapp.paper.days import era_day
from gisapp.paper.document import (
    Block,
    Cell,
    Columns,
    Document,
    Figures,
    Heading,
    Legend,
    Paragraph,
    Picture,
    Plan,
    Shape,
    Swatch,
    Table,
)
from gisapp.paper.document import State as Sure
from layers import crs as systems
from layers.entered import DEGREES
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from gisapp.desks.survey.facilities import Facilities, Join
    from gisapp.desks.survey.notes import Note
    from importers.photos import Photo
    from layers.project import Project

TITLE = "点検結果報告書"
UNKNOWN = Cell("未確認", Sure.UNKNOWN)
SURE = {
    State.REPAIR: Sure.DANGER,
    State.WATCH: Sure.CONFIRM,
    State.UNKNOWN: Sure.UNKNOWN,
    State.DONE: Sure.PLAIN,
}
FULL, MAP, PHOTO = 180.0, 62.0, 58.0
"""Millimetres: width of a page, height of a map and of a photo."""
GAP, WIDE = 5.0, 0.42
"""Millimetres between columns, and share of the map beside a picture."""
SCALES = (500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
MARGIN = 1.25
"""Times the box around the notes that a map shows."""
DOT = 1.1
"""Millimetres of half a mark on a map."""
MOST_PHOTOS = 4
"""Photos of a note that are printed; the rest is counted."""
MOST_HOUSES = 4000
GONE = "写真 {name} が見つからないか、別のファイルになっています。"
_LOST = QT_TRANSLATE_NOOP(
    CONTEXT, "写真 {count} 枚が元の場所にないか、別のファイルになっています（例: {file}）。"
)
FOOTER = "参考資料です。位置と標高は元の点群・写真の精度によります。"
GPS = (
    "写真の位置と標高はカメラの GPS の値です。標高の基準はカメラにより異なり、未確認です。"
    "磁北からの方位は、国土地理院の磁気図（2015.0年値）の近似式で真北からに直しました。"
)


@dataclass(frozen=True, eq=False)
class Given:
    """What a sheet is made of.

    Attributes
    ----------
    project
        Its layers are named as sources; houses stand on the map.
    notes
        In the order of the sheet; their numbers count from 1.
    facilities, join
        The list of facilities, and which note is of which; None without one.
    photo
        Returns a photo small, None when it is gone or another one.
    view
        A picture in 3D with the numbers of the notes, JPEG or PNG; empty for none.
    ground
        What lies below the notes on the map of :func:`frame_of`, as an image that fills it; empty for none.
    """

    project: Project
    notes: tuple[Note, ...]
    facilities: Facilities | None
    join: Join | None
    photo: Callable[[Photo], bytes | None]
    view: bytes = b""
    ground: bytes = b""


def report(given: Given, now: datetime, program: str) -> Document:
    """Return the sheet.

    Parameters
    ----------
    given
        What it tells.
    now
        The moment that it states.
    program
        Name and version, for the foot.
    """
    notes = given.notes
    number = counts(notes)
    figures = [
        ("点検メモ", Cell(f"{len(notes):,} 件"), f"施設 {len({one.facility for one in notes} - {''}):,}")
    ]
    for state, why in (
        (State.REPAIR, ""),
        (State.WATCH, ""),
        (State.DONE, ""),
        (State.UNKNOWN, "状態が決まっていないもの"),
    ):
        sure = SURE[state] if number[state] else Sure.PLAIN
        figures.append((STATES[state], Cell(f"{number[state]:,} 件", sure), why))
    blocks: list[Block] = [Figures(tuple(figures)), *_where(given)]
    rows = tuple(_row(place, one) for place, one in enumerate(notes, 1))
    blocks += [
        Heading("一覧"),
        Table(
            ("No.", "状態", "施設番号", "内容", "点検日", "部署", "写真"),
            rows,
            (0.06, 0.11, 0.15, 0.33, 0.13, 0.15, 0.07),
        ),
    ]
    for _, group in groupby(enumerate(notes, 1), key=lambda pair: pair[1].facility):
        blocks += _facility(given, list(group))
    blocks += [*_unmatched(given), *_sources(given)]
    facts = (era_day(now.date()), *_departments(notes))
    return Document(
        TITLE, tuple(blocks), f"{FOOTER}　{program}", now.isoformat(timespec="seconds"), facts, subject=TITLE
    )


def _departments(notes: Sequence[Note]) -> tuple[str, ...]:
    names = dict.fromkeys(one.department for one in notes if one.department)
    return ("、".join(names),) if names else ()


def _row(number: int, note: Note) -> tuple[Cell, ...]:
    return (
        Cell(str(number)),
        Cell(STATES[note.state], SURE[note.state]),
        Cell(note.facility) if note.facility else UNKNOWN,
        Cell(note.text[:120]),
        Cell(note.date[:10]) if note.date else UNKNOWN,
        Cell(note.department) if note.department else UNKNOWN,
        Cell(f"{len(note.photos)} 枚"),
    )


# -------------------------------------------------------------------------------------------- where they are


def _where(given: Given) -> Iterator[Block]:
    places = places_of(given.notes, given.project.crs)
    known = np.isfinite(places[:, 0])
    plan = plan_of(given, places) if known.any() else None
    swatches = [
        Swatch(STATES[state], hexadecimal(COLOURS[state]), "#1a1a1a")
        for state in State
        if any(one.state is state for one in given.notes)
    ]
    if plan is not None and given.view:
        side = Picture("点群と点検メモ（番号は一覧の No.）", given.view, MAP)
        yield Columns(((plan,), (side,)), (WIDE, 1 - WIDE))
    elif plan is not None:
        yield plan
    if plan is not None:
        yield Legend(tuple(swatches))
    if not known.all():
        yield Paragraph(f"場所が未確認のメモ {int((~known).sum()):,} 件は、図にありません。", small=True)


def places_of(notes: Sequence[Note], crs: str) -> NDArray[np.float64]:
    """Return (n, 2) east and north of notes, metres, NaN for those without a place."""
    found = np.full((len(notes), 2), np.nan)
    rows = [row for row, one in enumerate(notes) if one.place is not None]
    if rows and crs:
        degrees = np.array([notes[row].place for row in rows], np.float64)
        found[rows] = np.column_stack(systems.project(degrees[:, 0], degrees[:, 1], crs, DEGREES))
    return found


@dataclass(frozen=True)
class Frame:
    """What a map shows: its middle, half its width and height in metres, and 500 for 1:500."""

    centre: tuple[float, float]
    half: tuple[float, float]
    scale: int


def frame_of(places: NDArray[np.float64], *, narrow: bool) -> Frame:
    """Return the map that shows all places (n, 2) that are known; `narrow` beside a picture."""
    known = places[np.isfinite(places[:, 0])]
    low, high = known.min(axis=0), known.max(axis=0)
    paper = np.array([(FULL - GAP) * WIDE if narrow else FULL, MAP])
    need = max((high - low) / paper * 1000 * MARGIN)
    scale = next((one for one in SCALES if one >= need), SCALES[-1])
    (east, north), (across, up) = ((low + high) / 2).tolist(), (paper * scale / 2000).tolist()
    return Frame((east, north), (across, up), scale)


def plan_of(given: Given, places: NDArray[np.float64]) -> Plan:
    """Return a map of the notes among the houses; notes at one place have their numbers together."""
    frame = frame_of(places, narrow=bool(given.view))
    centre, half, scale = np.array(frame.centre), np.array(frame.half), frame.scale
    shapes = list(_houses(given.project, (*(centre - half).tolist(), *(centre + half).tolist())))
    side = DOT * scale / 1000
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, (east, north) in enumerate(places.tolist(), 1):
        if np.isfinite(east):
            numbers.setdefault((round(east / side / 3), round(north / side / 3)), []).append(number)
    for together in numbers.values():
        east, north = places[together[0] - 1].tolist()
        colour = hexadecimal(COLOURS[given.notes[together[0] - 1].state])
        ring = tuple(
            (east + side * x, north + side * y) for x, y in ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, 0))
        )
        above = ((east, north + 2.6 * side),) * 2
        shapes += [
            Shape((ring,), colour, "#1a1a1a", 0.15),
            Shape((above,), closed=False, label="・".join(map(str, together[:6]))),
        ]
    return Plan("位置図", frame.centre, scale, tuple(shapes), MAP, picture=given.ground)


def _houses(project: Project, box: tuple[float, ...]) -> Iterator[Shape]:
    """Return the outlines of houses on the map."""
    import shapely

    frame = shapely.box(*box)
    for layer in project.layers:
        if layer.kind != "buildings" or not layer.visible or (shapes := layer.footprints()) is None:
            continue
        near = np.flatnonzero(shapely.intersects(shapes, frame))[:MOST_HOUSES]
        for part in shapely.get_parts(shapes[near]):
            ring = shapely.get_coordinates(shapely.get_exterior_ring(part))
            yield Shape((tuple(map(tuple, ring.tolist())),), "#e8e6e1", "#8a8a8a", 0.08)


def hexadecimal(colour: tuple[int, int, int]) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


# ------------------------------------------------------------------------------------------------- each one


def _facility(given: Given, group: list[tuple[int, Note]]) -> Iterator[Block]:
    first = group[0][1]
    row = None if given.join is None else given.join.rows.get(first.id)
    if row is None or given.facilities is None:
        yield Heading(f"施設 {first.facility}" if first.facility else "施設番号のないメモ")
        if first.facility and given.join is not None:
            yield Paragraph("施設の一覧にない番号です（台帳の内容は未確認）。", small=True)
    else:
        facility = given.facilities.rows[row]
        yield Heading(f"施設 {facility.number}　{facility.name}")
        told = given.facilities.told(row)
        half = (len(told) + 1) // 2
        columns = tuple(
            (
                Table(
                    ("項目", "台帳の内容"),
                    tuple((Cell(heading), Cell(cell[:200])) for heading, cell in part),
                    (0.4, 0.6),
                ),
            )
            for part in (told[:half], told[half:])
            if part
        )
        yield Columns(columns, (1 / len(columns),) * len(columns))
    for number, note in group:
        yield from _note(given, number, note)


def _note(given: Given, number: int, note: Note) -> Iterator[Block]:
    facts = _facts(given, note)
    pictures: list[Block] = []
    for photo in note.photos[:MOST_PHOTOS]:
        small = given.photo(photo)
        name = photo.path.rpartition("/")[2]
        if small is None:
            pictures.append(Paragraph(GONE.format(name=name), small=True))
        else:
            pictures.append(Picture(f"{name}　{photo_words(photo)}", small, PHOTO))
    if len(note.photos) > MOST_PHOTOS:
        pictures.append(Paragraph(f"ほかに写真 {len(note.photos) - MOST_PHOTOS} 枚", small=True))
    table = Table((f"No. {number}", ""), facts, (0.24, 0.76))
    if pictures:
        yield Columns(((table,), tuple(pictures[:1])), (0.52, 0.48))
        rest = pictures[1:]
        for place in range(0, len(rest), 2):
            pair = rest[place : place + 2]
            yield Columns(tuple((one,) for one in pair), (0.5,) * len(pair))
    else:
        # Side by side, so that a note does not part at the foot of a page.
        parts = (facts[:4], facts[4:])
        heads = ((f"No. {number}", ""), ("", ""))
        tables = (Table(head, part, (0.24, 0.76)) for head, part in zip(heads, parts, strict=True))
        yield Columns(tuple((one,) for one in tables), (0.5, 0.5))


def _facts(given: Given, note: Note) -> tuple[tuple[Cell, ...], ...]:
    height = Cell(f"{note.height:.2f} m") if note.height is not None else UNKNOWN
    east, north = places_of([note], given.project.crs)[0].tolist()
    plane = Cell(f"X {north:,.2f}　Y {east:,.2f}") if np.isfinite(east) else UNKNOWN
    degrees = UNKNOWN
    if note.place is not None:
        degrees = Cell(f"{note.place[1]:.7f}°N　{note.place[0]:.7f}°E")
    return (
        (Cell("状態"), Cell(STATES[note.state], SURE[note.state])),
        (Cell("内容"), Cell(note.text) if note.text else UNKNOWN),
        (Cell("経過"), Cell(note.history) if note.changes else UNKNOWN),
        (Cell("点検日"), Cell(note.date.replace("T", " ")) if note.date else UNKNOWN),
        (Cell("部署"), Cell(note.department) if note.department else UNKNOWN),
        (Cell("座標（m）"), plane),
        (Cell("緯度経度"), degrees),
        (Cell("標高"), height),
    )


def photo_words(photo: Photo) -> str:
    """Return when and into which direction a photo was taken, as far as the camera tells."""
    bearing = true_bearing(photo)
    said = [photo.taken[:16].replace("T", " ") or "撮影日時は未確認"]
    if bearing is not None:
        said.append(f"方位 {bearing:.0f}°（{'磁北から換算' if photo.magnetic else '真北から'}）")
    return "　".join(said)


# ---------------------------------------------------------------------------------------------- where from


def missing(given: Given) -> tuple[Finding, ...]:
    """Return which photos are gone, or are other files by now."""
    lost = [photo.path for one in given.notes for photo in one.photos if given.photo(photo) is None]
    values: dict[str, object] = {"count": f"{len(lost):,}", "file": lost[0] if lost else ""}
    found = Finding(Severity.WARNING, "note-photo-gone", _LOST, values, count=len(lost))
    return (found,) if lost else ()


def _unmatched(given: Given) -> Iterator[Block]:
    if given.join is None or given.facilities is None:
        return
    lost = [f"{one.facility}" for one in given.join.lost]
    unseen = [given.facilities.rows[row] for row in given.join.unseen]
    yield Heading("施設の一覧との照合")
    yield Table(
        ("", "件数", "番号"),
        (
            _matched("一覧と結び付いたメモ", len(given.join.rows), []),
            _matched("一覧にない番号のメモ", len(lost), lost),
            _matched("施設番号のないメモ", len(given.join.unnumbered), []),
            _matched("メモのない施設", len(unseen), [one.number for one in unseen]),
        ),
        (0.28, 0.12, 0.6),
    )


def _matched(word: str, count: int, numbers: Sequence[str]) -> tuple[Cell, ...]:
    shown = "、".join(list(dict.fromkeys(numbers))[:40])
    return Cell(word), Cell(f"{count:,} 件"), Cell(shown + (" ほか" if len(set(numbers)) > 40 else ""))


def _sources(given: Given) -> Iterator[Block]:
    rows = [
        (Cell(layer.name), Cell(layer.source.path.name), Cell(day) if day else UNKNOWN, Cell(layer.crs))
        for layer in given.project.layers
        if layer.kind == "pointcloud"
        for day in (layer.source.date or layer.source.modified[:10],)
    ]
    if given.facilities is not None:
        day = given.facilities.modified[:10]
        rows.append((Cell("施設の一覧"), Cell(given.facilities.path.name), Cell(day), Cell("")))
    yield Heading("資料")
    if rows:
        yield Table(("資料", "ファイル", "時点（更新日）", "座標系"), tuple(rows), (0.28, 0.34, 0.2, 0.18))
    crs = given.project.crs or "未確認"
    yield Paragraph(f"座標系 {crs}（平面直角座標、X は北・Y は東）。標高は点群の標高です。", small=True)
    if any(photo.place for one in given.notes for photo in one.photos):
        yield Paragraph(GPS, small=True)
