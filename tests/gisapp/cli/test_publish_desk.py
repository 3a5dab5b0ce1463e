"""From a layer to what is handed over, on the command line: record, review, approval, map, package, run."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from gisapp.cli.exits import Exit
from gisapp.desks.publish.model import approvals
from layers import projectfile
from tests.gisapp.desks.publish.published import MADE, small_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

RECORD: dict[str, Any] = {
    "layer": "whatever",
    "title": "避難所",
    "fields": [{"column": "番号", "name": "番号"}, {"column": "名称", "name": "名称"}],
    "label": "名称",
    "licence": "CC-BY-4.0",
    "credit": "汐見浜市",
    "date": "2026-04-01",
    "department": "防災課",
    "contact": "防災課 内線 123",
    "cycle": "yearly",
    "forms": [".geojson"],
}


@pytest.fixture
def project(gisapp: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GISAPP_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setattr("gisapp.desks.publish.site.build_site", small_site)
    rows = "".join(f"{n},港{n}丁目集会所,長崎 太郎,{32.7 + n / 1000},129.87\n" for n in range(12))
    (tmp_path / "避難所.csv").write_text(f"番号,名称,担当者,緯度,経度\n{rows}", "utf-8")
    path = tmp_path / "町.gisproj"
    assert gisapp("import", tmp_path / "避難所.csv", "--project", path).code == Exit.OK
    return path


def test_the_way_of_a_layer(gisapp: Callable[..., Said], project: Path, tmp_path: Path) -> None:
    review = ("publish", "review", project)
    assert "公開の設定がありません" in gisapp(*review, "避難所").err
    record = tmp_path / "record.json"
    record.write_text(json.dumps({**RECORD, "licence": ""}), "utf-8")
    blocked = gisapp(*review, "避難所", "--record", record, "--json")
    (layer,) = blocked.answer("publish-review")["layers"]
    assert (blocked.code, layer["blocked"], layer["ready"]) == (Exit.FINDINGS, True, False)
    approve = (*review, "避難所", "--approve", "--department", "広報課", "--note", "見た")
    assert gisapp(*approve).code == Exit.FAILED
    site = ("publish", "site", project, "--to", tmp_path / "公開" / "site", "--key", "none")
    record.write_text(json.dumps(RECORD), "utf-8")
    answer = gisapp(*review, "避難所", "--record", record, "--json").answer("publish-review")
    (layer,) = answer["layers"]
    assert (layer["blocked"], layer["ready"], layer["features"]) == (False, False, 12)
    assert layer["columns"] == ["番号", "名称"]
    assert len(layer["rows"]) == 12
    assert "長崎 太郎" not in json.dumps(answer, ensure_ascii=False)
    assert gisapp(*site, "--layer", "避難所").code == Exit.FINDINGS
    assert not (tmp_path / "公開" / "site").exists()
    warnings = [one["key"] for one in layer["concerns"] if one["severity"] == "warning"]
    accepted = [word for key in warnings for word in ("--accept", key)]
    if warnings:
        assert gisapp(*approve).code == Exit.FAILED  # each is to be looked at
    assert gisapp(*approve, *accepted, "--json").answer("publish-review")["layers"][0]["ready"]
    (done,) = approvals(projectfile.read(project).project, layer["layer"])
    assert (done.department, done.note, done.features) == ("広報課", "見た", 12)
    assert "公開できます" in gisapp(*review).out

    built = gisapp(*site, "--made", MADE, "--json").answer("publish-site")
    assert (built["written"], built["features"], built["signed"]) == (True, {"避難所": 12}, False)
    assert gisapp("publish", "verify", tmp_path / "公開" / "site").code == Exit.OK
    package = ("publish", "package", project, "--to", tmp_path / "a.zip", "--made", MADE, "--key", "none")
    made = gisapp(*package, "--with-site", "--json").answer("publish-package")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {"data/避難所/避難所.geojson", "site/server/index.html"} <= set(archive.namelist())
    assert made["contents"] in gisapp("publish", "verify", tmp_path / "a.zip").out.replace(" ", "")
    assert gisapp(*package).code == Exit.FAILED  # it is there
    assert gisapp(*package, "--overwrite", "--form", ".exe").code == Exit.USAGE

    _run_unattended(gisapp, tmp_path)


def _run_unattended(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    recipe = tmp_path / "夜間.yaml"
    recipe.write_text("version: 1\nproject: 町.gisproj\nsite:\n  to: 公開/site\nkey: none\n", "utf-8")
    ran = gisapp("publish", "run", recipe, "--json")
    assert (ran.code, ran.answer("publish-run")["state"]) == (Exit.OK, "published")
    assert "前の公開のまま" in gisapp("publish", "run", recipe).out
    changed = (tmp_path / "避難所.csv").read_text("utf-8").replace("港7丁目集会所", "長崎 太郎 090-1234-5678")
    (tmp_path / "避難所.csv").write_text(changed, "utf-8")
    before = (tmp_path / "公開" / "site" / "manifest.json").read_bytes()
    said = gisapp("publish", "run", recipe)
    assert said.code == Exit.FINDINGS
    assert "公開していません" in said.out
    assert "090-1234-5678" not in said.out + said.err
    assert (tmp_path / "公開" / "site" / "manifest.json").read_bytes() == before
    recipe.write_text("version: 1\n", "utf-8")
    assert gisapp("publish", "run", recipe).code == Exit.FAILED


def test_what_makes_no_sense_is_usage(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    assert gisapp("publish", "review", path, "--approve", "--department", "a").code == Exit.USAGE
    assert gisapp("publish", "review", path, "b", "--approve").code == Exit.USAGE
    assert gisapp("publish", "review", tmp_path / "a.csv").code == Exit.USAGE
    for more in (("--made", "yesterday"), ("--processes", "0"), ("--packaging", "paper")):
        assert gisapp("publish", "site", path, "--to", tmp_path, *more).code == Exit.USAGE
