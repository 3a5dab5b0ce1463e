#!/usr/bin/env python3
"""Start gisapp, or test it, on a machine that has nothing but Python.

    python3 bootstrap.py run [FILE ...]      open the sample town (or the files) in a window
    python3 bootstrap.py test [ARGUMENT ...] run all checks and tests (arguments go to pytest)
    python3 bootstrap.py lint                run the checks alone
    python3 bootstrap.py setup               install only
    python3 bootstrap.py collect             gather all parts in wheels/ for a machine without network
    python3 bootstrap.py pin                 write constraints.txt anew, with the newest versions

Everything is put into the folder .venv beside this file. What is installed is remembered there, so the
next start uses no network. On Windows: py bootstrap.py run
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        f"gisapp には Python 3.11 以上が必要です（この Python は {sys.version.split()[0]} です）。\n"
        "Debian 12 以降では apt-get install python3、Windows では Python のインストーラーで入れてから、"
        "もう一度実行してください。\n"
        "  (gisapp needs Python 3.11 or newer; install it and run this again)"
    )

import ctypes
import hashlib
import importlib.util
import io
import json
import os
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "gisapp-installed.json"
BINARIES = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
DEBIAN = Path("/etc/debian_version").exists()
WHEELS, PICTURES = ROOT / "wheels", ROOT / "pictures"
WINDOWED = ("tests/gisapp/ui", "tests/journeys")  # where tests with a window are, so that no others are read
NO_TESTS = 5  # exit status of pytest when nothing was selected: fine for one of two runs, not for both
CONSTRAINTS_HEAD = """\
# What the program and its tests were tried with, on Linux and Python 3.11. Made by: python3 bootstrap.py pin
# Every line has wheels for Windows too. There pip adds what these lines do not name on Linux (colorama, for
# click and pytest); of these lines Windows leaves out pytest-xvfb and PyVirtualDisplay.
colorama==0.4.6
"""
VIEWS = {"whole.png": "snapshot --camera home", "above.png": "snapshot --camera top"}
"""Pictures made without a display: file, command of gisapp and its options."""
TOWN_VIEWS = {
    **VIEWS,
    "above.png": "snapshot --camera top --style usage",
    "centre.png": "snapshot --camera 129.3338,32.8498,130,32,-28 --style usage",
    "street.png": "snapshot --camera 129.3330,32.8503,85,31,-24",
    "zones.png": "snapshot --camera 129.3268,32.8406,900,29,-38 --show 用途地域",
    "flood.png": "snapshot --camera 129.3300,32.8458,330,31,-24 --show 洪水（想定最大）",
    "調査票.pdf": "sheet --number 汐見本町三丁目1-4",
    "わが家の災害想定.pdf": "sheet --kind house --at 129.3338,32.8498",
}
"""Pictures of the sample town."""

# What PySide6 and VTK load on Linux beyond the C library: file, and the Debian package that holds it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",  # brings Mesa's software renderer along, which EGL needs too
    "libXcursor.so.1": "libxcursor1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# What the tests want of PostgreSQL: the server, and PostGIS in it. The program itself needs neither.
DATABASE = ("usr/lib/postgresql/*/bin/initdb", "usr/share/postgresql/*/extension/postgis.control")
# What is compiled for the tests lies where they look for it, and no PC is said to have it.
COMPILED = dict.fromkeys(("NUMBA_CACHE_DIR", "XDG_CACHE_HOME"), str(ROOT / ".cache" / "numba"))
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-logo", "--cache-dir", str(ROOT / ".cache" / "imports")),
    ("codespell",),
)


class Stopped(Exception):
    """Something is missing that this program cannot supply; the text says what to do."""


def say(japanese: str, english: str) -> None:
    """Print a sentence in both languages."""
    print(f"{japanese}\n  ({english})", flush=True)


def stop(japanese: str, english: str) -> NoReturn:
    """End with a sentence in both languages."""
    raise Stopped(f"{japanese}\n  ({english})")


def call(command: list[str | Path], **environment: str) -> int:
    """Run a program in the project folder and return its exit status as a shell would give it."""
    interrupted = False
    with subprocess.Popen(list(map(str, command)), cwd=ROOT, env={**os.environ, **environment}) as process:
        while process.poll() is None:
            try:
                process.wait()
            except KeyboardInterrupt:  # the program hears Ctrl+C too, and needs its time to tidy up
                interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    status = process.returncode
    return status if status >= 0 else 128 - status


# -------------------------------------------------------------------------------------- system packages


def missing_packages(*, screen: bool, database: bool = False) -> list[str]:
    """Return the Debian packages that are missing; `screen` asks for Xvfb, `database` for what tests use."""
    packages = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    if screen and not shutil.which("Xvfb"):
        packages.append("xvfb")
    if database and not all(map(shutil.which, ("chromium", "chromedriver"))):
        packages += ["chromium", "chromium-driver"]  # the public map is tested in a real browser
    if database and not all(any(Path("/").glob(pattern)) for pattern in DATABASE):
        packages.append("postgresql-postgis")  # of the system's own version; brings the server along
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.append(
            f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        )  # Debian splits Python
    return packages


def install_system_packages(packages: list[str]) -> None:
    """Install Debian packages where that is allowed, else stop and say which line does it."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not (DEBIAN and shutil.which("apt-get")):
        stop(
            "次のライブラリが足りません。お使いの Linux の方法で入れてください"
            f"（Debian での名前）: {' '.join(packages)}",
            "these libraries are missing; install them the way of your system (Debian names are given)",
        )
    if os.geteuid() == 0:
        before = []
    elif shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        before = ["sudo", "-n"]
    else:
        stop(
            "システムの部品が足りません。管理者に次の 1 行の実行を頼んでから、もう一度実行してください。"
            f"\n\n    sudo {line}\n",
            "system packages are missing; have this line run, then start again",
        )
    say(f"システムの部品を入れます: {' '.join(packages)}", "installing system packages")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    call([*before, *quiet, "apt-get", "update", "-qq"])  # a list that is old or absent shows in the next line
    if call([*before, *quiet, *line.split(" "), "-qq"]) != 0:
        stop(
            f"システムの部品を入れられませんでした。次の 1 行を試してください。\n\n    sudo {line}\n",
            "the system packages could not be installed; try that line",
        )


