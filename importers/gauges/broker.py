"""The small file that names a broker (FIWARE), and who may be asked.

The program asks no address of its own accord. A person opens a TOML file (``*.gisbroker``)::

    name = "河川水位（都市OS）"
    kind = "ngsi-v2"                       # or "ngsi-ld"
    url = "https://broker.example.lg.jp"   # must be allowed by the administrator, see importers.allowed
    types = ["FloodMonitoring"]
    service = "city"                       # Fiware-Service, of NGSI-LD the tenant
    service_path = "/river"
    context = "https://…/context.jsonld"   # of NGSI-LD
    unit = "m"                             # of values that name none
    keep_days = 3.0                        # how long earlier values are kept
    timeout = 20                           # seconds that an answer may take
    credit = "…"

    [attributes]                           # what the broker calls it, where it is none of the usual names
    value = "waterLevel"
    danger = "dangerLevel"

A token never stands in it: it is taken from the environment (``GISAPP_BROKER_TOKEN``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from importers.allowed import administrator_file, allowed
from layers.errors import DamagedFile, SourceMissing, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".gisbroker"
KINDS = ("ngsi-v2", "ngsi-ld")
USUAL: Mapping[str, tuple[str, ...]] = {
    "value": ("currentLevel", "waterLevel", "water_level", "level", "height"),
    "time": ("observationDateTime", "dateObserved", "observedAt", "TimeInstant", "dateModified"),
    "name": ("name", "stationName", "alternateName"),
    "station": ("stationID", "stationId"),
    "river": ("riverName", "river"),
    "place": ("location", "position"),
    "standby": ("standbyLevel",),
    "caution": ("alertLevel", "cautionLevel"),
    "evacuation": ("evacuationLevel", "evacuationJudgmentLevel"),
    "danger": ("dangerLevel",),
    "image": ("image", "imageSnapshot", "imageUrl", "streamURL"),
    "quality": ("quality", "status"),
    "interval": ("interval", "measurementInterval"),
    "datum": ("datum", "referenceDatum"),
}
"""What brokers usually call it (Smart Data Models: FloodMonitoring), the first that is there counts."""
_MOST_FILE = 1 << 16
_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MISSING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。"
)
_DAMAGED = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の内容がブローカーの接続設定として正しくありません（{fault}）。"
)
_HOW = QT_TRANSLATE_NOOP(
    CONTEXT, "kind（ngsi-v2・ngsi-ld）・url・types が正しく書かれているか確かめてください。"
)
_SECRET = re.compile(r"pass(word|wd)?|secret|token|key|パスワード", re.IGNORECASE)
_SECRET_IN_FILE = QT_TRANSLATE_NOOP(CONTEXT, "{file} に合言葉（トークンなど）の項目があるため、開きません。")
_SECRET_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "その行を消してください。トークンは環境変数 GISAPP_BROKER_TOKEN に置きます。"
)
_NOT_ALLOWED = QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host} は、この PC では許可されていません。")
_ASK = QT_TRANSLATE_NOOP(CONTEXT, "使うときは、管理者が {settings} の hosts に {host} を加えます。")


@dataclass(frozen=True)
class Broker:
    """A broker, and what is wanted of it; members as in the file."""

    kind: str
    url: str
    types: tuple[str, ...]
    name: str = ""
    service: str = ""
    service_path: str = ""
    context: str = ""
    unit: str = ""
    keep_days: float = 3.0
    timeout: int = 20
    credit: str = ""
    licence: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.url).hostname or ""

    def names(self, what: str) -> tuple[str, ...]:
        """Return how the broker may call something: as the file says, else the usual names."""
        said = self.attributes.get(what)
        return (said,) if said else USUAL[what]


def read_broker(path: Path) -> Broker:
    """Read the file that names a broker and make sure that its host may be asked.

    Raises
    ------
    layers.errors.SourceMissing
        When there is no such file.
    layers.errors.DamagedFile
        When it names no broker.
    layers.errors.Unsafe
        When it holds a token, or the administrator does not allow the host.
    """
    where = Where(str(path))
    values: dict[str, object] = {"file": path.name}
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_FILE)
        # What is cut off is no TOML any more, or lacks a member.
        said = tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise SourceMissing(_MISSING, _MISSING_HINT, values=values, where=where) from error
    except (OSError, ValueError, RecursionError) as error:
        fault = "UTF-8" if isinstance(error, UnicodeDecodeError) else type(error).__name__
        raise DamagedFile(_DAMAGED, _HOW, values={**values, "fault": fault}, where=where) from None
    if any(_SECRET.search(name) for name in said):
        raise Unsafe(_SECRET_IN_FILE, _SECRET_HINT, values=values, where=where)
    wrong = _faults(said)
    if wrong:
        raise DamagedFile(_DAMAGED, _HOW, values={**values, "fault": "、".join(wrong[:5])}, where=where)
    broker = Broker(**{**said, "types": tuple(said["types"])})
    if not allowed(broker.host):
        asked = {**values, "host": broker.host, "settings": str(administrator_file())}
        raise Unsafe(_NOT_ALLOWED, _ASK, values=asked, where=where)
    return broker


def _faults(said: dict[str, Any]) -> list[str]:
    """Return the names of what is missing, unknown or wrong; never a value."""
    wrong = [name for name in said if name not in Broker.__dataclass_fields__]
    wrong += [name for name in ("kind", "url", "types") if not said.get(name)]
    for name, value in said.items():
        if name == "types":
            good = isinstance(value, list) and 0 < len(value) <= 50 and all(_is_text(one) for one in value)
        elif name == "attributes":
            good = isinstance(value, dict) and set(value) <= set(USUAL) and all(map(_is_text, value.values()))
        elif name == "timeout":
            good = type(value) is int and 1 <= value <= 600
        elif name == "keep_days":
            good = type(value) in (int, float) and 0 <= value <= 366
        else:
            good = _is_text(value)
        if not good:
            wrong.append(name)
    url = urlsplit(str(said.get("url", "")))
    if url.scheme not in ("http", "https") or not url.hostname or url.username or url.query or url.fragment:
        wrong.append("url")
    if said.get("kind") not in KINDS:
        wrong.append("kind")
    return list(dict.fromkeys(wrong))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 500 and value.isprintable()
