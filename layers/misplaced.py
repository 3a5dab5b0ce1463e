"""Tell-tale shifts: a layer that lies beside its place, and what was probably taken for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.place import direction
from layers.readings import MOSTLY, Reading, datum_by_boundary, on_datum, read, usable
from layers.systems import Datum, Kind, System, code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from layers.place import Place

_TOKYO_AS_JGD = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{place}の境界より約 {metres} m {direction}にずれています。日本測地系（旧測地系）の座標を"
    "世界測地系として読み込んだようです。座標系を {crs} に変えて位置を確かめてください。",
)
_JGD_AS_TOKYO = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{place}の境界より約 {metres} m {direction}にずれています。世界測地系の座標を"
    "日本測地系（旧測地系）として読み込んだようです。座標系を {crs} に変えて位置を確かめてください。",
)
_WRONG_ZONE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{place}から約 {distance} km {direction}に離れています。平面直角座標の系の番号が違うようです"
    "（{zone} 系なら{place}に入ります）。座標系を {crs} に変えて位置を確かめてください。",
)
_SWAPPED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "座標の東西と南北が入れ替わっているようです（入れ替えると{place}に入ります）。"
    "入れ替えて読み込み直してください。",
)
_SWAPPED_JAPAN = QT_TRANSLATE_NOOP(
    CONTEXT,
    "座標の東西と南北が入れ替わっているようです（入れ替えると日本の中に入ります）。"
    "入れ替えて読み込み直してください。",
)
_OTHER_SYSTEM = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{place}から約 {distance} km {direction}に離れています。座標系 {crs} なら{place}に入ります。"
    "座標系を変えて位置を確かめてください。",
)
_FAR = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{place}から約 {distance} km {direction}に離れています。別の市区町村のデータか、"
    "座標系が違う可能性があります。地図で位置を確かめてください。",
)
_ABROAD = QT_TRANSLATE_NOOP(
    CONTEXT, "日本の外にあります。座標系 {crs} が違うようです。座標系を選び直してください。"
)
_NOWHERE = QT_TRANSLATE_NOOP(
    CONTEXT, "座標の値が座標系 {crs} の範囲に入りません。座標系を選び直してください。"
)


def check(points: NDArray[np.float64], crs: str, place: Place | None) -> list[Finding]:
    """Tell when points lie beside their place, and what shift gives the reason away.

    Parameters
    ----------
    points
        (n, 2) or more columns, east or longitude first, in `crs`.
    crs
        Authority code of the system that they were taken to be in.
    place
        Where they should lie; None when that is not known, then only what lies outside Japan is told.

    Returns
    -------
    list of Finding
        Codes ``tokyo-datum``, ``not-tokyo-datum``, ``wrong-zone``, ``axes-swapped``, ``wrong-system``,
        ``far-away``, ``outside-japan``, ``outside-system``; empty when nothing is wrong.
    """
    points = usable(points)
    if not len(points):
        return []
    plain = read(points, crs)
    if place is not None and plain is not None and (plain.near(place) > 0 or plain.touches(place)):
        return _beside(points, plain, place)
    crossed = read(points, crs, swapped=True)
    if place is not None:
        if crossed is not None and crossed.near(place) >= MOSTLY:
            return [_finding("axes-swapped", _SWAPPED, {"place": place.name}, crossed)]
        if plain is not None and (found := _other_system(points, plain, place)):
            return [found]
    if plain is not None and plain.in_japan:
        return [] if place is None else [_finding("far-away", _FAR, _distance(plain, place), plain)]
    return [_abroad(crs, plain, crossed)]


def _abroad(crs: str, plain: Reading | None, crossed: Reading | None) -> Finding:
    if crossed is not None and crossed.in_japan:
        return _finding("axes-swapped", _SWAPPED_JAPAN, {}, crossed)
    if plain is None:
        return Finding(Severity.WARNING, "outside-system", _NOWHERE, {"crs": crs})
    return _finding("outside-japan", _ABROAD, {"crs": crs}, plain)


def _beside(points: NDArray[np.float64], plain: Reading, place: Place) -> list[Finding]:
    """Look for the 400 m between the Tokyo Datum and the new ones, where the boundary can show them."""
    system = plain.system
    if system is None or system.kind is Kind.WEB:
        return []
    was_old = system.datum is Datum.TOKYO
    sibling = on_datum(points, plain, Datum.JGD2011 if was_old else Datum.TOKYO)
    if sibling is None:
        return []
    new, old = (sibling, plain) if was_old else (plain, sibling)
    decided = datum_by_boundary(place, new, old)
    if decided is None or (decided is Datum.TOKYO) == was_old:
        return []
    metres, bearing = _shift(sibling, plain)
    values = {
        "place": place.name,
        "metres": f"{round(metres, -1):.0f}",
        "direction": direction(bearing),
        "crs": sibling.crs,
    }
    if was_old:
        return [_finding("not-tokyo-datum", _JGD_AS_TOKYO, values, sibling)]
    return [_finding("tokyo-datum", _TOKYO_AS_JGD, values, sibling)]


def _other_system(points: NDArray[np.float64], plain: Reading, place: Place) -> Finding | None:
    """Return the finding when another zone or the other kind of numbers puts the points into the place."""
    system = plain.system
    if system is None or system.kind not in {Kind.PLANE, Kind.UTM}:
        return None
    zones = {Kind.PLANE: range(1, 20), Kind.UTM: range(51, 56)}
    other = Kind.UTM if system.kind is Kind.PLANE else Kind.PLANE
    candidates = [System(kind, system.datum, zone) for kind in (system.kind, other) for zone in zones[kind]]
    for candidate in candidates:
        reading = read(points, code_of(candidate))
        if reading is None or candidate == system or reading.near(place) < MOSTLY:
            continue
        values = {**_distance(plain, place), "crs": reading.crs, "zone": candidate.zone}
        if candidate.kind is Kind.PLANE and system.kind is Kind.PLANE:
            return _finding("wrong-zone", _WRONG_ZONE, values, reading)
        return _finding("wrong-system", _OTHER_SYSTEM, values, reading)
    return None


def _shift(should: Reading, found: Reading) -> tuple[float, float]:
    """Return how far in metres and in which bearing points lie from where they should."""
    from pyproj import Geod

    bearing, _, metres = Geod(ellps="GRS80").inv(*should.middle, *found.middle)
    return float(metres), float(bearing)


def _distance(plain: Reading, place: Place) -> dict[str, object]:
    metres, where = place.away(plain.middle)
    return {"place": place.name, "distance": f"{metres / 1000:,.0f}", "direction": where, "crs": plain.crs}


def _finding(code: str, template: str, values: Mapping[str, object], where: Reading) -> Finding:
    """Make a finding that can be flown to: the place where the points should lie, or do."""
    longitude, latitude = where.middle
    inside = bool(np.isfinite([longitude, latitude]).all())
    return Finding(
        Severity.WARNING,
        code,
        template,
        values,
        Where(point=(longitude, latitude, 0.0)) if inside else Where(),
    )
