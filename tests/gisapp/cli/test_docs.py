"""docs/CLI.md and the schemas tell what the program does."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from gisapp.cli.exits import Exit
from gisapp.cli.main import COMMANDS
from gisapp.export.formats import FORMATS
from tests.gisapp.cli.answers import SCHEMAS, faults, schema
from tests.realdata import ROOT

if TYPE_CHECKING:
    from gisapp.cli.flags import Word

TEXT = (ROOT / "docs" / "CLI.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_is_explained(name: str) -> None:
    arguments = import_module(COMMANDS[name].module).Arguments
    words: list[Word] = [one.metadata["word"] for one in fields(arguments)]
    flags = {word.flag for word in words if word.flag}
    if name == "view":
        assert not flags
        assert "`gisapp view [PATH…]`" in TEXT
        return
    (heading,) = re.findall(rf"^### `gisapp {name} (.*)`$", TEXT, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", heading)) == flags


def test_exit_codes_formats_and_schemas_are_listed() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)} == set(Exit)
    assert set(re.findall(r"^\| `(\.[\w.]+)`", TEXT, re.MULTILINE)) == {one.suffix for one in FORMATS}
    named = re.search(r"`docs/schemas`\]\(schemas\): ([^.]*)\.", TEXT)
    assert named is not None
    assert set(re.findall(r"`([\w-]+)`", named[1])) == {path.stem for path in SCHEMAS.glob("*.json")}


def test_the_examples_in_the_help_can_be_read() -> None:
    for name, row in COMMANDS.items():
        command = import_module(row.module)
        lines = re.findall(r"^  gisapp (.*)$", command.EXAMPLES, re.MULTILINE)
        assert any(line.startswith(name) for line in lines), name


def test_the_checker_of_schemas_finds_faults() -> None:
    rule = schema("export")
    good = {
        "file": "a.csv",
        "format": "csv",
        "layer": "x",
        "layer_name": "建物",
        "features": 1,
        "bytes": 10,
        "finding_list": [],
        "seconds": 0.5,
        "files": [],
    }
    assert faults(good, rule) == []
    for change in (
        {"format": "xls"},
        {"features": -1},
        {"features": 1.5},
        {"features": True},
        {"finding_list": [{"code": "x"}]},
        {"finding_list": None},
        {"more": 1},
    ):
        assert faults(good | change, rule), change
    assert faults({name: good[name] for name in list(good)[1:]}, rule)
    assert faults([], rule)


def test_schemas_use_words_of_json_schema_only() -> None:
    for path in SCHEMAS.glob("*.json"):
        document = json.loads(path.read_text("utf-8"))
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        command, _, what = path.stem.partition("-")
        if f"{command} {what}" in COMMANDS:
            command, what = f"{command} {what}", ""
        title = f"Answer of gisapp {command} --json"
        assert document["title"] == title or (what and document["title"].startswith(f"{title} for "))
