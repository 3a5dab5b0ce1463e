"""Decisions that staff wrote into the table of places, and a merged version that becomes the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.areatables import read_csv
from gisapp.desks.areas.comparetables import DECIDED, EAST, KEY, NORTH
from gisapp.desks.areas.matching import plain_code
from gisapp.desks.areas.mergedrows import Rows
from gisapp.desks.areas.merging import NO_ONE, decide
from gisapp.desks.areas.model import Association, associations
from gisapp.desks.areas.names import normalised
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.areas.decisions import Decision
    from gisapp.desks.areas.difference import Comparison
    from gisapp.desks.areas.merging import Merged
    from layers.feedback import Feedback
    from layers.project import Project

NOBODY_WORDS = ("なし", "無し", "未組織", NO_ONE, "-", "—")
"""What staff write where a place belongs to no association."""
_NO_PLACE = QT_TRANSLATE_NOOP(
    CONTEXT, "{row} 行目の場所では、図の食い違いがありません。使いませんでした（座標を確かめてください）。"
)
_NO_DEPARTMENT = QT_TRANSLATE_NOOP(
    CONTEXT, "{row} 行目に「部署」がありません。誰が決めたかを書いてください。使いませんでした。"
)
_NO_NAME = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{row} 行目の自治会「{name}」が見つかりません。コードか名称を確かめてください。使いませんでした。",
)


def decisions_from(path: Path, made: Comparison, when: str, feedback: Feedback) -> tuple[Decision, ...]:
    """Return the decisions in the table of places, as ``areas compare --out x.csv`` writes it.

    Parameters
    ----------
    path
        The table, filled in by staff.
    made
        The comparison.
    when
        ISO 8601 moment for rows without one (日時).
    feedback
        Receives which rows could not be used.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    rows, found = Rows(made, 0), []
    what, by, text = DECIDED
    for number, row in enumerate(read_csv(path.read_bytes()), 2):
        said = row.get(what, "")
        if not said:
            continue

        def left_out(template: str, number: int = number, said: str = said) -> None:
            values, where = {"row": number, "name": said}, Where(str(path), number)
            feedback.find(Finding(Severity.WARNING, "decision-row", template, values, where=where))

        piece = _piece(made, row.get(EAST, ""), row.get(NORTH, ""))
        group = None if said in NOBODY_WORDS else rows.named(said)
        if piece is None:
            left_out(_NO_PLACE)
        elif not row.get(by, ""):
            left_out(_NO_DEPARTMENT)
        elif group is None and said not in NOBODY_WORDS:
            left_out(_NO_NAME)
        else:
            one = decide(made, piece, group, row[by], row.get(text, ""), row.get("日時", "") or when)
            # The key of the table stays, so that a decision about the same place takes the place of this one.
            found.append(replace(one, about=row.get(KEY, "") or one.about))
    return tuple(found)


def _piece(made: Comparison, east: str, north: str) -> int | None:
    try:
        place = np.array([[float(east.replace(",", "")), float(north.replace(",", ""))]])
    except ValueError:
        return None
    face = int(made.plane.faces_of(place)[0])
    piece = -1 if face < 0 else int(made.pieces.of[face])
    return piece if piece >= 0 else None


def into_ledger(project: Project, merged: Merged, when: str) -> tuple[Association, ...]:
    """Return what of a merged version is new or has another area than the ledger, to be placed in it.

    An association is that of the ledger with the same record, code or name; else it is a new one.

    Parameters
    ----------
    project
        Its ledger is looked at.
    merged
        The merged version.
    when
        ISO 8601; it stands in the source of the areas.
    """
    import shapely

    kept = associations(project)
    codes = {plain_code(one.code): one for one in kept if one.code}
    spelled = normalised([one.name for one in kept]).tolist()
    names = {text: one for text, one in zip(spelled, kept, strict=True) if spelled.count(text) == 1}
    areas, found = merged.areas, []
    source = f"統合した図（{areas.source}、{when[:10]}）"
    for row, (code, name) in enumerate(
        zip(areas.codes.tolist(), normalised(areas.names).tolist(), strict=True)
    ):
        before = codes.get(plain_code(code)) if code else names.get(name)
        shape = areas.shapes[row]
        if before is None:
            kana = str(areas.kanas[row])
            title = str(areas.names[row])
            found.append(Association("", "", str(code), title, kana, shape, areas.crs, source=source))
        elif before.crs != areas.crs or not _same(before.shape, shape):
            shape = before.shape if shape is None else shape
            found.append(replace(before, shape=shapely.force_2d(shape), crs=areas.crs, source=source))
    return tuple(found)


def _same(one: object, other: object) -> bool:
    import shapely

    if one is None or other is None:
        return one is other
    return bool(shapely.area(shapely.symmetric_difference(one, other)) < 1.0)
