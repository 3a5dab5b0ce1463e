"""Unattended runs: what passes the gate goes out whole, what does not changes nothing, whatever happens."""

from __future__ import annotations

import json
import secrets
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gisapp.desks.publish import run as running
from gisapp.desks.publish import sitewriting
from gisapp.desks.publish.applying import FORMER, apply
from gisapp.desks.publish.gate import approve, judge
from gisapp.desks.publish.manifest import MANIFEST
from gisapp.desks.publish.model import (
    Publication,
    PublicField,
    Site,
    publications,
    with_publication,
    with_site,
)
from gisapp.desks.publish.recipe import Limits, PackageTarget, Recipe, SiteTarget
from gisapp.desks.publish.run import LOCK, run
from gisapp.desks.publish.runreport import as_plain
from gisapp.desks.publish.signing import make_key
from gisapp.desks.publish.verify import verify
from gisapp.reading import read_data, with_layers
from layers import projectfile
from layers.errors import NotAllowed
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from layers.runlock import RunLock
from tests.gisapp.desks.publish.published import small_site
from tests.layers.features import vector

if TYPE_CHECKING:
    from gisapp.desks.publish.runreport import Report

NOW = datetime(2026, 11, 30, 21, 0, tzinfo=timezone(timedelta(hours=9)))
WHEN = NOW.isoformat(timespec="seconds")
FIELDS = (PublicField("番号", "番号"), PublicField("名称", "名称"))


def write_source(path: Path, count: int = 20, more: dict[int, dict[str, Any]] | None = None) -> None:
    """Write the rows of some shelters; `more` changes some of them."""
    rows = [
        {"番号": n, "名称": f"港{n}丁目集会所", "担当者": "長崎 太郎"} | (more or {}).get(n, {})
        for n in range(count)
    ]
    path.write_text(json.dumps(rows), "utf-8")


