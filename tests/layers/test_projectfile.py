from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from layers import plaindata
from layers.atomicfile import backup
from layers.base import Layer, View
from layers.errors import Damaged, DamagedFile, ExportFailed, ProjectFileError, SourceMissing, TooNew
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from layers.projectdocument import FORMAT, from_document, to_document, upgraded
from layers.projectfile import load, open_layers, read, repoint, repoint_folder, save
from layers.registry import Registry
from layers.unknown import UnknownLayer
from tests.fakes import BoxCity, box_city
from tests.layers.towns import KINDS, TintedCity, first_town, town

ROOT = Path(__file__).parents[1]


def reopen(layer: Layer) -> Layer:
    if not layer.source.path.exists():
        raise SourceMissing("{file} が見つかりません。", values={"file": str(layer.source.path)})
    return replace(layer, data=box_city(20).data)


def test_everything_comes_back(tmp_path: Path) -> None:
    project, path = town(tmp_path), tmp_path / "港 町.gisproj"
    save(project, path)
    loaded = read(path, KINDS)
    assert loaded.findings == ()
    assert loaded.project.path == path
    assert to_document(loaded.project, None) == to_document(project, None)
    assert [type(layer) for layer in loaded.project.layers] == [BoxCity, BoxCity, BoxCity, TintedCity]
    third = loaded.project.layers[3]
    assert isinstance(third, TintedCity)
    assert (third.tint, third.edges, third.strength, third.levels) == ("cold", True, 1, (0,))
    for before, after in zip(project.layers, loaded.project.layers, strict=True):
        assert (after.style, after.filter, after.opacity) == (before.style, before.filter, before.opacity)
        assert after.source.path == before.source.path
        assert after.data is None


def test_the_file_holds_neither_data_nor_names_of_code(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    save(town(tmp_path), path)
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["format"] == FORMAT
    assert len(text) < 30_000
    for word in ("BoxCity", "tests.", "fakes", "pickle", "module"):
        assert word not in text


def test_sources_move_with_the_project(tmp_path: Path) -> None:
    (tmp_path / "old" / "data").mkdir(parents=True)
    path = tmp_path / "old" / "a.gisproj"
    project = town(tmp_path / "old")
    project.layers[0].source.path.touch()
    save(project, path)
    assert '"path": "data/10207_tatebayashi-shi_2020.zip"' in path.read_text(encoding="utf-8")
    shutil.move(tmp_path / "old", tmp_path / "new")
    loaded = load(tmp_path / "new" / "a.gisproj", reopen, registry=KINDS)
    assert loaded.project.layers[0].data is not None
    assert (
        loaded.project.layers[0].source.path == tmp_path / "new" / "data" / project.layers[0].source.path.name
    )


def test_a_missing_source_keeps_its_row_and_can_be_pointed_at_again(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    project = town(tmp_path)
    save(project, path)
    loaded = load(path, reopen, registry=KINDS)
    assert [layer.data for layer in loaded.project.layers] == [None] * 4
    assert [finding.code for finding in loaded.findings] == ["source-missing"] * 4
    assert "館林市の建物" in str(loaded.findings[0].message)
    assert loaded.findings[0].where.file == str(project.layers[0].source.path)
    save(loaded.project, path)
    assert to_document(read(path, KINDS).project, None) == to_document(project, None)

    place = tmp_path / "elsewhere.zip"
    place.touch()
    pointed = repoint(loaded.project, "boxes", place)
    opened = open_layers(pointed, reopen, Feedback())
    assert opened.project.layers[0].data is not None
    assert opened.project.layers[0].filter == project.layers[0].filter
    assert len(opened.findings) == 3
    assert repoint(pointed, "no such layer", place) is pointed


def test_all_missing_sources_are_sought_under_one_folder(tmp_path: Path) -> None:
    def layer(layer_id: str, *parts: str) -> Layer:
        city = box_city(4, layer_id)
        return replace(city, data=None, source=replace(city.source, path=Path("/gone", *parts)))

    project = Project(
        layers=(
            layer("whole", "2020", "bldg", "a.gml"),
            layer("name", "b.gml"),
            layer("twice", "c.gml"),
            layer("none", "d.gml"),
            layer("folder", "udx"),
        )
    )
    new = tmp_path / "new"
    for name in ("bldg/a.gml", "tran/a.gml", "deep/er/b.gml", "x/c.gml", "y/c.gml", "udx/e.gml"):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).touch()
    found, ids = repoint_folder(project, new, Feedback())
    assert ids == ("whole", "name", "folder")
    places = {layer.id: layer.source.path for layer in found.layers}
    assert places["whole"] == new / "bldg" / "a.gml"
    assert places["name"] == new / "deep" / "er" / "b.gml"
    assert places["folder"] == new / "udx"
    assert places["twice"] == Path("/gone/c.gml")


def test_a_source_that_cannot_be_read_becomes_a_finding(tmp_path: Path) -> None:
    def fail(layer: Layer) -> Layer:
        raise DamagedFile("{file} が壊れています。", values={"file": layer.source.path.name})

    project = town(tmp_path)
    (tmp_path / "data").mkdir()
    project.layers[0].source.path.touch()
    project = replace(project, layers=tuple(replace(layer, data=None) for layer in project.layers[:1]))
    loaded = open_layers(project, fail, Feedback())
    assert loaded.project.layers[0].data is None
    assert str(loaded.findings[0].message) == (
        "レイヤ「館林市の建物」を開けませんでした。10207_tatebayashi-shi_2020.zip が壊れています。"
    )


def test_opening_can_be_cancelled(tmp_path: Path) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        open_layers(town(tmp_path), reopen, feedback)


def test_a_kind_that_is_not_there_survives_saving(tmp_path: Path) -> None:
    project, path = town(tmp_path), tmp_path / "a.gisproj"
    save(project, path)
    fewer: Registry[type[Layer]] = Registry("", {"boxes": "tests.fakes:BoxCity"})
    loaded = load(path, reopen, registry=fewer)
    assert [finding.code for finding in loaded.findings].count("layer-kind-unknown") == 1
    third = loaded.project.layers[3]
    assert isinstance(third, UnknownLayer)
    assert third.parts(View(np.zeros(3), np.ones(3), np.ones(3), 30, (10, 10), 10)) == []
    assert len(third.table()) == 0
    save(loaded.project, path)
    assert to_document(read(path, KINDS).project, None) == to_document(project, None)


def test_an_unknown_setting_is_told_and_left_out(tmp_path: Path) -> None:
    document = to_document(town(tmp_path), None)
    document["layers"][0]["settings"] = {"shine": 3}
    project, findings = from_document(document, tmp_path, KINDS)
    assert [finding.code for finding in findings] == ["setting-unknown"]
    assert len(project.layers) == 4


def test_a_project_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    path.write_text(json.dumps({"format": FORMAT + 1, "whatever": []}), encoding="utf-8")
    with pytest.raises(TooNew, match="新しい版のプログラム") as caught:
        read(path)
    assert caught.value.where.file == str(path)


def test_older_formats_are_brought_up_step_by_step() -> None:
    def second(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "title": document["name"]}

    def third(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "title": [document["title"]]}

    found = upgraded({"format": 1, "name": "港"}, {1: second, 2: third}, newest=3)
    assert found == {"format": 3, "name": "港", "title": ["港"]}
    with pytest.raises(Damaged):
        upgraded({"format": 0}, {1: second}, newest=3)


def test_a_missing_project_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"プロジェクト a\.gisproj が見つかりません"):
        read(tmp_path / "a.gisproj")
    with pytest.raises(ProjectFileError):
        read(tmp_path)


