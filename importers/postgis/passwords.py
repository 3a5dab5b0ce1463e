"""Passwords that a person typed: kept in this process's memory and nowhere else."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.postgis.address import Address

_lock = threading.Lock()
_known: dict[tuple[str, int, str, str], Login] = {}


@dataclass(frozen=True)
class Login:
    """Who asks.

    Attributes
    ----------
    user
        Name, empty for the one that libpq finds.
    password
        Never shown, not even by ``repr``.
    """

    user: str = ""
    password: str = field(default="", repr=False)


def _key(address: Address) -> tuple[str, int, str, str]:
    return address.host.lower(), address.port, address.database, address.user


def remember(address: Address, login: Login) -> None:
    """Keep what a person typed for a database until the program ends."""
    with _lock:
        _known[_key(address)] = login


def forget(address: Address) -> None:
    """Keep it no longer."""
    with _lock:
        _known.pop(_key(address), None)


def login_of(address: Address) -> Login:
    """Return what a person typed for a database; without a password libpq looks for one itself."""
    with _lock:
        return _known.get(_key(address), Login(address.user))
