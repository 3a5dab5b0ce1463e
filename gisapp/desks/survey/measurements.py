"""Measurements as records of the project, and as the layer that shows them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np

from gisapp.desks.survey.measure import FITTED, Kind, measured
from layers import crs as systems
from layers import records
from layers.base import Attribute, Source
from layers.entered import content_of, seen, shown_of
from layers.errors import Damaged, GisError
from layers.measured import Measured, corners_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.style import Fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.project import Project
    from layers.records import Record

RECORD = "survey/measure"
LAYER = "survey-measures"
NAME = QT_TRANSLATE_NOOP(CONTEXT, "計測")
COLOUR = (199, 0, 110)
"""A red with blue in it: neither grass, earth, concrete nor sky has it."""
KINDS = {
    Kind.POINT: QT_TRANSLATE_NOOP(CONTEXT, "点"),
    Kind.DISTANCE: QT_TRANSLATE_NOOP(CONTEXT, "距離"),
    Kind.PATH: QT_TRANSLATE_NOOP(CONTEXT, "経路"),
    Kind.AREA: QT_TRANSLATE_NOOP(CONTEXT, "面積"),
    Kind.ANGLE: QT_TRANSLATE_NOOP(CONTEXT, "角度"),
    Kind.SLOPE: QT_TRANSLATE_NOOP(CONTEXT, "勾配"),
    Kind.RADIUS: QT_TRANSLATE_NOOP(CONTEXT, "半径"),
    Kind.PLANE: QT_TRANSLATE_NOOP(CONTEXT, "面の傾き"),
    Kind.CYLINDER: QT_TRANSLATE_NOOP(CONTEXT, "円柱"),
}
_GROUP = QT_TRANSLATE_NOOP(CONTEXT, "計測値")
VALUES = (
    Attribute("height", QT_TRANSLATE_NOOP(CONTEXT, "標高"), "m", "number", _GROUP),
    Attribute("north", QT_TRANSLATE_NOOP(CONTEXT, "X（北）"), "m", "number", _GROUP),
    Attribute("east", QT_TRANSLATE_NOOP(CONTEXT, "Y（東）"), "m", "number", _GROUP),
    Attribute("latitude", QT_TRANSLATE_NOOP(CONTEXT, "緯度"), "°", "number", _GROUP),
    Attribute("longitude", QT_TRANSLATE_NOOP(CONTEXT, "経度"), "°", "number", _GROUP),
    Attribute("length", QT_TRANSLATE_NOOP(CONTEXT, "斜距離"), "m", "number", _GROUP),
    Attribute("level", QT_TRANSLATE_NOOP(CONTEXT, "水平距離"), "m", "number", _GROUP),
    Attribute("rise", QT_TRANSLATE_NOOP(CONTEXT, "高低差"), "m", "number", _GROUP),
    Attribute("percent", QT_TRANSLATE_NOOP(CONTEXT, "勾配（%）"), "%", "number", _GROUP),
    Attribute("degrees", QT_TRANSLATE_NOOP(CONTEXT, "勾配（度）"), "°", "number", _GROUP),
    Attribute("ratio", QT_TRANSLATE_NOOP(CONTEXT, "勾配（1:n の n）"), "", "number", _GROUP),
    Attribute("plan", QT_TRANSLATE_NOOP(CONTEXT, "水平面積"), "m²", "number", _GROUP),
    Attribute("area", QT_TRANSLATE_NOOP(CONTEXT, "斜面積"), "m²", "number", _GROUP),
    Attribute("perimeter", QT_TRANSLATE_NOOP(CONTEXT, "周長"), "m", "number", _GROUP),
    Attribute("angle", QT_TRANSLATE_NOOP(CONTEXT, "角度"), "°", "number", _GROUP),
    Attribute("plan_angle", QT_TRANSLATE_NOOP(CONTEXT, "水平角"), "°", "number", _GROUP),
    Attribute("radius", QT_TRANSLATE_NOOP(CONTEXT, "曲線半径"), "m", "number", _GROUP),
    Attribute("lean", QT_TRANSLATE_NOOP(CONTEXT, "鉛直からの傾き"), "°", "number", _GROUP),
    Attribute("azimuth", QT_TRANSLATE_NOOP(CONTEXT, "下る方位"), "°", "number", _GROUP),
    Attribute("cylinder_radius", QT_TRANSLATE_NOOP(CONTEXT, "円柱の半径"), "m", "number", _GROUP),
    Attribute("diameter", QT_TRANSLATE_NOOP(CONTEXT, "円柱の直径"), "m", "number", _GROUP),
    Attribute("toward", QT_TRANSLATE_NOOP(CONTEXT, "上が傾く方位"), "°", "number", _GROUP),
    Attribute("residual", QT_TRANSLATE_NOOP(CONTEXT, "当てはめの残差"), "m", "number", _GROUP),
    Attribute("arc", QT_TRANSLATE_NOOP(CONTEXT, "弧の長さ"), "m", "number", _GROUP),
    Attribute("used", QT_TRANSLATE_NOOP(CONTEXT, "当てはまった点"), "", "integer", _GROUP),
    Attribute("tried", QT_TRANSLATE_NOOP(CONTEXT, "当てはめた点"), "", "integer", _GROUP),
)
"""What may be measured, as :func:`gisapp.desks.survey.measure.measured` and
:func:`gisapp.desks.survey.fitwork.fit_work` name it."""
ATTRIBUTES = (
    Attribute("name", QT_TRANSLATE_NOOP(CONTEXT, "名称"), "", "text", _GROUP),
    Attribute("kind", QT_TRANSLATE_NOOP(CONTEXT, "種類"), "", "code", _GROUP),
    *VALUES,
    Attribute("points", QT_TRANSLATE_NOOP(CONTEXT, "点数"), "", "integer", _GROUP),
    Attribute("scan", QT_TRANSLATE_NOOP(CONTEXT, "測った点群"), "", "text", _GROUP),
    Attribute("measured", QT_TRANSLATE_NOOP(CONTEXT, "測った日時"), "", "text", _GROUP),
)
FIRST = {
    Kind.POINT: ("height",),
    Kind.DISTANCE: ("length", "rise"),
    Kind.PATH: ("length",),
    Kind.AREA: ("plan",),
    Kind.ANGLE: ("angle",),
    Kind.SLOPE: ("percent", "ratio"),
    Kind.RADIUS: ("radius",),
    Kind.PLANE: ("degrees", "ratio"),
    Kind.CYLINDER: ("diameter", "lean"),
}
"""What stands in the label of each kind."""
STEEP = 60.0
"""Degrees from which a plane is a wall, of which one asks how far it leans."""
SIGNS = {"height": "H ", "rise": "↕ ", "radius": "R ", "lean": "⊥ ", "diameter": "φ "}
DIGITS = {
    "latitude": 8,
    "longitude": 8,
    "percent": 1,
    "degrees": 1,
    "ratio": 2,
    "angle": 1,
    "plan_angle": 1,
    "lean": 2,
    "azimuth": 1,
    "toward": 1,
    "used": 0,
    "tried": 0,
}
DEFAULT_DIGITS = 3


@dataclass(frozen=True, eq=False)
class Measurement:
    """Something measured.

    Attributes
    ----------
    id, name
        Of the record.
    kind, corners
        What was measured, and (n, 3) east, north, height in metres.
    crs
        Plane rectangular system of the corners.
    hidden
        Whether it is kept from the picture.
    scan
        Name of the scan whose points were picked, empty for ground and buildings.
    when
        When, ISO 8601.
    """

    id: str
    name: str
    kind: Kind
    corners: NDArray[np.float64]
    crs: str
    hidden: bool = False
    scan: str = ""
    when: str = ""
    values: dict[str, float] = field(default_factory=dict)


def measurement(
    kind: Kind,
    corners: NDArray[np.float64],
    crs: str,
    name: str,
    *,
    id_: str = "",
    scan: str = "",
    when: str = "",
) -> Measurement:
    """Return a measurement of points.

    Parameters
    ----------
    kind, corners, crs, name, scan, when
        As in :class:`Measurement`.
    id_
        Of the record; a fresh one for an empty one.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the points say nothing.
    """
    corners = np.asarray(corners, dtype=np.float64)
    values = {name: value for name, value in measured(kind, corners).items() if math.isfinite(value)}
    if kind is Kind.POINT:
        longitude, latitude = systems.unproject(corners[0, 0], corners[0, 1], crs)
        values |= {"longitude": float(longitude), "latitude": float(latitude)}
    return Measurement(
        id_ or f"measure-{uuid4().hex[:12]}", name, kind, corners, crs, scan=scan, when=when, values=values
    )


def fitted(
    kind: Kind,
    outline: NDArray[np.float64],
    values: dict[str, float],
    crs: str,
    name: str,
    *,
    scan: str = "",
    when: str = "",
) -> Measurement:
    """Return a measurement of a shape that was fitted to points of a scan.

    Parameters
    ----------
    kind
        One of :data:`gisapp.desks.survey.measure.FITTED`.
    outline, values
        Of a :class:`gisapp.desks.survey.fitwork.Fitted`; the values cannot be worked out of the outline and
        are kept.
    crs, name, scan, when
        As in :class:`Measurement`.
    """
    id_ = f"measure-{uuid4().hex[:12]}"
    return Measurement(id_, name, kind, outline, crs, scan=scan, when=when, values=values)


def figures(values: dict[str, float], name: str) -> str:
    """Return a value with its unit, as staff read it."""
    unit = next(one.unit for one in VALUES if one.name == name)
    if name == "ratio":
        return f"1:{values[name]:.{DIGITS[name]}f}"
    text = f"{values[name]:,.{DIGITS.get(name, DEFAULT_DIGITS)}f}".replace("-", "−")
    return f"{text}\u2009{unit}" if unit and unit != "°" else f"{text}{unit}"


def label(one: Measurement) -> str:
    """Return what stands beside a measurement in the picture."""
    wall = one.kind is Kind.PLANE and one.values.get("degrees", 0.0) >= STEEP
    names = ("degrees", "lean") if wall else FIRST[one.kind]
    found = [f"{SIGNS.get(name, '')}{figures(one.values, name)}" for name in names if name in one.values]
    return "　".join(found)


def record_of(one: Measurement) -> Record:
    """Return a measurement as a record."""
    shape = {Kind.POINT: "point", Kind.AREA: "area", Kind.PLANE: "area"}.get(one.kind, "line")
    content: dict[str, Any] = {
        "shape": shape,
        "corners": one.corners.tolist(),
        "crs": one.crs,
        "label": label(one),
        "hidden": one.hidden,
        "values": {
            **one.values,
            "name": one.name,
            "kind": KINDS[one.kind],
            "kind_code": one.kind.value,
            "points": None if one.kind in FITTED else len(one.corners),
            "scan": one.scan or None,
            "measured": one.when or None,
        },
    }
    return records.record(one.id, RECORD, one.name, content, one.when)


def measurement_of(record: Record) -> Measurement:
    """Return the measurement of a record; its values are worked out anew where its corners tell them.

    Raises
    ------
    layers.errors.Damaged
        When it is none.
    """
    content = content_of(record)
    values = content.get("values")
    told = values if isinstance(values, dict) else {}
    corners = corners_of(content, "")
    kind = told.get("kind_code")
    if corners is None or kind not in set(Kind):
        raise Damaged(_DAMAGED, _DAMAGED_HINT, values={"name": record.name})
    try:
        scan, when = (str(told.get(name) or "") for name in ("scan", "measured"))
        known, crs = Kind(kind), str(content["crs"])
        if known in FITTED:
            own = {one.name: told[one.name] for one in VALUES if _number(told.get(one.name))}
            found = Measurement(record.id, record.name, known, corners, crs, scan=scan, when=when, values=own)
        else:
            found = measurement(known, corners, crs, record.name, id_=record.id, scan=scan, when=when)
    except (ValueError, GisError) as error:
        raise Damaged(_DAMAGED, _DAMAGED_HINT, values={"name": record.name}) from error
    return replace(found, hidden=bool(content.get("hidden")))


def _number(value: object) -> bool:
    """Say whether a value of a file from anywhere is a number that can be shown."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "計測「{name}」は壊れているため、読めません。")
