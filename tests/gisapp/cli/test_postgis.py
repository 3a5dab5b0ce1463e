"""A database on the command line: looked at, read in, listed, and never said to be what nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.cli.exits import Exit
from tests import postgres
from tests.importers.postgis.town import CONTRACT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

pytestmark = postgres.needed


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    server = postgres.server()
    monkeypatch.setenv("PGPASSFILE", str(server.passfile))
    database = server.database("contract", CONTRACT)
    return postgres.write_file(tmp_path / "都市計画.gisdb", database, server.port, credit="都市計画課")


def test_a_look_counts_and_keeps_nothing(gisapp: Callable[..., Said], file: Path, stores: Path) -> None:
    before = {path.name for path in stores.iterdir()}
    said = gisapp("info", file, "--json", "--quiet")
    answer = said.answer("info")
    assert (said.code, answer["importer"]) == (Exit.OK, "postgis")
    assert answer["features"] == {"public.公園": 5, "public.道": 1}
    assert answer["srs"] == {"EPSG:6668": 1, "EPSG:6669": 1}
    assert "public.公園" in gisapp("info", file, "--quiet").out
    assert {path.name for path in stores.iterdir()} == before


def test_it_comes_into_a_project_and_is_listed_as_not_known(
    gisapp: Callable[..., Said], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "町.gisproj"
    answer = gisapp("import", file, "--project", project, "--json").answer("import")
    assert {layer["name"]: layer["features"] for layer in answer["layers"]} == {"公園": 5, "道": 1}
    server = postgres.server()
    server.sql("contract", "INSERT INTO 公園 SELECT '新公園', geom FROM 公園 LIMIT 1;")
    try:
        answer = gisapp("import", file, "--project", project, "--json").answer("import")
        assert [layer["added"] for layer in answer["layers"]] == [False, False]
        assert {layer["name"]: layer["features"] for layer in answer["layers"]} == {"公園": 6, "道": 1}
        receipt = gisapp("receipt", project, "--layer", "公園", "--json").answer("receipt")
        assert "added" in str(receipt)
    finally:
        server.sql("contract", "DELETE FROM 公園 WHERE name = '新公園';")
    # From here on nobody may go to the database.
    monkeypatch.setattr("importers.postgis.connection._connect", None)
    said = gisapp("catalog", project, "--json")
    entries = said.answer("catalog")["data"]
    assert said.code == Exit.OK
    assert {entry["state"] for entry in entries} == {"unknown"}
    assert {entry["origin"] for entry in entries} == {
        f"127.0.0.1:{server.port}/contract public.公園",
        f"127.0.0.1:{server.port}/contract public.道",
    }
    assert {entry["credit"] for entry in entries} == {"都市計画課"}
    checked = gisapp("check", project, "--json")
    assert checked.code == Exit.OK
    assert {layer["state"] for layer in checked.answer("check")["layers"]} == {"unknown"}
    assert "未確認" in gisapp("check", project).out


def test_a_refusal_is_a_sentence_without_the_password(
    gisapp: Callable[..., Said], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.setenv("PGPASSWORD", "hush-hush")
    said = gisapp("import", file, "--project", tmp_path / "町.gisproj")
    assert said.code == Exit.FAILED
    assert "パスワードが違います" in said.err
    assert "hush-hush" not in said.out + said.err
    assert not (tmp_path / "町.gisproj").exists()


def test_a_layer_goes_into_a_database_that_may_be_written(
    gisapp: Callable[..., Said], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "町.gisproj"
    assert gisapp("import", file, "--project", project).code == Exit.OK
    words = ("export", project, "公園", "--to", file, "--table", "公園の写し")
    allowing = tmp_path / "allowed.toml"
    monkeypatch.setenv("GISAPP_ALLOWED", str(allowing))
    said = gisapp(*words)
    assert said.code == Exit.FAILED
    assert "127.0.0.1/contract" in said.err
    allowing.write_text('write = ["127.0.0.1/contract"]')
    server = postgres.server()
    try:
        answer = gisapp(*words, "--json").answer("export")
        assert (answer["format"], answer["table"], answer["features"]) == ("postgis", "public.公園の写し", 5)
        assert gisapp(*words).code == Exit.FAILED
        said = gisapp(*words, "--overwrite", "--filter", "name=新公園")
        assert said.code == Exit.FAILED  # nothing to write: what was there stays
        assert gisapp(*words, "--overwrite").code == Exit.OK
        assert server.sql("contract", "SELECT count(*) FROM 公園の写し") == "5"
    finally:
        server.sql("contract", "DROP TABLE IF EXISTS 公園の写し;")
