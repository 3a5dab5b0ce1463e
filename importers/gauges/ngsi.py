"""Entities of a FIWARE broker, NGSI-v2 or NGSI-LD, in normalised or simple form, become rows."""

from __future__ import annotations

import json
import math
import os
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from importers.allowed import opener
from importers.gauges.document import rows_from
from importers.gauges.levels import THRESHOLDS
from importers.gauges.moments import japan
from importers.gauges.readings import CAMERA, GAUGE
from layers.errors import ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from importers.gauges.broker import Broker
    from importers.gauges.readings import Rows
    from layers.feedback import Feedback

PAGE = 500
"""Entities that are asked for at once; brokers give at most 1000."""
MOST = 50_000
MOST_BYTES = 32 << 20
TOKEN = "GISAPP_BROKER_TOKEN"  # noqa: S105 - the name of a variable
UNITS = {"MTR": "m", "CMT": "cm", "MMT": "mm"}
"""Codes of UN/CEFACT that stand for units of length."""
_ASKING = QT_TRANSLATE_NOOP(CONTEXT, "ブローカー {host} に {type} を問い合わせています")
_SILENT = QT_TRANSLATE_NOOP(CONTEXT, "{file} のブローカー {host} が答えません（{reason}）。")
_SILENT_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "ネットワークと url を確かめてください。前に読み込んだ値は、時刻とともに表示されたままです。"
)
_REFUSED = QT_TRANSLATE_NOOP(CONTEXT, "{file} のブローカー {host} が {code} を返しました。")
_REFUSED_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "types・service・service_path と、必要なら環境変数 GISAPP_BROKER_TOKEN を確かめてください。"
)
_ODD = QT_TRANSLATE_NOOP(CONTEXT, "{file} のブローカー {host} の答えが NGSI の形ではありません。")
_ODD_HINT = QT_TRANSLATE_NOOP(CONTEXT, "url と kind（ngsi-v2・ngsi-ld）を確かめてください。")
_MANY = QT_TRANSLATE_NOOP(CONTEXT, "{file} のブローカー {host} に、{type} が {count:,} 件より多くあります。")
_MANY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "types や service_path で絞り込んでください。")


def ask(broker: Broker, path: Path, feedback: Feedback) -> tuple[Rows, int]:
    """Return the rows of a broker, and how many entities it had.

    Raises
    ------
    layers.errors.ImportFailed
        When it does not answer, refuses, or gives what is no NGSI.
    """
    lines: list[dict[str, Any]] = []
    for number, kind in enumerate(broker.types):
        share = feedback.share(number / len(broker.types), (number + 1) / len(broker.types))
        share.step(0, 1, Message(_ASKING, {"host": broker.host, "type": kind}))
        offset = 0
        while True:
            page = _page(broker, kind, offset, path)
            lines += [_line(one, broker) for one in page]
            offset += len(page)
            if len(page) < PAGE:
                break
            if offset >= MOST:
                values = {"file": path.name, "host": broker.host, "type": kind, "count": MOST}
                raise ImportFailed(_MANY, _MANY_HINT, values=values, where=Where(str(path)))
            share.step(offset, offset + PAGE)
    return rows_from(lines), len(lines)


def _page(broker: Broker, kind: str, offset: int, path: Path) -> list[dict[str, Any]]:
    linked = broker.kind == "ngsi-ld"
    base = f"{broker.url.rstrip('/')}/{'ngsi-ld/v1' if linked else 'v2'}/entities"
    query = {"type": kind, "limit": PAGE, "offset": offset}
    request = urllib.request.Request(f"{base}?{urlencode(query)}")  # noqa: S310 - http and https only
    request.add_header("Accept", "application/json")
    if broker.service:
        request.add_header("NGSILD-Tenant" if linked else "Fiware-Service", broker.service)
    if broker.service_path:
        request.add_header("Fiware-ServicePath", broker.service_path)
    if linked and broker.context:
        link = 'rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
        request.add_header("Link", f"<{broker.context}>; {link}")
    token = os.environ.get(TOKEN, "")
    if token and token.isprintable():
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    values: dict[str, object] = {"file": path.name, "host": broker.host}
    where = Where(str(path))
    try:
        with opener().open(request, timeout=broker.timeout) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise ImportFailed(
            _REFUSED, _REFUSED_HINT, values={**values, "code": error.code}, where=where
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        values = {**values, "reason": str(reason)[:200]}
        raise ImportFailed(_SILENT, _SILENT_HINT, values=values, where=where, detail=str(error)) from error
    try:
        found = json.loads(data) if len(data) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, dict) and one.get("id") for one in found):
        raise ImportFailed(_ODD, _ODD_HINT, values=values, where=where)
    return found


