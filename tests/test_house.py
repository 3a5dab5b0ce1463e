"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import gisapp
from tests.realdata import ROOT

PACKAGES = ("gisapp", "layers", "importers", "styles", "sample_data")
MOST_LINES = 400
VAGUE_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "tools_common", "base_utils"}
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    ".json",
    ".cfg",
    ".ini",
    ".ts",
    ".sh",
    ".qss",
    "",
}

# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:work|root|home/\w+)" + r"/\w", re.ASCII),
    "a server that packages come from": re.compile(
        r"\b(?:pypi\." + r"org|pythonhosted\." + r"org|npmjs\." + r"org|deb\.debian\." + r"org)\b"
    ),
}


def tracked() -> list[Path]:
    """Return the files that are part of the project; without git, all that are not ignored folders."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
    except (OSError, subprocess.CalledProcessError):  # an archive without its history
        return [path for path in sorted(ROOT.rglob("*")) if path.is_file() and not _made(path)]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _made(path: Path) -> bool:
    """Tell whether a file was made here, as .gitignore says in its own way."""
    parts = path.relative_to(ROOT).parts
    hidden = {part for part in parts[:-1] if part.startswith(".")} - {".ci"}
    return bool(hidden) or "__pycache__" in parts or parts[0] in ("pictures", "wheels", "build", "dist")


FILES = tracked()
SOURCES = [path for path in FILES if path.suffix == ".py"]
TEXTS = [path for path in FILES if path.suffix in TEXT_SUFFIXES]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 30
    assert {short(path).split("/")[0] for path in SOURCES} >= {
        "gisapp",
        "layers",
        "importers",
        "styles",
        "tests",
    }


def test_no_module_without_a_subject() -> None:
    vague = [
        short(path)
        for path in SOURCES
        if VAGUE_NAMES.intersection([path.stem, *path.relative_to(ROOT).parts[:-1]])
    ]
    assert vague == []


def test_no_file_is_longer_than_a_reader_holds() -> None:
    long = {
        short(path): lines
        for path in SOURCES
        if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


PLANTED = {
    # File to write, and the contract that it breaks.
    "order": ("styles/planted.py", "import layers.base"),
    "qt": ("gisapp/planted.py", "def later():\n    from PySide6 import QtCore"),
    "vtk": ("gisapp/ui/planted.py", "import vtkmodules.vtkCommonCore"),
    "desks-pure": ("gisapp/desks/planted.py", "import gisapp.ui.planted"),
    "models-pure": ("importers/planted.py", "import pyvista"),
    "scene": ("gisapp/scene/planted.py", "import layers.planted"),
    "officers": ("gisapp/export/planted.py", "def later():\n    from gisapp.desks.areas import officers"),
    "officer-form": ("gisapp/ui/areas/planted.py", "import gisapp.ui.areas.officercard"),
    "sample": ("gisapp/planted.py", "import sample_data"),
}


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the packages and the contracts."""
    folder = tmp_path_factory.mktemp("house")
    for path in [
        ROOT / "pyproject.toml",
        *(path for path in SOURCES if short(path).split("/")[0] in PACKAGES),
    ]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for name in ("layers", "gisapp/ui"):
        (folder / name / "planted.py").touch()
    return folder


@pytest.mark.parametrize("contract", [None, *PLANTED])
def test_a_forbidden_import_is_found(copy_of_the_house: Path, contract: str | None) -> None:
    planted = None
    if contract is not None:
        name, line = PLANTED[contract]
        planted = copy_of_the_house / name
        before = planted.read_text("utf-8") if planted.exists() else ""
        planted.write_text(line + "\n", "utf-8")
    only = [] if contract is None else ["--contract", contract]
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [program, "--no-cache", "--no-logo", *only],
        cwd=copy_of_the_house,
        capture_output=True,
        text=True,
        check=False,
    )
    if planted is not None:
        planted.write_text(before, "utf-8")
    expected = "BROKEN" if planted else "0 broken"
    assert expected in result.stdout, result.stdout + result.stderr


def test_every_contract_is_tried() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert {contract["id"] for contract in settings["contracts"]} == {*PLANTED}


def test_tests_with_a_window_are_where_the_test_command_looks() -> None:
    words = 'WINDOWED = ("tests/gisapp/ui", "tests/journeys")'
    assert words in (ROOT / "bootstrap.py").read_text("utf-8")
    marked = [path for path in FILES if path.suffix == ".py" and "mark.window\n" in path.read_text("utf-8")]
    names = [path.relative_to(ROOT).as_posix() for path in marked]
    assert names
    assert [name for name in names if not name.startswith(("tests/gisapp/ui/", "tests/journeys/"))] == []


def test_top_level_folders_are_the_known_ones() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in FILES if len(path.relative_to(ROOT).parts) > 1}
    assert folders <= {*PACKAGES, "tests", "docs", ".ci"}


def test_every_folder_of_modules_is_a_package() -> None:
    homeless = {
        short(path.parent)
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] in PACKAGES and not (path.parent / "__init__.py").exists()
    }
    assert homeless == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_say_that_they_are_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


@pytest.mark.parametrize("subject", FORBIDDEN)
def test_no_text_names(subject: str) -> None:
    found = [
        f"{short(path)}:{number}: {line.strip()[:100]}"
        for path in TEXTS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if FORBIDDEN[subject].search(line)
    ]
    assert found == []


def test_text_files_are_utf8_with_unix_lines() -> None:
    def wrong(data: bytes) -> bool:
        return data.startswith(b"\xef\xbb\xbf") or b"\r" in data or (bool(data) and not data.endswith(b"\n"))

    assert [short(path) for path in TEXTS if wrong(path.read_bytes())] == []


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert gisapp.__version__ == project["version"]
    numbers = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert numbers[0] in ("Unreleased", project["version"])


def test_every_dependency_has_a_tested_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        wanted += extra
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {_plain(line.split("==")[0]) for line in lines if line and not line.startswith("#")}
    names = {_plain(re.split(r"[<>=!~;\[ ]", text)[0]) for text in wanted}
    assert names - pinned == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_nothing_large_is_carried() -> None:
    megabytes = {short(path): path.stat().st_size / 1e6 for path in FILES}
    assert {name: size for name, size in megabytes.items() if size > 15} == {}
