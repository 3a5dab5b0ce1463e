"""The reference systems that Japanese data come in, by kind, zone and datum, and their EPSG codes.

Systems are compared by these codes and never by name: EPSG renames JGD2011 to JGD2024 in its own lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

JAPAN = (122.0, 20.0, 154.1, 46.0)
"""West, south, east, north of everything Japanese, degrees (沖ノ鳥島 and 南鳥島 included)."""


class Datum(StrEnum):
    """What the latitudes and longitudes are counted from."""

    TOKYO = "Tokyo"
    JGD2000 = "JGD2000"
    JGD2011 = "JGD2011"
    WGS84 = "WGS 84"


class Kind(StrEnum):
    """What the two numbers of a point are."""

    DEGREES = "degrees"
    PLANE = "plane"
    UTM = "utm"
    WEB = "web"


@dataclass(frozen=True)
class System:
    """A horizontal reference system.

    Attributes
    ----------
    kind
        What the numbers are.
    datum
        What they are counted from.
    zone
        1 to 19 for plane rectangular systems, 51 to 55 for UTM, else 0.
    """

    kind: Kind
    datum: Datum
    zone: int = 0


_DEGREES = {Datum.TOKYO: 4301, Datum.JGD2000: 4612, Datum.JGD2011: 6668, Datum.WGS84: 4326}
_PLANE_BASE = {Datum.TOKYO: 30160, Datum.JGD2000: 2442, Datum.JGD2011: 6668}
_UTM_BASE = {Datum.TOKYO: 3041, Datum.JGD2000: 3046, Datum.JGD2011: 6637, Datum.WGS84: 32600}

_CODES = {
    **{System(Kind.DEGREES, datum): code for datum, code in _DEGREES.items()},
    **{
        System(Kind.PLANE, datum, zone): base + zone
        for datum, base in _PLANE_BASE.items()
        for zone in range(1, 20)
    },
    **{
        System(Kind.UTM, datum, zone): base + zone
        for datum, base in _UTM_BASE.items()
        for zone in range(51, 56)
    },
    System(Kind.WEB, Datum.WGS84): 3857,
}
_SYSTEMS = {
    **{code: system for system, code in _CODES.items()},
    # The same positions with a height beside them.
    **dict.fromkeys((6667, 6697), System(Kind.DEGREES, Datum.JGD2011)),
    4947: System(Kind.DEGREES, Datum.JGD2000),
    4979: System(Kind.DEGREES, Datum.WGS84),
    **{10161 + zone: System(Kind.PLANE, Datum.JGD2011, zone) for zone in range(1, 14)},
}


def code_number(crs: str) -> int:
    """Return the number of an ``EPSG:n`` code, 0 for anything else."""
    authority, _, number = crs.partition(":")
    return int(number) if authority == "EPSG" and number.isdecimal() and number.isascii() else 0


def system_of(crs: str) -> System | None:
    """Return the system that a code such as ``EPSG:6669`` stands for, None when it is not one of these."""
    return _SYSTEMS.get(code_number(crs))


def code_of(system: System) -> str:
    """Return the EPSG code of a system; a plane zone on WGS 84 has none and gets that of JGD2011.

    Raises
    ------
    KeyError
        When there is no such system, say zone 20.
    """
    if system.kind is Kind.PLANE and system.datum is Datum.WGS84:
        system = System(Kind.PLANE, Datum.JGD2011, system.zone)
    return f"EPSG:{_CODES[system]}"


def same_system(first: str, second: str) -> bool:
    """Say whether two codes count positions on the ground in the same way, heights aside."""
    if first == second:
        return True
    system = system_of(first)
    return system is not None and system == system_of(second)
