"""``gisapp view``: the window gets its paths; without a display a sentence comes."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from gisapp.cli import view
from gisapp.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.gisapp.cli.conftest import Said

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: displays")


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@LINUX
@pytest.mark.parametrize("display", ["", ":9876", "unix:9876.0"])
def test_no_display(gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setenv("DISPLAY", display)
    for words in ([], ["view"], ["view", "a.gisproj"]):
        said = gisapp(*words)
        assert said.code == Exit.NO_PICTURE
        assert "画面がないため" in said.err
        assert "gisapp snapshot" in said.err


@LINUX
def test_a_display_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X9875")
        server.listen()
        monkeypatch.setenv("DISPLAY", ":9875")
        assert view.missing_display() == ""
    assert view.missing_display() != ""
    monkeypatch.setenv("DISPLAY", "elsewhere:10.0")
    assert view.missing_display() == ""
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert view.missing_display() == ""
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert view.missing_display() == ""


def test_the_window_gets_the_paths(gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    window = ModuleType("gisapp.app")

    def open_window(paths: list[Path]) -> int:
        seen.extend(paths)
        return 7

    window.open_window = open_window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gisapp.app", window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert gisapp("view", "a.gisproj", "b").code == 7
    assert seen == [Path("a.gisproj").absolute(), Path("b").absolute()]


def test_a_library_that_is_missing(gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gisapp.app", None)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    said = gisapp("view")
    assert said.code == Exit.NO_PICTURE
    assert "bootstrap.py setup" in said.err
