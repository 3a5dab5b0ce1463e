"""Every file of facts is well formed and tells only what has a source."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import importers.products
from importers.products.product import facts, prefectures
from styles.presets import preset

FOLDER = Path(importers.products.__file__).parent / "facts"
FILES = sorted(FOLDER.glob("*.json"))
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
KINDS = {"text", "code", "number", "integer", "year", "date"}
NAMED = {
    *("A27", "A29", "A31", "A31a", "A31b", "A32", "A33", "A38", "A40", "A46", "A47", "A48", "A49", "A50"),
    *("A51", "A53", "A55", "N02", "N03", "N07", "P04", "P13", "P20", "P29", "L01", "W05", "W07", "G04-a"),
}
DOCUMENT = {
    *("format", "id", "name", "data_name", "prefix", "note", "sources", "files", "crs", "editions", "lists"),
    *("themes", "common", "year_in", "by_columns", "check", "credit", "place_from"),
}
EDITION = {"name", "note", "years", "needs", "needs_any", "absent", "fields", "style"}
FIELD = {
    *("label", "kind", "unit", "group", "list", "missing", "name_from", "depth", "confirmed", "why"),
}


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    assert not repeated, repeated
    return dict(pairs)


def _load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text("utf-8"), object_pairs_hook=_pairs)
    return document


def _editions(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        *document["editions"],
        *(one for theme in document.get("themes", ()) for one in theme["editions"]),
    ]


def _fields(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [pair for edition in _editions(document) for pair in edition["fields"].items()]
    return [*found, *document.get("common", {}).items()]


def test_every_product_that_was_named_is_there() -> None:
    assert {path.stem for path in FILES} >= NAMED
    assert len(facts()) > len(FILES)  # A55 has a product for each theme


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_form_of_facts(path: Path) -> None:
    document = _load(path)
    assert document["format"] == 1
    assert document["id"] == path.stem
    assert document.keys() <= DOCUMENT
    assert JAPANESE.search(document["name"])
    assert JAPANESE.search(document["data_name"])
    assert document["sources"]
    assert all(JAPANESE.search(source) for source in document["sources"])
    for one in document["crs"]:
        assert one["from"] <= one["to"]
        assert re.fullmatch(r"EPSG:\d{4}", one["crs"])
    assert document["files"] or document["themes"]
    for pattern in document["files"]:
        re.compile(pattern)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editions_and_fields_have_the_form_of_facts(path: Path) -> None:
    document = _load(path)
    for edition in _editions(document):
        assert edition.keys() <= EDITION
        known = {**edition["fields"], **document.get("common", {})}
        for name in edition.get("needs", ()):
            assert name in known, name
        assert edition.get("needs") or edition.get("needs_any")
        for painting in edition.get("style", ()):
            assert painting["field"] in known
            assert preset(painting["preset"]).categories
    for name, field in _fields(document):
        assert field.keys() <= FIELD, name
        assert field.get("kind", "text") in KINDS, name
        if field.get("confirmed", True):
            assert JAPANESE.search(field["label"]), name
        else:
            assert field.keys() == {"label", "confirmed", "why"}, name
            assert field["label"] == name
            assert JAPANESE.search(field["why"])
        if "list" in field:
            assert field["kind"] == "code", name
            assert field["list"] == "prefectures" or field["list"] in document["lists"], name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_code_lists_are_japanese_unique_and_used(path: Path) -> None:
    document = _load(path)
    used = {field["list"] for _, field in _fields(document) if "list" in field} - {"prefectures"}
    assert used == document["lists"].keys()
    for name, codes in document["lists"].items():
        assert codes, name
        for code, text in codes.items():
            assert code == code.strip()
            assert code
            assert re.search(r"\d|[\u3041-\u30ff\u4e00-\u9fff]", text), (name, code)
        # The 2012 list writes the same depth with two numbers, and cities mark with 1 or a circle.
        if name not in {"old_depth", "flag", "same"}:
            assert len(set(codes.values())) == len(codes), name


def test_two_lists_of_use_districts_part_from_the_eighth_on() -> None:
    a29 = _load(FOLDER / "A29.json")["lists"]["codes"]
    plan = _load(FOLDER / "A55.json")["lists"]["zones"]
    assert [code for code in plan if a29.get(code) != plan[code]] == ["8", "9", "10", "11", "12", "13"]
    assert (a29["8"], a29["21"], plan["8"]) == ("近隣商業地域", "田園住居地域", "田園住居地域")
    assert set(a29.values()) - set(plan.values()) == {"不明"}


def test_prefectures_are_forty_seven() -> None:
    assert len(prefectures()) == 47
    assert (prefectures()["01"], prefectures()["42"], prefectures()["47"]) == ("北海道", "長崎県", "沖縄県")
