"""Where node and the packages of tests/web are; they are other programs' readers of what we write.

``npm ci`` in ``tests/web`` installs them; ``bootstrap.py`` does that where there is npm.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.realdata import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WEB = ROOT / "tests" / "web"
ABSENT = "no node package"
"""How the reason of a skipped test begins."""


def node() -> str:
    """Return the program; without it the test is skipped."""
    found = shutil.which("node")
    if found is None:
        pytest.skip(f"{ABSENT}: node is not installed")
    return found


def module(name: str) -> Path:
    """Return the folder of a package of ``tests/web``; without it the test is skipped."""
    folder = WEB / "node_modules" / name
    if not (folder / "package.json").is_file():
        pytest.skip(f"{ABSENT}: {name} is not there; run npm ci in tests/web")
    return folder


def validated(files: list[Path]) -> dict[str, dict[str, Any]]:
    """Return what Khronos' glTF validator says of each file."""
    program, package = node(), module("gltf-validator")
    words = [program, str(WEB / "gltf.js"), str(package), *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=True, encoding="utf-8")
    told: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return told