def _line(entity: Mapping[str, Any], broker: Broker) -> dict[str, Any]:
    """Return what an entity says, in the members of a row."""
    told = {what: _first(entity, broker.names(what)) for what in broker_members()}
    value, when, place = told["value"], told["time"], _point(_plain(told["place"]))
    line: dict[str, Any] = {
        "station": _text(told["station"]) or str(entity["id"]),
        "name": _text(told["name"]) or _text(told["station"]) or str(entity["id"]),
        "kind": CAMERA if told["image"] is not None and value is None else GAUGE,
        "unit": _unit(value) or broker.unit,
        "time": japan(_text(when)) or _moment_of(value) or _moment_of(told["image"]),
        **{name: _text(told[name]) for name in ("river", "quality", "datum", "image")},
    }
    if place is not None:
        line["longitude"], line["latitude"] = place
    for name in ("value", "interval", *map(str, THRESHOLDS)):
        number = _number(told[name])
        if number is not None:
            line[name] = number
    return line


def broker_members() -> tuple[str, ...]:
    """Return what is sought in an entity."""
    from importers.gauges.broker import USUAL

    return tuple(USUAL)


def _first(entity: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((entity[name] for name in names if entity.get(name) is not None), None)


def _plain(attribute: Any) -> Any:
    """Return the value of an attribute: normalised NGSI-v2 and NGSI-LD wrap it, simple forms do not."""
    if isinstance(attribute, list):  # several datasets of one attribute: the first
        attribute = attribute[0] if attribute else None
    if isinstance(attribute, dict) and "coordinates" not in attribute:
        return attribute.get("value", attribute.get("@value", attribute.get("object")))
    return attribute


def _text(attribute: Any) -> str:
    value = _plain(attribute)
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value)[:500] if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _number(attribute: Any) -> float | None:
    value = _plain(attribute)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _unit(attribute: Any) -> str:
    """Return the unit that an attribute names: ``unitCode`` of NGSI-LD, or a metadatum of NGSI-v2."""
    if not isinstance(attribute, dict):
        return ""
    metadata = attribute.get("metadata")
    inner = metadata if isinstance(metadata, dict) else {}
    said = attribute.get("unitCode") or _text(inner.get("unitCode")) or _text(inner.get("unit"))
    return UNITS.get(str(said).upper(), str(said)) if said else ""


def _moment_of(attribute: Any) -> str:
    """Return when an attribute was observed: ``observedAt`` of NGSI-LD, or a metadatum of NGSI-v2."""
    if not isinstance(attribute, dict):
        return ""
    metadata = attribute.get("metadata")
    inner = metadata if isinstance(metadata, dict) else {}
    names = ("dateObserved", "TimeInstant", "timestamp", "dateModified")
    return japan(_text(attribute.get("observedAt"))) or next(
        (found for name in names if (found := japan(_text(inner.get(name))))), ""
    )


def _point(value: Any) -> tuple[float, float] | None:
    """Return longitude and latitude of a point as GeoJSON, or as a text of latitude and longitude."""
    if isinstance(value, dict):
        pair = value.get("coordinates")
        numbers = [_number(one) for one in pair] if isinstance(pair, list) and 2 <= len(pair) <= 3 else []
        if value.get("type") != "Point" or len(numbers) < 2 or None in numbers[:2]:
            return None
        return float(numbers[0] or 0.0), float(numbers[1] or 0.0)
    if isinstance(value, str):
        parts = [_number(one) for one in value.split(",")]
        if len(parts) == 2 and None not in parts:
            return float(parts[1] or 0.0), float(parts[0] or 0.0)
    return None
