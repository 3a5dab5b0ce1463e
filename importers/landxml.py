"""Design surfaces in LandXML 1.x and J-LandXML: nets of triangles with their system.

Points are written north, east, height (the axes X, Y of Japanese surveys). A document type declaration is
refused before anything that it declares could be used, and nothing is fetched.
"""

from __future__ import annotations

import re
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.errors import DamagedFile, NotRecognised, SourceMissing, Unsafe, UnsupportedVersion
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.systems import Datum, Kind, System, code_of, system_of
from layers.tin import Tin

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.feedback import Feedback

LARGEST = 1 << 28
"""Bytes of a file that is read: two million triangles."""
LOOKED_AT = ("LandXML", "Metric", "Imperial", "CoordinateSystem", "Surface", "Pnts", "Faces")
METRES = {"": 1.0, "meter": 1.0, "metre": 1.0, "millimeter": 0.001, "centimeter": 0.01, "kilometer": 1000.0}
DATUMS = (
    (re.compile(r"JGD\s*2000", re.IGNORECASE), Datum.JGD2000),
    (re.compile(r"JGD\s*20(11|24)", re.IGNORECASE), Datum.JGD2011),
    (re.compile(r"^TD$|Tokyo", re.IGNORECASE), Datum.TOKYO),
)
NOTHING = ["nan"] * 3
ZONE = re.compile(r"^\s*(\d{1,2})\s*(?:\(|$|系)")
"""Zone in the name of a system: ``9(X,Y)`` in J-LandXML."""
_GONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MOVED = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")
_DOCTYPE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} に文書型宣言（DOCTYPE）があるため、安全のため読み込みませんでした。"
)
_ASK = QT_TRANSLATE_NOOP(CONTEXT, "設計データを作った会社に、LandXML として書き出し直してもらってください。")
_NONE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は LandXML ではないか、三角網（TIN）の面がありません。")
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています（{line} 行目）。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は大きすぎるため（{size:.1f} GB）、読み込みませんでした。")
_PARTS = QT_TRANSLATE_NOOP(CONTEXT, "工区ごとに分けた設計データを使ってください。")
_UNIT = QT_TRANSLATE_NOOP(CONTEXT, "{file} の長さの単位「{unit}」は扱えません。")
_USE_METRES = QT_TRANSLATE_NOOP(CONTEXT, "メートル単位の LandXML を使ってください。")
_LEFT_OUT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の面「{name}」では、{count:,} 個の三角形が、ない点を指しているか三角形でないため使いません。",
)
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の面「{name}」では、点の座標が {count:,} 個読めません。")


