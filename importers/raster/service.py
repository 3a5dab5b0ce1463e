"""Map services at an address: XYZ, WMTS and WMS, only at hosts that the administrator allows.

The program asks no address of its own accord. A service is a small TOML file that a person opens::

    name = "淡色地図"
    kind = "xyz"                       # or "wmts", "wms"
    url = "https://host/{z}/{x}/{y}.png"
    credit = "…"
    lowest = 5
    highest = 18
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import threading
import time
import tomllib
import urllib.error
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from importers.allowed import administrator_file, allowed, opener
from importers.raster.tiles import HALF, MOST_ZOOM
from layers.errors import DamagedFile, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

LOG = logging.getLogger(__name__)

KINDS = ("xyz", "wmts", "wms")
SIDES = (256, 512)
SECONDS = 8.0
"""How long an answer is waited for."""
PAUSE = 30.0
"""Seconds for which a service that does not answer is left alone."""
KEPT_DAYS = 30
MOST_BYTES = 8 << 20
_MOST_FILE = 1 << 16

_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} の内容が地図サービスの設定として正しくありません（{fault}）。")
_HOW = QT_TRANSLATE_NOOP(
    CONTEXT, "name・kind（xyz・wmts・wms）・url が正しく書かれているか確かめてください。"
)
_NOT_ALLOWED = QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host} は、この PC では許可されていません。")
_ASK = QT_TRANSLATE_NOOP(CONTEXT, "使うときは、管理者が {settings} の hosts に {host} を加えます。")


@dataclass(frozen=True)
class Service:
    """A map service.

    Attributes
    ----------
    name, kind, url, credit, licence
        As the file says.
    lowest, highest
        Zooms that are asked for.
    side
        Pixels along a side of a tile.
    layers, style, matrices, form
        Names of WMS and WMTS: layers, style, tile matrix set, and format of the pictures.
    """

    name: str
    kind: str
    url: str
    credit: str = ""
    licence: str = ""
    lowest: int = 2
    highest: int = 18
    side: int = 256
    layers: str = ""
    style: str = ""
    matrices: str = "GoogleMapsCompatible"
    form: str = "image/png"

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.url).hostname or ""

    def address(self, zoom: int, column: int, row: int) -> str:
        """Return the address of a tile."""
        if self.kind == "wms":
            return self._with(self._map(zoom, column, row))
        if self.kind == "wmts" and "{" not in self.url:
            return self._with(
                {
                    "SERVICE": "WMTS",
                    "REQUEST": "GetTile",
                    "VERSION": "1.0.0",
                    "LAYER": self.layers,
                    "STYLE": self.style,
                    "FORMAT": self.form,
                    "TILEMATRIXSET": self.matrices,
                    "TILEMATRIX": str(zoom),
                    "TILEROW": str(row),
                    "TILECOL": str(column),
                }
            )
        places = {
            "{z}": zoom,
            "{x}": column,
            "{y}": row,
            "{-y}": (1 << zoom) - 1 - row,
            "{TileMatrix}": zoom,
            "{TileCol}": column,
            "{TileRow}": row,
            "{Style}": self.style,
            "{TileMatrixSet}": self.matrices,
            "{Layer}": self.layers,
        }
        address = self.url
        for name, value in places.items():
            address = address.replace(name, str(value))
        return address

    def _map(self, zoom: int, column: int, row: int) -> dict[str, str]:
        span = 2 * HALF / (1 << zoom)
        west, north = -HALF + column * span, HALF - row * span
        return {
            "SERVICE": "WMS",
            "REQUEST": "GetMap",
            "VERSION": "1.3.0",
            "LAYERS": self.layers,
            "STYLES": self.style,
            "CRS": "EPSG:3857",
            "BBOX": f"{west:.4f},{north - span:.4f},{west + span:.4f},{north:.4f}",
            "WIDTH": str(self.side),
            "HEIGHT": str(self.side),
            "FORMAT": self.form,
            "TRANSPARENT": "TRUE",
        }

    def _with(self, query: dict[str, str]) -> str:
        return f"{self.url}{'&' if '?' in self.url else '?'}{urlencode(query)}"


def read_service(path: Path) -> Service:
    """Read the file of a service and make sure that its host may be asked.

    Raises
    ------
    layers.errors.DamagedFile
        When the file does not describe a service.
    layers.errors.Unsafe
        When the administrator does not allow its host.
    """
    try:
        with path.open("rb") as stream:
            said = tomllib.loads(stream.read(_MOST_FILE).decode("utf-8-sig"))
        service = _service(said)
    except (ValueError, TypeError) as error:
        raise DamagedFile(
            _DAMAGED, _HOW, values={"file": path.name, "fault": str(error)}, where=Where(str(path))
        ) from error
    if not allowed(service.host):
        values: dict[str, object] = {
            "file": path.name,
            "host": service.host,
            "settings": str(administrator_file()),
        }
        raise Unsafe(_NOT_ALLOWED, _ASK, values=values, where=Where(str(path)))
    return service


def _service(said: dict[str, Any]) -> Service:
    known = {
        name: said[name]
        for name in Service.__dataclass_fields__
        if name in said and type(said[name]) is (int if name in ("lowest", "highest", "side") else str)
    }
    wrong = [name for name in ("name", "kind", "url") if not known.get(name)]
    wrong += [name for name in said if name not in known]
    if wrong:
        raise ValueError(", ".join(wrong))
    service = Service(**known)
    parts = urlsplit(service.url)
    if service.kind not in KINDS:
        raise ValueError(f"kind = {service.kind}")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or "{" in parts.netloc:
        raise ValueError(f"url = {service.url}")
    if service.kind == "xyz" and not ("{z}" in service.url and "{x}" in service.url):
        raise ValueError("url: {z}/{x}/{y}")
    if not 0 <= service.lowest <= service.highest <= MOST_ZOOM or service.side not in SIDES:
        raise ValueError("lowest, highest, side")
    return service


@dataclass(eq=False)
class Remote:
    """Tiles of a service, kept on disk so that what was once seen is there without the network.

    Attributes
    ----------
    service
        Whose tiles.
    folder
        Where they are kept.
    """

    service: Service
    folder: Path
    _rest: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the file of a tile: kept, asked for, or kept for long; None when there is none."""
        name = hashlib.sha256(self.service.address(zoom, column, row).encode()).hexdigest()[:24]
        file = self.folder / str(zoom) / name
        old, fresh = _kept(file)
        if old is not None and fresh:
            return old
        found = self._asked(zoom, column, row)
        if found is None:
            return old
        _keep(file, found)
        return found

    def _asked(self, zoom: int, column: int, row: int) -> bytes | None:
        if time.monotonic() < self._rest or not allowed(self.service.host):
            return None
        try:
            with opener().open(self.service.address(zoom, column, row), timeout=SECONDS) as answer:
                data: bytes = answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            LOG.info("%s answers %s", self.service.host, error.code)
            return None  # there is no such tile
        except (OSError, ValueError) as error:
            LOG.warning("%s does not answer: %s", self.service.host, error)
            with self._lock:
                self._rest = time.monotonic() + PAUSE
            return None
        return data if len(data) <= MOST_BYTES else None


def _kept(file: Path) -> tuple[bytes | None, bool]:
    """Return a file that was kept, and whether it is young enough."""
    try:
        age = time.time() - file.stat().st_mtime
        return file.read_bytes(), age < KEPT_DAYS * 86_400
    except OSError:
        return None, False


def _keep(file: Path, data: bytes) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        LOG.warning("a tile could not be kept: %s", error)
        part.unlink(missing_ok=True)
