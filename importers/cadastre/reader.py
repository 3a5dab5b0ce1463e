"""登記所備付地図 from files, folders and zips to collections."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from importers.cadastre import names
from importers.cadastre.map import Part, RegistryMap
from importers.cadastre.outlines import mended
from importers.cadastre.tables import collection_of
from importers.xmlsource.files import Files, XmlFile, finding_of, none_read
from importers.xmlsource.read import collect
from importers.xmlsource.stream import ForeignRoot
from layers.errors import DamagedFile, GisError, NotRecognised
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection
    from layers.feedback import Feedback

READING = QT_TRANSLATE_NOOP(CONTEXT, "{file} を読んでいます")
NOT_ITS_OWN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は登記所備付地図（地図XML）ではありません。")
NOT_ITS_OWN_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "G空間情報センターなどで配布されている地図XML（zip または .xml）を選んでください。"
)
_NOTHING_IN_IT = QT_TRANSLATE_NOOP(CONTEXT, "{file} の地図には、筆も図郭もありません。")
_ARBITRARY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "任意座標系の地図が {count:,} 枚（{lots:,} 筆）あります。地球上のどこにあるかがファイルに書かれて"
    "いないため、位置を合わせるまで地図には表示できません（{first}）。",
)
_WHICH_DATUM = QT_TRANSLATE_NOOP(
    CONTEXT,
    "地図XML の公共座標は JGD2000 か JGD2011 のどちらかで、ファイルからは区別できません。JGD2011 として"
    "置きました。東日本では、2011 年より前の地図が最大で数メートルずれることがあります。",
)
_UNSETTLED = QT_TRANSLATE_NOOP(
    CONTEXT, "筆界未定地が {count:,} 区画あります。構成する地番は属性で確かめられます。"
)
_OUTSIDE = QT_TRANSLATE_NOOP(
    CONTEXT, "地番が「地区外」「別図」の区画 {count:,} 件は土地ではないため、別のレイヤに分けました。"
)
_MENDED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "中抜きの筆 {count:,} 件は、外周と内周が往復する線でつながれていたため、穴のある区画に直しました"
    "（面積は変わりません）。",
)
_CROSSING = QT_TRANSLATE_NOOP(
    CONTEXT, "筆界が自分自身と交わる区画が {count:,} 件あります。書かれたとおりに読み込みました。"
)
_BROKEN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{name} の {count:,} 件は、境界の参照先がないか線がつながっていないため、図形がありません"
    "（最初は {file} の {first}）。",
)
_UNKNOWN = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に知らない種類の要素「{name}」が {count:,} 件あり、読み込みませんでした。"
)
_OTHERS = QT_TRANSLATE_NOOP(
    CONTEXT, "地図XML ではない XML が {count:,} 個あり、読み込みませんでした（最初は {first}）。"
)


@dataclass(eq=False)
class _Reading:
    """What was read so far: parts of maps by kind and system."""

    parts: dict[tuple[str, str], list[Part]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    arbitrary: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    broken: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    first_error: GisError | None = None
    empty: str = ""


def read_collections(path: Path, options: object, feedback: Feedback) -> list[Collection]:
    """Read registry maps.

    Parameters
    ----------
    path
        An XML file, a folder, or a zip (also one of zips, as they are handed out for a municipality).
    options
        Not looked at: how maps are read leaves no choice.
    feedback
        Receives progress.

    Returns
    -------
    list of Collection
        筆 first, then 地区外・別図, 基準点, 筆界点, 筆界線, 仮行政界線 and 図郭, each once for every
        coordinate system. Those of arbitrary systems have an empty `crs` and their own coordinates
        (metres, east and north as drawn). A row whose shape cannot be made has None for it.

    Raises
    ------
    layers.errors.NotRecognised
        When there is no registry map.
    layers.errors.ImportFailed
        When no map can be used.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    del options
    files = Files(path)
    reading = _Reading()
    for file in files:
        _read_file(file, reading, feedback)
    feedback.step(0.5, 1)
    if not reading.parts:
        raise none_read(path, reading.first_error, files.findings) or _nothing(path, reading)
    order = list(names.TITLES)
    keys = sorted(reading.parts, key=lambda key: (key[1] == "", order.index(key[0]), key[1]))
    collections = [collection_of(kind, crs, reading.parts[kind, crs]) for kind, crs in keys]
    told = (*files.findings, *reading.findings, *_told(reading))
    return [replace(collections[0], findings=told), *collections[1:]]


