"""Progress on standard error, in one line on a terminal and in few lines in a file."""

from __future__ import annotations

import io
import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from gisapp.cli.console import Console, aligned, by_code, width
from layers.feedback import Finding, Severity
from layers.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable


class Screen(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])

    def wait(seconds: float) -> None:
        now[0] += seconds

    return wait


def test_one_line_on_a_terminal(
    clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    console = Console()
    for number in range(21):
        console.feedback.step(number, 20, Message(f"{number} 棟"))
        clock(0.0625)
    assert "\n" not in screen.getvalue()
    lines = screen.getvalue().split("\r\x1b[K")[1:]
    assert lines[0] == "  0% 0 棟"
    assert lines[-1] == "100% 20 棟"
    assert len(lines) <= 11
    console.answer("できました。")
    assert screen.getvalue().endswith("\r\x1b[K")
    assert capsys.readouterr().out == "できました。\n"
    console.finish()
    assert screen.getvalue().endswith("20 棟\r\x1b[K")


def test_few_lines_in_a_file(clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(terminal=False)
    monkeypatch.setattr(sys, "stderr", screen)
    console = Console()
    for number in range(101):
        console.feedback.step(number, 100, Message(""))
        clock(0.125)
    assert screen.getvalue().splitlines() == [f"{share:3}%" for share in range(16, 100, 16)]


def test_quiet_and_unknown_ends_say_nothing(
    clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    Console(quiet=True).feedback.step(1, 2, Message("x"))
    Console().feedback.step()
    assert screen.getvalue() == ""


def test_json_is_utf8_whatever_the_terminal_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    Console().answer_json({"名": "𠮷"})
    assert json.loads(raw.getvalue().decode("utf-8")) == {"名": "𠮷"}
    with pytest.raises(ValueError, match="not JSON compliant"):
        Console().answer_json(float("nan"))
    plain = io.StringIO()
    monkeypatch.setattr(sys, "stdout", plain)
    Console().answer_json([1])
    assert json.loads(plain.getvalue()) == [1]


def test_findings_are_counted_the_gravest_first() -> None:
    findings = [
        Finding(Severity.INFO, "a", "", count=9),
        Finding(Severity.WARNING, "b", "", count=1),
        Finding(Severity.ERROR, "c", ""),
        Finding(Severity.WARNING, "b", "", count=4),
        Finding(Severity.WARNING, "d", "", count=6),
    ]
    assert [(code, count) for code, (_, count) in by_code(findings).items()] == [
        ("c", 1),
        ("d", 6),
        ("b", 5),
        ("a", 9),
    ]


def test_tables_stand_straight_with_wide_letters() -> None:
    lines = aligned([("建物", "1"), ("LOD", "12,345")], frozenset({1}))
    assert lines == ["建物       1", "LOD   12,345"]
    assert {width(line) for line in lines} == {12}
    assert aligned([]) == []
