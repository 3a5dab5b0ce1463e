"""What is wrong with the public content itself: columns, small counts, rare combinations, shapes, photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.concerns import (
    HEADING,
    LOOK,
    MOST_MARKS,
    MOST_ROWS,
    SURE,
    TOLD,
    Concern,
    mark,
    proposal_of,
)
from gisapp.desks.publish.detectors.columns import Found, Weight
from gisapp.desks.publish.detectors.headers import Subject
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.export.content import GEOMETRY
from gisapp.export.footprints import polygons
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gisapp.desks.publish.inspection import Column, Inspection
    from gisapp.desks.publish.model import Publication, PublicField
    from gisapp.desks.publish.projection import PublicContent
    from layers.feedback import Feedback

_OFFICERS = QT_TRANSLATE_NOOP(
    CONTEXT, "役員などの個人の名簿（氏名と連絡先の表）は、どのようにしても公開できません。"
)
_SMALL = QT_TRANSLATE_NOOP(
    CONTEXT, "列「{field}」は人や世帯の数で、{least} 未満の小さな数が {count:,} 件あります。"
)
_SMALL_HINT = QT_TRANSLATE_NOOP(CONTEXT, "「小さな数を空欄にする」を選ぶか、広い区域に集計してください。")
_ALL_TOLD = QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の小さな数 {count:,} 件も公開する設定です。")
_BLANKED = QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の小さな数 {count:,} 件は空欄になります。")
_RARE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "列「{field}」の組み合わせが {least} 件に満たないものが {count:,} 件あり、個人が分かるおそれがあります。",
)
_RARE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "項目を減らすか、区域ごとに集計してください。")
_EXACT = QT_TRANSLATE_NOOP(
    CONTEXT, "一件が一人または一世帯を表し、その場所 {count:,} か所がそのまま公開されます。"
)
_EXACT_HINT = QT_TRANSLATE_NOOP(CONTEXT, "場所を 100 m 以上の格子に丸めるか、区域ごとに集計してください。")
_HEIGHTS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "形の高さの値 {count:,} 件が高さではない数です（{low:g} から {high:g}）。隠れた属性かもしれません。",
)
_MEASURES = QT_TRANSLATE_NOOP(CONTEXT, "形に M 値という隠れた数が {count:,} 件あります。")
_FLATTEN = QT_TRANSLATE_NOOP(CONTEXT, "形を丸める設定（格子や単純化）を選ぶと、高さと M 値は公開されません。")
_NO_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "{count:,} 件には形がなく、地図に出ません。")
_NO_CRS = QT_TRANSLATE_NOOP(CONTEXT, "レイヤの座標系が分かりません。")
_PHOTOS = QT_TRANSLATE_NOOP(
    CONTEXT,
    (
        "列「{field}」が示す写真のうち {count:,} 枚に、撮影した場所や持ち主の記録があり"
        "ます。写真は公開しませんが、別に公開するときは消してください。"
    ),
)
_HIGHEST, _LOWEST = 9000.0, -500.0
"""Metres between which heights are."""
_RARE_LEAST = 5
"""Rows that have to share a combination, where the city decided to tell small counts."""
_MOST_PHOTOS = 20


def check_columns(said: Publication, seen: Inspection) -> Iterator[Concern]:
    """Give what was found in the chosen columns."""
    if seen.officers:
        yield Concern(Severity.ERROR, "officers", _OFFICERS)
    for one in said.fields:
        column = seen.columns[one.column]
        for found in column.found:
            concern = _concern(one, column, found)
            if concern is not None:
                yield concern


def _concern(one: PublicField, column: Column, found: Found) -> Concern | None:
    texts = column.values.texts
    rows = texts.in_rows(found.texts)
    if not len(rows) and found.weight is not Weight.SURE:
        return None
    sure = found.weight is Weight.SURE
    template = (SURE if sure else LOOK).get(found.kind, HEADING)
    if found.weight is Weight.TOLD and found.kind is not Kind.PHOTO:
        template = TOLD
    elif sure and found.heading and found.kind is not Kind.OFFICER:
        template = HEADING
    severity = {Weight.SURE: Severity.ERROR, Weight.LOOK: Severity.WARNING, Weight.TOLD: Severity.INFO}
    word = {Weight.SURE: "personal", Weight.LOOK: "look", Weight.TOLD: "told"}[found.weight]
    different = np.flatnonzero(found.texts)
    values = texts.raw.take(different[: MOST_MARKS + 1]).to_pylist() if found.weight is Weight.LOOK else []
    return Concern(
        severity[found.weight],
        f"{word}-{found.kind}",
        template,
        {"field": one.name, "count": len(rows)},
        one.name,
        len(rows),
        tuple(rows[:MOST_ROWS].tolist()),
        proposal_of(found.kind, sure=sure, heading=found.heading),
        tuple(sorted({mark(value) for value in values})),
    )


def check_counts(content: PublicContent, said: Publication, seen: Inspection) -> Iterator[Concern]:
    """Give small counts that would be told, and rare combinations of what people are."""
    least = said.generalisation.least or _RARE_LEAST
    blanked = {one.values["name"]: one.values["count"] for one in content.small_counts()}
    for one in said.fields:
        if one.name in blanked:
            values = {"field": one.name, "count": blanked[one.name]}
            yield Concern(
                Severity.INFO, "counts-blanked", _BLANKED, values, one.name, int(str(values["count"]))
            )
        elif seen.columns[one.column].heading.count:
            numbers = _numbers(content.columns([one.name]).column(0))
            small = np.flatnonzero((numbers >= 1) & (numbers < least))
            if len(small):
                values = {"field": one.name, "count": len(small), "least": least}
                decided = one.count  # the city told the record to tell all
                yield Concern(
                    Severity.INFO if decided else Severity.WARNING,
                    "counts-told" if decided else "small-counts",
                    _ALL_TOLD if decided else _SMALL,
                    values,
                    one.name,
                    len(small),
                    tuple(small[:MOST_ROWS].tolist()),
                    "" if decided else _SMALL_HINT,
                )
    yield from _rare(content, said, seen, least)


def _rare(content: PublicContent, said: Publication, seen: Inspection, least: int) -> Iterator[Concern]:
    """Give combinations of traits of people that few rows share (k-anonymity)."""
    traits = [
        one
        for one in said.fields
        if {Kind.TRAIT, Kind.SENSITIVE, Kind.MONEY} & seen.columns[one.column].heading.strong
    ]
    if not traits or not len(content):
        return
    names = [one.name for one in traits]
    import pandas as pd

    held = content.columns(names)
    codes = [pd.factorize(held.column(name).to_pandas(), use_na_sentinel=False)[0] for name in names]
    _, group, size = np.unique(np.column_stack(codes), axis=0, return_inverse=True, return_counts=True)
    few = np.flatnonzero(size[group.reshape(-1)] < least)
    if len(few):
        values = {"field": "・".join(names), "count": len(few), "least": least}
        persons = seen.rows is Subject.PERSON
        yield Concern(
            Severity.ERROR if persons else Severity.WARNING,
            "rare-combination",
            _RARE,
            values,
            names[0],
            len(few),
            tuple(few[:MOST_ROWS].tolist()),
            _RARE_HINT,
        )


def check_shapes(
    content: PublicContent, said: Publication, seen: Inspection, system: str, feedback: Feedback
) -> Iterator[Concern]:
    """Give what hides in shapes, and exact places of persons."""
    import shapely

    rows: dict[str, list[Any]] = {"strange": [], "measured": [], "absent": [], "points": []}
    low, high = np.inf, -np.inf
    start = 0
    has_m = getattr(shapely, "has_m", None)
    for table in content.tables(feedback, (GEOMETRY,)):
        shapes = polygons(table.column(GEOMETRY))
        rows["absent"].append(start + np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
        rows["points"].append(start + np.flatnonzero(np.isin(shapely.get_type_id(shapes), (0, 4))))
        if has_m is not None:
            rows["measured"].append(start + np.flatnonzero(has_m(shapes)))
        tall = np.flatnonzero(shapely.has_z(shapes))
        if len(tall):
            corners, of = shapely.get_coordinates(shapes[tall], include_z=True, return_index=True)
            heights = corners[:, 2]
            odd = np.isfinite(heights) & ((heights > _HIGHEST) | (heights < _LOWEST))
            if odd.any():
                rows["strange"].append(start + tall[np.unique(of[odd])])
                low, high = min(low, heights[odd].min()), max(high, heights[odd].max())
        start += len(table)
    found = {name: np.concatenate(parts) if parts else np.zeros(0, np.int64) for name, parts in rows.items()}
    if not system and start > len(found["absent"]):
        yield Concern(Severity.ERROR, "no-crs", _NO_CRS)
    if len(found["strange"]):
        values = {"low": float(low), "high": float(high)}
        yield _of_rows(Severity.ERROR, "hidden-heights", _HEIGHTS, found["strange"], _FLATTEN, **values)
    if len(found["measured"]):
        yield _of_rows(Severity.WARNING, "hidden-measures", _MEASURES, found["measured"], _FLATTEN)
    if len(found["absent"]):
        yield _of_rows(Severity.INFO, "without-shape", _NO_SHAPE, found["absent"], "")
    exact = said.generalisation
    coarse = exact.grid >= 50 or exact.decimals <= 3
    if seen.rows is Subject.PERSON and len(found["points"]) and not coarse:
        kinds = {kind for one in seen.columns.values() for kind in one.heading.strong}
        severity = Severity.ERROR if Kind.SENSITIVE in kinds else Severity.WARNING
        yield _of_rows(severity, "exact-places-of-persons", _EXACT, found["points"], _EXACT_HINT)


def check_photos(folder: Path, said: Publication, seen: Inspection) -> Iterator[Concern]:
    """Give columns that name photos beside the source that tell where they were taken and whose they are."""
    for one in said.fields:
        column = seen.columns[one.column]
        flags = column.values.sure.get(Kind.PHOTO)
        if flags is None:
            continue
        texts = column.values.texts.raw.take(np.flatnonzero(flags)[:_MOST_PHOTOS]).to_pylist()
        told = [text for text in texts if _tells(folder, text)]
        if told:
            values = {"field": one.name, "count": len(told)}
            yield Concern(Severity.WARNING, "photos-tell", _PHOTOS, values, one.name, len(told))


def _tells(folder: Path, name: str) -> bool:
    """Return whether a photo in the folder of the source has a place, an owner or a camera's number."""
    from PIL import Image, UnidentifiedImageError

    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        path = next(
            (one for one in (folder / last, *folder.glob(f"*/{_literal(last)}")) if one.is_file()), None
        )
        if path is None:
            return False
        with Image.open(path) as picture:
            exif = picture.getexif()
            return bool(exif.get_ifd(0x8825)) or any(
                exif.get(tag) for tag in (0x013B, 0x8298, 0xA430, 0xA431)
            )
    except (OSError, ValueError, UnidentifiedImageError, SyntaxError):
        return False


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _of_rows(
    severity: Severity, code: str, template: str, rows: Sequence[int] | Any, proposal: str, **values: object
) -> Concern:
    told = {"count": len(rows), **values}
    return Concern(
        severity,
        code,
        template,
        told,
        count=len(rows),
        rows=tuple(map(int, rows[:MOST_ROWS])),
        proposal=proposal,
    )


def _numbers(values: Any) -> Any:
    import pandas as pd

    return pd.to_numeric(values.to_pandas(), errors="coerce").to_numpy(np.float64)
