"""What the view remembers of this machine, and how it is connected: without Qt and without VTK.

How long pictures take is learnt while they are drawn (:mod:`gisapp.scene.governor`). It is kept for each
machine and driver in the folder of the settings, so that the first movement after a start is as fluent as
the last one before it.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import os
import platform
import sys
from typing import TYPE_CHECKING

from gisapp.settings import state_folder
from layers import atomicfile, plaindata
from layers.errors import Damaged, GisError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LOG = logging.getLogger(__name__)

MOST_MACHINES = 20
"""A settings folder on a server is used from many PCs; the ones seen longest ago are forgotten."""
FORWARDED = 10
"""``sshd`` forwards displays under numbers from this one on."""
REMOTE_SESSION = 0x1000
"""``SM_REMOTESESSION`` of the Windows API."""


def remote(environment: Mapping[str, str] | None = None) -> bool:
    """Say whether the screen is somewhere else: each picture then travels over a network.

    Windows tells so itself (``GetSystemMetrics``); elsewhere xrdp, VNC servers and ssh leave their names in
    the environment.

    Parameters
    ----------
    environment
        In place of that of the process, for tests.
    """
    values = os.environ if environment is None else environment
    if sys.platform == "win32" and environment is None:
        user32 = ctypes.windll.user32
        if user32.GetSystemMetrics(REMOTE_SESSION):
            return True
    if values.get("SESSIONNAME", "").upper().startswith("RDP"):
        return True
    if any(values.get(name) for name in ("XRDP_SESSION", "XRDP_SOCKET_PATH", "VNCDESKTOP", "X2GO_SESSION")):
        return True
    # ssh -X sets a display on the local host from number 10 on.
    display = values.get("DISPLAY", "")
    host, _, number = display.rpartition(":")
    forwarded = host.rsplit("/", maxsplit=1)[-1] in ("localhost", "127.0.0.1")
    if forwarded:
        screen = number.split(".", maxsplit=1)[0]
        return screen.isdigit() and int(screen) >= FORWARDED
    return bool(host) and host != "unix" and not host.startswith("/")


def machine(driver: str) -> str:
    """Return a short name of this PC and what draws on it, without saying anything of either."""
    told = "\n".join((platform.node(), platform.machine(), str(os.cpu_count()), driver))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def experience_file() -> Path:
    """Return the file in which it is kept."""
    return state_folder() / "drawing.json"


def remembered(name: str, path: Path | None = None) -> tuple[float, float, float, float] | None:
    """Return the costs that were learnt on a machine, None for one that is not known.

    A file that cannot be read is as good as none: it is only worth a second of learning.
    """
    costs = _known(path or experience_file()).get(name)
    return None if costs is None else (costs[0], costs[1], costs[2], costs[3])


def remember(name: str, costs: Sequence[float], path: Path | None = None) -> None:
    """Keep what was learnt on a machine; a disk that refuses is noted in the log."""
    path = path or experience_file()
    known = _known(path)
    known.pop(name, None)
    known[name] = tuple(float(cost) for cost in costs)
    kept = dict(list(known.items())[-MOST_MACHINES:])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomicfile.write(path, plaindata.dump({one: list(each) for one, each in kept.items()}))
    except (GisError, OSError) as error:
        LOG.warning("not remembered how long pictures take: %s", error)


def _known(path: Path) -> dict[str, tuple[float, ...]]:
    try:
        members = plaindata.Reader(plaindata.parse(path.read_bytes())).value
    except FileNotFoundError:
        return {}
    except (OSError, Damaged) as error:
        LOG.warning("%s: %s", path, error)
        return {}
    found = {}
    for name, costs in members.items():
        if isinstance(costs, list) and len(costs) == 4 and all(_sound(cost) for cost in costs):
            found[str(name)] = tuple(float(cost) for cost in costs)
    return found


def _sound(cost: object) -> bool:
    return isinstance(cost, int | float) and not isinstance(cost, bool) and 0 <= cost < 1e5