def read_landxml(path: Path, feedback: Feedback, findings: list[Finding]) -> list[Tin]:
    """Return the surfaces of a file, at least one; what cannot be used of them is a finding.

    Parameters
    ----------
    path
        The file.
    feedback
        Asked whether somebody wants to stop.
    findings
        Receives what was noticed.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no LandXML, holds no net of triangles, is damaged or unsafe.
    layers.errors.SourceMissing
        When it is not there.
    """
    from lxml import etree

    where = Where(str(path))
    values: dict[str, object] = {"file": path.name}
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SourceMissing(_GONE, _MOVED, values=values, where=where, detail=str(error)) from error
    if size > LARGEST:
        raise UnsupportedVersion(_LARGE, _PARTS, values={**values, "size": size / 1e9}, where=where)
    reader = _Reader(path, findings)
    try:
        with path.open("rb") as stream:
            events = etree.iterparse(
                stream,
                ("start", "end"),
                tag=[f"{{*}}{name}" for name in LOOKED_AT],
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            for event, element in events:
                feedback.step()
                if not reader.begun and element.getroottree().docinfo.internalDTD is not None:
                    raise Unsafe(_DOCTYPE, _ASK, values=values, where=where)
                reader.take(event, element)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        if not reader.begun:
            raise NotRecognised(_NONE, _ASK, values=values, where=where, detail=str(error)) from error
        raise DamagedFile(
            _BROKEN, _AGAIN, values={**values, "line": line}, where=Where(str(path), line), detail=str(error)
        ) from error
    if not reader.surfaces:
        raise NotRecognised(_NONE, _ASK, values=values, where=where)
    return reader.surfaces


class _Reader:
    """Makes surfaces of the elements as they pass; what has passed is let go."""

    def __init__(self, path: Path, findings: list[Finding]) -> None:
        self.path, self.findings = path, findings
        self.surfaces: list[Tin] = []
        self.begun = False
        self.crs = ""
        self.unit = 1.0
        self._empty()

    def _empty(self) -> None:
        self.ids: list[str] = []
        self.places: list[str] = []
        self.faces: list[str] = []

    def take(self, event: str, element: Any) -> None:
        """Take an element where it begins or ends."""
        self.begun = True
        name = element.tag.rpartition("}")[2]
        if (event, name) == ("start", "CoordinateSystem"):
            self.crs = self.crs or system(dict(element.attrib))
        elif event == "start" and name in ("Metric", "Imperial"):
            self._unit(element.get("linearUnit", "foot" if name == "Imperial" else ""))
        elif (event, name) == ("end", "Pnts"):
            points = element.findall("{*}P")
            self.ids += [one.get("id", "") for one in points]
            self.places += [one.text or "" for one in points]
            element.clear()
        elif (event, name) == ("end", "Faces"):
            # i="1" marks a face that is not to be seen.
            self.faces += [one.text or "" for one in element.iterfind("{*}F") if one.get("i") != "1"]
            element.clear()
        elif (event, name) == ("end", "Surface"):
            self._surface(element.get("name", "") or f"{len(self.surfaces) + 1}")
            self._empty()
            element.clear()

    def _unit(self, unit: str) -> None:
        if unit.lower() not in METRES:
            values: dict[str, object] = {"file": self.path.name, "unit": unit}
            raise UnsupportedVersion(_UNIT, _USE_METRES, values=values, where=Where(str(self.path)))
        self.unit = METRES[unit.lower()]

    def _surface(self, name: str) -> None:
        """Make a net of what was gathered."""
        if not self.faces:
            return
        places = _numbers(self.places)
        unread: NDArray[np.bool_] = ~np.isfinite(places.sum(axis=1))
        number = dict(zip(self.ids, range(len(self.ids)), strict=True))
        named = chain.from_iterable(_of_three(self.faces))
        faces = np.fromiter(map(number.get, named, repeat(-1)), np.int64).reshape(-1, 3)
        faces = faces[(faces >= 0).all(axis=1) & ~unread[faces].any(axis=1)]
        self._note("landxml-points", _UNREADABLE, name, int(unread.sum()))
        self._note("landxml-faces", _LEFT_OUT, name, len(self.faces) - len(faces))
        if len(faces):
            corners = places[:, [1, 0, 2]][faces] * self.unit
            self.surfaces.append(Tin(name, corners, self.crs))

    def _note(self, code: str, template: str, name: str, count: int) -> None:
        if count:
            values: dict[str, object] = {"file": self.path.name, "name": name, "count": count}
            where = Where(str(self.path))
            self.findings.append(Finding(Severity.WARNING, code, template, values, where, count))


def _of_three(texts: list[str]) -> list[list[str]]:
    """Return the words of each text; where they are not three, three that stand for nothing."""
    return [words if len(words) == 3 else NOTHING for words in map(str.split, texts)]


def _numbers(texts: list[str]) -> NDArray[np.float64]:
    """Return the three numbers of each text (n, 3), NaN where there are none."""
    flat = list(chain.from_iterable(_of_three(texts)))
    try:
        found = np.array(flat, dtype=np.float64)
    except ValueError:
        found = np.array([_number(one) for one in flat])
    return found.reshape(-1, 3)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def system(told: dict[str, str]) -> str:
    """Return the code of the system that the attributes of ``CoordinateSystem`` name, empty for none.

    J-LandXML writes the datum and the zone (``horizontalCoordinateSystemName="9(X,Y)"``), others a code of
    EPSG.
    """
    code = f"EPSG:{told.get('epsgCode', '').strip()}"
    found = system_of(code)
    if found is not None and found.kind is Kind.PLANE:
        return code
    zone = ZONE.match(told.get("horizontalCoordinateSystemName", ""))
    named = told.get("horizontalDatum", "")
    datum = next((one for rule, one in DATUMS if rule.search(named)), None)
    if zone is None or datum is None or not 1 <= int(zone[1]) <= 19:
        return ""
    return code_of(System(Kind.PLANE, datum, int(zone[1])))
