"""基盤地図情報（基本項目） from files, folders and zips to collections, one for each class and system."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.collection import Collection
from importers.fgd.classes import ATTRIBUTES, CLASSES, ELEVATION_MODELS, NAMESPACE, SYSTEMS
from importers.fgd.features import Found
from importers.xmlsource.files import Files, XmlFile, finding_of, none_read
from importers.xmlsource.read import collect
from importers.xmlsource.stream import ForeignRoot
from layers.base import Attribute
from layers.errors import GisError, NotRecognised
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

    from importers.fgd.features import Piece
    from layers.feedback import Feedback

ROOT = f"{{{NAMESPACE}}}Dataset"
CREDIT = "国土地理院 基盤地図情報"

READING = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読んでいます")
BROKEN_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "座標が壊れていて図形にできない")
NOT_ITS_OWN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は基盤地図情報（基本項目）の GML ではありません。")
NOT_ITS_OWN_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "基盤地図情報ダウンロードサービスの zip か、FG-GML-…-BldA-….xml などの XML を選んでください。",
)
_OTHER_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT, "{name} の座標系（{system}）は知らないものです。位置を確かめてから使ってください。"
)
_JGD2024 = QT_TRANSLATE_NOOP(
    CONTEXT,
    "座標系は JGD2024 です。水平位置は JGD2011 と同じなので、そのまま重ねられます。",
)
_LEFT_OUT = QT_TRANSLATE_NOOP(
    CONTEXT, "{name} の {count:,} 件は、座標が壊れていて図形にできないため除きました（最初は {first}）。"
)
_OTHERS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "基盤地図情報（基本項目）ではない XML が {count:,} 個あり、読み込みませんでした（最初は {first}）。",
)
_ELEVATION = QT_TRANSLATE_NOOP(
    CONTEXT, "数値標高モデル（DEM）のファイルが {count:,} 個あります。地形として別に読み込んでください。"
)


@dataclass(eq=False)
class _Class:
    """Pieces of one class in one system."""

    pieces: list[Piece] = field(default_factory=list)
    systems: Counter[str] = field(default_factory=Counter)


@dataclass(eq=False)
class _Reading:
    """What was read so far."""

    classes: dict[tuple[str, str], _Class] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    grids: list[str] = field(default_factory=list)
    first_error: GisError | None = None


def read_collections(path: Path, options: object, feedback: Feedback) -> list[Collection]:
    """Read the features of 基盤地図情報.

    Parameters
    ----------
    path
        An XML file, a folder, or a zip (also one of zips).
    options
        Not looked at: how the features are read leaves no choice.
    feedback
        Receives progress.

    Returns
    -------
    list of Collection
        One for each class and system, in the order of the specification; longitude and latitude in
        degrees.

    Raises
    ------
    layers.errors.NotRecognised
        When there is none of the data.
    layers.errors.ImportFailed
        When no file can be used.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    del options
    files = Files(path)
    reading = _Reading()
    for file in files:
        _read_file(file, reading, feedback)
    order = list(CLASSES)
    keys = sorted(reading.classes, key=lambda key: (order.index(key[0]) if key[0] in CLASSES else 99, key))
    feedback.step(0.5, 1)
    if not keys:
        where = Where(str(path))
        raise none_read(path, reading.first_error, files.findings) or NotRecognised(
            NOT_ITS_OWN, NOT_ITS_OWN_HINT, values={"file": path.name}, where=where
        )
    told = [*files.findings, *reading.findings, *_told_of_others(reading)]
    collections = [_collection(name, crs, reading.classes[name, crs]) for name, crs in keys]
    first = collections[0]
    return [_with_findings(first, told), *collections[1:]]


def _read_file(file: XmlFile, reading: _Reading, feedback: Feedback) -> None:
    told = (feedback, Message(READING, {"file": file.name}))
    try:
        found = collect(file, ROOT, [ROOT], Found, told)
    except ForeignRoot:
        reading.foreign.append(file.name)
        return
    except GisError as error:
        # A file is whole or it is not there: half a map would look like all of it.
        reading.first_error = reading.first_error or error
        reading.findings.append(finding_of(error, file.name))
        return
    if {piece.name for piece in found.pieces} & ELEVATION_MODELS:
        reading.grids.append(file.name)
    system = next(iter(sorted(found.systems - {""})), "")
    for piece in found.pieces:
        if piece.name in ELEVATION_MODELS:
            continue
        kept = reading.classes.setdefault((piece.name, SYSTEMS.get(system.lower(), "")), _Class())
        kept.pieces.append(piece)
        kept.systems[system] += len(piece.geometry)