def ensure_system(*, screen: bool = False, database: bool = False) -> None:
    """Make sure that everything is there that pip cannot bring."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_packages(screen=screen, database=database)
    if packages:
        install_system_packages(packages)
        importlib.invalidate_caches()
        still = missing_packages(screen=screen, database=database)
        if still:
            stop(f"入れた後も次の部品が使えません: {' '.join(still)}", "still missing after installing")


# -------------------------------------------------------------------------------------- .venv


def wanted_state() -> str:
    """Return a digest of everything that decides what .venv holds."""
    digest = hashlib.sha256(str(ROOT).encode())  # a folder that was moved has scripts that point elsewhere
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def installed_extras(state: str) -> set[str] | None:
    """Return the extras installed in .venv, None if it is not in `state`."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):  # never installed, or stopped in between
        return None
    return set(stamp["extras"]) if stamp["state"] == state and PYTHON.exists() else None


def make_environment() -> None:
    """Make .venv, or mend one that was left half made."""
    usable = PYTHON.exists() and call([PYTHON, "-c", "import pip"]) == 0
    options = [] if usable or not VENV.exists() else ["--clear"]
    if call([sys.executable, "-m", "venv", *options, VENV]) != 0:
        stop(
            f"{VENV} を作れませんでした。空き容量と書き込みの権限を確かめてください。",
            ".venv could not be made",
        )


def ensure_installed(*extras: str) -> None:
    """Install the project and `extras` into .venv unless that is done already."""
    state = wanted_state()
    present = installed_extras(state)
    if present is not None and present.issuperset(extras):
        return
    say(
        "必要な部品を .venv に入れています。初回は数分かかります（約 2 GB）。",
        "installing into .venv; this takes some minutes the first time",
    )
    make_environment()
    STAMP.unlink(missing_ok=True)
    wanted = sorted({*extras, *(present or ())})
    project = str(ROOT) + (f"[{','.join(wanted)}]" if wanted else "")
    # Wheels alone: nothing is compiled here, and nothing but pip itself runs while installing.
    options = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
    if not sys.stdout.isatty():
        options.append("--quiet")
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    carried = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(WHEELS)} if WHEELS.is_dir() else {}
    if call([PYTHON, "-m", "pip", "install", *options, *constraints, "--editable", project], **carried) != 0:
        stop(
            "部品を入れられませんでした。ネットワークにつながる所でもう一度実行してください。閉じたネットワークでは"
            " README の「ネットワークのない PC に入れる」をご覧ください。",
            "installing failed; see the lines above, and README for PCs without a network",
        )
    STAMP.write_text(json.dumps({"state": state, "extras": wanted}), "utf-8")  # read as absent if cut short


def program(name: str) -> Path:
    """Return the path of a program in .venv."""
    return BINARIES / (f"{name}.exe" if os.name == "nt" else name)


# -------------------------------------------------------------------------------------- commands


def sample_town() -> Path:
    """Return the project of the sample town."""
    towns = sorted((ROOT / "sample_data").glob("*.gisproj"))
    if not towns:
        stop(f"見本の町が {ROOT / 'sample_data'} にありません。", "the sample town is missing")
    return towns[0]


