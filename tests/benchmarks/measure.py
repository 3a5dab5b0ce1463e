"""Runs a command as a process of its own and measures its time and the memory of all its processes."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psutil

from tests.benchmarks.begun import BEGUN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PAUSE = 0.05
"""Seconds between looks at the memory."""


@dataclass(frozen=True)
class Run:
    """What a run took.

    Attributes
    ----------
    seconds
        From start to end of the process.
    megabytes
        Highest sum of proportional set sizes (shared pages are counted once) over all its processes,
        0 when it was not looked at.
    answer
        The JSON it printed as its last line, when it did.
    processor
        Seconds of processors, of all its threads and children: what other programs do meanwhile counts less.
    """

    seconds: float
    megabytes: float
    answer: dict[str, Any]
    processor: float = 0.0


def _memory(process: psutil.Process) -> float:
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            memory = each.memory_full_info()
        except psutil.Error:  # it has just ended
            continue
        total += getattr(memory, "pss", memory.uss)
    return total / 1e6


def _watch(process: subprocess.Popen[bytes]) -> float:
    watched = psutil.Process(process.pid)
    most = 0.0
    while process.poll() is None:
        try:
            most = max(most, _memory(watched))
        except psutil.Error:
            break
        time.sleep(PAUSE)
    return most


def _processor_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path, *, memory: bool = False) -> Run:
    """Run a command to its end.

    Parameters
    ----------
    command, environment, folder
        What is run, and where.
    memory
        Look at the memory all the while, which makes the run slower: its time is not to be told.

    Raises
    ------
    RuntimeError
        When it fails; with the end of what it said.
    """
    started, before = time.perf_counter(), _processor_of_children()
    with (folder / "out.txt").open("w+") as out, (folder / "err.txt").open("w+") as err:
        timed = {**environment, BEGUN: str(time.monotonic())}
        process = subprocess.Popen(command, stdout=out, stderr=err, env=timed, cwd=folder)
        most = _watch(process) if memory else 0.0
        process.wait()
        seconds = time.perf_counter() - started
        out.seek(0)
        err.seek(0)
        said, complaint = out.read(), err.read()
    if process.returncode:
        message = f"{command[0]} ended with {process.returncode}: {complaint[-2000:]}"
        raise RuntimeError(message)
    lines = said.strip().splitlines()
    answer = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return Run(seconds, most, answer, _processor_of_children() - before)


def python(*words: str) -> list[str]:
    """Return the command that runs a task of this folder."""
    return [sys.executable, "-m", "tests.benchmarks.tasks", *words]


def screen_before() -> list[str] | None:
    """Return what goes before a command that opens a window, None when there is no screen to be had."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or platform.system() != "Linux":
        return []
    program = shutil.which("xvfb-run")
    return [program, "-a", "-s", "-screen 0 1920x1080x24"] if program else None
