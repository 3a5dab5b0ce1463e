"""Answers of commands, checked against the schemas that people rely on."""

from __future__ import annotations

import json
from typing import Any

from tests.realdata import ROOT

SCHEMAS = ROOT / "docs" / "schemas"
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
KNOWN = {
    "$schema", "title", "description", "type", "enum", "properties", "required", "additionalProperties",
    "patternProperties", "items", "minItems", "maxItems", "minimum",
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """Return a schema of docs/schemas."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    return found


def faults(value: Any, rule: dict[str, Any], place: str = "$") -> list[str]:
    """Return where a value breaks a schema; only the words of JSON Schema that ours use are known."""
    assert not set(rule) - KNOWN, set(rule) - KNOWN
    found: list[str] = []
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{place}: {value!r} is none of {rule['enum']}")
    if "type" in rule:
        names = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        if not any(_is(value, name) for name in names):
            return [*found, f"{place}: {value!r} is no {names}"]
    if "minimum" in rule and isinstance(value, (int, float)) and value < rule["minimum"]:
        found.append(f"{place}: {value} is below {rule['minimum']}")
    if isinstance(value, dict):
        found += _members(value, rule, place)
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            found.append(f"{place}: {len(value)} items")
        for index, one in enumerate(value):
            found += faults(one, rule.get("items", {}), f"{place}[{index}]")
    return found


def _is(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _members(value: dict[str, Any], rule: dict[str, Any], place: str) -> list[str]:
    found = [f"{place}: {name} is missing" for name in rule.get("required", ()) if name not in value]
    known = rule.get("properties", {})
    others = next(iter(rule.get("patternProperties", {}).values()), rule.get("additionalProperties", {}))
    for name, one in value.items():
        if name in known:
            found += faults(one, known[name], f"{place}.{name}")
        elif others is False:
            found.append(f"{place}: nobody expects {name}")
        elif isinstance(others, dict):
            found += faults(one, others, f"{place}.{name}")
    return found
