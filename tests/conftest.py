"""What every test may count on: its own user folders, the real data, one kind of screen."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from hypothesis.database import DirectoryBasedExampleDatabase

from tests import realdata

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["tests.guards"]

_CACHE = realdata.ROOT / ".cache"
_USER = tempfile.TemporaryDirectory(prefix="gisapp-tests-", ignore_cleanup_errors=True)

# Nothing of the person who runs the tests is read or changed, and what one run leaves no other run finds.
for _name in ("CONFIG", "DATA", "CACHE", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_USER.name, _name.lower()))
for _name in ("APPDATA", "LOCAL_APPDATA"):
    os.environ[f"WIN_PD_OVERRIDE_{_name}"] = str(Path(_USER.name, _name.lower()))
# Compiled functions are kept between runs, here and in the processes that tests start.
os.environ.setdefault("NUMBA_CACHE_DIR", str(_CACHE / "numba"))

_CI = bool(os.environ.get("CI"))
hypothesis.settings.register_profile(
    "gisapp",
    deadline=None,  # the first call of a compiled function takes seconds
    derandomize=_CI,
    database=None if _CI else DirectoryBasedExampleDatabase(_CACHE / "hypothesis"),
    print_blob=True,
)
hypothesis.settings.load_profile("gisapp")


LARGE = ("10207_tatebayashi", "13100_tokyo23-ku_2020", "14130_kawasaki", "27100_osaka")
"""Cities that take minutes; where a test is made for others too, only --thorough tries it on these."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let everything be tested on everything."""
    told = "long tests too, and on large cities what is tested on others"
    parser.addoption("--thorough", action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes long to those who ask for it, where shorter tests look at the same."""
    if config.getoption("--thorough"):
        return
    left = {one for one in items if one.get_closest_marker("thorough")}
    large = {one for one in items if any(name in one.name for name in LARGE)}
    others = {_of_function(one) for one in items if one not in large}
    left |= {one for one in large if _of_function(one) in others}
    config.hook.pytest_deselected(items=list(left))
    items[:] = [one for one in items if one not in left]


def _of_function(item: pytest.Item) -> str:
    """Return what all tests of one function have in common."""
    return item.nodeid.partition("[")[0]


def pytest_report_header() -> list[str]:
    """Say where real data was looked for."""
    found = "found" if realdata.FOUND else "NOT FOUND: tests on real cities are skipped"
    return [f"real data: {realdata.DATA} ({found})"]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Choose the screen before Qt starts: one process has one platform.

    Panels are tested without a screen; as soon as one test wants a real window, all of the run get one.
    """
    if sys.platform == "linux" and any(item.get_closest_marker("window") for item in session.items):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    else:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Thousands of tests and all modules stay until the end: no search for garbage need look at them.
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail, not skip, where a window is wanted and no screen can be had."""
    if item.get_closest_marker("window") and sys.platform == "linux" and not os.environ.get("DISPLAY"):
        pytest.fail("this test needs a screen: install Xvfb (apt-get install xvfb)", pytrace=False)


@pytest.fixture(scope="session")
def data_root() -> Path:
    """Return the folder of real data; without it the test is skipped."""
    if not realdata.FOUND:
        pytest.skip(realdata.ABSENT)
    return realdata.DATA


@pytest.fixture(scope="session")
def real_data(data_root: Path) -> Callable[[str], Path]:
    """Return a function from a name below the data folder to its path.

    The folder may be absent as a whole, never in part: then a test would quietly show nothing. A name may
    hold wildcards as long as one thing matches.
    """

    def find(name: str) -> Path:
        matches = [data_root / name] if (data_root / name).exists() else sorted(data_root.glob(name))
        if len(matches) != 1:
            pytest.fail(f"{len(matches)} things match {name} in {data_root}", pytrace=False)
        return matches[0]

    return find