def test_a_full_disk_leaves_the_old_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.gisproj"
    save(Project(name="古い"), path)

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportFailed):
        save(Project(name="新しい"), path)
    assert read(path).project.name == "古い"


def test_older_versions_stay_beside_the_project(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    for name in ("一", "二", "三"):
        save(Project(name=name), path, backups=2)
    assert [read(file).project.name for file in (path, backup(path, 1), backup(path, 2))] == [
        "三",
        "二",
        "一",
    ]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "golden" / "projects").rglob("*.gisproj")), ids=lambda path: path.parent.name
)
def test_every_format_ever_written_can_be_read(path: Path, tmp_path: Path) -> None:
    loaded = read(path, KINDS)
    expected = first_town(path.parent) if path.parent.name == "1" else town(path.parent)
    assert loaded.findings == ()
    assert to_document(loaded.project, None) == to_document(
        replace(expected, layers=tuple(replace(layer, data=None) for layer in expected.layers)), None
    )
    again = tmp_path / "again.gisproj"
    save(loaded.project, again)
    assert to_document(read(again, KINDS).project, None) == to_document(loaded.project, None)


def test_the_present_format_is_among_the_golden_files(tmp_path: Path) -> None:
    golden = ROOT / "golden" / "projects" / str(FORMAT) / "town.gisproj"
    assert golden.read_bytes() == plaindata.dump(to_document(town(golden.parent), golden.parent))


SAVER = """
import sys
from pathlib import Path
from dataclasses import replace
from layers.project import Note, Project
from layers.projectfile import save

path, number = Path(sys.argv[1]), 0
notes = tuple(Note(str(one), "字" * 200, (0.0, 0.0, 0.0)) for one in range(2000))
while True:
    number += 1
    save(Project(name=str(number), notes=notes[: 1000 + number % 1000]), path, backups=2)
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux: programs are killed with -9")
def test_killing_the_program_while_it_saves_never_costs_the_project(tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    for delay in (0.0, 0.003, 0.007, 0.013, 0.021, 0.034):
        child = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(path)],
            stdout=subprocess.PIPE,
            cwd=ROOT.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT.parent)},
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        printed = [int(line) for line in child.stdout.read().split()]
        child.wait()
        child.stdout.close()
        project = read(path).project
        number = int(project.name)
        assert len(project.notes) == 1000 + number % 1000
        # The last save that was reported as done is there, or the one after it.
        if printed:
            assert number - printed[-1] in (0, 1)
        for older in (backup(path, 1), backup(path, 2)):
            if older.exists():
                assert int(read(older).project.name) <= number
