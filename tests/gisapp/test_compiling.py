"""Loops are compiled once for each version, in a folder of its own, and never again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gisapp import compiling, settings
from gisapp.cli import main as cli
from gisapp.cli.exits import Exit
from gisapp.cli.main import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what the command line is asked, instead of doing it."""
    monkeypatch.setattr(compiling, "mark", lambda: tmp_path / "cache" / "compiled")
    monkeypatch.setattr(os, "nice", lambda _: 0, raising=False)
    for name in (settings.CONFIG_VARIABLE, settings.STORES):
        monkeypatch.setenv(name, "as before")
    found: list[list[str]] = []

    def run(arguments: Sequence[str]) -> int:
        assert Path(os.environ[settings.STORES]).is_dir()
        found.append(list(arguments))
        return Exit.OK

    monkeypatch.setattr(cli, "main", run)
    return found


def test_everything_is_called_once(asked: list[list[str]]) -> None:
    assert compiling.main() == 0
    assert [one[0] for one in asked] == ["scan", "sheet", "flood", "export"]
    assert {" ".join(one[: 1 + (one[0] == "scan")]) for one in asked} <= COMMANDS.keys()
    assert not Path(os.environ[settings.STORES]).exists()
    assert compiling.mark().is_file()
    assert compiling.begin() == ()


def test_what_was_stopped_is_done_again(asked: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "main", lambda _: Exit.CANCELLED)
    assert compiling.main() == Exit.CANCELLED
    assert not compiling.mark().exists()
    assert asked == []