def _nothing(path: Path, reading: _Reading) -> GisError:
    values = {"file": path.name}
    where = Where(str(path))
    if reading.empty:
        return DamagedFile(_NOTHING_IN_IT, NOT_ITS_OWN_HINT, values=values, where=where)
    return NotRecognised(NOT_ITS_OWN, NOT_ITS_OWN_HINT, values=values, where=where)


def _read_file(file: XmlFile, reading: _Reading, feedback: Feedback) -> None:
    told = (feedback, Message(READING, {"file": file.name}))
    containers = [names.ROOT, names.SPACE, names.SUBJECT]
    try:
        found = collect(file, names.ROOT, containers, lambda: RegistryMap(file.name), told)
    except ForeignRoot:
        reading.foreign.append(file.name)
        return
    except GisError as error:
        # A map is whole or it is not there: half a map would look like all of it.
        reading.first_error = reading.first_error or error
        reading.findings.append(finding_of(error, file.name))
        return
    _keep(found, reading)


def _keep(found: RegistryMap, reading: _Reading) -> None:
    """Add the parts of a map and what is worth knowing of it."""
    parts = found.parts()
    if not parts:
        reading.empty = found.file
    for kind, part in parts.items():
        sound = _sound(part, reading) if kind in (names.LOT, names.OUTSIDE) else part
        _note_broken(kind, sound, found.file, reading)
        reading.parts.setdefault((kind, found.crs), []).append(sound)
    if found.crs:
        reading.counts["public"] += found.crs.startswith("EPSG:66")
    else:
        reading.arbitrary[found.file] = len(parts[names.LOT].geometry) if names.LOT in parts else 0
    for tag, count in found.unknown.items():
        values = {"file": found.file, "name": tag.rpartition("}")[2], "count": count}
        where = Where(found.file)
        reading.findings.append(Finding(Severity.WARNING, "unknown-part", _UNKNOWN, values, where, count))
    if names.LOT in parts:
        unsettled = parts[names.LOT].columns["member_count"] > 0
        reading.counts["unsettled"] += int(unsettled.sum())
    if names.OUTSIDE in parts:
        reading.counts["outside"] += len(parts[names.OUTSIDE].geometry)


def _sound(part: Part, reading: _Reading) -> Part:
    geometry, repaired, crossing = mended(part.geometry)
    reading.counts["mended"] += repaired
    reading.counts["crossing"] += crossing
    return Part(part.columns, geometry, part.reference)


def _note_broken(kind: str, part: Part, file: str, reading: _Reading) -> None:
    missing = shapely.is_missing(part.geometry)
    if not missing.any():
        return
    count, first_file, first = reading.broken.get(kind, (0, "", ""))
    if not count:
        row = int(np.flatnonzero(missing)[0])
        told = part.columns.get("number", part.columns.get("name", part.reference))[row]
        first_file, first = file, str(told)
    reading.broken[kind] = (count + int(missing.sum()), first_file, first)


def _told(reading: _Reading) -> list[Finding]:
    told = []
    if reading.arbitrary:
        first = "、".join(list(reading.arbitrary)[:3]) + (" ほか" if len(reading.arbitrary) > 3 else "")
        values = {
            "count": len(reading.arbitrary),
            "lots": sum(reading.arbitrary.values()),
            "first": first,
        }
        where = Where(next(iter(reading.arbitrary)))
        told.append(
            Finding(Severity.WARNING, "arbitrary-system", _ARBITRARY, values, where, len(reading.arbitrary))
        )
    for kind, (count, file, first) in reading.broken.items():
        values = {"name": names.TITLES[kind], "count": count, "file": file, "first": first or "-"}
        where = Where(file, id=first)
        told.append(Finding(Severity.WARNING, "shape-broken", _BROKEN, values, where, count))
    for code, template, severity in (
        ("crossing", _CROSSING, Severity.WARNING),
        ("unsettled", _UNSETTLED, Severity.INFO),
        ("outside", _OUTSIDE, Severity.INFO),
        ("mended", _MENDED, Severity.INFO),
    ):
        if count := reading.counts[code]:
            told.append(Finding(severity, f"lots-{code}", template, {"count": count}, count=count))
    if reading.counts["public"]:
        told.append(Finding(Severity.INFO, "datum-not-told", _WHICH_DATUM))
    if reading.foreign:
        values = {"count": len(reading.foreign), "first": reading.foreign[0]}
        told.append(Finding(Severity.INFO, "other-xml", _OTHERS, values, Where(reading.foreign[0])))
    return told
