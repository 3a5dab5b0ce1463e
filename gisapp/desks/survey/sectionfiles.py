"""Sections as files: tables (CSV, XLSX), drawings for CAD (DXF), sheets (PDF) and pictures (PNG)."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.sectiondrawing import drawings_of
from layers.cloudlook import CLASSES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.survey.crosssections import Cut
    from gisapp.desks.survey.sectiondrawing import Key
    from gisapp.desks.survey.titleblock import Say, Size, Title

SUFFIXES = (".csv", ".dxf", ".pdf", ".png", ".xlsx")
_STATION = QT_TRANSLATE_NOOP(CONTEXT, "測点")
_FLIGHT = QT_TRANSLATE_NOOP(CONTEXT, "時期")
_ALONG = QT_TRANSLATE_NOOP(CONTEXT, "距離（m）")
_BESIDE = QT_TRANSLATE_NOOP(CONTEXT, "離れ（m、左が正）")
_HEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "標高（m）")
_NORTH = QT_TRANSLATE_NOOP(CONTEXT, "X（北、m）")
_EAST = QT_TRANSLATE_NOOP(CONTEXT, "Y（東、m）")
_CLASS = QT_TRANSLATE_NOOP(CONTEXT, "分類")
_CLASS_NAME = QT_TRANSLATE_NOOP(CONTEXT, "分類名")


@dataclass(frozen=True, eq=False)
class Sections:
    """Sections with what stands on their sheets.

    Attributes
    ----------
    cuts
        At least one.
    title, size
        What the block says; paper and scale.
    keys
        What the colours of the points mean.
    """

    cuts: tuple[Cut, ...]
    title: Title
    size: Size
    keys: tuple[Key, ...] = ()


def written(sections: Sections, suffix: str, say: Say = str) -> dict[str, bytes]:
    """Return sections as the bytes of files, by what is put before the ending of the name.

    Only a series as PNG makes more than one file: a picture for each sheet, numbered.

    Parameters
    ----------
    sections
        What.
    suffix
        One of :data:`SUFFIXES`.
    say
        Returns sentences in the language of the reader.

    Raises
    ------
    layers.errors.AnalysisFailed
        When they do not fit the paper.
    """
    from gisapp.desks.survey.sectionbook import workbook
    from gisapp.desks.survey.sectiondxf import dxf
    from gisapp.paper.pages import write_pages, write_png

    if suffix == ".csv":
        return {"": table(sections.cuts, say)}
    if suffix == ".xlsx":
        return {"": workbook(sections, say)}
    if suffix == ".dxf":
        return {"": dxf(sections, say)}
    drawings = drawings_of(sections.cuts, sections.title, sections.size, say, sections.keys)
    if suffix == ".pdf":
        return {"": write_pages(drawings, drawings[0].caption, sections.title.made)}
    if len(drawings) == 1:
        return {"": write_png(drawings[0])}
    return {f"_{number:02}": write_png(one) for number, one in enumerate(drawings, 1)}


def table(cuts: Sequence[Cut], say: Say = str) -> bytes:
    """Return the points of sections as CSV that Excel opens with its headings."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    heads = (_STATION, _FLIGHT, _ALONG, _BESIDE, _HEIGHT, _NORTH, _EAST, _CLASS, _CLASS_NAME)
    writer.writerow([say(one) for one in heads])
    names = np.array([say(CLASSES.get(code, str(code))) for code in range(256)], dtype=object)
    for cut in cuts:
        for trace in cut.traces:
            section = trace.section
            columns = (
                section.along + cut.begin,
                section.beside,
                section.height,
                section.place[:, 1],
                section.place[:, 0],
            )
            numbers = [np.char.mod("%.3f", one) for one in columns]
            whole = np.column_stack(
                [
                    np.full(len(section), harmless(cut.name), dtype=object),
                    np.full(len(section), harmless(trace.name), dtype=object),
                    *numbers,
                    section.classification.astype(str),
                    names[section.classification],
                ]
            )
            writer.writerows(whole.tolist())
    return stream.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text that a spreadsheet takes for no formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