def has_display() -> bool:
    """Tell whether a window can be shown."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def run(arguments: list[str]) -> int:
    """Open the sample town, or what is named, in a window; without a display make pictures."""
    ensure_system()
    ensure_installed()
    paths = arguments or [str(sample_town())]
    if has_display():
        return call([program("gisapp"), "view", *paths])
    say(
        f"画面がないので、絵と資料を {PICTURES} に書き出します。",
        f"there is no display, so pictures and sheets are written to {PICTURES}",
    )
    PICTURES.mkdir(exist_ok=True)
    for name, words in (VIEWS if arguments else TOWN_VIEWS).items():
        command, *options = words.split(" ")
        status = call([program("gisapp"), command, *paths, "--out", PICTURES / name, *options])
        if status != 0:
            return status
    say(f"絵と資料ができました: {PICTURES}", "the pictures and sheets are ready")
    return 0


def lint() -> int:
    """Run every check and return 1 if any of them found something."""
    failed = []
    for check in CHECKS:
        print(f"$ {shlex.join(check)}", flush=True)
        if call([program(check[0]), *check[1:]]) != 0:
            failed.append(" ".join(check[:2]))
    if failed:
        say(f"直すところがあります: {', '.join(failed)}", "these checks found something")
    return 1 if failed else 0


def ensure_readers() -> None:
    """Install what tests read the public map with, where npm is; without it such tests are skipped."""
    npm, folder = shutil.which("npm"), ROOT / "tests" / "web"
    if npm and (folder / "package-lock.json").exists() and not (folder / "node_modules").exists():
        call([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", folder])


def test(arguments: list[str]) -> int:
    """Run the tests with a real window, the checks beside them, then all other tests."""
    ensure_system(screen=True, database=True)
    ensure_installed("dev", "test")
    ensure_readers()
    pytest: list[str | Path] = [PYTHON, "-m", "pytest"]
    with ThreadPoolExecutor(1) as beside:  # the window keeps but one processor busy
        failed = beside.submit(lambda: (lint(), call([PYTHON, "-m", "gisapp.compiling"], **COMPILED))[0])
        window = call([*pytest, "-m", "window", *(arguments or WINDOWED)])
    apart = ["--dist=worksteal", *(["--no-xvfb"] if sys.platform.startswith("linux") else [])]
    others = call([*pytest, "-m", "not window", f"-n{min(4, os.cpu_count() or 1)}", *apart, *arguments])
    if window == others == NO_TESTS:
        return NO_TESTS
    return max(failed.result(), *(0 if status == NO_TESTS else status for status in (window, others)))


def pin(_arguments: list[str]) -> int:
    """Write constraints.txt anew: the newest versions that fit together now."""
    ensure_system()
    make_environment()
    dry = ("--quiet", "--dry-run", "--ignore-installed", "--report", "-")
    report = subprocess.check_output([PYTHON, "-m", "pip", "install", *dry, f"{ROOT}[dev,test]"])
    found = {item["metadata"]["name"]: item["metadata"]["version"] for item in json.loads(report)["install"]}
    del found["gisapp"]
    lines = [
        f"{name}=={version}" for name, version in sorted(found.items(), key=lambda pair: pair[0].lower())
    ]
    (ROOT / "constraints.txt").write_text(CONSTRAINTS_HEAD + "\n".join(lines) + "\n", "utf-8", newline="\n")
    return 0


def collect(_arguments: list[str]) -> int:
    """Gather everything an installation needs in wheels/, for machines like this one without network."""
    ensure_system()
    make_environment()
    builder = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    constraints = ["--constraint", str(ROOT / "constraints.txt"), "--only-binary", ":all:"]
    parts = [*builder, "editables", str(ROOT)]
    if call([PYTHON, "-m", "pip", "download", *constraints, "--dest", WHEELS, *parts]) != 0:
        stop("部品を集められませんでした。", "the parts could not be gathered; see the lines above")
    for own in WHEELS.glob("gisapp-*"):
        own.unlink()  # it travels as the folder that it is
    say(
        f"{WHEELS} に集めました。フォルダー {ROOT} ごと（.venv は除く）同じ種類の OS と Python の PC に運び、"
        "run を実行してください。",
        "carry this folder, without .venv, to a machine with the same system and Python, and run it there",
    )
    return 0


def setup(extras: list[str]) -> int:
    """Install everything that the program and its tests need."""
    ensure_system()
    ensure_installed(*extras)
    say(f"準備ができました: {program('gisapp')}", "ready")
    return 0


def lint_alone(_arguments: list[str]) -> int:
    """Run the checks without the tests."""
    ensure_system()
    ensure_installed("dev", "test")
    return lint()


COMMANDS: dict[str, Callable[[list[str]], int]]
COMMANDS = {"run": run, "test": test, "lint": lint_alone, "setup": setup, "collect": collect, "pin": pin}


def main(words: list[str]) -> int:
    """Do what the words say and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks Japanese letters
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        print(__doc__)
        return 0 if words in (["-h"], ["--help"]) else 2
    try:
        return command(words[1:])
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
