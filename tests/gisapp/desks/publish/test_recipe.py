"""Recipes: plain values that are told where they are wrong, and nothing that could run or swell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.desks.publish.recipe import Limits, PackageTarget, Recipe, SiteTarget, read_recipe
from layers.errors import DamagedFile, SourceMissing

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
version: 1
project: 町.gisproj
layers: [避難所, parks-0]
site:
  to: 公開/site
  packaging: both
package:
  to: 公開/package.zip
  forms: [.geojson, .csv]
  site: true
delta:
  to: 公開/差分.zip
database: 公開.gisdb
limits:
  removed: 5%
  changed: none
  added: 20.5%
blocked: leave-out
key: keys/city.pem
department: 広報課
contact: 内線 123
scheduler: tcp://127.0.0.1:8786
processes: 2
report: 報告書
reports: 5
state: 控え
"""
LEAST = "version: 1\nproject: a.gisproj\nsite:\n  to: site\n"


def read(folder: Path, text: str | bytes) -> Recipe:
    path = folder / "夜間.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_recipe(path)


def test_all_of_it(tmp_path: Path) -> None:
    base = tmp_path.resolve()
    assert read(tmp_path, WHOLE) == Recipe(
        path=tmp_path / "夜間.yaml",
        project=base / "町.gisproj",
        layers=("避難所", "parks-0"),
        site=SiteTarget(base / "公開" / "site", "both"),
        package=PackageTarget(base / "公開" / "package.zip", (".geojson", ".csv"), site=True),
        delta=base / "公開" / "差分.zip",
        database=base / "公開.gisdb",
        limits=Limits(added=0.205, removed=0.05, changed=None),
        blocked="leave-out",
        key=str(base / "keys/city.pem"),
        department="広報課",
        contact="内線 123",
        scheduler="tcp://127.0.0.1:8786",
        processes=2,
        report=base / "報告書",
        reports=5,
        state=base / "控え",
    )


def test_the_least_of_it_is_careful(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeff" + LEAST + "layers: all\n")
    assert (found.layers, found.blocked, found.key) == ((), "stop", "default")
    assert (found.limits.removed, found.limits.changed, found.limits.added) == (0.1, 0.5, None)
    assert found.site is not None
    assert found.site.packaging == "server"
    assert found.report == tmp_path.resolve() / "報告"
    assert found.state.name == ".夜間.state"


@pytest.mark.parametrize(
    ("more", "line", "word"),
    [
        ("sites: 1\n", 5, "sites"),
        ("project: b.gisproj\n", 5, "project"),
        ("blocked: go-on\n", 5, "leave-out"),
        ("processes: -1\n", 5, "0～256"),
        ("processes: yes\n", 5, "processes"),
        ("reports: 1.5\n", 5, "reports"),
        ("layers: some\n", 5, "all"),
        ("layers: []\n", 5, "layers"),
        ("layers: [[a]]\n", 5, "layers"),
        ("key: ''\n", 5, "default"),
        ("department: |\n  a\n  b\n", 5, "department"),
        ("limits:\n  removed: 0.5\n", 6, "0%～100%"),
        ("limits:\n  removed: 101%\n", 6, "removed"),
        ("limits:\n  remove: 1%\n", 6, "remove"),
        ("limits: 5%\n", 5, "key: value"),
        ("package:\n  to: a.tar\n", 6, ".zip"),
        ("package:\n  to: a.zip\n  forms: [.exe]\n", 7, ".geojson"),
        ("package:\n  to: a.zip\n  site: 1\n", 7, "true / false"),
        ("delta: a.zip\n", 5, "key: value"),
        ("delta:\n  t: a.zip\n", 6, "t"),
        ("package:\n  forms: [.csv]\n", 6, "package.to"),
        ("contact: !!python/object/apply:os.system ['true']\n", 5, "python"),
        ("contact: !mine x\n", 5, "!mine"),
        ("contact: &a x\ndepartment: *a\n", 5, "anchor"),
        ("contact: [\n", 6, "YAML"),
        ("? [a]\n: b\n", 5, "key"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, more: str, line: int, word: str) -> None:
    with pytest.raises(DamagedFile) as told:
        read(tmp_path, LEAST + more)
    if word not in ("YAML", "key"):
        assert word in str(told.value)
    assert told.value.where.line == line
    assert f"{line} 行目" in str(told.value.message)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "version: 2\nproject: a\nsite: {to: b}\n",
        "version: true\nproject: a\nsite: {to: b}\n",
        "project: a\nsite: {to: b}\n",
        "version: 1\nsite: {to: b}\n",
        "version: 1\nproject: a\n",
        "version: 1\nproject: a\ndelta: {to: a.zip}\n",
        "version: 1\nproject: ''\nsite: {to: b}\n",
        b"version: 1\n\xff",
        LEAST + "contact: " + "x" * 2000,
        LEAST + "#" + "x" * (1 << 18),
        LEAST + "layers: [" + "a," * 3000 + "a]",
        LEAST + "layers: " + "[" * 50_000,
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n",
    ],
)
def test_what_is_no_recipe_is_refused(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(DamagedFile) as told:
        read(tmp_path, text)
    assert "夜間.yaml" in str(told.value)


def test_no_recipe(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        read_recipe(tmp_path / "none.yaml")