_DAMAGED_HINT = QT_TRANSLATE_NOOP(CONTEXT, "消して、測り直してください。")


def measurements_of(project: Project) -> tuple[tuple[Measurement, ...], tuple[Record, ...]]:
    """Return the measurements of a project in the order in which they were made, and the damaged records."""
    found, damaged = [], []
    for record in records.of_kind(project, RECORD):
        try:
            found.append(measurement_of(record))
        except Damaged:
            damaged.append(record)
    return tuple(found), tuple(damaged)


def next_name(project: Project, called: str) -> str:
    """Return a name that no measurement has yet: what its kind is called, and a number."""
    taken = {one.name for one in records.of_kind(project, RECORD)}
    number = 1
    while (name := f"{called} {number}") in taken:
        number += 1
    return name


def layer_of(project: Project) -> Measured | None:
    """Return the layer that shows the measurements of a project."""
    found = (one for one in project.layers if isinstance(one, Measured) and one.records == RECORD)
    return next(found, None)


def keep(project: Project, one: Measurement) -> Project:
    """Return the project with a measurement added or changed, and with the layer that shows it."""
    project = records.put(project, record_of(one))
    shown = shown_of(ATTRIBUTES)
    made = Measured(
        LAYER, NAME, one.crs, Source(Path(), "records"), style=Fixed(COLOUR), records=RECORD, shown=shown
    )
    return seen(project, made)


def drop(project: Project, *ids: str) -> Project:
    """Return the project without some measurements; the layer stays."""
    return records.without(project, *ids)
