"""``gisapp view``: opens the window."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import places

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp view
  gisapp view 町.gisproj
  gisapp 13100_tokyo.zip"""

NO_DISPLAY = """\
画面がないため、表示できません（{reason}）。
  → 画面のある PC で実行するか、gisapp snapshot で画像に書き出してください。"""
NO_LIBRARY = """\
画面の部品（Qt）を読み込めませんでした（{reason}）。
  → python3 bootstrap.py setup を実行すると、足りない部品の名前が分かります。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        default=(),
        metadata=places(
            "プロジェクト（.gisproj）、またはデータの zip・フォルダ・ファイル", "PATH", read=Path
        ),
    )


def run(arguments: Arguments, console: Console) -> int:
    """Open the window and wait until it is closed.

    Raises
    ------
    Stop
        When there is no display.
    """
    reason = missing_display()
    if reason:
        raise Stop(NO_DISPLAY.format(reason=reason), Exit.NO_PICTURE)
    try:
        from gisapp.app import open_window
    except ImportError as error:
        raise Stop(NO_LIBRARY.format(reason=error), Exit.NO_PICTURE) from error
    console.finish()
    return open_window([path.absolute() for path in arguments.paths])


def missing_display() -> str:
    """Return why no window can be shown, empty when it can be tried.

    Qt ends the process when it cannot reach the display, so this is asked before.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (chosen and chosen.split(":")[0] not in ("xcb", "wayland")):
        return ""
    if os.environ.get("WAYLAND_DISPLAY") and chosen != "xcb":
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "DISPLAY が設定されていません"
    host, _, number = display.rpartition(":")
    screen = number.split(".")[0]
    if host not in ("", "unix") or not screen.isdigit():
        return ""  # a display on another machine: Qt finds out
    return "" if _answers(int(screen)) else f"DISPLAY={display} に接続できません"


def _answers(screen: int) -> bool:
    path = f"/tmp/.X11-unix/X{screen}"  # noqa: S108 - where X servers are found
    for place in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2.0)
            try:
                connection.connect(place)
            except OSError:
                continue
            return True
    return False
