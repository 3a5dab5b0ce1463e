"""Help, usage errors, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from gisapp import __version__
from gisapp.cli import main as cli
from gisapp.cli.exits import Exit
from layers.errors import DamagedFile, RenderFailed
from layers.feedback import Cancelled, Where
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

HEAVY = ("numpy", "pyarrow", "pandas", "PySide6", "vtkmodules", "pyproj", "numba", "multiprocessing")


def start(*words: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    begun = _used()
    done = subprocess.run(
        [sys.executable, "-m", "gisapp", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    return _used() - begun, done


def _used() -> float:
    """Return the processor time of children, for other work must not fail a test; Windows tells none."""
    times = os.times()
    return times.children_user + times.children_system


def test_help_comes_at_once() -> None:
    seconds, done = min((start("--help") for _ in range(3)), key=lambda pair: pair[0])
    assert done.returncode == 0
    assert all(name in done.stdout for name in cli.COMMANDS)
    assert seconds < 0.3


@pytest.mark.parametrize("words", [["--help"], ["info", "--help"], ["export", "--help"], ["snapshot", "-h"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys; from gisapp.cli.main import main; code = main(sys.argv[1:]);"
        f"heavy = sorted(set({HEAVY!r}) & set(sys.modules)); assert not heavy, heavy; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("使い方: gisapp")


def test_no_command_needs_the_window(tmp_path: Path) -> None:
    modules = [row.module for row in cli.COMMANDS.values()]
    code = f"import sys, importlib; [importlib.import_module(m) for m in {modules!r}];"
    code += "assert not {'PySide6', 'vtkmodules'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(gisapp: Callable[..., Said], name: str) -> None:
    said = gisapp(name, "--help")
    assert said.code == 0
    assert said.out.startswith(f"使い方: gisapp {name} ")
    assert "例:" in said.out
    assert cli.COMMANDS[name].help in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fly"], "知らない命令です: fly"),
        (["--fly"], "知らない命令です: --fly"),
        (["info"], "次の指定が足りません: PATH"),
        (["info", "a", "--fly"], "知らない指定です: --fly"),
        (["info", "a", "--js"], "知らない指定です: --js"),
        (["import", "a"], "次の指定が足りません: --project"),
        (["import", "a", "--project"], "--project の後に値が必要です"),
        (["import", "a", "--project", "a.txt"], ".gisproj で終わらせてください"),
        (["snapshot", "a", "--out", "a.png", "--size", "big"], "幅x高さ"),
        (["snapshot", "a", "--out", "a.png", "--size", "9x900000"], "16 から 8192"),
        (["snapshot", "a", "--out", "a.jpg"], ".png で終わらせてください"),
        (["snapshot", "a", "--out", "a.png", "--theme", "pink"], "--theme に 'pink' は使えません"),
        (["check", "a.zip"], "プロジェクト（.gisproj）を指定してください"),
        (["info", "a.gisproj"], "gisapp check を使ってください"),
        (["identify", "a.gisproj", "b.gisproj", "--at", "0,0"], "一度に一つだけ"),
        (["view", "--json"], "知らない指定です: --json"),
    ],
)
def test_usage_errors(gisapp: Callable[..., Said], words: list[str], sentence: str) -> None:
    said = gisapp(*words)
    assert said.code == Exit.USAGE
    assert sentence in said.err
    assert said.out == ""


def test_version(gisapp: Callable[..., Said]) -> None:
    assert gisapp("--version").out == f"gisapp {__version__}\n"


def run_instead(monkeypatch: pytest.MonkeyPatch, run: Callable[[Any, Any], int]) -> None:
    """Put `run` in the place of the command ``check``."""
    from gisapp.cli.check import Arguments

    command = SimpleNamespace(Arguments=Arguments, EXAMPLES="", run=run)
    monkeypatch.setattr(cli, "import_module", lambda _: command)


def fails(error: BaseException) -> Callable[[Any, Any], int]:
    def run(_arguments: Any, _console: Any) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (
            DamagedFile("{file} は壊れています。", "受け取り直してください。", values={"file": "a.zip"}),
            Exit.FAILED,
        ),
        (RenderFailed("描けません。"), Exit.NO_PICTURE),
        (Cancelled(), Exit.CANCELLED),
        (KeyboardInterrupt(), Exit.CANCELLED),
        (ZeroDivisionError("one by nothing"), Exit.BUG),
    ],
)
def test_exit_codes(
    gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, error: BaseException, code: Exit
) -> None:
    run_instead(monkeypatch, fails(error))
    said = gisapp("check", "a.gisproj")
    assert said.code == code
    assert said.out == ""
    assert ("Traceback" in said.err) == (code is Exit.BUG)


def test_errors_say_what_where_and_what_to_do(
    gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = DamagedFile("形が壊れています。", "直してください。", where=Where("a.gml", 12))
    run_instead(monkeypatch, fails(error))
    assert gisapp("check", "a.gisproj").err == "形が壊れています。\n  → 直してください。\n  (a.gml 12 行目)\n"


def test_what_breaks_while_stopping_is_no_bug(
    gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_arguments: Any, console: Any) -> int:
        console.feedback.cancel()
        raise OSError

    run_instead(monkeypatch, run)
    said = gisapp("check", "a.gisproj")
    assert (said.code, said.err) == (Exit.CANCELLED, "中止しました。\n")


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    command = f"{sys.executable} -m gisapp --help | head -c 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=True)  # noqa: S602
    assert done.stderr == b""


def test_a_file_alone_opens_the_window(
    gisapp: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[tuple[str, list[str]]] = []

    def run(name: str, words: list[str]) -> int:
        seen.append((name, words))
        return 0

    monkeypatch.setattr(cli, "_run", run)
    path = tmp_path / "町.gisproj"
    path.touch()
    assert gisapp(path).code == 0
    assert gisapp().code == 0
    assert seen == [("view", [str(path)]), ("view", [])]
