"""The same numbers read in different systems: where each reading puts them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import UnknownCrs
from layers.operations import operation
from layers.systems import JAPAN, Datum, Kind, System, code_of, system_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.place import Place

GEOGRAPHIC = "EPSG:6668"
"""Longitude and latitude of JGD2011, in which readings are compared."""
MOST_POINTS = 5000
MOSTLY = 0.95
"""Share of the points that must fit; files hold stray points."""
_BESIDE_ZONE = 0.5
"""Degrees around the area for which a zone is made."""


@dataclass(frozen=True, eq=False)
class Reading:
    """Points as one system understands them.

    Attributes
    ----------
    crs
        Code of that system.
    swapped
        Whether the first number was taken for north (latitude, X) and the second for east.
    places
        (n, 2) longitude and latitude, JGD2011 degrees; not finite where there is no answer.
    """

    crs: str
    swapped: bool
    places: NDArray[np.float64]

    @property
    def system(self) -> System | None:
        """What the code stands for."""
        return system_of(self.crs)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the points that have an answer."""
        west, south = np.nanmin(self.places, axis=0)
        east, north = np.nanmax(self.places, axis=0)
        return float(west), float(south), float(east), float(north)

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude in the middle of the points."""
        longitude, latitude = np.nanmedian(self.places, axis=0)
        return float(longitude), float(latitude)

    @property
    def in_japan(self) -> bool:
        """Whether nearly all points lie in Japan."""
        return share_within(self.places, JAPAN) >= MOSTLY

    @property
    def lawful(self) -> bool:
        """Whether nearly all points lie where the system is meant for."""
        west, south, east, north = area_of_use(self.crs)
        room = _BESIDE_ZONE
        return share_within(self.places, (west - room, south - room, east + room, north + room)) >= MOSTLY

    def near(self, place: Place) -> float:
        """Return the share of points in or around a place."""
        return place.near(self.places)

    def touches(self, place: Place) -> bool:
        """Say whether the extent of the points meets that of a place."""
        return place.overlaps(self.bounds)


def usable(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points that say something, (m, 2) float64, at most 5000, evenly taken.

    Points that are not finite say nothing, and 0, 0 stands for a missing position.
    """
    points = np.asarray(points, np.float64).reshape(-1, np.shape(points)[-1] if np.ndim(points) > 1 else 2)[
        :, :2
    ]
    points = points[np.isfinite(points).all(axis=1) & points.any(axis=1)]
    return points[:: -(-len(points) // MOST_POINTS)] if len(points) > MOST_POINTS else points


def share_within(places: NDArray[np.float64], box: tuple[float, float, float, float]) -> float:
    """Return the share of points (n, 2) within west, south, east, north; what is not finite is outside."""
    if not len(places):
        return 0.0
    west, south, east, north = box
    x, y = places.T
    return float(((x >= west) & (x <= east) & (y >= south) & (y <= north)).mean())


@lru_cache(maxsize=128)
def area_of_use(crs: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees of where a system is meant for."""
    from pyproj import CRS

    area = CRS.from_user_input(crs).area_of_use
    return (-180.0, -90.0, 180.0, 90.0) if area is None else area.bounds


def read(points: NDArray[np.float64], crs: str, *, swapped: bool = False) -> Reading | None:
    """Read points in a system.

    Parameters
    ----------
    points
        (n, 2) as they stand in the file.
    crs
        Code of the system.
    swapped
        Take the second number for east.

    Returns
    -------
    Reading or None
        None when the numbers cannot be of that system, or no honest operation leads to JGD2011.
    """
    first, second = points.T
    x, y = (second, first) if swapped else (first, second)
    system = system_of(crs)
    if system is not None and not _plausible(system.kind, x, y):
        return None
    try:
        moved = operation(crs, GEOGRAPHIC).transform(x, y)
    except UnknownCrs:
        return None
    places = np.column_stack(moved[:2])
    places[~np.isfinite(places).all(axis=1)] = np.nan
    return Reading(crs, swapped, places) if np.isfinite(places[:, 0]).mean() >= MOSTLY else None


def _plausible(kind: Kind, x: NDArray[np.float64], y: NDArray[np.float64]) -> bool:
    """Say whether numbers have the size of those of a kind of system; this needs no operation."""
    numbers = np.column_stack([x, y])
    if kind is Kind.DEGREES:
        return share_within(numbers, (-180.0, -90.0, 180.0, 90.0)) >= MOSTLY
    # Degrees in either order, read as metres, would all lie at the origin of some zone.
    if share_within(numbers, (-180.0, -180.0, 180.0, 180.0)) >= MOSTLY:
        return False
    limits = {
        Kind.PLANE: (-1.0e6, -1.5e6, 1.0e6, 1.5e6),
        Kind.UTM: (-0.2e6, 2.0e6, 1.2e6, 5.3e6),
        Kind.WEB: (-2.01e7, -2.01e7, 2.01e7, 2.01e7),
    }[kind]
    return share_within(numbers, limits) >= MOSTLY


def possible(points: NDArray[np.float64], datum: Datum) -> list[Reading]:
    """Return all readings that put nearly all points into Japan, none of them favoured.

    Parameters
    ----------
    points
        (n, 2) as they stand in the file.
    datum
        What the numbers are counted from.
    """
    systems = [System(Kind.DEGREES, datum)]
    systems += [System(Kind.PLANE, datum, zone) for zone in range(1, 20)]
    systems += [System(Kind.UTM, datum, zone) for zone in range(51, 56)]
    systems += [System(Kind.WEB, Datum.WGS84)]
    found = (
        read(points, code_of(system), swapped=swapped) for swapped in (False, True) for system in systems
    )
    return [reading for reading in found if reading is not None and reading.in_japan]


def on_datum(points: NDArray[np.float64], reading: Reading, datum: Datum) -> Reading | None:
    """Read the same points in the same kind of system and zone, counted from another datum."""
    system = reading.system
    if system is None or system.kind is Kind.WEB or system.datum is datum:
        return None
    return read(points, code_of(System(system.kind, datum, system.zone)), swapped=reading.swapped)


def one_by_boundary(points: NDArray[np.float64], place: Place, readings: list[Reading]) -> list[Reading]:
    """Return the one reading that fills a boundary when all others clearly do not, else all of them.

    Near the origin of a zone the numbers lie in the same city whichever of the two comes first.
    """
    if len(readings) < 2 or not place.exact:
        return readings

    def inside(reading: Reading) -> float:
        old = on_datum(points, reading, Datum.TOKYO)
        return max(place.inside(one.places) for one in (reading, old) if one is not None)

    shares = [inside(reading) for reading in readings]
    best = int(np.argmax(shares))
    clear = shares[best] >= 0.97 and all(share < 0.9 for share in shares[:best] + shares[best + 1 :])
    return [readings[best]] if clear else readings


def datum_by_boundary(place: Place | None, new: Reading, old: Reading | None) -> Datum | None:
    """Return the datum with which clearly more points lie within a boundary, None when it does not tell.

    Near a coast or the edge of a city a shift of 400 m puts many points outside; in the middle it puts none.
    """
    if place is None or not place.exact or old is None:
        return None
    count = len(new.places)
    with_new, with_old = place.inside(new.places), place.inside(old.places)
    clearly = max(0.03, 8 / max(count, 1))
    if max(with_new, with_old) < 0.97 or abs(with_new - with_old) < clearly:
        return None
    return Datum.TOKYO if with_old > with_new else Datum.JGD2011
