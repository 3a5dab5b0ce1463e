"""Which hosts may be asked for data: none but this machine, unless the administrator says so.

The administrator writes a TOML file::

    hosts = ["maps.example.lg.jp", "*.example.lg.jp"]
    write = ["db.example.lg.jp/publication"]   # databases that may be written: host and name
"""

from __future__ import annotations

import ipaddress
import logging
import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

LOG = logging.getLogger(__name__)
_MOST_BYTES = 1 << 16


def administrator_file() -> Path:
    """Return the file in which the administrator lists hosts; it need not be there."""
    said = os.environ.get("GISAPP_ALLOWED")
    if said:
        return Path(said)
    from platformdirs import site_config_path

    return site_config_path("gisapp", appauthor=False) / "allowed.toml"


def allowed(host: str) -> bool:
    """Say whether a host may be asked.

    Parameters
    ----------
    host
        Its name or address; empty for none, which is refused.
    """
    name = _plain(host)
    if not name:
        return False
    return is_this_machine(name) or any(_fits(name, one) for one in _hosts())


def writable(host: str, database: str) -> bool:
    """Say whether a database may be written: only one that the administrator named, on this machine too.

    Parameters
    ----------
    host
        Its name or address, as for :func:`allowed`.
    database
        Its name, compared letter by letter.
    """
    name = _plain(host)
    if not name or not database or not allowed(host):
        return False
    for one in _said("write"):
        place, _, named = one.partition("/")
        if named == database and _plain(place) == name:
            return True
    return False


def is_this_machine(host: str) -> bool:
    """Say whether a name or address is that of the machine on which the program runs."""
    name = _plain(host)
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def opener() -> OpenerDirector:
    """Return what opens addresses and follows no way to a host that is not allowed."""
    import urllib.error
    import urllib.request

    class SameHosts(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
            parts = urlsplit(newurl)
            if parts.scheme not in ("http", "https") or not allowed(parts.hostname or ""):
                refused = "redirect to a host that is not allowed"
                raise urllib.error.HTTPError(newurl, code, refused, headers, fp)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    made = urllib.request.build_opener(SameHosts)
    made.addheaders = [("User-Agent", "gisapp")]
    return made


def _fits(name: str, pattern: str) -> bool:
    """Say whether a name is what a line says; ``*.`` at its front stands for any hosts below the rest."""
    if pattern.startswith("*."):
        return name.endswith(pattern[1:]) and len(name) > len(pattern) - 1
    return name == pattern


def _hosts() -> tuple[str, ...]:
    return tuple(plain for one in _said("hosts") if (plain := _plain(one)))


def _said(key: str) -> tuple[str, ...]:
    path = administrator_file()
    try:
        status = path.stat()
    except OSError:
        return ()  # nobody allowed anything
    return _read(path, key, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, key: str, changed: int, size: int) -> tuple[str, ...]:
    """Read a list of names; `changed` and `size` make a changed file be read again."""
    del changed, size
    try:
        with path.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig")
        said = tomllib.loads(text).get(key, [])
    except (OSError, ValueError) as error:
        LOG.warning("%s allows nothing: %s", path, error)
        return ()
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        LOG.warning("%s allows nothing: %s is no list of names", path, key)
        return ()
    return tuple(said)


def _plain(host: str) -> str:
    """Return a name as it is compared: small letters, no dot at its end, Japanese labels as ASCII."""
    name = host.strip().strip("[]").rstrip(".").lower()
    front, rest = ("*.", name[2:]) if name.startswith("*.") else ("", name)
    if not rest or "*" in rest:
        return ""
    if not rest.isascii():
        try:
            rest = rest.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return front + rest
