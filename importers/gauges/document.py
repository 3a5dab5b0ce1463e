"""The documented JSON of gauges and cameras (docs/EVENT.md, docs/schemas/files/gauges.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from importers.gauges.levels import THRESHOLDS
from importers.gauges.readings import CAMERA, GAUGE, Rows, rows_of
from layers import plaindata
from layers.errors import Damaged, DamagedFile
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback

FORMAT = "gisapp-gauges-1"
MOST_BYTES = 512 << 20
_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は水位計のファイルとして読めません（{reason}）。")
_SEE = QT_TRANSLATE_NOOP(CONTEXT, "docs/EVENT.md の形式で書き出されたか、提供元に確かめてください。")


def read_document(path: Path, feedback: Feedback) -> tuple[Rows, dict[str, str]]:
    """Return the rows of a document, and its name, credit and licence.

    Raises
    ------
    layers.errors.DamagedFile
        When it is none; the message names the place.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            plaindata.fail("size")
        reader = Reader(plaindata.parse(path.read_bytes()))
        if reader.text("format") != FORMAT:
            plaindata.fail("format")
        facts = {name: reader.text(name, "") for name in ("name", "credit", "licence")}
        stations = reader.value.get("stations")
        if not isinstance(stations, list):
            plaindata.fail("stations")
        lines: list[dict[str, Any]] = []
        for number, one in enumerate(stations):
            if not number % 100:
                feedback.step(number, len(stations))
            lines += _station(Reader(one, f"stations[{number}]"))
    except Damaged as error:
        values = {"file": path.name, "reason": error.message}
        raise DamagedFile(_DAMAGED, _SEE, values=values, where=Where(str(path))) from error
    return rows_from(lines), facts


def rows_from(lines: list[dict[str, Any]]) -> Rows:
    """Return rows of one object each; members that are absent are missing."""
    names = {name: not isinstance(value, (int, float)) for one in lines for name, value in one.items()}
    texts = {name: [one.get(name, "") for one in lines] for name, text in names.items() if text}
    numbers = {
        name: [one.get(name, float("nan")) for one in lines] for name, text in names.items() if not text
    }
    return rows_of(len(lines), texts, numbers)


def _station(reader: Reader) -> list[dict[str, Any]]:
    from importers.gauges.moments import japan

    kind = reader.text("kind", GAUGE)
    if kind not in (GAUGE, CAMERA):
        plaindata.fail(reader.at("kind"))
    known: dict[str, Any] = {
        "station": reader.text("id"),
        "name": reader.text("name"),
        "kind": kind,
        "longitude": reader.number("longitude"),
        "latitude": reader.number("latitude"),
        **{name: reader.text(name, "") for name in ("river", "unit", "datum", "image")},
    }
    limits = reader.object("thresholds")
    optional = {str(one): limits.value.get(str(one)) for one in THRESHOLDS}
    optional["interval"] = reader.value.get("interval_minutes")
    known |= {
        name: plaindata.number(value, reader.at(name))
        for name, value in optional.items()
        if value is not None
    }

    def observed(value: Any, place: str) -> dict[str, Any]:
        one = Reader(value, place)
        moment = japan(one.text("time"))
        if not moment:
            plaindata.fail(one.at("time"))
        said: dict[str, Any] = {"time": moment, "quality": one.text("quality", ""), **known}
        if one.value.get("value") is not None:
            said["value"] = one.number("value")
        if "image" in one.value:
            said["image"] = one.text("image")
        return said

    return list(reader.items("observations", observed)) or [known]
