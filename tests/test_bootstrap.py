"""The one file that starts everything, with nothing but Python."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import realdata

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = realdata.ROOT / "bootstrap.py"
NO_NETWORK = {
    "PIP_NO_INDEX": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}
needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="only on Linux: stands in programs by scripts"
)


def load(script: Path) -> ModuleType:
    """Import a bootstrap file under a name of its own."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Place:
    """A copy of the project with an environment in which `gisapp` writes down how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("bootstrap.py", "pyproject.toml", "constraints.txt"):
            shutil.copy(realdata.ROOT / name, folder)
        (folder / "sample_data").mkdir()
        (folder / "sample_data" / "town.gisproj").touch()
        self.module: Any = load(folder / "bootstrap.py")

    def install(self, status: int = 0) -> None:
        """Make .venv as a finished installation leaves it; it holds no pip, so any use of it would fail."""
        venv.create(self.folder / ".venv", with_pip=False)
        program = self.folder / ".venv" / "bin" / "gisapp"
        program.write_text(f'#!/bin/sh\necho "$@" >> "{self.folder}/calls"\nexit {status}\n', "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.module.STAMP.write_text(json.dumps({"state": self.module.wanted_state(), "extras": []}), "utf-8")

    def start(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Call the file as a user does, from another folder, without display or network."""
        inherited = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run(
            [sys.executable, str(self.folder / "bootstrap.py"), *words],
            cwd=self.folder.parent,
            env={**inherited, **NO_NETWORK, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """What `gisapp` was called with so far."""
        path = self.folder / "calls"
        return path.read_text("utf-8").splitlines() if path.exists() else []


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "a folder with spaces"
    folder.mkdir()
    return Place(folder)


def test_an_old_python_can_read_the_file_and_hears_what_is_needed() -> None:
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))
    pretend = "import sys, runpy; sys.version_info = (3, 9); runpy.run_path(sys.argv[1], run_name='__main__')"
    told = subprocess.run(
        [sys.executable, "-c", pretend, str(SCRIPT)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert told.returncode == 1
    assert "Python 3.11 以上が必要です" in told.stderr
    assert "needs Python 3.11 or newer" in told.stderr


@needs_posix
def test_a_second_start_needs_no_network_and_no_time(place: Place) -> None:
    place.install()
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        result = place.start("run", DISPLAY=":99")
        seconds.append(time.perf_counter() - begin)
        assert (result.returncode, result.stderr) == (0, "")
    assert place.calls == [f"view {place.folder}/sample_data/town.gisproj"] * 5
    assert min(seconds) < 0.3


@needs_posix
def test_named_files_are_opened_instead_of_the_town(place: Place) -> None:
    place.install()
    place.start("run", "/data/city.zip", "--dark", DISPLAY=":99")
    assert place.calls == ["view /data/city.zip --dark"]


@needs_posix
def test_without_display_pictures_are_made_and_named(place: Place) -> None:
    place.install()
    result = place.start("run")
    assert result.returncode == 0
    assert len(place.module.TOWN_VIEWS) >= 3
    for call, (name, words) in zip(place.calls, place.module.TOWN_VIEWS.items(), strict=True):
        command, _, options = words.partition(" ")
        town = f"{place.folder}/sample_data/town.gisproj"
        assert call == f"{command} {town} --out {place.folder}/pictures/{name} {options}"
    assert {words.split(" ")[0] for words in place.module.TOWN_VIEWS.values()} == {"snapshot", "sheet"}
    assert f"絵と資料を {place.folder}/pictures に書き出します" in result.stdout


@needs_posix
def test_pictures_of_other_data_do_not_look_at_places_of_the_town(place: Place) -> None:
    place.install()
    assert place.start("run", "/data/city.zip").returncode == 0
    assert [call.split("/pictures/")[1] for call in place.calls] == [
        "whole.png --camera home",
        "above.png --camera top",
    ]


@needs_posix
@pytest.mark.parametrize("display", [{"DISPLAY": ":99"}, {}], ids=["window", "pictures"])
def test_the_exit_status_of_the_program_is_passed_on(place: Place, display: dict[str, str]) -> None:
    place.install(status=7)
    assert place.start("run", **display).returncode == 7


@needs_posix
def test_a_program_ended_by_a_signal_gives_the_status_of_a_shell(place: Place) -> None:
    place.install()
    (place.folder / ".venv" / "bin" / "gisapp").write_text("#!/bin/sh\nkill -TERM $$\n", "utf-8")
    assert place.start("run", DISPLAY=":99").returncode == 128 + 15


@needs_posix
def test_ctrl_c_leaves_the_program_time_to_tidy_up(place: Place) -> None:
    place.install()
    program = place.folder / ".venv" / "bin" / "gisapp"
    program.write_text(
        f"#!{sys.executable}\n"
        "import time\n"
        "try:\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    time.sleep(1)\n"
        "    print('tidied up', flush=True)\n",
        "utf-8",
    )
    command = [sys.executable, str(place.folder / "bootstrap.py"), "run"]
    environment = {**os.environ, "DISPLAY": ":99"}
    # What is ignored here would be ignored there: whoever starts the tests in the background ignores it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        started = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with started as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        assert process.stdout.read() == "tidied up\n"
    assert process.returncode == 130


@needs_posix
def test_a_missing_town_is_said(place: Place) -> None:
    place.install()
    (place.folder / "sample_data" / "town.gisproj").unlink()
    result = place.start("run")
    assert result.returncode == 1
    assert "見本の町が" in result.stderr


@needs_posix
def test_changed_versions_are_installed_and_a_failure_is_not_remembered(place: Place) -> None:
    place.install()
    with (place.folder / "constraints.txt").open("a") as stream:
        stream.write("no-such-distribution==1\n")
    result = place.start("setup")
    assert result.returncode == 1
    assert "部品を入れられませんでした" in result.stderr
    assert not place.module.STAMP.exists()
    assert place.module.PYTHON.exists()


def test_state_depends_on_the_files_and_the_place(place: Place, tmp_path: Path) -> None:
    state = place.module.wanted_state()
    assert state == place.module.wanted_state()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(place.folder, elsewhere)
    assert load(elsewhere / "bootstrap.py").wanted_state() != state
    (place.folder / "pyproject.toml").write_text("", "utf-8")
    assert place.module.wanted_state() != state


def test_extras_that_are_there_already_are_enough_and_are_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.install()
    module = place.module
    commands: list[list[Any]] = []

    def call(command: list[Any], **_: str) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(module, "call", call)
    module.ensure_installed("test")
    assert commands[-1][-1] == f"{module.ROOT}[test]"
    module.ensure_installed("dev")
    assert commands[-1][-1] == f"{module.ROOT}[dev,test]"
    before = len(commands)
    module.ensure_installed()
    module.ensure_installed("test", "dev")
    assert len(commands) == before


# ---------------------------------------------------------------------------------------- system packages


@pytest.fixture
def lacking(place: Place, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module on a Debian machine that lacks a library; what it runs is written down."""
    module = place.module
    monkeypatch.setattr(module, "LIBRARIES", {"libno-such-thing.so.1": "libno-such-thing1"})
    monkeypatch.setattr(module, "DEBIAN", True)
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    module.commands = []

    def call(command: list[Any], **_: str) -> int:
        module.commands.append([str(word) for word in command])
        if "install" in command:
            module.LIBRARIES.clear()
        return 0

    monkeypatch.setattr(module, "call", call)
    return module


@needs_posix
def test_root_installs_what_is_missing(lacking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking.os, "geteuid", lambda: 0)
    lacking.ensure_system()
    assert [command[2:4] for command in lacking.commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "libno-such-thing1" in lacking.commands[-1]


@needs_posix
def test_a_user_without_rights_is_told_the_one_line(lacking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(lacking.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(lacking.Stopped, match=r"sudo apt-get install -y .* libno-such-thing1"):
        lacking.ensure_system()
    assert lacking.commands == []


@needs_posix
def test_another_linux_is_told_the_names(lacking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking, "DEBIAN", False)
    with pytest.raises(lacking.Stopped, match="libno-such-thing1"):
        lacking.ensure_system()


@needs_posix
def test_python_without_venv_names_the_package(lacking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(lacking.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(lacking.importlib.util, "find_spec", lambda _name: None)
    expected = rf"libno-such-thing1 python3\.{sys.version_info.minor}-venv"  # all in one line, asked for once
    with pytest.raises(lacking.Stopped, match=expected):
        lacking.ensure_system()


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: libraries of the system")
def test_nothing_is_missing_on_a_machine_that_runs_the_tests() -> None:
    assert load(SCRIPT).missing_packages(screen=True, database=True) == []


@needs_posix
def test_the_tests_ask_for_a_database_and_the_program_does_not(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = place.module
    monkeypatch.setattr(module, "LIBRARIES", {})
    monkeypatch.setattr(module, "DATABASE", ("no/such/folder/*/initdb",))
    assert module.missing_packages(screen=False, database=True)[-1:] == ["postgresql-postgis"]
    assert "postgresql-postgis" not in module.missing_packages(screen=False)
    asked: list[dict[str, bool]] = []
    monkeypatch.setattr(module, "ensure_system", lambda **wanted: asked.append(wanted))
    monkeypatch.setattr(module, "ensure_installed", lambda *_: None)
    monkeypatch.setattr(module, "call", lambda *_, **__: 0)
    module.main(["run", "town.zip"])
    module.main(["test"])
    assert [wanted.get("database", False) for wanted in asked] == [False, True]


@needs_posix
def test_the_tests_ask_for_a_browser_and_for_readers(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    module = place.module
    monkeypatch.setattr(module, "LIBRARIES", {})
    found = {"chromedriver": None, "npm": "/bin/npm"}
    monkeypatch.setattr(module.shutil, "which", lambda name: found.get(name, "there"))
    assert module.missing_packages(screen=False, database=True)[:2] == ["chromium", "chromium-driver"]
    assert "chromium" not in module.missing_packages(screen=True)
    calls: list[list[str]] = []
    monkeypatch.setattr(module, "call", lambda command, **_: calls.append([str(one) for one in command]))
    module.ensure_readers()  # nothing to read from: nothing is installed
    (web := place.folder / "tests" / "web").mkdir(parents=True)
    (web / "package-lock.json").write_text("{}", "utf-8")
    module.ensure_readers()
    (web / "node_modules").mkdir()
    module.ensure_readers()
    assert [[*call[:3], call[-1]] for call in calls] == [["/bin/npm", "ci", "--ignore-scripts", str(web)]]


# ---------------------------------------------------------------------------------------- the test command


@pytest.mark.parametrize(
    ("checks", "window", "others", "expected"),
    [
        (0, 0, 0, 0),
        (0, 5, 0, 0),  # no test with a window was selected
        (0, 5, 5, 5),  # nothing was selected at all
        (0, 1, 0, 1),
        (0, 0, 1, 1),
        (1, 0, 0, 1),
        (1, 5, 5, 5),
        (0, 139, 0, 139),
    ],
)
def test_one_failure_of_any_kind_fails_the_test_command(
    place: Place, monkeypatch: pytest.MonkeyPatch, checks: int, window: int, others: int, expected: int
) -> None:
    module = place.module
    commands: list[list[str]] = []

    def call(command: list[Any], **_: str) -> int:
        words = [str(word) for word in command]
        if "pytest" not in words:
            return checks
        commands.append(words[words.index("-m", 2) + 1 :])
        return window if "window" in words else others

    monkeypatch.setattr(module, "call", call)
    monkeypatch.setattr(module, "ensure_system", lambda **_: None)
    monkeypatch.setattr(module, "ensure_installed", lambda *_: None)
    assert module.main(["test", "-k", "some"]) == expected
    assert [command[0] for command in commands] == ["window", "not window"]
    assert all(command[-2:] == ["-k", "some"] for command in commands)


def test_ci_calls_the_same_command_as_the_readme() -> None:
    ci = (realdata.ROOT / ".ci" / "run").read_text("utf-8")
    assert ci.strip().endswith("exec python3 bootstrap.py test")
    readme = (realdata.ROOT / "README.md").read_text("utf-8")
    assert "python3 bootstrap.py run" in readme
    assert "python3 bootstrap.py test" in readme


def test_an_unknown_word_shows_how_to_call_it(place: Place) -> None:
    result = place.start("fly", PYTHONIOENCODING="utf-8")
    assert result.returncode == 2
    assert "python3 bootstrap.py run" in result.stdout