def opened_quickly(path: Path, feedback: Feedback) -> Project:
    """Open a project whose one source is a list of rows, without an importer."""
    feedback.step()
    project = projectfile.read(path).project
    rows = json.loads(path.with_name("避難所.json").read_text("utf-8"))
    columns = {name: [row.get(name) for row in rows] for name in rows[0]}
    shapes = [f"POINT ({34000 + 10 * n} -27000)" for n in range(len(rows))]
    read = vector(path.with_name(f"store-{secrets.token_hex(4)}"), shapes, columns)
    return replace(project, layers=(replace(project.layers[0], data=read.data),))


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recipe:
    """Return a recipe of a project with one layer that is approved; the map is a small one."""
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    monkeypatch.setenv("GISAPP_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setattr("gisapp.desks.publish.site.build_site", small_site)
    make_key()
    monkeypatch.setattr(running, "opened", opened_quickly)
    # Papers have tests of their own, and take a second each.
    monkeypatch.setattr("gisapp.desks.publish.delta.write_pdf", lambda _: b"%PDF-1.4 receipt")
    write_source(tmp_path / "避難所.json")
    layer = vector(tmp_path / "first", ["POINT (0 0)"], {"番号": [1]})
    projectfile.save(Project(layers=(layer,), crs="EPSG:6669"), tmp_path / "町.gisproj")
    project = opened_quickly(tmp_path / "町.gisproj", Feedback())
    said = Publication(
        layer.id,
        "避難所",
        fields=FIELDS,
        label="名称",
        licence="CC-BY-4.0",
        credit="汐見浜市",
        date="2026-04-01",
        department="防災課",
        contact="防災課 内線 123",
        cycle="yearly",
        forms=(".geojson",),
    )
    project = with_site(
        with_publication(project, said, WHEN), Site("汐見浜マップ", publisher="汐見浜市"), WHEN
    )
    verdict = judge(project, said, Feedback(), today=NOW.date())
    assert not verdict.blocked, [str(one.message) for one in verdict.concerns]
    accepted = [one.key for one in verdict.warnings]
    project = approve(project, said, verdict, "広報課", "秘密の覚え書き", WHEN, accepted=accepted)
    projectfile.save(project, tmp_path / "町.gisproj")
    return Recipe(
        path=tmp_path / "夜間.yaml",
        project=tmp_path / "町.gisproj",
        site=SiteTarget(tmp_path / "公開" / "site"),
        package=PackageTarget(tmp_path / "公開" / "package.zip", site=True),
        delta=tmp_path / "公開" / "差分-{date}.zip",
        department="広報課",
        processes=0,
        report=tmp_path / "報告",
        state=tmp_path / ".state",
    )


def go(recipe: Recipe, days: int = 0, feedback: Feedback | None = None) -> Report:
    return run(recipe, feedback or Feedback(), now=NOW + timedelta(days=days))


def standing(recipe: Recipe) -> dict[str, bytes]:
    """Return all that stands in public, with names."""
    folder = recipe.project.parent / "公開"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def source(recipe: Recipe) -> Path:
    return recipe.project.with_name("避難所.json")


def test_what_is_approved_goes_out_signed_and_again_only_what_changed(recipe: Recipe, tmp_path: Path) -> None:
    first = go(recipe)
    assert (first.state, len(first.admitted), first.refused) == ("published", 1, ())
    assert recipe.site is not None
    assert recipe.package is not None
    site = recipe.site.to
    for path in (site, recipe.package.to):
        checked = verify(path, running._signer("default").public, Feedback())  # type: ignore[union-attr]
        assert checked.findings == ()
    # What the public can reach holds neither the note of the reviewer nor what was not chosen.
    everything = b"".join(content for name, content in standing(recipe).items() if name.startswith("site/"))
    assert "秘密の覚え書き".encode() not in everything
    assert "長崎 太郎".encode() not in everything
    with zipfile.ZipFile(recipe.package.to) as archive:
        names = set(archive.namelist())
        assert "秘密の覚え書き" in archive.read(MANIFEST).decode()
        assert not any("長崎 太郎".encode() in archive.read(name) for name in names)
    assert {
        "data/避難所/避難所.geojson",
        "data/避難所/dcat.jsonld",
        "site/manifest.json",
        "受領書.pdf",
    } <= names
    assert not list(site.parent.glob("差分*"))  # there was nothing that could have changed
    before = standing(recipe)
    again = go(recipe, 1)
    assert (again.state, again.written) == ("unchanged", ())
    assert standing(recipe) == before

    receiving = tmp_path / "receiving"
    apply(site, receiving, None, Feedback())
    write_source(source(recipe), 21, {3: {"名称": "港新町集会所"}})
    third = go(recipe, 2)
    assert third.state == "published"
    assert third.changes is not None
    (layer,) = third.changes.layers
    assert (layer.added, layer.removed, layer.changed) == (1, 0, 1)
    (delta,) = site.parent.glob("差分-20261202*.zip")
    apply(delta, receiving, None, Feedback())
    assert verify(receiving, None, Feedback()).digest == verify(site, None, Feedback()).digest
    assert (site.parent / f"site{FORMER}" / MANIFEST).read_bytes() == before["site/manifest.json"]


@pytest.mark.parametrize("what", ["personal", "limit", "restricted", "gone", "unapproved"])
def test_what_is_blocked_changes_nothing_and_is_told(recipe: Recipe, what: str) -> None:
    assert go(recipe).state == "published"
    before = standing(recipe)
    code = ""
    if what == "personal":
        write_source(source(recipe), 20, {7: {"名称": "長崎 太郎 090-1234-5678"}})
    elif what == "limit":
        write_source(source(recipe), 12)
        code = "limit-removed"
    elif what == "gone":
        rows = json.loads(source(recipe).read_text("utf-8"))
        source(recipe).write_text(json.dumps([{"番号": one["番号"]} for one in rows]), "utf-8")
    else:
        project = projectfile.read(recipe.project).project
        (said,) = publications(project)
        changed = replace(said, restricted=True) if what == "restricted" else replace(said, title="避難場所")
        recipe = replace(recipe, layers=(said.layer,))
        projectfile.save(with_publication(project, changed, WHEN), recipe.project)
    report = go(recipe, 1)
    assert report.state == "blocked"
    assert [one.title for one in report.refused]
    if code:
        assert report.refused[0].reason.code == code
    assert standing(recipe) == before
    told = json.loads(next(path for path in report.files if path.suffix == ".json").read_text("utf-8"))
    assert told["refused"][0]["reason"]
    text = "".join(path.read_text("utf-8") for path in report.files)
    assert "公開していません" in text
    assert "090-1234-5678" not in text


def test_limits_are_those_of_the_recipe(recipe: Recipe) -> None:
    assert go(recipe).state == "published"
    write_source(source(recipe), 12)
    assert go(replace(recipe, limits=Limits(removed=0.5)), 1).state == "published"
    write_source(source(recipe), 24)
    assert go(replace(recipe, limits=Limits(added=0.1)), 2).refused[0].reason.code == "limit-added"
    changed = {n: {"名称": f"港{n}丁目会館"} for n in range(12)}
    write_source(source(recipe), 12, changed)
    assert go(recipe, 3).refused[0].reason.code == "limit-changed"
    assert go(replace(recipe, limits=Limits(None, None, None)), 4).state == "published"


def test_one_run_at_a_time(recipe: Recipe) -> None:
    recipe.state.mkdir()
    held = RunLock(recipe.state / LOCK)
    assert held.take()
    with pytest.raises(NotAllowed, match="ほかの実行"):
        go(recipe)
    assert not recipe.report.exists()
    held.release()
    assert go(recipe).state == "published"


@pytest.mark.parametrize("when", ["site", "package", "delta", "swap"])
def test_what_fails_in_the_middle_leaves_the_former_publication_whole(
    recipe: Recipe, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    assert go(recipe).state == "published"
    before = standing(recipe)
    write_source(source(recipe), 21)

    def dies(*_: object, **__: object) -> None:
        raise MemoryError

    places = {
        "site": (sitewriting, "write_manifest"),
        "package": (running, "pack"),
        "delta": (running, "write_delta"),
        "swap": (running, "refuse_unsound"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*places[when], dies)
        with pytest.raises(MemoryError):
            go(recipe, 1)
    assert standing(recipe) == before
    log = (recipe.report / "log.txt").read_text("utf-8").splitlines()
    assert [line.split("　")[1] for line in log] == ["published", "failed"]
    assert go(recipe, 2).state == "published"


def test_a_run_that_was_killed_is_cleared_up_behind(recipe: Recipe) -> None:
    assert go(recipe).state == "published"
    assert recipe.site is not None
    folder = recipe.site.to.parent
    for name in (".site.0011.making", ".package.0011.making.zip", ".差分-2026.0011.making.zip"):
        path = folder / name
        path.mkdir() if path.suffix == ".making" else path.write_bytes(b"half")
    # As if the power had failed between the two names of the swap.
    recipe.site.to.rename(folder / "site.aside")
    (folder / "site.aside").rename(folder / f"site{FORMER}")
    assert go(recipe, 1).state == "unchanged"
    assert sorted(path.name for path in folder.iterdir()) == ["package.zip", "site"]


def test_a_stop_is_reported_and_leaves_all_as_it_was(recipe: Recipe) -> None:
    feedback = Feedback(lambda done, *_: feedback.cancel() if done > 0.5 else None)
    with pytest.raises(Cancelled):
        go(recipe, 0, feedback)
    assert not any(path.is_file() for path in (recipe.project.parent / "公開").rglob("*"))
    assert "stopped" in (recipe.report / "log.txt").read_text("utf-8")


def test_what_cannot_be_done_is_told_and_old_reports_go(recipe: Recipe) -> None:
    recipe = replace(recipe, reports=2)
    missing = replace(recipe, key=str(recipe.project.with_name("none.pem")))
    for day in range(3):
        report = go(missing, day)
        assert report.state == "failed"
        assert "none.pem" in report.error
    assert not (recipe.project.parent / "公開" / "package.zip").exists()
    assert len(list(recipe.report.glob("2*.json"))) == 2
    assert len(list(recipe.report.glob("2*"))) == 6
    assert as_plain(report)["hint"]
    others = recipe.site.to if recipe.site else Path()
    others.mkdir(parents=True)
    (others / "photo.jpg").write_bytes(b"x")
    assert "公開用の地図ではないもの" in go(recipe, 4).error
    assert (others / "photo.jpg").read_bytes() == b"x"


def test_the_same_data_and_moment_give_the_same_package(recipe: Recipe) -> None:
    assert recipe.package is not None
    only = replace(recipe, site=None, delta=None, package=replace(recipe.package, site=False))
    assert go(only).state == "published"
    first = recipe.package.to.read_bytes()
    recipe.package.to.unlink()
    assert go(only).state == "published"
    assert recipe.package.to.read_bytes() == first


def test_sources_that_changed_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))
    path = tmp_path / "避難所.csv"
    path.write_text("名称,緯度,経度\n港,32.75,129.87\n", "utf-8")
    project, _ = with_layers(Project(), read_data(path, Feedback()).layers)
    projectfile.save(project, tmp_path / "町.gisproj")
    assert len(running.opened(tmp_path / "町.gisproj", Feedback()).layers[0].table()) == 1
    path.write_text("名称,緯度,経度\n港,32.75,129.87\n浜,32.76,129.88\n", "utf-8")
    assert len(running.opened(tmp_path / "町.gisproj", Feedback()).layers[0].table()) == 2
    path.unlink()
    feedback = Feedback()
    gone = running.opened(tmp_path / "町.gisproj", feedback)
    assert feedback.findings or gone.layers[0].data is not None
