"""The command line inside the test's own process, on cities that are read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from gisapp.cli.main import main
from layers import projectfile
from tests.gisapp.cli.answers import faults, schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHUNAN = "plateau/35215_shunan-shi_2024_citygml_op.zip"
KAGA = "plateau/17206_kaga-shi_2024_citygml_op.zip"
KOSHIGAYA = "plateau/11222_koshigaya-shi_pref_2023_citygml_2_op"


@dataclass(frozen=True)
class Said:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    def answer(self, name: str) -> Any:
        """Return the JSON answer, which must keep to the schema of that name."""
        value = json.loads(self.out)
        assert faults(value, schema(name)) == []
        return value


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of converted cities, the same for all tests."""
    return tmp_path_factory.mktemp("stores")


@pytest.fixture
def gisapp(
    stores: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Return a function that runs a command."""
    monkeypatch.setenv("GISAPP_STORES", str(stores))

    def run(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def shunan(real_data: Callable[[str], Path]) -> Path:
    """Return 517 buildings on slopes."""
    return real_data(SHUNAN)


@pytest.fixture
def kaga(real_data: Callable[[str], Path]) -> Path:
    """Return 192 buildings with LOD2."""
    return real_data(KAGA)


def layer_name(project: Path) -> str:
    """Return the name of a project's topmost layer."""
    return projectfile.read(project).project.layers[0].name


@pytest.fixture
def town(gisapp: Callable[..., Said], shunan: Path, tmp_path: Path) -> Path:
    """Return a project of one city."""
    project = tmp_path / "町.gisproj"
    assert gisapp("import", shunan, "--project", project).code == 0
    return project