def _told_of_others(reading: _Reading) -> list[Finding]:
    told = []
    if reading.foreign:
        values = {"count": len(reading.foreign), "first": reading.foreign[0]}
        told.append(Finding(Severity.INFO, "other-xml", _OTHERS, values, Where(reading.foreign[0])))
    if reading.grids:
        values = {"count": len(reading.grids)}
        told.append(Finding(Severity.INFO, "elevation-model", _ELEVATION, values, Where(reading.grids[0])))
    return told


def _with_findings(collection: Collection, findings: list[Finding]) -> Collection:
    return replace(collection, findings=(*findings, *collection.findings))


# ------------------------------------------------------------------------------------------- collections


def _collection(name: str, crs: str, found: _Class) -> Collection:
    import pyarrow as pa

    label = CLASSES.get(name, name)
    geometry = np.concatenate([piece.geometry for piece in found.pieces])
    broken = np.concatenate([piece.broken for piece in found.pieces])
    texts = _texts(found.pieces)
    findings = _told_of_class(label, texts, broken, found)
    columns: dict[str, pa.Array] = {}
    attributes = []
    known = [column for column in ATTRIBUTES if column in texts]
    for column in (*known, *sorted(texts.keys() - ATTRIBUTES.keys())):
        title, unit, kind, group = ATTRIBUTES.get(column, (column, "", "text", ""))
        values, kind = _typed(texts[column][~broken], kind)
        columns[column] = values
        if kind == "code":
            columns[f"{column}_code"] = values
        attributes.append(Attribute(column, title, unit, kind, group))
    return Collection(
        key=name if crs in ("", "EPSG:6668") else f"{name}@{crs.rpartition(':')[2]}",
        name=label,
        table=pa.table(columns),
        raw_geometry=geometry[~broken],
        crs=crs,
        attributes=tuple(attributes),
        product=f"fgd:{name}",
        date=_newest(texts, broken),
        credit=CREDIT,
        findings=tuple(findings),
        left_out={BROKEN_SHAPE: int(broken.sum())} if broken.any() else {},
    )


def _texts(pieces: list[Piece]) -> dict[str, NDArray[np.object_]]:
    """Return the columns of all pieces one behind another; the identifier is always there."""
    names = dict.fromkeys(["fid", *(name for piece in pieces for name in piece.columns)])
    return {
        name: np.concatenate(
            [piece.columns.get(name, np.full(len(piece.geometry), "", dtype=object)) for piece in pieces]
        )
        for name in names
    }


def _typed(texts: NDArray[np.object_], kind: str) -> tuple[pa.Array, str]:
    """Return texts as what they should be, or as they are when one of them is something else."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain: Any = pa.array(texts, pa.string(), mask=texts == "")
    if kind not in ("number", "integer"):
        return plain, kind
    half_width = pa.array([unicodedata.normalize("NFKC", text) for text in texts], pa.string())
    half_width = pc.if_else(pc.is_null(plain), None, half_width)
    try:
        return half_width.cast(pa.float64() if kind == "number" else pa.int64()), kind
    except pa.ArrowInvalid:
        return plain, "text"


def _newest(texts: dict[str, NDArray[np.object_]], broken: NDArray[np.bool_]) -> str:
    dates = texts.get("lfSpanFr", texts.get("devDate"))
    return "" if dates is None else max(dates[~broken], default="")


def _told_of_class(
    label: str, texts: dict[str, NDArray[np.object_]], broken: NDArray[np.bool_], found: _Class
) -> list[Finding]:
    told = []
    if broken.any():
        first = str(texts["fid"][broken][0]) or "-"
        values = {"name": label, "count": int(broken.sum()), "first": first}
        told.append(
            Finding(Severity.WARNING, "shape-broken", _LEFT_OUT, values, Where(id=first), int(broken.sum()))
        )
    for system in sorted(found.systems):
        if system.lower() not in SYSTEMS:
            values = {"name": label, "system": system or "-"}
            told.append(Finding(Severity.WARNING, "crs-unknown", _OTHER_SYSTEM, values))
        elif "jgd2024" in system.lower():
            told.append(Finding(Severity.INFO, "jgd2024", _JGD2024))
    return told
