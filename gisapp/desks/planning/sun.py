"""Where the sun stands, in true solar time: neither time zone, longitude nor refraction enters.

``sin h = sin φ sin δ + cos φ cos δ cos t``, ``tan A = cos δ sin t / (sin φ cos δ cos t − cos φ sin δ)`` with
the hour angle ``t = 15°·(T − 12)`` and the azimuth *A* from the south, positive to the west.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date, datetime

    from numpy.typing import ArrayLike, NDArray

WINTER_SOLSTICE = -23.45
"""Declination that practice takes for the winter solstice, degrees (−23°27′)."""


@dataclass(frozen=True, eq=False)
class Sun:
    """Where the sun stands at some moments.

    Attributes
    ----------
    altitude
        (n,) degrees above the horizon.
    azimuth
        (n,) degrees clockwise from the true north.
    """

    altitude: NDArray[np.float64]
    azimuth: NDArray[np.float64]

    def shadows(self, north: float = 0.0) -> NDArray[np.float64]:
        """Return (n, 2) east and north of the shadow's tip of a height of 1 m; NaN while the sun is down.

        Parameters
        ----------
        north
            Bearing of the true north on the map, degrees clockwise from the map's north.
        """
        up = np.where(self.altitude > 0, self.altitude, np.nan)
        length = 1 / np.tan(np.radians(up))
        bearing = np.radians(self.azimuth + north)
        return np.column_stack([-length * np.sin(bearing), -length * np.cos(bearing)])


def sun_at(latitude: float, hours: ArrayLike, declination: float = WINTER_SOLSTICE) -> Sun:
    """Return where the sun stands.

    Parameters
    ----------
    latitude
        Degrees north.
    hours
        (n,) true solar time, 12 at noon.
    declination
        Degrees.
    """
    phi, delta = np.radians(latitude), np.radians(declination)
    angle = np.radians(15.0 * (np.atleast_1d(np.asarray(hours, np.float64)) - 12.0))
    height = np.arcsin(np.sin(phi) * np.sin(delta) + np.cos(phi) * np.cos(delta) * np.cos(angle))
    from_south = np.arctan2(
        np.cos(delta) * np.sin(angle),
        np.sin(phi) * np.cos(delta) * np.cos(angle) - np.cos(phi) * np.sin(delta),
    )
    return Sun(np.degrees(height), (np.degrees(from_south) + 180.0) % 360.0)


def declination_on(day: date) -> float:
    """Return the declination of the sun at noon of a day, degrees, within 0.01°."""
    return _apparent(day.toordinal() - 730_120.5 + NOON)[0]


def solar_time(moment: datetime, longitude: float) -> tuple[float, float]:
    """Return true solar time (hours) and the declination of the sun (degrees) at a moment of Japanese time.

    Parameters
    ----------
    moment
        Any moment that knows its time zone.
    longitude
        Degrees east.
    """
    moment = moment.astimezone(JST)
    hours = moment.hour + moment.minute / 60 + moment.second / 3600
    declination, ahead = _apparent(moment.toordinal() - 730_120.5 + (hours - 9.0) / 24)
    return hours + (longitude - MERIDIAN) / 15 + ahead / 60, declination


def clock_time(day: date, hours: float, longitude: float) -> float:
    """Return Japan Standard Time, hours, at which the true solar time of a day is `hours`."""
    ahead = _apparent(day.toordinal() - 730_120.5 + NOON)[1]
    return hours - (longitude - MERIDIAN) / 15 - ahead / 60


JST = timezone(timedelta(hours=9), "JST")
MERIDIAN, NOON = 135.0, 0.125
"""Degrees of Japan Standard Time, and the share of a day from 0:00 UT to noon in Japan."""


def _apparent(days: float) -> tuple[float, float]:
    """Return declination (degrees) and equation of time (minutes) some days after 2000-01-01 12:00 UT.

    By the low-precision formulas of the Astronomical Almanac (mean longitude and anomaly, two terms of the
    equation of centre), which hold to 0.01° and some seconds from 1950 to 2050.
    """
    mean = 280.460 + 0.9856474 * days
    anomaly = np.radians(357.528 + 0.9856003 * days)
    ecliptic = np.radians(mean + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly))
    obliquity = np.radians(23.439 - 0.0000004 * days)
    ascension = np.degrees(np.arctan2(np.cos(obliquity) * np.sin(ecliptic), np.cos(ecliptic)))
    ahead = (mean - ascension + 180.0) % 360.0 - 180.0
    return float(np.degrees(np.arcsin(np.sin(obliquity) * np.sin(ecliptic)))), float(4 * ahead)
