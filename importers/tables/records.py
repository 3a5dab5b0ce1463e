"""JSON that holds records: an array of objects, an object with such an array in it, or features."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from importers import textencoding
from importers.tables import limits
from importers.tables.progress import tell
from importers.tables.sheet import Sheet, tidy
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback

GEOMETRY = "geometry"
KEY = "キー"
_READING = QT_TRANSLATE_NOOP(CONTEXT, "JSON を読んでいます")
_NO_RECORD = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count:,} 件は記録の形をしていないので、読みませんでした。"
)


def read_records(path: Path, encoding: str, feedback: Feedback) -> Sheet:
    """Read records of a JSON file (or of one JSON value a line).

    Raises
    ------
    layers.errors.ImportFailed
        When it is broken, too large, or holds no records.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    limits.check_size(path, limits.RECORD_BYTES)
    tell(feedback, 0, Message(_READING))
    data = path.read_bytes()
    if not data.strip():
        raise limits.empty(path)
    chosen = textencoding.known_name(encoding)
    name = chosen or textencoding.detect(textencoding.sample_of(data)).name
    text, damage = textencoding.decode(data, name)
    tell(feedback, 0.2, Message(_READING))
    records, keys, geometry = _records(path, text)
    tell(feedback, 0.4, Message(_READING))
    whole = [record for record in records if isinstance(record, dict)]
    names = list(dict.fromkeys(key for record in whole for key in record))
    limits.check_shape(path, len(whole), len(names))
    if not whole or not names:
        raise limits.empty(path)
    columns = []
    for k, column in enumerate(names):
        tell(feedback, 0.4 + 0.3 * k / len(names), Message(_READING))
        values = [_text(record.get(column)) for record in whole]
        columns.append(pa.chunked_array([pa.array(values, pa.string())]))
    if keys is not None and len(keys) == len(whole):
        names.insert(0, KEY)
        columns.insert(0, pa.chunked_array([pa.array(keys, pa.string())]))
    findings = []
    found = textencoding.damage_finding(damage, name, path.name)
    if found is not None:
        findings.append(found)
    lost = len(records) - len(whole)
    if lost:
        told = {"file": path.name, "count": lost}
        findings.append(Finding(Severity.WARNING, "records-left-out", _NO_RECORD, told, count=lost))
    if geometry is not None:
        names.append(GEOMETRY)
        columns.append(pa.chunked_array([pa.array([_text(shape) for shape in geometry], pa.string())]))
    numbers = np.arange(len(whole)) + 1
    named, kept = tidy(names, columns, numbers)
    blank = len(numbers) - len(kept)
    if not named or not len(kept):
        raise limits.empty(path)
    left_out = {"empty_rows": blank} if blank else {}
    if lost:
        left_out["not_records"] = lost
    return Sheet(path.stem, path.stem, named, kept, "", name, findings=tuple(findings), left_out=left_out)


def _records(path: Path, text: str) -> tuple[list[Any], list[str] | None, list[Any] | None]:
    """Return records, their keys where an object holds them by name, and shapes where they are features."""
    try:
        value = json.loads(text, parse_constant=lambda _: None)
    except RecursionError as error:
        raise limits.damaged(path, "nested too deeply") from error
    except ValueError as error:
        value = _by_line(text)
        if value is None:
            raise limits.damaged(path, str(error)) from error
    if isinstance(value, dict):
        inside = _largest(value)
        if inside is None:
            if value and all(isinstance(part, dict) for part in value.values()):
                return list(value.values()), list(value), None
            raise limits.no_table(path)
        value = inside
    if not isinstance(value, list):
        raise limits.no_table(path)
    if value and all(isinstance(part, dict) and part.get("type") == "Feature" for part in value):
        properties = [part.get("properties") or {} for part in value]
        if all(isinstance(part, dict) for part in properties):
            return properties, None, [part.get("geometry") for part in value]
    return value, None, None


def _largest(value: dict[str, Any]) -> list[Any] | None:
    """Return the longest array of objects that an object holds, at most two levels down."""
    arrays = [part for part in value.values() if isinstance(part, list)]
    for part in value.values():
        if isinstance(part, dict):
            arrays += [inner for inner in part.values() if isinstance(inner, list)]
    arrays = [part for part in arrays if part and isinstance(part[0], dict)]
    if "features" in value and isinstance(value["features"], list):
        return value["features"]
    return max(arrays, key=len, default=None)


def _by_line(text: str) -> list[Any] | None:
    """Return the values of a text with one JSON object a line, None when it is none."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines[:10]):
        return None
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str | None:
    """Return a value as text, None for none."""
    if isinstance(value, str):
        return _sound(value)
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return _sound(json.dumps(value, ensure_ascii=False))


def _sound(text: str) -> str:
    """Return a text without halves of letters, which JSON can spell and no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
